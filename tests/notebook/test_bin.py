"""The bin: what is in it, what goes back where, what is erased and when."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from desk.core.deadline import OwnKind
from desk.core.errors import UserError
from desk.core.meetings import ItemSource, MeetingKind
from desk.data import copies
from desk.notebook import (
    agenda,
    cleaning,
    corrections,
    log,
    meetings,
    opening,
    own_dates,
    people,
    report,
    transfer,
)  # fmt: skip
from desk.notebook import bin as binned
from desk.notebook.book import Environment, Notebook
from desk.notebook.undo import undo
from tests.conftest import Clock

# The points are yearly ones: no deadline of the calendar comes to their agenda by itself.
HELD = date(2026, 11, 20)
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def point(book: Notebook) -> str:
    return meetings.plan(book, MeetingKind.YEARLY, FRIDAY, time(9)).id


def shown(book: Notebook) -> list[tuple[str, str]]:
    return [(one.kind, one.title.replace("\u00a0", " ")) for one in binned.content(book)]


def titles(book: Notebook, point: str) -> list[str]:
    return [item.title for item in agenda.items(book, point)]


def test_everything_taken_out_is_there_newest_first(book: Notebook, clock: Clock) -> None:
    first = meetings.plan(book, MeetingKind.YEARLY, HELD).id
    item = agenda.add(book, first, "École").id
    log.withdraw(book, log.agree(book, item, "Dit une fois").id)
    own = own_dates.add(book, "Vœux", FRIDAY, OwnKind.OTHER).id
    own_dates.remove(book, own)
    clock.go(date(2026, 11, 23))
    log.remove_action(book, log.add_action(book, item, "Appeler", people.pair(book).elu.id).id)
    agenda.remove(book, item)
    clock.go(date(2026, 11, 24))
    meetings.close(book, first)
    corrections.remove(book, corrections.add(book, first, "C’était mardi").id)
    later = meetings.plan(book, MeetingKind.COUNCIL, FRIDAY).id
    meetings.cancel(book, later)
    assert shown(book) == [
        ("point annulé", "Préparation du conseil du vendredi 27 novembre 2026"),
        ("correction retirée", "C’était mardi"),
        ("sujet retiré", "École"),
        ("action retirée", "Appeler"),
        ("ligne convenue retirée", "Dit une fois"),
        ("date retirée", "Vœux"),
    ]
    assert binned.content(book)[0].until() == date(2026, 12, 24)
    for one in binned.content(book):
        if one.table != "decision":
            binned.put_back(book, one.table, one.id)
    assert [one.title for one in binned.content(book)] == ["Dit une fois"]
    assert [each.text for each in corrections.of_meeting(book, first)] == ["C’était mardi"]


def test_nothing_goes_back_into_a_point_closed_since(book: Notebook) -> None:
    first = meetings.plan(book, MeetingKind.YEARLY, HELD).id
    item = agenda.add(book, first, "École").id
    line = log.agree(book, item, "Dit une fois").id
    action = log.add_action(book, item, "Appeler", people.pair(book).elu.id).id
    log.withdraw(book, line)
    log.remove_action(book, action)
    meetings.close(book, first)
    told = report.data(book, book.today)
    with pytest.raises(UserError, match="clos"):
        binned.put_back(book, "decision", line)
    done = binned.put_back(book, "action", action)
    assert done.label == "Action remise, à part de son point, clos depuis"
    assert (log.decisions(book, first), log.actions(book, first)) == ([], [])
    assert [(each.text, each.item_id) for each in log.open_actions(book)] == [("Appeler", "")]
    assert report.data(book, book.today)["convenu"] == told["convenu"] == 0
    undo(book, done)
    assert {one.id for one in binned.content(book)} == {action, line}


def test_putting_back_is_undone(book: Notebook, point: str) -> None:
    item = agenda.add(book, point, "École").id
    agenda.remove(book, item)
    before = transfer.export_json(book)
    done = binned.put_back(book, "agenda_item", item)
    assert titles(book, point) == ["École"]
    undo(book, done)
    assert transfer.export_json(book) == before


def test_a_subject_without_a_point_to_go_to_waits_for_the_next(book: Notebook, point: str) -> None:
    item, other = (agenda.add(book, point, title).id for title in ("École", "Voirie"))
    agenda.write_notes(book, item, "Vu")
    agenda.remove(book, item)
    agenda.remove(book, other)
    meetings.move(book, point, HELD, None)
    meetings.close(book, point)
    assert binned.put_back(book, "agenda_item", item).label == "Sujet remis en attente du prochain point"
    [waiting] = agenda.waiting(book)
    assert (waiting.title, waiting.notes, waiting.discussed) == ("École", "Vu", False)
    assert titles(book, point) == []


def test_a_subject_sent_again_since_is_not_put_back_beside_itself(book: Notebook, point: str) -> None:
    item = agenda.send_to_next(book, "Rôles", ItemSource.GUIDE, "p02").id
    agenda.remove(book, item)
    agenda.send_to_next(book, "Les rôles, encore", ItemSource.GUIDE, "p02")
    with pytest.raises(UserError, match="déjà à l’ordre du jour"):
        binned.put_back(book, "agenda_item", item)
    assert titles(book, point) == ["Les rôles, encore"]


def test_a_line_goes_back_with_its_point_only(book: Notebook, point: str) -> None:
    item = agenda.add(book, point, "École").id
    line = log.agree(book, item, "Dit").id
    log.withdraw(book, line)
    meetings.cancel(book, point)
    with pytest.raises(UserError, match="d’un point annulé"):
        binned.put_back(book, "decision", line)
    binned.put_back(book, "meeting", point)
    binned.put_back(book, "decision", line)
    assert [each.text for each in log.decisions(book, point)] == ["Dit"]
    with pytest.raises(UserError, match="plus dans la corbeille"):
        binned.put_back(book, "decision", line)


def test_a_point_put_back_brings_nothing_twice(book: Notebook) -> None:
    held = meetings.plan(book, MeetingKind.YEARLY, HELD).id
    agenda.add(book, held, "Non abordé")
    meetings.close(book, held)
    first = meetings.plan(book, MeetingKind.YEARLY, FRIDAY).id
    assert titles(book, first) == ["Non abordé"]
    meetings.cancel(book, first)
    second = meetings.plan(book, MeetingKind.YEARLY, FRIDAY + timedelta(days=7)).id
    assert titles(book, second) == ["Non abordé"]
    before = transfer.export_json(book)
    done = binned.put_back(book, "meeting", first)
    assert (titles(book, first), titles(book, second)) == ([], ["Non abordé"])
    undo(book, done)
    assert transfer.export_json(book) == before


def test_emptying_erases_for_good_and_nothing_comes_back_by_itself(book: Notebook, tmp_path: Path) -> None:
    held = meetings.plan(book, MeetingKind.YEARLY, HELD).id
    agenda.add(book, held, "Zwinglerie non abordée")
    agenda.remove(book, agenda.add(book, held, "Zwinglerie retirée").id)
    meetings.close(book, held)
    point = meetings.plan(book, MeetingKind.YEARLY, FRIDAY).id
    agenda.send_to_next(book, "Zwinglerie du calendrier", ItemSource.DEADLINE, "e01:2026-12-10")
    for item in agenda.items(book, point):
        agenda.remove(book, item.id)
    assert len(binned.content(book)) == 3
    binned.empty(book, with_copies=True)
    cleaning.finish(book)
    assert binned.content(book) == []
    meetings.move(book, point, FRIDAY + timedelta(days=1), None)
    assert titles(book, point) == []
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    # the subject of the closed point stands where it was written; the binned ones are nowhere
    for shred in ("Zwinglerie retirée", "Zwinglerie du", "retiree"):
        assert [path.name for path in kept if shred.encode() in path.read_bytes()] == []


def test_what_is_older_than_thirty_days_goes_at_an_opening_after_a_copy(
    env: Environment, valmont: opening.Setup, tmp_path: Path, clock: Clock
) -> None:
    book = opening.create(tmp_path / "a-part.binome", valmont, env)
    point = meetings.plan(book, MeetingKind.YEARLY, FRIDAY).id
    action = log.add_action(book, agenda.add(book, point, "École").id, "Vit", people.pair(book).elu.id).id
    meetings.cancel(book, point)
    opening.close(book)
    clock.go(date(2026, 12, 22))
    book = opening.open_notebook(book.path, env)
    assert len(binned.content(book)) == 1
    opening.close(book)
    clock.go(date(2026, 12, 23))
    book = opening.open_notebook(book.path, env)
    assert binned.content(book) == []
    assert book.store.count("meeting", "1", []) == 0
    assert [each.id for each in log.open_actions(book)] == [action]
    assert book.verified_copy == clock.now
    [kept] = [copy for copy in copies.list_copies(book.copies_folder, clock.now) if copy.made_at == clock.now]
    assert transfer.check(kept.path, env).counts["meeting"] == 1
    opening.close(book)


def test_no_word_of_what_was_purged_is_left_in_the_file(
    env: Environment, valmont: opening.Setup, tmp_path: Path, clock: Clock
) -> None:
    book = opening.create(tmp_path / "a-part.binome", valmont, env)
    point = meetings.plan(book, MeetingKind.YEARLY, FRIDAY).id
    kept = agenda.add(book, point, "École").id
    for number in range(20):
        item = agenda.add(book, point, f"Zwtitre{number:02d}").id
        agenda.write_notes(book, item, f"Zwnote{number:02d}")
        agenda.remove(book, item)
        log.withdraw(book, log.agree(book, kept, f"Zwligne{number:02d}").id)
        log.remove_action(book, log.add_action(book, kept, "Agir", owner_name=f"Zwnom{number:02d}").id)
    opening.close(book)
    clock.go(date(2026, 12, 23))
    opening.close(opening.open_notebook(book.path, env))
    assert b"zw" not in book.path.read_bytes().lower()


def test_without_a_copy_nothing_is_purged(book: Notebook, point: str, clock: Clock, tmp_path: Path) -> None:
    meetings.cancel(book, point)
    clock.go(date(2027, 3, 1))
    folder = book.copies_folder
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_bytes(b"")  # a file where the copies should go
    with pytest.raises(UserError):
        binned.purge(book)
    assert len(binned.content(book)) == 1
