"""A carnet with a sheet under way, to which no hostile file belongs: whatever comes, it must not change."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from desk import paths
from desk.core.commune import Commune
from desk.core.errors import UserError
from desk.core.form import FormReading
from desk.core.people import Function, Gender
from desk.core.scale import Answer
from desk.notebook import environment, opening, people, returned, rounds, sheets
from desk.notebook.book import Notebook, Session
from desk.notebook.opening import PersonDraft, Setup


class Carnet(NamedTuple):
    """An open carnet, and the sheet whose owner is given the files."""

    path: Path
    book: Notebook
    session: Session
    round_id: str

    def refuses(self, reading: FormReading) -> bool:
        """Whether the import says why it takes nothing."""
        try:
            returned.import_reading(self.book, self.session, self.round_id, reading, replace_all=True)
        except UserError:
            return True
        return False


@contextmanager
def carnet(folder: Path) -> Iterator[Carnet]:
    """A new one in `folder`, closed at the end."""
    folder.mkdir(exist_ok=True)
    dice = random.Random(2026)
    env = replace(
        environment.make(paths.resources(), folder / "copies"),
        new_id=lambda: str(UUID(int=dice.getrandbits(128), version=4)),
    )
    mayor = PersonDraft(Function.MAYOR, "Rey", "M.", Gender.MASCULINE)
    secretary = PersonDraft(Function.SGM, "Fabre", "Mme", Gender.FEMININE)
    path = folder / "essai.binome"
    book = opening.create(path, Setup(Commune("Essai"), mayor, secretary, date(2026, 3, 28)), env)
    round_id = rounds.start(book, ["p01"]).id
    session = people.unlock(book, people.pair(book).elu.id)
    sheets.answer(book, session, round_id, "p01s1", Answer.MOSTLY)
    try:
        yield Carnet(path, book, session, round_id)
    finally:
        opening.close(book)
