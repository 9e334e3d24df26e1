"""Several actions changed at once: one operation, one step back, and a sentence that says how many."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from desk.core.errors import UserError
from desk.core.meetings import Action, ActionState
from desk.core.text import required
from desk.core.wording import counted, long_date, named
from desk.notebook import action_queries, log, people
from desk.notebook.book import Changed, Notebook


def mark_done(book: Notebook, keys: Collection[str]) -> Changed:
    """Those not yet done are."""
    values = {"state": ActionState.DONE.value, "reason": ""}
    return _change(book, keys, values, lambda action: action.state is not ActionState.DONE, "marquée faite")


def drop(book: Notebook, keys: Collection[str], reason: str) -> Changed:
    """The open ones are dropped, all for one reason. Raises UserError when it is missing."""
    values = {"state": ActionState.DROPPED.value, "reason": required(reason, "La raison de l’abandon")}
    return _change(book, keys, values, lambda action: action.is_open, "abandonnée")


def postpone(book: Notebook, keys: Collection[str], day: date) -> Changed:
    """The open ones are for another day. Raises UserError when it is past."""
    log.check_to_come(book, day)

    def concerned(action: Action) -> bool:
        return action.is_open and action.due != day

    return _change(book, keys, {"due": day.isoformat()}, concerned, "reportée", f" au {long_date(day)}")


def entrust(book: Notebook, keys: Collection[str], owner_id: str, owner_name: str) -> Changed:
    """The open ones go to one person: of the pair, or a name. Raises UserError without exactly one."""
    values = log.owner_values(book, owner_id, owner_name)
    owner = (values["owner_id"], values["owner_name"])

    def concerned(action: Action) -> bool:
        return action.is_open and (action.owner_id, action.owner_name) != owner

    to = named(people.person(book, owner_id), "à", short=True) if owner_id else f"à {owner[1]}"
    return _change(book, keys, values, concerned, "confiée", f" {to}")


def _change(
    book: Notebook,
    keys: Collection[str],
    values: Mapping[str, Any],
    concerned: Callable[[Action], bool],
    words: str,
    tail: str = "",
) -> Changed:
    """Change those concerned, in one transaction; the others stay as they are, and that is said."""
    if not keys:
        raise UserError("Aucune action n’est cochée.", "Cochez celles qui sont concernées, puis recommencez.")
    found = action_queries.some_by_id(book, keys)
    changing = sorted(key for key, action in found.items() if concerned(action))
    label = _said(len(changing), len(found) - len(changing), words, tail)
    return log.change_actions(book, changing, values, label)


def _said(number: int, left: int, words: str, tail: str) -> str:
    """« 3 actions marquées faites ; 1 laissée telle quelle »."""
    if not number:
        return "Rien n’a changé : ces actions l’étaient déjà, ou sont terminées"
    agreed = " ".join(f"{word}s" for word in words.split()) if number > 1 else words
    done = f"{counted(number, 'action')} {agreed}{tail}"
    return f"{done} ; {counted(left, 'laissée telle quelle', 'laissées telles quelles')}" if left else done
