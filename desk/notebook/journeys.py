"""The two paths of the guide as this pair walks them: when they began, what is ticked, what it became."""

from dataclasses import dataclass
from datetime import date

from desk.core.errors import UserError
from desk.core.meetings import Action, AgendaItem, ItemSource, Meeting
from desk.core.steps import SEATS, Newcomer, Path, Phase, Step, by_phase, proposed_days, steps_for
from desk.core.wording import worded
from desk.notebook import agenda, log, meetings, people, rows
from desk.notebook.book import Changed, Notebook, Topic, undoable


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step waits to be talked of: a subject, and its point; None while no point is planned for it."""

    item: AgendaItem
    point: Meeting | None


@dataclass(frozen=True, slots=True)
class StepState:
    """A step, the date proposed for it, the day it was ticked, if it was, and what it became.

    `place`: the agenda to come that it is on; `action`: the open one it was made into.
    """

    step: Step
    proposed: date
    done_on: date | None
    place: Place | None = None
    action: Action | None = None


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
    places, actions = _places(book, shown.id), {action.text: action for action in log.open_actions(book)}

    def state(step: Step) -> StepState:
        place, action = places.get(step.id), actions.get(_said(book, step))
        return StepState(step, days[step.id], done.get(step.id), place, action)

    return tuple((phase, tuple(map(state, its_steps))) for phase, its_steps in by_phase(shown, steps))


def _places(book: Notebook, path_id: str) -> dict[str, Place]:
    """Step id → where it waits: the nearest point still to be held, else the subjects kept for the next."""
    points = {point.id: point for point in reversed(meetings.planned(book))}
    steps = _sent(book, path_id)
    found = {}
    for point in (None, *points.values()):
        for item in agenda.items(book, point.id) if point else agenda.waiting(book):
            if item.id in steps:
                found[steps[item.id]] = Place(item, point)
    return found


def _sent(book: Notebook, path_id: str) -> dict[str, str]:
    """Subject id → the step it comes from, through the points where it was not discussed."""
    sources = [ItemSource.GUIDE.value, ItemSource.UNDISCUSSED.value]
    steps: dict[str, str] = {}
    for row in book.store.rows("agenda_item", "source IN (?, ?)", sources, order="rowid"):
        item = rows.item(row)
        if item.source is ItemSource.UNDISCUSSED and item.source_id in steps:
            steps[item.id] = steps[item.source_id]
        elif item.source_id.startswith(f"{path_id}:"):
            steps[item.id] = item.source_id.removeprefix(f"{path_id}:")
    return steps


def _step(book: Notebook, path_id: str, step_id: str) -> Step:
    return next(step for step in path(book, path_id).steps if step.id == step_id)


def _said(book: Notebook, step: Step) -> str:
    return worded(step.title, people.pair(book).named)
