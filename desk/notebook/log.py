"""What is agreed, and who does what by when."""

from datetime import date
from typing import Any

from desk.core.errors import UserError
from desk.core.meetings import Action, ActionState, Decision
from desk.core.text import required
from desk.core.wording import capital, noun
from desk.notebook import agenda, people, rows
from desk.notebook.book import Changed, Notebook, Topic, undoable

_ALIVE = "deleted_on IS NULL"
_AGREED = "Ce qui est convenu"
_ACTION = "L’action"


def decisions(book: Notebook, meeting_id: str) -> list[Decision]:
    """What was agreed at a point, in the order it was written."""
    found = book.store.rows("decision", f"meeting_id = ? AND {_ALIVE}", [meeting_id], order="rowid")
    return [rows.decision(row) for row in found]


def decisions_between(book: Notebook, start: date, end: date) -> int:
    """How many things were agreed, both days included."""
    return len(
        book.store.rows("decision", f"day BETWEEN ? AND ? AND {_ALIVE}", [start.isoformat(), end.isoformat()])
    )


def agree(book: Notebook, item_id: str, text: str) -> Changed:
    """Write what is agreed under a subject, which is thereby discussed."""
    item = agenda.get(book, item_id)
    meeting = book.store.one("meeting", "id = ?", [item.meeting_id]) or {}
    row = {
        "id": book.new_id(),
        "meeting_id": item.meeting_id,
        "item_id": item_id,
        "text": required(text, _AGREED),
        "day": meeting["day"],
        "deleted_on": None,
    }
    with book.store.recording() as images:
        book.store.insert("decision", row)
        book.store.update("agenda_item", item_id, {"discussed": 1})
    return undoable(images, Topic.MEETINGS, made=row["id"], label="Convenu et noté")


def reword(book: Notebook, decision_id: str, text: str) -> Changed:
    """Word it otherwise."""
    return _update(book, "decision", decision_id, {"text": required(text, _AGREED)}, "Texte corrigé")


def withdraw(book: Notebook, decision_id: str) -> Changed:
    """Put it in the bin."""
    return _update(book, "decision", decision_id, _binned(book), "Ligne retirée")


def actions(book: Notebook, meeting_id: str) -> list[Action]:
    """The actions decided at a point."""
    return _actions(book, "meeting_id = ?", [meeting_id], "rowid")


def open_actions(book: Notebook) -> list[Action]:
    """To do or under way, nearest date first, undated last."""
    return _actions(book, "state IN ('a_faire', 'en_cours')", [], "coalesce(due, '9999'), id")


def all_actions(book: Notebook) -> list[Action]:
    """Every action, open ones first by date."""
    order = "state IN ('faite', 'abandonnee'), coalesce(due, '9999'), id"
    return _actions(book, "1 = 1", [], order)


def actions_of_period(book: Notebook, start: date, end: date) -> list[Action]:
    """Those still open on the last day, and those ended in between, as the file knows them now."""
    where = "state IN ('a_faire', 'en_cours') OR changed_on BETWEEN ? AND ?"
    return _actions(book, f"({where})", [start.isoformat(), end.isoformat()], "id")


def add_action(
    book: Notebook,
    item_id: str,
    text: str,
    owner_id: str = "",
    owner_name: str = "",
    due: date | None = None,
) -> Changed:
    """Add an action with exactly one owner: a person of the pair or a name. Raises UserError otherwise."""
    item = agenda.get(book, item_id)
    row = _content(book, text, owner_id, owner_name, due) | {
        "id": book.new_id(),
        "meeting_id": item.meeting_id,
        "item_id": item_id,
        "state": ActionState.TODO.value,
        "reason": "",
        "changed_on": book.today.isoformat(),
        "subject_id": "",
        "deleted_on": None,
    }
    with book.store.recording() as images:
        book.store.insert("action", row)
        book.store.update("agenda_item", item_id, {"discussed": 1})
    return undoable(images, Topic.MEETINGS, Topic.ACTIONS, made=row["id"], label="Action ajoutée")


def edit_action(
    book: Notebook, action_id: str, text: str, owner_id: str, owner_name: str, due: date | None
) -> Changed:
    """Correct an action's text, owner and date."""
    values = _content(book, text, owner_id, owner_name, due)
    return _update(book, "action", action_id, values, "Action modifiée")


def set_state(book: Notebook, action_id: str, state: ActionState, reason: str = "") -> Changed:
    """To do, under way, done, or dropped with a reason. Raises UserError when the reason is missing."""
    kept = required(reason, "La raison de l’abandon") if state is ActionState.DROPPED else ""
    values = {"state": state.value, "reason": kept, "changed_on": book.today.isoformat()}
    return _update(book, "action", action_id, values, "Action mise à jour")


def remove_action(book: Notebook, action_id: str) -> Changed:
    """Put an action in the bin."""
    return _update(book, "action", action_id, _binned(book), "Action retirée")


def owner_label(book: Notebook, action: Action) -> str:
    """« Secrétaire générale », « Maire », or the name given."""
    if not action.owner_id:
        return action.owner_name
    return capital(noun(people.person(book, action.owner_id), short=True))


def _content(book: Notebook, text: str, owner_id: str, owner_name: str, due: date | None) -> dict[str, Any]:
    if bool(owner_id) == bool(owner_name.strip()):
        raise UserError(
            "Une action revient à une seule personne.",
            "Choisissez le maire, le secrétaire général de mairie, ou écrivez un nom.",
        )
    if owner_id:
        people.person(book, owner_id)
    name = "" if owner_id else required(owner_name, "Le nom de la personne")
    return {
        "text": required(text, _ACTION),
        "owner_id": owner_id,
        "owner_name": name,
        "due": rows.iso(due),
    }


def _binned(book: Notebook) -> dict[str, Any]:
    return {"deleted_on": book.today.isoformat()}


def _actions(book: Notebook, where: str, args: list[Any], order: str) -> list[Action]:
    return [rows.action(row) for row in book.store.rows("action", f"{where} AND {_ALIVE}", args, order)]


def _update(book: Notebook, table: str, key: str, values: dict[str, Any], label: str) -> Changed:
    with book.store.recording() as images:
        book.store.update(table, key, values)
    return undoable(images, Topic.MEETINGS, Topic.ACTIONS, label=label)
