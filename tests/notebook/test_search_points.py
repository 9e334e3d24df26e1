"""What a search in the points finds, and that its index is always what a rebuild would give."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desk.core.errors import UserError
from desk.core.meetings import ActionState, ItemSource, MeetingKind
from desk.data import search_index
from desk.notebook import agenda, corrections, log, meetings, people, rounds, sheets
from desk.notebook.bin import empty, put_back
from desk.notebook.book import Changed, Notebook, Session
from desk.notebook.search_points import OTHERS, HitKind, find, former, years
from desk.notebook.undo import undo

OPERATORS = [
    *("*", '"', '"école', "école*", "(école", "NEAR(a b)", "a AND b", "NOT", "OR OR", "text:a", "-a", "^a"),
    *("a + b", "{text}: a", "\0", "a\0b", "😀", "\ud800", "'", "%", "L2122-18", "²", "٣", "e\u0301", "ﬁ"),
]


@pytest.fixture
def toiture(book: Notebook) -> str:
    """A point of 6 November, with everything that can be written at one; its subject's id."""
    point = meetings.plan(book, MeetingKind.COUNCIL, date(2026, 11, 6)).id
    item = agenda.add(book, point, "Toiture de l’école").id
    agenda.write_notes(book, item, "Trois devis reçus.\nL’œuvre du couvreur est à revoir (L2122-18).")
    log.agree(book, item, "Le devis Martin est retenu.")
    pair = people.pair(book)
    log.add_action(book, item, "Signer le devis", pair.elu.id)
    log.add_action(book, item, "Relancer le couvreur", owner_name="Mme Roy")
    meetings.close(book, point)
    corrections.add(book, point, "Le devis était celui de Martin et fils.", item)
    return item


def kinds(book: Notebook, query: str, **filters: str) -> list[str]:
    return sorted(hit.kind.value for hit in find(book, query, **filters))  # type: ignore[arg-type]


def index_of(book: Notebook) -> list[tuple[object, ...]]:
    """All that is in the index, place by place, with its day."""
    sql = "SELECT place, text, also, tags, rowid >> 20 FROM search ORDER BY place"
    return book.store.connection.execute(sql).fetchall()


def assert_as_rebuilt(book: Notebook) -> None:
    kept = index_of(book)
    with book.store.atomic():
        search_index.rebuild(book.store.connection)
    assert index_of(book) == kept


def test_everything_written_at_a_point_is_found_with_where_it_stands(book: Notebook, toiture: str) -> None:
    assert kinds(book, "devis") == ["action", "convenu", "correction", "note"]
    hit = next(hit for hit in find(book, "devis") if hit.kind is HitKind.AGREED)
    assert (hit.day, hit.point, hit.subject) == (
        date(2026, 11, 6),
        "préparation du conseil",
        "Toiture de l’école",
    )
    assert (hit.item_id, hit.text) == (toiture, "Le devis Martin est retenu.")
    assert ("devis", True) in hit.excerpt()
    title = find(book, "toiture")[0]
    assert (title.kind, title.item_id, title.subject) == (HitKind.SUBJECT, toiture, "")
    point = find(book, "novembre conseil")[0]
    assert (point.kind, point.item_id, point.meeting_id) == (HitKind.POINT, "", hit.meeting_id)


@pytest.mark.parametrize(
    "query", ["DEVIS martin", "dév mart", "retenu", "le devis martin est retenu", "  devis   martin  "]
)
def test_accents_case_and_ends_of_words_do_not_matter(book: Notebook, toiture: str, query: str) -> None:
    assert "convenu" in kinds(book, query)
    assert find(book, query)[0].words


@pytest.mark.parametrize("query", ["oeuvre", "œuvre", "l'œuvre", "l’oeuvre", "L2122-18", "l2122 18", "2122"])
def test_ligatures_apostrophes_and_articles_of_law(book: Notebook, toiture: str, query: str) -> None:
    assert kinds(book, query) == ([] if query == "2122" else ["note"])  # words begin so, they do not end so


def test_one_filter_then_another(book: Notebook, toiture: str) -> None:
    elu = people.pair(book).elu.id
    assert kinds(book, "devis", kind="action") == ["action"]
    assert [hit.text for hit in find(book, "devis", person=elu)] == ["Signer le devis"]
    assert [hit.item_id for hit in find(book, "couvreur", person=OTHERS)] == [toiture]
    assert kinds(book, "devis", kind="convenu", person=elu) == []
    assert len(find(book, "devis", year=2026)) == 4
    assert len(find(book, "devis", year=2025)) == 0
    assert years(book) == [2026]
    assert former(book) == []


@pytest.mark.parametrize("query", ["", "   ", "…", "«»", '"', "*", "\0"])
def test_without_words_nothing(book: Notebook, toiture: str, query: str) -> None:
    assert len(find(book, query)) == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(), st.lists(st.sampled_from(OPERATORS)).map(" ".join)))
@example("\0")
@example("\ud800 école")
def test_whatever_is_typed_is_no_error(book: Notebook, query: str) -> None:
    for typed in (query, f"{query}é", f"é{query}"):
        assert len(find(book, typed)) >= 0


@pytest.mark.parametrize("query", OPERATORS)
def test_signs_are_no_operators(book: Notebook, toiture: str, query: str) -> None:
    assert all("devis" in hit.text.lower() for hit in find(book, f"devis {query}"))


def test_newest_first_and_fifty_at_most(book: Notebook) -> None:
    for number in range(7):
        point = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 1, 2) + timedelta(days=7 * number)).id
        item = agenda.add(book, point, f"Voirie {number}").id
        for line in range(9):
            log.agree(book, item, f"Voirie, ligne {line}")
    found = find(book, "voirie")
    days = [hit.day or date.max for hit in found]
    assert days == sorted(days, reverse=True)
    assert (len(found), found.has_more) == (50, True)
    assert find(book, "voirie 3").has_more is False


def test_what_waits_comes_first_then_goes_with_its_point(book: Notebook) -> None:
    agenda.send_to_next(book, "Cimetière", ItemSource.TYPED, "")
    hit = find(book, "cimetiere")[0]
    assert (hit.day, hit.meeting_id, hit.point) == (None, "", "")
    point = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 11, 27)).id
    assert [(hit.meeting_id, hit.day) for hit in find(book, "cimetiere")] == [(point, date(2026, 11, 27))]


def test_what_is_in_the_bin_or_under_a_cancelled_point_is_not_found(book: Notebook) -> None:
    point = meetings.plan(book, MeetingKind.WEEKLY, date(2026, 11, 27)).id
    item = agenda.add(book, point, "Cantine").id
    agreed = log.agree(book, item, "La cantine ouvre à midi.").id
    log.add_action(book, item, "Afficher les heures de la cantine", people.pair(book).sgm.id)
    gone = log.withdraw(book, agreed)
    assert kinds(book, "cantine") == ["action", "sujet"]
    undo(book, gone)
    cancelled = meetings.cancel(book, point)
    found = list(find(book, "cantine"))
    assert [(hit.kind, hit.meeting_id) for hit in found] == [(HitKind.ACTION, "")]  # it is still to be done
    undo(book, cancelled)
    assert kinds(book, "cantine") == ["action", "convenu", "sujet"]
    assert_as_rebuilt(book)


def test_an_action_without_a_point_says_whose_and_how_it_stands(book: Notebook) -> None:
    owner = people.pair(book).elu.id
    made = log.add_free_action(book, "Appeler la sous-préfecture", owner).id
    log.set_state(book, made, ActionState.DONE)
    hit = find(book, "sous-préfecture")[0]
    assert (hit.meeting_id, hit.owner_id, hit.state) == ("", owner, ActionState.DONE)


def test_an_index_that_knows_an_action_which_is_gone_stops_no_search(book: Notebook) -> None:
    made = log.add_free_action(book, "Appeler la préfecture", people.pair(book).elu.id).id
    with book.store.atomic():
        book.store.connection.execute(
            "DELETE FROM action WHERE id = ?", [made]
        )  # as damage would, index kept
    [hit] = find(book, "prefecture")
    assert (hit.id, hit.state) == (made, None)


def test_a_private_note_of_a_sheet_is_never_found(book: Notebook, elu: Session, sgm: Session) -> None:
    round_id = rounds.start(book, ["p01"]).id
    statement = rounds.get(book, round_id).statements[0].id
    for session, word in ((elu, "zibeline"), (sgm, "ornithorynque")):
        people.set_code(book, session, f"quatre mots de {word}")
        sheets.note(book, session, round_id, statement, f"Un {word} que personne d’autre ne lit.")
        assert len(find(book, word)) == 0
    everything = " ".join(str(part) for row in index_of(book) for part in row)
    assert "zibeline" not in everything
    assert "ornithorynque" not in everything


class Hands:
    """Someone who does anything that can be done to points, by chance; what cannot be done is refused."""

    def __init__(self, book: Notebook, dice: Random) -> None:
        self.book, self.dice = book, dice
        self.done: list[Changed] = []

    def act(self) -> None:
        """One thing, possible or not."""
        table = ("meeting", "agenda_item", "decision", "action", "correction")
        keys = {name: [row["id"] for row in self.book.store.rows(name)] or [""] for name in table}
        pick = {name: self.dice.choice(found) for name, found in keys.items()}
        try:
            made = self.dice.choice(self._ways(pick))()
        except (UserError, LookupError):  # closed, in the bin, not there yet: refused, and nothing changes
            return
        if isinstance(made, Changed) and made.images:
            self.done.append(made)

    def _ways(self, pick: dict[str, str]) -> list[Callable[[], object]]:
        book, day = self.book, date(2026, 11, 22) + timedelta(days=self.dice.randint(-40, 40))
        table = self.dice.choice(["meeting", "agenda_item", "decision", "action", "correction"])
        word, owner = self.dice.choice(["École", "Œuvres", "Voirie 12"]), people.pair(book).sgm.id
        return [
            lambda: meetings.plan(book, self.dice.choice(list(MeetingKind)), day),
            lambda: meetings.move(book, pick["meeting"], day, None),
            lambda: meetings.set_kind(book, pick["meeting"], MeetingKind.MONTHLY),
            lambda: meetings.cancel(book, pick["meeting"]),
            lambda: meetings.close(book, pick["meeting"]),
            lambda: agenda.add(book, pick["meeting"], word),
            lambda: agenda.send_to_next(book, word, ItemSource.TYPED, ""),
            lambda: agenda.retitle(book, pick["agenda_item"], f"{word} bis"),
            lambda: agenda.write_notes(book, pick["agenda_item"], self.dice.choice(["", word])),
            lambda: agenda.remove(book, pick["agenda_item"]),
            lambda: log.agree(book, pick["agenda_item"], word),
            lambda: log.reword(book, pick["decision"], f"{word} ter"),
            lambda: log.withdraw(book, pick["decision"]),
            lambda: log.add_action(book, pick["agenda_item"], word, owner),
            lambda: log.edit_action(book, pick["action"], word, "", "Mme Roy", None),
            lambda: log.remove_action(book, pick["action"]),
            lambda: corrections.add(book, pick["meeting"], word, pick["agenda_item"]),
            lambda: corrections.remove(book, pick["correction"]),
            lambda: put_back(book, table, self._binned(table)),
            lambda: put_back(book, table, self._binned(table)),
            self._undo,
            self._undo,
            self._empty,
        ]

    def _binned(self, table: str) -> str:
        found = self.book.store.rows(table, "deleted_on IS NOT NULL")
        return str(self.dice.choice(found)["id"]) if found else ""

    def _empty(self) -> None:
        """Seldom: what is erased is no longer undone."""
        if self.dice.random() < 0.2:
            empty(self.book)
            self.done.clear()

    def _undo(self) -> None:
        if self.done:
            back = undo(self.book, self.done.pop())
            if self.dice.random() < 0.5:
                self.done.append(undo(self.book, back))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_after_anything_the_index_is_what_a_rebuild_gives(book: Notebook, seed: int) -> None:
    hands = Hands(book, Random(seed))
    for _ in range(25):
        hands.act()
    assert_as_rebuilt(book)
