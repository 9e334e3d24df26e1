"""What is added to the bilan only when both ask for it: the two marks per practice, texts of the log."""

from datetime import date

from desk.core.errors import UserError
from desk.core.people import Seat
from desk.core.report import Marks
from desk.core.report_options import HOW_LABELS, Consent, Option, OptionState
from desk.core.rounds import Round
from desk.notebook import people, report_kept, rounds, rows, unsealing
from desk.notebook.book import Changed, Notebook, Session, Topic, changed

_NO_ROUND = "Vous n’avez pas encore ouvert de regards croisés ensemble."
_AGREED, _TAKEN_BACK = "Accord enregistré", "Accord retiré"


def states(book: Notebook) -> list[OptionState]:
    """Every option, and who of the present pair agreed on it."""
    return [state(book, option) for option in Option]


def state(book: Notebook, option: Option) -> OptionState:
    """One option; marks are agreed on for the last round opened, and asked again for the next."""
    both = people.pair(book)
    seats = {both.elu.id: Seat.ELU, both.sgm.id: Seat.SGM}
    found = book.store.rows("report_option", "option = ?", [option], order="given_on, rowid")
    about = _about(book, option)
    given = tuple(
        Consent(seats[row["person_id"]], row["how"], date.fromisoformat(row["given_on"]))
        for row in found
        if row["person_id"] in seats and row["round_id"] == about
    )
    return OptionState(option, given, _NO_ROUND if option is Option.MARKS and not about else "")


def on(book: Notebook) -> frozenset[Option]:
    """The options that both agreed on."""
    return frozenset(each.option for each in states(book) if each.is_on)


def agree(book: Notebook, option: Option, session: Session) -> Changed:
    """Agree on an option on screen; with the second agreement on marks, those of the last round are kept.

    Raises UserError without a round opened, or when this key no longer opens it.
    """
    if not session.is_open:
        raise ValueError("the session is closed")
    with book.store.atomic():
        _give(book, option, session.person_id, "ecran", book.today)
        if option is Option.MARKS and not unsealing.can_read(book, _about(book, option), session):
            raise _closed()  # whoever replaced a code, which anyone here may, must not let the marks leave
        if option is Option.MARKS and state(book, option).is_on:
            _keep_marks(book, session)
    return changed(Topic.REPORT, label=_AGREED)


def agree_elsewhere(book: Notebook, option: Option, person_id: str, how: str, on: date) -> Changed:
    """Record an agreement given on paper or by telephone. Raises UserError for marks, or a day to come."""
    if how not in HOW_LABELS or how == "ecran":
        raise ValueError(how)
    if option is Option.MARKS:
        raise UserError(
            "L’accord sur vos repères se donne ici, par chacun.",
            "Ils résument vos réponses : personne ne peut le donner à votre place.",
        )
    if on > book.today:
        raise UserError("La date de cet accord est à venir.", "Indiquez le jour où il a été donné.")
    with book.store.atomic():
        _give(book, option, people.person(book, person_id).id, how, on)
    return changed(Topic.REPORT, label=_AGREED)


def withdraw(book: Notebook, option: Option, person_id: str) -> Changed:
    """Take an agreement back: nothing of the option leaves any more, and the marks kept for it go."""
    with book.store.atomic():
        book.store.delete("report_option", "option = ? AND person_id = ?", [option, person_id])
        if option is Option.MARKS:
            book.store.delete("round_mark", "1 = 1", [])
        report_kept.forget_unsaved(book, option)
    return changed(Topic.REPORT, label=_TAKEN_BACK)


def marks(book: Notebook, round_id: str) -> Marks | None:
    """The two marks of each practice of a round, where both asked that they leave."""
    if not state(book, Option.MARKS).is_on or _about(book, Option.MARKS) != round_id:
        return None
    found = book.store.rows("round_mark", "round_id = ?", [round_id], order="practice_id")
    return {row["practice_id"]: rows.marks(row) for row in found}


def forget(book: Notebook, person_id: str) -> None:
    """Whoever leaves, or is erased, agrees on nothing any more, inside the caller's transaction."""
    book.store.delete("report_option", "person_id = ?", [person_id])


def _closed() -> UserError:
    return UserError(
        "Le code de cette personne a été remplacé depuis ces regards croisés : ils lui restent fermés.",
        "L’accord sur les repères se donne avec la clé qui les ouvre : il se donnera après les prochains.",
    )


def _about(book: Notebook, option: Option) -> str:
    if option is not Option.MARKS:
        return ""
    last = _last(book)
    return last.id if last else ""


def _last(book: Notebook) -> Round | None:
    return next(iter(rounds.opened(book)), None)


def _give(book: Notebook, option: Option, person_id: str, how: str, on: date) -> None:
    now = state(book, option)
    if now.problem:
        raise UserError(now.problem, "Il n’y a pas de repère à joindre ; rien n’a été changé.")
    about = _about(book, option)
    book.store.delete("report_option", "option = ? AND person_id = ?", [option, person_id])
    row = {
        "id": book.new_id(),
        "option": option.value,
        "round_id": about,
        "person_id": person_id,
        "how": how,
        "given_on": on.isoformat(),
    }
    book.store.insert("report_option", row)


def _keep_marks(book: Notebook, session: Session) -> None:
    """The marks of the last round alone stand in clear."""
    last = _last(book)
    assert last is not None
    book.store.delete("round_mark", "1 = 1", [])
    for view in unsealing.comparison(book, last.id, session):
        row = {
            "round_id": last.id,
            "practice_id": view.practice_id,
            "elu": view.elu_mark,
            "sgm": view.sgm_mark,
        }
        book.store.insert("round_mark", row)
