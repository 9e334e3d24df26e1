"""« Vos deux regards »: the comparison that both opened, and what they make of it."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.comparison import PracticeView, StatementView
from desk.core.guide import Practice
from desk.core.meetings import ItemSource
from desk.core.people import Pair, Seat
from desk.core.rounds import Round
from desk.core.wording import noun
from desk.notebook import agenda, meetings, people, rounds, unsealing
from desk.notebook.book import Session, Topic
from desk.ui import handover, theme
from desk.ui.dialogs.code import ask_session
from desk.ui.page import Page
from desk.ui.pages.comparison_parts import (
    DIFFERENCES,
    SECTIONS,
    PracticeStatements,
    Section,
    chart_card,
    has_any,
    question_of,
    shown_in,
)
from desk.ui.pages.comparison_subjects import SubjectsCard
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.focus import keyboard_in
from desk.ui.widgets.layout import Card, FlowRow, clear
from desk.ui.widgets.text import Heading, Text

NORMAL = (
    "Des regards différents sont normaux, plus encore au début d’un mandat : ils disent de quoi parler, "
    "pas qui a raison."
)


class ComparisonPage(Page):
    """An opened round. Arguments of `enter`: `round_id`; `session`, a ticket of `handover`, or nothing."""

    name, section = "comparison", "regards"
    topics = frozenset({Topic.ROUNDS, Topic.PRACTICES, Topic.MEETINGS, Topic.PEOPLE})

    def title(self) -> str:
        """« Vos deux regards, automne 2026 »."""
        return f"Vos deux regards, {self._round().name}"

    def build(self) -> None:
        """The filter, and the place of the content."""
        self._round_id = ""
        self._session: Session | None = None
        self._views: list[PracticeView] = []
        self._only_differences = False
        self.filter = Button("Différences seulement", self._toggle)
        self.filter.setObjectName("filter")
        self.back = Button("Revenir", partial(self.context.navigate, "regards"))
        self.back.setAccessibleName("Revenir aux regards croisés")
        self.add_button(self.filter, self.back)
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.px(16))
        self.column.addLayout(self._body)

    def enter(self, **arguments: str) -> None:
        """Show that round; without a ticket, either person opens it with their code."""
        self._forget()
        self._round_id = arguments["round_id"]
        self._read(handover.take(arguments.get("session", "")))
        super().enter()

    def leave(self) -> None:
        """Forget the answers and the key."""
        self._forget()
        clear(self._body)

    def refresh(self) -> None:
        """Rebuild what is shown; the answers themselves never change."""
        clear(self._body)
        self.filter.setVisible(bool(self._views))
        self.filter.set_text("Tout afficher" if self._only_differences else "Différences seulement")
        if self._session is None:
            self._body.addWidget(self._who())
        else:
            self._show()

    def help_target(self) -> str:
        """The opening question of the practice that has the keyboard; elsewhere, when not to use it."""
        practice_id = self._practice_at(keyboard_in(self.window()))
        return f"practice:{practice_id}#question" if practice_id else "page:quand-ne-pas"

    def _round(self) -> Round:
        return rounds.get(self.context.book, self._round_id)

    def _pair(self) -> Pair:
        return people.pair(self.context.book)

    def _forget(self) -> None:
        if self._session is not None:
            self._session.close()
        self._session, self._views, self._only_differences = None, [], False

    def _read(self, session: Session | None) -> None:
        if session is None:
            return
        read = partial(unsealing.comparison, self.context.book, self._round_id, session)
        views = self.context.runner.attempt(read)
        if views is None:
            session.close()
            return
        self._session = session
        self._views = [replace(view, title=self._short(view)) for view in views]

    def _short(self, view: PracticeView) -> str:
        practice = self._practice(view.practice_id)
        is_same = practice is not None and practice.title == view.title
        return practice.short_title if practice and is_same else view.title

    def _practice(self, practice_id: str) -> Practice | None:
        """The guide's practice; None when a later guide no longer has it."""
        return next((each for each in self.context.book.guide.practices if each.id == practice_id), None)

    def _who(self) -> QWidget:
        card = Card("Qui relit ?")
        card.column.addWidget(Text("Le code de l’un ou de l’autre ouvre ces regards."))
        row = FlowRow()
        for seat in Seat:
            person = self._pair().person(seat)
            button = Button(f"{person.addressed}, {noun(person, short=True)}", partial(self._unlock, seat))
            button.setObjectName(f"unlock-{seat.value}")
            row.add(button)
        card.column.addWidget(row)
        return card

    def _unlock(self, seat: Seat) -> None:
        self._read(ask_session(self.context, self._pair().person(seat), self))
        self.update_shown()

    def _show(self) -> None:
        self._body.addWidget(Text(NORMAL, "soft"))
        if not self._only_differences:
            self._body.addWidget(chart_card(self._views, self._pair()))
            self._body.addWidget(SubjectsCard(self.context, self._round_id, self._views))
        shown = [each for each in SECTIONS if each.gaps == DIFFERENCES or not self._only_differences]
        for section in shown:
            if has_any(self._views, section):
                self._show_section(section)
            elif section.gaps == DIFFERENCES:
                self._body.addWidget(Text("Aucune différence : vous voyez la même chose partout."))

    def _show_section(self, section: Section) -> None:
        self._body.addWidget(Heading(section.title))
        self._body.addWidget(Text(section.sentence, "soft"))
        for view in self._views:
            if shown_in(view, section.gaps):
                self._body.addWidget(self._statements(view, section))

    def _statements(self, view: PracticeView, section: Section) -> QWidget:
        practice = self._practice(view.practice_id)
        if section.gaps != DIFFERENCES or practice is None:
            return PracticeStatements(view, section.gaps, self._pair())
        question = question_of(practice.opening_question, self._pair())
        read = partial(self._read_practice, view.practice_id)
        return PracticeStatements(view, section.gaps, self._pair(), question, self._send, self._is_sent, read)

    def _practice_at(self, widget: QWidget | None) -> str:
        """The practice of the guide whose statements are around a widget; "" when there is none."""
        while widget is not None and not isinstance(widget, PracticeStatements):
            widget = widget.parentWidget()
        known = widget is not None and self._practice(widget.practice_id) is not None
        return widget.practice_id if widget is not None and known else ""

    def _read_practice(self, practice_id: str) -> None:
        """Over the comparison, which stays open."""
        from desk.ui.dialogs.reading import read_over

        read_over(self.context, self, f"practice:{practice_id}#question")

    def _toggle(self) -> None:
        self._only_differences = not self._only_differences
        self.update_shown()

    def _title_of(self, each: StatementView) -> str:
        return each.statement.text.rstrip(".")

    def _send(self, view: PracticeView, each: StatementView) -> None:
        self.context.runner.do(
            partial(
                agenda.send_to_next,
                self.context.book,
                self._title_of(each),
                ItemSource.ROUND,
                view.practice_id,
            )
        )

    def _is_sent(self, view: PracticeView, each: StatementView) -> bool:
        book = self.context.book
        following = meetings.next_planned(book)
        there = agenda.items(book, following.id) if following else agenda.waiting(book)
        wanted = (ItemSource.ROUND, view.practice_id, self._title_of(each))
        return any((item.source, item.source_id, item.title) == wanted for item in there)
