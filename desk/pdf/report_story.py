"""What the bilan says, from the first page to the last."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import CondPageBreak, KeepTogether, PageBreak, Spacer, Table

from desk.core.wording import NBSP, capital
from desk.pdf.canvas import INK, RULE, TEXT_WIDTH
from desk.pdf.contents import ROOM_FOR_NUMBER, contents
from desk.pdf.contents import Entry as Line
from desk.pdf.flowables import Picture, Rule, Text
from desk.pdf.fonts import REGULAR, fitted, markup, shown
from desk.pdf.report_data import BEGINS, BRAND
from desk.pdf.report_essentials import essentials
from desk.pdf.report_history import history
from desk.pdf.report_lists import actions, agreed, asked, chosen, figures
from desk.pdf.report_marks import marks
from desk.pdf.report_meaning import meaning
from desk.pdf.report_rounds import rounds
from desk.pdf.report_styles import CONTENTS_LINE, CONTENTS_TITLE, PART, SMALL, STATUS, light_rules
from desk.pdf.report_words import NOT_AN_ALERT, contents_told, standing, told_day
from desk.pdf.styles import (
    SUBTITLE,
    TEXT,
    TITLE,
    Cell,
    Persons,
    literal,
    paragraph,
    table,
)
from desk.pdf.table_tags import TableTags

Json = dict[str, Any]
# A part of the document: its landmark's name, its title, what it says.
Part = tuple[str, str, list[Cell]]

FINGERPRINT_SHOWN = 16
PARTS_WORTH_A_LIST = 6
TITLE_ROOM, HEADING_ROOM = 48.0, 130.0
SHORT, HIGHEST = 12, 500.0


def story(data: Json) -> list[Cell]:
    """The cover, then each part under its heading, then the foot."""
    return laid_out(data, parts(data))


def laid_out(data: Json, told: Sequence[Part]) -> list[Cell]:
    """The same, of parts that are made already."""
    *body, last = told
    out = [*_cover(data), *_contents(told)]
    for place, part in enumerate(body):
        # The cover and the page that says it all stand by themselves.
        out += [PageBreak() if place < 2 else CondPageBreak(_room(part[2])), *_headed(part)]
    # Neither the words that explain nor the foot are left alone on a last page.
    return [*out, KeepTogether([*_headed(last), *_foot(data)])]


def _headed(part: Part) -> list[Cell]:
    name, title, content = part
    heading = paragraph(title, PART)
    heading.name = name
    return [heading, *content]


def parts(data: Json) -> list[Part]:
    """What is told, in order; a part that has nothing to say is left out."""
    found = [
        ("essentiel", "L’essentiel", essentials(data)),
        ("regards", *rounds(data["regards"])),
        ("avant", "D’un regard croisé à l’autre", history(data["regards"])),
        ("reperes", "Les deux repères par pratique", marks(data)),
        ("chiffres", "Points, éléments convenus et actions", figures(data)),
        ("convenu", "Ce qui est convenu", agreed(data)),
        ("actions", "Les actions", actions(data)),
        ("pratiques", "Pratiques choisies", chosen(data)),
        ("demandes", "Demandes au centre de gestion", asked(data)),
        ("mots", "Ce que veulent dire les mots", meaning(data)),
    ]
    return [part for part in found if part[2]]


def _room(content: Sequence[Cell]) -> float:
    """What a part's heading needs on its page: its picture if it begins with one, a short table whole."""
    first = content[0]
    if isinstance(first, Table) and len(first._cellvalues) <= SHORT:
        return TITLE_ROOM + min(first.wrap(TEXT_WIDTH, 0)[1], HIGHEST)
    pictures = [each.height for each in content[:4] if isinstance(each, Picture)]
    return HEADING_ROOM + max(pictures, default=0.0)


def _cover(data: Json) -> list[Cell]:
    period, functions = data["periode"], data["fonctions"]
    return [
        Spacer(1, 24),
        paragraph(BRAND, SMALL),
        Spacer(1, 10),
        literal(data["commune"]["nom"], TITLE),
        paragraph(f"{BEGINS} {told_day(period['du'])} au {told_day(period['au'])}", SUBTITLE),
        Persons(capital(functions["elu"]), capital(functions["sgm"])),
        Rule(width="100%", thickness=1.2, color=INK, spaceBefore=12, spaceAfter=10),
        _identity(data),
        Spacer(1, 8),
        paragraph(contents_told(data), TEXT),
    ]


def _identity(data: Json) -> Cell:
    commune = data["commune"]
    told = [("Date du bilan", told_day(data["date"])), ("État", standing(data))]
    if data["exemple"]:
        told.append(("Exemple", "Commune inventée : ce bilan ne parle de personne."))
    told.append(("Code INSEE", commune["insee"] or "Non renseigné"))
    if commune["population"] is not None:
        told.append(("Habitants", f"{commune['population']:,}".replace(",", NBSP)))
    if commune["cdg"]:
        told.append(("Centre de gestion", commune["cdg"]))
    rows = [
        [paragraph(name, SMALL), literal(text, STATUS if name == "État" else TEXT)] for name, text in told
    ]
    return table(rows, [112, TEXT_WIDTH - 112], light_rules(rows), tags=TableTags(named=True))


def _contents(told: Sequence[Part]) -> list[Cell]:
    """Where each part is; a bilan of a few pages needs none."""
    if len(told) < PARTS_WORTH_A_LIST:
        return []
    room = TEXT_WIDTH - 2 * ROOM_FOR_NUMBER
    lines = [
        Line(name, fitted(shown(title), REGULAR, CONTENTS_LINE.fontSize, room), CONTENTS_LINE)
        for name, title, _ in told
    ]
    return [Text(markup("Dans ce bilan"), CONTENTS_TITLE), *contents(lines)]


def _foot(data: Json) -> list[Cell]:
    return [
        Rule(width="100%", thickness=0.6, color=RULE, spaceBefore=18, spaceAfter=8),
        paragraph(NOT_AN_ALERT, TEXT),
        paragraph(standing(data), TEXT),
        paragraph(
            f"Empreinte des données : {_grouped(data['empreinte'][:FINGERPRINT_SHOWN])} · "
            f"Binôme {data['programme']} · guide {data['guide']}",
            SMALL,
        ),
    ]


def _grouped(text: str) -> str:
    """Four by four, as one reads it over the telephone."""
    return NBSP.join(text[index : index + 4] for index in range(0, len(text), 4))
