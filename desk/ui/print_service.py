"""How the system's printing is reached: by its socket on this PC, not by the network's way to it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOCKET = "/run/cups/cups.sock"
_VARIABLE = "CUPS_SERVER"
_NAMES_ONE = "servername"


@contextmanager
def by_its_socket() -> Iterator[None]:
    """While printers are asked for, or one is made.

    Where printing is not installed, CUPS's own library would look for it at localhost, port 631, hence on the
    network: a firewall may ask why. A server that someone named on purpose stays the one asked.
    """
    if sys.platform == "win32" or is_named():
        yield
        return
    os.environ[_VARIABLE] = SOCKET
    try:
        yield
    finally:
        # what is started from here, the reader of this PC for instance, finds its printers by itself
        os.environ.pop(_VARIABLE, None)


def is_named() -> bool:
    """Whether this person, or who keeps this PC, says in CUPS's own settings where printers are served."""
    if os.environ.get(_VARIABLE):
        return True
    places = (Path(os.environ.get("CUPS_SERVERROOT", "/etc/cups")), Path.home() / ".cups")
    return any(_names_one(place / "client.conf") for place in places)


def _names_one(settings: Path) -> bool:
    try:
        lines = settings.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False  # not there, as is usual, or not for us: the library does not read it either
    return any(line.split()[:1] and line.split()[0].lower() == _NAMES_ONE for line in lines)
