"""The lists one pins up or brings along: what is in them, in what order, and what never is."""

from datetime import date, timedelta

from desk.core.markdown import BlockKind, parse
from desk.core.meetings import ActionState, MeetingKind
from desk.notebook import action_queries, agenda, lists_on_paper, log, meetings, people, practices
from desk.notebook.book import Notebook

ODD = "* [x](page:origine) <b>&amp;__ https://ailleurs.example `ici` #1\n| suite"


def headings(body: str) -> list[str]:
    return ["".join(s.text for s in b.spans) for b in parse(body) if b.kind is BlockKind.HEADING]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_day_says_the_next_point_what_is_late_and_what_comes(book: Notebook) -> None:
    point = meetings.plan(book, MeetingKind.WEEKLY, book.today + timedelta(days=3)).id
    agenda.add(book, point, "Toiture de l’école")
    mayor = people.pair(book).elu
    action = log.add_free_action(book, "Appeler l’inspection", mayor.id, book.today).id
    log.add_free_action(book, "Relire la convention", mayor.id)
    book.store.update("action", action, {"due": (book.today - timedelta(days=9)).isoformat()})
    practices.choose(book, "p02")
    told = lists_on_paper.day_sheet(book)
    assert plain(told.title).startswith("Aujourd’hui, ")
    found = headings(told.body)
    assert found[0].startswith("Prochain point")
    assert found[1:3] == ["Actions à reprendre", "Actions en cours"]
    assert found[-1] == "Nos pratiques choisies"
    assert "Toiture de l’école" in told.body
    assert "Appeler l’inspection" in told.body.split("### Actions en cours")[0]
    assert mayor.name not in told.body
    assert "maire" not in plain(told.body).lower().replace("mairie", "")


def test_a_day_without_anything_says_so(book: Notebook) -> None:
    told = lists_on_paper.day_sheet(book)
    assert "Aucun point n’est prévu." in told.body
    assert "Actions" not in told.body


def test_a_busy_day_stays_short_and_says_how_many_more(book: Notebook) -> None:
    point = meetings.plan(book, MeetingKind.WEEKLY, book.today + timedelta(days=3)).id
    for number in range(40):
        agenda.add(book, point, f"Sujet {number}")
        log.add_free_action(book, f"Action {number}", people.pair(book).sgm.id)
    told = lists_on_paper.day_sheet(book)
    items = [block for block in parse(told.body) if block.kind is BlockKind.BULLETS]
    assert max(len(each.items) for each in items) == lists_on_paper.AGENDA_MOST + 1
    assert "autres" in told.body


def test_the_calendar_is_by_month_with_what_it_rests_on(book: Notebook) -> None:
    told = lists_on_paper.calendar(book, 52)
    found = headings(told.body)
    assert len(found) >= 4
    assert all(each.split()[-1].isdigit() for each in found)
    assert "CGCT" in told.body
    assert "à jour au 28 février 2026" in plain(told.body)


def test_what_is_agreed_within_a_year_the_latest_first(book: Notebook) -> None:
    day = book.today
    for back, words in ((400, "Trop ancien"), (40, "Le premier"), (5, "Le second")):
        point = meetings.plan(book, MeetingKind.WEEKLY, day).id
        item = agenda.add(book, point, "Sujet").id
        log.agree(book, item, words)
        meetings.close(book, point)
        book.store.update("meeting", point, {"day": (day - timedelta(days=back)).isoformat()})
    told = lists_on_paper.agreed(book)
    assert told.body.index("Le second") < told.body.index("Le premier")
    assert "Trop ancien" not in told.body
    assert "Rien n’a été noté" not in told.body


def test_nothing_agreed_is_said(book: Notebook) -> None:
    assert "Rien n’a été noté comme convenu" in lists_on_paper.agreed(book).body


def test_actions_keep_the_order_asked_and_say_where_they_stand(book: Notebook) -> None:
    pair = people.pair(book)
    first = log.add_free_action(book, "Poser les dates", pair.elu.id, date(2027, 3, 1)).id
    second = log.add_free_action(book, "Écrire la note", pair.sgm.id).id
    log.set_state(book, first, ActionState.DONE)
    told = lists_on_paper.actions(book, [second, first])
    lines = plain(told.body).splitlines()
    assert lines[0] == "- Écrire la note (Secrétaire générale, sans date, à faire)"
    assert lines[1].startswith("- Poser les dates (Maire, prévue le 1er mars 2027, fait")
    assert lists_on_paper.actions(book, []).body == "Aucune action."


def test_a_long_list_says_what_it_leaves_out(book: Notebook) -> None:
    one = log.add_free_action(book, "Une action", people.pair(book).elu.id).id
    told = lists_on_paper.actions(book, [one] + ["absente"] * lists_on_paper.LIST_MOST)
    assert "Et 1 autre action, dans Binôme." in plain(told.body)


def test_what_was_typed_is_never_taken_for_a_mark(book: Notebook) -> None:
    point = meetings.plan(book, MeetingKind.WEEKLY, book.today).id
    item = agenda.add(book, point, ODD.replace("\n", " ")).id
    log.agree(book, item, ODD)
    keys = [log.add_free_action(book, ODD, people.pair(book).elu.id).id]
    assert action_queries.some_by_id(book, keys)
    for told in (
        lists_on_paper.day_sheet(book),
        lists_on_paper.agreed(book),
        lists_on_paper.actions(book, keys),
    ):
        assert any("suite" in "".join(s.text for s in line) for b in parse(told.body) for line in b.items)
