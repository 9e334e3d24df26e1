from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk import paths
from desk.core.form import FormReading
from desk.core.handout import Handout, Imprint
from desk.core.meetings import MeetingKind
from desk.core.report import AGREED, PROJECT
from desk.notebook import agenda, log, meetings, people, practices, report
from desk.notebook.book import Notebook
from desk.pdf.press import Press
from desk.pdf.report import draw_report
from desk.ui.dialogs.code import CodeDialog
from desk.ui.dialogs.period import ElsewhereDialog, PeriodDialog
from desk.ui.pages.report import ReportPage
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.pdf_preview import PdfPreview
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork


class RealDocuments:
    """Draws the real bilan, here rather than in another process."""

    def draw_report(self, data: Mapping[str, Any]) -> bytes:
        return draw_report(dict(data), Press(paths.fonts_dir(), paths.resources() / "colours" / "sRGB.icc"))

    def draw_form(self, data: Mapping[str, Any], fillable: bool) -> bytes:
        raise NotImplementedError

    def draw_handout(self, handout: Handout, imprint: Imprint) -> bytes:
        raise NotImplementedError

    def read_form(self, path: Path) -> FormReading:
        raise NotImplementedError


@pytest.fixture
def work(look: QApplication, notebook: Notebook, qtbot: QtBot) -> AtWork:
    meeting = meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 20)).id
    item = agenda.add(notebook, meeting, "Un sujet confidentiel").id
    log.agree(notebook, item, "Une phrase convenue")
    log.add_action(notebook, item, "Une action nommée", owner_name="Mme Roy", due=date(2026, 11, 21))
    meetings.close(notebook, meeting)
    practices.choose(notebook, "p01")
    return AtWork(notebook, RealDocuments(), qtbot)


def bilan(work: AtWork) -> ReportPage:
    page = work.go("report")
    assert isinstance(page, ReportPage)
    return page


def saving_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    """The system's own dialog answers `path`; what it proposed is kept."""
    proposed: list[str] = []

    def answer(_parent: object, _title: str, shown: str, _kinds: str) -> tuple[str, str]:
        proposed.append(shown)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return proposed


def test_every_value_that_leaves_is_shown_and_no_free_text(work: AtWork) -> None:
    page = bilan(work)
    for value in ("Valmont", "36202", "412", "CDG 36", "maire, secrétaire générale de mairie", "Projet"):
        assert work.sees(value)
    assert work.sees("du 23 novembre 2025 au 22 novembre 2026")
    assert work.sees("0 faite, 0 en cours, 1 à faire, 0 abandonnée ; 1 à reprendre, la date est passée")
    assert work.sees("depuis le 22 novembre 2026")
    for secret in ("Un sujet confidentiel", "Une phrase convenue", "Une action nommée", "Mme Roy"):
        assert not work.sees(secret)
    assert work.sees("Rien n’est envoyé")
    assert unnamed(page) == []


def test_periods(work: AtWork) -> None:
    page = bilan(work)
    work.click("6 mois")
    assert page.period().start == date(2026, 5, 22)
    work.click("Depuis le début")
    assert page.period().start == date(2026, 11, 20)

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, PeriodDialog)
        dialog.start.set_value(date(2026, 12, 1))
        work.press(dialog)
        assert work.sees("Le premier jour vient après le dernier", dialog)
        dialog.start.set_value(date(2026, 11, 1))
        dialog.end.set_value(date(2026, 11, 15))
        work.press(dialog)

    work.answering(act, lambda: work.click("Autres dates…"))
    assert work.sees("Du 1er novembre 2026 au 15 novembre 2026.")
    assert page._data["points"]["tenus"] == 0


def test_giving_up_free_dates_keeps_the_period(work: AtWork) -> None:
    page = bilan(work)
    work.click("6 mois")
    work.answering(lambda dialog: dialog.reject(), lambda: work.click("Autres dates…"))
    assert page.choice.value() == "6"


def test_both_agree_one_on_screen_one_by_telephone_and_back(work: AtWork, notebook: Notebook) -> None:
    page = bilan(work)
    work.click("Donner mon accord : le maire")
    assert work.sees("Accord donné à l’écran le 22 novembre 2026")
    assert page._data["statut"] == PROJECT

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, ElsewhereDialog)
        work.press(dialog)
        assert work.sees("Choisissez comment", dialog)
        work.click("Par téléphone", dialog)
        dialog.day.set_value(date(2026, 12, 1))
        work.press(dialog)
        assert work.sees("Cette date est à venir", dialog)
        dialog.day.set_value(date(2026, 11, 21))
        work.press(dialog)

    work.answering(act, lambda: work.click("Noter un accord donné ailleurs : la secrétaire générale"))
    assert work.sees("Accord donné par téléphone le 21 novembre 2026")
    assert page._data["statut"] == AGREED
    work.click("Retirer l’accord : la secrétaire générale")
    assert page._data["statut"] == PROJECT
    assert [each.person_id for each in report.agreements(notebook, page._data["empreinte"])] == [
        people.pair(notebook).elu.id
    ]


def test_agreeing_takes_the_code_where_there_is_one(work: AtWork, notebook: Notebook) -> None:
    elu = people.pair(notebook).elu
    people.set_code(notebook, people.unlock(notebook, elu.id), "quatre mots bien secrets")
    page = bilan(work)
    work.answering(lambda dialog: dialog.reject(), lambda: work.click("Donner mon accord : le maire"))
    assert report.agreements(notebook, page._data["empreinte"]) == []

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, CodeDialog)
        work.type(dialog.field, "quatre mots bien secrets")
        work.press(dialog)

    work.answering(act, lambda: work.click("Donner mon accord : le maire"))
    assert len(report.agreements(notebook, page._data["empreinte"])) == 1


def test_saving_writes_registers_and_shows_where(
    work: AtWork, notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = bilan(work)
    target = tmp_path / "sorties" / "bilan.pdf"
    target.parent.mkdir()
    proposed = saving_to(monkeypatch, target.with_suffix(""))
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    work.click("Enregistrer le PDF…")
    assert Path(proposed[0]).name == "binome_36202_Valmont_2026-11-22.pdf"
    assert target.read_bytes().startswith(b"%PDF")
    written = report.exports(notebook)
    assert [(each.file_name, each.agreed) for each in written] == [("bilan.pdf", False)]
    assert written[0].fingerprint == page._data["empreinte"]
    assert work.sees("Bilans enregistrés")
    assert work.sees("22 novembre 2026 à 14:32 · projet · empreinte")
    assert work.sees(str(target))
    work.click("Ouvrir le dossier")
    assert opened == [str(target.parent)]
    assert work.settings["report_folder"] == str(target.parent)


def test_a_folder_that_refuses_is_told_and_nothing_is_registered(
    work: AtWork, notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bilan(work)
    saving_to(monkeypatch, tmp_path / "absent" / "bilan.pdf")
    work.click("Enregistrer le PDF…")
    assert "introuvable" in work.said
    assert report.exports(notebook) == []
    assert not work.sees("Le bilan est enregistré")


def test_giving_up_the_file_name_does_nothing(
    work: AtWork, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    bilan(work)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    work.click("Enregistrer le PDF…")
    assert report.exports(notebook) == []


def test_the_preview_shows_the_very_pages(work: AtWork) -> None:
    bilan(work)

    def act(dialog: Dialog) -> None:
        preview = dialog.findChild(PdfPreview)
        assert preview is not None
        assert preview.pages
        first = preview.pages[0]
        assert "Valmont" in first.accessibleDescription()
        picture = first.grab().toImage()
        colours = {
            picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(0, 200, 3)
        }
        assert len(colours) > 5
        work.press(dialog)

    work.answering(act, lambda: work.click("Aperçu"))


def test_a_document_that_cannot_be_shown_says_so(look: QApplication, qtbot: QtBot) -> None:
    preview = PdfPreview(b"not a document")
    qtbot.addWidget(preview)
    assert preview.pages == []
