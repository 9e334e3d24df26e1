"""A report and a sheet as the program makes them, and the tools that look at their PDF."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import font_source_sans_pro
import pytest

from desk import paths
from desk.core.commune import Commune
from desk.core.comparison import Gap
from desk.core.form import form_data
from desk.core.guide import Scale, Statement
from desk.core.meetings import Action, ActionState
from desk.core.people import Function, Gender, Person, Seat
from desk.core.report import Activity, RoundCounts, build, sealed
from desk.core.rounds import Round, RoundPractice, RoundState, period_sentence
from desk.pdf.press import Press

Json = dict[str, Any]
TEXTS = [
    (
        "Tenir un rendez-vous régulier",
        "Un temps d’échange à deux est réservé à notre agenda.",
        "Quand il n’a pas lieu, nous en fixons aussitôt un autre.",
        "Les sujets à aborder sont connus de l’un et de l’autre avant de commencer.",
        "Ce que nous y convenons est noté avec le nom de qui s’en charge.",
    ),
    (
        "Clarifier les rôles",
        "+Un arrêté ou un contrat nomme {le SGM} dans cette fonction.",
        "+Nous avons relu ensemble la fiche de poste.",
        "Quand un dossier s’ouvre, nous disons qui prépare et qui décide.",
        "L’avis technique {du SGM} est demandé avant que la décision soit annoncée.",
    ),
    (
        "Mettre à jour les délégations et les signatures",
        "+La liste des délégations données aux élus a été remise {au SGM}.",
        "+Nous avons décidé s’il y a, ou non, une délégation de signature {au SGM}.",
        "+Il est écrit qui signe en l’absence du maire.",
        "Les documents à signer sont vus à jours fixes.",
    ),
    (
        "Fixer un cap et choisir les priorités",
        "+Les projets de l’année sont écrits sur une liste partagée.",
        "Un retard qui s’annonce est signalé avant l’échéance, par l’un comme par l’autre.",
        "Quand une demande nouvelle s’ajoute, nous convenons de ce qui est décalé.",
        "Avant de fixer une échéance, nous parlons du temps de préparation.",
    ),
    (
        "Anticiper le calendrier communal",
        "Nous regardons ensemble les échéances des semaines à venir.",
        "Lors des derniers conseils, la date avait été fixée au moins deux semaines avant.",
        "Lors des derniers conseils, l’ordre du jour a été relu à deux avant l’envoi.",
        "Après un conseil, nous faisons le point sur la transmission et la publication.",
    ),
    (
        "Faire circuler l’information",
        "Ce que le maire convient à l’extérieur est dit {au SGM} au plus tard au point suivant.",
        "Un courrier important est signalé au maire dès qu’il est lu.",
        "Ce qui se décide à l’intercommunalité et dans les syndicats intercommunaux est rapporté {au SGM}.",
        "Selon l’urgence, nous utilisons le moyen convenu (appel, message, point).",
    ),
    (
        "Organiser les relations avec les élus et les agents",
        "Les adjoints et conseillers adressent leurs demandes de la façon convenue.",
        "Quand deux élus demandent des choses contraires, le maire tranche.",
        "{Le SGM} participe aux réunions sur ses dossiers, ou en reçoit un retour.",
        "+Il a été dit à chaque agent de qui il reçoit ses consignes.",
    ),
    (
        "Préserver le temps de chacun",
        "Une plage sans accueil ni téléphone est gardée dans la semaine.",
        "Les heures du soir et du week-end sont prises en compte dans le temps de travail.",
        "Hors des heures de chacun, nous ne nous sollicitons que pour une urgence.",
        "+Une solution a été prévue pour les absences {du SGM}.",
    ),
    (
        "Former et reconnaître",
        "+L’entretien professionnel annuel a eu lieu.",
        "+Les besoins de formation {du SGM} ont été examinés.",
        "+Les besoins de formation du maire ont été examinés.",
        "Les rencontres du réseau du CDG sont prises sur le temps de travail.",
    ),
    (
        "Parler des désaccords et faire le point à deux",
        "Quand nous ne sommes pas d’accord, nous nous le disons en tête-à-tête.",
        "Un risque juridique ou financier signalé par {le SGM} reçoit une réponse, même négative.",
        "+Nous avons pris un temps, hors entretien professionnel, pour parler de notre façon de travailler "
        "ensemble.",
        "+La liste des personnes à appeler si une difficulté dure a été faite (CDG, médecine préventive, "
        "association des maires, référent déontologue).",
    ),
]


def _statement(practice: int, number: int, text: str) -> Statement:
    scale = Scale.PROGRESS if text.startswith("+") else Scale.FREQUENCY
    return Statement(f"p{practice:02}s{number}", 1, text.removeprefix("+"), scale)


def _practice(number: int) -> RoundPractice:
    title, *texts = TEXTS[number - 1]
    statements = tuple(_statement(number, index, text) for index, text in enumerate(texts, 1))
    return RoundPractice(f"p{number:02}", title, statements)


def _round_of(numbers: range) -> Round:
    return Round(
        id="3f2a9c1e-7d54-4b0e-9a51-2f7be8a90c11",
        pair_id="pair",
        name="automne 2026",
        started=date(2026, 10, 5),
        state=RoundState.FILLING,
        opened_on=None,
        practices=tuple(_practice(number) for number in numbers),
    )


@pytest.fixture(scope="session")
def press() -> Press:
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    return Press(folder, paths.resources() / "colours" / "sRGB.icc")


@pytest.fixture(scope="session")
def make_form() -> Callable[..., Json]:
    """The sheet's data: `practices` is how many, `seat` whose."""

    def make(practices: int = 3, seat: Seat = Seat.SGM, commune: str = "Valmont") -> Json:
        people = {
            "SGM": Person("b", Function.DGS, "Claire Fabre", "Mme", Gender.FEMININE, date(2021, 3, 1)),
            "maire": Person("a", Function.MAYOR, "Paul Rey", "M.", Gender.MASCULINE, date(2020, 5, 25)),
        }
        period = {scale: period_sentence(scale, date(2026, 12, 22), date(2020, 5, 25)) for scale in Scale}
        return form_data(commune, _round_of(range(1, practices + 1)), seat, people, period)

    return make


def _counts(number: int, shift: int) -> dict[Gap, int]:
    order = (Gap.STRENGTH, Gap.WORKSITE, Gap.DIFFERENT, Gap.CONSOLIDATE, Gap.CLARIFY)
    counts = dict.fromkeys(order, 0)
    for index in range(4):
        counts[order[(number * (index + 1) // 2 + shift) % 5]] += 1
    return counts


def told(name: str, day: date, numbers: range, shift: int) -> RoundCounts:
    return RoundCounts(name, day, [(f"p{n:02}", TEXTS[n - 1][0], _counts(n, shift)) for n in numbers])


def _actions() -> list[Action]:
    states = [ActionState.DONE] * 4 + [ActionState.DOING] * 2 + [ActionState.TODO] * 3 + [ActionState.DROPPED]
    dues = [date(2026, 11, 1 + index) for index in range(9)] + [None]
    return [
        Action(f"a{index}", "m", "i", "Écrire au syndicat", "b", "", due, state)
        for index, (state, due) in enumerate(zip(states, dues, strict=True))
    ]


@pytest.fixture(scope="session")
def make_report() -> Callable[..., Json]:
    """The report's data, sealed; `empty`: nothing happened yet."""

    def make(
        name: str = "Valmont",
        *,
        agreed: bool = False,
        example: bool = False,
        empty: bool = False,
        rounds: int = 2,
        practices: int = 10,
    ) -> Json:
        commune = Commune(name, "00000" if example else "36202", 1412, "CDG de l’Indre", example=example)
        start, end = date(2025, 12, 1), date(2026, 11, 27)
        activity = Activity(start, end, 11, 17, _actions(), date(2026, 12, 1))
        if empty:
            activity = Activity(start, end, 0, 0, [], None)
            commune = Commune(name, example=example)
        functions = {"elu": "maire", "sgm": "secrétaire générale de mairie"}
        chosen = [(f"p{n:02}", TEXTS[n - 1][0], date(2026, 10, n)) for n in (1, 2, 6)]
        history = [
            told("automne 2026", date(2026, 11, 3), range(1, practices + 1), 0),
            told("printemps 2026", date(2026, 4, 7), range(1, 10), 1),
        ]
        data = build(
            commune,
            functions,
            activity,
            [] if empty else chosen,
            [] if empty else history[:rounds],
            day=end,
            program="0.1.0",
            guide="binome 1.0",
        )
        return sealed(data, agreed=agreed)

    return make


@pytest.fixture
def tool(tmp_path: Path) -> Callable[..., str]:
    """Run a PDF tool on these bytes: `tool(content, "pdfinfo")`, `tool(content, "qpdf", "--check")`."""

    def run(content: bytes, *command: str, after: tuple[str, ...] = ()) -> str:
        path = tmp_path / "document.pdf"
        path.write_bytes(content)
        done = subprocess.run([*command, str(path), *after], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run
