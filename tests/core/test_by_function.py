"""Names said by function: all the ways two people are written, and no word of every day."""

from datetime import date

import pytest

from desk.core.by_function import SEVERAL, SOMEONE, ByFunction
from desk.core.people import Function, Gender, Person

DAY = date(2026, 3, 28)
PAUL = Person("a", Function.MAYOR, "Paul Martin", "M.", Gender.MASCULINE, DAY)
HELENE = Person("b", Function.SGM, "Hélène Le Goff-Roux", "Mme", Gender.FEMININE, DAY)
SGM = "la secrétaire générale de mairie"


@pytest.fixture
def hidden() -> ByFunction:
    return ByFunction([PAUL, HELENE])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Paul appelle l’inspection.", "Le maire appelle l’inspection."),
        ("Noté. Hélène prépare", f"Noté. L{SGM[1:]} prépare"),
        ("- Paul\n- Hélène", f"- Le maire\n- L{SGM[1:]}"),
        ("vu avec M. Martin et M.Martin", "vu avec le maire et le maire"),
        ("vu avec m. martin, Monsieur Martin", "vu avec le maire, le maire"),
        ("MARTIN et PAUL MARTIN et Martin Paul", "Le maire et le maire et le maire"),
        ("l’avis de Mme Le Goff-Roux", f"l’avis de {SGM}"),
        ("l'avis d’Hélène, le devis de Paul", f"l'avis de {SGM}, le devis du maire"),
        ("dit à Paul, écrit à Hélène", f"dit au maire, écrit à {SGM}"),
        ("À Paul de voir, il y a Paul", "Au maire de voir, il y a le maire"),
        ("HELENE LE GOFF-ROUX, Helene", f"L{SGM[1:]}, {SGM}"),
        ("He\u0301le\u0300ne\u00a0Le\u202fGoff-Roux", f"L{SGM[1:]}"),
        ("rue Saint-Martin, Martinet, Paulette, martin-pêcheur", None),
        ("Mme Durand et Mme Martinez", None),
        ("claire", None),
    ],
)
def test_each_way_of_writing_a_name(hidden: ByFunction, written: str, said: str | None) -> None:
    assert hidden.text(written) == (written if said is None else said)


def test_participants_and_owners(hidden: ByFunction) -> None:
    names = ["M. Paul Martin", "Mme Roy, adjointe", "Hélène Le Goff-Roux", "Jean", "Luc"]
    assert hidden.participants(names) == ["le maire", "adjointe", SGM, SOMEONE]
    assert hidden.owner("Mme Roy, cousine de Paul") == "cousine du maire"
    assert hidden.owner("Entreprise Durand") == SOMEONE


def test_a_name_that_two_have_says_neither() -> None:
    hidden = ByFunction([PAUL, Person("c", Function.SGM, "Anne Martin", "Mme", Gender.FEMININE, DAY)])
    assert hidden.text("vu avec Martin") == f"vu avec {SEVERAL}"
    assert hidden.text("vu avec Mme Martin") == f"vu avec {SGM}"


def test_nobody_named_changes_nothing() -> None:
    nobody = ByFunction([Person("a", Function.MAYOR, "", "M.", Gender.MASCULINE, DAY)])
    assert nobody.text("M. le maire, d’accord") == "M. le maire, d’accord"
    assert nobody.participants(["M."]) == [SOMEONE]


def test_long_texts_do_not_take_long(hidden: ByFunction) -> None:
    text = "de d’ a à M. Mme Paulette " * 2000
    assert hidden.text(text) == text
