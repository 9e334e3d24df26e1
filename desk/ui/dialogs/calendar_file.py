"""« Exporter vers un agenda »: the year's deadlines as one `.ics` file, where the person wants it."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desk import paths
from desk.core.wording import counted
from desk.files import write_atomic
from desk.notebook import own_dates
from desk.ui.context import Context
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.text import Text

WEEKS, ALARM_DAYS = 52, 7
FOLDER = "calendar_folder"
HOW = (
    "Enregistré là où vous voulez, le fichier s’ouvre avec l’agenda de la mairie, qui propose d’en ajouter "
    "les dates. Si vous le refaites, la plupart des agendas reconnaissent celles qu’ils ont déjà. Rien n’est "
    "envoyé."
)


class CalendarFileDialog(Dialog):
    """Says what the file holds; a reminder can be asked for."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Exporter vers un agenda", parent, width=560)
        number = len(own_dates.due(context.book, WEEKS))
        self.column.addWidget(Text(f"Un fichier .ics de {counted(number, 'échéance')}, sur douze mois."))
        self.column.addWidget(Text(HOW, "soft"))
        self.alarm = CheckBox("Ajouter un rappel sept jours avant chaque échéance")
        self.column.addWidget(FlowRow(self.alarm))
        self.set_actions("Choisir où l’enregistrer…")

    @property
    def alarm_days(self) -> int | None:
        """How long before each deadline its reminder is shown; None for no reminder."""
        return ALARM_DAYS if self.alarm.isChecked() else None


def export_calendar(context: Context, parent: QWidget) -> None:
    """Ask what and where, write, and tell what happened."""
    dialog = CalendarFileDialog(context, parent.window())
    accepted, alarm_days = dialog.exec() == QDialog.DialogCode.Accepted, dialog.alarm_days
    dialog.deleteLater()
    chosen = _ask_path(context, parent) if accepted else None
    if chosen is None:
        return
    content = own_dates.as_ics(context.book, WEEKS, alarm_days)
    if context.runner.attempt(partial(_written, chosen, content)) is not None:
        context.settings.set(FOLDER, str(chosen.parent))
        context.messages.confirm(f"Calendrier enregistré : {chosen}")


def _ask_path(context: Context, parent: QWidget) -> Path | None:
    folder = Path(context.settings.get(FOLDER) or paths.documents_folder())
    proposed = folder / f"echeances-{context.book.today.isoformat()}.ics"
    answer, _kind = QFileDialog.getSaveFileName(
        parent.window(), "Enregistrer le calendrier", str(proposed), "Calendrier (*.ics)"
    )
    if not answer:
        return None
    chosen = Path(answer)
    return chosen if chosen.suffix.lower() == ".ics" else chosen.with_name(f"{chosen.name}.ics")


def _written(path: Path, content: bytes) -> Path:
    """The path, once the file is whole on the disk."""
    write_atomic(path, content)
    return path
