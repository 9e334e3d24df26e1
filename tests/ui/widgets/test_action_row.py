"""An action in a list: its columns stay in line with those of the actions above and below."""

from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.core.meetings import MeetingKind
from desk.notebook import agenda, log, meetings, people
from desk.ui.context import Context
from desk.ui.widgets.action_row import ActionRow, Place
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.layout import column


def test_the_columns_are_in_line_whatever_the_day_and_the_links(context: Context, qtbot: QtBot) -> None:
    book = context.book
    point = meetings.get(book, meetings.plan(book, MeetingKind.WEEKLY, date(2026, 11, 20)).id)
    item = agenda.add(book, point.id, "Divers").id
    action = log.add_action(book, item, "Relire la fiche de poste", people.pair(book).elu.id)
    shown = next(each for each in log.all_actions(book) if each.id == action.id)
    meetings.close(book, point.id)
    held = meetings.get(book, point.id)
    places = (
        Place(point, "Point du 2 mai"),
        Place(held, "Point du 26 septembre 2026"),
        Place(held, "Point du 11 avril"),
        Place(None),
    )
    box = QWidget()
    qtbot.addWidget(box)
    inside = column(box, 0)
    rows = [ActionRow(context, shown, place=place) for place in places]
    for row in rows:
        inside.addWidget(row)
    box.resize(900, 400)
    box.show()
    QApplication.processEvents()
    assert len({row.state.mapTo(box, QPoint(0, 0)).x() for row in rows}) == 1
    for words in ("Modifier", "Historique"):
        found = [each for row in rows for each in row.findChildren(LinkButton) if each.text() == words]
        assert len(found) == len(rows)
        assert len({each.mapTo(box, QPoint(0, 0)).x() for each in found}) == 1
