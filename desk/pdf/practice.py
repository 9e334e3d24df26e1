"""One practice on one A4 page, in the largest type that fits."""

from collections.abc import Collection, Sequence
from functools import partial

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageTemplate, Spacer

from desk.core.handout import Imprint, Law, PracticePage
from desk.core.wording import typographic
from desk.pdf.canvas import SOFT
from desk.pdf.flowables import Item, Rule, Text
from desk.pdf.pages import BOTTOM, SIDE, TOP, WIDTH, frame, page_count, printed
from desk.pdf.press import Press
from desk.pdf.prose import Look, aside, bullets, flow, look, title_style, words
from desk.pdf.styles import draw_circle, draw_square, table
from desk.pdf.table_tags import TableTags

# From the most comfortable to the least that is still read without effort.
SIZES = (11.0, 10.75, 10.5, 10.25, 10.0)
GUTTER = 20.0
COLUMN = (WIDTH - GUTTER) / 2
LAST_COLUMN = ("ensemble", "exemple", "premier-pas", "pieges")
SHAPES = {"maire": draw_circle, "sgm": draw_square}


def draw_practice(page: PracticePage, imprint: Imprint, press: Press) -> bytes:
    """The page as a document of its own."""
    size = fitting([page])
    return printed(page, imprint, press, story(page, size), templates(page, size))


def fitting(pages: Sequence[PracticePage]) -> float:
    """The largest size in which each practice takes one page; the smallest when there is none."""
    return next((size for size in SIZES if all(_fits(page, size) for page in pages)), SIZES[-1])


def _fits(page: PracticePage, size: float) -> bool:
    return page_count(story(page, size), templates(page, size)) == 1


def story(page: PracticePage, size: float, *, tag: str = "H1", known: Collection[str] = ()) -> list[Flowable]:
    """What the page says; its title is of level `tag`."""
    below = look(size, heading=f"H{int(tag[1]) + 1}", spread=1.2)
    rest = [part for name in LAST_COLUMN for part in _passage(page, name, below, known)]
    return [*_opening(page, size, tag, below, known), *rest, *_foot(page, below)]


def templates(page: PracticePage, size: float, name: str = "practice") -> list[PageTemplate]:
    """The page of this practice: its opening across, the rest in two columns; then pages of two columns."""
    opening = _opening(page, size, "H1", look(size, spread=1.2), ())
    height = _height(opening)
    across = frame(SIDE, TOP - height, WIDTH, height, "across")
    return [
        PageTemplate(id=name, frames=[across, *_columns(TOP - height - 2)], autoNextPageTemplate=f"{name}+"),
        PageTemplate(id=f"{name}+", frames=_columns(TOP)),
    ]


def _columns(top: float) -> list[Flowable]:
    lefts = (SIDE, SIDE + COLUMN + GUTTER)
    return [frame(left, BOTTOM, COLUMN, top - BOTTOM, f"column{left:.0f}") for left in lefts]


def _height(flowables: Sequence[Flowable]) -> float:
    """As the frame stacks them: the larger of the spaces that meet, none above the first."""
    total = after = 0.0
    for place, flowable in enumerate(flowables):
        before = flowable.getSpaceBefore() if place else 0.0
        total += max(before - after, 0.0) + flowable.wrap(WIDTH, TOP)[1] + flowable.getSpaceAfter()
        after = flowable.getSpaceAfter()
    return total + 0.5


def _opening(
    page: PracticePage, size: float, tag: str, below: Look, known: Collection[str]
) -> list[Flowable]:
    title = Text(words(f"{page.number}. {page.title}"), title_style(tag))
    title.name = f"practice:{page.id}"
    sides = [[_passage(page, name, below, known) for name in SHAPES]]
    inset = [("RIGHTPADDING", (0, 0), (0, 0), GUTTER / 2), ("LEFTPADDING", (1, 0), (1, 0), GUTTER / 2)]
    edges = [("RIGHTPADDING", (1, 0), (1, 0), 0), ("TOPPADDING", (0, 0), (-1, -1), 0)]
    return [
        title,
        *flow(page.passage("pourquoi").body, look(size, spread=1.2), known),
        Spacer(1, size / 2),
        table(sides, [WIDTH / 2] * 2, [*inset, *edges], tags=TableTags(grid="Div")),
        Rule(width="100%", thickness=0.6, color=SOFT, spaceBefore=2, spaceAfter=2),
    ]


def _passage(page: PracticePage, name: str, style: Look, known: Collection[str]) -> list[Flowable]:
    passage = page.passage(name)
    return [_heading(passage.title, style, name), *flow(passage.body, style, known)]


def _heading(title: str, style: Look, name: str = "") -> Text:
    """A heading; that of one of the two people bears their mark."""
    if name not in SHAPES:
        return Text(words(title), style.heading)
    size = style.text.fontSize
    marked = ParagraphStyle("marked", parent=style.heading, leftIndent=size * 1.3, labelIndent=0)
    heading = Item(words(title), marked)
    heading.mark = partial(_shape, name, size)
    return heading


def _shape(name: str, size: float, canvas: object, x: float, base: float) -> None:
    SHAPES[name](canvas, x, base - size * 0.1, size * 0.85)


def _foot(page: PracticePage, style: Look) -> list[Flowable]:
    laws = f"Le droit et les sources, à jour au {page.as_of}" if page.as_of else "Le droit et les sources"
    return [
        _heading(laws, style),
        *bullets([_law(law) for law in page.laws], style.item),
        _heading("Les énoncés des regards croisés", style),
        *bullets(page.statements, style.item),
        _heading("Pour ouvrir la conversation", style),
        Text(f"<b>{words(page.question)}</b>", style.text),
    ]


def _law(law: Law) -> str:
    return f"{typographic(law.text).removesuffix('.')} {aside(law.reference)}."
