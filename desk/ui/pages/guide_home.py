"""The guide's first screen: the practices, the tools of the pair, what to know, what to print and give."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desk.core.guide import Guide, Practice
from desk.core.wording import long_date
from desk.notebook import practices
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.pages.guide_page import TOOLS as PAGES_OF_TOOLS
from desk.ui.widgets.buttons import LinkButton, RowButton
from desk.ui.widgets.layout import Card, Columns, FlowRow, column
from desk.ui.widgets.text import Heading, Text

LEAD = (
    "{number} pratiques pour travailler à deux. Aucune n’est obligatoire : prenez-en une ou deux, "
    "le temps qu’elles deviennent une habitude."
)
LEAD_OF_ONE = "Une pratique pour travailler à deux. Elle n’est pas obligatoire."
TOOLS: tuple[tuple[str, dict[str, str], str, str], ...] = (
    ("roles", {}, "Qui fait quoi", "Qui prépare, qui décide, qui est informé"),
    ("journey", {"path_id": "nouveau-mandat"}, "Nouveau mandat", "Les premiers mois, étape par étape"),
    ("journey", {"path_id": "nouvelle-personne"}, "Nouvelle personne", "Quand l’un des deux change"),
    ("calendar", {}, "Calendrier communal", "Les échéances de votre commune"),
    ("cdg", {}, "Mon CDG", "Qui appeler, pour quoi"),
    ("guide_pack", {}, "Guide de votre CDG", "L’ajouter, ou voir lequel est en usage"),
)
"""The tools of the pair: screen, what it is given, name, what it is for."""

PROPOSALS = (("proposer-maire", "La page pour le maire"), ("proposer-sgm", "La page pour la ou le SGM"))
_TEN = 10
_ELSEWHERE = {*PAGES_OF_TOOLS, *(page_id for page_id, _ in PROPOSALS)}


class GuideHome(QWidget):
    """Everything the guide holds, in groups; `show_guide` reads it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.practices = _close(Columns(minimum=340))
        self.tools = _close(Columns(most=3, minimum=270))
        self.pages = _close(Columns(most=4, minimum=210))
        self.papers = Columns(minimum=340)
        self.edition = Text("", "caption")
        inside = column(self, 12)
        self.lead = Text("", "soft")
        inside.addWidget(self.lead)
        inside.addWidget(self.practices)
        for title, part in (
            ("Outils du binôme", self.tools),
            ("À savoir", self.pages),
            ("À imprimer et à donner", self.papers),
        ):
            inside.addSpacing(theme.px(8))
            inside.addWidget(Heading(title, 2))
            inside.addWidget(part)
        inside.addWidget(self.edition)
        self._guide: Guide | None = None
        self._since: dict[str, str] = {}

    def show_guide(self, guide: Guide) -> None:
        """List it; the practices followed say so."""
        since = {each.practice_id: long_date(each.since) for each in practices.chosen(self._context.book)}
        if guide is self._guide and since == self._since:
            return
        self.lead.set_text(lead(len(guide.practice_ids)))
        self.practices.clear()
        self.practices.add(*(self._practice(each, since.get(each.id, "")) for each in guide.practices))
        self._list_tools()
        self.pages.clear()
        self.pages.add(
            *(self._page(page.id, page.title) for page in guide.pages if page.id not in _ELSEWHERE)
        )
        self._list_papers(guide)
        published = long_date(guide.published)
        self.edition.set_text(f"Guide {guide.publisher}, version {guide.version}, publiée le {published}.")
        self._guide, self._since = guide, since

    def _practice(self, practice: Practice, since: str) -> RowButton:
        caption = f"Choisie, suivie depuis le {since}" if since else ""
        return self._row(
            f"practice-{practice.id}",
            f"{practice.number}. {practice.short_title}",
            caption,
            partial(self._context.navigate, "practice", practice_id=practice.id),
        )

    def _list_tools(self) -> None:
        self.tools.clear()
        for target, arguments, title, caption in TOOLS:
            name = f"tool-{'-'.join((target, *arguments.values()))}"
            go = partial(self._context.navigate, target, **arguments)
            self.tools.add(self._row(name, title, caption, go))

    def _page(self, page_id: str, title: str) -> RowButton:
        return self._row(f"page-{page_id}", title, "", self._to_page(page_id))

    def _list_papers(self, guide: Guide) -> None:
        known = {page.id for page in guide.pages}
        give = Card("Proposer Binôme à l’autre")
        give.column.addWidget(Text("Une page pour chacun, à lire ou à imprimer.", "soft"))
        give.column.addWidget(self._links([each for each in PROPOSALS if each[0] in known]))
        kit = Card("Pour un centre de gestion")
        kit.column.addWidget(Text("Des documents à signer ou à adapter.", "soft"))
        documents = self._context.book.env.content.tools.kit
        kit.column.addWidget(self._links([(each.id, each.title) for each in documents]))
        self.papers.clear()
        self.papers.add(give, kit)

    def _links(self, pages: list[tuple[str, str]]) -> FlowRow:
        row = FlowRow(spacing=16)
        for page_id, title in pages:
            link = LinkButton(title, self._to_page(page_id))
            link.setObjectName(f"page-{page_id}")
            row.add(link)
        return row

    def _to_page(self, page_id: str) -> Callable[[], object]:
        return partial(self._context.navigate, "guide_page", page_id=page_id)

    def _row(self, name: str, title: str, caption: str, action: Callable[[], object]) -> RowButton:
        row = RowButton(title, caption, action)
        row.setObjectName(name)
        return row


def lead(number: int) -> str:
    """What opens the guide; a centre de gestion's has a number of practices of its own."""
    return LEAD_OF_ONE if number == 1 else LEAD.format(number="Dix" if number == _TEN else number)


def _close(columns: Columns) -> Columns:
    """Lines of one list stand nearer to each other than cards."""
    grid = columns.layout()
    if grid is not None:
        grid.setSpacing(theme.px(8))
    return columns
