"""A pack made for the tests: an invented centre de gestion, real files, and archives of any kind."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from pypdf import PdfWriter

from desk.data.pack_manifest import hashed

GUIDE = Path(__file__).parents[1] / "resources" / "guide"
PAGES = (
    "qui-fait-quoi", "mon-cdg", "quand-ne-pas", "droit-et-donnees", "origine", "glossaire",
    "tenir-un-point", "proposer-maire", "proposer-sgm",
)  # fmt: skip
MANIFEST = """\
schema = 1
id = "cdg00"
publisher = "Centre de gestion de l’exemple"
title = "Guide de la coordination"
version = "2027.1"
published = 2027-01-11
campaign = "Regards croisés, printemps 2027"
closes = 2027-06-30
reports_to = "bilans@exemple.invalid"
"""
STATEMENT = """
[[statement]]
id = "c00p01s1"
revision = 1
text = "Nous connaissons une commune que nous pouvons appeler."
scale = "frequence"
"""
OWN_TOML = f"""\
id = "c00p01"
number = 1
title = "Se retrouver entre communes"
short_title = "Se retrouver"
opening_question = "Qui pouvons-nous appeler, dans une commune voisine ?"
first_step = "Noter le numéro d’une mairie voisine."
related = ["p01"]
{STATEMENT}
[[fact]]
text = "Le centre de gestion anime le réseau des secrétaires généraux de mairie."
reference = "CGFP L452-38, 13°"
as_of = 2026-02-28
tag = "S"
"""
OWN_TEXT = """\
## Pourquoi

Deux communes voisines rencontrent les mêmes questions.

## Ce que peut faire {le maire}

- Appeler un maire voisin.

## Ce que peut faire {le SGM}

- Aller à la réunion du réseau.

## Ensemble

Choisir une date, puis lire [Tenir un rendez-vous](practice:p01) et [D’où vient ce guide](page:origine).

## Un exemple

Mardi 12 janvier 2027, à 10 h, deux mairies comparent leur calendrier du budget.

## Le premier pas cette semaine

Noter un numéro.

## Les pièges

- **Attendre la panne.** On appelle mieux un voisin que l’on connaît.
"""
NEW_WORDING = "Une consigne sensible est écrite et datée."


def guide_toml(practices: tuple[str, ...], pages: tuple[str, ...] = (*PAGES, "reseau")) -> str:
    """The list of practices and pages in force."""
    listed = ", ".join(f'"{one}"' for one in practices)
    shown = ", ".join(f'"{one}"' for one in pages)
    head = '# En usage.\nschema = 1\nid = "cdg00"\npublisher = "CDG"\nlicence = "Licence Ouverte 2.0"\n'
    return f'{head}version = "2027.1"\npublished = 2027-01-11\npractices = [{listed}]\npages = [{shown}]\n'


def pdf(pages: int = 2) -> bytes:
    """A real PDF."""
    writer, out = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(210, 297)
    writer.write(out)
    return out.getvalue()


def files(practices: tuple[str, ...] = ("p01", "p02", "c00p01", "p05")) -> dict[str, bytes]:
    """A pack that replaces p02 (one statement reworded), adds c00p01 and a page, leaves out the rest."""
    reworded = (GUIDE / "p02" / "practice.toml").read_text("utf-8")
    old = (
        'revision = 1\ntext = "Une consigne sensible (argent, personnel, urbanisme) laisse une trace écrite."'
    )
    assert old in reworded
    reworded = reworded.replace(old, f'revision = 2\ntext = "{NEW_WORDING}"')
    reworded = reworded.replace('related = ["p03", "p07"]', "related = []")
    texts = {
        "manifest.toml": MANIFEST,
        "guide.toml": guide_toml(practices),
        "p02/practice.toml": reworded.replace(
            'title = "Clarifier les rôles"', 'title = "Dire qui fait quoi"', 1
        ),
        "c00p01/practice.toml": OWN_TOML,
        "c00p01/text.md": OWN_TEXT,
        "pages/reseau.md": "# Notre réseau\n\nIl se réunit trois fois par an.\n",
        "cdg.toml": 'schema = 1\nname = "CDG de l’exemple"\ncontact = "reseau@exemple.invalid"\n',
    }
    return {**{name: text.encode() for name, text in texts.items()}, "officiel.pdf": pdf()}


def sealed(content: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same with the SHA-256 of each file in its manifest, true or not to the rest of the rules."""
    manifest = content["manifest.toml"].decode()
    for name, digest in hashed(content).items():
        manifest += f'\n[[file]]\npath = "{name}"\nsha256 = "{digest}"\n'
    return {**content, "manifest.toml": manifest.encode()}


def archive(content: Mapping[str, bytes], method: int = ZIP_STORED) -> bytes:
    """A zip of these files, whatever their names."""
    out = BytesIO()
    with ZipFile(out, "w", method) as made:
        for name, data in content.items():
            entry = ZipInfo(name)
            entry.filename = name  # ZipInfo cuts a name at a nul; a hostile file does not
            entry.compress_type = method
            made.writestr(entry, data)
    return out.getvalue()


def write(content: Mapping[str, bytes], folder: Path) -> Path:
    """The folder a pack is made of."""
    for name, data in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def replaced(content: Mapping[str, bytes], name: str, old: str, new: str) -> dict[str, bytes]:
    """The same, one passage of one file changed."""
    text = content[name].decode()
    assert old in text, old
    return {**content, name: text.replace(old, new, 1).encode()}


def pack(**without: object) -> bytes:
    """The `*.guide` of the tests."""
    return archive(sealed(files(**without)))  # type: ignore[arg-type]
