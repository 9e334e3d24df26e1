"""One window per person and per profile: a second start hands its request to the first one, and leaves.

The only use of Qt's network library, and it never leaves the PC: a local socket, or a named pipe on Windows.

- **Who is first** is told by a claim that costs a tenth of a millisecond; the library, which takes 7 ms to
  load and 3 MB, is loaded by a second start, and by the first a moment after its window is shown.
- **A first that is still starting** is waited for, so that an impatient double click opens one window.
  One that listens and does not answer is hung: the second then opens normally, and the lock of the carnet
  tells. So does it if the first dies meanwhile: whoever finds the claim free takes it. No order of events
  leaves nobody on screen: a program leaves only once a living one has said that its window is in front.
- **What is said**: one frame each way, four bytes of length and a JSON object; {"open": path or null}, then
  {"shown": true or false}. Anything else is dropped without an answer.
"""

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desk.ui.claim import Claim

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

Asked = Callable[[Path | None], bool]
ANSWER_MS = 1500
STARTING_S = 8.0
LONGEST = 1 << 16
AFTER_SHOWN_MS = 250
_HEAD = 4
_EVERY_S = 0.05


class Single:
    """This program among those of the same person on the profile `root`."""

    def __init__(self, root: Path) -> None:
        self.claim = Claim(root)
        self._server: QLocalServer | None = None

    def handed_over(self, file: Path | None) -> bool:
        """Whether a program is already there and took the request over: this one then has nothing to do.

        Takes the claim, or waits for its holder: STARTING_S until it listens, ANSWER_MS until it answers.
        """
        until = monotonic() + STARTING_S
        while not self.claim.take():
            socket = _connected(self.claim.address)
            if socket is not None:
                return _told(socket, file)
            if monotonic() > until:
                return False
            sleep(_EVERY_S)
        return False

    def listen_soon(self, asked: Asked) -> None:
        """Listen a moment after the first events were served: the window, or a dialog before it, shows."""
        QTimer.singleShot(0, partial(QTimer.singleShot, AFTER_SHOWN_MS, partial(self.listen, asked)))

    def listen(self, asked: Asked) -> None:
        """Answer the starts to come: `asked` gets an absolute path or None, and says whether a window shows.

        Does nothing in a program that is not the first. Where the system refuses, the claim is given back, so
        that nobody waits for a program that cannot be reached.
        """
        if not self.claim.address or not self.claim.take():
            return
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self.claim.address)  # what a killed program left; the claim says it is dead
        if not server.listen(self.claim.address):
            self.claim.give_back()
            return
        server.newConnection.connect(partial(_receive, server, asked))
        self._server = server

    def close(self) -> None:
        """Stop answering; the claim is kept until the end, so that the next start waits for the carnet."""
        if self._server is not None:
            self._server.close()
            self._server = None


def framed(said: dict[str, str | bool | None]) -> bytes:
    """An object as it is sent."""
    body = json.dumps(said).encode("ascii")
    return len(body).to_bytes(_HEAD, "big") + body


def unframed(received: bytes) -> dict[str, object] | None:
    """The object received, None as long as it is not whole. Raises ValueError for what is not ours."""
    size = int.from_bytes(received[:_HEAD], "big")
    if len(received) >= _HEAD and not 0 < size <= LONGEST:
        raise ValueError("length")
    if len(received) < _HEAD + size or len(received) < _HEAD:
        return None
    try:
        said = json.loads(received[_HEAD : _HEAD + size].decode("ascii"))
    except RecursionError as deep:
        raise ValueError("depth") from deep
    if not isinstance(said, dict):
        raise ValueError("shape")  # noqa: TRY004 - any wrong message is the same to the caller
    return said


def requested(said: dict[str, object]) -> Path | None:
    """The notebook that a request asks for, None for the window alone. Raises ValueError."""
    wanted = said.get("open", "")
    if wanted is None and set(said) == {"open"}:
        return None
    if not isinstance(wanted, str) or set(said) != {"open"} or "\0" in wanted:
        raise ValueError("request")
    if not Path(wanted).is_absolute():
        raise ValueError("relative path")
    return Path(wanted)


def _receive(server: "QLocalServer", asked: Asked) -> None:
    while (socket := server.nextPendingConnection()) is not None:
        socket.setReadBufferSize(_HEAD + LONGEST)
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(partial(_answer, socket, asked))
        QTimer.singleShot(ANSWER_MS, socket, socket.abort)
        _answer(socket, asked)


def _answer(socket: "QLocalSocket", asked: Asked) -> None:
    """Answer a request once it is whole; the other side leaves first, lest Windows drop the answer."""
    try:
        said = unframed(bytes(socket.peek(_HEAD + LONGEST).data()))
        if said is None:
            return
        path = requested(said)
    except ValueError:
        socket.abort()
        return
    socket.readyRead.disconnect()
    socket.write(framed({"shown": asked(path)}))
    socket.flush()


def _connected(address: str) -> "QLocalSocket | None":
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(address)
    return socket if socket.waitForConnected(ANSWER_MS) else None


def _told(socket: "QLocalSocket", file: Path | None) -> bool:
    """Ask, and whether the first program answers in time that its window shows."""
    until = monotonic() + ANSWER_MS / 1000
    _let_come_forward()
    socket.write(framed({"open": None if file is None else os.path.abspath(file)}))  # noqa: PTH100 - no link followed
    said = None
    try:
        while said is None and socket.waitForReadyRead(max(0, round((until - monotonic()) * 1000))):
            said = unframed(bytes(socket.peek(_HEAD + LONGEST).data()))
    except ValueError:
        return False
    return said == {"shown": True}


def _let_come_forward() -> None:
    """Windows lets a window come to the front only by leave of the program that the person just started."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # any process: the first one is not known by number
