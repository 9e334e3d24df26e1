"""The printed register: all of it in the structure, its heads repeated, nothing out of the page."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desk.core.handout import packed, unpacked
from desk.core.register import LEAD, NONE_SAVED, TITLE, Register, RegisterRow
from desk.pdf.handout import draw_handout
from desk.pdf.press import Press
from tests.documents import IMPRINT
from tests.pdf.tagged import Tagged

Tool = Callable[..., str]
ROW = RegisterRow(
    "27 novembre 2026 à 14:32",
    "binome_36202_Valmont_2026-11-27.pdf",
    " ".join(["0123"] * 16),
    "Convenu",
    (
        "Maire : accord donné à l’écran le 27 novembre 2026",
        "Secrétaire générale de mairie : accord donné par téléphone le 26 novembre 2026",
    ),
    "Noté comme envoyé le 27 novembre 2026 à «\u00a0bilans@exemple.fr\u00a0»",
)
BAD = replace(
    ROW,
    file_name=f"{'é' * 300}<&>\"' 🏛 =cmd.pdf",
    sent="Noté comme envoyé le 27 novembre 2026 à «\u00a0" + "W" * 200 + "\u00a0»",
)


def draw(press: Press, *rows: RegisterRow) -> bytes:
    return draw_handout(packed(Register(TITLE, LEAD, rows), IMPRINT), press)


def test_it_crosses_to_the_drawing_process_whole() -> None:
    register = Register(TITLE, LEAD, (ROW, BAD))
    assert unpacked(packed(register, IMPRINT)) == (register, IMPRINT)


def test_it_is_a_table_with_heads(press: Press, tool: Tool) -> None:
    content = draw(press, ROW)
    document = Tagged(content)
    assert document.unmarked() == []
    tags = document.tree.tags()
    assert tags.count("TH") == 5  # four columns, and the day that heads its row
    assert tags.count("TR") == 2
    said = " ".join(tool(content, "pdfinfo", "-struct-text").split())
    for words in (TITLE, ROW.saved, ROW.file_name, ROW.standing, *ROW.agreements, ROW.sent):
        assert " ".join(words.split()) in said
    sizes = {float(operands[1]) for operands, operator in document.operations(0) if operator == b"Tf"}
    assert min(sizes) >= 10


def test_twenty_years_go_on_over_the_pages(press: Press, tool: Tool) -> None:
    content = draw(press, *[ROW] * 40)
    document = Tagged(content)
    assert len(document.pages) > 3
    assert document.unmarked() == []
    assert document.tree.tags().count("TR") == 41
    assert tool(content, "pdftotext", after=("-",)).count("Enregistré le") == len(document.pages)


@pytest.mark.parametrize("row", [ROW, BAD])
def test_nothing_leaves_the_page(press: Press, row: RegisterRow, tool: Tool) -> None:
    words = tool(draw(press, row), "pdftotext", "-bbox", after=("-",)).split("<word ")[1:]
    for word in words:
        assert float(word.split('xMin="')[1].split('"')[0]) >= 45
        assert float(word.split('xMax="')[1].split('"')[0]) <= 595.3 - 45


def test_an_empty_register_says_so(press: Press, tool: Tool) -> None:
    assert NONE_SAVED in " ".join(tool(draw(press), "pdftotext", after=("-",)).split())


def test_the_same_register_gives_the_same_bytes(press: Press) -> None:
    assert draw(press, ROW, BAD) == draw(press, ROW, BAD)
