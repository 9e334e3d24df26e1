"""The charts of the bilan in black and white, as a photocopier sees them."""

from collections.abc import Callable
from io import BytesIO
from itertools import combinations
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops

from desk.core.comparison import Gap
from desk.core.report import REPORT_GAPS
from desk.pdf.canvas import new_canvas
from desk.pdf.metadata import Label
from desk.pdf.press import Press
from desk.pdf.report_chart import Bars, Columns, Stack
from desk.pdf.report_patterns import paint, paint_number

Draw = Callable[[Any], None]

LABEL = Label("Essai", "Valmont", "Coordination", "essai", "Binôme", b"essai")
DPI = 150
WIDE, HIGH = 60.0, 18.0


def drawn(press: Press, draw: Draw) -> Image.Image:
    """The page as black and white dots, without any grey, 150 to the inch."""
    target = BytesIO()
    canvas = new_canvas(target, LABEL, press, lambda *_: None)
    with canvas.artifact():
        draw(canvas)
    canvas.showPage()
    canvas.save()
    page = pypdfium2.PdfDocument(target.getvalue())[0]
    grey = page.render(scale=DPI / 72).to_pil().convert("L")
    return grey.point(lambda level: 255 * (level >= 128)).convert("1")


def box(place: int) -> tuple[float, float, float, float]:
    return (60.0, 760.0 - 30 * place, WIDE, HIGH)


def cut(page: Image.Image, place: int) -> Image.Image:
    left, bottom, wide, high = box(place)
    scale = DPI / 72
    top = page.height - (bottom + high) * scale
    return page.crop((int(left * scale), int(top), int((left + wide) * scale), int(top + high * scale)))


def black(picture: Image.Image) -> float:
    """Which part of it is ink."""
    white = sum(count for count, value in picture.getcolors() or () if value)
    return 1 - white / (picture.width * picture.height)


@pytest.fixture(scope="module")
def swatches(press: Press) -> dict[Gap, Image.Image]:
    def draw(canvas: Any) -> None:
        for place, gap in enumerate(REPORT_GAPS):
            paint(canvas, gap, box(place))

    page = drawn(press, draw)
    return {gap: cut(page, place) for place, gap in enumerate(REPORT_GAPS)}


def test_no_two_classes_look_alike(swatches: dict[Gap, Image.Image]) -> None:
    for one, other in combinations(swatches.values(), 2):
        # What is the same in both is black.
        assert black(ImageChops.logical_xor(one, other)) < 0.97


def test_only_one_is_dark_and_one_is_bare(swatches: dict[Gap, Image.Image]) -> None:
    parts = {gap: black(picture) for gap, picture in swatches.items()}
    assert parts[Gap.STRENGTH] > 0.95
    assert parts[Gap.UNANSWERED] < parts[Gap.WORKSITE] < 0.2
    for gap in (Gap.DIFFERENT, Gap.CLARIFY, Gap.CONSOLIDATE):
        assert 0.1 < parts[gap] < 0.5


def test_a_number_is_read_on_each_pattern(press: Press, swatches: dict[Gap, Image.Image]) -> None:
    def draw(canvas: Any) -> None:
        for place, gap in enumerate(REPORT_GAPS):
            paint(canvas, gap, box(place))
            paint_number(canvas, gap, box(place), 4)

    page = drawn(press, draw)
    for place, gap in enumerate(REPORT_GAPS):
        with_number = cut(page, place)
        x, y = with_number.width // 2, with_number.height // 2
        middle = with_number.crop((x - 5, y - 8, x + 5, y + 8))
        # Ink on paper, or paper on ink: enough of both, whatever lies around.
        assert 0.15 < black(middle) < 0.85, gap
        assert with_number.tobytes() != swatches[gap].tobytes()


def test_a_number_that_does_not_fit_is_left_to_the_table(press: Press) -> None:
    narrow = (60.0, 700.0, 5.0, HIGH)

    def bare(canvas: Any) -> None:
        paint(canvas, Gap.WORKSITE, narrow)

    def numbered(canvas: Any) -> None:
        paint(canvas, Gap.WORKSITE, narrow)
        paint_number(canvas, Gap.WORKSITE, narrow, 12)

    assert drawn(press, bare).tobytes() == drawn(press, numbered).tobytes()


@pytest.mark.parametrize("rounds", [1, 6, 7, 30])
def test_columns_stay_within_their_width(rounds: int) -> None:
    stacks = [Stack(f"automne {2000 + place}", (1, 1, 1, 1, 0, 0), 2000 + place) for place in range(rounds)]
    chart = Columns(stacks, 482.0, "")
    assert chart.room * rounds <= 482.0 + 0.01
    assert chart.height <= 140


def test_bars_are_as_long_as_there_are_statements() -> None:
    stacks = [Stack("Une", (2, 1, 0, 0, 0, 1)), Stack("Deux", (1, 0, 0, 0, 0, 0))]
    chart = Bars(stacks, 482.0, "", 40)
    assert chart.unit * 40 <= 482.0
    assert chart.unit > 7
