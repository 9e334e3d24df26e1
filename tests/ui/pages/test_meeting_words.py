"""Where a subject comes from, and how a point stands, in words."""

from datetime import date, time

import pytest

from desk.core.meetings import AgendaItem, Correction, ItemSource, Meeting, MeetingKind, MeetingState
from desk.ui.pages.meeting_words import added_on, meeting_standing, origin

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("source", "day", "words"),
    [
        (ItemSource.TYPED, None, "ajouté à l’ordre du jour"),
        (ItemSource.RECURRING, None, "revient à chaque point de ce type"),
        (ItemSource.DEADLINE, date(2026, 12, 10), "échéance du calendrier · 10\u00a0décembre"),
        (ItemSource.DEADLINE, date(2027, 1, 8), "échéance du calendrier · 8\u00a0janvier 2027"),
        (ItemSource.DEADLINE, None, "échéance du calendrier"),
        (ItemSource.UNDISCUSSED, date(2026, 11, 13), "non abordé la fois d’avant · du 13\u00a0novembre"),
        (ItemSource.UNDISCUSSED, TODAY, "non abordé la fois d’avant · du 22\u00a0novembre"),
        (
            ItemSource.UNDISCUSSED,
            date(2026, 12, 10),
            "non abordé la fois d’avant · échéance du 10\u00a0décembre",
        ),
        (ItemSource.ACTION, None, "action terminée"),
    ],
)
def test_where_a_subject_comes_from(source: ItemSource, day: date | None, words: str) -> None:
    item = AgendaItem("i", "m", 0, "École", "", False, source, "x", day)
    assert origin(item, None, TODAY) == words


@pytest.mark.parametrize(
    ("state", "closed", "words"),
    [
        (MeetingState.PLANNED, None, "Sa date est passée : à clore, ou à déplacer · Mme Fabre"),
        (MeetingState.HELD, date(2026, 11, 20), "Tenu · Mme Fabre"),
        (MeetingState.HELD, date(2026, 11, 22), "Tenu, clos le 22\u00a0novembre · Mme Fabre"),
        (MeetingState.HELD, None, "Tenu · Mme Fabre"),
    ],
)
def test_how_a_point_stands(state: MeetingState, closed: date | None, words: str) -> None:
    day = date(2026, 11, 20)
    meeting = Meeting("m", MeetingKind.WEEKLY, day, time(9), state, ("Mme Fabre",), closed)
    assert meeting_standing(meeting, TODAY) == words


def test_a_correction_bears_its_day_and_year() -> None:
    line = Correction("c", "m", "", date(2026, 12, 3), "C’était mardi.")
    assert added_on(line) == "Ajouté le 3\u00a0décembre 2026 : C’était mardi."
