import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.guide import Scale
from desk.core.wording import typographic
from desk.notebook import agenda, people, practices
from desk.ui.context import Context
from desk.ui.pages.guide import GuidePage
from desk.ui.pages.practice import SCALE_TAGS, FreePage, PracticePage
from desk.ui.widgets.buttons import Button, RowButton
from desk.ui.widgets.text import Heading, Tag, Text
from tests.ui.accessible import unnamed
from tests.ui.conftest import Trail


@pytest.fixture
def guide(context: Context, qtbot: QtBot) -> GuidePage:
    page = GuidePage(context)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.enter()
    return page


@pytest.fixture
def practice(context: Context, qtbot: QtBot) -> PracticePage:
    page = PracticePage(context)
    qtbot.addWidget(page)
    page.resize(1000, 500)
    page.show()
    page.enter(practice_id="p02")
    return page


def rows(page: GuidePage) -> list[RowButton]:
    QApplication.processEvents()
    return [row for row in page.findChildren(RowButton) if row.isVisible()]


def test_the_ten_practices_and_the_free_pages_are_listed(guide: GuidePage, trail: Trail) -> None:
    names = [row.objectName() for row in rows(guide)]
    assert [name for name in names if name.startswith("practice-")] == [
        f"practice-p{n:02}" for n in range(1, 11)
    ]
    assert {"page-quand-ne-pas", "page-droit-et-donnees", "page-origine"} <= set(names)
    rows(guide)[1].click()
    assert trail.steps == [("practice", {"practice_id": "p02"})]
    assert unnamed(guide) == []


def test_typing_searches_and_enter_opens_the_first(guide: GuidePage, trail: Trail, qtbot: QtBot) -> None:
    qtbot.keyClicks(guide.field.edit, "DELEGATION de signature")
    found = rows(guide)
    assert found
    assert all(row.objectName().startswith("hit-") for row in found)
    assert "font-weight:600" in found[0].caption.text()
    assert "trouvé" in guide.count.text()
    qtbot.keyClick(guide.field.edit, Qt.Key.Key_Return)
    target, arguments = trail.steps[0]
    assert target == "practice"
    assert arguments["practice_id"] == "p03"


def test_a_search_without_result_says_so_and_emptying_brings_the_list_back(guide: GuidePage) -> None:
    guide.field.set_text("xylophone")
    assert rows(guide) == []
    assert guide.count.text().startswith("Rien")
    guide.field.set_text("")
    assert len(rows(guide)) == 13


def test_a_chosen_practice_says_so(guide: GuidePage, context: Context) -> None:
    practices.choose(context.book, "p03")
    guide.update_shown()
    row = next(row for row in rows(guide) if row.objectName() == "practice-p03")
    assert row.caption.text().startswith("Choisie")


def test_a_practice_shows_all_of_it(practice: PracticePage, context: Context) -> None:
    whole = context.book.guide.practice("p02")
    headings = [heading.text() for heading in practice.findChildren(Heading)]
    assert headings[0] == "2. Clarifier les rôles"
    assert "Ce que peut faire la secrétaire générale de mairie" in headings
    assert {"Pourquoi", "Repères", "Les énoncés des regards croisés"} <= set(headings)
    texts = {label.text() for label in practice.findChildren(Text)}
    for fact in whole.facts:
        assert typographic(fact.text) in texts
        assert any(fact.reference in text and "à jour au" in text for text in texts)
    assert "Un arrêté ou un contrat nomme la secrétaire générale de mairie dans cette fonction." in texts
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


def test_an_anchor_is_scrolled_to(practice: PracticePage, look: QApplication, qtbot: QtBot) -> None:
    practice.enter(practice_id="p02", anchor="pieges")
    bar = practice.scroller.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    assert look is not None


def test_neighbours_lead_on(practice: PracticePage, trail: Trail) -> None:
    words = {button.text(): button for button in practice.findChildren(Button)}
    words["Suivante\u00a0: Délégations et signatures"].click()
    words["Précédente\u00a0: Tenir un rendez-vous régulier"].click()
    assert trail.steps == [("practice", {"practice_id": "p03"}), ("practice", {"practice_id": "p01"})]


def test_a_free_page_reads_and_leads_back(context: Context, qtbot: QtBot, trail: Trail) -> None:
    page = FreePage(context)
    qtbot.addWidget(page)
    page.enter(page_id="origine")
    assert page.title() == "D’où vient ce guide"
    assert len(page.findChildren(Text)) > 5
    assert unnamed(page) == []
    assert people.pair(context.book).elu.name == "Rey"
    assert trail.steps == []
