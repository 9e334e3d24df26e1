"""The tables of a notebook that the program knows, which of them can be undone, and one row of them."""

from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]

TABLES = (
    "commune",
    "person",
    "person_key",
    "pair",
    "round",
    "round_statement",
    "round_key",
    "round_count",
    "sheet",
    "subject",
    "chosen_practice",
    "meeting",
    "agenda_item",
    "decision",
    "action",
    "action_event",
    "agreement",
    "report",
    "export",
    "trace",
    "role_choice",
    "journey",
    "step_mark",
    "own_date",
    "cdg_sheet",
    "slot",
    "closing_period",
    "recurring_item",
    "correction",
    "retention",
    "draft",
    "report_option",
    "report_ask",
    "round_mark",
)

# Only these can be undone: a sheet, a key or an agreement never is.
UNDOABLE = frozenset(
    {"chosen_practice", "meeting", "agenda_item", "decision", "action", "action_event"}
    | {"role_choice", "journey", "step_mark", "own_date", "cdg_sheet"}
    | {"slot", "closing_period", "recurring_item", "correction", "retention", "report_ask"}
)


@dataclass(frozen=True, slots=True)
class RowImage:
    """One row before and after a change; None where it did not exist.

    `place` is where a deleted row stood among the others: the log is read in the order it was written.
    """

    table: str
    id: str
    before: Row | None
    after: Row | None
    place: int | None = None

    def inverse(self) -> "RowImage":
        """The image that takes the change back."""
        return RowImage(self.table, self.id, self.after, self.before, self.place)
