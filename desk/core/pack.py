"""The pack of a centre de gestion (`*.guide`): what it says of itself, and the guide it makes."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import NoReturn

from desk.core.errors import UserError
from desk.core.guide import Guide, Practice, Section
from desk.core.lazily import Lazily
from desk.core.wording import counted, long_date

SCHEMA = 1
SUFFIX = ".guide"
ADVICE = (
    "Rien n’a été changé : le guide en usage reste le même. "
    "Corrigez ce contenu, ou demandez un nouveau fichier à votre centre de gestion."
)
_LINK = re.compile(r"\[(?P<label>[^\[\]*]+)\]\(practice:(?P<id>[a-z0-9-]+)\)")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Who publishes a pack, which edition it is, and the campaign it goes with, if any.

    `closes` is the last day of that campaign, `reports_to` where the bilans are returned, `reports_subject`
    what the subject of their message begins with.
    """

    id: str
    publisher: str
    title: str
    version: str
    published: date
    campaign: str = ""
    closes: date | None = None
    reports_to: str = ""
    reports_subject: str = ""


@dataclass(frozen=True, slots=True)
class PackSummary:
    """A pack that can be used, told before it is: titles of what it brings, and sizes.

    `fields` counts the filled fields of its contact sheet; `official_size` is in bytes, 0 without a PDF.
    """

    manifest: Manifest
    replaced: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    fields: int = 0
    official_size: int = 0


def refuse(reason: str) -> NoReturn:
    """Raise the UserError that refuses a pack."""
    raise UserError(f"Ce guide est refusé : {reason}.", ADVICE)


def about(manifest: Manifest) -> list[tuple[str, str]]:
    """What there is to know of a pack, as names and values."""
    told = [
        ("Publié par", manifest.publisher),
        ("Guide", manifest.title),
        ("Version", f"{manifest.version}, du {long_date(manifest.published)}"),
        ("Campagne", manifest.campaign),
        ("Jusqu’au", long_date(manifest.closes) if manifest.closes else ""),
        ("Retour des bilans", manifest.reports_to),
        ("Objet du courriel", manifest.reports_subject),
    ]
    return [(name, value) for name, value in told if value]


def brings(summary: PackSummary) -> list[tuple[str, str]]:
    """What a pack changes in the guide that came with the program, as names and values."""
    fields = counted(summary.fields, "rubrique remplie", "rubriques remplies") if summary.fields else ""
    size = counted(max(1, summary.official_size // 1000), "Ko", "Ko") if summary.official_size else ""
    told = [
        ("Pratiques remplacées", " ; ".join(summary.replaced)),
        ("Pratiques ajoutées", " ; ".join(summary.added)),
        ("Pratiques écartées", " ; ".join(summary.left_out)),
        ("Pages", " ; ".join(summary.pages)),
        ("Outils", " ; ".join(summary.tools)),
        ("Fiche « Mon CDG »", fields),
        ("Guide officiel", f"un PDF de {size}" if size else ""),
    ]
    return [pair for pair in told if pair[1]] or [("Contenu", "rien de plus que le guide d’origine")]


def fitted(guide: Guide, manifest: Manifest) -> Guide:
    """The guide under the pack's name, numbered by place, with no way left to a practice it leaves out.

    Each practice and page is still read at its first use.
    """
    ids = guide.practice_ids
    places = {practice_id: place for place, practice_id in enumerate(ids, start=1)}
    return replace(
        guide,
        id=manifest.id,
        publisher=manifest.publisher,
        version=manifest.version,
        published=manifest.published,
        practices=Lazily(ids, lambda key: _fitted(guide.practice(key), places)),
        pages=Lazily(
            [str(place) for place in range(len(guide.pages))],
            lambda place: _unlinked(guide.pages[int(place)], places),
        ),
    )


def _fitted(practice: Practice, places: dict[str, int]) -> Practice:
    return replace(
        practice,
        number=places[practice.id],
        sections=tuple(_unlinked(section, places) for section in practice.sections),
        related=tuple(key for key in practice.related if key in places),
    )


def _unlinked(section: Section, places: dict[str, int]) -> Section:
    """The passage, where a link to a practice that is left out keeps its words only."""

    def plain(found: re.Match[str]) -> str:
        return found[0] if found["id"] in places else found["label"]

    return replace(section, body=_LINK.sub(plain, section.body))
