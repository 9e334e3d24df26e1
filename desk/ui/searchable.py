"""All that the guide's search looks in: practices, pages, tools and calendar, worded for the pair. No Qt."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from desk.core.guide import Practice, Section
from desk.core.markdown import BlockKind, parse, plain
from desk.core.wording import capital, typographic, worded
from desk.notebook import people, roles
from desk.ui.search import Passage

if TYPE_CHECKING:
    from desk.notebook.book import Notebook

LAW, STATEMENTS, QUESTION = "Ce que dit le droit", "Les énoncés", "Pour en parler"


def passages(book: "Notebook") -> Iterator[Passage]:
    """Everything there is to find, in reading order; the files are read as it goes."""
    pair = people.pair(book)
    word = partial(worded, people=pair.named)
    for found in _all(book):
        yield Passage(
            found.target, found.key, found.anchor, found.title, word(found.where),
            typographic(word(found.text)),
        )  # fmt: skip


def _all(book: "Notebook") -> Iterator[Passage]:
    for practice in book.guide.practices:
        yield from _practice(practice)
    for page in (*book.guide.pages, *book.env.content.tools.kit):
        yield from _page(page)
    yield from _roles(book)
    yield from _paths(book)
    yield from _calendar(book)


def _practice(practice: Practice) -> Iterator[Passage]:
    make = partial(Passage, "practice", practice.id)
    title = f"{practice.number}. {practice.title}"
    yield make("", title, "", practice.title)
    for section in practice.sections:
        for place, (line, _) in enumerate(_marked_lines(section)):
            yield make(f"{section.id}:{place}", title, section.title, line)
    for place, fact in enumerate(practice.facts):
        yield make(f"facts:{place}", title, LAW, f"{fact.text} {fact.reference}")
    for statement in practice.statements:
        yield make(f"statements:{statement.id}", title, STATEMENTS, statement.text)
    yield make("question:0", title, QUESTION, practice.opening_question)


def _marked_lines(section: Section) -> Iterator[tuple[str, bool]]:
    """Its paragraphs, headings and items, one by one, without their marks; and which are headings."""
    for block in parse(section.body):
        for line in plain((block,)).split("\n"):
            yield line, block.kind is BlockKind.HEADING


def _page(page: Section) -> Iterator[Passage]:
    yield Passage("guide_page", page.id, "", page.title, "", page.title)
    where = ""
    for place, (line, is_heading) in enumerate(_marked_lines(page)):
        where = line if is_heading else where
        yield Passage("guide_page", page.id, f"text:{place}", page.title, where, line)


def _roles(book: "Notebook") -> Iterator[Passage]:
    """The subjects; who does what is not there, for the pair moves it."""
    matrix = roles.matrix(book)
    groups = {group.id: group.title for group in matrix.groups}
    for subject in matrix.subjects:
        said = (capital(subject.title), subject.note, subject.basis.said if subject.basis else "")
        yield Passage("roles", "", subject.id, "Qui fait quoi", groups[subject.group], joined(said))


def _paths(book: "Notebook") -> Iterator[Passage]:
    for path in book.env.content.tools.paths.values():
        yield Passage("journey", path.id, "", path.title, "", path.title)
        yield Passage("journey", path.id, "", path.title, "Parcours", path.lead)
        phases = {phase.id: phase.title for phase in path.phases}
        for step in path.steps:
            said = (step.title, step.why, step.basis.said if step.basis else "")
            yield Passage("journey", path.id, step.id, path.title, phases[step.phase], joined(said))


def _calendar(book: "Notebook") -> Iterator[Passage]:
    title = "Calendrier communal"
    yield Passage("calendar", "", "", title, "", title)
    for rule in book.deadlines:
        said = (capital(rule.title), rule.note, rule.reference)
        yield Passage("calendar", "", rule.id, title, "Échéance", joined(said))


def joined(sentences: Iterable[str]) -> str:
    """One text, each part ended by a full stop."""
    return " ".join(f"{each.removesuffix('.')}." for each in sentences if each)
