from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk.core.errors import UserError
from desk.exchange.child import Child
from desk.notebook import demo, opening, people, practices, rounds
from desk.notebook.book import Environment, Notebook, Topic
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.dialogs.reading import ReadingDialog
from desk.ui.navigation import SECTIONS, copy_sentence
from desk.ui.page import Page
from desk.ui.pages import PAGES
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.fields import TextField
from desk.ui.widgets.text import Text
from desk.ui.window import Window
from tests.ui.accessible import unnamed
from tests.ui.conftest import Memory
from tests.ui.dialog_driver import in_dialog


class Diary(Page):
    """A page that writes down its life."""

    name, section, topics = "diary", "meetings", frozenset({Topic.PRACTICES})
    life: list[str] = []

    def title(self) -> str:
        return "Mon essai"

    def build(self) -> None:
        self.life.append("build")
        self.field = TextField("Un champ")
        self.column.addWidget(self.field)

    def enter(self, **arguments: str) -> None:
        self.life.append(f"enter {arguments.get('key', '')}".strip())
        super().enter()

    def refresh(self) -> None:
        self.life.append("refresh")

    def leave(self) -> None:
        self.life.append("leave")

    def help_target(self) -> str:
        return "practice:p04"


class Other(Page):
    name, section = "other", "report"

    def title(self) -> str:
        return "Autre"


def opened(window: Window, qtbot: QtBot) -> Window:
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def window(look: QApplication, qtbot: QtBot, notebook: Notebook, child: Child) -> Window:
    """Two pages of its own beside those of the guide."""
    Diary.life = []
    own: dict[str, Callable[[Context], Page]] = {"diary": Diary, "other": Other}
    made = opened(Window(notebook, child, Memory(), own | PAGES), qtbot)
    made.go("diary")
    return made


@pytest.fixture
def example(make_env: Callable[[], Environment], tmp_path: Path, today: date) -> Iterator[Notebook]:
    book = demo.build(tmp_path / "exemple.binome", make_env(), today)
    yield book
    opening.close(book)


def test_a_page_is_left_thrown_away_and_built_again(window: Window) -> None:
    first = window.page
    window.go("other")
    QCoreApplication.sendPostedEvents(first, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(first)
    window.go("diary", key="a")
    assert Diary.life == ["build", "enter", "refresh", "leave", "build", "enter a", "refresh"]
    assert window.windowTitle() == "Mon essai — Valmont — Binôme"
    assert window.page.heading.text() == "Mon essai"
    assert window.navigation.buttons["meetings"].isChecked()


def test_a_page_with_words_being_typed_is_kept_as_it_is(window: Window, qtbot: QtBot) -> None:
    page = window.page
    assert isinstance(page, Diary)
    qtbot.keyClicks(page.field.edit, "un sujet")
    window.go("other")
    window.go("diary", key="a")
    assert window.page is page
    assert page.field.text() == "un sujet"
    assert Diary.life.count("build") == 1


def test_only_the_shown_page_refreshes_and_only_for_its_topics(window: Window, notebook: Notebook) -> None:
    Diary.life.clear()
    window.runner.do(partial(practices.choose, notebook, "p02"))
    assert Diary.life == ["refresh"]
    window.runner.do(partial(people.update_together, notebook, date(2026, 1, 5)))
    assert Diary.life == ["refresh"]
    window.go("other")
    Diary.life.clear()
    window.runner.do(partial(practices.release, notebook, "p02"))
    assert Diary.life == []


def test_what_happened_is_told_in_its_corner(window: Window, notebook: Notebook) -> None:
    assert window.navigation.saved.isHidden()
    window.runner.do(partial(practices.choose, notebook, "p02"))
    assert window.navigation.saved.text() == "Enregistré à 14:32"
    assert "Pratique choisie" in window.messages.text.text()
    window.runner.failed.emit(UserError("Non.", "Recommencez."))
    assert window.messages.text.text() == "Non. Recommencez."


def test_keys_go_to_sections_and_undo(window: Window, notebook: Notebook, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.page.name == "guide"
    window.runner.do(partial(practices.choose, notebook, "p02"))
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert practices.chosen(notebook) == []
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert len(practices.chosen(notebook)) == 1


def test_undo_lives_after_the_menu_was_opened_with_nothing_to_take_back(
    window: Window, notebook: Notebook, qtbot: QtBot
) -> None:
    undo, redo = window.menu.actions()[:2]
    window.menu.aboutToShow.emit()
    assert not undo.isEnabled()
    window.runner.do(partial(practices.choose, notebook, "p02"))
    assert undo.isEnabled()
    page = window.page
    assert isinstance(page, Diary)
    page.field.edit.setFocus()
    qtbot.keyClick(page.field.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert practices.chosen(notebook) == []
    assert (undo.isEnabled(), redo.isEnabled()) == (False, True)
    qtbot.keyClick(page.field.edit, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert len(practices.chosen(notebook)) == 1


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
def test_enter_presses_the_navigation_and_the_menu(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window.navigation.buttons["guide"], Qt.Key.Key_Return)
    assert window.page.name == "guide"
    with qtbot.waitSignal(window.menu.aboutToShow):
        qtbot.keyClick(window.navigation.menu_button, Qt.Key.Key_Return)
    window.menu.close()


def test_what_was_saved_last_is_still_told_in_another_size(window: Window, notebook: Notebook) -> None:
    window.runner.do(partial(practices.choose, notebook, "p02"))
    window.resize(1280, 680)
    window.set_scale(1.25)
    assert window.navigation.saved.text() == "Enregistré à 14:32"
    window.resize(910, 470)
    QApplication.processEvents()
    assert window.navigation.saved.text() == "14:32"
    assert window.navigation.saved.isVisible()


def test_a_message_does_not_follow_to_another_page(window: Window, qtbot: QtBot) -> None:
    window.messages.error(UserError("Non.", "Recommencez."))
    qtbot.wait(450)
    window.go("other")
    assert window.messages.isHidden()


def test_a_rebuilt_page_keeps_the_keyboard(window: Window, notebook: Notebook) -> None:
    page = window.page
    gone = LinkButton("Une ligne refaite")
    page.column.addWidget(gone)
    QApplication.processEvents()
    gone.setFocus()

    def rebuild() -> None:
        gone.hide()
        gone.deleteLater()

    page.refresh = rebuild  # type: ignore[method-assign]
    window.runner.do(partial(practices.choose, notebook, "p02"))
    assert window.focusWidget() is page


def test_f1_reads_over_this_screen_and_escape_comes_back_to_the_very_field(
    window: Window, qtbot: QtBot
) -> None:
    page = window.page
    assert isinstance(page, Diary)
    page.field.edit.setFocus()
    qtbot.keyClicks(page.field.edit, "trois mots")
    qtbot.keyClick(page.field.edit, Qt.Key.Key_Home)
    Diary.life.clear()
    seen = in_dialog(ReadingDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    qtbot.keyClick(page.field.edit, Qt.Key.Key_F1)
    assert seen == ["4. Fixer un cap et choisir les priorités"]
    assert Diary.life == [], "the page was not left"
    assert window.focusWidget() is page.field.edit
    assert (page.field.text(), page.field.edit.cursorPosition()) == ("trois mots", 0)


def test_f1_in_the_guide_goes_on_in_the_guide(window: Window, qtbot: QtBot) -> None:
    window.go("practice", practice_id="p01")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.page.name == "guide_page"
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.page.name == "guide"


def test_text_grows_and_comes_back_at_the_same_place(window: Window, qtbot: QtBot) -> None:
    window.go("practice", practice_id="p03")
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert theme.scale() == 1.25
    assert window.settings.get("scale") == "1.25"
    assert window.page.title().startswith("3.")
    qtbot.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert theme.scale() == 1.0
    window.set_scale(2.0)
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert theme.scale() == 1.0
    window.set_mode("dark")
    assert window.settings.get("theme") == "dark"
    assert theme.colour("ground").name().upper() == theme.DARK["ground"]


def test_the_navigation_folds_to_icons_that_keep_their_names(window: Window, qtbot: QtBot) -> None:
    window.resize(1280, 680)
    qtbot.waitUntil(lambda: window.navigation.buttons["guide"].text() == "Guide")
    window.resize(910, 470)
    qtbot.waitUntil(lambda: window.navigation.buttons["guide"].text() == "")
    button = window.navigation.buttons["guide"]
    assert button.accessibleName() == "Guide"
    assert "Guide" in button.toolTip()
    assert not button.icon().isNull()
    assert button.height() >= theme.px(40)
    button.click()
    assert window.page.name == "guide"


def test_the_menu_asks_for_what_the_program_does(window: Window, qtbot: QtBot) -> None:
    actions = {action.text(): action for action in window.menu.actions()}
    for text, signal in (
        ("Ouvrir un carnet…", window.open_requested),
        ("Nouveau carnet…", window.new_requested),
        ("Exporter une copie…", window.export_requested),
        ("Lire des bilans reçus…", window.received_requested),
    ):
        with qtbot.waitSignal(signal):
            actions[text].trigger()
    window.runner.do(partial(practices.choose, window.book, "p02"))
    window.menu.aboutToShow.emit()
    undo = window.menu.actions()[0]
    assert undo.text().startswith("Annuler\u00a0: pratique choisie")
    sizes = window.menu.findChildren(QMenu)
    assert {menu.title() for menu in sizes} == {"Taille du texte", "Apparence"}


def test_a_page_that_cannot_print_says_so(window: Window, qtbot: QtBot) -> None:
    window.go("copies")
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    said = window.messages.text.text()
    assert "ne s’imprime pas" in said
    places = ("Aujourd’hui", "Guide", "Qui fait quoi", "calendrier", "parcours", "Mon CDG", "Regards croisés")
    for where in (*places, "feuilles", "Nos points", "ordre du jour", "relevé", "actions", "Bilan"):
        assert where in said


def test_what_it_says_prints_is_what_prints(window: Window) -> None:
    given = {
        "practice": {"practice_id": "p01"},
        "guide_page": {"page_id": "origine"},
        "journey": {"path_id": "nouveau-mandat"},
    }
    prints: set[str] = set()
    for name in PAGES.keys() - {"sheet", "comparison", "meeting"}:
        window.go(name, **given.get(name, {}))
        prints |= {name} if window.page.can_print else set()
    of_the_guide = {"guide", "practice", "guide_page", "roles", "journey", "calendar", "cdg"}
    assert prints >= {"today", "regards", "meetings", "report"} | of_the_guide
    assert not prints & {"commune", "copies", "rhythm", "bin"}


def test_each_section_prints_by_a_button_one_sees(window: Window) -> None:
    rounds.start(window.book, ["p01"])
    for name in window.navigation.buttons:
        window.go(name)
        shown = [each.text() for each in window.page.findChildren(QPushButton) if each.isVisible()]
        assert any("mprimer" in words for words in shown), name
        assert window.page.can_print, name


def test_tab_from_the_navigation_brings_what_it_meets_into_view(window: Window, qtbot: QtBot) -> None:
    window.go("practice", practice_id="p02")
    bar = window.page.scroller.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 400)
    bar.setValue(bar.maximum())
    focused: QWidget = next(iter(window.navigation.buttons.values()))
    focused.setFocus()
    while not window.page.isAncestorOf(focused):
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        found = window.focusWidget()
        assert found is not None
        focused = found
    assert not focused.visibleRegion().isEmpty()


def test_closing_leaves_the_page_first(window: Window, qtbot: QtBot) -> None:
    Diary.life.clear()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert Diary.life == ["leave"]


def test_the_focus_follows_from_page_to_page(window: Window, qtbot: QtBot) -> None:
    page = window.page
    assert isinstance(page, Diary)
    page.field.edit.setFocus()
    window.go("practice", practice_id="p01")
    assert QApplication.focusWidget() is window.page
    assert window.page.accessibleName() == window.page.title()
    bar = window.page.scroller.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(window.page, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()


def test_a_change_of_commune_shows_at_once(window: Window, notebook: Notebook) -> None:
    changed = replace(people.commune(notebook), name="Le Blanc")
    window.runner.do(partial(people.update_commune, notebook, changed))
    assert window.navigation.commune.text() == "Le Blanc"
    assert "Le Blanc" in window.windowTitle()


def test_the_example_says_so_and_leads_out(
    look: QApplication, example: Notebook, child: Child, qtbot: QtBot
) -> None:
    window = opened(Window(example, child, Memory()), qtbot)
    window.go("guide")
    assert any(label.text().startswith("EXEMPLE") for label in window.findChildren(Text))
    leave = next(button for button in window.findChildren(LinkButton) if "ma commune" in button.text())
    with qtbot.waitSignal(window.new_requested):
        leave.click()


def test_every_screen_is_named_and_fits_without_scrolling_sideways(
    look: QApplication, example: Notebook, child: Child, qtbot: QtBot
) -> None:
    window = opened(Window(example, child, Memory()), qtbot)
    window.go("guide")
    for scale, size in ((1.0, (1280, 680)), (1.0, (910, 470)), (2.0, (910, 470))):
        window.set_scale(scale)
        window.resize(*size)
        for name, arguments in places(example):
            window.go(name, **arguments)
            look.processEvents()
            assert unnamed(window) == [], name
            inside = window.page.scroller.inside.minimumSizeHint().width()
            assert inside <= window.page.scroller.viewport().width(), (name, scale, size)
            assert (window.width(), window.height()) == size, (name, scale)


def places(book: Notebook) -> list[tuple[str, dict[str, str]]]:
    """Every screen of the guide, and the sections."""
    found: list[tuple[str, dict[str, str]]] = [("guide", {"search": ""}), ("guide", {"search": "conseil"})]
    found += [("practice", {"practice_id": practice.id}) for practice in book.guide.practices]
    found += [("guide_page", {"page_id": page.id}) for page in book.guide.pages]
    return found + [(name, {}) for name, _label in SECTIONS if name in PAGES and name != "guide"]


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 22, 8, 5), "Copie vérifiée aujourd’hui à 08:05"),
        (datetime(2026, 11, 21, 17, 10), "Copie vérifiée hier à 17:10"),
        (datetime(2026, 11, 2, 9, 0), "Copie vérifiée le 2\u00a0novembre à 09:00"),
        (None, "Aucune copie vérifiée"),
    ],
)
def test_the_last_copy_is_told_from_today(moment: datetime | None, said: str, today: date) -> None:
    assert copy_sentence(moment, today) == said
