"""Whether the person's session is locked, so that what is confidential can be hidden meanwhile."""

import os
from functools import cache
from typing import Any

_MAY_SWITCH = 0x0100  # DESKTOP_SWITCHDESKTOP


def is_locked() -> bool:
    """Whether another desktop than the person's has the keyboard: locked, or asked for a password.

    Elsewhere than on Windows nothing is asked, and silence alone hides.
    Source: OpenInputDesktop and SwitchDesktop, user32, Windows API.
    """
    return os.name == "nt" and _another_desktop()


def _another_desktop() -> bool:
    desktop = _user32().OpenInputDesktop(0, 0, _MAY_SWITCH)
    if not desktop:
        return True
    _user32().CloseDesktop(desktop)
    return False


@cache
def _user32() -> Any:
    import ctypes

    user32 = ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore]
    user32.OpenInputDesktop.argtypes = [ctypes.c_uint32, ctypes.c_int, ctypes.c_uint32]
    user32.OpenInputDesktop.restype = ctypes.c_void_p
    user32.CloseDesktop.argtypes = [ctypes.c_void_p]
    return user32
