"""What someone may do next, picked by chance: each act does one thing and says what it was."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from desk.ui import theme
from desk.ui.dialogs.code import CodeField
from desk.ui.pages import PAGES
from desk.ui.window import Window
from tests.stories.hands import plain, type_sign
from tests.torture.monkey_world import CODE, place

if TYPE_CHECKING:
    from tests.torture.monkey import Monkey

Found = TypeVar("Found", bound=QWidget)
Act = Callable[["Monkey", QWidget], str]

_SLOW = ("imprimer", "pdf", "exporter", "enregistrer", "livret", "ouvrir", "brouillon", "aperçu")
"""Words of the buttons that draw or read a document in a process of its own: pressed once in six."""
_SHORT = 60
_KEY, _MOD = Qt.Key, Qt.KeyboardModifier
_KEYS = (
    *((key, _MOD.NoModifier) for key in (
        _KEY.Key_Tab, _KEY.Key_Tab, _KEY.Key_Return, _KEY.Key_Enter, _KEY.Key_Escape, _KEY.Key_Space,
        _KEY.Key_Up,
        _KEY.Key_Down, _KEY.Key_Left, _KEY.Key_Right, _KEY.Key_PageDown, _KEY.Key_PageUp, _KEY.Key_Home,
        _KEY.Key_End, _KEY.Key_Delete, _KEY.Key_Backspace, _KEY.Key_F1, _KEY.Key_F9, _KEY.Key_0, _KEY.Key_2,
    )),
    (_KEY.Key_Tab, _MOD.ShiftModifier), (_KEY.Key_Backtab, _MOD.NoModifier),
    *((key, _MOD.ControlModifier) for key in (
        _KEY.Key_A, _KEY.Key_X, _KEY.Key_C, _KEY.Key_V, _KEY.Key_Z, _KEY.Key_Y, _KEY.Key_F, _KEY.Key_P,
        _KEY.Key_Up, _KEY.Key_Down, _KEY.Key_Return, _KEY.Key_Home, _KEY.Key_End,
    )),
    *((key, _MOD.AltModifier) for key in (_KEY.Key_Left, _KEY.Key_Up, _KEY.Key_Down)),
)  # fmt: skip
SIZES = ((1280, 680), (910, 470), (1366, 768), (480, 360), (700, 900), (1920, 1000))


def seen(front: QWidget, kind: type[Found]) -> list[Found]:
    """What can be acted on now, in a fixed order."""
    return [each for each in front.findChildren(kind) if each.isVisible() and each.isEnabled()]


def read(widget: QWidget) -> str:
    """How a person would name it."""
    text = getattr(widget, "text", str)() if isinstance(widget, QAbstractButton) else ""
    return plain(widget.accessibleName() or text)[:60] or type(widget).__name__


def click(monkey: "Monkey", front: QWidget) -> str:
    """Any button in sight."""
    buttons = seen(front, QAbstractButton)
    if not buttons:
        return escape(monkey, front)
    button = monkey.dice.choice(buttons)
    words = read(button)
    if any(slow in words.lower() for slow in _SLOW) and monkey.dice.random() > 1 / 6:
        return f"passed over « {words} »"
    monkey.note(f"click « {words} »")
    if monkey.dice.random() < 0.5:
        inside = QPoint(min(20, button.width() // 2), button.height() // 2)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=inside)
    else:
        button.click()
    return ""


def primary(monkey: "Monkey", front: QWidget) -> str:
    """The dialog's own verb, else any button."""
    button = getattr(front, "primary", None)
    if button is None or not button.isVisible() or not button.isEnabled():
        return click(monkey, front)
    monkey.note(f"click « {read(button)} »")
    button.click()
    return ""


def write(monkey: "Monkey", front: QWidget) -> str:
    """Type or paste a text in a field; a code is typed where one is asked for, most often."""
    fields: list[QLineEdit | QPlainTextEdit] = [*seen(front, QLineEdit), *seen(front, QPlainTextEdit)]
    fields = [each for each in fields if not each.isReadOnly()]
    if not fields:
        return click(monkey, front)
    field = monkey.dice.choice(fields)
    codes = isinstance(field.parentWidget(), CodeField) and monkey.dice.random() < 0.8
    text = CODE if codes else monkey.world.text()
    monkey.note(f"write {text[:20]!r} ({len(text)}) in « {read(field)} »")
    field.setFocus()
    if monkey.dice.random() < 0.4 or codes:
        field.selectAll()
    if len(text) <= _SHORT:
        for sign in text:
            type_sign(field, sign)
    else:
        QGuiApplication.clipboard().setText(text)
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    return ""


def paste(monkey: "Monkey", front: QWidget) -> str:
    """Whatever lies in the clipboard, wherever the keyboard is."""
    QGuiApplication.clipboard().setMimeData(monkey.world.copied())
    target = QApplication.focusWidget() or front
    monkey.note(f"paste in {read(target)}")
    QTest.keyClick(target, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    return ""


def key(monkey: "Monkey", front: QWidget) -> str:
    """A key, wherever the keyboard is."""
    pressed, modifiers = monkey.dice.choice(_KEYS)
    target = QApplication.focusWidget() or front.focusWidget() or front
    monkey.note(f"key {modifiers.name} {pressed.name} on {read(target)}")
    QTest.keyClick(target, pressed, modifiers)
    return ""


def escape(monkey: "Monkey", front: QWidget) -> str:
    """Leave what is in front."""
    monkey.note(f"Escape in « {front.windowTitle()} »")
    QTest.keyClick(front, Qt.Key.Key_Escape)
    return ""


def undo(monkey: "Monkey", front: QWidget) -> str:
    """Take back, or do again."""
    if not isinstance(front, Window):
        return key(monkey, front)
    stack = front.runner.undo_stack
    backwards = monkey.dice.random() < 0.6
    monkey.note("undo" if backwards else "redo")
    (stack.undo if backwards else stack.redo)()
    return ""


def go(monkey: "Monkey", front: QWidget) -> str:
    """Another page."""
    if not isinstance(front, Window):
        return click(monkey, front)
    target = monkey.dice.choice(monkey.pages or list(PAGES))
    arguments = place(front.book, target, monkey.dice)
    if arguments is None:
        return click(monkey, front)
    monkey.note(f"go {target} {' '.join(arguments.values())}")
    front.go(target, **arguments)
    return ""


def resize(monkey: "Monkey", front: QWidget) -> str:
    """Another size of what is in front."""
    width, height = monkey.dice.choice(SIZES)
    monkey.note(f"resize {width}×{height}")
    front.resize(width, height)
    return ""


def dress(monkey: "Monkey", front: QWidget) -> str:
    """Another look or text size."""
    if not isinstance(front, Window):
        return resize(monkey, front)
    mode, scale = monkey.dice.choice(theme.MODES), monkey.dice.choice(theme.SCALES)
    monkey.note(f"look {mode} {scale}")
    front.set_look(mode, scale)
    return ""


def choose(monkey: "Monkey", front: QWidget) -> str:
    """Another option of a list that drops down."""
    boxes = [each for each in seen(front, QComboBox) if each.count()]
    if not boxes:
        return click(monkey, front)
    box = monkey.dice.choice(boxes)
    index = monkey.dice.randrange(box.count())
    monkey.note(f"choose {plain(box.itemText(index))[:40]} in « {read(box)} »")
    box.setCurrentIndex(index)
    box.activated.emit(index)
    return ""


def menu(monkey: "Monkey", front: QWidget) -> str:
    """An entry of the window's menu, or of the one that is open; « Quitter » included."""
    shown = front if isinstance(front, QMenu) else getattr(front, "menu", None)
    if not isinstance(shown, QMenu):
        return click(monkey, front)
    inner = [each for each in shown.actions() if each.isEnabled() and not each.isSeparator()]
    below = [each.menu() for each in inner]
    inner += [deep for each in below if isinstance(each, QMenu) for deep in each.actions()]
    inner = [each for each in inner if each.menu() is None and each.isEnabled()]
    if not inner or monkey.dice.random() < 0.2:
        return escape(monkey, front)
    entry = monkey.dice.choice(inner)
    monkey.note(f"menu « {plain(entry.text())} »")
    if isinstance(front, QMenu):
        front.close()
    entry.trigger()
    return ""


def clock(monkey: "Monkey", _front: QWidget) -> str:
    """The PC slept, or its clock was set."""
    monkey.note(monkey.world.jump())
    return ""


def leave(monkey: "Monkey", front: QWidget) -> str:
    """Close the window: the carnet is opened again, as it was left, by the next action."""
    if not isinstance(front, Window):
        return click(monkey, front)
    monkey.note("close the window")
    front.close()
    return ""


IN_WINDOW: tuple[tuple[int, Act], ...] = (
    (440, click), (150, write), (30, paste), (120, key), (50, undo), (90, go), (25, resize), (6, dress),
    (40, choose), (20, menu), (15, clock), (3, leave),
)  # fmt: skip
IN_DIALOG: tuple[tuple[int, Act], ...] = (
    (300, click), (250, write), (20, paste), (120, key), (170, primary), (80, choose), (10, resize),
    (40, escape), (10, clock),
)  # fmt: skip
IN_MENU: tuple[tuple[int, Act], ...] = ((70, menu), (15, key), (15, escape))


def pick(monkey: "Monkey", front: QWidget) -> Act:
    """What to do to what is in front."""
    kinds = IN_MENU if isinstance(front, QMenu) else IN_DIALOG if isinstance(front, QDialog) else IN_WINDOW
    if monkey.calm:
        kinds = tuple((weight, act) for weight, act in kinds if act not in (clock, leave, menu, dress))
    weights, acts = zip(*kinds, strict=True)
    [act] = monkey.dice.choices(acts, weights)
    return act
