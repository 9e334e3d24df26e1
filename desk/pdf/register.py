"""The register of the bilans that were saved, as a table to keep in a file or to show."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from desk.core.handout import Imprint
from desk.core.register import NONE_SAVED, Register, RegisterRow
from desk.pdf.flowables import Text
from desk.pdf.fonts import SEMIBOLD
from desk.pdf.own_words import own
from desk.pdf.pages import WIDTH, printed
from desk.pdf.press import Press
from desk.pdf.prose import Look, look, title_style, words
from desk.pdf.styles import Cell, rule_below, table
from desk.pdf.table_tags import TableTags

SIZE = 10.5
HEADS = ("Enregistré le", "Fichier et empreinte des données", "Accord", "Envoi")
SAVED, AGREED, SENT = 97.0, 112.0, 100.0
HEAD_RULE = 0.8


def draw_register(register: Register, imprint: Imprint, press: Press) -> bytes:
    """Newest first, its heads repeated on each page, each line whole on a page."""
    style = look(SIZE, spread=1.2)
    story: list[Flowable] = [
        Text(words(register.title), title_style("H1")),
        Text(words(register.lead), look(11).text),
    ]
    if register.rows:
        story.append(_table(register, style))
    else:
        story.append(Text(words(NONE_SAVED), look(11).text))
    return printed(register, imprint, press, story)


def _table(register: Register, style: Look) -> Flowable:
    plain = ParagraphStyle("cell", parent=style.text, spaceAfter=0)
    strong = ParagraphStyle("strong", parent=plain, fontName=SEMIBOLD)
    rows: list[list[Cell]] = [[Text(words(name), strong) for name in HEADS]]
    rows += [_row(one, plain, strong) for one in register.rows]
    rules = [rule_below(0, HEAD_RULE), *(rule_below(index) for index in range(1, len(rows)))]
    widths = [SAVED, WIDTH - SAVED - AGREED - SENT, AGREED, SENT]
    return table(rows, widths, rules, tags=TableTags(1, named=True), repeatRows=1, splitByRow=1)


def _row(one: RegisterRow, plain: ParagraphStyle, strong: ParagraphStyle) -> list[Cell]:
    return [
        Text(words(one.saved), strong),
        [Text(own(one.file_name), plain), Text(words(one.fingerprint), plain)],
        [Text(words(one.standing), strong), *(Text(words(said), plain) for said in one.agreements)],
        Text(own(one.sent), plain),
    ]
