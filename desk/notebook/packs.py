"""The guide in use: a centre de gestion's pack put over the program's own, told before, and taken back.

It belongs to this user on this PC, not to the carnet: rounds keep the wording they were asked with.
"""

from dataclasses import dataclass, field
from pathlib import Path

from desk.core.pack import Manifest, PackSummary
from desk.data import shipped
from desk.notebook.book import Changed, Notebook, Topic, changed


@dataclass(frozen=True, slots=True)
class Offer:
    """A pack that can be used: what it brings, and its bytes as they were when it was told."""

    summary: PackSummary
    content: bytes = field(repr=False)


def in_use(book: Notebook) -> Manifest | None:
    """The pack in use; None when the guide is the program's own."""
    return book.env.content.manifest


def official(book: Notebook) -> Path | None:
    """The official PDF guide that came with the pack in use, if any."""
    return book.env.content.official


def offered(book: Notebook, path: Path) -> Offer:
    """Look at a pack; nothing is changed. Raises UserError: why it is refused."""
    return Offer(*book.env.content.offer(path))


def use(book: Notebook, offer: Offer) -> Changed:
    """Put it in use. Raises UserError; the guide in use then stays."""
    book.env.content.use(offer.content)
    return changed(Topic.GUIDE, label=f"Guide en usage : {offer.summary.manifest.publisher}")


def give_back(book: Notebook) -> Changed:
    """Go back to the guide that came with the program. Raises UserError."""
    book.env.content.leave_pack()
    return changed(Topic.GUIDE, label="Guide d’origine de nouveau en usage")


def check(resources: Path, path: Path) -> PackSummary:
    """What a pack, or the folder of one, brings. Raises UserError with file and line."""
    return shipped.check_pack(resources, path)


def build(resources: Path, folder: Path) -> Offer:
    """The pack of a folder, as it will be sent. Raises UserError with file and line."""
    return Offer(*shipped.build_pack(resources, folder))
