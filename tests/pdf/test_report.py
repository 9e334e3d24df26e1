"""The bilan's PDF, looked at with other programs than the one that made it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desk.core.report import canonical, fingerprint
from desk.pdf.press import Press
from desk.pdf.report import draw_report
from tests.long_report import TITLES, ten_years

Json = dict[str, Any]
Make = Callable[..., Json]
Tool = Callable[..., str]


def text_of(tool: Tool, content: bytes) -> str:
    return tool(content, "pdftotext", "-layout", after=("-",)).replace("\u00a0", " ")


def test_holds_what_the_data_says(make_report: Make, press: Press, tool: Tool) -> None:
    text = text_of(tool, draw_report(make_report(), press))
    for told in (
        "Bilan du 1er décembre 2025 au 27 novembre 2026",
        "Binôme, coordination maire – secrétaire général de mairie",
        "36202",
        "1 412",
        "CDG de l’Indre",
        "4 faites, 2 en cours, 3 à faire, 1 abandonnée ; 5 à reprendre",
        "Mardi 1er décembre 2026.",
        "depuis le 6 octobre 2026",
        "Regards croisés, automne 2026",
        "printemps 2026",
        "Ce bilan n’est pas un signalement",
        "Une médiation ne se demande pas par un bilan",
        "page 2 / 6",
    ):
        assert told in text


def test_each_practice_is_told_over_time(make_report: Make, press: Press, tool: Tool) -> None:
    data = make_report()
    text = text_of(tool, draw_report(data, press)).split("D’un regard croisé à l’autre")[-1]
    lines = [line.strip() for line in text.splitlines()]
    start = lines.index("Clarifier les rôles")
    for round_ in data["regards"]:
        practice = next(entry for entry in round_["pratiques"] if entry["id"] == "p02")
        row = next(line for line in lines[start:] if re.match(rf"{round_['nom']} +\d", line))
        assert row.split()[2:] == list(map(str, practice["classes"].values()))


def test_a_practice_looked_at_once_is_not_told_over_time(make_report: Make, press: Press, tool: Tool) -> None:
    """The tenth was looked at this time alone."""
    text = text_of(tool, draw_report(make_report(), press)).split("Dans ce bilan")[1]
    over_time = text.split("D’un regard croisé à l’autre")[-1]
    assert "Parler des désaccords" in text
    assert "Parler des désaccords" not in over_time
    assert "Clarifier les rôles" in over_time
    alone = text_of(tool, draw_report(make_report(rounds=1), press))
    assert "D’un regard croisé à l’autre" not in alone


def test_a_round_without_a_practice_says_so(press: Press, tool: Tool) -> None:
    data = ten_years(rounds=12, agreed=0, actions=0)
    never = sum(
        all(practice["titre"] != title for practice in each["pratiques"])
        for title in TITLES
        for each in data["regards"][: _looked_at_first(data, title)]
    )
    assert never
    text = text_of(tool, draw_report(data, press))
    assert text.count("pratique non retenue") == never


def _looked_at_first(data: Json, title: str) -> int:
    looked = [
        place
        for place, each in enumerate(data["regards"], 1)
        if any(practice["titre"] == title for practice in each["pratiques"])
    ]
    return max(looked)


def test_nothing_is_added_up_over_the_practices(make_report: Make, press: Press, tool: Tool) -> None:
    text = text_of(tool, draw_report(make_report(), press))
    assert "Ensemble" not in text
    assert "Total" not in text


@pytest.mark.parametrize("agreed", [False, True])
@pytest.mark.parametrize("example", [False, True])
def test_every_page_says_project_and_example(
    make_report: Make, press: Press, tool: Tool, agreed: bool, example: bool
) -> None:
    content = draw_report(make_report(agreed=agreed, example=example), press)
    pages = text_of(tool, content).split("\f")[:-1]
    assert len(pages) == 6
    for page in pages:
        head = page.strip().splitlines()[0]
        assert ("PROJET" in head) is not agreed
        assert ("EXEMPLE" in head) is example
        assert "Valmont" in head
        assert "27 novembre 2026" in head


def test_empty_states_are_plain_sentences(make_report: Make, press: Press, tool: Tool) -> None:
    text = text_of(tool, draw_report(make_report(empty=True), press))
    for told in (
        "Aucun point n’avait été tenu sur la période d’avant",
        "Aucun sujet n’a été choisi",
        "Rien n’est demandé",
        "Aucune action n’a été notée",
        "Aucune date n’est encore fixée",
        "Aucune pratique n’a encore été choisie",
        "Aucun regard croisé n’a été ouvert",
        "Non renseigné",
    ):
        assert told in text
    assert "Regard différent" not in text
    assert "Point fort commun" not in text


def test_data_is_inside_as_agreed(make_report: Make, press: Press, tool: Tool, tmp_path: Path) -> None:
    data = make_report(agreed=True)
    content = draw_report(data, press)
    target = tmp_path / "rapport.json"
    tool(content, "pdfdetach", "-saveall", "-o", str(tmp_path))
    raw = target.read_bytes()
    inside = json.loads(raw)
    assert inside == data
    assert inside["empreinte"] == fingerprint(inside)
    assert b": " not in canonical(inside)
    assert b"\\u" not in raw
    for entry in (b"/AFRelationship /Data", b"/Subtype /application#2Fjson", b"/AF "):
        assert entry in content


def test_describes_itself_and_is_sound(make_report: Make, press: Press, tool: Tool) -> None:
    content = draw_report(make_report(), press)
    told = tool(content, "pdfinfo", "-rawdates")
    assert "Title:           Bilan de coordination, Valmont, 27\u00a0novembre 2026" in told
    assert "Author:          Valmont" in told
    assert "D:20261127000000Z" in told
    assert "A4" in told
    assert b"/Lang (fr-FR)" in content
    assert b"/DisplayDocTitle true" in content
    assert "No syntax or stream encoding errors" in tool(content, "qpdf", "--check")


def test_all_typefaces_are_embedded(make_report: Make, press: Press, tool: Tool) -> None:
    rows = tool(draw_report(make_report(), press), "pdffonts").splitlines()[2:]
    assert rows
    assert all("SourceSansPro" in row and row.split()[-5] == "yes" for row in rows)


def test_same_data_same_bytes_in_any_process(make_report: Make, press: Press, tmp_path: Path) -> None:
    data = make_report()
    first = draw_report(data, press)
    assert draw_report(data, press) == first
    source, target = tmp_path / "data.json", tmp_path / "out.pdf"
    source.write_text(json.dumps(data), encoding="utf-8")
    script = (
        "import json, pathlib, sys\n"
        "from desk.pdf.press import Press; from desk.pdf.report import draw_report\n"
        "data, fonts, colours, out = map(pathlib.Path, sys.argv[1:])\n"
        "out.write_bytes(draw_report(json.loads(data.read_text('utf-8')), Press(fonts, colours)))"
    )
    # Another day, as packagers set it, and another order of sets.
    settings = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-c", script, *map(str, (source, press.fonts, press.colours, target))]
    subprocess.run(command, check=True, env=settings)
    assert target.read_bytes() == first
    assert draw_report(make_report(agreed=True), press) != first


@pytest.mark.parametrize(
    "name",
    [
        'L’Étang-<Saint>-&-« Œil » "d\'or"',
        "Saint-Rémy 😀👩‍👩‍👧 de Provence",
        "x" * 300,
        "Saint-<&>\"'-" + "Œ😀" * 140,
        "Ώμέγα 東京 Ａ",
        "très-long-nom " * 8 + "<b>",
        "Valmont\u202f!",
    ],
)
def test_any_name_is_drawn(make_report: Make, press: Press, tool: Tool, name: str) -> None:
    content = draw_report(make_report(name), press)
    assert "No syntax" in tool(content, "qpdf", "--check")
    text = text_of(tool, content)
    assert name.split(maxsplit=1)[0][:9].rstrip("-") in text.replace("\n", "") or name.startswith("Ώ")
    assert all(len(line) < 200 for line in text.splitlines())


def test_nothing_leaves_the_page(make_report: Make, press: Press, tool: Tool, tmp_path: Path) -> None:
    """The margins stay white, whatever the names: the ink's box is inside them."""
    content = draw_report(make_report("W" * 300, example=True), press)
    path = tmp_path / "wide.pdf"
    path.write_bytes(content)
    done = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True)
    edges = [float(part.split('"')[1]) for part in done.stdout.split("xMax=")[1:] for part in ["=" + part]]
    assert edges
    assert max(edges) <= 595.3 - 56.0
