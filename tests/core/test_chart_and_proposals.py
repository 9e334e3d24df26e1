"""Where the marks stand, and what is proposed to talk about."""

from hypothesis import given
from hypothesis import strategies as st

from desk.core.chart import layout
from desk.core.comparison import Gap, PracticeView
from desk.core.proposals import propose


def view(name: str = "p01", elu: int | None = 3, sgm: int | None = 3, **counts: int) -> PracticeView:
    return PracticeView(name, name, (), {Gap[key]: number for key, number in counts.items()}, elu, sgm)


def test_marks_stand_on_their_level_and_the_guides_under_the_labels() -> None:
    chart = layout([view(elu=0, sgm=6)], 600, 14)
    assert list(chart.guides) == [0, 200, 400, 600]
    row = chart.rows[0]
    assert (row.elu_x, row.sgm_x, row.wide) == (0, 600, True)


@given(st.integers(0, 6), st.integers(0, 6), st.floats(120, 2000), st.floats(8, 30))
def test_both_marks_are_always_visible(elu: int, sgm: int, width: float, size: float) -> None:
    row = layout([view(elu=elu, sgm=sgm)], width, size).rows[0]
    assert row.elu_x is not None
    assert row.sgm_x is not None
    assert abs(row.elu_x - row.sgm_x) >= size
    if elu != sgm:
        assert (row.elu_x < row.sgm_x) == (elu < sgm)


def test_without_three_levels_there_is_no_mark() -> None:
    row = layout([view(elu=None, sgm=4)], 600, 14).rows[0]
    assert row.elu_x is None
    assert not row.wide


def test_differences_come_first_and_three_at_most() -> None:
    views = [
        view("p01", WORKSITE=4),
        view("p02", DIFFERENT=1),
        view("p03", STRENGTH=4),
        view("p04", CLARIFY=3),
        view("p05", DIFFERENT=2),
    ]
    assert [each.practice_id for each in propose(views)] == ["p05", "p02", "p04"]
    assert "2\u00a0regards différents" in propose(views)[0].reason


def test_the_guide_s_order_decides_between_equals_and_strengths_are_never_proposed() -> None:
    views = [view("p03", DIFFERENT=1), view("p04", DIFFERENT=1), view("p09", STRENGTH=4, CONSOLIDATE=1)]
    assert [each.practice_id for each in propose(views)] == ["p03", "p04"]
    assert propose([]) == []
