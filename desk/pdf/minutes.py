"""The notes of a point: subject by subject, what was said, what is agreed, who does what."""

from collections.abc import Callable, Sequence
from functools import partial

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from desk.core.handout import Imprint
from desk.core.point_papers import NO_ACT, Mark, Minutes, NotedAction, NotedSubject
from desk.core.wording import NBSP
from desk.pdf.by_hand import Foot
from desk.pdf.canvas import INK
from desk.pdf.flowables import Item, Rule, Text, listed
from desk.pdf.fonts import SEMIBOLD
from desk.pdf.own_words import own, paragraphs
from desk.pdf.pages import page_count, printed, whole_page
from desk.pdf.press import Press
from desk.pdf.prose import Look, look, title_style, words
from desk.pdf.styles import draw_circle, draw_square

SIZES = (11.5, 11.0, 10.5, 10.0)
NOTHING = "Aucun sujet n’a été noté."
BARE = "Abordé, sans note."
# A heading does not stay alone at the bottom.
BLOCK = 64.0
BRIEF = 300
"""Characters of notes that are no reason to cut a subject in two."""
_MARKS = {Mark.ELU: draw_circle, Mark.SGM: draw_square}


def draw_minutes(minutes: Minutes, imprint: Imprint, press: Press) -> bytes:
    """In the most comfortable type that takes no more pages than the smallest."""
    story = partial(_story, minutes)
    return printed(minutes, imprint, press, story(_comfortable(story)), foot=NO_ACT)


def _comfortable(story: Callable[[float], list[Flowable]]) -> float:
    """Long notes are set in the smallest at once: to try them all would take its time."""
    fewest = _pages(story, SIZES[-1])
    if fewest > 2:
        return SIZES[-1]
    return next(size for size in SIZES if _pages(story, size) == fewest)


def _pages(story: Callable[[float], list[Flowable]], size: float) -> int:
    return page_count(story(size), [whole_page()])


def _story(minutes: Minutes, size: float) -> list[Flowable]:
    style = look(size)
    strong = ParagraphStyle("standing", parent=style.text, fontName=SEMIBOLD)
    story: list[Flowable] = [Text(words(minutes.title), title_style("H1"))]
    if minutes.standing:
        story.append(Text(words(f"{minutes.standing}."), strong))
    story += [Text(own(minutes.lead), style.text), Rule(width="100%", thickness=0.8, color=INK, spaceAfter=2)]
    for number, subject in enumerate(minutes.subjects, 1):
        story += _subject(number, subject, style)
    if not minutes.subjects:
        story.append(Text(words(NOTHING), style.text))
    story += _undiscussed(minutes, style)
    if minutes.caption:
        story += [Spacer(1, size), Text(words(minutes.caption), style.small)]
    return [*story, Foot(NO_ACT)]


def _subject(number: int, subject: NotedSubject, style: Look) -> list[Flowable]:
    """A brief one stays on one page; of a long one, what is agreed and who does what stay together."""
    heading = Text(f"{number}. {own(subject.title)}", style.heading)
    notes = paragraphs(subject.notes, style.text)
    settled = [*_agreed(subject.agreed, style), *_actions(subject.actions, style)]
    added = [Text(own(line), style.text) for line in subject.added]
    if len(subject.notes) <= BRIEF:
        bare = [Text(words(BARE), style.small)] if not (notes or settled or added) else []
        return [KeepTogether([heading, *notes, *settled, *added, *bare])]
    kept = [KeepTogether(settled)] if settled else []
    return [CondPageBreak(BLOCK), heading, *notes, *kept, *added]


def _agreed(agreed: Sequence[str], style: Look) -> list[Flowable]:
    """« Convenu : » before each, so that it is found at a glance."""
    label = f"<b>Convenu{NBSP}:</b> "
    return [Text(f"{label}{own(text)}", style.text) for text in agreed]


def _actions(actions: Sequence[NotedAction], style: Look) -> list[Flowable]:
    step = ParagraphStyle("action", parent=style.item, leftIndent=style.item.fontSize * 1.5)
    items = listed([_action(action, step) for action in actions], spoken="action")
    return list(items)


def _action(action: NotedAction, style: ParagraphStyle) -> Item:
    who = f"<b>{own(action.owner)}</b>, {own(action.state)}"
    item = Item(f"{own(action.text)}{NBSP}– {who}" if action.text else who, style)
    shape = _MARKS.get(Mark(action.mark))
    if shape is None:
        item.label = "–"
    else:
        item.mark = partial(_drawn, shape, style.fontSize)
    return item


def _drawn(
    shape: Callable[[Canvas, float, float, float], None], size: float, canvas: Canvas, x: float, base: float
) -> None:
    shape(canvas, x + 1, base - size * 0.08, size * 0.78)


def _undiscussed(minutes: Minutes, style: Look) -> list[Flowable]:
    if not minutes.undiscussed:
        return []
    items = [_plain(title, style.item) for title in minutes.undiscussed]
    return [CondPageBreak(BLOCK), Text(words(minutes.undiscussed_title), style.heading), *listed(items)]


def _plain(text: str, style: ParagraphStyle) -> Item:
    item = Item(own(text), style)
    item.label = "–"
    return item
