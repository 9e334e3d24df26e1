"""« Mon CDG »: the contact sheet, the commune's words over those of the guide's publisher."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace

from desk.core.cdg import CdgSheet
from desk.core.handout import Letter
from desk.notebook import people
from desk.notebook.book import Changed, Notebook, Topic, undoable

_KEY = "cdg"
# What the documents' small Markdown would take for its own marks, in what a person typed.
_MARKS = str.maketrans({"*": "×", "[": "(", "]": ")", "`": "’", "\\": "/", "<": "‹"})
_ADDRESS = re.compile(r"https?://")


def written(book: Notebook) -> CdgSheet:
    """What was written in the sheet itself, and nothing from elsewhere."""
    row = book.store.one("cdg_sheet", "id = ?", [_KEY])
    return CdgSheet.from_mapping(json.loads(row["content"])) if row else CdgSheet()


def own_sheet(book: Notebook) -> CdgSheet:
    """What the commune wrote itself; the name of its centre de gestion comes from the commune's own page."""
    sheet = written(book)
    commune = people.commune(book)
    return replace(sheet, name=sheet.name or commune.cdg_name, contact=sheet.contact or commune.cdg_email)


def sheet(book: Notebook) -> CdgSheet:
    """The same, completed by the sheet of the CDG's pack where one is in use."""
    return own_sheet(book).completed_by(book.env.content.cdg)


def letter(book: Notebook) -> Letter | None:
    """The sheet to print: a title for each field that holds something, None when none does."""
    filled = sheet(book).filled()
    if not filled:
        return None
    parts = (f"### {field.label}\n\n{_as_items(text)}" for field, text in filled)
    return Letter("Mon CDG", "\n\n".join(parts))


def write(book: Notebook, values: Mapping[str, str]) -> Changed:
    """Keep the fields given, the others unchanged. Raises UserError on a text too long."""
    row = book.store.one("cdg_sheet", "id = ?", [_KEY])
    known = json.loads(row["content"]) if row else {}
    content = json.dumps(CdgSheet.from_mapping(known | dict(values)).to_mapping(), ensure_ascii=False)
    with book.store.recording() as images:
        if row is None:
            book.store.insert("cdg_sheet", {"id": _KEY, "content": content})
        else:
            book.store.update("cdg_sheet", _KEY, {"content": content})
    return undoable(images, Topic.CDG, label="Fiche du CDG écrite")


def _as_items(text: str) -> str:
    """Lines as a list: whatever one begins with is its own text."""
    lines = (unmarked(line) for line in text.splitlines())
    return "\n".join(f"- {line}" for line in lines if line)


def unmarked(line: str) -> str:
    """No link, no entity, no mark is left; an address keeps all but its « https:// »."""
    bare = line.translate(_MARKS)
    while _ADDRESS.search(bare):  # again and again: taking one out may make another
        bare = _ADDRESS.sub("", bare)
    bare = re.sub(r"__+", "_", bare)
    return re.sub(r"&(?=#?\w+;)", "& ", bare).strip()
