"""« Qui fait quoi »: what the pair may adjust, and what the law holds."""

from dataclasses import replace
from datetime import date

import pytest

from desk.core.basis import Basis
from desk.core.errors import UserError
from desk.core.roles import (
    HOLDER_LABELS,
    SHORT_HOLDER_LABELS,
    VERB_LABELS,
    Group,
    Holder,
    Line,
    RoleMatrix,
    Subject,
    Verb,
    adjusted,
    by_group,
    check_change,
    holders_for,
)

LAW = Basis("CGCT L2121-29", date(2026, 2, 28), "S")
BY_COUNCIL = Line(Holder.SGM, Holder.DEPUTIES, Holder.COUNCIL, Holder.MAYOR, Holder.NOBODY)
VOTE = Subject("r01", "conseil", "Les délibérations", BY_COUNCIL, fixed=True, basis=LAW)
ORDER = Subject("r02", "budget", "Une commande", replace(BY_COUNCIL, decide=Holder.MAYOR))
MATRIX = RoleMatrix((Group("conseil", "Conseil"), Group("budget", "Budget")), (VOTE, ORDER))


def test_without_changes_the_matrix_is_as_proposed() -> None:
    rows = adjusted(MATRIX, {})
    assert [(row.subject.id, row.line, row.changed) for row in rows] == [
        ("r01", VOTE.line, frozenset()),
        ("r02", ORDER.line, frozenset()),
    ]


def test_a_change_moves_one_verb_and_is_marked() -> None:
    rows = adjusted(MATRIX, {("r02", Verb.ADVISE): Holder.BOTH})
    assert rows[1].line == replace(ORDER.line, advise=Holder.BOTH)
    assert rows[1].changed == {Verb.ADVISE}
    assert rows[0].changed == frozenset()
    assert MATRIX.subject("r02").line.advise is Holder.DEPUTIES


def test_a_change_back_to_the_proposal_is_no_change() -> None:
    assert adjusted(MATRIX, {("r02", Verb.ADVISE): Holder.DEPUTIES})[1].changed == frozenset()


def test_changes_that_no_longer_hold_are_passed_over() -> None:
    stale = {
        ("r01", Verb.DECIDE): Holder.MAYOR,
        ("r02", Verb.DECIDE): Holder.BOTH,
        ("r99", Verb.DECIDE): Holder.SGM,
    }
    assert adjusted(MATRIX, stale) == adjusted(MATRIX, {})


@pytest.mark.parametrize("verb", [verb for verb in Verb if verb is not Verb.DECIDE])
def test_all_but_the_decision_may_be_anyone_s_even_where_the_law_decides(verb: Verb) -> None:
    assert holders_for(VOTE, verb) == tuple(Holder)
    for holder in Holder:
        check_change(VOTE, verb, holder)
        assert adjusted(MATRIX, {("r01", verb): holder})[0].line.holder(verb) is holder


def test_a_decision_of_the_law_does_not_move() -> None:
    assert holders_for(VOTE, Verb.DECIDE) == (Holder.COUNCIL,)
    check_change(VOTE, Verb.DECIDE, Holder.COUNCIL)
    with pytest.raises(UserError, match="La loi confie"):
        check_change(VOTE, Verb.DECIDE, Holder.MAYOR)


@pytest.mark.parametrize("holder", [Holder.BOTH, Holder.NOBODY])
def test_a_decision_has_one_holder(holder: Holder) -> None:
    with pytest.raises(UserError, match="une seule personne"):
        check_change(ORDER, Verb.DECIDE, holder)
    assert holder not in holders_for(ORDER, Verb.DECIDE)


def test_rows_stand_under_their_groups_in_order_and_empty_groups_are_left_out() -> None:
    rows = adjusted(MATRIX, {})
    assert [(group.id, [row.subject.id for row in its]) for group, its in by_group(MATRIX, rows)] == [
        ("conseil", ["r01"]),
        ("budget", ["r02"]),
    ]
    assert [group.id for group, _ in by_group(MATRIX, rows[1:])] == ["budget"]


def test_a_subject_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        MATRIX.subject("r03")


def test_every_verb_and_holder_has_its_words_and_a_field() -> None:
    assert set(VERB_LABELS) == set(Verb)
    assert set(HOLDER_LABELS) == set(SHORT_HOLDER_LABELS) == set(Holder)
    for verb in Verb:
        assert BY_COUNCIL.given(verb, Holder.OTHER).holder(verb) is Holder.OTHER


def test_a_basis_says_its_day() -> None:
    assert LAW.said == "CGCT L2121-29, à jour au 28\u00a0février 2026"
