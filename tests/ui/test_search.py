from datetime import date

import pytest

from desk.core.people import Function, Gender, Person
from desk.notebook.book import Environment
from desk.ui.search import EXCERPT, Passage, fold, passages, search


def person(function: Function, gender: Gender) -> Person:
    return Person("", function, "Fabre", "", gender, date(2026, 1, 1))


@pytest.fixture
def guide(shipped: Environment) -> list[Passage]:
    people = {"SGM": person(Function.DGS, Gender.MASCULINE), "maire": person(Function.MAYOR, Gender.FEMININE)}
    return passages(shipped.guide, people)


@pytest.mark.parametrize("query", ["délégation", "DELEGATION", "delegation", "  délegation "])
def test_accents_and_case_do_not_matter(guide: list[Passage], query: str) -> None:
    keys = {hit.passage.key for hit in search(guide, query)}
    assert "p03" in keys


def test_every_word_must_be_there_and_words_begin(guide: list[Passage]) -> None:
    hits = search(guide, "fiche poste")
    assert hits
    for hit in hits:
        folded = fold(hit.passage.text)
        assert "fiche" in folded
        assert "poste" in folded
    assert search(guide, "fiche zzz") == []
    assert search(guide, "iche") == []
    assert search(guide, " ") == []


def test_titles_come_first(guide: list[Passage]) -> None:
    hits = search(guide, "clarifier")
    assert hits[0].passage.title == "2. Clarifier les rôles"
    assert hits[0].passage.where == ""


def test_statements_facts_and_free_pages_are_found(guide: list[Passage]) -> None:
    places = {(hit.passage.key, hit.passage.anchor) for hit in search(guide, "L2122-18")}
    assert ("p02", "facts") in places
    assert ("p02", "statements") in {(h.passage.key, h.passage.anchor) for h in search(guide, "arrêté nomme")}
    assert "quand-ne-pas" in {hit.passage.key for hit in search(guide, "quand ne pas")}


def test_passages_are_worded_for_the_two_people(guide: list[Passage]) -> None:
    assert search(guide, "{") == []
    assert any(
        "directeur général des services" in hit.passage.text for hit in search(guide, "avis technique")
    )


def test_the_excerpt_marks_the_words_and_stays_short(guide: list[Passage]) -> None:
    for hit in search(guide, "responsabilité") + search(guide, "conseil"):
        marked = [text for text, found in hit.pieces if found]
        assert marked
        assert all(fold(text).startswith(("responsabilit", "conseil")) for text in marked)
        assert sum(len(text) for text, _ in hit.pieces) <= EXCERPT * 1.2 + 40


def test_little_words_are_not_marked() -> None:
    passage = Passage("practice", "p01", "", "Titre", "Où", "La fiche de poste et le début de l’œuvre")
    (hit,) = search([passage], "fiche de")
    assert [text for text, found in hit.pieces if found] == ["fiche"]
    (hit,) = search([passage], "oeuvre")
    assert [text for text, found in hit.pieces if found] == ["œuvre"]
