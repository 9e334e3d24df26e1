"""The rounds in the bilan: counts of classes by practice, the previous round under the present one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from reportlab.platypus import CondPageBreak

from desk.core.comparison import GAP_LABELS, Gap
from desk.core.report import REPORT_GAPS
from desk.core.wording import capital, long_date
from desk.pdf.canvas import TEXT_WIDTH
from desk.pdf.styles import (
    CAPTION,
    FAINT_NUMBER,
    HEADER,
    LEFT_HEADER,
    NUMBER,
    SECTION,
    STRONG,
    TEXT,
    Cell,
    literal,
    paragraph,
    rule_below,
    table,
)
from desk.pdf.table_tags import TableTags

Json = dict[str, Any]
Command = tuple[Any, ...]

COUNT_WIDTH = 54.0
NAME_WIDTH = TEXT_WIDTH - COUNT_WIDTH * len(REPORT_GAPS)

MEANINGS = {
    Gap.STRENGTH: "les deux réponses disent que c’est en place, ou en passe de l’être.",
    Gap.WORKSITE: "les deux réponses disent que ce n’est pas, ou peu, en place.",
    Gap.DIFFERENT: (
        "deux degrés ou plus séparent les réponses. C’est courant, plus encore au début d’un mandat : "
        "cela dit de quoi parler, pas qui a raison."
    ),
    Gap.CLARIFY: "l’un des deux ne sait pas, ou l’énoncé n’a d’objet que pour l’un des deux.",
    Gap.CONSOLIDATE: "les réponses se suivent, au milieu de l’échelle.",
    Gap.UNANSWERED: "il manque au moins une des deux réponses.",
}


def rounds(told: Sequence[Json]) -> list[Cell]:
    """Heading, a sentence, and the table; one plain sentence when no round was opened."""
    if not told:
        return [
            paragraph("Regards croisés", SECTION),
            paragraph("Aucun regard croisé n’a été ouvert sur la période."),
        ]
    present, earlier = told[0], told[1] if len(told) > 1 else None
    return [
        CondPageBreak(200),
        paragraph(f"Regards croisés, {_season(present)}", SECTION),
        paragraph(_introduction(present, earlier)),
        _single(present) if earlier is None else _paired(present, earlier),
    ]


def _season(told: Json) -> str:
    """« automne 2026 », whether or not the name comes with the section's own title."""
    return str(told["nom"]).removeprefix("Regards croisés, ")


def _introduction(present: Json, earlier: Json | None) -> str:
    text = (
        f"Ouverts ensemble le {_when(present)}. Le tableau compte, pour chaque pratique, combien d’énoncés "
        "sont dans chaque cas. Ce n’est ni une note ni un classement."
    )
    if earlier is None:
        return text
    return f"{text} Sous chaque ligne, la fois précédente : {_season(earlier)}, ouverts le {_when(earlier)}."


def _when(told: Json) -> str:
    return long_date(date.fromisoformat(told["date"]))


def _header() -> list[Cell]:
    return [paragraph("Pratique", LEFT_HEADER), *(paragraph(_column(gap), HEADER) for gap in REPORT_GAPS)]


def _column(gap: Gap) -> str:
    return capital(GAP_LABELS[gap][1])


def _single(present: Json) -> Cell:
    rows = [[literal(entry["titre"]), *_counts(entry)] for entry in present["pratiques"]]
    rules = [rule_below(0, 0.8), *(rule_below(index) for index in range(1, len(rows) + 1))]
    return _framed([_header(), *rows], rules)


def _paired(present: Json, earlier: Json) -> Cell:
    """Per practice: its title, then a line for each of the two rounds."""
    now, before = _by_id(present), _by_id(earlier)
    rows, extra = [_header()], [rule_below(0, 0.8)]
    names = (_season(present), _season(earlier))
    for key in [*now, *(key for key in before if key not in now)]:
        title = (now.get(key) or before[key])["titre"]
        _add_practice(rows, extra, title, [(names[0], now.get(key)), (names[1], before.get(key))])
    return _framed(rows, extra)


def _add_practice(
    rows: list[list[Cell]], extra: list[Command], title: str, lines: Sequence[tuple[str, Json | None]]
) -> None:
    first = len(rows)
    rows.append([literal(title, STRONG)])
    extra.append(("SPAN", (0, first), (-1, first)))
    for (name, entry), style in zip(lines, (TEXT, CAPTION), strict=False):
        if entry is None:
            extra.append(("SPAN", (0, len(rows)), (-1, len(rows))))
            rows.append([literal(f"{name} · pratique non retenue", style)])
        else:
            rows.append([literal(name, style), *_counts(entry, faint=style is CAPTION)])
    last = len(rows) - 1
    extra += [
        ("NOSPLIT", (0, first), (-1, last)),
        ("BOTTOMPADDING", (0, first), (-1, last - 1), 0),
        ("TOPPADDING", (0, first + 1), (-1, last), 0),
        rule_below(last),
    ]


def _counts(entry: Json, *, faint: bool = False) -> list[Cell]:
    numbers = [entry["classes"][gap.value] for gap in REPORT_GAPS]
    return [paragraph(str(n), FAINT_NUMBER if faint or n == 0 else NUMBER) for n in numbers]


def _by_id(told: Json) -> dict[str, Json]:
    return {entry["id"]: entry for entry in told["pratiques"]}


def _framed(rows: list[list[Cell]], extra: list[Command]) -> Cell:
    full = [[*row, *[""] * (1 + len(REPORT_GAPS) - len(row))] for row in rows]
    widths = [NAME_WIDTH, *[COUNT_WIDTH] * len(REPORT_GAPS)]
    shape = [
        ("RIGHTPADDING", (1, 0), (-1, -1), 0),
        ("LEFTPADDING", (1, 0), (-1, -1), 3),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        *extra,
    ]
    return table(full, widths, shape, tags=TableTags(1, named=True), repeatRows=1)


def legend() -> list[Cell]:
    """What each class means, in the table's order."""
    rows = [[paragraph(capital(GAP_LABELS[gap][0]), STRONG), paragraph(MEANINGS[gap])] for gap in REPORT_GAPS]
    rules = [rule_below(index) for index in range(len(rows) - 1)]
    return [
        CondPageBreak(160),
        paragraph("Ce que veulent dire les mots", SECTION),
        table(rows, [120, TEXT_WIDTH - 120], rules, tags=TableTags(named=True)),
    ]
