"""Erasing for good someone who has left: their name everywhere, their key, the rounds held with them."""

import re
import unicodedata
from collections import Counter
from dataclasses import replace

from desk.core.by_function import ByFunction
from desk.core.erasure import Erasure, around
from desk.core.errors import UserError
from desk.core.meetings import OPEN_STATES
from desk.core.people import Gender, Person
from desk.core.wording import counted, long_date, noun
from desk.notebook import cleaning, erasing_round, people, redaction, report_kept
from desk.notebook.book import Changed, Notebook, Topic, changed
from desk.notebook.redaction import Source

SHORTEST_PART = 3
_TOPICS = (Topic.PEOPLE, Topic.ROUNDS, Topic.SHEETS, Topic.MEETINGS, Topic.ACTIONS, Topic.REPORT)
_OWNED = ("action", "action_event", "subject")
_PARTS = re.compile(r"[\s\-’']+")
_STAYS = (
    "Les points et ce qui y est convenu.",
    "Les bilans gardés et ceux qui sont partis : ils disent une fonction, jamais un nom.",
    "Ce que l’autre a écrit dans ses propres notes privées, que personne d’autre ne lit.",
)


def past(book: Notebook) -> list[Person]:
    """Those who have left, the last one first; the present pair cannot be erased."""
    both = people.pair(book)
    found = book.store.rows("person", "id NOT IN (?, ?)", [both.elu.id, both.sgm.id], order="until DESC, id")
    return [people.person(book, row["id"]) for row in found]


def erasure(book: Notebook, person_id: str) -> Erasure:
    """What goes with someone who has left."""
    person = people.person(book, person_id)
    goes = ["Son nom, sa civilité, son employeur, ses dates, sa clé et son code."]
    goes += _rounds_said(book, person_id)
    if book.store.count("agreement", "person_id = ?", [person_id]):
        goes.append("Ses accords sur des bilans ; le registre dit encore lesquels étaient convenus.")
    stays = [*_owned_said(book, person), *_STAYS]
    return Erasure(f"{person.addressed}, {_seen(person)}", tuple(goes), tuple(stays))


def _owned_said(book: Notebook, person: Person) -> list[str]:
    owned = book.store.rows("action", "owner_id = ?", [person.id])
    if not owned:
        return []
    said = "Son action" if len(owned) == 1 else f"Ses {len(owned)} actions"
    still = sum(row["state"] in OPEN_STATES for row in owned)
    more = " ; confiez à quelqu’un ce qui est encore à faire" if still else ""
    return [f"{said}, sous le nom « {former(person)} »{more}."]


def mentions(book: Notebook, person_id: str) -> list[Source]:
    """The texts of the log where the person is named, the bin included; none when the name is shared."""
    by_function = _namer(book, person_id)
    return [each for each in redaction.everything(book) if by_function.text(each.text) != each.text]


def previews(book: Notebook, person_id: str, most: int = 8) -> list[tuple[str, str, str, int]]:
    """What changes there, each once: label, words around the name, what they become, how often."""
    by_function = _namer(book, person_id)
    found = Counter[tuple[str, str, str]]()
    for each in mentions(book, person_id):
        said, become = (text.replace("\n", ", ") for text in (each.text, by_function.text(each.text)))
        found[each.label, *around(said, become)] += 1
    return [(*told, number) for told, number in list(found.items())[:most]]


def shared_with(book: Notebook, person_id: str) -> list[Person]:
    """The others of the carnet who bear a part of the same name: it is then left as it is written."""
    person = people.person(book, person_id)
    known = [people.person(book, row["id"]) for row in book.store.rows("person", "id <> ?", [person_id])]
    return [other for other in known if set(_parts(other.name)) & set(_parts(person.name))]


def erase(book: Notebook, person_id: str, *, names: bool, copies: bool) -> Changed:
    """Erase someone who has left; forget the undo stack, then call `cleaning.finish`.

    `names`: where the log names the person, the function is said instead. Raises UserError for one of the
    present pair.
    """
    person = _checked(book, person_id)
    found = mentions(book, person_id) if names else []
    by_function = _namer(book, person_id)
    cleaning.prepare(book, copies=copies)
    with book.store.atomic():
        for source in found:
            redaction.write(book, source, by_function.text(source.text))
        if names:
            report_kept.forget_quoting(book)
        _give_to_function(book, person)
        _forget(book, person_id)
        cleaning.mark(book, copies=copies)
    return changed(*_TOPICS, label="Personne effacée")


def former(person: Person) -> str:
    """« Ancienne secrétaire générale de mairie »."""
    return f"{'Ancienne' if person.gender is Gender.FEMININE else 'Ancien'} {noun(person)}"


def _seen(person: Person) -> str:
    left = f", jusqu’au {long_date(person.until)}" if person.until else ""
    return f"{noun(person)}{left}"


def _checked(book: Notebook, person_id: str) -> Person:
    both = people.pair(book)
    if person_id in (both.elu.id, both.sgm.id):
        raise UserError(
            "Cette personne est du binôme d’aujourd’hui.",
            "Accueillez d’abord celle qui prend sa place, dans « La commune et nous » ; rien n’a été changé.",
        )
    return people.person(book, person_id)


def _pairs(book: Notebook, person_id: str) -> list[str]:
    found = book.store.rows("pair", "elu_id = ? OR sgm_id = ?", [person_id, person_id])
    return [row["id"] for row in found]


def _rounds(book: Notebook, person_id: str) -> list[str]:
    return [row["id"] for key in _pairs(book, person_id)
            for row in book.store.rows("round", "pair_id = ?", [key])]  # fmt: skip


def _rounds_said(book: Notebook, person_id: str) -> list[str]:
    number = len(_rounds(book, person_id))
    if not number:
        return []
    held = "Les regards croisés faits avec cette personne"
    return [
        f"{held} ({counted(number, 'fois', 'fois')}), fermés depuis son départ : ses réponses et ses notes, "
        "et celles de l’autre pour ces regards croisés."
    ]


def _namer(book: Notebook, person_id: str) -> ByFunction:
    """Knows the person by the whole name and by each part; by nothing when another bears the same."""
    person = people.person(book, person_id)
    if shared_with(book, person_id):
        return ByFunction([])
    parts = dict.fromkeys([person.name, *_words(person.name)])
    spelled = [each.replace("œ", "oe").replace("Œ", "Oe") for each in parts]
    return ByFunction(replace(person, name=name) for name in dict.fromkeys([*parts, *spelled]))


def _words(name: str) -> list[str]:
    """The parts of a compound name that name someone: « de », « la », an initial do not."""
    return [part for part in _PARTS.split(name) if len(part) >= SHORTEST_PART and part[:1].isupper()]


def _parts(name: str) -> list[str]:
    return [_folded(part) for part in (_words(name) or [name])]


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "Oe").casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _give_to_function(book: Notebook, person: Person) -> None:
    """What the person took on stays under what they were; nothing is nobody's."""
    for table in _OWNED:
        values = {"owner_id": ""} | ({"owner_name": former(person)} if table != "subject" else {})
        for row in book.store.rows(table, "owner_id = ?", [person.id]):
            book.store.update(table, row["id"], values)


def _forget(book: Notebook, person_id: str) -> None:
    """In the order in which rows hang on one another."""
    erasing_round.drop(book, _rounds(book, person_id))
    for table in ("agreement", "report_option", "trace", "person_key"):
        book.store.delete(table, "person_id = ?", [person_id])
    for key in _pairs(book, person_id):
        book.store.delete("pair", "id = ?", [key])
    book.store.delete("person", "id = ?", [person_id])
