"""A private note that the disk refused when its sheet had to be hidden: kept unseen for its owner alone."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.core.rounds import Round
    from desk.ui.page import Page
    from desk.ui.pages.sheet_filling import Filling
    from desk.ui.pages.sheet_visit import Visit


def write_or_hold(page: "Page", visit: "Visit", filling: "Filling") -> None:
    """Write the note being typed, or keep it in this process, never on the disk, until they are back."""
    if not filling.write_note() and visit.round is not None:
        page.held_back[visit.person.id, visit.round.id] = (filling.current, filling.note.text.text())
        filling.note.text.give_up()  # the field itself goes away, unseen from now on


def take_up(page: "Page", visit: "Visit", round_: "Round", filling: "Filling") -> None:
    """Put it back in its field, where it is tried again: its owner has given their code."""
    statement_id, text = page.held_back.pop((visit.person.id, round_.id), ("", ""))
    if statement_id:
        filling.course.current = statement_id
        filling.show_statement()
        filling.note.text.set_text(text)
