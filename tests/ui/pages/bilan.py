"""The bilan's two pages for the tests: a carnet with something to tell, real drawings, a waiting hand."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from desk import paths
from desk.core.form import FormReading
from desk.core.handout import Handout, Imprint
from desk.core.meetings import MeetingKind
from desk.notebook import agenda, log, meetings, practices
from desk.notebook.book import Notebook
from desk.pdf.press import Press
from desk.pdf.report import draw_report
from desk.ui.page import Page
from desk.ui.pages.report import ReportPage
from desk.ui.pages.report_preview import ReportPreviewPage
from desk.ui.widgets.focus import keyboard_in
from tests.ui.pages.at_work import AtWork

SUBJECT, AGREED, ACTION = "Un sujet confidentiel", "Une phrase convenue", "Une action nommée"


class RealDocuments:
    """Draws the real bilan, here rather than in another process; `problem` is raised instead when set.

    Nothing is drawn while `paused`.
    """

    def __init__(self) -> None:
        self.problem: Exception | None = None
        self.drawn = 0
        self.paused = False

    def draw_report(self, data: Mapping[str, Any]) -> bytes:
        while self.paused:
            sleep(0.01)
        self.drawn += 1
        if self.problem is not None:
            raise self.problem
        return draw_report(dict(data), Press(paths.fonts_dir(), paths.resources() / "colours" / "sRGB.icc"))

    def draw_form(self, data: Mapping[str, Any], fillable: bool) -> bytes:
        raise NotImplementedError

    def draw_handout(self, handout: Handout, imprint: Imprint) -> bytes:
        raise NotImplementedError

    def read_form(self, path: Path) -> FormReading:
        raise NotImplementedError

    def read_report(self, content: bytes, name: str) -> tuple[str, dict[str, Any] | None]:
        raise NotImplementedError


def work_something(notebook: Notebook) -> None:
    """A point held, with a subject, a line agreed, an action past its date; a practice chosen."""
    meeting = meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 20)).id
    item = agenda.add(notebook, meeting, SUBJECT).id
    log.agree(notebook, item, AGREED)
    log.add_action(notebook, item, ACTION, owner_name="Mme Roy", due=date(2026, 11, 21))
    meetings.close(notebook, meeting)
    practices.choose(notebook, "p01")


def bilan(work: AtWork) -> ReportPage:
    """The page where it is prepared."""
    page = work.go("report")
    assert isinstance(page, ReportPage)
    return page


def preview(work: AtWork, **arguments: str) -> ReportPreviewPage:
    """The page of what leaves, its pages drawn."""
    page = work.go("report_preview", **arguments)
    assert isinstance(page, ReportPreviewPage)
    wait_drawn(work, page)
    return page


def wait_drawn(work: AtWork, page: ReportPreviewPage) -> None:
    """Until the pages are there, or it was said that they are not."""
    work.qtbot.waitUntil(page.note.isHidden, timeout=20_000)


def tabbed(page: Page, times: int) -> list[str]:
    """The names of what Tab meets from where the keyboard is, inside the page."""
    met: list[str] = []
    for _ in range(times):
        page.window().focusNextPrevChild(True)
        focused = keyboard_in(page.window())
        if focused is None or not page.isAncestorOf(focused):
            break
        met.append(focused.objectName())
    return met


def saving_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    """The system's own dialog answers `path`; what it proposed is kept."""
    proposed: list[str] = []

    def answer(_parent: object, _title: str, shown: str, _kinds: str) -> tuple[str, str]:
        proposed.append(shown)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return proposed
