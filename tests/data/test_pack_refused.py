"""Each hostile, damaged or mistaken pack is refused with its own sentence; nothing changes on the disk."""

import re
import stat
import struct
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from desk.core.errors import UserError
from desk.data import pack_check
from desk.data.pack_store import PackStore
from tests import packs

Files = dict[str, bytes]


def refusal(content: bytes) -> str:
    with pytest.raises(UserError) as caught:
        pack_check.checked(content, packs.GUIDE)
    assert "guide en usage reste le même" in caught.value.advice
    return caught.value.sentence


def with_entry(entry: ZipInfo, data: bytes = b"x") -> bytes:
    out = BytesIO(packs.pack())
    with ZipFile(out, "a") as archive:
        archive.writestr(entry, data)
    return out.getvalue()


def linked(mode: int, name: str = "pages/lien.md") -> bytes:
    entry = ZipInfo(name)
    entry.create_system, entry.external_attr = 3, (mode | 0o777) << 16
    return with_entry(entry, b"/etc/passwd")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../../.bashrc", "veut sortir de son dossier"),
        ("pages/../../x.md", "veut sortir de son dossier"),
        ("/etc/cron.d/x", "à un endroit précis du disque"),
        ("C:/Windows/x.md", "sur un autre disque"),
        ("c:x.md", "sur un autre disque"),
        ("pages\\..\\x.md", "barre oblique inversée"),
        ("pages//x.md", "n’est pas un chemin"),
        ("./guide.toml", "n’est pas un chemin"),
        ("pages/con.md", "réservé par Windows"),
        ("AUX/text.md", "réservé par Windows"),
        ("pages/nul .md", "réservé par Windows"),
        ("pages/lpt1.a.md", "réservé par Windows"),
        ("pages/x.md\x00.exe", "caractère nul"),
        ("pages/x\n.md", "caractère de commande"),
        ("pages/x.md.", "finit par un point ou une espace"),
        ("pages/" + "x" * 200 + ".md", "trop long"),
        ("Guide.toml", "des majuscules"),
        ("pages/dossier.zip", "« pages/dossier.zip » n’a pas sa place"),
        ("p02/script.py", "n’a pas sa place"),
        ("pages/Reseau2.md", "n’a pas sa place"),
        ("calendar.toml", "n’a pas sa place"),
        ("p02/p02/text.md", "n’a pas sa place"),
    ],
)
def test_a_name_that_leads_elsewhere_or_is_no_part_of_a_guide(name: str, reason: str) -> None:
    assert reason in refusal(packs.archive(packs.sealed({**packs.files(), name: b"x"})))


def test_the_same_name_twice() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = with_entry(ZipInfo("guide.toml"))
    assert "ont le même nom (« guide.toml »)" in refusal(content)


def test_links_and_devices() -> None:
    assert "« pages/lien.md » est un raccourci" in refusal(linked(stat.S_IFLNK))
    assert "n’est pas un fichier ordinaire" in refusal(linked(stat.S_IFCHR))
    assert "n’est pas un fichier ordinaire" in refusal(linked(stat.S_IFIFO))


def test_too_many_entries_whatever_the_end_of_the_file_says() -> None:
    many = {f"pages/a{number}.md": b"# A\n" for number in range(401)}
    content = packs.archive({**packs.files(), **many})
    assert "plus de 400 fichiers" in refusal(content)
    lying = bytearray(content)
    struct.pack_into("<HH", lying, len(lying) - 14, 3, 3)
    assert "plus de 400 fichiers" in refusal(bytes(lying))


def test_a_table_of_contents_too_long_is_not_read() -> None:
    crowd = packs.archive({f"{number}": b"" for number in range(30_000)})
    lying = bytearray(crowd)
    struct.pack_into("<HH", lying, len(lying) - 14, 3, 3)
    assert "abîmé" in refusal(bytes(lying)), "had it been read, its entries would have been counted"


def test_bombs() -> None:
    bomb = packs.archive({**packs.files(), "officiel.pdf": b"%PDF-" + bytes(6_000_000)}, ZIP_DEFLATED)
    assert len(bomb) < 100_000
    assert "« officiel.pdf » pèse plus de 5 Mo" in refusal(bomb)
    heavy = {f"pages/a{number}.md": bytes(4_900_000) for number in range(6)}
    assert "ensemble plus de 25 Mo" in refusal(packs.archive({**packs.files(), **heavy}, ZIP_DEFLATED))


def test_a_header_that_lies_about_a_size() -> None:
    """Announced small: no more than that is read, and the rest is seen to be missing."""
    content = packs.archive(packs.sealed({**packs.files(), "officiel.pdf": bytes(9_000_000)}), ZIP_DEFLATED)
    lying = content.replace(struct.pack("<L", 9_000_000), struct.pack("<L", 90))
    assert lying != content
    assert "abîmé" in refusal(lying)


def test_an_archive_heavier_than_any_guide(tmp_path: Path) -> None:
    path = tmp_path / "lourd.guide"
    with path.open("wb") as handle:
        handle.truncate(27_000_000)
    with pytest.raises(UserError, match="pèse plus de 26 Mo"):
        pack_check.checked_path(path, packs.GUIDE)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: b"bonjour",
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: content + b"x",
        lambda content: content.replace(b"[[fact]]", b"[[fait]]"),
        lambda content: content.replace(b"PK\x01\x02", b"PK\x01\x09"),
    ],
)
def test_a_damaged_file(spoil: Callable[[bytes], bytes]) -> None:
    assert "abîmé" in refusal(spoil(packs.pack()))


def test_any_byte_may_be_wrong() -> None:
    """Whatever byte of the archive is changed, it is read or refused, and never breaks its reader."""
    content = packs.pack()
    for place in range(0, len(content), 97):
        changed = bytearray(content)
        changed[place] ^= 0xFF
        with suppress(UserError):
            pack_check.checked(bytes(changed), packs.GUIDE)


def test_ways_of_packing_that_are_not_read() -> None:
    assert "comprimé d’une façon inconnue" in refusal(packs.archive(packs.sealed(packs.files()), ZIP_BZIP2))
    locked = bytearray(packs.pack())
    place = locked.index(b"PK\x01\x02")
    struct.pack_into("<H", locked, place + 8, 1)
    assert "protégé par un mot de passe" in refusal(bytes(locked))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda f: {k: v for k, v in f.items() if k != "manifest.toml"}, "pas de manifest.toml"),
        (lambda f: {k: v for k, v in f.items() if k != "cdg.toml"}, "« cdg.toml », annoncé dans manifest"),
        (lambda f: {**f, "pages/autre.md": b"# Autre\n\nUn mot.\n"}, "« pages/autre.md » n’est pas annoncé"),
        (lambda f: {**f, "cdg.toml": f["cdg.toml"] + b"\n"}, "« cdg.toml » a été modifié ou abîmé"),
        (lambda f: {**f, "officiel.pdf": packs.pdf(3)}, "« officiel.pdf » a été modifié ou abîmé"),
    ],
)
def test_what_the_manifest_does_not_bear_out(change: Callable[[Files], Files], reason: str) -> None:
    assert reason in refusal(packs.archive(change(packs.sealed(packs.files()))))


def test_a_newer_pack_is_told_as_such_before_anything_it_may_hold() -> None:
    newer = packs.replaced(packs.files(), "manifest.toml", "schema = 1", 'schema = 2\ncolour = "vert"')
    sentence = refusal(packs.archive({**newer, "p99/nouveau.toml": b"x"}))
    assert sentence == "Ce guide est fait pour une version plus récente de Binôme."


MISTAKES = [
    ("manifest.toml", "publisher = ", "publisher : ", "TOML"),
    ("manifest.toml", "schema = 1", "schema = true", "ne commence pas par"),
    ("manifest.toml", "schema = 1\n", "", "ne commence pas par"),
    ("manifest.toml", 'id = "cdg00"', 'id = "binome"', "un mot à vous"),
    ("manifest.toml", 'id = "cdg00"', 'id = "CDG 00"', "un mot à vous"),
    ("manifest.toml", "published = 2027-01-11", 'published = "hier"', "doit être une date"),
    ("manifest.toml", 'version = "2027.1"', f'version = "{"1" * 200}"', "160 caractères"),
    ("manifest.toml", "campaign", "campagne", "« campagne » est inconnue"),
    ("manifest.toml", "bilans@", "mailto:bilans@", "« mailto: » n’est pas admis"),
    ("manifest.toml", "reports_to = ", f'reports_subject = "{"B" * 200}"\nreports_to = ', "160 caractères"),
    ("manifest.toml", "reports_to = ", "reports_subject = 3\nreports_to = ", "doit être un texte"),
    ("guide.toml", '"p02"', '"p22"', "« p22 » est un identifiant de Binôme"),
    ("guide.toml", '"c00p01"', '"conseil"', "n’a pas la forme « c36p01 »"),
    ("guide.toml", '"c00p01"', '"c00p02"', "« c00p02/practice.toml » manque"),
    ("guide.toml", '"c00p01"', '"../p01"', "minuscules"),
    ("guide.toml", '"reseau"', '"absente"', "« pages/absente.md » manque"),
    ("guide.toml", 'practices = ["p01", "p02", "c00p01", "p05"]', "practices = []", "de 1 à 40 pratiques"),
    ("guide.toml", "schema = 1", "schema = 3", "le schéma 3"),
    ("c00p01/practice.toml", 'scale = "frequence"', 'scale = "souvent"', "valeur connue"),
    ("c00p01/practice.toml", 'related = ["p01"]', 'related = ["p03"]', "« p03 » n’est pas dans ce guide"),
    ("c00p01/practice.toml", "c00p01s1", "c00p02s1", "forme « c00p01s1 »"),
    ("c00p01/practice.toml", 'tag = "S"', 'tag = "?"', "certitude"),
    ("c00p01/practice.toml", "Nous connaissons", "<b>Nous</b> connaissons", "HTML"),
    ("c00p01/practice.toml", "Nous connaissons", "Nous \\u202e connaissons", "tel quel"),
    ("c00p01/practice.toml", "Nous connaissons", "Nous \u202e connaissons", "invisible"),
    ("c00p01/practice.toml", "id = ", "a" + ".a" * 90 + " = 1\nid = ", "60 points"),
    ("c00p01/practice.toml", "id = ", f"x = {'[' * 3000}\nid = ", "TOML"),
    ("c00p01/practice.toml", "id = ", f"x = 0{'1' * 3000}\nid = ", "TOML"),
    ("c00p01/practice.toml", 'short_title = "Se', f'short_title = "{"a" * 160}', "« short_title » tient"),
    (
        "c00p01/practice.toml",
        '"Nous connaissons',
        '"""Nous\nconnaissons une commune."""\n#',
        "« text » tient",
    ),
    ("c00p01/practice.toml", "Nous connaissons", "Nous " * 130, "« text » tient sur une ligne de 600"),
    ("p02/practice.toml", "revision = 2", "revision = 1", "sa révision doit dépasser 1"),
    ("p02/practice.toml", 'scale = "avancement"', 'scale = "frequence"', "change d’échelle"),
    ("p02/practice.toml", '"p02s5"', '"p02s6"', "commencent à « p02s50 »"),
    ("c00p01/text.md", "(practice:p01)", "(javascript:alert)", "javascript:"),
    ("c00p01/text.md", "(practice:p01)", "(file:///c:/x.exe)", "file:"),
    ("c00p01/text.md", "(practice:p01)", "(http://exemple.invalid)", "http:"),
    ("c00p01/text.md", "(practice:p01)", "(HTTPS://exemple.invalid)", "HTTPS:"),
    ("c00p01/text.md", "(practice:p01)", "(x.html)", "un lien mène à"),
    ("c00p01/text.md", "(practice:p01)", "(practice:p03)", "ne mène nulle part"),
    ("c00p01/text.md", "## Pourquoi", "## Comment", "on attend « Pourquoi »"),
    ("c00p01/text.md", "Deux communes", "{Deux SGM} communes", "marque"),
    ("c00p01/text.md", "Deux communes", "Deux" + "\n" * 2000 + "communes", "2000 lignes"),
    ("c00p01/text.md", "Deux communes", "Deux " * 900 + "communes", "4000 caractères"),
    ("pages/reseau.md", "# Notre", "Notre", "titre"),
    ("pages/reseau.md", "# Notre", "# Notre" + " grand" * 30, "un titre a 160 caractères"),
    ("pages/reseau.md", "# Notre", "# {foo SGM} Notre", "marque"),
    ("cdg.toml", "contact", "telephone", "« telephone » est inconnue"),
    ("cdg.toml", "reseau@exemple.invalid", "a " * 600, "dépasse 1000 caractères"),
]


@pytest.mark.parametrize(("name", "old", "new", "reason"), MISTAKES)
def test_a_mistake_is_told_with_its_file_and_its_line(name: str, old: str, new: str, reason: str) -> None:
    sentence = refusal(packs.archive(packs.sealed(packs.replaced(packs.files(), name, old, new))))
    assert reason in sentence
    if "ne commence pas par" not in reason:
        named = re.search(r"« ([\w/.-]+) », ligne \d+", sentence)
        assert named, sentence
        assert named[1] == name


def test_the_line_told_is_the_one_of_the_mistake() -> None:
    content = packs.replaced(packs.files(), "c00p01/text.md", "- Appeler", "- [Appeler](data:text/html)")
    line = (
        content["c00p01/text.md"].decode().split("\n").index("- [Appeler](data:text/html) un maire voisin.")
    )
    assert f"« c00p01/text.md », ligne {line + 1}," in refusal(packs.archive(packs.sealed(content)))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            {"pages/reseau.md": b"# R\xe9seau\n\nUn mot.\n"},
            "« pages/reseau.md », ligne 1, est incorrect : le texte",
        ),
        ({"pages/reseau.md": b"# A\n\n" + b"mot " * 40_000}, "pèse plus de 128 Ko"),
        ({"officiel.pdf": b"MZ\x90\x00 un programme"}, "« officiel.pdf » n’est pas un PDF"),
        ({"officiel.pdf": packs.pdf()[:300]}, "« officiel.pdf » n’est pas un PDF"),
        ({"p03/text.md": b"x"}, "sa pratique manque à la liste"),
        ({"pages/autre.md": b"# A\n\nUn mot.\n"}, "la page manque à la liste"),
        ({"p02/text.md": b"## Pourquoi\n\nUn mot.\n"}, "« Ce que peut faire {le maire} » manque"),
        (
            {
                "c00p01/practice.toml": packs.OWN_TOML.encode()
                + b"".join(packs.STATEMENT.replace("s1", f"s{n}").encode() for n in range(2, 14))
            },
            "une pratique a 12 énoncés au plus",
        ),
        ({"roles.toml": b"schema = 1\n"}, "« roles.toml », ligne 1"),
        ({"kit/note-cst.md": b"# Note\n\n[A](practice:p01)\n"}, "il ne porte pas de lien"),
    ],
)
def test_files_that_are_not_what_their_name_says(content: Mapping[str, bytes], reason: str) -> None:
    assert reason in refusal(packs.archive(packs.sealed({**packs.files(), **content})))


def test_the_slowest_texts_that_pass_the_bounds_are_read_in_seconds() -> None:
    table = '[[fact]]\ntext = "a"\nreference = "b"\nas_of = 2026-02-28\ntag = "S"\n'
    filling = "# \n" * (1_980 - table.count("\n") * 145)
    content = packs.files(("p01", *(f"c00p{number:02d}" for number in range(1, 39))))
    for number in range(1, 39):
        own = packs.OWN_TOML.replace("c00p01", f"c00p{number:02d}").replace('related = ["p01"]\n', "")
        content[f"c00p{number:02d}/practice.toml"] = (own + table * 145 + filling).encode()
        content[f"c00p{number:02d}/text.md"] = packs.OWN_TEXT.encode()
    del content["p02/practice.toml"]
    started = time.perf_counter()
    assert "ensemble plus de 20000 lignes" in refusal(packs.archive(packs.sealed(content)))
    for number in range(10, 39):
        content[f"c00p{number:02d}/practice.toml"] = packs.OWN_TOML.replace(
            "c00p01", f"c00p{number:02d}"
        ).encode()
    pack_check.checked(packs.archive(packs.sealed(content)), packs.GUIDE)
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize(
    "content",
    [
        b"bonjour",
        packs.archive(packs.files()),
        packs.archive({**packs.files(), "../x": b"x"}),
        linked(stat.S_IFLNK),
    ],
)
def test_nothing_changes_on_the_disk(tmp_path: Path, content: bytes) -> None:
    store = PackStore(tmp_path / "guide", packs.GUIDE, "1.2.3")
    store.install(packs.pack(), pack_check.checked(packs.pack(), packs.GUIDE))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    used = store.folder()
    with pytest.raises(UserError):
        store.install(content, pack_check.checked(content, packs.GUIDE))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    assert store.folder() == used
