"""Deciding on one addition to the bilan: each for themselves, nothing unless both say yes."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.people import Seat
from desk.core.report_options import Option
from desk.exchange.child import Child
from desk.notebook import people, report_options, rounds, unsealing
from desk.notebook.book import Notebook
from desk.ui.dialogs.code import CodeDialog
from desk.ui.dialogs.period import ElsewhereDialog
from desk.ui.dialogs.report_option import OptionDialog
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.focus import keyboard_in
from tests.ui.in_turn import in_turn
from tests.ui.pages.at_work import AtWork
from tests.ui.pages.bilan import work_something
from tests.ui.pages.conftest import CODES, fill, put_code, session_of


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Child, qtbot: QtBot) -> AtWork:
    work_something(notebook)
    shown = AtWork(notebook, child, qtbot)
    shown.go("report")
    return shown


def opened_together(notebook: Notebook) -> None:
    """Regards croisés, filled and opened by both."""
    round_id = rounds.start(notebook, ["p01", "p02"]).id
    for seat in Seat:
        fill(notebook, round_id, seat, "0123")
    keys = [session_of(notebook, seat) for seat in Seat]
    unsealing.open_together(notebook, round_id, *keys)


def test_both_say_yes_then_one_takes_it_back(work: AtWork, notebook: Notebook) -> None:
    assert work.sees("Pas ajouté")

    def act(dialog: Dialog) -> None:
        assert work.sees("il faut l’accord des deux", dialog)
        work.click("Je suis d’accord : le maire", dialog)
        assert not report_options.on(notebook)
        work.click("Je suis d’accord : la secrétaire générale", dialog)
        assert report_options.on(notebook) == {Option.AGREED}
        assert work.sees("Vous êtes d’accord tous les deux", dialog)
        work.press(dialog)

    work.answering(act, lambda: work.click("Décider : Ce qui est convenu, mot pour mot"))
    assert work.sees("Ajouté")
    assert work.sees("Le maire : accord donné à l’écran le 22 novembre 2026.")

    def take_back(dialog: Dialog) -> None:
        work.click("Retirer : le maire", dialog)
        work.press(dialog)

    work.answering(take_back, lambda: work.click("Décider : Ce qui est convenu, mot pour mot"))
    assert not report_options.on(notebook)
    assert not work.sees("Le maire : accord")


def test_an_agreement_given_by_telephone_is_noted_as_such(work: AtWork, notebook: Notebook) -> None:
    def by_telephone(dialog: Dialog) -> None:
        assert isinstance(dialog, ElsewhereDialog)
        assert work.sees("a lu ce qui s’ajoute au bilan, « Les intitulés des actions »", dialog)
        work.click("Par téléphone", dialog)
        dialog.day.set_value(date(2026, 11, 20))
        work.press(dialog)

    def act(dialog: Dialog) -> None:
        noting = "Noter un accord donné sur papier ou par téléphone… : le maire"
        work.click(noting, dialog)
        assert work.sees("Accord donné par téléphone le 20 novembre 2026", dialog)
        work.press(dialog)

    in_turn(act, by_telephone)
    work.click("Décider : Les intitulés des actions")
    (given,) = report_options.state(notebook, Option.ACTIONS).given
    assert (given.seat, given.how, given.on) == (Seat.ELU, "telephone", date(2026, 11, 20))


def test_marks_are_agreed_on_here_with_the_code_and_never_elsewhere(work: AtWork, notebook: Notebook) -> None:
    opened_together(notebook)
    put_code(notebook, Seat.ELU)
    work.go("report")

    def refuse(dialog: Dialog) -> None:
        assert isinstance(dialog, CodeDialog)
        dialog.reject()

    def with_code(dialog: Dialog) -> None:
        assert isinstance(dialog, CodeDialog)
        work.type(dialog.field, CODES[Seat.ELU])
        work.press(dialog)

    def act(dialog: Dialog) -> None:
        assert not work.sees("Noter un accord donné", dialog)
        work.click("Je suis d’accord : le maire", dialog)
        assert report_options.state(notebook, Option.MARKS).given == ()
        work.click("Je suis d’accord : le maire", dialog)
        work.click("Je suis d’accord : la secrétaire générale", dialog)
        work.press(dialog)

    in_turn(act, refuse, with_code)
    work.click("Décider : Vos deux repères par pratique")
    assert report_options.on(notebook) == {Option.MARKS}
    last = rounds.opened(notebook)[0].id
    assert set(report_options.marks(notebook, last) or {}) == {"p01", "p02"}


def test_without_a_round_opened_there_is_no_mark_to_decide_on(work: AtWork) -> None:
    assert work.sees("Vous n’avez pas encore ouvert de regards croisés ensemble.")
    decide = [words for words in work.words() if words == "Décider…"]
    assert len(decide) == 2


def test_a_known_problem_is_said_in_the_dialog(
    look: QApplication, work: AtWork, notebook: Notebook, qtbot: QtBot
) -> None:
    dialog = OptionDialog(work.window.context, Option.AGREED, work.window)
    qtbot.addWidget(dialog)
    dialog.show()
    pair = people.pair(notebook)
    late = date(2026, 12, 24)
    dialog._run(lambda: report_options.agree_elsewhere(notebook, Option.AGREED, pair.elu.id, "papier", late))
    assert work.sees("La date de cet accord est à venir.", dialog)
    assert report_options.state(notebook, Option.AGREED).given == ()


def test_the_keyboard_alone_decides(work: AtWork, notebook: Notebook) -> None:
    def act(dialog: Dialog) -> None:
        for words in ("Je suis d’accord : le maire", "Je suis d’accord : la secrétaire générale"):
            work.button(words, dialog).setFocus()
            work.key(work.button(words, dialog), Qt.Key.Key_Return)
            assert keyboard_in(dialog) is dialog.primary  # a second Enter takes nothing back
        work.key(dialog, Qt.Key.Key_Escape)

    decide = work.button("Décider : Les intitulés des actions")
    decide.setFocus()
    work.answering(act, lambda: work.key(decide, Qt.Key.Key_Return))
    assert report_options.on(notebook) == {Option.ACTIONS}
    now = keyboard_in(work.window)
    assert now is not None
    assert now.objectName() == "decide-actions"
