"""What the Windows program holds: an allow-list, read from bundle.txt.

Each line is `+ pattern` (kept) or `- pattern` (known, left out). The first line that matches decides. A file
that no line knows stops the build, and so does a kept pattern that nothing matches.
"""

import fnmatch
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

# Modules of the standard library or of our libraries that the program never reaches.
EXCLUDED_MODULES = [
    "pip", "pycparser", "setuptools", "pkg_resources", "tkinter", "unittest", "test", "pydoc", "pydoc_data",
    "doctest", "pdb", "lib2to3", "ensurepip", "distutils", "xmlrpc", "turtle", "IPython", "numpy",
    "pandas", "matplotlib", "tzdata", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets", "PySide6.QtTest", "PySide6.QtSql", "PySide6.QtXml", "PySide6.QtDBus",
    # reportlab's own charts and samples; our documents are platypus and canvas alone
    "reportlab.graphics", "reportlab.lib.corp", "reportlab.lib.codecharts", "reportlab.lib.testutils",
    "reportlab.lib.randomtext", "reportlab.lib.rparsexml", "charset_normalizer",
    # second choices: decimal has its compiled half, nothing is fetched, packed as tar or shown on the web
    "_pydecimal", "ftplib", "netrc", "tarfile", "webbrowser", "http.cookiejar", "ssl",
]  # fmt: skip

STAND_IN = Path(__file__).resolve().parent.parent / "stand_in"
"""Modules of ours that take the place of a library which is asked for and never used; searched first."""

Entry = tuple[str, str, str]


@dataclass
class Keep:
    """The allow-list being applied."""

    lines: list[tuple[bool, str]]
    met: set[str] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> "Keep":
        """Parse the list. Raises ValueError for a line that is neither kept, left out, comment nor empty."""
        lines = []
        for text in path.read_text(encoding="utf-8").splitlines():
            if not text.strip() or text.startswith("#"):
                continue
            sign, _, pattern = text.partition(" ")
            if sign not in {"+", "-"} or not pattern.strip():
                raise ValueError(f"{path.name}: {text!r}")
            lines.append((sign == "+", pattern.strip()))
        return cls(lines)

    def apply(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries (name in the bundle, source, kind) that are kept; the unknown ones are remembered."""
        return [entry for entry in entries if self.keeps(entry[0].replace("\\", "/"))]

    def keeps(self, name: str) -> bool:
        """Whether a file is kept; remembers what was met and what no line knows."""
        for kept, pattern in self.lines:
            if fnmatch.fnmatchcase(name, pattern):
                self.met.add(pattern)
                return kept
        self.unknown.append(name)
        return False

    def close(self) -> None:
        """Stop the build for an unknown file or a missing one."""
        missing = [pattern for kept, pattern in self.lines if kept and pattern not in self.met]
        told = [f"unknown, decide in bundle.txt: {name}" for name in sorted(self.unknown)]
        told += [f"in bundle.txt but not there: {pattern}" for pattern in missing]
        if told:
            raise SystemExit("\n".join(told))


def tree(folder: Path, inside: str) -> list[tuple[str, str]]:
    """Every file of a folder as PyInstaller's (source, destination folder)."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [
        (str(path), f"{inside}/{path.relative_to(folder).parent.as_posix()}".removesuffix("/."))
        for path in files
    ]


def fonts() -> list[tuple[str, str]]:
    """The five faces that the screen and the documents use, of the twenty-four that the package holds."""
    from desk import paths

    spec = find_spec("font_source_sans_pro")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("font_source_sans_pro is not installed")
    return [(str(paths.fonts_dir() / name), "font_source_sans_pro/files") for name in paths.FONT_FILES]
