"""What was read of the post: how much, what was not kept with a reply for each, and the bilans."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.received import HELD, Received, Verdict
from desk.core.received_words import asked, reply, status, verdict, why
from desk.core.told import READ, Told
from desk.core.wording import capital, counted, long_date
from desk.ui import theme
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import Card, FlowRow, clear, column
from desk.ui.widgets.text import Heading, Text

FIRST, MORE = 15, 25
COPY, COPIED = "Copier la réponse prête", "Réponse copiée"
NONE_KEPT = "Aucun bilan n’a été retenu."


class ReceivedRows(QWidget):
    """What needs a gesture comes first; long lists grow on demand, all of it is in the table."""

    def __init__(self) -> None:
        super().__init__()
        stack = column(self, 12)
        self.summary = Text("", "strong")
        stack.addWidget(self.summary)
        self.others, self.bilans = _Part("À voir"), _Part("Bilans")
        stack.addWidget(self.others)
        stack.addWidget(self.bilans)

    def show_rows(self, rows: Sequence[Received]) -> None:
        """Show these instead of any other."""
        held = [row for row in rows if row.verdict in HELD]
        others = [row for row in rows if row.verdict is not Verdict.REPLACED and reply(row)]
        self.summary.set_text(_summary(rows, held))
        self.others.show_rows(others)
        self.bilans.show_rows(held)


def _summary(rows: Sequence[Received], held: Sequence[Received]) -> str:
    communes = {row.told.insee for row in held if row.told is not None and not row.told.example}
    read = (
        f"{counted(len(held), 'bilan lu', 'bilans lus')}, de {counted(len(communes), 'commune', 'communes')}."
    )
    rest = len(rows) - len(held)
    left = f" {counted(rest, 'fichier non retenu', 'fichiers non retenus')}." if rest else ""
    return (read if held else NONE_KEPT) + left + _apart(sum(not row.counts for row in held))


def _apart(number: int) -> str:
    """How many of the bilans that were read do not count, and why they may not."""
    if not number:
        return ""
    said = counted(number, "bilan lu ne compte pas", "bilans lus ne comptent pas")
    return f" {said} : exemple, projet, ou remplacé par un autre."


class _Part(QWidget):
    """A heading and as many lines as asked for."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title, self._shown = title, 0
        self._rows: list[Received] = []
        self._stack: QVBoxLayout = column(self, 8)
        self._more_row: QWidget | None = None

    def show_rows(self, rows: Sequence[Received]) -> None:
        """The first of these."""
        self._rows, self._shown = list(rows), 0
        clear(self._stack)
        self._stack.addWidget(Heading(f"{self._title} ({len(self._rows)})", 3))
        self._add(FIRST)
        self.setVisible(bool(rows))

    def _add(self, count: int) -> None:
        """So many more lines, put together before they are shown: one by one, hundreds take many seconds."""
        batch = QWidget()
        stack = column(batch, 8)
        for row in self._rows[self._shown : self._shown + count]:
            stack.addWidget(_line(row))
        self._shown += count
        rest = len(self._rows) - self._shown
        self._more_row = None
        if rest > 0:
            self._more_row = FlowRow(Button(f"Voir {counted(min(rest, MORE), 'ligne')} de plus", self._more))
            stack.addWidget(self._more_row)
        self._stack.addWidget(batch)
        batch.show()  # at once: the focus is given to it before the next event

    def _more(self) -> None:
        if self._more_row is not None:
            self._more_row.hide()
            self._more_row.deleteLater()
        self._add(MORE)
        # what had the keyboard is gone: to the button of the lines that are left, or the last reply
        left = [each for each in self.findChildren(Button) if each.isVisibleTo(self)]
        if left:
            left[-1].setFocus()


def _line(row: Received) -> Card:
    """Whose it is, what it says, what it is; never shown by colour alone."""
    card = Card()
    card.column.setSpacing(theme.px(4))
    card.column.addWidget(Text(_whose(row), "strong"))
    card.column.addWidget(Text(_said(row)))
    if row.told is not None and row.verdict in HELD and row.told.asked:
        card.column.addWidget(Text(_asked(row.told), "soft"))
    if row.told is not None:
        card.column.addWidget(Text(row.file, "caption"))
    if words := reply(row):
        card.column.addWidget(FlowRow(_Copying(row, words)))
    return card


def _asked(told: Told) -> str:
    words = asked(told)
    return f"Demandé : {words[:1].lower()}{words[1:]}"


def _said(row: Received) -> str:
    """The verdict and why; what was not read, or does not count, is told by the reason alone."""
    reason = why(row)
    if row.found != READ or (row.verdict is Verdict.ACCEPTED and not row.counts):
        return reason
    return f"{capital(verdict(row))}. {reason}".strip()


def _whose(row: Received) -> str:
    if row.told is None:
        return row.file
    day = long_date(date.fromisoformat(row.told.day))
    return f"{row.told.insee or 'Sans code'} {row.told.commune}, {day}, {status(row.told)}"


class _Copying(LinkButton):
    """Puts a reply on the clipboard, and says so."""

    def __init__(self, row: Received, words: str) -> None:
        super().__init__(COPY, self._copy)
        self._words = words
        self.setAccessibleName(f"{COPY} : {row.file}")
        self.setToolTip(words)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._words)
        self.setText(COPIED)
        announce(self, COPIED)
