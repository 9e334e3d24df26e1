"""« Exporter une copie… »: the whole carnet as one JSON file, where the person wants it."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desk.core.errors import UserError
from desk.files import write_atomic
from desk.ui.window import Window


def ask_export(window: Window) -> None:
    """Ask where, then write; what happened is told in the window."""
    proposed = window.book.path.with_suffix(".json")
    chosen, _ = QFileDialog.getSaveFileName(
        window, "Exporter une copie complète", str(proposed), "Export Binôme (*.json)"
    )
    if chosen:
        export(window, Path(chosen))


def export(window: Window, path: Path) -> None:
    """Write the export; a known problem is told in the window."""
    from desk.notebook import transfer

    try:
        write_atomic(path, transfer.export_json(window.book))
    except UserError as problem:
        window.messages.error(problem)
    else:
        window.messages.confirm(f"Export enregistré : {path}")
