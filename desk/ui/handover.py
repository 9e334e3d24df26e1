"""Hands an open session from a dialog to the page that follows, once, without writing it anywhere."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.notebook.book import Session

_kept: "dict[str, Session]" = {}


def keep(session: "Session") -> str:
    """Keep an open session and return the ticket that takes it, to be passed through `navigate`.

    Only one waits at a time: an earlier one that nobody took is forgotten.
    """
    drop()
    ticket = f"session-{id(session)}"
    _kept[ticket] = session
    return ticket


def take(ticket: str) -> "Session | None":
    """The session behind a ticket, once; None afterwards or when it was closed meanwhile."""
    session = _kept.pop(ticket, None)
    return session if session is not None and session.is_open else None


def drop() -> None:
    """Forget what nobody took."""
    for session in _kept.values():
        session.close()
    _kept.clear()
