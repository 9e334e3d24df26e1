"""The loop told, the period before, and the texts that leave when both want them."""

from datetime import date, time, timedelta

from desk.core.meetings import ActionState, MeetingKind
from desk.core.report_options import Option
from desk.core.rounds import SubjectDraft
from desk.notebook import agenda, follow_up, log, meetings, people, report, report_asks, undo, unsealing
from desk.notebook.book import Notebook
from tests.conftest import Clock
from tests.notebook.test_report_options import both_agree
from tests.notebook.two_rounds import AUTUMN, opened

POINT = AUTUMN + timedelta(days=7)
PRACTICES = ("p01", "p02", "p05", "p06")


def chosen(book: Notebook, clock: Clock, *practices: str) -> str:
    """A round opened, those subjects chosen and sent to the next point."""
    round_id = opened(book, clock, AUTUMN, ("2", "12"), PRACTICES)
    meetings.plan(book, MeetingKind.WEEKLY, POINT, time(9))
    unsealing.choose_subjects(book, round_id, [SubjectDraft(each, "Un premier pas") for each in practices])
    for each in practices:
        follow_up.send(book, round_id, each, f"Sujet {each}")
    return round_id


def sent(book: Notebook) -> dict[str, str]:
    point = meetings.next_planned(book)
    assert point is not None
    return {item.title[-3:]: item.id for item in agenda.items(book, point.id)}


def loop(book: Notebook, day: date) -> tuple[int, ...]:
    told = report.data(book, day)["sujets"]
    return told["choisis"], told["vus"], told["avances"]


def hold(book: Notebook, clock: Clock, day: date = POINT) -> None:
    point = meetings.next_planned(book)
    assert point is not None
    clock.go(day)
    meetings.close(book, point.id)


def test_a_subject_is_chosen_then_seen_then_moves_on(book: Notebook, clock: Clock) -> None:
    chosen(book, clock, "p01", "p02", "p05")
    assert loop(book, AUTUMN) == (3, 0, 0)
    items = sent(book)
    clock.go(POINT)
    agenda.set_discussed(book, items["p01"], True)
    log.agree(book, items["p02"], "Un arrêté est pris.")
    log.add_action(book, items["p05"], "Écrire le calendrier", people.pair(book).sgm.id)
    hold(book, clock)
    assert loop(book, POINT) == (3, 3, 1), "seen is not moved, and an action to do is not begun"
    clock.go(POINT + timedelta(days=3))
    action = log.open_actions(book)[0]
    log.set_state(book, action.id, ActionState.DOING)
    assert loop(book, POINT + timedelta(days=3)) == (3, 3, 2)
    assert loop(book, POINT) == (3, 3, 1), "the bilan of a day is that day's"
    assert loop(book, AUTUMN) == (3, 0, 0)


def test_a_subject_not_discussed_is_followed_to_the_point_it_comes_back_at(
    book: Notebook, clock: Clock
) -> None:
    chosen(book, clock, "p01")
    hold(book, clock)
    assert loop(book, POINT) == (1, 0, 0)
    later = POINT + timedelta(days=7)
    following = meetings.plan(book, MeetingKind.WEEKLY, later, time(9)).id
    back = next(item for item in agenda.items(book, following) if item.title.endswith("p01"))
    clock.go(later)
    log.agree(book, back.id, "C’est réglé.")
    hold(book, clock, later)
    assert loop(book, later) == (1, 1, 1)


def test_subjects_of_a_round_opened_before_the_period_are_not_counted(book: Notebook, clock: Clock) -> None:
    chosen(book, clock, "p01")
    after = AUTUMN + timedelta(days=1)
    assert report.data(book, after, after)["sujets"] == {"choisis": 0, "vus": 0, "avances": 0}


def point(book: Notebook, clock: Clock, day: date, agreed: str = "Le devis est retenu.") -> str:
    clock.go(day)
    held = meetings.plan(book, MeetingKind.WEEKLY, day, time(9)).id
    item = agenda.add(book, held, "Toiture").id
    log.agree(book, item, agreed)
    made = log.add_action(book, item, "Écrire à Claire Fabre", people.pair(book).elu.id).id
    log.set_state(book, made, ActionState.DONE)
    meetings.close(book, held)
    return made


def test_the_period_before_has_the_same_length_and_is_told_only_if_a_point_was_held(
    book: Notebook, clock: Clock
) -> None:
    point(book, clock, date(2026, 6, 30))
    point(book, clock, date(2026, 7, 1))
    told = report.data(book, date(2026, 7, 31), date(2026, 7, 1))
    assert told["precedent"] == {
        "du": "2026-05-31", "au": "2026-06-30", "points": 1, "convenu": 1, "faites": 1,
    }  # fmt: skip
    assert report.data(book, date(2026, 6, 30), date(2026, 6, 1))["precedent"] is None


def test_the_texts_leave_newest_first_without_the_pairs_names_and_only_when_both_want(
    book: Notebook, clock: Clock
) -> None:
    point(book, clock, date(2026, 10, 2), "Mme Fabre prépare le budget.")
    point(book, clock, date(2026, 10, 9), "Rien de neuf.")
    before = report.data(book, date(2026, 10, 9))
    assert (before["titres_convenu"], before["titres_actions"]) == ([], [])
    both_agree(book, Option.AGREED)
    both_agree(book, Option.ACTIONS)
    told = report.data(book, date(2026, 10, 9))
    assert [each["date"] for each in told["titres_convenu"]] == ["2026-10-09", "2026-10-02"]
    assert "Fabre" not in str(told)
    assert [set(each) for each in told["titres_actions"]] == [{"texte", "etat", "echeance"}] * 2
    assert told["convenu"] == len(told["titres_convenu"])


def test_what_is_asked_of_the_cdg_is_ticked_in_one_order_and_undone(book: Notebook) -> None:
    report_asks.set_asked(book, "rappel", True)
    change = report_asks.set_asked(book, "formation_sgm", True)
    report_asks.set_asked(book, "formation_sgm", True)
    assert report.data(book, book.today)["demandes"] == ["formation_sgm", "rappel"]
    undo.undo(book, change)
    assert report_asks.asked(book) == ("rappel",)
    report_asks.set_asked(book, "rappel", False)
    assert report.data(book, book.today)["demandes"] == []
