"""A titled text as a document: a page to give, a letter, a note, a sheet."""

from collections.abc import Callable
from functools import partial

from reportlab.platypus import Flowable, KeepTogether, Spacer

from desk.core.handout import Imprint, Letter
from desk.pdf.blanks import LINE, Blanks
from desk.pdf.flowables import Text
from desk.pdf.pages import page_count, printed, reading_page
from desk.pdf.press import Press
from desk.pdf.prose import flow, look, title_style, words

SIZES = (12.0, 11.5, 11.0, 10.5)


def draw_letter(letter: Letter, imprint: Imprint, press: Press) -> bytes:
    """The text in the most comfortable type."""
    story = partial(_story, letter)
    return printed(letter, imprint, press, story(comfortable(story)), [reading_page()])


def comfortable(story: Callable[[float], list[Flowable]]) -> float:
    """The largest size in which a story takes no more pages than in the smallest."""
    fewest = page_count(story(SIZES[-1]), [reading_page()])
    return next(size for size in SIZES if page_count(story(size), [reading_page()]) == fewest)


def _story(letter: Letter, size: float) -> list[Flowable]:
    style = look(size)
    lines = [Blanks(f"{name} : {LINE}", style.text) for name in letter.signature]
    return [
        Text(words(letter.title), title_style("H1")),
        Spacer(1, 6),
        *flow(letter.body, style),
        *([KeepTogether([Spacer(1, 8), *lines])] if lines else []),
    ]
