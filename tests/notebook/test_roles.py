"""« Qui fait quoi » in the carnet: adjusted, undone, as proposed; what the law fixes stays."""

import pytest

from desk.core.errors import UserError
from desk.core.roles import Holder, Verb
from desk.notebook import roles
from desk.notebook.book import Notebook
from desk.notebook.undo import undo


def _free(book: Notebook) -> str:
    return next(row.subject.id for row in roles.rows(book) if not row.subject.fixed)


def test_the_pair_begins_with_what_the_guide_proposes(book: Notebook) -> None:
    assert all(not row.changed for row in roles.rows(book))
    assert len(roles.rows(book)) == len(roles.matrix(book).subjects)


def test_an_adjustment_is_kept_undone_and_dropped_when_it_is_the_proposal_again(book: Notebook) -> None:
    subject = roles.matrix(book).subject(_free(book))
    proposed = subject.line.holder(Verb.PREPARE)
    other = Holder.OTHER if proposed is not Holder.OTHER else Holder.SGM
    change = roles.give(book, subject.id, Verb.PREPARE, other)
    [row] = [row for row in roles.rows(book) if row.changed]
    assert (row.subject.id, row.line.prepare, row.changed) == (subject.id, other, frozenset({Verb.PREPARE}))
    undo(book, change)
    assert not any(row.changed for row in roles.rows(book))
    roles.give(book, subject.id, Verb.PREPARE, other)
    roles.give(book, subject.id, Verb.PREPARE, proposed)
    assert book.store.rows("role_choice") == []


def test_all_go_back_as_proposed_in_one_change_that_can_be_undone(book: Notebook) -> None:
    for verb in (Verb.ADVISE, Verb.INFORMED):
        roles.give(book, _free(book), verb, Holder.OTHER)
    change = roles.as_proposed(book)
    assert not any(row.changed for row in roles.rows(book))
    undo(book, change)
    assert sum(len(row.changed) for row in roles.rows(book)) == 2


def test_what_the_law_gives_to_someone_is_not_moved(book: Notebook) -> None:
    fixed = next(subject for subject in roles.matrix(book).subjects if subject.fixed)
    with pytest.raises(UserError, match="La loi confie cette décision"):
        roles.give(book, fixed.id, Verb.DECIDE, Holder.SGM)
    assert book.store.rows("role_choice") == []
