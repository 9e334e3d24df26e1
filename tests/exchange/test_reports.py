"""A folder as a centre de gestion receives it, read by real processes; then the table made of it."""

import csv
import os
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from desk.core.errors import UserError
from desk.core.received import Received, Verdict
from desk.exchange.child import Child
from desk.exchange.ods import workbook
from desk.exchange.reports import BATCH, Reading, read_folder
from desk.exchange.tables import HEADERS, LAST, WHO, write_table
from tests.many_reports import archive, attached, carrying, commune, extracted, harmed, make_post, message

Json = dict[str, Any]
Make = Callable[..., Json]
FIXTURES = Path(__file__).parent.parent / "fixtures" / "reports"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@pytest.fixture(scope="session")
def drawn(fonts: Path, command: list[str], make_report: Make) -> bytes:
    return Child(command, fonts).draw_report(make_report())


@pytest.fixture(scope="session")
def exam(drawn: bytes) -> Json:
    return attached(drawn)


@pytest.fixture(scope="session")
def folder(
    tmp_path_factory: pytest.TempPathFactory,
    command: list[str],
    fonts: Path,
    drawn: bytes,
    exam: Json,
    form: Json,
) -> Path:
    """One of each: sound, twice, newer, an older format, and every way of being no bilan."""
    place = tmp_path_factory.mktemp("post") / "recus"
    (place / "sous").mkdir(parents=True)
    newer = carrying(drawn, commune(exam, "36202", "Valmont", days=10))
    nowhere = carrying(drawn, commune(exam, "", "Sans-Code"))
    example = carrying(drawn, commune(exam, "00000", "Exemple", example=True))
    contents = {
        "a-valmont.pdf": drawn,
        "b-autre.PDF": carrying(drawn, commune(exam, "36001", "Autreville", agreed=False)),
        "c-sans-code.pdf": nowhere,
        "d-exemple.pdf": example,
        "e-feuille.pdf": Child(command, fonts).draw_form(form, fillable=True),
        "f-ancien-format.pdf": (FIXTURES / "0.1.0.pdf").read_bytes(),
        "h-lot.zip": archive({"x/un.pdf": drawn, "m.eml": message("bilan.pdf", newer), "lisez.txt": b""}),
        "sous/j-message.eml": message("bilan.pdf", drawn),
        "notes.txt": b"pas un document",
        ".cache.pdf": b"",
        **dict(harmed(drawn)),
    }
    for name, content in contents.items():
        (place / name).write_bytes(content)
    return place


@pytest.fixture(scope="session")
def rows(folder: Path, command: list[str], fonts: Path) -> list[Received]:
    return read_folder(folder, Child(command, fonts))


def said(rows: list[Received]) -> dict[str, tuple[str, str]]:
    return {row.file: (row.verdict.value, row.found) for row in rows}


def test_every_verdict_in_one_folder(rows: list[Received]) -> None:
    assert said(rows) == {
        "a-valmont.pdf": ("remplace", "lu"),
        "b-autre.PDF": ("accepte", "lu"),
        "c-sans-code.pdf": ("commune_inconnue", "lu"),
        "d-exemple.pdf": ("accepte", "lu"),
        "e-feuille.pdf": ("pas_un_bilan", "pas_un_bilan"),
        "f-ancien-format.pdf": ("accepte", "lu"),
        "h-lot.zip › m.eml › bilan.pdf": ("plus_recent", "lu"),
        "h-lot.zip › x/un.pdf": ("deja_lu", "lu"),
        "sous/j-message.eml › bilan.pdf": ("deja_lu", "lu"),
        "vide.pdf": ("abime", "abime"),
        "texte.pdf": ("pas_un_bilan", "pas_un_bilan"),
        "coupe.pdf": ("abime", "abime"),
        "tete.pdf": ("abime", "abime"),
        "zeros.pdf": ("abime", "abime"),
        "sans-donnees.pdf": ("donnees_absentes", "donnees_absentes"),
        "protege.pdf": ("abime", "protege"),
        "falsifie.pdf": ("abime", "empreinte_fausse"),
        "futur.pdf": ("format_plus_recent", "version_plus_recente"),
        "json-casse.pdf": ("abime", "abime"),
        "json-profond.pdf": ("abime", "abime"),
        "mille-pages.pdf": ("pas_un_bilan", "pas_un_bilan"),
        "sans-piece.eml": ("donnees_absentes", "vide"),
        "bruit.eml": ("abime", "abime"),
        "base64.eml › a.pdf": ("pas_un_bilan", "pas_un_bilan"),
        "casse.zip": ("abime", "abime"),
        "chemins.zip › ../../evade.pdf": ("abime", "abime"),
        "chemins.zip › /abs.pdf": ("pas_un_bilan", "pas_un_bilan"),
        "bombe.zip › gros.pdf": ("abime", "trop_gros"),
        "autre.zip": ("donnees_absentes", "vide"),
        "message.msg": ("pas_un_bilan", "autre_format"),
    }
    assert {row.verdict for row in rows} == set(Verdict)
    assert [row.told.insee for row in rows if row.counts and row.told] == ["36202"], (
        "what the two did not agree on is read, told, and does not count"
    )


def test_reading_writes_nothing(folder: Path, child: Child) -> None:
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()
    }
    outside = sorted(folder.parent.iterdir())
    read_folder(folder, child)
    assert {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()
    } == before
    assert sorted(folder.parent.iterdir()) == outside


DEADLY = (
    "import os, time\nfrom desk.exchange import worker\n"
    "def guarded(verb):\n"
    "    def serve(q, body):\n"
    "        if b'deadly' in body: os._exit(9)\n"
    "        if b'endless' in body: time.sleep(60)\n"
    "        return verb(q, body)\n"
    "    return serve\n"
    "worker.VERBS = {name: guarded(verb) for name, verb in worker.VERBS.items()}\n"
    "worker.main()"
)


def test_a_file_that_brings_the_process_down_costs_one_row(
    drawn: bytes, exam: Json, tmp_path: Path, fonts: Path
) -> None:
    for number in range(4):
        content = carrying(drawn, commune(exam, f"3600{number}", "Ici"))
        (tmp_path / f"{number}.pdf").write_bytes(content)
    other = carrying(drawn, commune(exam, "36100", "Là"))
    (tmp_path / "m.pdf").write_bytes(b"%PDF-1.7 deadly")
    (tmp_path / "n.pdf").write_bytes(b"%PDF-1.7 endless")
    (tmp_path / "lot.zip").write_bytes(_stored({"a.pdf": b"%PDF-1.7 deadly", "b.pdf": other}))
    rows = read_folder(tmp_path, Child([sys.executable, "-c", DEADLY], fonts, reading=1.5))
    stopped = {row.file for row in rows if row.found == "arrete"}
    assert stopped == {"m.pdf", "n.pdf", "lot.zip"}
    assert sum(row.verdict is Verdict.ACCEPTED for row in rows) == 4


def test_a_pc_that_reads_nothing_blames_no_commune(
    drawn: bytes, tmp_path: Path, fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part of the program that is missing, a disk without room: not « renvoyez-le » to everyone."""
    for number in range(3):
        (tmp_path / f"{number}.pdf").write_bytes(drawn)
    script = DEADLY.replace("b'deadly' in body", "q['verb'] == 'read_received'")
    with pytest.raises(UserError, match="sur ce poste"):
        read_folder(tmp_path, Child([sys.executable, "-c", script], fonts))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "rien"))
    with pytest.raises(UserError, match="dossier temporaire"):
        read_folder(tmp_path, Child([sys.executable, "-c", DEADLY], fonts))


def test_in_an_archive_too_the_unsafe_file_costs_no_other(
    drawn: bytes, exam: Json, tmp_path: Path, fonts: Path
) -> None:
    other = carrying(drawn, commune(exam, "36100", "Là"))
    (tmp_path / "lot.zip").write_bytes(archive({"a.pdf": b"%PDF-1.7 " + b"deadly" * 9, "b.pdf": other}))
    script = DEADLY.replace("in body: os", "in body and q['verb'] == 'read_received': os").replace(
        "from desk.exchange import worker\n",
        "from desk.exchange import worker, papers\n"
        "read = papers.read_report\n"
        "papers.read_report = lambda c: os._exit(9) if b'deadly' in c else read(c)\n",
    )
    rows = read_folder(tmp_path, Child([sys.executable, "-c", script], fonts))
    assert said(rows) == {
        "lot.zip › b.pdf": ("accepte", "lu"),
        "lot.zip › a.pdf": ("abime", "arrete"),
    }


def _stored(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in parts.items():
            packed.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def test_a_reading_goes_on_by_itself_and_tells_how_far(
    drawn: bytes, exam: Json, tmp_path: Path, child: Child
) -> None:
    for number in range(BATCH * 2):
        (tmp_path / f"{number:02}.pdf").write_bytes(drawn)
    reading = Reading([tmp_path], child)
    seen = set()
    while not reading.wait(0.01):
        seen.add(reading.done)
    assert (reading.done, reading.total) == (BATCH * 2, BATCH * 2)
    assert sorted(seen) == sorted(seen & {0, BATCH, BATCH * 2})
    assert len(reading.rows()) == BATCH * 2


def test_a_reading_that_is_stopped_ends(drawn: bytes, tmp_path: Path, child: Child) -> None:
    for number in range(BATCH * 4):
        (tmp_path / f"{number:02}.pdf").write_bytes(drawn)
    reading = Reading([tmp_path], child)
    reading.stop()
    assert reading.wait(20)
    assert reading.done < BATCH * 4


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, child: Child) -> None:
    with pytest.raises(UserError, match="introuvable"):
        read_folder(tmp_path / "rien", child)


def test_a_program_that_does_not_start_is_a_bug_not_a_wait(tmp_path: Path, fonts: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    with pytest.raises(RuntimeError, match="does not start"):
        read_folder(tmp_path, Child([sys.executable, "-c", "raise SystemExit(3)"], fonts))


def test_an_empty_folder_gives_no_row(tmp_path: Path, child: Child) -> None:
    assert read_folder(tmp_path, child) == []


@pytest.mark.skipif(sys.platform == "win32", reason="names of bytes are POSIX")
def test_odd_names_reach_the_table(drawn: bytes, tmp_path: Path, child: Child) -> None:
    place = tmp_path / "recus"
    place.mkdir()
    for name in (b"\xe9t\xe9.pdf", b"=cmd|calc.pdf", b"deux\nlignes.pdf", "😀 <&>\"'.pdf".encode()):
        Path(os.fsdecode(os.fsencode(place) + b"/" + name)).write_bytes(drawn)
    rows = read_folder(place, child)
    assert [row.verdict for row in rows].count(Verdict.SAME) == 3
    write_table(rows, tmp_path / "t.csv")
    write_table(rows, tmp_path / "t.ods")
    assert "'=cmd|calc.pdf" in (tmp_path / "t.csv").read_text(encoding="utf-8-sig")


def test_a_county_s_post_is_read_fast_and_whole(drawn: bytes, tmp_path: Path, child: Child) -> None:
    place = tmp_path / "post"
    make_post(place, drawn, count=60)
    start = time.monotonic()
    rows = read_folder(place, child)
    assert time.monotonic() - start < 20
    assert sum(row.counts for row in rows) == 60
    assert sum(row.verdict is not Verdict.ACCEPTED for row in rows) == 21
    assert extracted(place) == 60


def csv_rows(path: Path) -> list[dict[str, str]]:
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(raw.decode("utf-8-sig").splitlines(keepends=True), delimiter=";"))


def test_the_table_tells_figures_only_of_what_was_kept(rows: list[Received], tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    write_table(rows, path)
    lines = {row["Fichier"]: row for row in csv_rows(path)}
    older, newer = lines["a-valmont.pdf"], lines["h-lot.zip › m.eml › bilan.pdf"]
    assert list(older)[:3] == ["INSEE", "Commune", "Date"]
    assert (newer["INSEE"], newer["Commune"], newer["Date"]) == ("36202", "Valmont", "2026-12-07")
    assert (newer["Compte"], older["Compte"]) == ("oui", "non")
    assert (newer["Points tenus"], newer["Éléments convenus"], newer["Actions faites"]) == ("11", "17", "0")
    assert (newer["Regards croisés"], newer["Ouverts le"]) == ("automne 2026", "2026-11-03")
    assert (newer["Points forts communs"], newer["Regards différents"], newer["À éclaircir"]) == (
        "3",
        "3",
        "2",
    )
    assert (newer["Statut"], newer["Verdict"], len(newer["Empreinte"])) == ("convenu", "plus récent", 64)
    assert lines["b-autre.PDF"]["Statut"] == "projet"
    assert "PROJET" in lines["b-autre.PDF"]["Réponse prête"]
    assert lines["f-ancien-format.pdf"]["Format"] == "1"
    assert lines["f-ancien-format.pdf"]["Sujets choisis"] == ""
    forged = lines["falsifie.pdf"]
    assert (forged["Commune"], forged["Points tenus"], forged["Verdict"]) == ("Valmont", "", "abîmé")
    assert all(row["Réponse prête"].startswith("Bonjour") for row in lines.values() if row["Compte"] == "")


def test_twice_the_same_bytes_even_when_the_table_is_written_there(
    folder: Path, rows: list[Received], child: Child
) -> None:
    tables = [folder / name for name in ("table.ods", "table.csv")]
    for path in tables:
        write_table(rows, path)
    first = [path.read_bytes() for path in tables]
    again = read_folder(folder, child)
    for path in tables:
        write_table(again, path)
    assert [path.read_bytes() for path in tables] == first
    for path in tables:
        path.unlink()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_is_never_a_formula(tmp_path: Path, start: str) -> None:
    path = tmp_path / "t.csv"
    write_table([Received(f"{start}HYPERLINK(1).pdf", Verdict.DAMAGED, "abime")], path)
    assert f"'{start}HYPERLINK" in path.read_bytes().decode("utf-8-sig")


def sheets(path: Path) -> dict[str, list[Any]]:
    with zipfile.ZipFile(path) as packed:
        names = packed.infolist()
        assert (names[0].filename, names[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert packed.testzip() is None
        ET.fromstring(packed.read("META-INF/manifest.xml"))
        content = ET.fromstring(packed.read("content.xml"))
    return {
        table.get(f"{TABLE}name", ""): list(table.iter(f"{TABLE}table-row"))
        for table in content.iter(f"{TABLE}table")
    }


def test_the_spreadsheet_has_bilans_on_one_sheet_and_the_rest_on_the_other(
    rows: list[Received], tmp_path: Path
) -> None:
    path = tmp_path / "table.ods"
    write_table(rows, path)
    found = sheets(path)
    assert list(found) == ["Bilans", "Non lus"]
    assert len(found["Bilans"]) + len(found["Non lus"]) == len(rows) + 2
    titles = ["".join(cell.itertext()) for cell in found["Bilans"][0]]
    assert titles == [*HEADERS]
    assert ["".join(cell.itertext()) for cell in found["Non lus"][0]] == [*WHO, *LAST]
    line = next(row for row in found["Bilans"][1:] if "plus récent" in "".join(row.itertext()))
    first = dict(zip(titles, line, strict=True))
    assert first["INSEE"].get(f"{OFFICE}value-type") == "string"
    assert first["Date"].get(f"{OFFICE}date-value") == "2026-12-07"
    assert first["Points tenus"].get(f"{OFFICE}value") == "11"
    assert first["Commune"].findtext(f"{TEXT}p") == "Valmont"


def test_same_rows_same_bytes_and_no_character_breaks_it() -> None:
    from datetime import date

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
