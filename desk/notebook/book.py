"""An open notebook, and what every operation returns."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import NAMESPACE_OID, uuid5

from desk.core.calendar import Deadline
from desk.core.errors import UserError
from desk.core.guide import Guide
from desk.data.lock import Lock
from desk.data.store import RowImage, Store

if TYPE_CHECKING:
    from desk.core.cdg import CdgSheet
    from desk.core.pack import Manifest, PackSummary
    from desk.data.content_tools import Tools


_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class Topic(StrEnum):
    """What a change is about; a page refreshes when one of its topics changed."""

    COMMUNE = "commune"
    PEOPLE = "people"
    ROUNDS = "rounds"
    SHEETS = "sheets"
    PRACTICES = "practices"
    MEETINGS = "meetings"
    ACTIONS = "actions"
    REPORT = "report"
    COPIES = "copies"
    ROLES = "roles"
    JOURNEYS = "journeys"
    CALENDAR = "calendar"
    CDG = "cdg"
    GUIDE = "guide"


@dataclass(frozen=True, slots=True)
class Changed:
    """What an operation changed: topics, the id of what it made, and row images when it can be undone.

    `label` says it in French, for the confirmation and for « Annuler : … ».
    """

    topics: frozenset[Topic]
    id: str = ""
    label: str = ""
    images: tuple[RowImage, ...] = ()


class Content(Protocol):
    """What is written for the communes; each part raises UserError at its first use when a file is wrong."""

    @property
    def guide(self) -> Guide:
        """The practices and the pages."""

    @property
    def deadlines(self) -> Sequence[Deadline]:
        """The rules of the communal calendar."""

    @property
    def words(self) -> Sequence[str]:
        """The words of the personal codes."""

    @property
    def tools(self) -> "Tools":
        """Who does what, the paths, the CDG kit."""

    @property
    def cdg(self) -> "CdgSheet":
        """The contact sheet of the centre de gestion whose pack is in use; empty without one."""

    @property
    def shipped(self) -> "Content":
        """The same as it came with the program, whatever pack is in use."""

    @property
    def manifest(self) -> "Manifest | None":
        """Whose pack is in use, its edition, its campaign and where bilans are returned; None without one."""

    @property
    def official(self) -> Path | None:
        """The official PDF guide of the pack in use; None without one."""

    @property
    def problem(self) -> UserError | None:
        """Why the pack that is kept is not in use, though it should be; None when all is well."""

    def offer(self, path: Path) -> "tuple[PackSummary, bytes]":
        """What a pack brings, and its bytes for `use`. Raises UserError: why it is refused."""

    def use(self, content: bytes) -> None:
        """Put a pack in use instead of the present one. Raises UserError; that one then stays."""

    def leave_pack(self) -> None:
        """Go back to the guide that came with the program. Raises UserError."""

    def check(self) -> None:
        """Read all of it. Raises UserError naming the file and the line of the first mistake."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the outside gives: clock, randomness, content, and where copies go."""

    clock: Callable[[], datetime]
    random_bytes: Callable[[int], bytes]
    new_id: Callable[[], str]
    content: Content
    copies: Path
    user: str
    host: str


@dataclass(slots=True)
class Session:
    """One person's key, held as long as they are at the keyboard."""

    person_id: str
    _key: bytes = field(repr=False)

    @property
    def is_open(self) -> bool:
        """Whether the key is still held."""
        return bool(self._key)

    @property
    def key(self) -> bytes:
        """The key; ValueError once the session is closed."""
        if not self._key:
            raise ValueError("the session is closed")
        return self._key

    def renew(self, key: bytes) -> None:
        """Hold the key that replaces the former one."""
        self._key = key

    def close(self) -> None:
        """Forget the key."""
        self._key = b""


class Notebook:
    """A commune's file, open; operations of this package take it first."""

    def __init__(self, path: Path, store: Store, env: Environment, lock: Lock | None) -> None:
        self.path = path
        self.store = store
        self.env = env
        self.lock = lock
        self.verified_copy: datetime | None = None
        self.copy_problem: UserError | None = None
        self.upgraded_from: int | None = None
        self.put_aside: Path | None = None
        self.returned_to: datetime | None = None  # as long as it opens: when the copy put back was made
        self.rows_read = False  # each of them, as the program reads it; what it writes since is well formed
        self.erased = False  # its files are gone: there is nothing left to close, nor to copy

    @property
    def read_only(self) -> bool:
        """Opened to be read only."""
        return self.store.read_only

    @property
    def guide(self) -> Guide:
        """The content shown today."""
        return self.env.content.guide

    @property
    def deadlines(self) -> Sequence[Deadline]:
        """The rules of the communal calendar."""
        return self.env.content.deadlines

    @property
    def now(self) -> datetime:
        """Local civil time."""
        return self.env.clock()

    @property
    def today(self) -> date:
        """Local civil date."""
        return self.now.date()

    @property
    def copies_folder(self) -> Path:
        """Where this notebook's verified copies are, even if a foreign file calls itself « .. »."""
        said = self.store.mark or str(self.store.rows("commune")[0]["uuid"])
        return self.env.copies / (said if _UUID.fullmatch(said) else str(uuid5(NAMESPACE_OID, said)))

    def new_id(self) -> str:
        """A fresh UUID from the injected source."""
        return self.env.new_id()


def changed(*topics: Topic, made: str = "", label: str = "") -> Changed:
    """What an operation that cannot be undone returns."""
    return Changed(frozenset(topics), made, label)


def undoable(images: Sequence[RowImage], *topics: Topic, made: str = "", label: str = "") -> Changed:
    """What an operation that can be undone returns."""
    return Changed(frozenset(topics), made, label, tuple(images))
