"""Everything of a carnet looked at: by the operations that read, or in the real window."""

import os
import sys
import traceback
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from desk import paths
from desk.app import App
from desk.notebook import (
    agenda,
    log,
    meetings,
    own_dates,
    people,
    practices,
    redaction,
    register,
    report,
    rounds,
    search_points,
)
from desk.notebook import bin as binned
from desk.notebook.book import Environment, Notebook
from desk.ui.interpreter import prepare
from desk.ui.window import Window
from tests.torture.day import Tell, reported, teller, warned

PAGES = ("today", "regards", "meetings", "rhythm", "bin", "report", "report_preview", "register",
         "commune", "roles", "calendar", "cdg")  # fmt: skip


def read_everything(book: Notebook) -> None:
    """What the pages show, from end to end. Raises UserError when the file tells its damage."""
    people.commune(book), people.pair(book)
    for meeting in meetings.all_meetings(book):
        for item in agenda.items(book, meeting.id):
            agenda.get(book, item.id)
        log.decisions(book, meeting.id), log.actions(book, meeting.id)
    agenda.waiting(book), log.all_actions(book), practices.chosen(book), own_dates.due(book, 60)
    for round_ in rounds.opened(book):
        rounds.counts(book, round_.id)
    rounds.current(book), register.lines(book), binned.content(book), redaction.everything(book)
    report.sealed(book, report.data(book, book.today))
    list(search_points.find(book, "ecole"))


def looked_at(carnet: Path, env: Environment, pipe: int) -> None:
    """In a process just forked: open it in the window, tell what is on screen, then go through the pages."""
    tell = teller(pipe)
    sys.excepthook = partial(reported, tell)
    qInstallMessageHandler(partial(warned, tell))
    try:
        prepare()
        app = QApplication([])
        program = App(app, paths.profile(carnet.parent / "profil"), env)
        QTimer.singleShot(400, lambda: _told(tell))  # a dialog over nothing would keep us from going on
        program.start(carnet)
        app.processEvents()
        if isinstance(program.shown, Window):
            for page in PAGES:
                program.shown.go(page)
                app.processEvents()
        app.exec()
    except BaseException:  # noqa: BLE001 - told to the watcher, who judges
        tell("error", traceback.format_exc()[-1500:])
    os._exit(0)


def _told(tell: Tell) -> None:
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    tell("seen", " ".join(text for each in shown for text in _words(each)))


def _words(top: QWidget) -> list[str]:
    kinds: tuple[QLabel | QAbstractButton, ...] = (
        *top.findChildren(QLabel),
        *top.findChildren(QAbstractButton),
    )
    return [each.text() for each in kinds if each.isVisible() and each.text()]
