"""What `.ci/run` does with its parts: their order, the first failure, what cannot be tried."""

import shutil
import subprocess
from pathlib import Path

import pytest

PARTS = ("setup", "test", "verapdf", "linux", "linux-check", "windows-check")


def write_script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def clone(root: Path, tmp_path: Path) -> Path:
    """The real `.ci/run` above a Makefile whose targets only say their names, where everything can be had."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(root / ".ci" / "run", tmp_path / ".ci" / "run")
    rules = "".join(f"{part}:\n\t@echo made {part}; [ ! -e fail-{part} ]\n" for part in PARTS)
    (tmp_path / "Makefile").write_text(f".PHONY: {' '.join(PARTS)}\n{rules}", encoding="utf-8")
    write_script(tmp_path / "packaging/linux/room.sh", "exit 0")
    write_script(tmp_path / "packaging/system.sh", "exit 0")
    write_script(tmp_path / "build/linux/dist/binome/desk", 'echo "made $1"')
    write_script(tmp_path / "bin/wine", "exit 0")
    return tmp_path


def run(clone: Path) -> tuple[int, list[str], str]:
    """Its exit code, what was made in order, and its last lines: a part each."""
    path = f"{clone / 'bin'}:/usr/bin:/bin"
    ran = subprocess.run(
        [str(clone / ".ci" / "run")], capture_output=True, text=True, check=False, env={"PATH": path}
    )
    made = [line.removeprefix("made ") for line in ran.stdout.splitlines() if line.startswith("made ")]
    return ran.returncode, made, ran.stdout.rpartition("######## .ci/run")[2]


def test_the_quickest_to_fail_comes_first_and_each_part_has_its_time(clone: Path) -> None:
    code, made, summary = run(clone)
    assert code == 0
    assert made == ["setup", "test", "verapdf", "linux-check", "windows-check"]
    for part in made:
        assert any(line.startswith(f"make {part} ") and "passed" in line for line in summary.splitlines())
    assert "NOT TRIED" not in summary


def test_the_first_failure_ends_it_and_is_told(clone: Path) -> None:
    (clone / "fail-test").touch()
    code, made, summary = run(clone)
    assert code == 1
    assert made == ["setup", "test"]
    assert summary.rstrip().endswith("FAILED (2)")


def test_without_a_chroot_the_built_program_is_tried_all_the_same(clone: Path) -> None:
    write_script(clone / "packaging/linux/room.sh", "echo 'linux: nothing can be mounted here' >&2; exit 1")
    code, made, summary = run(clone)
    assert code == 0
    assert made == ["setup", "test", "verapdf", "linux", "selftest", "_selftest", "windows-check"]
    assert "NOT TRIED: the .deb in a bare Debian: linux: nothing can be mounted here" in summary


def test_wine_that_cannot_be_installed_is_no_failure(clone: Path) -> None:
    write_script(clone / "packaging/system.sh", "echo 'E: Unable to locate package wine' >&2; exit 100")
    code, made, summary = run(clone)
    assert code == 0
    assert "windows-check" not in made
    assert "cannot be installed here: E: Unable to locate package wine" in summary


def test_windows_that_does_not_build_is_a_failure(clone: Path) -> None:
    (clone / "fail-windows-check").touch()
    code, _, summary = run(clone)
    assert code == 1
    assert "make windows-check" in summary.splitlines()[-1]
