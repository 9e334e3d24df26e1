"""Two sheets filled apart and opened together, through the operations."""

from dataclasses import replace

import pytest

from desk.core.comparison import Gap
from desk.core.errors import UserError
from desk.core.people import Gender, Seat
from desk.core.rounds import Origin, RoundState, SheetContent, SheetState, SubjectDraft
from desk.core.scale import Answer
from desk.notebook import people, rounds, sheets, transfer, unsealing
from desk.notebook.book import Notebook, Session

CODE = "marche lundi cahier olive"
CANARY = "Le maire ne rappelle jamais (canari 7741)"


@pytest.fixture
def round_id(book: Notebook) -> str:
    return rounds.start(book, ["p02", "p01"]).id


def core_ids(book: Notebook, round_id: str) -> list[str]:
    return [each.id for each in rounds.get(book, round_id).statements if not each.optional]


def fill(book: Notebook, session: Session, round_id: str, levels: str) -> None:
    for key, level in zip(core_ids(book, round_id), levels, strict=False):
        sheets.answer(book, session, round_id, key, Answer(level))
    sheets.hand_in(book, session, round_id)


def test_a_round_keeps_the_wording_of_the_day(book: Notebook, round_id: str) -> None:
    both = people.pair(book)
    people.update_person(book, replace(both.sgm, gender=Gender.MASCULINE))
    kept = rounds.get(book, round_id)
    assert kept.title == "Regards croisés, automne 2026"
    assert [practice.practice_id for practice in kept.practices] == ["p01", "p02"]
    text = next(each.text for each in kept.statements if each.id == "p02s1")
    assert text == "Un arrêté ou un contrat nomme la secrétaire générale de mairie dans cette fonction."
    assert not any("{" in each.text for each in kept.statements)


def test_one_round_at_a_time_over_one_practice_at_least(book: Notebook, round_id: str) -> None:
    with pytest.raises(UserError, match="déjà en cours"):
        rounds.start(book, ["p03"])
    rounds.close_unopened(book, round_id)
    with pytest.raises(UserError, match="Aucune pratique"):
        rounds.start(book, [])


def test_what_others_see_is_three_words(book: Notebook, round_id: str, elu: Session) -> None:
    assert rounds.sheet_states(book, round_id) == {Seat.ELU: SheetState.NEW, Seat.SGM: SheetState.NEW}
    sheets.answer(book, elu, round_id, "p01s1", Answer.NEVER)
    assert rounds.sheet_states(book, round_id)[Seat.ELU] is SheetState.STARTED
    sheets.hand_in(book, elu, round_id)
    assert rounds.sheet_states(book, round_id)[Seat.ELU] is SheetState.HANDED_IN
    assert not rounds.ready(book, round_id)


def test_an_answer_is_written_changed_taken_away_and_resumed(
    book: Notebook, round_id: str, elu: Session
) -> None:
    sheets.answer(book, elu, round_id, "p01s1", Answer.NEVER)
    sheets.answer(book, elu, round_id, "p01s1", Answer.ALWAYS)
    sheets.answer(book, elu, round_id, "p01s2", Answer.MOOT)
    content = sheets.read(book, elu, round_id)
    assert content.answers == {"p01s1": Answer.ALWAYS, "p01s2": Answer.MOOT}
    assert content.origins["p01s1"] is Origin.SCREEN
    assert content.position == "p01s2"
    sheets.answer(book, elu, round_id, "p01s1", None)
    sheets.answer(book, elu, round_id, "p01s2", None)
    assert sheets.read(book, elu, round_id) == SheetContent()
    assert rounds.sheet_states(book, round_id)[Seat.ELU] is SheetState.NEW


def test_no_sheet_can_be_undone_and_unknown_statements_are_bugs(
    book: Notebook, round_id: str, elu: Session
) -> None:
    assert sheets.answer(book, elu, round_id, "p01s1", Answer.NEVER).images == ()
    with pytest.raises(KeyError):
        sheets.answer(book, elu, round_id, "p09s1", Answer.NEVER)


def test_the_other_s_key_opens_nothing(book: Notebook, round_id: str, elu: Session, sgm: Session) -> None:
    sheets.answer(book, elu, round_id, "p01s1", Answer.NEVER)
    thief = Session(elu.person_id, sgm.key)
    with pytest.raises(UserError, match="ne s’ouvre pas"):
        sheets.read(book, thief, round_id)


def test_a_note_wants_a_code_and_never_stands_in_clear(book: Notebook, round_id: str, elu: Session) -> None:
    with pytest.raises(UserError, match="demande un code"):
        sheets.note(book, elu, round_id, "p01s1", CANARY)
    people.set_code(book, elu, CODE)
    sheets.note(book, elu, round_id, "p01s1", CANARY)
    assert sheets.read(book, elu, round_id).notes == {"p01s1": CANARY}
    everything = book.path.read_bytes() + transfer.export_json(book)
    for part in (CANARY, "canari", "rappelle"):
        assert part.encode() not in everything
    with pytest.raises(UserError, match="notes privées"):
        people.set_code(book, elu, "")


def test_size_and_number_of_sheets_say_nothing(book: Notebook, round_id: str, elu: Session) -> None:
    before = {len(row["content"]) for row in book.store.rows("sheet")}
    for key in core_ids(book, round_id):
        sheets.answer(book, elu, round_id, key, Answer.MOSTLY)
    assert {len(row["content"]) for row in book.store.rows("sheet")} == before


def test_take_back_and_drop_leave_no_trace(book: Notebook, round_id: str, elu: Session) -> None:
    fill(book, elu, round_id, "3210")
    with pytest.raises(UserError, match="est remise"):
        sheets.answer(book, elu, round_id, "p01s1", Answer.NEVER)
    sheets.take_back(book, elu, round_id)
    assert sheets.read(book, elu, round_id).answers["p01s1"] is Answer.ALWAYS
    sheets.drop(book, elu, round_id)
    assert rounds.sheet_states(book, round_id)[Seat.ELU] is SheetState.NEW
    assert sheets.read(book, elu, round_id) == SheetContent()
    assert book.store.rows("trace") == []


def test_opening_asks_for_both_sheets(book: Notebook, round_id: str, elu: Session, sgm: Session) -> None:
    fill(book, elu, round_id, "3333")
    with pytest.raises(UserError, match="pas encore remises"):
        unsealing.open_together(book, round_id, elu, sgm)
    assert rounds.get(book, round_id).state is RoundState.FILLING


def test_opened_together_compared_by_either(
    book: Notebook, round_id: str, elu: Session, sgm: Session
) -> None:
    fill(book, elu, round_id, "33113333")
    fill(book, sgm, round_id, "31011333")
    unsealing.open_together(book, round_id, elu, sgm)
    assert rounds.current(book) is None
    mine, theirs = (unsealing.comparison(book, round_id, session) for session in (elu, sgm))
    assert mine == theirs
    assert mine[0].counts == {Gap.STRENGTH: 1, Gap.DIFFERENT: 1, Gap.WORKSITE: 2, Gap.LEFT_OUT: 1}
    assert rounds.counts(book, round_id) == {view.practice_id: dict(view.counts) for view in mine}
    assert (mine[0].elu_mark, mine[0].sgm_mark) == (4, 3)


def test_after_the_opening_answers_are_sealed_and_notes_stay_with_their_owner(
    book: Notebook, round_id: str, elu: Session, sgm: Session
) -> None:
    people.set_code(book, elu, CODE)
    sheets.note(book, elu, round_id, "p01s1", CANARY)
    fill(book, elu, round_id, "3311")
    fill(book, sgm, round_id, "3101")
    unsealing.open_together(book, round_id, elu, sgm)
    assert sheets.read(book, elu, round_id).notes == {"p01s1": CANARY}
    assert sheets.read(book, elu, round_id).answers == {}
    assert sheets.read(book, sgm, round_id) == SheetContent()
    with pytest.raises(UserError, match="déjà ouvertes"):
        sheets.take_back(book, elu, round_id)
    assert b"p01s1_" not in book.path.read_bytes()


def test_a_sheet_filled_outside_is_entered_at_the_opening(
    book: Notebook, round_id: str, elu: Session, sgm: Session
) -> None:
    sheets.declare_outside(book, elu, round_id)
    with pytest.raises(UserError, match="quand les deux sont remises"):
        sheets.enter_outside(book, elu, round_id, {"p01s1": Answer.MOSTLY}, Origin.PAPER)
    fill(book, sgm, round_id, "3101")
    with pytest.raises(UserError, match="reste à saisir"):
        unsealing.open_together(book, round_id, elu, sgm)
    sheets.enter_outside(book, elu, round_id, {"p01s1": Answer.MOSTLY, "p99s1": Answer.NEVER}, Origin.PAPER)
    unsealing.open_together(book, round_id, elu, sgm)
    view = unsealing.comparison(book, round_id, sgm)[0]
    assert view.statements[0].elu is Answer.MOSTLY
    assert view.counts[Gap.UNANSWERED] == 3


def test_a_round_closed_unopened_was_never_there(
    book: Notebook, env: object, round_id: str, elu: Session
) -> None:
    fill(book, elu, round_id, "3311")
    rounds.close_unopened(book, round_id)
    assert rounds.current(book) is None
    assert rounds.opened(book) == []
    for table in ("round", "round_statement", "sheet", "round_count", "trace"):
        assert book.store.rows(table) == []


def test_a_second_round_of_the_season_has_its_own_name(
    book: Notebook, round_id: str, elu: Session, sgm: Session
) -> None:
    for session in (elu, sgm):
        fill(book, session, round_id, "3")
    unsealing.open_together(book, round_id, elu, sgm)
    again = rounds.start(book, ["p03"]).id
    assert rounds.get(book, again).name == "automne 2026 (2)"
    assert [each.id for each in rounds.opened(book)] == [round_id]


def test_a_lost_code_costs_the_sheet_and_is_traced(
    book: Notebook, round_id: str, elu: Session, sgm: Session
) -> None:
    people.set_code(book, elu, CODE)
    fill(book, elu, round_id, "33")
    fill(book, sgm, round_id, "31")
    people.replace_lost_code(book, elu.person_id)
    assert rounds.sheet_states(book, round_id) == {Seat.ELU: SheetState.NEW, Seat.SGM: SheetState.HANDED_IN}
    fresh = people.unlock(book, elu.person_id)
    assert sheets.read(book, fresh, round_id) == SheetContent()
    assert [row["kind"] for row in book.store.rows("trace")] == ["code_remplace"]


def test_a_code_lost_after_the_opening_leaves_the_other_s_key(
    book: Notebook, round_id: str, elu: Session, sgm: Session
) -> None:
    people.set_code(book, elu, CODE)
    for session in (elu, sgm):
        fill(book, session, round_id, "3")
    unsealing.open_together(book, round_id, elu, sgm)
    people.replace_lost_code(book, elu.person_id)
    fresh = people.unlock(book, elu.person_id)
    with pytest.raises(UserError, match="clé de M"):
        unsealing.comparison(book, round_id, fresh)
    assert unsealing.comparison(book, round_id, sgm)


def test_a_code_is_asked_changed_and_long_enough(book: Notebook, elu: Session) -> None:
    with pytest.raises(UserError, match="trop court"):
        people.set_code(book, elu, "1234")
    proposed = people.propose_code(book)
    assert len(proposed.split()) == 4
    people.set_code(book, elu, proposed)
    assert people.pair(book).elu.has_code
    with pytest.raises(UserError, match="pas le bon code"):
        people.unlock(book, elu.person_id, CODE)
    again = people.unlock(book, elu.person_id, proposed.upper())
    assert again.key == elu.key
    again.close()
    assert not again.is_open
    with pytest.raises(ValueError, match="closed"):
        _ = again.key


def test_up_to_three_subjects_or_none(book: Notebook, round_id: str, elu: Session, sgm: Session) -> None:
    drafts = [SubjectDraft(f"p0{number}", "Premier pas", elu.person_id) for number in range(1, 5)]
    with pytest.raises(UserError, match="Trois sujets"):
        unsealing.choose_subjects(book, round_id, drafts)
    with pytest.raises(UserError, match="pas encore ouvertes"):
        unsealing.choose_subjects(book, round_id, drafts[:1])
    for session in (elu, sgm):
        fill(book, session, round_id, "3")
    unsealing.open_together(book, round_id, elu, sgm)
    unsealing.choose_subjects(book, round_id, drafts[:3])
    assert [each.practice_id for each in unsealing.subjects(book, round_id)] == ["p01", "p02", "p03"]
    unsealing.choose_subjects(book, round_id, [])
    assert unsealing.subjects(book, round_id) == []
