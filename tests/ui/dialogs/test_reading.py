import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.notebook.book import Notebook
from desk.ui.context import Context
from desk.ui.dialogs.reading import CLOSE, ReadingDialog
from desk.ui.pages import PAGES
from desk.ui.widgets.text import Heading, Text
from tests.ui.accessible import unnamed
from tests.ui.conftest import Trail
from tests.ui.dialog_driver import button, words_of


@pytest.fixture
def below(qtbot: QtBot, look: QApplication) -> QWidget:
    """A window to lie over."""
    window = QWidget()
    window.resize(1280, 680)
    qtbot.addWidget(window)
    window.show()
    return window


def opened(context: Context, below: QWidget, target: str) -> ReadingDialog:
    dialog = ReadingDialog(context, target, below)
    dialog.show()
    for _ in range(3):
        QApplication.processEvents()
    return dialog


def test_it_shows_the_whole_practice_in_a_window_that_fits(context: Context, below: QWidget) -> None:
    dialog = opened(context, below, "practice:p02")
    said = words_of(dialog)
    whole = context.book.guide.practice("p02")
    assert all(section.title in said for section in whole.sections if "{" not in section.title)
    assert "Ce que dit le droit" in said
    assert dialog.windowTitle() == dialog.accessibleName() == "2. Clarifier les rôles"
    assert dialog.height() < below.height()
    assert unnamed(dialog) == []
    assert not dialog.back.isVisible()


def test_the_keyboard_begins_at_the_title_and_scrolls(context: Context, below: QWidget, qtbot: QtBot) -> None:
    dialog = opened(context, below, "practice:p02")
    assert dialog.focusWidget() is dialog.heading
    bar = dialog._scroller.verticalScrollBar()
    assert bar.maximum() > 0
    qtbot.keyClick(dialog.heading, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(dialog.heading, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_it_opens_at_the_question(context: Context, below: QWidget) -> None:
    dialog = opened(context, below, "practice:p03#question")
    (question,) = dialog.findChildren(Heading, "anchor-question")
    top = question.mapTo(dialog._scroller.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < dialog._scroller.viewport().height()


@pytest.mark.parametrize("name", ["copies", "erasing", "retention"])
def test_help_on_what_is_kept_opens_at_its_heading(context: Context, below: QWidget, name: str) -> None:
    target = PAGES[name](context).help_target()
    dialog = opened(context, below, target)
    (heading,) = [each for each in dialog.findChildren(Heading) if each.text() == target.partition("#")[2]]
    top = heading.mapTo(dialog._scroller.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < dialog._scroller.viewport().height()


def test_a_heading_that_another_edition_changed_is_no_obstacle(context: Context, below: QWidget) -> None:
    dialog = opened(context, below, "page:droit-et-donnees#Un titre d’avant")
    assert dialog.windowTitle() == "Le droit et vos données"
    assert dialog._scroller.verticalScrollBar().value() == 0


def test_links_are_followed_inside_and_one_comes_back(context: Context, below: QWidget, trail: Trail) -> None:
    dialog = opened(context, below, "page:quand-ne-pas")
    linked = next(each for each in dialog.findChildren(Text) if "practice:p01" in each.text())
    linked.linkActivated.emit("practice:p01")
    assert dialog.windowTitle() == "1. Tenir un rendez-vous régulier"
    button(dialog, "Revenir à la page précédente").click()
    assert dialog.windowTitle() == "Quand ne pas utiliser cet outil"
    assert not dialog.back.isVisible()
    assert trail.steps == []


def test_one_way_out_is_shown_and_every_key_out_works(context: Context, below: QWidget, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_F9):
        dialog = opened(context, below, "practice:p01")
        assert button(dialog, CLOSE).isDefault()
        qtbot.waitUntil(dialog.isActiveWindow)
        qtbot.keyClick(dialog, key)
        assert not dialog.isVisible()
        assert dialog.covered is (key == Qt.Key.Key_F9)


def test_reading_changes_nothing(context: Context, below: QWidget, notebook: Notebook) -> None:
    before = notebook.path.read_bytes()
    opened(context, below, "practice:p04").reject()
    assert notebook.path.read_bytes() == before


def test_a_practice_that_the_guide_in_use_does_not_have_is_no_obstacle(
    context: Context, below: QWidget
) -> None:
    dialog = opened(context, below, "practice:p99#question")
    assert "autre guide" in dialog.windowTitle()
