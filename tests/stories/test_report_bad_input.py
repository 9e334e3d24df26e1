"""Carnets of every size and name, and places that refuse: a bilan that is whole, or one French sentence."""

import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from desk.core import mail
from desk.core.commune import Commune
from desk.core.meetings import MeetingKind
from desk.core.people import Function, Gender
from desk.core.report import fingerprint
from desk.core.report_options import Option
from desk.core.rounds import Origin
from desk.core.scale import Answer
from desk.exchange import mail_draft
from desk.notebook import (
    agenda,
    log,
    meetings,
    opening,
    people,
    report_options,
    rounds,
    sheets,
    unsealing,
)
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import PersonDraft, Setup
from desk.pdf.read_report import READ, read_report
from tests.conftest import Clock
from tests.notebook.two_rounds import AUTUMN, opened, sessions
from tests.stories.taken_apart import data_in

DAY = date(2026, 11, 20)
LONG = "Saint-<&>\"'😀-l’Œuf » %s {} \\ =cmd|' /C calc'!A1 à\u202egnol\u202c " * 6
LONGEST = f"{LONG}{'ß' * 300}"[:300]


@pytest.fixture(scope="module")
def empty(shipped: Environment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A carnet in which nothing was done yet, for those that only read it."""
    folder = tmp_path_factory.mktemp("mairie")
    env = replace(shipped, clock=lambda: datetime.combine(DAY, time(9)), copies=folder / "copies")
    opening.close(opening.create(folder / "vide.binome", _setup(), env))
    return folder / "vide.binome"


def _setup() -> Setup:
    return Setup(
        Commune("Valmont", "36202", 412, "CDG 36", "contact@cdg36.invalid"),
        PersonDraft(Function.MAYOR, "Rey", "M.", Gender.MASCULINE),
        PersonDraft(Function.SGM, "Fabre", "Mme", Gender.FEMININE),
        date(2016, 3, 28),
    )


def desk(folder: Path, *arguments: str, before: Callable[[], None] | None = None) -> tuple[int, str]:
    """Run `desk` there; its exit code and what it says, on one line when it refuses."""
    done = subprocess.run(
        [sys.executable, "-m", "desk", *arguments, "--profile", str(folder / "profil")],
        cwd=folder, preexec_fn=before, capture_output=True, check=False, timeout=200, encoding="utf-8",
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    if done.returncode:
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr
    return done.returncode, done.stdout + done.stderr


def drawn(book: Notebook, folder: Path) -> bytes:
    """The bilan of a carnet by the command line, and what one expects of any."""
    code, said = desk(folder, "report", str(book.path), "--out", "bilan.pdf", "--au", DAY.isoformat())
    assert code == 0, said
    content = (folder / "bilan.pdf").read_bytes()
    data = data_in(content)
    assert read_report(content) == (READ, data), "what the program writes, it reads"
    assert data["empreinte"] == fingerprint(data)
    reader = PdfReader(folder / "bilan.pdf")
    assert all("PROJET" in page.extract_text() for page in reader.pages)
    metadata = reader.xmp_metadata
    assert metadata is not None
    ET.fromstring(metadata.stream.get_data().strip())
    return content


def _bare(book: Notebook, clock: Clock) -> None:
    """A first day."""


def _one_round(book: Notebook, clock: Clock) -> None:
    opened(book, clock, AUTUMN, ("3", "1"))


def _nothing_known(book: Notebook, clock: Clock) -> None:
    people.update_commune(book, replace(people.commune(book), insee="", population=None, cdg_name=""))
    opened(book, clock, AUTUMN, ("0", "3"), ("p01",))


def _named(name: str, book: Notebook, clock: Clock) -> None:
    """As a carnet that was written by hand could name it: the assistant refuses it."""
    book.store.update("commune", book.store.rows("commune")[0]["id"], {"name": name, "cdg_name": name[::-1]})
    opened(book, clock, AUTUMN, ("3", "1"))


def _everything_said(book: Notebook, clock: Clock) -> None:
    """Texts as long as the carnet takes, of signs that no one expects, and all of it added."""
    for text in ("mot " * 1200, "sansfin" * 900, LONG, "x" * 49_000):
        _point(book, clock, DAY, text)
    _allowed(book)


def _point(book: Notebook, clock: Clock, day: date, text: str) -> None:
    clock.go(day)
    point = meetings.plan(book, MeetingKind.WEEKLY, day, time(9)).id
    item = agenda.add(book, point, "Sujet").id
    log.agree(book, item, text)
    log.add_action(book, item, text, people.pair(book).sgm.id, due=day + timedelta(days=7))
    meetings.close(book, point)


def _allowed(book: Notebook) -> None:
    for option in Option:
        for session in sessions(book):
            if not report_options.state(book, option).problem:
                report_options.agree(book, option, session)


def _ten_years(book: Notebook, clock: Clock) -> None:
    """Twenty rounds of every practice, a hundred and fifty points, all of it added."""
    start = DAY - timedelta(days=3640)
    for number in range(20):
        clock.go(start + timedelta(days=182 * number))
        round_id = rounds.start(book, book.guide.practice_ids[:10]).id
        asked = [each.id for each in rounds.get(book, round_id).statements if not each.optional]
        for seat, session in enumerate(sessions(book)):
            taken = {key: Answer(str((place + seat + number) % 4)) for place, key in enumerate(asked)}
            sheets.merge(book, session, round_id, taken, Origin.PAPER)
            sheets.hand_in(book, session, round_id)
        unsealing.open_together(book, round_id, *sessions(book))
    for number in range(150):
        _point(book, clock, DAY - timedelta(days=number * 2), f"La proposition {number} est retenue.")
    clock.go(DAY)
    _allowed(book)


CARNETS: dict[str, Callable[[Notebook, Clock], None]] = {
    "no round": _bare,
    "one round": _one_round,
    "no code, nothing known": _nothing_known,
    "a name of 300": partial(_named, LONGEST),
    "a name of one sign": partial(_named, "😀"),
    "a name of nothing that shows": partial(_named, "\u200b\u00a0"),
    "a name without a space": partial(_named, "W" * 300),
    "every text as long as it may be": _everything_said,
}


@pytest.mark.parametrize("what", CARNETS)
def test_any_carnet_gives_a_bilan_that_reads_back(
    book: Notebook, clock: Clock, tmp_path: Path, what: str
) -> None:
    CARNETS[what](book, clock)
    clock.go(DAY)
    content = drawn(book, tmp_path)
    assert len(content) < 5_000_000
    assert mail.attached_name(data_in(content)).isascii()
    sent = mail.message(data_in(content), "a@exemple.invalid")
    assert "\n" not in sent.subject
    assert content[:5] == b"%PDF-"
    assert mail_draft.draft(sent, content) == mail_draft.draft(sent, content)
    assert len(mail.attached_name(data_in(content)).encode()) <= 143, "what an encrypted folder takes"


def test_ten_years_are_all_there(book: Notebook, clock: Clock, tmp_path: Path) -> None:
    _ten_years(book, clock)
    content = drawn(book, tmp_path)
    assert len(content) < 500_000
    data = data_in(content)
    assert [len(each["pratiques"]) for each in data["regards"]] == [10] * 20
    assert len(data["titres_convenu"]) == len(data["titres_actions"]) == 150
    assert "reperes" in data["regards"][0]["pratiques"][0]
    assert all("reperes" not in each["pratiques"][0] for each in data["regards"][1:])


def test_what_is_received_from_any_carnet_is_one_line(book: Notebook, clock: Clock, tmp_path: Path) -> None:
    _named(LONGEST, book, clock)
    clock.go(DAY)
    (tmp_path / "recus").mkdir()
    (tmp_path / "recus" / "bilan.pdf").write_bytes(drawn(book, tmp_path))
    code, said = desk(tmp_path, "read", "recus", "--out", "t.csv")
    assert code == 0, said
    lines = (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line for line in lines if line.startswith("36202;")], lines
    assert not [line for line in lines if line.startswith(("=", "+", "@"))]


@pytest.mark.parametrize("version", ["0.1.0", "0.3.0", "0.6.0"])
def test_a_carnet_of_an_older_version_gives_one_and_is_not_touched(
    root: Path, tmp_path: Path, version: str
) -> None:
    carnet = tmp_path / "ancien.binome"
    carnet.write_bytes((root / "tests" / "fixtures" / "carnets" / f"{version}.binome").read_bytes())
    before = carnet.read_bytes()
    code, said = desk(tmp_path, "report", carnet.name, "--out", "bilan.pdf", "--au", DAY.isoformat())
    assert code == 0, said
    assert read_report((tmp_path / "bilan.pdf").read_bytes())[0] == READ
    assert carnet.read_bytes() == before


OLD = b"%PDF-1.7 celui d'hier"


def _as_folder(folder: Path) -> str:
    (folder / "dossier.pdf").mkdir()
    return "dossier.pdf"


TARGETS: dict[str, tuple[Callable[[Path], str], str]] = {
    "a folder": (_as_folder, "n’est pas un fichier"),
    "nowhere": (lambda _folder: "absent/bilan.pdf", "introuvable"),
    "under a file": (lambda _folder: "ancien.pdf/bilan.pdf", "n’est pas un fichier"),
    "a name of 300": (lambda _folder: f"{'n' * 300}.pdf", "trop long"),
    "a name of 250, and what is written beside": (lambda _folder: f"{'n' * 246}.pdf", "trop long"),
    "a place that nobody may write": (lambda _folder: "/sys/bilan.pdf", "pas le droit"),
    "a carnet": (lambda _folder: "vide.binome", "est un carnet"),
    "nothing": (lambda _folder: "", "n’est pas un fichier"),
}


@pytest.mark.parametrize("what", TARGETS)
def test_a_place_that_refuses_is_told_and_nothing_is_touched(empty: Path, tmp_path: Path, what: str) -> None:
    (tmp_path / "vide.binome").write_bytes(empty.read_bytes())
    (tmp_path / "ancien.pdf").write_bytes(OLD)
    make, said = TARGETS[what]
    target = make(tmp_path)
    before = _state(tmp_path)
    code, told = desk(tmp_path, "report", "vide.binome", "--out", target, "--au", DAY.isoformat())
    assert code == 1
    assert said in told, told
    assert _state(tmp_path) == before


def _state(folder: Path) -> dict[str, bytes]:
    found = sorted(folder.rglob("*"))
    return {
        str(path): path.read_bytes() if path.is_file() else b"" for path in found if "profil" not in str(path)
    }


@pytest.mark.parametrize("name", ["<&>\"' %s.pdf", "😀 l’été n° 1.pdf", "a\nb.pdf"])
def test_any_name_that_the_disk_takes_is_a_name(empty: Path, tmp_path: Path, name: str) -> None:
    target = str(tmp_path / name)
    code, said = desk(tmp_path, "report", str(empty), "--out", target, "--au", DAY.isoformat())
    assert code == 0, said
    assert read_report(Path(target).read_bytes())[0] == READ
    assert [path.name for path in tmp_path.iterdir() if path.name != "profil"] == [name]


@pytest.mark.parametrize("room", [0, 30_000])
def test_a_disk_that_fills_while_writing_leaves_the_old_file(empty: Path, tmp_path: Path, room: int) -> None:
    (tmp_path / "bilan.pdf").write_bytes(OLD)
    full = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (room, room))
    code, said = desk(
        tmp_path, "report", str(empty), "--out", "bilan.pdf", "--au", DAY.isoformat(), before=full
    )
    assert code == 1, said
    assert "plein" in said or "trop gros" in said
    assert (tmp_path / "bilan.pdf").read_bytes() == OLD
    assert [path.name for path in tmp_path.iterdir() if path.name != "profil"] == ["bilan.pdf"]


def test_a_file_that_a_viewer_holds_open_is_replaced_whole(empty: Path, tmp_path: Path) -> None:
    """The viewer keeps the pages it had; Windows refuses instead, and says so (`files.told`)."""
    (tmp_path / "bilan.pdf").write_bytes(OLD)
    with (tmp_path / "bilan.pdf").open("rb") as viewer:
        code, said = desk(tmp_path, "report", str(empty), "--out", "bilan.pdf", "--au", DAY.isoformat())
        assert code == 0, said
        assert viewer.read() == OLD
    assert read_report((tmp_path / "bilan.pdf").read_bytes())[0] == READ


def test_a_link_is_replaced_and_what_it_led_to_is_not_touched(empty: Path, tmp_path: Path) -> None:
    (tmp_path / "autre.pdf").write_bytes(OLD)
    (tmp_path / "bilan.pdf").symlink_to(tmp_path / "autre.pdf")
    code, said = desk(tmp_path, "report", str(empty), "--out", "bilan.pdf", "--au", DAY.isoformat())
    assert code == 0, said
    assert read_report((tmp_path / "bilan.pdf").read_bytes())[0] == READ
    assert (tmp_path / "autre.pdf").read_bytes() == OLD
