"""The composition root of the window: options, folders, crash hook, notebook, window."""

import gc
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desk import cli, crash, paths
from desk.core.errors import UserError
from desk.data.settings import SettingsFile
from desk.exchange.child import Child
from desk.notebook import environment, opening
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import Setup
from desk.ui import session_mark, theme, unexpected
from desk.ui.interpreter import prepare
from desk.ui.opener import Opener
from desk.ui.reception import Reception
from desk.ui.single import Single
from desk.ui.window import Window

if TYPE_CHECKING:
    from desk.ui.assistant import Assistant

EXAMPLE_FILE = "exemple.binome"


class App:
    """One running program: the assistant, a screen of the opening, or a window on one notebook at a time."""

    def __init__(self, qt: QApplication, profile: paths.Profile, env: Environment) -> None:
        self.qt = qt
        self.profile = profile
        self.env = env
        self.settings = SettingsFile(profile.settings)
        self.child = Child(paths.program_command(), paths.fonts_dir())
        self.book: Notebook | None = None
        self.shown: QWidget | None = None
        self.opener = Opener(self)
        self._told: UserError | None = None
        theme.apply(qt, self.settings.get("theme", "auto"), _number(self.settings.get("scale", "1.0")))

    def start(self, asked: Path | None) -> None:
        """Open what was asked for, else the last notebook, else show the first-run assistant."""
        recent = self.settings.get("recent")
        if asked is None and recent:
            asked = Path(recent)  # if it is gone, a stick taken out for instance, a screen says so
        if asked is None:
            self.show_assistant()
        else:
            self.open(asked)

    def open(self, path: Path) -> bool:
        """Open a notebook and show its window; False when a screen tells why it does not open."""
        return self.opener.open(path)

    def show_assistant(self) -> None:
        """The first-run assistant, instead of whatever is shown."""
        from desk.ui.assistant import Assistant

        if not self.may_leave():
            return
        assistant = Assistant(self.env.clock().date(), self.folder(), paths.in_cloud)
        assistant.created.connect(self._create)
        assistant.example_requested.connect(self.open_example)
        assistant.open_requested.connect(self.open)
        assistant.proposal_requested.connect(partial(self._propose, assistant))
        assistant.received_requested.connect(self.read_received)
        self.replace(assistant)

    def _propose(self, assistant: "Assistant") -> None:
        from desk.ui.proposal import propose

        guide, folder = self.env.content.guide, paths.documents_folder()
        propose(assistant, guide, self.child, folder, assistant.messages)

    def _create(self, setup: Setup, path: Path) -> None:
        from desk.ui.assistant import Assistant

        try:
            book = opening.create(path, setup, self.env)
        except UserError as problem:
            assert isinstance(self.shown, Assistant)
            self.shown.show_problem(problem)
            return
        self.show_window(book)

    def open_example(self) -> None:
        """The example of this profile, made at its first use."""
        path = self.profile.root / EXAMPLE_FILE
        if path.exists():
            self.open(path)
            return
        from desk.notebook import demo

        if not self.may_leave():
            return
        try:
            book = demo.build(path, self.env, self.env.clock().date())
        except UserError as problem:
            self.tell(problem)
            return
        self.show_window(book)

    def show_window(self, book: Notebook, said: str = "") -> None:
        """Show an open notebook instead of whatever is shown, and tell what its opening met."""
        window = Window(book, self.child, self.settings)
        window.open_requested.connect(self.opener.ask)
        window.new_requested.connect(self.show_assistant)
        window.export_requested.connect(self._ask_export)
        window.received_requested.connect(self.read_received)
        # later: the page that asks for it goes away with the window
        later = Qt.ConnectionType.QueuedConnection
        window.restore_requested.connect(self.opener.restore, later)
        window.write_requested.connect(partial(self.opener.open, book.path), later)
        self.replace(window)
        self.book = book
        self._remember(book.path)
        window.go("today")
        if problem := book.copy_problem or self._untold_problem():
            window.messages.error(problem)
        elif said := said or self._upgraded(book):
            window.messages.note(said)

    def _upgraded(self, book: Notebook) -> str:
        if book.upgraded_from is None:
            return ""
        from desk.ui.opening_words import upgraded

        return upgraded(book.verified_copy, book.today)

    def _untold_problem(self) -> UserError | None:
        """Why the pack kept here is not in use, said once: the next carnet has the same guide."""
        problem = self.env.content.problem
        told, self._told = self._told, problem
        return None if problem is told else problem

    def may_leave(self) -> bool:
        """Whether what is shown may go: words that could not be written are asked about."""
        if self.book is not None and self.book.erased:
            return True  # nothing is left to write in
        return not isinstance(self.shown, Window) or self.shown.may_leave()

    def replace(self, widget: QWidget) -> None:
        """Show a top widget instead of the present one, whose notebook is closed first."""
        previous, self.shown = self.shown, widget
        widget.show()
        self.qt.setQuitOnLastWindowClosed(True)
        if previous is not None:
            previous.close()
            previous.deleteLater()
        self.close_book()

    def put_away(self) -> bool:
        """Before going back to a copy: close what is shown and its notebook; False when the person stays."""
        if not self.may_leave():
            return False
        self.qt.setQuitOnLastWindowClosed(False)
        previous, self.shown = self.shown, None
        if previous is not None:
            previous.close()
            previous.deleteLater()
        self.close_book(copied=False)  # going back to a copy makes its own
        return True

    def close_book(self, *, copied: bool = True) -> None:
        """Close the notebook, if one is open."""
        book, self.book = self.book, None
        if book is not None:
            if not book.erased:
                self._remember(book.path)  # it moved when a lost file was put back beside its place
            opening.close(book, copied=copied)

    def _remember(self, path: Path) -> None:
        try:
            self.settings.set("recent", str(path.absolute()))
        except UserError as problem:
            self.tell(problem)

    def _ask_export(self) -> None:
        from desk.ui.exporting import ask_export

        assert isinstance(self.shown, Window)
        ask_export(self.shown)

    def read_received(self) -> None:
        """At a centre de gestion: bilans received, read over what is shown; no carnet is needed."""
        from desk.ui.dialogs.received import read_received

        assert self.shown is not None
        read_received(self.shown, self.child, self.settings)

    def tell(self, problem: UserError) -> None:
        """Say a known problem, over whatever is shown."""
        from desk.ui.dialogs import confirm

        confirm.tell(self.shown, problem.sentence, problem.advice)

    def folder(self) -> Path:
        """Where to look for a notebook first."""
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
    reception = Reception(lambda: app.shown, app.opener.open_other)
    single.listen_soon(reception.asked)
    crash.watch_faults(profile.logs)
    guard = unexpected.Unexpected(app.tell, lambda: app.shown, profile.logs)
    guard.install()
    mark, found = session_mark.begin(profile.root, profile.logs, env.clock)
    session_mark.keep(mark, qt)
    guard.begin(partial(app.start, asked.file), app.show_assistant)
    if bar := getattr(app.shown, "messages", None):
        session_mark.tell(found, env.clock(), bar)
    gc.freeze()  # what is loaded stays: no collection needs to look at it again
    gc.enable()
    code = qt.exec()
    single.close()
    app.close_book()
    return code


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1.0  # a setting edited by hand: the usual size serves
