"""The two-marks chart in words, for who listens to it or prefers to read."""

import re

from desk.core.comparison import PracticeView, summary
from desk.core.people import Pair, Seat
from desk.core.wording import NBSP, noun, typographic

ENDS = ("peu en place", "bien en place")
SCALE = f"de 0, {ENDS[0]}, à 3, {ENDS[1]}"


def in_words(view: PracticeView, pair: Pair) -> str:
    """One row said aloud: both marks from 0 to 3, then the counts."""
    said = [
        f"{noun(pair.person(seat), short=True)} {mark_words(mark)}"
        for seat, mark in ((Seat.ELU, view.elu_mark), (Seat.SGM, view.sgm_mark))
    ]
    return typographic(f"{view.title} : {', '.join(said)} ; {summary(view.counts)}.")


def mark_words(mark: int | None) -> str:
    """« vers 2,5 », in half levels from 0 to 3."""
    if mark is None:
        return "sans repère (trop peu de réponses)"
    return f"vers {mark // 2}" if mark % 2 == 0 else f"vers {mark // 2},5"


def counts_in_words(view: PracticeView) -> str:
    """« 2 points forts communs, 1 à éclaircir »."""
    return together(summary(view.counts))


def together(words: str) -> str:
    """A number stays on the line of what it counts, « à éclaircir » in one piece."""
    return typographic(re.sub(r"(\d) (?:(à) )?", _joined, words))


def _joined(found: re.Match[str]) -> str:
    return NBSP.join((*(part for part in found.groups() if part), ""))
