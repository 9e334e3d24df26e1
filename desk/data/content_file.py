"""A content file as checked tables: whatever is wrong is refused with its file and line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeAlias, TypeVar

from desk.core.errors import UserError

SCHEMA = 1

Schema: TypeAlias = Mapping[str, tuple[type, bool]]
"""Key → its type, and whether it must be there."""
Table: TypeAlias = dict[str, Any]
_Choice = TypeVar("_Choice", bound=StrEnum)
_KINDS = {
    str: "un texte",
    int: "un nombre entier",
    bool: "true ou false",
    list: "une liste",
    date: "une date",
}
_BRACES = re.compile(r"\{[^{}\n]*\}|[{}]")
_MARK = re.compile(r"\{(?:(?:[Ll]e|[Dd]u|[Dd]e|[Aa]u|[Àà]) )?(?:SGM|maire)\}")


class Source:
    """A content file and its text, so that a refusal can name the file and the line."""

    def __init__(self, path: Path, root: Path) -> None:
        self.name = path.relative_to(root.parent).as_posix()
        try:
            data = path.read_bytes()
        except OSError:
            self.refuse(1, "le fichier manque ou ne peut pas être lu")
        try:
            self.text = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            self.refuse(data.count(b"\n", 0, error.start) + 1, "le texte n’est pas en UTF-8")
        self.lines = self.text.split("\n")

    def refuse(self, line: int, reason: str) -> NoReturn:
        """Raise the UserError that names this file and that line."""
        raise UserError(
            f"Le contenu « {self.name} », ligne {line}, est incorrect : {reason}.",
            "Vos carnets ne sont pas touchés. Corrigez ce fichier ou réinstallez Binôme.",
        )

    def check_marks(self, line: int, text: str) -> None:
        """Refuse braces that are not one of the wording marks."""
        for found in _BRACES.finditer(text):
            if not _MARK.fullmatch(found[0]):
                self.refuse(line, f"la marque « {found[0]} » est inconnue")

    def find(self, text: str) -> int:
        """The first line that holds the text, 1 when none does."""
        return next((n for n, line in enumerate(self.lines, start=1) if text in line), 1)


class Node:
    """One TOML table of a file, `[[array]]` number `index` or the top, checked as it is read."""

    def __init__(self, source: Source, table: Table, schema: Schema, array: str = "", index: int = 0) -> None:
        self.source, self.table, self._array, self._index = source, table, array, index
        for key in table:
            if key not in schema:
                self.refuse(key, f"la clé « {key} » est inconnue")
        for key, (kind, required) in schema.items():
            if required and key not in table:
                self.refuse("", f"la clé « {key} » manque")
            # `type` and not isinstance: true is an int, a date with a time is a date
            if key in table and type(table[key]) is not kind:
                self.refuse(key, f"« {key} » doit être {_KINDS[kind]}")
            if kind is str and key in table:
                self._check_text(key)

    def _check_text(self, key: str) -> None:
        if not self.table[key].strip():
            self.refuse(key, f"« {key} » est vide")
        self.source.check_marks(self.line(key), self.table[key])

    def line(self, key: str) -> int:
        """Where the key is written, else where its table begins."""
        heads = self._heads(self._array)
        start = heads[self._index] if self._index < len(heads) else 0
        for number, line in enumerate(self.source.lines[start:], start=start + 1):
            if line.startswith("["):
                break
            if key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return number
        return next(iter(self._heads(key)), start or 1)

    def _heads(self, name: str) -> list[int]:
        heads = (f"[[{name}]]", f"[{name}]")
        return [n for n, line in enumerate(self.source.lines, start=1) if name and line.strip() in heads]

    def refuse(self, key: str, reason: str) -> NoReturn:
        """Raise the UserError at the line of that key."""
        self.source.refuse(self.line(key), reason)

    def nodes(self, array: str, schema: Schema) -> Iterator["Node"]:
        """The tables of `[[array]]`, in order; one at least."""
        if not self.table[array]:
            self.refuse(array, f"« {array} » est vide")
        for index, table in enumerate(self.table[array]):
            if not isinstance(table, dict):
                self.refuse(array, f"« {array} » s’écrit en tables [[{array}]]")
            yield Node(self.source, table, schema, array, index)

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of different texts, empty when the key is absent."""
        values = self.table.get(key, [])
        if not all(isinstance(value, str) for value in values):
            self.refuse(key, f"« {key} » ne contient que des textes")
        if len(set(values)) < len(values):
            self.refuse(key, f"« {key} » contient deux fois la même valeur")
        return tuple(values)

    def names(self, key: str) -> tuple[str, ...]:
        """A list of names of files or folders, which cannot lead elsewhere."""
        for name in self.strings(key):
            if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
                self.refuse(key, f"« {name} » n’est pas un nom en minuscules, chiffres et traits d’union")
        return self.strings(key)

    def chosen(self, key: str, choices: type[_Choice]) -> _Choice:
        """A value among those known."""
        return self._choice(key, self.table[key], choices)

    def several(self, key: str, choices: type[_Choice]) -> frozenset[_Choice]:
        """A list of values among those known."""
        return frozenset(self.ordered(key, choices))

    def ordered(self, key: str, choices: type[_Choice]) -> tuple[_Choice, ...]:
        """A list of different values among those known, in its order."""
        return tuple(self._choice(key, value, choices) for value in self.strings(key))

    def _choice(self, key: str, value: str, choices: type[_Choice]) -> _Choice:
        if value not in tuple(choices):
            known = ", ".join(choices)
            self.refuse(key, f"« {value} » n’est pas une valeur connue de « {key} » ({known})")
        return choices(value)


def toml(source: Source) -> Table:
    """The file as a table; a syntax mistake is refused at its line."""
    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        # tomllib gives the place in its message only; without one the mistake is at the end
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else len(source.text.rstrip("\n").split("\n"))
        source.refuse(line, "ce n’est pas du TOML valable")


def check_schema(node: Node) -> None:
    """Refuse a schema this version does not know."""
    if node.table["schema"] != SCHEMA:
        node.refuse("schema", f"le schéma {node.table['schema']} n’est pas connu de cette version")
