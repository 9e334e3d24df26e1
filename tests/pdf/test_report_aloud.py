"""The bilan as someone hears it: recorded whole in `fixtures/reading/bilan.txt`, and its tree by PDFium."""

import re
from collections.abc import Callable, Iterator
from ctypes import create_string_buffer
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from desk.pdf.press import Press
from desk.pdf.report import draw_report
from tests.long_report import ten_years
from tests.pdf.tagged import Tagged

Tool = Callable[..., str]

RECORDED = Path(__file__).parents[1] / "fixtures" / "reading" / "bilan.txt"
ELEMENT = re.compile(r"^( *)(\w+)(?::| \(\w+\))?$")
WORDS = re.compile(r'^ *"(.*)"$')
SPOKEN = {
    "Table": "Tableau",
    "TOC": "Table des matières",
    "L": "Liste",
    **{f"H{level}": f"Titre de niveau {level}" for level in range(1, 4)},
}


@pytest.fixture(scope="module")
def content(press: Press) -> bytes:
    return draw_report(ten_years(rounds=2, agreed=2, actions=3, practices=3), press)


def aloud(spoken: str, pictures: list[str]) -> str:
    """What a reader says of a document, from `pdfinfo -struct-text`: a row of a table is one line."""
    lines: list[str] = []
    told = iter(pictures)
    silent = in_row = False
    for line in spoken.splitlines():
        if element := ELEMENT.match(line):
            tag = element[2]
            silent = tag == "Figure"
            if tag in SPOKEN:
                lines.append(f"{SPOKEN[tag]} :" if tag[0] == "H" else SPOKEN[tag])
            elif tag in {"TR", "P", "LI", "TOCI"}:
                lines.append("")
            elif silent:
                lines.append(f"Image : {next(told)}")
            in_row = tag in {"TH", "TD"}
            if in_row and lines[-1]:
                lines[-1] += " |"
        elif (words := WORDS.match(line)) and not silent:
            said = words[1].replace("\u00a0", " ").replace("\u202f", " ").strip()
            lines[-1] = f"{lines[-1]} {said}".strip()
    return "\n".join(line for line in lines if line) + "\n"


def test_is_heard_as_recorded(content: bytes, tool: Tool) -> None:
    """To record it again, write `heard` there, and read it through: a blind person will."""
    figures = [node for node in Tagged(content).tree.walk() if node.tag == "Figure"]
    alts = [str(node.entries["/Alt"]).replace("\u00a0", " ").replace("\u202f", " ") for node in figures]
    heard = aloud(tool(content, "pdfinfo", "-struct-text"), alts)
    assert heard == RECORDED.read_text(encoding="utf-8")


def elements(document: Any) -> Iterator[tuple[int, str, Any]]:
    """Each element of each page as PDFium finds it: the page's number, its tag, itself."""
    for number, page in enumerate(document):
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        for place in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _below(number, pdfium.FPDF_StructTree_GetChildAtIndex(tree, place))


def _below(number: int, element: Any) -> Iterator[tuple[int, str, Any]]:
    yield number, text_of(pdfium.FPDF_StructElement_GetType, element), element
    for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
        if child:
            yield from _below(number, child)


def text_of(read: Callable[..., int], element: Any) -> str:
    size = read(element, None, 0)
    buffer = create_string_buffer(size)
    read(element, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def test_pdfium_finds_the_same_tree(content: bytes) -> None:
    document = pypdfium2.PdfDocument(content)
    found = list(elements(document))
    tags = [tag for _, tag, _ in found]
    # An empty cell is on no page.
    nodes = [node for node in Tagged(content).tree.walk() if node.kids or node.contents]
    ours = [node.tag for node in nodes]
    for tag in ("H1", "H2", "H3", "Figure", "TOCI", "LI", "TH", "TD"):
        # A cell or an item is on one page; what goes on over pages is found on each.
        assert tags.count(tag) == ours.count(tag), tag
    alts = [text_of(pdfium.FPDF_StructElement_GetAltText, each) for _, tag, each in found if tag == "Figure"]
    assert all(alt.startswith("Graphique") for alt in alts)
    assert len(alts) == 5


def test_headings_come_in_order_of_pages(content: bytes) -> None:
    document = pypdfium2.PdfDocument(content)
    heads = [number for number, tag, _ in elements(document) if tag in {"H1", "H2", "H3"}]
    assert heads == sorted(heads)
    assert len(heads) > 12
