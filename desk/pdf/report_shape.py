"""Whether foreign data has the shape of a bilan, each value of its type and within bounds."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from desk.core.report import AGREED, PROJECT, REPORT_GAPS, SCHEMA

_INSEE = re.compile(r"(?:(?:[0-9]{2}|2[AB])[0-9]{3})?")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MAX_COUNT = 1_000_000
_MAX_TEXT = 300
_MAX_ENTRIES = 200

Check = Callable[[Any], bool]


def is_report(data: Mapping[str, Any]) -> bool:
    """Whether every field that this version writes is there, with a value it could have written."""
    return _REPORT(data)


def _count(value: Any) -> bool:
    return type(value) is int and 0 <= value <= _MAX_COUNT


def _population(value: Any) -> bool:
    return value is None or (type(value) is int and 0 <= value <= 10 * _MAX_COUNT)


def _text(value: Any) -> bool:
    # Neither control characters nor lone surrogates: no table could be written with them.
    return isinstance(value, str) and len(value) <= _MAX_TEXT and not any(map(_unwritable, value))


def _unwritable(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs")


def _day(value: Any) -> bool:
    if not isinstance(value, str) or len(value) != 10:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _day_or_none(value: Any) -> bool:
    return value is None or _day(value)


def _matching(pattern: re.Pattern[str]) -> Check:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value))


def _one_of(*values: object) -> Check:
    return lambda value: any(type(value) is type(known) and value == known for known in values)


def _having(**fields: Check) -> Check:
    def check(value: Any) -> bool:
        return isinstance(value, dict) and all(key in value and ok(value[key]) for key, ok in fields.items())

    return check


def _list_of(ok: Check) -> Check:
    return lambda value: isinstance(value, list) and len(value) <= _MAX_ENTRIES and all(map(ok, value))


_PRACTICE = _having(id=_text, titre=_text, classes=_having(**{gap.value: _count for gap in REPORT_GAPS}))
_ACTIONS = ("a_faire", "en_cours", "faite", "abandonnee", "a_reprendre")
_REPORT = _having(
    type=_one_of("binome-bilan"),
    schema=_one_of(SCHEMA),
    exemple=_one_of(True, False),
    date=_day,
    programme=_text,
    guide=_text,
    commune=_having(nom=_text, insee=_matching(_INSEE), population=_population, cdg=_text),
    fonctions=_having(elu=_text, sgm=_text),
    periode=_having(du=_day, au=_day),
    points=_having(tenus=_count, prochain=_day_or_none),
    convenu=_count,
    actions=_having(**dict.fromkeys(_ACTIONS, _count)),
    pratiques_choisies=_list_of(_having(id=_text, titre=_text, depuis=_day)),
    regards=_list_of(_having(nom=_text, date=_day, pratiques=_list_of(_PRACTICE))),
    empreinte=_matching(_DIGEST),
    statut=_one_of(AGREED, PROJECT),
)
