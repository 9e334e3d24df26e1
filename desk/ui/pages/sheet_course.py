"""The way through a sheet: the statements on show, the one shown now, what comes before and after."""

from desk.core.guide import Statement
from desk.core.rounds import Round, RoundPractice, SheetContent


class Course:
    """Where someone is in their sheet; `content` is what it holds, `current` the id of the statement shown.

    It begins where its owner left, else at the first statement. Optional statements are on show only once
    wanted, or when they hold something. `whole`: a practice at a time instead of a statement.
    """

    def __init__(self, round_: Round, content: SheetContent) -> None:
        self._round = round_
        self._wanted: set[str] = set()
        self.content = content
        self.whole = content.whole
        known = [each.id for each in round_.statements]
        self.current = content.position if content.position in known else known[0]

    @property
    def statement(self) -> Statement:
        """The statement shown."""
        return next(each for each in self._round.statements if each.id == self.current)

    @property
    def practice(self) -> RoundPractice:
        """The practice of the statement shown."""
        return next(each for each in self._round.practices if self.statement in each.statements)

    @property
    def asked(self) -> list[Statement]:
        """The statements on show, in their order."""
        shown = self._wanted | {self.current} | self.content.answers.keys() | self.content.notes.keys()
        return [each for each in self._round.statements if not each.optional or each.id in shown]

    @property
    def place(self) -> int:
        """The place of the statement shown among those on show, from 0."""
        return self.asked.index(self.statement)

    @property
    def answered_count(self) -> int:
        """How many of those on show have an answer."""
        return sum(each.id in self.content.answers for each in self.asked)

    @property
    def hidden(self) -> str | None:
        """The id of an optional statement of this practice that is not on show."""
        return next((each.id for each in self.practice.statements if each not in self.asked), None)

    def neighbour(self, offset: int) -> str | None:
        """The id of the statement that many places further on; None beyond the ends."""
        asked, place = self.asked, self.place + offset
        return asked[place].id if 0 <= place < len(asked) else None

    @property
    def on_page(self) -> list[Statement]:
        """The statements on show of the practice where we are."""
        return [each for each in self.asked if each in self.practice.statements]

    def turned(self, offset: int) -> str | None:
        """The id of the first statement that many practices further on; None beyond the ends."""
        practices = self._round.practices
        place = practices.index(self.practice) + offset
        return practices[place].statements[0].id if 0 <= place < len(practices) else None

    def want(self, statement_id: str) -> None:
        """Have an optional statement on show from now on."""
        self._wanted.add(statement_id)
