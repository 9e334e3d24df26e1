"""The whole guide: cover, contents, ten practices, free pages, calendar."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Spacer

from desk.core.handout import Booklet, CalendarRow, Imprint, Passage
from desk.core.wording import capital, typographic
from desk.pdf import practice
from desk.pdf.contents import Entry, contents
from desk.pdf.flowables import Picture, Rule, Text
from desk.pdf.fonts import SEMIBOLD, shown
from desk.pdf.letter import comfortable
from desk.pdf.pages import WIDTH, printed, reading_page, whole_page
from desk.pdf.press import Press
from desk.pdf.prose import checked, flow, look, title_style, words
from desk.pdf.styles import draw_circle, draw_square, rule_below, table
from desk.pdf.table_tags import TableTags

ALT = "Un rond, la marque de l’élu, et un carré, celle du secrétaire général de mairie."
CALENDAR = "calendrier"
CALENDAR_TITLE = "Le calendrier communal"


def draw_booklet(booklet: Booklet, imprint: Imprint, press: Press) -> bytes:
    """The guide in one document, with bookmarks and links."""
    titles = _titles(booklet)
    sizes = {page.id: practice.fitting([page]) for page in booklet.practices}
    columns = [
        each for page in booklet.practices for each in practice.templates(page, sizes[page.id], page.id)
    ]
    story = [
        *_cover(booklet, imprint),
        *_contents(titles),
        *_practices(booklet, sizes, titles),
        *_pages(booklet, titles),
        *_calendar(booklet.calendar, booklet.calendar_as_of),
    ]
    templates = [reading_page(), whole_page(), *columns]
    return printed(booklet, imprint, press, story, templates, titles=titles, bare=1)


def _titles(booklet: Booklet) -> dict[str, str]:
    """What links may lead to, in order, and the title of each."""
    titles = {f"practice:{page.id}": f"{page.number}. {page.title}" for page in booklet.practices}
    titles |= {f"page:{page.id}": page.title for page in booklet.pages}
    return titles | ({f"page:{CALENDAR}": CALENDAR_TITLE} if booklet.calendar else {})


def _cover(booklet: Booklet, imprint: Imprint) -> list[Flowable]:
    style = look(13)
    told = (imprint.commune, imprint.source, "EXEMPLE : commune fictive" if imprint.example else "")
    return [
        Spacer(1, 130),
        _Marks(),
        Spacer(1, 14),
        Text(words(booklet.title), title_style("H1", 34)),
        Spacer(1, 6),
        Text(words(booklet.subtitle), style.text),
        Rule(width="100%", thickness=1.2, color="#1D2433", spaceBefore=14, spaceAfter=14),
        *(Text(words(each), style.text) for each in told if each),
    ]


class _Marks(Picture):
    """The circle and the square, side by side."""

    SIZE = 30.0

    def __init__(self) -> None:
        super().__init__(self.SIZE * 2.4, self.SIZE * 1.4, ALT)

    def paint(self) -> None:
        """Draw them on one base line."""
        draw_circle(self.canv, 0, 0, self.SIZE)
        draw_square(self.canv, self.SIZE * 1.4, 0, self.SIZE)


def _contents(titles: Mapping[str, str]) -> Iterator[Flowable]:
    style = look(12).text
    yield from _new_page("reading")
    yield Text(words("Sommaire"), title_style("H2"))
    yield from contents([Entry(name, shown(typographic(title)), style) for name, title in titles.items()])


def _practices(booklet: Booklet, sizes: Mapping[str, float], titles: Collection[str]) -> Iterator[Flowable]:
    for page in booklet.practices:
        yield from _new_page(page.id)
        yield from practice.story(page, sizes[page.id], tag="H2", known=titles)


def _pages(booklet: Booklet, titles: Collection[str]) -> Iterator[Flowable]:
    for page in booklet.pages:
        # Links are left out of the trial: they take no room, and lead out of it.
        size = comfortable(partial(_page, page, ()))
        yield from _new_page("reading")
        yield from _page(page, titles, size)


def _page(page: Passage, titles: Collection[str], size: float) -> list[Flowable]:
    return [_titled(page.title, f"page:{page.id}"), *flow(page.body, look(size, heading="H3"), titles)]


def _titled(text: str, name: str) -> Text:
    title = Text(words(text), title_style("H2"))
    title.name = name
    return title


def _calendar(rows: tuple[CalendarRow, ...], as_of: str) -> Iterator[Flowable]:
    if not rows:
        return
    plain = ParagraphStyle("plain", parent=look(10.5).text, spaceAfter=0)
    strong = ParagraphStyle("strong", parent=plain, fontName=SEMIBOLD)
    cells = [[Text(words(name), strong) for name in ("Quand", "Quoi", "Référence")]]
    for row in rows:
        told = (row.when, capital(row.title), row.reference)
        cells.append([Text(words(text), plain) for text in told])
    rules = [rule_below(0, 0.8), *(rule_below(index) for index in range(1, len(cells)))]
    yield from _new_page("whole")
    yield _titled(CALENDAR_TITLE, f"page:{CALENDAR}")
    if as_of:
        yield Text(words(checked(as_of)), look(11).text)
    widths = [WIDTH * share for share in (0.25, 0.44, 0.31)]
    apart = ("RIGHTPADDING", (0, 0), (-2, -1), 10)
    yield table(cells, widths, [*rules, apart], tags=TableTags(1, named=True), repeatRows=1)


def _new_page(template: str) -> list[Flowable]:
    return [NextPageTemplate(template), PageBreak()]
