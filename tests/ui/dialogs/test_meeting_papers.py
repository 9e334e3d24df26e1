"""The papers of a point, seen then printed: agenda, notes with names or with functions."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk.core.meetings import Meeting, MeetingKind
from desk.notebook import agenda, log, meetings, people
from desk.notebook.book import Notebook
from desk.ui.context import Context
from desk.ui.dialogs import meeting_papers
from desk.ui.dialogs.meeting_papers import (
    FUNCTIONS,
    NAMES,
    NOTES,
    AgendaDialog,
    MinutesDialog,
    PointPaperDialog,
)
from desk.ui.dialogs.paper import PaperDialog
from desk.ui.widgets.pdf_preview import PdfPage
from tests.ui.accessible import unnamed
from tests.ui.dialog_driver import button, in_dialog, words_of
from tests.ui.paper_driver import a_printer, printed
from tests.ui.reader import Reader, reading


@pytest.fixture
def reader(look: object) -> Iterator[Reader]:
    assert look
    yield from reading()


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The name proposed at each question; the file is written in the test's folder."""
    proposed: list[str] = []

    def choose(_parent: QWidget, _title: str, path: str, _kind: str) -> tuple[str, str]:
        proposed.append(Path(path).name)
        return str(tmp_path / Path(path).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return proposed


@pytest.fixture
def meeting(notebook: Notebook) -> Meeting:
    meeting_id = meetings.plan(notebook, MeetingKind.WEEKLY, notebook.today).id
    item = agenda.add(notebook, meeting_id, "Toiture de l’école").id
    mayor = people.pair(notebook).elu
    agenda.write_notes(notebook, item, f"Vu avec {mayor.addressed} et Mme Durand.")
    log.agree(notebook, item, "Le devis passe au conseil.")
    return meetings.get(notebook, meeting_id)


def shown(dialog: PointPaperDialog, qtbot: QtBot) -> str:
    """What the pages on screen say."""
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return pages(dialog)


def pages(dialog: PointPaperDialog) -> str:
    found = [each for each in dialog.findChildren(PdfPage) if not each.isHidden()]
    return " ".join(" ".join(each.accessibleDescription() for each in found if each.isVisible()).split())


def test_the_agenda_is_seen_then_printed(
    context: Context,
    meeting: Meeting,
    qtbot: QtBot,
    saved: list[str],
    reader: Reader,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = AgendaDialog(context, meeting, "Ordre du jour")
    said = shown(dialog, qtbot)
    assert "Toiture de l’école" in said
    assert "Pour quand" in said
    assert unnamed(dialog) == []
    a_printer(monkeypatch, tmp_path / "papier.pdf")
    printed(dialog)
    assert "Envoyé à l’imprimante" in words_of(dialog)
    assert dialog.isVisible()
    assert len(PdfReader(tmp_path / "papier.pdf").pages) == len(dialog.findChildren(PdfPage))
    assert saved == []
    dialog.save_button.click()
    assert saved == [f"ordre-du-jour_Valmont_{meeting.day.isoformat()}.pdf"]
    assert "Le document est enregistré" in words_of(dialog)
    assert "Toiture" in PdfReader(tmp_path / saved[0]).pages[0].extract_text()
    assert reader.opened == []
    dialog.reader_button.click()
    (shown_copy,) = reader.opened
    assert Path(shown_copy).read_bytes() == dialog.content


def test_names_or_functions_are_redrawn_in_place(
    context: Context, meeting: Meeting, qtbot: QtBot, saved: list[str], reader: Reader, tmp_path: Path
) -> None:
    dialog = MinutesDialog(context, meeting, "Relevé")
    name = people.pair(context.book).elu.name
    assert name in shown(dialog, qtbot)
    assert "Ce relevé porte vos noms" in words_of(dialog)
    begun = time.perf_counter()
    dialog.who.buttons[FUNCTIONS].click()
    assert time.perf_counter() - begun < 5
    qtbot.waitUntil(lambda: "Vu avec le maire et Mme Durand." in pages(dialog))
    assert name not in pages(dialog)
    assert "Les autres noms" in words_of(dialog)
    dialog.save_button.click()
    assert saved == [f"releve-fonctions_Valmont_{meeting.day.isoformat()}.pdf"]
    assert reader.opened == []
    said = PdfReader(tmp_path / saved[0]).pages[0].extract_text()
    assert name not in said
    assert "Notes en cours, point non clos" in said
    button(dialog, "Fermer cet avis").click()
    assert "Le document est enregistré" not in words_of(dialog)


def test_the_choice_is_not_remembered(context: Context, meeting: Meeting, qtbot: QtBot) -> None:
    first = MinutesDialog(context, meeting, "Relevé")
    shown(first, qtbot)
    first.who.buttons[FUNCTIONS].click()
    second = MinutesDialog(context, meeting, "Relevé")
    shown(second, qtbot)
    assert second.who.value() == NAMES


def test_a_disk_that_refuses_is_told_in_the_dialog(
    context: Context, meeting: Meeting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nowhere = tmp_path / "absent" / "releve.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(nowhere), ""))
    dialog = MinutesDialog(context, meeting, "Relevé")
    shown(dialog, qtbot)
    dialog.save_button.click()
    assert dialog.problem.isVisible()
    assert "releve" in dialog.problem.text() or "absent" in dialog.problem.text()
    assert "Le document est enregistré" not in words_of(dialog)


def test_notes_begun_are_one_step_from_the_agenda(context: Context, meeting: Meeting, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    said: list[str] = []

    def go_on(dialog: AgendaDialog) -> None:
        button(dialog, NOTES).click()
        in_dialog(MinutesDialog, lambda notes: said.append(pages(notes)))

    in_dialog(AgendaDialog, go_on)
    meeting_papers.print_agenda(context, meeting, parent)
    assert "Notes en cours, point non clos" in said[0]


def test_an_agenda_without_notes_leads_to_none(context: Context, qtbot: QtBot) -> None:
    planned = meetings.plan(context.book, MeetingKind.OTHER, context.book.today).id
    dialog = AgendaDialog(context, meetings.get(context.book, planned), "Ordre du jour")
    shown(dialog, qtbot)
    assert NOTES not in [each.text() for each in dialog.findChildren(QPushButton)]


@pytest.mark.parametrize("ask", [meeting_papers.print_agenda, meeting_papers.print_minutes])
def test_escape_leaves_without_writing(
    context: Context, meeting: Meeting, qtbot: QtBot, saved: list[str], ask: object
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    seen = in_dialog(PaperDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert callable(ask)
    ask(context, meeting, parent)
    assert len(seen) == 1
    assert saved == []
