"""What a person types: dates, hours, names, codes, texts."""

from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.commune import (
    Commune,
    checked_insee,
    checked_name,
    checked_population,
    report_name,
    slug,
)
from desk.core.dates import months_before, parse_day, parse_time
from desk.core.errors import UserError
from desk.core.text import LONGEST, limited, required


@pytest.mark.parametrize("typed", ["3/11/2026", "03.11.26", " 3-11-2026 ", "2026-11-03", "3 11 2026"])
def test_a_day_is_read_in_its_usual_forms(typed: str) -> None:
    assert parse_day(typed) == date(2026, 11, 3)


@pytest.mark.parametrize(
    "typed", ["", "demain", "31/02/2026", "29/02/2027", "2026-13-01", "3/11", "0/1/2026"]
)
def test_what_is_no_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_day(typed)
    assert "27/11/2026" in refused.value.advice


@pytest.mark.parametrize(("typed", "hour"), [("9h", time(9)), ("9 h 30", time(9, 30)), ("09:05", time(9, 5))])
def test_an_hour_is_read(typed: str, hour: time) -> None:
    assert parse_time(typed) == hour


@pytest.mark.parametrize("typed", ["25h", "9h75", "midi", ""])
def test_what_is_no_hour_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        parse_time(typed)


def test_months_before_stays_in_the_calendar() -> None:
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 24) == date(2024, 1, 15)


@pytest.mark.parametrize("typed", ["36202", "2A004", "2b033", " 48 095 ", ""])
def test_insee_codes_are_accepted(typed: str) -> None:
    assert checked_insee(typed) == typed.upper().replace(" ", "")


@pytest.mark.parametrize("typed", ["3620", "2C004", "abcde", "362020"])
def test_what_is_no_insee_code_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="code INSEE"):
        checked_insee(typed)


def test_population_may_be_unknown_and_is_a_number() -> None:
    assert checked_population("1 204") == 1204
    assert checked_population(" ") is None
    for wrong in ("-3", "quatre cents", "99999999"):
        with pytest.raises(UserError):
            checked_population(wrong)


@pytest.mark.parametrize("read", [parse_day, parse_time, checked_insee, checked_population])
@pytest.mark.parametrize("pasted", ["😀" * 50_000, "9" * 50_000, "mot " * 12_500])
def test_a_page_pasted_by_mistake_is_refused_in_a_short_sentence(
    read: Callable[[str], object], pasted: str
) -> None:
    with pytest.raises(UserError) as refused:
        read(pasted)
    assert "…" in refused.value.sentence
    assert len(refused.value.message) < 300


def test_names_lose_control_characters_and_are_never_empty() -> None:
    assert checked_name("  Saint-Maur\x00 \n sur\tIndre ") == "Saint-Maur sur Indre"
    for wrong in ("", " \x07 ", "x" * 121):
        with pytest.raises(UserError):
            checked_name(wrong)


def test_file_names_are_plain_and_sorted_by_commune() -> None:
    day = date(2026, 11, 27)
    assert report_name(Commune("Valmont", "36202"), day) == "binome_36202_Valmont_2026-11-27.pdf"
    assert (
        report_name(Commune("L’Étang-sur-Œuvre"), day) == "binome_sans-code_L-Etang-sur-OEuvre_2026-11-27.pdf"
    )
    assert slug("😀") == "commune"


@given(st.text(max_size=200))
def test_a_slug_is_always_a_safe_file_name(text: str) -> None:
    assert slug(text)
    assert set(slug(text)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-")


def test_pasted_text_is_kept_but_for_what_cannot_be_shown() -> None:
    assert limited("un\r\ndeux\x00\u2028trois 😀", "La note") == "un\ndeux\ntrois 😀"
    assert required(" deux\nlignes ", "Le titre") == "deux lignes"
    with pytest.raises(UserError, match="Le titre est vide"):
        required("\u200b\x07 ".strip("\u200b"), "Le titre")
    with pytest.raises(UserError, match="50 000"):
        limited("x" * (LONGEST + 1), "La note")
