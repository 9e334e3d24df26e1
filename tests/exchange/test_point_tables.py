"""The tables of « Nos points »: read back by the csv module, and by LibreOffice where it is installed."""

import csv
import shutil
import subprocess
import zipfile
from datetime import date, time
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from desk.core.commune import Commune
from desk.core.meetings import (
    Action,
    ActionState,
    AgendaItem,
    Decision,
    ItemSource,
    Meeting,
    MeetingKind,
    MeetingState,
)
from desk.core.point_tables import (
    ACTIONS,
    AGREED,
    HEADERS,
    NOTES,
    POINTS,
    SUBJECTS,
    TITLES,
    ActionLine,
    AgreedLine,
    Gathered,
    PointLine,
    SubjectLine,
    Table,
    file_name,
    tables,
)
from desk.exchange.csv_table import Cell
from desk.exchange.point_tables import as_csv, as_ods

DAY, DUE = date(2026, 11, 20), date(2026, 12, 4)
HARD = [
    "=1+1",
    "+33 1",
    "-5 %",
    "@nom",
    "a;b",
    'dit « "oui" »',
    "une\ndeux\n\nquatre",
    "😀 é",
    "  deux  blancs ",
    "a\tb",
    "a\tb\nc",
]
SOFFICE = shutil.which("soffice")


def told(texts: list[str]) -> Gathered:
    point = Meeting("m1", MeetingKind.WEEKLY, DAY, time(9), MeetingState.HELD, ("M. Rey", "Mme Fabre"))
    items = [
        AgendaItem(f"i{place}", "m1", place, "École", text, True, ItemSource.TYPED)
        for place, text in enumerate(texts)
    ]
    action = Action("a1", "m1", "i0", "Appeler", "p1", "", DUE, ActionState.DROPPED, "Classe maintenue")
    return Gathered(
        Commune("Valmont", "02310"),
        [PointLine(point, len(items), 1, 1, ("Le 1er décembre 2026 : lire 12",))],
        [
            *(SubjectLine(item, point) for item in items),
            SubjectLine(AgendaItem("w", "", 0, "Attend", "", False, ItemSource.RECURRING), None),
        ],
        [AgreedLine(Decision("d1", "m1", "i0", "C’est dit"), point, "École")],
        [ActionLine(action, DAY, point, "École", "Maire", date(2026, 11, 27))],
    )


def read(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_each_table_begins_with_the_commune_its_code_and_the_day() -> None:
    found = tables(told(["x"]), tuple(TITLES), with_notes=False)
    assert [table.name for table in found] == [POINTS, SUBJECTS, AGREED, ACTIONS]
    for table in found:
        head, first, *_ = read(as_csv(table))
        assert tuple(head) == HEADERS[table.name]
        assert head[:3] == ["Commune", "Code INSEE", "Date"]
        assert first[:3] == ["Valmont", "02310", "2026-11-20"]
        assert {len(row) for row in table.rows} == {len(head)}


def test_what_each_table_tells() -> None:
    points, subjects, agreed, actions = (
        read(as_csv(table)) for table in tables(told(["Une note"]), tuple(TITLES), with_notes=False)
    )
    assert points[1][3:] == ["Point hebdomadaire", "tenu", "09:00", "M. Rey, Mme Fabre", "1", "1", "1"]
    assert subjects[1][3:] == ["Point hebdomadaire", "tenu", "1", "École", "oui", "saisi", ""]
    assert subjects[2][2:] == ["", "", "", "1", "Attend", "non", "sujet qui revient", ""]
    assert agreed[1][3:] == ["Point hebdomadaire", "tenu", "École", "C’est dit"]
    assert dict(zip(actions[0][5:], actions[1][5:], strict=True)) == {
        "Sujet": "École",
        "Action": "Appeler",
        "Qui": "Maire",
        "Pour quand": "2026-12-04",
        "État": "abandonnée",
        "Raison": "Classe maintenue",
        "Terminée le": "2026-11-27",
    }


def test_notes_leave_only_when_they_are_asked_for() -> None:
    without = tables(told(["Entre nous"]), tuple(TITLES), with_notes=False)
    assert not any(b"Entre nous" in as_csv(table) or b"lire 12" in as_csv(table) for table in without)
    assert "Entre nous" not in content_of(as_ods(without))
    points, subjects, *_ = tables(told(["Entre nous"]), tuple(TITLES), with_notes=True)
    assert subjects.rows[0] == (*HEADERS[SUBJECTS], *NOTES[SUBJECTS])
    assert subjects.rows[1][-2:] == ("Entre nous", "")
    assert points.rows[1][-1] == "Le 1er décembre 2026 : lire 12"


def notes_table() -> Table:
    return tables(told(HARD), [SUBJECTS], with_notes=True)[0]


def test_csv_gives_texts_back_and_no_formula() -> None:
    notes = [row[-2] for row in read(as_csv(notes_table()))[1 : len(HARD) + 1]]
    assert notes == [f"'{text}" if text[0] in "=+-@" else text for text in HARD]


def content_of(ods: bytes) -> str:
    with zipfile.ZipFile(BytesIO(ods)) as packed:
        return packed.read("content.xml").decode()


def test_ods_has_a_sheet_for_each_and_texts_as_they_are() -> None:
    content = content_of(as_ods(tables(told(HARD), tuple(TITLES), with_notes=True)))
    root = ET.fromstring(content)
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    assert [each.get(f"{table}name") for each in root.iter(f"{table}table")] == list(TITLES.values())
    # a text cell bears no formula: what begins with = stays as it was typed, without an apostrophe
    assert "<text:p>=1+1</text:p>" in content
    assert "table:formula" not in content
    assert "'=1+1" not in content


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice n’est pas installé : l’ODS n’est pas relu par lui")
def test_libreoffice_reads_the_same_cells(tmp_path: Path) -> None:
    table = notes_table()
    (tmp_path / "t.ods").write_bytes(as_ods([table]))
    # separator ;, quote ", UTF-8, from the first line, no column told, French, texts quoted, as shown
    to = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1036,true,true,false"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [SOFFICE or "", profile, "--headless", "--convert-to", to, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "t.ods")], check=True, capture_output=True, timeout=120)
    shown = list(csv.reader(StringIO((tmp_path / "t.csv").read_text("utf-8"), newline=""), delimiter=";"))
    assert shown == [[_shown(cell) for cell in row] for row in table.rows]


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def test_the_names_of_the_files() -> None:
    assert file_name(Commune("L’Étang", ""), ACTIONS, DAY, ".csv") == (
        "binome_sans-code_L-Etang_actions_2026-11-20.csv"
    )
