"""A list that drops down keeps to the room there is."""

import pytest
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from desk.ui.widgets.layout import VerticalScroll
from desk.ui.widgets.select import Select

pytestmark = pytest.mark.usefixtures("look")
LONG = "Notes : le dossier de l’école est préparé par la secrétaire générale, présenté par l’adjointe, décidé"


def shown(select: Select) -> str:
    option = QStyleOptionComboBox()
    select.box.initStyleOption(option)
    return str(option.currentText)


def test_a_long_option_never_sends_the_page_sideways(qtbot: QtBot) -> None:
    scroll = VerticalScroll(12, (0, 0, 0, 0))
    qtbot.addWidget(scroll)
    select = Select("Dans quel texte ?", [("a", LONG), ("b", "Titre")])
    scroll.column.addWidget(select)
    scroll.resize(320, 200)
    scroll.show()
    QApplication.processEvents()
    assert select.width() <= 320
    assert shown(select).endswith("…")
    assert select.box.currentText().endswith("décidé")


def test_a_short_one_is_shown_whole_at_its_own_width(qtbot: QtBot) -> None:
    select = Select("Jour", [("0", "Lundi"), ("4", "Vendredi")], "4")
    qtbot.addWidget(select)
    select.resize(select.sizeHint())
    select.show()
    QApplication.processEvents()
    assert shown(select) == "Vendredi"
