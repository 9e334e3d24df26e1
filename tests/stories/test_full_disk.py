"""A disk that is full, for real: a small file system of its own, in a namespace of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.stories.hands import plain

MOUNT = "mount -t tmpfs -o size={size} tmpfs {disk}"


def allowed() -> bool:
    """Whether this machine lets a process mount a file system that only it sees."""
    tried = subprocess.run(
        ["unshare", "-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt"], capture_output=True, check=False
    )
    return tried.returncode == 0


pytestmark = pytest.mark.skipif(not allowed(), reason="no namespace of one's own on this machine")


def on_small_disk(folder: Path, size: str, script: str) -> subprocess.CompletedProcess[str]:
    """Run a shell script where `disk/` is a file system of that size; `desk` is the program."""
    (folder / "disk").mkdir(exist_ok=True)
    desk = f"desk() {{ '{sys.executable}' -m desk \"$@\" --profile '{folder}/profil'; }}"
    whole = f"{MOUNT.format(size=size, disk='disk')} && {desk} && {script}"
    return subprocess.run(
        ["unshare", "-rm", "sh", "-c", whole], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("disque")
    subprocess.run(
        [sys.executable, "-m", "desk", "demo", "--out", ".", "--au", "2026-11-22", "--profile", "profil"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return folder


def test_a_report_that_does_not_fit_leaves_the_old_one(example: Path) -> None:
    script = (
        "printf ancien > disk/bilan.pdf && dd if=/dev/zero of=disk/plein bs=1k count=60 2>/dev/null; "
        "desk report demo.binome --out disk/bilan.pdf --au 2026-11-22; echo code $?; "
        "cat disk/bilan.pdf; ls -A disk"
    )
    done = on_small_disk(example, "64k", script)
    assert "code 1" in done.stdout
    assert "ancien" in done.stdout
    assert "partiel" not in done.stdout
    assert "disque est plein" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_who_writes_when_the_disk_fills_up_is_told_keeps_the_text_and_has_it_written_later(
    example: Path, root: Path
) -> None:
    size = (example / "demo.binome").stat().st_size // 1024 + 400
    script = (
        "cp demo.binome disk/ && "
        f"PYTHONPATH='{root}' QT_QPA_PLATFORM=offscreen '{sys.executable}' "
        "-m tests.stories.typing_on_small_disk disk/demo.binome disk/plein && desk check disk/demo.binome"
    )
    done = on_small_disk(example, f"{size}k", script)
    said = dict(plain(line).split(" · ", 1) for line in done.stdout.splitlines() if " · " in line)
    assert said["told in time"].startswith("True · Non enregistré depuis"), done.stdout + done.stderr
    assert "le disque est plein" in said["told in time"]
    assert said.get("text still there") == "True", done.stdout + done.stderr
    assert said["written by itself"].startswith("True · Enregistré à")
    assert said["closed"] == "True"
    assert "Carnet sain" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_notebook_on_a_full_disk_stays_whole_and_says_so(example: Path) -> None:
    size = (example / "demo.binome").stat().st_size // 1024 + 8
    script = (
        "desk form demo.binome --role elu --out feuille.pdf >/dev/null && "
        "python3 - <<'E'\n"
        "from pypdf import PdfReader, PdfWriter\n"
        "w = PdfWriter(clone_from=PdfReader('feuille.pdf'))\n"
        "[w.update_page_form_field_values(p, {'p01s1_3': '/Oui'}) for p in w.pages]\n"
        "w.write('remplie.pdf')\nE\n"
        "cp demo.binome disk/ && sha256sum < disk/demo.binome && "
        "desk import-form disk/demo.binome remplie.pdf; echo code $?; "
        "sha256sum < disk/demo.binome; rm -f disk/plein; desk check disk/demo.binome"
    ).replace("python3", f"'{sys.executable}'")
    done = on_small_disk(example, f"{size}k", script)
    lines = done.stdout.splitlines()
    assert "code 1" in lines, done.stderr
    assert lines[0] == lines[2], "the notebook changed"
    assert any(line.startswith("Carnet sain") for line in lines)
    assert "disque est plein" in done.stderr
    assert len(done.stderr.splitlines()) == 1
