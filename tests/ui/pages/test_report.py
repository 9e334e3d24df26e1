"""« Bilan »: what is prepared before one looks at what will leave."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.core.errors import UserError
from desk.notebook import people, register, report, report_asks
from desk.notebook.book import Notebook
from desk.ui.dialogs.period import PeriodDialog
from desk.ui.dialogs.print_document import PrintDialog
from desk.ui.pages.report_preview import ReportPreviewPage
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.dialog import Dialog
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork, plain
from tests.ui.pages.bilan import (
    ACTION,
    AGREED,
    SUBJECT,
    RealDocuments,
    bilan,
    tabbed,
    wait_drawn,
    work_something,
)


@pytest.fixture
def documents() -> RealDocuments:
    return RealDocuments()


@pytest.fixture
def work(look: QApplication, notebook: Notebook, documents: RealDocuments, qtbot: QtBot) -> AtWork:
    work_something(notebook)
    return AtWork(notebook, documents, qtbot)


def test_the_bilan_in_brief_without_a_word_of_the_log(work: AtWork) -> None:
    page = bilan(work)
    assert work.sees("1 point tenu, 1 élément convenu, 0 action faite.")
    assert work.sees("Pratiques choisies : « ")
    assert work.sees("Du 23 novembre 2025 au 22 novembre 2026.")
    assert work.sees("Rien n’est envoyé")
    assert work.sees("Projet")
    for secret in (SUBJECT, AGREED, ACTION, "Mme Roy"):
        assert not work.sees(secret)
    assert unnamed(page) == []


def test_nothing_yet_says_what_the_bilan_will_hold(
    look: QApplication, notebook: Notebook, qtbot: QtBot
) -> None:
    work = AtWork(notebook, RealDocuments(), qtbot)
    bilan(work)
    assert work.sees("Il n’y a encore rien à raconter de cette période. Le bilan dira combien de points")
    assert not work.sees("0 point")
    work.click("Voir nos points")
    assert work.page.name == "meetings"


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
    assert work.sees("0 point tenu") or work.sees("encore rien à raconter")


def test_giving_up_free_dates_keeps_the_period(work: AtWork) -> None:
    page = bilan(work)
    work.click("6 mois")
    work.answering(lambda dialog: dialog.reject(), lambda: work.click("Autres dates…"))
    assert page.choice.value() == "6"


def test_the_days_chosen_are_those_of_what_will_leave(work: AtWork) -> None:
    bilan(work)
    work.click("6 mois")
    work.click("Voir exactement ce qui partira")
    page = work.page
    assert isinstance(page, ReportPreviewPage)
    wait_drawn(work, page)
    assert page._data["periode"] == {"du": "2026-05-22", "au": "2026-11-22"}
    work.click("Revenir à : Bilan")
    assert work.sees("Du 22 mai 2026 au 22 novembre 2026.")


def test_what_is_asked_of_the_cdg_is_ticked_by_keyboard_and_undone(work: AtWork, notebook: Notebook) -> None:
    page = bilan(work)
    box = page.asks.boxes["remplacement"]
    work.key(box, Qt.Key.Key_Space)
    assert report_asks.asked(notebook) == ("remplacement",)
    assert report.data(notebook, notebook.today)["demandes"] == ["remplacement"]
    work.undo()
    assert report_asks.asked(notebook) == ()
    assert not box.isChecked()


def test_mediation_is_never_asked_here_and_it_is_said_why(work: AtWork) -> None:
    page = bilan(work)
    assert work.sees("La médiation n’est pas dans cette liste : chacun peut la demander seul")
    assert not [box for box in page.asks.boxes.values() if "médiation" in box.text().lower()]
    work.click("Voir « Mon CDG »")
    assert work.page.name == "cdg"


def test_in_a_carnet_only_read_nothing_is_asked_nor_decided(
    work: AtWork, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook.store, "read_only", True)
    page = bilan(work)
    assert not [box for box in page.findChildren(CheckBox) if box.isEnabled() and box.isVisible()]
    assert not work.sees("Décider…")
    assert work.button("Voir exactement ce qui partira").isEnabled()


def test_a_bilan_begun_on_another_day_is_taken_up_where_it_was_left(work: AtWork, notebook: Notebook) -> None:
    left = report.data(notebook, date(2026, 11, 21))
    sgm = people.pair(notebook).sgm
    report.agree(notebook, left, people.unlock(notebook, sgm.id))
    bilan(work)
    assert work.sees("Le bilan du 22 novembre 2025 au 21 novembre 2026 attend encore un accord.")
    work.click("Le reprendre")
    page = work.page
    assert isinstance(page, ReportPreviewPage)
    wait_drawn(work, page)
    assert page._data["date"] == "2026-11-21"
    assert work.sees("Accord donné à l’écran le 22 novembre 2026")
    report.agree_elsewhere(notebook, left, people.pair(notebook).elu.id, "papier", date(2026, 11, 22))
    bilan(work)
    assert work.sees("est convenu ; il n’a pas encore été enregistré")
    register.add(notebook, "bilan.pdf", report.sealed(notebook, left))
    bilan(work)
    assert not work.sees("Un bilan est en cours")


def test_a_bilan_left_long_ago_is_not_proposed(work: AtWork, notebook: Notebook) -> None:
    left = report.data(notebook, date(2026, 6, 1))
    report.agree(notebook, left, people.unlock(notebook, people.pair(notebook).sgm.id))
    bilan(work)
    assert not work.sees("Un bilan est en cours")


def test_ctrl_p_shows_the_days_chosen_as_soon_as_they_are_drawn(
    work: AtWork, documents: RealDocuments
) -> None:
    bilan(work)
    work.click("6 mois")
    documents.paused = True

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, PrintDialog)
        assert work.sees("Le bilan se dessine…", dialog)
        assert not work.button("Imprimer…", dialog).isEnabled()
        documents.paused = False
        work.qtbot.waitUntil(lambda: dialog.preview is not None, timeout=20_000)
        assert not work.sees("Le bilan se dessine…", dialog)
        assert dialog.preview is not None
        assert "22 mai 2026" in plain(dialog.preview.pages[0].accessibleDescription())
        assert work.button("Imprimer…", dialog).isEnabled()

    work.answering(act, work.window.print_page)


def test_a_bilan_that_cannot_be_drawn_is_told_where_one_looks(work: AtWork, documents: RealDocuments) -> None:
    bilan(work)
    documents.problem = UserError("Le disque est plein.", "Libérez de la place.")

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, PrintDialog)
        work.qtbot.waitUntil(lambda: "Le disque est plein." in dialog.problem.text(), timeout=20_000)
        assert not work.button("Enregistrer le PDF…", dialog).isEnabled()

    work.answering(act, lambda: work.click("Imprimer…"))


def test_closing_before_it_is_drawn_breaks_nothing(work: AtWork, documents: RealDocuments) -> None:
    bilan(work)
    documents.paused = True
    work.answering(lambda dialog: dialog.reject(), lambda: work.click("Imprimer…"))
    documents.paused = False
    work.qtbot.waitUntil(lambda: documents.drawn == 1, timeout=20_000)
    work.qtbot.wait(100)
    assert QApplication.activeModalWidget() is None


def test_tab_goes_as_one_reads_after_every_change(work: AtWork, notebook: Notebook) -> None:
    left = report.data(notebook, date(2026, 11, 21))
    report.agree(notebook, left, people.unlock(notebook, people.pair(notebook).sgm.id))
    register.add(notebook, "bilan.pdf", left)
    page = bilan(work)
    work.window.runner.do(lambda: report_asks.set_asked(notebook, "rappel", True))
    page.choice.setFocus()
    met = tabbed(page, 13)
    asks = [f"ask-{key}" for key in page.asks.boxes]
    decide = ["decide-convenu", "decide-actions"]
    assert met == ["resume", *asks, "see-cdg", *decide, "see-register"][: len(met)]
    assert len(met) >= 10


def test_the_last_bilans_saved_and_the_way_to_the_register(work: AtWork, notebook: Notebook) -> None:
    for number in range(5):
        values = report.data(notebook, date(2026, 11, 10 + number))
        made = register.add(notebook, f"bilan {number}.pdf", values).id
    register.mark_sent(notebook, made, "Le CDG, par courriel", date(2026, 11, 20))
    page = bilan(work)
    assert [number for number in range(5) if work.sees(f"bilan {number}.pdf")] == [2, 3, 4]
    assert work.sees("22 novembre 2026 à 14:32 · projet · empreinte")
    assert work.sees("marqué comme envoyé le 20 novembre 2026 · Le CDG, par courriel")
    assert page.register.findChild(QWidget, "see-register") is not None
