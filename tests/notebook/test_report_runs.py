"""Two people decide, take back, open and erase in any order: nothing leaves that both do not want."""

import json
import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from desk.core.meetings import MeetingKind
from desk.core.people import Function, Gender, Seat
from desk.core.report_options import Option
from desk.notebook import (
    agenda,
    erasing_round,
    log,
    meetings,
    opening,
    people,
    register,
    report,
    report_asks,
    report_options,
    report_pending,
    rounds,
    succession,
)
from desk.notebook.book import Environment, Notebook, Session
from desk.notebook.opening import PersonDraft, Setup
from tests.conftest import Clock
from tests.notebook.two_rounds import opened, sessions

SAID = "Le devis est retenu"
STEPS = 40
DAY = date(2026, 11, 20)


class Life:
    """A carnet, and what one would expect of it told in plain sets."""

    def __init__(self, book: Notebook, clock: Clock, dice: random.Random) -> None:
        self.book, self.clock, self.dice = book, clock, dice
        self.yes: set[tuple[Option, Seat]] = set()
        self.agreed: dict[str, set[str]] = {}
        self.done: list[str] = []

    def day(self) -> date:
        return self.book.today

    def data(self) -> dict[str, Any]:
        return report.sealed(self.book, report.data(self.book, self.day()))

    def seat(self) -> Seat:
        return self.dice.choice(list(Seat))

    def allow(self) -> None:
        option, seat = self.dice.choice(list(Option)), self.seat()
        if report_options.state(self.book, option).problem:
            return
        report_options.agree(self.book, option, self.key(seat))
        self.yes.add((option, seat))

    def refuse(self) -> None:
        option, seat = self.dice.choice(list(Option)), self.seat()
        report_options.withdraw(self.book, option, people.pair(self.book).person(seat).id)
        self.yes.discard((option, seat))

    def agree(self) -> None:
        seat, data = self.seat(), report.data(self.book, self.day())
        report.agree(self.book, data, self.key(seat))

    def ask(self) -> None:
        wanted = "rappel" not in report_asks.asked(self.book)
        report_asks.set_asked(self.book, "rappel", wanted=wanted)

    def save(self) -> None:
        register.add(self.book, "bilan.pdf", self.data())

    def hold(self) -> None:
        point = meetings.plan(self.book, MeetingKind.WEEKLY, self.day(), time(9)).id
        item = agenda.add(self.book, point, "Sujet").id
        log.agree(self.book, item, SAID)
        log.add_action(self.book, item, SAID, people.pair(self.book).elu.id)
        meetings.close(self.book, point)

    def open(self) -> None:
        opened(self.book, self.clock, self.day() + timedelta(days=1), ("3", "1"))
        self.yes -= {(Option.MARKS, seat) for seat in Seat}

    def erase(self) -> None:
        known = rounds.opened(self.book)
        if known:
            gone = self.dice.choice(known)
            erasing_round.erase(self.book, gone.id, *sessions(self.book), copies=False)
            if gone == known[0]:
                self.yes -= {(Option.MARKS, seat) for seat in Seat}

    def succeed(self) -> None:
        draft = PersonDraft(Function.SGM, f"Vidal {len(self.done)}", "M.", Gender.MASCULINE)
        succession.succeed(self.book, Seat.SGM, draft, self.day())
        self.yes.clear()

    def key(self, seat: Seat) -> Session:
        return sessions(self.book)[list(Seat).index(seat)]

    def step(self) -> None:
        """One thing that may happen, the frequent ones more often."""
        often: list[Callable[[], None]] = [self.allow, self.agree] * 4 + [
            self.refuse,
            self.save,
            self.ask,
        ] * 2
        act = self.dice.choice([*often, self.hold, self.open, self.open, self.erase, self.succeed])
        self.done.append(act.__name__)
        act()

    def check(self) -> None:
        data, told = self.data(), self.done[-6:]
        on = {option for option in Option if all((option, seat) in self.yes for seat in Seat)}
        assert report_options.on(self.book) == on, told
        known = rounds.opened(self.book)
        held = bool(meetings.held(self.book))
        assert bool(data["titres_convenu"]) == (Option.AGREED in on and held), told
        assert bool(data["titres_actions"]) == (Option.ACTIONS in on and held), told
        marked = ["reperes" in json.dumps(each) for each in data["regards"]]
        assert marked == [place == 0 and Option.MARKS in on for place in range(len(known))], told
        assert bool(self.book.store.count("round_mark", "1")) == (Option.MARKS in on), told
        both = {person.id for person in (people.pair(self.book).elu, people.pair(self.book).sgm)}
        given = {each.person_id for each in report.agreements(self.book, data["empreinte"])}
        if both <= given:
            assert data["statut"] == "convenu", told
        self.check_kept(told)

    def check_kept(self, told: list[str]) -> None:
        """What is taken up, or stays in the file without having left, is this pair's and wanted."""
        last = report_pending.last_agreed(self.book)
        mine = {
            (each.name, each.opened_on.isoformat()) for each in rounds.opened(self.book) if each.opened_on
        }
        if last is not None:
            assert {(each["nom"], each["date"]) for each in last["regards"]} <= mine, told
        saved = {line.fingerprint for line in register.lines(self.book)}
        for row in self.book.store.rows("report"):
            data = json.loads(row["data"])
            if row["fingerprint"] not in saved and any("reperes" in json.dumps(r) for r in data["regards"]):
                assert {(each["nom"], each["date"]) for each in data["regards"]} <= mine, told


@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_yes_and_no(env: Environment, valmont: Setup, tmp_path: Path, seed: int) -> None:
    clock = env.clock
    assert isinstance(clock, Clock)
    clock.now = datetime.combine(DAY, time(9))
    book = opening.create(tmp_path / "valmont.binome", valmont, env)
    life = Life(book, clock, random.Random(seed))
    try:
        for _ in range(STEPS):
            life.step()
            life.check()
    finally:
        opening.close(book)
