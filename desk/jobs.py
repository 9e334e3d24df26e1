"""What each command does; arguments come read from the command line, known problems leave as UserError."""

import json
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from desk import __version__, paths
from desk.core.dates import parse_day
from desk.core.errors import UserError
from desk.core.form import Belonging, misplaced
from desk.core.pack import PackSummary, about, brings
from desk.core.people import Seat
from desk.core.returned import Arrival
from desk.core.rounds import Round
from desk.core.wording import counted, long_date
from desk.exchange.child import Child
from desk.files import read_bytes, write_atomic
from desk.notebook import (
    demo,
    environment,
    opening,
    packs,
    people,
    report,
    returned,
    rounds,
    sheets,
    transfer,
)
from desk.notebook.book import Environment, Notebook
from desk.paths import Profile


def make_demo(asked: Namespace, profile: Profile) -> None:
    """`desk demo`: the example commune."""
    path = asked.out / "demo.binome"
    env = _environment(profile)
    opening.close(demo.build(path, env, _day(asked, env)))
    print(f"Carnet d’exemple : {path}")


def make_report(asked: Namespace, profile: Profile) -> None:
    """`desk report`: the bilan as PDF, with its data."""
    with _reading(asked.file, profile) as book:
        data = report.sealed(book, report.data(book, _day(asked, book.env)))
    write_atomic(asked.out, _child().draw_report(data))
    print(f"Bilan ({data['statut']}) : {asked.out}")


def make_form(asked: Namespace, profile: Profile) -> None:
    """`desk form`: one person's sheet of the round under way."""
    with _reading(asked.file, profile) as book:
        request = sheets.form_request(book, _current(book).id, Seat(asked.role))
    write_atomic(asked.out, _child().draw_form(request, fillable=not asked.blank))
    print(f"Feuille : {asked.out}")


def import_form(asked: Namespace, profile: Profile) -> None:
    """`desk import-form`: a returned sheet, into its owner's; no answer is told."""
    reading = _child().read_form(asked.form)
    code = sys.stdin.readline().strip() if asked.code_stdin else ""
    with _writing(asked.file, profile) as book:
        round_ = _current(book)
        returned.check_readable(reading)
        seat = returned.owner(book, round_.id, reading)
        if seat is None:
            raise misplaced(Belonging.UNKNOWN, reading)
        person = people.pair(book).person(seat)
        if person.has_code and not code:
            raise UserError(
                "Cette feuille est protégée par un code.",
                "La feuille n’a pas été changée. Donnez le code avec --code-stdin.",
            )
        session = people.unlock(book, person.id, code)
        change, found = returned.import_reading(book, session, round_.id, reading, replace_all=asked.replace)
    _tell_form(found, written=change is not None)


def _tell_form(found: Arrival, *, written: bool) -> None:
    given = found.same + len(found.new) + sum(bool(line.offered) for line in found.lines)
    said = counted(given, "énoncé répondu", "énoncés répondus")
    print(f"Feuille reprise : {said}." if written else f"Ce formulaire était déjà repris : {said}.")
    if doubtful := sum(line.is_doubtful for line in found.lines):
        print(f"À décider à l’écran : {counted(doubtful, 'énoncé a', 'énoncés ont')} deux cases cochées.")
    if found.left_out:
        left = counted(len(found.left_out), "énoncé", "énoncés")
        print(f"Laissé de côté : {left} que cette feuille ne pose pas, ou pas dans ces mots.")


def export(asked: Namespace, profile: Profile) -> None:
    """`desk export`: the whole notebook as JSON; what is sealed leaves sealed."""
    with _reading(asked.file, profile) as book:
        content = transfer.export_json(book)
    write_atomic(asked.out, content)
    print(f"Export : {asked.out}")


def restore(asked: Namespace, profile: Profile) -> None:  # noqa: ARG001 - every job has one signature
    """`desk restore`: a new notebook from an export."""
    transfer.restore(read_bytes(asked.file), asked.out)
    print(f"Carnet : {asked.out}")


def check(asked: Namespace, profile: Profile) -> None:
    """`desk check`: integrity, version, counts."""
    found = transfer.check(asked.file, _environment(profile))
    if asked.json:
        said = {"commune": found.commune, "version": found.version, "lignes": found.counts}
        print(json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True))
        return
    held = f"le dernier le {long_date(found.last_held.day)}" if found.last_held else "aucun n’est clos"
    print(f"Carnet sain : {found.commune}, format {found.version}.")
    print(
        f"{counted(found.counts['meeting'], 'point')} ({held}), {counted(found.counts['action'], 'action')}."
    )


def check_pack(asked: Namespace, profile: Profile) -> None:  # noqa: ARG001
    """`desk pack check`: whether a centre de gestion's pack, or the folder of one, can be used."""
    _tell_pack(packs.check(paths.resources(), asked.source))


def build_pack(asked: Namespace, profile: Profile) -> None:  # noqa: ARG001
    """`desk pack build`: the pack of a folder, the same bytes for the same folder."""
    offer = packs.build(paths.resources(), asked.source)
    write_atomic(asked.out, offer.content)
    _tell_pack(offer.summary)
    print(f"Guide : {asked.out}")


def selftest(asked: Namespace, profile: Profile) -> None:  # noqa: ARG001 - it uses a throw-away one
    """`desk selftest`: try each capability for real, in a throw-away folder. Raises UserError."""
    from desk.selftest import run

    with tempfile.TemporaryDirectory(prefix="binome-") as folder:
        results = run(Path(folder), _environment(Profile(Path(folder))), _child())
    if asked.json:
        print(json.dumps({"version": __version__, "resultats": results}, ensure_ascii=False, indent=1))
    else:
        for name, answer in results.items():
            print(f"{name} : {answer}")
    failed = [name for name, answer in results.items() if answer != "oui"]
    if failed:
        raise UserError(
            f"Cette installation ne sait pas tout faire : {', '.join(failed)}.",
            "Aucun carnet n’a été touché. Réinstallez le programme.",
        )


JOBS: dict[str, Callable[[Namespace, Profile], None]] = {
    "demo": make_demo,
    "report": make_report,
    "form": make_form,
    "import-form": import_form,
    "export": export,
    "restore": restore,
    "check": check,
    "selftest": selftest,
    "pack check": check_pack,
    "pack build": build_pack,
}


def _environment(profile: Profile) -> Environment:
    env = environment.make(paths.resources(), profile.copies, pack=profile.guide)
    if env.content.problem is not None:
        print(env.content.problem.message, file=sys.stderr)
    return env


def _tell_pack(summary: PackSummary) -> None:
    for name, value in (*about(summary.manifest), *brings(summary)):
        print(f"{name} : {value}")


def _child() -> Child:
    return Child(paths.program_command(), paths.fonts_dir())


def _day(asked: Namespace, env: Environment) -> date:
    return parse_day(asked.day) if asked.day else env.clock().date()


def _current(book: Notebook) -> Round:
    found = rounds.current(book)
    if found is None:
        raise UserError(
            "Il n’y a pas de regards croisés en cours dans ce carnet.",
            "Commencez-les dans le programme, section Regards croisés ; rien n’a été changé.",
        )
    return found


@contextmanager
def _reading(path: Path, profile: Profile) -> Iterator[Notebook]:
    with transfer.reading(path, _environment(profile)) as book:
        yield book


@contextmanager
def _writing(path: Path, profile: Profile) -> Iterator[Notebook]:
    book = opening.open_notebook(path, _environment(profile))
    try:
        yield book
    finally:
        opening.close(book)
