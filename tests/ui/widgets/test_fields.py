from datetime import date, time

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QCalendarWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.ui import theme
from desk.ui.widgets.autosave import AutosaveText
from desk.ui.widgets.calendar import Calendar
from desk.ui.widgets.choices import CheckBox, ChoiceGroup
from desk.ui.widgets.fields import DateField, TextArea, TextField, TimeField
from desk.ui.widgets.select import Select
from tests.ui.accessible import unnamed

pytestmark = pytest.mark.usefixtures("look")
TODAY = date(2026, 11, 22)
CONTROL = Qt.KeyboardModifier.ControlModifier


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    window = QWidget()
    layout = QVBoxLayout(window)
    for widget in widgets:
        layout.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


class Shelf:
    """Keeps what is saved, and can refuse."""

    def __init__(self) -> None:
        self.saved: list[str] = []
        self.refuses = False

    def save(self, text: str) -> str | None:
        if self.refuses:
            return None
        self.saved.append(text)
        return text


def test_text_is_saved_a_second_after_the_first_key_even_without_a_pause(qtbot: QtBot) -> None:
    shelf = Shelf()
    field = AutosaveText("Notes", shelf.save)
    _window = shown(qtbot, field)
    field.edit.setFocus()
    for _ in range(16):
        qtbot.keyClicks(field.edit, "a")
        qtbot.wait(100)
    assert shelf.saved
    assert 0 < len(shelf.saved[0]) < 16


def test_leaving_the_field_saves_at_once(qtbot: QtBot) -> None:
    shelf = Shelf()
    field, other = AutosaveText("Notes", shelf.save, "avant"), TextField("Autre")
    _window = shown(qtbot, field, other)
    field.edit.setFocus()
    qtbot.keyClicks(field.edit, "x")
    assert shelf.saved == []
    other.edit.setFocus()
    assert len(shelf.saved) == 1
    field.flush()
    assert len(shelf.saved) == 1


def test_a_failed_save_is_tried_again_and_typing_is_never_replaced(qtbot: QtBot) -> None:
    shelf = Shelf()
    field = AutosaveText("Notes", shelf.save, "un")
    _window = shown(qtbot, field)
    shelf.refuses = True
    field.set_text("deux")
    field.flush()
    field.load("d’ailleurs")
    assert field.text() == "deux"
    shelf.refuses = False
    field.flush()
    assert shelf.saved == ["deux"]
    field.load("d’ailleurs")
    assert field.text() == "d’ailleurs"
    field.flush()
    assert shelf.saved == ["deux"]


def test_a_date_is_read_when_left_and_a_wrong_one_is_said(qtbot: QtBot) -> None:
    field = DateField("Pour quand ?", today=TODAY)
    _window = shown(qtbot, field)
    field.edit.setFocus()
    qtbot.keyClicks(field.edit, "4.12.26")
    with qtbot.waitSignal(field.edited) as told:
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert told.args == [date(2026, 12, 4)]
    assert field.text() == "04/12/2026"
    field.set_text("31/02/2026")
    with qtbot.assertNotEmitted(field.edited):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert "n’est pas une date" in field.problem.text()
    assert "n’est pas une date" in field.edit.accessibleDescription()
    assert field.value() is None
    assert not field.check()


def test_a_date_is_said_in_french_and_written_in_figures(qtbot: QtBot) -> None:
    field = DateField("Pour quand ?", today=TODAY)
    _window = shown(qtbot, field)
    field.edit.setFocus()
    qtbot.keyClicks(field.edit, "fin du mois")
    assert field.value() == date(2026, 11, 30)
    assert field.text() == "fin du mois"
    with qtbot.waitSignal(field.edited) as told:
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert told.args == [date(2026, 11, 30)]
    assert field.text() == "30/11/2026"
    assert field.hint.text() == "JJ/MM/AAAA"
    field.set_text("lundi 30/11")  # the same day, said otherwise: written again, told once
    with qtbot.assertNotEmitted(field.edited):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text() == "30/11/2026"
    field.edit.clear()
    qtbot.keyClicks(field.edit, "vendredi 5/12")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text() == "05/12/2026"
    assert "est un samedi" in field.hint.text()
    qtbot.keyClicks(field.edit, "x")
    assert field.hint.text() == "JJ/MM/AAAA"
    assert not field.check()


@pytest.mark.parametrize("text", ["31/11", "vendredi si possible", "14 h 30"])
def test_what_is_no_date_in_french_either_is_said(text: str) -> None:
    field = DateField("Pour quand ?", today=TODAY)
    field.set_text(text)
    assert not field.check()
    assert "n’est pas une date du calendrier" in field.problem.text()
    assert field.value() is None


def test_an_emptied_date_is_none_and_a_missing_one_is_said() -> None:
    field = DateField("Date", TODAY, today=TODAY)
    given: list[object] = []
    field.edited.connect(given.append)
    field.set_text("")
    field.edit.editingFinished.emit()
    assert given == [None]
    assert not field.check(required=True)
    assert not field.problem.isHidden()


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
def test_the_calendar_opens_at_the_date_and_gives_one(qtbot: QtBot) -> None:
    field = DateField("Date", date(2026, 12, 4), today=TODAY)
    _window = shown(qtbot, field)
    field.button.click()
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    assert unnamed(field) == []
    assert calendar.selectedDate().toPython() == date(2026, 12, 4)
    calendar.clicked.emit(calendar.selectedDate().addDays(1))
    assert field.value() == date(2026, 12, 5)


def test_a_time_is_written_the_french_way() -> None:
    field = TimeField("Heure", time(9, 5))
    assert field.text() == "9 h 05"
    field.set_text("14h30")
    assert field.value() == time(14, 30)


def test_choices_move_with_arrows_and_tell_the_value(qtbot: QtBot) -> None:
    group = ChoiceGroup("Fréquence", [("0", "Jamais"), ("1", "Parfois"), ("2", "Souvent")])
    _window = shown(qtbot, group)
    assert group.value() is None
    with qtbot.waitSignal(group.chosen) as told:
        qtbot.mouseClick(group.buttons["1"], Qt.MouseButton.LeftButton)
    assert told.args == ["1"]
    with qtbot.waitSignal(group.chosen) as told:
        qtbot.keyClick(group.buttons["1"], Qt.Key.Key_Right)
    assert told.args == ["2"]
    with qtbot.assertNotEmitted(group.chosen):
        group.set_value(None)
    assert group.value() is None
    interface = QAccessible.queryAccessibleInterface(group)
    assert interface.role() == QAccessible.Role.Grouping
    assert unnamed(group) == []


def test_a_box_and_a_list_tell_their_value(qtbot: QtBot) -> None:
    ticked: list[bool] = []
    box, select = (
        CheckBox("Abordé", ticked.append),
        Select("Qui ?", [("a", "Le maire"), ("b", "La DGS")], "b"),
    )
    window = shown(qtbot, box, select)
    box.click()
    assert ticked == [True]
    assert select.value() == "b"
    select.set_value("inconnue")
    assert select.value() == "a"
    assert unnamed(window) == []
    assert not window.grab().isNull()


def test_labels_get_french_spaces_and_ampersands_stay(look: QApplication) -> None:
    assert look is not None
    group = ChoiceGroup("Qui ?", [("a", "Dupont & fils")])
    assert group.label.text() == "Qui\u202f?"
    assert group.buttons["a"].text() == "Dupont && fils"
    assert group.buttons["a"].accessibleName() == "Dupont & fils"


def test_long_words_wrap_rather_than_be_cut(qtbot: QtBot) -> None:
    words = "Plusieurs employeurs se partagent le poste de la secrétaire"
    box, group = CheckBox(words), ChoiceGroup("Qui ?", [("a", words), ("b", "Court")])
    window = shown(qtbot, box, group)
    window.resize(1000, 300)
    qtbot.waitUntil(lambda: box.text() == words == group.buttons["a"].text())
    one_line = box.height()
    window.resize(220, 700)
    qtbot.waitUntil(lambda: "\n" in box.text() and "\n" in group.buttons["a"].text())
    assert box.height() > one_line >= 38
    assert box.accessibleName() == words
    window.resize(1000, 300)
    qtbot.waitUntil(lambda: box.text() == words == group.buttons["a"].text())


def test_an_input_with_nothing_typed_leaves_undo_to_the_window(qtbot: QtBot) -> None:
    line, area = TextField("Ajouter"), TextArea("Notes")
    window = shown(qtbot, line, area)
    undone: list[str] = []
    for keys in ("Ctrl+Z", "Ctrl+Y"):
        QShortcut(QKeySequence(keys), window, lambda keys=keys: undone.append(keys))
    for field in (line, area):
        field.edit.setFocus()
        qtbot.keyClick(field.edit, Qt.Key.Key_Z, CONTROL)
        qtbot.keyClick(field.edit, Qt.Key.Key_Y, CONTROL)
    assert undone == ["Ctrl+Z", "Ctrl+Y"] * 2
    line.edit.setFocus()
    qtbot.keyClicks(line.edit, "abc")
    qtbot.keyClick(line.edit, Qt.Key.Key_Z, CONTROL)
    assert line.text() == ""
    qtbot.keyClick(line.edit, Qt.Key.Key_Y, CONTROL)
    assert line.text() == "abc"
    assert len(undone) == 4
    line.set_text("")  # as after Enter has added it to a list
    qtbot.keyClick(line.edit, Qt.Key.Key_Z, CONTROL)
    assert len(undone) == 5


def test_tab_enters_a_group_on_what_is_chosen_and_stops_there_once(qtbot: QtBot) -> None:
    before, after = TextField("Avant"), TextField("Après")
    group = ChoiceGroup("Qui ?", [("a", "Un"), ("b", "Deux"), ("c", "Trois")], "b")
    window = shown(qtbot, before, group, after)
    before.edit.setFocus()
    qtbot.keyClick(before.edit, Qt.Key.Key_Tab)
    assert window.focusWidget() is group.buttons["b"]
    qtbot.keyClick(group.buttons["b"], Qt.Key.Key_Tab)
    assert window.focusWidget() is after.edit
    group.set_value(None)
    before.edit.setFocus()
    qtbot.keyClick(before.edit, Qt.Key.Key_Tab)
    assert window.focusWidget() is group.buttons["a"]
    qtbot.keyClick(group.buttons["a"], Qt.Key.Key_Tab)
    assert window.focusWidget() is after.edit
    group.set_value("c")
    group.setFocus()
    assert window.focusWidget() is group.buttons["c"]


def test_the_focus_is_not_taken_for_a_choice_and_shows_on_a_wrong_field(qtbot: QtBot) -> None:
    group, field = ChoiceGroup("Qui ?", [("a", "Un"), ("b", "Deux")], "a"), TextField("Nom")
    window = shown(qtbot, group, field)
    ring = theme.colour("elu")

    def edges(widget: QWidget) -> set[str]:
        picture, middle = widget.grab().toImage(), widget.height() // 2
        return {picture.pixelColor(x, middle).name() for x in (0, 1, widget.width() - 2)}

    group.setFocus()
    size = group.buttons["a"].size()
    focused = edges(group.buttons["a"])
    field.setFocus()
    assert ring.name() in focused
    assert edges(group.buttons["a"]) != focused
    assert group.buttons["a"].size() == size
    field.set_error("À remplir.")
    assert {ring.name(), theme.colour("warn").name()} <= edges(field.edit)
    assert not window.grab().isNull()


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
def test_the_calendar_stays_on_the_screen_in_french_ink(qtbot: QtBot) -> None:
    field = DateField("Date", today=TODAY)
    window = shown(qtbot, field)
    room = window.screen().availableGeometry()
    window.move(room.right() - 120, room.bottom() - 60)
    QApplication.processEvents()
    field.button.click()
    popup = field.findChild(Calendar)
    assert popup is not None
    assert room.contains(popup.geometry())
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        assert popup.calendar.weekdayTextFormat(day).foreground().color() == theme.colour("ink")
    assert popup.calendar.locale().language() == QLocale.Language.French
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
