"""Public holidays against known tables."""

from datetime import date

import pytest

from desk.core.holidays import (
    REGION_LABELS,
    Region,
    easter_day,
    holiday_names,
    holidays,
    is_working_day,
    region_of,
)


def days(year: int, region: Region = Region.FRANCE) -> list[date]:
    return [one.day for one in holidays(year, region)]


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (1583, 4, 10), (1818, 3, 22), (1900, 4, 15), (1943, 4, 25), (1954, 4, 18), (1961, 4, 2),
        (1981, 4, 19), (2000, 4, 23), (2008, 3, 23), (2011, 4, 24), (2016, 3, 27), (2019, 4, 21),
        (2020, 4, 12), (2021, 4, 4), (2022, 4, 17), (2023, 4, 9), (2024, 3, 31), (2025, 4, 20),
        (2026, 4, 5), (2027, 3, 28), (2028, 4, 16), (2029, 4, 1), (2030, 4, 21), (2031, 4, 13),
        (2032, 3, 28), (2038, 4, 25), (2049, 4, 18), (2076, 4, 19), (2285, 3, 22),
    ],
)  # fmt: skip
def test_easter(year: int, month: int, day: int) -> None:
    assert easter_day(year) == date(year, month, day)


def test_the_year_2026() -> None:
    assert [(one.day, one.name) for one in holidays(2026)] == [
        (date(2026, 1, 1), "jour de l’An"),
        (date(2026, 4, 6), "lundi de Pâques"),
        (date(2026, 5, 1), "fête du Travail"),
        (date(2026, 5, 8), "victoire de 1945"),
        (date(2026, 5, 14), "Ascension"),
        (date(2026, 5, 25), "lundi de Pentecôte"),
        (date(2026, 7, 14), "fête nationale"),
        (date(2026, 8, 15), "Assomption"),
        (date(2026, 11, 1), "Toussaint"),
        (date(2026, 11, 11), "armistice de 1918"),
        (date(2026, 12, 25), "Noël"),
    ]


@pytest.mark.parametrize(
    ("year", "monday", "ascension", "whit_monday"),
    [
        (2027, date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17)),
        (2028, date(2028, 4, 17), date(2028, 5, 25), date(2028, 6, 5)),
        (2029, date(2029, 4, 2), date(2029, 5, 10), date(2029, 5, 21)),
        (2030, date(2030, 4, 22), date(2030, 5, 30), date(2030, 6, 10)),
        (2031, date(2031, 4, 14), date(2031, 5, 22), date(2031, 6, 2)),
        (2032, date(2032, 3, 29), date(2032, 5, 6), date(2032, 5, 17)),
    ],
)
def test_moving_feasts(year: int, monday: date, ascension: date, whit_monday: date) -> None:
    assert {monday, ascension, whit_monday} < set(days(year))
    assert len(days(year)) == 11


@pytest.mark.parametrize(
    ("region", "added"),
    [
        (Region.ALSACE_MOSELLE, {date(2027, 3, 26): "Vendredi saint", date(2027, 12, 26): "Saint-Étienne"}),
        (Region.GUADELOUPE, {date(2027, 5, 27): "abolition de l’esclavage"}),
        (Region.GUYANE, {date(2027, 6, 10): "abolition de l’esclavage"}),
        (Region.MARTINIQUE, {date(2027, 5, 22): "abolition de l’esclavage"}),
        (Region.MAYOTTE, {date(2027, 4, 27): "abolition de l’esclavage"}),
        (Region.REUNION, {date(2027, 12, 20): "abolition de l’esclavage"}),
    ],
)
def test_what_a_region_adds(region: Region, added: dict[date, str]) -> None:
    extra = set(holidays(2027, region)) - set(holidays(2027))
    assert {one.day: one.name for one in extra} == added
    assert set(holidays(2027)) < set(holidays(2027, region))
    assert days(2027, region) == sorted(days(2027, region))


def test_two_feasts_on_one_day() -> None:
    assert holiday_names(date(2008, 5, 1)) == "Ascension et fête du Travail"
    assert holiday_names(date(2031, 5, 22), Region.MARTINIQUE) == "Ascension et abolition de l’esclavage"
    assert len(days(2008)) == 11
    assert len(set(days(2008))) == 10


@pytest.mark.parametrize(
    ("insee", "region"),
    [
        ("36202", Region.FRANCE), ("2A004", Region.FRANCE), ("00000", Region.FRANCE), ("", Region.FRANCE),
        ("57463", Region.ALSACE_MOSELLE), ("67482", Region.ALSACE_MOSELLE), ("68066", Region.ALSACE_MOSELLE),
        ("97105", Region.GUADELOUPE), ("97209", Region.MARTINIQUE), ("97302", Region.GUYANE),
        ("97411", Region.REUNION), ("97608", Region.MAYOTTE), ("97502", Region.FRANCE),
    ],
)  # fmt: skip
def test_the_region_of_a_commune(insee: str, region: Region) -> None:
    assert region_of(insee) is region


def test_working_days() -> None:
    assert is_working_day(date(2026, 12, 24))
    assert not is_working_day(date(2026, 12, 25))
    assert not is_working_day(date(2026, 12, 26))  # a Saturday
    assert is_working_day(date(2028, 12, 26))
    assert not is_working_day(date(2028, 12, 26), Region.ALSACE_MOSELLE)
    assert is_working_day(date(2028, 2, 29))


def test_every_region_has_a_name() -> None:
    assert set(REGION_LABELS) == set(Region)
