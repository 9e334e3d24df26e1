"""Two people and their bilan at the real window: what both add, agree on, save; what is then on the disk."""

import subprocess
from collections.abc import Iterator
from email import policy
from email.parser import BytesParser
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk import cli, paths
from desk.core.people import Seat
from desk.core.report import fingerprint
from desk.core.report_options import Option
from desk.exchange.child import Child
from desk.notebook import opening, register, report_asks, report_options
from desk.notebook.book import Environment
from desk.pdf.read_report import READ, read_report
from desk.ui import theme
from desk.ui.dialogs.mark_sent import MarkSentDialog
from desk.ui.dialogs.report_option import OptionDialog
from desk.ui.dialogs.send_report import SendDialog
from desk.ui.pages.report_preview import ReportPreviewPage
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.dialog import Dialog
from tests.conftest import Clock
from tests.stories.planted import ADDRESS, CODES, DAY, PRIVATE, TOLD, Planted, sown
from tests.stories.planted import planted as replanted
from tests.stories.taken_apart import data_in, words_in
from tests.stories.test_canaries import given
from tests.ui.in_turn import in_turn
from tests.ui.pages.at_work import AtWork
from tests.ui.pages.bilan import preview, saving_to, wait_drawn

OLD = b"%PDF-1.7 celui d'hier"


@pytest.fixture(scope="module")
def source(shipped: Environment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The carnet full of rare words, made once."""
    return sown(tmp_path_factory.mktemp("semis"), shipped)


@pytest.fixture
def planted(source: Path, env: Environment, clock: Clock, tmp_path: Path) -> Iterator[Planted]:
    """A copy of it, open."""
    made = replanted(source, tmp_path / "prive", env, clock)
    yield made
    opening.close(made.book)


@pytest.fixture
def child() -> Iterator[Child]:
    """The real document process."""
    with Child(paths.program_command(), paths.fonts_dir()) as made:
        yield made


@pytest.fixture
def work(
    qapp: QApplication, planted: Planted, child: Child, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AtWork]:
    """The window on that carnet; no other program is started."""
    theme.apply(qapp, "light", 1.0)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    shown = AtWork(planted.book, child, qtbot)
    yield shown
    shown.window.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the pair keeps its bilans: nothing private may be there."""
    folder = tmp_path / "bilans"
    folder.mkdir()
    return folder


def pressed(dialog: Dialog, name: str) -> None:
    """The button of that name, as it stands now."""
    found = [each for each in dialog.findChildren(Button, name) if each.isVisible()]
    assert found, name
    found[-1].click()


def decided(dialog: OptionDialog) -> None:
    for seat in Seat:
        pressed(dialog, f"agree-{seat.value}")
    dialog.reject()


def add(work: AtWork, option: Option) -> None:
    """Both say yes, each with their code."""
    work.go("report")
    in_turn(decided, given(CODES[Seat.ELU]), given(CODES[Seat.SGM]))
    work.click(f"Décider : {option.label}")


def agree(work: AtWork, page: ReportPreviewPage) -> None:
    """Both agree on the bilan that is shown, each with their code."""
    for seat, who in ((Seat.ELU, "le maire"), (Seat.SGM, "la secrétaire générale")):
        in_turn(given(CODES[seat]))
        work.click(f"Donner mon accord : {who}")
    wait_drawn(work, page)


def sent(dialog: SendDialog) -> None:
    """A draft, every way tried, and what the register is told."""
    for name in ("send-draft", "send-mail", "copy-address", "copy-subject", "copy-text", "copy-all"):
        pressed(dialog, name)
    pressed(dialog, "mark-sent")
    dialog.reject()


def marked(dialog: MarkSentDialog) -> None:
    assert dialog.primary is not None
    dialog.primary.click()


def words(folder: Path) -> bytes:
    """All that the files there say, names included, PDF files and messages taken apart."""
    said = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        content = path.read_bytes()
        said += [path.name.encode(), content]
        if content.startswith(b"%PDF"):
            said.append(words_in(content))
        elif path.suffix == ".eml":
            for part in BytesParser(policy=policy.default).parsebytes(content).walk():
                held = part.get_payload(decode=True)
                if isinstance(held, bytes):
                    said.append(words_in(held) if held.startswith(b"%PDF") else held)
    return b"\n".join(said).lower()


def found(said: bytes, looked: tuple[str, ...]) -> list[str]:
    return [word for word in looked if word.lower().encode() in said]


@pytest.mark.parametrize("options", [(), (Option.AGREED,), tuple(Option)])
def test_from_the_first_yes_to_the_draft_of_the_message(
    work: AtWork, planted: Planted, out: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[Option, ...]
) -> None:
    book = planted.book
    for option in options:
        add(work, option)
    assert report_options.on(book) == frozenset(options)
    page = preview(work)
    agree(work, page)
    shown = page._content()
    saving_to(monkeypatch, out / "bilan.pdf")
    in_turn(sent, marked)
    work.click("Enregistrer et envoyer…")
    assert (out / "bilan.pdf").read_bytes() == shown, "what was on screen is what is on the disk"
    content = (out / "bilan.pdf").read_bytes()
    verdict, data = read_report(content)
    assert (verdict, data and data["statut"]) == (READ, "convenu")
    [line] = register.lines(book)
    assert data is not None
    assert (line.fingerprint, line.agreed, len(line.agreements)) == (data["empreinte"], True, 2)
    assert line.recipient == ADDRESS
    command = ["report", str(book.path), "--out", str(out / "commande.pdf"), "--au", DAY.isoformat()]
    assert cli.main([*command, "--profile", str(out.parent / "profil")]) == 0
    assert (out / "commande.pdf").read_bytes() == content, "without a window, the very same"
    message = BytesParser(policy=policy.default).parsebytes((out / "bilan.eml").read_bytes())
    assert [part.get_content() for part in message.iter_attachments()] == [content]
    said = words(out).replace(ADDRESS.encode(), b"")
    assert found(said, tuple(PRIVATE.values())) == []
    told = [TOLD[0]] * (Option.AGREED in options) + [TOLD[1]] * (Option.ACTIONS in options)
    assert found(said, TOLD) == told
    assert "/" not in QApplication.clipboard().text()
    assert found(QApplication.clipboard().text().replace(ADDRESS, "").encode(), tuple(PRIVATE.values())) == []


def test_what_is_written_is_what_is_registered_even_if_the_data_change_meanwhile(
    work: AtWork, planted: Planted, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's own question stays as long as one lets it; the carnet goes on beside it."""
    page = preview(work)
    agree(work, page)

    def answer(*_: object) -> tuple[str, str]:
        work.window.runner.do(partial(report_asks.set_asked, planted.book, "rappel", wanted=True))
        QApplication.processEvents()
        return str(out / "bilan.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    work.click("Enregistrer le PDF…")
    told = data_in((out / "bilan.pdf").read_bytes())
    [line] = register.lines(planted.book)
    assert (line.fingerprint, line.agreed) == (told["empreinte"], told["statut"] == "convenu")
    kept = planted.book.store.one("report", "fingerprint = ?", [line.fingerprint])
    assert kept is not None
    assert fingerprint(told) == line.fingerprint


def test_a_window_closed_while_the_bilan_is_drawn_ends_cleanly(
    work: AtWork, planted: Planted, qtbot: QtBot
) -> None:
    for _ in range(3):
        work.go("report_preview")
        work.go("report")
    work.go("report_preview")
    work.window.close()
    qtbot.wait(1500)
    assert not work.window.isVisible()


def test_a_document_process_that_is_killed_is_told_and_another_one_draws(
    work: AtWork, planted: Planted, child: Child, qtbot: QtBot
) -> None:
    page = preview(work)
    assert child._process is not None
    child._process._process.kill()
    before = page.drawing
    with qtbot.captureExceptions() as bugs:
        work.window.runner.do(partial(report_asks.set_asked, planted.book, "rappel", wanted=True))
        wait_drawn(work, page)
    assert page.drawing is not before
    if page.drawing is not None and page.drawing.failed:
        assert bugs, "a process that dies is a bug, and told as one"
        work.click("Recommencer")
        wait_drawn(work, page)
    assert data_in(page._content() or b"")["demandes"] == ["rappel"]


@pytest.mark.parametrize("kind", ["a folder", "a place that is gone", "a name too long"])
def test_a_target_that_refuses_leaves_everything_as_it_was(
    work: AtWork, planted: Planted, out: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    page = preview(work)
    (out / "bilan.pdf").write_bytes(OLD)
    (out / "dossier.pdf").mkdir()
    target = {
        "a folder": out / "dossier.pdf",
        "a place that is gone": out / "partie" / "bilan.pdf",
        "a name too long": out / f"{'n' * 300}.pdf",
    }[kind]
    before = sorted((path.name, path.stat().st_size) for path in out.iterdir())
    saving_to(monkeypatch, target)
    work.click("Enregistrer le PDF…")
    assert work.said
    assert register.lines(planted.book) == []
    assert sorted((path.name, path.stat().st_size) for path in out.iterdir()) == before
    assert page.isVisible()


def test_a_disk_that_fills_keeps_the_old_file_and_says_so(
    work: AtWork, planted: Planted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "disque"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this account may not make a small disk")
    try:
        (disk / "bilan.pdf").write_bytes(OLD)
        (disk / "plein").write_bytes(b"0" * 45_000)
        preview(work)
        saving_to(monkeypatch, disk / "bilan.pdf")
        work.click("Enregistrer le PDF…")
        assert "plein" in work.said
        assert (disk / "bilan.pdf").read_bytes() == OLD
        assert sorted(path.name for path in disk.iterdir()) == ["bilan.pdf", "plein"]
        assert register.lines(planted.book) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)
