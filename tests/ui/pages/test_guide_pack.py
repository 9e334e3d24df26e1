"""« Guide de votre CDG » in the real window: a pack is told, used, read, taken back; a bad one is refused."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk import paths
from desk.data.shipped import ShippedContent
from desk.exchange.child import Child
from desk.notebook import practices
from desk.notebook.book import Notebook
from desk.ui.dialogs.guide_pack import MOST_PAGES, PackDialog
from desk.ui.dialogs.reading import ReadingDialog
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.pdf_preview import PdfPreview
from tests import packs
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork, plain

NAME = "Centre de gestion de l’exemple"
ADD, BACK = "Ajouter le guide de mon CDG…", "Revenir au guide d’origine"


@pytest.fixture
def work(
    look: QApplication, notebook: Notebook, child: Child, tmp_path: Path, qtbot: QtBot
) -> Iterator[AtWork]:
    """The window on a profile of its own, at the page."""
    content = ShippedContent(paths.resources(), tmp_path / "profil" / "guide")
    notebook.env = replace(notebook.env, content=content)
    made = AtWork(notebook, child, qtbot)
    made.go("guide_pack")
    yield made
    made.window.close()


def choosing(monkeypatch: pytest.MonkeyPatch, path: Path, content: bytes) -> None:
    """The system's own dialog answers a file of that content."""
    path.write_bytes(content)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))


def add(work: AtWork, monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    """Choose the tests' pack and use it; what the dialog said."""
    said: list[str] = []
    choosing(monkeypatch, path, packs.pack())

    def use(dialog: Dialog) -> None:
        assert isinstance(dialog, PackDialog)
        said.extend(work.words(dialog))
        work.press(dialog)

    work.answering(use, lambda: work.click(ADD))
    QApplication.processEvents()
    return said


def test_without_a_pack_it_says_which_guide_is_in_use(work: AtWork) -> None:
    assert work.page.title() == "Guide de votre CDG"
    assert work.sees("Le guide d’origine, livré avec Binôme. Édition 2026.11")
    assert unnamed(work.page) == []
    assert BACK not in work.words()
    work.click("Tout le guide")
    assert work.page.name == "guide"


def test_what_it_brings_is_read_then_it_is_used_everywhere_at_once(
    work: AtWork, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    work.go("guide")
    work.go("practice", practice_id="p02")
    work.go("guide_pack")
    told = add(work, monkeypatch, tmp_path / "cdg00.guide")
    for words in (NAME, "2027.1, du 11 janvier 2027", "Dire qui fait quoi", "Se retrouver entre communes"):
        assert words in told
    assert any("gardent les mots" in words for words in told)
    assert work.page.name == "guide_pack"
    assert plain(work.said) == f"Guide en usage : {NAME}."
    for words in (NAME, "Regards croisés, printemps 2027", "30 juin 2027", "bilans@exemple.invalid"):
        assert words in work.words()
    assert unnamed(work.page) == []
    work.go("practice", practice_id="p02")
    assert work.sees("Dire qui fait quoi")
    assert work.sees(packs.NEW_WORDING)
    work.go("guide")
    assert work.sees("3. Se retrouver")
    assert not work.sees("Parler des désaccords")
    work.go("practice", practice_id="c00p01")
    assert work.sees("Deux communes voisines rencontrent les mêmes questions.")


@pytest.mark.parametrize(("scale", "size"), [(1.0, (910, 470)), (2.0, (910, 470))])
def test_it_stands_at_any_size(
    work: AtWork,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    scale: float,
    size: tuple[int, int],
) -> None:
    work.window.set_scale(scale)
    work.window.resize(*size)
    add(work, monkeypatch, tmp_path / "cdg00.guide")
    scroller = work.page.scroller
    assert scroller.inside.minimumSizeHint().width() <= scroller.viewport().width()


def test_it_can_be_left_alone_after_reading(
    work: AtWork, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choosing(monkeypatch, tmp_path / "cdg00.guide", packs.pack())
    work.answering(lambda dialog: dialog.reject(), lambda: work.click(ADD))
    assert work.sees("Le guide d’origine")
    assert not (tmp_path / "profil").exists()


def test_a_bad_one_is_refused_with_its_reason(
    work: AtWork, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add(work, monkeypatch, tmp_path / "bon.guide")
    hostile = packs.archive({**packs.files(), "../../x.md": b"x"})
    choosing(monkeypatch, tmp_path / "mauvais.guide", hostile)
    work.click(ADD)
    assert "veut sortir de son dossier" in work.said
    assert "le guide en usage reste le même" in plain(work.said)
    assert NAME in work.words()


def test_the_programs_own_guide_comes_back(
    work: AtWork, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add(work, monkeypatch, tmp_path / "cdg00.guide")
    work.answering(lambda dialog: dialog.reject(), lambda: work.click(BACK))
    assert NAME in work.words()
    work.answering(work.press, lambda: work.click(BACK))
    QApplication.processEvents()
    assert work.sees("Le guide d’origine")
    assert plain(work.said) == "Guide d’origine de nouveau en usage."
    work.go("guide")
    assert work.sees("10. ")
    assert list((tmp_path / "profil" / "guide").iterdir()) == []


def test_the_official_pdf_is_read_inside_the_program(
    work: AtWork, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add(work, monkeypatch, tmp_path / "cdg00.guide")
    counts: list[int] = []

    def look(dialog: Dialog) -> None:
        counts.extend(len(preview.pages) for preview in dialog.findChildren(PdfPreview))
        work.press(dialog)

    work.answering(look, lambda: work.click("Ouvrir le guide PDF de votre CDG"))
    assert counts == [2]
    target = tmp_path / "copie.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target.with_suffix("")), ""))
    work.click("Enregistrer ce PDF…")
    assert target.read_bytes() == packs.pdf()
    assert "enregistré" in work.said


def test_a_pdf_of_hundreds_of_pages_is_left_to_a_reader(
    work: AtWork, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choosing(
        monkeypatch,
        tmp_path / "long.guide",
        packs.archive(packs.sealed({**packs.files(), "officiel.pdf": packs.pdf(MOST_PAGES + 1)})),
    )
    work.answering(work.press, lambda: work.click(ADD))
    QApplication.processEvents()
    said: list[str] = []
    work.answering(
        lambda dialog: said.extend(work.words(dialog)), lambda: work.click("Ouvrir le guide PDF de votre CDG")
    )
    assert any("Ce document a 201 pages" in words for words in said)


def test_a_pack_that_can_no_longer_be_used_is_told_on_the_page(
    work: AtWork, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add(work, monkeypatch, tmp_path / "cdg00.guide")
    kept = tmp_path / "profil" / "guide" / "pack.guide"
    kept.write_bytes(kept.read_bytes()[:-9])
    content = ShippedContent(paths.resources(), tmp_path / "profil" / "guide")
    work.window.book.env = replace(work.window.book.env, content=content)
    work.go("guide_pack")
    assert work.sees("n’a pas pu être lu")
    assert work.sees("Le guide d’origine, livré avec Binôme")
    assert BACK not in work.words()  # one is there already
    said: list[str] = []

    def forget(dialog: Dialog) -> None:
        said.extend(work.words(dialog))
        work.press(dialog)

    work.answering(forget, lambda: work.click("Retirer ce fichier"))
    assert any("Le guide d’origine est déjà en usage" in words for words in said)
    QApplication.processEvents()
    assert not work.sees("n’a pas pu être lu")
    assert not kept.exists()


def test_a_practice_that_is_left_out_stays_known_and_can_be_let_go(
    work: AtWork, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    book = work.window.book
    practices.choose(book, "p03")
    add(work, monkeypatch, tmp_path / "cdg00.guide")
    work.go("today")
    work.click("Délégations et signatures (hors du guide en usage)")
    assert work.page.title() == "Mettre à jour les délégations et les signatures"
    help_over = ReadingDialog(work.window.context, "practice:p03", work.page)
    assert help_over.heading.text() == "Mettre à jour les délégations et les signatures"
    help_over.deleteLater()
    work.click("Ne plus la suivre")
    assert practices.chosen(book) == []
    work.undo()
    assert [entry.practice_id for entry in practices.chosen(book)] == ["p03"]


def test_a_practice_of_a_pack_taken_back_is_told_kindly(
    work: AtWork, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add(work, monkeypatch, tmp_path / "cdg00.guide")
    practices.choose(work.window.book, "c00p01")
    work.answering(work.press, lambda: work.click(BACK))
    QApplication.processEvents()
    for target in ("today", "guide", "regards", "meetings", "report"):
        work.go(target)
    work.go("practice", practice_id="c00p01")
    assert work.sees("n’est plus dans le guide en usage")
