"""Someone writing on a disk that fills up: `python -m tests.stories.typing_on_small_disk CARNET FILLER`.

Fills the carnet's disk to the last byte with FILLER, types, waits for the band, makes room, and says on the
standard output, one line each, what was seen.
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.core.meetings import MeetingKind
from desk.notebook import agenda, meetings
from desk.ui.interpreter import prepare
from desk.ui.pages.meeting import MeetingPage
from desk.ui.pages.meeting_item import ItemDetail
from desk.ui.unsaved_band import UnsavedBand
from desk.ui.window import Window
from tests.stories.typist import start

WORDS = "La commission de mars. " * 2000


def fill(filler: Path) -> None:
    """Take all the room there is, down to the last byte."""
    with filler.open("wb", buffering=0) as handle:
        for size in (65536, 512, 1):
            try:
                while handle.write(bytes(size)):
                    pass
            except OSError:
                continue


def until(what: Callable[[], bool], seconds: float) -> float:
    """Let the program run until that is so; the seconds it took, or -1."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        QTest.qWait(20)
        if what():
            return time.monotonic() - began
    return -1.0


def noted(window: Window, meeting_id: str) -> bool:
    """Whether the words are in the carnet."""
    return any(item.notes == WORDS.strip() for item in agenda.items(window.book, meeting_id))


def main(carnet: Path, filler: Path) -> None:
    """Live it through."""
    prepare()
    window = start(QApplication([]), carnet)
    planned = meetings.plan(window.book, MeetingKind.WEEKLY, date(2027, 1, 8)).id
    agenda.add(window.book, planned, "Le budget")
    window.go("meeting", meeting_id=planned)
    assert isinstance(window.page, MeetingPage)
    detail = window.page.detail
    assert isinstance(detail, ItemDetail)
    band = window.findChildren(UnsavedBand)[-1]
    fill(filler)
    detail.notes.edit.insertPlainText(WORDS)
    told = until(band.isVisible, 10)
    print("told in time", 0 <= told <= 2.5, band.what.text(), sep=" · ")
    print("text still there", detail.notes.text() == WORDS, sep=" · ")
    filler.unlink()
    saved = until(lambda: not band.isVisible(), 15)
    print("written by itself", saved >= 0 and noted(window, planned), window.messages.text.text(), sep=" · ")
    print("closed", window.close(), sep=" · ")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
