"""« Exporter… » of « Nos points »: tables for a spreadsheet, or the dates for a calendar."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desk import paths
from desk.core import point_tables
from desk.core.wording import counted
from desk.ui.context import Context
from desk.ui.dialogs import confirm
from desk.ui.saving import ask_in, written
from desk.ui.widgets.choices import CheckBox, ChoiceGroup
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.select import Select
from desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from desk.core.point_tables import Table
    from desk.notebook.point_tables import Period

FOLDER = "tables_folder"
ALL = "tout"
ODS, CSV, ICS = "ods", "csv", "ics"
FORMATS = [
    (ODS, "Tableur (.ods)"),
    (CSV, "Texte à colonnes (.csv)"),
    (ICS, "Dates pour l’agenda (.ics)"),
]
LEAVES = (
    "Une fois enregistré, le fichier n’est plus sous la protection du carnet : qui l’ouvre lit tout ce qu’il "
    "contient. Gardez-le là où vous gardez vos dossiers."
)
DATES = (
    "Les points prévus et les échéances des actions en cours. Si vous le refaites, la plupart des agendas "
    "reconnaissent les dates qu’ils ont déjà."
)
YEAR = timedelta(days=365)


class ExportDialog(Dialog):
    """Which table, over which time, in which format; the notes only when they are asked for."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Exporter nos points", parent, width=700)
        self._today = context.book.today
        tables = [*point_tables.TITLES.items(), (ALL, "Tout")]
        self.format = ChoiceGroup("Sous quelle forme ?", FORMATS, ODS)
        self.table = ChoiceGroup("Quel tableau ?", tables, ALL)
        self.period = Select("De quand ?", _periods(context), ALL)
        self.notes = CheckBox("Avec les notes et les corrections")
        self._leaves, self._dates = Text(LEAVES, "soft"), Text(DATES, "soft")
        for part in (self.format, self.table, self.period, FlowRow(self.notes)):
            self.column.addWidget(part)
        self.column.addWidget(self._dates)
        self.column.addWidget(self._leaves)
        self.format.chosen.connect(lambda _value: self._settle())
        self.table.chosen.connect(lambda _value: self._settle())
        self.set_actions("Choisir où l’enregistrer…")
        self._settle()

    @property
    def names(self) -> tuple[str, ...]:
        """The tables asked for."""
        chosen = self.table.value() or ALL
        return tuple(point_tables.TITLES) if chosen == ALL else (chosen,)

    @property
    def with_notes(self) -> bool:
        """Whether notes leave too: asked for, and of a table that has them."""
        return self.notes.isChecked() and not self.notes.isHidden()

    def chosen_period(self) -> "Period":
        """The days asked for."""
        from desk.notebook.point_tables import Period

        asked = self.period.value()
        if asked == ALL:
            return Period()
        if asked == "douze":
            return Period(self._today - YEAR, self._today)
        return Period(date(int(asked), 1, 1), date(int(asked), 12, 31))

    def _settle(self) -> None:
        """Dates have neither table nor time, and only points and subjects have notes."""
        dates = self.format.value() == ICS
        for part in (self.table, self.period):
            part.setVisible(not dates)
        self.notes.setVisible(not dates and any(point_tables.NOTES[name] for name in self.names))
        self._dates.setVisible(dates)


def export_points(context: Context, parent: QWidget) -> None:
    """Ask what and where, write, and tell what happened."""
    dialog = ExportDialog(context, parent.window())
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not accepted:
        return
    if dialog.format.value() == ICS:
        save_dates(context, parent)
    else:
        _export_tables(context, dialog, parent)


def save_dates(context: Context, parent: QWidget) -> None:
    """Every planned point and open dated action, as one `.ics`."""
    from desk.notebook import share

    found = context.runner.attempt(partial(share.all_dates, context.book))
    if found is None:
        return
    content, number = found
    name = f"nos-points-{context.book.today.isoformat()}.ics"
    chosen = ask_in(FOLDER, context, parent, "Enregistrer les dates", name, "Calendrier (*.ics)")
    if chosen is not None and context.runner.attempt(partial(written, chosen, content)) is not None:
        context.settings.set(FOLDER, str(chosen.parent))
        context.messages.confirm(f"{counted(number, 'date')} : {chosen}")


def _export_tables(context: Context, dialog: ExportDialog, parent: QWidget) -> None:
    from desk.notebook import point_tables as gathering

    told = gathering.gather(context.book, dialog.chosen_period())
    tables = point_tables.tables(told, dialog.names, with_notes=dialog.with_notes)
    what = tables[0].name if len(tables) == 1 else "tableaux"
    named = partial(point_tables.file_name, told.commune, day=context.book.today)
    if dialog.format.value() == ODS:
        files = _one_file(context, parent, named(what, suffix=".ods"), tables)
    elif len(tables) == 1:
        files = _one_file(context, parent, named(what, suffix=".csv"), tables)
    else:
        files = _in_folder(context, parent, {named(each.name, suffix=".csv"): each for each in tables})
    if files and context.runner.attempt(partial(_write, files)) is not None:
        folder = next(iter(files)).parent
        context.settings.set(FOLDER, str(folder))
        said = str(next(iter(files))) if len(files) == 1 else f"{len(files)} tableaux dans {folder}"
        context.messages.confirm(f"Enregistré : {said}")


def _one_file(context: Context, parent: QWidget, name: str, tables: "list[Table]") -> dict[Path, bytes]:
    from desk.exchange import point_tables as writing

    kind = "Tableur (*.ods)" if name.endswith(".ods") else "Texte à colonnes (*.csv)"
    chosen = ask_in(FOLDER, context, parent, "Enregistrer le tableau", name, kind)
    if chosen is None:
        return {}
    return {chosen: writing.as_ods(tables) if name.endswith(".ods") else writing.as_csv(tables[0])}


def _in_folder(context: Context, parent: QWidget, tables: "Mapping[str, Table]") -> dict[Path, bytes]:
    """One file each; the system asks for a folder, and nothing there is replaced without being asked."""
    from desk.exchange import point_tables as writing

    start = context.settings.get(FOLDER) or str(paths.documents_folder())
    title = "Choisir le dossier des tableaux"
    answer = QFileDialog.getExistingDirectory(parent.window(), title, start)
    if not answer:
        return {}
    files = {Path(answer) / name: writing.as_csv(table) for name, table in tables.items()}
    there = [path.name for path in files if path.exists()]
    text = f"Déjà dans « {answer} » : {', '.join(there)}. Remplacés, les anciens fichiers sont perdus."
    if there and not confirm.ask(
        parent.window(), "Ces fichiers existent déjà", text, "Remplacer les fichiers", danger=True
    ):
        return {}
    return files


def _write(files: Mapping[Path, bytes]) -> list[Path]:
    return [written(path, content) for path, content in files.items()]


def _periods(context: Context) -> list[tuple[str, str]]:
    from desk.notebook import point_tables as gathering

    years = [(str(year), str(year)) for year in gathering.years(context.book)]
    return [(ALL, "Depuis le début"), ("douze", "Les douze derniers mois"), *years]
