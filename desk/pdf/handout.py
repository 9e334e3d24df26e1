"""What is printed of the guide, whichever it is."""

from typing import Any

from desk.core.compared import Compared
from desk.core.handout import Booklet, Letter, Matrix, PathSheet, PracticePage, unpacked
from desk.pdf import fonts
from desk.pdf.booklet import draw_booklet
from desk.pdf.comparison import draw_comparison
from desk.pdf.letter import draw_letter
from desk.pdf.matrix import draw_matrix
from desk.pdf.path import draw_path
from desk.pdf.practice import draw_practice
from desk.pdf.press import Press


def draw_handout(data: dict[str, Any], press: Press) -> bytes:
    """The document on A4 pages; `data` as from `desk.core.handout.packed`. Same data, same bytes."""
    fonts.load_all(press.fonts)
    handout, imprint = unpacked(data)
    match handout:
        case PracticePage():
            return draw_practice(handout, imprint, press)
        case Booklet():
            return draw_booklet(handout, imprint, press)
        case Letter():
            return draw_letter(handout, imprint, press)
        case Matrix():
            return draw_matrix(handout, imprint, press)
        case PathSheet():
            return draw_path(handout, imprint, press)
        case Compared():
            return draw_comparison(handout, imprint, press)
