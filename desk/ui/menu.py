"""The menu: text size, look, the notebook, leaving; also what carries the keyboard shortcuts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from desk.core.wording import NBSP
from desk.ui import theme

if TYPE_CHECKING:
    from desk.ui.window import Window

MODE_LABELS = {
    "auto": "Comme le système",
    "light": "Clair",
    "dark": "Sombre",
    "contrast": "Contraste élevé du système",
}


def build_menu(window: "Window") -> QMenu:
    """The window's menu; made again with each change of look."""
    menu = QMenu(window)
    menu.setAccessibleName("Menu")
    _undo(menu, window)
    menu.addMenu(_sizes(menu, window))
    menu.addMenu(_modes(menu, window))
    menu.addSeparator()
    if "commune" in window.pages:
        _add(menu, "La commune et le binôme…", lambda: window.go("commune"))
    _add(menu, "Ouvrir un carnet…", window.open_requested.emit, "Ctrl+O")
    _add(menu, "Nouveau carnet…", window.new_requested.emit, "Ctrl+N")
    _add(menu, "Exporter une copie…", window.export_requested.emit)
    menu.addSeparator()
    _add(menu, "Aide sur cet écran", window.help, "F1")
    _add(menu, "Imprimer cet écran…", window.print_page, "Ctrl+P")
    _add(menu, "À propos de Binôme", window.about)
    _add(menu, "Quitter", window.close, "Ctrl+Q")
    return menu


def _add(menu: QMenu, text: str, action: Callable[[], object], keys: str = "") -> QAction:
    added = menu.addAction(text)
    added.triggered.connect(lambda _checked=False: action())
    if keys:
        added.setShortcut(QKeySequence(keys))
    return added


def _undo(menu: QMenu, window: "Window") -> None:
    """« Annuler : action ajoutée », greyed when there is nothing to take back."""
    stack = window.runner.undo_stack
    undo, redo = _add(menu, "Annuler", stack.undo, "Ctrl+Z"), _add(menu, "Rétablir", stack.redo, "Ctrl+Y")

    def name() -> None:
        for action, verb, text, possible in (
            (undo, "Annuler", stack.undoText(), stack.canUndo()),
            (redo, "Rétablir", stack.redoText(), stack.canRedo()),
        ):
            action.setText(f"{verb}{NBSP}: {text[:1].lower()}{text[1:]}" if text else verb)
            action.setEnabled(possible)

    # the menu may be gone when the stack changes: asked for anew each time it is opened
    menu.aboutToShow.connect(name)
    menu.addSeparator()


def _sizes(menu: QMenu, window: "Window") -> QMenu:
    sizes = QMenu("Taille du texte", menu)
    group = QActionGroup(sizes)
    for scale in theme.SCALES:
        choice = _add(sizes, f"{round(scale * 100)}{NBSP}%", lambda scale=scale: window.set_scale(scale))  # type: ignore[misc]
        choice.setCheckable(True)
        choice.setChecked(scale == theme.scale())
        group.addAction(choice)
    sizes.addSeparator()
    larger = _add(sizes, "Plus grand", lambda: window.step_scale(1))
    larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
    _add(sizes, "Plus petit", lambda: window.step_scale(-1), "Ctrl+-")
    _add(sizes, "Taille d’origine", lambda: window.set_scale(1.0), "Ctrl+0")
    return sizes


def _modes(menu: QMenu, window: "Window") -> QMenu:
    modes = QMenu("Apparence", menu)
    group = QActionGroup(modes)
    for mode in theme.MODES:
        choice = _add(modes, MODE_LABELS[mode], lambda mode=mode: window.set_mode(mode))  # type: ignore[misc]
        choice.setCheckable(True)
        choice.setChecked(mode == theme.mode())
        group.addAction(choice)
    return modes
