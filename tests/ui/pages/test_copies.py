"""« Copies de sûreté »: made, tried, brought elsewhere, gone back to; and the one line of « Aujourd’hui »."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk.core.errors import UserError
from desk.core.meetings import MeetingKind
from desk.notebook import meetings, opening, safety
from desk.notebook.book import Notebook
from desk.notebook.offers import Offer
from desk.ui import theme
from desk.ui.context import Documents
from desk.ui.dialogs.restore_copy import RestoreDialog
from desk.ui.dialogs.second_place import SecondPlaceDialog
from desk.ui.widgets.buttons import PrimaryButton
from desk.ui.widgets.dialog import Dialog
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork
from tests.ui.pages.names import alike

DAY = date(2026, 11, 22)


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "clé"
    made.mkdir()
    return made


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """What the system's question about a folder answers; it is not ours, and a test cannot click in it."""

    def answer(folder: Path | None) -> None:
        given = str(folder) if folder else ""
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: given)

    return answer


def at(book: Notebook, hour: int, minute: int) -> None:
    """Let the clock of this carnet say that hour."""
    book.env = replace(book.env, clock=lambda: datetime.combine(DAY, time(hour, minute)))


def hold_point(book: Notebook) -> None:
    meetings.close(book, meetings.plan(book, MeetingKind.WEEKLY, date(2026, 11, 20)).id)


def test_the_last_copy_and_the_list_are_told(work: AtWork) -> None:
    page = work.go("copies")
    assert work.sees("Copie vérifiée aujourd’hui à 14:32.")
    assert work.sees("Pas encore essayée pour de bon")
    assert work.sees("22 novembre 2026 à 14:32 · Valmont · 0 point")
    assert work.sees("sur ce poste")
    assert work.sees("une par jour sur 7 jours")
    assert unnamed(page) == []
    assert alike(page) == []
    primary = [each for each in page.findChildren(PrimaryButton) if each.isVisible()]
    assert [each.text() for each in primary] == ["Faire une copie maintenant"]


def test_a_copy_now_by_the_keyboard_then_tried(work: AtWork, notebook: Notebook) -> None:
    work.go("copies")
    at(notebook, 15, 10)
    button = work.button("Faire une copie maintenant")
    button.setFocus()
    work.key(button, Qt.Key.Key_Return)
    assert work.sees("Copie vérifiée aujourd’hui à 15:10.")
    assert work.sees("22 novembre 2026 à 15:10 · Valmont")
    assert work.window.focusWidget() is button
    assert "Copie faite et vérifiée" in work.said
    work.click("L’essayer maintenant")
    assert work.sees("Dernier essai pour de bon aujourd’hui")


def test_a_copy_that_fails_is_told_and_stays_told(work: AtWork, notebook: Notebook) -> None:
    work.go("copies")
    shutil.rmtree(notebook.copies_folder)
    notebook.copies_folder.write_text("un fichier à la place du dossier")
    work.click("Faire une copie maintenant")
    assert work.said
    notebook.copies_folder.unlink()
    notebook.copy_problem = UserError("Le disque des copies est plein.", "Libérez de la place.")
    work.go("today")
    work.click("La dernière copie de sûreté n’a pas pu être faite : voir pourquoi")
    assert work.page.name == "copies"
    assert work.sees("Le disque des copies est plein. Libérez de la place.")
    assert work.sees("Il n’y en a pas encore")


def test_a_second_place_is_chosen_used_absent_and_left(
    work: AtWork, notebook: Notebook, stick: Path, choose: Callable[[Path | None], None]
) -> None:
    work.go("copies")
    choose(stick)
    told: list[str] = []

    def agree(dialog: Dialog) -> None:
        assert isinstance(dialog, SecondPlaceDialog)
        told.extend(work.words(dialog))
        work.press(dialog)

    work.answering(agree, lambda: work.click("Choisir un endroit…"))
    said = " ".join(told)
    assert "Gardez cette clé comme le carnet lui-même" in said
    assert "c’est un choix à faire tous les deux" in said
    assert safety.state(notebook).second == stick
    assert work.sees("Cet endroit est là")
    assert work.sees("La dernière copie y a été faite aujourd’hui à 14:32.")
    assert list(stick.rglob("*.binome"))
    stick.rename(stick.with_name("poche"))
    work.go("today")
    work.go("copies")
    assert work.sees("Cet endroit n’est pas là en ce moment")
    work.click("Ne plus s’en servir")
    assert safety.state(notebook).second is None
    assert work.sees("Choisir un endroit…")
    assert list(stick.with_name("poche").rglob("*.binome"))


def test_enter_refuses_a_second_place(
    work: AtWork, notebook: Notebook, stick: Path, choose: Callable[[Path | None], None]
) -> None:
    work.go("copies")
    choose(stick)
    work.answering(
        lambda dialog: work.key(dialog, Qt.Key.Key_Return), lambda: work.click("Choisir un endroit…")
    )
    assert safety.state(notebook).second is None
    assert list(stick.iterdir()) == []


def test_the_copies_themselves_are_no_second_place(
    work: AtWork, notebook: Notebook, choose: Callable[[Path | None], None]
) -> None:
    work.go("copies")
    choose(notebook.copies_folder)
    work.answering(work.press, lambda: work.click("Choisir un endroit…"))
    assert safety.state(notebook).second is None
    assert work.said


def test_going_back_says_what_is_lost_and_kept_and_enter_refuses(work: AtWork, notebook: Notebook) -> None:
    wanted: list[Offer] = []
    work.window.restore_requested.connect(wanted.append)
    safety.note_erasing(notebook)
    at(notebook, 15, 10)
    safety.copy_now(notebook)
    safety.note_erasing(notebook)
    work.go("copies")
    name = "Revenir à cette copie : 22 novembre 2026 à 14:32 · Valmont · 0 point, sur ce poste"
    told: list[str] = []

    def refuse(dialog: Dialog) -> None:
        assert isinstance(dialog, RestoreDialog)
        told.extend(work.words(dialog))
        work.key(dialog, Qt.Key.Key_Return)

    work.answering(refuse, lambda: work.click(name))
    said = " ".join(told)
    assert "Revenir à la copie d’aujourd’hui à 14:32 ?" in said
    assert "Ce qui a été écrit dans le carnet après cette copie ne s’y trouvera plus" in said
    assert "« valmont (avant retour du …) »" in said
    assert "Elle contient encore ce qui a été retiré pour de bon le 22 novembre 2026." in said
    assert wanted == []
    work.answering(work.press, lambda: work.click(name))
    assert [each.copy.made_at for each in wanted] == [datetime.combine(DAY, time(14, 32))]


def test_a_page_left_at_once_reads_nothing_more(
    look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot
) -> None:
    read = opening.open_notebook(notebook.path, notebook.env, read_only=True)
    work = AtWork(read, child, qtbot)
    work.window.go("copies")
    work.window.close()
    opening.close(read)
    with qtbot.captureExceptions() as caught:
        qtbot.wait(20)
    assert caught == []


def test_older_copies_come_at_a_click(work: AtWork, notebook: Notebook) -> None:
    source = next(notebook.copies_folder.glob("*.binome"))
    for day in range(1, 13):
        shutil.copyfile(source, source.with_name(f"2026-10-{day:02}_090000.binome"))
    work.go("copies")
    assert not work.sees("1er octobre 2026")
    work.click("Voir 5 copies plus anciennes")
    assert work.sees("1er octobre 2026 à 09:00")
    assert not any("plus anciennes" in words for words in work.words())


def test_a_carnet_only_read_offers_no_change(
    look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot
) -> None:
    read = opening.open_notebook(notebook.path, notebook.env, read_only=True)
    work = AtWork(read, child, qtbot)
    work.go("copies")
    assert work.sees("ses copies se font là où il est ouvert pour écrire")
    assert work.sees("22 novembre 2026 à 14:32 · Valmont")
    for words in ("Faire une copie maintenant", "L’essayer maintenant", "Choisir un endroit…"):
        assert words not in work.words()
    assert not any("Revenir à cette copie" in words for words in work.words())
    opening.close(read)


def test_a_second_place_is_proposed_once_after_the_first_point(work: AtWork, notebook: Notebook) -> None:
    work.go("today")
    assert not work.sees("Garder une copie ailleurs ?")
    hold_point(notebook)
    work.go("today")
    assert work.sees("Garder une copie ailleurs ?")
    work.click("Non merci")
    assert not work.sees("Garder une copie ailleurs ?")
    work.go("guide")
    work.go("today")
    assert not work.sees("Garder une copie ailleurs ?")


def test_the_place_proposed_can_be_chosen_at_once(
    work: AtWork, notebook: Notebook, stick: Path, choose: Callable[[Path | None], None]
) -> None:
    hold_point(notebook)
    work.go("today")
    choose(None)
    work.click("Choisir un endroit…")
    assert work.sees("Garder une copie ailleurs ?")
    choose(stick)
    work.answering(work.press, lambda: work.click("Choisir un endroit…"))
    assert safety.state(notebook).second == stick
    assert not work.sees("Garder une copie ailleurs ?")


def test_the_same_disk_is_said_not_forbidden(
    work: AtWork, notebook: Notebook, stick: Path, choose: Callable[[Path | None], None]
) -> None:
    assert os.stat(stick).st_dev == os.stat(notebook.copies_folder).st_dev  # noqa: PTH116 - both at once
    work.go("copies")
    choose(stick)
    told: list[str] = []
    work.answering(lambda dialog: told.extend(work.words(dialog)), lambda: work.click("Choisir un endroit…"))
    assert any("sur le même disque" in words for words in told)


@pytest.mark.parametrize(("size", "scale"), [((910, 470), 1.0), ((1280, 680), 2.0)])
def test_the_page_stands_small_and_large(work: AtWork, size: tuple[int, int], scale: float) -> None:
    work.window.set_scale(scale)
    work.window.resize(*size)
    page = work.go("copies")
    QApplication.processEvents()
    assert page.scroller.horizontalScrollBar().maximum() == 0
    work.window.set_scale(1.0)
    theme.apply(QApplication.instance(), "light", 1.0)  # type: ignore[arg-type]
