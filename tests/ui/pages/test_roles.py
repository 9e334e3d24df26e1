"""« Qui fait quoi » on screen: read, adjusted, undone, walked with the keyboard, printed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from desk.core.people import Function, Gender
from desk.core.roles import Holder, Verb
from desk.notebook import opening, people, roles
from desk.notebook.book import Environment, Notebook
from desk.ui import theme
from desk.ui.context import Documents
from desk.ui.pages.roles import RolesPage
from desk.ui.pages.roles_words import cell, sentence
from desk.ui.widgets.focus import keyboard_in
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork, plain
from tests.ui.pages.names import alike
from tests.ui.paper_driver import keeping


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


def page_of(work: AtWork, **arguments: str) -> RolesPage:
    page = work.go("roles", **arguments)
    assert isinstance(page, RolesPage)
    assert page.table is not None
    return page


def row_words(page: RolesPage, subject_id: str) -> str:
    assert page.table is not None
    return plain(page.table.rows[subject_id].accessibleName())


def is_open(page: RolesPage) -> bool:
    return page.editor is not None


def choose(work: AtWork, subject_id: str, verb: Verb, holder: Holder) -> None:
    """Choose in the list as a person does: the list tells, and is not told."""
    box = work.page.findChild(QComboBox, f"role-{subject_id}-{verb.value}")
    assert isinstance(box, QComboBox)
    index = box.findData(holder.value)
    assert index >= 0, [box.itemText(place) for place in range(box.count())]
    box.setCurrentIndex(index)
    box.activated.emit(index)
    QApplication.processEvents()


def test_each_subject_says_who_does_the_five_things(work: AtWork, notebook: Notebook) -> None:
    page = page_of(work)
    assert page.table is not None
    assert len(page.table.rows) == len(roles.rows(notebook))
    assert row_words(page, "r01") == (
        "La date et l’ordre du jour du conseil, Prépare : la secrétaire générale de mairie · "
        "donne un avis : les élus délégués · décide : le maire (la loi) · met en œuvre : la secrétaire "
        "générale de mairie · est informé : le conseil municipal"
    )
    assert "est informé : les habitants et la préfecture" in row_words(page, "r02")
    assert work.sees("Rien n’est ajusté")
    assert not page.reset.isVisible()
    assert unnamed(page) == []
    assert alike(page) == []


def test_a_choice_is_kept_told_and_undone(work: AtWork, notebook: Notebook) -> None:
    page = page_of(work)
    work.click(row_words(page, "r22"))
    assert work.sees("Comme proposé.")
    choose(work, "r22", Verb.DECIDE, Holder.DEPUTIES)
    [changed] = [row for row in roles.rows(notebook) if row.changed]
    assert (changed.subject.id, changed.line.decide) == ("r22", Holder.DEPUTIES)
    assert "décide : les élus délégués (ajusté)" in row_words(page, "r22")
    assert work.sees("Ajusté. Proposé : le maire.")
    assert work.sees("1 case ajustée, dans 1 sujet sur 28.")
    assert alike(page) == []
    work.undo()
    assert "décide : le maire ·" in row_words(page, "r22")
    assert work.sees("Rien n’est ajusté")


def test_the_law_is_told_and_not_offered(work: AtWork) -> None:
    page = page_of(work)
    work.click(row_words(page, "r01"))
    assert work.sees("La loi : CGCT L2121-10 à L2121-12, à jour au 28 février 2026.")
    assert page.editor is not None
    assert Verb.DECIDE not in page.editor.choices
    box = page.editor.choices[Verb.ADVISE].select.box
    assert box.findData(Holder.BOTH.value) >= 0


def test_a_decision_is_offered_to_one_alone(work: AtWork) -> None:
    page = page_of(work, anchor="r22")
    assert page.editor is not None
    box = page.editor.choices[Verb.DECIDE].select.box
    assert box.findData(Holder.BOTH.value) < 0
    assert box.findData(Holder.NOBODY.value) < 0


def test_all_goes_back_as_proposed_and_can_be_undone(work: AtWork, notebook: Notebook) -> None:
    for verb in (Verb.PREPARE, Verb.ADVISE):
        roles.give(notebook, "r06", verb, Holder.BOTH)
    page = page_of(work)
    assert work.sees("2 cases ajustées, dans 1 sujet sur 28.")
    work.click("Revenir à ce qui est proposé")
    assert not any(row.changed for row in roles.rows(notebook))
    assert not page.reset.isVisible()
    assert keyboard_in(work.window) is page
    work.undo()
    assert sum(len(row.changed) for row in roles.rows(notebook)) == 2


def test_the_keyboard_walks_opens_and_comes_back(work: AtWork) -> None:
    page = page_of(work)
    assert page.table is not None
    rows = list(page.table.rows.values())
    stops = [row for row in rows if row.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert stops == rows[:1]
    rows[0].setFocus()
    work.key(rows[0], Qt.Key.Key_Up)
    assert keyboard_in(work.window) is rows[0]
    work.key(rows[0], Qt.Key.Key_Down)
    assert keyboard_in(work.window) is rows[1]
    work.key(rows[1], Qt.Key.Key_Return)
    assert page.editor is not None
    assert page.editor.subject.id == "r02"
    first = page.editor.choices[Verb.PREPARE].select.box
    assert keyboard_in(work.window) is first
    work.key(first, Qt.Key.Key_Escape)
    assert not is_open(page)
    assert keyboard_in(work.window) is rows[1]


def test_the_choice_made_keeps_the_keyboard(work: AtWork) -> None:
    page = page_of(work, anchor="r06")
    assert page.editor is not None
    box = page.editor.choices[Verb.PREPARE].select.box
    assert keyboard_in(work.window) is box
    work.key(box, Qt.Key.Key_Down)
    assert keyboard_in(work.window) is box
    assert "ajusté" in row_words(page, "r06")


def test_one_subject_is_open_at_a_time_and_closes_where_it_opened(work: AtWork) -> None:
    page = page_of(work)
    work.click(row_words(page, "r01"))
    work.click(row_words(page, "r02"))
    assert page.editor is not None
    assert page.editor.subject.id == "r02"
    work.click(row_words(page, "r02"))
    assert not is_open(page)


def test_the_look_changes_and_the_subject_stays_open(work: AtWork) -> None:
    page_of(work, anchor="r22")
    work.window.set_look("dark", 1.0)
    page = work.page
    assert isinstance(page, RolesPage)
    assert page.editor is not None
    assert page.editor.subject.id == "r22"
    work.window.set_look("light", 1.0)


def test_columns_where_they_fit_a_sentence_elsewhere(work: AtWork) -> None:
    page = page_of(work)
    assert page.table is not None
    row = page.table.rows["r02"]
    assert row.cells[Verb.DECIDE].isVisible()
    assert not row.caption.isVisible()
    edges = {
        each.cells[Verb.DECIDE].mapTo(page.table, each.cells[Verb.DECIDE].rect().topLeft()).x()
        for each in page.table.rows.values()
    }
    assert len(edges) == 1, "the columns stand under one another"
    work.window.resize(800, 600)
    QApplication.processEvents()
    assert not row.cells[Verb.DECIDE].isVisible()
    assert row.caption.isVisible()
    assert page.table.width() < theme.px(860)


def test_it_is_worded_for_these_two_people(work: AtWork, notebook: Notebook) -> None:
    page = page_of(work)
    pair = people.pair(notebook)
    people.update_person(notebook, replace(pair.elu, gender=Gender.FEMININE, title="Mme"))
    work.window.runner.changed.emit(page.topics)
    assert "décide : la maire (la loi)" in row_words(page, "r01")
    deputy = replace(people.pair(notebook), elu=replace(pair.elu, function=Function.DELEGATE))
    [first, *_] = roles.rows(notebook)
    assert "décide : le maire" in sentence(first, deputy), "the law gives it to the mayor, not to the deputy"
    assert cell(first, Verb.DECIDE, deputy).words == "maire"


def test_a_carnet_that_is_read_only_says_why(
    look: QApplication,
    notebook: Notebook,
    make_env: Callable[[], Environment],
    child: Documents,
    qtbot: QtBot,
) -> None:
    reader = opening.open_notebook(notebook.path, make_env(), read_only=True)
    work = AtWork(reader, child, qtbot)
    page = page_of(work, anchor="r22")
    choose(work, "r22", Verb.DECIDE, Holder.DEPUTIES)
    assert "lecture seule" in work.said
    assert page.editor is not None
    assert page.editor.choices[Verb.DECIDE].select.value() == Holder.MAYOR.value
    work.window.close()
    opening.close(reader)


def test_it_is_printed_where_one_wants(work: AtWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "grille"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page_of(work)
    assert keeping(lambda: work.click("Imprimer la grille…")) == ["Imprimer la grille"]
    assert (tmp_path / "grille.pdf").read_bytes().startswith(b"%PDF")
    assert keyboard_in(work.window) is work.button("Imprimer la grille…")
