"""What a search in the points found: plain filters, how many, the things themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.core.wording import NARROW, NBSP, capital, counted, noun
from desk.notebook import people, search_points
from desk.notebook.search_points import OTHERS, Findings, HitKind
from desk.ui.context import Context
from desk.ui.pages.meeting_words import said_day
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.found_list import FoundList
from desk.ui.widgets.found_row import Pieces
from desk.ui.widgets.layout import FlowRow, column
from desk.ui.widgets.select import Select
from desk.ui.widgets.text import Text

_SUBJECT_SHOWN = 60
_NAMES = {
    HitKind.POINT: ("Points", "Point"),
    HitKind.SUBJECT: ("Sujets", "Sujet"),
    HitKind.NOTE: ("Notes", "Note"),
    HitKind.AGREED: ("Ce qui est convenu", "Convenu"),
    HitKind.ACTION: ("Actions", "Action"),
    HitKind.CORRECTION: ("Corrections", "Correction"),
}
WIDER = "Essayez un autre mot, ou le début d’un mot."


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, as the list shows it."""

    found: Findings
    today: date

    def __len__(self) -> int:
        return len(self.found)

    def heading(self, place: int) -> str:
        """« Convenu · vendredi 6 novembre, point hebdomadaire · Toiture de l’école »."""
        hit = self.found[place]
        day = said_day(hit.day, self.today, weekday=True) if hit.day else "en attente du prochain point"
        where = ", ".join(part for part in (day, hit.point) if part)
        parts = (_NAMES[hit.kind][1], "" if hit.kind is HitKind.POINT else where, _shortened(hit.subject))
        return " · ".join(part for part in parts if part)

    def excerpt(self, place: int) -> Pieces:
        """A piece of its text, what was found marked."""
        return self.found[place].excerpt()


class PointsFound(QWidget):
    """The filters, how many things were found, the things.

    Signals: `opened(object)` a Hit; `left()`: the keyboard goes up to the field; `emptied()`: Escape;
    `filtered()`: another choice was made, the words are to be searched again.
    """

    opened = Signal(object)
    left = Signal()
    emptied = Signal()
    filtered = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.hits = Hits(self._find(""), context.book.today)
        self.filters = {name: Select(label, options) for name, label, options in self._offered()}
        for name, select in self.filters.items():
            select.box.setObjectName(f"filter-{name}")
            select.chosen.connect(lambda _value: self.filtered.emit())
        self.count = Text("", "soft")
        self.clear_button = LinkButton("Effacer la recherche", self.emptied.emit)
        self.unfilter = Button("Retirer les filtres", self._unfilter)
        self.unfilter.setObjectName("unfilter")
        self.list = FoundList()
        self.list.opened.connect(self._open)
        self.list.left.connect(self.left)
        self.list.emptied.connect(self.emptied)
        outer = column(self, 12)
        outer.addWidget(FlowRow(*self.filters.values(), spacing=16))
        outer.addWidget(FlowRow(self.count, self.unfilter, self.clear_button, stretch_first=True))
        outer.addWidget(self.list)

    def chosen(self) -> dict[str, str]:
        """The filters in force, as `choose` takes them; those that let all pass are left out."""
        return {name: select.value() for name, select in self.filters.items() if select.value()}

    def choose(self, **values: str) -> None:
        """Set every filter, without `filtered`; what is not given lets all pass."""
        for name, select in self.filters.items():
            select.set_value(values.get(name, ""))

    def search(self, query: str) -> None:
        """Show what holds these words, and say how many things do."""
        found = self._find(query, **self.chosen())
        self.hits = Hits(found, self._context.book.today)
        self.list.show_found(self.hits)
        without = self._find(query) if self.chosen() and not len(found) else None
        self.unfilter.setVisible(without is not None and len(without) > 0)
        self.count.set_text(_said(found) if len(found) else _nothing(query, without))

    def _find(self, query: str, kind: str = "", person: str = "", year: str = "") -> Findings:
        find = partial(search_points.find, self._context.book, query, kind=kind, person=person)
        return find(year=int(year) if year else None)

    def _offered(self) -> Sequence[tuple[str, str, Sequence[tuple[str, str]]]]:
        book = self._context.book
        pair = people.pair(book)
        owners = [(each.id, capital(noun(each, short=True))) for each in (pair.elu, pair.sgm)]
        former = [(each.id, each.addressed) for each in search_points.former(book)]
        years = [(str(year), str(year)) for year in search_points.years(book)]
        return (
            ("kind", "Type", [("", "Tout"), *((kind.value, names[0]) for kind, names in _NAMES.items())]),
            ("person", "Action de", [("", "Tout le monde"), *owners, *former, (OTHERS, "Autre personne")]),
            ("year", "Année", [("", "Toutes"), *years]),
        )

    def _open(self, place: int) -> None:
        self.opened.emit(self.hits.found[place])

    def _unfilter(self) -> None:
        self.choose()
        self.filtered.emit()
        self.left.emit()


def _said(found: Findings) -> str:
    if found.has_more:
        return f"Les {len(found)} plus récents. Ajoutez un mot pour en voir moins."
    return "1 résultat." if len(found) == 1 else f"{len(found)} résultats, du plus récent au plus ancien."


def _nothing(query: str, without: Findings | None) -> str:
    """What was sought, and how to find more; `without` is what there is without the filters."""
    sought = f"Rien trouvé pour «{NBSP}{_shortened(query)}{NBSP}»"
    if without is None:
        return f"{sought}. {WIDER}"
    if not len(without):
        return f"{sought}, même sans ces filtres. {WIDER}"
    hidden = f"plus de {len(without)} résultats" if without.has_more else counted(len(without), "résultat")
    return f"{sought} avec ces filtres. Sans eux{NARROW}: {hidden}."


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= _SUBJECT_SHOWN:
        return line
    return line[: max(line.rfind(" ", 0, _SUBJECT_SHOWN), _SUBJECT_SHOWN // 2)] + " …"
