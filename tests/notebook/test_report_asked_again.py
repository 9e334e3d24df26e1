"""What both agreed on is one set of data: whatever changes in it asks again, what is not in it does not."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from typing import Any

import pytest

from desk.core import report as core
from desk.core.meetings import ActionState, MeetingKind
from desk.core.people import Function, Gender, Seat
from desk.core.report_options import Option
from desk.core.rounds import SubjectDraft
from desk.core.scale import Answer
from desk.notebook import (
    agenda,
    corrections,
    drafts,
    log,
    meetings,
    people,
    practices,
    register,
    report,
    report_asks,
    report_options,
    rounds,
    sheets,
    succession,
    undo,
    unsealing,
)
from desk.notebook.book import Changed, Notebook
from desk.notebook.opening import PersonDraft
from tests.conftest import Clock
from tests.notebook.two_rounds import AUTUMN, SPRING, opened, sessions

Json = dict[str, Any]
DAY = date(2026, 11, 20)


@pytest.fixture
def year(book: Notebook, clock: Clock) -> Notebook:
    """Two rounds, a point held the year before and one this year, everything that may be told is told."""
    opened(book, clock, SPRING, ("3", "1"))
    held = opened(book, clock, AUTUMN, ("2", "12"))
    unsealing.choose_subjects(book, held, [SubjectDraft("p02", "Relire la fiche de poste")])
    for day in (date(2025, 9, 5), DAY):
        clock.go(day)
        point = meetings.plan(book, MeetingKind.WEEKLY, day, time(9)).id
        item = agenda.add(book, point, "Toiture de l’école").id
        log.agree(book, item, "Le devis est retenu.")
        log.add_action(
            book, item, "Écrire au syndicat", people.pair(book).sgm.id, due=DAY + timedelta(days=9)
        )
        meetings.close(book, point)
    coming = meetings.plan(book, MeetingKind.WEEKLY, DAY + timedelta(days=7), time(9)).id
    agenda.add(book, coming, "Budget")
    practices.choose(book, "p05")
    report_asks.set_asked(book, "juridique", wanted=True)
    for option in Option:
        for session in sessions(book):
            report_options.agree(book, option, session)
    return book


def now(book: Notebook) -> Json:
    """What would leave, sealed."""
    return report.sealed(book, report.data(book, DAY))


def both_agree(book: Notebook) -> None:
    data = report.data(book, DAY)
    for session in sessions(book):
        report.agree(book, data, session)
    assert now(book)["statut"] == "convenu"


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to each value of the data, to each list and to each line of one."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
        return
    yield path
    if isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, place))


def altered(data: Json, path: tuple[str | int, ...]) -> Json:
    """The same with that one value otherwise: a list loses its last line, or gains one."""
    changed: Any = deepcopy(data)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = _other(inner[path[-1]])
    return dict(changed)


def _other(value: object) -> object:
    if isinstance(value, bool):
        return not value
    if isinstance(value, list):
        return value[:-1] or ["rappel"]
    if isinstance(value, dict):
        return None
    return {"int": 999, "str": f"{value}.", "NoneType": "2027-01-01"}[type(value).__name__]


def test_each_value_of_the_data_is_part_of_what_is_agreed(year: Notebook) -> None:
    data = report.data(year, DAY)
    ways = list(leaves(data))
    assert {str(way[0]) for way in ways} == set(data), "every field is reached"
    assert not [key for key, value in data.items() if value in ([], None)], "the data are full"
    both_agree(year)
    for way in ways:
        changed = altered(data, way)
        assert core.fingerprint(changed) != core.fingerprint(data), way
        expected = "convenu" if way in (("programme",), ("guide",)) else "projet"
        assert report.sealed(year, changed)["statut"] == expected, way


def test_what_is_agreed_is_what_leaves_with_the_versions_of_then(year: Notebook) -> None:
    both_agree(year)
    later = report.data(year, DAY) | {"programme": "9.9.9", "guide": "autre"}
    assert report.sealed(year, later) == now(year)


def _moved(book: Notebook) -> Changed:
    [coming] = meetings.planned(book)
    return meetings.move(book, coming.id, DAY + timedelta(days=8), None)


def _held_again(book: Notebook) -> Changed:
    point = meetings.plan(book, MeetingKind.WEEKLY, DAY, time(17)).id
    log.agree(book, agenda.add(book, point, "Divers").id, "Une ligne.")
    return meetings.close(book, point)


def _state(book: Notebook) -> Changed:
    return log.set_state(book, log.open_actions(book)[-1].id, ActionState.DONE)


def _due(book: Notebook) -> Changed:
    one = log.open_actions(book)[-1]
    return log.edit_action(book, one.id, one.text, one.owner_id, one.owner_name, DAY + timedelta(days=20))


def _commune(book: Notebook, **values: Any) -> Changed:
    return people.update_commune(book, replace(people.commune(book), **values))


def _function(book: Notebook) -> Changed:
    return people.update_person(book, replace(people.pair(book).sgm, function=Function.DGS))


def _seen(book: Notebook) -> Changed:
    """The chosen subject is talked about at a point."""
    point = meetings.plan(book, MeetingKind.WEEKLY, DAY, time(18)).id
    for item in agenda.items(book, point):
        agenda.set_discussed(book, item.id, True)
    return meetings.close(book, point)


CHANGES: dict[str, Callable[[Notebook], Changed]] = {
    "the commune's name": partial(_commune, name="Valmont-sur-Indre"),
    "its code": partial(_commune, insee="36203"),
    "its code taken away": partial(_commune, insee=""),
    "its inhabitants": partial(_commune, population=None),
    "its CDG": partial(_commune, cdg_name="CDG 18"),
    "someone's function": _function,
    "the next point": _moved,
    "one more point": _held_again,
    "a subject seen": _seen,
    "an action's state": _state,
    "an action's date": _due,
    "an action more": lambda book: log.add_free_action(book, "Ranger", people.pair(book).elu.id),
    "a practice chosen": lambda book: practices.choose(book, "p06"),
    "a practice let go": lambda book: practices.release(book, "p05"),
    "one more thing asked": lambda book: report_asks.set_asked(book, "rappel", wanted=True),
    "nothing asked": lambda book: report_asks.set_asked(book, "juridique", wanted=False),
    "no more marks": lambda book: report_options.withdraw(book, Option.MARKS, people.pair(book).elu.id),
    "no more titles": lambda book: report_options.withdraw(book, Option.AGREED, people.pair(book).sgm.id),
    "no more actions": lambda book: report_options.withdraw(book, Option.ACTIONS, people.pair(book).elu.id),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_in_what_leaves_asks_both_again(year: Notebook, what: str) -> None:
    both_agree(year)
    before = now(year)
    done = CHANGES[what](year)
    after = now(year)
    assert after["empreinte"] != before["empreinte"], what
    assert after["statut"] == "projet"
    assert core.differing(before, after), what
    if done.images:
        undo.undo(year, done)
        assert now(year) == before, "taken back, it is what they agreed on"


def test_an_opening_asks_again_and_its_marks_are_not_those_agreed_on(year: Notebook, clock: Clock) -> None:
    both_agree(year)
    opened(year, clock, DAY, ("0", "3"))
    told = now(year)
    assert told["statut"] == "projet"
    assert len(told["regards"]) == 3
    assert "reperes" not in json.dumps(told["regards"])
    assert year.store.count("round_mark", "1") == 0


QUIET: dict[str, Callable[[Notebook], object]] = {
    "the CDG's address": partial(_commune, cdg_email="autre@exemple.invalid"),
    "a name": lambda book: people.update_person(book, replace(people.pair(book).sgm, name="Fabre-Vidal")),
    "an employer": lambda book: people.update_person(book, replace(people.pair(book).sgm, employer="SIVOM")),
    "a participant": lambda book: meetings.set_participants(book, meetings.planned(book)[0].id, ["Mme Roy"]),
    "a subject": lambda book: agenda.add(book, meetings.planned(book)[0].id, "Cimetière"),
    "a line begun": lambda book: drafts.keep(book, meetings.planned(book)[0].id, "Une lig"),
    "a correction": lambda book: corrections.add(book, meetings.held(book)[0].id, "12 400 €"),
    "a round begun": lambda book: rounds.start(book, ("p03",)),
    "saved": lambda book: register.add(book, "bilan.pdf", now(book)),
}


@pytest.mark.parametrize("what", QUIET)
def test_what_does_not_leave_asks_nobody(year: Notebook, what: str) -> None:
    both_agree(year)
    before = now(year)
    QUIET[what](year)
    assert now(year) == before


def test_a_sheet_being_filled_says_nothing(year: Notebook) -> None:
    both_agree(year)
    before = now(year)
    under_way = rounds.start(year, ("p03",))
    for session in sessions(year):
        for each in rounds.get(year, under_way.id).statements:
            sheets.answer(year, session, under_way.id, each.id, Answer.NEVER)
        sheets.hand_in(year, session, under_way.id)
    assert now(year) == before


def test_one_agreement_is_not_two_and_the_same_twice_neither(year: Notebook) -> None:
    data = report.data(year, DAY)
    elu, sgm = sessions(year)
    report.agree(year, data, elu)
    report.agree(year, data, elu)
    assert now(year)["statut"] == "projet"
    assert len(report.agreements(year, core.fingerprint(data))) == 1
    report.agree(year, data, sgm)
    assert now(year)["statut"] == "convenu"
    report.withdraw(year, core.fingerprint(data), elu.person_id)
    assert now(year)["statut"] == "projet"


def test_two_people_who_were_never_a_pair_have_not_agreed_together(book: Notebook, clock: Clock) -> None:
    """Mme Fabre said yes, then left; then the mayor left too. His successor's yes does not go with hers."""
    clock.go(DAY)
    data = report.data(book, DAY)
    report.agree(book, data, sessions(book)[1])
    for seat, function in ((Seat.SGM, Function.SGM), (Seat.ELU, Function.MAYOR)):
        succession.succeed(book, seat, PersonDraft(function, "Blanc", "M.", Gender.MASCULINE), DAY)
    assert report.data(book, DAY)["pratiques_choisies"] == data["pratiques_choisies"]
    report.agree(book, data, sessions(book)[0])
    assert report.sealed(book, data)["statut"] == "projet"
