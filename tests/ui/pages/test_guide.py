from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk import paths
from desk.core.search import fold
from desk.data.shipped import ShippedContent
from desk.notebook import packs, practices
from desk.notebook.book import Notebook
from desk.ui.context import Context
from desk.ui.dialogs.print_document import PagesDialog
from desk.ui.pages import PAGES
from desk.ui.pages.guide import NOTHING, GuidePage
from desk.ui.pages.guide_home import PROPOSALS, TOOLS, lead
from desk.ui.widgets.buttons import Button, RowButton
from desk.ui.widgets.found_list import FIRST, MORE
from desk.ui.widgets.found_row import FoundRow
from desk.ui.widgets.text import Text
from desk.ui.window import Window
from tests import packs as packs_made
from tests.ui.accessible import unnamed
from tests.ui.conftest import Trail
from tests.ui.dialog_driver import button, words_of
from tests.ui.paper_driver import looking


@pytest.fixture
def guide(context: Context, qtbot: QtBot) -> GuidePage:
    page = GuidePage(context)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.activateWindow()
    page.enter()
    return page


def rows(page: GuidePage) -> list[str]:
    QApplication.processEvents()
    return [row.objectName() for row in page.home.findChildren(RowButton) if row.isVisible()]


def found(page: GuidePage) -> list[FoundRow]:
    QApplication.processEvents()
    return [row for row in page.findChildren(FoundRow) if row.isVisible()]


def test_the_practices_the_tools_and_the_pages_are_listed(
    guide: GuidePage, trail: Trail, context: Context
) -> None:
    names = rows(guide)
    assert names[:10] == [f"practice-p{n:02}" for n in range(1, 11)]
    assert names[10:16] == [
        "tool-roles",
        "tool-journey-nouveau-mandat",
        "tool-journey-nouvelle-personne",
        "tool-calendar",
        "tool-cdg",
        "tool-guide_pack",
    ]
    assert names[16:] == [
        f"page-{name}"
        for name in ("quand-ne-pas", "droit-et-donnees", "origine", "glossaire", "tenir-un-point")
    ]
    named = {each.objectName() for each in guide.home.findChildren(Button)}
    kit = {f"page-{each.id}" for each in context.book.env.content.tools.kit}
    assert {f"page-{page_id}" for page_id, _ in PROPOSALS} | kit <= named
    guide.home.findChildren(RowButton)[1].click()
    assert trail.steps == [("practice", {"practice_id": "p02"})]
    assert unnamed(guide) == []


def test_every_tool_listed_is_a_screen() -> None:
    assert {target for target, *_ in TOOLS} <= PAGES.keys()


def test_a_chosen_practice_says_so_and_since_when(guide: GuidePage, context: Context) -> None:
    practices.choose(context.book, "p03")
    guide.update_shown()
    row = guide.home.findChildren(RowButton, "practice-p03")[-1]
    assert row.caption.text() == "Choisie, suivie depuis le 22\u00a0novembre 2026"
    assert "Choisie" in row.accessibleName()
    practices.release(context.book, "p03")
    guide.update_shown()
    assert not guide.home.findChildren(RowButton, "practice-p03")[-1].caption.isVisible()


def test_typing_searches_and_enter_opens_the_first(guide: GuidePage, trail: Trail, qtbot: QtBot) -> None:
    qtbot.keyClicks(guide.field.edit, "DELEGATION signature")
    first = found(guide)[0]
    assert not guide.home.isVisible()
    marked = {fold(text) for text, is_found in first.pieces if is_found}
    assert marked == {"delegation", "signature"}
    assert "délégations et les signatures" in first.accessibleName()
    assert "passages" in guide.count.text()
    qtbot.keyClick(guide.field.edit, Qt.Key.Key_Return)
    target, arguments = trail.steps[0]
    assert target == "practice"
    assert arguments["practice_id"] == "p03"
    assert unnamed(guide) == []


def test_every_key_answers_at_once_with_the_whole(guide: GuidePage, qtbot: QtBot) -> None:
    seen = []
    for letter in "detr":
        qtbot.keyClicks(guide.field.edit, letter)
        seen.append(len(guide.results.passages))
    assert seen == sorted(seen, reverse=True) or seen[0] < seen[1], seen
    assert found(guide)[0].heading.startswith("Glossaire")


def test_arrows_go_down_and_up_again_and_enter_opens_with_the_words(
    guide: GuidePage, trail: Trail, qtbot: QtBot
) -> None:
    qtbot.waitUntil(guide.isActiveWindow)
    qtbot.keyClicks(guide.field.edit, "conseil")
    qtbot.keyClick(guide.field.edit, Qt.Key.Key_Down)
    shown = found(guide)
    assert guide.focusWidget() is shown[0]
    qtbot.keyClick(shown[0], Qt.Key.Key_Down)
    assert guide.focusWidget() is shown[1]
    qtbot.keyClick(shown[1], Qt.Key.Key_Return)
    assert trail.steps[0][1]["words"] == "conseil"
    assert trail.steps[0][1]["anchor"]
    qtbot.keyClick(shown[1], Qt.Key.Key_Up)
    qtbot.keyClick(shown[0], Qt.Key.Key_Up)
    assert guide.focusWidget() is guide.field.edit


def test_escape_empties_then_leaves(guide: GuidePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(guide.isActiveWindow)
    guide.field.edit.setFocus()
    qtbot.keyClicks(guide.field.edit, "conseil")
    qtbot.keyClick(guide.field.edit, Qt.Key.Key_Down)
    qtbot.keyClick(found(guide)[0], Qt.Key.Key_Escape)
    assert guide.field.text() == ""
    assert guide.focusWidget() is guide.field.edit
    assert guide.home.isVisible()
    qtbot.keyClick(guide.field.edit, Qt.Key.Key_Escape)
    assert guide.focusWidget() is guide
    qtbot.keyClick(guide, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert guide.focusWidget() is guide.field.edit


def test_more_is_shown_on_demand_and_the_keyboard_goes_there(guide: GuidePage, qtbot: QtBot) -> None:
    guide.field.set_text("maire")
    before = found(guide)
    assert len(before) == 8
    guide.found.more.click()
    after = found(guide)
    assert len(after) > len(before)
    assert guide.focusWidget() is after[8]
    tops = [row.y() for row in after]
    assert tops == sorted(tops)
    assert all(upper.geometry().bottom() < lower.y() for upper, lower in pairwise(after))
    guide.field.set_text("maire adjoint")
    assert len(found(guide)) <= 8


def test_tab_walks_the_passages_as_they_are_read(guide: GuidePage, qtbot: QtBot) -> None:
    guide.field.set_text("maire")
    for most in (FIRST, FIRST + MORE):
        wanted = [row.objectName() for row in guide.found.rows]
        assert len(wanted) == most
        guide.found.rows[0].setFocus()
        met = []
        for _ in wanted:
            focused = guide.focusWidget()
            met.append(focused.objectName())
            qtbot.keyClick(focused, Qt.Key.Key_Tab)
        assert met == wanted
        assert guide.focusWidget() is guide.found.more
        guide.found.more.click()


def test_the_lead_says_how_many_practices_there_are() -> None:
    assert lead(10).startswith("Dix pratiques")
    assert lead(9).startswith("9 pratiques")
    assert lead(1).startswith("Une pratique pour travailler à deux.")


def test_a_search_without_result_says_so_and_emptying_brings_the_list_back(guide: GuidePage) -> None:
    guide.field.set_text("xylophone")
    assert found(guide) == []
    assert guide.count.text() == NOTHING
    button(guide, "Effacer la recherche").click()
    assert len(rows(guide)) == 21


def test_the_index_is_gathered_while_nobody_types(guide: GuidePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: guide.gathering.is_ready)
    ready = guide.gathering.index()
    guide.field.set_text("conseil")
    guide.leave()
    guide.enter()
    assert guide.gathering.index() is ready


def test_the_first_key_does_not_wait_for_the_gathering(context: Context, qtbot: QtBot) -> None:
    page = GuidePage(context)
    qtbot.addWidget(page)
    page.enter(search="delegation")
    assert page.results.passages


@pytest.mark.parametrize("words", ["délégation", "L2122-18", "convocation séance", "comptable"])
def test_a_passage_opens_where_it_is_and_is_marked(window: Window, qtbot: QtBot, words: str) -> None:
    window.go("guide", search=words)
    page = window.page
    assert isinstance(page, GuidePage)
    for place, passage in enumerate(page.results.passages[:8]):
        window.go("guide", search=words)
        QApplication.processEvents()
        assert isinstance(window.page, GuidePage)
        found(window.page)[place].click()
        QApplication.processEvents()
        assert window.page.name == passage.target
        if passage.anchor and passage.target in {"practice", "guide_page"}:
            label = window.focusWidget()
            assert isinstance(label, Text)
            around = label.parentWidget()
            assert around is not None
            assert f"anchor-{passage.anchor}" in {label.objectName(), around.objectName()}
            texts = [label, *around.findChildren(Text)]
            assert any("text-decoration:underline" in text.property("text") for text in texts)
            top = label.mapTo(window.page.scroller.viewport(), label.rect().topLeft()).y()
            assert 0 <= top < window.page.scroller.viewport().height()


def test_the_booklet_is_written_where_one_wants_it(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, opened = tmp_path / "livret", list[QUrl]()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", _kept(opened))
    window.go("guide")
    written = tmp_path / "livret.pdf"

    def keep(dialog: PagesDialog) -> None:
        dialog.save_button.click()
        assert "Le document est enregistré" in words_of(dialog)
        button(dialog, "Ouvrir le fichier").click()

    assert looking(button(window.page, "Imprimer le livret…").click, keep)
    assert len(PdfReader(written).pages) > 12
    assert opened == [QUrl.fromLocalFile(str(written))]


def _kept(opened: list[QUrl]) -> Callable[[QUrl], bool]:
    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    return open_url


def test_another_guide_is_listed_searched_and_read_at_once(
    window: Window, notebook: Notebook, tmp_path: Path
) -> None:
    notebook.env = replace(notebook.env, content=ShippedContent(paths.resources(), tmp_path / "guide"))
    window.go("guide", search="se retrouver entre communes")
    page = window.page
    assert isinstance(page, GuidePage)
    assert found(page) == []
    received = tmp_path / "cdg00.guide"
    received.write_bytes(packs_made.pack())
    window.runner.do(lambda: packs.use(notebook, packs.offered(notebook, received)))
    page.field.set_text("")
    assert rows(page)[:4] == [f"practice-{key}" for key in ("p01", "p02", "c00p01", "p05")]
    assert "4 pratiques" in page.home.lead.text()
    assert "page-reseau" in rows(page)
    page.field.set_text("se retrouver entre communes")
    found(page)[0].click()
    assert window.page.title() == "3. Se retrouver entre communes" or "Se retrouver" in window.page.title()
    window.go("practice", practice_id="p02")
    assert window.page.title() == "2. Dire qui fait quoi"
    window.runner.do(lambda: packs.give_back(notebook))
    assert window.page.title() == "2. Clarifier les rôles"
    window.go("guide")
    assert isinstance(window.page, GuidePage)
    assert len(rows(window.page)) == 21
