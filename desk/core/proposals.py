"""Up to three subjects to talk about, each with its reason in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.core.comparison import Gap, PracticeView
from desk.core.wording import counted

MOST = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """A practice worth a conversation, and why; the pair may decline."""

    practice_id: str
    title: str
    reason: str


def propose(views: Sequence[PracticeView]) -> list[Proposal]:
    """At most three practices, differences first, then what is to clarify, then common worksites.

    The order of the guide decides between equals; a practice with none of these is never proposed.
    """
    weighed = [(weight, -place, view) for place, view in enumerate(views) if any(weight := _weight(view))]
    weighed.sort(key=lambda entry: entry[:2], reverse=True)
    return [Proposal(v.practice_id, v.title, _reason(v)) for _, _, v in weighed[:MOST]]


def _weight(view: PracticeView) -> tuple[int, int, int]:
    counts = view.counts
    return counts.get(Gap.DIFFERENT, 0), counts.get(Gap.CLARIFY, 0), counts.get(Gap.WORKSITE, 0)


def _reason(view: PracticeView) -> str:
    different, clarify, worksite = _weight(view)
    if different:
        said = counted(different, "regard différent", "regards différents")
        return f"{said} : chacun peut dire ce qu’il voit de sa place."
    if clarify:
        said = counted(clarify, "énoncé à éclaircir", "énoncés à éclaircir")
        return f"{said} : l’un au moins ne sait pas, ou n’est pas concerné ; à regarder ensemble."
    said = counted(worksite, "chantier commun", "chantiers communs")
    return f"{said} : vous voyez la même chose à mettre en place."
