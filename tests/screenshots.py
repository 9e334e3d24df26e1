"""Pictures of every screen, from the real program on the example: `python -m tests.screenshots FOLDER`."""

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desk import paths
from desk.app import App
from desk.core.errors import UserError
from desk.core.people import Seat
from desk.core.scale import Answer
from desk.notebook import meetings, opening, people, rounds, safety, sheets
from desk.notebook.book import Notebook
from desk.notebook.environment import make
from desk.notebook.trouble import Stop, Trouble
from desk.ui import theme
from desk.ui.interpreter import prepare
from desk.ui.opening_screen import OpeningScreen
from desk.ui.pages.report_preview import ReportPreviewPage
from desk.ui.widgets.pdf_preview import PdfPreview
from desk.ui.window import Window
from tests.stories.hands import plain

DAY = date(2026, 11, 22)
SIZES = {"1280x680": (1280, 680), "910x470": (910, 470)}
Shot = Callable[[Window], None]


def settle(app: QApplication) -> None:
    """Let the layout come to rest."""
    for _ in range(6):
        app.processEvents()


def take(app: QApplication, widget: QWidget, size: tuple[int, int], path: Path) -> None:
    """Draw a widget at a size, to a PNG file."""
    widget.resize(*size)
    settle(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    widget.grab().save(str(path))


def screens(book: Notebook) -> dict[str, Shot]:
    """The screens by file name, and how each is reached."""
    planned = meetings.next_planned(book)
    held = next(each for each in meetings.all_meetings(book) if each != planned)
    assert planned is not None
    opened = rounds.opened(book)[0].id
    return {
        "aujourdhui": lambda window: window.go("today"),
        "guide": lambda window: window.go("guide"),
        "guide-recherche": lambda window: window.go("guide", search="delegation"),
        "pratique": lambda window: window.go("practice", practice_id="p02"),
        "pratique-passage": lambda window: window.go(
            "practice", practice_id="p03", anchor="facts:0", words="delegation"
        ),
        "guide-page": lambda window: window.go("guide_page", page_id="droit-et-donnees"),
        "guide-a-donner": lambda window: window.go("guide_page", page_id="proposer-maire"),
        "regards": lambda window: window.go("regards"),
        "feuille": _sheet,
        "feuille-page": _whole_page,
        "comparaison": lambda window: _comparison(window, opened),
        "points": lambda window: window.go("meetings"),
        "points-recherche": lambda window: window.go("meetings", search="conseil"),
        "points-actions": lambda window: window.go("meetings", view="actions"),
        "notre-rythme": lambda window: window.go("rhythm"),
        "corbeille": lambda window: window.go("bin"),
        "effacer": lambda window: window.go("erasing"),
        "durees": lambda window: window.go("retention"),
        "point": lambda window: window.go("meeting", meeting_id=planned.id),
        "point-clos": lambda window: window.go("meeting", meeting_id=held.id),
        "bilan": lambda window: window.go("report"),
        "bilan-ce-qui-partira": _preview,
        "registre": lambda window: window.go("register"),
        "commune": lambda window: window.go("commune"),
        "qui-fait-quoi": lambda window: window.go("roles"),
        "qui-fait-quoi-sujet": lambda window: window.go("roles", anchor="r22"),
        "parcours": lambda window: window.go("journey", path_id="nouveau-mandat"),
        "parcours-a-commencer": lambda window: window.go("journey", path_id="nouvelle-personne"),
        "calendrier": lambda window: window.go("calendar"),
        "mon-cdg": lambda window: window.go("cdg"),
        "guide-du-cdg": lambda window: window.go("guide_pack"),
        "copies-de-surete": lambda window: window.go("copies"),
    }


def press(window: Window, *words: str) -> None:
    """Click the buttons read so on the page, those that are there."""
    for wanted in words:
        settle(QApplication.instance())  # type: ignore[arg-type]
        for button in window.page.findChildren(QAbstractButton):
            if button.isVisible() and plain(button.text()) == wanted:
                button.click()
                break


def _sheet(window: Window) -> None:
    """The élu's sheet, past its door, some answers in."""
    book = window.book
    round_ = rounds.current(book)
    assert round_ is not None
    with_key = people.unlock(book, people.pair(book).person(Seat.ELU).id)
    for number, answer in enumerate("2130"):
        sheets.answer(book, with_key, round_.id, f"p01s{number + 1}", Answer(answer))
    window.go("sheet", seat="elu")
    press(window, "Oui, ouvrir ma feuille", "Continuer sans code", "Un énoncé à la fois")


def _whole_page(window: Window) -> None:
    """The same, a practice on one page."""
    _sheet(window)
    press(window, "Toute la page")


def _comparison(window: Window, round_id: str) -> None:
    """The two sheets side by side, past the door."""
    window.go("comparison", round_id=round_id)
    press(window, "M. Paul Martin, maire")


def _preview(window: Window) -> None:
    """What leaves, once its pages are drawn."""
    window.go("report_preview")
    page = window.page
    assert isinstance(page, ReportPreviewPage)
    while not page.findChildren(PdfPreview):
        settle(QApplication.instance())  # type: ignore[arg-type]


def troubles(path: Path) -> dict[str, Trouble]:
    """The screens of a carnet that does not open, by file name."""
    told = UserError(f"« {path.name} » ne s’ouvre pas.", "Rien n’a été changé.")
    since = datetime.combine(DAY, time(9, 5))
    return {
        "ouverture-deja-ouvert": Trouble(Stop.HELD, path, told, "c.martin", "PC-ACCUEIL", since),
        "ouverture-pas-un-carnet": Trouble(Stop.NOT_OURS, path, told),
        "ouverture-plus-recent": Trouble(Stop.NEWER, path, told),
        "ouverture-abime": Trouble(Stop.DAMAGED, path, told),
        "ouverture-disparu": Trouble(Stop.GONE, path, told),
    }


def take_openings(desk: App, path: Path, folder: Path) -> None:
    """Each of them, with the copies there are, light and dark, at both sizes, and at 200 %."""
    offers = safety.offers(path, desk.env)
    looks = [
        (mode, 1.0, size, f"{mode}/{label}") for mode in ("light", "dark") for label, size in SIZES.items()
    ]
    for name, trouble in troubles(path).items():
        known = offers if trouble.stop in (Stop.DAMAGED, Stop.GONE) else []
        for mode, scale, size, where in [*looks, ("light", 2.0, SIZES["1280x680"], "double")]:
            theme.apply(desk.qt, mode, scale)
            screen = OpeningScreen(trouble, known, DAY, desk.settings)
            take(desk.qt, screen, size, folder / where / f"{name}.png")
            screen.deleteLater()


def main(folder: Path) -> None:
    """Every screen, light and dark, at both sizes, and some at 200 %."""
    prepare()
    app = QApplication([])
    with tempfile.TemporaryDirectory() as home:
        profile = paths.profile(Path(home))
        env = make(paths.resources(), profile.copies, lambda: datetime.combine(DAY, time(14, 32)))
        desk = App(app, profile, env)
        desk.show_assistant()
        assert desk.shown is not None
        for mode in ("light", "dark"):
            theme.apply(app, mode)
            take(app, desk.shown, SIZES["1280x680"], folder / mode / "1280x680" / "premier-jour.png")
        desk.open_example()
        window = desk.shown
        assert isinstance(window, Window)
        for name, reach in screens(window.book).items():
            for mode in ("light", "dark"):
                for label, size in SIZES.items():
                    window.set_mode(mode)
                    window.resize(*size)
                    reach(window)
                    take(app, window, size, folder / mode / label / f"{name}.png")
            window.set_scale(2.0)
            reach(window)
            take(app, window, SIZES["1280x680"], folder / "double" / f"{name}.png")
            window.set_scale(1.0)
        path = window.book.path
        opening.close(window.book)
        desk.book = None
        take_openings(desk, path, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
