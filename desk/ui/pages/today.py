"""« Aujourd’hui »: what comes next; never a person's progress, never the content of a difference."""

from collections import Counter
from functools import partial

from PySide6.QtWidgets import QWidget

from desk.core.meetings import KIND_LABELS, Action, ItemSource, Meeting, MeetingKind
from desk.core.own_dates import Coming
from desk.core.people import Seat
from desk.core.rhythm import Proposal
from desk.core.rhythm_words import said_hour
from desk.core.rounds import Round
from desk.core.wording import capital, counted, long_date, named
from desk.notebook import agenda, meetings, people, practices
from desk.notebook import today as notebook_today
from desk.notebook.book import Topic
from desk.ui.page import Page
from desk.ui.pages.calendar_parts import agenda_button
from desk.ui.pages.meeting_words import said_day, when
from desk.ui.pages.today_copies import SecondPlaceCard, copy_words
from desk.ui.widgets.action_row import due_words
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.layout import Card, Columns, FlowRow, clear, column
from desk.ui.widgets.text import Heading, Text

ACTIONS_SHOWN, DEADLINES_SHOWN, PRINT = 4, 3, "Imprimer la journée"
ROUND_TEXT = "Chacun remplit sa feuille quand il le souhaite. Elles s’ouvrent ensemble."
OPENED_TEXT = "Vos feuilles sont ouvertes. Il reste à choisir vos sujets, ou aucun."
NO_ROUND_TEXT = (
    "Chacun remplit sa feuille de son côté, quelques minutes suffisent ; vous les ouvrez ensemble et "
    "choisissez un sujet ou deux."
)
_THE = {
    MeetingKind.WEEKLY: "le point hebdomadaire",
    MeetingKind.MONTHLY: "le point mensuel",
    MeetingKind.COUNCIL: "la préparation du conseil",
    MeetingKind.YEARLY: "le bilan annuel",
    MeetingKind.OTHER: "le point",
}
_SOURCES = {
    ItemSource.ACTION: ("action qui revient", "actions qui reviennent"),
    ItemSource.UNDISCUSSED: ("sujet non abordé", "sujets non abordés"),
    ItemSource.ROUND: ("sujet de vos regards croisés", "sujets de vos regards croisés"),
    ItemSource.GUIDE: ("sujet venu du guide", "sujets venus du guide"),
    ItemSource.DEADLINE: ("échéance du calendrier", "échéances du calendrier"),
    ItemSource.RECURRING: ("sujet habituel", "sujets habituels"),
    ItemSource.TYPED: ("sujet ajouté", "sujets ajoutés"),
}


class TodayPage(Page):
    """Where one arrives: the next point first, then what surrounds it."""

    name, section = "today", "today"
    topics = frozenset(Topic) - {Topic.REPORT}
    can_print = True

    def title(self) -> str:
        """The section's name."""
        return "Aujourd’hui"

    def build(self) -> None:
        """Cards side by side where they fit, the chosen practices under them."""
        printing = Button(f"{PRINT}…", self.print_page)
        ours = LinkButton("La commune et nous", partial(self.context.navigate, "commune"))
        for button, name in ((printing, "print"), (ours, "commune")):
            button.setObjectName(name)
            self.add_button(button)
        self.cards = Columns()
        self.column.addWidget(self.cards)
        self.practices = FlowRow(spacing=12)
        below, self.elsewhere = Card(), SecondPlaceCard(self.context)
        below.column.addWidget(self.practices)
        for card in (below, self.elsewhere):
            self.column.addWidget(card)
        self.copy = LinkButton("", partial(self.context.navigate, "copies"))
        self.copy.setObjectName("copies")
        self.column.addWidget(FlowRow(self.copy))

    def print_page(self) -> None:
        """The day on one page."""
        from desk.notebook import lists_on_paper  # a start prints nothing

        self.print_handout(partial(lists_on_paper.day_sheet, self.context.book), PRINT)

    def refresh(self) -> None:
        """Tell the day."""
        self._told = notebook_today.summary(self.context.book)
        self.cards.clear()
        self.cards.add(self._meeting(), self._actions(), self._round(), self._deadlines())
        self._show_practices()
        self.elsewhere.refresh()
        self.copy.set_text(copy_words(self.context.book))

    def _meeting(self) -> Card:
        card, meeting = Card("Prochain point"), self._told.next_meeting
        others: list[Button] = []
        if meeting is None:
            card.column.addWidget(Text("Aucun point n’est prévu."))
            if self._told.waiting_count or self._told.proposal is None:
                card.column.addWidget(Text(self._waiting(), "soft"))
            first, others = self._first_date(card)
        else:
            said = when(meeting, self.context.book.today)
            card.column.addWidget(Text(f"{said} · {KIND_LABELS[meeting.kind]}"))
            card.column.addWidget(Text(self._agenda(meeting), "soft"))
            first = PrimaryButton("Préparer l’ordre du jour", partial(self._open, meeting))
        first.setObjectName("first")
        card.column.addWidget(FlowRow(first, *others))
        return card

    def _first_date(self, card: Card) -> tuple[Button, list[Button]]:
        """The next date of the rhythm in one click, or another; without a rhythm, the way to set one."""
        one, today = self._told.proposal, self.context.book.today
        if one is None:
            ours = LinkButton("Choisir notre rythme", partial(self.context.navigate, "rhythm"))
            ours.setObjectName("rhythm")
            return PrimaryButton("Prévoir un point", self._plan), [ours]
        said = said_day(one.day, today, weekday=True)
        hour = f" à {said_hour(one.at)}" if one.at else ""
        card.column.addWidget(Text(f"Votre rythme donne le {said}{hour} : {KIND_LABELS[one.kind]}."))
        if one.why:
            card.column.addWidget(Text(f"{capital(one.why)}.", "soft"))
        take = PrimaryButton("Prévoir ce point", partial(self._take, one))
        take.setAccessibleName(f"Prévoir {_THE[one.kind]} du {said}")
        other = LinkButton("Une autre date", self._plan)
        other.setObjectName("other-date")
        return take, [other]

    def _waiting(self) -> str:
        count = self._told.waiting_count
        if not count:
            return "Un rendez-vous court et régulier suffit : ce qui reste ouvert y viendra de lui-même."
        verb = "attend" if count == 1 else "attendent"
        return f"{counted(count, 'sujet')} {verb} le prochain point."

    def _agenda(self, meeting: Meeting) -> str:
        if meeting.day < self.context.book.today:
            return "Sa date est passée : il attend d’être clos, ou déplacé."
        items = agenda.items(self.context.book, meeting.id)
        if not items:
            return "L’ordre du jour est encore vide."
        sources = Counter(item.source for item in items)
        told = [counted(sources[source], *words) for source, words in _SOURCES.items() if sources[source]]
        return f"À l’ordre du jour : {', '.join(told)}."

    def _actions(self) -> Card:
        card, actions = Card("Actions"), self._told.actions
        for action in actions[:ACTIONS_SHOWN]:
            card.column.addWidget(Text(self._action(action)))
        if not actions:
            card.column.addWidget(
                Text("Aucune action ouverte. Celles dont vous convenez à vos points viendront ici.", "soft")
            )
            return card
        words = "Voir l’action" if len(actions) == 1 else f"Voir les {len(actions)} actions"
        button = Button(words, partial(self.context.navigate, "meetings", view="actions"))
        button.setObjectName("actions")
        card.column.addWidget(FlowRow(button))
        return card

    def _action(self, action: Action) -> str:
        today = self.context.book.today
        if action.is_late(today) and action.due is not None:
            said = long_date(action.due, year=action.due.year != today.year)
            return f"À reprendre · {action.text}, prévue le {said}"
        return f"{capital(due_words(action, today))} · {action.text}"

    def _round(self) -> Card:
        current, opened = self._told.round, self._told.to_follow
        if opened is not None:
            return self._opened(opened)
        card = Card(current.title if current else "Regards croisés")
        card.column.addWidget(Text(ROUND_TEXT if current else NO_ROUND_TEXT, "soft"))
        row = FlowRow()
        if current is None:
            begin = Button("Commencer", partial(self.context.navigate, "regards"))
            begin.setObjectName("begin")
            row.add(begin)
        else:
            row.add(*(self._door(seat) for seat in Seat))
        card.column.addWidget(row)
        return card

    def _opened(self, round_: Round) -> Card:
        """Just after an opening: the subjects are the next step."""
        card = Card(round_.title)
        card.column.addWidget(Text(OPENED_TEXT, "soft"))
        button = Button("Relire et choisir", partial(self.context.navigate, "comparison", round_id=round_.id))
        button.setObjectName("follow")
        card.column.addWidget(FlowRow(button))
        return card

    def _door(self, seat: Seat) -> Button:
        person = people.pair(self.context.book).person(seat)
        go = partial(self.context.navigate, "sheet", seat=seat.value)
        button = Button(f"Feuille {named(person, 'de', short=True)}", go)
        button.setObjectName(f"sheet-{seat.value}")
        return button

    def _deadlines(self) -> Card:
        card = Card("Échéances de la commune")
        for one in self._told.coming[:DEADLINES_SHOWN]:
            card.column.addWidget(self._deadline(one))
        if not self._told.coming:
            card.column.addWidget(Text("Aucune échéance dans les six semaines.", "soft"))
        button = Button("Tout le calendrier", partial(self.context.navigate, "calendar"))
        button.setObjectName("calendar")
        card.column.addWidget(FlowRow(button))
        return card

    def _deadline(self, one: Coming) -> QWidget:
        words = QWidget()
        inside = column(words, 0)
        inside.addWidget(Text(f"{capital(one.wording)} · {one.title}"))
        inside.addWidget(Text(one.source, "caption"))
        return FlowRow(words, agenda_button(self.context, one), stretch_first=True)

    def _show_practices(self) -> None:
        clear(self.practices.flow)
        heading = Heading("Nos pratiques choisies", 2)
        heading.setWordWrap(False)
        self.practices.add(heading)
        for entry in self._told.chosen:
            practice = practices.readable(self.context.book, entry.practice_id)
            go = partial(self.context.navigate, "practice", practice_id=practice.id)
            place, name = practice.number, practice.short_title
            link = LinkButton(f"{place} · {name}" if place else f"{name} (hors du guide en usage)", go)
            link.setObjectName(f"practice-{practice.id}")
            self.practices.add(link)
        if not self._told.chosen:
            link = LinkButton("En choisir une dans le guide", partial(self.context.navigate, "guide"))
            link.setObjectName("guide")
            self.practices.add(link)

    def _plan(self) -> None:
        from desk.ui.dialogs.plan_meeting import plan_meeting

        meeting_id = plan_meeting(self.context, self)
        if meeting_id:
            self.context.navigate("meeting", meeting_id=meeting_id)

    def _take(self, one: Proposal) -> None:
        """Plan the date of the rhythm, and stay here: its agenda is the next button."""
        book = self.context.book
        self.context.runner.do(partial(meetings.plan, book, one.kind, one.day, one.at, one.slot_id))

    def _open(self, meeting: Meeting) -> None:
        self.context.navigate("meeting", meeting_id=meeting.id)
