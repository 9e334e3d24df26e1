"""Reads one rule of the communal calendar from its table."""

from datetime import date

from desk.core.deadline import NEEDS, Deadline, Form, OwnKind, RuleKind
from desk.data.content_file import Node, Schema

DEADLINE: Schema = {
    "id": (str, True), "title": (str, True), "reference": (str, True), "as_of": (date, True),
    "tag": (str, True), "kind": (str, True), "form": (str, False), "days": (list, False),
    "renewal_days": (list, False), "on": (date, False), "from_population": (int, False),
    "below_population": (int, False), "from_year": (int, False), "to_year": (int, False),
    "wording": (str, False), "note": (str, False), "anchors": (list, False), "count": (int, False),
    "serves_as": (list, False), "met_by": (list, False),
}  # fmt: skip
"""The keys of a `[[deadline]]` table."""


def deadline(node: Node) -> Deadline:
    """The rule of one table. Raises UserError with file and line when its kind and its keys do not agree."""
    kind = node.chosen("kind", RuleKind)
    _check_needs(node, kind)
    table = dict(node.table, kind=kind, days=_days(node, "days"), renewal_days=_days(node, "renewal_days"))
    if "form" in table:
        table["form"] = node.chosen("form", Form)
    table |= {key: node.several(key, OwnKind) for key in ("anchors", "serves_as", "met_by")}
    return Deadline(**table)


def _check_needs(node: Node, kind: RuleKind) -> None:
    """A rule has what its kind needs, and nothing of another kind."""
    for key in ("days", "on", "anchors", "count"):
        if (key in NEEDS[kind]) != bool(node.table.get(key)):
            owners = ", ".join(f"« {one} »" for one, needs in NEEDS.items() if key in needs)
            node.refuse(key, f"« {key} » va avec {owners}, et avec nul autre")
    if node.table.get("count", 1) < 1:
        node.refuse("count", "« count » commence à 1")
    if "serves_as" in node.table and kind is not RuleKind.ONCE:
        node.refuse("serves_as", f"« serves_as » va avec « {RuleKind.ONCE} », et avec nul autre")


def _days(node: Node, key: str) -> tuple[tuple[int, int], ...]:
    """« 04-15 » read as (4, 15); 29 February is no yearly limit."""
    found = []
    for text in node.strings(key):
        try:
            day = date.fromisoformat(f"2027-{text}")
        except ValueError:
            node.refuse(key, f"« {text} » n’est pas un jour de chaque année (mois-jour, par exemple 04-15)")
        found.append((day.month, day.day))
    return tuple(found)
