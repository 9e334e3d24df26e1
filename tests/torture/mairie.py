"""The mairie of the torture: one carnet with some history, its copies, a form that came back."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desk import paths
from desk.core.people import Seat
from desk.exchange.child import Child
from desk.notebook import cleaning, demo, opening, people, rounds, safety, sheets
from desk.notebook.book import Environment
from tests.pdf.fillers import filled_by_pypdf
from tests.torture.day import CODE, FORM
from tests.torture.state import State, state

DAY = date(2026, 11, 22)


@dataclass(slots=True)
class Mairie:
    """`carnet` is what is tortured; `pristine` is how it was; `known` what it held when last looked at."""

    folder: Path
    env: Environment
    carnet: Path
    pristine: Path
    first: State
    known: State

    def renew(self) -> None:
        """Take the carnet as it was at first, without anything around it."""
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self.pristine, self.folder, dirs_exist_ok=True)
        self.known = self.first

    def as_pristine(self) -> None:
        """What is there now is how it was at first."""
        shutil.rmtree(self.pristine)
        shutil.copytree(self.folder, self.pristine)

    def keep(self, place: Path) -> None:
        """Put all of it aside for who looks into a breach."""
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.folder, place)


def found(root: Path, env: Environment) -> Mairie:
    """A carnet made as people make it: the example, a code for the mayor, regards croisés under way."""
    folder, pristine = root / "mairie", root / "intact"
    folder.mkdir(parents=True)
    carnet = folder / "valmont.binome"
    env = _at(env, folder / "profil")
    book = demo.build(carnet, env, DAY)
    session = people.unlock(book, people.pair(book).elu.id)
    people.set_code(book, session, CODE)
    if rounds.current(book) is None:
        rounds.start(book, ["p01", "p04"])
    round_ = rounds.current(book)
    assert round_ is not None
    with Child(paths.program_command(), paths.fonts_dir()) as child:
        form = child.draw_form(sheets.form_request(book, round_.id, Seat.SGM), fillable=True)
    first = round_.statements[0].id
    (folder / FORM).write_bytes(filled_by_pypdf(form, [f"{first}_2"]))
    for older in cleaning.older_copies(book):
        older.path.unlink()  # they know neither the code nor the regards croisés
    safety.copy_now(book)
    held = state(book.store.connection)
    opening.close(book)
    shutil.copytree(folder, pristine)
    return Mairie(folder, env, carnet, pristine, held, held)


def _at(env: Environment, profile: Path) -> Environment:
    from dataclasses import replace

    return replace(env, copies=paths.profile(profile).copies, user="essai", host="poste")
