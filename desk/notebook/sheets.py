"""A person's sheet: read, answered, handed in, taken back; one sealed blob rewritten each time.

Nothing here can be undone from outside and nothing records when or how much was answered.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desk.core.errors import UserError
from desk.core.form import carnet_mark, form_data
from desk.core.guide import Scale
from desk.core.people import Seat
from desk.core.rounds import Origin, RoundState, SheetContent, SheetState, period_sentence
from desk.core.scale import Answer
from desk.data.store import Row
from desk.notebook import people, rounds, safety
from desk.notebook.book import Changed, Notebook, Session, Topic, changed
from desk.notebook.vault import open_sheet, seal_sheet

LONGEST_NOTE = 4000


def read(book: Notebook, session: Session, round_id: str) -> SheetContent:
    """What the owner wrote so far; one that was not begun is empty whoever asks."""
    row = _row(book, session, round_id)
    if row["state"] == SheetState.NEW or row["outside"]:
        return SheetContent()
    return open_sheet(session, row["content"])


def editable(book: Notebook, session: Session, round_id: str) -> SheetContent:
    """What the owner wrote so far, to be changed. Raises UserError when it is handed in or opened."""
    if _before_opening(book, session, round_id)["state"] == SheetState.HANDED_IN:
        raise UserError("Cette feuille est remise.", "Reprenez-la d’abord pour la changer.")
    return read(book, session, round_id)


def answer(
    book: Notebook,
    session: Session,
    round_id: str,
    statement_id: str,
    value: Answer | None,
    origin: Origin = Origin.SCREEN,
) -> Changed:
    """Write or (None) take away one answer, and come back there next time."""
    content = editable(book, session, round_id)
    _known(book, round_id, statement_id)
    answers = {key: kept for key, kept in content.answers.items() if key != statement_id}
    origins = {key: kept for key, kept in content.origins.items() if key != statement_id}
    if value is not None:
        answers[statement_id], origins[statement_id] = value, origin
    return _write(
        book,
        session,
        round_id,
        replace(content, answers=answers, origins=origins, position=statement_id),
    )


def note(book: Notebook, session: Session, round_id: str, statement_id: str, text: str) -> Changed:
    """Write a private note. Raises UserError without a code: it would be readable by anyone at this PC."""
    if text and not people.has_code(book, session.person_id):
        raise UserError(
            "Une note privée demande un code.",
            "Choisissez d’abord un code : sans lui, la note se lirait sur ce poste. Rien n’a été écrit.",
        )
    if len(text) > LONGEST_NOTE:
        raise UserError("Cette note est trop longue.", f"Gardez moins de {LONGEST_NOTE} caractères.")
    content = editable(book, session, round_id)
    _known(book, round_id, statement_id)
    notes = {key: kept for key, kept in content.notes.items() if key != statement_id}
    if text:
        notes[statement_id] = text
    return _write(book, session, round_id, replace(content, notes=notes, position=statement_id))


def place(
    book: Notebook, session: Session, round_id: str, statement_id: str, *, whole: bool | None = None
) -> Changed:
    """Remember where to come back to, and whether a page at a time; a sheet not begun stays so."""
    if _row(book, session, round_id)["state"] == SheetState.NEW:
        return changed(Topic.SHEETS)
    content = editable(book, session, round_id)
    seen = content.whole if whole is None else whole
    return _write(book, session, round_id, replace(content, position=statement_id, whole=seen))


def hand_in(book: Notebook, session: Session, round_id: str) -> Changed:
    """Hand the sheet in; its owner can still take it back until the opening."""
    content = editable(book, session, round_id)
    row = _row(book, session, round_id)
    if not content.answers:
        raise UserError(
            "Cette feuille n’a aucune réponse.", "Répondez à un énoncé au moins, puis remettez-la."
        )
    _set(book, row, {"state": SheetState.HANDED_IN.value})
    return changed(Topic.SHEETS, label="Feuille remise")


def take_back(book: Notebook, session: Session, round_id: str) -> Changed:
    """Take a handed-in sheet back, without reason or trace."""
    row = _before_opening(book, session, round_id)
    if row["state"] != SheetState.HANDED_IN:
        raise UserError("Cette feuille n’est pas remise.", "Vous pouvez la remplir ; rien n’a été changé.")
    state = SheetState.NEW if row["outside"] else SheetState.STARTED
    _set(book, row, {"state": state.value, "outside": 0})
    return changed(Topic.SHEETS, label="Feuille reprise")


def drop(book: Notebook, session: Session, round_id: str) -> Changed:
    """Empty the sheet, without reason or trace."""
    row = _before_opening(book, session, round_id)
    empty = seal_sheet(book, session, SheetContent())
    _set(book, row, {"state": SheetState.NEW.value, "outside": 0, "content": empty})
    return changed(Topic.SHEETS, label="Feuille effacée")


def declare_outside(book: Notebook, session: Session, round_id: str) -> Changed:
    """Filled on paper or in a PDF its author keeps: it counts as handed in and is entered at the opening."""
    content = editable(book, session, round_id)
    if content.answers or content.notes:
        raise UserError(
            "Cette feuille a déjà des réponses ou des notes à l’écran.",
            "Remettez-la telle quelle, ou effacez-la avant de la déclarer sur papier.",
        )
    row = _row(book, session, round_id)
    _set(book, row, {"state": SheetState.HANDED_IN.value, "outside": 1})
    return changed(Topic.SHEETS, label="Feuille déclarée remise, hors du logiciel")


def enter_outside(
    book: Notebook,
    session: Session,
    round_id: str,
    answers: Mapping[str, Answer],
    origin: Origin,
) -> Changed:
    """Enter a sheet that was filled outside, at the opening. Raises UserError when the other's is not in."""
    row = _before_opening(book, session, round_id)
    if not rounds.ready(book, round_id) or not row["outside"]:
        raise UserError(
            "Cette feuille se saisit à l’ouverture, quand les deux sont remises.",
            "Rien n’a été changé ; attendez que l’autre feuille soit remise.",
        )
    known = {statement.id for statement in rounds.get(book, round_id).statements}
    kept = {key: value for key, value in answers.items() if key in known}
    content = SheetContent(kept, dict.fromkeys(kept, origin))
    _set(book, row, {"content": seal_sheet(book, session, content), "outside": 0})
    return changed(Topic.SHEETS, label="Feuille saisie")


def merge(
    book: Notebook, session: Session, round_id: str, taken: Mapping[str, Answer | None], origin: Origin
) -> Changed:
    """Write several answers that came from one paper or form, all or none; None takes one away."""
    content = editable(book, session, round_id)
    for statement_id in taken:
        _known(book, round_id, statement_id)
    answers = {key: kept for key, kept in content.answers.items() if key not in taken}
    origins = {key: kept for key, kept in content.origins.items() if key not in taken}
    came = {key: value for key, value in taken.items() if value is not None}
    safety.before(book, "")  # unmarked: nothing on the disk says when someone filled a sheet
    merged = replace(content, answers=answers | came, origins=origins | dict.fromkeys(came, origin))
    return _write(book, session, round_id, merged)


def form_request(book: Notebook, round_id: str, seat: Seat) -> dict[str, Any]:
    """The sheet as a document to draw, in the wording of this round."""
    round_ = rounds.get(book, round_id)
    both = people.pair(book)
    periods = {scale: period_sentence(scale, round_.started, round_.together_since) for scale in Scale}
    commune = people.commune(book)
    return form_data(
        commune.name,
        round_,
        seat,
        both.named,
        periods,
        example=commune.example,
        carnet=carnet(book),
        guide=book.guide.version,
    )


def carnet(book: Notebook) -> str:
    """What the forms of this carnet bear, for `desk.core.form.belongs`."""
    return carnet_mark(str(book.store.rows("commune")[0]["uuid"]))


def _row(book: Notebook, session: Session, round_id: str) -> Row:
    row = book.store.one("sheet", "round_id = ? AND person_id = ?", [round_id, session.person_id])
    if row is None:
        raise UserError("Ces regards croisés ne sont plus en cours.", "Revenez à la section Regards croisés.")
    return row


def _before_opening(book: Notebook, session: Session, round_id: str) -> Row:
    row = _row(book, session, round_id)
    if rounds.get(book, round_id).state is not RoundState.FILLING:
        raise UserError("Les feuilles sont déjà ouvertes.", "Elles ne changent plus ; rien n’est perdu.")
    return row


def _known(book: Notebook, round_id: str, statement_id: str) -> None:
    if not book.store.one("round_statement", "round_id = ? AND statement_id = ?", [round_id, statement_id]):
        raise KeyError(statement_id)


def _write(book: Notebook, session: Session, round_id: str, content: SheetContent) -> Changed:
    begun = content.answers or content.notes
    state = SheetState.STARTED if begun else SheetState.NEW
    row = _row(book, session, round_id)
    _set(book, row, {"content": seal_sheet(book, session, content), "state": state.value})
    return changed(Topic.SHEETS)


def _set(book: Notebook, row: Row, values: Mapping[str, Any]) -> None:
    with book.store.atomic():
        book.store.update("sheet", row["id"], values)
