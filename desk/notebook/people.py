"""The commune, the two people, and their codes."""

from datetime import date

from desk.core.commune import Commune, checked_name
from desk.core.errors import UserError
from desk.core.people import Pair, Person
from desk.core.rounds import SheetContent, SheetState
from desk.data import keys
from desk.notebook import rows
from desk.notebook.book import Changed, Notebook, Session, Topic, changed
from desk.notebook.vault import open_sheet, seal_sheet, wrap_round_key

SHORTEST_CODE = 10
_REPLACED = "code_remplace"


def commune(book: Notebook) -> Commune:
    """The commune of this notebook."""
    return rows.commune(book.store.rows("commune")[0])


def update_commune(book: Notebook, value: Commune) -> Changed:
    """Correct what is known of the commune; the example stays an example."""
    checked_name(value.name)
    if value.cdg_name:
        checked_name(value.cdg_name, "Le nom du centre de gestion")
    kept = rows.commune_row(value) | {"example": int(commune(book).example)}
    with book.store.atomic():
        book.store.update("commune", 1, kept)
    return changed(Topic.COMMUNE, label="Commune mise à jour")


def pair(book: Notebook) -> Pair:
    """The two people who work together now."""
    row = book.store.rows("pair", "until IS NULL")[0]
    return Pair(
        row["id"],
        person(book, row["elu_id"]),
        person(book, row["sgm_id"]),
        date.fromisoformat(row["together_since"]),
    )


def person(book: Notebook, person_id: str) -> Person:
    """Someone of this notebook, past or present. KeyError when unknown."""
    row = book.store.one("person", "id = ?", [person_id])
    if row is None:
        raise KeyError(person_id)
    return rows.person(row, has_code=has_code(book, person_id))


def update_person(book: Notebook, value: Person) -> Changed:
    """Correct how a person is named; their seat stays theirs."""
    with book.store.atomic():
        book.store.update(
            "person",
            value.id,
            {
                "function": value.function.value,
                "name": value.name,
                "title": value.title,
                "gender": value.gender.value,
                "employer": value.employer,
            },
        )
    return changed(Topic.PEOPLE, label="Personne mise à jour")


def update_together(book: Notebook, day: date) -> Changed:
    """Correct the day the two began to work together. Raises UserError when it is to come."""
    if day > book.today:
        raise UserError("Cette date est à venir.", "Indiquez le jour où vous avez commencé ensemble.")
    with book.store.atomic():
        book.store.update("pair", pair(book).id, {"together_since": day.isoformat()})
    return changed(Topic.PEOPLE, label="Date mise à jour")


def has_code(book: Notebook, person_id: str) -> bool:
    """Whether a code protects this person's sheets."""
    return rows.has_code(book.store.one("person_key", "person_id = ?", [person_id]))


def unlock(book: Notebook, person_id: str, code: str = "") -> Session:
    """Hold a person's key. Raises UserError when the code is wrong."""
    row = book.store.one("person_key", "person_id = ?", [person_id])
    if row is None:
        raise KeyError(person_id)
    return Session(person_id, keys.unwrap(rows.wrapped_key(row), code))


def propose_code(book: Notebook) -> str:
    """Four French words."""
    return keys.propose_code(book.env.content.words, book.env.random_bytes)


def set_code(book: Notebook, session: Session, code: str) -> Changed:
    """Put, change or (with "") take away a code. Raises UserError when it is too short to resist.

    The key itself is drawn anew: an older copy of the notebook may hold the former one bare.
    """
    if code and len(keys.normal_code(code)) < SHORTEST_CODE:
        raise UserError(
            "Ce code est trop court pour protéger une feuille.",
            "Gardez les quatre mots proposés, ou choisissez au moins dix caractères.",
        )
    if not code and _has_notes(book, session):
        raise UserError(
            "Vos notes privées ne peuvent être gardées sans code.",
            "Effacez-les d’abord, ou gardez un code ; rien n’a été changé.",
        )
    fresh = book.env.random_bytes(keys.KEY_BYTES)
    with book.store.atomic():
        _write_key(book, session.person_id, fresh, code)
        _seal_again(book, session, fresh)
    session.renew(fresh)
    return changed(Topic.PEOPLE, label="Code enregistré" if code else "Code retiré")


def replace_lost_code(book: Notebook, person_id: str) -> Changed:
    """Give a person a new key without code: their sheets and notes are lost, and the change is traced."""
    fresh = book.env.random_bytes(keys.KEY_BYTES)
    empty = seal_sheet(book, Session(person_id, fresh), SheetContent())
    with book.store.atomic():
        _write_key(book, person_id, fresh, "")
        for sheet in book.store.rows("sheet", "person_id = ?", [person_id]):
            opened = book.store.one("round", "id = ? AND state = 'ouverte'", [sheet["round_id"]])
            state = sheet["state"] if opened or sheet["outside"] else SheetState.NEW.value
            book.store.update("sheet", sheet["id"], {"content": empty, "state": state})
        book.store.delete("round_key", "person_id = ?", [person_id])
        trace(book, _REPLACED, person_id)
    return changed(Topic.PEOPLE, Topic.SHEETS, label="Code remplacé")


def replaced_on(book: Notebook, person_id: str) -> date | None:
    """The last day a person's lost code was replaced, or None: shown wherever their sheet opens."""
    found = book.store.rows(
        "trace", "person_id = ? AND kind = ?", [person_id, _REPLACED], order="happened_on DESC"
    )
    return date.fromisoformat(found[0]["happened_on"]) if found else None


def trace(book: Notebook, kind: str, person_id: str) -> None:
    """Write down that something was replaced, inside the caller's transaction."""
    row = {"id": book.new_id(), "happened_on": book.today.isoformat(), "kind": kind, "person_id": person_id}
    book.store.insert("trace", row)


def _has_notes(book: Notebook, session: Session) -> bool:
    begun = "person_id = ? AND state <> ? AND outside = 0"
    sheets = book.store.rows("sheet", begun, [session.person_id, SheetState.NEW])
    return any(open_sheet(session, sheet["content"]).notes for sheet in sheets)


def _seal_again(book: Notebook, session: Session, fresh: bytes) -> None:
    """Put everything this person can open under their new key, inside the caller's transaction."""
    renewed = Session(session.person_id, fresh)
    begun = "person_id = ? AND state <> ? AND outside = 0"
    for sheet in book.store.rows("sheet", begun, [session.person_id, SheetState.NEW]):
        content = seal_sheet(book, renewed, open_sheet(session, sheet["content"]))
        book.store.update("sheet", sheet["id"], {"content": content})
    for row in book.store.rows("round_key", "person_id = ?", [session.person_id]):
        book.store.delete("round_key", "round_id = ? AND person_id = ?", [row["round_id"], row["person_id"]])
        wrapped = wrap_round_key(book, renewed, keys.unseal(session.key, row["wrapped"]))
        book.store.insert("round_key", row | {"wrapped": wrapped})


def _write_key(book: Notebook, person_id: str, key: bytes, code: str) -> None:
    book.store.delete("person_key", "person_id = ?", [person_id])
    book.store.insert("person_key", rows.key_row(person_id, keys.wrap(key, code, book.env.random_bytes)))
