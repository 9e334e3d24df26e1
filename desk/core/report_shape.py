"""Whether foreign data has the shape of a bilan, each value of its type and within bounds."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from desk.core.meetings import ActionState
from desk.core.report import AGREED, PROJECT, REPORT_GAPS
from desk.core.report_asks import LABELS
from desk.core.report_options import Option
from desk.core.text import LONGEST

_INSEE = re.compile(r"(?:(?:[0-9]{2}|2[AB])[0-9]{3})?")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MAX_COUNT = 1_000_000
_MAX_TEXT = 300
# someone's own words, in which each name may have become a longer function
_MAX_TITLE = 2 * LONGEST
# Neither control characters nor half characters: no table could be written with them.
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_UNWRITABLE_LINES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_MAX_ENTRIES = 2_000
_MOST = 6
"""The highest mark, in half levels."""

Check = Callable[[Any], bool]


def is_report(data: Mapping[str, Any]) -> bool:
    """Whether every field of its schema is there, with a value that a version could have written."""
    check = _OF_SCHEMA.get(_schema(data))
    return check is not None and check(data)


def _schema(data: Mapping[str, Any]) -> int:
    """0 where it is no whole number; True would pass for 1."""
    schema = data.get("schema")
    return schema if type(schema) is int else 0


def _count(value: Any) -> bool:
    return type(value) is int and 0 <= value <= _MAX_COUNT


def _population(value: Any) -> bool:
    return value is None or (type(value) is int and 0 <= value <= 10 * _MAX_COUNT)


def _mark(value: Any) -> bool:
    return value is None or (type(value) is int and 0 <= value <= _MOST)


def _flag(value: Any) -> bool:
    return type(value) is bool


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _MAX_TEXT and not _UNWRITABLE.search(value)


def _title(value: Any) -> bool:
    """On several lines perhaps."""
    return isinstance(value, str) and len(value) <= _MAX_TITLE and not _UNWRITABLE_LINES.search(value)


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


def _either(*checks: Check) -> Check:
    return lambda value: any(check(value) for check in checks)


def _without(key: str, otherwise: Check, whole: Check) -> Check:
    """A field that may be left out altogether."""
    return lambda value: isinstance(value, dict) and (whole(value) if key in value else otherwise(value))


_COUNTED = {"id": _text, "titre": _text, "classes": _having(**{gap.value: _count for gap in REPORT_GAPS})}
_MARKED = _having(**_COUNTED, reperes=_having(elu=_mark, sgm=_mark))
_PRACTICE = _without("reperes", _having(**_COUNTED), _MARKED)
_STATES = tuple(state.value for state in ActionState)
_COMMON = {
    "type": _one_of("binome-bilan"),
    "exemple": _flag,
    "date": _day,
    "programme": _text,
    "guide": _text,
    "commune": _having(nom=_text, insee=_matching(_INSEE), population=_population, cdg=_text),
    "fonctions": _having(elu=_text, sgm=_text),
    "periode": _having(du=_day, au=_day),
    "points": _having(tenus=_count, prochain=_day_or_none),
    "convenu": _count,
    "actions": _having(**dict.fromkeys((*_STATES, "a_reprendre"), _count)),
    "pratiques_choisies": _list_of(_having(id=_text, titre=_text, depuis=_day)),
    "regards": _list_of(_having(nom=_text, date=_day, pratiques=_list_of(_PRACTICE))),
    "empreinte": _matching(_DIGEST),
    "statut": _one_of(AGREED, PROJECT),
}
_BEFORE = _having(du=_day, au=_day, points=_count, convenu=_count, faites=_count)
_ADDED = {
    "sujets": _having(choisis=_count, vus=_count, avances=_count),
    "demandes": _list_of(_one_of(*LABELS)),
    "options": _having(**{option.value: _flag for option in Option}),
    "titres_convenu": _list_of(_having(date=_day, texte=_title)),
    "titres_actions": _list_of(_having(texte=_title, etat=_one_of(*_STATES), echeance=_day_or_none)),
    "precedent": _either(_one_of(None), _BEFORE),
}
_OF_SCHEMA = {1: _having(**_COMMON), 2: _having(**_COMMON, **_ADDED)}
