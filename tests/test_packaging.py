"""What an installation receives, and what the repository must never hold."""

import os
import subprocess
import sys
import tomllib
import zipfile
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest

from desk import __version__

# In two halves, so that this file passes its own test.
REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "registry" + ".npmjs", "deb." + "debian.org")
LOCKS = ("requirements-linux.txt", "requirements-windows.txt", "requirements-dev.txt")


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[PurePosixPath]:
    """The names inside the built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
               "--no-index", "--wheel-dir", str(folder), str(root)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, text=True)
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return [PurePosixPath(name) for name in archive.namelist()]


def test_only_desk_is_installed(wheel: list[PurePosixPath]) -> None:
    assert {name.parts[0] for name in wheel} == {"desk", f"binome-{__version__}.dist-info"}


def test_every_module_and_resource_is_in_the_wheel(root: Path, wheel: list[PurePosixPath]) -> None:
    modules = {path.relative_to(root).as_posix() for path in (root / "desk").rglob("*.py")}
    resources = {
        "desk/" + path.relative_to(root).as_posix()
        for path in (root / "resources").rglob("*")
        if path.is_file()
    }
    names = {str(name) for name in wheel}
    assert modules <= names
    assert resources <= names
    assert any(name.match("desk/resources/guide/*") for name in wheel)


def test_the_locks_pin_what_the_project_asks_for(root: Path) -> None:
    wanted = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {entry.split("=")[0].split(">")[0].lower() for entry in wanted}
    for lock in LOCKS:
        lines = (root / "packaging" / lock).read_text("utf-8").splitlines()
        hashed = {line.split("==")[0] for line, after in pairwise(lines) if "--hash=sha256:" in after}
        assert names <= hashed, lock
        assert {line.split("==")[0] for line in lines if "==" in line} <= hashed, lock


def test_no_file_names_a_registry_or_this_machine(root: Path) -> None:
    here = [f"{folder}{os.sep}" for folder in (root, Path.home(), Path(sys.prefix)) if len(folder.parts) > 2]
    words = [word.encode() for word in (*REGISTRIES, *here)]
    found = [
        f"{path.relative_to(root)}: {word.decode()}"
        for path in _kept_files(root)
        for word in words
        if word in path.read_bytes()
    ]
    assert found == []


def _kept_files(root: Path) -> list[Path]:
    """The files under version control or about to be; all but the ignored folders where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [root / name for name in listed.stdout.split("\0") if name]
    else:
        top = ("desk", "docs", "packaging", "resources", "tests", ".ci")
        paths = [path for name in top for path in (root / name).rglob("*") if "__pycache__" not in path.parts]
        paths += [path for path in root.iterdir() if path.suffix in {".toml", ".md", ".yaml"}]
    return [path for path in paths if path.is_file()]
