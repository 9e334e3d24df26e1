from dataclasses import replace

import pytest

from desk.core.people import Function, Gender
from desk.core.search import EXCERPT, fold, words_of
from desk.notebook import people
from desk.notebook.book import Notebook
from desk.ui.search import Index, Passage
from desk.ui.searchable import passages


@pytest.fixture
def index(notebook: Notebook) -> Index:
    """Everything there is to find, for M. Rey and Mme Fabre."""
    return Index(passages(notebook))


def passage(text: str, where: str = "Où") -> Passage:
    return Passage("practice", "p01", "pourquoi:0", "Titre", where, text)


@pytest.mark.parametrize("query", ["délégation", "DELEGATION", "delegation", "  délegation "])
def test_accents_and_case_do_not_matter(index: Index, query: str) -> None:
    assert "p03" in {each.key for each in index.find(query).passages}


def test_every_word_must_be_there_and_words_begin(index: Index) -> None:
    found = index.find("fiche poste").passages
    assert found
    for each in found:
        assert "fiche" in fold(each.text)
        assert "poste" in fold(each.text)
    for nothing in ("fiche zzz", "iche", " ", "…", ""):
        assert index.find(nothing).passages == ()


def test_titles_come_first_then_entries_that_begin_so_then_the_rest(index: Index) -> None:
    first = index.find("clarifier").passages[0]
    assert (first.title, first.where) == ("2. Clarifier les rôles", "")
    assert index.find("qui fait quoi").passages[0].title == "Qui fait quoi"
    entry = index.find("detr").passages[0]
    assert entry.key == "glossaire"
    assert fold(entry.text).startswith("detr")
    assert index.find("délégation de signature").passages[0].target in {"practice", "guide_page"}


@pytest.mark.parametrize(
    ("query", "target", "arguments"),
    [
        ("L2122-18", "practice", {"practice_id": "p02", "anchor": "facts:3"}),
        ("arrêté nomme fonction", "practice", {"practice_id": "p02", "anchor": "statements:p02s1"}),
        ("à quoi ressemble un point utile", "practice", {"practice_id": "p01", "anchor": "question:0"}),
        ("quand ne pas", "guide_page", {"page_id": "quand-ne-pas"}),
        ("comptable public agent finances", "guide_page", {"page_id": "glossaire"}),
        ("premiers mois mandat", "journey", {"path_id": "nouveau-mandat"}),
        ("convocation jours francs séance", "calendar", {}),
        ("budget", "roles", {}),
        ("registre traitements", "guide_page", {"page_id": "fiche-rgpd"}),
    ],
)
def test_everything_is_found_where_it_is(
    index: Index, query: str, target: str, arguments: dict[str, str]
) -> None:
    found = [(each.target, each.arguments) for each in index.find(query).passages]
    wanted = arguments.items()
    assert any(name == target and wanted <= given.items() for name, given in found), found


def test_every_passage_of_a_tool_says_which(index: Index, notebook: Notebook) -> None:
    tools = notebook.env.content.tools
    anchors = {(each.target, each.anchor) for each in passages(notebook)}
    assert {("roles", subject.id) for subject in tools.roles.subjects} <= anchors
    for path in tools.paths.values():
        assert {("journey", step.id) for step in path.steps} <= anchors
    assert {("calendar", rule.id) for rule in notebook.deadlines} <= anchors
    assert len(index) == len(list(passages(notebook)))


def test_passages_are_worded_for_the_two_people(notebook: Notebook) -> None:
    assert not [each for each in passages(notebook) if "{" in each.text + each.where]
    before = Index(passages(notebook)).find("directeur général services avis")
    sgm = people.pair(notebook).sgm
    people.update_person(notebook, replace(sgm, function=Function.DGS, gender=Gender.MASCULINE))
    after = Index(passages(notebook)).find("directeur général services avis")
    assert len(after.passages) > len(before.passages)


def test_the_excerpt_marks_the_words_and_stays_short(index: Index) -> None:
    for query in ("responsabilité", "conseil"):
        found = index.find(query)
        for place in range(len(found.passages)):
            pieces = found.excerpt(place)
            marked = [text for text, is_found in pieces if is_found]
            assert marked
            assert all(fold(text).startswith(("responsabilit", "conseil")) for text in marked)
            assert sum(len(text) for text, _ in pieces) <= EXCERPT * 1.2 + 40


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("fiche de", ["fiche"]),
        ("oeuvre", ["œuvre"]),
        ("ŒUVRE", ["œuvre"]),
        ("l’oeuvre", ["l’œuvre"]),
        ("l2122-18", ["L2122-18"]),
        ("de ", ["de", "de"]),
        ("de", ["de", "dé", "de"]),
        ("poste fin", ["poste", "fin"]),
    ],
)
def test_what_is_marked(query: str, marked: list[str]) -> None:
    found = Index([passage("La fiche de poste et le début de l’œuvre, L2122-18 : fin")]).find(query)
    assert [text for text, is_found in found.excerpt(0) if is_found] == marked


def test_a_word_of_the_query_is_spread_as_the_texts_are() -> None:
    assert words_of("L’élu rendez-vous  n°3 !") == (" l elu", " rendez vous", " n 3")
    assert Index([passage("Un rendez-vous régulier")]).find("rendez vous regul").passages


def test_a_short_word_is_looked_for_whole_unless_it_is_being_typed() -> None:
    index = Index([passage("Le conseil des adjoints"), passage("Un as du code")])
    assert len(index.find("co").passages) == 2
    assert index.find("co ").passages == ()
    assert [each.text for each in index.find("un co").passages] == ["Un as du code"]
    assert [text for text, found in index.find("co").excerpt(0) if found] == ["co"]
    assert words_of("de ") == (" de ",)
