"""Someone who has left is erased: name, key, rounds; what they took on stays under their function."""

import json
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from desk.core.errors import UserError
from desk.core.meetings import ActionState, ItemSource, MeetingKind
from desk.core.people import Function, Gender, Person, Seat
from desk.core.report import fingerprint
from desk.data import copies
from desk.notebook import (
    agenda,
    cleaning,
    corrections,
    erasing_person,
    imported,
    log,
    meetings,
    opening,
    people,
    register,
    report,
    rounds,
    succession,
    transfer,
    unsealing,
)
from desk.notebook.book import Notebook
from desk.notebook.opening import PersonDraft
from tests.conftest import Clock
from tests.notebook.erased import stands_in
from tests.notebook.two_rounds import AUTUMN, opened

NAME = "Anne-Quitterie Zwinglé-Œuvrardot"
NEWCOMER = PersonDraft(Function.SGM, "Vidal", "M.", Gender.MASCULINE, "Commune de Valmont")
SAID = (
    f"{NAME} a classé le dossier.",
    "Vu avec Mme Zwinglé-Œuvrardot, puis ZWINGLÉ seule.",
    "Anne-Quitterie rappelle ; de Quitterie, rien. Oeuvrardot a signé.",
)


@pytest.fixture
def left(book: Notebook, clock: Clock) -> Person:
    """The secretary of the carnet has a rare name, worked for months, answered, agreed; then left."""
    sgm = replace(people.pair(book).sgm, name=NAME, employer="Syndicat Quelquepart")
    people.update_person(book, sgm)
    opened(book, clock, AUTUMN, ("3", "1"))
    point = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 11, 20), time(9)).id
    clock.go(date(2026, 11, 20))
    item = agenda.add(book, point, SAID[0]).id
    agenda.write_notes(book, item, SAID[1])
    log.agree(book, item, SAID[2])
    done = log.add_action(book, item, "Classer", sgm.id).id
    log.set_state(book, done, ActionState.DROPPED, SAID[1])
    log.add_action(book, item, "Relancer", sgm.id)
    log.add_action(book, item, "Voir ensuite", owner_name="Mme Zwinglé-Œuvrardot")
    agenda.remove(book, agenda.add(book, point, SAID[0]).id)
    meetings.close(book, point)
    corrections.add(book, point, SAID[1], item)
    values = report.data(book, book.today)
    report.agree(book, values, people.unlock(book, sgm.id))
    report.agree(book, values, people.unlock(book, people.pair(book).elu.id))
    register.add(book, f"Bilan de {NAME}.pdf", values)
    clock.go(date(2026, 11, 21))
    succession.succeed(book, Seat.SGM, NEWCOMER, date(2026, 11, 21))
    return people.person(book, sgm.id)


def noted(book: Notebook) -> str:
    """The notes of the subject that has some."""
    [point] = meetings.held(book)
    [notes] = [item.notes for item in agenda.items(book, point.id) if item.notes]
    return notes


def erased(book: Notebook, person: Person, *, names: bool = True, with_copies: bool = True) -> None:
    erasing_person.erase(book, person.id, names=names, copies=with_copies)
    cleaning.finish(book)


def test_nothing_of_the_name_is_left_on_the_disk(book: Notebook, left: Person, tmp_path: Path) -> None:
    copies.make_copy(book.store, book.copies_folder, book.now.replace(day=19))
    copies.make_copy(book.store, book.copies_folder, book.now.replace(year=2031))
    (tmp_path / "valmont (abîmé le 2026-11-19 à 10h1000).binome").write_bytes(NAME.encode())
    assert len(stands_in(tmp_path, [NAME])) >= 4
    erased(book, left)
    assert stands_in(tmp_path, [NAME, "Syndicat Quelquepart"]) == []


def test_what_the_person_took_on_and_what_was_agreed_stay(book: Notebook, left: Person) -> None:
    point = meetings.held(book)[0]
    erased(book, left)
    assert erasing_person.past(book) == []
    assert [each.owner_name for each in log.actions(book, point.id)][:2] == [
        "Ancienne secrétaire générale de mairie"
    ] * 2
    assert log.decisions(book, point.id)[0].text == (
        "La secrétaire générale de mairie rappelle ; de la secrétaire générale de mairie, rien. "
        "La secrétaire générale de mairie a signé."
    )
    assert meetings.get(book, point.id).participants[1] == "La secrétaire générale de mairie"
    assert noted(book).startswith("Vu avec la secrétaire générale de mairie, puis")
    assert register.lines(book)[0].agreed


def test_the_rounds_held_with_the_person_go_whole(book: Notebook, left: Person) -> None:
    erased(book, left)
    for table in ("round", "sheet", "round_key", "round_statement", "round_count", "subject"):
        assert book.store.rows(table) == []
    assert [row["person_id"] for row in book.store.rows("agreement")] == [people.pair(book).elu.id]
    assert book.store.count("person_key", "1") == 2
    assert book.store.count("pair", "1") == 1


def test_the_carnet_reads_whole_afterwards_and_comes_back_from_an_export(
    book: Notebook, left: Person, tmp_path: Path
) -> None:
    erased(book, left)
    imported.check(book.store)
    assert book.store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    transfer.restore(transfer.export_json(book), tmp_path / "repris.binome")
    again = opening.open_notebook(tmp_path / "repris.binome", book.env)
    assert transfer.export_json(again) == transfer.export_json(book)
    opening.close(again)
    rounds.start(book, ("p01",))


def test_the_name_stays_where_it_was_written_when_that_was_not_asked(book: Notebook, left: Person) -> None:
    erased(book, left, names=False)
    assert noted(book) == SAID[1]
    assert book.store.count("person", "id = ?", [left.id]) == 0


def test_what_goes_is_said_in_numbers(book: Notebook, left: Person) -> None:
    said = erasing_person.erasure(book, left.id)
    assert said.title == f"Mme {NAME}, secrétaire générale de mairie, jusqu’au 21\u00a0novembre 2026"
    assert any("(1\u00a0fois), fermés depuis son départ" in line for line in said.goes)
    assert said.stays[0] == (
        "Ses 2 actions, sous le nom « Ancienne secrétaire générale de mairie » ; "
        "confiez à quelqu’un ce qui est encore à faire."
    )
    assert len(erasing_person.mentions(book, left.id)) == 11


def test_what_becomes_of_a_sentence_is_shown_before(book: Notebook, left: Person) -> None:
    item = agenda.send_to_next(book, "Divers", ItemSource.TYPED, "").id
    agenda.write_notes(book, item, f"{'Avant. ' * 20}Quitterie à petits pas.{' Après.' * 20}")
    found = [each for each in erasing_person.previews(book, left.id, most=99) if "petits pas" in each[1]]
    assert found == [
        (
            "Notes",
            "…nt. Avant. Avant. Avant. Quitterie à petits pas. Après.…",
            "…nt. Avant. Avant. Avant. La secrétaire générale de mairie à petits pas. Après.…",
            1,
        )
    ]
    assert len(erasing_person.previews(book, left.id)) == 8
    told = {one[0]: one[1:] for one in erasing_person.previews(book, left.id, most=99)}
    assert told["Participants"][0] == f"M. Rey, Mme {NAME}"


def test_a_name_that_another_bears_is_left_as_it_is_written(book: Notebook, left: Person) -> None:
    people.update_person(book, replace(people.pair(book).elu, name="Zwinglé"))
    assert erasing_person.mentions(book, left.id) == []
    assert [other.name for other in erasing_person.shared_with(book, left.id)] == ["Zwinglé"]
    erased(book, left)
    assert noted(book) == SAID[1]


def test_one_of_the_present_pair_is_refused(book: Notebook) -> None:
    before = transfer.export_json(book)
    for person in (people.pair(book).elu, people.pair(book).sgm):
        with pytest.raises(UserError, match="est du binôme d’aujourd’hui"):
            erasing_person.erase(book, person.id, names=True, copies=True)
    assert transfer.export_json(book) == before


def test_the_bilan_that_was_kept_is_the_same(book: Notebook, left: Person) -> None:
    kept = book.store.rows("report")
    erased(book, left)
    assert book.store.rows("report") == kept
    assert fingerprint(json.loads(kept[0]["data"])) == kept[0]["fingerprint"]


def test_the_other_s_later_rounds_are_not_touched(book: Notebook, left: Person, clock: Clock) -> None:
    later = opened(book, clock, date(2026, 11, 22), ("2", "2"))
    erased(book, left)
    session = people.unlock(book, people.pair(book).elu.id)
    assert unsealing.comparison(book, later, session)
