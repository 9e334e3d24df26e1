"""The earlier rounds of the same two people, by the key that opens them all."""

from datetime import date
from pathlib import Path

import pytest

from desk.core.comparison import Gap
from desk.core.errors import UserError
from desk.core.meetings import ActionState, ItemSource, MeetingKind
from desk.core.outcome import in_one_line
from desk.core.people import Function, Gender, Seat
from desk.core.rounds import SubjectDraft
from desk.core.scale import Answer
from desk.core.trends import change, trend
from desk.core.wording import NBSP
from desk.notebook import (
    agenda,
    follow_up,
    log,
    meetings,
    opening,
    people,
    rounds,
    succession,
    transfer,
    trends,
    unsealing,
)
from desk.notebook.book import Notebook
from desk.notebook.opening import PersonDraft
from tests.agendas import without_calendar
from tests.conftest import Clock
from tests.notebook.two_rounds import AUTUMN, SPRING, opened, sessions

CODE = "marche lundi cahier olive"
BLANC = PersonDraft(Function.MAYOR, "Blanc", "Mme", Gender.FEMININE)


def test_one_key_opens_the_earlier_rounds_beside_the_new_one(book: Notebook, clock: Clock) -> None:
    spring = opened(book, clock, SPRING, ("0033", "3133"))
    autumn = opened(book, clock, AUTUMN, ("3033", "3133"))
    for session in sessions(book):
        before = trends.earlier(book, autumn, session)
        assert [each.round.id for each in before] == [spring]
        (view,) = unsealing.comparison(book, autumn, session)
        (found,) = trend(view, trends.asked(before))
        assert found.name == "printemps 2026"
        assert found.then == {Gap.DIFFERENT: 1, Gap.WORKSITE: 1, Gap.STRENGTH: 2}
        assert found.now == {Gap.STRENGTH: 3, Gap.WORKSITE: 1}
        former = found.before("p02s1")
        assert former is not None
        assert (former.elu, former.sgm) == (Answer.NEVER, Answer.ALWAYS)
        assert change(found) == f"1{NBSP}point fort commun de plus"
        assert trends.earlier(book, spring, session) == [], "nothing before the first"


def test_a_lost_code_closes_what_came_before_it_and_the_counts_remain(book: Notebook, clock: Clock) -> None:
    spring = opened(book, clock, SPRING, ("0033", "3133"))
    people.replace_lost_code(book, people.pair(book).sgm.id)
    autumn = opened(book, clock, AUTUMN, ("3033", "3133"))
    elu, sgm = sessions(book)
    (closed,) = trends.earlier(book, autumn, sgm)
    assert closed.views is None
    assert closed.counts["p02"][Gap.DIFFERENT] == 1
    assert trends.asked([closed]) == []
    (still,) = trends.earlier(book, autumn, elu)
    assert still.views is not None
    assert not unsealing.can_read(book, spring, sgm)


def test_a_statement_worded_otherwise_since_is_not_compared(book: Notebook, clock: Clock) -> None:
    opened(book, clock, SPRING, ("0033", "3133"))
    autumn = opened(book, clock, AUTUMN, ("3033", "3133"))
    book.store.connection.execute(
        "UPDATE round_statement SET revision = 2 WHERE round_id = ? AND statement_id = 'p02s1'", [autumn]
    )
    session = sessions(book)[0]
    (view,) = unsealing.comparison(book, autumn, session)
    (found,) = trend(view, trends.asked(trends.earlier(book, autumn, session)))
    assert [each.statement.id for each in found.reworded] == ["p02s1"]
    assert found.then == found.now


def test_a_subject_goes_from_the_point_to_the_next_answers(book: Notebook, clock: Clock) -> None:
    spring = opened(book, clock, SPRING, ("0033", "3133"))
    owner = people.pair(book).sgm.id
    unsealing.choose_subjects(book, spring, [SubjectDraft("p02", "Relire la fiche de poste", owner)])
    session = sessions(book)[0]

    def said() -> str:
        (outcome,) = trends.outcomes(book, spring, session)
        return in_one_line(outcome, book.today)

    assert said() == "pas encore vu à un point"
    follow_up.send(book, spring, "p02", "Clarifier les rôles")
    assert said() == "gardé pour votre prochain point"
    first = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 4, 17)).id
    assert said() == f"à l’ordre du jour du 17{NBSP}avril"
    clock.go(date(2026, 4, 17))
    meetings.close(book, first)  # not discussed: it comes back by itself
    second = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 4, 24)).id
    (item,) = without_calendar(book, second)
    assert item.source is ItemSource.UNDISCUSSED
    clock.go(date(2026, 4, 24))
    log.agree(book, item.id, "L’avis est demandé avant l’annonce.")
    action = log.add_action(book, item.id, "Relire la fiche de poste", owner, due=date(2026, 5, 15)).id
    assert "action à\u00a0faire, pour le 15\u00a0mai" in said()
    clock.go(date(2026, 5, 12))
    log.set_state(book, action, ActionState.DONE)
    clock.go(date(2026, 5, 14))
    log.edit_action(book, action, "Relire ensemble la fiche de poste", owner, "", date(2026, 5, 15))
    opened(book, clock, AUTUMN, ("3033", "3133"))
    assert said() == (
        f"vu au point du 24{NBSP}avril · convenu : L’avis est demandé avant l’annonce · "
        f"action faite le 12{NBSP}mai · "
        f"aux réponses suivantes (automne 2026) : 1{NBSP}point fort commun de plus"
    )


def test_nothing_is_sent_twice_whichever_round_it_comes_from(book: Notebook, clock: Clock) -> None:
    spring = opened(book, clock, SPRING, ("0033", "3133"))
    autumn = opened(book, clock, AUTUMN, ("0033", "3133"))
    follow_up.send(book, spring, "p02", "Clarifier les rôles")
    meetings.plan(book, MeetingKind.WEEKLY, AUTUMN)
    assert ("p02", "Clarifier les rôles") in follow_up.sent(book)
    again = follow_up.send(book, autumn, "p02", "  Clarifier les  rôles ")
    assert (again.label, again.images) == ("Ce sujet est déjà à l’ordre du jour du prochain point", ())
    planned = meetings.next_planned(book)
    assert planned is not None
    assert len(without_calendar(book, planned.id)) == 1


def test_an_item_tells_its_round_and_one_of_an_earlier_version_too(book: Notebook, clock: Clock) -> None:
    spring = opened(book, clock, SPRING, ("0033", "3133"))
    clock.go(date(2026, 6, 1))
    agenda.send_to_next(book, "Les rôles", ItemSource.ROUND, "p02")
    autumn = opened(book, clock, AUTUMN, ("3033", "3133"))
    follow_up.send(book, autumn, "p02", "La fiche de poste")
    agenda.send_to_next(book, "Une lecture", ItemSource.GUIDE, "p02")
    origins = [follow_up.origin(book, item) for item in agenda.waiting(book)]
    assert [(each.practice_id, each.round.id) for each in origins if each and each.round] == [
        ("p02", spring),
        ("p02", autumn),
    ]
    assert origins[2] is None
    assert [outcome.waiting for outcome in follow_up.outcomes(book, autumn)] == []


def test_declining_is_an_answer_that_is_kept_until_another_is_given(book: Notebook, clock: Clock) -> None:
    spring = opened(book, clock, SPRING, ("0033", "3133"))
    assert not unsealing.declined(book, spring)
    unsealing.choose_subjects(book, spring, [])
    unsealing.choose_subjects(book, spring, [])
    assert unsealing.declined(book, spring)
    assert unsealing.subjects(book, spring) == []
    unsealing.choose_subjects(book, spring, [SubjectDraft("p02", "")])
    assert not unsealing.declined(book, spring)


def test_when_one_of_the_two_changes_all_starts_afresh_but_what_was_agreed(
    book: Notebook, clock: Clock
) -> None:
    spring = opened(book, clock, SPRING, ("0033", "3133"))
    follow_up.send(book, spring, "p02", "Clarifier les rôles")
    meeting = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 4, 17)).id
    (item,) = without_calendar(book, meeting)
    log.agree(book, item.id, "L’avis est demandé avant l’annonce.")
    action = log.add_action(book, item.id, "Relire la fiche de poste", people.pair(book).sgm.id).id
    former, staying = sessions(book)
    clock.go(AUTUMN)
    succession.succeed(book, Seat.ELU, BLANC, AUTUMN)
    both = people.pair(book)
    assert (both.elu.name, both.sgm.id, both.together_since) == ("Blanc", staying.person_id, AUTUMN)
    assert people.person(book, former.person_id).until == AUTUMN
    expected = (both.elu.addressed, both.sgm.addressed)
    assert meetings.get(book, meeting).participants == expected, "the newcomer is expected at the next point"
    assert rounds.opened(book) == []
    for session in (former, staying, people.unlock(book, both.elu.id)):
        assert not unsealing.can_read(book, spring, session)
        with pytest.raises(UserError, match="binôme d’avant"):
            unsealing.comparison(book, spring, session)
    autumn = opened(book, clock, date(2026, 11, 10), ("3333", "3333"))
    assert trends.earlier(book, autumn, sessions(book)[1]) == []
    assert [each.text for each in log.decisions(book, meeting)] == ["L’avis est demandé avant l’annonce."]
    assert [each.id for each in log.open_actions(book)] == [action]
    (kept,) = without_calendar(book, meeting)
    assert follow_up.origin(book, kept) == follow_up.Origin("p02", None)


def test_nobody_arrives_in_the_middle_of_a_round_nor_from_the_future(book: Notebook) -> None:
    with pytest.raises(UserError, match="à venir"):
        succession.succeed(book, Seat.ELU, BLANC, date(2027, 1, 1))
    with pytest.raises(ValueError, match="seat"):
        succession.succeed(book, Seat.SGM, BLANC, book.today)
    rounds.start(book, ["p01"])
    with pytest.raises(UserError, match="en cours"):
        succession.succeed(book, Seat.ELU, BLANC, book.today)
    assert people.pair(book).elu.name == "Rey"


def test_a_restored_carnet_still_knows_what_was_chosen_and_declined(
    book: Notebook, clock: Clock, tmp_path: Path
) -> None:
    spring = opened(book, clock, SPRING, ("0033", "3133"))
    unsealing.choose_subjects(book, spring, [])
    autumn = opened(book, clock, AUTUMN, ("3033", "3133"))
    follow_up.send(book, autumn, "p02", "Clarifier les rôles")
    path = tmp_path / "rendu.binome"
    transfer.restore(transfer.export_json(book), path)
    again = opening.open_notebook(path, book.env)
    assert unsealing.declined(again, spring)
    assert follow_up.sent(again) == {("p02", "Clarifier les rôles")}
    assert [each.round.id for each in trends.earlier(again, autumn, sessions(again)[0])] == [spring]
    opening.close(again)
