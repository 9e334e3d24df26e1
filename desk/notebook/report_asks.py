"""What the pair asks of its CDG: ticked once, told in each bilan until it is unticked."""

from desk.core.report_asks import LABELS, in_order
from desk.notebook.book import Changed, Notebook, Topic, undoable


def asked(book: Notebook) -> tuple[str, ...]:
    """The keys ticked, in the order of the screen."""
    return tuple(in_order(row["id"] for row in book.store.rows("report_ask")))


def set_asked(book: Notebook, key: str, wanted: bool) -> Changed:  # noqa: FBT001 - a tick
    """Tick or untick one. KeyError when there is none of that name."""
    label = LABELS[key]
    with book.store.recording() as images:
        there = book.store.one("report_ask", "id = ?", [key])
        if wanted and there is None:
            book.store.insert("report_ask", {"id": key, "asked_on": book.today.isoformat()})
        elif there is not None and not wanted:
            book.store.delete("report_ask", "id = ?", [key])
    said = "Demandé au CDG" if wanted else "Retiré du bilan"
    return undoable(images, Topic.REPORT, label=f"{said} : {label}")
