"""Saving a file where the person wants it: the folder used last is proposed, the file is whole or is not."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desk import paths
from desk.files import is_there, write_atomic
from desk.ui.context import Context
from desk.ui.dialogs import confirm

PDF = "Document PDF (*.pdf)"
"""The kind of file, as the question names it; its suffix is the last one there."""


def ask_in(
    folder: str, context: Context, parent: QWidget, title: str, name: str, kind: str = PDF
) -> Path | None:
    """Ask as `ask_path` does, in the folder that the setting `folder` keeps or else in the documents."""
    start = Path(context.settings.get(folder) or paths.documents_folder())
    return ask_path(parent, title, start / name, kind)


def ask_path(parent: QWidget, title: str, proposed: Path, kind: str = PDF) -> Path | None:
    """Where to write, with the suffix of `kind`; None when given up.

    The system's question asks before a file is replaced, but not for a name whose suffix we add: we do.
    """
    window = parent.window()
    answer, _kind = QFileDialog.getSaveFileName(window, title, str(proposed), kind)
    if not answer:
        return None
    suffix = proposed.suffix
    chosen = Path(answer)
    if chosen.suffix.lower() == suffix:
        return chosen
    whole = chosen.with_name(chosen.name + suffix)
    return whole if not is_there(whole) or _replaced(window, whole) else None


def written(path: Path, content: bytes) -> Path:
    """The path, once the file is whole on the disk. UserError when it cannot be written."""
    write_atomic(path, content)
    return path


def _replaced(window: QWidget, path: Path) -> bool:
    text = f"« {path.name} » est déjà dans « {path.parent} ». Remplacé, l’ancien fichier est perdu."
    return confirm.ask(window, "Ce fichier existe déjà", text, "Remplacer le fichier", danger=True)
