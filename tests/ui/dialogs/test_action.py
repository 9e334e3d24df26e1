from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk.core.meetings import Action, MeetingKind
from desk.notebook import agenda, log, meetings, people
from desk.ui.context import Context
from desk.ui.dialogs.action import ActionDialog
from desk.ui.widgets.action_fields import OTHER
from tests.ui.accessible import unnamed


@pytest.fixture
def action(context: Context) -> Action:
    book = context.book
    item = agenda.add(book, meetings.plan(book, MeetingKind.WEEKLY, date(2026, 11, 27)).id, "École").id
    log.add_action(book, item, "Appeler", people.pair(book).elu.id, due=date(2026, 12, 4))
    return log.all_actions(book)[0]


@pytest.fixture
def dialog(context: Context, action: Action, qtbot: QtBot) -> ActionDialog:
    made = ActionDialog(context, action)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def verb(dialog: ActionDialog, qtbot: QtBot) -> None:
    assert dialog.primary is not None
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)


def test_it_shows_the_action_and_corrects_all_of_it(
    context: Context, dialog: ActionDialog, qtbot: QtBot
) -> None:
    assert unnamed(dialog) == []
    assert dialog.fields.text.text() == "Appeler"
    assert dialog.fields.due.text() == "04/12/2026"
    dialog.fields.owner.buttons[OTHER].click()
    qtbot.keyClicks(dialog.fields.name.edit, "Mme Roy")
    dialog.fields.due.set_value(None)
    qtbot.keyClick(dialog.fields.name.edit, Qt.Key.Key_Return)
    kept = log.all_actions(context.book)[0]
    assert (kept.text, kept.owner_id, kept.owner_name, kept.due) == ("Appeler", "", "Mme Roy", None)
    context.runner.undo_stack.undo()
    assert log.all_actions(context.book)[0].due == date(2026, 12, 4)


def test_nothing_is_written_while_something_is_wrong(
    context: Context, action: Action, dialog: ActionDialog, qtbot: QtBot
) -> None:
    dialog.fields.text.set_text("")
    dialog.fields.due.set_text("un de ces jours")
    verb(dialog, qtbot)
    assert dialog.isVisible()
    assert "L’action est vide" in dialog.fields.text.problem.text()
    assert "n’est pas une date" in dialog.fields.due.problem.text()
    assert dialog.fields.text.edit.hasFocus()
    dialog.fields.text.set_text("Appeler")
    verb(dialog, qtbot)
    assert dialog.fields.due.edit.hasFocus()
    assert log.all_actions(context.book) == [action]


def test_escape_gives_up(context: Context, action: Action, dialog: ActionDialog, qtbot: QtBot) -> None:
    dialog.fields.text.set_text("Autre chose")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert log.all_actions(context.book) == [action]
