"""« Vos deux regards »: the comparison that both opened, and what they make of it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.compared import DIFFERENCES, NORMAL, SECTIONS, Section, shown_in
from desk.core.comparison import PracticeView, StatementView
from desk.core.people import Seat
from desk.core.wording import worded
from desk.notebook import follow_up
from desk.notebook.book import Session, Topic
from desk.ui import handover, theme
from desk.ui.dialogs.code import ask_session
from desk.ui.page import Page
from desk.ui.pages.comparison_chart import chart_card
from desk.ui.pages.comparison_opened import Opened
from desk.ui.pages.comparison_parts import PracticeStatements, Talk, door
from desk.ui.pages.comparison_print import print_comparison
from desk.ui.pages.comparison_subjects import SubjectsCard
from desk.ui.pages.comparison_time import outcomes_card, time_card
from desk.ui.silence import Silence
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.focus import keyboard_in
from desk.ui.widgets.layout import clear
from desk.ui.widgets.text import Heading, Text

SILENT = (
    "Vos deux regards se masqueront dans une minute. Une touche ou un geste de la souris les garde ouverts."
)
SECTION = "Regards croisés"


class ComparisonPage(Page):
    """An opened round. Arguments of `enter`: `round_id`; `session`, a ticket of `handover`, or nothing."""

    name, section = "comparison", "regards"
    topics = frozenset({Topic.ROUNDS, Topic.PRACTICES, Topic.MEETINGS, Topic.ACTIONS, Topic.PEOPLE})
    can_print = True
    has_way_back = True

    def title(self) -> str:
        """« Vos deux regards, automne 2026 »."""
        return f"Vos deux regards, {self.opened.round.name}"

    def build(self) -> None:
        """The filter, the ways out, and the place of the content."""
        self.opened = Opened(self.context, "")
        self._only_differences = self._hidden = False
        self.filter = Button("Différences seulement", self._toggle)
        self.printing = Button("Imprimer…", self.print_page)
        self.mask_button = Button("Masquer (F9)", self.hide_comparison)
        for name, button in (("filter", self.filter), ("print", self.printing), ("mask", self.mask_button)):
            button.setObjectName(name)
        self.back = Button("Revenir", partial(self.context.navigate, "regards"))
        self.back.setAccessibleName("Revenir aux regards croisés")
        self.add_button(self.filter, self.printing, self.mask_button, self.back)
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.px(16))
        self.column.addLayout(self._body)
        self.silence = Silence(self, self.context.messages, lambda: self.context.book.now, SILENT)
        self.silence.fallen.connect(self.hide_comparison)
        # wherever the focus is in the window: someone is coming in
        QShortcut(QKeySequence(Qt.Key.Key_F9), self, self.hide_comparison)

    def enter(self, **arguments: str) -> None:
        """Show that round; without a ticket, either person opens it with their code."""
        self._forget()
        self.opened = Opened(self.context, arguments["round_id"])
        self._read(handover.take(arguments.get("session", "")))
        super().enter()

    def leave(self) -> None:
        """Forget the answers and the key."""
        self._forget()
        clear(self._body)

    def refresh(self) -> None:
        """Rebuild what is shown; the answers themselves never change."""
        clear(self._body)
        is_open = self.opened.session is not None
        for button in (self.filter, self.printing, self.mask_button):
            button.setVisible(is_open)
        self.filter.set_text("Tout afficher" if self._only_differences else "Différences seulement")
        if is_open:
            self._show()
        else:
            self._body.addWidget(door(self.opened.pair, self._unlock, hidden=self._hidden))

    def print_page(self) -> None:
        """For the two who opened it, as long as it is open."""
        if self.opened.session is None:
            self.context.messages.note(
                "Ouvrez d’abord vos deux regards : ils s’impriment quand ils sont à l’écran."
            )
        else:
            print_comparison(self, self.opened)

    def help_target(self) -> str:
        """The opening question of the practice that has the keyboard; elsewhere, when not to use it."""
        practice_id = self._practice_at(keyboard_in(self.window()))
        return f"practice:{practice_id}#question" if practice_id else "page:quand-ne-pas"

    def show_way_back(self, title: str) -> None:
        """To the point one came from; « Revenir » leads to the section already."""
        super().show_way_back("" if title.startswith(SECTION) else title)

    @property
    def is_confidential(self) -> bool:
        """While it is open."""
        return self.opened.session is not None

    def cover(self) -> None:
        """Someone came in while the guide was read over it."""
        self.hide_comparison()

    def hide_comparison(self) -> None:
        """Hide everything and forget the key, until one of the two opens again."""
        if self.opened.session is None:
            return
        self.context.messages.clear()
        self._forget()
        self._hidden = True
        self.update_shown()
        self.scroller.verticalScrollBar().setValue(0)
        found = self.findChildren(QWidget, f"unlock-{Seat.ELU.value}")
        if found:
            found[-1].setFocus()

    def _forget(self) -> None:
        self.silence.rest()
        self.opened.forget()
        self._only_differences = self._hidden = False

    def _read(self, session: Session | None) -> None:
        if self.opened.read(session):
            self.silence.watch()

    def _unlock(self, seat: Seat) -> None:
        self._read(ask_session(self.context, self.opened.pair.person(seat), self))
        self.update_shown()

    def _show(self) -> None:
        self._body.addWidget(Text(NORMAL, "soft"))
        if not self._only_differences:
            self._body.addWidget(chart_card(self.opened.views, self.opened.pair))
            self._body.addWidget(SubjectsCard(self.context, self.opened))
            for card in (outcomes_card(self.opened), time_card(self.opened)):
                if card is not None:
                    self._body.addWidget(card)
        for section in SECTIONS:
            if section.gaps == DIFFERENCES or not self._only_differences:
                self._show_section(section)

    def _show_section(self, section: Section) -> None:
        views = [view for view in self.opened.views if shown_in(view, section.gaps)]
        if not views:
            if section.gaps == DIFFERENCES:
                self._body.addWidget(Text("Aucune différence : vous voyez la même chose partout."))
            return
        self._body.addWidget(Heading(section.title))
        self._body.addWidget(Text(section.sentence, "soft"))
        sent = follow_up.sent(self.context.book)
        for view in views:
            talk = self._talk(view, sent) if section.gaps == DIFFERENCES else None
            then = next(iter(self.opened.trend(view)), None)
            self._body.addWidget(PracticeStatements(view, section.gaps, self.opened.pair, then, talk))

    def _talk(self, view: PracticeView, sent: frozenset[tuple[str, str]]) -> Talk | None:
        practice = self.opened.practice(view.practice_id)
        if practice is None:
            return None
        question = worded(practice.opening_question, self.opened.pair.named)
        read = partial(self._read_practice, view.practice_id)
        return Talk(question, self._send, lambda its, each: (its.practice_id, _title(each)) in sent, read)

    def _practice_at(self, widget: QWidget | None) -> str:
        """The practice of the guide whose statements are around a widget; "" when there is none."""
        while widget is not None and not isinstance(widget, PracticeStatements):
            widget = widget.parentWidget()
        known = widget is not None and self.opened.practice(widget.practice_id) is not None
        return widget.practice_id if widget is not None and known else ""

    def _read_practice(self, practice_id: str) -> None:
        """Over the comparison, which stays open."""
        from desk.ui.dialogs.reading import read_over

        read_over(self.context, self, f"practice:{practice_id}#question")

    def _toggle(self) -> None:
        self._only_differences = not self._only_differences
        self.update_shown()

    def _send(self, view: PracticeView, each: StatementView) -> None:
        send = partial(
            follow_up.send, self.context.book, self.opened.round_id, view.practice_id, _title(each)
        )
        self.context.runner.do(send)


def _title(each: StatementView) -> str:
    return each.statement.text.rstrip(".")
