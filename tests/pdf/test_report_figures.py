"""The page and the data say the same: what is read back from the page is what `rapport.json` holds."""

import json
import re
import subprocess
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from desk.core.meetings import ACTION_LABELS, ActionState
from desk.core.report import REPORT_GAPS
from desk.core.report_asks import LABELS
from desk.core.wording import capital, short_date
from desk.pdf.press import Press
from desk.pdf.report import draw_report
from tests.long_report import DAY, ten_years

Json = dict[str, Any]
Tool = Callable[..., str]

SAID = re.compile(r'^ +"(.*)"$')
TAG = re.compile(r"^ +(Table|TR|TH|TD|H\d|P|LI|Figure)\b")


class Pages:
    """A document as it is read aloud: its tables by heading, each a list of rows of texts."""

    def __init__(self, spoken: str) -> None:
        self.tables: list[tuple[str, list[list[str]]]] = []
        heading, where = "", ""
        for line in spoken.splitlines():
            if tag := TAG.match(line):
                where = tag[1]
                if where == "Table":
                    self.tables.append((heading, []))
                elif where == "TR":
                    self.tables[-1][1].append([])
                elif where in {"TH", "TD"}:
                    self.tables[-1][1][-1].append("")
            elif said := SAID.match(line):
                words = said[1].replace("\u00a0", " ").strip()
                if where.startswith("H"):
                    heading = words
                elif where in {"TH", "TD"}:
                    cells = self.tables[-1][1][-1]
                    cells[-1] = f"{cells[-1]} {words}".strip()

    def under(self, heading: str) -> list[list[str]]:
        """The only table under a heading, without its head."""
        (rows,) = [rows for told, rows in self.tables if told == heading]
        return rows[1:]


@pytest.fixture(scope="module")
def both(press: Press, tmp_path_factory: pytest.TempPathFactory) -> tuple[Pages, Json]:
    """What is read on the pages, and what is attached."""
    folder = tmp_path_factory.mktemp("bilan")
    path = folder / "bilan.pdf"
    path.write_bytes(draw_report(ten_years(rounds=5, agreed=20, actions=30), press))
    subprocess.run(["pdfdetach", "-saveall", "-o", str(folder), str(path)], check=True)
    done = subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, text=True, check=True)
    return Pages(done.stdout), json.loads((folder / "rapport.json").read_bytes())


def numbers(practice: Json) -> list[str]:
    return [str(practice["classes"][gap.value]) for gap in REPORT_GAPS]


def test_the_last_round(both: tuple[Pages, Json]) -> None:
    pages, data = both
    last = data["regards"][0]
    rows = pages.under(f"Regards croisés, {last['nom']}")
    assert rows == [[entry["titre"], *numbers(entry)] for entry in last["pratiques"]]


def test_each_practice_over_time(both: tuple[Pages, Json]) -> None:
    pages, data = both
    met = 0
    for practice in data["regards"][0]["pratiques"]:
        rows = [row for row in pages.under(practice["titre"]) if len(row) > 2]
        told = [
            [each["nom"], *numbers(entry)]
            for each in data["regards"]
            for entry in each["pratiques"]
            if entry["id"] == practice["id"]
        ]
        assert rows == told
        met += len(rows)
    assert met > 40


def test_the_figures(both: tuple[Pages, Json]) -> None:
    pages, data = both
    rows = {row[0]: row[1:] for row in pages.under("Points, éléments convenus et actions")}
    before, states, subjects = data["precedent"], data["actions"], data["sujets"]
    assert rows == {
        "Points tenus": [str(data["points"]["tenus"]), str(before["points"])],
        "Éléments convenus": [str(data["convenu"]), str(before["convenu"])],
        "Sujets choisis à une ouverture": [str(subjects["choisis"]), ""],
        "Sujets vus à un point": [str(subjects["vus"]), ""],
        "Sujets qui ont avancé": [str(subjects["avances"]), ""],
        "Actions faites": [str(states["faite"]), str(before["faites"])],
        "Actions en cours": [str(states["en_cours"]), ""],
        "Actions à faire": [str(states["a_faire"]), ""],
        "Actions abandonnées": [str(states["abandonnee"]), ""],
        "Actions à reprendre, la date étant passée": [str(states["a_reprendre"]), ""],
    }


def test_the_lists(both: tuple[Pages, Json]) -> None:
    pages, data = both
    assert pages.under("Ce qui est convenu") == [
        [short_date(DAY.fromisoformat(each["date"])), each["texte"]] for each in data["titres_convenu"]
    ]
    told = [
        [
            each["texte"],
            capital(ACTION_LABELS[ActionState(each["etat"])]),
            short_date(DAY.fromisoformat(each["echeance"])) if each["echeance"] else "sans date",
        ]
        for each in data["titres_actions"]
    ]
    assert pages.under("Les actions") == told
    assert len(told) == 30


def test_the_marks(both: tuple[Pages, Json]) -> None:
    pages, data = both
    rows = {row[0]: row[1:] for row in pages.under("Les deux repères par pratique")}
    for entry in data["regards"][0]["pratiques"]:
        for told, value in zip(rows[entry["titre"]], entry["reperes"].values(), strict=True):
            assert told.startswith("sans repère") if value is None else told == _mark(value)


def _mark(half_levels: int) -> str:
    return f"vers {half_levels / 2:g}".replace(".", ",")


def test_the_page_that_says_it_all(press: Press) -> None:
    data = ten_years()
    document = pypdfium2.PdfDocument(draw_report(data, press))
    text = " ".join(document[1].get_textpage().get_text_bounded().split())
    assert text.count("L’essentiel") == 1
    for told in (
        "402 points tenus",
        "150 éléments convenus",
        "Sur 41 sujets choisis, 29 ont avancé ; 36 vus à un point.",
        "Depuis les précédents (printemps 2026), les nombres ont changé",
        "Mardi 1er décembre 2026.",
        *(capital(label) for label in LABELS.values()),
        *(entry["titre"] for entry in data["pratiques_choisies"]),
    ):
        assert told in text
    # The next part begins on the page after, so that this one holds it all.
    assert "Regards croisés, automne 2026" in document[2].get_textpage().get_text_bounded()


@pytest.mark.parametrize(
    ("chosen", "moved", "told"),
    [
        (0, 0, "Aucun sujet n’a été choisi à une ouverture sur la période."),
        (1, 0, "Sur 1 sujet choisi, aucun n’a encore avancé ; 1 vu à un point."),
        (4, 1, "Sur 4 sujets choisis, 1 a avancé ; 1 vu à un point."),
        (4, 3, "Sur 4 sujets choisis, 3 ont avancé ; 3 vus à un point."),
    ],
)
def test_the_loop_is_told(press: Press, tool: Tool, chosen: int, moved: int, told: str) -> None:
    data = ten_years(rounds=1, agreed=0, actions=0)
    seen = max(moved, min(chosen, 1))
    data["sujets"] = {"choisis": chosen, "vus": seen, "avances": moved}
    spoken = tool(draw_report(data, press), "pdfinfo", "-struct-text")
    assert told in spoken.replace("\u00a0", " ").replace("\u202f", " ")


def test_without_additions_no_text_is_told(press: Press, tool: Tool) -> None:
    """The data may hold them by mistake: without the agreement of both the page does not say them."""
    data = ten_years(rounds=1, agreed=4, actions=4)
    data["options"] = dict.fromkeys(data["options"], False)
    text = tool(draw_report(data, press), "pdftotext", after=("-",))
    assert "ni texte libre" in text.replace("\n", " ")
    for words in ("toiture", "relevée", "Les deux repères", "vers 2"):
        assert words not in text
