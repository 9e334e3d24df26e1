from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk import files
from desk.core.errors import UserError
from desk.ui.context import Context
from desk.ui.dialogs.erase_file import EraseDialog, offer_erasing
from desk.ui.widgets.text import Text
from tests.ui.dialog_driver import words_of
from tests.ui.in_turn import agree, in_turn, leave


def test_erasing_takes_the_file_away_and_says_what_stays(
    context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    parent = Text("")
    qtbot.addWidget(parent)
    path = tmp_path / "feuille.pdf"
    path.write_bytes(b"des r\xc3\xa9ponses")
    told: list[str] = []

    def look(dialog: EraseDialog) -> None:
        told.append(words_of(dialog))
        focused = dialog.focusWidget()
        assert isinstance(focused, QPushButton)
        assert focused.text() == "Le garder", "Enter keeps it"
        leave(dialog)

    in_turn(look)
    assert not offer_erasing(context, path, parent)
    assert path.exists()
    for words in ("feuille.pdf", str(tmp_path), "messagerie", "autres copies", "sauvegardes"):
        assert words in told[0]
    in_turn(agree)
    assert offer_erasing(context, path, parent)
    assert not path.exists()
    assert "est effacé" in context.messages.text.text()


def test_a_file_that_cannot_be_erased_is_said_to_be_there(
    context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    parent = Text("")
    qtbot.addWidget(parent)
    folder = tmp_path / "dossier.pdf"
    folder.mkdir()
    met = in_turn(agree, leave)
    assert not offer_erasing(context, folder, parent)
    assert met == ["Effacer le fichier\u202f?", "Le fichier n’est pas effacé"]
    assert folder.exists()


def test_erasing_what_is_not_there_is_a_known_problem(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="introuvable"):
        files.erase(tmp_path / "absent.pdf")
