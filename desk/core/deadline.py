"""A rule of the communal calendar as data, and the dates of the commune that rules may hang on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Form(StrEnum):
    """How a limit is said, hence what its last useful day is."""

    ON = "le"
    BY = "au_plus_tard"
    BEFORE = "avant"
    FROM = "a_partir"


class OwnKind(StrEnum):
    """What a date is that no national rule gives."""

    COUNCIL = "conseil"
    POLL = "scrutin"
    ROUND = "tour_municipal"
    INSTALLATION = "installation"
    CENSUS = "recensement"
    GRANT = "dotation"
    SOCIAL_REPORT = "rapport_social"
    OTHER = "autre"


OWN_LABELS: Mapping[OwnKind, str] = {
    OwnKind.COUNCIL: "réunion du conseil municipal",
    OwnKind.POLL: "élection, premier tour",
    OwnKind.ROUND: "dernier tour des élections municipales dans la commune",
    OwnKind.INSTALLATION: "installation du nouveau conseil municipal",
    OwnKind.CENSUS: "une année où l’on recense les habitants de la commune",
    OwnKind.GRANT: "dossier DETR ou DSIL (date de la préfecture)",
    OwnKind.SOCIAL_REPORT: "rapport social unique (date du CDG)",
    OwnKind.OTHER: "autre échéance de la commune",
}
"""What each kind is called where a date is entered."""


class RuleKind(StrEnum):
    """How the days of a rule are found."""

    YEARLY = "chaque_annee"
    ONCE = "une_fois"
    ELECTORAL_ROLL = "commission_de_controle"
    CENSUS = "recensement"
    CLEAR_DAYS_BEFORE = "jours_francs_avant"
    DAYS_AFTER = "jours_apres"
    DAYS_AFTER_NEXT = "jours_apres_la_suivante"
    MONTHS_AFTER = "mois_apres"
    ROLL_CLOSING = "sixieme_vendredi_avant"
    POLL_COMMISSION = "commission_avant_scrutin"
    FIRST_MEETING = "vendredi_au_dimanche_suivant"


_COUNTED = frozenset({"anchors", "count"})
NEEDS: Mapping[RuleKind, frozenset[str]] = {
    RuleKind.YEARLY: frozenset({"days"}),
    RuleKind.ONCE: frozenset({"on"}),
    RuleKind.ELECTORAL_ROLL: frozenset(),
    RuleKind.CENSUS: frozenset(),
    RuleKind.CLEAR_DAYS_BEFORE: _COUNTED,
    RuleKind.DAYS_AFTER: _COUNTED,
    RuleKind.DAYS_AFTER_NEXT: _COUNTED,
    RuleKind.MONTHS_AFTER: _COUNTED,
    RuleKind.ROLL_CLOSING: frozenset({"anchors"}),
    RuleKind.POLL_COMMISSION: frozenset({"anchors"}),
    RuleKind.FIRST_MEETING: frozenset({"anchors"}),
}
"""Which of `days`, `on`, `anchors` and `count` a rule of each kind has; it has no other of them."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day that rules hang on: a council, a poll; `id` is stable from one run to the next."""

    kind: OwnKind
    day: date
    id: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A rule, and which communes it concerns.

    `days` and `renewal_days` are (month, day) pairs of a yearly rule; `on` is the day of a one-off rule,
    which other rules may hang on (`serves_as`). `anchors` are the kinds of dates the rule itself hangs on,
    `count` its days or months. A date of a kind in `met_by`, in the period, makes the reminder useless.
    The population is at least `from_population` and below `below_population`; the years are inclusive.
    """

    id: str
    title: str
    reference: str
    as_of: date
    tag: str
    kind: RuleKind
    form: Form = Form.BY
    days: tuple[tuple[int, int], ...] = ()
    renewal_days: tuple[tuple[int, int], ...] = ()
    on: date | None = None
    from_population: int = 0
    below_population: int | None = None
    from_year: int | None = None
    to_year: int | None = None
    wording: str = ""
    note: str = ""
    anchors: frozenset[OwnKind] = frozenset()
    count: int = 0
    serves_as: frozenset[OwnKind] = frozenset()
    met_by: frozenset[OwnKind] = frozenset()

    def concerns(self, population: int | None) -> bool:
        """Whether a commune of that size is concerned; an unknown size is, the title says the threshold."""
        if population is None:
            return True
        below = self.below_population
        return population >= self.from_population and (below is None or population < below)

    def holds_in(self, year: int) -> bool:
        """Whether the rule exists in that civil year."""
        after = self.from_year is None or year >= self.from_year
        return after and (self.to_year is None or year <= self.to_year)
