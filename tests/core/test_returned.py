from desk.core.guide import Scale, Statement
from desk.core.returned import Arrival, Line, arrival
from desk.core.scale import Answer

NEVER, SOMETIMES, MOSTLY, ALWAYS = Answer.NEVER, Answer.SOMETIMES, Answer.MOSTLY, Answer.ALWAYS
FOUR = [Statement(f"p01s{number}", 1, f"Énoncé {number}.", Scale.FREQUENCY) for number in range(1, 5)]


def test_what_had_no_answer_is_new_and_what_agrees_is_not_asked() -> None:
    found = arrival(FOUR, {"p01s1": ALWAYS}, {"p01s1": ALWAYS, "p01s2": NEVER})
    assert found == Arrival({"p01s2": NEVER}, (), 1)
    assert not found.changes_nothing
    assert found.taken({}) == {"p01s2": NEVER}


def test_an_answer_that_differs_or_is_missing_is_decided_by_its_owner() -> None:
    found = arrival(FOUR, {"p01s1": ALWAYS, "p01s3": MOSTLY}, {"p01s1": NEVER})
    assert found.lines == (Line(FOUR[0], ALWAYS, (NEVER,)), Line(FOUR[2], MOSTLY, ()))
    assert found.taken({"p01s1": ALWAYS, "p01s3": MOSTLY}) == {}, "kept everywhere: nothing to write"
    assert found.taken({"p01s1": NEVER, "p01s3": None}) == {"p01s1": NEVER, "p01s3": None}


def test_two_boxes_are_offered_both_beside_what_stands() -> None:
    ticked = {"p01s1": (NEVER, ALWAYS), "p01s2": (SOMETIMES, MOSTLY)}
    found = arrival(FOUR, {"p01s2": MOSTLY}, {}, ticked)
    assert found.lines == (
        Line(FOUR[0], None, (NEVER, ALWAYS)),
        Line(FOUR[1], MOSTLY, (SOMETIMES, MOSTLY)),
    )
    assert all(line.is_doubtful for line in found.lines)


def test_a_line_decided_from_such_a_form_is_not_asked_again_unless_it_changed() -> None:
    ticked = {"p01s1": (NEVER, ALWAYS)}
    assert arrival(FOUR, {"p01s1": ALWAYS}, {}, ticked, settled=["p01s1"]).changes_nothing
    assert arrival(FOUR, {"p01s1": MOSTLY}, {}, ticked, settled=["p01s1"]).lines


def test_the_same_form_again_changes_nothing() -> None:
    said = {"p01s1": ALWAYS, "p01s4": Answer.MOOT}
    found = arrival(FOUR, said, said)
    assert found.changes_nothing
    assert found.same == 2
    assert arrival(FOUR, {}, {}).changes_nothing
