"""What is looked at after a kill."""

import json
import sqlite3
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from desk.core.errors import UserError
from desk.core.text import clean
from desk.data import copies, notebook_file
from desk.data.store import Store
from desk.notebook import bin as binned
from desk.notebook import drafts, imported, opening, people, rounds, safety, sheets, transfer
from desk.notebook.book import Environment, Notebook
from tests.torture.day import CODE
from tests.torture.mairie import Mairie
from tests.torture.nursery import Said
from tests.torture.state import State, differing, state

if TYPE_CHECKING:
    from tests.torture.kills import Tally

LOST_AT_MOST = 1.0
_TIDIED = {"trace", "draft", *binned.KINDS}
"""Where a start may erase: what was to be erased still, and the bin after thirty days."""
_STALL = 0.1
"""A key takes no longer: what is longer is the machine's, busy elsewhere."""


def look(mairie: Mairie, env: Environment, said: list[Said], killed: float, tally: "Tally") -> list[str]:
    """All that is wrong, none when all is well; then `mairie.known` is what the carnet holds."""
    wrong = [f"the program erred: {each.more[0]}" for each in said if each.what == "error"]
    wrong += [f"Qt warned: {each.more[0]}" for each in said if each.what == "warned"]
    wrong += [f"refused: {each.more[0]}" for each in said if each.what == "refused"]
    wrong += _unmarked(said, tally)
    acknowledged, pending = expected(mairie.known, said)
    wrong += _saved_too_soon(said)
    tally.writes += sum(each.what == "done" for each in said)
    tally.keys += sum(each.what == "typed" for each in said)
    tally.between += bool(pending)
    tally.scenes.update(each.more[0] for each in said if each.what == "scene")
    journal = notebook_file.journal(mairie.carnet)
    tally.journals += journal.exists() and journal.stat().st_size > 0
    try:
        with transfer.reading(mairie.carnet, env) as book:  # its journal stays for the program to find
            mairie.known = _judge(book.store, acknowledged, pending, wrong)
            wrong += _typing(book, said, killed, tally)
        if sum(tally.kills.values()) % 2:
            wrong += _next_start(mairie, env, tally)
    except UserError as problem:
        return [*wrong, f"the carnet does not open: {problem.sentence}"]
    return wrong + _files(said, tally)


def _next_start(mairie: Mairie, env: Environment, tally: "Tally") -> list[str]:
    """Opened to be written: it holds the same but for what every start tidies."""
    book = opening.open_notebook(mairie.carnet, env)
    try:
        held = state(book.store.connection)
        other = [table for table in held if held[table] != mairie.known[table] and table not in _TIDIED]
        wrong = [f"the next start changed {', '.join(other)}"] if other else []
        if book.copy_problem is not None:
            wrong.append(f"a copy failed: {book.copy_problem.sentence}")
        mairie.known = held
        return wrong + _copies(book, env, tally)
    finally:
        opening.close(book)


def _unmarked(said: list[Said], tally: "Tally") -> list[str]:
    """The start after a kill knows that the program did not end by itself."""
    marks = [each.more[0] for each in said if each.what == "marked"]
    forgot = tally.marked and marks == [False]
    tally.told_next += marks == [True]
    tally.marked = bool(marks) and not any(each.what == "ending" for each in said)
    return ["the start after a kill did not know of it"] if forgot else []


def expected(known: State, said: list[Said]) -> tuple[State, list[State]]:
    """What was acknowledged last, and what was about to be when it ended: a copy put back is then tidied."""
    acknowledged: State = known
    pending: list[State] = []
    for each in said:
        if each.what == "coming":
            pending.append(each.more[0])
        elif each.what == "done":
            acknowledged, pending = each.more[0], []
        elif each.what == "back":
            pending.pop()
    return acknowledged, pending


def _saved_too_soon(said: list[Said]) -> list[str]:
    """« Enregistré » is never said of a transaction that is not done."""
    pending = False
    for each in said:
        pending = each.what == "coming" or (pending and each.what not in ("done", "back"))
        if pending and each.what == "saved":
            return ["« Enregistré » was said before the writing was done"]
    return []


def _judge(store: Store, acknowledged: State, pending: list[State], wrong: list[str]) -> State:
    held = state(store.connection)
    if held not in (acknowledged, *pending):
        wrong.append(f"not what was acknowledged: {differing(held, acknowledged)}")
    try:
        imported.check(store)
    except (ValueError, KeyError, TypeError) as error:
        wrong.append(f"a row does not read: {error!r}")
    return held


def _typing(book: Notebook, said: list[Said], killed: float, tally: "Tally") -> list[str]:
    """How much of the field being typed in is not in the file."""
    begun = [place for place, each in enumerate(said) if each.what in ("field", "left")]
    if not begun or said[begun[-1]].what == "left":
        return []
    start = said[begun[-1]]
    kind, key, text = start.more
    typed = [
        (start.at, text),
        *((each.at, each.more[0]) for each in said[begun[-1] :] if each.what == "typed"),
    ]
    kept = clean(_kept(book, kind, key))
    places = [place for place, (_at, each) in enumerate(typed) if clean(each) == kept]
    if not places:
        return (
            []
            if kept.startswith(clean(typed[-1][1]))
            else [f"what was typed is another text: {kept[-40:]!r}"]
        )
    missing = typed[places[-1] + 1 :]
    if not missing:
        return []
    lost = killed - missing[0][0]
    times = [at for at, _text in missing] + [killed]
    stalled = sum(max(0.0, after - before - _STALL) for before, after in pairwise(times))
    tally.lost_s, tally.lost_keys = max(tally.lost_s, lost - stalled), max(tally.lost_keys, len(missing))
    return [f"{lost:.2f} s of typing lost"] if lost - stalled > LOST_AT_MOST else []


def _kept(book: Notebook, kind: str, key: str) -> str:
    if kind == "item":
        row = book.store.one("agenda_item", "id = ?", [key])
        return str(row["notes"]) if row else ""
    if kind == "line":
        return drafts.begun(book, key)
    round_ = rounds.current(book)
    assert round_ is not None
    session = people.unlock(book, people.pair(book).elu.id, CODE)
    return sheets.read(book, session, round_.id).notes.get(key, "")


def _copies(book: Notebook, env: Environment, tally: "Tally") -> list[str]:
    """There is one, and each of them is sound."""
    known = copies.list_copies(book.copies_folder, env.clock())
    wrong = [] if known else ["no copy is left"]
    second = safety.second_folder(book)
    for copy in [*known, *(copies.list_copies(second, env.clock()) if second else [])]:
        tally.copies += 1
        with sqlite3.connect(f"file:{copy.path}?mode=ro", uri=True) as twin:
            verdict = twin.execute("PRAGMA quick_check(1)").fetchone()[0]
        twin.close()
        if verdict != "ok" or notebook_file.journal(copy.path).exists():
            wrong.append(f"the copy {copy.path.name} is not sound")
    return wrong


def _files(said: list[Said], tally: "Tally") -> list[str]:
    """What was being saved is the old one, the new one, or not there."""
    wrong = []
    for name in {each.more[0] for each in said if each.what in ("saving", "file")}:
        path = Path(name)
        told = any(each.what == "file" and each.more[0] == name for each in said)
        if not path.exists():
            wrong += [f"{path.name} was saved and is not there"] * told
            continue
        tally.files += 1
        content = path.read_bytes()
        whole = json.loads(content) if path.suffix == ".json" else content.rstrip().endswith(b"%%EOF")
        wrong += [] if whole else [f"{path.name} is cut"]
    return wrong
