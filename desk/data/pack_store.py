"""The pack in use: kept whole as it came, and laid over the shipped guide in a folder made from both.

That folder is a cache: made again when the program, the shipped guide's version or the pack is another, and
whenever it is missing. It is named after the pack's SHA-256 and the program's version.
"""

import shutil
from pathlib import Path

from desk.core.errors import UserError
from desk.data import pack_check
from desk.data.pack_zip import read_pack
from desk.files import told, write_atomic

PACK = "pack.guide"
_STAMP = "origine.txt"
_UNFINISHED = ".en-cours"


class PackStore:
    """What a profile's folder `home` keeps of the guide, for the guide `shipped` with a program version."""

    def __init__(self, home: Path, shipped: Path, version: str) -> None:
        self.home, self.shipped, self.version = home, shipped, version

    @property
    def pack(self) -> Path:
        """The pack as it came."""
        return self.home / PACK

    def folder(self) -> Path | None:
        """The merged folder, made first if it is missing; None without a pack. Raises UserError."""
        if not self._is_there():
            return None
        stamp = _stamp(self.pack)
        for made in self.home.glob(f"????????-{self.version}"):
            if _read(made / _STAMP) == f"{stamp} {_weight(made)}":
                return made
        content = read_pack(self.pack)
        return self._make(content, pack_check.checked(content, self.shipped), stamp)

    def install(self, content: bytes, pack: pack_check.Pack) -> None:
        """Keep a pack that was found right, instead of the present one. Raises UserError; that one stays."""
        arriving = self.pack.with_suffix(".arrive")
        try:
            self.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise told(error, self.home) from error
        try:
            write_atomic(arriving, content)
            merged = self._make(content, pack, _stamp(arriving))
            arriving.replace(self.pack)  # size and time go with it: the folder made is known as its own
        except OSError as error:
            raise told(error, self.pack) from error
        finally:
            arriving.unlink(missing_ok=True)
        self._sweep(merged)

    def remove(self) -> None:
        """Go back to the shipped guide. Raises UserError."""
        try:
            self.pack.unlink(missing_ok=True)
        except OSError as error:
            raise told(error, self.pack) from error
        self._sweep(None)

    def _is_there(self) -> bool:
        try:
            return self.pack.exists()
        except OSError as error:
            raise told(error, self.pack) from error

    def _make(self, content: bytes, pack: pack_check.Pack, stamp: str) -> Path:
        """Build beside, then rename: a folder by that name is a whole one."""
        from hashlib import sha256

        merged = self.home / f"{sha256(content).hexdigest()[:8]}-{self.version}"
        building = self.home / _UNFINISHED
        try:
            for old in (building, merged):
                if old.exists():
                    shutil.rmtree(old)
            pack_check.merge(self.shipped, pack.files, pack.summary.manifest, building)
            (building / _STAMP).write_text(f"{stamp} {_weight(building)}", "utf-8")
            building.rename(merged)
        except OSError as error:
            raise told(error, merged) from error
        return merged

    def _sweep(self, kept: Path | None) -> None:
        """Take away folders no longer of use; one that is held open, on Windows, goes another time."""
        for folder in self.home.glob("????????-*"):
            if folder != kept:
                shutil.rmtree(folder, ignore_errors=True)


def unusable(problem: UserError) -> UserError:
    """What is said at the start when the pack in use can no longer be used."""
    return UserError(
        f"Le guide de votre centre de gestion n’a pas pu être lu. {problem.sentence}",
        "Le guide d’origine est en usage ; vos réponses et vos carnets ne sont pas touchés. "
        "Ajoutez de nouveau le fichier reçu, dans Guide, « Guide de votre CDG ».",
    )


def _stamp(pack: Path) -> str:
    """Size and time of a pack: enough to know it again without reading it at each start."""
    try:
        state = pack.stat()
    except OSError as error:
        raise told(error, pack) from error
    return f"{state.st_size} {state.st_mtime_ns}"


def _weight(folder: Path) -> str:
    """How many files and bytes are there: a power cut may leave some empty, after the folder has its name."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.name != _STAMP]
    return f"{len(sizes)} {sum(sizes)}"


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""  # not whole: it will be made again
