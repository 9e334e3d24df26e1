"""One practice of the guide, and the guide's free pages."""

from functools import partial

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.guide import Fact, Practice, Scale, Section, Statement
from desk.core.markdown import parse
from desk.core.meetings import ItemSource
from desk.core.people import Person
from desk.core.wording import long_date, worded
from desk.notebook import agenda, people, practices
from desk.notebook.book import Topic
from desk.ui import theme
from desk.ui.context import Navigate
from desk.ui.page import Page
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.layout import Card, Columns, FlowRow, clear, column, narrowed
from desk.ui.widgets.prose import Prose
from desk.ui.widgets.text import Divider, Heading, Tag, Text

SCALE_TAGS = {
    Scale.FREQUENCY: "à quelle fréquence, sur trois mois",
    Scale.PROGRESS: "où en est-on, sur douze mois",
}


def follow(navigate: Navigate, target: str) -> None:
    """Go where a link of the guide leads: « practice:p02 », « page:origine »."""
    kind, _, key = target.partition(":")
    if kind == "practice":
        navigate("practice", practice_id=key)
    else:
        navigate("guide_page", page_id=key)


class PracticePage(Page):
    """A practice. Arguments of `enter`: `practice_id`; `anchor`, a section's id, "statements" or "facts"."""

    name, section = "practice", "guide"
    topics = frozenset({Topic.PRACTICES, Topic.PEOPLE})

    def title(self) -> str:
        """« 2. Clarifier les rôles »."""
        practice = self._practice()
        return f"{practice.number}. {practice.title}"

    def build(self) -> None:
        """Buttons and the place of the content, which is made when the practice is known."""
        self._practice_id = self.context.book.guide.practices[0].id
        self._shown: tuple[str, Person, Person] | None = None
        self.choose = Button("Choisir cette pratique", self._choose)
        self.choose.setObjectName("choose")
        self.send = PrimaryButton("Ajouter à l’ordre du jour", self._send)
        self.send.setObjectName("send")
        self.add_button(self.choose, self.send)
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.px(20))
        self.column.addLayout(self._body)

    def enter(self, **arguments: str) -> None:
        """Show that practice, at its top or at the anchor."""
        self._practice_id = arguments["practice_id"]
        super().enter()
        anchor = arguments.get("anchor", "")
        if anchor:
            QTimer.singleShot(0, self, partial(self._go_to, anchor))

    def refresh(self) -> None:
        """The prose is made anew only for another practice or other people."""
        pair = people.pair(self.context.book)
        if self._shown != (self._practice_id, pair.elu, pair.sgm):
            self._shown = (self._practice_id, pair.elu, pair.sgm)
            self._fill({"SGM": pair.sgm, "maire": pair.elu})
        self.choose.set_text("Ne plus la suivre" if self._is_chosen() else "Choisir cette pratique")

    def help_target(self) -> str:
        """What this guide is."""
        return "page:origine"

    def _practice(self) -> Practice:
        return self.context.book.guide.practice(self._practice_id)

    def _is_chosen(self) -> bool:
        return any(entry.practice_id == self._practice_id for entry in practices.chosen(self.context.book))

    def _choose(self) -> None:
        operation = practices.release if self._is_chosen() else practices.choose
        self.context.runner.do(partial(operation, self.context.book, self._practice_id))

    def _send(self) -> None:
        practice = self._practice()
        self.context.runner.do(
            partial(agenda.send_to_next, self.context.book, practice.title, ItemSource.GUIDE, practice.id)
        )

    def _fill(self, named: dict[str, Person]) -> None:
        clear(self._body)
        practice = self._practice()
        self._body.addWidget(_opening(practice, named))
        self._body.addWidget(Columns(self._prose(practice, named), _side(practice, named), minimum=420))
        self._body.addWidget(Divider())
        self._body.addWidget(self._neighbours(practice))

    def _prose(self, practice: Practice, named: dict[str, Person]) -> QWidget:
        box, layout = _pane()
        for section in practice.sections:
            heading = Heading(worded(section.title, named), 2)
            heading.setObjectName(f"anchor-{section.id}")
            layout.addWidget(heading)
            blocks = parse(worded(section.body, named))
            layout.addWidget(Prose(blocks, partial(follow, self.context.navigate)))
            layout.addSpacing(theme.px(8))
        layout.addStretch(1)
        return box

    def _neighbours(self, practice: Practice) -> QWidget:
        guide = self.context.book.guide
        place = guide.practices.index(practice)
        row = FlowRow()
        if place:
            row.add(self._link("Précédente", guide.practices[place - 1]))
        row.add(LinkButton("Toutes les pratiques", partial(self.context.navigate, "guide")))
        if place + 1 < len(guide.practices):
            row.add(self._link("Suivante", guide.practices[place + 1]))
        return row

    def _link(self, word: str, other: Practice) -> Button:
        action = partial(self.context.navigate, "practice", practice_id=other.id)
        return Button(f"{word} : {other.short_title}", action)

    def _go_to(self, anchor: str) -> None:
        inside = self.scroller.inside
        found = inside.findChild(QWidget, f"anchor-{anchor}")
        if found is not None:
            layout = inside.layout()
            if layout is not None:
                layout.activate()
            top = found.mapTo(inside, QPoint(0, 0)).y() - theme.px(16)
            self.scroller.verticalScrollBar().setValue(top)


class FreePage(Page):
    """A page of the guide that is no practice. Argument of `enter`: `page_id`."""

    name, section = "guide_page", "guide"
    topics = frozenset({Topic.PEOPLE})

    def title(self) -> str:
        """The page's own title."""
        return self._section().title

    def build(self) -> None:
        """The place of the prose."""
        self._page_id = self.context.book.guide.pages[0].id
        self._body = QVBoxLayout()
        self.column.addLayout(self._body)
        self.column.addWidget(LinkButton("Toutes les pratiques", partial(self.context.navigate, "guide")))

    def enter(self, **arguments: str) -> None:
        """Show that page."""
        self._page_id = arguments["page_id"]
        super().enter()

    def refresh(self) -> None:
        """Write the prose, worded for these two people."""
        clear(self._body)
        pair = people.pair(self.context.book)
        text = worded(self._section().body, {"SGM": pair.sgm, "maire": pair.elu})
        prose = Prose(parse(text), partial(follow, self.context.navigate))
        box, layout = _pane()
        layout.addWidget(prose)
        self._body.addWidget(box)

    def _section(self) -> Section:
        return next(page for page in self.context.book.guide.pages if page.id == self._page_id)


def _pane() -> tuple[QWidget, QVBoxLayout]:
    """Something to read: never wider than a comfortable line."""
    inside = QWidget()
    return narrowed(inside, theme.reading_width()), column(inside, 8)


def _opening(practice: Practice, named: dict[str, Person]) -> QWidget:
    card = Card("Pour en parler")
    card.column.addWidget(Text(worded(practice.opening_question, named)))
    card.column.addWidget(Text(f"Cette semaine : {worded(practice.first_step, named)}", "soft"))
    return card


def _side(practice: Practice, named: dict[str, Person]) -> QWidget:
    box, layout = _pane()
    layout.addWidget(_anchored("Les énoncés des regards croisés", "statements"))
    layout.addWidget(Text("Chacun y répond de sa place ; les mêmes phrases pour les deux.", "soft"))
    for statement in practice.statements:
        layout.addWidget(_statement(statement, named))
    layout.addSpacing(theme.px(16))
    layout.addWidget(_anchored("Repères", "facts"))
    for fact in practice.facts:
        layout.addWidget(_fact(fact, named))
    layout.addStretch(1)
    return box


def _anchored(text: str, anchor: str) -> Heading:
    heading = Heading(text, 2)
    heading.setObjectName(f"anchor-{anchor}")
    return heading


def _statement(statement: Statement, named: dict[str, Person]) -> QWidget:
    card = Card()
    card.column.setSpacing(theme.px(6))
    card.column.addWidget(Text(worded(statement.text, named)))
    tags = FlowRow(Tag(SCALE_TAGS[statement.scale]), spacing=6)
    if statement.optional:
        tags.add(Tag("facultatif"))
    card.column.addWidget(tags)
    return card


def _fact(fact: Fact, named: dict[str, Person]) -> QWidget:
    box = QWidget()
    layout = column(box, 2)
    layout.addWidget(Text(worded(fact.text, named)))
    layout.addWidget(Text(f"{fact.reference} · à jour au {long_date(fact.as_of)}", "caption"))
    layout.addSpacing(theme.px(8))
    return box
