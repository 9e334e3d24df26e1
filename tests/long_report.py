"""The bilan of a pair that has worked together for ten years: all that it may hold, and much of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from desk.core.commune import Commune
from desk.core.comparison import Gap
from desk.core.meetings import Action, ActionState
from desk.core.report import Activity, Added, Before, Loop, RoundCounts, build, sealed
from desk.core.report_asks import LABELS
from desk.core.report_options import Option
from desk.core.wording import season_name

DAY = date(2026, 11, 27)
YEARS = 10
TITLES = (
    "Tenir un rendez-vous régulier",
    "Clarifier les rôles",
    "Mettre à jour les délégations et les signatures",
    "Fixer un cap et choisir les priorités",
    "Anticiper le calendrier communal",
    "Faire circuler l’information",
    "Organiser les relations avec les élus et les agents",
    "Préserver le temps de chacun",
    "Former et reconnaître",
    "Parler des désaccords et faire le point à deux",
)
WORDS = (
    "Le devis de la toiture de l’école passe au prochain conseil.",
    "La boîte électronique de la mairie est relevée deux fois par jour, et les messages urgents sont dits au "
    "téléphone avant midi.",
    "Le point du lundi est gardé, même court.",
    "Les délégations sont relues ensemble avant la fin du mois, puis remises à chaque élu.",
)
FUNCTIONS = {"elu": "maire", "sgm": "secrétaire générale de mairie"}
_CLASSES = (Gap.STRENGTH, Gap.WORKSITE, Gap.DIFFERENT, Gap.CLARIFY, Gap.CONSOLIDATE, Gap.UNANSWERED)


def ten_years(
    name: str = "Valmont",
    *,
    rounds: int = 20,
    agreed: int = 150,
    actions: int = 200,
    practices: int = 10,
    options: Sequence[Option] = tuple(Option),
    status: bool = True,
    example: bool = False,
) -> dict[str, Any]:
    """The report's data, sealed: so many rounds, agreed lines and actions, each option on."""
    commune = Commune(name, "00000" if example else "36202", 1412, "CDG de l’Indre", example=example)
    data = build(
        commune,
        FUNCTIONS,
        _activity(agreed, actions),
        [(f"p{n + 1:02}", title, date(2016, 12, 1 + n)) for n, title in enumerate(TITLES[:3])],
        [_round(place, practices) for place in range(rounds)],
        _added(frozenset(options), agreed, actions),
        day=DAY,
        program="0.1.0",
        guide="binome 2026.11",
    )
    return sealed(data, agreed=status)


def _activity(agreed: int, actions: int) -> Activity:
    start = date(DAY.year - YEARS, DAY.month, DAY.day) + timedelta(days=1)
    before = Before(date(2006, 11, 28), date(2016, 11, 27), 371, 129, 163)
    coming = date(2026, 12, 1)
    return Activity(start, DAY, 402, agreed, _actions(actions), coming, Loop(41, 36, 29), before)


def _actions(count: int) -> list[Action]:
    states = [ActionState.DONE] * 7 + [ActionState.DOING, ActionState.TODO, ActionState.DROPPED]
    dues = [DAY + timedelta(days=20 - 3 * place) for place in range(count)]
    return [
        Action(
            f"a{place}", "m", "i", WORDS[place % 4], "", "", due if place % 5 else None, states[place % 10]
        )
        for place, due in enumerate(dues)
    ]


def _round(place: int, practices: int) -> RoundCounts:
    """The newest is 0; each half year one, and each tenth practice left out now and then."""
    opened = date(2026 - place // 2, 5 if place % 2 else 11, 3 + place % 20)
    told = []
    for number, title in enumerate((TITLES * 4)[:practices]):
        if place and (number + place) % 9 == 0:
            continue
        counts = dict.fromkeys(_CLASSES, 0)
        for index in range(4 + number % 2):
            counts[_CLASSES[(number * (index + 1) // 2 + place + index) % 6]] += 1
        told.append((f"p{number + 1:02}", title, counts))
    marks: dict[str, tuple[int | None, int | None]] = {
        key: (index % 7, (index * 3 + 1) % 7) for index, (key, _, _) in enumerate(told)
    }
    marks["p09"] = (None, 4)
    return RoundCounts(season_name(opened), opened, told, marks)


def _added(options: frozenset[Option], agreed: int, actions: int) -> Added:
    lines = [(DAY - timedelta(days=20 * place), WORDS[place % 4]) for place in range(agreed)]
    return Added(tuple(LABELS), options, lines, _actions(actions))
