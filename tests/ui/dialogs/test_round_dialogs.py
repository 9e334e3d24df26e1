import pytest
from pytestqt.qtbot import QtBot

from desk.core.comparison import Gap, PracticeView
from desk.core.errors import UserError
from desk.core.people import Seat
from desk.core.proposals import propose
from desk.notebook import people
from desk.notebook.book import Notebook
from desk.ui.context import Context
from desk.ui.dialogs.new_round import NewRoundDialog, length
from desk.ui.dialogs.own_code import OwnCodeDialog
from desk.ui.dialogs.subjects import SubjectsDialog
from tests.ui.accessible import unnamed
from tests.ui.dialog_driver import accept, button


def view(practice_id: str, **counts: int) -> PracticeView:
    return PracticeView(
        practice_id, practice_id, (), {Gap[key.upper()]: n for key, n in counts.items()}, None, None
    )


def test_the_length_of_a_round_is_said(notebook: Notebook) -> None:
    every = [practice.id for practice in notebook.guide.practices]
    assert length(notebook.guide, every) == (
        "40\u00a0énoncés par feuille, environ 13\u00a0minutes pour chacun."
    )
    assert length(notebook.guide, []) == "Choisissez au moins une pratique."


def test_shortcuts_tick_and_nothing_ticked_cannot_begin(
    notebook: Notebook, look: object, qtbot: QtBot
) -> None:
    dialog = NewRoundDialog(notebook.guide, ["p04"])
    qtbot.addWidget(dialog)
    dialog.show()
    button(dialog, "Les dix pratiques").click()
    assert len(dialog.picked()) == 10
    button(dialog, "Les mêmes que la dernière fois").click()
    assert dialog.picked() == ["p04"]
    dialog.boxes["p04"].click()
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()


def test_at_most_three_subjects(notebook: Notebook, look: object, qtbot: QtBot) -> None:
    views = [view("p01", different=2), view("p02"), view("p05"), view("p08", worksite=1)]
    dialog = SubjectsDialog(notebook, views, propose(views), [])
    qtbot.addWidget(dialog)
    dialog.show()
    assert unnamed(dialog) == []
    assert [choice._practice_id for choice in dialog.choices] == ["p01", "p08", "p02", "p05"]
    for choice in dialog.choices:
        choice.box.click()
    assert "Trois sujets au plus" in dialog.problem.text()
    accept(dialog)
    assert dialog.isVisible()
    dialog.choices[0].box.click()
    assert not dialog.problem.isVisible()
    accept(dialog)
    assert [draft.practice_id for draft in dialog.drafts()] == ["p08", "p02", "p05"]


def test_a_code_is_typed_twice_and_then_needed(context: Context, notebook: Notebook, qtbot: QtBot) -> None:
    person = people.pair(notebook).person(Seat.SGM)
    dialog = OwnCodeDialog(context, person, people.unlock(notebook, person.id))
    qtbot.addWidget(dialog)
    dialog.show()
    assert unnamed(dialog) == []
    first = dialog.code.text()
    button(dialog, "Proposer d’autres mots").click()
    assert dialog.code.text() != first
    dialog.code.set_text("court")
    dialog.again.set_text("court")
    accept(dialog)
    assert dialog.isVisible()
    assert not people.has_code(notebook, person.id)
    dialog.code.set_text("une phrase assez longue")
    dialog.again.set_text("Une phrase  assez longue")
    accept(dialog)
    assert people.has_code(notebook, person.id)
    with pytest.raises(UserError):
        people.unlock(notebook, person.id, "autre phrase assez longue")
    assert people.unlock(notebook, person.id, "une phrase assez longue").is_open
