"""« Registre des bilans enregistrés », with real lines."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk.core.people import Seat
from desk.core.report import sealed
from desk.exchange.child import Child
from desk.notebook import people, register, report
from desk.notebook.book import Notebook
from desk.ui.dialogs.mark_sent import MarkSentDialog
from desk.ui.dialogs.print_document import PrintDialog
from desk.ui.dialogs.send_report import SendDialog
from desk.ui.pages.register import SHOWN, RegisterPage
from desk.ui.widgets.dialog import Dialog
from tests.pdf.tagged import Tagged
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork, plain
from tests.ui.pages.names import alike
from tests.ui.paper_driver import drawn as with_pages

LINE = "bilan-0.pdf, 22 novembre 2026 à 14:32"


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Child, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


def saved(book: Notebook, number: int = 1) -> list[str]:
    data = report.data(book, book.today)
    return [register.add(book, f"bilan-{place}.pdf", data).id for place in range(number)]


def test_an_empty_register_leads_to_the_bilan(work: AtWork) -> None:
    page = work.go("register")
    assert isinstance(page, RegisterPage)
    assert work.sees("Aucun bilan n’a encore été enregistré.")
    assert unnamed(page) == []
    work.click("Préparer un bilan")
    assert work.page.name == "report"


def test_each_line_is_told_and_marked(work: AtWork, notebook: Notebook) -> None:
    saved(notebook, 2)
    page = work.go("register")
    assert unnamed(page) == []
    assert alike(page) == []
    for words in (
        "bilan-0.pdf",
        "Projet",
        "Aucun accord noté",
        "Aucun envoi noté",
        "Empreinte des données :",
    ):
        assert work.sees(words)

    def note(dialog: Dialog) -> None:
        assert isinstance(dialog, MarkSentDialog)
        assert work.sees("bilan-0.pdf", dialog)
        assert dialog.recipient.text() == "contact@cdg36.example"
        assert dialog.day.value() == notebook.today
        work.press(dialog)

    work.answering(note, lambda: work.click(f"Marquer comme envoyé… : {LINE}"))
    assert work.sees("Noté comme envoyé le 22 novembre 2026 à « contact@cdg36.example »")
    assert [line.sent_on for line in register.lines(notebook)] == [None, date(2026, 11, 22)]
    focused = work.window.focusWidget()
    assert focused is not None
    assert plain(focused.accessibleName()) == f"Retirer cette mention : {LINE}"
    work.click(f"Retirer cette mention : {LINE}")
    assert not work.sees("Noté comme envoyé")


def test_twenty_years_are_shown_a_part_at_a_time(work: AtWork, notebook: Notebook) -> None:
    saved(notebook, SHOWN + 3)
    work.go("register")
    assert not work.sees("bilan-0.pdf")
    work.click("Voir 3 lignes de plus")
    assert work.sees("bilan-0.pdf")


def test_it_is_printed_whole(work: AtWork, notebook: Notebook) -> None:
    saved(notebook, SHOWN + 3)
    work.go("register")
    seen: list[bytes] = []

    def look(dialog: Dialog) -> None:
        assert isinstance(dialog, PrintDialog)
        content = with_pages(dialog).content
        assert content is not None
        seen.append(content)

    work.answering(look, lambda: work.click("Imprimer…"))
    assert Tagged(seen[0]).tree.tags().count("TR") == SHOWN + 4


def drawn(book: Notebook, child: Child, path: Path, *, agreed: bool = False) -> str:
    """A real bilan saved there; its line in the register."""
    values = report.data(book, book.today)
    if agreed:
        for seat in Seat:
            report.agree_elsewhere(book, values, people.pair(book).person(seat).id, "papier", book.today)
    path.write_bytes(child.draw_report(report.sealed(book, values)))
    return register.add(book, path.name, values).id


def test_a_bilan_saved_another_day_is_sent_from_its_line(
    work: AtWork, notebook: Notebook, child: Child, tmp_path: Path
) -> None:
    path = tmp_path / "bilan-0.pdf"
    drawn(notebook, child, path, agreed=True)
    work.settings.set("report_folder", str(tmp_path))
    work.go("register")

    def look(dialog: Dialog) -> None:
        assert isinstance(dialog, SendDialog)
        assert work.sees(str(path), dialog)
        assert dialog.subject.text() == "Bilan Binôme - 36202 Valmont - 22 novembre 2026"
        assert not work.sees("Ce bilan est un projet", dialog)

    work.answering(look, lambda: work.click(f"Envoyer… : {LINE}"))


def test_a_bilan_that_is_no_longer_there_is_asked_for_and_known_again(
    work: AtWork, notebook: Notebook, child: Child, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another bilan of that name, a project of it and what is no bilan are told; the right one goes on."""
    asked: list[str] = []
    folder, moved = tmp_path / "bilans", tmp_path / "cle"
    folder.mkdir()
    moved.mkdir()
    drawn(notebook, child, moved / "bilan-0.pdf", agreed=True)
    data = report.data(notebook, notebook.today)
    (folder / "bilan-0.pdf").write_bytes(child.draw_report(sealed(data, agreed=False)))
    (folder / "autre.pdf").write_bytes(b"%PDF-1.7 rien")
    work.settings.set("report_folder", str(folder))
    answers = [
        folder / "bilan-0.pdf",
        folder / "autre.pdf",
        folder / "absent.pdf",
        None,
        moved / "bilan-0.pdf",
    ]

    def answer(_parent: object, title: str, start: str, _kind: str) -> tuple[str, str]:
        asked.append(f"{title} {start}")
        return str(answers[len(asked) - 1] or ""), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    work.go("register")
    for said in (
        "est un autre bilan que celui du 22",
        "n’est pas un bilan que Binôme sait",
        "est introuvable",
    ):
        work.click(f"Envoyer… : {LINE}")
        assert said in work.said
    work.click(f"Envoyer… : {LINE}")

    def look(dialog: Dialog) -> None:
        assert work.sees(str(moved / "bilan-0.pdf"), dialog)

    work.answering(look, lambda: work.click(f"Envoyer… : {LINE}"))
    assert asked == [f"Où est « bilan-0.pdf » ? {folder}"] * 5


@pytest.mark.parametrize("size", [(910, 470), (1280, 680)])
def test_it_stands_at_every_size(
    look: QApplication, notebook: Notebook, child: Child, qtbot: QtBot, size: tuple[int, int]
) -> None:
    register.mark_sent(notebook, saved(notebook)[0], "W" * 200, notebook.today)
    register.add(notebook, f"{'é' * 120}<&>.pdf", report.data(notebook, notebook.today))
    work = AtWork(notebook, child, qtbot, size)
    page = work.go("register")
    QApplication.processEvents()
    scroller = page.scroller
    assert scroller.inside.width() <= scroller.viewport().width()
