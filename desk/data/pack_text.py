"""The texts of a pack, looked over before anything reads them: short enough, and nothing hidden in them."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from desk.core.pack import refuse
from desk.data.content_file import Source, toml
from desk.data.pack_names import MANIFEST, SHEET

MAX_TEXT = 128_000
MAX_LINES = 2_000
MAX_ALL_LINES = 20_000
MAX_LINE = 4_000
MAX_TABLES = 150
"""Of one TOML file: what reads them looks for each key from the top of the file."""
MAX_TITLE, MAX_VALUE = 160, 600
"""Characters: a title goes into the bilans, whose readers take 300; a statement must fit on its form."""
MAX_DOTS = 60
"""In a line of TOML: a key of a thousand parts takes its reader a million steps."""

# Where a text could lead, if something made a link of it one day; nothing does.
_RISKY = re.compile(r"\b(?:javascript|vbscript|data|file|ftp|https?|mailto):(?=\S)", re.IGNORECASE)
_HTML = re.compile(r"</?[A-Za-z!]")
# What is not seen, or turns round what is read: a file can be made to look other than it is.
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_ESCAPED = re.compile(r"\\[uUxbefr]")
"""What TOML would turn into a character that the looks at the line do not see."""


def check_texts(folder: Path, names: Iterable[str]) -> None:
    """Refuse a text too long, not in UTF-8, or with what a guide never holds: file and line are named."""
    lines = 0
    for name in names:
        path = folder / name
        if path.stat().st_size > MAX_TEXT:
            refuse(f"« {name} » pèse plus de {MAX_TEXT // 1000} Ko, c’est trop pour un texte")
        source = Source(path, folder)
        lines += len(source.lines)
        _check_length(source, name)
        if lines > MAX_ALL_LINES:
            refuse(f"ses textes ont ensemble plus de {MAX_ALL_LINES} lignes")
        for number, line in enumerate(source.lines, start=1):
            _check_line(source, number, line, is_toml=name.endswith(".toml"))
        if name.endswith(".toml"):
            _check_toml(source, free=name == SHEET)


def _check_length(source: Source, name: str) -> None:
    if len(source.lines) > MAX_LINES:
        source.refuse(MAX_LINES + 1, f"un fichier a {MAX_LINES} lignes au plus")
    tables = [n for n, line in enumerate(source.lines, start=1) if line.lstrip().startswith("[[")]
    if name.endswith(".toml") and name != MANIFEST and len(tables) > MAX_TABLES:
        source.refuse(tables[MAX_TABLES], f"un fichier a {MAX_TABLES} tables au plus")


def _check_line(source: Source, number: int, line: str, *, is_toml: bool) -> None:
    if len(line) > MAX_LINE:
        source.refuse(number, f"une ligne a {MAX_LINE} caractères au plus")
    if is_toml and line.count(".") > MAX_DOTS:
        source.refuse(number, f"une ligne a {MAX_DOTS} points au plus")
    if _HIDDEN.search(line):
        source.refuse(number, "un caractère invisible n’est pas admis")
    if found := _RISKY.search(line):
        source.refuse(
            number, f"« {found[0]} » n’est pas admis : un lien mène à « practice:… » ou à « page:… »"
        )
    if _HTML.search(line):
        source.refuse(number, "le HTML n’est pas admis")
    if is_toml and _ESCAPED.search(line):
        source.refuse(number, "un caractère s’écrit tel quel, non par son numéro")
    if not is_toml:
        source.check_marks(number, line)
        if line.startswith("#") and len(line) > MAX_TITLE:
            source.refuse(number, f"un titre a {MAX_TITLE} caractères au plus")


def _check_toml(source: Source, *, free: bool) -> None:
    """Values that a screen, a form and a bilan can hold; those of a contact sheet are `free`."""
    try:
        values = list(_texts("", toml(source)))
    except (RecursionError, ValueError):
        # tables within tables without end, and numbers that Python will not count up to
        source.refuse(1, "ce n’est pas du TOML valable")
    for key, value in () if free else values:
        longest = MAX_TITLE if key in ("title", "short_title") else MAX_VALUE
        if len(value) > longest or "\n" in value.strip("\n"):
            line = source.find(value.strip().partition("\n")[0][:40])
            source.refuse(line, f"« {key} » tient sur une ligne de {longest} caractères au plus")


def _texts(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for inner, held in value.items():
            yield from _texts(inner, held)
    elif isinstance(value, list):
        for held in value:
            yield from _texts(key, held)
