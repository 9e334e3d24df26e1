"""Calendar files, read back by a strict reader."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.commune import Commune
from desk.core.deadline import OwnKind
from desk.core.ics import LONGEST_LINE, Event, calendar_file, event_of, folded
from desk.core.own_dates import OWN_SOURCE, OwnDeadline, coming
from desk.core.wording import NBSP
from desk.data.content import load_calendar
from tests.core.ics_reader import Component, before, day, moment, read

RULES = load_calendar(Path(__file__).parents[2] / "resources" / "calendar.toml")
TODAY = date(2026, 11, 22)
STAMP = datetime(2026, 11, 22, 9, 30, 5)
OWN = [
    OwnDeadline("c1", "réunion du conseil municipal", date(2026, 12, 18), kind=OwnKind.COUNCIL),
    OwnDeadline("d1", "dossier DETR : école ; toiture, isolation", date(2027, 1, 15), kind=OwnKind.GRANT),
]


def year_file(stamp: datetime = STAMP, today: date = TODAY) -> bytes:
    found = coming(RULES, OWN, Commune("Valmont", population=412), today, 60)
    return calendar_file([event_of(one, "carnet-1", 7) for one in found], stamp, "Échéances de Valmont")


def one_event(event: Event) -> Component:
    (found,) = read(calendar_file([event], STAMP, "Essai")).inside
    return found


def test_a_year_of_deadlines_is_read_back_whole() -> None:
    found = coming(RULES, OWN, Commune("Valmont", population=412), TODAY, 60)
    calendar = read(year_file())
    assert calendar.name == "VCALENDAR"
    assert calendar.one("VERSION") == "2.0"
    assert calendar.one("PRODID")
    assert calendar.text("X-WR-CALNAME") == "Échéances de Valmont"
    assert [event.name for event in calendar.inside] == ["VEVENT"] * len(found)
    assert len(found) > 30
    for event, told in zip(calendar.inside, found, strict=True):
        assert day(event, "DTSTART") == told.day
        assert day(event, "DTEND") == told.day + timedelta(days=1)
        assert event.text("SUMMARY").lower() == told.title.lower()
        assert event.text("DESCRIPTION").endswith(told.source)
        assert told.wording[1:] in event.text("DESCRIPTION")
        assert event.one("TRANSP") == "TRANSPARENT"
        assert event.one("DTSTAMP") == "20261122T093005Z"
    uids = [event.text("UID") for event in calendar.inside]
    assert len(set(uids)) == len(uids)


def test_the_description_tells_the_reference_and_its_day() -> None:
    told = {event.text("UID"): event.text("DESCRIPTION") for event in read(year_file()).inside}
    budget = told["budget:2027-04-15:carnet-1@binome"].replace(NBSP, " ").split("\n")
    assert budget[0] == "Au plus tard le 15 avril 2027."
    assert budget[1].startswith("Si les informations de l’État arrivent après le 31 mars")
    assert budget[2] == "CGCT L1612-2 · à jour au 28 février 2026"
    assert told["d1:2027-01-15:carnet-1@binome"].split("\n")[1] == OWN_SOURCE
    notice = told["convocation-trois-jours:c1:2026-12-14:carnet-1@binome"]
    assert "L2121-11" in notice


def test_the_same_events_and_stamp_give_the_same_bytes() -> None:
    assert year_file() == year_file()
    assert year_file() != year_file(datetime(2026, 11, 22, 9, 30, 6))


def test_an_event_keeps_its_uid_from_one_export_to_the_next() -> None:
    first = {event.text("UID"): day(event, "DTSTART") for event in read(year_file()).inside}
    second = {
        event.text("UID"): day(event, "DTSTART") for event in read(year_file(today=date(2027, 2, 1))).inside
    }
    shared = set(first) & set(second)
    assert {uid for uid, on in second.items() if on < date(2027, 12, 1)} <= set(first)
    assert len(shared) > 15
    assert all(first[uid] == second[uid] for uid in shared)


def test_two_communes_do_not_share_a_uid() -> None:
    (told,) = coming([rule for rule in RULES if rule.id == "taux"], [], Commune("Valmont"), TODAY, 30)
    assert event_of(told, "carnet-1").uid != event_of(told, "carnet-2").uid


def test_an_alarm_of_a_whole_day_is_shown_at_nine() -> None:
    for days_before, trigger, length in [
        (7, "-P6DT15H", timedelta(days=-7, hours=9)),
        (1, "-PT15H", timedelta(days=-1, hours=9)),
        (0, "PT9H", timedelta(hours=9)),
    ]:
        event = one_event(Event("a", TODAY, "Budget", alarm_days=days_before))
        (alarm,) = event.inside
        assert (alarm.name, alarm.one("ACTION"), alarm.text("DESCRIPTION")) == ("VALARM", "DISPLAY", "Budget")
        assert alarm.one("TRIGGER") == trigger
        assert before(alarm) == length
    assert one_event(Event("a", TODAY, "Budget")).inside == []


def test_a_meeting_has_its_hour_without_zone() -> None:
    event = one_event(Event("m", date(2026, 12, 31), "Point", at=time(23, 30), minutes=45, alarm_days=1))
    assert moment(event, "DTSTART") == datetime(2026, 12, 31, 23, 30)
    assert moment(event, "DTEND") == datetime(2027, 1, 1, 0, 15)
    assert event.one("TRANSP") == "OPAQUE"
    assert event.inside[0].one("TRIGGER") == "-P1D"
    assert (
        one_event(Event("m", TODAY, "Point", at=time(0, 0), alarm_days=0)).inside[0].one("TRIGGER") == "PT0H"
    )


def test_a_whole_day_over_the_end_of_a_leap_february() -> None:
    event = one_event(Event("a", date(2028, 2, 29), "Essai"))
    assert (day(event, "DTSTART"), day(event, "DTEND")) == (date(2028, 2, 29), date(2028, 3, 1))


def test_the_stamp_is_in_universal_time() -> None:
    paris = datetime(2026, 7, 1, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    for stamp in (paris, paris.astimezone(UTC)):
        (event,) = read(calendar_file([Event("a", TODAY, "Essai")], stamp, "Essai")).inside
        assert event.one("DTSTAMP") == "20260630T230000Z"


def test_no_event_is_still_a_calendar() -> None:
    assert read(calendar_file([], STAMP, "Essai")).inside == []


@pytest.mark.parametrize(
    ("text", "read_back"),
    [
        ("un ; deux, trois \\ quatre", "un ; deux, trois \\ quatre"),
        ("une ligne\r\nune autre\rune troisième\n", "une ligne\nune autre\nune troisième\n"),
        ("\\n n’est pas une fin de ligne", "\\n n’est pas une fin de ligne"),
        ("BEGIN:VEVENT\nUID:autre", "BEGIN:VEVENT\nUID:autre"),
        ("cloche\x07 et \x1b échappement\ud800", "cloche et  échappement"),
    ],
)
def test_special_marks_come_back(text: str, read_back: str) -> None:
    event = one_event(Event("a", TODAY, text, text))
    assert event.text("SUMMARY") == read_back
    assert event.text("DESCRIPTION") == read_back


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp", "Cf", "Co")), max_size=300))
def test_any_text_comes_back(text: str) -> None:
    assert one_event(Event("a", TODAY, text)).text("SUMMARY") == text


@given(st.text(st.sampled_from("aéœ’\u202f€😀"), max_size=200))
def test_a_line_is_folded_between_characters_at_75_octets(text: str) -> None:
    parts = folded(text).split(b"\r\n")
    assert all(len(part) <= LONGEST_LINE for part in parts)
    assert all(part.startswith(b" ") for part in parts[1:])
    assert parts[0].decode() + "".join(part[1:].decode() for part in parts[1:]) == text


def test_a_line_of_75_octets_is_not_folded_and_one_of_76_is() -> None:
    assert folded("a" * 75) == b"a" * 75
    assert folded("a" * 76) == b"a" * 75 + b"\r\n a"
    assert folded("a" * 74 + "é") == b"a" * 74 + b"\r\n " + "é".encode()
