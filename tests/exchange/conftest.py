"""A document process, and a report and a sheet to give it."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import font_source_sans_pro
import pytest

from desk.core.commune import Commune
from desk.core.comparison import Gap
from desk.core.form import form_data
from desk.core.guide import Scale, Statement
from desk.core.people import Function, Gender, Person, Seat
from desk.core.report import Activity, RoundCounts, build, sealed
from desk.core.rounds import Round, RoundPractice, RoundState
from desk.exchange.child import Child

Json = dict[str, Any]
COMMAND = [sys.executable, "-m", "desk.exchange.worker"]


@pytest.fixture(scope="session")
def command() -> list[str]:
    return COMMAND


@pytest.fixture(scope="session")
def fonts() -> Path:
    return Path(font_source_sans_pro.__file__).parent / "files"


@pytest.fixture
def child(fonts: Path) -> Iterator[Child]:
    """One process for all the calls of a test."""
    with Child(COMMAND, fonts) as kept:
        yield kept


@pytest.fixture(scope="session")
def make_report() -> Callable[..., Json]:
    def make(name: str = "Valmont", insee: str = "36202", *, rounds: int = 1, example: bool = False) -> Json:
        practices = [
            ("p01", "Tenir un rendez-vous régulier", {Gap.STRENGTH: 3, Gap.DIFFERENT: 1}),
            ("p02", "Clarifier les rôles", {Gap.DIFFERENT: 2, Gap.CLARIFY: 2}),
        ]
        data = build(
            Commune(name, insee, 412, "CDG de l’Indre", example=example),
            {"elu": "maire", "sgm": "secrétaire général de mairie"},
            Activity(date(2025, 12, 1), date(2026, 11, 27), 11, 17, [], None),
            [("p01", practices[0][1], date(2026, 10, 1))],
            [RoundCounts("automne 2026", date(2026, 11, 3), practices)][:rounds],
            day=date(2026, 11, 27),
            program="0.1.0",
            guide="binome 1.0",
        )
        return sealed(data, agreed=True)

    return make


@pytest.fixture(scope="session")
def form() -> Json:
    people = {
        "SGM": Person("b", Function.SGM, "Claire Fabre", "Mme", Gender.FEMININE, date(2021, 3, 1)),
        "maire": Person("a", Function.MAYOR, "Paul Rey", "M.", Gender.MASCULINE, date(2020, 5, 25)),
    }
    statements = tuple(
        Statement(f"p01s{number}", 1, f"Énoncé numéro {number} pour {{le SGM}}.", Scale.FREQUENCY)
        for number in range(1, 5)
    )
    round_ = Round(
        id="3f2a9c1e-7d54-4b0e-9a51-2f7be8a90c11",
        pair_id="pair",
        name="automne 2026",
        started=date(2026, 10, 5),
        state=RoundState.FILLING,
        opened_on=None,
        practices=(RoundPractice("p01", "Tenir un rendez-vous régulier", statements),),
    )
    period = dict.fromkeys(Scale, "Ces trois derniers mois")
    return form_data("Valmont", round_, Seat.SGM, people, period)
