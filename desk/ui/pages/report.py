"""« Bilan »: the period, exactly what will leave, the agreement of both, the PDF."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout

from desk.core.dates import months_before
from desk.core.wording import long_date
from desk.notebook import meetings, practices, report, rounds
from desk.notebook.book import Topic
from desk.ui.dialogs.period import Period, ask_period
from desk.ui.page import Page
from desk.ui.pages.report_agreement import AgreementCard
from desk.ui.pages.report_shown import shown_export, shown_part
from desk.ui.pages.report_words import parts
from desk.ui.saving import ask_in, written
from desk.ui.widgets.buttons import Button, PrimaryButton
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.layout import Card, FlowRow, clear
from desk.ui.widgets.pdf_preview import PdfPreview
from desk.ui.widgets.side_by_side import SideBySide
from desk.ui.widgets.text import Text

YEAR, HALF, BEGINNING, FREE = "12", "6", "debut", "libre"
PERIODS = [
    (YEAR, "12 derniers mois"),
    (HALF, "6 mois"),
    (BEGINNING, "Depuis le début"),
    (FREE, "Autres dates…"),
]
NOTHING_SENT = "Rien n’est envoyé : le fichier reste sur ce poste, et c’est vous qui le transmettez."
"""Said under the title and after each writing."""
FOLDER = "report_folder"


class ReportPage(Page):
    """What a pair shows of its work to the CDG, to the council or to itself."""

    name, section = "report", "report"
    topics = frozenset(Topic) - {Topic.SHEETS, Topic.COPIES}

    def title(self) -> str:
        """The section's name."""
        return "Bilan"

    def build(self) -> None:
        """The period, then what is done with it, then the data themselves."""
        self.add_button(Button("Aperçu", self._preview), PrimaryButton("Enregistrer le PDF…", self._save))
        self._free: Period | None = None
        self._kept = YEAR
        self.choice = ChoiceGroup("Période", PERIODS, YEAR)
        self.choice.chosen.connect(self._choose)
        self.said = Text("", "soft")
        self.column.addWidget(self.choice)
        self.column.addWidget(self.said)
        self.done = QVBoxLayout()
        self.column.addLayout(self.done)
        self.agreement = AgreementCard(self.context)
        self.content = Card("Voici exactement ce qui partira")
        self.shown = QVBoxLayout()
        self.content.column.addLayout(self.shown)
        self.column.addWidget(SideBySide(self.content, self.agreement, (8, 5)))
        self.register = QVBoxLayout()
        self.column.addLayout(self.register)

    def enter(self, *, period: str = "", start: str = "", end: str = "", **arguments: str) -> None:
        """Each visit begins without the last writing's notice; a period as `place_arguments` told it."""
        clear(self.done)
        if start and end:
            self._free = Period(date.fromisoformat(start), date.fromisoformat(end))
        if period:
            self.choice.set_value(period)
            self._kept = period
        super().enter(**arguments)

    def place_arguments(self) -> dict[str, str]:
        """The period chosen."""
        if self._kept == FREE and self._free is not None:
            start, end = self._free.start.isoformat(), self._free.end.isoformat()
            return {"period": FREE, "start": start, "end": end}
        return {"period": self._kept}

    def refresh(self) -> None:
        """Gather the data of the period as they are now."""
        period = self.period()
        self._data = self._sealed(period)
        until = f"Du {long_date(period.start)} au {long_date(period.end)}."
        self.said.set_text(f"{until} {NOTHING_SENT}")
        self.agreement.show_agreements(self._data)
        clear(self.shown)
        for part in parts(self._data):
            self.shown.addWidget(shown_part(part))
        self._show_register()

    def period(self) -> Period:
        """The period chosen; its last day is the bilan's date."""
        today, choice = self.context.book.today, self.choice.value()
        if choice == FREE and self._free:
            return self._free
        if choice == HALF:
            return Period(months_before(today, 6), today)
        if choice == BEGINNING:
            return Period(self._beginning(), today)
        start = report.data(self.context.book, today)["periode"]["du"]
        return Period(date.fromisoformat(start), today)

    def _sealed(self, period: Period) -> Mapping[str, Any]:
        book = self.context.book
        return report.sealed(book, report.data(book, period.end, period.start))

    def _beginning(self) -> date:
        """The first thing the carnet knows of: a point, a practice, regards croisés."""
        book = self.context.book
        days = [meeting.day for meeting in meetings.all_meetings(book)]
        days += [entry.since for entry in practices.chosen(book)]
        days += [each.opened_on for each in rounds.opened(book) if each.opened_on]
        return min([*days, book.today])

    def _choose(self, value: str) -> None:
        if value == FREE:
            chosen = ask_period(self.period(), self.context.book.today, self)
            if chosen is None:
                self.choice.set_value(self._kept)
            self._free = chosen or self._free
        self._kept = self.choice.value() or YEAR
        self.update_shown()

    def _draw(self) -> bytes | None:
        return self.context.runner.attempt(partial(self.context.child.draw_report, self._data))

    def _preview(self) -> None:
        drawn = self._draw()
        if drawn is None:
            return
        dialog = Dialog("Aperçu du bilan", self.window(), width=760)
        dialog.column.addWidget(PdfPreview(drawn))
        dialog.set_actions("Fermer", "")
        dialog.exec()
        dialog.deleteLater()

    def _save(self) -> None:
        chosen = self._ask_path()
        drawn = self._draw() if chosen else None
        if chosen is None or drawn is None:
            return
        if self.context.runner.attempt(partial(written, chosen, drawn)) is None:
            return
        self.context.settings.set(FOLDER, str(chosen.parent))
        self._show_done(chosen)
        self.context.runner.do(partial(report.register, self.context.book, chosen.name, self._data))

    def _ask_path(self) -> Path | None:
        name = report.file_name(self.context.book, self.period().end)
        return ask_in(FOLDER, self.context, self, "Enregistrer le bilan", name)

    def _show_done(self, written: Path) -> None:
        clear(self.done)
        card = Card("Le bilan est enregistré")
        card.column.addWidget(Text(str(written)))
        card.column.addWidget(Text(NOTHING_SENT, "soft"))
        url = QUrl.fromLocalFile(str(written.parent))
        card.column.addWidget(FlowRow(Button("Ouvrir le dossier", partial(QDesktopServices.openUrl, url))))
        self.done.addWidget(card)

    def _show_register(self) -> None:
        clear(self.register)
        exports = report.exports(self.context.book)
        if not exports:
            return
        card = Card("Bilans enregistrés")
        for each in exports:
            card.column.addWidget(shown_export(each))
        self.register.addWidget(card)
