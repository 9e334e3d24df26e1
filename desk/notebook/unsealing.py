"""Opening a round together, reading it afterwards, and the subjects the pair chooses."""

from collections.abc import Sequence

from desk.core.comparison import PracticeView, compare_practice
from desk.core.errors import UserError
from desk.core.rounds import Round, RoundState, SheetContent, Subject, SubjectDraft
from desk.data.keys import unseal
from desk.notebook import people, rounds
from desk.notebook.book import Changed, Notebook, Session, Topic, changed
from desk.notebook.rows import day_or_none, iso
from desk.notebook.vault import (
    Answers,
    open_round,
    open_sheet,
    seal_round,
    seal_sheet,
    wrap_round_key,
)

MOST_SUBJECTS = 3
_DECLINED = "sans_sujet"


def open_together(book: Notebook, round_id: str, elu: Session, sgm: Session) -> Changed:
    """Open both sheets, both people present, in one transaction; it is final.

    The answers become one blob under a round key that either person's key unwraps; the notes stay with their
    owners. Raises UserError when a sheet is not handed in, or is still outside the program.
    """
    round_ = _checked(book, round_id)
    both = people.pair(book)
    if (elu.person_id, sgm.person_id) != (both.elu.id, both.sgm.id):
        raise ValueError("each key must be its own person's")
    contents = [_sheet(book, session, round_id) for session in (elu, sgm)]
    round_key, result = seal_round(book, *contents)
    views = _compare(round_, contents[0].answers, contents[1].answers)
    with book.store.atomic():
        book.store.update(
            "round",
            round_id,
            {"state": RoundState.OPENED.value, "opened_on": book.today.isoformat(), "result": result},
        )
        for session, content in zip((elu, sgm), contents, strict=True):
            _keep_key_and_notes(book, session, round_id, round_key, content)
        _keep_counts(book, round_id, views)
        book.store.delete("round_mark", "1 = 1", [])  # what the bilan told of the round before: asked again
    return changed(Topic.ROUNDS, Topic.SHEETS, made=round_id, label="Feuilles ouvertes ensemble")


def comparison(book: Notebook, round_id: str, session: Session) -> list[PracticeView]:
    """The two sheets side by side, opened by either person's key.

    Raises UserError when that key opens it no more, or when one of the two has changed since.
    """
    round_ = rounds.get(book, round_id)
    if round_.pair_id != people.pair(book).id:
        raise UserError(
            "Ces regards croisés sont ceux du binôme d’avant : ils restent fermés.",
            "Ce qui a été convenu et les actions sont gardés dans « Nos points ».",
        )
    elu, sgm = _answers(book, round_id, session)
    return _compare(round_, elu, sgm)


def can_read(book: Notebook, round_id: str, session: Session) -> bool:
    """Whether `comparison` opens with that key: a lost code that was replaced closes what it had opened."""
    key = book.store.one("round_key", "round_id = ? AND person_id = ?", [round_id, session.person_id])
    return key is not None and rounds.get(book, round_id).pair_id == people.pair(book).id


def subjects(book: Notebook, round_id: str) -> list[Subject]:
    """The subjects the pair chose after a round, in their order."""
    return [
        Subject(
            row["id"], row["round_id"], row["practice_id"], row["first_step"], row["owner_id"],
            day_or_none(row["due"]),
        )
        for row in book.store.rows("subject", "round_id = ?", [round_id], order="position")
    ]  # fmt: skip


def declined(book: Notebook, round_id: str) -> bool:
    """Whether the pair answered that it takes no subject this time: nothing more is asked then."""
    return book.store.one("trace", "kind = ? AND person_id = ?", [_DECLINED, round_id]) is not None


def choose_subjects(book: Notebook, round_id: str, drafts: Sequence[SubjectDraft]) -> Changed:
    """Keep up to three subjects; none means the pair declines. Raises UserError beyond three."""
    if len(drafts) > MOST_SUBJECTS:
        raise UserError("Trois sujets au plus.", "Retirez-en un ; les autres attendront les prochains.")
    round_ = rounds.get(book, round_id)
    if round_.state is not RoundState.OPENED:
        raise UserError("Les feuilles ne sont pas encore ouvertes.", "Ouvrez-les ensemble d’abord.")
    if any(draft.due is not None and draft.due < book.today for draft in drafts):
        raise UserError(
            "La date d’un premier pas est déjà passée.",
            "Choisissez une date à venir, ou aucune ; rien n’a été changé.",
        )
    # a practice of this round counts even when the guide in use has it no more
    known = {*book.guide.practice_ids, *(practice.practice_id for practice in round_.practices)}
    if strangers := {draft.practice_id for draft in drafts} - known:
        raise KeyError(strangers.pop())
    with book.store.atomic():
        book.store.delete("subject", "round_id = ?", [round_id])
        book.store.delete("trace", "kind = ? AND person_id = ?", [_DECLINED, round_id])
        if not drafts:
            # the table keeps what a trace is about in one column: here it is a round
            people.trace(book, _DECLINED, round_id)
        for position, draft in enumerate(drafts):
            _insert_subject(book, round_id, position, draft)
    return changed(Topic.ROUNDS, label="Sujets retenus" if drafts else "Aucun sujet retenu")


def _insert_subject(book: Notebook, round_id: str, position: int, draft: SubjectDraft) -> None:
    book.store.insert(
        "subject",
        {
            "id": book.new_id(),
            "round_id": round_id,
            "practice_id": draft.practice_id,
            "position": position,
            "first_step": draft.first_step.strip(),
            "owner_id": draft.owner_id,
            "due": iso(draft.due),
        },
    )


def _checked(book: Notebook, round_id: str) -> Round:
    round_ = rounds.get(book, round_id)
    if round_.state is not RoundState.FILLING:
        raise UserError("Ces feuilles sont déjà ouvertes.", "Vous pouvez les relire ; rien n’a changé.")
    if not rounds.ready(book, round_id):
        raise UserError(
            "Les deux feuilles ne sont pas encore remises.",
            "Rien n’a été ouvert. Chacun remet la sienne, puis vous les ouvrez ensemble.",
        )
    if book.store.rows("sheet", "round_id = ? AND outside = 1", [round_id]):
        raise UserError(
            "Une feuille remplie hors du logiciel reste à saisir.",
            "Rien n’a été ouvert. Saisissez-la ensemble, puis ouvrez.",
        )
    return round_


def _sheet(book: Notebook, session: Session, round_id: str) -> SheetContent:
    row = book.store.one("sheet", "round_id = ? AND person_id = ?", [round_id, session.person_id])
    if row is None:
        raise KeyError(session.person_id)
    return open_sheet(session, row["content"])


def _keep_key_and_notes(
    book: Notebook, session: Session, round_id: str, round_key: bytes, content: SheetContent
) -> None:
    wrapped = wrap_round_key(book, session, round_key)
    book.store.insert("round_key", {"round_id": round_id, "person_id": session.person_id, "wrapped": wrapped})
    row = book.store.one("sheet", "round_id = ? AND person_id = ?", [round_id, session.person_id]) or {}
    notes = seal_sheet(book, session, SheetContent(notes=content.notes))
    book.store.update("sheet", row["id"], {"content": notes})


def _keep_counts(book: Notebook, round_id: str, views: Sequence[PracticeView]) -> None:
    for view in views:
        for gap, number in sorted(view.counts.items()):
            book.store.insert(
                "round_count",
                {
                    "round_id": round_id,
                    "practice_id": view.practice_id,
                    "class": gap.value,
                    "number": number,
                },
            )


def _compare(round_: Round, elu: Answers, sgm: Answers) -> list[PracticeView]:
    return [
        compare_practice(each.practice_id, each.title, each.statements, elu, sgm, round_.profile)
        for each in round_.practices
    ]


def _answers(book: Notebook, round_id: str, session: Session) -> tuple[Answers, Answers]:
    key = book.store.one("round_key", "round_id = ? AND person_id = ?", [round_id, session.person_id])
    row = book.store.one("round", "id = ?", [round_id]) or {}
    if key is None or row["result"] is None:
        name = people.person(book, session.person_id).addressed
        raise UserError(
            f"Ces feuilles ne peuvent plus être relues avec la clé de {name}.",
            "L’autre personne peut encore les ouvrir avec son code ; les comptes par pratique sont gardés.",
        )
    return open_round(unseal(session.key, key["wrapped"]), row["result"])
