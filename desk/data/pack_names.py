"""Which names a pack may hold: safe on every system, and only those a guide is made of."""

import re
from collections.abc import Iterable

from desk.core.pack import refuse
from desk.data.content_tools import KIT, PATHS

MANIFEST, GUIDE, ROLES, SHEET, OFFICIAL = (
    "manifest.toml", "guide.toml", "roles.toml", "cdg.toml", "officiel.pdf",
)  # fmt: skip
PRACTICE_ID = r"(?:[a-z][a-z0-9]{0,9})?p\d\d"
"""The forms that come back filled know ids of sixteen signs at most, the statement's own included."""
OURS = re.compile(r"p\d\d")
"""The ids of the guide that came with the program, now and later: a pack replaces them, and adds none."""
MAX_NAME = 100

_SINGLE = "|".join(re.escape(name) for name in (MANIFEST, GUIDE, ROLES, SHEET, OFFICIAL))
_PLACES = re.compile(
    rf"{_SINGLE}|{PRACTICE_ID}/(?:practice\.toml|text\.md)|pages/[a-z0-9][a-z0-9-]{{0,60}}\.md"
    rf"|paths/(?:{'|'.join(PATHS)})\.toml|kit/(?:{'|'.join(KIT)})\.md",
    re.ASCII,
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\..*)?", re.I)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def check_safe(names: Iterable[str]) -> None:
    """Refuse a name that could lead elsewhere or that some system reads as another one. Raises UserError."""
    seen: dict[str, str] = {}
    for name in names:
        if reason := _unsafe(name):
            refuse(f"{reason} (« {_CONTROL.sub('?', name[:MAX_NAME])} »)")
        other = seen.setdefault(name.casefold(), name)
        if other is not name:
            same = "ont le même nom" if other == name else "ne diffèrent que par des majuscules"
            refuse(f"deux de ses fichiers {same} (« {name} »)")


def check_places(names: Iterable[str]) -> None:
    """Refuse what is no part of a guide, an archive or a program for instance. Raises UserError."""
    for name in names:
        if not _PLACES.fullmatch(name):
            refuse(f"« {name} » n’a pas sa place dans un guide")


def practice_of(name: str) -> str:
    """The practice a file belongs to, or empty: « p03 » of « p03/text.md »."""
    folder, _, rest = name.partition("/")
    return folder if rest in ("practice.toml", "text.md") else ""


def page_of(name: str) -> str:
    """The page a file is, or empty: « origine » of « pages/origine.md »."""
    folder, _, rest = name.partition("/")
    return rest.removesuffix(".md") if folder == "pages" else ""


def _unsafe(name: str) -> str:
    parts = name.split("/")
    checks = (
        ("\x00" in name, "le nom d’un fichier contient un caractère nul"),
        (bool(_CONTROL.search(name)), "le nom d’un fichier contient un caractère de commande"),
        ("\\" in name, "le nom d’un fichier contient une barre oblique inversée"),
        (name.startswith("/"), "un fichier veut s’écrire à un endroit précis du disque"),
        (bool(re.match(r"[A-Za-z]:", name)), "un fichier veut s’écrire sur un autre disque"),
        (".." in parts, "un fichier veut sortir de son dossier"),
        ("." in parts or "" in parts, "le nom d’un fichier n’est pas un chemin"),
        (any(_RESERVED.fullmatch(part) for part in parts), "le nom d’un fichier est réservé par Windows"),
        (any(part[-1:] in ". " for part in parts), "le nom d’un fichier finit par un point ou une espace"),
        (len(name) > MAX_NAME, "le nom d’un fichier est trop long"),
    )
    return next((reason for is_so, reason in checks if is_so), "")
