"""One field of the CDG's contact sheet: what the commune writes, and what is already known from elsewhere."""

from functools import partial

from PySide6.QtWidgets import QWidget

from desk.core.cdg import CdgField
from desk.core.wording import typographic
from desk.notebook import cdg
from desk.ui.context import Context
from desk.ui.widgets.autosave import AutosaveText
from desk.ui.widgets.layout import column
from desk.ui.widgets.text import Text

FROM_COMMUNE = "Repris de « La commune et nous » : {text}."
FROM_PACK = "Fourni par votre centre de gestion : « {text} ». Ce que vous écrirez passera avant."
OVER_PACK = "Votre texte passe avant celui de votre centre de gestion : « {text} »."
LOCKED = "Lecture seule : ce champ ne peut pas être changé ici."


class CdgBox(QWidget):
    """A label, a text that saves itself, a hint, and in words where the rest comes from."""

    def __init__(self, context: Context, field: CdgField) -> None:
        super().__init__()
        self._context, self.key = context, field.key
        read_only = context.book.read_only
        self.text = AutosaveText(field.label, self._write, hint=LOCKED if read_only else field.hint, lines=2)
        self.text.edit.setObjectName(f"cdg-{field.key}")
        self.text.edit.setReadOnly(read_only)
        self.known = Text("", "caption")
        inside = column(self, 2)
        inside.addWidget(self.text)
        inside.addWidget(self.known)
        inside.addStretch(1)

    def show_values(self, written: str, commune: str, pack: str) -> None:
        """Show what is stored; what is being typed is left alone."""
        if self.text.text().split() != written.split():
            self.text.load(written)
        said = known_words(written, commune, pack)
        self.known.set_text(said)
        self.known.setVisible(bool(said))
        self.text.edit.setAccessibleDescription(typographic(f"{self.text.hint.text()} {said}".strip()))

    def flush(self) -> None:
        """Write what is not written yet."""
        self.text.flush()

    def _write(self, text: str) -> object:
        operation = partial(cdg.write, self._context.book, {self.key: text})
        return self._context.runner.do(operation, quietly=True)


def known_words(written: str, commune: str, pack: str) -> str:
    """Where what is shown, or would be, comes from; "" when only the commune wrote something."""
    if written:
        return OVER_PACK.format(text=_line(pack)) if pack else ""
    if commune:
        return FROM_COMMUNE.format(text=_line(commune))
    return FROM_PACK.format(text=_line(pack)) if pack else ""


def _line(text: str) -> str:
    return " ; ".join(part for part in text.splitlines() if part)
