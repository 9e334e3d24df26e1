"""A JSON Schema held against data: the words of draft 2020-12 that our schemas use, and no other."""

import re
from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]
Found = Iterator[str]

_TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: type(value) is int,
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}
_SAYS_NOTHING = {"$schema", "$id", "$defs", "title", "description", "format"}


def problems(value: Any, schema: Json) -> list[str]:
    """Where the value is not as the schema says; empty when it is. An unknown word is a KeyError."""
    return list(_problems(value, schema, schema, "$"))


def _problems(value: Any, schema: Json, whole: Json, path: str) -> Found:
    for word, said in schema.items():
        if word in _SAYS_NOTHING:
            continue
        yield from _WORDS[word](value, said, schema, whole, path)


def _type(value: Any, said: Any, _schema: Json, _whole: Json, path: str) -> Found:
    if not any(_TYPES[each](value) for each in ([said] if isinstance(said, str) else said)):
        yield f"{path}: {value!r} is no {said}"


def _const(value: Any, said: Any, _schema: Json, _whole: Json, path: str) -> Found:
    if type(value) is not type(said) or value != said:
        yield f"{path}: {value!r} is not {said!r}"


def _enum(value: Any, said: list[Any], _schema: Json, _whole: Json, path: str) -> Found:
    if value not in said:
        yield f"{path}: {value!r} is not among {said}"


def _required(value: Any, said: list[str], _schema: Json, _whole: Json, path: str) -> Found:
    if isinstance(value, dict):
        yield from (f"{path}: {key} is missing" for key in said if key not in value)


def _properties(value: Any, said: Json, _schema: Json, whole: Json, path: str) -> Found:
    if isinstance(value, dict):
        for key in said.keys() & value.keys():
            yield from _problems(value[key], said[key], whole, f"{path}.{key}")


def _additional(value: Any, said: bool, schema: Json, _whole: Json, path: str) -> Found:
    assert said is False
    if isinstance(value, dict):
        yield from (f"{path}: {key} is not foreseen" for key in value if key not in schema["properties"])


def _items(value: Any, said: Json, _schema: Json, whole: Json, path: str) -> Found:
    for place, each in enumerate(value if isinstance(value, list) else ()):
        yield from _problems(each, said, whole, f"{path}[{place}]")


def _any_of(value: Any, said: list[Json], _schema: Json, whole: Json, path: str) -> Found:
    if all(any(_problems(value, each, whole, path)) for each in said):
        yield f"{path}: {value!r} is none of what may stand there"


def _reference(value: Any, said: str, _schema: Json, whole: Json, path: str) -> Found:
    yield from _problems(value, whole["$defs"][said.removeprefix("#/$defs/")], whole, path)


def _pattern(value: Any, said: str, _schema: Json, _whole: Json, path: str) -> Found:
    if isinstance(value, str) and not re.search(said, value):
        yield f"{path}: {value!r} is not like {said}"


def _unique(value: Any, said: bool, _schema: Json, _whole: Json, path: str) -> Found:
    if said and isinstance(value, list) and len(value) != len(set(value)):
        yield f"{path}: something is there twice"


def _bound(measure: Callable[[Any], int | None], *, most: bool) -> Callable[..., Found]:
    def check(value: Any, said: int, _schema: Json, _whole: Json, path: str) -> Found:
        found = measure(value)
        if found is not None and (found > said if most else found < said):
            yield f"{path}: {found} is beyond {said}"

    return check


def _number(value: Any) -> int | None:
    return value if type(value) is int else None


def _length(value: Any) -> int | None:
    return len(value) if isinstance(value, str) else None


def _count(value: Any) -> int | None:
    return len(value) if isinstance(value, list) else None


_WORDS: dict[str, Callable[..., Found]] = {
    "type": _type,
    "const": _const,
    "enum": _enum,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _additional,
    "items": _items,
    "anyOf": _any_of,
    "$ref": _reference,
    "pattern": _pattern,
    "uniqueItems": _unique,
    "minimum": _bound(_number, most=False),
    "maximum": _bound(_number, most=True),
    "maxLength": _bound(_length, most=True),
    "maxItems": _bound(_count, most=True),
}
