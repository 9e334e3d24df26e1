"""The tables of the bilan: figures of the period, what was added to them, practices chosen, what is asked."""

from textwrap import wrap
from typing import Any

from desk.core.meetings import ACTION_LABELS, ActionState
from desk.core.report_asks import LABELS
from desk.core.report_options import Option
from desk.core.wording import capital, short_date
from desk.pdf.canvas import TEXT_WIDTH
from desk.pdf.flowables import Item, listed
from desk.pdf.fonts import markup
from desk.pdf.report_essentials import actions_told
from desk.pdf.report_styles import COLUMN, COUNT, FIRST_COLUMN, LINE, LISTED, NO_COUNT, light_rules, rules
from desk.pdf.report_words import MEDIATION, day, told_day
from desk.pdf.styles import Cell, literal, paragraph, table
from desk.pdf.table_tags import TableTags

Json = dict[str, Any]

DAY_WIDTH, STATE_WIDTH = 74.0, 80.0
FIGURE_WIDTH = 96.0
NO_DATE, MORE = "sans date", "(suite)"
LONGEST_PIECE = 1500


def figures(data: Json) -> list[Cell]:
    """Each figure beside that of the period before, where there was one."""
    before, states = data["precedent"] or {}, data["actions"]
    told = [
        ("Points tenus", data["points"]["tenus"], before.get("points")),
        ("Éléments convenus", data["convenu"], before.get("convenu")),
        ("Sujets choisis à une ouverture", data["sujets"]["choisis"], None),
        ("Sujets vus à un point", data["sujets"]["vus"], None),
        ("Sujets qui ont avancé", data["sujets"]["avances"], None),
        ("Actions faites", states["faite"], before.get("faites")),
        ("Actions en cours", states["en_cours"], None),
        ("Actions à faire", states["a_faire"], None),
        ("Actions abandonnées", states["abandonnee"], None),
        ("Actions à reprendre, la date étant passée", states["a_reprendre"], None),
    ]
    heads = ["Sur la période", "En nombre", *(["Avant"] if before else [])]
    rows: list[list[Cell]] = [[paragraph(heads[0], FIRST_COLUMN), *(paragraph(h, COLUMN) for h in heads[1:])]]
    for name, now, then in told:
        numbers = [now, then] if before else [now]
        rows.append([paragraph(name, LINE), *map(_number, numbers)])
    widths = [TEXT_WIDTH - FIGURE_WIDTH * (len(heads) - 1), *[FIGURE_WIDTH] * (len(heads) - 1)]
    note = [paragraph(f"Avant : du {told_day(before['du'])} au {told_day(before['au'])}.")] if before else []
    return [table(rows, widths, rules(rows), tags=TableTags(1, named=True), repeatRows=1), *note]


def _number(number: int | None) -> Cell:
    """Empty where nothing was counted."""
    if number is None:
        return ""
    return paragraph(str(number), COUNT if number else NO_COUNT)


def agreed(data: Json) -> list[Cell]:
    """What was agreed, word for word; nothing unless the two asked for it."""
    if not data["options"][Option.AGREED.value]:
        return []
    told = data["titres_convenu"]
    if not told:
        return [paragraph("Rien n’a été convenu sur la période.")]
    rows: list[list[Cell]] = [
        [paragraph("Date", FIRST_COLUMN), paragraph("Ce qui est convenu", FIRST_COLUMN)]
    ]
    for each in told:
        rows += [
            [paragraph(MORE if place else _short(each["date"]), LINE), literal(piece, LINE)]
            for place, piece in enumerate(_pieces(each["texte"]))
        ]
    return [_listed(rows, [DAY_WIDTH, TEXT_WIDTH - DAY_WIDTH])]


def actions(data: Json) -> list[Cell]:
    """The actions, without saying whose; nothing unless the two asked for it."""
    if not data["options"][Option.ACTIONS.value]:
        return []
    told = data["titres_actions"]
    if not told:
        return [paragraph(actions_told(data["actions"]))]
    rows: list[list[Cell]] = [[paragraph(head, FIRST_COLUMN) for head in ("Action", "État", "Pour le")]]
    for each in told:
        state = capital(ACTION_LABELS[ActionState(each["etat"])])
        due = _short(each["echeance"]) if each["echeance"] else NO_DATE
        for place, piece in enumerate(_pieces(each["texte"])):
            said = (MORE, "") if place else (state, due)
            rows.append([literal(piece, LINE), *(paragraph(words, LINE) for words in said)])
    return [_listed(rows, [TEXT_WIDTH - STATE_WIDTH - DAY_WIDTH, STATE_WIDTH, DAY_WIDTH])]


def _listed(rows: list[list[Cell]], widths: list[float]) -> Cell:
    return table(rows, widths, rules(rows), tags=TableTags(1, named=True), repeatRows=1)


def _pieces(text: str) -> list[str]:
    """A text that would not fit on a page, in parts that do: a row is never cut."""
    return wrap(text, LONGEST_PIECE) or [""]


def chosen(data: Json) -> list[Cell]:
    """The practices the pair works on, and since when."""
    told = data["pratiques_choisies"]
    if not told:
        return [paragraph("Aucune pratique n’a encore été choisie.")]
    rows = [
        [literal(each["titre"], LINE), paragraph(f"depuis le {told_day(each['depuis'])}", LINE)]
        for each in told
    ]
    return [table(rows, [TEXT_WIDTH - 170, 170], light_rules(rows), tags=TableTags(named=True))]


def asked(data: Json) -> list[Cell]:
    """What the pair asks, in the order of the labels."""
    keys = data["demandes"]
    if not keys:
        return [paragraph("Rien n’est demandé par ce bilan."), paragraph(MEDIATION)]
    items = [_item(LABELS[key]) for key in keys]
    return [paragraph("Nous demandons :"), *listed(items), paragraph(MEDIATION)]


def _item(text: str) -> Item:
    item = Item(markup(text), LISTED)
    item.label = "–"
    return item


def _short(text: str) -> str:
    return short_date(day(text))
