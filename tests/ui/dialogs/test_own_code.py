from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desk.core.errors import UserError
from desk.core.people import Person
from desk.notebook import people
from desk.notebook.book import Notebook, Session
from desk.ui.context import Context
from desk.ui.dialogs.own_code import OwnCodeDialog, choose_code
from desk.ui.widgets.text import Text
from tests.ui.accessible import unnamed
from tests.ui.dialog_driver import accept, button, in_dialog

CODE = "une phrase assez longue"


@pytest.fixture
def sgm(notebook: Notebook) -> Person:
    return people.pair(notebook).sgm


@pytest.fixture
def session(notebook: Notebook, sgm: Person) -> Iterator[Session]:
    held = people.unlock(notebook, sgm.id)
    yield held
    held.close()


@pytest.fixture
def dialog(context: Context, sgm: Person, session: Session, qtbot: QtBot) -> OwnCodeDialog:
    made = OwnCodeDialog(context, sgm, session)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def put(dialog: OwnCodeDialog, code: str, again: str) -> str:
    """Type both and press; what is then said under either field."""
    for field, text in ((dialog.code, code), (dialog.again, again)):
        field.edit.clear()
        field.set_error("")
        field.set_text(text)
    accept(dialog)
    return dialog.code.problem.text() + dialog.again.problem.text()


def test_four_words_are_shown_to_be_noted_and_typed_again_hidden(dialog: OwnCodeDialog) -> None:
    assert unnamed(dialog) == []
    assert len(dialog.code.text().split()) == 4
    assert dialog.code.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert dialog.again.edit.echoMode() == QLineEdit.EchoMode.Password
    assert (dialog.code.toggle.text(), dialog.again.toggle.text()) == ("Masquer", "Montrer")
    assert dialog.again.edit.hasFocus()
    dialog.code.toggle.click()
    assert dialog.code.edit.echoMode() == QLineEdit.EchoMode.Password
    assert dialog.code.toggle.text() == "Montrer"


def test_other_words_can_be_proposed(dialog: OwnCodeDialog) -> None:
    first = dialog.code.text()
    dialog.again.set_text(first)
    button(dialog, "Proposer d’autres mots").click()
    assert dialog.code.text() != first
    assert len(dialog.code.text().split()) == 4
    assert dialog.again.text() == ""


@pytest.mark.parametrize(
    ("code", "again", "said"),
    [
        ("", "", "Choisissez un code"),
        ("  ", CODE, "Choisissez un code"),
        (CODE, "une phrase assez lourde", "Les deux codes diffèrent"),
        ("court", "court", "Ce code est trop court pour protéger une feuille."),
        ("----------", "----------", "Ce code est trop court pour protéger une feuille."),
    ],
)
def test_what_is_wrong_is_said_under_the_field_and_nothing_is_put(
    dialog: OwnCodeDialog, context: Context, sgm: Person, code: str, again: str, said: str
) -> None:
    shown = put(dialog, code, again)
    assert said in shown
    assert dialog.isVisible()
    assert not people.has_code(context.book, sgm.id)
    assert context.messages.isHidden(), "the dialog covers the message bar"


def test_a_refusal_says_its_own_reason(
    dialog: OwnCodeDialog, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise UserError("Le disque est plein.", "Faites de la place, puis recommencez.")

    monkeypatch.setattr(notebook.store, "insert", full)
    assert put(dialog, CODE, CODE) == "Le disque est plein. Faites de la place, puis recommencez."
    assert dialog.isVisible()


def test_both_are_compared_as_they_will_be_asked(
    dialog: OwnCodeDialog, context: Context, sgm: Person
) -> None:
    assert put(dialog, "Épée-Bûche  lune vent", "epee buche LUNE vent") == ""
    assert not dialog.isVisible()
    assert "Code enregistré" in context.messages.text.text()
    with pytest.raises(UserError):
        people.unlock(context.book, sgm.id, "epee buche lune")
    assert people.unlock(context.book, sgm.id, "épée bûche lune vent").is_open


def test_choosing_tells_whether_it_was_done(
    context: Context, sgm: Person, session: Session, qtbot: QtBot
) -> None:
    parent = Text("")
    qtbot.addWidget(parent)
    seen = in_dialog(OwnCodeDialog, lambda dialog: dialog.reject())
    assert not choose_code(context, sgm, session, parent)
    assert seen == ["Choisir le code de la secrétaire générale"]
    in_dialog(OwnCodeDialog, lambda dialog: put(dialog, CODE, CODE))
    assert choose_code(context, sgm, session, parent)
    assert people.has_code(context.book, sgm.id)
    assert session.is_open, "the caller closes it"
