"""A written confirmation: one page to sign, filled in or blank."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Spacer

from desk.core.handout import Imprint
from desk.core.wording import NBSP
from desk.core.written import Confirmation
from desk.pdf.blanks import LINE, Blanks
from desk.pdf.by_hand import WritingLines
from desk.pdf.flowables import Text
from desk.pdf.fonts import SEMIBOLD
from desk.pdf.own_words import own, paragraphs
from desk.pdf.pages import READING, printed, reading_page
from desk.pdf.press import Press
from desk.pdf.prose import Look, look, title_style, words
from desk.pdf.styles import table
from desk.pdf.table_tags import TableTags

SIZE = 11.5
TO_WRITE, TO_ANSWER = 11, 3
ANSWER = "Réponse attendue"
RECEIVED = "Reçu le"
SIGNING = 54.0


def draw_confirmation(paper: Confirmation, imprint: Imprint, press: Press) -> bytes:
    """The heads, the text or lines to write it, what is expected, room to sign."""
    style = look(SIZE)
    story = [
        Text(words(paper.title), title_style("H1")),
        Spacer(1, 6),
        *(_head(name, said, style) for name, said in paper.heads),
        Spacer(1, 8),
        Text(words(paper.opening), _strong(style)),
        *(paragraphs(paper.text, style.text) or [WritingLines(TO_WRITE, 26)]),
        *_answer(paper, style),
        KeepTogether(
            [Spacer(1, 18), _signatures(paper, style), Spacer(1, 8), Text(words(paper.keep), style.text)]
        ),
    ]
    return printed(paper, imprint, press, story, [reading_page()])


def _strong(style: Look) -> ParagraphStyle:
    return ParagraphStyle("strong", parent=style.text, fontName=SEMIBOLD, keepWithNext=1)


def _head(name: str, said: str, style: Look) -> Flowable:
    if not said:
        return Blanks(f"{name} : {LINE}", style.text)
    return Text(f"<b>{words(name)}{NBSP}:</b> {own(said)}", style.text)


def _answer(paper: Confirmation, style: Look) -> list[Flowable]:
    """Nothing when a text was typed without it: an answer is asked only by whoever wants one."""
    if paper.text and not paper.asked:
        return []
    title = Text(words(f"{ANSWER} :"), _strong(style))
    lines: list[Flowable] = [*paragraphs(paper.asked, style.text)]
    return [Spacer(1, 10), title, *(lines or [WritingLines(TO_ANSWER, 26)])]


def _signatures(paper: Confirmation, style: Look) -> Flowable:
    """A line for each; the one who receives it says when."""
    cells = [[Text(words(name), style.text), WritingLines(1, SIGNING)] for name in paper.signatures]
    cells[-1].append(Blanks(f"{RECEIVED} : {LINE}", style.text))
    apart = ("RIGHTPADDING", (0, 0), (-1, -1), 16)
    return table([cells], [READING / len(cells)] * len(cells), [apart], tags=TableTags(grid="Div"))
