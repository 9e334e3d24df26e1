"""Files that cannot be written or read: what is said, whatever the system says."""

import errno
import os
import sys
from pathlib import Path

import pytest

from desk.core.errors import UserError
from desk.data.lock import Holder, acquire, lock_path
from desk.files import is_there, read_bytes, refuse_long_name, told, write_atomic
from desk.notebook import opening
from desk.notebook.book import Environment
from desk.notebook.opening import Setup

ENGLISH = ("error", "file", "device", "permission", "directory", "space", "name too", "denied", "stale")


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_every_failure_is_said_in_french_without_the_system_s_words(number: int) -> None:
    said = told(OSError(number, os.strerror(number)), Path("dossier") / "bilan.pdf").message
    assert os.strerror(number) not in said
    assert not [word for word in ENGLISH if word in said.lower()], said
    assert said[-1] in ".!)", said


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EDQUOT, "plein"),
        (errno.ESTALE, "lecteur réseau"),
        (errno.EIO, "ne répond plus"),
        (errno.ENAMETOOLONG, "trop long"),
        (errno.EFBIG, "trop gros"),
        (errno.EROFS, "pas le droit"),
        (errno.ENOTDIR, "n’est pas un fichier"),
    ],
)
def test_the_usual_ones_say_what_to_do(number: int, words: str) -> None:
    assert words in told(OSError(number, ""), Path("bilan.pdf")).message


def test_what_windows_calls_an_invalid_argument_is_known_by_its_own_number() -> None:
    error = OSError(errno.EINVAL, "")
    error.winerror = 64  # type: ignore[attr-defined, unused-ignore]
    assert "lecteur réseau" in told(error, Path("bilan.pdf")).message


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts letters of the whole path")
@pytest.mark.parametrize("length", [240, 251, 255, 300])
def test_a_name_that_is_too_long_is_told_wherever_it_is_used(tmp_path: Path, length: int) -> None:
    path = tmp_path / ("é" * (length // 2))
    with pytest.raises(UserError, match="trop long"):
        refuse_long_name(path.with_suffix(".binome"))
    if length > 240:
        with pytest.raises(UserError, match="trop long"):
            write_atomic(path, b"contenu")
    assert not is_there(path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts letters of the whole path")
def test_a_file_that_cannot_be_named_cannot_be_read_either(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="trop long"):
        read_bytes(tmp_path / ("n" * 300))


def test_names_with_accents_spaces_and_many_letters_are_fine(
    tmp_path: Path, valmont: Setup, env: Environment
) -> None:
    path = tmp_path / "Mairie de Châtillon-sur-Œuvre" / f"carnet de l’année où {'é' * 40} #1 100 %.binome"
    refuse_long_name(path)
    opening.close(opening.create(path, valmont, env))
    opening.close(opening.open_notebook(path, env))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts letters of the whole path")
def test_a_carnet_whose_lock_has_no_room_for_its_name_says_so_and_changes_nothing(
    tmp_path: Path, valmont: Setup, env: Environment
) -> None:
    opening.close(opening.create(tmp_path / "court.binome", valmont, env))
    long = (tmp_path / "court.binome").rename(tmp_path / f"{'n' * 243}.binome")
    before = long.read_bytes()
    with pytest.raises(UserError, match="trop long") as said:
        opening.open_notebook(long, env)
    assert ".verrou" not in said.value.message
    assert long.read_bytes() == before
    assert [each.name for each in tmp_path.glob("*.binome*")] == [long.name]


@pytest.mark.skipif(sys.platform == "win32", reason="an open lock file cannot be removed there")
def test_giving_a_lock_back_leaves_another_s_alone(tmp_path: Path, env: Environment) -> None:
    carnet = tmp_path / "valmont.binome"
    holder = Holder("Rey", "poste", env.clock())
    ours = acquire(carnet, holder)
    lock_path(carnet).unlink()  # someone tidied the folder
    theirs = acquire(carnet, holder)
    assert not ours.is_at_its_place
    ours.release()
    assert theirs.is_at_its_place
    theirs.release()
    assert not lock_path(carnet).exists()


def test_a_lock_whose_folder_is_gone_is_given_back_without_a_word(tmp_path: Path, env: Environment) -> None:
    folder = tmp_path / "clé"
    folder.mkdir()
    lock = acquire(folder / "valmont.binome", Holder("Rey", "poste", env.clock()))
    if sys.platform != "win32":
        folder.rename(tmp_path / "retirée")
    lock.release()
    assert not lock_path(folder / "valmont.binome").exists()
