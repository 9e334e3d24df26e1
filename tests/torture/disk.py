"""A disk that fails when it is told to: SQLite's own calls to the system, and Python's.

SQLite's are caught in the methods of each file it opens, through the library that Python itself uses;
Python's by an audit hook and by standing before `os.fsync` and `os.sendfile`. Nothing of ours is replaced.
"""

import ctypes
import errno
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FULL, IO, DENIED, LIMIT = "full", "io", "denied", "limit"
KINDS = (FULL, IO, DENIED)
_ERRNO = {FULL: errno.ENOSPC, IO: errno.EIO, DENIED: errno.EACCES}
# What SQLite's own layer answers for each of them: SQLITE_FULL, _IOERR_<what>, _CANTOPEN.
_WRITE = {FULL: 13, IO: 778, DENIED: 778}
_SYNC = {FULL: 1034, IO: 1034, DENIED: 1034}
_TRUNCATE = {FULL: 1546, IO: 1546, DENIED: 1546}
_DELETE = {FULL: 2570, IO: 2570, DENIED: 2570}
_OPEN = {FULL: 14, IO: 14, DENIED: 14}
_CREATE, _READWRITE = 0x4, 0x2
_AUDITED = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink"}

_Pointer = ctypes.c_void_p
_OpenCall = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, _Pointer, _Pointer, ctypes.c_int, _Pointer)
_DeleteCall = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, _Pointer, ctypes.c_int)
_WriteCall = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, _Pointer, ctypes.c_int, ctypes.c_int64)
_TruncateCall = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, ctypes.c_int64)
_SyncCall = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, ctypes.c_int)


class _Vfs(ctypes.Structure):
    """`sqlite3_vfs`, as far as it is looked at."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("next", _Pointer),
        ("name", ctypes.c_char_p),
        ("data", _Pointer),
        ("open", _Pointer),
        ("delete", _Pointer),
    )


class _Methods(ctypes.Structure):
    """`sqlite3_io_methods`: a version, and the methods of its third."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("close", _Pointer),
        ("read", _Pointer),
        ("write", _Pointer),
        ("truncate", _Pointer),
        ("sync", _Pointer),
        ("others", _Pointer * 13),
    )


@dataclass(slots=True)
class Plan:
    """The n-th call fails, in that way, or all from then on; « limit »: no file grows beyond `at` bytes."""

    at: int = 0
    kind: str = FULL
    onward: bool = False
    short: bool = False


class Disk:
    """One for the process: `arm` it, do something, `disarm` it.

    `heard(call, count)` is called just before each call while armed; it may kill the process there and then.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._armed = False
        self.plan = Plan()
        self.seen: list[str] = []
        self.heard: Callable[[str, int], object] = lambda _call, _count: None
        self._kept: list[object] = []
        self._ours: dict[int, _Methods] = {}
        self._catch_sqlite()
        self._catch_python()

    def arm(self, plan: Plan) -> None:
        """From now on calls are counted, and fail as planned (`at` 0: none does)."""
        self.plan, self.seen, self._armed = plan, [], True
        if plan.kind == LIMIT:
            resource.setrlimit(resource.RLIMIT_FSIZE, (plan.at, resource.RLIM_INFINITY))

    def disarm(self) -> list[str]:
        """The disk is well again; the calls that were seen."""
        self._armed = False
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        return self.seen

    def _fails(self, call: str) -> bool:
        if not self._armed:
            return False
        self.seen.append(call)
        place = len(self.seen)
        self.heard(call, place)
        if self.plan.kind == LIMIT:
            return False  # the system itself refuses
        return 0 < self.plan.at <= place if self.plan.onward else place == self.plan.at

    # SQLite

    def _catch_sqlite(self) -> None:
        import _sqlite3

        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        vfs = library.sqlite3_vfs_find(None).contents
        opened, deleted = _OpenCall(vfs.open), _DeleteCall(vfs.delete)

        def open_(given: int, name: int, file: int, flags: int, out: int) -> int:
            if flags & (_CREATE | _READWRITE) and self._fails("sqlite open"):
                ctypes.c_void_p.from_address(file).value = None  # no methods: there is nothing to close
                return _OPEN[self.plan.kind]
            code = opened(given, name, file, flags, out)
            methods = ctypes.c_void_p.from_address(file)
            if code == 0 and methods.value:
                methods.value = ctypes.addressof(self._watched(methods.value))
            return code

        def delete(given: int, name: int, sync: int) -> int:
            return _DELETE[self.plan.kind] if self._fails("sqlite delete") else deleted(given, name, sync)

        vfs.open, vfs.delete = self._held(_OpenCall(open_)), self._held(_DeleteCall(delete))

    def _held(self, call: Any) -> int | None:
        """The address of a call that lives as long as this."""
        self._kept.append(call)
        return ctypes.cast(call, _Pointer).value

    def _watched(self, address: int) -> _Methods:
        """A twin of these methods whose writing, cutting and flushing go through here."""
        if address not in self._ours:
            real = _Methods.from_address(address)
            twin = _Methods.from_buffer_copy(real)
            twin.write = self._held(_WriteCall(self._writer(_WriteCall(real.write))))
            twin.truncate = self._held(_TruncateCall(self._cutter(_TruncateCall(real.truncate))))
            twin.sync = self._held(_SyncCall(self._flusher(_SyncCall(real.sync))))
            self._ours[address] = twin
        return self._ours[address]

    def _writer(self, real: Callable[..., int]) -> Callable[..., int]:
        def write(file: int, content: int, size: int, place: int) -> int:
            if not self._fails("sqlite write"):
                return real(file, content, size, place)
            if self.plan.short and size > 1:
                real(file, content, size // 2, place)
            return _WRITE[self.plan.kind]

        return write

    def _cutter(self, real: Callable[..., int]) -> Callable[..., int]:
        return lambda file, size: (
            _TRUNCATE[self.plan.kind] if self._fails("sqlite truncate") else real(file, size)
        )

    def _flusher(self, real: Callable[..., int]) -> Callable[..., int]:
        return lambda file, flags: _SYNC[self.plan.kind] if self._fails("sqlite sync") else real(file, flags)

    # Python

    def _catch_python(self) -> None:
        sys.addaudithook(self._audit)
        for name in ("fsync", "sendfile"):
            setattr(os, name, self._before(name, getattr(os, name)))

    def _before(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            self._refuse(f"python {name}")
            return real(*given)

        return call

    def _audit(self, event: str, given: tuple[Any, ...]) -> None:
        if not self._armed:
            return
        if event == "open" or event in _AUDITED:
            path = given[0]
            if isinstance(path, str | bytes | os.PathLike) and os.fsdecode(path).startswith(self._folder):
                self._refuse(f"python {event.removeprefix('os.')}", os.fsdecode(path))

    def _refuse(self, call: str, path: str = "") -> None:
        if self._fails(call):
            number = _ERRNO[self.plan.kind]
            raise OSError(number, os.strerror(number), path)
