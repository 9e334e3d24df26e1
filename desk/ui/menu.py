"""The menu: text size, look, the notebook, leaving; also what carries the keyboard shortcuts."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from desk.core.wording import NBSP
from desk.ui import theme

if TYPE_CHECKING:
    from desk.ui.opening_screen import OpeningScreen
    from desk.ui.window import Window

Key = TypeVar("Key", str, float)
MODE_LABELS = {
    "auto": "Comme le système",
    "light": "Clair",
    "dark": "Sombre",
    "contrast": "Contraste élevé du système",
}
RECEIVED = "Lire des bilans reçus…"


class Dressed(Protocol):
    """What has a look and a text size to change."""

    def set_mode(self, mode: str) -> object:
        """Another look, one of theme.MODES."""

    def set_scale(self, scale: float) -> object:
        """Another text size, 1.0 to 2.0."""

    def step_scale(self, step: int) -> object:
        """One size larger (1) or smaller (-1)."""


def build_menu(window: "Window") -> QMenu:
    """The window's menu, made once; what can be undone follows the stack, what is ticked each opening."""
    menu = QMenu(window)
    menu.setAccessibleName("Menu")
    _undo(menu, window)
    menu.addMenu(_sizes(menu, window))
    menu.addMenu(_modes(menu, window))
    menu.addSeparator()
    if "commune" in window.pages:
        _add(menu, "La commune et nous…", lambda: window.go("commune"))
    _add(menu, "Ouvrir un carnet…", window.open_requested.emit, "Ctrl+O")
    _add(menu, "Nouveau carnet…", window.new_requested.emit, "Ctrl+N")
    if "copies" in window.pages:
        _add(menu, "Copies de sûreté…", lambda: window.go("copies"))
    _add(menu, "Exporter une copie…", window.export_requested.emit)
    menu.addSeparator()
    _add(menu, RECEIVED, window.received_requested.emit)
    menu.addSeparator()
    _add(menu, "Aide sur cet écran", window.help, "F1")
    _add(menu, "Imprimer cet écran…", window.print_page, "Ctrl+P")
    _add(menu, "À propos de Binôme", window.about)
    _add(menu, "Quitter", window.close, "Ctrl+Q")
    return menu


def build_opening_menu(screen: "OpeningScreen") -> QMenu:
    """The same while no carnet is open: what needs one is left out."""
    menu = QMenu(screen)
    menu.setAccessibleName("Menu")
    menu.addMenu(_sizes(menu, screen))
    menu.addMenu(_modes(menu, screen))
    menu.addSeparator()
    _add(menu, "Ouvrir un carnet…", screen.open_requested.emit, "Ctrl+O")
    _add(menu, "Nouveau carnet…", screen.new_requested.emit, "Ctrl+N")
    _add(menu, RECEIVED, screen.received_requested.emit)
    menu.addSeparator()
    _add(menu, "Quitter", screen.close, "Ctrl+Q")
    return menu


def _add(menu: QMenu, text: str, action: Callable[[], object], keys: str = "") -> QAction:
    added = menu.addAction(text)
    added.triggered.connect(lambda _checked=False: action())
    if keys:
        added.setShortcut(QKeySequence(keys))
    return added


def _undo(menu: QMenu, window: "Window") -> None:
    """« Annuler : action ajoutée », greyed as long as there is nothing to take back.

    A greyed action has no shortcut: it must come back with the stack, not with the next opening of the menu.
    """
    stack = window.runner.undo_stack
    undo, redo = _add(menu, "Annuler", stack.undo, "Ctrl+Z"), _add(menu, "Rétablir", stack.redo, "Ctrl+Y")
    undo.setEnabled(stack.canUndo())
    redo.setEnabled(stack.canRedo())
    stack.canUndoChanged.connect(undo.setEnabled)
    stack.canRedoChanged.connect(redo.setEnabled)

    def name() -> None:
        _name(undo, "Annuler", stack.undoText())
        _name(redo, "Rétablir", stack.redoText())

    menu.aboutToShow.connect(name)
    menu.addSeparator()


def _name(action: QAction, verb: str, text: str) -> None:
    action.setText(f"{verb}{NBSP}: {text[:1].lower()}{text[1:]}" if text else verb)


def _sizes(menu: QMenu, window: Dressed) -> QMenu:
    sizes = QMenu("Taille du texte", menu)
    choices = {scale: _add(sizes, f"{round(scale * 100)}{NBSP}%", partial(window.set_scale, scale))
               for scale in theme.SCALES}  # fmt: skip
    _ticked(menu, sizes, choices, theme.scale)
    sizes.addSeparator()
    larger = _add(sizes, "Plus grand", lambda: window.step_scale(1))
    larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
    _add(sizes, "Plus petit", lambda: window.step_scale(-1), "Ctrl+-")
    _add(sizes, "Taille d’origine", lambda: window.set_scale(1.0), "Ctrl+0")
    return sizes


def _modes(menu: QMenu, window: Dressed) -> QMenu:
    modes = QMenu("Apparence", menu)
    choices = {mode: _add(modes, MODE_LABELS[mode], partial(window.set_mode, mode)) for mode in theme.MODES}
    _ticked(menu, modes, choices, theme.mode)
    return modes


def _ticked(menu: QMenu, owner: QMenu, choices: Mapping[Key, QAction], now: Callable[[], Key]) -> None:
    """One of `choices` at a time, the one in force when the menu opens."""
    group = QActionGroup(owner)
    for choice in choices.values():
        choice.setCheckable(True)
        group.addAction(choice)

    def tick() -> None:
        if now() in choices:
            choices[now()].setChecked(True)

    menu.aboutToShow.connect(tick)
