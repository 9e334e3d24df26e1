"""« Regards croisés »: starting a round, what may be known of it, and closing it unopened."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby

from desk.core.comparison import Gap
from desk.core.errors import UserError
from desk.core.guide import Practice, Statement
from desk.core.people import Pair, Seat
from desk.core.rounds import Round, RoundPractice, RoundState, SheetContent, SheetState
from desk.core.scale import LABELS
from desk.core.wording import season_name, worded
from desk.data.keys import KEY_BYTES
from desk.data.store import Row
from desk.notebook import people
from desk.notebook.book import Changed, Notebook, Session, Topic, changed
from desk.notebook.rows import day_or_none, profile, profile_text, statement
from desk.notebook.vault import seal_sheet


def current(book: Notebook) -> Round | None:
    """The round being filled by the present pair, or None."""
    row = book.store.one("round", "state = ? AND pair_id = ?", [RoundState.FILLING, people.pair(book).id])
    return _round(book, row) if row else None


def opened(book: Notebook) -> list[Round]:
    """The opened rounds of the present pair, newest first."""
    rows = book.store.rows(
        "round",
        "state = ? AND pair_id = ?",
        [RoundState.OPENED, people.pair(book).id],
        order="opened_on DESC, started DESC, rowid DESC",
    )
    return [_round(book, row) for row in rows]


def get(book: Notebook, round_id: str) -> Round:
    """A round. KeyError when there is none."""
    row = book.store.one("round", "id = ?", [round_id])
    if row is None:
        raise KeyError(round_id)
    return _round(book, row)


def start(book: Notebook, practice_ids: Sequence[str]) -> Changed:
    """Begin a round over the practices the pair picked; both sheets exist at once, empty.

    Raises UserError when a round is under way or nothing was picked.
    """
    if current(book):
        raise UserError(
            "Des regards croisés sont déjà en cours.",
            "Ouvrez-les ensemble, ou terminez-les sans les ouvrir, avant d’en commencer d’autres.",
        )
    picked = [practice for practice in book.guide.practices if practice.id in set(practice_ids)]
    if not picked:
        raise UserError("Aucune pratique n’est choisie.", "Choisissez-en au moins une ; trois suffisent.")
    round_id = book.new_id()
    both = people.pair(book)
    with book.store.atomic():
        book.store.insert("round", _round_row(book, round_id, both))
        _insert_statements(book, round_id, picked, both)
        for person in (both.elu, both.sgm):
            book.store.insert("sheet", _sheet_row(book, round_id, person.id))
    return changed(Topic.ROUNDS, Topic.SHEETS, made=round_id, label="Regards croisés commencés")


def close_unopened(book: Notebook, round_id: str) -> Changed:
    """End a round that was not held: it is erased, and says nothing of anyone."""
    if get(book, round_id).state is not RoundState.FILLING:
        raise UserError("Ces regards croisés sont déjà ouverts.", "Ils restent dans le carnet.")
    with book.store.atomic():
        for table in ("sheet", "round_statement", "round_key", "round_count"):
            book.store.delete(table, "round_id = ?", [round_id])
        book.store.delete("round", "id = ?", [round_id])
    return changed(Topic.ROUNDS, Topic.SHEETS, label="Regards croisés clos sans ouverture")


def sheet_states(book: Notebook, round_id: str) -> dict[Seat, SheetState]:
    """« pas commencée », « en cours » or « remise », for both: all that anyone may see."""
    return {seat: SheetState(row["state"]) for seat, row in _sheets(book, round_id).items()}


def sheet_is_outside(book: Notebook, round_id: str, seat: Seat) -> bool:
    """Whether it was handed in on paper or in a PDF kept by its author, and not entered yet."""
    return bool(_sheets(book, round_id)[seat]["outside"])


def ready(book: Notebook, round_id: str) -> bool:
    """Both handed in."""
    return set(sheet_states(book, round_id).values()) == {SheetState.HANDED_IN}


def counts(book: Notebook, round_id: str) -> dict[str, Mapping[Gap, int]]:
    """Counts of classes per practice of an opened round, as kept in clear."""
    found: dict[str, dict[Gap, int]] = {}
    for row in book.store.rows("round_count", "round_id = ?", [round_id], order="practice_id, class"):
        found.setdefault(row["practice_id"], {})[Gap(row["class"])] = row["number"]
    return dict(found)


def _sheets(book: Notebook, round_id: str) -> dict[Seat, Row]:
    row = book.store.one("round", "id = ?", [round_id])
    if row is None:
        raise KeyError(round_id)
    both = book.store.one("pair", "id = ?", [row["pair_id"]]) or {}
    seats = {both["elu_id"]: Seat.ELU, both["sgm_id"]: Seat.SGM}
    return {
        seats[sheet["person_id"]]: sheet for sheet in book.store.rows("sheet", "round_id = ?", [round_id])
    }


def _round_row(book: Notebook, round_id: str, both: Pair) -> Row:
    return {
        "id": round_id,
        "pair_id": both.id,
        "name": _free_name(book, both),
        "started": book.today.isoformat(),
        "state": RoundState.FILLING.value,
        "opened_on": None,
        "profile": profile_text(people.commune(book).profile),
        "labels": json.dumps(LABELS, ensure_ascii=False, sort_keys=True),
        "guide": f"{book.guide.id} {book.guide.version}",
        "together_since": both.together_since.isoformat(),
        "result": None,
    }


def _free_name(book: Notebook, both: Pair) -> str:
    """« automne 2026 », then « automne 2026 (2) » when that season has one already."""
    name = season_name(book.today)
    taken = {row["name"] for row in book.store.rows("round", "pair_id = ?", [both.id])}
    number = 2
    wanted = name
    while wanted in taken:
        wanted = f"{name} ({number})"
        number += 1
    return wanted


def _insert_statements(book: Notebook, round_id: str, picked: Sequence[Practice], both: Pair) -> None:
    wording = both.named
    lines = [(practice, each) for practice in picked for each in practice.statements]
    for position, (practice, each) in enumerate(lines):
        row = _statement_row(round_id, position, practice, each)
        book.store.insert("round_statement", row | {"text": worded(each.text, wording)})


def _statement_row(round_id: str, position: int, practice: Practice, each: Statement) -> Row:
    return {
        "round_id": round_id,
        "statement_id": each.id,
        "position": position,
        "practice_id": practice.id,
        "practice_title": practice.title,
        "revision": each.revision,
        "scale": each.scale.value,
        "optional": int(each.optional),
        "moot_when": profile_text(each.moot_when),
    }


def _sheet_row(book: Notebook, round_id: str, person_id: str) -> Row:
    # the real key may be under a code: an unread random blob of the same size stands until the first answer
    blank = seal_sheet(book, Session("", book.env.random_bytes(KEY_BYTES)), SheetContent())
    return {
        "id": book.new_id(),
        "round_id": round_id,
        "person_id": person_id,
        "state": SheetState.NEW.value,
        "outside": 0,
        "content": blank,
    }


def _round(book: Notebook, row: Row) -> Round:
    lines = book.store.rows("round_statement", "round_id = ?", [row["id"]], order="position")
    practices = tuple(
        RoundPractice(key[0], key[1], tuple(statement(line) for line in group))
        for key, group in groupby(lines, key=lambda line: (line["practice_id"], line["practice_title"]))
    )
    return Round(
        row["id"],
        row["pair_id"],
        row["name"],
        day_or_none(row["started"]) or book.today,
        RoundState(row["state"]),
        day_or_none(row["opened_on"]),
        practices,
        profile(row["profile"]),
        day_or_none(row["together_since"]) or book.today,
    )
