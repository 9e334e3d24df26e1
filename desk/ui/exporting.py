"""« Exporter une copie… »: the whole carnet as one JSON file, where the person wants it."""

from pathlib import Path

from desk.core.errors import UserError
from desk.files import write_atomic
from desk.ui.saving import ask_path
from desk.ui.window import Window


def ask_export(window: Window) -> None:
    """Ask where, then write; what happened is told in the window."""
    proposed = window.book.path.with_suffix(".json")
    chosen = ask_path(window, "Exporter une copie complète", proposed, "Export Binôme (*.json)")
    if chosen is not None:
        export(window, chosen)


def export(window: Window, path: Path) -> None:
    """Write the export; a known problem is told in the window."""
    from desk.notebook import transfer

    try:
        write_atomic(path, transfer.export_json(window.book))
    except UserError as problem:
        window.messages.error(problem)
    else:
        window.messages.confirm(f"Export enregistré : {path}")
