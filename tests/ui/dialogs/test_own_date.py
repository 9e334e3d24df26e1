"""Entering a date: what it brings, a notice that is too late, mistakes under their fields."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desk.core.deadline import OwnKind
from desk.core.own_dates import OwnDeadline
from desk.core.wording import short_date
from desk.notebook import own_dates, people
from desk.notebook.book import Notebook
from desk.ui.context import Context
from desk.ui.dialogs.own_date import OwnDateDialog
from desk.ui.dialogs.own_date_words import notice_words
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import plain

Show = Callable[..., OwnDateDialog]


@pytest.fixture
def show(context: Context, qtbot: QtBot) -> Show:
    def make(own: OwnDeadline | None = None) -> OwnDateDialog:
        dialog = OwnDateDialog(context, own=own)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return make


def choose(dialog: OwnDateDialog, kind: OwnKind) -> None:
    index = dialog.kind.box.findData(kind.value)
    dialog.kind.box.setCurrentIndex(index)
    dialog.kind.box.activated.emit(index)


def said(dialog: OwnDateDialog) -> str:
    labels = [each for each in dialog.findChildren(QLabel) if each.isVisible()]
    return plain(" ".join(label.text() for label in labels))


def press(dialog: OwnDateDialog, qtbot: QtBot) -> None:
    assert dialog.primary is not None
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)


def test_each_kind_says_what_it_brings(show: Show, notebook: Notebook) -> None:
    dialog = show()
    assert "Cette date apporte avec elle" in said(dialog)
    assert "– envoyer la convocation, trois jours francs avant la séance" in said(dialog)
    assert "cinq jours francs" not in said(dialog), "412 inhabitants: the other delay is not theirs"
    choose(dialog, OwnKind.GRANT)
    assert "C’est une date limite" in said(dialog)
    assert "convocation" not in said(dialog)
    choose(dialog, OwnKind.CENSUS)
    assert "un jour quelconque de l’année du recensement" in said(dialog)
    choose(dialog, OwnKind.OTHER)
    assert "n’en apporte pas d’autre" in said(dialog)
    assert unnamed(dialog) == []


def test_only_what_comes_back_may_be_yearly(show: Show, notebook: Notebook, qtbot: QtBot) -> None:
    dialog = show()
    assert not dialog.yearly.isVisible()
    choose(dialog, OwnKind.OTHER)
    assert dialog.yearly.isVisible()
    dialog.yearly.click()
    choose(dialog, OwnKind.COUNCIL)
    dialog.day.edit.setText("11/12/2026")
    press(dialog, qtbot)
    assert [own.yearly for own in own_dates.own_dates(notebook)] == [False]


@pytest.mark.parametrize(
    ("meeting", "words"),
    [
        (
            date(2026, 11, 26),
            "Convocation à envoyer au plus tard le dimanche 22 novembre 2026 : 3 jours francs.",
        ),
        (
            date(2026, 11, 25),
            "Le dernier jour d’envoi de la convocation, le samedi 21 novembre 2026, est passé. S’il y a "
            "urgence, elle peut encore partir jusqu’au lundi 23 novembre 2026 : un jour franc au moins. "
            "Sinon, le délai entier est gardé à partir du jeudi 26 novembre 2026.",
        ),
        (
            date(2026, 11, 23),
            "Le délai de convocation ne tient plus, même en cas d’urgence. Le délai entier est gardé à "
            "partir du jeudi 26 novembre 2026 ; en cas d’urgence, à partir du mardi 24 novembre 2026.",
        ),
    ],
)
def test_the_notice_of_a_council_is_said_while_the_date_is_typed(
    show: Show, meeting: date, words: str
) -> None:
    dialog = show()
    dialog.day.edit.setText(short_date(meeting))
    assert words in said(dialog)
    assert "CGCT L2121-10 et L2121-11, à jour au 28 février 2026" in said(dialog)
    dialog.day.edit.setText("11/12/20")
    assert words not in said(dialog)


def test_a_council_that_was_held_is_not_late(show: Show) -> None:
    dialog = show()
    dialog.day.edit.setText("20/11/2026")
    assert not dialog.notice.isVisible()


def test_without_a_population_the_longer_notice_is_said(show: Show, notebook: Notebook) -> None:
    people.update_commune(notebook, replace(people.commune(notebook), population=None))
    dialog = show()
    dialog.day.edit.setText("11/12/2026")
    assert "samedi 5 décembre 2026 : 5 jours francs" in said(dialog)
    assert "le délai le plus long est retenu" in said(dialog)
    assert "L2121-12" in said(dialog)


def test_five_days_from_3500_inhabitants(notebook: Notebook) -> None:
    assert "5 jours francs" in notice_words(date(2026, 12, 11), 3500, notebook.today)
    assert "3 jours francs" in notice_words(date(2026, 12, 11), 3499, notebook.today)


def test_what_is_missing_is_said_under_its_field(show: Show, notebook: Notebook, qtbot: QtBot) -> None:
    dialog = show()
    choose(dialog, OwnKind.OTHER)
    press(dialog, qtbot)
    assert dialog.isVisible()
    assert "L’intitulé de la date est vide" in said(dialog)
    assert "Date : à remplir" in said(dialog)
    dialog.title.set_text("Vœux")
    dialog.day.edit.setText("9/1/2062")
    press(dialog, qtbot)
    assert "Vérifiez l’année" in said(dialog)
    assert own_dates.own_dates(notebook) == []
    dialog.day.edit.setText("9/1/2027")
    press(dialog, qtbot)
    assert not dialog.isVisible()
    [own] = own_dates.own_dates(notebook)
    assert (own.title, own.on) == ("Vœux", date(2027, 1, 9))


def test_a_past_date_alone_is_told(show: Show) -> None:
    dialog = show()
    choose(dialog, OwnKind.OTHER)
    dialog.day.edit.setText("20/6/2026")
    assert "Cette date est passée" in said(dialog)
    dialog.yearly.click()
    dialog.day.edit.setText("21/6/2026")
    assert "Cette date est passée" not in said(dialog)


def test_a_date_is_corrected(show: Show, notebook: Notebook, qtbot: QtBot) -> None:
    own_dates.add(notebook, "", date(2026, 12, 11), OwnKind.COUNCIL)
    [own] = own_dates.own_dates(notebook)
    dialog = show(own)
    assert dialog.windowTitle() == "Modifier une date"
    assert dialog.title.text() == "", "the kind's name is no title of theirs"
    dialog.day.edit.setText("18/12/2026")
    press(dialog, qtbot)
    [own] = own_dates.own_dates(notebook)
    assert own.on == date(2026, 12, 18)


def test_enter_in_a_field_accepts(show: Show, notebook: Notebook, qtbot: QtBot) -> None:
    dialog = show()
    dialog.day.edit.setText("11/12/2026")
    qtbot.keyClick(dialog.day.edit, Qt.Key.Key_Return)
    assert len(own_dates.own_dates(notebook)) == 1
