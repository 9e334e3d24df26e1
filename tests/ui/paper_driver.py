"""The pages of a document on screen, and what a person does with them."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication

from desk.ui.dialogs.print_document import PagesDialog
from tests.ui.dialog_driver import accept, in_dialog

PATIENCE = 30.0


def keeping(act: Callable[[], object]) -> list[str]:
    """Have the pages that `act` opens kept as PDF; the titles of what opened."""
    seen = in_dialog(PagesDialog, lambda dialog: drawn(dialog).save_button.click())
    act()
    return seen


def looking(act: Callable[[], object], look: Callable[[PagesDialog], object]) -> list[str]:
    """Look at the pages that `act` opens, then leave them."""
    seen = in_dialog(PagesDialog, lambda dialog: look(drawn(dialog)))
    act()
    return seen


def drawn(dialog: PagesDialog) -> PagesDialog:
    """The dialog, once its pages are there: what takes long is drawn while it is open."""
    until = time.monotonic() + PATIENCE
    while dialog.preview is None and not dialog.problem.isVisible() and time.monotonic() < until:
        QApplication.processEvents()
    return dialog


def a_printer(
    monkeypatch: pytest.MonkeyPatch, out: Path, choose: Callable[[QPrinter], object] = lambda _printer: None
) -> None:
    """A PC with one printer, which writes what it gets to `out`; `choose` is what one picks when asked."""

    def answered(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        choose(printer)
        return int(QPrintDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Accueil"])
    monkeypatch.setattr(QPrintDialog, "exec", answered)


def printed(dialog: PagesDialog) -> None:
    """Press « Imprimer… » and wait until all was sent."""
    accept(dialog)
    ended(dialog)


def ended(dialog: PagesDialog) -> None:
    """Wait until nothing is being sent any more."""
    until = time.monotonic() + PATIENCE
    while dialog.sending is not None and time.monotonic() < until:
        QApplication.processEvents()
    assert dialog.sending is None


def no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PC without any, or whose system knows none."""
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
