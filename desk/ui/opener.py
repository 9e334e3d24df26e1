"""Opening a carnet from the window: it shows, or a screen says why not and what can be done."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desk.core.errors import UserError
from desk.core.wording import clock_time
from desk.notebook import opening, safety

if TYPE_CHECKING:
    from desk.notebook.book import Environment, Notebook
    from desk.notebook.safety import Offer
    from desk.notebook.trouble import Trouble
    from desk.ui.context import Settings
    from desk.ui.opening_words import Choice

FILTER = "Carnets Binôme (*.binome)"
_AGAIN_MS = 150


class Host(Protocol):
    """The program around: what is shown, which carnet is open, and how another takes its place."""

    env: "Environment"
    shown: QWidget | None
    book: "Notebook | None"

    @property
    def settings(self) -> "Settings":
        """This user's settings."""

    def folder(self) -> Path:
        """Where to look for a carnet first."""

    def replace(self, widget: QWidget) -> None:
        """Show a top widget instead of the present one, and close its carnet."""

    def show_window(self, book: "Notebook", said: str = "") -> None:
        """Show a carnet, and say something there."""

    def show_assistant(self) -> None:
        """The first run, or the way to another carnet."""

    def read_received(self) -> None:
        """At a centre de gestion: bilans received, read over what is shown."""

    def may_leave(self) -> bool:
        """Whether what is shown may go: words that could not be written are asked about."""

    def put_away(self) -> bool:
        """Before going back to a copy: close what is shown and its carnet; False when the person stays."""


class Opener:
    """Tries, and stands on the screen of the step that said no; what only a trouble needs is loaded then."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def open(self, path: Path) -> bool:
        """Open a carnet and show it; False when it does not open, which a screen or a dialog tells."""
        return self._host.may_leave() and self._tried(path, partial(self._opened, path))

    def _opened(self, path: Path, *, read_only: bool = False, odd_row: bool = False) -> "Notebook":
        return opening.open_notebook(path, self._host.env, read_only=read_only, odd_row=odd_row)

    def _tried(self, path: Path, attempt: "Callable[[], Notebook]", offer: "Offer | None" = None) -> bool:
        try:
            book = attempt()
        except UserError as problem:
            self._stopped(path, problem)
            return False
        self._host.show_window(book, _said(book, offer) if offer is not None else "")
        return True

    def _stopped(self, path: Path, problem: UserError) -> None:
        from desk.notebook.trouble import Stop, met
        from desk.ui.opening_screen import OpeningScreen

        found = met(path, problem, self._host.env)
        restorable = found.stop in (Stop.DAMAGED, Stop.GONE)
        offers = safety.offers(path, self._host.env) if restorable else []
        shown = self._host.shown
        if shown is None or isinstance(shown, OpeningScreen):
            self._show(found, offers)
        else:
            self._ask_over(shown, found, offers)

    def _show(self, met: "Trouble", offers: "Sequence[Offer]") -> None:
        """The screen; the same one again says that it was tried."""
        from desk.ui.opening_screen import OpeningScreen

        now = self._host.env.clock()
        before = self._host.shown
        again = isinstance(before, OpeningScreen) and (before.trouble.stop, before.trouble.path) == (
            met.stop,
            met.path,
        )
        screen = OpeningScreen(met, offers, now.date(), self._host.settings)
        screen.chosen.connect(lambda choice: self._act(met, choice, screen.offer()))
        screen.open_requested.connect(self.ask)
        screen.new_requested.connect(self._host.show_assistant)
        screen.received_requested.connect(self._host.read_received)
        if before is not None:
            screen.setGeometry(before.geometry())
        self._host.replace(screen)
        if again:
            screen.say_tried(f"Essayé à {clock_time(now)} : rien n’a changé.")

    def _ask_over(self, shown: QWidget, met: "Trouble", offers: "Sequence[Offer]") -> None:
        """The same over a carnet that stays open, or over an assistant being filled in."""
        from desk.ui.opening_screen import TroubleDialog

        here = self._host.book.path.stem if self._host.book is not None else ""
        dialog = TroubleDialog(met, offers, self._host.env.clock().date(), here, shown)
        dialog.exec()
        choice, offer = dialog.choice, dialog.offer()
        dialog.deleteLater()
        if choice is not None:
            self._act(met, choice, offer)

    def _act(self, met: "Trouble", choice: "Choice", offer: "Offer | None") -> None:
        """Do what was chosen on a screen or in a dialog."""
        from desk.ui.opening_words import Choice

        acts: dict[Choice, Callable[[], object]] = {
            Choice.READ: lambda: self._tried(met.path, partial(self._opened, met.path, read_only=True)),
            Choice.ANYWAY: lambda: self._tried(met.path, partial(self._opened, met.path, odd_row=True)),
            Choice.RETRY: partial(self.open, met.path),
            Choice.RESTORE: partial(self._put_back, met, offer),
            Choice.FIND_COPY: partial(self._find_copy, met),
            Choice.OTHER: self.ask,
            Choice.HOME: self._host.show_assistant,
        }
        acts[choice]()

    def ask(self) -> None:
        """« Ouvrir un carnet »: which one."""
        chosen = self._asked("Ouvrir un carnet")
        if chosen is not None and not self._is_open(chosen):
            self.open(chosen)

    def _asked(self, title: str) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self._host.shown, title, str(self._host.folder()), FILTER)
        return Path(chosen) if chosen else None

    def _is_open(self, path: Path) -> bool:
        from desk.notebook.trouble import same_file

        book = self._host.book
        # what is only read is opened again: it may be free now
        return book is not None and not book.read_only and same_file(path, book.path)

    def open_other(self, path: Path) -> None:
        """Open a carnet instead of the present one, unless it is that one, by whatever path."""
        if not self._is_open(path):
            self.open(path)

    def _find_copy(self, met: "Trouble") -> None:
        from desk.ui.opening_screen import OpeningScreen

        chosen = self._asked("Chercher une copie")
        offers = list(safety.offers(met.path, self._host.env))
        if chosen is not None:
            try:
                offers.insert(0, safety.offer_of(chosen, self._host.env, met.path))
            except UserError as problem:
                self._tell(problem)
        shown = self._host.shown
        if isinstance(shown, OpeningScreen):
            shown.show_offers(offers)
        elif shown is not None:
            self._ask_over(shown, met, offers)

    def _put_back(self, met: "Trouble", offer: "Offer | None") -> None:
        path: Path | None = met.path
        if not met.has_folder:
            path = self._another_place(met.path)
        if path is not None and offer is not None and self._host.may_leave():
            restore = partial(opening.restore_copy, path, offer.copy, self._host.env)
            self._tried(path, restore, offer)

    def _another_place(self, path: Path) -> Path | None:
        """Where to put a carnet back whose place is out of reach."""
        from desk.ui.saving import ask_path

        shown = self._host.shown
        assert shown is not None  # the screen or the dialog that asked
        proposed = self._host.folder() / path.name
        chosen = ask_path(shown, "Où remettre le carnet ?", proposed, FILTER)
        if chosen is not None and chosen.exists():
            taken = f"« {chosen.name} » existe déjà."
            self._tell(UserError(taken, "Rien n’a été changé. Choisissez un autre nom ou un autre dossier."))
            return None
        return chosen

    def _tell(self, problem: UserError) -> None:
        from desk.ui.dialogs import confirm

        confirm.tell(self._host.shown, problem.sentence, problem.advice)

    def restore(self, offer: "Offer") -> None:
        """Bring the open carnet back to a copy: it is closed, set aside, and opened again.

        Once nothing stands over it: a dialog opened meanwhile would lose its window under it.
        """
        if QApplication.activeModalWidget() is not None:
            QTimer.singleShot(_AGAIN_MS, partial(self.restore, offer))
            return
        book = self._host.book
        if book is None or not self._host.put_away():
            return
        try:
            back = opening.restore_copy(book.path, offer.copy, self._host.env)
        except UserError as problem:
            self._tried(book.path, partial(self._opened, book.path))
            self._tell(problem)
            return
        self._host.show_window(back, _said(back, offer))


def _said(book: "Notebook", offer: "Offer") -> str:
    from desk.ui.opening_words import put_back

    return put_back(offer.copy.made_at, book.put_aside, book.today)
