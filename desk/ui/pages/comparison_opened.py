"""What one key opened: the two sheets side by side, and the earlier rounds of the same two people."""

from dataclasses import replace
from functools import partial

from desk.core.comparison import PracticeView
from desk.core.guide import Practice
from desk.core.outcome import Outcome
from desk.core.people import Pair
from desk.core.rounds import Round
from desk.core.trends import Asked, Since, trend
from desk.notebook import people, rounds, trends, unsealing
from desk.notebook.book import Session
from desk.notebook.trends import Earlier
from desk.ui.context import Context


class Opened:
    """One opened round, read as long as its key is held; `views` and `before` are empty without it.

    Titles are the short ones where the guide in use words the practice as the round did.
    """

    def __init__(self, context: Context, round_id: str) -> None:
        self.context, self.round_id = context, round_id
        self.session: Session | None = None
        self.views: list[PracticeView] = []
        self.before: list[Earlier] = []
        self._asked: list[Asked] = []

    @property
    def round(self) -> Round:
        """The round."""
        return rounds.get(self.context.book, self.round_id)

    @property
    def pair(self) -> Pair:
        """The two people."""
        return people.pair(self.context.book)

    def read(self, session: Session | None) -> bool:
        """Open with a key, which is closed again when it opens nothing; the reason is then said."""
        if session is None:
            return False
        book = self.context.book
        views = self.context.runner.attempt(partial(unsealing.comparison, book, self.round_id, session))
        if views is None:
            session.close()
            return False
        self.session = session
        self.views = [replace(view, title=self._short(view)) for view in views]
        self.before = trends.earlier(book, self.round_id, session)
        self._asked = trends.asked(self.before)
        return True

    def forget(self) -> None:
        """The key and all that it opened."""
        if self.session is not None:
            self.session.close()
        self.session, self.views, self.before, self._asked = None, [], [], []

    def trend(self, view: PracticeView) -> list[Since]:
        """A practice beside each earlier round that asked it and opens, newest first."""
        return trend(view, self._asked)

    def outcomes(self, round_id: str) -> list[Outcome]:
        """What became of the subjects of a round."""
        return [] if self.session is None else trends.outcomes(self.context.book, round_id, self.session)

    def practice(self, practice_id: str) -> Practice | None:
        """The guide's practice; None when the guide in use no longer has it."""
        return next((each for each in self.context.book.guide.practices if each.id == practice_id), None)

    def title(self, practice_id: str) -> str:
        """A practice's title as this round has it, else as the carnet knows it."""
        for view in self.views:
            if view.practice_id == practice_id:
                return view.title
        from desk.notebook import practices

        return practices.title(self.context.book, practice_id)

    def _short(self, view: PracticeView) -> str:
        practice = self.practice(view.practice_id)
        is_same = practice is not None and practice.title == view.title
        return practice.short_title if practice and is_same else view.title
