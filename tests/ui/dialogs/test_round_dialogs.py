from pytestqt.qtbot import QtBot

from desk.core.comparison import Gap, PracticeView
from desk.core.proposals import propose
from desk.notebook.book import Notebook
from desk.ui.dialogs.new_round import NewRoundDialog, length
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
