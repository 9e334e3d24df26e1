"""The register of the bilans that were saved, in words."""

from datetime import date

from desk.core.people import Seat
from desk.core.register import NO_AGREEMENT, NOT_SENT
from desk.notebook import people, register, register_sheet, report
from desk.notebook.book import Notebook

NAME = "binome_36202_Valmont_2026-11-22.pdf"


def test_an_empty_register(book: Notebook) -> None:
    assert register_sheet.printed(book).rows == ()


def test_a_project_never_sent(book: Notebook) -> None:
    register.add(book, NAME, report.data(book, book.today))
    (row,) = register_sheet.printed(book).rows
    assert (row.file_name, row.standing, row.agreements, row.sent) == (
        NAME, "Projet", (NO_AGREEMENT,), NOT_SENT,
    )  # fmt: skip
    assert len(row.fingerprint) == 79
    assert row.fingerprint.replace(" ", "") == register.lines(book)[0].fingerprint


def test_who_agreed_and_how_stays_as_it_was_when_saved(book: Notebook) -> None:
    data, pair = report.data(book, book.today), people.pair(book)
    for seat, how in ((Seat.ELU, "papier"), (Seat.SGM, "telephone")):
        report.agree_elsewhere(book, data, pair.person(seat).id, how, book.today)
    first = register.add(book, NAME, data).id
    report.withdraw(book, register.lines(book)[0].fingerprint, pair.elu.id)
    register.add(book, "second.pdf", data)
    register.mark_sent(book, first, "bilans@exemple.fr", date(2026, 11, 20))
    newest, oldest = register_sheet.printed(book).rows
    assert (newest.standing, len(newest.agreements)) == ("Projet", 1)
    assert oldest.standing == "Convenu"
    assert len(oldest.agreements) == 2
    assert "accord donné sur papier le 22\u00a0novembre 2026" in " ".join(oldest.agreements)
    assert oldest.sent == "Noté comme envoyé le 20\u00a0novembre 2026 à «\u00a0bilans@exemple.fr\u00a0»"


def test_no_name_of_a_person_is_told(book: Notebook) -> None:
    data, pair = report.data(book, book.today), people.pair(book)
    for seat in Seat:
        report.agree_elsewhere(book, data, pair.person(seat).id, "papier", book.today)
    register.add(book, NAME, data)
    told = repr(register_sheet.printed(book))
    for person in (pair.elu, pair.sgm):
        assert person.name not in told
