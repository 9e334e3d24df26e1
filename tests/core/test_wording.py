"""French as the screen writes it."""

from datetime import date

import pytest

from desk.core.people import Function, Gender, Person
from desk.core.wording import counted, long_date, named, noun, season_name, typographic, worded

DAY = date(2026, 3, 28)


def person(function: Function, gender: Gender) -> Person:
    return Person("x", function, "Fabre", "Mme", gender, DAY)


@pytest.mark.parametrize(
    ("function", "gender", "plain", "of", "to"),
    [
        ("sgm", "f", "la secrétaire générale de mairie", "de la secrétaire", "à la secrétaire"),
        ("sgm", "m", "le secrétaire général de mairie", "du secrétaire", "au secrétaire"),
        ("dgs", "m", "le directeur général des services", "du directeur", "au directeur"),
        ("maire", "m", "le maire", "du maire", "au maire"),
        ("maire", "f", "la maire", "de la maire", "à la maire"),
        ("elu_delegue", "f", "l’élue déléguée", "de l’élue", "à l’élue"),
    ],
)
def test_articles_contract_as_in_french(function: str, gender: str, plain: str, of: str, to: str) -> None:
    who = person(Function(function), Gender(gender))
    assert named(who) == plain
    assert named(who, "de").startswith(of)
    assert named(who, "à").startswith(to)


def test_marks_in_a_statement_become_the_person_s_function() -> None:
    people = {
        "SGM": person(Function.SGM, Gender.FEMININE),
        "maire": person(Function.MAYOR, Gender.MASCULINE),
    }
    text = "{Le SGM} dit {au maire} l’avis {du SGM}, remis {au SGM} ; {SGM}."
    assert worded(text, people) == (
        "La secrétaire générale de mairie dit au maire l’avis de la secrétaire générale de mairie, "
        "remis à la secrétaire générale de mairie ; secrétaire générale de mairie."
    )
    assert noun(people["SGM"], short=True) == "secrétaire générale"


def test_spaces_before_high_signs_do_not_break() -> None:
    assert typographic("Quoi ? L'avis : « oui » ; non !") == (
        "Quoi\u202f? L’avis\u00a0: «\u00a0oui\u00a0»\u202f; non\u202f!"
    )
    assert typographic("à 14:32, voir https://exemple.invalid/?a=b") == (
        "à 14:32, voir https://exemple.invalid/?a=b"
    )


def test_typography_applied_twice_changes_nothing() -> None:
    once = typographic("Quoi ? « oui » : non !")
    assert typographic(once) == once


def test_dates_and_numbers() -> None:
    assert long_date(date(2026, 12, 1), weekday=True) == "mardi 1er\u00a0décembre 2026"
    assert long_date(date(2028, 2, 29), year=False) == "29\u00a0février"
    assert [counted(number, "point") for number in (0, 1, 2)] == [
        "0\u00a0point",
        "1\u00a0point",
        "2\u00a0points",
    ]
    assert season_name(date(2026, 11, 22)) == "automne 2026"
    assert season_name(date(2026, 12, 22)) == "hiver 2026"
