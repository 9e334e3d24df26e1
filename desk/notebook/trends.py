"""The earlier rounds of the same two people beside an opened one, by the key that opens them all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desk.core.comparison import Gap, PracticeView
from desk.core.outcome import Outcome
from desk.core.rounds import Round
from desk.core.trends import Asked, change, since
from desk.notebook import follow_up, rounds, unsealing
from desk.notebook.book import Notebook, Session


@dataclass(frozen=True, slots=True)
class Earlier:
    """A round opened before; `views` is None where this key no longer opens it, its counts then remain."""

    round: Round
    views: tuple[PracticeView, ...] | None
    counts: Mapping[str, Mapping[Gap, int]]


def earlier(book: Notebook, round_id: str, session: Session) -> list[Earlier]:
    """The rounds the present pair opened before that one, newest first."""
    known = rounds.opened(book)
    place = next((index for index, each in enumerate(known) if each.id == round_id), len(known))
    return [_earlier(book, each, session) for each in known[place + 1 :]]


def asked(before: Sequence[Earlier]) -> list[Asked]:
    """Each practice of each of these rounds that the key opened, newest first."""
    return [
        Asked(each.round.name, each.round.opened_on, view)
        for each in before
        for view in each.views or ()
        if each.round.opened_on is not None
    ]


def outcomes(book: Notebook, round_id: str, session: Session) -> list[Outcome]:
    """What became of each subject chosen after a round, up to the answers of the next round that asked it."""
    known = rounds.opened(book)
    place = next((index for index, each in enumerate(known) if each.id == round_id), 0)
    later = [_earlier(book, each, session) for each in reversed(known[:place])]
    own = _earlier(book, rounds.get(book, round_id), session)
    return [_followed(each, own, later) for each in follow_up.outcomes(book, round_id)]


def _followed(outcome: Outcome, own: Earlier, later: Sequence[Earlier]) -> Outcome:
    """With the answers that followed, where both rounds open."""
    then = next((each for each in asked([own]) if each.view.practice_id == outcome.practice_id), None)
    following = (each for each in asked(later) if each.view.practice_id == outcome.practice_id)
    now = next(following, None)
    if then is None or now is None:
        return outcome
    return replace(outcome, following=change(since(now.view, then)), following_name=now.name)


def _earlier(book: Notebook, round_: Round, session: Session) -> Earlier:
    views: tuple[PracticeView, ...] | None = None
    if unsealing.can_read(book, round_.id, session):
        views = tuple(unsealing.comparison(book, round_.id, session))
    return Earlier(round_, views, rounds.counts(book, round_.id))
