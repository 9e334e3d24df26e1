"""What the foreign bytes are made from: real files of every kind, and how rows and lines are disturbed."""

import json
import os
import random
import shutil
import sqlite3
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

from hypothesis import strategies as st
from PIL import Image

from desk.data.store import TABLES
from desk.notebook import opening
from desk.notebook.book import Environment
from tests import packs
from tests.notebook.runs import Someone
from tests.torture.fuzz_bytes import HARMS, ODD_TEXTS, ODD_VALUES

FIXTURES = Path(__file__).parent.parent / "fixtures"


def disturb_rows(path: Path, chance: random.Random) -> None:
    """Some values of some rows, some rows gone or doubled, whatever the constraints let through."""
    connection = sqlite3.connect(path, isolation_level=None)
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for _ in range(chance.choice((1, 1, 2, 5))):
        table = chance.choice([each for each in TABLES if each in present])
        column = chance.choice([each[1] for each in connection.execute(f"PRAGMA table_info([{table}])")])
        rowids = [each for (each,) in connection.execute(f"SELECT rowid FROM [{table}]")]
        if not rowids:
            continue
        try:
            if chance.random() < 0.1:
                connection.execute(f"DELETE FROM [{table}] WHERE rowid = ?", [chance.choice(rowids)])
            else:
                value = chance.choice([each for each in ODD_VALUES if not isinstance(each, list | dict)])
                sql = f"UPDATE [{table}] SET [{column}] = ? WHERE rowid = ?"
                connection.execute(sql, [value, chance.choice(rowids)])
        except (sqlite3.Error, OverflowError, UnicodeEncodeError):
            continue
    connection.close()


def harmed_once(chance: random.Random, content: bytes) -> bytes:
    """A text file with one line changed, doubled or gone, or its bytes harmed."""
    if chance.random() < 0.4:
        return chance.choice(HARMS)(chance, content)
    lines = content.split(b"\n")
    place = chance.randrange(len(lines))
    name, sign, _value = lines[place].partition(b"=")
    odd = json.dumps(chance.choice(ODD_VALUES)).encode()
    lines[place : place + 1] = chance.choice(([], [lines[place]] * 2, [name + sign + odd], [odd]))
    return b"\n".join(lines)


def small_carnet(env: Environment, path: Path) -> bytes:
    """A carnet with a little of everything that can be written without two people's sheets."""
    shutil.copyfile(max((FIXTURES / "carnets").iterdir()), path)
    book = opening.open_notebook(path, env)
    someone = Someone(book, 7)
    someone.prepare()
    someone.do(120)
    opening.close(book)
    return path.read_bytes()


def files_of(kind: str) -> list[bytes]:
    """The real files of a kind, of every version."""
    return [path.read_bytes() for path in sorted((FIXTURES / kind).iterdir())]


def parcels(reports: list[bytes]) -> list[bytes]:
    """A message and an archive as they reach a centre de gestion."""
    message = EmailMessage()
    message["From"], message["Subject"] = "mairie@exemple.invalid", "Bilan"
    message.set_content("Bonjour")
    message.add_attachment(reports[0], maintype="application", subtype="pdf", filename="bilan.pdf")
    return [bytes(message), packs.archive({"bilan.pdf": reports[-1], "sous/b.pdf": reports[0]})]


def photos() -> list[bytes]:
    """A JPEG in grey, one in colours."""
    found = []
    for mode in ("L", "RGB"):
        out = BytesIO()
        Image.new(mode, (40, 60)).save(out, "JPEG")
        found.append(out.getvalue())
    return found


def typed() -> st.SearchStrategy[bytes]:
    """What someone may type in a line."""
    words = st.sampled_from(
        (*ODD_TEXTS, "convenu :", "Mme Fabre", "avant le 15 décembre", "d’ici mardi", "@SGM", "²")
    )
    texts = st.lists(words | st.text(max_size=40), max_size=6).map(" ".join) | st.text(max_size=300)
    return texts.map(lambda text: text.encode("utf-8", "surrogatepass"))


LOCK = {"user": "claire", "host": "mairie-01", "since": "2026-11-22T14:32:00", "pid": os.getpid()}
MEMORY = {
    "empreinte": "x", "carnet": "/x/y.binome", "copie": "2026-11-22_143200.binome", "essai": "2026-11-20",
    "second": "/media/cle", "second_le": "2026-11-20T10:00:00", "propose": True, "effacement": None,
    "echec": ["Une phrase.", "Un conseil."],
}  # fmt: skip
