"""The communal calendar, on the real rules, for four sizes of commune, from 2026 to 2032."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk.core.calendar import Deadline, Occurrence, upcoming
from desk.core.deadline import NEEDS, RuleKind
from desk.core.spans import RENEWAL_YEARS
from desk.core.wording import NBSP
from desk.data.content import load_calendar

RULES = load_calendar(Path(__file__).parents[2] / "resources" / "calendar.toml")
SIZES = (300, 1200, 2600, 4000)
YEARS = range(2026, 2033)

# Written by hand from the rules and a wall calendar. 2026 and 2032 are years of municipal elections,
# 2028 and 2032 have a 29 February. « - » is nothing that year, « + » several days in it.
TABLE = """
rule                     communes             2026        2027   2028   2029   2030   2031   2032
exercice-sans-budget     300 1200 2600 4000   01-01       01-01  01-01  01-01  01-01  01-01  01-01
recensement              300 1200 2600 4000   01-15       01-21  01-20  01-18  01-17  01-16  01-15
inscriptions             300 1200 2600 4000   02-06       -      -      -      -      -      -
commission-avant-scrutin 300 1200 2600 4000   02-22       -      -      -      -      -      -
municipales-2026-tour-1  300 1200 2600 4000   03-15       -      -      -      -      -      -
municipales-2026-tour-2  300 1200 2600 4000   03-22       -      -      -      -      -      -
premiere-reunion         300 1200 2600 4000   03-22+03-29 -      -      -      -      -      -
indemnites-elus          300 1200 2600 4000   04-30       04-15  04-15  04-15  04-15  04-15  04-30
orientations-budgetaires 4000                 04-30       04-15  04-15  04-15  04-15  04-15  04-30
budget                   300 1200 2600 4000   04-30       04-15  04-15  04-15  04-15  04-15  04-30
taux                     300 1200 2600 4000   04-30       04-15  04-15  04-15  04-15  04-15  04-30
budget-prefet            300 1200 2600 4000   05-15       04-30  04-30  04-30  04-30  04-30  05-15
compte-de-gestion        300 1200 2600 4000   06-01       -      -      -      -      -      -
compte-administratif     300 1200 2600 4000   06-30       -      -      -      -      -      -
compte-financier-unique  300 1200 2600 4000   -           06-30  06-30  06-30  06-30  06-30  06-30
taxe-amenagement         300 1200 2600 4000   06-30       06-30  06-30  06-30  06-30  06-30  06-30
autres-taxes             300 1200 2600 4000   09-30       09-30  09-30  09-30  09-30  09-30  09-30
rapport-intercommunalite 300 1200 2600 4000   09-30       09-30  09-30  09-30  09-30  09-30  09-30
document-unique          300 1200 2600 4000   11-30       11-30  11-30  11-30  11-30  11-30  11-30
elections-professionnelles 300 1200 2600 4000 12-10       -      -      -      -      -      -
listes-electorales       300 1200 2600 4000   -           12-30  12-28  12-28  12-30  12-30  12-30
entretien-professionnel  300 1200 2600 4000   12-31       12-31  12-31  12-31  12-31  12-31  12-31
fin-exercice             300 1200 2600 4000   12-31       12-31  12-31  12-31  12-31  12-31  12-31
etat-civil               300 1200 2600 4000   12-31       12-31  12-31  12-31  12-31  12-31  12-31
requalification          300 1200             -           12-31  -      -      -      -      -
categorie-b              300 1200             -           -      01-01  -      -      -      -
categorie-a              2600 4000            -           -      01-01  -      -      -      -
municipales-2032         300 1200 2600 4000   -           -      -      -      -      -      03-01
"""
QUARTERS = ("03-31", "06-30", "09-30", "12-31")


def expected(population: int, year: int) -> set[tuple[str, str]]:
    """(rule, month-day) of one commune and year in the table."""
    found = {("conseil-trimestre", day) for day in QUARTERS}
    for line in TABLE.strip().splitlines()[1:]:
        rule_id, *cells = line.split()
        sizes, dates = cells[:-7], cells[-7:]
        if str(population) in sizes and (cell := dates[year - 2026]) != "-":
            found |= {(rule_id, day) for day in cell.split("+")}
    return found


def days(rule_id: str, population: int | None, year: int) -> list[date]:
    """The days of one rule in a civil year."""
    return [one.day for one in whole_year(population, year) if one.rule_id == rule_id]


def whole_year(population: int | None, year: int, rules: Iterable[Deadline] = RULES) -> list[Occurrence]:
    first = date(year, 1, 1)
    return upcoming(rules, population, first, (date(year, 12, 31) - first).days)


def said(rule_id: str, today: date, horizon: int = 400) -> list[str]:
    found = upcoming(RULES, 300, today, horizon)
    return [one.wording.replace(NBSP, " ") for one in found if one.rule_id == rule_id]


@pytest.mark.parametrize("population", SIZES)
@pytest.mark.parametrize("year", YEARS)
def test_every_national_date_is_the_one_of_the_table(population: int, year: int) -> None:
    found = [(one.rule_id, f"{one.day:%m-%d}") for one in whole_year(population, year)]
    assert set(found) == expected(population, year)
    assert len(found) == len(set(found))


def test_the_table_names_every_rule_that_hangs_on_no_date_of_the_commune() -> None:
    named = {line.split()[0] for line in TABLE.strip().splitlines()[1:]} | {"conseil-trimestre"}
    hung_on_national = {"inscriptions", "commission-avant-scrutin", "premiere-reunion"}
    assert named == {rule.id for rule in RULES if not rule.anchors} | hung_on_national


@pytest.mark.parametrize(
    ("population", "present", "absent"),
    [
        (300, {"requalification", "categorie-b"}, {"categorie-a", "orientations-budgetaires"}),
        (1999, {"requalification", "categorie-b"}, {"categorie-a", "orientations-budgetaires"}),
        (2000, {"categorie-a"}, {"requalification", "categorie-b", "orientations-budgetaires"}),
        (3499, {"categorie-a", "recensement"}, {"requalification", "orientations-budgetaires"}),
        (3500, {"categorie-a", "orientations-budgetaires"}, {"requalification", "categorie-b"}),
        (9999, {"recensement"}, {"requalification"}),
        (10000, {"orientations-budgetaires"}, {"recensement"}),
    ],
)
def test_thresholds(population: int, present: set[str], absent: set[str]) -> None:
    found = {one.rule_id for year in YEARS for one in whole_year(population, year)}
    assert present <= found
    assert not absent & found


def test_an_unknown_size_sees_every_rule_and_its_threshold() -> None:
    found = {one.rule_id for year in YEARS for one in whole_year(None, year)}
    on_own_dates = {rule.id for rule in RULES if rule.anchors} - {
        "inscriptions", "commission-avant-scrutin", "premiere-reunion",
    }  # fmt: skip
    assert found == {rule.id for rule in RULES} - on_own_dates
    for rule in RULES:
        if rule.from_population or rule.below_population:
            assert "habitants" in rule.title


def test_each_kind_of_rule_is_used_and_known() -> None:
    assert {rule.kind for rule in RULES} == set(RuleKind) == set(NEEDS)


def test_what_is_less_certain_is_worded_with_care() -> None:
    for rule in RULES:
        assert rule.tag in {"S", "O-hi", "O-med"}
        told = f"{rule.title} {rule.wording} {rule.note}"
        assert rule.tag != "O-med" or "en principe" in told or "à vérifier" in told.lower(), rule.id
        assert rule.tag == "O-med" or "en principe" not in told, rule.id


def test_wordings() -> None:
    today = date(2026, 11, 22)
    assert said("elections-professionnelles", today) == ["le 10 décembre"]
    assert said("listes-electorales", date(2027, 11, 22), 40) == ["entre le 19 novembre et le 30 décembre"]
    assert said("budget", today) == ["au plus tard le 15 avril 2027"]
    assert said("taxe-amenagement", date(2027, 1, 1)) == ["avant le 1er juillet"]
    assert said("indemnites-elus", today) == ["avant l’examen du budget"]
    assert said("categorie-b", date(2027, 12, 1)) == ["à partir du 1er janvier 2028"]
    assert said("municipales-2032", date(2032, 1, 1)) == ["en mars 2032"]
    assert said("premiere-reunion", date(2026, 3, 1), 30) == [
        "entre le 20 mars et le 22 mars",
        "entre le 27 mars et le 29 mars",
    ]


def test_what_a_rule_hangs_on_is_in_its_title() -> None:
    found = upcoming(RULES, 300, date(2025, 12, 20), 120)
    titles = {one.rule_id: one.title.replace(NBSP, " ") for one in found}
    assert titles["inscriptions"].endswith("sur la liste électorale · scrutin du 15 mars 2026")
    assert titles["premiere-reunion"].endswith(" · tour de scrutin du 22 mars 2026")


def test_the_source_says_when_it_was_checked() -> None:
    budget = next(one for one in whole_year(300, 2027) if one.rule_id == "budget")
    assert budget.source.replace(NBSP, " ") == "CGCT L1612-2 · à jour au 28 février 2026"


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
        (date(2027, 12, 31), "fin-exercice"),
        (date(2027, 12, 31), "etat-civil"),
        (date(2027, 12, 31), "requalification"),
        (date(2028, 1, 1), "categorie-b"),
        (date(2028, 1, 1), "exercice-sans-budget"),
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


@pytest.mark.parametrize("population", [*SIZES, None])
def test_a_deadline_has_the_same_id_whatever_day_it_is_looked_at(population: int | None) -> None:
    early = upcoming(RULES, population, date(2026, 1, 1), 7 * 366)
    late = upcoming(RULES, population, date(2027, 10, 3), 3 * 366)
    assert len({one.id for one in early}) == len(early)
    by_id = {one.id: (one.day, one.rule_id) for one in early}
    assert late
    assert all(by_id[one.id] == (one.day, one.rule_id) for one in late)
    assert "budget:2027-04-15" in by_id
    assert "inscriptions:municipales-2026-tour-1:2026-02-06" in by_id
