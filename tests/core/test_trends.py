"""A practice beside what it was: what compares, what does not, and how the change is said."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desk.core.comparison import Gap, PracticeView, compare_practice
from desk.core.guide import Scale, Statement
from desk.core.scale import Answer
from desk.core.trends import Asked, change, since, trend

STATEMENTS = tuple(Statement(f"p02s{n}", 1, f"Un énoncé {n}.", Scale.FREQUENCY) for n in range(1, 5))
EXTRA = Statement("p02s5", 1, "Un énoncé facultatif.", Scale.FREQUENCY, optional=True)
LEVELS = st.text("0123", min_size=4, max_size=4)


def view(
    elu: str, sgm: str, statements: tuple[Statement, ...] = STATEMENTS, practice: str = "p02"
) -> PracticeView:
    """Both people's levels, statement after statement; « - » is not answered."""
    mine, theirs = (_answers(statements, levels) for levels in (elu, sgm))
    return compare_practice(practice, "Rôles", statements, mine, theirs, frozenset())


def _answers(statements: tuple[Statement, ...], levels: str) -> Mapping[str, Answer]:
    pairs = zip(statements, levels, strict=True)
    return {statement.id: Answer(level) for statement, level in pairs if level != "-"}


def asked(then: PracticeView, name: str = "printemps 2026") -> Asked:
    return Asked(name, date(2026, 4, 7), then)


def test_classes_then_and_now_are_counted_over_what_was_asked_alike() -> None:
    found = since(view("3301", "3101"), asked(view("0301", "3101")))
    assert found.then == {Gap.DIFFERENT: 2, Gap.WORKSITE: 2}
    assert found.now == {Gap.STRENGTH: 1, Gap.DIFFERENT: 1, Gap.WORKSITE: 2}
    former = found.before("p02s1")
    assert former is not None
    assert (former.elu, former.sgm) == (Answer.NEVER, Answer.ALWAYS)
    assert change(found) == "1\u00a0point fort commun de plus"


def test_a_reworded_statement_does_not_compare_and_is_told() -> None:
    new = (replace(STATEMENTS[0], revision=2, text="Un énoncé redit."), *STATEMENTS[1:])
    found = since(view("3333", "3333", new), asked(view("0333", "0333")))
    assert found.then == found.now == {Gap.STRENGTH: 3}
    assert found.before("p02s1") is None
    assert found.is_reworded("p02s1")
    assert not found.is_reworded("p02s2")
    assert change(found) == "autant de points forts communs"


def test_another_scale_or_another_id_is_another_question() -> None:
    scaled = (replace(STATEMENTS[0], scale=Scale.PROGRESS), replace(STATEMENTS[1], id="p02s9"))
    found = since(view("33", "33", scaled), asked(view("3333", "3333")))
    assert found.shared == ()
    assert [each.statement.id for each in found.reworded] == ["p02s1"]
    assert change(found) == "", "nothing compares, so nothing is said"


def test_an_optional_statement_taken_up_once_is_no_change() -> None:
    with_extra = (*STATEMENTS, EXTRA)
    found = since(view("33333", "33333", with_extra), asked(view("3333-", "3333-", with_extra)))
    assert found.before("p02s5") is None
    assert found.now == {Gap.STRENGTH: 4}
    assert not found.reworded


def test_the_trend_keeps_the_rounds_that_asked_the_practice_each_beside_today() -> None:
    now = view("3333", "3333")
    rounds = [
        asked(view("3330", "3333"), "printemps 2026"),
        asked(view("3333", "3333", practice="p05"), "printemps 2026"),
        asked(view("0000", "3333"), "automne 2025"),
    ]
    found = trend(now, rounds)
    assert [each.name for each in found] == ["printemps 2026", "automne 2025"]
    assert [change(each) for each in found] == [
        "1\u00a0point fort commun de plus",
        "4\u00a0points forts communs de plus",
    ]


def test_fewer_differences_are_said_when_common_strengths_are_as_many() -> None:
    assert (
        change(since(view("0000", "0000"), asked(view("0000", "3000")))) == "1\u00a0regard différent de moins"
    )
    assert (
        change(since(view("0000", "2000"), asked(view("0000", "0000")))) == "1\u00a0regard différent de plus"
    )


@given(LEVELS, LEVELS, LEVELS, LEVELS)
def test_who_said_what_changes_nothing(one: str, other: str, then: str, before: str) -> None:
    straight = since(view(one, other), asked(view(then, before)))
    turned = since(view(other, one), asked(view(before, then)))
    assert (straight.then, straight.now) == (turned.then, turned.now)
    assert change(straight) == change(turned)


@given(LEVELS, LEVELS)
def test_the_same_answers_again_are_no_change(elu: str, sgm: str) -> None:
    found = since(view(elu, sgm), asked(view(elu, sgm)))
    assert found.then == found.now
    assert change(found) == "autant de points forts communs"
