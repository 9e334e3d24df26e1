"""« Vos deux regards » on paper: drawn for the two who opened it, and for nobody else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pypdfium2
import pytest

from desk.core.compared import KEEP, Compared, compared
from desk.core.comparison import PracticeView, compare_practice
from desk.core.guide import Scale, Statement
from desk.core.handout import Imprint, packed, unpacked
from desk.core.people import Function, Gender, Pair, Person
from desk.core.scale import Answer
from desk.pdf.handout import draw_handout
from desk.pdf.press import Press
from tests.pdf.conftest import TEXTS
from tests.pdf.tagged import Tagged

Tool = Callable[..., str]
PAIR = Pair(
    "p",
    Person("a", Function.MAYOR, "Rey", "M.", Gender.MASCULINE, date(2020, 5, 25)),
    Person("b", Function.SGM, "Fabre", "Mme", Gender.FEMININE, date(2021, 3, 1)),
    date(2026, 3, 28),
)
IMPRINT = Imprint("Binôme, guide 2026.11", "Binôme", "Valmont", "2026-11-22")
PATTERNS = (("3", "0", "nsp", "2"), ("3", "3", "2", "1"), ("0", "so", "1", "3"))


def view(number: int) -> PracticeView:
    """A practice whose two sheets differ from one statement to the next."""
    title, *texts = TEXTS[number - 1]
    statements = [
        Statement(f"p{number:02}s{place}", 1, text.removeprefix("+"), Scale.FREQUENCY)
        for place, text in enumerate(texts, 1)
    ]
    elu, sgm = (PATTERNS[(number + shift) % 3] for shift in (0, 1))
    return compare_practice(
        f"p{number:02}",
        title,
        statements,
        {each.id: Answer(value) for each, value in zip(statements, elu, strict=True)},
        {each.id: Answer(value) for each, value in zip(statements, sgm, strict=True)},
        frozenset(),
    )


def document(practices: int = 10) -> Compared:
    views = [view(number) for number in range(1, practices + 1)]
    questions = {each.practice_id: f"Et pour {each.title} ?" for each in views}
    return compared("Vos deux regards, automne 2026", views, PAIR, questions, ["Clarifier les rôles"])


@pytest.fixture(scope="module")
def drawn(press: Press) -> bytes:
    return draw_handout(packed(document(), IMPRINT), press)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_it_crosses_to_the_document_process_whole() -> None:
    told = document()
    assert unpacked(packed(told, IMPRINT)) == (told, IMPRINT)


def test_what_is_common_comes_before_the_differences(drawn: bytes, tool: Tool) -> None:
    said = squeezed(tool(drawn, "pdftotext", "-layout", after=("-",)))
    places = [said.index(words) for words in ("Ce que vous avez en commun", "Vos différences")]
    assert places == sorted(places)
    assert "Des regards différents sont normaux" in said
    assert "Vos sujets" in said
    assert "Pour en parler" in said[places[1] :]
    assert "Pour en parler" not in said[: places[1]]


def test_each_page_says_that_it_stays_with_the_two(drawn: bytes) -> None:
    pages = Tagged(drawn).pages
    assert len(pages) > 2
    for page in pages:
        assert squeezed(KEEP) in squeezed(page.extract_text().replace("\u00a0", " "))


def test_everything_is_in_the_structure(drawn: bytes) -> None:
    tagged = Tagged(drawn)
    assert tagged.unmarked() == []
    told = {piece for node in tagged.tree.walk() for piece in node.contents}
    assert told == tagged.marked()
    levels = [int(tag[1]) for tag in tagged.tree.tags() if tag in {"H1", "H2", "H3"}]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_chart_is_told_in_words_and_in_a_table(drawn: bytes) -> None:
    tagged = Tagged(drawn)
    (figure,) = [node for node in tagged.tree.walk() if node.tag == "Figure"]
    for practice in document().places:
        assert practice.title in figure.entries["/Alt"]
    assert "secrétaire générale vers" in figure.entries["/Alt"]
    table = next(node for node in tagged.tree.walk() if node.tag == "Table")
    assert [cell.tag for cell in table.kids[0].kids] == ["TH"] * 4
    assert {row.kids[0].tag for row in table.kids} == {"TH"}
    assert len(table.kids) == 1 + 10


def test_a_long_title_stands_whole_beside_its_marks(drawn: bytes) -> None:
    page = pypdfium2.PdfDocument(drawn)[0].get_textpage().get_text_range()
    assert "Mettre à jour les délégations et les" in page.split("Pratique")[0]
    assert "…" not in page


def test_it_is_black_and_white(drawn: bytes) -> None:
    tagged = Tagged(drawn)
    colours = {
        tuple(float(value) for value in operands)
        for page in range(len(tagged.pages))
        for operands, operator in tagged.operations(page)
        if operator in (b"rg", b"RG")
    }
    assert colours
    assert all(max(colour) - min(colour) < 0.12 for colour in colours), "ink and greys alone"


def test_same_data_same_bytes_and_another_day_another_head(drawn: bytes, press: Press) -> None:
    assert draw_handout(packed(document(), IMPRINT), press) == drawn
    later = replace(IMPRINT, day="2026-11-23")
    assert draw_handout(packed(document(), later), press) != drawn


def test_a_small_one_is_short(press: Press) -> None:
    assert len(Tagged(draw_handout(packed(document(3), IMPRINT), press)).pages) == 2
