"""« Exporter… » and « Envoyer à l’autre », with real files."""

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desk.core.meetings import MeetingKind
from desk.notebook import agenda, log, meetings, people
from desk.ui.context import Context
from desk.ui.dialogs.export_points import ALL, CSV, ICS, ExportDialog, export_points
from desk.ui.dialogs.share_meeting import ShareDialog, share
from desk.ui.widgets.dialog import Dialog
from tests.core import ics_reader
from tests.ui.accessible import unnamed
from tests.ui.dialog_driver import accept, button, in_dialog, words_of

NOTE = "Ce qui se dit entre nous"
POINT_DAY = date(2026, 11, 27)


@pytest.fixture
def host(context: Context, qtbot: QtBot) -> QWidget:
    """A window with two points, a note, an action of each."""
    book, both = context.book, people.pair(context.book)
    meeting = meetings.plan(book, MeetingKind.WEEKLY, POINT_DAY, time(9)).id
    item = agenda.add(book, meeting, "École").id
    agenda.write_notes(book, item, NOTE)
    log.agree(book, item, "Le dossier est prêt")
    log.add_action(book, item, "Appeler", both.elu.id, due=date(2026, 12, 4))
    log.add_action(book, item, "Écrire", both.sgm.id)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def saved_at(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))


def test_notes_stay_here_unless_asked_for(
    context: Context, host: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path))

    def answer(dialog: ExportDialog) -> None:
        assert unnamed(dialog) == []
        assert "n’est plus sous la protection du carnet" in words_of(dialog)
        assert not dialog.notes.isChecked()
        dialog.format.set_value(CSV)
        accept(dialog)

    assert in_dialog(ExportDialog, answer) == []
    export_points(context, host)
    names = sorted(path.name for path in tmp_path.glob("*.csv"))
    assert names == [
        f"binome_36202_Valmont_{name}_2026-11-22.csv" for name in ("actions", "convenu", "points", "sujets")
    ]
    assert not any(NOTE in path.read_text("utf-8-sig") for path in tmp_path.glob("*.csv"))
    assert "4 tableaux" in context.messages.text.text()


def test_with_the_notes_of_one_table(
    context: Context, host: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    saved_at(monkeypatch, tmp_path / "sujets.csv")

    def answer(dialog: ExportDialog) -> None:
        dialog.format.buttons[CSV].click()
        dialog.table.buttons["actions"].click()
        assert not dialog.notes.isVisible()
        dialog.table.buttons["sujets"].click()
        assert dialog.notes.isVisible()
        dialog.notes.click()
        dialog.period.set_value("2026")
        accept(dialog)

    in_dialog(ExportDialog, answer)
    export_points(context, host)
    assert NOTE in (tmp_path / "sujets.csv").read_text("utf-8-sig")


def test_a_workbook_of_all_tables(
    context: Context, host: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    saved_at(monkeypatch, tmp_path / "tout.ods")
    in_dialog(ExportDialog, accept)
    export_points(context, host)
    assert (tmp_path / "tout.ods").read_bytes().startswith(b"PK")


def test_files_already_there_are_not_replaced_without_being_asked(
    context: Context, host: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path))
    there = tmp_path / "binome_36202_Valmont_points_2026-11-22.csv"
    there.write_text("à moi")

    def answer(dialog: ExportDialog) -> None:
        dialog.format.set_value(CSV)
        accept(dialog)
        QTimer.singleShot(0, refuse)

    asked: list[str] = []

    def refuse() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, Dialog) or isinstance(dialog, ExportDialog):
            QTimer.singleShot(10, refuse)
            return
        asked.append(words_of(dialog).replace("\u200b", ""))
        dialog.reject()

    in_dialog(ExportDialog, answer)
    export_points(context, host)
    assert "binome_36202_Valmont_points_2026-11-22.csv" in asked[0]
    assert there.read_text() == "à moi"
    assert list(tmp_path.glob("*.csv")) == [there]


def test_the_dates_for_a_calendar(
    context: Context, host: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    saved_at(monkeypatch, tmp_path / "dates.ics")

    def answer(dialog: ExportDialog) -> None:
        dialog.format.buttons[ICS].click()
        assert not dialog.table.isVisible()
        assert not dialog.notes.isVisible()
        accept(dialog)

    in_dialog(ExportDialog, answer)
    export_points(context, host)
    events = ics_reader.read((tmp_path / "dates.ics").read_bytes()).inside
    assert [event.text("SUMMARY") for event in events] == ["Point hebdomadaire", "Appeler (Maire)"]


def test_without_any_date_nothing_is_asked(context: Context, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)

    def answer(dialog: ExportDialog) -> None:
        assert dialog.period.value() == ALL
        dialog.format.set_value(ICS)
        accept(dialog)

    in_dialog(ExportDialog, answer)
    export_points(context, window)
    assert "Aucun point n’est prévu" in context.messages.text.text()


def test_a_folder_that_cannot_be_written_is_told(
    context: Context, host: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    saved_at(monkeypatch, tmp_path / "absent" / "tout.ods")
    in_dialog(ExportDialog, accept)
    export_points(context, host)
    assert context.messages.property("tone") == "error"


def test_the_text_is_whole_before_it_is_copied(
    context: Context, host: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    meeting = meetings.planned(context.book)[0]
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    saved_at(monkeypatch, tmp_path / "point.ics")

    def answer(dialog: ShareDialog) -> None:
        assert unnamed(dialog) == []
        text = dialog.text.text()
        assert dialog.text.edit.isReadOnly()
        assert "École" in text
        assert "- Écrire (sans date)" in text
        assert NOTE not in text
        assert "Appeler" not in text
        accept(dialog)
        assert dialog.isVisible()
        assert QGuiApplication.clipboard().text() == text
        assert "Le texte est copié" in words_of(dialog)
        dialog.reader.buttons["elu"].click()
        assert "- Appeler (pour le 4 décembre 2026)" in dialog.text.text()
        button(dialog, "Enregistrer pour l’agenda (.ics)…").click()

    in_dialog(ShareDialog, answer)
    share(context, meeting, host)
    summaries = [
        event.text("SUMMARY") for event in ics_reader.read((tmp_path / "point.ics").read_bytes()).inside
    ]
    assert summaries == ["Point hebdomadaire", "Appeler (Maire)"]
    assert opened == []
    assert context.settings.get("share_reader") == "elu"


def test_a_mail_opens_when_it_is_short_enough(
    context: Context, host: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, meeting = context.book, meetings.planned(context.book)[0]
    with book.store.atomic():
        book.store.delete("agenda_item", "title <> 'École'", [])
    opened: list[str] = []
    answers = [True, False]

    def handed_over(url: QUrl) -> bool:
        opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return answers.pop(0)

    monkeypatch.setattr(QDesktopServices, "openUrl", handed_over)

    def answer(dialog: ShareDialog) -> None:
        mail = button(dialog, "Ouvrir un courriel…")
        mail.click()
        assert "c’est vous qui l’envoyez" in words_of(dialog)
        mail.click()
        assert "Aucun programme de courriel" in words_of(dialog)
        for number in range(30):
            agenda.add(book, meeting.id, f"Un sujet assez long pour qu’il faille copier, numéro {number}")
        dialog.reader.buttons["elu"].click()
        mail.click()
        assert "trop long" in words_of(dialog)

    in_dialog(ShareDialog, answer)
    share(context, meeting, host)
    assert len(opened) == 2
    assert opened[0].startswith("mailto:?subject=Point%20hebdomadaire")
    assert "%0D%0A" in opened[0]
