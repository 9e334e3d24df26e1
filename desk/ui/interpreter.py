"""What this version of the Qt binding asks of the interpreter."""

import sys

_PLENTY = 1 << 40
_SINGLETONS = (None, True, False, NotImplemented, ...)


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
