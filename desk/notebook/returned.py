"""A returned sheet, on paper or in a PDF, into its owner's: checked, compared, and never silently."""

from collections.abc import Mapping

from desk.core.errors import UserError
from desk.core.form import Belonging, FormReading, Mapped, Verdict, belongs, mapped, misplaced, refusal
from desk.core.people import Seat
from desk.core.returned import Arrival, arrival
from desk.core.rounds import Origin, SheetContent
from desk.core.scale import Answer
from desk.core.wording import counted
from desk.notebook import people, rounds, sheets
from desk.notebook.book import Changed, Notebook, Session


def belonging(book: Notebook, round_id: str, seat: Seat, reading: FormReading) -> Belonging:
    """Whose form it is, seen from that person's sheet."""
    return belongs(reading, rounds.get(book, round_id), seat, sheets.carnet(book))


def owner(book: Notebook, round_id: str, reading: FormReading) -> Seat | None:
    """Whose sheet of this round a file is, read or not; None when it does not say. Raises UserError."""
    found = {seat: belonging(book, round_id, seat, reading) for seat in Seat}
    ours = [seat for seat, one in found.items() if one is Belonging.OURS]
    if ours:
        return ours[0]
    if found[Seat.ELU] is Belonging.UNKNOWN:
        return None
    raise misplaced(found[Seat.ELU], reading)


def checked(
    book: Notebook, round_id: str, seat: Seat, reading: FormReading, *, recognised: bool = False
) -> Mapped:
    """What a form gives to this sheet; nothing of it is shown yet.

    `recognised`: its owner said that it is theirs, where the file no longer says so. Raises UserError when it
    cannot be read, belongs elsewhere, or gives nothing that this sheet asks.
    """
    check_readable(reading)
    found = belonging(book, round_id, seat, reading)
    if found is not Belonging.OURS and not (recognised and found is Belonging.UNKNOWN):
        raise misplaced(found, reading)
    given = mapped(reading, rounds.get(book, round_id))
    if not given.answers and not given.doubtful:
        raise UserError(
            "Les énoncés de ce formulaire ne sont plus ceux de votre feuille.",
            "La feuille n’a pas été changée. Demandez un nouveau formulaire au carnet, ou saisissez la "
            "feuille au clavier.",
        )
    return given


def compared(book: Notebook, session: Session, round_id: str, given: Mapped) -> Arrival:
    """A form beside what its owner's sheet holds. Raises UserError when the sheet is handed in or opened."""
    content = sheets.editable(book, session, round_id)
    return _beside(book, round_id, content, given)


def compared_paper(book: Notebook, session: Session, round_id: str, answers: Mapping[str, Answer]) -> Arrival:
    """A paper just typed in beside what its owner's sheet holds. Raises UserError as `compared`."""
    kept = sheets.editable(book, session, round_id).answers
    return arrival(rounds.get(book, round_id).statements, kept, answers)


def import_reading(
    book: Notebook, session: Session, round_id: str, reading: FormReading, *, replace_all: bool = False
) -> tuple[Changed | None, Arrival]:
    """Put a returned form into its owner's sheet without a question; None when it stood there already.

    Lines with two ticks keep what the sheet says. Raises UserError; never overwrites unless `replace_all`.
    """
    seat = people.person(book, session.person_id).seat
    found = compared(book, session, round_id, checked(book, round_id, seat, reading))
    differing = [line for line in found.lines if not line.is_doubtful]
    if differing and not replace_all:
        number = counted(len(differing), "énoncé diffère", "énoncés diffèrent")
        raise UserError(
            f"Cette feuille a déjà des réponses, et {number} du formulaire.",
            "Rien n’a été changé. Pour prendre ce que dit le formulaire, demandez le remplacement ; à "
            "l’écran, chaque différence se choisit.",
        )
    decided = {line.statement.id: line.offered[0] if line.offered else None for line in differing}
    taken = found.taken(decided)
    return (sheets.merge(book, session, round_id, taken, Origin.PDF) if taken else None), found


def _beside(book: Notebook, round_id: str, content: SheetContent, given: Mapped) -> Arrival:
    settled = [key for key, origin in content.origins.items() if origin is Origin.PDF]
    statements = rounds.get(book, round_id).statements
    return arrival(
        statements, content.answers, given.answers, given.doubtful, settled=settled, left_out=given.left_out
    )


def check_readable(reading: FormReading) -> None:
    """Raises UserError, with what to do, when a file gives no answer at all."""
    if reading.verdict is not Verdict.READ:
        raise refusal(reading.verdict)
    if not reading.answers and not reading.doubtful:
        raise refusal(Verdict.EMPTY)
