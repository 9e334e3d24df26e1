"""The screens of the points, of the bilan and of the commune at every size and text scale."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.meetings import ItemSource, MeetingKind
from desk.notebook import agenda, log, meetings, people
from desk.notebook.book import Notebook
from desk.ui import theme
from desk.ui.context import Documents
from desk.ui.widgets.buttons import PrimaryButton
from tests.ui.pages.at_work import AtWork

SIZES = [(1280, 680, 1.0), (910, 470, 1.0), (1280, 680, 2.0)]


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_wider_than_the_page_and_one_thing_comes_first(
    look: QApplication,
    notebook: Notebook,
    child: Documents,
    qtbot: QtBot,
    width: int,
    height: int,
    scale: float,
) -> None:
    meeting = meetings.plan(notebook, MeetingKind.WEEKLY, date(2026, 11, 27)).id
    item = agenda.add(
        notebook, meeting, "Qui prépare et qui décide pour l’école et la cantine", ItemSource.ROUND, "p02"
    ).id
    log.agree(notebook, item, "La secrétaire générale donne un avis écrit avant toute annonce au public.")
    owner = people.pair(notebook).sgm.id
    log.add_action(notebook, item, "Préparer la note de cadrage de la rentrée", owner, due=date(2026, 12, 17))
    theme.apply(look, "dark" if scale == 1.0 else "light", scale)
    work = AtWork(notebook, child, qtbot, (width, height))
    for target, arguments in (
        ("today", {}),
        ("meetings", {"view": "points"}),
        ("meetings", {"view": "actions"}),
        ("meeting", {"meeting_id": meeting}),
        ("report", {}),
        ("commune", {}),
    ):
        page = work.go(target, **arguments)
        QApplication.processEvents()
        room = page.scroller.viewport().width()
        assert page.scroller.inside.minimumSizeHint().width() <= room, target
        primaries = [each for each in page.findChildren(PrimaryButton) if each.isVisible()]
        assert len(primaries) <= 1, page.name
