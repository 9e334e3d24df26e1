"""Removing for good a sentence that should never have been written."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from desk.core.passages import alike, sentence_at, trimmed
from desk.core.wording import NBSP, counted
from desk.ui.context import Context
from desk.ui.dialogs.erasing_words import FINAL, OUT_OF_REACH, CopiesChoice, erase
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import TextArea
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.select import Select
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.redaction import Source

WHY = "Ce qui est retiré est remplacé par une marque datée et effacé du fichier."
NOTHING = "Sélectionnez d’abord le passage à retirer : avec la souris, ou Maj et les flèches."
_AROUND, _LABEL, _FEW = 80, 60, 10


class RemovePassageDialog(Dialog):
    """A text to choose, a passage to select in it, what will be left; then the words of what is final."""

    def __init__(
        self, context: Context, sources: "Sequence[Source]", selected: str = "", parent: QWidget | None = None
    ) -> None:
        from desk.notebook import redaction

        super().__init__("Retirer un passage pour de bon", parent, width=720)
        self._context, self._sources = context, list(sources)
        self._known = redaction.everything(context.book)
        self.elsewhere: list[Source] = []
        self.column.addWidget(Text(WHY))
        self.which = Select("Dans quel texte ?", [(str(i), _name(s)) for i, s in enumerate(sources)])
        self.which.chosen.connect(self._choose)
        self.which.setVisible(len(self._sources) > 1)
        self.text = self._reader()
        tools = FlowRow(
            Button("Sélectionner la phrase", self._sentence), Button("Sélectionner tout le texte", self._all)
        )
        self.left = Text("", "soft")
        self.also = CheckBox("", ticked=True)
        self.places = Text("", "soft")
        self.copies = CopiesChoice(context)
        for part in (self.which, self.text, tools, self.left, self.also, self.places):
            self.column.addWidget(part)
        for part in (self.copies, self.copies.dates, Text(FINAL, "strong"), Text(OUT_OF_REACH, "soft")):
            self.column.addWidget(part)
        self.set_actions("Retirer pour de bon", "Ne rien retirer", danger=True)
        self._choose("0")
        self._select_words(selected)
        self.text.setFocus()

    @property
    def source(self) -> "Source":
        """The text that is looked at."""
        return self._sources[int(self.which.value())]

    def span(self) -> tuple[int, int]:
        """Where the selection begins and ends, without the blanks around it; Qt counts UTF-16 units."""
        cursor = self.text.edit.textCursor()
        start, end = (_index(self.source.text, at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        return trimmed(self.source.text, start, end)

    def accept(self) -> None:
        """Remove what is selected."""
        from desk.notebook import redaction

        start, end = self.span()
        if start == end:
            self.text.set_error(NOTHING)
            self.text.setFocus()
            return
        also = self.elsewhere if self.also.isChecked() else []
        remove = partial(
            redaction.remove, self._context.book, self.source, start, end,
            also=also, copies=self.copies.isChecked(),
        )  # fmt: skip
        if erase(self._context, remove):
            super().accept()

    def _reader(self) -> TextArea:
        """The text, to be read and selected with the keyboard, never changed."""
        reader = TextArea("Sélectionnez le passage", hint="Souris, ou Maj + flèches", lines=4)
        by_hand = (
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        reader.edit.setTextInteractionFlags(by_hand)
        reader.edit.selectionChanged.connect(self._show)
        return reader

    def _choose(self, value: str) -> None:
        self.which.set_value(value)
        self.text.set_text(self.source.text)
        self._show()

    def _sentence(self) -> None:
        self._select(*sentence_at(self.source.text, self.span()[0]))

    def _all(self) -> None:
        self._select(0, len(self.source.text))

    def _select_words(self, words: str) -> None:
        """Take over what was selected in the page."""
        shown = words.replace("\u200b", "").strip()  # a held point's notes are shown with places to break
        found = alike(shown).search(self.source.text) if shown else None
        if found is not None:
            self._select(*found.span())

    def _select(self, start: int, end: int) -> None:
        cursor = self.text.edit.textCursor()
        cursor.setPosition(_units(self.source.text[:start]))
        cursor.setPosition(_units(self.source.text[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.text.edit.setTextCursor(cursor)
        self.text.setFocus()

    def _show(self) -> None:
        """What will be left, and where else the same passage stands."""
        from desk.notebook import redaction

        source, (start, end) = self.source, self.span()
        is_chosen = start < end
        self.left.setVisible(is_chosen)
        self.elsewhere = redaction.elsewhere(self._known, source, start, end) if is_chosen else []
        if is_chosen:
            self.text.set_error("")
            rest = _excerpt(redaction.left(source, start, end, self._context.book), start)
            self.left.set_text(f"Il restera : {rest}")
        self._show_places(source.text[start:end])

    def _show_places(self, passage: str) -> None:
        number = len(self.elsewhere)
        places = "un autre endroit" if number == 1 else counted(number, "autre endroit", "autres endroits")
        self.also.set_words(f"Le même passage se trouve à {places}{NBSP}: le retirer aussi")
        # a word or two found everywhere are words of every day: taking them all away is then to be chosen
        self.also.setChecked(len(passage.split()) > 1 and number <= _FEW)
        told = Counter(each.label for each in self.elsewhere)
        self.places.set_text(
            " ; ".join(f"{label} ({many} fois)" if many > 1 else label for label, many in told.items())
        )
        for part in (self.also, self.places):
            part.setVisible(bool(number))


def _name(source: "Source") -> str:
    """« Ce qui est convenu : La secrétaire donne un avis… »."""
    line = " ".join(source.text.split())
    return f"{source.label} : {line if len(line) <= _LABEL else line[:_LABEL].rstrip() + '…'}"


def _excerpt(text: str, place: int) -> str:
    """The text around a place, on one line."""
    start, end = max(0, place - _AROUND), place + _AROUND
    line = " ".join(text[start:end].split())
    return f"« {'…' if start else ''}{line}{'…' if end < len(text) else ''} »"


def _index(text: str, units: int) -> int:
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore"))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def remove_passage(
    context: Context, meeting_id: str, item_id: str, parent: QWidget, selected: str = ""
) -> None:
    """Let a person remove a passage of a point; `selected` was already in its subject's notes."""
    from desk.notebook import redaction

    sources = redaction.texts(context.book, meeting_id, item_id)
    dialog = RemovePassageDialog(context, sources, selected, parent.window())
    dialog.exec()
    dialog.deleteLater()
