"""Points: agenda, what is agreed, actions, carrying over, undo."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.core.errors import UserError
from desk.core.meetings import ActionState, ItemSource, MeetingKind, MeetingState
from desk.notebook import agenda, log, meetings, people, practices, today, transfer
from desk.notebook.book import Changed, Notebook
from desk.notebook.undo import undo
from tests.agendas import without_calendar

FRIDAY = date(2026, 11, 27)
HELD = date(2026, 11, 20)


def held_point(book: Notebook, day: date = HELD) -> str:
    return meetings.plan(book, MeetingKind.WEEKLY, day, time(9)).id


def titles(book: Notebook, meeting_id: str) -> list[tuple[str, ItemSource]]:
    return [(item.title, item.source) for item in without_calendar(book, meeting_id)]


def test_a_point_from_agenda_to_closing(book: Notebook) -> None:
    point = held_point(book)
    meeting = meetings.get(book, point)
    assert meeting.participants == ("M. Rey", "Mme Fabre")
    item = agenda.add(book, point, "  École\n").id
    log.agree(book, item, "Le dossier est préparé par la secrétaire générale.")
    log.add_action(book, item, "Écrire la note", people.pair(book).sgm.id, due=FRIDAY)
    meetings.close(book, point)
    assert meetings.get(book, point).state is MeetingState.HELD
    assert titles(book, point) == [("École", ItemSource.TYPED)]
    assert agenda.get(book, item).discussed
    assert [each.item_id for each in log.decisions(book, point)] == [item]
    action = log.open_actions(book)[0]
    assert log.owner_label(book, action) == "Secrétaire générale"
    assert not action.is_late(FRIDAY)
    assert action.is_late(FRIDAY + timedelta(days=1))


def test_a_point_to_come_is_not_closed(book: Notebook) -> None:
    point = meetings.plan(book, MeetingKind.WEEKLY, FRIDAY).id
    with pytest.raises(UserError, match="27\u00a0novembre 2026"):
        meetings.close(book, point)
    meetings.move(book, point, book.today, time(17))
    meetings.close(book, point)
    assert meetings.next_planned(book) is None
    assert meetings.get(book, point).closed_on == book.today


def test_what_is_left_open_comes_back_once(book: Notebook) -> None:
    owner = people.pair(book).elu.id
    first = held_point(book)
    item = agenda.add(book, first, "École").id
    agenda.add(book, first, "Accueil du samedi")
    log.add_action(book, item, "Appeler l’inspection", owner, due=HELD + timedelta(days=3))
    log.add_action(book, item, "Bien plus tard", owner, due=FRIDAY + timedelta(days=30))
    meetings.close(book, first)
    agenda.send_to_next(book, "Clarifier les rôles", ItemSource.ROUND, "p02")
    assert [each.title for each in agenda.waiting(book)] == ["Clarifier les rôles"]
    second = meetings.plan(book, MeetingKind.WEEKLY, FRIDAY).id
    expected = [
        ("Clarifier les rôles", ItemSource.ROUND),
        ("Accueil du samedi", ItemSource.UNDISCUSSED),
        ("Appeler l’inspection", ItemSource.ACTION),
    ]
    assert titles(book, second) == expected
    since = {each.title: each.source_day for each in without_calendar(book, second)}
    assert [since[title] for title, _ in expected] == [book.today, HELD, HELD]
    meetings.move(book, second, FRIDAY + timedelta(days=2), None)
    assert titles(book, second) == expected
    assert agenda.waiting(book) == []


def test_a_cancelled_point_gives_its_subjects_back(book: Notebook) -> None:
    point = meetings.plan(book, MeetingKind.WEEKLY, FRIDAY).id
    agenda.add(book, point, "Budget")
    done = meetings.cancel(book, point)
    assert meetings.all_meetings(book) == []
    assert [each.title for each in agenda.waiting(book)] == ["Budget"]
    undo(book, done)
    assert titles(book, point) == [("Budget", ItemSource.TYPED)]
    assert agenda.waiting(book) == []


def test_closing_hands_the_undiscussed_to_a_point_already_planned(book: Notebook) -> None:
    first = held_point(book)
    agenda.add(book, first, "Voirie")
    following = meetings.plan(book, MeetingKind.WEEKLY, FRIDAY).id
    assert titles(book, following) == []
    meetings.close(book, first)
    assert titles(book, following) == [("Voirie", ItemSource.UNDISCUSSED)]


def test_the_same_subject_is_sent_once(book: Notebook) -> None:
    point = meetings.plan(book, MeetingKind.WEEKLY, FRIDAY).id
    first = agenda.send_to_next(book, "Rôles", ItemSource.ROUND, "p02")
    second = agenda.send_to_next(book, "Rôles", ItemSource.ROUND, "p02")
    assert first.id == second.id
    assert second.label == "Ce sujet est déjà à l’ordre du jour du prochain point"
    assert len(without_calendar(book, point)) == 1


def test_an_action_has_exactly_one_owner_and_a_reason_to_be_dropped(book: Notebook) -> None:
    item = agenda.add(book, held_point(book), "École").id
    owner = people.pair(book).elu.id
    for wrong in (("", ""), (owner, "Mme Petit"), ("", "  ")):
        with pytest.raises(UserError, match="une seule personne"):
            log.add_action(book, item, "Appeler", *wrong)
    made = log.add_action(book, item, "Appeler", "", "Mme Petit, adjointe").id
    assert log.owner_label(book, log.open_actions(book)[0]) == "Mme Petit, adjointe"
    with pytest.raises(UserError, match="raison de l’abandon"):
        log.set_state(book, made, ActionState.DROPPED)
    log.set_state(book, made, ActionState.DROPPED, "Classe maintenue")
    assert log.open_actions(book) == []
    assert log.all_actions(book)[0].reason == "Classe maintenue"


def test_empty_texts_are_refused_and_nothing_is_written(book: Notebook) -> None:
    point = held_point(book)
    item = agenda.add(book, point, "École").id
    before = transfer.export_json(book)
    for attempt in (
        lambda: agenda.add(book, point, " \n"),
        lambda: agenda.retitle(book, item, ""),
        lambda: log.agree(book, item, "\x00"),
        lambda: log.add_action(book, item, "", people.pair(book).elu.id),
        lambda: agenda.write_notes(book, item, "x" * 50_001),
        lambda: meetings.set_participants(book, point, ["", " "]),
    ):
        with pytest.raises(UserError):
            attempt()
    assert transfer.export_json(book) == before


def test_an_agenda_is_put_in_order(book: Notebook) -> None:
    point = meetings.plan(book, MeetingKind.YEARLY, HELD).id
    ids = [agenda.add(book, point, title).id for title in "abc"]
    agenda.shift(book, ids[2], -1)
    assert [each.title for each in agenda.items(book, point)] == ["a", "c", "b"]
    agenda.shift(book, ids[0], -1)
    agenda.shift(book, ids[1], 5)
    assert [each.title for each in agenda.items(book, point)] == ["a", "c", "b"]


def test_practices_are_followed_and_let_go(book: Notebook) -> None:
    practices.choose(book, "p02")
    practices.choose(book, "p02")
    assert [each.practice_id for each in practices.chosen(book)] == ["p02"]
    practices.release(book, "p02")
    assert practices.chosen(book) == []
    with pytest.raises(KeyError):
        practices.choose(book, "p77")


def test_the_first_page_gathers_what_comes_next(book: Notebook) -> None:
    point = held_point(book)
    item = agenda.add(book, point, "École").id
    log.add_action(book, item, "En retard", people.pair(book).elu.id, due=HELD)
    found = today.summary(book)
    assert found.next_meeting == meetings.get(book, point)
    assert found.agenda_count == len(agenda.items(book, point))
    assert (found.late_count, found.waiting_count) == (1, 0)
    assert any("10 décembre" in each.wording.replace("\u00a0", " ") for each in found.coming)
    assert found.verified_copy == book.now


OPERATIONS = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 30)), min_size=1, max_size=20)


def _operate(book: Notebook, which: int, number: int) -> Changed:
    """One undoable operation picked by number, on whatever is there."""
    day = HELD - timedelta(days=number)
    points = meetings.all_meetings(book)
    if not points:
        return meetings.plan(book, MeetingKind.WEEKLY, day)
    point = points[number % len(points)]
    whole: list[Callable[[], Changed]] = [
        lambda: meetings.plan(book, MeetingKind.WEEKLY, day),
        lambda: meetings.move(book, point.id, day, None),
        lambda: meetings.cancel(book, point.id),
        lambda: meetings.set_kind(book, point.id, MeetingKind.COUNCIL),
        lambda: practices.choose(book, f"p0{number % 9 + 1}"),
        lambda: agenda.add(book, point.id, f"Sujet {number}"),
    ]
    items = agenda.items(book, point.id)
    if which < len(whole) or not items:
        return whole[min(which, 5)]()
    item = items[number % len(items)]
    chosen: list[Callable[[], Changed]] = [
        lambda: log.agree(book, item.id, "Convenu"),
        lambda: log.add_action(book, item.id, "Agir", people.pair(book).elu.id, due=book.today),
        lambda: agenda.shift(book, item.id, number - 15),
        lambda: agenda.remove(book, item.id),
        lambda: agenda.write_notes(book, item.id, f"note {number}"),
    ]
    return chosen[which - len(whole)]()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)
@given(OPERATIONS)
def test_all_undone_is_as_before_and_all_redone_is_as_after(
    book: Notebook, steps: list[tuple[int, int]]
) -> None:
    def rows() -> dict[str, list[dict[str, object]]]:
        tables = ("meeting", "agenda_item", "decision", "action", "chosen_practice")
        return {table: book.store.rows(table, order="id") for table in tables}

    before = rows()
    done = [_operate(book, *step) for step in steps]
    after = rows()
    back = [undo(book, change) for change in reversed(done)]
    assert rows() == before
    again = [undo(book, change) for change in reversed(back)]
    assert rows() == after
    for change in reversed(again):
        undo(book, change)


def test_an_action_is_for_after_its_point(book: Notebook) -> None:
    owner = people.pair(book).elu.id
    held, coming = held_point(book), meetings.plan(book, MeetingKind.WEEKLY, FRIDAY).id
    for point, first in ((held, HELD), (coming, book.today)):
        item = agenda.add(book, point, "École").id
        with pytest.raises(UserError, match="déjà passé"):
            log.add_action(book, item, "Appeler", owner, due=first - timedelta(days=1))
        made = log.add_action(book, item, "Appeler", owner, due=first).id
        with pytest.raises(UserError, match="déjà passé"):
            log.edit_action(book, made, "Appeler", owner, "", date(2020, 2, 1))
        log.edit_action(book, made, "Appeler encore", owner, "", first)


def test_what_was_done_before_the_closing_is_never_taken_back_after_it(book: Notebook) -> None:
    point = meetings.plan(book, MeetingKind.YEARLY, book.today).id
    item = agenda.add(book, point, "École").id
    owner = people.pair(book).elu.id
    withdrawn = log.withdraw(book, log.agree(book, item, "Dit une fois").id)
    line = log.agree(book, item, "Dit").id
    action = log.add_action(book, item, "Appeler", owner)
    done = [
        agenda.write_notes(book, item, "Ce qui a été dit"),
        agenda.remove(book, agenda.add(book, point, "Voirie").id),
        log.reword(book, line, "Dit autrement"),
        log.edit_action(book, action.id, "Écrire", owner, "", None),
        withdrawn,
        action,
    ]
    meetings.close(book, point)
    record = [agenda.items(book, point), log.decisions(book, point), log.actions(book, point)]
    for change in reversed(done):
        with pytest.raises(UserError, match="clos"):
            undo(book, change)
    assert [agenda.items(book, point), log.decisions(book, point), log.actions(book, point)] == record
    undo(book, log.set_state(book, action.id, ActionState.DONE))
    assert [each.state for each in log.actions(book, point)] == [ActionState.TODO]


def test_a_point_with_subjects_is_never_taken_back_under_them(book: Notebook) -> None:
    done = meetings.plan(book, MeetingKind.YEARLY, book.today)
    item = agenda.add(book, done.id, "École").id
    before = transfer.export_json(book)
    with pytest.raises(UserError, match="a reçu des sujets depuis"):
        undo(book, done)
    assert transfer.export_json(book) == before
    agenda.remove(book, item)
    undo(book, done)
    assert meetings.all_meetings(book) == []
