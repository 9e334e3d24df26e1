"""What a screen reader is told of a sheet, through AT-SPI: `/usr/bin/python3 read_aloud.py SECONDS`.

Run by the system's Python, which has the Atspi bindings, beside the program, on the same session bus. Tells
« ready » once it listens, then one line for each focus or announcement: what, role, name, description, and
« choisi » for an answer that is chosen.
"""

import sys

import gi  # type: ignore[import-not-found,unused-ignore]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found,unused-ignore]  # noqa: E402


def tell(*parts: str) -> None:
    """One line, at once."""
    sys.stdout.write("|".join(part.replace("\n", " ") for part in parts) + "\n")
    sys.stdout.flush()


def heard(event: "Atspi.Event") -> None:
    """A focus that came, or words to say."""
    if event.type.startswith("object:announcement"):
        tell("annonce", "", str(event.any_data), "", "")
    elif event.detail1:
        there = event.source
        chosen = there.get_state_set().contains(Atspi.StateType.CHECKED)
        role, name = there.get_role_name(), there.get_name()
        tell("focus", role, name, there.get_description(), "choisi" if chosen else "")


def main(seconds: int) -> None:
    """Listen for so long."""
    Atspi.init()
    listener = Atspi.EventListener.new(heard)
    for kind in ("object:state-changed:focused", "object:announcement"):
        listener.register(kind)
    loop = GLib.MainLoop()
    GLib.timeout_add_seconds(seconds, loop.quit)
    tell("ready")
    loop.run()


if __name__ == "__main__":
    main(int(sys.argv[1]))
