"""A folder of reports as a CDG receives it, and the table made of it."""

import csv
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pypdf
import pytest

from desk.core.errors import UserError
from desk.exchange.child import Child
from desk.exchange.ods import workbook
from desk.exchange.reports import Row, read_folder
from desk.exchange.tables import HEADERS, LAST, write_table

Json = dict[str, Any]
Make = Callable[..., Json]
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def archive(**parts: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return target.getvalue()


def message(*parts: tuple[str, bytes]) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Bilan de la commune"
    mail.set_content("Bonjour, ci-joint.")
    for name, content in parts:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


@pytest.fixture
def folder(tmp_path: Path, child: Child, make_report: Make, form: Json) -> Path:
    place = tmp_path / "recus"
    place.mkdir()
    sound = child.draw_report(make_report())
    changed = make_report("Autreville", "36001")
    changed["points"]["tenus"] = 99
    locked = pypdf.PdfWriter(clone_from=BytesIO(sound))
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(place / "c-protege.pdf")
    contents = {
        "a-valmont.pdf": sound,
        "b-exemple.PDF": child.draw_report(make_report("Exemple", "00000", example=True, rounds=0)),
        "d-change.pdf": child.draw_report(changed),
        "e-feuille.pdf": child.draw_form(form, fillable=True),
        "f-abime.pdf": sound[:9000],
        "g-vide.pdf": b"",
        "h-lot.zip": archive(
            **{"x/un.pdf": sound, "deux.pdf": b"%PDF-", "lisez.txt": b"", "__MACOSX/._un.pdf": b"x"}
        ),
        "i-lot-casse.zip": b"PK\x03\x04 broken",
        "j-message.eml": message(("bilan.pdf", sound), ("photo.jpg", b"\xff\xd8")),
        "k-message-sans.eml": message(),
        "l-bruit.eml": b"\x00\xff" * 500,
        "notes.txt": b"pas un document",
        ".cache.pdf": b"",
    }
    for name, content in contents.items():
        (place / name).write_bytes(content)
    (place / "dossier.pdf").mkdir()
    return place


def test_one_row_each_and_none_stops_the_rest(folder: Path, child: Child) -> None:
    rows = read_folder(folder, child)
    assert [(row.file, row.verdict) for row in rows] == [
        ("a-valmont.pdf", "lu"),
        ("b-exemple.PDF", "lu"),
        ("c-protege.pdf", "protege"),
        ("d-change.pdf", "empreinte_fausse"),
        ("e-feuille.pdf", "pas_un_bilan"),
        ("f-abime.pdf", "abime"),
        ("g-vide.pdf", "pas_un_bilan"),
        ("h-lot.zip › deux.pdf", "abime"),
        ("h-lot.zip › x/un.pdf", "lu"),
        ("i-lot-casse.zip", "abime"),
        ("j-message.eml › bilan.pdf", "lu"),
        ("k-message-sans.eml", "vide"),
        ("l-bruit.eml", "abime"),
    ]
    assert all((row.why == "") is (row.verdict == "lu") for row in rows)


def test_a_file_that_brings_the_process_down_costs_one_row(folder: Path, fonts: Path) -> None:
    (folder / "b-exemple.PDF").write_bytes(b"%PDF-1.7 deadly")
    (folder / "j-message.eml").write_bytes(b"Subject: deadly\n\n")
    script = (
        "import os\nfrom desk.exchange import worker\n"
        "def guarded(verb):\n"
        "    return lambda q, body: os._exit(9) if b'deadly' in body else verb(q, body)\n"
        "worker.VERBS = {name: guarded(verb) for name, verb in worker.VERBS.items()}\n"
        "worker.main()"
    )
    rows = read_folder(folder, Child([sys.executable, "-c", script], fonts))
    verdicts = {row.file: row.verdict for row in rows}
    assert [name for name, verdict in verdicts.items() if verdict == "arrete"] == [
        "b-exemple.PDF",
        "j-message.eml",
    ]
    assert (verdicts["a-valmont.pdf"], verdicts["h-lot.zip › x/un.pdf"]) == ("lu", "lu")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, child: Child) -> None:
    with pytest.raises(UserError, match="introuvable"):
        read_folder(tmp_path / "rien", child)


def csv_rows(path: Path) -> list[dict[str, str]]:
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_the_table_tells_figures_only_of_sound_reports(folder: Path, child: Child, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    write_table(read_folder(folder, child), path)
    rows = csv_rows(path)
    assert len(rows) == 13
    first, example, locked, changed = rows[:4]
    assert list(first)[:3] == ["INSEE", "Commune", "Date"]
    assert (first["INSEE"], first["Commune"], first["Date"]) == ("36202", "Valmont", "2026-11-27")
    assert (first["Points tenus"], first["Convenu"], first["Actions faites"]) == ("11", "17", "0")
    assert first["Regards croisés"] == "automne 2026"
    assert (first["Points forts communs"], first["Regards différents"], first["À éclaircir"]) == (
        "3",
        "3",
        "2",
    )
    assert (first["Statut"], first["Verdict"], len(first["Empreinte"])) == ("convenu", "lu", 64)
    assert (example["Statut"], example["Regards croisés"], example["À consolider"]) == (
        "exemple, convenu",
        "",
        "",
    )
    assert (locked["Commune"], locked["Verdict"]) == ("", "protégé")
    assert (changed["Commune"], changed["Points tenus"], changed["Verdict"]) == (
        "Autreville",
        "",
        "empreinte fausse",
    )
    assert "l’empreinte ne correspond pas" in changed["Pourquoi"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_is_never_a_formula(tmp_path: Path, start: str) -> None:
    path = tmp_path / "t.csv"
    write_table([Row(f"{start}HYPERLINK(1).pdf", "abime", "-1")], path)
    assert f"'{start}HYPERLINK" in path.read_bytes().decode("utf-8-sig")
    assert ";'-1\r\n" in path.read_bytes().decode("utf-8-sig")


def test_the_spreadsheet_holds_the_same_cells(folder: Path, child: Child, tmp_path: Path) -> None:
    path = tmp_path / "table.ods"
    rows = read_folder(folder, child)
    write_table(rows, path)
    with zipfile.ZipFile(path) as packed:
        names = packed.infolist()
        assert (names[0].filename, names[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert packed.testzip() is None
        ET.fromstring(packed.read("META-INF/manifest.xml"))
        content = ET.fromstring(packed.read("content.xml"))
    lines = list(content.iter(f"{TABLE}table-row"))
    assert len(lines) == len(rows) + 1
    assert {len(line) for line in lines} == {len(HEADERS) + len(LAST)}
    titles = ["".join(cell.itertext()) for cell in lines[0]]
    assert titles == [*HEADERS, *LAST]
    first = dict(zip(titles, lines[1], strict=True))
    assert first["INSEE"].get(f"{OFFICE}value-type") == "string"
    assert first["Date"].get(f"{OFFICE}date-value") == "2026-11-27"
    assert first["Points tenus"].get(f"{OFFICE}value") == "11"
    assert first["Commune"].findtext(f"{TEXT}p") == "Valmont"


def test_same_rows_same_bytes_and_no_character_breaks_it() -> None:
    rows: list[list[str | int | date | None]] = [
        ["a", "b"],
        ["<&>\x00\x0b\ufffe😀\"'", None],
        [3, date(2026, 1, 2)],
    ]
    content = workbook([("Une <feuille>", rows)])
    assert workbook([("Une <feuille>", rows)]) == content
    with zipfile.ZipFile(BytesIO(content)) as packed:
        root = ET.fromstring(packed.read("content.xml"))
    assert [element.text for element in root.iter(f"{TEXT}p")] == ["a", "b", "<&>😀\"'", "3", "02/01/2026"]


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"ni un \.ods ni un \.csv"):
        write_table([], tmp_path / "table.xlsx")
    assert not (tmp_path / "table.xlsx").exists()
