"""Several actions at once, in one step back; and the history that is kept of each."""

from datetime import date

import pytest

from desk.core.errors import UserError
from desk.core.meetings import OPEN_STATES, Action, ActionState, MeetingKind
from desk.core.people import Function, Gender, Seat
from desk.notebook import (
    action_history,
    action_queries,
    actions_many,
    agenda,
    follow_up,
    log,
    meetings,
    people,
    rounds,
    succession,
    transfer,
)
from desk.notebook.book import Notebook
from desk.notebook.opening import PersonDraft
from desk.notebook.undo import undo
from tests.conftest import Clock

FRIDAY = date(2026, 11, 27)
LATER = date(2026, 12, 11)


@pytest.fixture
def keys(book: Notebook) -> list[str]:
    """Three actions of one subject: the mayor's, the secretary's, another's."""
    both = people.pair(book)
    item = agenda.add(book, meetings.plan(book, MeetingKind.WEEKLY, FRIDAY).id, "École").id
    owners = [(both.elu.id, ""), (both.sgm.id, ""), ("", "Mme Roy")]
    made = [
        log.add_action(book, item, f"Action {place}", *owner, FRIDAY) for place, owner in enumerate(owners)
    ]
    return [each.id for each in made]


def actions(book: Notebook, keys: list[str]) -> list[Action]:
    found = action_queries.some_by_id(book, keys)
    return [found[key] for key in keys]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def told(book: Notebook, key: str) -> list[str]:
    return [plain(f"{line.day:%d/%m} {line.text}") for line in action_history.of(book, key)]


def test_many_are_marked_done_in_one_step(book: Notebook, keys: list[str]) -> None:
    log.set_state(book, keys[0], ActionState.DONE)
    before = transfer.export_json(book)
    done = actions_many.mark_done(book, keys)
    assert plain(done.label) == "2 actions marquées faites ; 1 laissée telle quelle"
    assert {each.state for each in actions(book, keys)} == {ActionState.DONE}
    undo(book, done)
    assert transfer.export_json(book) == before


def test_one_reason_for_all_and_none_without(book: Notebook, keys: list[str]) -> None:
    before = transfer.export_json(book)
    with pytest.raises(UserError, match="raison de l’abandon"):
        actions_many.drop(book, keys, " ")
    assert transfer.export_json(book) == before
    assert plain(actions_many.drop(book, keys[:2], "Projet reporté").label) == "2 actions abandonnées"
    assert [each.reason for each in actions(book, keys)] == ["Projet reporté", "Projet reporté", ""]
    # those already dropped keep their own reason
    actions_many.drop(book, keys, "Autre chose")
    assert [each.reason for each in actions(book, keys)] == [
        "Projet reporté",
        "Projet reporté",
        "Autre chose",
    ]


def test_another_day_for_the_open_ones(book: Notebook, keys: list[str]) -> None:
    log.set_state(book, keys[2], ActionState.DONE)
    with pytest.raises(UserError, match="déjà passé"):
        actions_many.postpone(book, keys, date(2026, 11, 21))
    done = actions_many.postpone(book, keys, LATER)
    assert plain(done.label) == "2 actions reportées au 11 décembre 2026 ; 1 laissée telle quelle"
    assert [each.due for each in actions(book, keys)] == [LATER, LATER, FRIDAY]
    assert plain(actions_many.postpone(book, keys, LATER).label).startswith("Rien n’a changé")


def test_another_person_for_the_open_ones(book: Notebook, keys: list[str]) -> None:
    sgm = people.pair(book).sgm.id
    with pytest.raises(UserError, match="une seule personne"):
        actions_many.entrust(book, keys, "", "  ")
    done = actions_many.entrust(book, keys, sgm, "")
    assert plain(done.label) == ("2 actions confiées à la secrétaire générale ; 1 laissée telle quelle")
    assert {each.owner_id for each in actions(book, keys)} == {sgm}
    undo(book, done)
    assert plain(actions_many.entrust(book, keys[:1], "", "Mme Roy").label) == "1 action confiée à Mme Roy"


def test_nothing_ticked_is_refused(book: Notebook) -> None:
    with pytest.raises(UserError, match="Aucune action n’est cochée"):
        actions_many.mark_done(book, [])


def test_those_of_a_closed_point_live_on(book: Notebook, keys: list[str], clock: Clock) -> None:
    clock.go(FRIDAY)
    meetings.close(book, meetings.planned(book)[0].id)
    actions_many.postpone(book, keys, LATER)
    actions_many.entrust(book, keys, "", "Mme Roy")
    actions_many.mark_done(book, keys[:1])
    log.edit_action(book, keys[1], "Action 1", people.pair(book).elu.id, "", None)
    with pytest.raises(UserError, match="Ce point est clos"):
        log.edit_action(book, keys[1], "Réécrite", people.pair(book).elu.id, "", None)


def test_the_history_follows_state_date_and_owner(book: Notebook, keys: list[str], clock: Clock) -> None:
    clock.go(date(2026, 11, 24))
    actions_many.postpone(book, keys[:1], LATER)
    clock.go(date(2026, 11, 25))
    actions_many.entrust(book, keys[:1], people.pair(book).sgm.id, "")
    clock.go(date(2026, 12, 1))
    log.set_state(book, keys[0], ActionState.DROPPED, "Classe maintenue")
    assert told(book, keys[0]) == [
        "22/11 créée, pour le 27 novembre, Maire",
        "24/11 reportée au 11 décembre",
        "25/11 confiée à la secrétaire générale",
        "01/12 abandonnée : Classe maintenue",
    ]


def test_what_is_undone_is_not_told(book: Notebook, keys: list[str], clock: Clock) -> None:
    clock.go(date(2026, 11, 24))
    undo(book, actions_many.mark_done(book, keys))
    assert told(book, keys[1]) == ["22/11 créée, pour le 27 novembre, Secrétaire générale"]


def test_someone_who_left_is_named(book: Notebook, keys: list[str], clock: Clock) -> None:
    clock.go(date(2026, 12, 1))
    newcomer = PersonDraft(Function.SGM, "Petit", "M.", Gender.MASCULINE)
    succession.succeed(book, Seat.SGM, newcomer, date(2026, 12, 1))
    assert told(book, keys[1]) == ["22/11 créée, pour le 27 novembre, Secrétaire générale (Mme Fabre)"]
    assert log.owner_label(book, actions(book, keys)[1]) == "Secrétaire générale (Mme Fabre)"
    assert log.owner_label(book, actions(book, keys)[0]) == "Maire"


def test_counts_by_owner(book: Notebook, keys: list[str]) -> None:
    both = people.pair(book)
    assert action_queries.counts_by_owner(book, OPEN_STATES) == {both.elu.id: 1, both.sgm.id: 1, "": 1}
    log.set_state(book, keys[2], ActionState.DONE)
    assert action_queries.counts_by_owner(book, OPEN_STATES)[""] == 0


def test_the_way_back_to_a_round(book: Notebook, keys: list[str]) -> None:
    round_ = rounds.start(book, ["p01", "p02"]).id
    follow_up.send(book, round_, "p02", "Clarifier les rôles")
    item = agenda.items(book, meetings.planned(book)[0].id)[-1]
    made = log.add_action(book, item.id, "Écrire qui fait quoi", people.pair(book).elu.id).id
    found = action_history.origins(book, actions(book, [*keys, made]))
    assert {key: origin.practice_id for key, origin in found.items()} == {made: "p02"}
    assert action_history.origins(book, []) == {}
