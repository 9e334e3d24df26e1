"""Erasing « regards croisés » for good: the present pair's with both keys, and those of a pair of before."""

from collections.abc import Sequence

from desk.core.erasure import Erasure
from desk.core.errors import UserError
from desk.core.meetings import ItemSource
from desk.core.rounds import Round, RoundState
from desk.core.wording import long_date
from desk.data.store import Row
from desk.notebook import cleaning, people, report_kept, rounds
from desk.notebook.book import Changed, Notebook, Session, Topic, changed

_TABLES = ("subject", "sheet", "round_statement", "round_key", "round_count", "round_mark", "report_option")
_TOPICS = (Topic.ROUNDS, Topic.SHEETS, Topic.MEETINGS, Topic.REPORT)
_GOES = (
    "Les deux feuilles : les réponses de l’un et de l’autre, et les notes privées de chacun.",
    "Leur comparaison, les comptes par pratique et les sujets que vous en aviez retenus.",
)
_STAYS = (
    "Ce que vous en avez mis à l’ordre du jour, convenu ou confié : c’est dans « Nos points ».",
    "Les bilans partis, qui sont chez qui les a reçus. Ceux que garde le carnet en donnent les comptes ; "
    "s’ils donnaient aussi vos repères, leurs données sont effacées.",
)


def erasure(book: Notebook, round_id: str) -> Erasure:
    """What goes with a round. KeyError when there is none."""
    found = rounds.get(book, round_id)
    return Erasure(said(found), _GOES, _STAYS)


def said(round_: Round) -> str:
    """« Regards croisés, automne 2026 (ouverts le 3 novembre 2026) »."""
    opened = f" (ouverts le {long_date(round_.opened_on)})" if round_.opened_on else ""
    return f"{round_.title}{opened}"


def former(book: Notebook) -> list[Round]:
    """The rounds of the pairs of before, oldest first: nobody can read them any more."""
    found = book.store.rows("round", "pair_id <> ?", [people.pair(book).id], order="started, rowid")
    return [rounds.get(book, row["id"]) for row in found]


def erase(book: Notebook, round_id: str, elu: Session, sgm: Session, *, copies: bool) -> Changed:
    """Erase an opened round of the present pair, both present; then call `cleaning.finish`.

    Forget the undo stack. Raises UserError when it is not opened: that one is ended without opening.
    """
    both = people.pair(book)
    if (elu.person_id, sgm.person_id) != (both.elu.id, both.sgm.id) or not (elu.is_open and sgm.is_open):
        raise ValueError("each key must be its own person's")
    found = rounds.get(book, round_id)
    if found.state is not RoundState.OPENED:
        raise UserError(
            "Ces regards croisés ne sont pas ouverts.",
            "« Terminer sans ouvrir », sur leur page, efface les deux feuilles ; rien n’a été changé.",
        )
    if found.pair_id != both.id:
        raise ValueError("not of the present pair")
    return _erase(book, [round_id], copies=copies)


def erase_former(book: Notebook, round_ids: Sequence[str], *, copies: bool) -> Changed:
    """Erase rounds of the pairs of before, which nobody can read; the same as `erase` otherwise."""
    if set(round_ids) - {each.id for each in former(book)}:
        raise ValueError("a round of the present pair is erased by both")
    return _erase(book, round_ids, copies=copies)


def drop(book: Notebook, round_ids: Sequence[str]) -> None:
    """Take rounds away with all that is theirs, inside the caller's transaction."""
    report_kept.forget_rounds(book, round_ids)
    for key in round_ids:
        for table in _TABLES:
            book.store.delete(table, "round_id = ?", [key])
        book.store.delete("trace", "person_id = ?", [key])  # that no subject was wanted, see `unsealing`
        book.store.delete("round", "id = ?", [key])
    for row in _sent_from(book, round_ids):
        # its words stay where they are; that it came from there goes
        values = {"source": ItemSource.TYPED.value, "source_id": "", "source_day": None}
        book.store.update("agenda_item", row["id"], values)


def _erase(book: Notebook, round_ids: Sequence[str], *, copies: bool) -> Changed:
    cleaning.prepare(book, copies=copies)
    with book.store.atomic():
        drop(book, round_ids)
        cleaning.mark(book, copies=copies)
    return changed(*_TOPICS, label="Regards croisés effacés")


def _sent_from(book: Notebook, round_ids: Sequence[str]) -> list[Row]:
    """The subjects of the points that name one of these rounds."""
    found = book.store.rows("agenda_item", "source = ?", [ItemSource.ROUND])
    return [row for row in found if row["source_id"].partition("@")[2] in round_ids]
