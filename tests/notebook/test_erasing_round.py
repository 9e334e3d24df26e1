"""« Regards croisés » are erased by both, with both keys; those of a pair of before without a key."""

from datetime import date

import pytest

from desk.core.errors import UserError
from desk.core.meetings import MeetingKind
from desk.core.people import Function, Gender, Seat
from desk.core.rounds import SubjectDraft
from desk.notebook import (
    agenda,
    erasing_round,
    follow_up,
    imported,
    meetings,
    people,
    report,
    rounds,
    succession,
    transfer,
    trends,
    unsealing,
)
from desk.notebook.book import Notebook
from desk.notebook.opening import PersonDraft
from tests.conftest import Clock
from tests.notebook.two_rounds import AUTUMN, SPRING, opened, sessions

TABLES = ("sheet", "round_statement", "round_key", "round_count", "subject")


@pytest.fixture
def both(book: Notebook, clock: Clock) -> tuple[str, str]:
    """Two rounds opened; a subject of the first on an agenda."""
    first = opened(book, clock, SPRING, ("3", "1"))
    unsealing.choose_subjects(book, first, [SubjectDraft("p02", "Relire la fiche de poste")])
    follow_up.send(book, first, "p02", "Relire la fiche de poste")
    return first, opened(book, clock, AUTUMN, ("2", "2"))


def test_all_that_is_its_own_goes_and_the_other_stays(book: Notebook, both: tuple[str, str]) -> None:
    elu, sgm = sessions(book)
    erasing_round.erase(book, both[0], elu, sgm, copies=False)
    assert [each.id for each in rounds.opened(book)] == [both[1]]
    for table in TABLES:
        assert book.store.rows(table, "round_id = ?", [both[0]]) == []
    assert unsealing.comparison(book, both[1], elu)
    assert trends.earlier(book, both[1], elu) == []
    assert report.data(book, book.today)
    imported.check(book.store)


def test_its_subject_stays_on_the_agenda_and_no_longer_says_where_it_comes_from(
    book: Notebook, both: tuple[str, str]
) -> None:
    erasing_round.erase(book, both[0], *sessions(book), copies=False)
    [item] = agenda.waiting(book)
    assert item.title == "Relire la fiche de poste"
    assert follow_up.origin(book, item) is None
    meetings.plan(book, MeetingKind.YEARLY, book.today)


def test_that_no_subject_was_wanted_is_forgotten(book: Notebook, both: tuple[str, str]) -> None:
    unsealing.choose_subjects(book, both[1], [])
    erasing_round.erase(book, both[1], *sessions(book), copies=False)
    assert book.store.count("trace", "person_id = ?", [both[1]]) == 0


def test_each_key_is_its_own_person_s_and_open(book: Notebook, both: tuple[str, str]) -> None:
    before = transfer.export_json(book)
    elu, sgm = sessions(book)
    with pytest.raises(ValueError, match="its own person"):
        erasing_round.erase(book, both[0], sgm, elu, copies=False)
    sgm.close()
    with pytest.raises(ValueError, match="its own person"):
        erasing_round.erase(book, both[0], elu, sgm, copies=False)
    with pytest.raises(ValueError, match="by both"):
        erasing_round.erase_former(book, [both[0]], copies=False)
    assert transfer.export_json(book) == before


def test_one_under_way_is_ended_where_it_is_filled(book: Notebook) -> None:
    made = rounds.start(book, ("p01",)).id
    with pytest.raises(UserError, match="ne sont pas ouverts"):
        erasing_round.erase(book, made, *sessions(book), copies=False)


def test_those_of_a_pair_of_before_go_without_a_key(book: Notebook, both: tuple[str, str]) -> None:
    newcomer = PersonDraft(Function.MAYOR, "Vidal", "Mme", Gender.FEMININE)
    succession.succeed(book, Seat.ELU, newcomer, date(2026, 4, 1))
    assert [each.id for each in erasing_round.former(book)] == list(both)
    erasing_round.erase_former(book, both, copies=True)
    assert book.store.rows("round") == []
    assert people.pair(book).elu.name == "Vidal"
