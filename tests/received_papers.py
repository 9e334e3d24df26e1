"""Bilans as received, with one line each."""

from dataclasses import replace

from desk.core.told import READ, Paper, Told

PLAIN = Told(
    insee="36202",
    commune="Valmont",
    day="2026-11-27",
    start="2025-11-28",
    end="2026-11-27",
    status="convenu",
    example=False,
    meetings=11,
    agreed=17,
    actions=(3, 0, 9, 3, 1),
    round_name="automne 2026",
    round_day="2026-11-03",
    rounds=2,
    classes=(7, 4, 2, 2, 1, 0),
    asked=("juridique", "rappel"),
    subjects=(4, 3, 3),
    population=412,
    guide="binome 2026.11",
    program="0.7.0",
    schema=2,
    fingerprint="a" * 64,
)


def paper(file: str, fingerprint: str = "a", **values: object) -> Paper:
    """A bilan read, its fingerprint told by one letter."""
    return Paper(file, READ, replace(PLAIN, fingerprint=fingerprint * 64, **values))  # type: ignore[arg-type]


def year(end: int, fingerprint: str, file: str = "", **values: object) -> Paper:
    """The bilan of the twelve months that end on 27 November of that year."""
    days = {"start": f"{end - 1}-11-28", "end": f"{end}-11-27", "day": f"{end}-11-27"}
    return paper(file or f"{end}.pdf", fingerprint, **(days | values))
