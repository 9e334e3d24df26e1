"""What is added to the bilan when both ask for it, and what the carnet then keeps in clear."""

from datetime import date, timedelta

import pytest

from desk.core.errors import UserError
from desk.core.people import Function, Gender, Seat
from desk.core.report_options import Option
from desk.notebook import people, report, report_options, succession
from desk.notebook.book import Notebook, Session
from desk.notebook.opening import PersonDraft
from tests.conftest import Clock
from tests.notebook.two_rounds import AUTUMN, SPRING, opened, sessions


def both_agree(book: Notebook, option: Option) -> None:
    for session in sessions(book):
        report_options.agree(book, option, session)


def told_marks(book: Notebook) -> list[object]:
    newest = report.data(book, book.today)["regards"][0]
    return [practice.get("reperes") for practice in newest["pratiques"]]


def test_nothing_is_added_by_default_nor_by_one_of_the_two(
    book: Notebook, clock: Clock, elu: Session
) -> None:
    opened(book, clock, AUTUMN, ("2", "12"))
    assert report_options.on(book) == frozenset()
    for option in Option:
        report_options.agree(book, option, elu)
    assert report_options.on(book) == frozenset()
    assert book.store.rows("round_mark") == []
    assert told_marks(book) == [None]
    assert [each.given[0].seat for each in report_options.states(book)] == [Seat.ELU] * 3


def test_the_second_agreement_lets_the_marks_of_the_last_round_leave(book: Notebook, clock: Clock) -> None:
    opened(book, clock, SPRING, ("0", "0"))
    opened(book, clock, AUTUMN, ("2", "12"))
    both_agree(book, Option.MARKS)
    assert told_marks(book) == [{"elu": 4, "sgm": 3}]
    data = report.data(book, book.today)
    assert data["options"] == {"reperes": True, "convenu": False, "actions": False}
    assert "reperes" not in data["regards"][1]["pratiques"][0]


@pytest.mark.parametrize("seat", [0, 1])
def test_one_of_the_two_takes_the_marks_back_and_nothing_of_them_is_kept(
    book: Notebook, clock: Clock, seat: int
) -> None:
    opened(book, clock, AUTUMN, ("2", "12"))
    both_agree(book, Option.MARKS)
    report_options.withdraw(book, Option.MARKS, sessions(book)[seat].person_id)
    assert told_marks(book) == [None]
    assert book.store.rows("round_mark") == []
    assert not report.data(book, book.today)["options"]["reperes"]


def test_the_next_round_is_asked_about_again(book: Notebook, clock: Clock) -> None:
    opened(book, clock, SPRING, ("2", "12"))
    both_agree(book, Option.MARKS)
    opened(book, clock, AUTUMN, ("3", "3"))
    assert book.store.rows("round_mark") == []
    assert told_marks(book) == [None]
    assert report_options.state(book, Option.MARKS).given == ()


def test_a_bilan_of_a_day_before_the_last_round_tells_no_mark(book: Notebook, clock: Clock) -> None:
    opened(book, clock, SPRING, ("2", "12"))
    opened(book, clock, AUTUMN, ("3", "3"))
    both_agree(book, Option.MARKS)
    before = report.data(book, AUTUMN - timedelta(days=1))
    assert not before["options"]["reperes"]
    assert ["reperes" in each for each in before["regards"][0]["pratiques"]] == [False]


def test_marks_ask_for_a_round_and_for_ones_own_click(book: Notebook, clock: Clock, elu: Session) -> None:
    assert report_options.state(book, Option.MARKS).problem
    with pytest.raises(UserError, match="pas encore ouvert de regards croisés"):
        report_options.agree(book, Option.MARKS, elu)
    opened(book, clock, AUTUMN, ("2", "12"))
    with pytest.raises(UserError, match="se donne ici, par chacun"):
        report_options.agree_elsewhere(book, Option.MARKS, elu.person_id, "papier", AUTUMN)
    assert book.store.rows("report_option") == []


def test_an_agreement_on_titles_may_come_by_paper_or_telephone_once(book: Notebook, clock: Clock) -> None:
    clock.go(AUTUMN)
    mayor = people.pair(book).elu.id
    with pytest.raises(UserError, match="à venir"):
        report_options.agree_elsewhere(book, Option.AGREED, mayor, "papier", AUTUMN + timedelta(days=1))
    report_options.agree_elsewhere(book, Option.AGREED, mayor, "papier", AUTUMN)
    report_options.agree_elsewhere(book, Option.AGREED, mayor, "telephone", AUTUMN)
    report_options.agree(book, Option.AGREED, sessions(book)[1])
    state = report_options.state(book, Option.AGREED)
    assert [(each.seat, each.how) for each in state.given] == [(Seat.ELU, "telephone"), (Seat.SGM, "ecran")]
    assert report_options.on(book) == {Option.AGREED}


def test_a_newcomer_and_the_one_who_stays_decide_anew(book: Notebook, clock: Clock) -> None:
    opened(book, clock, AUTUMN, ("2", "12"))
    for option in Option:
        both_agree(book, option)
    succession.succeed(book, Seat.ELU, PersonDraft(Function.MAYOR, "Blanc", "M.", Gender.MASCULINE), AUTUMN)
    assert report_options.on(book) == frozenset()
    assert book.store.rows("round_mark") == []
    assert [state.given for state in report_options.states(book)] == [(), (), ()]


@pytest.mark.parametrize("seat", list(Seat))
def test_whoever_replaces_a_code_does_not_let_the_marks_leave(
    book: Notebook, clock: Clock, seat: Seat
) -> None:
    """Anyone at the PC may replace the other's code: that key gives no consent, first or last."""
    opened(book, clock, AUTUMN, ("2", "12"))
    pair = people.pair(book)
    replaced = pair.person(seat)
    people.replace_lost_code(book, replaced.id)
    with pytest.raises(UserError, match="remplacé"):
        report_options.agree(book, Option.MARKS, people.unlock(book, replaced.id))
    report_options.agree(book, Option.MARKS, people.unlock(book, pair.other(replaced.id).id))
    with pytest.raises(UserError, match="remplacé"):
        report_options.agree(book, Option.MARKS, people.unlock(book, replaced.id))
    assert book.store.rows("round_mark") == []
    assert [each.seat for each in report_options.state(book, Option.MARKS).given] == [
        next(other for other in Seat if other is not seat)
    ]
    report_options.agree(book, Option.ACTIONS, people.unlock(book, replaced.id))


def test_a_closed_key_agrees_on_nothing(book: Notebook, elu: Session) -> None:
    elu.close()
    with pytest.raises(ValueError, match="closed"):
        report_options.agree(book, Option.AGREED, elu)
    assert date.fromisoformat(report.data(book, book.today)["date"]) == book.today
