"""The files to read in what a centre de gestion received: whole folders, nothing outside them."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from desk.core.received_words import shown
from desk.core.told import MESSAGES, PARCELS, Paper
from desk.files import is_folder, is_there, told

WANTED = (".pdf", *PARCELS)
# What one may well have received, and this program does not open.
_PACKED = (".rar", ".7z", ".tar", ".gz", ".tgz")
_TEXTS, _PICTURES = (
    (".doc", ".docx", ".odt", ".rtf", ".htm", ".html"),
    (".jpg", ".jpeg", ".png", ".tif", ".tiff"),
)
FOREIGN = frozenset((*MESSAGES, *_PACKED, *_TEXTS, *_PICTURES))
MAX_DEPTH = 10
MAX_FILES = 50_000


class Entry(NamedTuple):
    """One thing met: a file to read, or what is said of it (`found` is then a word of NOT_READ)."""

    name: str
    path: Path
    size: int
    found: str = ""


def listed(sources: Sequence[Path]) -> tuple[list[Entry], list[Paper]]:
    """What is to be read, and what is told without reading; other kinds of file are passed over.

    Folders are walked `MAX_DEPTH` deep, shortcuts and what leads out of them never followed. Raises UserError
    when one given is not there, or is a folder that cannot be read.
    """
    entries = [entry for source in sources for entry in _of_source(source, alone=len(sources) == 1)]
    to_read = [entry for entry in entries if not entry.found][:MAX_FILES]
    said = [Paper(shown(entry.name), entry.found) for entry in entries if entry.found]
    if sum(not entry.found for entry in entries) > MAX_FILES:
        said.append(Paper("…", "trop_de_fichiers"))
    return to_read, said


def _of_source(source: Path, *, alone: bool) -> Iterator[Entry]:
    if not is_there(source):
        raise told(FileNotFoundError(), source)
    if not is_folder(source):
        yield _chosen(source)
        return
    try:
        with os.scandir(source):
            pass
    except OSError as error:
        raise told(error, source) from error
    yield from _Walk(source).entries(source, "" if alone else f"{source.name}/", 1)


def _chosen(path: Path) -> Entry:
    """A file that someone chose themselves: even a shortcut is followed."""
    regular = path.is_file()
    found = "autre_format" if not _is_wanted(path.name) else "" if regular else "illisible"
    return Entry(path.name, path, path.stat().st_size if regular else 0, found)


def _is_wanted(name: str) -> bool:
    """One without any ending too: what it holds tells."""
    return name.lower().endswith(WANTED) or not Path(name).suffix


class _Walk:
    """One folder and those inside it, each once."""

    def __init__(self, root: Path) -> None:
        self._root = os.path.realpath(root)
        self._seen = {self._root}

    def entries(self, folder: Path, prefix: str, depth: int) -> Iterator[Entry]:
        try:
            with os.scandir(folder) as scanned:
                inside = sorted(scanned, key=lambda each: each.name)
        except OSError:
            yield Entry(prefix.rstrip("/"), folder, 0, "illisible")
            return
        for each in inside:
            if not each.name.startswith((".", "~$")):
                yield from self._one(each, f"{prefix}{each.name}", depth)

    def _one(self, each: "os.DirEntry[str]", name: str, depth: int) -> Iterator[Entry]:
        path = Path(each.path)
        if each.is_dir(follow_symlinks=False):
            yield from self._folder(path, name, depth)
        elif _is_wanted(each.name) or each.is_symlink():
            yield self._file(each, path, name)
        elif path.suffix.lower() in FOREIGN:
            yield Entry(name, path, 0, "autre_format")

    def _file(self, each: "os.DirEntry[str]", path: Path, name: str) -> Entry:
        if each.is_symlink():
            return Entry(name, path, 0, "raccourci")
        # a pipe, for instance, would make one wait for ever
        if not each.is_file(follow_symlinks=False):
            return Entry(name, path, 0, "illisible")
        return Entry(name, path, each.stat(follow_symlinks=False).st_size)

    def _folder(self, path: Path, name: str, depth: int) -> Iterator[Entry]:
        """Windows has shortcuts to folders that call themselves folders."""
        real = os.path.realpath(path)
        if real in self._seen or not real.startswith(os.path.join(self._root, "")):  # noqa: PTH118
            yield Entry(name, path, 0, "raccourci")
        elif depth >= MAX_DEPTH:
            yield Entry(name, path, 0, "trop_emboite")
        else:
            self._seen.add(real)
            yield from self.entries(path, f"{name}/", depth + 1)
