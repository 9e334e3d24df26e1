"""Where things are, from the sources, frozen, on a stick, and where a new notebook is proposed."""

import sys
from pathlib import Path, PureWindowsPath

import pytest

from desk import paths


def test_the_resources_of_the_source_tree_are_found(root: Path) -> None:
    assert paths.resources() == root / "resources"
    assert (paths.resources() / "licences" / "Licence-Ouverte-2.0.txt").is_file()


def test_installed_resources_win_over_the_source_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "desk" / "resources"
    installed.mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "desk" / "paths.py"))
    assert paths.resources() == installed


def test_the_five_faces_are_there_and_are_truetype() -> None:
    folder = paths.fonts_dir()
    heads = {(folder / name).read_bytes()[:4] for name in paths.FONT_FILES}
    assert len(paths.FONT_FILES) == 5
    assert heads == {b"\x00\x01\x00\x00"}


def test_a_missing_font_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "find_spec", lambda _name: None)
    with pytest.raises(FileNotFoundError, match="font_source_sans_pro"):
        paths.fonts_dir()


def test_a_chosen_profile_holds_everything_and_creates_nothing(tmp_path: Path) -> None:
    chosen = paths.profile(tmp_path / "essai")
    assert chosen.settings.parent == chosen.logs.parent == tmp_path / "essai"
    assert chosen.copies == tmp_path / "essai" / "copies"
    assert not chosen.portable
    assert list(tmp_path.iterdir()) == []


def test_the_usual_profile_is_the_user_s(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    usual = paths.profile()
    assert usual.root.name == "Binome"
    assert not usual.portable
    if sys.platform.startswith("linux"):
        assert usual.root.parent == tmp_path


@pytest.mark.parametrize(
    ("frozen", "folder", "portable"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_portable_takes_a_frozen_program_and_its_folder(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    frozen: bool,
    folder: bool,
    portable: bool,
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "binome.exe"))
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    if folder:
        (tmp_path / "donnees").mkdir()
    found = paths.profile()
    assert found.portable is portable
    assert (found.root == tmp_path / "donnees") is portable


def test_a_new_notebook_goes_to_the_documents() -> None:
    home = Path("/chez/claude")
    assert paths.default_notebook_folder(home, home / "Documents", {}) == home / "Documents" / "Binôme"


@pytest.mark.parametrize(
    "redirected",
    ["OneDrive/Documents", "OneDrive - Mairie/Documents", "Dropbox", "Google Drive/Documents", "Mon Drive",
     "Nextcloud/Documents", "kDrive/Documents"],
)  # fmt: skip
def test_but_not_where_a_cloud_holds_them(redirected: str) -> None:
    home = Path("/chez/claude")
    assert paths.default_notebook_folder(home, home / redirected, {}) == home / "Binôme"


def test_a_renamed_onedrive_is_known_by_the_system_s_variable() -> None:
    documents = PureWindowsPath(r"C:\Users\Claude\Nuage de la mairie\Documents")
    environ = {"OneDriveCommercial": r"c:\users\claude\nuage de la mairie", "OneDrive": ""}
    assert paths.is_cloud_folder(documents, environ)
    assert not paths.is_cloud_folder(PureWindowsPath(r"C:\Users\Claude\Documents"), environ)
