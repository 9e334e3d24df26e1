"""Which step of the opening said no, from real files and real failures."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desk.core.errors import UserError
from desk.data.migrations import VERSION
from desk.notebook import opening, trouble
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import Setup
from desk.notebook.trouble import Stop, Trouble, same_file


@pytest.fixture
def carnet(env: Environment, valmont: Setup, tmp_path: Path) -> Path:
    """A carnet, closed."""
    path = tmp_path / "valmont.binome"
    opening.close(opening.create(path, valmont, env))
    return path


def stopped(path: Path, env: Environment) -> Trouble:
    """What the opening of that path stops at."""
    with pytest.raises(UserError) as caught:
        opening.open_notebook(path, env)
    return trouble.met(path, caught.value, env)


def newer(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[60:64] = (VERSION + 1).to_bytes(4)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "stop"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:9000]), Stop.DAMAGED),
        (lambda path: path.write_text("bonjour"), Stop.DAMAGED),  # its copies are known: it was a carnet
        (newer, Stop.NEWER),
        (lambda path: path.unlink(), Stop.GONE),
        (lambda path: (path.unlink(), path.mkdir()), Stop.OTHER),
    ],
)
def test_each_step_is_known(
    spoil: Callable[[Path], object], stop: Stop, env: Environment, carnet: Path
) -> None:
    spoil(carnet)
    met = stopped(carnet, env)
    assert (met.stop, met.path) == (stop, carnet)
    assert met.readable == carnet.is_file()
    assert met.has_folder


def test_a_stranger_is_not_ours(env: Environment, tmp_path: Path) -> None:
    stranger = tmp_path / "notes.binome"
    stranger.write_text("bonjour")
    assert stopped(stranger, env).stop is Stop.NOT_OURS


def test_a_stick_that_was_taken_out_takes_its_folder_along(env: Environment, tmp_path: Path) -> None:
    met = stopped(tmp_path / "clé" / "mairie" / "valmont.binome", env)
    assert (met.stop, met.has_folder, met.readable) == (Stop.GONE, False, False)


def test_the_holder_is_named_and_oneself_is_recognised(book: Notebook, env: Environment) -> None:
    mine = stopped(book.path, env)
    assert (mine.stop, mine.user, mine.host, mine.own) == (Stop.HELD, "essai", "poste", True)
    assert mine.since == env.clock()
    for other in (replace(env, user="c.martin"), replace(env, host="PC-ACCUEIL")):
        assert not stopped(book.path, other).own


@pytest.mark.skipif(sys.platform == "win32", reason="rights are given otherwise on Windows")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_not_said_gone(carnet: Path, env: Environment) -> None:
    carnet.chmod(0)
    met = stopped(carnet, env)
    carnet.chmod(0o600)
    assert (met.stop, met.readable) == (Stop.OTHER, False)


def test_one_file_by_several_paths(tmp_path: Path) -> None:
    there = tmp_path / "Mairie"
    there.mkdir()
    one = there / "valmont.binome"
    one.write_bytes(b"x")
    assert same_file(one, there / ".." / "Mairie" / "valmont.binome")
    assert not same_file(one, tmp_path / "valmont.binome")
    assert same_file(tmp_path / "absent", tmp_path / "." / "absent")
    hard = tmp_path / "lien.binome"
    os.link(one, hard)
    assert same_file(one, hard)


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs a right there")
def test_one_file_by_a_link(tmp_path: Path) -> None:
    one, link = tmp_path / "valmont.binome", tmp_path / "raccourci.binome"
    one.write_bytes(b"x")
    link.symlink_to(one)
    assert same_file(one, link)
