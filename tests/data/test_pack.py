"""A pack is laid over the shipped guide file by file, kept as it came, and made again when it must be."""

import os
import re
import shutil
import sys
import textwrap
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from desk import paths
from desk.core.cdg import FIELDS
from desk.core.errors import UserError
from desk.core.pack import about, brings
from desk.data import pack_check
from desk.data.pack_store import PackStore
from desk.data.pack_text import MAX_TEXT
from desk.data.pack_zip import MAX_ENTRIES, MAX_FILE, MAX_TOTAL
from desk.data.shipped import ShippedContent, build_pack, check_pack
from tests import packs


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "profil" / "guide"


@pytest.fixture
def content(home: Path) -> ShippedContent:
    return ShippedContent(paths.resources(), home)


def again(home: Path) -> ShippedContent:
    """The same profile at the next start."""
    return ShippedContent(paths.resources(), home)


def test_without_a_pack_the_guide_is_the_programs_and_nothing_is_written(
    content: ShippedContent, home: Path
) -> None:
    assert content.guide == content.shipped.guide
    assert (content.manifest, content.official, content.problem) == (None, None, None)
    assert not home.exists()


def test_the_effective_guide_is_the_packs_files_over_ours(content: ShippedContent) -> None:
    ours = content.guide
    content.use(packs.pack())
    guide = content.guide
    assert (guide.id, guide.publisher, guide.version) == ("cdg00", "Centre de gestion de l’exemple", "2027.1")
    assert [(one.number, one.id) for one in guide.practices] == [
        (1, "p01"), (2, "p02"), (3, "c00p01"), (4, "p05"),
    ]  # fmt: skip
    changed = guide.practice("p02")
    assert (changed.title, changed.statements[4].text) == ("Dire qui fait quoi", packs.NEW_WORDING)
    assert changed.sections == ours.practice("p02").sections
    assert guide.practice("c00p01").sections[0].body.startswith("Deux communes voisines")
    assert [page.id for page in guide.pages] == [*packs.PAGES, "reseau"]
    assert content.cdg.contact == "reseau@exemple.invalid"
    assert content.official is not None
    assert content.official.read_bytes() == packs.pdf()
    manifest = content.manifest
    assert manifest is not None
    assert (manifest.campaign, manifest.reports_to) == (
        "Regards croisés, printemps 2027", "bilans@exemple.invalid",
    )  # fmt: skip
    assert {step.practice for path in content.tools.paths.values() for step in path.steps}


def test_where_the_bilans_go_is_in_the_manifest(content: ShippedContent) -> None:
    subject = 'reports_to = "Service emploi, bilans@exemple.fr"\nreports_subject = "[Binôme] Bilan"'
    old = 'reports_to = "bilans@exemple.invalid"'
    files = packs.replaced(packs.files(), "manifest.toml", old, subject)
    content.use(packs.archive(packs.sealed(files)))
    manifest = content.manifest
    assert manifest is not None
    assert manifest.reports_subject == "[Binôme] Bilan"
    assert ("Objet du courriel", "[Binôme] Bilan") in about(manifest)


def test_no_way_leads_to_a_practice_that_is_left_out(content: ShippedContent) -> None:
    content.use(packs.pack())
    for practice in content.guide.practices:
        assert set(practice.related) <= set(content.guide.practice_ids)
    bodies = [part.body for one in content.guide.practices for part in one.sections]
    bodies += [page.body for page in content.guide.pages]
    assert not any("(practice:p03)" in body or "(practice:p10)" in body for body in bodies)
    origin = next(page for page in content.guide.pages if page.id == "origine")
    assert (
        "parcours à deux des Deux-Sèvres, la charte d’Ille-et-Vilaine, celle de [Saint-Viaud](practice:p01)"
        in (origin.body)
    )


def test_pages_of_the_program_stay_even_when_a_pack_does_not_list_them(content: ShippedContent) -> None:
    files = packs.files()
    files["guide.toml"] = packs.guide_toml(("p01", "p02", "c00p01"), ("reseau",)).encode()
    content.use(packs.archive(packs.sealed(files)))
    assert [page.id for page in content.guide.pages] == ["reseau", *packs.PAGES]


def test_a_pack_of_a_contact_sheet_alone(content: ShippedContent) -> None:
    files = {name: data for name, data in packs.files().items() if name in ("manifest.toml", "cdg.toml")}
    content.use(packs.archive(packs.sealed(files)))
    assert content.guide.practice_ids == content.shipped.guide.practice_ids
    assert list(content.guide.practices) == list(content.shipped.guide.practices)
    assert content.cdg.name == "CDG de l’exemple"


def test_it_is_there_at_the_next_start_without_being_read_again(
    content: ShippedContent, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content.use(packs.pack())
    monkeypatch.setattr(pack_check, "checked", None)
    assert again(home).guide.practice_ids == ("p01", "p02", "c00p01", "p05")


def test_a_folder_lost_or_emptied_is_made_again(content: ShippedContent, home: Path) -> None:
    content.use(packs.pack())
    (made,) = (path for path in home.iterdir() if path.is_dir())
    (made / "p01" / "text.md").write_bytes(b"")
    assert again(home).guide.practice("p01").sections
    shutil.rmtree(made)
    assert again(home).guide.id == "cdg00"
    assert [path.name for path in home.iterdir() if path.is_dir()] == [made.name]


def test_another_version_of_the_program_merges_anew(
    content: ShippedContent, home: Path, tmp_path: Path
) -> None:
    content.use(packs.pack())
    newer = tmp_path / "resources" / "guide"
    shutil.copytree(packs.GUIDE, newer)
    text = (newer / "p01" / "text.md").read_text("utf-8")
    (newer / "p01" / "text.md").write_text(
        text.replace("## Pourquoi\n\n", "## Pourquoi\n\nUne raison de plus. ")
    )
    (newer / "pages" / "nouvelle.md").write_text("# Nouvelle\n\nUne page de plus.\n")
    listed = (newer / "guide.toml").read_text("utf-8").replace('"proposer-sgm"', '"proposer-sgm", "nouvelle"')
    (newer / "guide.toml").write_text(listed, "utf-8")
    store = PackStore(home, newer, "9.0.0")
    folder = store.folder()
    assert folder is not None
    assert folder.name.endswith("-9.0.0")
    assert "Une raison de plus" in (folder / "p01" / "text.md").read_text("utf-8")
    assert '"nouvelle"]' in (folder / "guide.toml").read_text("utf-8")


def test_a_pack_that_no_longer_fits_is_told_and_the_shipped_guide_serves(
    content: ShippedContent, home: Path
) -> None:
    content.use(packs.pack())
    good = (home / "pack.guide").read_bytes()
    (home / "pack.guide").write_bytes(good[:-50])
    broken = again(home)
    assert broken.guide == content.shipped.guide
    problem = broken.problem
    assert problem is not None
    assert "n’a pas pu être lu" in problem.sentence
    assert "abîmé" in problem.sentence
    assert "Le guide d’origine est en usage" in problem.advice
    assert (home / "pack.guide").read_bytes() == good[:-50], "what was received is never deleted"


def test_one_pack_replaces_another_and_nothing_is_left_behind(content: ShippedContent, home: Path) -> None:
    content.use(packs.pack())
    content.use(packs.pack(practices=("p01", "p02", "c00p01")))
    assert content.guide.practice_ids == ("p01", "p02", "c00p01")
    assert len(list(home.iterdir())) == 2
    content.leave_pack()
    assert content.guide == content.shipped.guide
    assert list(home.iterdir()) == []


def test_a_disk_that_cannot_be_written_keeps_the_guide_in_use(content: ShippedContent, home: Path) -> None:
    content.use(packs.pack())
    before = sorted(home.rglob("*"))
    full = home / ".en-cours"
    full.write_bytes(b"")  # a file where the folder is built: as a disk that refuses
    with pytest.raises(UserError):
        content.use(packs.pack(practices=("p01", "p02", "c00p01")))
    full.unlink()
    assert sorted(home.rglob("*")) == before
    assert again(home).guide.practice_ids == ("p01", "p02", "c00p01", "p05")


def test_what_is_told_before_it_is_used(content: ShippedContent, tmp_path: Path) -> None:
    path = tmp_path / "cdg00.guide"
    path.write_bytes(packs.pack(practices=("p01", "p02", "c00p01")))
    summary, data = content.offer(path)
    assert data == path.read_bytes()
    assert content.manifest is None
    assert dict(about(summary.manifest)) == {
        "Publié par": "Centre de gestion de l’exemple",
        "Guide": "Guide de la coordination",
        "Version": "2027.1, du 11\u00a0janvier 2027",
        "Campagne": "Regards croisés, printemps 2027",
        "Jusqu’au": "30\u00a0juin 2027",
        "Retour des bilans": "bilans@exemple.invalid",
    }
    told = dict(brings(summary))
    assert told["Pratiques remplacées"] == "Dire qui fait quoi"
    assert told["Pratiques ajoutées"] == "Se retrouver entre communes"
    assert told["Pratiques écartées"].startswith("Mettre à jour les délégations et les signatures ; ")
    assert (told["Pages"], told["Fiche « Mon CDG »"]) == ("Notre réseau", "2\u00a0rubriques remplies")
    assert told["Guide officiel"] == "un PDF de 1\u00a0Ko"


def test_a_folder_is_built_into_the_same_bytes_each_time(tmp_path: Path) -> None:
    folder = packs.write(packs.files(), tmp_path / "contenu")
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "Thumbs.db").write_bytes(b"x")
    summary, first = build_pack(paths.resources(), folder)
    for path in folder.rglob("*.*"):
        os.utime(path, (1_900_000_000, 1_900_000_000))
    assert build_pack(paths.resources(), folder) == (summary, first)
    sent = tmp_path / "cdg00.guide"
    sent.write_bytes(first)
    assert check_pack(paths.resources(), sent) == check_pack(paths.resources(), folder) == summary
    with ZipFile(sent) as archive:
        assert archive.namelist() == sorted(packs.files())
        assert archive.testzip() is None


def test_a_pack_zipped_by_another_program_is_read(content: ShippedContent) -> None:
    content.use(packs.archive({**packs.sealed(packs.files()), "pages/": b""}, ZIP_DEFLATED))
    assert content.guide.id == "cdg00"


def test_a_folder_with_a_stranger_is_refused(tmp_path: Path) -> None:
    folder = packs.write(packs.files(), tmp_path / "contenu")
    (folder / "notes.docx").write_bytes(b"x")
    with pytest.raises(UserError, match=r"« notes\.docx » n’a pas sa place"):
        build_pack(paths.resources(), folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither for an ordinary user")
def test_a_folder_with_a_link_or_a_pipe_is_refused(tmp_path: Path) -> None:
    folder = packs.write(packs.files(), tmp_path / "contenu")
    (folder / "p02" / "text.md").symlink_to("/etc/passwd")
    with pytest.raises(UserError, match="est un raccourci"):
        build_pack(paths.resources(), folder)
    (folder / "p02" / "text.md").unlink()
    os.mkfifo(folder / "p02" / "text.md")
    with pytest.raises(UserError, match="n’est pas un fichier ordinaire"):
        build_pack(paths.resources(), folder)


def test_a_folder_that_is_no_pack_at_all_is_refused_without_being_read_through(tmp_path: Path) -> None:
    for number in range(450):
        (tmp_path / f"{number}.txt").write_bytes(b"x")
    with pytest.raises(UserError, match="plus de 400 fichiers"):
        check_pack(paths.resources(), tmp_path)
    with pytest.raises(UserError, match="introuvable"):
        check_pack(paths.resources(), tmp_path / "rien.guide")


def test_the_shipped_guide_itself_makes_a_pack(tmp_path: Path) -> None:
    """Whoever begins from a copy of our folder has nothing to take out."""
    folder = tmp_path / "copie"
    shutil.copytree(packs.GUIDE, folder)
    (folder / "manifest.toml").write_text(packs.MANIFEST, "utf-8")
    summary, _ = build_pack(paths.resources(), folder)
    assert len(summary.replaced) == 10
    assert (summary.added, summary.left_out) == ((), ())
    assert summary.tools == ("Qui fait quoi", "parcours", "documents du CDG")


def test_the_recipe_given_to_a_centre_de_gestion_works_as_written(root: Path, tmp_path: Path) -> None:
    recipe = (root / "packaging" / "KIT-CDG.md").read_text("utf-8")
    manifest, sheet = (
        textwrap.dedent(block) for block in re.findall(r"```toml\n(.*?)```", recipe, re.DOTALL)
    )
    files = {"manifest.toml": manifest.encode(), "cdg.toml": sheet.encode(), "officiel.pdf": packs.pdf()}
    summary, _ = build_pack(paths.resources(), packs.write(files, tmp_path / "mon-guide"))
    assert (summary.manifest.id, summary.fields) == ("cdg00", 4)
    named = {field.key for field in FIELDS}
    assert named - set(re.findall(r"\w+", recipe)) == set(), "a field that the recipe does not name"
    assert (
        f"{MAX_ENTRIES} fichiers, {MAX_FILE // 1_000_000} Mo chacun et {MAX_TOTAL // 1_000_000} Mo" in recipe
    )
    assert f"{MAX_TEXT // 1000} Ko" in recipe


def test_every_released_pack_is_read_for_ever(root: Path, content: ShippedContent) -> None:
    for path in sorted((root / "tests" / "fixtures" / "packs").glob("*.guide")):
        summary, data = content.offer(path)
        content.use(data)
        assert content.manifest == summary.manifest
        assert content.guide.practice("p02").statements[4].text == packs.NEW_WORDING
        assert content.guide.practice("c00p01").statements
        assert content.official is not None
