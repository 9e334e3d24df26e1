"""What the bilan of a period says, in a few lines, before one looks at all of it."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from desk.core.report import AGREED
from desk.core.wording import counted, long_date
from desk.notebook import register, report_pending
from desk.notebook.book import Notebook
from desk.ui.context import Context
from desk.ui.dialogs.period import Period
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import Card, FlowRow, clear
from desk.ui.widgets.text import Tag, Text

Json = Mapping[str, Any]

NOTHING_YET = (
    "Il n’y a encore rien à raconter de cette période. Le bilan dira combien de points vous avez tenus, ce "
    "qui est convenu et fait, en nombre ; les pratiques que vous avez choisies ; et, après des regards "
    "croisés ouverts ensemble, combien d’énoncés vous voyez de la même façon."
)
STANDING = {
    True: "Les deux personnes sont convenues de ce bilan.",
    False: "Relisez tout ce qui partira, puis chacun donne son accord.",
}
RECENT_DAYS = 92
"""Beyond, a bilan that was agreed on and never saved is no longer proposed."""


class BriefCard(Card):
    """« projet » or « convenu », and the figures in words."""

    def __init__(self, see_points: Callable[[], object]) -> None:
        super().__init__("En bref")
        self._see_points = see_points
        self.lines = QVBoxLayout()
        self.column.addLayout(self.lines)

    def show_data(self, data: Json) -> None:
        """Show sealed data."""
        clear(self.lines)
        agreed = data["statut"] == AGREED
        self.lines.addWidget(FlowRow(Tag("Convenu" if agreed else "Projet")))
        self.lines.addWidget(Text(STANDING[agreed], "soft"))
        if is_bare(data):
            self.lines.addWidget(Text(NOTHING_YET))
            points = Button("Voir nos points", self._see_points)
            points.setObjectName("see-points")
            self.lines.addWidget(FlowRow(points))
        for line in [] if is_bare(data) else brief(data):
            self.lines.addWidget(Text(line))


class UnderWayCard(Card):
    """A bilan that somebody agreed on, of other days than those shown: it is where it was left."""

    def __init__(self, context: Context, see: Callable[[Period], object]) -> None:
        super().__init__("Un bilan est en cours")
        self._context, self._see = context, see
        self.lines = QVBoxLayout()
        self.column.addLayout(self.lines)

    def show_beside(self, shown: Period) -> None:
        """Show it when there is one, and it is not the one of these days."""
        data = under_way(self._context.book)
        period = period_of(data) if data else shown
        self.setVisible(period != shown)
        clear(self.lines)
        if data is None or period == shown:
            return
        agreed = data["statut"] == AGREED
        said = f"Le bilan du {long_date(period.start)} au {long_date(period.end)} "
        said += "est convenu ; il n’a pas encore été enregistré." if agreed else "attend encore un accord."
        self.lines.addWidget(Text(said))
        again = LinkButton("Le reprendre", partial(self._see, period))
        again.setObjectName("resume")
        row = FlowRow(again)
        self.lines.addWidget(row)
        row.show()


def under_way(book: Notebook) -> Json | None:
    """The bilan somebody of the pair agreed on last, until it is agreed on by both and saved, or too old."""
    data = report_pending.last_agreed(book)
    if data is None or (book.today - period_of(data).end).days > RECENT_DAYS:
        return None
    saved = {line.fingerprint for line in register.lines(book) if line.agreed}
    return None if data["empreinte"] in saved else data


def period_of(data: Json) -> Period:
    """The days it is about."""
    return Period(date.fromisoformat(data["periode"]["du"]), date.fromisoformat(data["periode"]["au"]))


def is_bare(data: Json) -> bool:
    """Whether nothing happened that a bilan could tell."""
    actions = sum(data["actions"].values())
    figures = data["points"]["tenus"] + data["convenu"] + actions
    return not (figures or data["regards"] or data["pratiques_choisies"])


def brief(data: Json) -> list[str]:
    """The figures, one sentence each."""
    points, actions, loop = data["points"], data["actions"], data["sujets"]
    told = [
        f"{counted(points['tenus'], 'point tenu', 'points tenus')}, "
        f"{counted(data['convenu'], 'élément convenu', 'éléments convenus')}, "
        f"{counted(actions['faite'], 'action faite', 'actions faites')}."
    ]
    if data["regards"]:
        last = data["regards"][0]
        told.append(f"Derniers regards croisés ouverts ensemble : {last['nom']}.")
    if loop["choisis"]:
        chosen = counted(loop["choisis"], "sujet choisi", "sujets choisis")
        told.append(f"Sur {chosen}, {loop['avances']} {'a' if loop['avances'] < 2 else 'ont'} avancé.")
    if data["pratiques_choisies"]:
        titles = ", ".join(f"« {each['titre']} »" for each in data["pratiques_choisies"])
        told.append(f"Pratiques choisies : {titles}.")
    return told
