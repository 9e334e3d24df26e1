"""« L’essentiel »: the bilan on one page."""

from typing import Any

from reportlab.platypus import Spacer

from desk.core.report_asks import LABELS
from desk.core.wording import capital, counted, long_date, typographic
from desk.pdf.canvas import TEXT_WIDTH
from desk.pdf.flowables import Item, listed
from desk.pdf.fonts import markup
from desk.pdf.report_styles import LINE, SMALL, light_rules
from desk.pdf.report_words import by_id, counts, day, joined, season, told_day
from desk.pdf.styles import FIGURE, Cell, paragraph, rule_below, table
from desk.pdf.table_tags import TableTags

Json = dict[str, Any]

NAME_WIDTH = 118.0
MOST_TITLES = 10


def essentials(data: Json) -> list[Cell]:
    """The figures, then what moved, what was chosen, what comes next, what is asked."""
    told = [
        ("Période d’avant", [_before(data["precedent"])]),
        ("Sujets choisis", [_loop(data["sujets"])]),
        ("Actions", [actions_told(data["actions"])]),
        ("Regards croisés", _rounds(data["regards"])),
        ("Pratiques choisies", _chosen(data)),
        ("Prochain point", [next_told(data["points"]["prochain"])]),
        ("Demandé au CDG", _asked(data["demandes"])),
    ]
    rows = [[paragraph(name, SMALL), _said(texts)] for name, texts in told]
    return [
        _figures(data),
        Spacer(1, 6),
        table(rows, [NAME_WIDTH, TEXT_WIDTH - NAME_WIDTH], light_rules(rows), tags=TableTags(named=True)),
    ]


def _said(texts: list[str]) -> Cell:
    """One text as it is; several are a list, so that they are heard apart."""
    if len(texts) == 1:
        return paragraph(texts[0], LINE)
    return listed([Item(markup(typographic(text)), LINE) for text in texts])


def _figures(data: Json) -> Cell:
    states, before = data["actions"], data["precedent"] or {}
    shown = [
        (data["points"]["tenus"], "point tenu", "points tenus", before.get("points")),
        (data["convenu"], "élément convenu", "éléments convenus", before.get("convenu")),
        (states["faite"], "action faite", "actions faites", before.get("faites")),
        (states["a_faire"] + states["en_cours"], "action ouverte", "actions ouvertes", None),
    ]
    cells = [_figure(*figure) for figure in shown]
    return table([cells], [TEXT_WIDTH / 4] * 4, [rule_below(0)], tags=TableTags(grid="P"))


def _figure(number: int, one: str, many: str, before: int | None) -> list[Cell]:
    said = [paragraph(str(number), FIGURE), paragraph(one if number < 2 else many, LINE)]
    return said if before is None else [*said, paragraph(f"({before} avant)", SMALL)]


def _before(before: Json | None) -> str:
    if before is None:
        return "Aucun point n’avait été tenu sur la période d’avant : rien à comparer."
    days = f"du {told_day(before['du'])} au {told_day(before['au'])}"
    held = counted(before["points"], "point tenu", "points tenus")
    agreed = counted(before["convenu"], "élément convenu", "éléments convenus")
    done = counted(before["faites"], "action faite", "actions faites")
    return f"{capital(days)}, même durée : {held}, {agreed}, {done}."


def _loop(subjects: Json) -> str:
    """« Sur 4 sujets choisis, 3 ont avancé »."""
    chosen, seen, moved = subjects["choisis"], subjects["vus"], subjects["avances"]
    if not chosen:
        return "Aucun sujet n’a été choisi à une ouverture sur la période."
    went = {0: "aucun n’a encore avancé", 1: "1 a avancé"}.get(moved, f"{moved} ont avancé")
    met = counted(seen, "vu", "vus")
    return f"Sur {counted(chosen, 'sujet choisi', 'sujets choisis')}, {went} ; {met} à un point."


def actions_told(actions: dict[str, int]) -> str:
    """« 4 faites, 2 en cours ; 1 à reprendre »."""
    states = [
        (actions["faite"], "faite", "faites"),
        (actions["en_cours"], "en cours", "en cours"),
        (actions["a_faire"], "à faire", "à faire"),
        (actions["abandonnee"], "abandonnée", "abandonnées"),
    ]
    told = [counted(number, one, many) for number, one, many in states if number]
    if not told:
        return "Aucune action n’a été notée sur la période."
    late = actions["a_reprendre"]
    date_past = "sa date étant passée" if late == 1 else "leur date étant passée"
    return f"{', '.join(told)}{f' ; {late} à reprendre, {date_past}' if late else ''}."


def next_told(coming: str | None) -> str:
    """« Mardi 1er décembre 2026. »."""
    if coming is None:
        return "Aucune date n’est encore fixée."
    return f"{capital(long_date(day(coming), weekday=True))}."


def _rounds(rounds: list[Json]) -> list[str]:
    """When the last ones were opened, and where the counts are other than the time before."""
    if not rounds:
        return ["Aucun regard croisé n’a été ouvert à cette date."]
    present = rounds[0]
    told = [f"{capital(season(present))}, ouverts ensemble le {told_day(present['date'])}."]
    return told if len(rounds) == 1 else [*told, _moved(present, rounds[1])]


def _moved(present: Json, earlier: Json) -> str:
    former = by_id(earlier)
    both = [entry for entry in present["pratiques"] if entry["id"] in former]
    moved = [entry["titre"] for entry in both if counts(entry) != counts(former[entry["id"]])]
    since = f"Depuis les précédents ({season(earlier)})"
    if not both:
        return f"{since}, ce ne sont plus les mêmes pratiques."
    if not moved:
        return f"{since}, les nombres sont les mêmes partout."
    if len(moved) > MOST_TITLES:
        return f"{since}, les nombres ont changé pour {len(moved)} pratiques."
    where = "partout" if len(moved) == len(both) else f"pour {joined([f'« {title} »' for title in moved])}"
    return f"{since}, les nombres ont changé {where}."


def _chosen(data: Json) -> list[str]:
    told = [entry["titre"] for entry in data["pratiques_choisies"]]
    if len(told) > MOST_TITLES:
        told = [*told[:MOST_TITLES], f"et {len(told) - MOST_TITLES} autres, plus loin."]
    return told or ["Aucune pour le moment."]


def _asked(keys: list[str]) -> list[str]:
    return [capital(LABELS[key]) for key in keys] or ["Rien pour cette fois."]
