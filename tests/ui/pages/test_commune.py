from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.errors import UserError
from desk.core.guide import Moot
from desk.core.people import Function, Gender, Seat
from desk.core.rounds import SheetState
from desk.core.scale import Answer
from desk.notebook import people, rounds, sheets
from desk.notebook.book import Notebook
from desk.ui.context import Documents
from desk.ui.dialogs.code import CodeDialog
from desk.ui.dialogs.own_code import OwnCodeDialog
from desk.ui.pages.commune import CommunePage
from desk.ui.widgets.dialog import Dialog
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork

CODE = "quatre mots bien secrets"


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


def ours(work: AtWork) -> CommunePage:
    page = work.go("commune")
    assert isinstance(page, CommunePage)
    return page


def retype(work: AtWork, field: object, text: str) -> None:
    edit = field.edit  # type: ignore[attr-defined]
    edit.setFocus()
    edit.selectAll()
    if not text:
        work.key(edit, Qt.Key.Key_Delete)
    work.type(edit, text, enter=True)


def test_fields_are_written_when_left(work: AtWork, notebook: Notebook) -> None:
    page = ours(work)
    assert unnamed(page) == []
    retype(work, page.fields["name"], "Saint-Maur")
    retype(work, page.fields["population"], "1 250")
    retype(work, page.fields["cdg_email"], "")
    kept = people.commune(notebook)
    assert (kept.name, kept.population, kept.cdg_email, kept.insee) == ("Saint-Maur", 1250, "", "36202")
    assert "Saint-Maur" in work.window.windowTitle()


def test_what_is_wrong_is_said_under_the_field_and_not_written(work: AtWork, notebook: Notebook) -> None:
    page = ours(work)
    retype(work, page.fields["insee"], "362")
    assert work.sees("« 362 » n’est pas un code INSEE.")
    retype(work, page.fields["name"], "")
    assert work.sees("Nom de la commune : à remplir.")
    assert (people.commune(notebook).insee, people.commune(notebook).name) == ("36202", "Valmont")
    work.go("guide")
    assert "la valeur d’avant est gardée" in work.said


def test_leaving_by_the_navigation_writes_what_was_typed(work: AtWork, notebook: Notebook) -> None:
    page = ours(work)
    page.fields["cdg_name"].edit.selectAll()
    work.type(page.fields["cdg_name"], "CDG 48")
    work.go("guide")
    assert people.commune(notebook).cdg_name == "CDG 48"


def test_the_profile_is_said_in_the_positive(work: AtWork, notebook: Notebook) -> None:
    page = ours(work)
    box = page.boxes[Moot.NO_OTHER_AGENTS]
    assert box.isChecked()
    work.key(box, Qt.Key.Key_Space)
    assert people.commune(notebook).profile == {Moot.NO_OTHER_AGENTS}
    assert not box.isChecked()


def test_together_since_is_never_to_come(work: AtWork, notebook: Notebook) -> None:
    page = ours(work)
    retype(work, page.together, "1/1/2030")
    assert work.sees("Cette date est à venir")
    retype(work, page.together, "1/9/2025")
    assert people.pair(notebook).together_since == date(2025, 9, 1)


def test_a_person_is_named_anew(work: AtWork, notebook: Notebook) -> None:
    page = ours(work)
    card = page.people[1]
    retype(work, card.name, "Camille Petit")
    work.click("Au masculin", card)
    work.click("Directeur général des services", card)
    sgm = people.pair(notebook).sgm
    assert (sgm.name, sgm.gender, sgm.function) == ("Camille Petit", Gender.MASCULINE, Function.DGS)
    assert work.sees("Le DGS", card)
    assert not page.people[0].employer.isVisible()
    assert card.employer.isVisible()


def test_a_code_is_put_from_four_words_then_asked_to_change(work: AtWork, notebook: Notebook) -> None:
    ours(work)
    elu = people.pair(notebook).elu

    def put(dialog: Dialog) -> None:
        assert isinstance(dialog, OwnCodeDialog)
        assert len(dialog.code.text().split()) == 4
        work.press(dialog)
        assert work.sees("Les deux codes diffèrent", dialog)
        work.type(dialog.again, dialog.code.text())
        work.press(dialog)

    work.answering(put, lambda: work.click("Mettre un code : le maire"))
    assert people.has_code(notebook, elu.id)
    assert work.sees("Un code protège la feuille")

    def refuse(dialog: Dialog) -> None:
        assert isinstance(dialog, CodeDialog)
        work.type(dialog.field, "un autre code")
        work.press(dialog)
        assert dialog.isVisible()

    work.answering(refuse, lambda: work.click("Changer le code : le maire"))


def test_a_short_code_is_refused_under_its_field(work: AtWork, notebook: Notebook) -> None:
    ours(work)

    def put(dialog: Dialog) -> None:
        assert isinstance(dialog, OwnCodeDialog)
        for field in (dialog.code, dialog.again):
            field.set_text("1234")
        work.press(dialog)
        assert work.sees("trop court", dialog)

    work.answering(put, lambda: work.click("Mettre un code : le maire"))
    assert not people.has_code(notebook, people.pair(notebook).elu.id)


def test_a_code_is_taken_away_with_itself(work: AtWork, notebook: Notebook) -> None:
    sgm = people.pair(notebook).sgm
    people.set_code(notebook, people.unlock(notebook, sgm.id), CODE)
    ours(work)

    def give(dialog: Dialog) -> None:
        assert isinstance(dialog, CodeDialog)
        work.type(dialog.field, CODE)
        work.press(dialog)

    work.answering(give, lambda: work.click("Retirer le code : la secrétaire générale"))
    assert not people.has_code(notebook, sgm.id)


def test_a_lost_code_explains_the_loss_before_it_is_replaced(work: AtWork, notebook: Notebook) -> None:
    elu = people.pair(notebook).elu
    session = people.unlock(notebook, elu.id)
    people.set_code(notebook, session, CODE)
    round_id = rounds.start(notebook, ["p01"]).id
    statement = rounds.get(notebook, round_id).statements[0]
    sheets.answer(notebook, session, round_id, statement.id, Answer.MOSTLY)
    ours(work)
    work.answering(lambda dialog: dialog.reject(), lambda: work.click("Code perdu : le maire"))
    with pytest.raises(UserError):
        people.unlock(notebook, elu.id)

    def confirm(dialog: Dialog) -> None:
        assert work.sees("les feuilles et les notes privées de cette personne sont alors perdues", dialog)
        work.press(dialog)

    work.answering(confirm, lambda: work.click("Code perdu : le maire"))
    assert people.unlock(notebook, elu.id).is_open
    assert rounds.sheet_states(notebook, round_id)[Seat.ELU] is SheetState.NEW


def test_tab_comes_to_the_codes_and_the_data_where_they_stand(work: AtWork) -> None:
    page = ours(work)
    page.refresh()
    QApplication.processEvents()
    start = page.people[0].name.edit
    met, stop = [], start.nextInFocusChain()
    while stop is not None and stop is not start:
        if stop.isVisible():  # what was replaced is still among them
            met.append(stop.objectName())
        stop = stop.nextInFocusChain()
    ends = ("code-0-elu", "newcomer-elu", "code-0-sgm", "newcomer-sgm", "retention", "erasing")
    assert [name for name in met if name in ends] == list(ends)
