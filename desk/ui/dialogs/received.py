"""« Lire des bilans reçus »: a folder of post becomes a table, at a centre de gestion without any carnet."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from desk import paths
from desk.core.errors import UserError
from desk.core.received import Received
from desk.core.wording import counted
from desk.exchange.child import Child
from desk.exchange.reports import Reading
from desk.exchange.tables import write_table
from desk.ui.context import Settings
from desk.ui.dialogs.received_rows import ReceivedRows
from desk.ui.folder import show_in_folder
from desk.ui.saving import ask_path
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.buttons import Button, PrimaryButton
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.messages import MessageBar
from desk.ui.widgets.text import Text

TITLE = "Lire des bilans reçus"
LEAD = (
    "Pour un centre de gestion : choisissez le dossier où sont les envois des communes. Les PDF, les "
    "courriels .eml et les archives .zip sont lus ensemble, sous-dossiers compris. Rien n’y est changé, rien "
    "n’est envoyé, et il ne faut pas de carnet."
)
DROP = "Vous pouvez aussi déposer ici des fichiers ou un dossier."
NOTHING = UserError(
    "Il n’y a rien à lire ici : ni PDF, ni courriel .eml, ni archive .zip.",
    "Rien n’a été changé. Choisissez un autre dossier.",
)
FILES = "Envois des communes (*.pdf *.eml *.zip)"
KINDS = {".ods": "Tableur (*.ods)", ".csv": "Texte à colonnes (*.csv)"}
FOLDER = "received"
"""The setting that keeps the folder read last."""
_LOOK_MS = 60


def read_received(parent: QWidget, child: Child, settings: Settings) -> None:
    """Ask what to read, read it, show it, write the table."""
    dialog = ReceivedDialog(child, settings, parent)
    dialog.exec()
    dialog.deleteLater()


class ReceivedDialog(Dialog):
    """What to read; then how far the reading is; then what was found. `rows` is what was read."""

    def __init__(self, child: Child, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent, width=820)
        self._child, self._settings = child, settings
        self._reading: Reading | None = None
        self._read_in = Path(settings.get(FOLDER) or paths.documents_folder())
        self.rows: list[Received] = []
        self.messages, self.lead, self.drop = MessageBar(), Text(LEAD), Text(DROP, "soft")
        self.progress, self.shown = Text("", "strong"), ReceivedRows()
        for part in (self.messages, self.lead, self.drop, self.progress, self.shown):
            self.column.addWidget(part)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._follow)
        self.setAcceptDrops(True)
        self._add_verbs()
        self._show_asking()

    def _add_verbs(self) -> None:
        self.folder_button = PrimaryButton("Choisir un dossier…", self._choose_folder)
        self.files_button = Button("Choisir des fichiers…", self._choose_files)
        self.stop_button = Button("Arrêter la lecture", self._stop)
        self.save_button = PrimaryButton("Enregistrer le tableau…", partial(self._save, ".ods"))
        self.csv_button = Button("Enregistrer en .csv…", partial(self._save, ".csv"))
        self.again_button = Button("Lire autre chose…", self._show_asking)
        self.close_button = Button("Fermer", self.reject)
        self._verbs = (
            self.folder_button,
            self.files_button,
            self.stop_button,
            self.save_button,
            self.csv_button,
            self.again_button,
            self.close_button,
        )
        self._footer.add(*self._verbs)

    def read(self, sources: Sequence[Path]) -> None:
        """Read files and folders; the window goes on living meanwhile."""
        self.messages.clear()
        self._read_in = sources[0] if sources[0].is_dir() else sources[0].parent
        self._reading = Reading(sources, self._child)
        self._say_progress()
        self._show(self.progress, verbs=(self.stop_button,))
        announce(self, "La lecture commence.")
        self._look.start()

    def reject(self) -> None:
        """Escape first stops what is being read."""
        if self._reading is not None:
            self._stop()
        else:
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders of this computer are welcome, unless some are being read."""
        if self._reading is None and _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read them, once the other program has its mouse back."""
        event.acceptProposedAction()
        QTimer.singleShot(0, self, partial(self.read, _dropped(event)))

    def _follow(self) -> None:
        assert self._reading is not None
        try:
            over = self._reading.wait(0)
        except UserError as problem:
            self._end()
            self._show_asking(problem)
            return
        except BaseException:
            self._end()
            raise
        self._say_progress()
        if over:
            self.rows = self._reading.rows()
            self._end()
            self._show_found()

    def _say_progress(self) -> None:
        assert self._reading is not None
        total = self._reading.total
        if total is None:
            self.progress.set_text("Recherche des fichiers…")
        else:
            self.progress.set_text(
                f"{counted(self._reading.done, 'fichier lu', 'fichiers lus')} sur {total}…"
            )

    def _stop(self) -> None:
        assert self._reading is not None
        self._reading.stop()
        self._end()
        self._show_asking()
        self.messages.note("La lecture est arrêtée ; rien n’a été changé ni écrit.")

    def _end(self) -> None:
        self._look.stop()
        self._reading = None

    def _show_asking(self, problem: UserError | None = None) -> None:
        self._show(self.lead, self.drop, verbs=(self.folder_button, self.files_button, self.close_button))
        if problem is not None:
            self.messages.error(problem)

    def _show_found(self) -> None:
        if not self.rows:
            self._show_asking(NOTHING)
            return
        try:
            self._settings.set(FOLDER, str(self._read_in))
        except UserError as problem:
            self.messages.error(problem)
        self.shown.show_rows(self.rows)
        verbs = (self.save_button, self.csv_button, self.again_button, self.close_button)
        self._show(self.shown, verbs=verbs)
        announce(self, self.shown.summary.text())

    def _show(self, *parts: QWidget, verbs: Sequence[Button]) -> None:
        """These and no others, the keyboard on the first verb, which Enter presses."""
        for part in (self.lead, self.drop, self.progress, self.shown):
            part.setVisible(part in parts)
        for verb in self._verbs:
            verb.setVisible(verb in verbs)
            verb.setDefault(verb is verbs[0])
        self._footer.updateGeometry()
        verbs[0].setFocus()

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Quel dossier lire ?", str(self._read_in))
        if chosen:
            self.read([Path(chosen)])

    def _choose_files(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileNames(self, "Quels fichiers lire ?", str(self._read_in), FILES)
        if chosen:
            self.read([Path(name) for name in chosen])

    def _save(self, suffix: str) -> None:
        path = ask_path(
            self, "Enregistrer le tableau", self._read_in / f"bilans-recus{suffix}", KINDS[suffix]
        )
        if path is None:
            return
        try:
            write_table(self.rows, path)
        except UserError as problem:
            self.messages.error(problem)
        else:
            said = f"Tableau enregistré : {path}"
            self.messages.note(said, ("Ouvrir le dossier", partial(show_in_folder, path)))
        self.show_top()


def _dropped(event: QDropEvent) -> list[Path]:
    """The local files and folders of a drop."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
