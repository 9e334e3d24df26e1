"""The bilan somebody agreed on last: found where it was left, for the present pair only."""

from datetime import date

import pytest

from desk.core.people import Function, Gender, Seat
from desk.core.report import AGREED, PROJECT
from desk.notebook import people, register, report, report_asks, succession
from desk.notebook.book import Notebook, Session
from desk.notebook.opening import PersonDraft
from desk.notebook.report_pending import last_agreed


def test_none_before_anybody_agreed(book: Notebook) -> None:
    assert last_agreed(book) is None


def test_the_very_data_of_the_last_agreement(book: Notebook, elu: Session, sgm: Session) -> None:
    first = report.data(book, date(2026, 11, 20))
    report.agree(book, first, sgm)
    report_asks.set_asked(book, "rappel", True)
    second = report.data(book, date(2026, 11, 20))
    report.agree(book, second, sgm)
    report_asks.set_asked(book, "rappel", False)
    found = last_agreed(book)
    assert found is not None
    assert found["demandes"] == ["rappel"]
    assert found["statut"] == PROJECT
    report.agree(book, second, elu)
    found = last_agreed(book)
    assert found is not None
    assert found["statut"] == AGREED


def test_taken_back_it_is_no_longer_found(book: Notebook, sgm: Session) -> None:
    values = report.data(book, book.today)
    report.agree(book, values, sgm)
    found = last_agreed(book)
    assert found is not None
    report.withdraw(book, found["empreinte"], sgm.person_id)
    assert last_agreed(book) is None


def test_what_a_former_person_agreed_on_is_not_proposed_to_the_next(book: Notebook, elu: Session) -> None:
    report.agree(book, report.data(book, book.today), elu)
    with book.store.atomic():
        pair = people.pair(book)
        former = book.store.rows("person", "id = ?", [pair.elu.id])[0]
        book.store.insert("person", former | {"id": "00000000-0000-4000-8000-000000000009", "name": "Blanc"})
        book.store.update("pair", pair.id, {"elu_id": "00000000-0000-4000-8000-000000000009"})
    assert last_agreed(book) is None


@pytest.mark.parametrize("is_saved", [True, False])
def test_a_newcomer_has_agreed_on_nothing_that_did_not_leave(
    book: Notebook, elu: Session, sgm: Session, *, is_saved: bool
) -> None:
    """Without a round the data say the same of both pairs; what was saved to leave stays what it was."""
    values = report.data(book, book.today)
    for session in (elu, sgm):
        report.agree(book, values, session)
    if is_saved:
        register.add(book, "bilan.pdf", values)
    newcomer = PersonDraft(Function.SGM, "Neuve", "Mme", Gender.FEMININE)
    succession.succeed(book, Seat.SGM, newcomer, book.today)
    assert report.data(book, book.today) == values
    assert report.sealed(book, values)["statut"] == (AGREED if is_saved else PROJECT)
    assert (last_agreed(book) is None) != is_saved
