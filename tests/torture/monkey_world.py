"""Where the monkey plays: carnets, odd files and words, a clock that jumps, a system answering at random."""

import random
import shutil
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QDesktopServices, QImage
from PySide6.QtWidgets import QFileDialog

from desk import paths
from desk.core.people import Seat
from desk.notebook import demo, environment, meetings, opening, people, rounds
from desk.notebook.book import Environment, Notebook

FIXTURES = Path(__file__).parent.parent / "fixtures"
BASE = datetime.combine(date(2026, 11, 22), time(14, 32))
CODE = "marche lundi cahier olive"
WORDS = (
    "École : portail à réparer avant lundi",
    "Convenu : un avis écrit avant toute annonce",
    "Mme Petit appelle la préfecture avant le 15 décembre",
    "😀👩‍👩‍👧‍👦🇫🇷 œuvre, ça, naïve",
    "Z̵̛̈a̶̧lgo ﷽ עברית 漢字",
    "\x00\x01\x07\x1b[31m\x7f\u200b\u202e\ufeff",
    "   ",
    "'; DROP TABLE action; --",
    "<b>gras</b> &amp; <script>x</script> %s {0} \\n",
    "=cmd|' /C calc'!A0\t;\"",
    "12/12/2026",
    "31/02/2026",
    "25:99",
    "9h30",
    "36202",
    "-1",
    "999999999999999999999",
    "ligne un\nligne deux\r\nligne trois\u2028quatre\u2029cinq",
    "a" * 5_000,
    "mot " * 12_500,
    "😀" * 50_000,
)
RTF = rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0\b Bonjour {\i \'e9cole}\par\pard}"


class World:
    """`folder` holds all of it; `dice` decides what the system answers. `now` is the clock's."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.folder, self.dice = folder, dice
        self._jump = timedelta()
        self._spent = timedelta()
        self.profile = paths.profile(folder / "profil")
        self.carnet = folder / "carnet.binome"
        self.env = self._environment()
        self._model = folder / "modele" / "valmont.binome"
        self._model.parent.mkdir(parents=True)
        self._make_model()
        self.files = self._odd_files()
        self.renew()
        self._answer_for_the_system()

    def _make_model(self) -> None:
        """Two years of a carnet that is not an example, which would invite to begin another on every page."""
        book = demo.build(self._model, self.env, BASE.date())
        people.update_commune(book, replace(people.commune(book), example=False, insee="36202"))
        with book.store.atomic():
            book.store.update("commune", 1, {"example": 0})
        opening.close(book)

    def _environment(self) -> Environment:
        chance = random.Random(f"ids {self.dice.random()}")
        return replace(
            environment.make(paths.resources(), self.profile.copies, self.now, self.profile.guide),
            random_bytes=chance.randbytes,
            new_id=lambda: str(UUID(int=chance.getrandbits(128), version=4)),
        )

    def now(self) -> datetime:
        """The clock: it goes on by itself, and may have been set."""
        return BASE + self._spent + self._jump

    def tick(self) -> None:
        """Some seconds between two actions."""
        self._spent += timedelta(seconds=7)

    def jump(self) -> str:
        """Someone or something sets the clock, forwards or back."""
        minutes, day = timedelta(minutes=1), timedelta(days=1)
        steps = (4 * minutes, 7 * minutes, day, -day, 35 * day, -400 * day, 39 * day, 123 * day, timedelta())
        self._jump = self.dice.choice(steps)
        return f"the clock shows {self.now():%Y-%m-%d %H:%M}"

    def settle(self) -> None:
        """The clock is right again."""
        self._jump = timedelta()

    def renew(self) -> None:
        """The carnet is as on the first day."""
        shutil.copyfile(self._model, self.carnet)

    def text(self) -> str:
        """What someone types or pastes, mostly short."""
        return self.dice.choice(WORDS[:17] * 3 + WORDS)

    def copied(self) -> QMimeData:
        """What may lie in the clipboard of an office."""
        data = QMimeData()
        kind = self.dice.randrange(5)
        if kind == 0:
            data.setData("text/rtf", RTF)
        elif kind == 1:
            data.setHtml("<table><tr><td>Un</td><td>deux<img src='x.png'></td></tr></table>")
        elif kind == 2:
            picture = QImage(8, 8, QImage.Format.Format_RGB32)
            picture.fill(QColor("red"))
            data.setImageData(picture)
        elif kind == 3:
            data.setText(self.text())
            data.setHtml("<p>autre chose</p>")
        else:
            data.setText(self.text())
        return data

    def to_open(self) -> str:
        """What someone points at, or nothing."""
        return self.dice.choice(["", *map(str, self.files)])

    def to_save(self) -> str:
        """Where someone wants to save, possible or not."""
        out = self.folder / "sorties"
        out.mkdir(exist_ok=True)
        names = (
            "bilan.pdf",
            "Relevé d’été à l’école (2).pdf",
            "sans suffixe",
            "x" * 251 + ".pdf",
            ".cache",
            "a.b.c",
        )
        chosen = [out / name for name in names]
        chosen += [out, self.folder / "parti" / "x.pdf", self.carnet, self.files[0]]
        return self.dice.choice(["", *map(str, chosen)])

    def _odd_files(self) -> list[Path]:
        folder = self.folder / "reçus"
        folder.mkdir()
        sources = [path for kind in ("carnets", "forms", "packs", "returned", "reports", "exports")
                   for path in sorted((FIXTURES / kind).iterdir())]  # fmt: skip
        found = [Path(shutil.copy(each, folder / f"{each.parent.name} {each.name}")) for each in sources]
        whole = bytearray(self._model.read_bytes())
        newer, damaged = bytearray(whole), bytearray(whole)
        newer[60:64] = (99).to_bytes(4, "big")
        damaged[4096 * 3 : 4096 * 4] = b"\xa5" * 4096
        odd: dict[str, bytes | bytearray] = {
            "plus récent.binome": newer,
            "abîmé.binome": damaged,
            "coupé.binome": whole[:9000],
            "vide.binome": b"",
            "lettre.binome": b"Madame, Monsieur,",
            "vide.pdf": b"",
            "photo.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
            "pas un guide.guide": b"PK\x03\x04" + bytes(60),
        }
        for name, content in odd.items():
            (folder / name).write_bytes(bytes(content))
            found.append(folder / name)
        return [*found, folder, self.folder / "parti.binome"]

    def _answer_for_the_system(self) -> None:
        """The system's own windows are not ours: what comes back from them is decided here."""

        def several(*_args: object, **_options: object) -> tuple[list[str], str]:
            return [name for name in (self.to_open(), self.to_open()) if name], ""

        answers = {
            "getOpenFileName": lambda *_args, **_options: (self.to_open(), ""),
            "getOpenFileNames": several,
            "getSaveFileName": lambda *_args, **_options: (self.to_save(), ""),
            "getExistingDirectory": lambda *_args, **_options: self.dice.choice(
                ["", str(self.folder / "sorties"), str(self.folder / "parti")]
            ),
        }
        for name, answer in answers.items():
            setattr(QFileDialog, name, staticmethod(answer))
        opens = staticmethod(lambda _url: self.dice.random() < 0.5)
        QDesktopServices.openUrl = opens  # type: ignore[method-assign]


def place(book: Notebook, target: str, dice: random.Random) -> dict[str, str] | None:
    """What `window.go(target)` needs, picked by chance in the carnet; None when there is no such thing."""
    found: dict[str, list[str]] = {
        "practice_id": [each.id for each in book.guide.practices],
        "page_id": [each.id for each in book.guide.pages],
        "path_id": ["nouveau-mandat", "nouvelle-personne"],
        "meeting_id": [each.id for each in meetings.all_meetings(book)][-12:],
        "round_id": [each.id for each in rounds.opened(book)],
        "seat": [seat.value for seat in Seat],
    }
    name = _NEEDS.get(target)
    if name is None:
        return {"view": "actions"} if target == "meetings" and dice.random() < 0.4 else {}
    return {name: dice.choice(found[name])} if found[name] else None


_NEEDS = {
    "practice": "practice_id",
    "guide_page": "page_id",
    "journey": "path_id",
    "meeting": "meeting_id",
    "comparison": "round_id",
    "sheet": "seat",
}
