"""Which of a person's programs is the first on a profile: told by the system, given back by dying."""

import os
import stat
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

# A socket's path has 108 bytes on Linux, 104 on macOS; the name in its folder takes some thirty.
_LONGEST_FOLDER = 70


class Claim:
    """The first place on the profile `root`, held by one living process at most.

    `address` is where the holder can be reached by this same person alone: a socket's path, or the name of a
    pipe on Windows; empty where this system gives no such place, and then every program is the first.
    """

    def __init__(self, root: Path, environ: Mapping[str, str] = os.environ) -> None:
        # A check sum and no digest: loading OpenSSL would cost more than all the rest of this module, and
        # nobody else can enter the folder of the socket; two profiles of one person are all it tells apart.
        whose = f"{_user(environ)}\n{os.path.normcase(root.resolve())}"
        self.address = _address(f"binome-{crc32(whose.encode(errors='surrogateescape')):08x}", environ)
        self._held: int | None = None

    def take(self) -> bool:
        """Whether this process is the first, from now on until it ends or gives the place back."""
        if self._held is None and self.address:
            try:
                self._held = _take(self.address)
            except OSError:
                self.address = ""  # a full or forbidden folder: nobody can hold the place, nor be waited for
        return self._held is not None or not self.address

    def give_back(self) -> None:
        """Let another be the first."""
        if self._held is not None:
            _give_back(self._held)
            self._held = None


if sys.platform == "win32":
    import ctypes

    _ALREADY_THERE = 183
    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateMutexW.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_wchar_p]
    _kernel.CreateMutexW.restype = ctypes.c_void_p
    _kernel.CloseHandle.argtypes = [ctypes.c_void_p]

    def _user(environ: Mapping[str, str]) -> str:
        return f"{environ.get('USERDOMAIN', '')}\\{environ.get('USERNAME', '')}".casefold()

    def _address(name: str, _environ: Mapping[str, str]) -> str:
        return name

    def _take(address: str) -> int | None:
        """A named object of this session of Windows: another person's session has its own."""
        handle = _kernel.CreateMutexW(None, False, f"Local\\{address}")
        told = ctypes.get_last_error()
        if not handle:
            raise ctypes.WinError(told)
        if told == _ALREADY_THERE:
            _kernel.CloseHandle(handle)
            return None
        return int(handle)

    def _give_back(held: int) -> None:
        _kernel.CloseHandle(held)
else:
    import fcntl

    def _user(_environ: Mapping[str, str]) -> str:
        return str(os.getuid())

    def _address(name: str, environ: Mapping[str, str]) -> str:
        folder = _folder(environ)
        return str(folder / name) if folder else ""

    def _folder(environ: Mapping[str, str]) -> Path | None:
        """A folder that nobody else can enter: the session's, else one of our own among temporary files."""
        given = environ.get("XDG_RUNTIME_DIR", "")
        if given and _is_private(Path(given)):
            return Path(given)
        ours = Path(tempfile.gettempdir(), f"binome-{os.getuid()}")
        try:
            ours.mkdir(mode=0o700, exist_ok=True)
        except OSError:
            return None  # no temporary files here: each start then opens its own window, as without us
        return ours if _is_private(ours) else None

    def _is_private(folder: Path) -> bool:
        """Ours, closed to all others, no link to elsewhere, and short enough for a socket's path."""
        try:
            told = folder.lstat()
        except OSError:
            return False
        closed = stat.S_ISDIR(told.st_mode) and not told.st_mode & 0o077 and told.st_uid == os.getuid()
        return closed and len(os.fsencode(folder)) <= _LONGEST_FOLDER

    def _take(address: str) -> int | None:
        """A lock on an empty file beside the socket; it stays, as removing it would race with others."""
        descriptor = os.open(f"{address}.verrou", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        except OSError:
            os.close(descriptor)
            raise
        return descriptor

    def _give_back(held: int) -> None:
        os.close(held)
