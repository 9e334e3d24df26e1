"""What is gathered for the tables, and for whom one shares."""

from datetime import date, time

import icalendar
import pytest

from desk.core.errors import UserError
from desk.core.meetings import ActionState, ItemSource, MeetingKind
from desk.core.people import Seat
from desk.core.point_tables import SUBJECTS, tables
from desk.core.share import as_text
from desk.notebook import agenda, follow_up, log, meetings, people, point_tables, rounds, share
from desk.notebook.book import Notebook
from desk.notebook.point_tables import Period
from tests.conftest import Clock
from tests.core import ics_reader

HELD, COMING = date(2026, 11, 20), date(2026, 11, 27)
NOTE = "Ce qui se dit entre nous"


@pytest.fixture
def points(book: Notebook) -> tuple[str, str]:
    """One held with a note, something agreed and an action that is done; one to come."""
    both = people.pair(book)
    held = meetings.plan(book, MeetingKind.WEEKLY, HELD, time(9)).id
    item = agenda.add(book, held, "École").id
    agenda.write_notes(book, item, NOTE)
    log.agree(book, item, "Le dossier est prêt")
    done = log.add_action(book, item, "Appeler", both.elu.id, due=COMING).id
    meetings.close(book, held)
    log.set_state(book, done, ActionState.DONE)
    coming = meetings.plan(book, MeetingKind.COUNCIL, COMING, time(18, 30)).id
    item = agenda.add(book, coming, "Budget").id
    agenda.write_notes(book, item, NOTE)
    log.add_action(book, item, "Note de cadrage", both.sgm.id, due=date(2026, 12, 4))
    log.add_action(book, item, "Prévenir", owner_name="Mme Roy", due=date(2026, 12, 1))
    log.add_free_action(book, "Classer", both.elu.id)
    return held, coming


def test_everything_since_the_beginning(book: Notebook, points: tuple[str, str]) -> None:
    told = point_tables.gather(book, Period())
    assert [(line.meeting.id, line.agreed) for line in told.points] == [(points[0], 1), (points[1], 0)]
    typed = [line.item.title for line in told.subjects if line.item.source is ItemSource.TYPED]
    assert typed == ["École", "Budget"]
    assert [(line.subject, line.decision.text) for line in told.agreed] == [("École", "Le dossier est prêt")]
    assert [(line.day, line.subject, line.owner, line.ended_on) for line in told.actions] == [
        (HELD, "École", "Maire", book.today),
        (book.today, "", "Maire", None),
        (COMING, "Budget", "Secrétaire générale", None),
        (COMING, "Budget", "Mme Roy", None),
    ]
    assert point_tables.years(book) == [2026]


def test_a_period_and_what_is_in_the_bin(book: Notebook, points: tuple[str, str]) -> None:
    agenda.send_to_next(book, "Voirie", ItemSource.TYPED, "")
    past = point_tables.gather(book, Period(date(2025, 11, 22), book.today))
    assert [line.meeting.id for line in past.points] == [points[0]]
    assert {line.item.title for line in past.subjects if line.item.source is ItemSource.TYPED} == {"École"}
    assert {line.meeting.id for line in past.subjects if line.meeting} == {points[0]}
    assert [line.action.text for line in past.actions] == ["Appeler", "Classer"]
    assert point_tables.gather(book, Period(date(2025, 1, 1), date(2025, 12, 31))).points == []
    meetings.cancel(book, points[1])
    left = point_tables.gather(book, Period())
    assert [line.meeting.id for line in left.points] == [points[0]]
    assert "Voirie" in {line.item.title for line in left.subjects if line.meeting is None}


def test_corrections_go_with_their_subject(book: Notebook, points: tuple[str, str]) -> None:
    item = next(each.id for each in agenda.items(book, points[0]) if each.title == "École")
    row = {"meeting_id": points[0], "day": "2026-12-01", "deleted_on": None}
    with book.store.atomic():
        book.store.insert("correction", {"id": "c1", "item_id": item, "text": "Lire douze", **row})
        book.store.insert("correction", {"id": "c2", "item_id": "", "text": "À 9 h 30", **row})
    told = point_tables.gather(book, Period())
    corrected = next(line for line in told.subjects if line.item.id == item)
    assert corrected.corrections == ("Le 1er\u00a0décembre 2026 : Lire douze",)
    assert told.points[0].corrections == ("Le 1er\u00a0décembre 2026 : À 9 h 30",)
    assert len(tables(told, [SUBJECTS], with_notes=True)[0].rows[0]) == 12


def test_what_is_shared_has_no_note_and_only_the_reader_s_actions(
    book: Notebook, points: tuple[str, str]
) -> None:
    round_ = rounds.start(book, ["p01", "p02"]).id
    follow_up.send(book, round_, "p02", "Clarifier les rôles")
    text = as_text(share.gather(book, points[1], Seat.SGM))
    assert ". Budget\n" in text
    assert "Clarifier les rôles" in text
    assert "Note de cadrage" in text
    for secret in (NOTE, "Classer", "Prévenir", "regards", "Regards"):
        assert secret not in text
    assert "Classer" in as_text(share.gather(book, points[1], Seat.ELU))


def events(content: bytes) -> dict[str, icalendar.Event]:
    ics_reader.read(content)
    return {str(each["SUMMARY"]): each for each in icalendar.Calendar.from_ical(content).events}


def test_a_calendar_finds_the_same_events_again(
    book: Notebook, points: tuple[str, str], clock: Clock
) -> None:
    first = events(share.as_ics(book, share.gather(book, points[1], Seat.SGM)))
    assert set(first) == {"Préparation du conseil", "Note de cadrage (Secrétaire générale)"}
    meetings.move(book, points[1], date(2026, 12, 3), time(9))
    clock.go(date(2026, 11, 24))
    again = events(share.as_ics(book, share.gather(book, points[1], Seat.SGM)))
    assert {name: each["UID"] for name, each in again.items()} == {
        name: each["UID"] for name, each in first.items()
    }
    everything, number = share.all_dates(book)
    assert number == len(events(everything)) == 3
    assert {str(each["UID"]) for each in first.values()} <= {
        str(each["UID"]) for each in events(everything).values()
    }
    assert NOTE.encode() not in everything


def test_no_date_at_all_is_told(book: Notebook) -> None:
    with pytest.raises(UserError, match="Aucun point n’est prévu"):
        share.all_dates(book)
