from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from desk.core.errors import UserError
from desk.notebook import practices
from desk.notebook.book import Changed, Notebook, Topic
from desk.ui.context import Context


def refuse() -> Changed:
    raise UserError("Ce point est clos.", "Rouvrez-le pour écrire.")


def broken() -> Changed:
    raise ZeroDivisionError


def test_a_change_is_saved_confirmed_and_told(context: Context, notebook: Notebook) -> None:
    runner = context.runner
    topics: list[object] = []
    moments: list[object] = []
    runner.changed.connect(topics.append)
    runner.saved.connect(moments.append)
    assert runner.do(partial(practices.choose, notebook, "p02"))
    assert [entry.practice_id for entry in practices.chosen(notebook)] == ["p02"]
    assert topics == [frozenset({Topic.PRACTICES})]
    assert moments == [notebook.now]
    assert context.messages.text.text().startswith("Pratique choisie")


def test_a_quiet_change_says_nothing(context: Context, notebook: Notebook, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(context.runner.confirmed):
        assert context.runner.do(partial(practices.choose, notebook, "p02"), quietly=True)
    assert context.messages.isHidden()


def test_a_known_problem_is_shown_and_stays(context: Context) -> None:
    assert context.runner.do(refuse) is None
    assert context.messages.text.text() == "Ce point est clos. Rouvrez-le pour écrire."
    assert context.messages.accessibleName().startswith("À revoir")


def test_any_other_failure_takes_the_crash_path(context: Context) -> None:
    with pytest.raises(ZeroDivisionError):
        context.runner.do(broken)


def test_undo_and_redo_go_through_the_notebook(context: Context, notebook: Notebook) -> None:
    stack = context.runner.undo_stack
    context.runner.do(partial(practices.choose, notebook, "p02"))
    assert stack.undoText().startswith("Pratique choisie")
    stack.undo()
    assert practices.chosen(notebook) == []
    assert context.messages.text.text().startswith("Annulé")
    stack.redo()
    assert [entry.practice_id for entry in practices.chosen(notebook)] == ["p02"]
    stack.undo()
    assert practices.chosen(notebook) == []


def test_undo_that_comes_too_late_is_said_and_forgotten(context: Context, notebook: Notebook) -> None:
    stack = context.runner.undo_stack
    context.runner.do(partial(practices.choose, notebook, "p02"))
    practices.release(notebook, "p02")
    stack.undo()
    assert context.messages.accessibleName().startswith("À revoir")
    assert not stack.canUndo()
    assert not stack.canRedo()
