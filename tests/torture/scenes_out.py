"""Scenes in which something leaves the carnet or comes back: files, copies, the closing."""

from functools import partial

from desk.exchange.child import Child
from desk.notebook import people, returned, rounds, safety, transfer
from desk.ui.exporting import export
from tests.torture.day import FORM, SECOND, Day
from tests.torture.state import state


def export_all(day: Day) -> None:
    """The whole carnet as JSON."""
    path = day.save_to("export.json")
    day.tell("saving", str(path))
    export(day.window, path)
    day.tell("file", str(path))


def report(day: Day) -> None:
    """The bilan as a PDF, from its page."""
    path = day.save_to("bilan.pdf")
    day.window.go("report_preview")
    day.tell("saving", str(path))
    day.hands.click("Enregistrer le PDF…")
    day.tell("file", str(path))


def import_form(day: Day) -> None:
    """A form that came back, read by the document process, goes into its owner's sheet."""
    round_ = rounds.current(day.book)
    path = day.folder / FORM
    if round_ is None or not path.exists():
        return
    child = day.window.child
    assert isinstance(child, Child)
    reading = child.read_form(path)
    session = people.unlock(day.book, people.pair(day.book).sgm.id)
    day.random_ones = True  # the second time it is refused, or changes nothing
    day.window.runner.attempt(
        lambda: returned.import_reading(day.book, session, round_.id, reading, replace_all=True)
    )
    day.random_ones = False


def shut(day: Day) -> None:
    """The window is closed, with its copy, and opened again."""
    day.close()
    day.open()


def back(day: Day) -> None:
    """Back to a copy, which takes the place of the carnet; the present file is set aside."""
    offer = day.dice.choice(safety.offers(day.book.path, day.book.env))
    with transfer.reading(offer.copy.path, day.book.env) as copy:
        coming = state(copy.store.connection)
    day.heard("coming", coming)
    day.program.opener.restore(offer)
    day.listen()
    day.heard("done", state(day.book.store.connection))


def second_place(day: Day) -> None:
    """A stick is chosen for the copies, or left."""
    place = day.folder / SECOND
    place.mkdir(exist_ok=True)
    day.do(partial(safety.set_second, day.book, place if day.dice.random() < 0.8 else None))
