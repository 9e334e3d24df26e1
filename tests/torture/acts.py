"""What is done while the disk fails: each prepares in peace, acts, and knows how to look at what is there."""

import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from desk.core.errors import UserError
from desk.core.scale import Answer
from desk.data import copies
from desk.data.notebook_file import journal
from desk.files import write_atomic
from desk.notebook import agenda, cleaning, log, meetings, opening, people, rounds, safety, sheets, transfer
from desk.notebook import bin as binned
from desk.notebook.book import Environment, Notebook
from tests.torture.day import CODE
from tests.torture.mairie import DAY, Mairie

NOW = datetime.combine(DAY + timedelta(days=7), datetime.min.time()) + timedelta(hours=9)
FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "carnets"


@dataclass(slots=True)
class Scene:
    """One act on one carnet; `again` doing it once the disk is well must succeed."""

    mairie: Mairie
    env: Environment
    book: Notebook | None = None
    made: list[Path] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """Where the carnet is."""
        return self.mairie.carnet.parent

    @property
    def open_book(self) -> Notebook:
        """The carnet, open."""
        assert self.book is not None
        return self.book

    def end(self) -> None:
        """Close what is open, in peace."""
        if self.book is not None:
            opening.close(self.book)
            self.book = None


@dataclass(frozen=True, slots=True)
class Act:
    """Its name, what comes before in peace, and what it is."""

    name: str
    before: Callable[[Scene], None]
    act: Callable[[Scene], object]


def settled(env: Environment, number: int) -> Environment:
    """A clock that stands still and a chance that begins anew: the same act makes the same rows."""
    dice = random.Random(number)
    return replace(
        env,
        clock=lambda: NOW,
        random_bytes=dice.randbytes,
        new_id=lambda: str(UUID(int=dice.getrandbits(128), version=4)),
    )


def _opened(scene: Scene) -> None:
    scene.book = opening.open_notebook(scene.mairie.carnet, scene.env)


def _alone(_scene: Scene) -> None:
    """Nothing comes before."""


def _changed(scene: Scene) -> None:
    _opened(scene)
    _plan(scene)


def _plan(scene: Scene) -> None:
    point = meetings.planned(scene.open_book)[0]
    log.agree(
        scene.open_book, agenda.items(scene.open_book, point.id)[0].id, "Un avis écrit avant toute annonce"
    )


def _note(scene: Scene) -> None:
    point = meetings.planned(scene.open_book)[0]
    item = agenda.items(scene.open_book, point.id)[0]
    agenda.write_notes(scene.open_book, item.id, "Le devis de la toiture est arrivé. " * 40)


def _answer(scene: Scene) -> None:
    book = scene.open_book
    session = people.unlock(book, people.pair(book).elu.id, CODE)
    round_ = rounds.current(book)
    assert round_ is not None
    sheets.answer(book, session, round_.id, round_.statements[0].id, Answer("3"))


def _new_code(scene: Scene) -> None:
    book = scene.open_book
    people.set_code(book, people.unlock(book, people.pair(book).elu.id, CODE), CODE)


def _close_point(scene: Scene) -> None:
    meetings.close(scene.open_book, meetings.planned(scene.open_book)[0].id)


def _export(scene: Scene) -> None:
    write_atomic(scene.folder / "export.json", transfer.export_json(scene.open_book))


def _with_old_export(scene: Scene) -> None:
    _opened(scene)
    (scene.folder / "export.json").write_text('{"ancien": true}', "utf-8")


def _copy(scene: Scene) -> None:
    safety.copy_now(scene.open_book)


def _close(scene: Scene) -> None:
    book, scene.book = scene.open_book, None
    opening.close(book)


def _open(scene: Scene) -> None:
    scene.book = opening.open_notebook(scene.mairie.carnet, scene.env)


def _older(version: str) -> Callable[[Scene], None]:
    def put(scene: Scene) -> None:
        shutil.copyfile(FIXTURES / f"{version}.binome", scene.mairie.carnet)

    return put


def _hurt(scene: Scene) -> None:
    content = scene.mairie.carnet.read_bytes()
    scene.mairie.carnet.write_bytes(content[: len(content) // 2])
    journal(scene.mairie.carnet).write_bytes(b"")


def _restore(scene: Scene) -> None:
    [folder] = scene.env.copies.iterdir()
    copy = copies.list_copies(folder, scene.env.clock())[-1]  # the oldest: it is not what the carnet holds
    scene.book = opening.restore_copy(scene.mairie.carnet, copy, scene.env)


def _with_bin(scene: Scene) -> None:
    _opened(scene)
    for item in agenda.items(scene.open_book, meetings.planned(scene.open_book)[0].id)[:2]:
        agenda.remove(scene.open_book, item.id)


def _erase(scene: Scene) -> None:
    if binned.content(scene.open_book):
        binned.empty(scene.open_book, with_copies=True)
    cleaning.finish(scene.open_book)


def _import(scene: Scene) -> None:
    target = scene.folder / "repris.binome"
    if target.exists():  # a disk that refused even to take it away: it is no carnet, and says so
        with pytest.raises(UserError):
            opening.open_notebook(target, scene.env)
        _forget_imported(scene)
    content = (FIXTURES.parent / "exports" / "0.5.0.json").read_bytes()
    transfer.restore(content, target)


def _forget_imported(scene: Scene) -> None:
    with suppress(FileNotFoundError):
        (scene.folder / "repris.binome").unlink()


ACTS = (
    Act("a note", _opened, _note),
    Act("an answer", _opened, _answer),
    Act("a new code", _opened, _new_code),
    Act("closing a point", _opened, _close_point),
    Act("an export", _with_old_export, _export),
    Act("a copy", _changed, _copy),
    Act("a close", _changed, _close),
    Act("an opening", _alone, _open),
    *(Act(f"a migration from {version}", _older(version), _open) for version in ("0.1.0", "0.3.0", "0.5.0")),
    Act("a restore", _hurt, _restore),
    Act("an erasing", _with_bin, _erase),
    Act("an import", _forget_imported, _import),
)
