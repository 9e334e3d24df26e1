"""Printing is asked on this PC, unless someone said otherwise in CUPS's own settings."""

import os
import sys
from pathlib import Path

import pytest

from desk.ui.print_service import SOCKET, by_its_socket, is_named

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own printing")


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PC whose printing is as it came."""
    monkeypatch.delenv("CUPS_SERVER", raising=False)
    monkeypatch.setenv("CUPS_SERVERROOT", str(tmp_path))
    return tmp_path / "client.conf"


def asked() -> str | None:
    with by_its_socket():
        return os.environ.get("CUPS_SERVER")


def test_by_its_socket_and_nothing_of_it_stays(settings: Path) -> None:
    settings.write_text("# ServerName imprimantes\nEncryption Never\n\n")
    assert not is_named()
    assert asked() == SOCKET
    assert "CUPS_SERVER" not in os.environ


def test_a_server_named_for_this_pc_is_left_to_the_library(settings: Path) -> None:
    settings.write_text("Encryption Never\n  servername imprimantes.mairie\n")
    assert asked() is None


def test_a_server_named_for_this_person_too(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Path.home() / ".cups" / "client.conf"
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("ServerName imprimantes.mairie\n")
    try:
        assert asked() is None
    finally:
        mine.unlink()
    monkeypatch.setenv("CUPS_SERVER", "ailleurs")
    assert asked() == "ailleurs"
    assert os.environ["CUPS_SERVER"] == "ailleurs"


def test_it_is_given_back_when_something_fails() -> None:
    with pytest.raises(ZeroDivisionError), by_its_socket():
        raise ZeroDivisionError
    assert "CUPS_SERVER" not in os.environ
