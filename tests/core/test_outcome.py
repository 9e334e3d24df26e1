"""What became of a subject, in one line."""

from dataclasses import replace
from datetime import date

import pytest

from desk.core.meetings import Action, ActionState
from desk.core.outcome import ActionEnd, Outcome, in_one_line
from desk.core.wording import NBSP

TODAY = date(2026, 11, 22)
ACTION = Action("a", "m", "i", "Relire la fiche de poste", "b", "", date(2026, 12, 4), ActionState.TODO)
DONE = ActionEnd(replace(ACTION, state=ActionState.DONE), date(2026, 11, 12))


def test_the_whole_path() -> None:
    outcome = Outcome(
        "p02",
        discussed_on=date(2026, 11, 4),
        agreed=("Le maire annonce après avis.",),
        actions=(DONE,),
        following=f"1{NBSP}point fort commun de plus",
        following_name="printemps 2027",
    )
    assert in_one_line(outcome, TODAY) == (
        f"vu au point du 4{NBSP}novembre · convenu : Le maire annonce après avis · "
        f"action faite le 12{NBSP}novembre · "
        f"aux réponses suivantes (printemps 2027) : 1{NBSP}point fort commun de plus"
    )


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome("p02"), "pas encore vu à un point"),
        (Outcome("p02", waiting=True), "gardé pour votre prochain point"),
        (Outcome("p02", planned_on=date(2027, 1, 8)), f"à l’ordre du jour du 8{NBSP}janvier 2027"),
        (Outcome("p02", date(2026, 11, 4), date(2026, 11, 27)), f"vu au point du 4{NBSP}novembre"),
    ],
)
def test_where_it_stands(outcome: Outcome, said: str) -> None:
    assert in_one_line(outcome, TODAY) == said


@pytest.mark.parametrize(
    ("state", "due", "said"),
    [
        (ActionState.TODO, date(2026, 12, 4), f"action à{NBSP}faire, pour le 4{NBSP}décembre"),
        (ActionState.DOING, None, "action en cours"),
        (ActionState.DOING, date(2026, 11, 20), f"action à{NBSP}reprendre"),
        (ActionState.DROPPED, date(2026, 11, 20), "action abandonnée"),
    ],
)
def test_an_action_is_said_without_naming_anyone(state: ActionState, due: date | None, said: str) -> None:
    end = ActionEnd(replace(ACTION, state=state, due=due))
    assert in_one_line(Outcome("p02", waiting=True, actions=(end,)), TODAY).endswith(f" · {said}")


def test_several_are_counted() -> None:
    outcome = Outcome(
        "p02", waiting=True, agreed=("Un.", "Deux.", "Trois."), actions=(DONE, ActionEnd(ACTION))
    )
    said = in_one_line(outcome, TODAY)
    assert f"convenu : Un (et 2{NBSP}autres)" in said
    assert f"2{NBSP}actions, dont 1 faite" in said
