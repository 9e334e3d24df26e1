"""The two paths of the guide as this pair walks them: when they began, what is ticked, what it became."""

from dataclasses import dataclass
from datetime import date

from desk.core.errors import UserError
from desk.core.meetings import ItemSource
from desk.core.steps import SEATS, Newcomer, Path, Phase, Step, by_phase, proposed_days, steps_for
from desk.core.wording import worded
from desk.notebook import agenda, log, people
from desk.notebook.book import Changed, Notebook, Topic, undoable


@dataclass(frozen=True, slots=True)
class StepState:
    """A step, the date proposed for it, and the day it was ticked, if it was."""

    step: Step
    proposed: date
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Journey:
    """A path begun on `start`; `change` says who is new, where the path asks for it."""

    path: Path
    start: date
    change: Newcomer | None
    phases: tuple[tuple[Phase, tuple[StepState, ...]], ...]

    @property
    def counts(self) -> tuple[int, int]:
        """How many steps are ticked, and of how many."""
        states = [state for _, its_states in self.phases for state in its_states]
        return sum(state.done_on is not None for state in states), len(states)


def path(book: Notebook, path_id: str) -> Path:
    """The path as the guide has it; KeyError when there is none."""
    return book.env.content.tools.paths[path_id]


def journey(book: Notebook, path_id: str) -> Journey | None:
    """The path as it is walked; None before it begins."""
    begun = book.store.one("journey", "id = ?", [path_id])
    if begun is None:
        return None
    shown, start = path(book, path_id), date.fromisoformat(begun["start"])
    change = Newcomer(begun["change"]) if begun["change"] else None
    return Journey(shown, start, change, _phases(book, shown, start, change))


def begin(book: Notebook, path_id: str, start: date, change: Newcomer | None = None) -> Changed:
    """Begin a path, or correct the day it began and who is new; the ticks stay."""
    if path(book, path_id).asks_who and change is None:
        raise UserError("Il manque qui vient d’arriver.", "Choisissez le maire ou le secrétariat général.")
    values = {"start": start.isoformat(), "change": change.value if change else ""}
    with book.store.recording() as images:
        if book.store.one("journey", "id = ?", [path_id]):
            book.store.update("journey", path_id, values)
        else:
            book.store.insert("journey", {"id": path_id} | values)
    return undoable(images, Topic.JOURNEYS, label="Parcours commencé")


def forget(book: Notebook, path_id: str) -> Changed:
    """Put a path away with its ticks, to begin it anew one day."""
    with book.store.recording() as images:
        book.store.delete("step_mark", "journey_id = ?", [path_id])
        book.store.delete("journey", "id = ?", [path_id])
    return undoable(images, Topic.JOURNEYS, label="Parcours rangé")


def tick(book: Notebook, path_id: str, step_id: str, done: bool) -> Changed:  # noqa: FBT001 - a state
    """Tick a step today, or take the tick off."""
    key = f"{path_id}:{step_id}"
    with book.store.recording() as images:
        book.store.delete("step_mark", "id = ?", [key])
        if done:
            row = {"id": key, "journey_id": path_id, "step_id": step_id, "done_on": book.today.isoformat()}
            book.store.insert("step_mark", row)
    return undoable(images, Topic.JOURNEYS, label="Étape cochée" if done else "Étape décochée")


def to_agenda(book: Notebook, path_id: str, step_id: str) -> Changed:
    """Put a step on the agenda of the next point, once."""
    step = _step(book, path_id, step_id)
    return agenda.send_to_next(book, _said(book, step), ItemSource.GUIDE, f"{path_id}:{step_id}")


def to_action(book: Notebook, path_id: str, step_id: str, owner_id: str, due: date | None) -> Changed:
    """Make an action of a step, outside any point; it comes back at the points like the others."""
    return log.add_free_action(book, _said(book, _step(book, path_id, step_id)), owner_id, due)


def proposed_owner(book: Notebook, step: Step) -> str:
    """The person whose action a step would be; empty when it is taken together."""
    seat = SEATS.get(step.who)
    return people.pair(book).person(seat).id if seat else ""


def _phases(
    book: Notebook, shown: Path, start: date, change: Newcomer | None
) -> tuple[tuple[Phase, tuple[StepState, ...]], ...]:
    marks = book.store.rows("step_mark", "journey_id = ?", [shown.id])
    done = {row["step_id"]: date.fromisoformat(row["done_on"]) for row in marks}
    days = proposed_days(shown, start)
    steps = steps_for(shown, people.commune(book).population, change)
    return tuple(
        (phase, tuple(StepState(step, days[step.id], done.get(step.id)) for step in its_steps))
        for phase, its_steps in by_phase(shown, steps)
    )


def _step(book: Notebook, path_id: str, step_id: str) -> Step:
    return next(step for step in path(book, path_id).steps if step.id == step_id)


def _said(book: Notebook, step: Step) -> str:
    return worded(step.title, people.pair(book).named)
