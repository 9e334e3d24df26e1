"""What a screen reader is told: each document, whole, has a structure and nothing outside it."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from desk.pdf.form import draw_form
from desk.pdf.press import Press
from desk.pdf.report import draw_report
from tests.long_report import TITLES, ten_years
from tests.pdf.tagged import Node, Tagged

Json = dict[str, Any]
Make = Callable[..., Json]
Tool = Callable[..., str]
Draw = Callable[[], bytes]

KINDS = ("report", "long report", "blank sheet", "form")


@pytest.fixture(scope="module")
def drawn(make_report: Make, make_form: Make, press: Press) -> dict[str, bytes]:
    return {
        "report": draw_report(make_report(), press),
        "long report": draw_report(make_report("Très-long-nom " * 8, example=True, practices=10), press),
        "blank sheet": draw_form(make_form(10), press, fillable=False),
        "form": draw_form(make_form(10), press, fillable=True),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_in_the_structure_or_decoration(drawn: dict[str, bytes], kind: str) -> None:
    document = Tagged(drawn[kind])
    assert document.unmarked() == []
    told = [piece for node in document.tree.walk() for piece in node.contents]
    assert len(told) == len(set(told))
    assert set(told) == document.marked()
    owners = document.owners()
    for node in document.tree.walk():
        assert all(owners[piece] == node.entries for piece in node.contents)


@pytest.mark.parametrize("kind", KINDS)
def test_headings_begin_at_one_and_skip_no_level(drawn: dict[str, bytes], kind: str) -> None:
    levels = [int(tag[1]) for tag in Tagged(drawn[kind]).tree.tags() if re.fullmatch(r"H\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("kind", KINDS)
def test_tables_are_regular_and_have_heads(drawn: dict[str, bytes], kind: str) -> None:
    tables = [node for node in Tagged(drawn[kind]).tree.walk() if node.tag == "Table"]
    assert tables
    for table in tables:
        assert {row.tag for row in table.kids} == {"TR"}
        widths = {sum(cell.attribute("/ColSpan") or 1 for cell in row.kids) for row in table.kids}
        assert len(widths) == 1
        heads = [cell for row in table.kids for cell in row.kids if cell.tag == "TH"]
        assert heads
        assert all(cell.attribute("/Scope") in {"/Column", "/Row"} for cell in heads)


@pytest.mark.parametrize("kind", KINDS)
def test_says_its_language_its_title_and_what_it_keeps_to(drawn: dict[str, bytes], kind: str) -> None:
    document = Tagged(drawn[kind])
    assert document.catalog["/Lang"] == "fr-FR"
    assert document.catalog["/MarkInfo"]["/Marked"].value is True
    assert document.catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    metadata = document.catalog["/Metadata"].get_data().decode()
    title = document.reader.metadata.title if document.reader.metadata else ""
    assert f">{title}<" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    archival = "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert archival is (kind != "form")
    assert all(page["/Tabs"] == "/S" for page in document.pages)
    intent = document.catalog["/OutputIntents"][0]
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_data()[36:40] == b"acsp"


@pytest.mark.parametrize("kind", KINDS)
def test_every_typeface_is_inside(drawn: dict[str, bytes], kind: str) -> None:
    document = Tagged(drawn[kind])
    fonts: dict[str, Any] = {
        name: font.get_object()
        for page in document.pages
        for name, font in page["/Resources"]["/Font"].items()
    }
    assert fonts
    for font in fonts.values():
        assert "/FontFile2" in font["/FontDescriptor"], font["/BaseFont"]
        assert "/ToUnicode" in font


def test_a_table_goes_on_over_the_page_as_one(press: Press, tool: Tool) -> None:
    content = draw_report(ten_years(rounds=0, agreed=80, actions=0), press)
    tables = [node for node in Tagged(content).tree.walk() if node.tag == "Table"]
    agreed = next(table for table in tables if len(table.kids) == 81)
    pages = {piece[0] for node in agreed.walk() for piece in node.contents}
    assert len(pages) == 4
    # One head row, though it is printed on each page.
    assert [row.kids[1].tag for row in agreed.kids].count("TH") == 1
    printed = tool(content, "pdftotext", "-layout", after=("-",)).splitlines()
    assert sum(line.split()[:2] == ["Date", "Ce"] for line in printed) == 4
    # Once as the part's title, in the contents too, once as the column's.
    assert tool(content, "pdfinfo", "-struct-text").count('"Ce qui est convenu "') == 3


def test_words_keep_their_space_where_a_line_ends(make_report: Make, press: Press, tool: Tool) -> None:
    said = tool(draw_report(make_report(), press), "pdfinfo", "-struct-text")
    assert "combien d’énoncés sont dans chaque cas" in said
    assert '"Maire"' in said


def test_headings_are_bookmarks(drawn: dict[str, bytes]) -> None:
    def titles(entries: Any) -> list[Any]:
        return [titles(entry) if isinstance(entry, list) else str(entry.title) for entry in entries]

    found = titles(Tagged(drawn["report"]).reader.outline)
    assert found == [
        "Valmont",
        [
            "L’essentiel",
            "Regards croisés, automne 2026",
            "D’un regard croisé à l’autre",
            list(TITLES[:9]),
            "Points, éléments convenus et actions",
            "Pratiques choisies",
            "Demandes au centre de gestion",
            "Ce que veulent dire les mots",
        ],
    ]


def test_each_box_of_the_form_is_in_its_cell(drawn: dict[str, bytes]) -> None:
    document = Tagged(drawn["form"])
    forms = [node for node in document.tree.walk() if node.tag == "Form"]
    fields = document.reader.get_fields() or {}
    assert len(forms) == len(fields)
    parents: dict[int, Node] = {id(kid): node for node in document.tree.walk() for kid in node.kids}
    for form in forms:
        (widget,) = form.annotations
        assert widget["/Subtype"] == "/Widget"
        assert widget["/TU"]
        assert parents[id(form)].tag == "TD"
    numbers = document.root["/ParentTree"]["/Nums"]
    for form in forms:
        place = numbers.index(form.annotations[0]["/StructParent"])
        assert numbers[place + 1].get_object() == form.entries


def test_a_box_to_cross_on_paper_is_spoken(drawn: dict[str, bytes]) -> None:
    cells = [node for node in Tagged(drawn["blank sheet"]).tree.walk() if node.tag == "TD"]
    assert cells
    assert all(cell.entries["/ActualText"] == "case à cocher" and cell.contents for cell in cells)
