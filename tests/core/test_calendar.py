"""The communal calendar, on the real rules, for four sizes of commune, from 2026 to 2032."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from desk.core.calendar import RENEWAL_YEARS, Deadline, Occurrence, electoral_roll_window, upcoming
from desk.core.wording import NBSP
from desk.data.content import load_calendar

RULES = load_calendar(Path(__file__).parents[2] / "resources" / "calendar.toml")
SIZES = (300, 1200, 2600, 4000)
YEARS = range(2026, 2033)


def days(rule_id: str, population: int | None, year: int) -> list[date]:
    """The days of one rule in a civil year."""
    return [one.day for one in whole_year(population, year) if one.rule_id == rule_id]


def whole_year(population: int | None, year: int, rules: tuple[Deadline, ...] = RULES) -> list[Occurrence]:
    first = date(year, 1, 1)
    return upcoming(rules, population, first, (date(year, 12, 31) - first).days)


def said(rule_id: str, today: date, horizon: int = 400) -> list[str]:
    found = upcoming(RULES, 300, today, horizon)
    return [one.wording.replace(NBSP, " ") for one in found if one.rule_id == rule_id]


@pytest.mark.parametrize("population", SIZES)
@pytest.mark.parametrize("year", YEARS)
def test_dates_common_to_every_commune(population: int, year: int) -> None:
    renewal = year in (2026, 2032)
    vote = date(year, 4, 30 if renewal else 15)
    assert days("budget", population, year) == [vote]
    assert days("taux", population, year) == [vote]
    assert days("indemnites-elus", population, year) == [vote]
    assert days("budget-prefet", population, year) == [vote + timedelta(days=15)]
    assert days("taxe-amenagement", population, year) == [date(year, 6, 30)]
    assert days("autres-taxes", population, year) == [date(year, 9, 30)]
    assert days("entretien-professionnel", population, year) == [date(year, 12, 31)]
    quarters = [date(year, 3, 31), date(year, 6, 30), date(year, 9, 30), date(year, 12, 31)]
    assert days("conseil-trimestre", population, year) == quarters


@pytest.mark.parametrize("population", SIZES)
def test_accounts_change_their_name_in_2027(population: int) -> None:
    assert days("compte-administratif", population, 2026) == [date(2026, 6, 30)]
    assert days("compte-financier-unique", population, 2026) == []
    for year in range(2027, 2033):
        assert days("compte-administratif", population, year) == []
        assert days("compte-financier-unique", population, year) == [date(year, 6, 30)]


@pytest.mark.parametrize("population", SIZES)
def test_one_off_dates_come_once(population: int) -> None:
    polls = [day for year in YEARS for day in days("elections-professionnelles", population, year)]
    assert polls == [date(2026, 12, 10)]


@pytest.mark.parametrize(
    ("population", "present", "absent"),
    [
        (300, {"requalification", "categorie-b"}, {"categorie-a", "orientations-budgetaires"}),
        (1200, {"requalification", "categorie-b"}, {"categorie-a", "orientations-budgetaires"}),
        (1999, {"requalification", "categorie-b"}, {"categorie-a", "orientations-budgetaires"}),
        (2000, {"categorie-a"}, {"requalification", "categorie-b", "orientations-budgetaires"}),
        (2600, {"categorie-a"}, {"requalification", "categorie-b", "orientations-budgetaires"}),
        (3499, {"categorie-a"}, {"requalification", "categorie-b", "orientations-budgetaires"}),
        (3500, {"categorie-a", "orientations-budgetaires"}, {"requalification", "categorie-b"}),
        (4000, {"categorie-a", "orientations-budgetaires"}, {"requalification", "categorie-b"}),
    ],
)
def test_thresholds(population: int, present: set[str], absent: set[str]) -> None:
    found = {one.rule_id for year in YEARS for one in whole_year(population, year)}
    assert present <= found
    assert not absent & found


def test_an_unknown_size_sees_every_rule_and_its_threshold() -> None:
    found = {one.rule_id for year in YEARS for one in whole_year(None, year)}
    assert found == {rule.id for rule in RULES}
    for rule in RULES:
        if rule.from_population or rule.below_population:
            assert "habitants" in rule.title


def test_the_days_of_2027_and_2028() -> None:
    assert days("requalification", 300, 2027) == [date(2027, 12, 31)]
    assert days("categorie-b", 300, 2028) == [date(2028, 1, 1)]
    assert days("categorie-a", 4000, 2028) == [date(2028, 1, 1)]


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
    ],
)
def test_electoral_commission_window(year: int, first: date, last: date) -> None:
    assert electoral_roll_window(year) == (first, last)
    assert days("listes-electorales", 300, year) == [last]
    assert first.weekday() == 4


def test_wordings() -> None:
    today = date(2026, 11, 22)
    assert said("elections-professionnelles", today) == ["le 10 décembre"]
    assert said("listes-electorales", today, 40) == ["entre le 20 novembre et le 30 décembre"]
    assert said("budget", today) == ["au plus tard le 15 avril 2027"]
    assert said("taxe-amenagement", date(2027, 1, 1)) == ["avant le 1er juillet"]
    assert said("indemnites-elus", today) == ["avant l’examen du budget"]
    assert said("categorie-b", date(2027, 12, 1)) == ["à partir du 1er janvier 2028"]


def test_both_ends_of_the_horizon_are_in() -> None:
    day = date(2027, 4, 15)
    assert any(one.rule_id == "budget" for one in upcoming(RULES, 300, day, 0))
    assert any(one.rule_id == "budget" for one in upcoming(RULES, 300, day - timedelta(days=30), 30))
    assert not any(one.rule_id == "budget" for one in upcoming(RULES, 300, day - timedelta(days=30), 29))
    assert not any(one.rule_id == "budget" for one in upcoming(RULES, 300, day + timedelta(days=1), 200))


def test_from_29_february() -> None:
    found = upcoming(RULES, 300, date(2028, 2, 29), 46)
    assert [(one.day, one.rule_id) for one in found] == [
        (date(2028, 3, 31), "conseil-trimestre"),
        (date(2028, 4, 15), "indemnites-elus"),
        (date(2028, 4, 15), "budget"),
        (date(2028, 4, 15), "taux"),
    ]
    leap = [one.day for one in upcoming(RULES, 4000, date(2032, 2, 29), 366) if one.rule_id == "budget"]
    assert leap == [date(2032, 4, 30)]


def test_from_31_december() -> None:
    found = upcoming(RULES, 300, date(2027, 12, 31), 1)
    assert {(one.day, one.rule_id) for one in found} == {
        (date(2027, 12, 31), "conseil-trimestre"),
        (date(2027, 12, 31), "entretien-professionnel"),
        (date(2027, 12, 31), "requalification"),
        (date(2028, 1, 1), "categorie-b"),
    }
    assert days("budget", 300, 2028) == [
        one.day for one in upcoming(RULES, 300, date(2027, 12, 31), 120) if one.rule_id == "budget"
    ]


@pytest.mark.parametrize("population", SIZES)
def test_soonest_first_and_each_carries_its_source(population: int) -> None:
    found = upcoming(RULES, population, date(2026, 3, 1), 7 * 366)
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert all(one.reference and one.as_of <= date(2026, 11, 22) and one.title for one in found)
    assert {2026, 2032} == RENEWAL_YEARS
