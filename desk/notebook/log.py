"""What is agreed, and who does what by when."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from desk.core.errors import UserError
from desk.core.meetings import Action, ActionState, Decision, MeetingState
from desk.core.people import Person
from desk.core.text import required
from desk.core.wording import capital, long_date, noun
from desk.data.store import Row
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
    """How many things were agreed at the points held between two days, both included."""
    held = meetings_held(book, start, end)
    return sum(len(decisions(book, meeting_id)) for meeting_id in held)


def meetings_held(book: Notebook, start: date, end: date) -> list[str]:
    """The ids of the points held between two days, both included."""
    where = f"state = ? AND day BETWEEN ? AND ? AND {_ALIVE}"
    args = [MeetingState.HELD, start.isoformat(), end.isoformat()]
    return [row["id"] for row in book.store.rows("meeting", where, args, order="day, id")]


def agree(book: Notebook, item_id: str, text: str) -> Changed:
    """Write what is agreed under a subject, which is thereby discussed."""
    item = agenda.get(book, item_id)
    agenda.check_open(book, item.meeting_id)
    row: Row = {
        "id": book.new_id(),
        "meeting_id": item.meeting_id,
        "item_id": item_id,
        "text": required(text, _AGREED),
        "deleted_on": None,
    }
    with book.store.recording() as images:
        book.store.insert("decision", row)
        book.store.update("agenda_item", item_id, {"discussed": 1})
    return undoable(images, Topic.MEETINGS, made=row["id"], label="Convenu et noté")


def reword(book: Notebook, decision_id: str, text: str) -> Changed:
    """Word it otherwise."""
    _check_row_open(book, "decision", decision_id)
    return _update(book, "decision", decision_id, {"text": required(text, _AGREED)}, "Texte corrigé")


def withdraw(book: Notebook, decision_id: str) -> Changed:
    """Put it in the bin."""
    _check_row_open(book, "decision", decision_id)
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
    agenda.check_open(book, item.meeting_id)
    _check_due(book, item.meeting_id, due)
    row = _new_action(book, item.meeting_id, item_id, _content(book, text, owner_id, owner_name, due))
    with book.store.recording() as images:
        book.store.insert("action", row)
        _keep_event(book, row["id"])
        book.store.update("agenda_item", item_id, {"discussed": 1})
    return undoable(images, Topic.MEETINGS, Topic.ACTIONS, made=row["id"], label="Action ajoutée")


def add_free_action(book: Notebook, text: str, owner_id: str, due: date | None = None) -> Changed:
    """Add an action that comes from no point; it comes back at the points like the others."""
    _check_due(book, "", due)
    row = _new_action(book, "", "", _content(book, text, owner_id, "", due))
    with book.store.recording() as images:
        book.store.insert("action", row)
        _keep_event(book, row["id"])
    return undoable(images, Topic.MEETINGS, Topic.ACTIONS, made=row["id"], label="Action ajoutée")


def edit_action(
    book: Notebook, action_id: str, text: str, owner_id: str, owner_name: str, due: date | None
) -> Changed:
    """Correct an action's text, owner and date; the text of a closed point's action is frozen."""
    row = book.store.rows("action", "id = ?", [action_id])[0]
    if required(text, _ACTION) != row["text"]:
        agenda.check_open(book, row["meeting_id"])
    if rows.iso(due) != row["due"]:
        _check_due(book, row["meeting_id"], due)
    values = _content(book, text, owner_id, owner_name, due)
    return change_actions(book, [action_id], values, "Action modifiée")


def set_state(book: Notebook, action_id: str, state: ActionState, reason: str = "") -> Changed:
    """To do, under way, done, or dropped with a reason. Raises UserError when the reason is missing."""
    kept = required(reason, "La raison de l’abandon") if state is ActionState.DROPPED else ""
    values = {"state": state.value, "reason": kept}
    return change_actions(book, [action_id], values, "Action mise à jour")


def remove_action(book: Notebook, action_id: str) -> Changed:
    """Put an action in the bin; that of a closed point can only be dropped, with its reason."""
    _check_row_open(book, "action", action_id)
    return _update(book, "action", action_id, _binned(book), "Action retirée")


def owner_label(book: Notebook, action: Action) -> str:
    """« Secrétaire générale », « Maire », or the name given."""
    if not action.owner_id:
        return action.owner_name
    return person_label(people.person(book, action.owner_id))


def person_label(person: Person) -> str:
    """« Maire »; with the name, « Maire (M. Rey) », for someone who has left: another holds that seat."""
    said = capital(noun(person, short=True))
    return f"{said} ({person.addressed})" if person.until else said


def _new_action(book: Notebook, meeting_id: str, item_id: str, content: Mapping[str, Any]) -> Row:
    return {
        **content,
        "id": book.new_id(),
        "meeting_id": meeting_id,
        "item_id": item_id,
        "state": ActionState.TODO.value,
        "reason": "",
        "created_on": book.today.isoformat(),
        "subject_id": "",
        "deleted_on": None,
    }


def change_actions(book: Notebook, keys: Iterable[str], values: Mapping[str, Any], label: str) -> Changed:
    """Change several actions in one operation, each with its line of history."""
    with book.store.recording() as images:
        for key in keys:
            book.store.update("action", key, values)
            _keep_event(book, key)
    return undoable(images, Topic.MEETINGS, Topic.ACTIONS, label=label)


def check_to_come(book: Notebook, due: date | None, first: date | None = None) -> None:
    """Raises UserError when a due date is before `first`, or before today."""
    if due is not None and due < (first or book.today):
        raise UserError(
            f"Le {long_date(due)} est déjà passé.",
            "Choisissez une date à venir, ou aucune ; rien n’a été changé.",
        )


def owner_values(book: Notebook, owner_id: str, owner_name: str) -> dict[str, Any]:
    """The columns of exactly one owner: a person of the carnet or a name. Raises UserError otherwise."""
    if bool(owner_id) == bool(owner_name.strip()):
        raise UserError(
            "Une action revient à une seule personne.",
            "Choisissez l’une des deux personnes du binôme, ou écrivez un autre nom.",
        )
    if owner_id:
        people.person(book, owner_id)
    name = "" if owner_id else required(owner_name, "Le nom de la personne")
    return {"owner_id": owner_id, "owner_name": name}


def _check_due(book: Notebook, meeting_id: str, due: date | None) -> None:
    """An action is for after its point, or from today on when the point is still to come."""
    found = book.store.one("meeting", "id = ?", [meeting_id])
    check_to_come(book, due, min(date.fromisoformat(found["day"]), book.today) if found else None)


def _content(book: Notebook, text: str, owner_id: str, owner_name: str, due: date | None) -> dict[str, Any]:
    owner = owner_values(book, owner_id, owner_name)
    return {"text": required(text, _ACTION), **owner, "due": rows.iso(due)}


def _check_row_open(book: Notebook, table: str, key: str) -> None:
    agenda.check_open(book, book.store.rows(table, "id = ?", [key])[0]["meeting_id"])


def _binned(book: Notebook) -> dict[str, Any]:
    return {"deleted_on": book.today.isoformat()}


def _actions(book: Notebook, where: str, args: list[Any], order: str) -> list[Action]:
    return [rows.action(row) for row in book.store.rows("action", f"{where} AND {_ALIVE}", args, order)]


def _keep_event(book: Notebook, action_id: str) -> None:
    """Keep how the action stands from today on, inside the caller's transaction."""
    row = book.store.rows("action", "id = ?", [action_id])[0]
    kept = {name: row[name] for name in ("state", "due", "reason", "owner_id", "owner_name")}
    event = {"id": book.new_id(), "action_id": action_id, "day": book.today.isoformat()}
    book.store.insert("action_event", event | kept)


def _update(book: Notebook, table: str, key: str, values: dict[str, Any], label: str) -> Changed:
    with book.store.recording() as images:
        book.store.update(table, key, values)
    return undoable(images, Topic.MEETINGS, Topic.ACTIONS, label=label)
