import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.errors import UserError
from desk.core.french_dates import FARTHEST, find_day, parse_said_day, read_day
from tests.core import date_phrases as phrases
from tests.core.date_phrases import SUNDAY, day, lines, pairs


def test_the_table_is_large() -> None:
    tables = (phrases.WHOLE, phrases.INSIDE, phrases.NONE, phrases.ELSEWHERE)
    assert sum(len(lines(table)) for table in tables) >= 250
    assert len(lines(phrases.NONE)) >= 50


@pytest.mark.parametrize(("phrase", "meant"), pairs(phrases.WHOLE))
def test_a_whole_phrase(phrase: str, meant: date) -> None:
    found = find_day(phrase, SUNDAY)
    assert found is not None
    assert (found.day, phrase[found.start : found.end], found.doubt) == (meant, phrase, "")


@pytest.mark.parametrize(("line", "meant"), pairs(phrases.INSIDE))
def test_a_phrase_in_a_sentence_and_its_place(line: str, meant: date) -> None:
    sentence, said = (part.strip() for part in line.split("|"))
    found = find_day(sentence, SUNDAY)
    assert found is not None
    assert (found.day, sentence[found.start : found.end], found.doubt) == (meant, said, "")


@pytest.mark.parametrize("text", lines(phrases.NONE))
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert read_day(text, SUNDAY) == (None, "")


@pytest.mark.parametrize("text", lines(phrases.IMPOSSIBLE))
def test_an_impossible_day_is_said_and_never_moved(text: str) -> None:
    found, doubt = read_day(f"Note {text}", SUNDAY)
    assert found is None
    assert doubt.endswith("n’est pas une date du calendrier.")
    assert text.removeprefix("pour ").removeprefix("le ") in doubt


@pytest.mark.parametrize("line", lines(phrases.DOUBTFUL))
def test_what_can_be_read_otherwise_is_said(line: str) -> None:
    phrase, meant, said = (part.strip() for part in line.split("="))
    found = find_day(phrase, SUNDAY)
    assert found is not None
    assert found.day == day(meant)
    assert said in found.doubt


@pytest.mark.parametrize(("line", "meant"), pairs(phrases.ELSEWHERE))
def test_leap_days_year_ends_clock_changes_and_month_ends(line: str, meant: date) -> None:
    today, phrase = (part.strip() for part in line.split("|"))
    found = find_day(phrase, day(today))
    assert found is not None
    assert found.day == meant


def test_a_year_that_is_said_may_be_past() -> None:
    found = find_day("le 4/12/2025", SUNDAY)
    assert found is not None
    assert (found.day, found.doubt) == (date(2025, 12, 4), "")


def test_only_the_beginning_of_a_very_long_text_is_read() -> None:
    assert find_day("mot " * FARTHEST + "vendredi", SUNDAY) is None
    assert find_day("vendredi " + "mot " * FARTHEST, SUNDAY) is not None


def test_a_whole_field_is_read_strictly_first() -> None:
    assert parse_said_day(" 27/11/2025 ", SUNDAY) == (date(2025, 11, 27), "")
    assert parse_said_day("vendredi", SUNDAY) == (date(2026, 11, 27), "")
    assert parse_said_day("Fin du mois.", SUNDAY) == (date(2026, 11, 30), "")
    assert "samedi" in parse_said_day("vendredi 5 décembre", SUNDAY)[1]


@pytest.mark.parametrize(
    "text", ["31/02/2026", "bientôt", "voir vendredi", "vendredi si possible", "31/11", ""]
)
def test_a_field_that_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="n’est pas une date"):
        parse_said_day(text, SUNDAY)


_WORDS = st.sampled_from(
    re.split(
        " ",
        "le la pour avant dans sous d'ici vendredi lundi demain fin mi début du mois semaine prochaine "
        "quinze 15 31 29 février décembre 4/12 30/2 2026-13-45 99/99/99 an ans 999 jours l'année Noël "
        "en huit . , – 1er É e\u0301 İ ß 9999 2100 heures",
    )
)
_TEXTS = st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=12).map(" ".join))


@given(_TEXTS, st.dates(date(1951, 1, 1), date(2149, 12, 31)))
def test_it_never_fails_and_the_place_is_one(text: str, today: date) -> None:
    found, doubt = read_day(text, today)
    if found is None:
        return
    assert 0 <= found.start < found.end <= len(text)
    assert text[found.start : found.end].strip()
    assert found.doubt == doubt
    assert (
        found.day.year >= today.year or str(found.day.year)[2:] in text
    )  # only a year that is said goes back
