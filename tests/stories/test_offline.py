"""Nothing leaves this PC: the stories run without a network, and every socket they ask for is counted.

`make offline` runs them all, and the built program too; `make test` runs the first day.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

LONG = os.environ.get("OFFLINE") == "all"
STORIES = ("first_day", "command_line", "every_screen", "single") if LONG else ("first_day",)
FORBIDDEN = frozenset(
    {
        "PySide6.QtNetwork", "asyncio", "ftplib", "http", "imaplib", "poplib", "smtplib", "socket",
        "socketserver", "ssl", "telnetlib", "urllib.request", "webbrowser", "xmlrpc",
    }
)  # fmt: skip
# The name of our own that brings the first window forward; test_architecture says what it may take of it.
ALLOWED = {"desk/ui/single.py": "PySide6.QtNetwork"}
# The display, the session's bus and its accessibility, the cache of user names, printing (which asks the
# system's bus for the printers around), our own name.
LOCAL = re.compile(
    r"@?/tmp/\.X11-unix/X\d+|/run/user/\d+/(wayland-\d+|bus|at-spi/bus[\w-]*)|@?/tmp/dbus-\w+"
    r"|/var/run/nscd/socket|(/var)?/run/cups/cups\.sock|/run/dbus/system_bus_socket|[\w/.-]*/binome-[0-9a-f]{8}"
)
_CALL = re.compile(
    r"\b(socket|socketpair|connect)\((?:\d+, \{sa_family=)?(AF_\w+)(?:, sun_path=(@?)\"([^\"]*))?"
)


def calls(log: str) -> Counter[tuple[str, str, str]]:
    """The calls of a strace log: what was called, for which family, towards which local name."""
    return Counter((name, family, at + path) for name, family, at, path in _CALL.findall(log))


def unwanted(log: str) -> list[tuple[str, str, str]]:
    """The calls that are not for this PC's own display, bus, user names or printing."""
    return [
        call
        for call in calls(log)
        if call[1] != "AF_UNIX" or (call[0] == "connect" and not LOCAL.fullmatch(call[2]))
    ]


def without_network() -> list[str]:
    """The command before a command that takes the network away from it; skips where that is refused."""
    for command in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
        if shutil.which(command[0]) and _works([*command, "true"]):
            return command
    pytest.skip("unshare does not work here: the story was not run without a network")


def traced(log: Path) -> list[str]:
    """The command before a command that writes down each socket it asks for; skips where that is refused."""
    command = ["strace", "--follow-forks", "--seccomp-bpf", "--trace=socket,socketpair,connect"]
    if not (shutil.which("strace") and _works([*command, "--output=/dev/null", "true"])):
        pytest.skip("strace does not work here: the sockets were not counted")
    return [*command, f"--output={log}"]


@cache
def _answer(command: tuple[str, ...]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _works(command: Sequence[str]) -> bool:
    return _answer(tuple(command))


def _run(command: Sequence[str], root: Path) -> None:
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces and strace are Linux’s")
@pytest.mark.parametrize("story", STORIES)
def test_a_story_without_network_asks_for_none(story: str, root: Path, tmp_path: Path) -> None:
    log = tmp_path / "sockets"
    pytest_run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    _run([*without_network(), *traced(log), *pytest_run, f"tests/stories/test_{story}.py"], root)
    told = log.read_text("utf-8")
    assert "exited with 0" in told
    print(f"{story}: {dict(calls(told))}")
    assert unwanted(told) == []


@pytest.mark.skipif(not LONG, reason="the built program is tried by `make offline`")
@pytest.mark.parametrize(
    "words", [["selftest"], ["demo", "--out", "."], ["report", "demo.binome", "--out", "b.pdf"]]
)
def test_the_built_program_asks_for_none(
    words: list[str], root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    program = root / "build" / "linux" / "dist" / "binome" / "desk"
    if not program.exists():
        pytest.skip("`make linux` has not built the program: its sockets were not counted")
    folder = tmp_path_factory.getbasetemp() / "built"
    folder.mkdir(exist_ok=True)
    log = folder / "sockets"
    _run(
        [*without_network(), *traced(log), str(program), *words, "--profile", str(folder / "profil")], folder
    )
    print(f"{words[0]}: {dict(calls(log.read_text('utf-8')))}")
    assert unwanted(log.read_text("utf-8")) == []


def test_a_socket_would_be_seen(tmp_path: Path) -> None:
    log = tmp_path / "sockets"
    asking = "import socket; socket.socket(socket.AF_INET6).close(); socket.socket(socket.AF_UNIX).close()"
    _run([*traced(log), sys.executable, "-c", asking], tmp_path)
    assert unwanted(log.read_text("utf-8")) == [("socket", "AF_INET6", "")]


_PRINTERS = """
from desk.ui.interpreter import prepare
prepare()
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication
app = QApplication([])
from desk.ui import printer
from desk.ui.widgets.pdf_preview import PdfPreview
printer.is_any()
shown = PdfPreview(open({path!r}, "rb").read())
QTimer.singleShot(500, lambda: app.activeModalWidget().reject())
assert printer.ask(shown, shown.document, "Bilan", grey=False) is None
assert "CUPS_SERVER" not in __import__("os").environ
"""


@pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux’s")
def test_printers_are_asked_for_on_this_pc_alone(root: Path, tmp_path: Path) -> None:
    """Whether printing is installed here or not: without its socket, its library would try the network."""
    log = tmp_path / "sockets"
    asking = _PRINTERS.format(path=str(root / "tests" / "fixtures" / "reports" / "0.6.0.pdf"))
    _run([*traced(log), sys.executable, "-c", asking], root)
    assert "cups.sock" in log.read_text("utf-8")
    assert unwanted(log.read_text("utf-8")) == []


def test_only_local_names_are_let_through() -> None:
    ours = ['"/run/user/1000/binome-62ae5d9b"', '"/tmp/binome-1000/binome-62ae5d9b"']
    theirs = ["/run/mysqld/mysqld.sock", "/run/binome/daemon.sock"]
    log = "\n".join(
        f"1 connect(5, {{sa_family=AF_UNIX, sun_path={path}}}, 110) = 0"
        for path in ('@"/tmp/.X11-unix/X0"', '"/run/user/1000/bus"', *ours, *(f'"{path}"' for path in theirs))
    )
    assert [path for _, _, path in unwanted(log)] == theirs


def _imports(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Constant) and node.value in FORBIDDEN:
            names.append(str(node.value))
    return names


def test_no_module_imports_a_way_out(root: Path) -> None:
    found = [
        f"{path.relative_to(root)}: {name}"
        for path in sorted((root / "desk").rglob("*.py"))
        for name in _imports(path)
        if name in FORBIDDEN or name.split(".")[0] in FORBIDDEN
        if ALLOWED.get(path.relative_to(root).as_posix()) != name
    ]
    assert found == []
