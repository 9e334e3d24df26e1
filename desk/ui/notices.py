"""The notices of what the program is made of: those written by its build, else the names installed here."""

import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

FILE = "THIRD-PARTY.md"
_FROM_SOURCE = (
    "Les notices complètes, avec le texte de chaque licence, accompagnent le programme installé. "
    "Lancé depuis ses sources, Binôme utilise :"
)
_ROW = re.compile(r"\|(.+)\|(.+)\|(.+)\|")
_RULES = re.compile(r"[|\-\s:]+")
_HEADER = "Composant"


def read(licences: Path) -> str:
    """The notices as plain text; `licences` is the folder where a build puts them."""
    built = licences / FILE
    if built.is_file():
        return plain(built.read_text(encoding="utf-8"))
    return "\n".join([_FROM_SOURCE, "", *installed("binome")])


def plain(markdown: str) -> str:
    """The build's Markdown without its signs: rows as « name, licence, origin », headings as lines."""
    return "\n".join(_lines(markdown)).strip()


def _lines(markdown: str) -> Iterator[str]:
    quoted = False
    for line in markdown.splitlines():
        row = _ROW.fullmatch(line)
        if line.startswith("```"):
            quoted = not quoted
        elif quoted:
            yield line
        elif row and row[1].strip() != _HEADER and not _RULES.fullmatch(line):
            yield "– " + ", ".join(cell.strip() for cell in row.groups() if cell.strip())
        elif not row and not line.startswith("# "):  # the title is above the text already
            yield line.lstrip("#").strip().replace("`", "")


def installed(name: str) -> list[str]:
    """The libraries that an installed package asks for, theirs too: « name version, licence »."""
    there = {_key(each.name): each for each in metadata.distributions()}
    wanted, found = [name], dict[str, str]()
    while wanted:
        package = there.get(_key(wanted.pop()))
        if package is None or _key(package.name) in found:
            continue
        found[_key(package.name)] = f"– {package.name} {package.version}, {_licence(package)}"
        wanted += [re.split(r"[^\w.-]", each)[0] for each in package.requires or [] if "extra ==" not in each]
    found.pop(_key(name), None)
    return [found[key] for key in sorted(found)]


def _licence(package: metadata.Distribution) -> str:
    said = package.metadata
    classes = [each.split(" :: ")[-1] for each in said.get_all("Classifier") or [] if each[:7] == "License"]
    told = [*(said.get_all("License-Expression") or []), *(said.get_all("License") or []), ", ".join(classes)]
    return next((each.split("\n")[0] for each in told if each), "")


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()
