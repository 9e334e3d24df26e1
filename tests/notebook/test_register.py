"""The register of the bilans saved, and what is erased of the data kept with them."""

from datetime import date, timedelta

import pytest

from desk.core.errors import UserError
from desk.core.report_options import Option
from desk.notebook import (
    erasing_point,
    erasing_round,
    people,
    redaction,
    register,
    report,
)
from desk.notebook.book import Notebook
from tests.conftest import Clock
from tests.notebook.test_report_facts import point
from tests.notebook.test_report_options import both_agree
from tests.notebook.two_rounds import AUTUMN, opened, sessions

NAME = "binome_36202_Valmont_2026-11-03.pdf"


def saved(book: Notebook) -> str:
    return register.add(book, NAME, report.data(book, book.today)).id


def test_a_line_says_who_had_agreed_and_how_even_after_one_took_it_back(book: Notebook, clock: Clock) -> None:
    clock.go(AUTUMN)
    data = report.data(book, AUTUMN)
    elu, sgm = sessions(book)
    report.agree(book, data, sgm)
    report.agree_elsewhere(book, data, elu.person_id, "telephone", AUTUMN - timedelta(days=1))
    line = register.line(book, saved(book))
    report.withdraw(book, line.fingerprint, elu.person_id)
    assert register.lines(book) == [line]
    assert line.agreed
    assert sorted(how for _, how, _ in line.agreements) == ["ecran", "telephone"]
    names = [people.pair(book).elu.name, people.pair(book).sgm.name]
    assert not any(name in who for who, _, _ in line.agreements for name in names)


def test_sent_is_the_users_own_word_and_can_be_taken_back(book: Notebook) -> None:
    key = saved(book)
    register.mark_sent(book, key, "  CDG 36  ", book.today)
    assert (register.line(book, key).recipient, register.line(book, key).sent_on) == ("CDG 36", book.today)
    register.unmark_sent(book, key)
    assert (register.line(book, key).recipient, register.line(book, key).sent_on) == ("", None)


@pytest.mark.parametrize(("who", "later"), [("  ", 0), ("x" * 201, 0), ("CDG", 1)])
def test_who_and_when_are_checked(book: Notebook, who: str, later: int) -> None:
    key = saved(book)
    with pytest.raises(UserError):
        register.mark_sent(book, key, who, book.today + timedelta(days=later))
    assert register.line(book, key).sent_on is None


def test_nobody_has_that_line(book: Notebook) -> None:
    with pytest.raises(KeyError):
        register.line(book, "x")
    with pytest.raises(KeyError):
        register.mark_sent(book, "x", "CDG", book.today)


def kept(book: Notebook) -> int:
    return book.store.count("report", "1 = 1", [])


def test_erasing_a_point_takes_the_kept_bilans_that_quote_it_and_no_other(
    book: Notebook, clock: Clock
) -> None:
    point(book, clock, date(2026, 10, 2), "Mme Fabre prépare le budget.")
    counting = saved(book)
    both_agree(book, Option.AGREED)
    quoting = saved(book)
    assert kept(book) == 2
    held = book.store.rows("meeting")[0]["id"]
    erasing_point.erase(book, [held], echoes=True, copies=False)
    assert [row["fingerprint"] for row in book.store.rows("report")] == [
        register.line(book, counting).fingerprint
    ]
    assert len(register.lines(book)) == 2, "the register says that it left"
    assert register.line(book, quoting).file_name == NAME


def test_a_removed_passage_goes_from_the_kept_bilans_even_told_by_function(
    book: Notebook, clock: Clock
) -> None:
    point(book, clock, date(2026, 10, 2), "Mme Fabre est en arrêt.")
    both_agree(book, Option.AGREED)
    saved(book)
    assert "en arrêt" in book.store.rows("report")[0]["data"]
    source = next(each for each in redaction.everything(book) if "en arrêt" in each.text)
    start = source.text.index("Mme")
    redaction.remove(book, source, start, len(source.text), copies=False)
    assert kept(book) == 0
    assert len(register.lines(book)) == 1


def test_erasing_a_round_takes_its_marks_and_the_kept_bilans_that_told_them(
    book: Notebook, clock: Clock
) -> None:
    round_id = opened(book, clock, AUTUMN, ("2", "12"))
    saved(book)
    both_agree(book, Option.MARKS)
    saved(book)
    assert kept(book) == 2
    erasing_round.erase(book, round_id, *sessions(book), copies=False)
    assert kept(book) == 1
    assert 'reperes":{' not in book.store.rows("report")[0]["data"]
    assert book.store.rows("round_mark") == book.store.rows("report_option") == []
