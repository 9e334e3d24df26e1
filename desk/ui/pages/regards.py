"""« Regards croisés »: what it is, the round under way and its two doors, the past ones."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desk.core.people import Seat
from desk.core.rounds import SHEET_LABELS, Round, SheetState
from desk.core.wording import capital, long_date, named, noun
from desk.notebook import people, rounds
from desk.notebook.book import Topic
from desk.ui import dropping, handover, theme
from desk.ui.dialogs import confirm
from desk.ui.dialogs.form_files import BLANK, print_blank, save_form
from desk.ui.dialogs.new_round import NewRoundDialog
from desk.ui.dialogs.opening import open_round
from desk.ui.page import Page
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.layout import Card, Columns, FlowRow, clear
from desk.ui.widgets.marks import Named
from desk.ui.widgets.text import Heading, Text

WHAT = (
    "Chacun remplit sa feuille de son côté, quand il le souhaite ; puis vous les ouvrez ensemble, pour "
    "voir ce que vous voyez pareil et de quoi parler. Cet outil n’est ni une évaluation ni un diagnostic. "
    "Il est facultatif, pour l’un comme pour l’autre."
)
PRINT = "Imprimer une feuille vierge"
NOTHING_TO_PRINT = (
    "Les feuilles s’impriment quand des regards croisés sont en cours, et vos deux regards depuis « Relire »."
)
END = (
    "Les deux feuilles sont effacées. Ces regards croisés n’apparaîtront nulle part, ni dans le bilan ni "
    "dans le carnet, et rien ne dira pourquoi."
)


class RegardsPage(Page):
    """The section's first screen."""

    name, section = "regards", "regards"
    topics = frozenset({Topic.ROUNDS, Topic.SHEETS, Topic.PEOPLE})
    can_print = True

    def title(self) -> str:
        """« Regards croisés, automne 2026 » while one is under way."""
        round_ = rounds.current(self.context.book)
        return round_.title if round_ else "Regards croisés"

    def build(self) -> None:
        """The place of the content."""
        self.print_button = Button(f"{PRINT}…", self.print_page)
        self.print_button.setObjectName("print")
        self.add_button(self.print_button)
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.px(16))
        self.column.addLayout(self._body)
        dropping.accept_forms(self, self._receive)

    def refresh(self) -> None:
        """Show the round under way, or how to begin one, then the past ones."""
        clear(self._body)
        round_ = rounds.current(self.context.book)
        self.print_button.setVisible(round_ is not None)
        if round_ is None:
            self._body.addWidget(self._empty())
        else:
            self._show_round(round_)
        past = rounds.opened(self.context.book)
        if past:
            self._body.addWidget(Heading("Déjà ouverts ensemble"))
            for each in past:
                self._body.addWidget(self._past(each))

    def print_page(self) -> None:
        """A blank sheet, of either."""
        round_ = rounds.current(self.context.book)
        if round_ is None:
            self.context.messages.note(NOTHING_TO_PRINT)
        else:
            self._print(round_.id, Seat.ELU)

    def help_target(self) -> str:
        """When not to use it."""
        return "page:quand-ne-pas"

    def _empty(self) -> QWidget:
        card = Card("Comparer vos deux regards")
        card.column.addWidget(Text(WHAT))
        begin = PrimaryButton("Commencer des regards croisés", self._begin)
        begin.setObjectName("begin")
        card.column.addWidget(FlowRow(begin, LinkButton("Quand ne pas l’utiliser", self._when_not)))
        return card

    def _show_round(self, round_: Round) -> None:
        self._body.addWidget(
            Text(
                "Chacun remplit sa feuille quand il le souhaite, s’il le souhaite. Elles s’ouvrent ensemble.",
                "soft",
            )
        )
        self._body.addWidget(Columns(*(self._door(round_, seat) for seat in Seat), minimum=340))
        returned = LinkButton("Reprendre une feuille PDF remplie", self._receive)
        returned.setObjectName("returned")
        self._body.addWidget(FlowRow(returned))
        self._body.addWidget(self._opening(round_))
        about = Card("Ce que regarde cette feuille")
        about.column.addWidget(Text(practice_titles(round_)))
        end = Button("Terminer sans ouvrir", partial(self._end, round_.id))
        end.setObjectName("end")
        about.column.addWidget(FlowRow(end, LinkButton("Quand ne pas l’utiliser", self._when_not)))
        self._body.addWidget(about)

    def _door(self, round_: Round, seat: Seat) -> QWidget:
        person = people.pair(self.context.book).person(seat)
        label = f"Feuille {named(person, 'de', short=True)}"
        card = Card()
        card.column.addWidget(Named(seat, f"{person.addressed}, {noun(person, short=True)}", "strong"))
        card.column.addWidget(Text(capital(self._state(round_, seat)), "soft"))
        opens = Button(label, partial(self.context.navigate, "sheet", seat=seat.value))
        opens.setObjectName(f"door-{seat.value}")
        card.column.addWidget(FlowRow(opens))
        blank = LinkButton(BLANK, partial(self._print, round_.id, seat))
        form = LinkButton("Formulaire PDF à remplir", partial(self._save, round_.id, seat))
        for kind, button in (("blank", blank), ("form", form)):
            button.setObjectName(f"{kind}-{seat.value}")
            button.setAccessibleName(f"{button.text()}, {label.lower()}")
        card.column.addWidget(FlowRow(blank, form, spacing=16))
        return card

    def _state(self, round_: Round, seat: Seat) -> str:
        """All that anyone may know of a sheet: how it was handed in is its owner's."""
        return SHEET_LABELS[rounds.sheet_states(self.context.book, round_.id)[seat]]

    def _opening(self, round_: Round) -> QWidget:
        card = Card("Ouvrir les deux feuilles")
        ready = rounds.ready(self.context.book, round_.id)
        button = PrimaryButton("Ouvrir ensemble", partial(self._open, round_))
        button.setObjectName("open-together")
        button.setEnabled(ready)
        reason = (
            "Les deux feuilles sont remises. Prévoyez un moment au calme, à deux. Une feuille gardée sur "
            "papier ou en PDF se saisit à ce moment-là."
        )
        if not ready:
            reason = f"Possible quand les deux feuilles seront remises. {self._awaited(round_)}"
        button.setAccessibleDescription(reason)
        card.column.addWidget(Text(reason))
        card.column.addWidget(FlowRow(button))
        return card

    def _awaited(self, round_: Round) -> str:
        states = rounds.sheet_states(self.context.book, round_.id)
        both = people.pair(self.context.book)
        waited = [
            named(both.person(seat), "de", short=True)
            for seat in Seat
            if states[seat] is not SheetState.HANDED_IN
        ]
        if len(waited) > 1:
            return "Aucune ne l’est encore."
        return f"Il reste celle {waited[0]}."

    def _past(self, round_: Round) -> QWidget:
        card = Card(round_.title)
        if round_.opened_on:
            card.column.addWidget(Text(f"Ouverts le {long_date(round_.opened_on)}", "soft"))
        card.column.addWidget(Text(practice_titles(round_)))
        again = Button("Relire", partial(self.context.navigate, "comparison", round_id=round_.id))
        again.setAccessibleName(f"Relire : {round_.title}")
        again.setObjectName(f"read-{round_.id}")
        card.column.addWidget(FlowRow(again))
        return card

    def _begin(self) -> None:
        book = self.context.book
        past = rounds.opened(book)
        last = [practice.practice_id for practice in past[0].practices] if past else []
        dialog = NewRoundDialog(book.guide, last, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.context.runner.do(partial(rounds.start, book, dialog.picked()))
        dialog.deleteLater()

    def _open(self, round_: Round) -> None:
        session = open_round(self.context, round_, self)
        if session is not None:
            self.context.navigate("comparison", round_id=round_.id, session=handover.keep(session))

    def _receive(self, path: Path | None = None) -> None:
        """A file that came back: chosen, or dropped here; its owner then opens their sheet."""
        from desk.ui.dialogs.whose_form import receive

        receive(self.context, self.window(), path)

    def _end(self, round_id: str) -> None:
        if confirm.ask(self, "Terminer sans ouvrir ?", END, "Terminer sans ouvrir", danger=True):
            self.context.runner.undo_stack.clear()
            self.context.runner.do(partial(rounds.close_unopened, self.context.book, round_id))

    def _save(self, round_id: str, seat: Seat) -> None:
        save_form(self.context, round_id, seat, parent=self)

    def _print(self, round_id: str, seat: Seat) -> None:
        print_blank(self.context, round_id, seat, self)

    def _when_not(self) -> None:
        """Over this screen: its reader comes back to where they were."""
        from desk.ui.dialogs.reading import read_over

        read_over(self.context, self, self.help_target())


def practice_titles(round_: Round) -> str:
    """« Tenir un rendez-vous régulier · Clarifier les rôles »."""
    return " · ".join(practice.title for practice in round_.practices)
