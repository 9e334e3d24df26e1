"""Every screen of the example: named, whole, French, at every size and in every look."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from desk import paths
from desk.app import App
from desk.notebook.environment import make
from desk.ui import theme
from desk.ui.window import Window
from tests.screenshots import screens, settle
from tests.ui.accessible import unnamed

NOW = datetime.combine(date(2026, 11, 22), time(14, 32))
ENGLISH = {"ok", "cancel", "open", "save", "close", "yes", "no", "apply", "help", "undo", "error", "warning"}
NAMES = [
    "aujourdhui", "guide", "guide-recherche", "pratique", "pratique-passage", "guide-page",
    "guide-a-donner", "regards", "feuille", "feuille-page", "comparaison",
    "points", "points-recherche", "points-actions", "notre-rythme", "corbeille", "point", "point-clos",
    "bilan", "bilan-ce-qui-partira", "registre", "commune",
    "qui-fait-quoi", "qui-fait-quoi-sujet", "parcours", "parcours-a-commencer", "calendrier", "mon-cdg",
    "guide-du-cdg", "copies-de-surete", "effacer", "durees",
]  # fmt: skip


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Window]:
    """The real window on the example."""
    profile = paths.profile(tmp_path_factory.mktemp("profil"))
    app = App(qapp, profile, make(paths.resources(), profile.copies, lambda: NOW))
    app.open_example()
    assert isinstance(app.shown, Window)
    assert set(screens(app.shown.book)) == set(NAMES)
    yield app.shown
    app.shown.set_look("light", 1.0)
    app.shown.close()
    app.close_book()


def show(window: Window, name: str, size: tuple[int, int], mode: str, scale: float) -> None:
    window.set_look(mode, scale)
    window.resize(*size)
    screens(window.book)[name](window)
    settle(QApplication.instance())  # type: ignore[arg-type]


def visible(window: Window, kind: type[QWidget]) -> list[QWidget]:
    return [each for each in window.findChildren(kind) if each.isVisible()]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("size", "scale"),
    [((1280, 680), 1.0), ((910, 470), 1.0), ((1280, 680), 2.0)],
    ids=["wide", "small", "double"],
)
def test_nothing_is_unnamed_clipped_or_beyond_the_edge(
    example: Window, name: str, size: tuple[int, int], scale: float
) -> None:
    show(example, name, size, "light", scale)
    assert unnamed(example) == []
    for area in visible(example, QScrollArea):
        assert isinstance(area, QScrollArea)
        assert area.horizontalScrollBar().maximum() == 0, name
    for button in visible(example, QAbstractButton):
        hint = button.minimumSizeHint()
        wraps = button.hasHeightForWidth()
        needed = button.heightForWidth(button.width()) if wraps else hint.height()
        assert button.width() >= hint.width(), button.accessibleName()
        assert button.height() >= needed - 1, button.accessibleName()
    for label in visible(example, QLabel):
        assert isinstance(label, QLabel)
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()
        else:
            assert label.width() >= label.sizeHint().width() - 1, label.text()


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_english(example: Window, name: str) -> None:
    show(example, name, (1280, 680), "light", 1.0)
    said = [label.text() for label in example.findChildren(QLabel)]
    said += [button.text() for button in example.findChildren(QAbstractButton)]
    said += [each.toolTip() for each in example.findChildren(QWidget)]
    words = {word.strip(".,:;!?…«»()").lower() for text in said for word in text.split()}
    assert words & ENGLISH == set()


@pytest.mark.parametrize("name", NAMES)
def test_one_primary_button_at_most(example: Window, name: str) -> None:
    show(example, name, (1280, 680), "light", 1.0)
    primary = [each for each in visible(example, QAbstractButton) if each.property("kind") == "primary"]
    assert len(primary) <= 1, [each.accessibleName() for each in primary]


@pytest.mark.parametrize("mode", theme.MODES)
def test_each_look_can_be_put_on_any_screen(example: Window, mode: str) -> None:
    for name in NAMES:
        show(example, name, (1280, 680), mode, 1.0)
        picture = example.grab().toImage()
        colours = {picture.pixelColor(x, y).name() for x in range(0, 1280, 40) for y in range(0, 680, 40)}
        assert len(colours) > 1, name


def test_the_example_is_marked_on_every_screen(example: Window, tmp_path: Path) -> None:
    for name in NAMES:
        show(example, name, (910, 470), "light", 1.0)
        assert any(
            "EXEMPLE" in label.text() for label in example.findChildren(QLabel) if label.isVisible()
        ), name
