"""What a returned sheet would change in one that has answers already: nothing is decided here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from desk.core.guide import Statement
from desk.core.scale import Answer

NO_TICKS: Mapping[str, tuple[Answer, ...]] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """A statement for its owner to decide: `kept` stands in the sheet, `offered` came in.

    `offered` has several answers when several boxes were ticked, none when the line came back empty.
    """

    statement: Statement
    kept: Answer | None
    offered: tuple[Answer, ...]

    @property
    def is_doubtful(self) -> bool:
        """Whether several boxes were ticked."""
        return len(self.offered) > 1


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came in, beside what stands: `new` lines had no answer, `lines` are to be decided, `same` agree.

    `left_out` are the ids that this sheet does not ask, or words otherwise.
    """

    new: Mapping[str, Answer] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    same: int = 0
    left_out: tuple[str, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether all that came in stands already."""
        return not self.new and not self.lines

    def taken(self, decided: Mapping[str, Answer | None]) -> dict[str, Answer | None]:
        """What is to be written once each line is decided; None takes an answer away."""
        kept = {line.statement.id: line.kept for line in self.lines}
        changed = {key: value for key, value in decided.items() if value != kept[key]}
        return {**self.new, **changed}


def arrival(
    statements: Sequence[Statement],
    kept: Mapping[str, Answer],
    incoming: Mapping[str, Answer],
    ticked: Mapping[str, tuple[Answer, ...]] = NO_TICKS,
    *,
    settled: Collection[str] = (),
    left_out: tuple[str, ...] = (),
) -> Arrival:
    """Compare, in the order of `statements`, what stands with what came in.

    `ticked` are the lines with several boxes ticked; those of `settled` were decided from such a form before,
    and are asked again only when what stands is none of the boxes.
    """
    new: dict[str, Answer] = {}
    lines: list[Line] = []
    same = 0
    for statement in statements:
        key = statement.id
        standing, came = kept.get(key), incoming.get(key)
        offered = ticked.get(key) or ((came,) if came is not None else ())
        if offered == (standing,) or (key in settled and standing in offered):
            same += 1
        elif standing is None and len(offered) == 1:
            new[key] = offered[0]
        elif offered or standing is not None:
            lines.append(Line(statement, standing, offered))
    return Arrival(new, tuple(lines), same, left_out)
