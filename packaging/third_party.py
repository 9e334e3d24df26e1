"""Write the notices that go with a built program: THIRD-PARTY.md and the texts of the licences.

    python3 packaging/third_party.py --site PACKAGES --lock REQUIREMENTS --python LICENSE.txt --out FOLDER

`--site` holds the packages that the build used, `--lock` names them. Stops when a locked package is not
there, says no licence, or brings no text for it.
"""

import argparse
import re
import sys
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

# Locked because a library names them, and left out of the program.
LEFT_OUT = {
    "charset-normalizer": "reportlab asks for it to read XML, which it is never given",
    "pillow": "reportlab asks for it to draw pictures: no document holds any",
    "pip": "sqlite-utils names it for its own `install` command",
    "pycparser": "cffi needs it to compile, not to run",
    "tzdata": "times are local, without a zone",
}
LGPL = "LGPL-3.0-only"
# What a package's own text does not tell: the licence chosen where there is a choice, and missing texts.
CHOSEN = {
    "pyside6-essentials": LGPL,
    "pyside6-pdf": LGPL,
    "shiboken6": LGPL,
    "reportlab": "BSD-3-Clause",
}
TEXTS_ELSEWHERE = {
    "pyside6-essentials": "LGPL-3.0.txt, GPL-3.0.txt",
    "pyside6-pdf": "LGPL-3.0.txt, GPL-3.0.txt",
    "shiboken6": "LGPL-3.0.txt, GPL-3.0.txt",
    "font-source-sans-pro": "OFL-1.1-Source-Sans-Pro.txt",
}
COMMON = Path("/usr/share/common-licenses")
# Inside the libraries above, or brought by the build: name, licence, where it comes from.
INSIDE = (
    ("Python", "PSF-2.0", "https://www.python.org/"),
    ("Qt 6.12 (Core, Gui, Widgets, Svg, Network, Pdf, PrintSupport)", LGPL, "https://code.qt.io/"),
    ("PDFium (dans Qt Pdf)", "BSD-3-Clause, Apache-2.0", "https://pdfium.googlesource.com/pdfium/"),
    ("FreeType (dans Qt Gui)", "FTL", "https://freetype.org/"),
    ("HarfBuzz (dans Qt Gui)", "MIT", "https://harfbuzz.github.io/"),
    ("PCRE2 (dans Qt Core)", "BSD-3-Clause", "https://www.pcre.org/"),
    ("ICU (dans Qt, sous Linux)", "Unicode-3.0", "https://icu.unicode.org/"),
    ("zlib, libpng (dans Qt et Python)", "Zlib, libpng-2.0", "https://zlib.net/"),
    ("SQLite", "domaine public", "https://sqlite.org/"),
    ("libsodium (dans PyNaCl)", "ISC", "https://libsodium.org/"),
    ("libffi", "MIT", "https://sourceware.org/libffi/"),
    ("Expat, bzip2, XZ Utils (dans Python)", "MIT, bzip2-1.0.6, 0BSD", "https://www.python.org/"),
    ("Bibliothèques xcb et xkbcommon (sous Linux)", "MIT", "https://xcb.freedesktop.org/"),
    (
        "Microsoft Visual C++ (sous Windows)",
        "composant redistribuable",
        "https://visualstudio.microsoft.com/",
    ),
    ("PyInstaller (le démarrage)", "GPL-2.0 avec son exception", "https://pyinstaller.org/"),
)
QT = """\
## Qt et PySide

Binôme utilise Qt et PySide sous la licence LGPL version 3, sans les modifier. Leurs bibliothèques sont des
fichiers à part dans le dossier du programme (`_internal/PySide6`, `_internal/shiboken6`) : vous pouvez les
remplacer par une version compatible que vous avez construite vous-même, et le programme s’en sert au
démarrage suivant. Rien dans la licence de Binôme n’interdit de l’étudier pour mettre au point un tel
remplacement.

Les sources de ces versions se trouvent sur https://code.qt.io/ (dépôts `qt/qtbase`, `qt/qtsvg`,
`qt/qtwebengine` pour Qt Pdf, `pyside/pyside-setup`, étiquette de la version ci-dessus) et sur
https://download.qt.io/official_releases/ . Les textes sont à côté : `LGPL-3.0.txt`, `GPL-3.0.txt`.
"""


@dataclass(frozen=True)
class Package:
    """A locked package as installed; `texts` are its licences' own words."""

    name: str
    version: str
    licence: str
    home: str
    texts: tuple[str, ...]


def locked(lock: Path) -> dict[str, str]:
    """Names and versions of a compiled requirements file."""
    found = re.findall(r"^([a-z0-9-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(found)


def read_package(site: Path, name: str, version: str) -> Package:
    """What a package says of itself. Raises LookupError when it is not there or says no licence."""
    folder = next(
        (path for path in site.glob("*.dist-info") if _plain(path.name) == f"{name}-{version}.dist-info"),
        None,
    )
    if folder is None:
        raise LookupError(f"{name} {version} is not in {site}")
    said = HeaderParser().parsestr((folder / "METADATA").read_text(encoding="utf-8"))
    classifiers = [
        each.split(" :: ")[-1] for each in said.get_all("Classifier", []) if each.startswith("License")
    ]
    licence = CHOSEN.get(name) or said["License-Expression"] or said["License"] or ", ".join(classifiers)
    texts = tuple(
        path.read_text(encoding="utf-8", errors="replace").strip()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE"))
    )
    if not licence:
        raise LookupError(f"{name} {version} says no licence")
    if name in TEXTS_ELSEWHERE:
        texts = ()
    elif not texts:
        raise LookupError(f"{name} {version} brings no text of its licence")
    return Package(name, version, licence.splitlines()[0].strip(), _home(said.items()), texts)


def packages(site: Path, lock: Path) -> list[Package]:
    """Every locked package that ships. Raises LookupError."""
    return [
        read_package(site, name, version) for name, version in locked(lock).items() if name not in LEFT_OUT
    ]


def notices(shipped: list[Package], python: str) -> str:
    """THIRD-PARTY.md."""
    rows = [f"| {each.name} {each.version} | {each.licence} | {each.home} |" for each in shipped]
    rows += [f"| {name} | {licence} | {home} |" for name, licence, home in INSIDE]
    parts = [
        "# Ce que Binôme contient d’autrui\n",
        "Ce fichier est écrit par la construction du programme, d’après ce qu’elle y a mis.\n",
        "| Composant | Licence | Origine |\n|---|---|---|\n" + "\n".join(rows) + "\n",
        QT,
        "## Textes\n",
        f"### Python\n\n```text\n{python.strip()}\n```\n",
    ]
    for each in shipped:
        told = [f"```text\n{text}\n```\n" for text in each.texts]
        told = told or [f"Voir {TEXTS_ELSEWHERE[each.name]}.\n"]
        parts.append(f"### {each.name}\n\n" + "\n".join(told))
    return "\n".join(parts)


def _plain(name: str) -> str:
    """A folder's name as a lock writes it."""
    head, dash, tail = name.partition("-")
    return head.lower().replace("_", "-").replace(".", "-") + dash + tail


def _home(said: list[tuple[str, str]]) -> str:
    """The address a package gives for itself, the best first."""
    urls = [value.split(", ", 1) for key, value in said if key == "Project-URL"]
    named = {label.casefold(): url for label, url in urls}
    direct = next((value for key, value in said if key == "Home-page"), "")
    wanted = ("homepage", "source", "source code", "repository", "documentation")
    return next((named[label] for label in wanted if label in named), direct)


def main() -> None:
    """Write the folder of notices."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--site", "--lock", "--python", "--out"):
        parser.add_argument(name, type=Path, required=True)
    asked = parser.parse_args()
    try:
        shipped = packages(asked.site, asked.lock)
    except LookupError as missing:
        sys.exit(f"third-party: {missing.args[0]}")
    asked.out.mkdir(parents=True, exist_ok=True)
    text = notices(shipped, asked.python.read_text(encoding="utf-8", errors="replace"))
    (asked.out / "THIRD-PARTY.md").write_text(text, encoding="utf-8", newline="\n")
    for name, source in (("LGPL-3.0.txt", "LGPL-3"), ("GPL-3.0.txt", "GPL-3")):
        (asked.out / name).write_bytes((COMMON / source).read_bytes())
    print(f"{len(shipped)} packages in {asked.out / 'THIRD-PARTY.md'}")


if __name__ == "__main__":
    main()
