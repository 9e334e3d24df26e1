import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.search import EXCERPT, excerpt, respelt, spread, words_of


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Délégation  SIGNATURE", (" delegation", " signature")),
        ("L2122-18", (" l2122 18",)),
        ("l’œuvre", (" l oeuvre",)),
        ("de la commune", (" de ", " la ", " commune")),
        ("d", (" d",)),
        ("  ", ()),
        ('* " ( ) …', ()),
    ],
)
def test_words_as_they_are_looked_for(query: str, words: tuple[str, ...]) -> None:
    assert words_of(query) == words


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("L’œuvre de la nièce", "l oeuvre"),
        ("Ex æquo : 120 m² à l’école", "aequo m2"),
        ("Hôtel de ville, Noël, ça y est", ""),
        ("", ""),
    ],
)
def test_only_the_words_that_accents_do_not_explain_are_spelled_again(text: str, kept: str) -> None:
    assert respelt(text) == kept


@given(st.text(), st.text(max_size=8))
def test_an_excerpt_is_a_piece_of_the_text_on_one_line_and_never_long(text: str, query: str) -> None:
    pieces = excerpt(text, words_of(query))
    shown = "".join(piece for piece, _ in pieces).removeprefix("… ").removesuffix("\u00a0…")
    assert shown in " ".join(text.split())
    assert len(shown) <= 3 * EXCERPT


def test_what_is_found_far_in_a_long_text_is_in_its_excerpt() -> None:
    text = "mot " * 12_000 + "xylophone" + " autre" * 300
    pieces = excerpt(text, words_of("xylo"))
    assert [piece for piece, found in pieces if found] == ["xylo"]
    assert len("".join(piece for piece, _ in pieces)) < 2 * EXCERPT


def test_a_text_without_a_space_is_cut_all_the_same() -> None:
    shown = "".join(piece for piece, _ in excerpt("a" * 50_000, words_of("a")))
    assert len(shown) <= 2 * EXCERPT + 4


def test_words_stand_between_spaces() -> None:
    assert spread("L’École, 2e étage").split() == ["l", "ecole", "2e", "etage"]
