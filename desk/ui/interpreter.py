"""What this version of the Qt binding asks of the interpreter."""

import builtins
import os
import sys

_PLENTY = 1 << 40
_SINGLETONS = (None, True, False, NotImplemented, ...)


def prepare() -> None:
    """Load the binding and settle both of its oddities; to be called before any other import of a window."""
    hold_singletons()
    # Said before the application exists: `setStyle` answers with a wrapper whose enumerations take 7 ms.
    os.environ["QT_STYLE_OVERRIDE"] = "Fusion"
    import PySide6.QtCore  # noqa: F401 - its hook is there once it is loaded

    # For `from __feature__ import …`, used nowhere here, the binding replaces `import` by one that reads the
    # whole source of each module imported after it, and keeps it: 30 ms and 4 MB at each start.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def hold_singletons() -> None:
    """Give `None`, `True` and `False` references to spare, so that the binding's miscount never frees them.

    PySide6 6.12 is compiled for interpreters where these are immortal (Python 3.12 and later, PEP 683) and
    returns them without counting: on Python 3.11 each setter takes one reference to `None`, each `emit()` one
    to `True`, and after some thousands the process dies with « deallocating None ». To be called before the
    first window; harmless when called again.
    """
    if sys.version_info >= (3, 12):
        return
    import ctypes

    for thing in _SINGLETONS:
        if sys.getrefcount(thing) < _PLENTY:
            # CPython's object begins with its reference count; no other member is touched
            ctypes.c_ssize_t.from_address(id(thing)).value += 2 * _PLENTY
