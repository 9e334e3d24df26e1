import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.ui.claim import Claim

HOLD = """
import sys, time
from pathlib import Path
from desk.ui.claim import Claim
claim = Claim(Path(sys.argv[1]))
print(claim.take(), flush=True)
time.sleep(60)
"""


@pytest.fixture
def session() -> Iterator[Path]:
    """A folder of the session, as short and as private as the system's."""
    with tempfile.TemporaryDirectory(prefix="binome-") as folder:
        yield Path(folder)


@pytest.fixture
def environ(session: Path) -> dict[str, str]:
    return {"XDG_RUNTIME_DIR": str(session), "USERNAME": "essai"}


def test_one_is_first_until_it_gives_the_place_back(environ: dict[str, str], tmp_path: Path) -> None:
    one, two = Claim(tmp_path, environ), Claim(tmp_path, environ)
    assert one.address == two.address
    assert (one.take(), two.take(), one.take()) == (True, False, True)
    one.give_back()
    assert two.take()
    assert not one.take()
    two.give_back()


def test_another_profile_has_its_own_first(environ: dict[str, str], tmp_path: Path) -> None:
    one, two = Claim(tmp_path / "a", environ), Claim(tmp_path / "b", environ)
    assert one.address != two.address
    assert one.take()
    assert two.take()
    one.give_back()
    two.give_back()


def test_a_profile_is_the_same_by_any_path(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Claim(Path("profil"), environ).address == Claim(tmp_path / "x" / ".." / "profil", environ).address


def test_a_dead_process_gives_its_place_back(
    session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(session))
    claim = Claim(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "True"
        assert not claim.take()
        holder.kill()
    assert claim.take()
    claim.give_back()


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the name lives in the person’s own session")
@pytest.mark.parametrize("spoil", ["open to others", "gone", "a link", "too long", "unset"])
def test_a_folder_that_others_can_enter_is_not_used(
    spoil: str, session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(session))
    given = session / "run"
    given.mkdir(mode=0o700)
    if spoil == "open to others":
        given.chmod(0o755)
    elif spoil == "gone":
        given.rmdir()
    elif spoil == "a link":
        given.rename(session / "autre")
        given.symlink_to(session / "autre")
    elif spoil == "too long":
        given = session / ("long" * 20)
        given.mkdir(mode=0o700)
    environ = {} if spoil == "unset" else {"XDG_RUNTIME_DIR": str(given)}
    address = Path(Claim(tmp_path, environ).address)
    assert address.parent == session / f"binome-{os.getuid()}"
    assert address.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the name lives in the person’s own session")
def test_where_no_lock_can_be_made_nobody_is_waited_for(environ: dict[str, str], tmp_path: Path) -> None:
    one, two = Claim(tmp_path, environ), Claim(tmp_path, environ)
    Path(f"{one.address}.verrou").mkdir()
    assert one.take()
    assert two.take()
    assert one.address == two.address == ""


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the name lives in the person’s own session")
def test_where_no_folder_is_private_each_start_is_the_first(
    session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(session))
    (session / f"binome-{os.getuid()}").mkdir(mode=0o755)
    one, two = Claim(tmp_path, {}), Claim(tmp_path, {})
    assert one.address == ""
    assert one.take()
    assert two.take()
