"""What the bilan says, from top to bottom."""

from datetime import date
from typing import Any

from reportlab.platypus import KeepTogether, Spacer

from desk.core.report import AGREED
from desk.core.wording import NBSP, capital, counted, long_date
from desk.pdf.canvas import INK, RULE, TEXT_WIDTH
from desk.pdf.flowables import Rule
from desk.pdf.report_rounds import legend, rounds
from desk.pdf.styles import (
    CAPTION,
    FIGURE,
    SECTION,
    SUBTITLE,
    TEXT,
    TITLE,
    Cell,
    Persons,
    literal,
    paragraph,
    rule_below,
    table,
)
from desk.pdf.table_tags import TableTags

Json = dict[str, Any]

NOT_AN_ALERT = (
    "Ce bilan n’est pas un signalement et n’en tient pas lieu. Il dit où en est la coordination et ne juge "
    "personne : il ne contient aucune réponse individuelle, aucune note, aucun texte libre."
)
FINGERPRINT_SHOWN = 16


def story(data: Json) -> list[Cell]:
    """Cover block, figures, practices chosen, rounds, meaning of the words, foot."""
    return [
        *_cover(data),
        *_essentials(data),
        *_chosen(data),
        *rounds(data["regards"]),
        *(legend() if data["regards"] else []),
        KeepTogether(_foot(data)),
    ]


def _cover(data: Json) -> list[Cell]:
    commune, period = data["commune"], data["periode"]
    start, end = _day(period["du"]), _day(period["au"])
    return [
        Spacer(1, 10),
        paragraph("Binôme, coordination maire – secrétaire général de mairie", CAPTION),
        Spacer(1, 6),
        literal(commune["nom"], TITLE),
        paragraph(f"Bilan du {long_date(start)} au {long_date(end)}", SUBTITLE),
        Persons(capital(data["fonctions"]["elu"]), capital(data["fonctions"]["sgm"])),
        literal(_identity(data), CAPTION),
        Rule(width="100%", thickness=1.2, color=INK, spaceBefore=10, spaceAfter=0),
    ]


def _identity(data: Json) -> str:
    commune = data["commune"]
    parts = [f"Code INSEE{NBSP}{commune['insee']}" if commune["insee"] else "Code INSEE non renseigné"]
    if commune["population"] is not None:
        parts.append(f"{commune['population']:,} habitants".replace(",", NBSP).replace(" ", NBSP))
    if commune["cdg"]:
        parts.append(commune["cdg"])
    if data["exemple"]:
        parts.append("commune fictive")
    return " · ".join(parts)


def _essentials(data: Json) -> list[Cell]:
    return [
        paragraph("L’essentiel", SECTION),
        _figures(data),
        Spacer(1, 6),
        _details(data),
    ]


def _details(data: Json) -> Cell:
    told = [
        ("Actions", _actions(data["actions"])),
        ("Prochain point", _next_meeting(data["points"]["prochain"])),
    ]
    if not data["points"]["tenus"]:
        told.insert(0, ("Points", "Aucun point n’a été tenu sur la période."))
    rows = [[paragraph(name, CAPTION), paragraph(text)] for name, text in told]
    rules = [rule_below(index) for index in range(len(rows) - 1)]
    return table(rows, [90, TEXT_WIDTH - 90], rules, tags=TableTags(named=True))


def _figures(data: Json) -> Cell:
    actions = data["actions"]
    going = actions["a_faire"] + actions["en_cours"]
    held, agreed, done = data["points"]["tenus"], data["convenu"], actions["faite"]
    shown = [
        (held, "point tenu", "points tenus"),
        (agreed, "élément convenu", "éléments convenus"),
        (done, "action faite", "actions faites"),
        (going, "action ouverte", "actions ouvertes"),
    ]
    cells = [
        [paragraph(str(number), FIGURE), paragraph(one if number < 2 else many)]
        for number, one, many in shown
    ]
    return table([cells], [TEXT_WIDTH / 4] * 4, [rule_below(0)], tags=TableTags(grid="P"))


def _actions(actions: dict[str, int]) -> str:
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
    more = f" ; {late} à reprendre, sa date étant passée" if late == 1 else ""
    if late > 1:
        more = f" ; {late} à reprendre, leur date étant passée"
    return f"{', '.join(told)}{more}."


def _next_meeting(day: str | None) -> str:
    if day is None:
        return "Aucune date n’est encore fixée."
    return f"{capital(long_date(_day(day), weekday=True))}."


def _chosen(data: Json) -> list[Cell]:
    chosen = data["pratiques_choisies"]
    if not chosen:
        return [
            paragraph("Pratiques choisies", SECTION),
            paragraph("Aucune pratique n’a encore été choisie."),
        ]
    rows = [
        [literal(entry["titre"]), paragraph(f"depuis le {long_date(_day(entry['depuis']))}", CAPTION)]
        for entry in chosen
    ]
    rules = [rule_below(index) for index in range(len(rows) - 1)]
    return [
        paragraph("Pratiques choisies", SECTION),
        table(rows, [TEXT_WIDTH - 150, 150], rules, tags=TableTags(named=True)),
    ]


def _foot(data: Json) -> list[Cell]:
    return [
        Rule(width="100%", thickness=0.6, color=RULE, spaceBefore=18, spaceAfter=8),
        paragraph(NOT_AN_ALERT, TEXT),
        paragraph(_standing(data), TEXT),
        paragraph(
            f"Empreinte des données : {_grouped(data['empreinte'][:FINGERPRINT_SHOWN])} · "
            f"Binôme {data['programme']} · guide {data['guide']}",
            CAPTION,
        ),
    ]


def _standing(data: Json) -> str:
    if data["statut"] == AGREED:
        return "Les deux personnes sont convenues de ce bilan."
    return "Projet : les deux personnes ne sont pas encore convenues de ce bilan."


def _grouped(text: str) -> str:
    """Four by four, as one reads it over the telephone."""
    return NBSP.join(text[index : index + 4] for index in range(0, len(text), 4))


def _day(text: str) -> date:
    return date.fromisoformat(text)
