"""The content that came with the program, or a pack over it; each part is read when it is first needed."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desk import __version__
from desk.core.calendar import Deadline
from desk.core.errors import UserError
from desk.core.guide import Guide

if TYPE_CHECKING:
    from desk.core.cdg import CdgSheet
    from desk.core.pack import Manifest, PackSummary
    from desk.data.content_tools import Tools
    from desk.data.pack_store import PackStore

PACK = "pack.guide"
OFFICIAL = "officiel.pdf"


class ShippedContent:
    """What is in the folder `resources`; each part raises UserError at its first use when a file is wrong.

    `home` is the profile's folder for a centre de gestion's pack, which then lies over the guide; without
    it, or without a pack there, the guide is the one that came with the program.
    """

    def __init__(self, resources: Path, home: Path | None = None) -> None:
        self.resources = resources
        self.home = home

    @cached_property
    def shipped(self) -> "ShippedContent":
        """The same without any pack: the example is made of it, and it has the titles a pack leaves out."""
        return self if self.home is None else ShippedContent(self.resources)

    @cached_property
    def guide(self) -> Guide:
        """The practices and the pages."""
        from desk.data.content import open_guide

        guide = open_guide(self._folder)
        if self.manifest is None:
            return guide
        from desk.core.pack import fitted

        return fitted(guide, self.manifest)

    @cached_property
    def deadlines(self) -> Sequence[Deadline]:
        """The recurring deadlines of a commune."""
        from desk.data.content import load_calendar

        return load_calendar(self.resources / "calendar.toml")

    @cached_property
    def tools(self) -> "Tools":
        """Who does what, the paths, the CDG kit."""
        from desk.data.content_tools import load_tools

        return load_tools(self._folder, {*self.guide.practice_ids, *self.shipped.guide.practice_ids})

    @cached_property
    def cdg(self) -> "CdgSheet":
        """The sheet of the pack in use; empty otherwise, the program is nobody's."""
        from desk.core.cdg import EMPTY

        if self.manifest is None:
            return EMPTY
        from desk.data.pack_content import load_sheet

        return load_sheet(self._folder)

    @cached_property
    def words(self) -> Sequence[str]:
        """The words of the personal codes."""
        from desk.data.content import load_words

        return load_words(self.resources / "words.txt")

    @cached_property
    def manifest(self) -> "Manifest | None":
        """Who publishes the pack in use, its edition, its campaign; None without a pack."""
        if not self._is_overlaid:
            return None
        from desk.data.pack_manifest import load_manifest

        return load_manifest(self._folder)[0]

    @property
    def official(self) -> Path | None:
        """The official PDF guide of the pack in use; None without one."""
        path = self._folder / OFFICIAL
        return path if self._is_overlaid and path.is_file() else None

    @property
    def problem(self) -> UserError | None:
        """Why the pack kept in the profile is not in use, though it should be; None when all is well."""
        return self._settled[1]

    def offer(self, path: Path) -> "tuple[PackSummary, bytes]":
        """What the pack at `path` brings, and its bytes, for `use`. Raises UserError, why it is refused."""
        from desk.data import pack_check, pack_zip

        content = pack_zip.read_pack(path)
        return pack_check.checked(content, self.resources / "guide").summary, content

    def use(self, content: bytes) -> None:
        """Put a pack in use instead of the present one. Raises UserError; that one then stays."""
        from desk.data import pack_check

        self._store().install(content, pack_check.checked(content, self.resources / "guide"))
        self._read_anew()

    def leave_pack(self) -> None:
        """Go back to the guide that came with the program. Raises UserError."""
        self._store().remove()
        self._read_anew()

    def check(self) -> None:
        """Read all of it. Raises UserError naming the file and the line of the first mistake."""
        from desk.data.content import load_guide

        load_guide(self.resources / "guide")
        assert self.deadlines
        assert self.tools.kit
        assert self.words

    @cached_property
    def _settled(self) -> tuple[Path, UserError | None]:
        """Where the guide in use is, and what kept the profile's pack from being it."""
        shipped = self.resources / "guide"
        if self.home is None or not (self.home / PACK).exists():
            return shipped, None
        from desk.data.pack_store import unusable

        try:
            return self._store().folder() or shipped, None
        except UserError as problem:
            return shipped, unusable(problem)

    @property
    def _folder(self) -> Path:
        return self._settled[0]

    @property
    def _is_overlaid(self) -> bool:
        return self._folder != self.resources / "guide"

    def _store(self) -> "PackStore":
        from desk.data.pack_store import PackStore

        if self.home is None:
            raise ValueError("no profile to keep a pack in")
        return PackStore(self.home, self.resources / "guide", __version__)

    def _read_anew(self) -> None:
        for name in ("_settled", "guide", "tools", "cdg", "manifest"):
            self.__dict__.pop(name, None)


def check_pack(resources: Path, path: Path) -> "PackSummary":
    """What the pack, or the folder of one, at `path` brings. Raises UserError with file and line."""
    from desk.data import pack_check

    return pack_check.checked_path(path, resources / "guide").summary


def build_pack(resources: Path, folder: Path) -> "tuple[PackSummary, bytes]":
    """The `*.guide` of a folder, and what it brings. Raises UserError with file and line."""
    from desk.data import pack_check

    content = pack_check.built(folder, resources / "guide")
    return pack_check.checked(content, resources / "guide").summary, content
