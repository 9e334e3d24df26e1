"""The torture bites: what would be a loss is told as one."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desk.core.meetings import MeetingKind
from desk.notebook import agenda, meetings, opening
from desk.notebook.book import Environment
from desk.notebook.opening import Setup

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, signals and /proc as Linux has them")

if sys.platform == "linux":
    from tests.torture.after import look
    from tests.torture.kills import Tally
    from tests.torture.mairie import Mairie
    from tests.torture.nursery import Said
    from tests.torture.state import state


@pytest.fixture
def item(env: Environment, valmont: Setup, tmp_path: Path) -> str:
    """A subject with notes, in a carnet that is closed."""
    book = opening.create(tmp_path / "valmont.binome", valmont, env)
    key = agenda.add(book, meetings.plan(book, MeetingKind.WEEKLY, book.today).id, "École").id
    agenda.write_notes(book, key, "Le devis")
    opening.close(book)
    return key


@pytest.fixture
def mairie(env: Environment, item: str, tmp_path: Path) -> "Mairie":
    """Around that carnet, as it is."""
    carnet = tmp_path / "valmont.binome"
    book = opening.open_notebook(carnet, env)
    held = state(book.store.connection)
    opening.close(book)
    return Mairie(tmp_path, env, carnet, tmp_path, held, held)


def told(mairie: "Mairie", *said: "Said", killed: float = 10.0) -> list[str]:
    return look(mairie, mairie.env, list(said), killed, Tally())


def test_all_is_well(mairie: "Mairie") -> None:
    assert told(mairie) == []
    assert told(mairie, Said(1, "coming", (mairie.known,)), Said(2, "done", (mairie.known,))) == []


def test_a_write_that_was_acknowledged_and_is_not_there(mairie: "Mairie") -> None:
    wanted = mairie.known | {"meeting": "another"}
    assert told(mairie, Said(1, "coming", (wanted,)), Said(2, "done", (wanted,))) == [
        "not what was acknowledged: meeting"
    ]


def test_a_write_that_was_becoming_true_may_be_there_or_not(mairie: "Mairie") -> None:
    wanted = mairie.known | {"meeting": "another"}
    assert told(mairie, Said(1, "coming", (wanted,))) == []
    mairie.known, held = wanted, mairie.known
    assert told(mairie, Said(1, "coming", (held,))) == []


def test_enregistre_said_too_soon(mairie: "Mairie") -> None:
    said = [Said(1, "coming", (mairie.known,)), Said(2, "saved", ()), Said(3, "done", (mairie.known,))]
    assert told(mairie, *said) == ["« Enregistré » was said before the writing was done"]


def test_two_seconds_of_typing_lost(mairie: "Mairie", item: str) -> None:
    field = Said(5, "field", ("item", item, "Le devis"))
    keys = [Said(8 + place / 10, "typed", ("Le devis" + "x" * place,)) for place in range(1, 20)]
    assert told(mairie, field, *keys, killed=10.0) == ["1.90 s of typing lost"]
    assert told(mairie, field, *keys, killed=10.0) != told(mairie, field, *keys[10:], killed=10.0)
    assert told(mairie, field, *keys[:5], killed=8.6) == []
    other = [Said(5, "field", ("item", item, "Autre")), Said(6, "typed", ("Autre mot",))]
    assert told(mairie, *other, killed=6.1) == ["what was typed is another text: 'Le devis'"]


def test_a_file_that_was_cut(mairie: "Mairie", tmp_path: Path) -> None:
    bilan, whole = tmp_path / "bilan.pdf", tmp_path / "tout.json"
    bilan.write_bytes(b"%PDF-1.7 half")
    whole.write_text(json.dumps({"a": 1}), "utf-8")
    said = [Said(1, "file", (str(path),)) for path in (bilan, whole, tmp_path / "absent.pdf")]
    assert sorted(told(mairie, *said)) == ["absent.pdf was saved and is not there", "bilan.pdf is cut"]


def test_a_carnet_that_does_not_open(mairie: "Mairie") -> None:
    mairie.carnet.write_bytes(b"")
    assert told(mairie)[-1].startswith("the carnet does not open: ")


def test_copies_that_are_gone_or_not_sound(mairie: "Mairie") -> None:
    tally = Tally()
    tally.kills["any"] = 1  # the next start is looked at, too
    [copy] = list(mairie.env.copies.rglob("*.binome"))
    content = bytearray(copy.read_bytes())
    content[4096 * 3 : 4096 * 5] = bytes(4096 * 2)
    copy.write_bytes(content)
    wrong = look(mairie, replace(mairie.env), [], 1.0, tally)
    assert wrong == [f"the copy {copy.name} is not sound"]


def test_a_process_that_erred(mairie: "Mairie") -> None:
    assert told(mairie, Said(1, "error", ("KeyError",)), Said(1, "refused", ("Non.",))) == [
        "the program erred: KeyError",
        "refused: Non.",
    ]
