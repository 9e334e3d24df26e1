"""The parts of a practice as they are read: passages, law, statements, question, ways on."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from desk.core.guide import Fact, Guide, Practice, Scale, Section, Statement, Tool
from desk.core.markdown import BlockKind, parse
from desk.core.people import Pair
from desk.core.wording import capital, long_date, named, worded
from desk.ui import theme
from desk.ui.context import Navigate
from desk.ui.searchable import LAW, QUESTION, STATEMENTS
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import Card, FlowRow, column
from desk.ui.widgets.prose import Follow, Prose
from desk.ui.widgets.reading import Part
from desk.ui.widgets.text import Tag, Text

Word = Callable[[str], str]
SCALE_TAGS = {
    Scale.FREQUENCY: "à quelle fréquence, sur trois mois",
    Scale.PROGRESS: "où en est-on, sur douze mois",
}
TOOLS: dict[Tool, tuple[str, str, dict[str, str]]] = {
    Tool.ROLES: ("Qui fait quoi", "roles", {}),
    Tool.NEW_TERM: ("Nouveau mandat", "journey", {"path_id": "nouveau-mandat"}),
    Tool.NEW_PERSON: ("Nouvelle personne", "journey", {"path_id": "nouvelle-personne"}),
    Tool.CALENDAR: ("Le calendrier communal", "calendar", {}),
    Tool.CDG: ("Mon CDG", "cdg", {}),
    Tool.GLOSSARY: ("Glossaire", "guide_page", {"page_id": "glossaire"}),
}
"""What each tool is called, and the screen it is."""


def follow(navigate: Navigate, target: str) -> None:
    """Go where a link of the guide leads: « practice:p02 », « page:origine »."""
    kind, _, key = target.partition(":")
    if kind == "practice":
        navigate("practice", practice_id=key)
    else:
        navigate("guide_page", page_id=key)


def worded_for(pair: Pair) -> Word:
    """How a text of the guide is said to these two people."""
    return partial(worded, people=pair.named)


def practice_parts(practice: Practice, pair: Pair, follow: Follow) -> Iterator[Part]:
    """All of a practice, in the order one reads it; links are given to `follow`."""
    word = worded_for(pair)
    short = {"maire": capital(named(pair.elu, short=True)), "sgm": capital(named(pair.sgm, short=True))}
    for section in practice.sections:
        prose = Prose(parse(word(section.body)), follow, name=section.id)
        yield Part(section.id, word(section.title), prose, short.get(section.id, ""))
    if practice.facts:
        yield Part("facts", LAW, _facts(practice.facts, word))
    if practice.statements:
        title = "Les énoncés des regards croisés"
        yield Part("statements", title, _statements(practice.statements, word), STATEMENTS)
    yield Part("question", QUESTION, _question(practice, word))


def page_part(page: Section, word: Word, follow: Follow) -> Part:
    """A free page, which has its own headings."""
    return Part("", "", Prose(parse(word(page.body)), follow, heading=2))


def page_entries(page: Section, word: Word) -> list[tuple[str, str]]:
    """The contents of a free page: where its headings are, and what they say."""
    found, number = [], 0
    for block in parse(word(page.body)):
        if block.kind is BlockKind.HEADING:
            found.append((f"text:{number}", "".join(span.text for span in block.spans)))
        number += max(1, len(block.items))
    return found


def numbered(practice: Practice) -> str:
    """« 2. Clarifier les rôles »; without a number when the guide in use no longer has it."""
    return f"{practice.number}. {practice.title}" if practice.number else practice.title


def see_also(practice: Practice, guide: Guide, navigate: Navigate) -> QWidget:
    """The practices next to this one, and the tools that go with it."""
    box = QWidget()
    inside = column(box, 4)
    for other in (guide.practice(key) for key in practice.related if key in guide.practice_ids):
        action = partial(navigate, "practice", practice_id=other.id)
        inside.addWidget(_link(f"{other.number}. {other.short_title}", action))
    for title, target, arguments in (TOOLS[tool] for tool in practice.tools):
        inside.addWidget(_link(title, partial(navigate, target, **arguments)))
    return box


def neighbours(practice: Practice, guide: Guide, navigate: Navigate) -> QWidget:
    """The practice before, the whole guide, the practice after."""
    is_listed = practice.id in guide.practice_ids
    place = guide.practice_ids.index(practice.id) if is_listed else len(guide.practice_ids)
    row = FlowRow()
    if is_listed and place:
        row.add(_neighbour("Précédente", guide.practices[place - 1], navigate))
    row.add(LinkButton("Tout le guide", partial(navigate, "guide")))
    if place + 1 < len(guide.practice_ids):
        row.add(_neighbour("Suivante", guide.practices[place + 1], navigate))
    return row


def _link(title: str, action: Callable[[], object]) -> QWidget:
    button = LinkButton(title, action)
    button.setObjectName(f"see-{title}")
    return FlowRow(button)


def _neighbour(word: str, other: Practice, navigate: Navigate) -> Button:
    return Button(f"{word} : {other.short_title}", partial(navigate, "practice", practice_id=other.id))


def _facts(facts: Sequence[Fact], word: Word) -> QWidget:
    box = QWidget()
    inside = column(box, 14)
    for place, fact in enumerate(facts):
        each = QWidget()
        each.setObjectName(f"anchor-facts:{place}")
        lines = column(each, 2)
        lines.addWidget(Text(word(fact.text)))
        lines.addWidget(Text(_basis(fact), "caption"))
        inside.addWidget(each)
    return box


def _basis(fact: Fact) -> str:
    read = f"{fact.reference} (lu : {fact.source})" if fact.source else fact.reference
    return f"{read} · à jour au {long_date(fact.as_of)}"


def _statements(statements: Sequence[Statement], word: Word) -> QWidget:
    box = QWidget()
    inside = column(box, 12)
    inside.addWidget(Text("Chacun y répond de sa place ; les mêmes phrases pour les deux.", "soft"))
    for statement in statements:
        each = QWidget()
        lines = column(each, 4)
        text = Text(word(statement.text))
        text.setObjectName(f"anchor-statements:{statement.id}")
        tags = FlowRow(Tag(SCALE_TAGS[statement.scale]), spacing=6)
        if statement.optional:
            tags.add(Tag("facultatif"))
        lines.addWidget(text)
        lines.addWidget(tags)
        inside.addWidget(each)
    return box


def _question(practice: Practice, word: Word) -> QWidget:
    card = Card()
    question = Text(word(practice.opening_question), "strong")
    question.setObjectName("anchor-question:0")
    card.column.addWidget(question)
    card.column.addWidget(
        Text("Une question pour ouvrir la conversation, sans chercher qui a raison.", "soft")
    )
    card.setMaximumWidth(theme.reading_width())
    return card
