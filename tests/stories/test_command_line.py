"""A day at the command line, with the real program: what it makes, what it refuses, and how."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from desk.core.form import Verdict, refusal

DAY = "2026-11-22"


class Desk:
    """Runs `desk` in a folder with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "desk", *arguments, "--profile", str(self.folder / "profil")],
            cwd=self.folder, input=said, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    def done(self, *arguments: str, said: str = "") -> str:
        """Run, expect success, give what was said."""
        result = self(*arguments, said=said)
        assert (result.returncode, result.stderr) == (0, ""), result.stderr
        return result.stdout

    def refused(self, *arguments: str, code: int = 1, said: str = "") -> str:
        """Run, expect one French sentence on one line and that exit code."""
        result = self(*arguments, said=said)
        assert result.returncode == code, result.stdout + result.stderr
        lines = result.stderr.splitlines()
        assert len(lines) == 1, result.stderr
        assert "Traceback" not in lines[0]
        assert lines[0].endswith((".", "--help", "]", "pdf", "csv", "binome", "json")), lines[0]
        return lines[0]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A folder with the example carnet, made once."""
    desk = Desk(tmp_path_factory.mktemp("mairie"))
    desk.done("demo", "--out", ".", "--au", DAY)
    desk.done("export", "demo.binome", "--out", "demo.json")
    return desk


@pytest.fixture
def desk(made: Desk, tmp_path: Path) -> Desk:
    """A folder of one's own with a copy of the example."""
    (tmp_path / "demo.binome").write_bytes((made.folder / "demo.binome").read_bytes())
    return Desk(tmp_path)


def tick(source: Path, target: Path, boxes: list[str]) -> None:
    writer = PdfWriter(clone_from=PdfReader(source))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict.fromkeys(boxes, "/Oui"))
    writer.write(target)


def test_demo_check_report_export_restore_export(desk: Desk) -> None:
    said = desk.done("check", "demo.binome")
    assert said.startswith("Carnet sain : Valmont-l’Exemple")
    assert json.loads(desk.done("check", "demo.binome", "--json"))["lignes"]["round"] == 3
    before = sha256((desk.folder / "demo.binome").read_bytes()).hexdigest()
    for name in ("un.pdf", "deux.pdf"):
        desk.done("report", "demo.binome", "--out", name, "--au", DAY)
    assert (desk.folder / "un.pdf").read_bytes() == (desk.folder / "deux.pdf").read_bytes()
    desk.done("export", "demo.binome", "--out", "un.json")
    desk.done("restore", "un.json", "--out", "repris.binome")
    desk.done("export", "repris.binome", "--out", "deux.json")
    assert (desk.folder / "un.json").read_bytes() == (desk.folder / "deux.json").read_bytes()
    desk.done("report", "repris.binome", "--out", "trois.pdf", "--au", DAY)
    assert (desk.folder / "un.pdf").read_bytes() == (desk.folder / "trois.pdf").read_bytes()
    assert sha256((desk.folder / "demo.binome").read_bytes()).hexdigest() == before


def test_the_report_says_project_and_example_and_carries_its_data(desk: Desk) -> None:
    desk.done("report", "demo.binome", "--out", "bilan.pdf", "--au", DAY)
    reader = PdfReader(desk.folder / "bilan.pdf")
    for page in reader.pages:
        text = page.extract_text()
        assert "PROJET" in text
        assert "EXEMPLE" in text
    data = json.loads(reader.attachments["rapport.json"][0])
    assert (data["statut"], data["exemple"], data["commune"]["insee"]) == ("projet", True, "00000")
    assert data["date"] == DAY


def test_a_form_goes_out_comes_back_and_overwrites_nothing(desk: Desk) -> None:
    desk.done("form", "demo.binome", "--role", "sgm", "--out", "feuille.pdf")
    desk.done("form", "demo.binome", "--role", "elu", "--out", "a-imprimer.pdf", "--blank")
    assert PdfReader(desk.folder / "a-imprimer.pdf").get_fields() is None
    assert "aucune réponse" in desk.refused("import-form", "demo.binome", "feuille.pdf")
    tick(desk.folder / "feuille.pdf", desk.folder / "remplie.pdf", ["p01s1_3", "p01s2_nsp", "p02s1_0"])
    assert desk.done("import-form", "demo.binome", "remplie.pdf") == (
        "Feuille reprise : 3\u00a0énoncés répondus.\n"
    ), "numbers alone: no answer is told"
    before = (desk.folder / "demo.binome").read_bytes()
    assert "était déjà repris" in desk.done("import-form", "demo.binome", "remplie.pdf")
    tick(desk.folder / "feuille.pdf", desk.folder / "autre.pdf", ["p01s1_0", "p01s2_nsp", "p02s1_0"])
    assert "1\u00a0énoncé diffère" in desk.refused("import-form", "demo.binome", "autre.pdf")
    assert (desk.folder / "demo.binome").read_bytes() == before
    desk.done("import-form", "demo.binome", "autre.pdf", "--replace")


def test_two_ticks_on_a_line_are_left_for_decision(desk: Desk) -> None:
    desk.done("form", "demo.binome", "--role", "elu", "--out", "feuille.pdf")
    tick(desk.folder / "feuille.pdf", desk.folder / "remplie.pdf", ["p01s1_3", "p01s1_0", "p02s1_2"])
    said = desk.done("import-form", "demo.binome", "remplie.pdf").splitlines()
    assert said[1] == "À décider à l’écran : 1\u00a0énoncé a deux cases cochées."
    assert "p01s1" not in "".join(said)


def test_each_returned_file_that_is_not_taken_says_why_in_the_window_s_words(desk: Desk) -> None:
    desk.done("form", "demo.binome", "--role", "elu", "--out", "feuille.pdf")
    tick(desk.folder / "feuille.pdf", desk.folder / "remplie.pdf", ["p01s1_3"])
    locked, drawn = (PdfWriter(clone_from=desk.folder / name) for name in ("remplie.pdf", "feuille.pdf"))
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(desk.folder / "protegee.pdf")
    drawn.add_annotation(0, FreeText(text="X", rect=(300, 500, 320, 520)))
    drawn.write(desk.folder / "dessinee.pdf")
    (desk.folder / "abimee.pdf").write_bytes((desk.folder / "remplie.pdf").read_bytes()[:3000])
    (desk.folder / "photo.pdf").write_bytes(b"JFIF")
    before = (desk.folder / "demo.binome").read_bytes()
    for name, verdict in (
        ("feuille.pdf", Verdict.EMPTY),
        ("protegee.pdf", Verdict.ENCRYPTED),
        ("dessinee.pdf", Verdict.DRAWN),
        ("abimee.pdf", Verdict.DAMAGED),
        ("photo.pdf", Verdict.NOT_A_FORM),
    ):
        assert desk.refused("import-form", "demo.binome", name) == refusal(verdict).message
    assert (desk.folder / "demo.binome").read_bytes() == before


def test_reports_received_become_one_table(desk: Desk) -> None:
    (desk.folder / "recus").mkdir()
    desk.done("report", "demo.binome", "--out", "recus/bilan.pdf", "--au", DAY)
    (desk.folder / "recus" / "notes.pdf").write_bytes(b"ceci n'est pas un PDF")
    for name in ("bilans.csv", "bilans.ods"):
        desk.done("read", "recus", "--out", name)
    table = (desk.folder / "bilans.csv").read_text(encoding="utf-8-sig").splitlines()
    assert table[0].startswith("INSEE;")
    assert table[1].startswith("00000;Valmont-l’Exemple;")
    assert len(table) == 3


def test_what_the_installation_can_do(desk: Desk) -> None:
    results = json.loads(desk.done("selftest", "--json"))["resultats"]
    assert set(results.values()) == {"oui"}
    assert len(results) == 9


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["truc"], "pas une commande connue"),
        (["--bidule"], "pas une option connue"),
        (["demo"], "Il manque : --out"),
        (["report", "--out", "b.pdf"], "Il manque : le carnet"),
        (["report", "demo.binome", "--out"], "une valeur après --out"),
        (["report", "demo.binome", "--out", "b.pdf", "--vite"], "« --vite » n’est pas compris"),
        (["form", "demo.binome", "--role", "maire", "--out", "f.pdf"], "La valeur donnée à --role"),
    ],
)
def test_wrong_usage_is_told_in_french_and_exits_2(desk: Desk, arguments: list[str], said: str) -> None:
    assert said in desk.refused(*arguments, code=2)


def test_help_is_french_and_whole(desk: Desk) -> None:
    said = desk.done("--help")
    for command in (
        "demo",
        "report",
        "form",
        "import-form",
        "export",
        "restore",
        "read",
        "check",
        "selftest",
    ):
        assert f"desk {command} " in said
    assert "usage:" not in said
    assert desk.done("report", "--help").startswith("Usage : desk report")
    assert desk.done("--version").startswith("Binôme 0.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "absent.binome"], "introuvable"),
        (["check", "texte.binome"], "pas un carnet"),
        (["check", "."], "pas un fichier"),
        (["report", "demo.binome", "--out", "demo.binome"], "est un carnet"),
        (["export", "demo.binome", "--out", "demo.binome"], "est un carnet"),
        (["report", "demo.binome", "--out", "b.pdf", "--au", "0001-01-01"], "pas une date"),
        (["demo", "--out", "nouveau", "--au", "9999-12-31"], "pas une date"),
        (["check", "abime.binome"], "abîmé"),
        (["export", "recent.binome", "--out", "x.json"], "version plus récente"),
        (["report", "demo.binome", "--out", "b.pdf", "--au", "2026-02-30"], "pas une date"),
        (["report", "demo.binome", "--out", "absent/b.pdf"], "introuvable"),
        (["report", "demo.binome", "--out", "."], "pas un fichier"),
        (["restore", "texte.binome", "--out", "y.binome"], "ne peut pas être repris"),
        (["restore", "demo.json", "--out", "demo.binome"], "existe déjà"),
        (["demo", "--out", "."], "existe déjà"),
        (["read", "absent", "--out", "t.csv"], "introuvable"),
        (["read", ".", "--out", "t.xls"], ".csv"),
        (["import-form", "demo.binome", "absent.pdf"], "introuvable"),
        (["import-form", "demo.binome", "texte.binome"], "PDF"),
    ],
)
def test_bad_input_gets_one_sentence_and_changes_nothing(
    desk: Desk, made: Desk, arguments: list[str], said: str
) -> None:
    good = (made.folder / "demo.binome").read_bytes()
    (desk.folder / "texte.binome").write_text("bonjour")
    (desk.folder / "abime.binome").write_bytes(good[:8192] + os.urandom(len(good) - 8192))
    (desk.folder / "recent.binome").write_bytes(good[:60] + (99).to_bytes(4, "big") + good[64:])
    (desk.folder / "demo.json").write_bytes((made.folder / "demo.json").read_bytes())
    before = {path.name: path.read_bytes() for path in desk.folder.iterdir() if path.is_file()}
    assert said in desk.refused(*arguments)
    after = {path.name: path.read_bytes() for path in desk.folder.iterdir() if path.is_file()}
    assert after == before


def test_a_protected_sheet_asks_for_its_code(desk: Desk) -> None:
    script = (
        "import sys; from pathlib import Path; from desk import paths\n"
        "from desk.notebook import environment, opening, people\n"
        "env = environment.make(paths.resources(), Path('profil/copies'))\n"
        "book = opening.open_notebook(Path('demo.binome'), env)\n"
        "session = people.unlock(book, people.pair(book).elu.id)\n"
        "people.set_code(book, session, 'marche lundi cahier olive'); opening.close(book)"
    )
    subprocess.run([sys.executable, "-c", script], cwd=desk.folder, check=True)
    desk.done("form", "demo.binome", "--role", "elu", "--out", "f.pdf")
    tick(desk.folder / "f.pdf", desk.folder / "r.pdf", ["p01s1_3"])
    assert "protégée par un code" in desk.refused("import-form", "demo.binome", "r.pdf")
    wrong = desk.refused("import-form", "demo.binome", "r.pdf", "--code-stdin", said="un mauvais code\n")
    assert "bon code" in wrong
    desk.done("import-form", "demo.binome", "r.pdf", "--code-stdin", said="Marche-Lundi-Cahier-Olive\n")
