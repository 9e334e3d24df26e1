"""What the words of the bilan mean."""

from typing import Any

from desk.core.comparison import GAP_LABELS, Gap
from desk.core.report import REPORT_GAPS
from desk.core.wording import capital
from desk.pdf.canvas import TEXT_WIDTH
from desk.pdf.report_styles import light_rules
from desk.pdf.styles import STRONG, Cell, paragraph, table
from desk.pdf.table_tags import TableTags

Json = dict[str, Any]

MEANINGS = {
    Gap.STRENGTH: "Les deux réponses disent que c’est en place, ou en passe de l’être.",
    Gap.WORKSITE: "Les deux réponses disent que ce n’est pas, ou peu, en place.",
    Gap.DIFFERENT: (
        "Deux degrés ou plus séparent les réponses. C’est courant, plus encore au début d’un mandat : "
        "cela dit de quoi parler, pas qui a raison."
    ),
    Gap.CLARIFY: "L’un des deux ne sait pas, ou l’énoncé n’a d’objet que pour l’un des deux.",
    Gap.CONSOLIDATE: "Les réponses se suivent, au milieu de l’échelle.",
    Gap.UNANSWERED: "Il manque au moins une des deux réponses.",
}
OF_THE_POINTS = [
    ("Point", "Un rendez-vous de travail à deux."),
    ("Élément convenu", "Ce qui a été noté comme convenu à un point."),
    ("Sujet choisi", "Choisi à deux, à l’ouverture de regards croisés."),
    ("Sujet qui a avancé", "Vu à un point, et quelque chose en est convenu, ou une action a commencé."),
    ("À reprendre", "Une action ouverte dont la date est passée."),
]


def meaning(data: Json) -> list[Cell]:
    """The classes in the table's order, when there is a round, then the words of the points."""
    classes = [(capital(GAP_LABELS[gap][0]), MEANINGS[gap]) for gap in REPORT_GAPS]
    told = [*(classes if data["regards"] else []), *OF_THE_POINTS]
    rows = [[paragraph(name, STRONG), paragraph(text)] for name, text in told]
    return [table(rows, [130, TEXT_WIDTH - 130], light_rules(rows), tags=TableTags(named=True))]
