"""Periods in months: where they end, how they are said; texts around what changes."""

from datetime import date

import pytest

from desk.core.erasure import around
from desk.core.retention import LONGEST, RULES, Kind, checked, limit, said_months


def test_every_kind_has_a_rule_that_says_no_law() -> None:
    assert set(RULES) == set(Kind)
    for rule in RULES.values():
        assert 0 < rule.months <= LONGEST
        assert rule.since.startswith("depuis ")
        assert not {"loi", "obligatoire", "doit"} & set(rule.why.lower().replace(".", " ").split())


@pytest.mark.parametrize(
    ("today", "months", "last"),
    [
        (date(2026, 11, 22), 72, date(2020, 11, 22)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
    ],
)
def test_a_period_ends_on_a_day_of_the_calendar(today: date, months: int, last: date) -> None:
    assert limit(today, months) == last


def test_months_that_cannot_be_counted_back_are_refused() -> None:
    assert checked(LONGEST) == LONGEST
    for wrong in (0, -3, LONGEST + 1):
        with pytest.raises(ValueError, match=str(wrong)):
            checked(wrong)


def test_months_are_said_in_years_when_they_are() -> None:
    assert [said_months(each) for each in (1, 11, 12, 18, 24)] == [
        "1\u00a0mois", "11\u00a0mois", "1\u00a0an", "18\u00a0mois", "2\u00a0ans",
    ]  # fmt: skip


def test_only_what_changes_is_shown_with_what_stands_around_it() -> None:
    assert around("Vu avec Mme Fabre.", "Vu avec la secrétaire.") == (
        "Vu avec Mme Fabre.",
        "Vu avec la secrétaire.",
    )
    before, after = around(f"{'a ' * 200}Fabre{' b' * 200}", f"{'a ' * 200}elle{' b' * 200}")
    assert before.startswith("…")
    assert before.endswith("…")
    assert "Fabre" in before
    assert "elle" in after
    assert len(before) < 80
    assert around("", "") == ("", "")
    assert len(around("x" * 500, "y")[0]) <= 111
