"""The composition root of the window: options, folders, crash hook, notebook, window."""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desk import cli, crash, paths
from desk.core.errors import UserError
from desk.data.lock import HeldElsewhere
from desk.data.notebook_file import Damaged
from desk.data.settings import SettingsFile
from desk.exchange.child import Child
from desk.files import write_atomic
from desk.notebook import demo, environment, opening, safety, transfer
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import Setup
from desk.ui import theme
from desk.ui.dialogs import confirm, damaged
from desk.ui.interpreter import hold_singletons
from desk.ui.window import Window

FILTER = "Carnets Binôme (*.binome)"
EXAMPLE_FILE = "exemple.binome"


class App:
    """One running program: the assistant, then a window on one notebook at a time."""

    def __init__(self, qt: QApplication, profile: paths.Profile, env: Environment) -> None:
        self.qt = qt
        self.profile = profile
        self.env = env
        self.settings = SettingsFile(profile.settings)
        self.child = Child(paths.program_command(), paths.fonts_dir())
        self.book: Notebook | None = None
        self.shown: QWidget | None = None
        self._left_elsewhere = False
        theme.apply(qt, self.settings.get("theme", "auto"), _number(self.settings.get("scale", "1.0")))

    def start(self, asked: Path | None) -> bool:
        """Open what was asked for, else the last notebook, else the first-run assistant.

        False when the person, told that it is open elsewhere, leaves it there: nothing is shown then.
        """
        recent = self.settings.get("recent")
        if asked is None and recent:
            asked = Path(recent)  # if it is gone, a stick taken out for instance, opening says so
        self._left_elsewhere = False
        if (asked is None or not self.open(asked)) and not self._left_elsewhere:
            self.show_assistant()
        return self.shown is not None

    def open(self, path: Path) -> bool:
        """Open a notebook and show its window; False when a known problem, told, stopped it."""
        book = self._opened(path)
        if book is None:
            return False
        self._show_window(book)
        return True

    def show_assistant(self) -> None:
        """The first-run assistant, instead of whatever is shown."""
        from desk.ui.assistant import Assistant

        assistant = Assistant(self.env.clock().date(), self._folder(), paths.in_cloud)
        assistant.created.connect(self._create)
        assistant.example_requested.connect(self.open_example)
        assistant.open_requested.connect(self.open)
        self._replace(assistant)

    def _opened(self, path: Path) -> Notebook | None:
        try:
            return opening.open_notebook(path, self.env)
        except HeldElsewhere as held:
            if confirm.ask(self.shown, "Carnet déjà ouvert", held.message, "Ouvrir en lecture seule"):
                return self._tried(lambda: opening.open_notebook(path, self.env, read_only=True))
            self._left_elsewhere = True
        except Damaged as damage:
            return self._mended(damage)
        except UserError as problem:
            self._tell(problem)
        return None

    def _mended(self, damage: Damaged) -> Notebook | None:
        sound = safety.sound_copies(damage.copies, self.env)
        place = damaged.choose_copy(self.shown, damage.message, [told for _, told in sound])
        if place is None:
            return None
        return self._tried(lambda: opening.restore_copy(damage.path, sound[place][0], self.env))

    def _tried(self, attempt: Callable[[], Notebook]) -> Notebook | None:
        try:
            return attempt()
        except UserError as problem:
            self._tell(problem)
            return None

    def _create(self, setup: Setup, path: Path) -> None:
        from desk.ui.assistant import Assistant

        try:
            book = opening.create(path, setup, self.env)
        except UserError as problem:
            assert isinstance(self.shown, Assistant)
            self.shown.show_problem(problem)
            return
        self._show_window(book)

    def open_example(self) -> None:
        """The example of this profile, made at its first use."""
        path = self.profile.root / EXAMPLE_FILE
        if path.exists():
            self.open(path)
            return
        book = self._tried(lambda: demo.build(path, self.env, self.env.clock().date()))
        if book is not None:
            self._show_window(book)

    def _show_window(self, book: Notebook) -> None:
        window = Window(book, self.child, self.settings)
        window.open_requested.connect(self._ask_open)
        window.new_requested.connect(self.show_assistant)
        window.export_requested.connect(self._ask_export)
        self._replace(window)
        self.book = book
        self._remember(book.path)
        window.go("today")
        if book.copy_problem is not None:
            window.messages.error(book.copy_problem)

    def _replace(self, widget: QWidget) -> None:
        """Show a top widget instead of the present one, whose notebook is closed first."""
        previous, self.shown = self.shown, widget
        widget.show()
        if previous is not None:
            previous.close()
            previous.deleteLater()
        self.close_book()

    def close_book(self) -> None:
        """Close the notebook, if one is open."""
        if self.book is not None:
            opening.close(self.book)
            self.book = None

    def _remember(self, path: Path) -> None:
        try:
            self.settings.set("recent", str(path.absolute()))
        except UserError as problem:
            self._tell(problem)

    def _ask_open(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self.shown, "Ouvrir un carnet", str(self._folder()), FILTER)
        if not chosen:
            return
        if self.book is not None and Path(chosen).resolve() == self.book.path.resolve():
            return
        self.open(Path(chosen))

    def _ask_export(self) -> None:
        assert self.book is not None
        proposed = self._folder() / f"{self.book.path.stem}.json"
        chosen, _ = QFileDialog.getSaveFileName(
            self.shown, "Exporter une copie complète", str(proposed), "Export Binôme (*.json)"
        )
        if chosen:
            self._export(Path(chosen))

    def _export(self, path: Path) -> None:
        assert isinstance(self.shown, Window)
        assert self.book is not None
        try:
            write_atomic(path, transfer.export_json(self.book))
        except UserError as problem:
            self.shown.messages.error(problem)
        else:
            self.shown.messages.confirm(f"Export enregistré : {path}")

    def _tell(self, problem: UserError) -> None:
        confirm.tell(self.shown, problem.sentence, problem.advice)

    def _folder(self) -> Path:
        if self.book is not None:
            return self.book.path.parent
        return self.profile.notebooks


def main(arguments: Sequence[str]) -> int:
    """Open the window; 0 when it was closed, 1 for a known problem, 2 for wrong usage."""
    try:
        asked = cli.window_arguments(arguments)
    except cli.WrongUsage as wrong:
        sys.stderr.write(f"{wrong} Usage : desk [CARNET.binome] [--profile DOSSIER]\n")
        return 2
    profile = paths.profile(asked.profile)
    try:
        env = environment.make(paths.resources(), profile.copies)
    except UserError as problem:
        sys.stderr.write(problem.message + "\n")
        return 1
    hold_singletons()
    qt = QApplication([])
    qt.setApplicationName("Binôme")
    qt.setDesktopFileName("binome")
    app = App(qt, profile, env)
    crash.watch_faults(profile.logs)
    sys.excepthook = crash_hook(app)
    code = qt.exec() if app.start(asked.file) else 0
    app.close_book()
    return code


def crash_hook(
    app: App,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What Python calls for an exception nobody expected."""

    def crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        from desk.ui.dialogs.crash import show

        told = crash.details(kind, trace, datetime.now())  # noqa: DTZ005 - the wall clock, for a log
        crash.write_down(app.profile.logs, told)
        sys.__excepthook__(kind, error, trace)
        show(app.shown, told)

    return crashed


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1.0  # a setting edited by hand: the usual size serves
