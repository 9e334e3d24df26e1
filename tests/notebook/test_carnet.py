"""Making, opening, exporting and restoring a notebook; the example; the report's data."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.core.commune import Commune
from desk.core.errors import UserError
from desk.core.meetings import ActionState, MeetingKind
from desk.core.report import fingerprint
from desk.core.scale import Answer
from desk.data.lock import HeldElsewhere, lock_path
from desk.data.notebook_file import Damaged
from desk.notebook import (
    agenda,
    demo,
    follow_up,
    log,
    meetings,
    offers,
    opening,
    people,
    practices,
    register,
    report,
    rounds,
    sheets,
    transfer,
    unsealing,
)
from desk.notebook.book import Environment, Notebook, Session
from desk.notebook.opening import Setup
from tests.conftest import Clock


@pytest.fixture
def example(env: Environment, tmp_path: Path, today: date) -> Notebook:
    return demo.build(tmp_path / "demo.binome", env, today)


def test_what_was_entered_is_there_after_closing(env: Environment, valmont: Setup, tmp_path: Path) -> None:
    path = tmp_path / "Été à Saint-Maur, n° 2.binome"
    opening.close(opening.create(path, valmont, env))
    book = opening.open_notebook(path, env)
    assert people.commune(book) == valmont.commune
    pair = people.pair(book)
    assert (pair.elu.addressed, pair.sgm.addressed) == ("M. Rey", "Mme Fabre")
    assert pair.together_since == valmont.together_since
    assert book.verified_copy == book.now
    opening.close(book)
    assert not lock_path(path).exists()


def test_a_failed_creation_leaves_nothing(env: Environment, valmont: Setup, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        opening.create(tmp_path / ("x" * 300 + ".binome"), valmont, env)
    broken = replace(env, new_id=iter([]).__next__)  # a bug in the middle
    with pytest.raises(StopIteration):
        opening.create(tmp_path / "valmont.binome", valmont, broken)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_fails_is_told_and_shuts_no_one_out(
    env: Environment, valmont: Setup, tmp_path: Path
) -> None:
    path = tmp_path / "valmont.binome"
    taken = replace(env, copies=tmp_path / "occupe")
    taken.copies.write_bytes(b"un fichier tient la place du dossier")
    book = opening.create(path, valmont, taken)
    assert book.copy_problem is not None
    assert book.verified_copy is None
    opening.close(book)
    again = opening.open_notebook(path, env)
    assert again.copy_problem is None
    assert again.verified_copy == again.now
    opening.close(again)


@pytest.mark.parametrize("spoil", [lambda content: b"", lambda content: bytes(4096) + content[4096:]])
def test_an_emptied_notebook_offers_its_copies(
    env: Environment, valmont: Setup, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "valmont.binome"
    opening.close(opening.create(path, valmont, env))
    elsewhere = tmp_path / "cle" / "valmont.binome"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(path.read_bytes())
    opening.close(opening.open_notebook(elsewhere, env))
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(Damaged, match="abîmé") as damage:
        opening.open_notebook(path, env)
    assert len(damage.value.copies) == 1


def test_a_clock_that_was_wrong_once_stops_no_copy(
    env: Environment, valmont: Setup, tmp_path: Path, clock: Clock
) -> None:
    path = tmp_path / "valmont.binome"
    clock.go(date(2036, 1, 1))
    opening.close(opening.create(path, valmont, env))
    clock.go(date(2026, 11, 22))
    book = opening.open_notebook(path, env)
    assert book.verified_copy == clock.now
    opening.close(book)


def test_a_code_protects_what_older_copies_could_open(book: Notebook) -> None:
    round_id = rounds.start(book, ["p01"]).id
    session = people.unlock(book, people.pair(book).elu.id)
    bare = session.key
    sheets.answer(book, session, round_id, "p01s1", Answer.NEVER)
    people.set_code(book, session, "marche lundi cahier olive")
    assert session.key != bare
    assert sheets.read(book, session, round_id).answers == {"p01s1": Answer.NEVER}
    thief = Session(session.person_id, bare)
    with pytest.raises(UserError, match="ne s’ouvre pas"):
        sheets.read(book, thief, round_id)


def test_a_changed_code_still_opens_the_rounds_opened_before(book: Notebook) -> None:
    round_id = rounds.start(book, ["p01"]).id
    both = people.pair(book)
    elu, sgm = (people.unlock(book, person.id) for person in (both.elu, both.sgm))
    for session in (elu, sgm):
        sheets.answer(book, session, round_id, "p01s1", Answer.MOSTLY)
        sheets.hand_in(book, session, round_id)
    unsealing.open_together(book, round_id, elu, sgm)
    before = unsealing.comparison(book, round_id, elu)
    people.set_code(book, elu, "marche lundi cahier olive")
    people.set_code(book, elu, "autre code de quatre mots")
    again = people.unlock(book, both.elu.id, "autre code de quatre mots")
    assert unsealing.comparison(book, round_id, again) == before


def test_a_second_opening_names_the_first_and_may_read(book: Notebook, env: Environment) -> None:
    with pytest.raises(HeldElsewhere, match="essai, sur le poste poste"):
        opening.open_notebook(book.path, env)
    reader = opening.open_notebook(book.path, env, read_only=True)
    assert people.commune(reader).name == "Valmont"
    with pytest.raises(UserError, match="lecture seule"):
        rounds.start(reader, ["p01"])
    opening.close(reader)


def test_a_damaged_notebook_offers_its_own_copies_and_is_kept(
    env: Environment, valmont: Setup, tmp_path: Path
) -> None:
    path = tmp_path / "valmont.binome"
    opening.close(opening.create(path, valmont, env))
    other = opening.create(tmp_path / "autre.binome", valmont, env)
    opening.close(other)
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\x5a" * (len(content) - 4096))
    with pytest.raises(Damaged) as damage:
        opening.open_notebook(path, env)
    assert len(damage.value.copies) == 1
    told = offers.describe_copy(damage.value.copies[0], env)
    assert told.replace("\u00a0", " ") == "22 novembre 2026 à 14:32 · Valmont · 0 point"
    book = opening.restore_copy(path, damage.value.copies[0], env)
    assert people.commune(book).name == "Valmont"
    assert list(tmp_path.glob("valmont (abîmé*).binome"))
    opening.close(book)


def test_the_same_day_makes_the_same_example(env: Environment, tmp_path: Path, today: date) -> None:
    exports = []
    for name in ("un", "deux"):
        book = demo.build(tmp_path / f"{name}.binome", env, today)
        exports.append(transfer.export_json(book))
        opening.close(book)
    assert exports[0] == exports[1]


@pytest.mark.parametrize(
    "day", [date(2026, 11, 22), date(2028, 2, 29), date(2026, 12, 31), date(2027, 3, 28)]
)
def test_the_example_is_whole_on_any_day(env: Environment, tmp_path: Path, day: date) -> None:
    book = demo.build(tmp_path / "demo.binome", env, day)
    assert people.commune(book).example
    assert people.commune(book).insee == "00000"
    assert len(rounds.opened(book)) == 2
    current = rounds.current(book)
    assert current is not None
    assert set(rounds.sheet_states(book, current.id).values()) == {"pas_commencee"}
    data = report.data(book, day)
    assert data["points"]["tenus"] >= 12
    assert data["actions"]["a_reprendre"] >= 1
    opening.close(book)


def test_export_restore_export_is_the_same_to_the_byte(
    example: Notebook, tmp_path: Path, env: Environment
) -> None:
    exported = transfer.export_json(example)
    again = tmp_path / "repris.binome"
    transfer.restore(exported, again)
    book = opening.open_notebook(again, env)
    assert transfer.export_json(book) == exported
    assert report.data(book, book.today) == report.data(example, book.today)
    opening.close(book)
    opening.close(example)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"format": "autre"}', b"\xff\xfe", b'{"format": "binome-carnet", "version": 99}',
     b'{"format": "binome-carnet", "version": 1, "tables": {}}', b"[" * 100_000],
)  # fmt: skip
def test_what_is_no_export_is_refused_and_leaves_no_file(content: bytes, tmp_path: Path) -> None:
    target = tmp_path / "c.binome"
    with pytest.raises(UserError, match="ne peut pas être repris"):
        transfer.restore(content, target)
    assert not target.exists()


SCALARS = st.one_of(
    st.none(), st.integers(-(2**70), 2**70), st.text(max_size=5), st.just("base64:@"), st.lists(st.none())
)


@settings(max_examples=60)
@given(
    table=st.sampled_from(["commune", "person", "sheet", "action"]),
    values=st.dictionaries(st.text(max_size=8), SCALARS),
)
def test_a_spoilt_export_is_refused_whatever_is_wrong(
    tmp_path_factory: pytest.TempPathFactory, table: str, values: dict[str, object]
) -> None:
    from desk.data.store import TABLES

    tables: dict[str, object] = {name: [] for name in TABLES}
    tables[table] = [{"id": "x", "nom inconnu": 1, **values}]
    content = json.dumps({"format": "binome-carnet", "version": 1, "tables": tables}).encode()
    target = tmp_path_factory.mktemp("reprise") / "c.binome"
    with pytest.raises(UserError, match="ne peut pas être repris"):
        transfer.restore(content, target)
    assert not target.exists()


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("round", "state", "foo"),
        ("meeting", "day", "hier"),
        ("meeting", "participants", "{"),
        ("person", "function", "roi"),
        ("commune", "name", "\ud800"),
        ("sheet", "content", "base64:é"),
        ("pair", "until", "2026-01-01"),
        ("commune", "region", "Atlantide"),
        ("commune", "uuid", "../ailleurs"),
        ("meeting", "day", "20261122"),
        ("meeting", "at", "09:00+02:00"),
        ("meeting", "participants", "[1]"),
        ("meeting", "closed_on", "hier"),
        ("meeting", "deleted_on", "hier"),
        ("agenda_item", "deleted_on", "hier"),
        ("decision", "deleted_on", "0001-01-01"),
        ("action", "deleted_on", "9999-12-31"),
        ("action", "due", "9999-12-31"),
        ("action", "owner_id", "personne"),
        ("action_event", "owner_id", "personne"),
        ("action_event", "state", "finie"),
        ("action_event", "day", "9000-01-01"),
        ("action_event", "due", "bientôt"),
        ("action_event", "action_id", "aucune"),
        ("own_date", "day", "9999-12-31"),
        ("own_date", "deleted_on", ""),
        ("slot", "every", "jamais"),
        ("slot", "kind", "fête"),
        ("slot", "weekday", 99),
        ("slot", "nth", 0),
        ("slot", "month", 13),
        ("slot", "days_before", 0),
        ("slot", "at", "25:61"),
        ("slot", "since", "un jour"),
        ("closing_period", "first", "2030-01-01"),
        ("closing_period", "last", "2999-01-01"),
        ("recurring_item", "kind", "fête"),
        ("recurring_item", "deleted_on", "hier"),
    ],
)
def test_a_spoilt_row_is_refused_before_the_carnet_counts(
    example: Notebook, tmp_path: Path, table: str, column: str, value: object
) -> None:
    said = json.loads(transfer.export_json(example))
    opening.close(example)
    said["tables"][table][0][column] = value
    target = tmp_path / "c.binome"
    with pytest.raises(UserError, match="ne peut pas être repris"):
        transfer.restore(json.dumps(said).encode(), target)
    assert not target.exists()


@pytest.mark.parametrize("table", ["meeting", "agenda_item", "decision", "action"])
def test_a_row_without_one_of_its_columns_is_refused(example: Notebook, tmp_path: Path, table: str) -> None:
    said = json.loads(transfer.export_json(example))
    opening.close(example)
    del said["tables"][table][0]["deleted_on"]
    with pytest.raises(UserError, match="ne peut pas être repris"):
        transfer.restore(json.dumps(said).encode(), tmp_path / "c.binome")
    assert not (tmp_path / "c.binome").exists()


def test_subjects_that_come_from_each_other_are_refused(example: Notebook, tmp_path: Path) -> None:
    said = json.loads(transfer.export_json(example))
    opening.close(example)
    first, second = said["tables"]["agenda_item"][:2]
    for one, other in ((first, second), (second, first)):
        one |= {"source": "non_aborde", "source_id": other["id"]}
    with pytest.raises(UserError, match="ne peut pas être repris"):
        transfer.restore(json.dumps(said).encode(), tmp_path / "c.binome")


def test_a_damaged_file_whose_subjects_turn_in_a_circle_is_still_shown(example: Notebook) -> None:
    [one, other] = agenda.items(example, meetings.held(example)[0].id)[:2]
    with example.store.atomic():
        for item, source in ((one, other), (other, one)):
            example.store.update("agenda_item", item.id, {"source": "non_aborde", "source_id": source.id})
    assert follow_up.origin(example, agenda.get(example, one.id)) is None
    for each in rounds.opened(example):
        assert follow_up.outcomes(example, each.id)
    opening.close(example)


def test_both_agree_on_one_fingerprint_and_a_change_asks_again(book: Notebook) -> None:
    pair = people.pair(book)
    data = report.data(book, book.today)
    mark = fingerprint(data)
    report.agree(book, data, people.unlock(book, pair.elu.id))
    assert report.sealed(book, data)["statut"] == "projet"
    with pytest.raises(UserError, match="à venir"):
        report.agree_elsewhere(book, data, pair.sgm.id, "papier", book.today + timedelta(days=1))
    report.agree_elsewhere(book, data, pair.sgm.id, "telephone", book.today)
    assert report.sealed(book, data)["statut"] == "convenu"
    assert {each.how for each in report.agreements(book, mark)} == {"ecran", "telephone"}
    people.update_commune(book, Commune("Valmont", "36202", 413))
    assert report.sealed(book, report.data(book, book.today))["statut"] == "projet"
    report.withdraw(book, mark, pair.elu.id)
    assert not report.is_agreed(book, mark)


def test_exports_are_registered_and_the_period_is_checked(book: Notebook) -> None:
    data = report.data(book, book.today)
    name = report.file_name(book, book.today)
    assert name == "binome_36202_Valmont_2026-11-22.pdf"
    register.add(book, name, data)
    assert [(each.file_name, each.agreed) for each in register.lines(book)] == [(name, False)]
    with pytest.raises(UserError, match="après sa fin"):
        report.data(book, book.today, book.today + timedelta(days=1))


def test_a_check_tells_and_touches_nothing(example: Notebook, env: Environment) -> None:
    opening.close(example)
    before = example.path.read_bytes()
    found = transfer.check(example.path, env)
    assert found.commune == demo.SETUP_NAME
    assert found.counts["round"] == 3
    assert found.last_held is not None
    assert example.path.read_bytes() == before


def test_a_report_of_a_past_day_tells_that_day(book: Notebook, clock: Clock) -> None:
    owner = people.pair(book).elu.id
    point = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 11, 20)).id
    item = agenda.add(book, point, "École").id
    done = log.add_action(book, item, "Appeler l’inspection", owner, due=date(2026, 11, 21)).id
    then = report.data(book, date(2026, 11, 22))
    clock.go(date(2026, 12, 4))
    log.set_state(book, done, ActionState.DONE)
    log.add_action(book, item, "Plus tard", owner)
    assert report.data(book, date(2026, 11, 22)) == then
    log.edit_action(book, done, "Appeler l’inspection", owner, "", date(2026, 12, 20))
    practices.choose(book, "p03")
    assert report.data(book, date(2026, 11, 22)) == then
    assert then["actions"] == {"a_faire": 1, "en_cours": 0, "faite": 0, "abandonnee": 0, "a_reprendre": 1}
    assert report.data(book, date(2026, 12, 4))["actions"]["faite"] == 1
    assert report.data(book, date(2027, 12, 31))["actions"]["faite"] == 0


def test_each_key_opens_its_own_side_only(book: Notebook) -> None:
    round_id = rounds.start(book, ["p01"]).id
    both = people.pair(book)
    elu, sgm = (people.unlock(book, person.id) for person in (both.elu, both.sgm))
    for session in (elu, sgm):
        sheets.answer(book, session, round_id, "p01s1", Answer.MOSTLY)
        sheets.hand_in(book, session, round_id)
    for wrong in ((elu, elu), (sgm, elu)):
        with pytest.raises(ValueError, match="own person"):
            unsealing.open_together(book, round_id, *wrong)


def test_what_was_agreed_stays_agreed_after_an_update_of_the_program(
    book: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = people.pair(book)
    data = report.data(book, book.today)
    for person in (both.elu, both.sgm):
        report.agree(book, data, people.unlock(book, person.id))
    monkeypatch.setattr(report, "__version__", "9.9.9")
    newer = report.data(book, book.today)
    assert fingerprint(newer) != fingerprint(data)
    again = report.sealed(book, newer)
    assert (again["statut"], again["programme"]) == ("convenu", data["programme"])


def test_what_is_agreed_counts_with_its_held_point(book: Notebook, clock: Clock) -> None:
    cancelled = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 11, 20)).id
    log.agree(book, agenda.add(book, cancelled, "École").id, "Annulé avec son point")
    meetings.cancel(book, cancelled)
    moved = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 12, 10)).id
    log.agree(book, agenda.add(book, moved, "Voirie").id, "Gardé")
    assert report.data(book, book.today)["convenu"] == 0
    meetings.move(book, moved, book.today, None)
    meetings.close(book, moved)
    assert report.data(book, book.today)["convenu"] == 1
    with pytest.raises(UserError, match="est clos"):
        meetings.move(book, moved, date(2026, 12, 10), None)
