"""The dates that a rhythm gives, around what a town hall's year is made of."""

from collections import Counter
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.holidays import Region, holiday_names
from desk.core.meetings import MeetingKind
from desk.core.rhythm import LAST, Closing, Every, Slot, nth_weekday, obstacle, proposed
from desk.core.rhythm_words import said_period, said_slot

START = date(2026, 1, 5)
YEAR_END = Closing("fin", date(2026, 12, 21), date(2027, 1, 3), "congés de fin d’année")


def weekly(**values: object) -> Slot:
    return Slot("s", MeetingKind.WEEKLY, Every.WEEK, since=START, **values)  # type: ignore[arg-type]


def dates(
    slot: Slot, after: date, horizon: int, *closings: Closing, region: Region = Region.FRANCE
) -> list[date]:
    return [one.day for one in proposed([slot], [], closings, region, after, horizon)]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_holiday_gives_its_day_before_in_the_same_week() -> None:
    found = proposed([weekly()], [], [], Region.FRANCE, date(2026, 12, 18), 21)
    assert [(one.day, plain(one.why)) for one in found] == [
        (date(2026, 12, 24), "le vendredi 25 décembre est férié (Noël) : proposé le jeudi 24"),
        (
            date(2026, 12, 31),
            "le vendredi 1er janvier est férié (jour de l’An) : proposé le jeudi 31 décembre",
        ),
        (date(2027, 1, 8), ""),
    ]


def test_a_monday_holiday_gives_the_tuesday() -> None:
    slot = weekly(weekday=0)
    assert dates(slot, date(2026, 4, 1), 7) == [date(2026, 4, 7)]
    assert dates(slot, date(2026, 5, 20), 7) == [date(2026, 5, 26)]


def test_the_holidays_of_the_region_count() -> None:
    slot = weekly(weekday=4)
    good_friday = date(2026, 4, 3)
    assert dates(slot, date(2026, 3, 29), 7) == [good_friday]
    assert dates(slot, date(2026, 3, 29), 7, region=Region.ALSACE_MOSELLE) == [
        good_friday - timedelta(days=1)
    ]
    assert "Vendredi saint" in obstacle(good_friday, [], Region.ALSACE_MOSELLE)
    assert obstacle(good_friday, [], Region.FRANCE) == ""


def test_closed_weeks_are_passed_over_and_said_at_the_next_date() -> None:
    found = proposed([weekly()], [], [YEAR_END], Region.FRANCE, date(2026, 12, 17), 30)
    assert [one.day for one in found] == [date(2026, 12, 18), date(2027, 1, 8), date(2027, 1, 15)]
    assert plain(found[1].why) == (
        "la mairie est fermée du 21 décembre au 3 janvier (congés de fin d’année) : proposé le vendredi 8"
    )
    assert (found[0].why, found[2].why) == ("", "")


def test_every_two_weeks_keeps_its_weeks_over_the_53rd_one() -> None:
    slot = Slot("q", MeetingKind.WEEKLY, Every.FORTNIGHT, weekday=1, since=date(2026, 12, 8))
    assert dates(slot, date(2026, 12, 1), 60) == [
        date(2026, 12, 8), date(2026, 12, 22), date(2027, 1, 5), date(2027, 1, 19),
    ]  # fmt: skip
    closed = Closing("c", date(2026, 12, 21), date(2026, 12, 27))
    assert dates(slot, date(2026, 12, 10), 40, closed) == [
        date(2026, 12, 29), date(2027, 1, 5), date(2027, 1, 19),
    ]  # fmt: skip


def test_a_month_has_its_nth_and_its_last_weekday() -> None:
    first = Slot("m", MeetingKind.MONTHLY, Every.MONTH, weekday=4, nth=1, since=START)
    assert dates(first, date(2026, 4, 10), 60) == [date(2026, 4, 30), date(2026, 6, 5)]  # 1 May is a holiday
    last = Slot("m", MeetingKind.MONTHLY, Every.MONTH, weekday=0, nth=LAST, since=START)
    assert dates(last, date(2028, 2, 1), 60) == [date(2028, 2, 28), date(2028, 3, 27)]
    assert nth_weekday(date(2028, 2, 1), 1, LAST) == date(2028, 2, 29)


def test_a_shift_into_another_month_takes_nothing_from_that_month() -> None:
    slot = Slot("m", MeetingKind.MONTHLY, Every.MONTH, weekday=4, nth=1, since=START)
    found = proposed([slot], [], [], Region.FRANCE, date(2026, 3, 10), 100)
    assert [one.day for one in found] == [date(2026, 4, 3), date(2026, 4, 30), date(2026, 6, 5)]
    assert (found[0].last, found[1].first) == (date(2026, 4, 29), date(2026, 4, 30))


def test_a_year_has_one_date() -> None:
    slot = Slot("y", MeetingKind.YEARLY, Every.YEAR, weekday=1, nth=2, month=10, since=START)
    assert dates(slot, date(2026, 1, 1), 800) == [date(2026, 10, 13), date(2027, 10, 12)]


def test_a_council_is_prepared_before_it() -> None:
    slot = Slot("c", MeetingKind.COUNCIL, Every.COUNCIL, days_before=7, since=START)
    councils = [date(2026, 12, 11), date(2027, 1, 4), date(2027, 5, 14)]
    found = proposed([slot], councils, [YEAR_END], Region.FRANCE, date(2026, 11, 1), 250)
    assert [(one.day, one.first, one.last) for one in found] == [
        (date(2026, 12, 4), date(2026, 11, 6), date(2026, 12, 11)),
        (date(2026, 12, 18), date(2026, 12, 12), date(2027, 1, 4)),
        (date(2027, 5, 7), date(2027, 4, 9), date(2027, 5, 14)),
    ]
    assert "la mairie est fermée" in found[1].why
    sunday = Slot("c", MeetingKind.COUNCIL, Every.COUNCIL, days_before=5, since=START)
    [one] = proposed([sunday], councils[:1], [], Region.FRANCE, date(2026, 11, 1), 60)
    assert plain(one.why) == "le 6 décembre tombe un dimanche : proposé le vendredi 4"


def test_a_council_in_a_closed_season_has_no_preparation_in_it() -> None:
    slot = Slot("c", MeetingKind.COUNCIL, Every.COUNCIL, since=START)
    shut = Closing("c", date(2026, 6, 1), date(2026, 9, 30))
    assert proposed([slot], [date(2026, 9, 15)], [shut], Region.FRANCE, date(2026, 5, 1), 200) == []


def test_one_day_is_proposed_once_for_a_kind() -> None:
    review = Slot("m", MeetingKind.MONTHLY, Every.MONTH, weekday=4, nth=1, since=START)
    twin = Slot("t", MeetingKind.WEEKLY, Every.MONTH, weekday=4, nth=1, since=START)
    found = proposed([weekly(), review, twin], [], [], Region.FRANCE, date(2026, 12, 1), 5)
    assert {(one.day, one.kind, one.slot_id) for one in found} == {
        (date(2026, 12, 4), MeetingKind.WEEKLY, "s"),
        (date(2026, 12, 4), MeetingKind.MONTHLY, "m"),
    }
    assert len(found) == 2


def test_a_saturday_is_only_for_a_saturday_slot() -> None:
    slot = weekly(weekday=5)
    assert dates(slot, date(2026, 8, 1), 14) == [date(2026, 8, 8), date(2026, 8, 14)]  # 15 August


def test_the_days_when_clocks_change_are_days() -> None:
    slot = weekly(weekday=5, at=time(2, 30))
    found = proposed([slot], [], [], Region.FRANCE, date(2026, 3, 27), 1)
    assert [(one.day, one.at) for one in found] == [(date(2026, 3, 28), time(2, 30))]
    assert dates(weekly(weekday=0), date(2026, 10, 24), 7) == [date(2026, 10, 26)]


@pytest.mark.parametrize(
    ("slot", "said"),
    [
        (weekly(at=time(9)), "Chaque vendredi à 9 h 00, point hebdomadaire"),
        (Slot("", MeetingKind.WEEKLY, Every.FORTNIGHT, 0), "Un lundi sur deux, point hebdomadaire"),
        (Slot("", MeetingKind.MONTHLY, Every.MONTH, 1, LAST), "Chaque mois, le dernier mardi, point mensuel"),
        (
            Slot("", MeetingKind.COUNCIL, Every.COUNCIL, days_before=1, at=time(17, 30)),
            "1 jour avant chaque conseil à 17 h 30, préparation du conseil",
        ),
        (
            Slot("", MeetingKind.YEARLY, Every.YEAR, 3, 2, 10),
            "Chaque année, le deuxième jeudi d’octobre, bilan annuel du binôme",
        ),
        (
            Slot("", MeetingKind.YEARLY, Every.YEAR, 3, 1, 3),
            "Chaque année, le premier jeudi de mars, bilan annuel du binôme",
        ),
    ],
)  # fmt: skip
def test_a_slot_in_words(slot: Slot, said: str) -> None:
    assert plain(said_slot(slot)) == said


def test_a_period_in_words() -> None:
    assert plain(said_period(date(2026, 8, 1), date(2026, 8, 16))) == "du 1er au 16 août"
    assert plain(said_period(date(2026, 12, 24), date(2026, 12, 24), year=True)) == "le 24 décembre 2026"
    assert (
        plain(said_period(YEAR_END.first, YEAR_END.last, year=True))
        == "du 21 décembre 2026 au 3 janvier 2027"
    )


DAYS = st.dates(date(2024, 1, 1), date(2033, 12, 31))
SLOTS = st.builds(
    Slot,
    st.sampled_from("abc"),
    st.sampled_from(MeetingKind),
    st.sampled_from(Every),
    st.integers(0, 5),
    st.sampled_from((1, 2, 3, 4, LAST)),
    st.integers(1, 12),
    st.integers(1, 30),
    st.none() | st.just(time(9)),
    DAYS,
)
CLOSINGS = st.builds(
    lambda first, days: Closing("", first, first + timedelta(days=days)), DAYS, st.integers(0, 40)
)


@given(
    st.lists(SLOTS, min_size=1, max_size=3),
    st.lists(DAYS, max_size=4),
    st.lists(CLOSINGS, max_size=4),
    st.sampled_from(Region),
    DAYS,
)
def test_dates_go_around_everything(
    slots: list[Slot], councils: list[date], closings: list[Closing], region: Region, after: date
) -> None:
    found = proposed(slots, councils, closings, region, after, 400)
    assert found == sorted(found, key=lambda one: one.day)
    assert len({(one.day, one.kind) for one in found}) == len(found)
    saturday = any(slot.weekday == 5 and slot.every is not Every.COUNCIL for slot in slots)
    for one in found:
        assert after < one.day <= after + timedelta(days=400)
        assert one.day.weekday() < (6 if saturday else 5)
        assert not holiday_names(one.day, region)
        assert not any(closing.covers(one.day) for closing in closings)
        assert one.first <= one.day <= one.last


@given(SLOTS, st.lists(DAYS, max_size=4), st.lists(CLOSINGS, max_size=4), st.sampled_from(Region), DAYS)
def test_a_slot_gives_one_date_in_a_period_whenever_it_is_asked(
    slot: Slot, councils: list[date], closings: list[Closing], region: Region, after: date
) -> None:
    found = proposed([slot], councils, closings, region, after, 300)
    for one, following in pairwise(found):
        assert one.last < following.first or one.last < following.day
    later = proposed([slot], councils, closings, region, after + timedelta(days=40), 260)
    assert [one.day for one in found if one.day > after + timedelta(days=40)] == [one.day for one in later]
    assert max(Counter(one.first for one in found).values(), default=1) == 1
    if slot.every is Every.COUNCIL:
        assert all(any(one.day < council == one.last for council in councils) for one in found)
    if slot.every is Every.FORTNIGHT and not closings:
        assert all((one.day - slot.since).days >= -7 for one in found)
