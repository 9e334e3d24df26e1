"""What says something else than the bilan somebody agreed on, in words."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from desk.ui.pages.report_words import Part, parts

Json = Mapping[str, Any]
MOST = 8
_SEAL = "Le document"


def changes(before: Json, after: Json) -> list[str]:
    """« Points tenus : 4 (avant : 3) » for each value; the seal and the versions are left out."""
    old, new = _values(parts(before)), _values(parts(after))
    said = []
    for key in [*new, *(key for key in old if key not in new)]:
        said += _told(key[1], old.get(key, []), new.get(key, []))
    return said


def shortened(said: list[str]) -> list[str]:
    """The first of them, and how many more."""
    rest = len(said) - MOST
    return said if rest <= 1 else [*said[:MOST], f"et {rest} autres valeurs"]


def _told(name: str, old: list[str], new: list[str]) -> list[str]:
    """One value replaces another; of a list, what came and what went."""
    if old == new:
        return []
    if len(old) == len(new) == 1:
        return [f"{name} : {new[0]} (avant : {old[0]})"]
    come, gone = Counter(new) - Counter(old), Counter(old) - Counter(new)
    if not come and not gone:
        return [f"{name} : dans un autre ordre"]
    said = [f"{name} : {value}, en plus" for value in come.elements()]
    return said + [f"{name} : {value}, n’y est plus" for value in gone.elements()]


def _values(found: list[Part]) -> dict[tuple[str, str], list[str]]:
    """By part and name; a name may stand several times, as the lines of a list do."""
    out: dict[tuple[str, str], list[str]] = {}
    for part in found:
        for name, value in part.rows if part.title != _SEAL else ():
            out.setdefault((part.title, name), []).append(value)
    return out
