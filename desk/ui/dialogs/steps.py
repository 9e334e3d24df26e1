"""Saying what happened and what can be done next: no dead end."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from desk.ui.widgets.buttons import Button, PrimaryButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.text import Text


class StepsDialog(Dialog):
    """`steps` are (key, words), the first is what one does first; `.chosen` is a key, "" when left alone."""

    def __init__(
        self,
        title: str,
        paragraphs: Sequence[str],
        steps: Sequence[tuple[str, str]],
        leave: str,
        parent: QWidget | None,
    ) -> None:
        super().__init__(title, parent, width=560)
        self.chosen = ""
        for place, paragraph in enumerate(paragraphs):
            self.column.addWidget(Text(paragraph, "soft" if place else ""))
        for place, (key, words) in enumerate(steps):
            made = (Button if place else PrimaryButton)(words, partial(self._choose, key))
            made.setObjectName(key)
            self._footer.add(made)
            self.primary = self.primary or made
        self._footer.add(Button(leave, self.reject))

    def _choose(self, key: str) -> None:
        self.chosen = key
        self.accept()


def ask_step(
    parent: QWidget | None,
    title: str,
    paragraphs: Sequence[str],
    steps: Sequence[tuple[str, str]],
    leave: str = "Fermer",
) -> str:
    """The key of the step chosen, "" for none."""
    dialog = StepsDialog(title, paragraphs, steps, leave, parent)
    dialog.exec()
    chosen = dialog.chosen
    dialog.deleteLater()
    return chosen
