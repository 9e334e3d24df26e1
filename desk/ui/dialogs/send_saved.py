"""« Envoyer… » from the register: the file saved another day is found, and read to be sure of it."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from desk import paths
from desk.core.errors import UserError
from desk.core.register import saved_words
from desk.core.report import AGREED
from desk.core.told import READ
from desk.exchange.child import file_content
from desk.files import is_there
from desk.notebook.register import Line
from desk.ui.context import Context
from desk.ui.dialogs.send_report import send_report
from desk.ui.pages.report_saving import FOLDER
from desk.ui.saving import PDF

_ADVICE = (
    "Rien n’a été changé. Choisissez le fichier enregistré ce jour-là, ou enregistrez de nouveau le bilan "
    "depuis « Bilan »."
)


def send_saved(context: Context, parent: QWidget, line: Line) -> None:
    """Offer the three ways for the bilan of that line, once its file is found and is that bilan."""
    found = _remembered(context, line)
    if found is None:
        path = _asked(context, parent, line)
        data = context.runner.attempt(partial(_that_bilan, context, path, line)) if path else None
        found = (path, data) if path and data else None
    if found is not None:
        send_report(context, parent, *found, line.id)


def _remembered(context: Context, line: Line) -> tuple[Path, Mapping[str, Any]] | None:
    """The file where bilans are saved, if it is still there and still that one."""
    path = _folder(context) / line.file_name
    if not is_there(path):
        return None
    try:
        return path, _that_bilan(context, path, line)
    except UserError:  # another one took its name since: the person shows where this one is
        return None


def _folder(context: Context) -> Path:
    return Path(context.settings.get(FOLDER) or paths.documents_folder())


def _asked(context: Context, parent: QWidget, line: Line) -> Path | None:
    title = f"Où est « {line.file_name} » ?"
    chosen, _kind = QFileDialog.getOpenFileName(parent.window(), title, str(_folder(context)), PDF)
    return Path(chosen) if chosen else None


def _that_bilan(context: Context, path: Path, line: Line) -> Mapping[str, Any]:
    """The sealed data in the file. Raises UserError when it is not that bilan, as it stood."""
    verdict, data = context.child.read_report(file_content(path), path.name)
    if verdict != READ or data is None:
        raise UserError(f"« {path.name} » n’est pas un bilan que Binôme sait relire.", _ADVICE)
    if (data["empreinte"], data["statut"] == AGREED) != (line.fingerprint, line.agreed):
        raise UserError(f"« {path.name} » est un autre bilan que celui du {saved_words(line.at)}.", _ADVICE)
    return data
