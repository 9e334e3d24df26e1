"""Which files are read in a folder received, and what is told of the others."""

import os
import sys
from pathlib import Path

import pytest

from desk.core.errors import UserError
from desk.core.told import Paper
from desk.exchange.listing import MAX_DEPTH, listed


def names(sources: list[Path]) -> tuple[list[str], list[Paper]]:
    entries, said = listed(sources)
    return [entry.name for entry in entries], said


def test_the_whole_tree_and_only_what_may_hold_a_bilan(tmp_path: Path) -> None:
    for name in ("b.PDF", "a.eml", "lot/c.zip", "lot/sous/d.pdf", "x.pdf/dedans.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    for name in ("table.ods", "table.csv", ".cache.pdf", "~$b.pdf", "notes.txt", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"x")
    for name in ("winmail.dat", "bilan-sans-fin"):
        (tmp_path / name).write_bytes(b"x")
    for name in ("courriel.msg", "lot.7z", "scan.JPG"):
        (tmp_path / name).write_bytes(b"x")
    found, said = names([tmp_path])
    assert found == [
        "a.eml", "b.PDF", "bilan-sans-fin", "lot/c.zip", "lot/sous/d.pdf", "winmail.dat", "x.pdf/dedans.pdf"
    ]  # fmt: skip
    assert said == [Paper(name, "autre_format") for name in ("courriel.msg", "lot.7z", "scan.JPG")]


def test_several_sources_keep_their_names(tmp_path: Path) -> None:
    for name in ("un/a.pdf", "deux/a.pdf", "seul.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "photo.png").write_bytes(b"x")
    found, said = names([tmp_path / "un", tmp_path / "deux", tmp_path / "seul.pdf", tmp_path / "photo.png"])
    assert found == ["un/a.pdf", "deux/a.pdf", "seul.pdf"]
    assert said == [Paper("photo.png", "autre_format")]


def test_a_tree_too_deep_is_told(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*("d" for _ in range(MAX_DEPTH + 2)))
    deep.mkdir(parents=True)
    (deep / "a.pdf").write_bytes(b"x")
    assert names([tmp_path]) == ([], [Paper("/".join("d" * MAX_DEPTH), "trop_emboite")])


@pytest.mark.parametrize("name", ["gone", "gone.pdf"])
def test_what_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="introuvable"):
        listed([tmp_path / name])


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_nothing_leads_out_or_round(tmp_path: Path) -> None:
    inside, outside = tmp_path / "recus", tmp_path / "ailleurs"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.pdf").write_bytes(b"x")
    (inside / "a.pdf").write_bytes(b"x")
    (inside / "lien.pdf").symlink_to(outside / "secret.pdf")
    (inside / "dossier").symlink_to(outside)
    (inside / "rond").symlink_to(inside)
    found, said = names([inside])
    assert found == ["a.pdf"]
    assert said == [Paper(name, "raccourci") for name in ("dossier", "lien.pdf", "rond")]


@pytest.mark.skipif(sys.platform == "win32", reason="no such files on Windows")
def test_a_pipe_is_never_opened_and_odd_names_are_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube.pdf")
    with Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe9t\xe9.pdf")).open("wb") as stream:
        stream.write(b"x")
    found, said = names([tmp_path])
    assert len(found) == 1
    assert said == [Paper("tube.pdf", "illisible")]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights are for who is no root")
def test_a_closed_folder_costs_one_line(tmp_path: Path) -> None:
    closed = tmp_path / "ferme"
    closed.mkdir()
    closed.chmod(0)
    try:
        assert names([tmp_path]) == ([], [Paper("ferme", "illisible")])
    finally:
        closed.chmod(0o700)
