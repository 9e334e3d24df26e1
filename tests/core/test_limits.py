"""Clear days, Fridays and windows, against days read on a wall calendar."""

from datetime import date

import pytest

from desk.core.holidays import holiday_names
from desk.core.limits import (
    census_start,
    council_notice,
    electoral_roll_window,
    first_meeting_window,
    last_day_to_send,
    months_after,
    poll_window,
    sixth_friday_before,
)


@pytest.mark.parametrize(
    ("meeting", "urgent", "three", "five"),
    [
        # Friday 27 November 2026: 24, 25, 26 are clear
        (date(2026, 11, 27), date(2026, 11, 25), date(2026, 11, 23), date(2026, 11, 21)),
        # a Monday: Saturday and Sunday count
        (date(2026, 11, 30), date(2026, 11, 28), date(2026, 11, 26), date(2026, 11, 24)),
        # over the end of a month, of February, of a leap February, of a year
        (date(2026, 7, 2), date(2026, 6, 30), date(2026, 6, 28), date(2026, 6, 26)),
        (date(2027, 3, 2), date(2027, 2, 28), date(2027, 2, 26), date(2027, 2, 24)),
        (date(2028, 3, 3), date(2028, 3, 1), date(2028, 2, 28), date(2028, 2, 26)),
        (date(2032, 2, 29), date(2032, 2, 27), date(2032, 2, 25), date(2032, 2, 23)),
        (date(2027, 1, 4), date(2027, 1, 2), date(2026, 12, 31), date(2026, 12, 29)),
        # over Christmas, Easter Monday, 1 and 8 May: holidays count
        (date(2026, 12, 28), date(2026, 12, 26), date(2026, 12, 24), date(2026, 12, 22)),
        (date(2026, 4, 7), date(2026, 4, 5), date(2026, 4, 3), date(2026, 4, 1)),
        (date(2026, 5, 11), date(2026, 5, 9), date(2026, 5, 7), date(2026, 5, 5)),
    ],
)
def test_notice_of_a_council(meeting: date, urgent: date, three: date, five: date) -> None:
    assert last_day_to_send(meeting, 1) == urgent
    assert last_day_to_send(meeting, 3) == three
    assert last_day_to_send(meeting, 5) == five
    for population, clear_days, send_by in [
        (300, 3, three), (1200, 3, three), (2600, 3, three), (3499, 3, three),
        (3500, 5, five), (4000, 5, five), (None, 5, five),
    ]:  # fmt: skip
        notice = council_notice(meeting, population)
        assert (notice.clear_days, notice.send_by, notice.urgent_by) == (clear_days, send_by, urgent)


def test_the_holidays_of_that_table_are_holidays() -> None:
    assert holiday_names(date(2026, 12, 25)) == "Noël"
    assert holiday_names(date(2026, 4, 6)) == "lundi de Pâques"
    assert holiday_names(date(2026, 5, 8)) == "victoire de 1945"


@pytest.mark.parametrize(
    ("poll", "closing", "first", "last"),
    [
        (date(2026, 3, 15), date(2026, 2, 6), date(2026, 2, 19), date(2026, 2, 22)),
        (date(2027, 4, 11), date(2027, 3, 5), date(2027, 3, 18), date(2027, 3, 21)),
        (date(2028, 3, 19), date(2028, 2, 11), date(2028, 2, 24), date(2028, 2, 27)),
        (date(2032, 3, 21), date(2032, 2, 13), date(2032, 2, 26), date(2032, 2, 29)),
        (date(2029, 1, 21), date(2028, 12, 15), date(2028, 12, 28), date(2028, 12, 31)),
    ],
)
def test_before_a_poll(poll: date, closing: date, first: date, last: date) -> None:
    assert poll.weekday() == 6
    assert sixth_friday_before(poll) == closing
    assert poll_window(poll) == (first, last)


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2026, date(2026, 11, 20), date(2026, 12, 30)),  # 31 is a Thursday
        (2027, date(2027, 11, 19), date(2027, 12, 30)),  # 31 is itself a Friday
        (2028, date(2028, 11, 24), date(2028, 12, 28)),  # 31 is a Sunday
        (2029, date(2029, 11, 23), date(2029, 12, 28)),  # 31 is a Monday
        (2030, date(2030, 11, 22), date(2030, 12, 30)),
        (2031, date(2031, 11, 21), date(2031, 12, 30)),
        (2032, date(2032, 11, 19), date(2032, 12, 30)),
        (2033, date(2033, 11, 25), date(2033, 12, 29)),  # 31 is a Saturday
    ],
)
def test_electoral_commission_window(year: int, first: date, last: date) -> None:
    assert electoral_roll_window(year) == (first, last)


@pytest.mark.parametrize(
    ("completed", "friday", "sunday"),
    [
        (date(2026, 3, 15), date(2026, 3, 20), date(2026, 3, 22)),
        (date(2026, 3, 22), date(2026, 3, 27), date(2026, 3, 29)),
        (date(2028, 2, 27), date(2028, 3, 3), date(2028, 3, 5)),
    ],
)
def test_first_meeting_of_a_new_council(completed: date, friday: date, sunday: date) -> None:
    assert first_meeting_window(completed) == (friday, sunday)


@pytest.mark.parametrize(
    ("year", "day"),
    [(2026, 15), (2027, 21), (2028, 20), (2029, 18), (2030, 17), (2031, 16), (2032, 15)],
)
def test_census_begins_on_the_third_thursday_of_january(year: int, day: int) -> None:
    assert census_start(year) == date(year, 1, day)
    assert census_start(year).weekday() == 3


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 3, 22), 6, date(2026, 9, 22)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_months_after(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after
