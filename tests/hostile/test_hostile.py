"""Sixty damaged or hostile forms, the first of the thousands of `make hostile`."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import paths
from desk.core.form import Verdict
from desk.core.people import Seat
from desk.exchange.child import Child
from desk.notebook import sheets
from tests.hostile.carnet import Carnet, carnet
from tests.hostile.makers import MAKERS, kind, made
from tests.hostile.trial import Outcome, bases, report, tried
from tests.pdf.fillers import filled_by_pypdf


@pytest.fixture
def sheet(tmp_path: Path) -> Iterator[Carnet]:
    with carnet(tmp_path / "mairie") as opened:
        yield opened


def test_sixty_files_are_survived(tmp_path: Path, sheet: Carnet) -> None:
    with Child(paths.program_command(), paths.fonts_dir()) as child:
        outcomes = list(tried(range(60), bases(), child, tmp_path / "recues", sheet))
    lines, breaches = report(outcomes)
    assert breaches == 0, "\n".join(lines)
    assert {each.kind for each in outcomes} == {kind(number) for number in range(len(MAKERS))}
    assert {Verdict.DAMAGED, Verdict.NOT_A_FORM, Verdict.EMPTY} <= {each.verdict for each in outcomes}


def test_the_carnet_takes_its_own_form_so_that_refusing_means_something(
    tmp_path: Path, sheet: Carnet
) -> None:
    path = tmp_path / "feuille.pdf"
    with Child(paths.program_command(), paths.fonts_dir()) as child:
        form = child.draw_form(sheets.form_request(sheet.book, sheet.round_id, Seat.ELU), fillable=True)
        path.write_bytes(filled_by_pypdf(form, ["p01s2_0"]))
        assert not sheet.refuses(child.read_form(path))


def test_the_same_number_gives_the_same_file() -> None:
    forms = bases()
    assert [made(number, forms) for number in range(0, 60, 7)] == [
        made(number, forms) for number in range(0, 60, 7)
    ]


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (Outcome(1, "flipped", "abimee", 0.1, changed=False), ""),
        (Outcome(1, "flipped", "KeyError: 'x'", 0.1, changed=False), "KeyError: 'x'"),
        (Outcome(1, "flipped", "abimee", 5.2, changed=False), "5.2 s"),
        (Outcome(1, "flipped", "lue", 0.1, changed=True), "something was written"),
    ],
)
def test_a_breach_is_counted_and_told(outcome: Outcome, told: str) -> None:
    assert outcome.breach == told
    lines, breaches = report([outcome])
    assert breaches == bool(told)
    assert told in lines[-1]


def test_a_process_that_dies_of_a_mistake_of_ours_is_a_breach(tmp_path: Path, sheet: Carnet) -> None:
    script = (
        "from desk.exchange import worker\n"
        "worker.VERBS['read_form'] = lambda request, body: request['no such key']\n"
        "worker.main()"
    )
    with Child([sys.executable, "-c", script], paths.fonts_dir()) as child:
        (outcome,) = tried([0], bases(), child, tmp_path / "recues", sheet)
    assert outcome.breach == "the process died: KeyError: 'no such key'"


@pytest.mark.skipif(sys.platform != "linux", reason="the command line of the project is that of Linux")
def test_the_long_form_tells_and_judges(capsys: pytest.CaptureFixture[str]) -> None:
    from tests.hostile.__main__ import main

    assert main(5) == 0
    told = capsys.readouterr().out
    assert "5 files, 5 of" in told
    assert "breaches: 0" in told
