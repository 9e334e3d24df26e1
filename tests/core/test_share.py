"""The message to paste, and the events of a point and of due dates."""

from datetime import date, datetime, time
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest

from desk.core.ics import Event, calendar_file
from desk.core.meetings import Action, ActionState, Meeting, MeetingKind, MeetingState
from desk.core.people import Function, Gender, Person
from desk.core.point_calendar import due_events, point_event
from desk.core.share import LONGEST_ADDRESS, WIDTH, Shared, as_text, mail_address, subject_line
from tests.core import ics_reader

TODAY = date(2026, 11, 22)
POINT = Meeting(
    "m1", MeetingKind.WEEKLY, date(2026, 11, 27), time(9), MeetingState.PLANNED, ("M. Rey", "Mme Fabre")
)
FABRE = Person("p2", Function.SGM, "Fabre", "Mme", Gender.FEMININE, date(2026, 3, 28))


def action(
    text: str, due: date | None = None, state: ActionState = ActionState.TODO, key: str = "a1"
) -> Action:
    return Action(key, "m1", "i1", text, "p2", "", due, state)


def shared(titles: list[str], actions: list[Action]) -> Shared:
    return Shared("Valmont", POINT, titles, FABRE, actions, TODAY)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_message_as_it_is_pasted() -> None:
    actions = [
        action("Arrêté de voirie", date(2026, 11, 17)),
        action("Note de cadrage", date(2026, 12, 1)),
        action("Classement"),
    ]
    assert plain(as_text(shared(["École", "Budget ; investissements"], actions))) == (
        "Point hebdomadaire du vendredi 27 novembre 2026 à 9 h 00\n"
        "Valmont. Participants : M. Rey, Mme Fabre.\n"
        "\n"
        "À l’ordre du jour :\n"
        "1. École\n"
        "2. Budget ; investissements\n"
        "\n"
        "Actions de Mme Fabre, secrétaire générale de mairie :\n"
        "- Arrêté de voirie (à reprendre, prévue le 17 novembre 2026)\n"
        "- Note de cadrage (pour le 1er décembre 2026)\n"
        "- Classement (sans date)\n"
    )


def test_nothing_yet_is_said_so() -> None:
    text = as_text(shared([], []))
    assert "À l’ordre du jour :\nrien pour l’instant.\n" in text
    assert text.endswith("\naucune en cours.\n")


def test_long_lines_are_cut_between_words_and_stand_under_their_mark() -> None:
    words = "préparer la réunion publique sur le plan communal de sauvegarde " * 3
    lines = as_text(shared([words], [action("x" * 100)])).splitlines()
    assert all(len(line) <= WIDTH for line in lines if "xxx" not in line)
    begun = next(place for place, line in enumerate(lines) if line.startswith("1. préparer"))
    assert lines[begun + 1].startswith("   ")
    assert " ".join(" ".join(lines).split()).count("plan communal") == 3


def test_a_short_message_fits_in_an_address_and_a_long_one_does_not() -> None:
    text = as_text(shared(["École & cantine", "100 % = #1 ?"], []))
    address = mail_address(subject_line(shared([], [])), text)
    assert len(address) <= LONGEST_ADDRESS
    asked = parse_qs(urlsplit(address).query, keep_blank_values=True, strict_parsing=True)
    assert asked["body"] == [text.replace("\n", "\r\n")]
    assert plain(asked["subject"][0]) == "Point hebdomadaire du vendredi 27 novembre 2026 à 9 h 00"
    assert mail_address("x", "é" * 400) == ""


def calendar(*events: Event) -> icalendar.Calendar:
    content = calendar_file(events, datetime(2026, 11, 22, 14, 32), "Nos points")
    ics_reader.read(content)
    return icalendar.Calendar.from_ical(content)


def test_a_point_is_an_event_that_keeps_its_name_when_it_moves() -> None:
    (event,) = calendar(point_event(POINT, ["École", "Budget, suite"], "carnet")).events
    assert event.start == datetime(2026, 11, 27, 9)
    assert event.end == datetime(2026, 11, 27, 9, 30)
    assert event["DTSTART"].to_ical() == b"20261127T090000"
    assert str(event["SUMMARY"]) == "Point hebdomadaire"
    assert str(event["DESCRIPTION"]) == "À l’ordre du jour :\n1. École\n2. Budget, suite"
    moved = Meeting("m1", POINT.kind, date(2026, 12, 4), None, POINT.state, POINT.participants)
    (after,) = calendar(point_event(moved, [], "carnet")).events
    assert after["UID"] == event["UID"]
    assert (after.start, after.end) == (date(2026, 12, 4), date(2026, 12, 5))


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_days_the_clocks_change_are_days_like_others(day: date) -> None:
    point = Meeting("m1", MeetingKind.COUNCIL, day, time(2, 30), MeetingState.PLANNED, ())
    (event,) = calendar(point_event(point, [], "carnet")).events
    assert event.start == datetime.combine(day, time(2, 30))
    assert event.end == datetime.combine(day, time(3, 30))
    (due,) = calendar(*due_events([(action("Faire", day), "Maire")], "carnet")).events
    assert (due.start, (due.end - due.start).days) == (day, 1)


def test_due_dates_of_open_dated_actions_only() -> None:
    day = date(2026, 12, 4)
    given = [
        action("À faire", day, key="a1"),
        action("En cours", day, ActionState.DOING, "a2"),
        action("Faite", day, ActionState.DONE, "a3"),
        action("Sans date", key="a4"),
    ]
    events = calendar(*due_events([(each, "Maire") for each in given], "carnet")).events
    assert [str(each["SUMMARY"]) for each in events] == ["À faire (Maire)", "En cours (Maire)"]
    assert len({str(each["UID"]) for each in events}) == 2
