"""The commune's own dates: entered, corrected, binned; what they bring; the calendar file."""

from datetime import date

import pytest

from desk.core.deadline import OwnKind
from desk.core.errors import UserError
from desk.core.meetings import ItemSource
from desk.notebook import agenda, own_dates
from desk.notebook.book import Notebook
from desk.notebook.undo import undo
from tests.core.ics_reader import read

COUNCIL = date(2026, 12, 11)


def _titles(book: Notebook) -> list[str]:
    return [one.title for one in own_dates.due(book, 6)]


def test_a_council_brings_its_notice_and_goes_with_it(book: Notebook) -> None:
    before = _titles(book)
    own_dates.add(book, "", COUNCIL, OwnKind.COUNCIL)
    brought = [title for title in _titles(book) if title not in before]
    assert "réunion du conseil municipal" in brought
    assert any("convocation" in title for title in brought)
    [own] = own_dates.own_dates(book)
    removed = own_dates.remove(book, own.id)
    assert _titles(book) == before
    undo(book, removed)
    assert [each.on for each in own_dates.own_dates(book)] == [COUNCIL]


def test_a_date_is_corrected_and_one_of_ours_has_a_title(book: Notebook) -> None:
    own_dates.add(book, "Vœux du maire", date(2027, 1, 9), OwnKind.OTHER, yearly=True)
    [own] = own_dates.own_dates(book)
    own_dates.edit(book, own.id, "Vœux", date(2027, 1, 8), OwnKind.OTHER, yearly=True)
    [own] = own_dates.own_dates(book)
    assert (own.title, own.on, own.yearly) == ("Vœux", date(2027, 1, 8), True)
    with pytest.raises(UserError, match="L’intitulé de la date est vide"):
        own_dates.add(book, "  ", COUNCIL, OwnKind.OTHER)


def test_what_a_kind_brings_is_that_of_this_commune(book: Notebook) -> None:
    ids = [rule.id for rule in own_dates.brought(book, OwnKind.COUNCIL)]
    assert "convocation-trois-jours" in ids
    assert "convocation-cinq-jours" not in ids, "412 inhabitants"
    assert own_dates.brought(book, OwnKind.GRANT) == []


def test_a_deadline_goes_to_the_agenda_once(book: Notebook) -> None:
    own_dates.add(book, "", COUNCIL, OwnKind.COUNCIL)
    for _ in range(2):
        own_dates.to_agenda(book, own_dates.due(book, 6)[0])
    [item] = agenda.waiting(book)
    assert item.source is ItemSource.DEADLINE


def test_the_calendar_file_is_read_by_a_strict_reader(book: Notebook) -> None:
    own_dates.add(book, "", COUNCIL, OwnKind.COUNCIL)
    due = own_dates.due(book, 26)
    calendar = read(own_dates.as_ics(book, 26, alarm_days=7))
    assert len([each for each in calendar.inside if each.name == "VEVENT"]) == len(due)
