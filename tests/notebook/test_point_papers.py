"""The papers of a point: what they take from the carnet, and what they leave out."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from desk import paths
from desk.core.meetings import ActionState, ItemSource, Meeting, MeetingKind
from desk.core.people import Function, Gender, Seat
from desk.core.point_papers import UNFINISHED, Minutes, origin
from desk.exchange.child import Child
from desk.notebook import agenda, corrections, demo, log, meetings, people, point_papers, succession
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import PersonDraft
from tests.conftest import Clock
from tests.pdf.tagged import Tagged

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def meeting(book: Notebook) -> Meeting:
    """Today's, with a subject noted in full."""
    meeting_id = meetings.plan(book, MeetingKind.WEEKLY, book.today, time(9)).id
    item = agenda.add(book, meeting_id, "Toiture : avis de Mme Fabre").id
    agenda.write_notes(book, item, "M. Rey appelle l’architecte.\nMme Durand attend.")
    log.agree(book, item, "Fabre prépare, Rey signe.")
    log.add_action(book, item, "Demander deux devis", people.pair(book).sgm.id, due=date(2026, 12, 18))
    log.add_action(book, item, "Ouvrir la salle à M. Rey", owner_name="Mme Roy, adjointe")
    agenda.add(book, meeting_id, "Recensement")
    return meetings.get(book, meeting_id)


def closed(book: Notebook, meeting: Meeting) -> Meeting:
    meetings.close(book, meeting.id)
    return meetings.get(book, meeting.id)


def everything(minutes: Minutes) -> str:
    return repr(minutes)


def test_the_agenda_says_where_each_subject_comes_from(book: Notebook, meeting: Meeting) -> None:
    paper = point_papers.agenda_paper(book, meeting)
    assert paper.lead == "Point hebdomadaire à 9\u00a0h\u00a000, avec M. Rey et Mme Fabre"
    assert [each.title for each in paper.subjects][-1] == "Recensement"
    assert {each.origin for each in paper.subjects} >= {"ajouté à l’ordre du jour"}
    assert (paper.elu, paper.sgm) == ("Maire", "Secrétaire générale")


def test_an_action_that_comes_back_is_said_to_be_taken_up_again(book: Notebook, clock: Clock) -> None:
    first = meetings.plan(book, MeetingKind.WEEKLY, book.today).id
    item = agenda.add(book, first, "École").id
    made = log.add_action(book, item, "Écrire au syndicat", people.pair(book).elu.id, due=book.today).id
    meetings.close(book, first)
    was = book.today
    clock.go(date(2026, 12, 11))
    second = meetings.plan(book, MeetingKind.WEEKLY, book.today).id
    said = [each.origin for each in point_papers.agenda_paper(book, meetings.get(book, second)).subjects]
    assert any(each.startswith("action à reprendre, du ") for each in said), (said, was)
    log.set_state(book, made, ActionState.DONE)
    said = [each.origin for each in point_papers.agenda_paper(book, meetings.get(book, second)).subjects]
    assert any(each.startswith("action terminée") for each in said)


def test_every_source_has_words(book: Notebook, meeting: Meeting) -> None:
    item = agenda.items(book, meeting.id)[0]
    for source in ItemSource:
        assert origin(replace(item, source=source), FRIDAY)
    due = replace(item, source=ItemSource.DEADLINE, source_day=date(2027, 1, 4))
    assert origin(due, FRIDAY) == "échéance du 4\u00a0janvier 2027"
    assert origin(due, date(2027, 1, 1)) == "échéance du 4\u00a0janvier"
    left = replace(due, source=ItemSource.UNDISCUSSED)
    assert origin(left, FRIDAY) == "échéance du 4\u00a0janvier 2027", "a day to come was not missed"
    assert "4\u00a0janvier" in origin(left, date(2027, 1, 8))
    assert "échéance" not in origin(left, date(2027, 1, 8))


def test_notes_of_an_open_point_say_that_they_go_on(book: Notebook, meeting: Meeting) -> None:
    minutes = point_papers.minutes_paper(book, meeting)
    assert minutes.standing == UNFINISHED
    assert minutes.caption == ""
    (subject,) = [each for each in minutes.subjects if each.title.startswith("Toiture")]
    assert subject.agreed == ("Fabre prépare, Rey signe.",)
    assert [(each.owner, each.mark) for each in subject.actions] == [
        ("Mme Fabre", "sgm"),
        ("Mme Roy, adjointe", ""),
    ]
    assert subject.actions[0].state == "pour le 18\u00a0décembre 2026, à faire"
    assert "Recensement" in minutes.undiscussed
    assert minutes.undiscussed_title == "Encore à aborder"


def test_actions_are_as_they_were_at_the_closing(book: Notebook, meeting: Meeting, clock: Clock) -> None:
    held = closed(book, meeting)
    closing_day = book.today
    clock.go(date(2026, 12, 20))
    pair = people.pair(book)
    (first, _) = log.actions(book, meeting.id)
    log.edit_action(book, first.id, first.text, pair.elu.id, "", date(2027, 1, 15))
    log.set_state(book, first.id, ActionState.DONE)
    minutes = point_papers.minutes_paper(book, held)
    (subject,) = [each for each in minutes.subjects if each.actions]
    assert subject.actions[0].owner == "Mme Fabre"
    assert subject.actions[0].state == "pour le 18\u00a0décembre 2026, à faire"
    assert minutes.standing == ""
    assert f"{closing_day.day}\u00a0novembre 2026" in minutes.caption
    assert minutes.undiscussed_title == "Non abordé"


def test_corrections_are_dated_lines(book: Notebook, meeting: Meeting, clock: Clock) -> None:
    held = closed(book, meeting)
    clock.go(date(2026, 12, 3))
    item = agenda.items(book, meeting.id)[0]
    corrections.add(book, meeting.id, "Le devis est de M. Rey.", item.id)
    corrections.add(book, meeting.id, "La réunion a duré une heure.")
    minutes = point_papers.minutes_paper(book, held, by_function=True)
    subject = next(each for each in minutes.subjects if each.title == minutes.subjects[0].title)
    said = "Ajouté le 3\u00a0décembre 2026\u00a0: "
    assert any(each.added == (f"{said}Le devis est du maire.",) for each in minutes.subjects), subject
    assert minutes.subjects[-1].title == "Aussi noté à ce point"
    assert minutes.subjects[-1].added == (f"{said}La réunion a duré une heure.",)


def test_by_function_nobody_of_the_pair_is_named_anywhere(book: Notebook, meeting: Meeting) -> None:
    minutes = point_papers.minutes_paper(book, meeting, by_function=True)
    said = everything(minutes)
    for name in ("Rey", "Fabre", "Roy"):
        assert name not in said
    assert "Mme Durand attend." in said
    assert minutes.lead.endswith("avec le maire et la secrétaire générale de mairie")
    (subject,) = [each for each in minutes.subjects if each.actions]
    assert subject.title == "Toiture : avis de la secrétaire générale de mairie"
    assert subject.notes.startswith("Le maire appelle l’architecte.")
    assert [each.owner for each in subject.actions] == ["la secrétaire générale", "adjointe"]


def test_a_former_mayor_is_said_by_function_too(book: Notebook, meeting: Meeting, clock: Clock) -> None:
    closed(book, meeting)
    clock.go(date(2026, 12, 20))
    newcomer = PersonDraft(Function.MAYOR, "Anne Petit", "Mme", Gender.FEMININE)
    succession.succeed(book, Seat.ELU, newcomer, book.today)
    said = everything(point_papers.minutes_paper(book, meetings.get(book, meeting.id), by_function=True))
    assert "Rey" not in said
    assert "le maire" in said


def test_an_action_brought_and_seen_tells_how_it_stood(book: Notebook, clock: Clock) -> None:
    first = meetings.plan(book, MeetingKind.WEEKLY, book.today).id
    item = agenda.add(book, first, "École").id
    log.add_action(book, item, "Écrire au syndicat", people.pair(book).elu.id, due=book.today)
    meetings.close(book, first)
    clock.go(date(2026, 12, 11))
    second = meetings.plan(book, MeetingKind.WEEKLY, book.today).id
    (carried,) = [each for each in agenda.items(book, second) if each.source is ItemSource.ACTION]
    log.set_state(book, carried.source_id, ActionState.DONE)
    agenda.set_discussed(book, carried.id, True)
    minutes = point_papers.minutes_paper(book, closed(book, meetings.get(book, second)))
    (subject,) = [each for each in minutes.subjects if each.title == carried.title]
    assert [(each.text, each.owner) for each in subject.actions] == [("", "M. Rey")]
    assert subject.actions[0].state.endswith("faite")


def test_the_example_prints_each_point_on_one_page(env: Environment, today: date, tmp_path: Path) -> None:
    book = demo.build(tmp_path / "exemple.binome", env, today)
    with Child(paths.program_command(), paths.fonts_dir()) as child:
        for meeting in [*meetings.planned(book), *meetings.held(book)]:
            imprint = point_papers.imprint(book, meeting.day)
            for paper in (
                point_papers.agenda_paper(book, meeting),
                point_papers.minutes_paper(book, meeting),
            ):
                assert len(Tagged(child.draw_handout(paper, imprint)).pages) == 1, meeting.day


def test_names_of_files_and_whose_paper_it_is(book: Notebook, clock: Clock) -> None:
    day = date(2026, 11, 27)
    assert point_papers.file_name(book, "releve", day) == "releve_Valmont_2026-11-27"
    said = point_papers.imprint(book, day)
    clock.go(date(2027, 3, 1))
    assert point_papers.imprint(book, day) == said
    assert point_papers.letterhead(book, None).day == ""
