"""Words that could not be written: never lost in silence, tried again, asked about before they go."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.people import Seat
from desk.core.rounds import SheetContent
from desk.data.store import connect
from desk.exchange.child import Child
from desk.notebook import rounds, sheets
from desk.notebook.book import Environment, Notebook
from desk.ui import theme
from desk.ui.dialogs.code import CodeDialog
from desk.ui.dialogs.unsaved import UnsavedDialog
from desk.ui.pages.meeting_item import ItemDetail
from desk.ui.pages.sheet import SheetPage
from desk.ui.unsaved_band import UnsavedBand
from desk.ui.widgets.autosave import RETRY_MS
from desk.ui.widgets.text_fields import TextArea
from tests.ui.accessible import unnamed
from tests.ui.dialog_driver import accept, button, in_dialog, words_of
from tests.ui.pages.at_work import AtWork, first_subject, plain
from tests.ui.pages.conftest import CODES, put_code, session_of

WORDS = "Mme Fabre rappelle l’école lundi."


@pytest.fixture
def clock(today: date) -> list[datetime]:
    """What time it is: its only item."""
    return [datetime.combine(today, time(14, 32))]


@pytest.fixture
def notebook(
    make_env: Callable[[], Environment], clock: list[datetime], notebook: Notebook
) -> Iterator[Notebook]:
    notebook.env = replace(make_env(), clock=lambda: clock[0], new_id=notebook.env.new_id)
    yield notebook
    allow(notebook)


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Child, qtbot: QtBot) -> Iterator[AtWork]:
    made = AtWork(notebook, child, qtbot)
    yield made
    allow(notebook)


@pytest.fixture
def detail(work: AtWork, notebook: Notebook) -> ItemDetail:
    """The notes of a point's first subject."""
    return first_subject(work, notebook)


def is_filling(page: SheetPage) -> bool:
    return page.filling is not None


def refuse(book: Notebook) -> None:
    """SQLite itself takes no more writing on this connection."""
    book.store.connection.execute("PRAGMA query_only=ON")


def allow(book: Notebook) -> None:
    book.store.connection.execute("PRAGMA query_only=OFF")


def band(work: AtWork) -> UnsavedBand:
    return work.window.findChildren(UnsavedBand)[-1]


def notes_in(book: Notebook) -> list[str]:
    return [row["notes"] for row in book.store.rows("agenda_item") if row["notes"]]


def test_a_refused_text_is_told_at_once_stays_and_is_written_when_it_can(
    work: AtWork, notebook: Notebook, detail: ItemDetail, clock: list[datetime], qtbot: QtBot
) -> None:
    refuse(notebook)
    work.type(detail.notes.edit, WORDS)
    qtbot.waitUntil(lambda: band(work).isVisible(), timeout=2000)
    assert work.sees("Non enregistré depuis 14:32 : le carnet, ou son dossier, est protégé", band(work))
    assert work.sees("réessaie de lui-même", band(work))
    assert unnamed(band(work)) == []
    assert detail.notes.text() == WORDS
    work.click("Copier le texte", band(work))
    assert WORDS in QGuiApplication.clipboard().text()
    clock[0] += timedelta(minutes=8)
    work.type(detail.notes.edit, " Et la cantine ?")
    assert work.sees("Non enregistré depuis 14:32", band(work)), "since the first refusal"
    allow(notebook)
    qtbot.waitUntil(lambda: not band(work).isVisible(), timeout=RETRY_MS * 3)
    assert notes_in(notebook) == [f"{WORDS} Et la cantine ?"]
    assert plain(work.said) == "Enregistré à 14:40."


def test_a_full_disk_says_so_and_the_button_tries_at_once(
    work: AtWork, notebook: Notebook, detail: ItemDetail
) -> None:
    pages = notebook.store.connection.execute("PRAGMA page_count").fetchone()[0]
    notebook.store.connection.execute(f"PRAGMA max_page_count={pages}")
    text = "Une phrase entière. " * 2000
    detail.notes.edit.insertPlainText(text)
    detail.flush()
    assert work.sees("le disque est plein", band(work))
    work.click("Réessayer", band(work))
    assert band(work).isVisible()
    notebook.store.connection.execute("PRAGMA max_page_count=1000000")
    work.click("Réessayer", band(work))
    assert not band(work).isVisible()
    assert notes_in(notebook) == [text.strip()]


def test_leaving_asks_first_and_staying_keeps_all(
    work: AtWork, notebook: Notebook, detail: ItemDetail
) -> None:
    refuse(notebook)
    work.type(detail.notes.edit, WORDS)
    said: list[str] = []

    def stay(dialog: UnsavedDialog) -> None:
        said.append(words_of(dialog))
        said.extend(area.edit.toPlainText() for area in dialog.findChildren(TextArea))
        assert unnamed(dialog) == []
        work.key(dialog, Qt.Key.Key_Escape)

    met = in_dialog(UnsavedDialog, stay)
    work.window.go("guide")
    assert met == ["Ce texte n’est pas enregistré"]
    assert work.page.name == "meeting"
    assert work.window.navigation.buttons["meetings"].isChecked()
    assert "protégé en écriture" in said[0]
    assert detail.notes.text() == WORDS
    allow(notebook)
    work.window.go("guide")
    assert work.page.name == "guide"
    assert notes_in(notebook) == [WORDS]


def test_the_dialog_can_copy_try_again_and_let_go(
    work: AtWork, notebook: Notebook, detail: ItemDetail
) -> None:
    refuse(notebook)
    work.type(detail.notes.edit, WORDS)

    def try_again(dialog: UnsavedDialog) -> None:
        button(dialog, "Copier le texte").click()
        allow(notebook)
        accept(dialog)

    seen = in_dialog(UnsavedDialog, try_again)
    work.window.go("guide")
    assert seen == ["Ce texte n’est pas enregistré"]
    assert QGuiApplication.clipboard().text().endswith(WORDS)
    assert work.page.name == "guide"
    assert notes_in(notebook) == [WORDS]


def test_closing_the_window_asks_and_can_let_the_words_go(
    work: AtWork, notebook: Notebook, detail: ItemDetail
) -> None:
    refuse(notebook)
    work.type(detail.notes.edit, WORDS)
    in_dialog(UnsavedDialog, lambda dialog: dialog.reject())
    assert not work.window.close()
    assert work.window.isVisible()
    in_dialog(UnsavedDialog, lambda dialog: button(dialog, "Fermer sans enregistrer").click())
    assert work.window.close()
    allow(notebook)
    assert notes_in(notebook) == []


def test_a_line_begun_is_asked_about_when_the_window_goes(
    work: AtWork, notebook: Notebook, detail: ItemDetail
) -> None:
    assert detail.quick is not None
    refuse(notebook)
    work.type(detail.quick.field.edit, "Rappeler le CDG")
    seen = in_dialog(UnsavedDialog, lambda dialog: dialog.reject())
    assert not work.window.close()
    assert seen
    assert detail.quick.field.text() == "Rappeler le CDG"
    allow(notebook)
    assert work.window.close()
    assert notes_in(notebook) == ["Rappeler le CDG"]


def test_another_look_does_not_throw_the_words_away(
    work: AtWork, notebook: Notebook, detail: ItemDetail
) -> None:
    refuse(notebook)
    work.type(detail.notes.edit, WORDS)
    in_dialog(UnsavedDialog, lambda dialog: dialog.reject())
    work.window.set_scale(2.0)
    assert theme.scale() == 1.0
    assert detail.notes.text() == WORDS
    allow(notebook)


def test_a_click_that_was_refused_is_to_be_done_again(work: AtWork, notebook: Notebook) -> None:
    page = work.go("practice", practice_id="p02")
    refuse(notebook)
    work.click("Choisir cette pratique", page)
    assert work.sees("Non enregistré depuis 14:32", band(work))
    allow(notebook)
    work.click("Réessayer", band(work))
    assert not band(work).isVisible()
    assert "Refaites ce que vous veniez de faire" in work.said
    assert notebook.store.rows("chosen_practice") == []


def test_a_note_hidden_before_it_could_be_written_waits_for_its_owner(
    work: AtWork, notebook: Notebook
) -> None:
    round_id = rounds.start(notebook, ["p01", "p02"]).id
    put_code(notebook, Seat.ELU)
    page = work.go("sheet", seat="elu")
    assert isinstance(page, SheetPage)
    give_code(work, "Oui, ouvrir ma feuille")
    work.click("Commencer")
    assert page.filling is not None
    place = page.filling.current
    refuse(notebook)
    work.type(page.filling.note.text.edit, WORDS)
    page.hide_sheet()
    assert not is_filling(page)
    assert WORDS not in " ".join(work.words(work.window))
    assert WORDS not in work.window.unsaved.words()
    seen: list[str] = []
    in_dialog(UnsavedDialog, lambda dialog: seen.append(words_of(dialog)))
    assert not work.window.close()
    assert "note privée, masquée" in seen[0]
    allow(notebook)
    work.window.go("guide")
    assert work.page.name == "guide", "a page that waits for its owner is kept, not asked about"
    assert work.go("sheet", seat="elu") is page
    give_code(work, "Oui, ouvrir ma feuille")
    work.click("Commencer")  # nothing of it had been written yet
    assert page.filling is not None
    assert page.filling.note.text.text() == WORDS
    page.filling.note.flush()
    assert note_of(notebook, round_id).notes == {place: WORDS}
    assert not page.held_back


def give_code(work: AtWork, opener: str) -> None:
    def type_code(dialog: CodeDialog) -> None:
        dialog.field.edit.setText(CODES[Seat.ELU])
        accept(dialog)

    in_dialog(CodeDialog, type_code)
    work.click(opener)


def note_of(book: Notebook, round_id: str) -> SheetContent:
    return sheets.read(book, session_of(book, Seat.ELU, CODES[Seat.ELU]), round_id)


def test_a_carnet_taken_away_is_put_back_with_what_was_typed(
    work: AtWork, notebook: Notebook, detail: ItemDetail
) -> None:
    notebook.path.rename(notebook.path.with_name("égaré.binome"))
    work.type(detail.notes.edit, WORDS)
    detail.flush()
    assert work.sees("n’est plus à sa place", band(work))
    work.click("Remettre le carnet à sa place", band(work))
    assert not band(work).isVisible()
    assert work.said.startswith("Carnet remis à sa place")
    assert work.settings.get("recent") == str(notebook.path)
    assert notes_in(notebook) == [WORDS]
    beside = connect(notebook.path, read_only=True)
    assert [row["notes"] for row in beside.rows("agenda_item") if row["notes"]] == [WORDS]
    beside.close()


def test_at_every_size_it_stands_without_hiding_the_field(
    work: AtWork, notebook: Notebook, detail: ItemDetail
) -> None:
    notebook.path.rename(notebook.path.with_name("égaré.binome"))
    work.type(detail.notes.edit, WORDS)
    detail.flush()
    for size in ((1280, 680), (910, 470), (480, 360)):
        work.window.resize(*size)
        QApplication.processEvents()
        shown = band(work)
        for part in (shown.retry, shown.copy, shown.put, shown.what):
            assert shown.rect().contains(part.geometry().topLeft()), size
        assert shown.height() <= size[1] * 0.8, size
    work.window.unsaved.put_back()
