"""What is printed of the guide for this commune: worded for its two people, and whose document it is."""

from collections.abc import Iterator
from functools import partial
from itertools import chain

from desk import __version__
from desk.core import handouts
from desk.core.calendar import upcoming
from desk.core.guide import Section
from desk.core.handout import Booklet, Imprint, Letter, Matrix, PathSheet, PracticePage
from desk.core.handouts import Word
from desk.core.wording import long_date, worded
from desk.notebook import journeys, people, practices, roles
from desk.notebook.book import Notebook

_YEAR = 365


def imprint(book: Notebook) -> Imprint:
    """Whose document it is: the guide in force, the program, the commune, today."""
    commune, guide = people.commune(book), book.guide
    source = f"{guide.publisher}, guide {guide.version}"
    return Imprint(source, f"Binôme {__version__}", commune.name, book.today.isoformat(), commune.example)


def word(book: Notebook) -> Word:
    """How a text of the guide is said to this commune's two people."""
    return partial(worded, people=people.pair(book).named)


def practice(book: Notebook, practice_id: str) -> PracticePage:
    """One practice, on one page; as well as it is known when the guide in use no longer has it."""
    return handouts.practice_page(practices.readable(book, practice_id), word(book))


def booklet(book: Notebook) -> Booklet:
    """The whole guide, with the deadlines of the year to come."""
    population = people.commune(book).population
    coming = upcoming(book.deadlines, population, book.today, _YEAR)
    return handouts.booklet(book.guide, word(book), coming)


def page(book: Notebook, page_id: str) -> Letter:
    """A free page or a document of the kit. KeyError when there is none such."""
    section, say = section_of(book, page_id), word(book)
    return Letter(say(section.title), say(section.body))


def matrix(book: Notebook) -> Matrix:
    """« Qui fait quoi » as the pair has it."""
    return handouts.matrix("Qui fait quoi", roles.matrix(book), roles.rows(book), word(book))


def journey(book: Notebook, walked: journeys.Journey) -> PathSheet:
    """A path with its ticks; each phase says until when."""
    states = [state for _, its_states in walked.phases for state in its_states]
    until = {phase.id: its_states[0].proposed for phase, its_states in walked.phases}
    return handouts.path_sheet(
        walked.path,
        [state.step for state in states],
        people.pair(book),
        lambda phase_id: f"d’ici au {long_date(until[phase_id])}",
        [state.step.id for state in states if state.done_on],
    )


def section_of(book: Notebook, page_id: str) -> Section:
    """The free page or the document of the kit of that id. KeyError when there is none such.

    A page that the guide in use leaves out is the program's own: screens lead to some of them.
    """
    for section in chain(book.guide.pages, _elsewhere(book)):
        if section.id == page_id:
            return section
    raise KeyError(page_id)


def _elsewhere(book: Notebook) -> Iterator[Section]:
    """Read when the pages were not enough."""
    yield from book.env.content.tools.kit
    yield from book.env.content.shipped.guide.pages
