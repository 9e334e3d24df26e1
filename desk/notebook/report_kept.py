"""Data of the bilans kept in the carnet: when something they quote is erased they go, the register stays."""

import json
from collections.abc import Callable, Collection
from typing import Any

from desk.core.report_options import Option
from desk.notebook.book import Notebook

Json = dict[str, Any]


def forget_rounds(book: Notebook, round_ids: Collection[str]) -> None:
    """Delete the kept bilans that told marks of these rounds, inside the caller's transaction."""
    known = {
        (row["name"], row["opened_on"])
        for key in round_ids
        for row in book.store.rows("round", "id = ?", [key])
    }
    _forget(book, lambda _, data: any(_is_marked(told, known) for told in data["regards"]))


def forget_quoting(book: Notebook) -> None:
    """Delete the kept bilans that quote the log, inside the caller's transaction.

    All of them: a line may have been reworded, or a name corrected, since it was quoted.
    """
    _forget(book, lambda _, data: bool(data.get("titres_convenu") or data.get("titres_actions")))


def forget_unsaved(book: Notebook, option: Option | None = None) -> None:
    """Delete the kept bilans that were never saved to leave, and what was said of them.

    With an option, those alone that have this addition.
    """
    saved = {row["fingerprint"] for row in book.store.rows("export")}
    _forget(
        book,
        lambda key, data: key not in saved and (not option or data.get("options", {}).get(option, False)),
        with_agreements=True,
    )


def _forget(
    book: Notebook, is_concerned: Callable[[str, Json], bool], *, with_agreements: bool = False
) -> None:
    for row in book.store.rows("report", order="fingerprint"):
        key = row["fingerprint"]
        if not is_concerned(key, json.loads(row["data"])):
            continue
        for table in ("report", "agreement") if with_agreements else ("report",):
            book.store.delete(table, "fingerprint = ?", [key])


def _is_marked(told: Json, known: Collection[tuple[str, str]]) -> bool:
    is_one = (told["nom"], told["date"]) in known
    return is_one and any("reperes" in practice for practice in told["pratiques"])
