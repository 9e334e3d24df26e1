"""« Exporter vers un agenda »: the year's deadlines as one `.ics` file, where the person wants it."""

from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from desk.core.wording import counted
from desk.notebook import own_dates
from desk.ui.context import Context
from desk.ui.saving import ask_in, written
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
    name = f"echeances-{context.book.today.isoformat()}.ics"
    title, kind = "Enregistrer le calendrier", "Calendrier (*.ics)"
    chosen = ask_in(FOLDER, context, parent, title, name, kind) if accepted else None
    if chosen is None:
        return
    content = own_dates.as_ics(context.book, WEEKS, alarm_days)
    if context.runner.attempt(partial(written, chosen, content)) is not None:
        context.settings.set(FOLDER, str(chosen.parent))
        context.messages.confirm(f"Calendrier enregistré : {chosen}")
