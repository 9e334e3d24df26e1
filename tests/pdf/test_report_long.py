"""The bilan of ten years, and what one would rather not be given: it is drawn, light, and nothing is cut."""

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from desk.pdf.press import Press
from desk.pdf.report import draw_report
from tests.long_report import ten_years
from tests.pdf.tagged import Tagged

Json = dict[str, Any]
Tool = Callable[..., str]

ODD = [
    pytest.param('<Saint>-&-"L’Étang" d\'« Œil »', id="marks"),
    pytest.param("Saint-Rémy 😀👩‍👩‍👧 de Provence", id="emoji"),
    pytest.param("Saint-" + "W" * 294, id="300 letters"),
    pytest.param("<&>\"'😀" * 50, id="300 of all"),
    pytest.param("\u202eValmont\u0000\n", id="control"),
]


def pages(content: bytes) -> int:
    return len(pypdf.PdfReader(BytesIO(content)).pages)


def test_twenty_pages_are_light(press: Press) -> None:
    content = draw_report(ten_years(agreed=60, actions=80), press)
    assert pages(content) in range(20, 24)
    assert len(content) <= 200_000


def test_ten_years_with_all_additions(press: Press, tool: Tool) -> None:
    data = ten_years()
    content = draw_report(data, press)
    assert len(content) <= 300_000
    assert "No syntax" in tool(content, "qpdf", "--check")
    document = Tagged(content)
    assert document.unmarked() == []
    told = [piece for node in document.tree.walk() for piece in node.contents]
    assert len(told) == len(set(told))
    assert set(told) == document.marked()
    tables = [node for node in document.tree.walk() if node.tag == "Table"]
    long = max(tables, key=lambda node: len(node.kids))
    assert len(long.kids) == 201
    assert [cell.tag for cell in long.kids[0].kids] == ["TH", "TH", "TH"]
    assert sum(all(cell.tag == "TH" for cell in row.kids) for row in long.kids) == 1
    spread = {piece[0] for node in long.walk() for piece in node.contents}
    assert len(spread) > 5
    # Printed at the head of each page, said once.
    text = tool(content, "pdftotext", "-layout", after=("-",))
    assert sum(line.split() == ["Action", "État", "Pour", "le"] for line in text.splitlines()) == len(spread)


def test_the_parts_are_listed_and_lead_there(press: Press) -> None:
    document = Tagged(draw_report(ten_years(), press))
    entries = [node for node in document.tree.walk() if node.tag == "TOCI"]
    outline = document.reader.outline
    parts: list[Any] = [entry for entry in outline[1] if not isinstance(entry, list)]
    assert len(entries) == len(parts) == 10
    shown = document.pages[0].extract_text()
    for part, entry in zip(parts, entries, strict=True):
        assert part.title in shown
        (link,) = [annotation for node in entry.walk() for annotation in node.annotations]
        assert link["/Contents"] == f"Aller à : {part.title}"
        page = document.reader.get_destination_page_number(part)
        assert link["/Dest"][0].get_object() == document.pages[page or 0]
        assert part.title in document.pages[page or 0].extract_text().replace("\n", " ")


def test_a_short_one_lists_no_parts(press: Press, tool: Tool) -> None:
    data = ten_years(rounds=0, agreed=0, actions=0, options=())
    assert "Dans ce bilan" in tool(draw_report(data, press), "pdftotext", after=("-",))
    bare = {**data, "demandes": [], "pratiques_choisies": []}
    assert pages(draw_report(bare, press)) <= 4


@pytest.mark.parametrize("rounds", [0, 1, 2, 6, 7, 30])
def test_any_number_of_rounds(press: Press, tool: Tool, rounds: int) -> None:
    content = draw_report(ten_years(rounds=rounds, agreed=0, actions=0), press)
    assert "No syntax" in tool(content, "qpdf", "--check")
    figures = [node for node in Tagged(content).tree.walk() if node.tag == "Figure"]
    # One of the ten practices is left out of the round before the last.
    assert len(figures) == {0: 0, 1: 2, 2: 11}.get(rounds, 12)
    assert all(node.entries["/Alt"] and node.attribute("/BBox") for node in figures)


@pytest.mark.parametrize("name", ODD)
def test_any_name_and_any_text(press: Press, tool: Tool, tmp_path: Path, name: str) -> None:
    data = ten_years(name, rounds=3, agreed=2, actions=2, status=False, example=True)
    for each in data["titres_convenu"]:
        each["texte"] = f"{name}\n{name}"
    data["regards"][0]["nom"] = data["regards"][0]["pratiques"][0]["titre"] = name
    data["commune"]["cdg"] = data["fonctions"]["elu"] = data["fonctions"]["sgm"] = name
    content = draw_report(data, press)
    assert "No syntax" in tool(content, "qpdf", "--check")
    assert inside_margins(content, tmp_path)
    assert Tagged(content).unmarked() == []


def inside_margins(content: bytes, folder: Path) -> bool:
    """Whether no word is drawn beyond the right margin."""
    path = folder / "wide.pdf"
    path.write_bytes(content)
    done = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True)
    # The tool writes an emoji of the title in a way of its own.
    told = done.stdout.decode(errors="replace")
    edges = [float(part.split('"')[1]) for part in told.split("xMax")[1:]]
    return bool(edges) and max(edges) <= 595.3 - 55.0


def test_a_text_longer_than_a_page(press: Press, tool: Tool) -> None:
    data = ten_years(rounds=1, agreed=1, actions=1)
    words = " ".join(f"mot{place}" for place in range(900)) + "W" * 1600
    data["titres_convenu"][0]["texte"] = data["titres_actions"][0]["texte"] = words
    text = tool(draw_report(data, press), "pdftotext", after=("-",))
    assert all(text.count(f"mot{place}") >= 2 for place in (0, 450, 899))
    assert "(suite)" in text


def test_rounds_with_endless_names_stand_one_above_the_other(press: Press, tool: Tool) -> None:
    """Side by side, four such names would not fit on a page."""
    data = ten_years(rounds=4, agreed=0, actions=0, practices=2)
    for each in data["regards"]:
        each["nom"] = "W" * 300
    assert "No syntax" in tool(draw_report(data, press), "qpdf", "--check")


def test_a_short_table_is_not_cut(press: Press) -> None:
    """That of the figures stands on one page, wherever it falls."""
    for practices in range(1, 11):
        data = ten_years(rounds=1, agreed=0, actions=0, practices=practices)
        figures = next(
            node
            for node in Tagged(draw_report(data, press)).tree.walk()
            if node.tag == "Table" and len(node.kids) == 11 and len(node.kids[0].kids) == 3
        )
        assert len({piece[0] for node in figures.walk() for piece in node.contents}) == 1


def test_forty_practices(press: Press, tool: Tool) -> None:
    """A guide of a centre de gestion may have more than ten: a picture still fits on its page."""
    data = ten_years(rounds=2, agreed=0, actions=0, practices=40)
    data["pratiques_choisies"] = [
        {"id": f"p{place}", "titre": f"Pratique {place}", "depuis": "2026-01-05"} for place in range(40)
    ]
    content = draw_report(data, press)
    assert "No syntax" in tool(content, "qpdf", "--check")
    text = tool(content, "pdftotext", after=("-",))
    assert "et 30 autres, plus loin." in text
    assert "Pratique 39" in text


def test_many_statements_in_a_class(press: Press, tool: Tool) -> None:
    data = ten_years(rounds=8, agreed=0, actions=0)
    data["regards"][0]["pratiques"][0]["classes"]["point_fort_commun"] = 60
    assert "No syntax" in tool(draw_report(data, press), "qpdf", "--check")


def test_no_words_are_smaller_than_eleven_points(press: Press) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(draw_report(ten_years(rounds=8, agreed=6, actions=6), press))
    sizes = set()
    for page in document:
        for found in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            size = pypdfium2.raw.c_float()
            pypdfium2.raw.FPDFTextObj_GetFontSize(found.raw, size)
            sizes.add(round(size.value, 2))
    assert sizes
    assert min(sizes) >= 11
