"""Erasing someone who has left, and their name where it is written."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk.core.wording import counted, named
from desk.notebook import erasing_person, people
from desk.ui.context import Context
from desk.ui.dialogs.erase_for_good import EraseForGood, ask
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.notebook.book import Changed

LOOK = (
    "Ce qui désigne cette personne autrement (un surnom, une initiale, une faute de frappe) n’est pas "
    "reconnu : « Retirer un passage… », sur la page du point, l’enlève."
)
UNTICK = (
    "Si un de ces mots n’est pas son nom, décochez la case, puis retirez les passages un à un sur la page de "
    "leur point."
)


class ErasePersonDialog(EraseForGood):
    """Says where the name is written; it is then said by the function, unless that is unticked."""

    def __init__(self, context: Context, person_id: str, parent: QWidget | None = None) -> None:
        told = erasing_person.erasure(context.book, person_id)
        super().__init__(context, "Effacer une personne qui est partie", told, parent)
        self._person_id = person_id
        places = len(erasing_person.mentions(context.book, person_id))
        person = people.person(context.book, person_id)
        where = "l’endroit" if places == 1 else f"les {counted(places, 'endroit')}"
        self.names = CheckBox(
            f"Remplacer aussi son nom par sa fonction ({named(person, short=True)}) dans {where} où il est "
            "écrit",
            ticked=places > 0,
        )
        self.names.setVisible(places > 0)
        self.choices.addWidget(self.names)
        self.shown = Text("", "soft")
        self.shown.hide()
        self.look = LinkButton("Voir ces endroits", self._show)
        self.look.setVisible(places > 0)
        self.choices.addWidget(FlowRow(self.look))
        self.choices.addWidget(self.shown)
        self.choices.addWidget(Text(self._note(), "soft"))

    def operation(self) -> "partial[Changed]":
        """With the name or without it."""
        return partial(
            erasing_person.erase, self._context.book, self._person_id,
            names=self.names.isChecked(), copies=self.copies.isChecked(),
        )  # fmt: skip

    def _show(self) -> None:
        """The first places, as they are and as they will be: a name may be a word of every day."""
        found = erasing_person.previews(self._context.book, self._person_id)
        lines = [
            f"{label}{f' ({number} fois)' if number > 1 else ''} : « {before} » deviendra « {after} »"
            for label, before, after, number in found
        ]
        self.shown.set_text("\n".join([*lines, UNTICK]))
        self.shown.show()
        self.look.hide()
        self.names.setFocus()

    def _note(self) -> str:
        others = erasing_person.shared_with(self._context.book, self._person_id)
        if not others:
            return LOOK
        who = ", ".join(other.addressed for other in others)
        return (
            f"Le même nom est porté par {who} : il reste là où il est écrit. « Retirer un passage… », sur la "
            "page du point, l’enlève phrase par phrase."
        )


def erase_person(context: Context, person_id: str, parent: QWidget) -> bool:
    """Ask, then erase; whether it was done."""
    return ask(ErasePersonDialog(context, person_id, parent))
