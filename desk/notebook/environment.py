"""The real outside: system clock, system randomness, shipped content."""

import getpass
import os
import platform
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from desk.data.shipped import ShippedContent
from desk.notebook.book import Environment


def system_clock() -> datetime:
    """Local civil time, without zone: what a wall clock in the mairie shows."""
    return datetime.now()  # noqa: DTZ005 - civil time is what is kept


def make(
    resources: Path, copies: Path, clock: Callable[[], datetime] = system_clock, pack: Path | None = None
) -> Environment:
    """Gather them; the content is read at its first use.

    `pack` is the profile's folder for a centre de gestion's pack; without it the shipped guide is in use.
    """
    return Environment(
        clock,
        os.urandom,
        lambda: str(uuid4()),
        ShippedContent(resources, pack),
        copies,
        _user(),
        platform.node() or "poste inconnu",
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "utilisateur inconnu"  # an account without a name, as in some containers
