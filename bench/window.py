"""The real program in a process of its own, driven once its window is usable.

`python -m bench.window WHAT CARNET PROFILE`, where WHAT is `start`, `sections`, `report`,
`pages`, `search`, `points` or `turns`.
Nothing is imported before the program imports it: the order would change what is measured.
"""

import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from time import perf_counter
from types import ModuleType
from typing import TYPE_CHECKING, Any

from bench.inside import pss, settle, tell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desk.ui.window import Window

REPEATS = 7
EMPTIED = "\b"
SEARCHED_POINTS = ("de la commune", "L2122-18", "délégation signée", "œuvre", "e", "xylophone")
SEARCHED = ("délégation de signature", "conseil municipal", "L2122-18", "budget", "xylophone")
Step = Callable[["QApplication", "Window"], None]


def start(_app: "QApplication", window: "Window") -> None:
    """Nothing more than a usable window."""
    assert window.page.name == "today"


def sections(app: "QApplication", window: "Window") -> None:
    """Every section and the screens behind them, each visited."""
    at_start = pss()
    _visit(app, window)
    tell(at_start=at_start)


def with_report(app: "QApplication", window: "Window") -> None:
    """Every section, then the bilan's preview, shown."""
    from desk.notebook import report
    from desk.ui.widgets.pdf_preview import PdfPreview

    _visit(app, window)
    data = report.sealed(window.book, report.data(window.book, window.book.today))
    preview = PdfPreview(window.child.draw_report(data))
    preview.resize(760, 900)
    preview.show()
    settle(app)
    tell(pages=len(preview.pages))
    preview.close()


def pages(app: "QApplication", window: "Window") -> None:
    """How long each of two screens takes to be shown, ms, the quickest of several visits."""
    found: dict[str, list[float]] = {name: [] for name in ("today", "meetings")}
    for _ in range(REPEATS):
        for name, times in found.items():
            started = perf_counter()
            _show(app, window, name)
            times.append((perf_counter() - started) * 1000)
    tell(**{name: min(times) for name, times in found.items()})


def search(app: "QApplication", window: "Window") -> None:
    """How long a key takes in the guide's search until what it found is painted, ms, for each of some words.

    The quickest of several passes for each key, then the dearest key and the median.
    """
    _type_all(app, window, "guide", SEARCHED)


def points(app: "QApplication", window: "Window") -> None:
    """The same in the search of the points."""
    _type_all(app, window, "meetings", SEARCHED_POINTS)


def turns(app: "QApplication", window: "Window") -> None:
    """How long until another page is painted, ms: a point from the list, the next subject, the list again.

    The quickest of several; and the page of what was found after the first.
    """
    from functools import partial

    from desk.notebook import meetings

    found: dict[str, list[float]] = {name: [] for name in ("point", "subject", "list", "more")}
    newest = meetings.held(window.book, REPEATS)
    for meeting in newest:
        window.go("meetings")
        settle(app)
        go = partial(window.go, "meeting", meeting_id=meeting.id)
        found["point"].append(_until_painted(app, go))
        found["subject"].append(_until_painted(app, partial(_next_subject, window)))
        found["list"].append(_until_painted(app, window.way.go_back))
        window.go("meetings", search="de")
        settle(app)
        found["more"].append(_until_painted(app, partial(_more, window)))
    tell(**{name: min(times) for name, times in found.items()})


def _until_painted(app: "QApplication", work: Callable[[], object]) -> float:
    """What a person waits for; what was thrown away goes afterwards."""
    settle(app)
    started = perf_counter()
    work()
    app.processEvents()
    taken = (perf_counter() - started) * 1000
    settle(app)
    return taken


def _next_subject(window: "Window") -> None:
    from desk.ui.pages.meeting import MeetingPage

    assert isinstance(window.page, MeetingPage)
    assert window.page.agenda is not None
    row = window.page.agenda.rows[window.page.agenda.current]
    row.step.emit(1, False)


def _more(window: "Window") -> None:
    from desk.ui.pages.meetings import MeetingsPage

    assert isinstance(window.page, MeetingsPage)
    window.page.found.list.more.click()


def _type_all(app: "QApplication", window: "Window", section: str, typed: Sequence[str]) -> None:
    from statistics import median

    found: list[list[float]] = []
    for _ in range(REPEATS):
        window.go(section, search="")
        settle(app)
        found.append([_key(app, window, letter) for words in typed for letter in (EMPTIED, *words)])
    keys = [min(times) for times in zip(*found, strict=True)]
    tell(dearest=max(keys), median=median(keys), keys=len(keys))


def _key(app: "QApplication", window: "Window", letter: str) -> float:
    """One key in the field; Backspace stands for the field emptied."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    from desk.ui.pages.guide import GuidePage
    from desk.ui.pages.meetings import MeetingsPage

    assert isinstance(window.page, GuidePage | MeetingsPage)
    field = window.page.field.edit
    started = perf_counter()
    if letter == EMPTIED:
        field.clear()
    else:
        none = Qt.KeyboardModifier.NoModifier
        app.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, none, letter))
    app.processEvents()
    return (perf_counter() - started) * 1000


def _visit(app: "QApplication", window: "Window") -> None:
    from desk.notebook import meetings, rounds
    from desk.ui.navigation import SECTIONS

    book = window.book
    for name, _ in SECTIONS:
        _show(app, window, name)
    _show(app, window, "practice", practice_id="p02")
    _show(app, window, "meeting", meeting_id=meetings.all_meetings(book)[0].id)
    _show(app, window, "comparison", round_id=rounds.opened(book)[0].id)
    _show(app, window, "sheet", seat="elu")
    _show(app, window, "commune")


def _show(app: "QApplication", window: "Window", name: str, **arguments: str) -> None:
    window.go(name, **arguments)
    settle(app)


WORK: dict[str, Step] = {
    "start": start,
    "sections": sections,
    "report": with_report,
    "pages": pages,
    "search": search,
    "points": points,
    "turns": turns,
}


def drive(module: ModuleType, work: Step) -> None:
    """In `desk.app` just loaded: instead of waiting for the user, work once the window is painted."""
    base: Any = module.__dict__["QApplication"]

    class Driven(base):  # type: ignore[misc]  # a class known at run time only
        def exec(self) -> int:
            settle(self)
            window = next(each for each in self.topLevelWidgets() if type(each).__name__ == "Window")
            work(self, window)
            window.close()
            return 0

    module.__dict__["QApplication"] = Driven


class _WhenAppIsLoaded:
    """Finds `desk.app` as usual and drives it once it is loaded. Plain: `importlib.abc` would be measured."""

    def __init__(self, work: Step) -> None:
        self._work = work

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != "desk.app":
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        assert spec is not None
        loader: Any = spec.loader
        load = loader.exec_module

        def load_and_drive(module: ModuleType) -> None:
            load(module)
            drive(module, self._work)

        loader.exec_module = load_and_drive
        return spec


if __name__ == "__main__":
    sys.meta_path.insert(0, _WhenAppIsLoaded(WORK[sys.argv[1]]))
    sys.argv[1:] = [sys.argv[2], "--profile", sys.argv[3]]
    from desk.__main__ import main

    main()
