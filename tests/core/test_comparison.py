"""All 49 pairs of answers as specified, and the counts and marks made of them."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.comparison import Gap, classify, compare_practice, mark, summary
from desk.core.guide import Moot, Scale, Statement
from desk.core.scale import Answer

ANSWERS: list[Answer | None] = [*Answer, None]

# The specification written out: rows are the first answer, columns the second, in the order of ANSWERS.
F, C, D, K, E, S, X = (
    Gap.STRENGTH,
    Gap.WORKSITE,
    Gap.DIFFERENT,
    Gap.CONSOLIDATE,
    Gap.CLARIFY,
    Gap.UNANSWERED,
    Gap.LEFT_OUT,
)
TABLE = [
    # 0  1  2  3 nsp so  -
    [C, C, D, D, E, E, S],
    [C, C, K, D, E, E, S],
    [D, K, F, F, E, E, S],
    [D, D, F, F, E, E, S],
    [E, E, E, E, E, E, S],
    [E, E, E, E, E, X, S],
    [S, S, S, S, S, S, S],
]
PLAIN = Statement("p02s4", 1, "L’avis technique est demandé.", Scale.FREQUENCY)
WHEN = Statement("p02s3", 1, "Quand un dossier s’ouvre, nous le disons.", Scale.FREQUENCY)
DEPUTIES = Statement(
    "p03s1", 1, "La liste a été remise.", Scale.PROGRESS, moot_when=frozenset({Moot.NO_DEPUTIES})
)


@pytest.mark.parametrize(("row", "column"), list(product(range(7), range(7))))
def test_each_pair_of_answers_has_its_class(row: int, column: int) -> None:
    assert classify(ANSWERS[row], ANSWERS[column]) is TABLE[row][column]


@given(st.sampled_from(ANSWERS), st.sampled_from(ANSWERS), st.booleans())
def test_the_class_does_not_say_who_said_what(first: Answer, second: Answer, expected: bool) -> None:
    assert classify(first, second, moot_expected=expected) is classify(second, first, moot_expected=expected)


@pytest.mark.parametrize("level", ["0", "1", "2", "3"])
def test_moot_from_one_side_is_left_out_only_where_it_is_expected(level: str) -> None:
    assert classify(Answer(level), Answer.MOOT) is Gap.CLARIFY
    assert classify(Answer(level), Answer.MOOT, moot_expected=True) is Gap.LEFT_OUT
    assert classify(Answer.UNKNOWN, Answer.MOOT, moot_expected=True) is Gap.CLARIFY


@given(
    st.lists(st.tuples(st.sampled_from(ANSWERS), st.sampled_from(ANSWERS)), min_size=3, max_size=3),
    st.sets(st.sampled_from(list(Moot))),
)
def test_a_comparison_is_the_same_up_to_the_roles(
    pairs: list[tuple[Answer | None, Answer | None]], profile: set[Moot]
) -> None:
    asked = (PLAIN, WHEN, DEPUTIES)
    elu, sgm = (
        {one.id: pair[side] for one, pair in zip(asked, pairs, strict=True) if pair[side] is not None}
        for side in (0, 1)
    )
    straight = compare_practice("p02", "Rôles", asked, elu, sgm, frozenset(profile))  # type: ignore[arg-type]
    turned = compare_practice("p02", "Rôles", asked, sgm, elu, frozenset(profile))  # type: ignore[arg-type]
    assert straight.counts == turned.counts
    assert [each.gap for each in straight.statements] == [each.gap for each in turned.statements]
    assert (straight.elu_mark, straight.sgm_mark) == (turned.sgm_mark, turned.elu_mark)
    assert sum(straight.counts.values()) == len(asked), "each statement is in one class, and one only"


def compare(elu: dict[str, Answer], sgm: dict[str, Answer], *profile: Moot) -> dict[Gap, int]:
    view = compare_practice("p02", "Rôles", (PLAIN, WHEN, DEPUTIES), elu, sgm, frozenset(profile))
    return dict(view.counts)


def test_when_and_the_profile_make_moot_expected() -> None:
    elu = dict.fromkeys(("p02s4", "p02s3", "p03s1"), Answer.MOSTLY)
    sgm = dict.fromkeys(elu, Answer.MOOT)
    assert compare(elu, sgm) == {Gap.CLARIFY: 2, Gap.LEFT_OUT: 1}
    assert compare(elu, sgm, Moot.NO_DEPUTIES) == {Gap.CLARIFY: 1, Gap.LEFT_OUT: 2}


def test_an_optional_statement_nobody_took_up_is_not_unanswered() -> None:
    extra = Statement("p02s5", 1, "Une consigne laisse une trace.", Scale.FREQUENCY, optional=True)
    view = compare_practice("p02", "Rôles", (extra,), {}, {}, frozenset())
    assert view.counts == {Gap.LEFT_OUT: 1}
    half = compare_practice("p02", "Rôles", (extra,), {"p02s5": Answer.MOSTLY}, {}, frozenset())
    assert half.counts == {Gap.UNANSWERED: 1}


@pytest.mark.parametrize(
    ("levels", "expected"),
    [("33", None), ("333", 6), ("000", 0), ("0123", 3), ("0001", 1), ("2333", 6), ("2233", 5), ("112", 3)],
)
def test_a_mark_is_the_mean_to_the_half_and_needs_three_levels(levels: str, expected: int | None) -> None:
    answers = [Answer(level) for level in levels]
    assert mark([*answers, Answer.UNKNOWN, Answer.MOOT, None]) == expected


def test_the_summary_counts_in_words_and_leaves_out_what_is_left_out() -> None:
    counts = {Gap.DIFFERENT: 2, Gap.STRENGTH: 1, Gap.LEFT_OUT: 3}
    assert summary(counts) == "1 point fort commun, 2 regards différents"
    assert summary({Gap.LEFT_OUT: 4}) == "rien à comparer"
