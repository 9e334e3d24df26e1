"""Every reader of foreign bytes in the program, each with its corpus and what it may answer."""

import json
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from desk import paths
from desk.core.errors import UserError
from desk.core.people import Seat
from desk.core.quick_line import understand
from desk.core.search import words_of
from desk.data.lock import read_holder
from desk.data.settings import SettingsFile
from desk.exchange.child import Child
from desk.exchange.photo import page_of
from desk.notebook import environment, imported, opening, people, safety, search_points, transfer
from desk.notebook.book import Environment, Notebook
from desk.pdf.read_report import read_report
from tests import packs
from tests.torture.formats import NOW
from tests.torture.fuzz_bytes import ODD_TEXTS, Foreign, harmed, odd_json
from tests.torture.fuzz_corpus import (
    LOCK,
    MEMORY,
    disturb_rows,
    files_of,
    harmed_once,
    parcels,
    photos,
    small_carnet,
    typed,
)
from tests.torture.glance import read_everything

Read = Callable[[bytes], str]
# What an import takes for « une de ses lignes n’a pas la forme attendue ».
_ODD = (LookupError, ValueError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Reader:
    """`read` is given foreign bytes and says what came of them; a UserError is an answer, the rest a breach.

    `files` is how many real files the bytes are made from, `weight` its part of the runs.
    """

    name: str
    files: int
    foreign: st.SearchStrategy[Foreign] | st.SearchStrategy[bytes]
    read: Read
    weight: int


class Bench:
    """The folder, the environment and the document process that the readers share."""

    def __init__(self, folder: Path, child: Child) -> None:
        self.folder, self.child = folder, child
        self.env = environment.make(paths.resources(), folder / "copies", lambda: NOW, folder / "guide")
        self.carnets = [small_carnet(self.env, folder / "petit.binome"), *files_of("carnets")]
        self.book = opening.open_notebook(self._kept("gardé.binome"), self.env)

    def readers(self) -> Iterator[Reader]:
        """All of them."""
        exports = [json.loads(each) for each in files_of("exports")] + [self._small_export()]
        forms, reports = files_of("forms") + files_of("returned"), files_of("reports")
        guides = [*files_of("packs"), packs.pack()]
        small = [b"", json.dumps(LOCK).encode(), "[Binôme]\ntheme = dark\nscale = 1.4\n".encode()]
        sent = parcels(reports)
        yield Reader("carnet", len(self.carnets), harmed(self.carnets), self._carnet, 6)
        yield Reader("rows of a carnet", 1, st.binary(min_size=8, max_size=8), self._rows, 10)
        yield Reader("export", len(exports), odd_json(exports), self._export, 10)
        yield Reader(
            "export, harmed", 5, harmed([*files_of("exports")[-1:], b"{}", b"[" * 99_999]), self._export, 2
        )
        yield Reader("pack", len(guides), harmed(guides), self._pack, 6)
        yield Reader(
            "files of a pack", len(packs.files()), st.binary(min_size=8, max_size=8), self._pack_file, 6
        )
        yield Reader("form", len(forms), harmed(forms), self._form, 10)
        yield Reader("report", len(reports), harmed(reports), self._report, 10)
        yield Reader("parcel", len(sent), harmed(sent), self._parcel, 6)
        yield Reader("photo", 2, harmed(photos()), self._photo, 10)
        yield Reader("settings", 1, harmed(small), self._settings, 10)
        yield Reader("lock", 1, harmed(small) | odd_json([LOCK]), self._lock, 10)
        yield Reader("memory of the copies", 2, harmed(small) | odd_json([MEMORY]), self._memory, 4)
        yield Reader("typed line", len(ODD_TEXTS), typed(), self._line, 12)

    def _carnet(self, content: bytes) -> str:
        """Opened, opened to read, checked."""
        path = self._put("carnet.binome", content)
        for told in (lambda: transfer.check(path, self.env), lambda: _looked(path, self.env, read_only=True)):
            _tried(told)
            assert path.read_bytes() == content, "reading changed the file"
        _looked(path, self.env)
        return "opened"

    def _rows(self, seed: bytes) -> str:
        """A sound file whose rows no program of ours wrote."""
        path = self._put("carnet.binome", self.carnets[int.from_bytes(seed[:1]) % len(self.carnets)])
        disturb_rows(path, random.Random(seed))
        with transfer.reading(path, self.env) as book:
            try:
                imported.check(book.store)
            except _ODD:
                return "found by the check of the rows"
            read_everything(book)
        _looked(path, self.env)
        return "opened"

    def _export(self, content: bytes) -> str:
        path = self.folder / "repris" / "repris.binome"
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir()
        try:
            transfer.restore(content, path)
        except UserError:
            assert not list(path.parent.iterdir()), "a refused export left something"
            raise
        _looked(path, self.env)
        return "restored"

    def _pack(self, content: bytes) -> str:
        summary, _bytes = self.env.content.offer(self._put("reçu.guide", content))
        return f"offered {type(summary).__name__}"

    def _pack_file(self, seed: bytes) -> str:
        """One file of a sound pack harmed, its SHA-256 made true again."""
        chance, content = random.Random(seed), packs.files()
        name = chance.choice(list(content))
        content[name] = harmed_once(chance, content[name])
        return self._pack(
            packs.archive(packs.sealed(content)) if name != "manifest.toml" else packs.archive(content)
        )

    def _form(self, content: bytes) -> str:
        reading = self.child.read_form(self._put("reçu.pdf", content))
        gone = self.child.stopped
        assert gone is None or gone.late or "MemoryError" in gone.told, (
            f"the process died: {gone.told[-300:]}"
        )
        return str(reading.verdict)

    def _report(self, content: bytes) -> str:
        return read_report(content)[0]

    def _parcel(self, content: bytes) -> str:
        kind = ".zip" if content.startswith(b"PK") else ".eml"
        parts = self.child.unpack(content, f"envoi{kind}")
        return "not opened" if parts[0].found == "abime" else f"{min(len(parts), 3)} parts"

    def _photo(self, content: bytes) -> str:
        return "a page" if page_of(content) else "no photo"

    def _settings(self, content: bytes) -> str:
        path = self._put("reglages.ini", content)
        kept = SettingsFile(path)
        kept.set("theme", kept.get("theme", "auto") + "x")
        assert SettingsFile(path).get("theme").endswith("x")
        return "kept"

    def _lock(self, content: bytes) -> str:
        return "named" if read_holder(self._put("verrou", content)) else "unnamed"

    def _memory(self, content: bytes) -> str:
        """Whatever small file stands in the copies' folder, the carnet opens."""
        folder = self.book.copies_folder
        for name in [each.name for each in folder.iterdir() if each.suffix != ".binome"]:
            (folder / name).write_bytes(content)
        safety.state(self.book)
        path = self._kept("gardé-2.binome")
        opening.close(opening.open_notebook(path, self.env))
        return "opened"

    def _line(self, content: bytes) -> str:
        text = content.decode("utf-8", "surrogatepass")
        found = understand(
            text, date(2026, 11, 22), people.pair(self.book), seat=Seat.ELU if len(text) % 5 == 0 else None
        )
        words_of(text)
        search_points.find(self.book, text.encode("utf-8", "replace").decode())
        return str(found.kind)

    def _put(self, name: str, content: bytes) -> Path:
        """A file with these bytes and nothing beside it, with no copy known."""
        folder = self.folder / "reçu"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        path = folder / name
        path.write_bytes(content)
        return path

    def _kept(self, name: str) -> Path:
        path = self.folder / name
        path.write_bytes(self.carnets[0])
        return path

    def _small_export(self) -> Any:
        return json.loads(transfer.export_json(self.book))


def _looked(path: Path, env: Environment, *, read_only: bool = False) -> None:
    """Open, read all that the pages show, close."""
    shutil.rmtree(env.copies, ignore_errors=True)
    book = opening.open_notebook(path, env, read_only=read_only)
    try:
        read_everything(book)
    finally:
        _close(book)


def _close(book: Notebook) -> None:
    try:
        opening.close(book)
    except UserError:
        book.store.close()


def _tried(act: Callable[[], object]) -> None:
    try:
        act()
    except UserError:
        return
