from datetime import date, time, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.deadline import OwnKind
from desk.core.meetings import ItemSource, MeetingKind
from desk.core.rhythm import Every, Slot
from desk.core.scale import Answer
from desk.core.wording import typographic
from desk.notebook import (
    agenda,
    log,
    meetings,
    own_dates,
    people,
    practices,
    recurring,
    rhythm,
    rounds,
    sheets,
)
from desk.notebook.book import Notebook
from desk.notebook.today import summary as today_summary
from desk.ui.context import Documents
from desk.ui.dialogs.plan_meeting import PlanMeetingDialog
from desk.ui.widgets.buttons import PrimaryButton
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork
from tests.ui.pages.names import alike


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


def plan(book: Notebook, day: date) -> str:
    return meetings.plan(book, MeetingKind.WEEKLY, day, time(9)).id


def test_empty_notebook_says_what_to_do_first(work: AtWork) -> None:
    page = work.go("today")
    primary = [each for each in page.findChildren(PrimaryButton) if each.isVisible()]
    assert [each.text() for each in primary] == ["Prévoir un point"]
    assert work.sees("Aucun point n’est prévu")
    assert work.sees("Aucune action ouverte")
    assert unnamed(page) == []


def test_planning_from_here_opens_the_point(work: AtWork, notebook: Notebook) -> None:
    work.go("today")

    def act(dialog: object) -> None:
        assert isinstance(dialog, PlanMeetingDialog)
        work.type(dialog.day.edit, "27/11/2026")
        work.type(dialog.at.edit, "9h")
        work.press(dialog)

    work.answering(act, lambda: work.click("Prévoir un point"))
    planned = meetings.next_planned(notebook)
    assert planned is not None
    assert (planned.day, planned.at) == (date(2026, 11, 27), time(9))
    assert work.page.title() == "Point hebdomadaire du vendredi 27 novembre".replace("27 ", "27\u00a0")


def test_the_date_of_the_rhythm_is_planned_in_one_click(work: AtWork, notebook: Notebook) -> None:
    slot = Slot("", MeetingKind.WEEKLY, Every.WEEK, 4, at=time(9), since=date(2026, 9, 1))
    rhythm.add_slot(notebook, slot)
    page = work.go("today")
    assert unnamed(page) == []
    assert work.sees("Votre rythme donne le vendredi 27 novembre à 9 h 00 : point hebdomadaire.")
    work.click("Prévoir le point hebdomadaire du vendredi 27 novembre")
    planned = meetings.next_planned(notebook)
    assert planned is not None
    assert (planned.day, planned.at, planned.kind) == (date(2026, 11, 27), time(9), MeetingKind.WEEKLY)
    assert planned.slot_id == rhythm.slots(notebook)[0].id
    assert work.sees("Vendredi 27 novembre à 9 h 00 · point hebdomadaire")
    work.undo()
    assert work.sees("Votre rythme donne le vendredi 27 novembre")
    assert work.button("Prévoir le point hebdomadaire du vendredi 27 novembre").isVisible()


def test_a_shifted_date_says_why_and_another_can_be_chosen(work: AtWork, notebook: Notebook) -> None:
    slot = Slot("", MeetingKind.COUNCIL, Every.COUNCIL, days_before=1, since=date(2026, 9, 1))
    rhythm.add_slot(notebook, slot)
    own_dates.add(notebook, "", date(2026, 12, 26), OwnKind.COUNCIL)
    work.go("today")
    assert work.button("Prévoir la préparation du conseil du jeudi 24 décembre").isVisible()
    assert work.sees("Le vendredi 25 décembre est férié (Noël) : proposé le jeudi 24.")
    work.answering(lambda dialog: dialog.reject(), lambda: work.click("Une autre date"))
    assert meetings.planned(notebook) == []


def test_without_a_rhythm_it_can_be_set_from_here(work: AtWork) -> None:
    work.go("today")
    work.click("Choisir notre rythme")
    assert work.page.name == "rhythm"


def test_next_point_and_its_agenda_in_words(work: AtWork, notebook: Notebook) -> None:
    recurring.add(notebook, MeetingKind.WEEKLY, "Le courrier")
    meeting = plan(notebook, date(2026, 11, 27))
    agenda.add(notebook, meeting, "L’école")
    agenda.add(notebook, meeting, "Qui décide", ItemSource.ROUND, "p02")
    work.go("today")
    assert work.sees("Vendredi 27 novembre à 9 h 00 · point hebdomadaire")
    deadlines = sum(item.source is ItemSource.DEADLINE for item in agenda.items(notebook, meeting))
    assert work.sees(
        f"À l’ordre du jour : 1 sujet de vos regards croisés, {deadlines} échéances du calendrier, "
        "1 sujet habituel, 1 sujet ajouté."
    )
    work.click("Préparer l’ordre du jour")
    assert work.page.name == "meeting"


def test_actions_nearest_first_four_at_most_late_ones_in_words(
    work: AtWork, notebook: Notebook, today: date
) -> None:
    item = agenda.add(notebook, plan(notebook, today - timedelta(days=10)), "Divers").id
    owner = people.pair(notebook).elu.id
    for days in (20, -5, 3, 9, 30):
        log.add_action(notebook, item, f"Action à {days} jours", owner, due=today + timedelta(days=days))
    work.go("today")
    told = [text for text in work.words() if "Action à" in text]
    assert told == [
        "À reprendre · Action à -5 jours, prévue le 17 novembre",
        "Pour le 25 novembre · Action à 3 jours",
        "Pour le 1er décembre · Action à 9 jours",
        "Pour le 12 décembre · Action à 20 jours",
    ]
    work.click("Voir les 5 actions")
    assert work.page.name == "meetings"
    assert work.sees("Action à 30 jours")


def test_the_round_shows_two_doors_and_no_progress(work: AtWork, notebook: Notebook) -> None:
    work.go("today")
    assert work.button("Commencer").isVisible()
    round_id = rounds.start(notebook, ["p01"]).id
    session = people.unlock(notebook, people.pair(notebook).elu.id)
    for statement in rounds.get(notebook, round_id).statements:
        sheets.answer(notebook, session, round_id, statement.id, Answer.MOSTLY)
    sheets.hand_in(notebook, session, round_id)
    work.go("today")
    assert work.sees("Regards croisés, automne 2026")
    assert work.sees("Chacun remplit sa feuille quand il le souhaite. Elles s’ouvrent ensemble.")
    assert work.button("Feuille du maire").isVisible()
    assert work.button("Feuille de la secrétaire générale").isVisible()
    for word in ("remise", "en cours", "commencée", "%", "/"):
        assert not any(word in text for text in work.words() if "Échéance" not in text and "CG" not in text)


def test_deadlines_carry_their_reference_and_date(work: AtWork) -> None:
    work.go("today")
    captions = [text for text in work.words() if "à jour au" in text]
    assert 1 <= len(captions) <= 4
    assert all(text.split(" · ")[0] for text in captions)


def test_the_dates_of_the_commune_stand_among_those_of_the_law(work: AtWork, notebook: Notebook) -> None:
    own_dates.add(notebook, "", date(2026, 12, 1), OwnKind.COUNCIL)
    page = work.go("today")
    told = [text for text in work.words() if "conseil" in text]
    assert told == [
        "Au plus tard le 27 novembre · envoyer la convocation, trois jours francs avant la séance (moins de "
        "3 500 habitants) · conseil du 1er décembre",
        "Le 1er décembre · réunion du conseil municipal",
    ]
    assert len([text for text in work.words() if text == "À l’ordre du jour"]) == 3
    assert alike(page) == []
    assert unnamed(page) == []


def test_a_deadline_goes_to_the_agenda_from_here(work: AtWork, notebook: Notebook) -> None:
    own_dates.add(notebook, "", date(2026, 12, 1), OwnKind.COUNCIL)
    work.go("today")
    work.click("À l’ordre du jour : Réunion du conseil municipal, le 1er décembre")
    [item] = agenda.waiting(notebook)
    assert item.source is ItemSource.DEADLINE
    assert work.sees("1 sujet attend")


def test_what_is_due_in_more_than_six_weeks_waits_in_the_calendar(work: AtWork, notebook: Notebook) -> None:
    for day in (date(2027, 1, 3), date(2027, 1, 4)):
        own_dates.add(notebook, f"Vœux {day}", day, OwnKind.OTHER)
    found = [one.title for one in today_summary(notebook).coming]
    assert "Vœux 2027-01-03" in found
    assert "Vœux 2027-01-04" not in found
    work.go("today")
    work.click("Tout le calendrier")
    assert work.page.name == "calendar"


def test_chosen_practices_lead_to_their_page(work: AtWork, notebook: Notebook) -> None:
    work.go("today")
    practices.choose(notebook, "p02")
    work.go("today")
    title = notebook.guide.practice("p02").short_title
    work.click(f"2 · {title}")
    assert work.page.name == "practice"


def test_the_copy_and_the_way_to_the_commune(work: AtWork) -> None:
    work.go("today")
    assert work.sees("Copie vérifiée le 22 novembre 2026") or work.sees("Aucune copie vérifiée")
    work.click("La commune et nous")
    assert work.page.name == "commune"


def test_it_follows_what_is_undone(work: AtWork, notebook: Notebook, today: date) -> None:
    work.go("today")
    planned = work.window.runner.do(lambda: meetings.plan(notebook, MeetingKind.MONTHLY, today))
    assert planned is not None
    assert work.sees("point mensuel")
    work.undo()
    assert work.sees(typographic("Aucun point n’est prévu"))
