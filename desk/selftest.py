"""What this installation can do: each capability tried for real in a throw-away folder."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from desk import paths
from desk.core.commune import Commune
from desk.core.errors import UserError
from desk.core.form import Verdict
from desk.core.people import Function, Gender, Seat
from desk.core.scale import Answer
from desk.exchange.child import Child
from desk.exchange.pictures import pictures_of
from desk.files import write_atomic
from desk.notebook import handouts, opening, own_dates, people, report, rounds, sheets
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import PersonDraft, Setup

YES = "oui"
WEEKS = 52
FORM = "feuille.pdf"


def run(folder: Path, env: Environment, child: Child) -> dict[str, str]:
    """Try everything in `folder`; « oui », or what went wrong, for each."""
    results = {"guide": _tried(lambda: _guide(env))}
    try:
        book = opening.create(folder / "essai.binome", _setup(), env)
    except UserError as problem:
        return results | {"nouveau carnet": problem.message}
    results["nouveau carnet"] = YES
    try:
        results["réponse écrite et relue"] = _tried(lambda: _answer(book))
        results["bilan et ses données"] = _tried(lambda: _report(book, child))
        results["feuille PDF"] = _tried(lambda: _form(book, child, folder))
        results["feuille montrée en images"] = _tried(lambda: _pictures(folder / FORM))
        results["pratique imprimée"] = _tried(lambda: _practice(book, child))
        results["calendrier exporté"] = _tried(lambda: _calendar(book))
    finally:
        opening.close(book)
    results["carnet rouvert"] = _tried(lambda: opening.close(opening.open_notebook(book.path, env)))
    return results


def _tried(capability: Callable[[], None]) -> str:
    try:
        capability()
    except UserError as problem:
        return problem.message
    except (AssertionError, RuntimeError, OSError, ImportError) as broken:
        # a self-test reports a broken installation instead of stopping at it
        return f"non ({type(broken).__name__} : {broken})"
    return YES


def _guide(env: Environment) -> None:
    env.content.check()
    _expect(len(env.content.guide.practices) == 10, "dix pratiques")


def _practice(book: Notebook, child: Child) -> None:
    drawn = child.draw_handout(handouts.practice(book, "p01"), handouts.imprint(book))
    _expect(drawn.startswith(b"%PDF") and b"/StructTreeRoot" in drawn, "une page balisée")


def _calendar(book: Notebook) -> None:
    made = own_dates.as_ics(book, WEEKS)
    _expect(made.startswith(b"BEGIN:VCALENDAR") and b"BEGIN:VEVENT" in made, "les échéances de l’année")


def _answer(book: Notebook) -> None:
    person = people.pair(book).elu
    session = people.unlock(book, person.id)
    round_id = rounds.start(book, ["p01"]).id
    statement = rounds.get(book, round_id).statements[0].id
    sheets.answer(book, session, round_id, statement, Answer.MOSTLY)
    _expect(sheets.read(book, session, round_id).answers == {statement: Answer.MOSTLY}, "réponse relue")


def _report(book: Notebook, child: Child) -> None:
    data = report.sealed(book, report.data(book, book.today))
    verdict, found = child.read_report(child.draw_report(data), "essai.pdf")
    _expect(verdict == "lu" and found == data, "données relues dans le bilan")


def _form(book: Notebook, child: Child, folder: Path) -> None:
    current = rounds.current(book)
    _expect(current is not None, "regards croisés en cours")
    request = sheets.form_request(book, current.id if current else "", Seat.SGM)
    path = folder / FORM
    write_atomic(path, child.draw_form(request, fillable=True))
    _expect(child.read_form(path).verdict is Verdict.EMPTY, "feuille vierge reconnue")


def _pictures(form: Path) -> None:
    shown = pictures_of(form, paths.program_command(paths.PICTURES_VERB))
    _expect(len(shown) > 0, "les pages de la feuille")


def _expect(holds: bool, what: str) -> None:  # noqa: FBT001 - like assert, which -O removes
    if not holds:
        raise AssertionError(what)


def _setup() -> Setup:
    return Setup(
        Commune("Essai"),
        PersonDraft(Function.MAYOR, "Essai", "M.", Gender.MASCULINE),
        PersonDraft(Function.SGM, "Essai", "Mme", Gender.FEMININE),
        date(2026, 3, 22),
    )
