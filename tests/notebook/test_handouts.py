"""What is printed, worded for the carnet's people, as this pair has it."""

from datetime import date

from desk.core.deadline import OwnKind
from desk.core.handout import Handout, Imprint, packed, unpacked
from desk.core.roles import Holder, Verb
from desk.notebook import handouts, journeys, own_dates, roles
from desk.notebook.book import Notebook

TERM = "nouveau-mandat"


def test_the_imprint_says_whose_it_is(book: Notebook) -> None:
    said = handouts.imprint(book)
    assert (said.commune, said.day, said.example) == ("Valmont", book.today.isoformat(), False)
    assert said.source == f"{book.guide.publisher}, guide {book.guide.version}"


def test_everything_is_worded_and_crosses_as_json(book: Notebook) -> None:
    journeys.begin(book, TERM, date(2026, 3, 28))
    walked = journeys.journey(book, TERM)
    assert walked is not None
    made: list[Handout] = [
        handouts.practice(book, "p03"),
        handouts.booklet(book),
        handouts.page(book, book.guide.pages[0].id),
        handouts.page(book, "note-cst"),
        handouts.matrix(book),
        handouts.journey(book, walked),
    ]
    for handout in made:
        data = packed(handout, handouts.imprint(book))
        assert "{le" not in str(data)
        assert "{SGM" not in str(data)
        assert unpacked(data)[0] == handout
        assert isinstance(unpacked(data)[1], Imprint)


def test_the_matrix_says_what_the_pair_adjusted(book: Notebook) -> None:
    subject = next(each for each in roles.matrix(book).subjects if each.line.advise is not Holder.OTHER)
    roles.give(book, subject.id, Verb.ADVISE, Holder.OTHER)
    rows = [row for group in handouts.matrix(book).groups for row in group.rows]
    assert sum(any(row.changed) for row in rows) == 1
    assert len(rows) == len(roles.matrix(book).subjects)


def test_a_path_says_until_when_and_what_is_ticked(book: Notebook) -> None:
    journeys.begin(book, TERM, date(2026, 3, 28))
    walked = journeys.journey(book, TERM)
    assert walked is not None
    first = walked.phases[0][1][0].step.id
    journeys.tick(book, TERM, first, done=True)
    walked = journeys.journey(book, TERM)
    assert walked is not None
    sheet = handouts.journey(book, walked)
    assert sheet.phases[0].when == "d’ici au 3\u00a0avril 2026"
    assert [step.done for phase in sheet.phases for step in phase.steps].count(True) == 1


def test_the_booklet_has_the_laws_deadlines_and_not_the_communes_own(book: Notebook) -> None:
    own_dates.add(book, "Vœux", date(2027, 1, 9), OwnKind.OTHER)
    titles = [row.title for row in handouts.booklet(book).calendar]
    assert "voter le budget primitif" in titles
    assert "Vœux" not in titles
