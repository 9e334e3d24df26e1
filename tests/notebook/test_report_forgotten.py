"""What a kept bilan told word for word goes with what it quoted; that it was saved stays in the register."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from desk.core.meetings import MeetingKind
from desk.core.people import Function, Gender, Seat
from desk.core.report_options import Option
from desk.notebook import (
    agenda,
    cleaning,
    erasing_person,
    erasing_point,
    erasing_round,
    imported,
    log,
    meetings,
    opening,
    people,
    redaction,
    register,
    report,
    report_options,
    report_pending,
    rounds,
    succession,
    transfer,
)
from desk.notebook import bin as binned
from desk.notebook.book import Notebook
from desk.notebook.opening import PersonDraft
from tests.conftest import Clock
from tests.notebook.erased import stands_in
from tests.notebook.two_rounds import AUTUMN, opened, sessions

DAY = date(2026, 11, 20)
NAME = "Zwinglé"
SAID, ASKED = "Xérophthalmie gyrovague retenue", "Mme Zwinglé écrit aux zeuzères"
NEWCOMER = PersonDraft(Function.SGM, "Vidal", "M.", Gender.MASCULINE)


@pytest.fixture
def told(book: Notebook, clock: Clock) -> Notebook:
    """A bilan with everything added, agreed on, saved; the copies hold it too."""
    people.update_person(book, replace(people.pair(book).sgm, name=NAME))
    opened(book, clock, AUTUMN, ("3", "1"))
    clock.go(DAY)
    point = meetings.plan(book, MeetingKind.WEEKLY, DAY, time(9)).id
    item = agenda.add(book, point, "Toiture").id
    log.agree(book, item, f"{SAID}, dit Mme {NAME}.")
    log.add_action(book, item, ASKED, people.pair(book).sgm.id)
    meetings.close(book, point)
    _allow(book, *Option)
    _agreed_and_saved(book)
    return book


def _allow(book: Notebook, *options: Option) -> None:
    for option in options:
        for session in sessions(book):
            report_options.agree(book, option, session)


def _agreed_and_saved(book: Notebook) -> None:
    data = report.data(book, DAY)
    for session in sessions(book):
        report.agree(book, data, session)
    register.add(book, "bilan.pdf", report.sealed(book, data))


def kept(book: Notebook) -> str:
    """The data of every bilan that the carnet still holds."""
    return "\n".join(row["data"] for row in book.store.rows("report", order="fingerprint"))


def whole(book: Notebook) -> None:
    """The carnet reads whole, and its register still says that a bilan both agreed on was saved."""
    imported.check(book.store)
    assert book.store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert [line.agreed for line in register.lines(book)] == [True]
    assert len(register.lines(book)[0].agreements) == 2
    report.sealed(book, report.data(book, book.today))


def test_names_leave_as_functions(told: Notebook) -> None:
    assert '"reperes":{' in kept(told)
    assert "Xérophthalmie gyrovague retenue, dit la secrétaire générale de mairie." in kept(told)
    assert NAME not in kept(told)


def test_a_passage_taken_out_leaves_no_bilan_that_quotes_it(told: Notebook, tmp_path: Path) -> None:
    [source] = [each for each in redaction.everything(told) if each.column == "text" and SAID in each.text]
    redaction.remove(told, source, 0, len("Xérophthalmie"), copies=True)
    cleaning.finish(told)
    assert "Xérophthalmie" not in kept(told)
    assert stands_in(tmp_path, ["Xérophthalmie"]) == []
    whole(told)


def test_a_passage_that_spans_a_name_too(told: Notebook, tmp_path: Path) -> None:
    """What leaves says the function where the log says the name: the two texts are not the same."""
    [source] = [each for each in redaction.everything(told) if each.column == "text" and SAID in each.text]
    redaction.remove(told, source, source.text.index("gyrovague"), len(source.text), copies=True)
    cleaning.finish(told)
    assert "gyrovague" not in kept(told)
    assert stands_in(tmp_path, ["gyrovague"]) == []
    whole(told)


def test_a_passage_of_an_action_said_by_name(told: Notebook, tmp_path: Path) -> None:
    [source] = [each for each in redaction.everything(told) if each.text == ASKED]
    redaction.remove(told, source, 0, len(ASKED), copies=True)
    cleaning.finish(told)
    assert "zeuzères" not in kept(told)
    assert stands_in(tmp_path, ["zeuzères"]) == []
    whole(told)


def test_a_passage_also_taken_out_elsewhere(told: Notebook) -> None:
    """The passage is chosen in the notes of another point, and taken out of what is agreed as well."""
    coming = meetings.plan(told, MeetingKind.WEEKLY, DAY + timedelta(days=7), time(9)).id
    item = agenda.add(told, coming, "Suite").id
    agenda.write_notes(told, item, f"Vu : {SAID}")
    known = redaction.everything(told)
    notes = next(each for each in known if each.column == "notes" and SAID in each.text)
    end = len(notes.text)
    also = redaction.elsewhere(known, notes, end - len(SAID), end)
    redaction.remove(told, notes, end - len(SAID), end, also=also)
    assert SAID not in kept(told)
    whole(told)


def test_an_erased_point_and_an_erased_action(told: Notebook, tmp_path: Path) -> None:
    [action] = [row["id"] for row in told.store.rows("action", "text = ?", [ASKED])]
    erasing_point.erase_actions(told, [action], echoes=True, copies=True)
    assert "zeuzères" not in kept(told)
    _agreed_and_saved(told)
    assert SAID in kept(told)
    erasing_point.erase(told, [meetings.held(told)[0].id], echoes=True, copies=True)
    cleaning.finish(told)
    assert SAID not in kept(told)
    assert stands_in(tmp_path, ["zeuzères", "gyrovague"]) == []
    imported.check(told.store)


def test_an_erased_round_takes_its_marks_along(told: Notebook) -> None:
    [found] = rounds.opened(told)
    erasing_round.erase(told, found.id, *sessions(told), copies=False)
    assert "reperes" not in kept(told).replace('"reperes":false', "").replace('"reperes":true', "")
    assert told.store.count("round_mark", "1") == 0
    assert not report_options.state(told, Option.MARKS).is_on
    whole(told)


def test_the_bin_emptied_of_what_was_told(told: Notebook) -> None:
    """A line in the bin is told no more; the bilan that was saved before is what left."""
    [decision] = [row["id"] for row in told.store.rows("decision")]
    told.store.update("decision", decision, {"deleted_on": DAY.isoformat()})
    assert SAID not in str(report.data(told, DAY)["titres_convenu"])


def test_who_takes_the_marks_back_leaves_them_in_no_bilan_that_did_not_leave(told: Notebook) -> None:
    told.store.delete("export", "1 = 1", [])
    report_options.withdraw(told, Option.MARKS, people.pair(told).elu.id)
    assert told.store.count("round_mark", "1") == 0
    assert '"reperes":{' not in kept(told)


@pytest.mark.parametrize("option", [Option.AGREED, Option.ACTIONS])
def test_nor_the_texts(told: Notebook, option: Option) -> None:
    told.store.delete("export", "1 = 1", [])
    report_options.withdraw(told, option, people.pair(told).sgm.id)
    assert (SAID if option is Option.AGREED else "zeuzères") not in kept(told)


def test_a_bilan_that_was_saved_stays_as_it_left(told: Notebook) -> None:
    for option in Option:
        report_options.withdraw(told, option, people.pair(told).sgm.id)
    assert SAID in kept(told)
    whole(told)


def test_a_newcomer_agreed_on_nothing_and_nothing_is_told_for_them(told: Notebook) -> None:
    succession.succeed(told, Seat.SGM, NEWCOMER, DAY)
    assert report_options.on(told) == frozenset()
    assert told.store.count("report_option", "1") == 0
    assert told.store.count("round_mark", "1") == 0
    data = report.data(told, DAY)
    assert (data["titres_convenu"], data["titres_actions"], data["regards"]) == ([], [], [])
    for session in sessions(told):
        report_options.agree(told, Option.AGREED, session)
    [line] = report.data(told, DAY)["titres_convenu"]
    assert NAME not in line["texte"], "who left is a function too"
    whole(told)


def test_a_former_person_s_key_gives_no_consent(told: Notebook) -> None:
    """A session opened before the change of persons is that of somebody who left."""
    _, sgm = sessions(told)
    for option in Option:
        report_options.withdraw(told, option, sgm.person_id)
    succession.succeed(told, Seat.SGM, NEWCOMER, DAY)
    elu, _ = sessions(told)
    report_options.agree(told, Option.AGREED, elu)
    report_options.agree(told, Option.AGREED, sgm)
    assert Option.AGREED not in report_options.on(told)


def test_someone_erased_leaves_no_mark_and_no_name(told: Notebook, tmp_path: Path) -> None:
    left = people.pair(told).sgm.id
    succession.succeed(told, Seat.SGM, NEWCOMER, DAY)
    erasing_person.erase(told, left, names=True, copies=True)
    cleaning.finish(told)
    assert stands_in(tmp_path, [NAME]) == []
    assert '"reperes":{' not in kept(told)
    imported.check(told.store)
    assert [line.agreed for line in register.lines(told)] == [True]


def test_all_of_it_goes_through_an_export(told: Notebook, tmp_path: Path) -> None:
    exported = transfer.export_json(told)
    transfer.restore(exported, tmp_path / "repris.binome")
    again = opening.open_notebook(tmp_path / "repris.binome", told.env)
    assert transfer.export_json(again) == exported
    assert report.sealed(again, report.data(again, DAY)) == report.sealed(told, report.data(told, DAY))
    assert register.lines(again) == register.lines(told)
    opening.close(again)


def test_an_action_reworded_since_the_bilan_is_erased_from_it_too(told: Notebook, tmp_path: Path) -> None:
    mine = people.pair(told).elu.id
    free = log.add_free_action(told, "Rappeler pour les ptéridophytes", mine).id
    _agreed_and_saved(told)
    log.edit_action(told, free, "Rappeler", mine, "", None)
    erasing_point.erase_actions(told, [free], echoes=True, copies=True)
    cleaning.finish(told)
    assert "ptéridophytes" not in kept(told)
    assert stands_in(tmp_path, ["ptéridophytes"]) == []


def test_a_name_corrected_since_the_bilan_hides_nothing_from_the_removal(told: Notebook) -> None:
    people.update_person(told, replace(people.pair(told).sgm, name="Vidal"))
    [source] = [each for each in redaction.everything(told) if each.text == ASKED]
    redaction.remove(told, source, 0, len(ASKED))
    assert "zeuzères" not in kept(told)


def test_an_emptied_bin_leaves_no_bilan_that_quotes_what_was_in_it(told: Notebook, tmp_path: Path) -> None:
    free = log.add_free_action(told, "Rappeler pour les ptéridophytes", people.pair(told).elu.id).id
    _agreed_and_saved(told)
    log.remove_action(told, free)
    binned.empty(told, with_copies=True)
    cleaning.finish(told)
    assert "ptéridophytes" not in kept(told)
    assert stands_in(tmp_path, ["ptéridophytes"]) == []


@pytest.mark.parametrize("is_saved", [True, False])
def test_a_newcomer_is_shown_nothing_of_the_rounds_of_the_pair_before(
    told: Notebook, *, is_saved: bool
) -> None:
    """The mayor who stays had agreed on that bilan: it is not taken up with someone else."""
    if not is_saved:
        told.store.delete("export", "1 = 1", [])
    succession.succeed(told, Seat.SGM, NEWCOMER, DAY)
    last = report_pending.last_agreed(told)
    assert last is None or last["regards"] == []
    assert ('"reperes":{' in kept(told)) == is_saved, "what never left does not stay in clear"
