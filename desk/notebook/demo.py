"""A made-up commune with two years of history, built by the same operations a user has."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from desk.core.commune import EXAMPLE_INSEE, Commune
from desk.core.dates import months_before
from desk.core.deadline import OwnKind
from desk.core.meetings import ItemSource, MeetingKind
from desk.core.people import Function, Gender
from desk.core.roles import Holder, Verb
from desk.core.rounds import SubjectDraft
from desk.core.scale import Answer
from desk.notebook import (
    agenda,
    demo_points,
    follow_up,
    journeys,
    log,
    meetings,
    opening,
    own_dates,
    people,
    practices,
    report_asks,
    rhythm,
    roles,
    rounds,
    safety,
    sheets,
    unsealing,
)
from desk.notebook.book import Environment, Notebook, Session
from desk.notebook.opening import PersonDraft, Setup

_TO_FILL = timedelta(days=6)
_PATH, _WALKED = "nouveau-mandat", 9
SETUP_NAME = "Valmont-l’Exemple"


@dataclass(slots=True)
class _Story:
    """The example being written: its own clock, moved from one day to the next."""

    now: datetime
    dice: random.Random

    def clock(self) -> datetime:
        return self.now

    def go(self, day: date, hour: int = 9) -> None:
        self.now = datetime.combine(day, time(hour))

    def new_id(self) -> str:
        return str(UUID(int=self.dice.getrandbits(128), version=4))


def build(path: Path, env: Environment, day: date) -> Notebook:
    """Make the example as of `day` at `path` and leave it open: the same day gives the same content.

    Its keys are drawn from a fixed seed: it holds no one's secret.
    """
    story = _Story(datetime.combine(day, time(9)), random.Random(f"binome {day}"))  # noqa: S311 - an example
    first = months_before(day, 24)
    story.go(first)
    own = replace(
        env,
        content=env.content.shipped,
        clock=story.clock,
        random_bytes=story.dice.randbytes,
        new_id=story.new_id,
    )
    book = opening.create(path, _setup(first), own)
    _write(book, story, first, day)
    safety.refresh_copy(book)
    book.env = env
    return book


def _setup(first: date) -> Setup:
    return Setup(
        Commune(
            SETUP_NAME, EXAMPLE_INSEE, 412, "CDG de l’exemple", "reseau-sgm@exemple.invalid", example=True
        ),
        PersonDraft(Function.MAYOR, "Paul Martin", "M.", Gender.MASCULINE),
        PersonDraft(Function.SGM, "Claire Fabre", "Mme", Gender.FEMININE, "Commune"),
        months_before(first, 8),
    )


def _write(book: Notebook, story: _Story, first: date, day: date) -> None:
    practices.choose(book, "p01")
    to_come = [months_before(day, 18), months_before(day, 6)]
    early = demo_points.early_days(first, day)
    for number, held in enumerate(early):
        if to_come and to_come[0] + _TO_FILL <= held:
            _round(book, story, to_come.pop(0), later=len(rounds.opened(book)))
        story.go(held)
        demo_points.hold_early(book, number, held, day)
    story.go(demo_points.rhythm_from(day))
    demo_points.adopt_rhythm(book, day)
    number = len(early)
    while (one := rhythm.next_proposed(book)) and one.day < day - timedelta(days=1):
        story.go(one.day)
        demo_points.hold(book, number, one, day)
        number += 1
    _finish(book, story, day)


def _answer(place: int, seat: int, later: int) -> Answer:
    pattern = ((2, 3, 1, 2, 0, 3, 2, 1), (2, 1, 1, 3, 0, 1, 3, 2))[seat]
    level = min(3, pattern[place % 8] + later * (place % 3 == 0 or place == 7))
    if (place, seat) in ((6, 0), (13, 1)):
        return Answer.UNKNOWN
    return Answer(str(level))


def _round(book: Notebook, story: _Story, day: date, later: int) -> None:
    """Regards croisés begun that day, opened once filled, with a subject; `later` counts those before."""
    story.go(day)
    if later:
        practices.choose(book, "p02")
    round_id = rounds.start(book, ["p01", "p02", "p05", "p06"]).id
    both = people.pair(book)
    sessions = [people.unlock(book, person.id) for person in (both.elu, both.sgm)]
    for seat, session in enumerate(sessions):
        _fill(book, session, round_id, seat, later)
    story.go(day + _TO_FILL)
    unsealing.open_together(book, round_id, *sessions)
    first_step = book.guide.practice("p02").first_step
    due = day + timedelta(days=30)
    unsealing.choose_subjects(book, round_id, [SubjectDraft("p02", first_step, both.elu.id, due)])
    follow_up.send(book, round_id, "p02", practices.title(book, "p02"))


def _fill(book: Notebook, session: Session, round_id: str, seat: int, later: int) -> None:
    asked = [each for each in rounds.get(book, round_id).statements if not each.optional]
    for place, statement in enumerate(asked):
        sheets.answer(book, session, round_id, statement.id, _answer(place, seat, later))
    sheets.hand_in(book, session, round_id)


def _finish(book: Notebook, story: _Story, day: date) -> None:
    both = people.pair(book)
    story.go(day - timedelta(days=9))
    coming = day + timedelta(days=(4 - day.weekday()) % 7 or 7)
    own_dates.add(book, "", coming + timedelta(days=14), OwnKind.COUNCIL)
    one = next(one for one in rhythm.upcoming(book, 9, day) if one.kind is MeetingKind.WEEKLY)
    meeting = meetings.plan(book, one.kind, one.day, one.at, one.slot_id).id
    agenda.add(book, meeting, "Qui prépare, qui décide pour l’école", ItemSource.ROUND, "p02")
    item = agenda.add(book, meeting, "Date du conseil de fin d’année").id
    log.add_action(book, item, "Relire la fiche de poste", both.elu.id, due=day - timedelta(days=5))
    log.add_action(book, item, "Dossier de demande de subvention", both.sgm.id, due=day + timedelta(days=20))
    agenda.set_discussed(book, item, False)
    story.go(day)
    rounds.start(book, ["p01", "p02", "p08"])
    report_asks.set_asked(book, "formation_binome", wanted=True)
    report_asks.set_asked(book, "remplacement", wanted=True)
    _use_tools(book, story, day)


def _use_tools(book: Notebook, story: _Story, day: date) -> None:
    """Dates of their own, a path half walked, two cells of « Qui fait quoi » adjusted."""
    own_dates.add(book, "Vœux du maire", date(day.year + 1, 1, 9), OwnKind.OTHER, yearly=True)
    roles.give(book, "r22", Verb.DECIDE, Holder.DEPUTIES)
    roles.give(book, "r25", Verb.CARRY_OUT, Holder.DEPUTIES)
    journeys.begin(book, _PATH, months_before(day, 8))
    walked = journeys.journey(book, _PATH)
    assert walked is not None
    states = [state for _, its_states in walked.phases for state in its_states]
    for state in states[:_WALKED]:
        story.go(state.proposed)
        journeys.tick(book, _PATH, state.step.id, done=True)
    story.go(day)
