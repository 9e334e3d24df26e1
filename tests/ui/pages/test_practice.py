from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desk.core.guide import Scale, Tool
from desk.core.wording import typographic
from desk.notebook import agenda, handouts, practices
from desk.notebook.book import Notebook
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.dialogs.print_document import PagesDialog
from desk.ui.dialogs.reading import ReadingDialog
from desk.ui.pages import PAGES
from desk.ui.pages.guide_page import TOOLS as PAGES_OF_TOOLS
from desk.ui.pages.guide_page import FreePage
from desk.ui.pages.practice import PracticePage
from desk.ui.pages.practice_parts import SCALE_TAGS, TOOLS
from desk.ui.pages.reading_page import ReadingPage
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.contents import Entry
from desk.ui.widgets.layout import VerticalScroll
from desk.ui.widgets.text import Heading, Tag, Text
from desk.ui.window import Window
from tests.ui.accessible import unnamed
from tests.ui.conftest import Trail
from tests.ui.dialog_driver import button, words_of
from tests.ui.paper_driver import keeping, looking


@pytest.fixture
def practice(context: Context, qtbot: QtBot) -> PracticePage:
    page = PracticePage(context)
    qtbot.addWidget(page)
    page.resize(1060, 600)
    page.show()
    page.activateWindow()
    page.enter(practice_id="p02")
    return page


def shown(window: Window, name: str, **arguments: str) -> ReadingPage:
    window.go(name, **arguments)
    for _ in range(3):
        QApplication.processEvents()
    assert isinstance(window.page, ReadingPage)
    return window.page


def top_of(page: ReadingPage, widget: QWidget) -> int:
    """How far below the top of the window it stands."""
    return widget.mapTo(page.scroller.viewport(), QPoint(0, 0)).y()


def in_tab_order(page: ReadingPage) -> Iterator[QWidget]:
    """What Tab reaches after the way back, the whole window round."""
    at = page.way_back.nextInFocusChain()
    while at is not None and at is not page.way_back:
        if at.isVisible() and at.isEnabled() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield at
        at = at.nextInFocusChain()


def heading(page: ReadingPage, anchor: str) -> QWidget:
    return page.reading.findChildren(QWidget, f"anchor-{anchor}")[-1]


def test_a_practice_shows_all_of_it(practice: PracticePage, context: Context) -> None:
    whole = context.book.guide.practice("p02")
    headings = [each.text() for each in practice.findChildren(Heading)]
    assert headings[0] == "2. Clarifier les rôles"
    assert headings[1:].count("Ce que peut faire la secrétaire générale de mairie") == 1
    assert {"Pourquoi", "Ce que dit le droit", "Les énoncés des regards croisés", "Voir aussi"} <= set(
        headings
    )
    texts = {label.text() for label in practice.findChildren(Text)}
    for fact in whole.facts:
        assert typographic(fact.text) in texts
        assert any(fact.reference in text and "à jour au" in text for text in texts)
        assert not fact.source or any(fact.source in text for text in texts)
    assert "Un arrêté ou un contrat nomme la secrétaire générale de mairie dans cette fonction." in texts
    assert typographic(whole.opening_question) in texts
    tags = [tag.text() for tag in practice.findChildren(Tag)]
    assert tags.count(SCALE_TAGS[Scale.PROGRESS]) == 2
    assert tags.count("facultatif") == 1
    assert not any("{" in text for text in texts)
    assert unnamed(practice) == []


def test_choosing_releasing_and_sending(practice: PracticePage, context: Context) -> None:
    practice.choose.click()
    assert [entry.practice_id for entry in practices.chosen(context.book)] == ["p02"]
    practice.update_shown()
    assert practice.choose.text() == "Ne plus la suivre"
    practice.choose.click()
    assert practices.chosen(context.book) == []
    practice.send.click()
    practice.send.click()
    assert [item.title for item in agenda.waiting(context.book)] == ["Clarifier les rôles"]


def test_the_contents_stand_beside_and_stay_in_view(window: Window, qtbot: QtBot) -> None:
    page = shown(window, "practice", practice_id="p02")
    side = page.reading.side
    qtbot.waitUntil(side.isVisible)
    assert not page.reading.menu.isVisible()
    assert side.panel.mapTo(page, QPoint(0, 0)).x() > heading(page, "pourquoi").mapTo(page, QPoint(0, 0)).x()
    entries = side.findChildren(Entry)
    assert [each.title.text() for each in entries][:4] == [
        "Pourquoi",
        "Le maire",
        "La secrétaire générale",
        "Ensemble",
    ]
    bar = page.scroller.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert 0 <= top_of(page, side.panel) <= theme.px(16)
    bar.setValue(0)
    assert side.panel.y() == 0


def test_an_entry_of_the_contents_leads_to_its_part_with_the_keyboard(window: Window, qtbot: QtBot) -> None:
    page = shown(window, "practice", practice_id="p02")
    qtbot.waitUntil(page.reading.side.isVisible)
    entry = next(each for each in page.findChildren(Entry) if each.title.text() == "Les pièges")
    entry.setFocus()
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    wanted = heading(page, "pieges")
    assert window.focusWidget() is wanted
    assert 0 <= top_of(page, wanted) < theme.px(40)
    bar = page.scroller.verticalScrollBar()
    before = bar.value()
    qtbot.keyClick(wanted, Qt.Key.Key_PageUp)
    assert bar.value() < before


def test_tab_goes_through_the_contents_before_the_text(window: Window, qtbot: QtBot) -> None:
    shown(window, "practice", practice_id="p02")
    page = shown(window, "practice", practice_id="p01")
    qtbot.waitUntil(page.reading.side.isVisible)
    met = [each.objectName() for each in in_tab_order(page) if page.isAncestorOf(each)]
    assert met[:5] == ["choose", "send", "larger", "print", "entry-Pourquoi"]
    assert met.index("entry-Voir aussi") < next(i for i, name in enumerate(met) if name.startswith("anchor-"))


def visible_links(window: Window) -> list[LinkButton]:
    return [each for each in window.page.findChildren(LinkButton) if each.isVisible()]


def test_on_a_free_page_too_the_way_out_comes_last(window: Window, qtbot: QtBot) -> None:
    for page_id in ("droit-et-donnees", "proposer-maire"):  # the second time in a page made before
        window.go("guide_page", page_id=page_id)
        QApplication.processEvents()
        (whole,) = [each for each in visible_links(window) if each.text() == "Tout le guide"]
        whole.setFocus()
        qtbot.keyClick(whole, Qt.Key.Key_Tab)
        focused = window.focusWidget()
        assert focused is not None
        assert not window.page.isAncestorOf(focused)


def test_where_it_is_narrow_the_contents_are_a_menu(window: Window, qtbot: QtBot) -> None:
    window.resize(910, 470)
    page = shown(window, "practice", practice_id="p02")
    qtbot.waitUntil(page.reading.menu.isVisible)
    assert not page.reading.side.isVisible()
    (menu,) = page.reading.menu.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == page.reading.menu.entries()
    next(action for action in menu.actions() if action.text() == "Un exemple").trigger()
    assert 0 <= top_of(page, heading(page, "exemple")) < theme.px(40)


def test_a_window_made_narrow_and_wide_again_changes_the_contents(window: Window, qtbot: QtBot) -> None:
    page = shown(window, "practice", practice_id="p02")
    for size, beside in (((910, 470), False), ((1280, 680), True), ((910, 470), False)):
        window.resize(*size)
        either: list[QWidget] = [page.reading.menu, page.reading.side]
        qtbot.waitUntil(either[beside].isVisible)
        assert not either[not beside].isVisible()


@pytest.mark.parametrize("anchor", ["pieges", "facts", "facts:1", "statements:p02s3", "question", "maire:1"])
def test_an_anchor_is_scrolled_to(window: Window, anchor: str) -> None:
    page = shown(window, "practice", practice_id="p02", anchor=anchor)
    wanted = heading(page, anchor)
    assert 0 <= top_of(page, wanted) <= page.scroller.viewport().height() - wanted.height()


def test_the_size_is_changed_at_hand_and_the_reader_stays_there(window: Window, qtbot: QtBot) -> None:
    page = shown(window, "practice", practice_id="p02", anchor="pieges")
    larger = button(page, "A +")
    assert not button(page, "A −").isEnabled()
    larger.setFocus()
    place = page.reading.place()
    assert place == "pieges"
    larger.click()
    for _ in range(3):
        QApplication.processEvents()
    again = window.page
    assert isinstance(again, PracticePage)
    assert theme.scale() == 1.25
    assert window.settings.get("scale") == "1.25"
    assert 0 <= top_of(again, heading(again, "pieges")) < theme.px(60)
    assert button(again, "A −").isEnabled()
    button(again, "A −").click()
    assert theme.scale() == 1.0


def test_the_size_button_keeps_the_keyboard(window: Window, qtbot: QtBot) -> None:
    page = shown(window, "practice", practice_id="p02")
    larger = button(page, "A +")
    larger.setFocus()
    qtbot.keyClick(larger, Qt.Key.Key_Return)
    again = window.focusWidget()
    assert again is not larger
    assert again.objectName() == "larger"
    qtbot.keyClick(again, Qt.Key.Key_Return)
    assert theme.scale() == 1.5


def test_neighbours_lead_on(practice: PracticePage, trail: Trail) -> None:
    words = {each.text(): each for each in practice.findChildren(Button)}
    words["Suivante\u00a0: Délégations et signatures"].click()
    words["Précédente\u00a0: Tenir un rendez-vous régulier"].click()
    assert trail.steps == [("practice", {"practice_id": "p03"}), ("practice", {"practice_id": "p01"})]


def test_the_first_and_the_last_have_one_neighbour(practice: PracticePage) -> None:
    for practice_id, missing in (("p01", "Précédente"), ("p10", "Suivante")):
        practice.enter(practice_id=practice_id)
        QApplication.processEvents()
        words = [each.text() for each in practice.findChildren(Button) if each.isVisible()]
        assert not [each for each in words if each.startswith(missing)]


def test_related_practices_and_tools_are_ways_on(
    practice: PracticePage, trail: Trail, notebook: Notebook
) -> None:
    for each in notebook.guide.practices:
        practice.enter(practice_id=each.id)
        QApplication.processEvents()
        trail.steps.clear()
        for link in practice.reading.findChildren(LinkButton):
            if link.isVisible() and link.objectName().startswith("see-"):
                link.click()
        wanted = [("practice", {"practice_id": key}) for key in each.related]
        wanted += [(TOOLS[tool][1], TOOLS[tool][2]) for tool in each.tools]
        assert trail.steps == wanted
        assert wanted, each.id


def test_every_tool_has_a_screen() -> None:
    assert set(TOOLS) == set(Tool)
    assert {target for _, target, _ in TOOLS.values()} <= PAGES.keys()
    assert {target for _, target in PAGES_OF_TOOLS.values()} <= PAGES.keys()


def test_a_practice_is_printed_where_one_wants_it(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[str] = []

    def choose(_parent: object, title: str, path: str, _kinds: str) -> tuple[str, str]:
        asked.append(f"{title} {Path(path).name}")
        return str(tmp_path / "pratique.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    shown(window, "practice", practice_id="p02")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def keep(dialog: PagesDialog) -> None:
        dialog.save_button.click()
        assert dialog.focusWidget().objectName() == "open-document"
        assert str(tmp_path / "pratique.pdf") in words_of(dialog).replace("\u200b", "")
        button(dialog, "Fermer cet avis").click()
        assert "est enregistré" not in words_of(dialog)
        assert dialog.focusWidget() is dialog.primary

    ctrl = Qt.KeyboardModifier.ControlModifier
    assert looking(lambda: qtbot.keyClick(window, Qt.Key.Key_P, ctrl), keep) == ["Imprimer cette pratique"]
    pages = PdfReader(tmp_path / "pratique.pdf").pages
    assert len(pages) == 1
    assert "Clarifier les rôles" in pages[0].extract_text()
    assert asked == ["Enregistrer le document binome_2-clarifier-les-roles.pdf"]


def test_a_full_or_forbidden_place_is_told_and_nothing_is_said_to_be_written(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = tmp_path / "absent" / "pratique.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(nowhere), ""))
    page = shown(window, "practice", practice_id="p02")
    said: list[tuple[bool, str]] = []

    def keep(dialog: PagesDialog) -> None:
        dialog.save_button.click()
        said.append((dialog.problem.isVisible(), words_of(dialog)))

    looking(page.print_page, keep)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    looking(page.print_page, keep)
    (is_told, _), (is_told_again, _) = said
    assert is_told
    assert not is_told_again
    assert not any("est enregistré" in words for _, words in said)


@pytest.mark.parametrize("page_id", ["origine", "quand-ne-pas", "glossaire", "proposer-maire", "note-cst"])
def test_a_free_page_reads_and_prints(
    window: Window, notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page_id: str
) -> None:
    page = shown(window, "guide_page", page_id=page_id)
    section = handouts.section_of(notebook, page_id)
    assert page.title() == section.title
    assert len(page.findChildren(Text)) > 5
    assert unnamed(window) == []
    headings = section.body.count("### ")
    assert len(page.reading.side.findChildren(Entry)) == (headings if headings > 1 else 0)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "page.pdf"), ""))
    assert keeping(page.print_page)
    assert PdfReader(tmp_path / "page.pdf").pages


@pytest.mark.parametrize(("page_id", "target"), [("qui-fait-quoi", "roles"), ("mon-cdg", "cdg")])
def test_a_page_that_introduces_a_tool_opens_it(window: Window, page_id: str, target: str) -> None:
    page = shown(window, "guide_page", page_id=page_id)
    assert isinstance(page, FreePage)
    page.tool.click()
    assert window.page.name == target


def test_a_link_of_the_text_is_taken_with_the_keyboard(window: Window, qtbot: QtBot) -> None:
    page = shown(window, "guide_page", page_id="quand-ne-pas")
    linked = next(each for each in page.findChildren(Text) if "practice:p01" in each.text())
    linked.linkActivated.emit("practice:p01")
    assert window.page.title() == "1. Tenir un rendez-vous régulier"
    assert window.page.way_back.text() == "Revenir à\u00a0: Quand ne pas utiliser cet …"
    window.page.way_back.click()
    assert window.page.title() == "Quand ne pas utiliser cet outil"


@pytest.mark.parametrize(("size", "scale"), [((910, 470), 1.0), ((1280, 680), 2.0)])
def test_what_is_read_over_a_screen_never_scrolls_sideways(
    window: Window, size: tuple[int, int], scale: float
) -> None:
    window.set_scale(scale)
    window.resize(*size)
    for target in ("practice:p03", "page:glossaire", "page:droit-et-donnees"):
        dialog = ReadingDialog(window.context, target, window.page)
        dialog.show()
        QApplication.processEvents()
        (area,) = dialog.findChildren(VerticalScroll)
        assert area.inside.minimumSizeHint().width() <= area.viewport().width(), target
        assert dialog.height() <= window.height()
        dialog.reject()
