"""Passages: the sentence around a place, what counts as the same one, what is left."""

from datetime import date

import pytest

from desk.core.passages import alike, sentence_at, trimmed, without, without_any

SECRET = "Mme Zwinglé est absente pour Œdémopathie."
NOTES = f"Classe ouverte le samedi. {SECRET} Le devis est signé."
DAY = date(2026, 11, 22)


def test_the_mark_stands_in_its_place() -> None:
    assert without("Avant, pendant, après.", 7, 14, DAY) == "Avant, [passage retiré le 22/11/2026], après."
    assert without_any("École, école, Écoles", "école", DAY).count("retiré") == 2


def test_blanks_at_the_ends_are_nobody_s_words() -> None:
    assert trimmed("a  bc  d", 1, 7) == (3, 5)
    assert trimmed("a   d", 1, 3) == (3, 3)


@pytest.mark.parametrize(
    ("place", "sentence"), [(3, "Classe ouverte le samedi."), (30, SECRET), (999, "Le devis est signé.")]
)
def test_the_sentence_around_a_place(place: int, sentence: str) -> None:
    start, end = sentence_at(NOTES.replace("Mme ", "Mme\u00a0"), min(place, len(NOTES) - 1))
    assert NOTES[start:end] == sentence


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("l’avis   écrit", True),
        ("L'AVIS\nÉCRIT", True),
        ("l’avis écrits", False),
        ("tel l’avis écrit.", True),
    ],
)
def test_what_is_the_same_passage(text: str, found: bool) -> None:
    assert bool(alike("l'avis écrit").search(text)) is found
