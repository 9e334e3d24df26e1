"""What is printed of the guide: the shipped texts, as the program prints them."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import pypdf
import pytest

from desk.core.handout import Booklet, Handout, Imprint, Letter, Matrix, PathSheet, PracticePage, packed
from desk.core.wording import MONTHS
from desk.pdf.handout import draw_handout
from desk.pdf.press import Press
from tests.documents import IMPRINT, OTHERS, of_the_guide
from tests.pdf.tagged import Node, Tagged

Tool = Callable[..., str]
PRACTICES = [f"p{number:02}" for number in range(1, 11)]
# One of each kind, and what is longest.
KINDS = ("p08", "livret", "page-glossaire", "page-lettre-aux-maires", "qui-fait-quoi", "nouveau-mandat")

SEVERAL_PAGES = (
    "livret", "page-glossaire", "page-fiche-rgpd", "qui-fait-quoi", "nouveau-mandat", "nouvelle-personne",
)  # fmt: skip


@cache
def handouts() -> dict[str, Handout]:
    return dict(of_the_guide())


def draw(handout: Handout, press: Press, imprint: Imprint = IMPRINT) -> bytes:
    return draw_handout(packed(handout, imprint), press)


@pytest.fixture(scope="module")
def drawn(press: Press) -> dict[str, bytes]:
    return {name: draw(handouts()[name], press) for name in KINDS}


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", PRACTICES)
def test_each_practice_is_one_legible_page(press: Press, name: str, tool: Tool) -> None:
    handout = handouts()[name]
    assert isinstance(handout, PracticePage)
    content = draw(handout, press)
    document = Tagged(content)
    assert len(document.pages) == 1
    sizes = {float(operands[1]) for operands, operator in document.operations(0) if operator == b"Tf"}
    assert min(sizes) >= 10
    said = squeezed(tool(content, "pdfinfo", "-struct-text"))
    for text in (handout.title, handout.question, *handout.statements, *(law.text for law in handout.laws)):
        assert squeezed(text.removesuffix(".").replace("\u202f", "\u00a0")) in said
    for passage in handout.passages:
        assert passage.id == "pourquoi" or passage.title in said


def test_a_longer_practice_goes_on_over_the_page(press: Press) -> None:
    handout = handouts()["p01"]
    assert isinstance(handout, PracticePage)
    longer = replace(handout, laws=handout.laws * 12)
    document = Tagged(draw(longer, press))
    assert len(document.pages) > 1
    assert document.unmarked() == []


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_in_the_structure(drawn: dict[str, bytes], kind: str) -> None:
    document = Tagged(drawn[kind])
    assert document.unmarked() == []
    told = {piece for node in document.tree.walk() for piece in node.contents}
    assert told == document.marked()
    levels = [int(tag[1]) for tag in document.tree.tags() if tag in {"H1", "H2", "H3"}]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("kind", KINDS)
def test_lists_are_lists(drawn: dict[str, bytes], kind: str) -> None:
    for node in Tagged(drawn[kind]).tree.walk():
        if node.tag == "L":
            assert {item.tag for item in node.kids} == {"LI"}
            assert all([part.tag for part in item.kids] == ["Lbl", "LBody"] for item in node.kids)


@pytest.mark.parametrize("kind", list(handouts()))
def test_nothing_leaves_the_page(press: Press, kind: str, tool: Tool) -> None:
    content = draw(handouts()[kind], press)
    words = tool(content, "pdftotext", "-bbox", after=("-",)).split("<word ")[1:]
    assert words
    for word in words:
        left, _top, right, bottom = (
            float(word.split(f'{edge}="')[1].split('"')[0]) for edge in ("xMin", "yMin", "xMax", "yMax")
        )
        assert left >= 45
        assert right <= 595.3 - 45
        assert bottom <= 841.9 - 30


@pytest.mark.parametrize("kind", SEVERAL_PAGES)
def test_pages_end_well(press: Press, kind: str, tool: Tool) -> None:
    """The last page is worth its sheet, and what a heading announces is on its page."""
    content = draw(handouts()[kind], press)
    document = Tagged(content)
    assert len(tool(content, "pdftotext", "-f", str(len(document.pages)), after=("-",)).split()) >= 90
    pieces = [node for node in document.tree.walk() if node.contents]
    for node, after in pairwise(pieces):
        if re.fullmatch("H[1-6]", node.tag):
            assert node.contents[-1][0] == after.contents[0][0], node.contents


def test_lines_do_not_part_what_is_read_together(press: Press, tool: Tool) -> None:
    apart = re.compile(rf"(?:CGCT|CGFP|CRPA|CGI,|articles?|{'|'.join(MONTHS)})$")
    for name in PRACTICES:
        lines = tool(draw(handouts()[name], press), "pdftotext", after=("-",)).splitlines()
        assert [line for line in lines if apart.search(line)] == [], name


@pytest.mark.parametrize("name", [*PRACTICES, "nouveau-mandat", "nouvelle-personne", "qui-fait-quoi"])
def test_no_parenthesis_stands_inside_another(press: Press, name: str, tool: Tool) -> None:
    said = tool(draw(handouts()[name], press), "pdftotext", after=("-",))
    assert "(" in said
    assert not re.search(r"\([^()]*\(|\)[\s.]*\)", said)


@pytest.mark.parametrize("kind", KINDS)
def test_same_data_same_bytes(drawn: dict[str, bytes], kind: str, press: Press) -> None:
    assert draw(handouts()[kind], press) == drawn[kind]


def test_a_long_document_stays_light(drawn: dict[str, bytes]) -> None:
    pages = len(Tagged(drawn["livret"]).pages)
    assert pages >= 20
    assert len(drawn["livret"]) <= 15_000 * pages


def test_contents_tell_the_page_of_each_part(drawn: dict[str, bytes], tool: Tool) -> None:
    booklet = handouts()["livret"]
    assert isinstance(booklet, Booklet)
    document = Tagged(drawn["livret"])
    pages = [squeezed(page.extract_text()) for page in document.pages]
    entries = [node for node in document.tree.walk() if node.tag == "TOCI"]
    titles = [
        *(f"{page.number}. {page.title}" for page in booklet.practices),
        *(p.title for p in booklet.pages),
    ]
    assert len(entries) == len(titles) + 1
    text = tool(drawn["livret"], "pdftotext", "-f", "2", "-l", "2", "-layout", after=("-",))
    lines = [squeezed(line.replace("\u00a0", " ")) for line in text.splitlines() if line.strip()]
    for title in titles:
        (line,) = [line for line in lines if line.startswith(title.replace("\u00a0", " "))]
        number = int(line.split()[-1])
        assert squeezed(title) in pages[number - 1][:200]


def test_links_lead_to_their_page_and_say_so(drawn: dict[str, bytes]) -> None:
    document = Tagged(drawn["livret"])
    links = [node for node in document.tree.walk() if node.tag == "Link"]
    inside = [link for link in links if not _in_contents(document.tree, link)]
    assert inside
    for link in links:
        assert link.contents
        assert link.annotations
        for annotation in link.annotations:
            assert annotation["/Subtype"] == "/Link"
            assert annotation["/Contents"].startswith("Aller à : ")
            assert annotation["/Dest"]


def _in_contents(tree: Node, link: Node) -> bool:
    return any(link in list(node.walk()) for node in tree.walk() if node.tag == "TOC")


def test_the_booklet_has_a_bookmark_for_each_part(drawn: dict[str, bytes]) -> None:
    outline: Any = pypdf.PdfReader(BytesIO(drawn["livret"])).outline
    assert len(outline) == 2
    titles = [str(entry.title) for entry in outline[1]]
    assert titles[:2] == ["Sommaire", "1. Tenir un rendez-vous régulier"]
    assert titles[-1] == "Le calendrier communal"


def test_the_picture_of_the_cover_is_told(drawn: dict[str, bytes]) -> None:
    (figure,) = [node for node in Tagged(drawn["livret"]).tree.walk() if node.tag == "Figure"]
    assert figure.entries["/Alt"].startswith("Un rond")
    left, bottom, right, top = figure.attribute("/BBox")
    assert 0 < left < right < 595
    assert 0 < bottom < top < 842


def test_a_practice_alone_has_no_dead_link(press: Press) -> None:
    for name in PRACTICES:
        assert all(
            "/Annots" not in page or not page["/Annots"]
            for page in Tagged(draw(handouts()[name], press)).pages
        )


def test_what_the_pair_adjusted_is_told(drawn: dict[str, bytes], press: Press, tool: Tool) -> None:
    matrix = handouts()["qui-fait-quoi"]
    assert isinstance(matrix, Matrix)
    said = tool(drawn["qui-fait-quoi"], "pdftotext", after=("-",))
    assert "En gras : ce que le binôme a ajusté." in squeezed(said)
    rows = [replace(row, changed=(False,) * 5) for row in matrix.groups[0].rows]
    plain = replace(matrix, groups=(replace(matrix.groups[0], rows=tuple(rows)),))
    assert "En gras" not in tool(draw(plain, press), "pdftotext", after=("-",))


def test_the_matrix_has_a_row_for_each_subject(drawn: dict[str, bytes]) -> None:
    matrix = handouts()["qui-fait-quoi"]
    assert isinstance(matrix, Matrix)
    (table,) = [node for node in Tagged(drawn["qui-fait-quoi"]).tree.walk() if node.tag == "Table"]
    full = [row for row in table.kids if len(row.kids) == 6]
    assert len(full) == 1 + sum(len(group.rows) for group in matrix.groups)
    assert {sum(cell.attribute("/ColSpan") or 1 for cell in row.kids) for row in table.kids} == {6}
    across = [row.kids[0].tag for row in table.kids if len(row.kids) == 1]
    assert across.count("TH") == len(matrix.groups)
    assert across.count("TD") == sum(
        bool(row.note or row.basis) for group in matrix.groups for row in group.rows
    )


def test_a_woman_mayor_and_a_director_are_called_so(press: Press, tool: Tool) -> None:
    theirs = dict(of_the_guide(OTHERS))
    matrix, path = theirs["qui-fait-quoi"], theirs["nouvelle-personne"]
    assert isinstance(matrix, Matrix)
    held = {name for group in matrix.groups for row in group.rows for name in row.holders}
    assert "DGS" in held
    assert "SGM" not in held
    assert isinstance(path, PathSheet)
    who = {step.who for phase in path.phases for step in phase.steps}
    assert who == {"La maire", "Le directeur général des services", "Ensemble"}
    for name in PRACTICES:
        content = draw(theirs[name], press)
        assert len(Tagged(content).pages) == 1
        said = squeezed(tool(content, "pdfinfo", "-struct-text"))
        assert "Ce que peut faire la maire" in said
        assert "Ce que peut faire le directeur général des services" in said


def test_a_ticked_step_is_said(drawn: dict[str, bytes]) -> None:
    path = handouts()["nouveau-mandat"]
    assert isinstance(path, PathSheet)
    labels = [node for node in Tagged(drawn["nouveau-mandat"]).tree.walk() if node.tag == "Lbl"]
    assert len(labels) == sum(len(phase.steps) for phase in path.phases)
    assert labels[0].entries["/ActualText"] == "case cochée"
    assert {label.entries["/ActualText"] for label in labels[1:]} == {"case à cocher"}


def test_lines_to_fill_in_are_drawn_not_spelt(press: Press, tool: Tool) -> None:
    letter = Letter("Essai", "Fait à …………………, le ………………….", ("Signature",))
    text = squeezed(tool(draw(letter, press), "pdfinfo", "-struct-text"))
    assert "…" not in text
    for kind, handout in handouts().items():
        if isinstance(handout, Letter):
            assert "……" not in tool(draw(handout, press), "pdftotext", after=("-",)), kind
    assert "Fait à" in text
    assert "Signature :" in text.replace("\u00a0", " ")


def test_a_line_to_fill_in_keeps_its_room_after_any_words(press: Press, tool: Tool) -> None:
    """However long the sentence, its words stay on the page and the line can be written on."""
    sentence = " ".join(["La commune confie à ce prestataire la sauvegarde du carnet"] * 4)
    for body in (f"Avant. {sentence}\u00a0: ………………………", f"{sentence}\u00a0: ……………………… {sentence}."):
        content = draw(Letter("Essai", body), press)
        for word in tool(content, "pdftotext", "-bbox", after=("-",)).split("<word ")[1:]:
            assert float(word.split('xMax="')[1].split('"')[0]) <= 595.3 - 45
        strokes = [
            operands for operands, operator in Tagged(content).operations(0) if operator in (b"m", b"l")
        ]
        (start, end) = strokes[-2:]
        assert float(end[0]) - float(start[0]) >= 60
        said = tool(content, "pdfinfo", "-struct-text").replace('"', "")
        assert not body.startswith("Avant") or "P (block)\n    Avant. \n" in said
        assert squeezed(sentence) in squeezed(said)


def test_the_example_says_so_and_nobody_s_page_names_nobody(press: Press, tool: Tool) -> None:
    letter = Letter("Essai", "Un texte.")
    example = replace(IMPRINT, example=True)
    assert "EXEMPLE · Valmont" in tool(draw(letter, press, example), "pdftotext", after=("-",))
    nobody = Imprint("Binôme, guide 2026.11", "Binôme")
    content = draw(letter, press, nobody)
    assert "Valmont" not in tool(content, "pdftotext", after=("-",))
    assert b"/CreationDate" not in content
