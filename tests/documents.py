"""Each kind of document, made by the real program: `python -m tests.documents FOLDER`.

FOLDER/keep holds what may be kept for ever, FOLDER/fill the form to fill in on screen.
"""

import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

from desk import paths
from desk.cli import main
from desk.core import handouts, point_papers, written
from desk.core.calendar import upcoming
from desk.core.handout import Handout, Imprint, Letter
from desk.core.meetings import ActionState, Meeting, MeetingKind, MeetingState
from desk.core.people import Function, Gender, Pair, Person
from desk.core.point_papers import AgendaSubject, Mark, Minutes, NotedAction, NotedSubject
from desk.core.register import LEAD, TITLE, Register
from desk.core.report_options import Option
from desk.core.roles import Holder, Verb, adjusted
from desk.core.steps import proposed_day, steps_for
from desk.core.wording import long_date, worded
from desk.data.shipped import ShippedContent
from desk.exchange.child import Child
from desk.notebook import action_queries, lists_on_paper, opening
from desk.notebook.environment import make as environment
from tests.long_report import ten_years
from tests.pdf.test_comparison import document

DAY = date(2026, 11, 22)
PAIR = Pair(
    "p",
    Person("a", Function.MAYOR, "", "M.", Gender.MASCULINE, date(2020, 5, 25)),
    Person("b", Function.SGM, "", "Mme", Gender.FEMININE, date(2021, 3, 1)),
    date(2026, 3, 28),
)
OTHERS = Pair(
    "q",
    Person("c", Function.MAYOR, "", "Mme", Gender.FEMININE, date(2026, 3, 28)),
    Person("d", Function.DGS, "", "M.", Gender.MASCULINE, date(2021, 3, 1)),
    date(2026, 3, 28),
)
"""A woman mayor and a man director."""
IMPRINT = Imprint("Binôme, guide 2026.11", "Binôme", "Valmont", DAY.isoformat())


def make(folder: Path) -> list[Path]:
    """Draw them all; their paths."""
    keep, fill = folder / "keep", folder / "fill"
    for each in (keep, fill):
        each.mkdir(parents=True, exist_ok=True)
    _of_a_notebook(folder, keep, fill)
    with Child(paths.program_command(), paths.fonts_dir()) as child:
        compared = ("vos-deux-regards", document())
        for name, handout in (
            *of_the_guide(),
            *of_a_point(),
            *of_the_register(),
            *of_lists(folder),
            compared,
        ):
            (keep / f"{name}.pdf").write_bytes(child.draw_handout(handout, IMPRINT))
            print(f"Document : {name}")
        for name, data in of_ten_years():
            (keep / f"{name}.pdf").write_bytes(child.draw_report(data))
            print(f"Document : {name}")
    return sorted([*keep.glob("*.pdf"), *fill.glob("*.pdf")])


def of_the_register() -> Iterator[tuple[str, Handout]]:
    """The bilans that were saved, over more than a page, by file name."""
    # That test takes its imprint from here.
    from tests.pdf.test_register import ROW

    yield "registre", Register(TITLE, LEAD, (ROW,) * 12)


def of_lists(folder: Path) -> Iterator[tuple[str, Handout]]:
    """What is pinned up of the example, by file name."""
    env = environment(paths.resources(), folder / "copies", lambda: datetime.combine(DAY, time(9)))
    book = opening.open_notebook(folder / "demo.binome", env, read_only=True)
    yield "journee", lists_on_paper.day_sheet(book)
    yield "calendrier", lists_on_paper.calendar(book, 52)
    yield "convenu", lists_on_paper.agreed(book)
    yield "actions", lists_on_paper.actions(book, action_queries.in_order(book, list(ActionState), None))
    opening.close(book)


def of_ten_years() -> Iterator[tuple[str, dict[str, Any]]]:
    """Bilans, by file name: all that one may hold, over thirty pages, and next to nothing."""
    yield "bilan-dix-ans", ten_years()
    yield "bilan-deux-regards", ten_years(rounds=2, options=[Option.AGREED], status=False)
    yield "bilan-sans-regard", ten_years(rounds=0, agreed=0, actions=0, options=(), example=True)


def _of_a_notebook(folder: Path, keep: Path, fill: Path) -> None:
    book, profile = str(folder / "demo.binome"), ["--profile", str(folder / "profile")]
    for command in (
        ["demo", "--out", str(folder), "--au", DAY.isoformat()],
        ["report", book, "--out", str(keep / "bilan.pdf"), "--au", DAY.isoformat()],
        ["form", book, "--role", "elu", "--blank", "--out", str(keep / "feuille-elu.pdf")],
        ["form", book, "--role", "sgm", "--blank", "--out", str(keep / "feuille-sgm.pdf")],
        ["form", book, "--role", "sgm", "--out", str(fill / "formulaire.pdf")],
    ):
        code = main([*command, *profile])
        if code:
            raise SystemExit(code)


def of_the_guide(pair: Pair = PAIR) -> Iterator[tuple[str, Handout]]:
    """The shipped guide's handouts, by file name, said to this pair."""
    word = partial(worded, people=pair.named)
    content = ShippedContent(paths.resources())
    guide, tools = content.guide, content.tools
    for practice in guide.practices:
        yield practice.id, handouts.practice_page(practice, word)
    yield "livret", handouts.booklet(guide, word, upcoming(content.deadlines, 412, DAY, 365))
    for section in (*tools.kit, *guide.pages):
        yield f"page-{section.id}", Letter(word(section.title), word(section.body))
    rows = adjusted(tools.roles, {(tools.roles.subjects[2].id, Verb.PREPARE): Holder.MAYOR})
    yield "qui-fait-quoi", handouts.matrix("Qui fait quoi", tools.roles, rows, word)
    for path in tools.paths.values():
        days = {phase.id: f"avant le {long_date(proposed_day(phase, DAY))}" for phase in path.phases}
        steps = steps_for(path, 412)
        yield path.id, handouts.path_sheet(path, steps, pair, days.__getitem__, {steps[0].id})


def of_a_point(times: int = 1) -> Iterator[tuple[str, Handout]]:
    """The papers of a point, by file name; each of its subjects is there `times`."""
    both = tuple(person.title for person in (PAIR.elu, PAIR.sgm))
    meeting = Meeting("m", MeetingKind.WEEKLY, DAY, None, MeetingState.HELD, both, DAY)
    titles = ("Toiture de l’école", "Horaires d’ouverture", "Recensement") * times
    agenda = [AgendaSubject(title, "ajouté à l’ordre du jour") for title in titles]
    yield "ordre-du-jour", point_papers.agenda(meeting, agenda, PAIR)
    yield "releve", noted_point(times)
    yield "confirmation-vierge", written.confirmation(PAIR.sgm, PAIR.elu, is_order=False)
    filled = {"affair": "Terrain communal", "text": "Rien n’est signé avant le conseil.", "answer": "Un mot."}
    yield "confirmation", written.confirmation(PAIR.elu, PAIR.sgm, is_order=True, day=DAY, **filled)


def noted_point(times: int = 1) -> Minutes:
    """Notes with all that they may hold."""
    both = (
        NotedAction("Demander deux devis", "M. Rey", Mark.ELU, "pour le 4 décembre 2026, à faire"),
        NotedAction("Écrire au syndicat", "Mme Fabre", Mark.SGM, "en cours"),
        NotedAction("Ouvrir la salle", "Mme Roy, adjointe", Mark.OTHER, "faite"),
    )
    subject = NotedSubject(
        "Toiture de l’école",
        "Le devis est arrivé mardi.\nReste à fixer la date.",
        ("Le devis retenu passe au prochain conseil.",),
        both,
        ("Ajouté le 3 décembre 2026 : le devis est de 12 400 €.",),
    )
    return Minutes(
        "Relevé du vendredi 27 novembre 2026",
        "Point hebdomadaire, avec M. Rey et Mme Fabre",
        (subject, NotedSubject("Recensement")) * times,
        ("Horaires d’ouverture",),
        "Non abordé",
        point_papers.UNFINISHED,
        point_papers.AS_CLOSED.format(day="27 novembre 2026"),
    )


if __name__ == "__main__":
    make(Path(sys.argv[1]))
