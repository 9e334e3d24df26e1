"""What is sealed: a person's sheet, and a round's answers once opened together."""

import json
from collections.abc import Mapping
from typing import Any

from desk.core.rounds import Origin, SheetContent
from desk.core.scale import Answer
from desk.data.keys import KEY_BYTES, KEY_ROOM, ROUND_ROOM, SHEET_ROOM, seal, unseal
from desk.notebook.book import Notebook, Session

Answers = Mapping[str, Answer]


def seal_sheet(book: Notebook, session: Session, content: SheetContent) -> bytes:
    """A sheet as one padded blob under its owner's key."""
    said = {
        "answers": content.answers,
        "origins": content.origins,
        "notes": content.notes,
        "position": content.position,
        "whole": content.whole,
    }
    return seal(session.key, _json(said), book.env.random_bytes, room=SHEET_ROOM)


def open_sheet(session: Session, blob: bytes) -> SheetContent:
    """The sheet in a blob. Raises UserError when the key is not its owner's."""
    said = json.loads(unseal(session.key, blob))
    return SheetContent(
        {key: Answer(value) for key, value in said["answers"].items()},
        {key: Origin(value) for key, value in said["origins"].items()},
        dict(said["notes"]),
        said["position"],
        said.get("whole", False),  # an older sheet does not say
    )


def seal_round(book: Notebook, elu: SheetContent, sgm: SheetContent) -> tuple[bytes, bytes]:
    """A fresh round key and both people's answers sealed under it; notes are not part of it."""
    key = book.env.random_bytes(KEY_BYTES)
    said = {
        seat: {"answers": content.answers, "origins": content.origins}
        for seat, content in (("elu", elu), ("sgm", sgm))
    }
    return key, seal(key, _json(said), book.env.random_bytes, room=ROUND_ROOM)


def wrap_round_key(book: Notebook, session: Session, round_key: bytes) -> bytes:
    """A round's key under a person's."""
    return seal(session.key, round_key, book.env.random_bytes, room=KEY_ROOM)


def open_round(key: bytes, blob: bytes) -> tuple[Answers, Answers]:
    """The answers of the élu and of the SGM."""
    said = json.loads(unseal(key, blob))
    elu, sgm = (
        {key: Answer(value) for key, value in said[seat]["answers"].items()} for seat in ("elu", "sgm")
    )
    return elu, sgm


def _json(said: Any) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
