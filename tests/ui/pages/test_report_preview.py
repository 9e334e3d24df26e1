"""« Voici exactement ce qui partira »: the pages, the values, the agreement, the file."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk.core.errors import UserError
from desk.core.meetings import MeetingKind
from desk.core.people import Function, Gender, Seat
from desk.core.report import AGREED, PROJECT
from desk.notebook import log, meetings, people, register, report, report_asks, succession
from desk.notebook.book import Notebook
from desk.notebook.opening import PersonDraft
from desk.ui.dialogs.code import CodeDialog
from desk.ui.dialogs.period import ELSEWHERE, ElsewhereDialog
from desk.ui.dialogs.send_report import SendDialog
from desk.ui.pages.report_preview import FAILED, ReportPreviewPage
from desk.ui.pages.report_words import parts
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.focus import keyboard_in
from desk.ui.widgets.pdf_preview import PdfPreview
from tests.ui.accessible import unnamed
from tests.ui.pages import bilan as scene
from tests.ui.pages.at_work import AtWork, plain
from tests.ui.pages.bilan import RealDocuments, preview, saving_to, tabbed, wait_drawn


@pytest.fixture
def documents() -> RealDocuments:
    return RealDocuments()


@pytest.fixture
def work(look: QApplication, notebook: Notebook, documents: RealDocuments, qtbot: QtBot) -> AtWork:
    scene.work_something(notebook)
    return AtWork(notebook, documents, qtbot)


def both_agree(notebook: Notebook) -> None:
    """On today's bilan, one by telephone."""
    values, pair = report.data(notebook, notebook.today), people.pair(notebook)
    report.agree(notebook, values, people.unlock(notebook, pair.elu.id))
    report.agree_elsewhere(notebook, values, pair.sgm.id, "telephone", notebook.today)


def pages_of(page: ReportPreviewPage) -> list[str]:
    """What each page shown says."""
    shown = [each for each in page.findChildren(PdfPreview) if each.isVisible()]
    assert len(shown) == 1
    return [plain(each.accessibleDescription()) for each in shown[0].pages]


def test_every_value_that_leaves_is_shown_and_no_free_text(work: AtWork) -> None:
    page = preview(work)
    for part in parts(page._data):
        assert work.sees(plain(part.title))
        for name, value in part.rows:
            assert work.sees(plain(name)), name
            assert work.sees(plain(value)), value
    assert work.sees("Valmont")
    assert work.sees("36202")
    for secret in (scene.SUBJECT, scene.AGREED, scene.ACTION, "Mme Roy"):
        assert not work.sees(secret)
        assert not any(secret in said for said in pages_of(page))
    assert work.sees("Rien n’est envoyé")
    assert unnamed(page) == []


def test_the_very_pages_are_shown(work: AtWork) -> None:
    page = preview(work)
    assert "Valmont" in pages_of(page)[0]
    assert "PROJET" in pages_of(page)[0]
    sheet = page.findChildren(PdfPreview)[0].pages[0]
    work.qtbot.waitUntil(lambda: sheet.height() > 200)  # laid out at the next event
    first = sheet.grab().toImage()
    seen = {first.pixelColor(x, y).name() for x in range(0, first.width(), 3) for y in range(0, 200, 3)}
    assert len(seen) > 5


def test_the_window_lives_while_the_bilan_is_drawn(work: AtWork, documents: RealDocuments) -> None:
    documents.paused = True
    page = work.go("report_preview")
    assert isinstance(page, ReportPreviewPage)
    assert work.sees("Le bilan se dessine…")
    assert work.sees("Code INSEE")
    work.click("Donner mon accord : le maire")
    assert work.sees("Accord donné à l’écran")
    documents.paused = False
    wait_drawn(work, page)
    assert not work.sees("Le bilan se dessine…")


def test_leaving_while_it_is_drawn_breaks_nothing(work: AtWork, documents: RealDocuments) -> None:
    documents.paused = True
    for _ in range(4):
        work.go("report_preview")
        work.go("report")
    documents.paused = False
    work.qtbot.waitUntil(lambda: documents.drawn == 4, timeout=20_000)
    work.qtbot.wait(100)
    assert work.page.name == "report"
    assert work.said == ""
    assert len(pages_of(preview(work))) >= 1


def test_both_agree_one_on_screen_one_by_telephone_and_back(work: AtWork, notebook: Notebook) -> None:
    page = preview(work)
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

    work.answering(act, lambda: work.click(f"{ELSEWHERE} : la secrétaire générale"))
    assert work.sees("Accord donné par téléphone le 21 novembre 2026")
    assert page._data["statut"] == AGREED
    wait_drawn(work, page)
    assert not any("PROJET" in said for said in pages_of(page))
    work.click("Retirer l’accord : la secrétaire générale")
    assert page._data["statut"] == PROJECT
    wait_drawn(work, page)
    assert "PROJET" in pages_of(page)[0]
    assert [each.person_id for each in report.agreements(notebook, page._data["empreinte"])] == [
        people.pair(notebook).elu.id
    ]


def test_after_each_word_given_the_keyboard_goes_on(work: AtWork) -> None:
    page = preview(work)
    for words in ("Donner mon accord : le maire", "Donner mon accord : la secrétaire générale"):
        give = work.button(words)
        give.setFocus()
        work.key(give, Qt.Key.Key_Return)
        if page._data["statut"] == PROJECT:
            assert keyboard_in(work.window) is page.agreement.heading
            assert tabbed(page, 2) == ["back-elu", "agree-sgm"]
    assert keyboard_in(work.window) is page.send
    take = work.button("Retirer l’accord : le maire")
    take.setFocus()
    work.key(take, Qt.Key.Key_Return)
    assert keyboard_in(work.window) is page.agreement.heading


def test_a_newcomer_is_not_told_to_have_agreed(work: AtWork, notebook: Notebook) -> None:
    """The pair of before had agreed on these days and saved: it stays agreed, by them."""
    both_agree(notebook)
    values = report.data(notebook, notebook.today)
    register.add(notebook, "bilan.pdf", values)
    newcomer = PersonDraft(Function.SGM, "Neuve", "Mme", Gender.FEMININE)
    succession.succeed(notebook, Seat.SGM, newcomer, notebook.today)
    page = preview(work)
    assert page._data["statut"] == AGREED
    assert work.sees("Le binôme d’avant est convenu de ce bilan", page.agreement)
    assert not work.sees("Les deux personnes sont convenues", page.agreement)


def test_agreeing_takes_the_code_where_there_is_one(work: AtWork, notebook: Notebook) -> None:
    elu = people.pair(notebook).elu
    people.set_code(notebook, people.unlock(notebook, elu.id), "quatre mots bien secrets")
    page = preview(work)
    work.answering(lambda dialog: dialog.reject(), lambda: work.click("Donner mon accord : le maire"))
    assert report.agreements(notebook, page._data["empreinte"]) == []

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, CodeDialog)
        work.type(dialog.field, "quatre mots bien secrets")
        work.press(dialog)

    work.answering(act, lambda: work.click("Donner mon accord : le maire"))
    assert len(report.agreements(notebook, page._data["empreinte"])) == 1


def test_a_change_after_the_agreement_asks_again_and_says_what_changed(
    work: AtWork, notebook: Notebook
) -> None:
    both_agree(notebook)
    page = preview(work)
    assert page._data["statut"] == AGREED
    assert not work.sees("ceci a changé")
    change = work.window.runner.do
    change(lambda: report_asks.set_asked(notebook, "juridique", True))
    meeting = meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 22)).id
    change(lambda: meetings.close(notebook, meeting))
    assert page._data["statut"] == PROJECT
    assert work.sees("Depuis le dernier accord donné, ceci a changé")
    assert "Le bilan a changé depuis le dernier accord donné" in page.standing.text()
    assert work.sees("Points tenus : 2 (avant : 1)")
    assert work.sees("Demande : Une réponse à une question juridique, en plus")
    assert work.button("Donner mon accord : le maire").isEnabled()
    wait_drawn(work, page)
    assert "PROJET" in pages_of(page)[0]
    change(lambda: report_asks.set_asked(notebook, "juridique", False))
    assert not work.sees("éponse à une question juridique")


def test_back_to_what_both_agreed_on_nothing_is_said_to_have_changed(
    work: AtWork, notebook: Notebook
) -> None:
    both_agree(notebook)
    page = preview(work)
    change = work.window.runner.do
    change(lambda: report_asks.set_asked(notebook, "rappel", True))
    assert work.sees("ceci a changé")
    work.click("Donner mon accord : le maire")
    assert not work.sees("ceci a changé")
    change(lambda: report_asks.set_asked(notebook, "rappel", False))
    assert page._data["statut"] == AGREED
    assert not work.sees("ceci a changé")


def test_saving_writes_what_was_shown_registers_it_and_shows_where(
    work: AtWork,
    notebook: Notebook,
    documents: RealDocuments,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = preview(work)
    target = tmp_path / "sorties" / "bilan.pdf"
    target.parent.mkdir()
    proposed = saving_to(monkeypatch, target.with_suffix(""))
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    work.click("Enregistrer le PDF…")
    assert Path(proposed[0]).name == "binome_36202_Valmont_2026-11-22.pdf"
    assert target.read_bytes() == documents.draw_report(page._data)
    (line,) = register.lines(notebook)
    assert (line.file_name, line.agreed, line.fingerprint) == ("bilan.pdf", False, page._data["empreinte"])
    assert work.sees("Le projet de bilan est enregistré")
    assert work.sees("Le mot PROJET est en tête de chaque page")
    assert work.sees(str(target))
    work.click("Ouvrir le dossier")
    assert opened == [str(target.parent)]
    assert work.settings["report_folder"] == str(target.parent)


def test_saving_before_it_is_drawn_waits_for_the_pages(
    work: AtWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.go("report_preview")
    saving_to(monkeypatch, tmp_path / "bilan.pdf")
    work.click("Enregistrer le PDF…")
    assert (tmp_path / "bilan.pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_that_refuses_is_told_and_nothing_is_registered(
    work: AtWork, notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview(work)
    saving_to(monkeypatch, tmp_path / "absent" / "bilan.pdf")
    work.click("Enregistrer le PDF…")
    assert "introuvable" in work.said
    assert register.lines(notebook) == []
    assert not work.sees("est enregistré")


def test_a_target_that_is_a_folder_is_told_and_kept(
    work: AtWork, notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bilan.pdf").mkdir()
    preview(work)
    saving_to(monkeypatch, tmp_path / "bilan.pdf")
    work.click("Enregistrer le PDF…")
    assert "bilan.pdf" in work.said
    assert register.lines(notebook) == []


def test_giving_up_the_file_name_does_nothing(
    work: AtWork, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview(work)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    work.click("Enregistrer le PDF…")
    assert register.lines(notebook) == []


def test_a_project_is_saved_but_not_sent(work: AtWork, notebook: Notebook) -> None:
    page = preview(work)
    assert not page.send.isVisible()
    assert work.sees("il s’envoie une fois convenu")
    both_agree(notebook)
    page = preview(work)
    assert page.send.isVisible()
    assert not work.sees("Un projet")


def test_saved_then_offered_to_be_sent(
    work: AtWork, notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_agree(notebook)
    preview(work)
    saving_to(monkeypatch, tmp_path / "bilan.pdf")

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, SendDialog)
        assert work.sees(str(tmp_path / "bilan.pdf"), dialog)

    work.answering(act, lambda: work.click("Enregistrer et envoyer…"))
    (line,) = register.lines(notebook)
    assert line.agreed
    assert line.sent_on is None
    assert work.sees("Le bilan est enregistré")


def test_giving_up_the_file_name_offers_nothing_to_send(
    work: AtWork, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_agree(notebook)
    preview(work)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    work.click("Enregistrer et envoyer…")
    assert register.lines(notebook) == []
    assert QApplication.activeModalWidget() is None


def test_it_is_printed_as_shown_and_a_file_kept_from_there_is_registered(
    work: AtWork, notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = preview(work)

    def act(dialog: Dialog) -> None:
        shown = dialog.findChild(PdfPreview)
        assert shown is not None
        said = [plain(each.accessibleDescription()) for each in shown.pages]
        assert said == pages_of(page)
        work.click("Enregistrer le PDF…", dialog)

    saving_to(monkeypatch, tmp_path / "imprime.pdf")
    work.answering(act, lambda: work.click("Imprimer…"))
    assert (tmp_path / "imprime.pdf").read_bytes().startswith(b"%PDF")
    assert [each.file_name for each in register.lines(notebook)] == ["imprime.pdf"]


def test_ten_years_are_shown_to_the_last_value(
    work: AtWork, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = report.data(notebook, notebook.today)
    texts = [{"date": "2026-03-01", "texte": f"Convenu numéro {number}"} for number in range(150)]
    told = {**values, "titres_convenu": texts, "options": {**values["options"], "convenu": True}}
    monkeypatch.setattr(report, "data", lambda *_: dict(told))
    page = preview(work)
    words = " ".join(work.words())
    assert all(f"Convenu numéro {number}" in words for number in (0, 75, 149))
    assert unnamed(page) == []


def test_an_example_is_never_sent(work: AtWork, notebook: Notebook) -> None:
    commune = notebook.store.rows("commune")[0]
    notebook.store.update("commune", commune["id"], {"example": 1})
    both_agree(notebook)
    page = preview(work)
    assert page._data["statut"] == AGREED
    assert not page.send.isVisible()
    assert work.sees("mais il ne s’envoie pas")


def test_in_a_carnet_only_read_no_agreement_is_given_and_the_file_can_be_had(
    work: AtWork, notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_agree(notebook)
    monkeypatch.setattr(notebook.store, "read_only", True)
    page = preview(work)
    assert work.sees("aucun accord ne peut y être noté")
    assert not work.sees("Retirer l’accord")
    assert not page.send.isVisible()
    saving_to(monkeypatch, tmp_path / "bilan.pdf")
    work.click("Enregistrer le PDF…")
    assert (tmp_path / "bilan.pdf").read_bytes().startswith(b"%PDF")
    assert register.lines(notebook) == []


def test_a_known_problem_while_drawing_is_told_and_tried_again(
    work: AtWork, documents: RealDocuments
) -> None:
    documents.problem = UserError("Le disque est plein.", "Libérez de la place.")
    page = preview(work)
    assert work.said == "Le disque est plein. Libérez de la place."
    assert work.sees(FAILED)
    documents.problem = None
    work.click("Recommencer")
    wait_drawn(work, page)
    assert not work.sees(FAILED)
    assert "Valmont" in pages_of(page)[0]


def test_a_bug_while_drawing_goes_to_the_crash_path_and_the_page_says_so(
    work: AtWork, documents: RealDocuments, qtbot: QtBot
) -> None:
    documents.problem = RuntimeError("the document process died")
    with qtbot.captureExceptions() as met:
        preview(work)
        QApplication.processEvents()
    assert [str(error) for _, error, _ in met] == ["the document process died"]
    assert work.sees(FAILED)


def test_tab_goes_as_one_reads_after_a_file_was_saved(
    work: AtWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = preview(work)
    saving_to(monkeypatch, tmp_path / "bilan.pdf")
    work.click("Enregistrer le PDF…")
    work.click("Donner mon accord : le maire")
    wait_drawn(work, page)
    work.button("Aller à l’accord de chacun").setFocus()
    assert tabbed(page, 5) == ["to-values", "open-folder", "back-elu", "agree-sgm", "elsewhere-sgm"]


def test_folded_on_a_small_screen_the_agreement_is_one_click_away(work: AtWork) -> None:
    work.window.resize(910, 470)
    page = preview(work)
    work.click("Aller à l’accord de chacun")
    QApplication.processEvents()
    top = page.agreement.mapTo(page.scroller.viewport(), page.agreement.rect().topLeft()).y()
    assert 0 <= top < 200
    assert QApplication.focusWidget() is page.agreement.heading


def test_pages_unreadable_are_said_so(look: QApplication, qtbot: QtBot) -> None:
    shown = PdfPreview(b"not a document")
    qtbot.addWidget(shown)
    assert shown.pages == []


def test_the_same_data_are_not_drawn_twice(
    work: AtWork, notebook: Notebook, documents: RealDocuments
) -> None:
    page = preview(work)
    item = log.open_actions(notebook)[0]
    other = partial(log.edit_action, notebook, item.id, item.text, "", "M. Lebrun", item.due)
    assert work.window.runner.do(other) is not None
    assert documents.drawn == 1
    assert page.note.isHidden()
