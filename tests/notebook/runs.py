"""Someone who does at random whatever can be undone, from a seed: runs for the tests of undoing."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import TypeVar

from desk.core.deadline import OwnKind
from desk.core.errors import UserError
from desk.core.meetings import ActionState, ItemSource, MeetingKind, MeetingState
from desk.core.rhythm import Every, Slot
from desk.core.roles import Holder, Verb
from desk.notebook import (
    actions_many,
    agenda,
    carrying,
    cdg,
    corrections,
    journeys,
    log,
    meetings,
    own_dates,
    people,
    practices,
    recurring,
    rhythm,
    roles,
)  # fmt: skip
from desk.notebook import bin as binned
from desk.notebook.book import Changed, Notebook

One = TypeVar("One")
Operation = Callable[[], Changed]


class Nothing(Exception):
    """There is nothing there to do it to."""


class Someone:
    """Does operations picked by chance on whatever the carnet holds; `dice` decides everything."""

    def __init__(self, book: Notebook, seed: int) -> None:
        self.book, self.dice = book, random.Random(seed)
        self.done: list[str] = []

    def prepare(self) -> None:
        """What cannot be undone comes first: a closed point with an action, a line and a subject left."""
        point = meetings.plan(self.book, MeetingKind.WEEKLY, self.book.today - timedelta(days=9)).id
        item = agenda.add(self.book, point, "École").id
        log.agree(self.book, item, "Un avis écrit avant toute annonce")
        log.add_action(self.book, item, "Appeler", people.pair(self.book).elu.id)
        agenda.add(self.book, point, "Voirie")
        agenda.remove(self.book, agenda.add(self.book, point, "Retiré").id)
        meetings.close(self.book, point)
        meetings.plan(self.book, MeetingKind.MONTHLY, self.book.today + timedelta(days=3))

    def next_operation(self) -> tuple[str, Operation]:
        """One that has something to be done to, with its name."""
        while True:
            name = self.dice.choice([each for each in dir(self) if each.startswith("do_")])
            try:
                operation: Operation = getattr(self, name)()
            except Nothing:
                continue
            return name.removeprefix("do_"), operation

    def do(self, number: int) -> list[Changed]:
        """So many changes that can be undone; what is refused, or changes nothing, is not counted."""
        made: list[Changed] = []
        while len(made) < number:
            name, operation = self.next_operation()
            try:
                change = operation()
            except UserError:
                continue
            if change.images:
                made.append(change)
                self.done.append(name)
        return made

    def do_plan(self) -> Operation:
        day, kind = self._day(), self.dice.choice(list(MeetingKind))
        return lambda: meetings.plan(self.book, kind, day, self.dice.choice([None, time(9)]))

    def do_move(self) -> Operation:
        point, day = self._point(), self._day()
        return lambda: meetings.move(self.book, point, day, time(14))

    def do_cancel(self) -> Operation:
        point = self._point()
        return lambda: meetings.cancel(self.book, point)

    def do_kind(self) -> Operation:
        point, kind = self._point(), self.dice.choice(list(MeetingKind))
        return lambda: meetings.set_kind(self.book, point, kind)

    def do_participants(self) -> Operation:
        point, names = self._point(), [self._word(), self._word()]
        return lambda: meetings.set_participants(self.book, point, names)

    def do_model(self) -> Operation:
        point = self._point()
        return lambda: carrying.start_from_model(self.book, point)

    def do_add(self) -> Operation:
        point = self._point()
        return lambda: agenda.add(self.book, point, self._word())

    def do_send(self) -> Operation:
        return lambda: agenda.send_to_next(self.book, self._word(), ItemSource.GUIDE, "p02")

    def do_retitle(self) -> Operation:
        item = self._item()
        return lambda: agenda.retitle(self.book, item, self._word())

    def do_notes(self) -> Operation:
        item = self._item()
        return lambda: agenda.write_notes(self.book, item, self._word())

    def do_discussed(self) -> Operation:
        item, discussed = self._item(), self.dice.random() < 0.5
        return lambda: agenda.set_discussed(self.book, item, discussed)

    def do_shift(self) -> Operation:
        item, offset = self._item(), self.dice.randint(-4, 4)
        return lambda: agenda.shift(self.book, item, offset)

    def do_remove_item(self) -> Operation:
        item = self._item()
        return lambda: agenda.remove(self.book, item)

    def do_agree(self) -> Operation:
        item = self._item()
        return lambda: log.agree(self.book, item, self._word())

    def do_reword(self) -> Operation:
        line = self._line()
        return lambda: log.reword(self.book, line, self._word())

    def do_withdraw(self) -> Operation:
        line = self._line()
        return lambda: log.withdraw(self.book, line)

    def do_action(self) -> Operation:
        item, owner = self._item(), people.pair(self.book).sgm.id
        return lambda: log.add_action(self.book, item, self._word(), owner, due=self._later())

    def do_free_action(self) -> Operation:
        owner = people.pair(self.book).elu.id
        return lambda: log.add_free_action(self.book, self._word(), owner, self._later())

    def do_edit_action(self) -> Operation:
        action = self._action()
        return lambda: log.edit_action(self.book, action, self._word(), "", "Mme Petit", self._later())

    def do_state(self) -> Operation:
        action, state = self._action(), self.dice.choice(list(ActionState))
        return lambda: log.set_state(self.book, action, state, "Sans objet")

    def do_remove_action(self) -> Operation:
        action = self._action()
        return lambda: log.remove_action(self.book, action)

    def do_many(self) -> Operation:
        keys = [self._action(), self._action()]
        each: Sequence[Operation] = (
            lambda: actions_many.mark_done(self.book, keys),
            lambda: actions_many.drop(self.book, keys, "Sans objet"),
            lambda: actions_many.postpone(self.book, keys, self._later()),
            lambda: actions_many.entrust(self.book, keys, "", "Mme Petit"),
        )
        return self.dice.choice(each)

    def do_correct(self) -> Operation:
        held = self._one([each.id for each in meetings.held(self.book)])
        return lambda: corrections.add(self.book, held, self._word())

    def do_put_back(self) -> Operation:
        one = self._one(binned.content(self.book))
        return lambda: binned.put_back(self.book, one.table, one.id)

    def do_own_date(self) -> Operation:
        kind = self.dice.choice(list(OwnKind))
        return lambda: own_dates.add(self.book, self._word(), self._later(), kind)

    def do_edit_date(self) -> Operation:
        key = self._one([each.id for each in own_dates.own_dates(self.book)])
        return lambda: own_dates.edit(self.book, key, self._word(), self._later(), OwnKind.OTHER)

    def do_remove_date(self) -> Operation:
        key = self._one([each.id for each in own_dates.own_dates(self.book)])
        return lambda: own_dates.remove(self.book, key)

    def do_slot(self) -> Operation:
        slot = Slot("", self.dice.choice(list(MeetingKind)), self.dice.choice(list(Every)), since=self._day())
        return lambda: rhythm.add_slot(self.book, slot)

    def do_change_slot(self) -> Operation:
        slot = self._one(rhythm.slots(self.book))
        return lambda: rhythm.change_slot(self.book, replace(slot, weekday=self.dice.randint(0, 4)))

    def do_remove_slot(self) -> Operation:
        slot = self._one(rhythm.slots(self.book))
        return lambda: rhythm.remove_slot(self.book, slot.id)

    def do_closing(self) -> Operation:
        first = self._later()
        return lambda: rhythm.add_closing(self.book, first, first + timedelta(days=6), self._word())

    def do_remove_closing(self) -> Operation:
        closing = self._one(rhythm.closings(self.book))
        return lambda: rhythm.remove_closing(self.book, closing.id)

    def do_recurring(self) -> Operation:
        kind = self.dice.choice(list(MeetingKind))
        return lambda: recurring.add(self.book, kind, self._word())

    def do_recurring_model(self) -> Operation:
        kind = self.dice.choice(list(MeetingKind))
        return lambda: recurring.take_model(self.book, kind)

    def do_change_recurring(self) -> Operation:
        key = self._one([each.id for kind in MeetingKind for each in recurring.items(self.book, kind)])
        each: Sequence[Operation] = (
            lambda: recurring.rename(self.book, key, self._word()),
            lambda: recurring.remove(self.book, key),
            lambda: recurring.shift(self.book, key, self.dice.randint(-2, 2)),
        )
        return self.dice.choice(each)

    def do_choose(self) -> Operation:
        practice = f"p0{self.dice.randint(1, 9)}"
        act = self.dice.choice([practices.choose, practices.release])
        return lambda: act(self.book, practice)

    def do_role(self) -> Operation:
        subject = self.dice.choice(roles.rows(self.book)).subject.id
        verb, holder = self.dice.choice(list(Verb)), self.dice.choice(list(Holder))
        return lambda: roles.give(self.book, subject, verb, holder)

    def do_roles_anew(self) -> Operation:
        return lambda: roles.as_proposed(self.book)

    def do_begin(self) -> Operation:
        return lambda: journeys.begin(self.book, "nouveau-mandat", self._day())

    def do_forget(self) -> Operation:
        return lambda: journeys.forget(self.book, "nouveau-mandat")

    def do_tick(self) -> Operation:
        steps = [step.id for step in journeys.path(self.book, "nouveau-mandat").steps]
        step, done = self._one(steps), self.dice.random() < 0.7
        return lambda: journeys.tick(self.book, "nouveau-mandat", step, done)

    def do_cdg(self) -> Operation:
        return lambda: cdg.write(self.book, {"contact": self._word()})

    def _one(self, found: Sequence[One]) -> One:
        if not found:
            raise Nothing
        return self.dice.choice(found)

    def _point(self) -> str:
        return self._one([each.id for each in meetings.planned(self.book)])

    def _item(self) -> str:
        return self._one([each.id for each in agenda.items(self.book, self._point())])

    def _line(self) -> str:
        open_points = [
            each.id for each in meetings.all_meetings(self.book) if each.state is MeetingState.PLANNED
        ]
        return self._one([line.id for key in open_points for line in log.decisions(self.book, key)])

    def _action(self) -> str:
        return self._one([each.id for each in log.all_actions(self.book)])

    def _day(self) -> date:
        return self.book.today + timedelta(days=self.dice.randint(-20, 40))

    def _later(self) -> date:
        return self.book.today + timedelta(days=self.dice.randint(0, 60))

    def _word(self) -> str:
        return f"Texte {self.dice.randint(0, 9999)} œ’😀"
