"""Someone who looks everywhere in the window: every screen, every button, every text."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QMetaObject, QMetaType, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

from desk.ui.dialogs.code import CodeDialog
from desk.ui.pages.calendar_parts import ComingRow
from desk.ui.pages.journey_steps import StepRow
from desk.ui.pages.report_preview import ReportPreviewPage
from desk.ui.widgets.buttons import RowButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.window import Window

Place = tuple[str, dict[str, str]]
# What stands between the door of a screen and what it holds: pressed again at each return.
_WAYS_IN = {"sheet": ("open-sheet", "begin"), "comparison": ("unlock-sgm",)}
_SAID = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help)


class Prowler:
    """Walks through `window` with one code or none, and keeps in `heard` every text met, step by step.

    A dialog is read, tried with the code where it asks for one, then refused. The texts of a step are those
    of all widgets, hidden ones too, of the titles, tooltips, the undo stack and the clipboard; the screens
    that are not shown are read at the beginning and at the end only. The widgets of `strangers` are not read.
    """

    def __init__(self, window: Window, code: str = "", strangers: frozenset[QWidget] = frozenset()) -> None:
        self._window, self._code, self._strangers = window, code, strangers
        self._pressed: set[tuple[str, str]] = set()
        self._eye = QTimer(window)
        self._eye.setInterval(1)
        self._eye.timeout.connect(self._meet)
        self._shut: set[tuple[str, str]] = set()
        self._returns: set[tuple[str, str, int]] = set()
        self._refused = False
        self.heard: list[tuple[str, frozenset[str]]] = []
        self.dialogs: set[str] = set()

    def walk(self, places: Sequence[Place], read_only: frozenset[str] = frozenset()) -> None:
        """Go to every place and press there, once, every button in sight or that comes in sight.

        The screens of `read_only` are read without a press.
        """
        self.read("the beginning", everywhere=True)
        for place in places:
            self.go(place)
            if place[0] in read_only:
                continue
            while (button := self._next(place) or self._again_in(place)) is not None:
                self.press(button)
                if self._window._place != place or self._open_doors(place):
                    self.go(place)
        self.read("the end", everywhere=True)

    def go(self, place: Place) -> None:
        """Enter a screen, as far as the code opens it, and read it."""
        target, arguments = place
        self._window.go(target, **arguments)
        self.read(f"{target} {sorted(arguments.values())}")
        for _ in _WAYS_IN.get(target, ()):
            for found in self._open_doors(place)[:1]:
                self._enter_by(found, str(place))

    def _open_doors(self, place: Place) -> list[QAbstractButton]:
        """The ways in that are before us again: a sheet was hidden, and its owner came back to the notice."""
        names = _WAYS_IN.get(place[0], ())
        found = [self._window.page.findChild(QAbstractButton, name) for name in names]
        shown = [each for each in found if each is not None and each.isVisible()]
        return [each for each in shown if (str(place), words_of(each)) not in self._shut]

    def _enter_by(self, button: QAbstractButton, place: str) -> None:
        """Press what leads in; where it does not open, it is not tried at each return."""
        key = place, words_of(button)
        self._refused = False
        self.press(button)
        self._pressed.add(key)
        if self._refused:
            self._shut.add(key)

    def press(self, button: QAbstractButton) -> None:
        """Press, go through the dialogs that open, read what follows."""
        step = f"{self._window.page.name} · {words_of(button)}"
        self._eye.start()
        button.click()
        self._eye.stop()
        self.read(step)

    def read(self, step: str, *, everywhere: bool = False) -> None:
        """Keep everything that can be read now, screens not shown left out unless `everywhere`."""
        QApplication.processEvents()
        page = self._window.page
        while isinstance(page, ReportPreviewPage) and not page.note.isHidden():
            QApplication.processEvents()  # read once drawn, at whatever pace
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        away = set(self._strangers)
        if not everywhere:
            others = [page for page in self._window.stack.kept.values() if page is not self._window.page]
            away |= {inner for page in others for inner in page.findChildren(QWidget)}
        widgets = [each for each in QApplication.allWidgets() if each not in away]
        found = {text for widget in widgets for text in texts_of(widget)}
        stack = self._window.runner.undo_stack
        found |= {stack.text(index) for index in range(stack.count())}
        found |= {stack.undoText(), stack.redoText(), QApplication.clipboard().text()}
        self.heard.append((step, frozenset(found)))
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()

    def _next(self, place: Place) -> QAbstractButton | None:
        """A button in sight that was not pressed at that place; of a list of rows, those of the first."""
        for button in self._window.page.findChildren(QAbstractButton):
            key = (str(place), kind_of(button))
            if button.isVisible() and button.isEnabled() and key not in self._pressed:
                self._pressed.add(key)
                return button
        return None

    def _again_in(self, place: Place) -> QAbstractButton | None:
        """What leads in, when a button led back to the door; once for all that was pressed since."""
        for name in _WAYS_IN.get(place[0], ()):
            found = self._window.page.findChild(QAbstractButton, name)
            key = (str(place), name, len(self._pressed))
            if found is not None and found.isVisible() and key not in self._returns:
                self._returns.add(key)
                return found
        return None

    def _meet(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Dialog):
            self._eye.stop()
            self._face(dialog)
            self._eye.start()

    def _face(self, dialog: Dialog) -> None:
        """Read a dialog, try the code once where one is asked for, and leave it."""
        self.dialogs.add(dialog.windowTitle())
        if isinstance(dialog, CodeDialog) and self._code:
            dialog.field.set_text(self._code)
            dialog.accept()
        if dialog.isVisible():
            self._refused = True
            self.read(dialog.windowTitle())
            dialog.reject()


def kind_of(button: QAbstractButton) -> str:
    """What tells a button from the others of its screen; rows of the same list have the same."""
    if isinstance(button, RowButton):
        return "a row"
    around = button.parentWidget()
    while around is not None and not isinstance(around, StepRow | ComingRow):
        around = around.parentWidget()
    listed = button.objectName().partition("-")[0] if around is not None else ""
    return f"a line's {listed}" if listed else words_of(button)


def words_of(button: QAbstractButton) -> str:
    """What tells a button from the others of its screen."""
    return button.accessibleName() or button.text() or button.toolTip()


def texts_of(widget: QWidget) -> Iterator[str]:
    """Every text a widget holds: its properties, choices and actions, and what a screen reader says."""
    for name in _text_properties(widget.metaObject()):
        yield str(widget.property(name))
    own = [bytes(name.data()).decode() for name in widget.dynamicPropertyNames()]
    yield from (str(widget.property(name)) for name in own if not name.startswith("_"))
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    for action in widget.actions():
        yield from (action.text(), action.toolTip(), action.statusTip())
    if widget.isVisible():
        spoken = QAccessible.queryAccessibleInterface(widget)
        if spoken is not None:
            yield from (spoken.text(kind) for kind in _SAID)


_TEXT = QMetaType.Type.QString.value
_NAMES: dict[str, list[str]] = {}


def _text_properties(about: QMetaObject) -> list[str]:
    """The names of a class's text properties."""
    name = about.className()
    if name not in _NAMES:
        every = [about.property(index) for index in range(about.propertyCount())]
        _NAMES[name] = [str(one.name()) for one in every if one.userType() == _TEXT]
    return _NAMES[name]
