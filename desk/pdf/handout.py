"""What is printed of the guide and of a point, whichever it is."""

from collections.abc import Callable, Mapping
from typing import Any

from desk.core.compared import Compared
from desk.core.handout import Booklet, Imprint, Letter, Matrix, PathSheet, PracticePage, unpacked
from desk.core.point_papers import Agenda, Minutes
from desk.core.register import Register
from desk.core.written import Confirmation
from desk.pdf import fonts
from desk.pdf.agenda_page import draw_agenda
from desk.pdf.booklet import draw_booklet
from desk.pdf.comparison import draw_comparison
from desk.pdf.confirmation import draw_confirmation
from desk.pdf.letter import draw_letter
from desk.pdf.matrix import draw_matrix
from desk.pdf.minutes import draw_minutes
from desk.pdf.path import draw_path
from desk.pdf.practice import draw_practice
from desk.pdf.press import Press
from desk.pdf.register import draw_register

_DRAWERS: Mapping[type, Callable[[Any, Imprint, Press], bytes]] = {
    PracticePage: draw_practice,
    Booklet: draw_booklet,
    Letter: draw_letter,
    Matrix: draw_matrix,
    PathSheet: draw_path,
    Compared: draw_comparison,
    Agenda: draw_agenda,
    Minutes: draw_minutes,
    Confirmation: draw_confirmation,
    Register: draw_register,
}


def draw_handout(data: dict[str, Any], press: Press) -> bytes:
    """The document on A4 pages; `data` as from `desk.core.handout.packed`. Same data, same bytes."""
    fonts.load_all(press.fonts)
    handout, imprint = unpacked(data)
    return _DRAWERS[type(handout)](handout, imprint, press)
