"""Correcting an action, and saying why one is dropped."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk.core.meetings import Action, MeetingState
from desk.ui.context import Context
from desk.ui.dialogs.line import ask_line
from desk.ui.widgets.action_fields import ActionDraft, ActionFields
from desk.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from desk.notebook.book import Changed

FROZEN = "Son point est clos : ce texte ne change plus. La personne et la date, si."


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
        if _is_frozen(context, action):
            self._freeze_text()

    def _freeze_text(self) -> None:
        """What was written at a closed point is read; whose it is and for when can change."""
        self.fields.text.edit.setReadOnly(True)
        self.fields.text.hint.set_text(FROZEN)
        self.fields.text.hint.show()
        self.fields.text.edit.setAccessibleDescription(FROZEN)
        self.fields.due.setFocus()

    def accept(self) -> None:
        """Write it, when it is right."""
        draft = self.fields.draft()
        if draft is not None and self._context.runner.do(partial(self._edit, draft)) is not None:
            super().accept()

    def _edit(self, draft: ActionDraft) -> "Changed":
        from desk.notebook import log

        book, key = self._context.book, self._action.id
        return log.edit_action(book, key, draft.text, draft.owner_id, draft.owner_name, draft.due)


def _is_frozen(context: Context, action: Action) -> bool:
    from desk.notebook import meetings

    found = meetings.some_by_id(context.book, [action.meeting_id])
    return any(each.state is MeetingState.HELD for each in found.values())


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
