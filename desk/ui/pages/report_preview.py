"""« Voici exactement ce qui partira »: the very pages, every value, and the agreement of both."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.report import AGREED
from desk.core.wording import long_date
from desk.notebook import report, report_pending
from desk.notebook.book import Topic
from desk.ui.dialogs.period import Period
from desk.ui.drawing import BILAN_SOON, Drawing
from desk.ui.page import Page
from desk.ui.pages.report import sealed
from desk.ui.pages.report_agreement import AgreementCard
from desk.ui.pages.report_brief import period_of
from desk.ui.pages.report_changes import changes
from desk.ui.pages.report_saving import NOTHING_SENT, Saved, print_bilan, save_bilan, saved_card
from desk.ui.pages.report_shown import put_in_order, shown_parts
from desk.ui.pages.report_words import parts
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.layout import Card, FlowRow, clear, column
from desk.ui.widgets.messages import EmptyState
from desk.ui.widgets.pdf_preview import PdfPreview
from desk.ui.widgets.side_by_side import SideBySide
from desk.ui.widgets.text import Text

FAILED = "Le bilan n’a pas pu être dessiné. Le carnet est intact, et rien n’est parti."
EXAMPLE = (
    "Cette commune est inventée : EXEMPLE est écrit sur chaque page. Un exemple s’enregistre et s’imprime, "
    "mais il ne s’envoie pas."
)
PROJECT = (
    "Tant qu’il manque un accord, le mot PROJET est en tête de chaque page. Un projet s’enregistre et "
    "s’imprime, pour être relu à deux ; il s’envoie une fois convenu."
)
CHANGED = "Le bilan a changé depuis le dernier accord donné : l’accord est à redonner."
READ_ONLY = "Ce carnet est ouvert en lecture seule : ce que vous enregistrez ne sera pas noté au registre."


class ReportPreviewPage(Page):
    """What a bilan of given days is, to the last value; nothing else can leave."""

    name, section = "report_preview", "report"
    topics = frozenset(Topic) - {Topic.SHEETS, Topic.COPIES}
    can_print = has_way_back = True

    def title(self) -> str:
        """Its promise."""
        return "Voici exactement ce qui partira"

    def build(self) -> None:
        """The verbs, then the pages, the agreement and the values beside them."""
        self._data: Mapping[str, Any] = {}
        self._period: Period | None = None
        self.drawing: Drawing | None = None
        self.send = PrimaryButton("Enregistrer et envoyer…", self._save_and_send)
        save = Button("Enregistrer le PDF…", self._save)
        printing = Button("Imprimer…", self.print_page)
        for button, key in ((save, "save"), (self.send, "send"), (printing, "print")):
            button.setObjectName(key)
        self.add_button(save, self.send, printing)
        self.said, self.standing = Text("", "soft"), Text("")
        self.note = Text("", "strong")
        self.pages = QVBoxLayout()
        shown = Card("Les pages")
        shown.column.addWidget(self.note)
        shown.column.addLayout(self.pages)
        self.agreement = AgreementCard(self.context)
        self.agreement.said.connect(self._go_on)
        self.values = Card("Chaque valeur du fichier de données")
        self.shown = QVBoxLayout()
        self.values.column.addLayout(self.shown)
        beside = QWidget()
        stack = column(beside, 16)
        for card in (self.agreement, self.values):
            stack.addWidget(card)
        self.column.addWidget(self.said)
        self.column.addWidget(self.standing)
        self.ways, self.done_part = FlowRow(*self._ways()), QWidget()
        self.done = column(self.done_part)
        self.column.addWidget(self.ways)
        self.column.addWidget(self.done_part)
        self.column.addWidget(SideBySide(shown, beside, (8, 7)))
        self._parts = (self.ways, self.done_part, shown, self.agreement)

    def enter(self, *, start: str = "", end: str = "", **arguments: str) -> None:
        """The days the bilan is about; each visit begins without the last writing's notice."""
        clear(self.done)
        self.done_part.hide()
        today = self.context.book.today
        self._period = None
        if start and end:
            self._period = Period(date.fromisoformat(start), date.fromisoformat(end))
        else:
            self._period = period_of(report.data(self.context.book, today))
        super().enter(**arguments)

    def refresh(self) -> None:
        """Gather the data as they are now; the pages are drawn again when these say something else."""
        if self._period is None:
            return
        book = self.context.book
        data = sealed(book, self._period)
        until = f"Du {long_date(self._period.start)} au {long_date(self._period.end)}."
        self.said.set_text(f"{until} {NOTHING_SENT}")
        agreed, example = data["statut"] == AGREED, data["exemple"]
        changed = self._changed(data)
        notes = [words for words, holds in (
            (CHANGED, changed),
            (EXAMPLE, example), (PROJECT, not agreed and not example), (READ_ONLY, book.read_only),
        ) if holds]  # fmt: skip
        self.standing.set_text(" ".join(notes))
        self.standing.setVisible(bool(notes))
        self.send.setVisible(agreed and not example and not book.read_only)
        self.agreement.show_agreements(data, changed)
        if data != self._data:
            self._data = data
            self._show_values()
            self._draw()
        self._put_in_order()

    def help_target(self) -> str:
        """What is in a bilan, and whose right it is."""
        return "page:droit-et-donnees"

    def print_page(self) -> None:
        """The very document, on paper."""
        data, drawn = self._data, self._content()
        if drawn is not None:
            print_bilan(self.context, self, data, drawn)

    def _content(self) -> bytes | None:
        """The document, waited for when it is still being drawn; None once a known problem was told."""
        assert self.drawing is not None
        return self.context.runner.attempt(self.drawing.content)

    def _draw(self) -> None:
        """What was shown stays until the new pages are there; the note says that they are coming."""
        if self.drawing is not None:
            self.drawing.forget()
        self.note.set_text(BILAN_SOON)
        self.note.show()
        self.drawing = Drawing(partial(self.context.child.draw_report, self._data), self)
        self.drawing.ended.connect(self._show_pages)

    def _show_pages(self) -> None:
        """The pages, or that there are none; what is a bug goes on to be told as one."""
        clear(self.pages)
        self.note.hide()
        if self.drawing is not None and self.drawing.failed:
            again = Button("Recommencer", self._draw)
            again.setObjectName("again")
            self._put(EmptyState("", FAILED, again))
        drawn = self._content()
        if drawn is not None:
            self._put(PdfPreview(drawn))
        self._put_in_order()

    def _put_in_order(self) -> None:
        put_in_order(self, *self._parts)

    def _put(self, shown: QWidget) -> None:
        self.pages.addWidget(shown)
        shown.show()  # at once: the focus is given back before the next event

    def _show_values(self) -> None:
        clear(self.shown)
        for part in shown_parts(parts(self._data)):
            self.shown.addWidget(part)

    def _changed(self, data: Mapping[str, Any]) -> list[str]:
        """What says something else than the last bilan of these days that somebody agreed on."""
        last = report_pending.last_agreed(self.context.book)
        if (
            data["statut"] == AGREED
            or last is None
            or last["empreinte"] == data["empreinte"]
            or period_of(last) != self._period
        ):
            return []
        return changes(last, data)

    def _save(self) -> Saved | None:
        """What was on screen at the click, even if the data change while the system asks where."""
        assert self.drawing is not None
        saved = save_bilan(self.context, self, self._data, self.drawing.content)
        if saved is not None:
            clear(self.done)
            card = saved_card(saved)
            self.done.addWidget(card)
            self.done_part.show()
            card.show()
            self._put_in_order()
            self.scroller.verticalScrollBar().setValue(0)
            found = card.findChild(QWidget, "open-folder")
            if found is not None:
                found.setFocus()
        return saved

    def _save_and_send(self) -> None:
        from desk.ui.dialogs.send_report import send_report

        saved = self._save()
        if saved is not None and saved.export_id:
            send_report(self.context, self, saved.path, saved.data, saved.export_id)

    def _ways(self) -> list[LinkButton]:
        """Where the parts stand one above the other, the last ones are far below."""
        agree = LinkButton("Aller à l’accord de chacun", partial(self._go_to, self.agreement))
        values = LinkButton("Aller à chaque valeur", partial(self._go_to, self.values))
        for button, key in ((agree, "to-agreement"), (values, "to-values")):
            button.setObjectName(key)
        return [agree, values]

    def _go_on(self) -> None:
        """What was pressed is gone: on to what comes next, where a second Enter would undo nothing."""
        if self.send.isVisible():
            self.send.setFocus()
            self.scroller.ensureWidgetVisible(self.send)
        else:
            self._keyboard_on(self.agreement)

    def _go_to(self, card: Card) -> None:
        top = card.mapTo(self.scroller.inside, QPoint(0, 0)).y()
        self._keyboard_on(card)
        self.scroller.verticalScrollBar().setValue(top)

    def _keyboard_on(self, card: Card) -> None:
        card.heading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a place to be led to, no stop for Tab
        self._put_in_order()
        card.heading.setFocus()
