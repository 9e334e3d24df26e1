"""Bilans received by a centre de gestion: which one counts for a commune, and what each file is.

A bilan is known by its commune's code, the end of its period and its fingerprint, never by a name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desk.core.report import AGREED
from desk.core.told import READ, Paper, Told

_DEPARTMENTS = {f"{number:02}" for number in range(1, 96)} - {"20"} | {"2A", "2B", "97", "98"}


class Verdict(StrEnum):
    """What a file received is."""

    ACCEPTED = "accepte"
    NEWER = "plus_recent"
    REPLACED = "remplace"
    SAME = "deja_lu"
    NOT_A_REPORT = "pas_un_bilan"
    NO_DATA = "donnees_absentes"
    DAMAGED = "abime"
    NEWER_FORMAT = "format_plus_recent"
    UNKNOWN_COMMUNE = "commune_inconnue"


HELD = (Verdict.ACCEPTED, Verdict.NEWER, Verdict.REPLACED)
"""The verdicts of what was read and kept as a bilan of its own."""


@dataclass(frozen=True, slots=True)
class Received:
    """One document judged among the others.

    `found` is the reader's word. `other` names the file it repeats, replaces or gives way to; `counts` says
    whether its figures are the commune's for the period.
    """

    file: str
    verdict: Verdict
    found: str
    told: Told | None = None
    other: str = ""
    counts: bool = False


NOT_READ = {
    "pas_un_bilan": Verdict.NOT_A_REPORT,
    "autre_format": Verdict.NOT_A_REPORT,
    "raccourci": Verdict.NOT_A_REPORT,
    "donnees_absentes": Verdict.NO_DATA,
    "vide": Verdict.NO_DATA,
    "abime": Verdict.DAMAGED,
    "protege": Verdict.DAMAGED,
    "empreinte_fausse": Verdict.DAMAGED,
    "arrete": Verdict.DAMAGED,
    "illisible": Verdict.DAMAGED,
    "trop_gros": Verdict.DAMAGED,
    "trop_de_fichiers": Verdict.DAMAGED,
    "trop_emboite": Verdict.DAMAGED,
    "version_plus_recente": Verdict.NEWER_FORMAT,
}
"""The reader's word, when it is not READ, and the verdict it leads to."""


def is_known(insee: str) -> bool:
    """Whether the code can be a commune's: its department exists. The example's is not."""
    return insee[:2] in _DEPARTMENTS


def judged(papers: Iterable[Paper]) -> list[Received]:
    """Each paper's verdict, bilans first (by commune, then period), then the rest by file.

    The same papers, in any order, give the same list.
    """
    held: dict[str, list[Paper]] = {}
    rows: list[Received] = []
    # of the same bilan twice the first file by name is kept; a project and its agreed copy are two
    seen: dict[tuple[str, str], str] = {}
    for paper in _distinct(papers):
        if paper.found != READ or paper.told is None:
            rows.append(Received(paper.file, NOT_READ[paper.found], paper.found, paper.told))
        elif (first := seen.setdefault(_identity(paper.told), paper.file)) != paper.file:
            rows.append(Received(paper.file, Verdict.SAME, READ, paper.told, first))
        elif paper.told.example:
            rows.append(Received(paper.file, Verdict.ACCEPTED, READ, paper.told))
        elif is_known(paper.told.insee):
            held.setdefault(paper.told.insee, []).append(paper)
        else:
            rows.append(Received(paper.file, Verdict.UNKNOWN_COMMUNE, READ, paper.told))
    rows += [row for papers in held.values() for row in _of_commune(papers)]
    return sorted(rows, key=_place)


def _distinct(papers: Iterable[Paper]) -> list[Paper]:
    """By name; two files of one name, in an archive for instance, are told apart by a number."""
    ordered = sorted(papers, key=lambda each: (each.file, each.found, _identity(each.told)))
    numbers: dict[str, int] = {}
    named = []
    for paper in ordered:
        number = numbers[paper.file] = numbers.get(paper.file, 0) + 1
        named.append(paper if number == 1 else replace(paper, file=f"{paper.file} ({number})"))
    return named


def _identity(told: Told | None) -> tuple[str, str]:
    return ("", "") if told is None else (told.fingerprint, told.status)


def _place(row: Received) -> tuple[bool, str, str, str]:
    if row.verdict not in HELD or row.told is None:
        return True, "", "", row.file
    return False, row.told.insee, row.told.end, row.file


def _of_commune(papers: Sequence[Paper]) -> list[Received]:
    """One commune's bilans: of those that tell about the same time the newest counts, an agreed one first."""
    older: dict[str, list[Paper]] = {}
    kept: list[Paper] = []
    rows: list[Received] = []
    for paper in sorted(papers, key=_precedence, reverse=True):
        over = next((each for each in kept if _same_time(each, paper)), None)
        if over is None:
            kept.append(paper)
        else:
            older.setdefault(over.file, []).append(paper)
            rows.append(Received(paper.file, Verdict.REPLACED, READ, paper.told, over.file))
    return rows + [_counting(paper, older.get(paper.file, [])) for paper in kept]


def _counting(paper: Paper, older: Sequence[Paper]) -> Received:
    """« Newer than » the newest of those it replaces; what the two did not agree on never counts."""
    verdict = Verdict.NEWER if older else Verdict.ACCEPTED
    counts = _known(paper).status == AGREED
    return Received(paper.file, verdict, READ, paper.told, older[0].file if older else "", counts)


def _precedence(paper: Paper) -> tuple[bool, str, str, str]:
    told = _known(paper)
    return told.status == AGREED, told.end, told.day, told.fingerprint


def _same_time(first: Paper, second: Paper) -> bool:
    """Whether they share two thirds of the shorter period: next year's bilan may overlap by some weeks."""
    spans = [(_day(_known(each).start), _day(_known(each).end)) for each in (first, second)]
    shared = min(end for _, end in spans) - max(start for start, _ in spans) + 1
    shorter = min(end - start + 1 for start, end in spans)
    return 3 * shared >= 2 * shorter


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _known(paper: Paper) -> Told:
    assert paper.told is not None
    return paper.told
