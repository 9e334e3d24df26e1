"""The files of a pack, taken out of its archive or of a folder, within bounds whatever the headers say.

It is read here and not in the child process: the archive and its texts are read by Python alone, which no
content can make run anything; sizes, entries and lines are bounded first, so time and memory are too. The
PDF is only weighed and recognised; it is drawn later, and only when someone asks to read it.
"""

import stat
import struct
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from desk.core.pack import refuse
from desk.data.pack_names import check_safe
from desk.files import told

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MAX_ENTRIES = 400
MAX_FILE = 5_000_000
MAX_TOTAL = 25_000_000
MAX_PACK = 26_000_000
"""Bytes of the whole archive."""
MAX_DIRECTORY = MAX_ENTRIES * 512
"""Bytes of the archive's table of contents, read whole before any entry can be counted."""

_END = struct.Struct("<4s4H2LH")
_LARGE = b"PK\x06\x07"
_DAMAGED = "le fichier est abîmé, ou n’est pas un guide"
_IGNORED = ("thumbs.db", "desktop.ini")


def read_pack(path: Path) -> bytes:
    """The archive's bytes. Raises UserError when it cannot be read, or is too large to be one."""
    try:
        with path.open("rb") as handle:
            content = handle.read(MAX_PACK + 1)
    except OSError as error:
        raise told(error, path) from error
    if len(content) > MAX_PACK:
        refuse(f"il pèse plus de {MAX_PACK // 1_000_000} Mo")
    return content


def archived(content: bytes) -> dict[str, bytes]:
    """The files of an archive by name. Raises UserError on anything a guide does not need."""
    import zlib
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    _check_end(content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _taken_out(archive)
    except (
        BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, OverflowError, struct.error
    ):  # fmt: skip
        # each is what Python says of bytes that are not what their headers promise
        refuse(_DAMAGED)


def gathered(folder: Path) -> dict[str, bytes]:
    """The files of a folder by name, the system's own left aside. Raises UserError as for an archive."""
    paths = sorted(islice(_walked(folder), MAX_ENTRIES + 1))  # it may be a whole disk
    names = [path.relative_to(folder).as_posix() for path in paths]
    _check_count(len(names))
    check_safe(names)
    found: dict[str, bytes] = {}
    for name, path in zip(names, paths, strict=True):
        try:
            with path.open("rb") as handle:
                found[name] = handle.read(MAX_FILE + 1)
        except OSError as error:
            raise told(error, path) from error
        _check_sizes(found, name)
    return found


def _walked(folder: Path) -> Iterator[Path]:
    try:
        entries = list(folder.iterdir())
    except OSError as error:
        raise told(error, folder) from error
    for path in entries:
        if path.name.startswith(".") or path.name.lower() in _IGNORED:
            continue
        if path.is_symlink():
            refuse(f"« {path.relative_to(folder)} » est un raccourci vers autre chose, non un fichier")
        if path.is_dir():
            yield from _walked(path)
        elif path.is_file():
            yield path
        else:
            refuse(f"« {path.relative_to(folder)} » n’est pas un fichier ordinaire")


def _check_end(content: bytes) -> None:
    """The table of contents must be where and as small as it says: it is read before entries are counted."""
    if len(content) < _END.size:
        refuse(_DAMAGED)
    mark, _, _, _, entries, size, _, comment = _END.unpack(content[-_END.size :])
    is_large = content[-_END.size - 20 :][:4] == _LARGE
    if mark != b"PK\x05\x06" or comment or is_large:
        refuse(_DAMAGED)
    _check_count(entries)
    if size > MAX_DIRECTORY:
        refuse(_DAMAGED)


def _taken_out(archive: "ZipFile") -> dict[str, bytes]:
    infos = archive.infolist()
    _check_count(len(infos))
    # the name as written: Python has already cut it at a nul and, on Windows, turned its slashes
    check_safe(info.orig_filename.removesuffix("/") for info in infos)
    for info in infos:
        _check_entry(info)
    found: dict[str, bytes] = {}
    for info in infos:
        if not info.is_dir():
            with archive.open(info) as handle:
                found[info.filename] = handle.read(MAX_FILE + 1)
            _check_sizes(found, info.filename)
    return found


def _check_entry(info: "ZipInfo") -> None:
    from zipfile import ZIP_DEFLATED, ZIP_STORED

    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        refuse(f"« {info.filename} » est un raccourci vers autre chose, non un fichier")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        refuse(f"« {info.filename} » n’est pas un fichier ordinaire")
    if info.flag_bits & 1:
        refuse(f"« {info.filename} » est protégé par un mot de passe")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        refuse(f"« {info.filename} » est comprimé d’une façon inconnue")
    if info.file_size > MAX_FILE:
        _too_heavy(info.filename)


def _check_count(entries: int) -> None:
    if entries > MAX_ENTRIES:
        refuse(f"il contient plus de {MAX_ENTRIES} fichiers")


def _check_sizes(found: dict[str, bytes], name: str) -> None:
    if len(found[name]) > MAX_FILE:
        _too_heavy(name)
    if sum(map(len, found.values())) > MAX_TOTAL:
        refuse(f"ses fichiers pèsent ensemble plus de {MAX_TOTAL // 1_000_000} Mo")


def _too_heavy(name: str) -> NoReturn:
    refuse(f"« {name} » pèse plus de {MAX_FILE // 1_000_000} Mo")
