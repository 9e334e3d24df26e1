import gc
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from desk.ui import single
from desk.ui.single import Single, framed, requested, unframed

SECOND = """
import sys
from pathlib import Path
from desk.ui.single import Single
print(Single(Path(sys.argv[1])).handed_over(Path(sys.argv[2]) if sys.argv[2] else None))
"""
ODD = "carnet d’été – Œuvre.binome"


class Listening:
    """A first program that keeps what it was asked."""

    def __init__(self, root: Path) -> None:
        self.root, self.single, self.asked, self.shows = root, Single(root), list[Path | None](), True
        self.single.listen(self._keep)

    def _keep(self, path: Path | None) -> bool:
        self.asked.append(path)
        return self.shows

    def visitor(self, qtbot: QtBot, sent: bytes) -> QLocalSocket:
        """Someone who connects and sends that."""
        socket = QLocalSocket()
        socket.connectToServer(self.single.claim.address)
        qtbot.waitUntil(lambda: socket.state() is QLocalSocket.LocalSocketState.ConnectedState)
        socket.write(sent)
        socket.flush()
        return socket


@pytest.fixture
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Listening]:
    with tempfile.TemporaryDirectory(prefix="binome-") as session:
        monkeypatch.setenv("XDG_RUNTIME_DIR", session)
        made = Listening(tmp_path / "profil")
        yield made
        made.single.close()
        made.single.claim.give_back()


def second(qtbot: QtBot, root: Path, file: str, cwd: Path) -> str:
    """A second start, in a process of its own; what it found."""
    command = [sys.executable, "-c", SECOND, str(root), file]
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, text=True) as process:
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
        assert process.stdout is not None
        return process.stdout.read().strip()


def test_a_second_start_is_handed_over(first: Listening, tmp_path: Path, qtbot: QtBot) -> None:
    assert second(qtbot, first.root, "", tmp_path) == "True"
    assert second(qtbot, first.root, ODD, tmp_path) == "True"
    assert first.asked == [None, tmp_path / ODD]


def test_a_second_start_goes_on_when_nothing_is_shown(first: Listening, tmp_path: Path, qtbot: QtBot) -> None:
    first.shows = False
    assert second(qtbot, first.root, "", tmp_path) == "False"


def test_another_profile_is_not_reached(first: Listening, tmp_path: Path, qtbot: QtBot) -> None:
    assert second(qtbot, tmp_path / "autre", "", tmp_path) == "False"
    assert first.asked == []


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"\xff\xff\xff\xff",
        b"\x00\x00\x00\x00",
        b"\x00\x00\x00\x03abc",
        framed({"open": "relatif.binome"}),
        framed({"open": "/a\0b"}),
        framed({"open": True}),
        framed({"open": None, "delete": "/"}),
        framed({}),
        (50_000).to_bytes(4, "big") + b"[" * 50_000,
        b"\x00\x00\x00\x02\xc3\xa9",
        b"\x00\x00\x00\x02[]",
    ],
)
def test_what_is_not_ours_is_dropped(first: Listening, sent: bytes, qtbot: QtBot) -> None:
    socket = first.visitor(qtbot, sent)
    qtbot.waitUntil(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert bytes(socket.readAll().data()) == b""
    assert first.asked == []


def test_who_says_nothing_or_half_is_dropped_in_time(
    first: Listening, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single, "ANSWER_MS", 200)
    silent, half = first.visitor(qtbot, b""), first.visitor(qtbot, framed({"open": None})[:9])
    assert second(qtbot, first.root, "", tmp_path) == "True"  # the others wait for nobody
    gone = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: silent.state() is gone and half.state() is gone)
    assert first.asked == [None]


def test_a_request_in_pieces_is_put_together(first: Listening, tmp_path: Path, qtbot: QtBot) -> None:
    sent = framed({"open": str(tmp_path / ODD)})
    socket = first.visitor(qtbot, sent[:2])
    step = len(sent) // 4 + 1  # few pieces: a request has 1.5 s in all
    for start in range(2, len(sent), step):
        socket.write(sent[start : start + step])
        socket.flush()
        qtbot.wait(5)
        gc.collect()
    qtbot.waitUntil(lambda: socket.bytesAvailable() > 0)
    assert unframed(bytes(socket.readAll().data())) == {"shown": True}
    assert first.asked == [tmp_path / ODD]


def test_once_closed_nobody_is_reached(first: Listening, tmp_path: Path) -> None:
    first.single.close()
    first.single.claim.give_back()
    later = Single(first.root)
    assert not later.handed_over(None)
    assert later.claim.take()
    later.claim.give_back()


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe has no file")
def test_the_socket_is_for_its_owner_alone(first: Listening) -> None:
    assert Path(first.single.claim.address).stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe leaves with its program")
def test_what_a_killed_program_left_is_replaced(first: Listening, tmp_path: Path, qtbot: QtBot) -> None:
    address = Path(first.single.claim.address)
    first.single.close()
    address.write_bytes(b"")
    first.single.listen(lambda _path: True)
    assert second(qtbot, first.root, "", tmp_path) == "True"


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe has no folder")
def test_who_cannot_listen_lets_the_next_be_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with tempfile.TemporaryDirectory(prefix="binome-") as session:
        monkeypatch.setenv("XDG_RUNTIME_DIR", session)
        blocked = Single(tmp_path)
        Path(blocked.claim.address, "occupé").mkdir(parents=True)
        blocked.listen(lambda _path: True)
        later = Single(tmp_path)
        assert later.claim.take()
        later.claim.give_back()


def test_a_request_reads_as_it_was_written() -> None:
    assert requested({"open": None}) is None
    for path in (Path("/a/b.binome").absolute(), Path("/é\udcff.binome").absolute()):
        said = unframed(framed({"open": str(path)}))
        assert said is not None
        assert said == json.loads(json.dumps({"open": str(path)}))
        assert requested(said) == path
