"""Correcting an action, and saying why one is dropped."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk.core.meetings import Action
from desk.ui.context import Context
from desk.ui.dialogs.line import ask_line
from desk.ui.widgets.action_fields import ActionDraft, ActionFields
from desk.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from desk.notebook.book import Changed


class ActionDialog(Dialog):
    """An action's text, owner and date; what is wrong is said under its field."""

    def __init__(self, context: Context, action: Action, parent: QWidget | None = None) -> None:
        from desk.notebook import people

        super().__init__("Modifier l’action", parent, width=620)
        self._context, self._action = context, action
        book = context.book
        pair = people.pair(book)
        known = ("", pair.elu.id, pair.sgm.id)
        former = [] if action.owner_id in known else [people.person(book, action.owner_id)]
        self.fields = ActionFields(pair, book.today, former=former)
        self.fields.show_draft(ActionDraft(action.text, action.owner_id, action.owner_name, action.due))
        self.column.addWidget(self.fields)
        self.set_actions("Enregistrer l’action")
        self.fields.setFocus()

    def accept(self) -> None:
        """Write it, when it is right."""
        draft = self.fields.draft()
        if draft is not None and self._context.runner.do(partial(self._edit, draft)) is not None:
            super().accept()

    def _edit(self, draft: ActionDraft) -> "Changed":
        from desk.notebook import log

        book, key = self._context.book, self._action.id
        return log.edit_action(book, key, draft.text, draft.owner_id, draft.owner_name, draft.due)


def edit_action(context: Context, action: Action, parent: QWidget) -> None:
    """Let a person correct an action."""
    dialog = ActionDialog(context, action, parent.window())
    dialog.exec()
    dialog.deleteLater()


def ask_reason(parent: QWidget) -> str | None:
    """Why an action is dropped; None when they give up."""
    return ask_line(
        parent,
        "Abandonner l’action",
        "Pour quelle raison ?",
        "La raison de l’abandon",
        "Abandonner l’action",
        note="Une action abandonnée reste lisible avec sa raison ; elle ne revient plus à l’ordre du jour.",
    )
