"""The composition root of the window: options, folders, crash hook, notebook, window."""

import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desk import cli, crash, paths
from desk.core.errors import UserError
from desk.data.lock import HeldElsewhere
from desk.data.notebook_file import Damaged
from desk.data.settings import SettingsFile
from desk.exchange.child import Child
from desk.notebook import environment, opening
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import Setup
from desk.ui import theme, unexpected
from desk.ui.interpreter import prepare
from desk.ui.reception import Reception
from desk.ui.single import Single
from desk.ui.window import Window

if TYPE_CHECKING:
    from desk.ui.assistant import Assistant

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
        self._told: UserError | None = None
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
        assistant.proposal_requested.connect(partial(self._propose, assistant))
        self._replace(assistant)

    def _propose(self, assistant: "Assistant") -> None:
        from desk.ui.proposal import propose

        guide, folder = self.env.content.guide, paths.documents_folder()
        propose(assistant, guide, self.child, folder, assistant.messages)

    def _opened(self, path: Path) -> Notebook | None:
        try:
            return opening.open_notebook(path, self.env)
        except HeldElsewhere as held:
            from desk.ui.dialogs import confirm

            if confirm.ask(self.shown, "Carnet déjà ouvert", held.message, "Ouvrir en lecture seule"):
                return self._tried(lambda: opening.open_notebook(path, self.env, read_only=True))
            self._left_elsewhere = True
        except Damaged as damage:
            return self._mended(damage)
        except UserError as problem:
            self.tell(problem)
        return None

    def _mended(self, damage: Damaged) -> Notebook | None:
        from desk.notebook import safety
        from desk.ui.dialogs import damaged

        sound = safety.sound_copies(damage.copies, self.env)
        place = damaged.choose_copy(self.shown, damage.message, [told for _, told in sound])
        if place is None:
            return None
        return self._tried(lambda: opening.restore_copy(damage.path, sound[place][0], self.env))

    def _tried(self, attempt: Callable[[], Notebook]) -> Notebook | None:
        try:
            return attempt()
        except UserError as problem:
            self.tell(problem)
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
        from desk.notebook import demo

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
        if problem := book.copy_problem or self._untold_problem():
            window.messages.error(problem)

    def _untold_problem(self) -> UserError | None:
        """Why the pack kept here is not in use, said once: the next carnet has the same guide."""
        problem = self.env.content.problem
        told, self._told = self._told, problem
        return None if problem is told else problem

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
            self.tell(problem)

    def _ask_open(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self.shown, "Ouvrir un carnet", str(self._folder()), FILTER)
        if chosen:
            self.open_other(Path(chosen))

    def open_other(self, path: Path) -> None:
        """Open a notebook instead of the present one, unless it is that one."""
        if self.book is None or path.resolve() != self.book.path.resolve():
            self.open(path)

    def _ask_export(self) -> None:
        from desk.ui.exporting import ask_export

        assert isinstance(self.shown, Window)
        ask_export(self.shown)

    def tell(self, problem: UserError) -> None:
        """Say a known problem, over whatever is shown."""
        from desk.ui.dialogs import confirm

        confirm.tell(self.shown, problem.sentence, problem.advice)

    def _folder(self) -> Path:
        if self.book is not None:
            return self.book.path.parent
        return self.profile.notebooks


def main(arguments: Sequence[str]) -> int:
    """Open the window; 0 when it was closed, 2 for wrong usage."""
    try:
        asked = cli.window_arguments(arguments)
    except cli.WrongUsage as wrong:
        sys.stderr.write(f"{wrong} Usage : desk [CARNET.binome] [--profile DOSSIER]\n")
        return 2
    profile = paths.profile(asked.profile)
    env = environment.make(paths.resources(), profile.copies, pack=profile.guide)
    prepare()
    qt = QApplication([])
    qt.setApplicationName("Binôme")
    qt.setDesktopFileName("binome")
    single = Single(profile.root)
    if single.handed_over(asked.file):
        return 0
    app = App(qt, profile, env)
    reception = Reception(lambda: app.shown, app.open_other)
    single.listen_soon(reception.asked)
    crash.watch_faults(profile.logs)
    sys.excepthook = unexpected.hook(app.tell, lambda: app.shown, profile.logs)
    started = app.start(asked.file)
    gc.freeze()  # what is loaded stays: no collection needs to look at it again
    gc.enable()
    code = qt.exec() if started else 0
    single.close()
    app.close_book()
    return code


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1.0  # a setting edited by hand: the usual size serves
