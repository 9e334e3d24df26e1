"""An agenda that fills itself: each thing once, with its origin and its day, whatever is moved or undone."""

from datetime import date, timedelta

from desk.core.agenda_models import MODELS
from desk.core.deadline import OwnKind
from desk.core.meetings import AgendaItem, ItemSource, MeetingKind
from desk.notebook import agenda, carrying, follow_up, log, meetings, own_dates, recurring
from desk.notebook.book import Notebook
from desk.notebook.undo import undo
from tests.agendas import without_calendar
from tests.conftest import Clock

FRIDAY, NEXT = date(2026, 11, 27), date(2026, 12, 4)
HELD = date(2026, 11, 20)
COUNCIL = date(2026, 12, 11)


def plan(book: Notebook, day: date = FRIDAY, kind: MeetingKind = MeetingKind.WEEKLY) -> str:
    return meetings.plan(book, kind, day).id


def of(book: Notebook, point: str, source: ItemSource) -> list[AgendaItem]:
    return [item for item in agenda.items(book, point) if item.source is source]


def plain(item: AgendaItem) -> str:
    return item.title.replace("\u00a0", " ")


def notices(book: Notebook, point: str) -> list[tuple[str, date | None]]:
    """What the agenda says of calling the councillors."""
    found = [item for item in agenda.items(book, point) if "onvocation" in item.title]
    return [(plain(item), item.source_day) for item in found]


def test_the_subjects_of_a_kind_come_to_each_point_of_it_once(book: Notebook) -> None:
    for title in ("Le courrier", "Les absences"):
        recurring.add(book, MeetingKind.WEEKLY, title)
    recurring.add(book, MeetingKind.MONTHLY, "Le budget")
    first = plan(book, HELD)
    assert [item.title for item in of(book, first, ItemSource.RECURRING)] == ["Le courrier", "Les absences"]
    mail, _ = of(book, first, ItemSource.RECURRING)
    agenda.remove(book, mail.id)
    meetings.move(book, first, HELD - timedelta(days=1), None)
    assert [item.title for item in of(book, first, ItemSource.RECURRING)] == ["Les absences"]
    meetings.close(book, first)
    second = plan(book)
    assert [item.title for item in without_calendar(book, second)] == ["Le courrier", "Les absences"]
    review = plan(book, kind=MeetingKind.MONTHLY)
    assert [item.title for item in of(book, review, ItemSource.RECURRING)] == ["Le budget"]


def test_another_kind_brings_its_own_subjects_and_leaves_what_was_written(book: Notebook) -> None:
    for kind, title in (
        (MeetingKind.WEEKLY, "Le courrier"),
        (MeetingKind.WEEKLY, "Les absences"),
        (MeetingKind.COUNCIL, "La convocation à relire"),
    ):
        recurring.add(book, kind, title)
    point = plan(book)
    mail = of(book, point, ItemSource.RECURRING)[0]
    agenda.write_notes(book, mail.id, "Lettre de la préfecture.")
    before = agenda.items(book, point)
    done = meetings.set_kind(book, point, MeetingKind.COUNCIL)
    assert [item.title for item in of(book, point, ItemSource.RECURRING)] == [
        "Le courrier",
        "La convocation à relire",
    ]
    undo(book, done)
    assert agenda.items(book, point) == before


def test_the_deadlines_of_six_weeks_come_with_their_day(book: Notebook) -> None:
    own_dates.add(book, "Dossier de l’école", FRIDAY + timedelta(days=42), OwnKind.GRANT)
    own_dates.add(book, "Trop loin", FRIDAY + timedelta(days=43), OwnKind.GRANT)
    own_dates.add(book, "Déjà passé", FRIDAY - timedelta(days=1), OwnKind.GRANT)
    own_dates.add(book, "", COUNCIL, OwnKind.COUNCIL)
    point = plan(book)
    found = of(book, point, ItemSource.DEADLINE)
    assert all(item.source_day and item.source_day >= FRIDAY for item in found)
    titles = [plain(item) for item in found]
    assert "Dossier de l’école (au plus tard le 8 janvier 2027)" in titles
    assert not any(word in title for title in titles for word in ("Trop loin", "Déjà passé"))
    assert not any(title.startswith("Réunion du conseil") for title in titles)
    assert notices(book, point) == [
        (
            "Envoyer la convocation, trois jours francs avant la séance (moins de 3 500 habitants) · "
            "conseil du 11 décembre (au plus tard le 7 décembre)",
            date(2026, 12, 7),
        )
    ]
    assert of(book, plan(book, kind=MeetingKind.YEARLY), ItemSource.DEADLINE) == []


def test_a_deadline_comes_once_even_after_it_was_taken_off(book: Notebook) -> None:
    own_dates.add(book, "", COUNCIL, OwnKind.COUNCIL)
    point = plan(book, HELD)
    [notice] = [item for item in agenda.items(book, point) if "onvocation" in item.title]
    agenda.remove(book, notice.id)
    for day in (HELD - timedelta(days=2), HELD):
        meetings.move(book, point, day, None)
        assert notices(book, point) == []
    meetings.close(book, point)
    assert notices(book, plan(book)) == []


def test_a_council_that_moves_takes_its_notice_along(book: Notebook) -> None:
    council = own_dates.add(book, "", COUNCIL, OwnKind.COUNCIL).id
    point = plan(book)
    own_dates.edit(book, council, "", COUNCIL + timedelta(days=7), OwnKind.COUNCIL)
    [(title, day)] = notices(book, point)
    assert day == date(2026, 12, 14)
    assert title.endswith("conseil du 18 décembre (au plus tard le 14 décembre)")
    later = plan(book, NEXT)
    assert notices(book, later) == []
    done = own_dates.edit(book, council, "", COUNCIL + timedelta(days=90), OwnKind.COUNCIL)
    assert [day for _, day in notices(book, point)] == [date(2027, 3, 7)]
    undo(book, done)
    assert [day for _, day in notices(book, point)] == [date(2026, 12, 14)]


def test_a_deadline_worded_otherwise_or_discussed_keeps_its_words(book: Notebook) -> None:
    council = own_dates.add(book, "", COUNCIL, OwnKind.COUNCIL).id
    point = plan(book)
    notice, *others = [item for item in of(book, point, ItemSource.DEADLINE) if "11 décembre" in item.title]
    agenda.retitle(book, notice.id, "Convocations à poster")
    agenda.set_discussed(book, others[0].id, True)
    own_dates.edit(book, council, "", COUNCIL + timedelta(days=7), OwnKind.COUNCIL)
    kept = agenda.get(book, notice.id)
    assert kept.title == "Convocations à poster"
    assert kept.source_day is not None
    assert kept.source_day != notice.source_day
    assert agenda.get(book, others[0].id).title == others[0].title


def test_a_council_that_is_no_more_takes_its_notice_away(book: Notebook) -> None:
    council = own_dates.add(book, "", COUNCIL, OwnKind.COUNCIL).id
    point = plan(book)
    notice = next(item for item in agenda.items(book, point) if "onvocation" in item.title)
    before = agenda.items(book, point)
    done = own_dates.remove(book, council)
    assert not any("11 décembre" in item.title for item in agenda.items(book, point))
    undo(book, done)
    assert agenda.items(book, point) == before
    agenda.write_notes(book, notice.id, "Envoyée par courriel.")
    own_dates.remove(book, council)
    assert [title for title, _ in notices(book, point)] == [plain(notice)]


def test_a_notice_not_discussed_comes_back_and_still_follows_its_council(book: Notebook) -> None:
    council = own_dates.add(book, "", COUNCIL, OwnKind.COUNCIL).id
    point = plan(book, HELD)
    meetings.close(book, point)
    second = plan(book)
    assert [day for _, day in notices(book, second)] == [date(2026, 12, 7)]
    own_dates.edit(book, council, "", COUNCIL + timedelta(days=7), OwnKind.COUNCIL)
    assert [day for _, day in notices(book, second)] == [date(2026, 12, 14)]
    assert [day for _, day in notices(book, point)] == [date(2026, 12, 7)]


def test_a_deadline_whose_day_is_past_does_not_come_back(book: Notebook, clock: Clock) -> None:
    own_dates.add(book, "", COUNCIL, OwnKind.COUNCIL)
    meetings.close(book, plan(book, HELD))
    clock.go(date(2026, 12, 18))
    later = plan(book, date(2026, 12, 18))
    assert notices(book, later) == []
    days = [item.source_day for item in agenda.items(book, later) if item.source is ItemSource.UNDISCUSSED]
    assert all(day is not None and day >= date(2026, 12, 18) for day in days)


def test_a_deadline_sent_by_hand_does_not_come_again(book: Notebook) -> None:
    own_dates.add(book, "", COUNCIL, OwnKind.COUNCIL)
    [notice] = [one for one in own_dates.due(book, 6) if "convocation" in one.title]
    own_dates.to_agenda(book, notice)
    assert own_dates.to_agenda(book, notice).label == "Ce sujet est déjà à l’ordre du jour du prochain point"
    assert len(notices(book, plan(book))) == 1


def test_one_sent_by_an_earlier_version_is_known(book: Notebook) -> None:
    own_dates.add(book, "", COUNCIL, OwnKind.COUNCIL)
    [notice] = [one for one in own_dates.due(book, 6) if "convocation" in one.title]
    agenda.send_to_next(book, "Convocation", ItemSource.DEADLINE, notice.id)
    assert [title for title, _ in notices(book, plan(book))] == ["Convocation"]


def test_what_a_cancelled_point_had_goes_to_the_one_already_planned(book: Notebook) -> None:
    own_dates.add(book, "", COUNCIL, OwnKind.COUNCIL)
    recurring.add(book, MeetingKind.WEEKLY, "Le courrier")
    first, second = plan(book), plan(book, NEXT)
    agenda.add(book, first, "Voirie")
    before = [agenda.items(book, point) for point in (first, second)]
    assert notices(book, second) == []
    done = meetings.cancel(book, first)
    assert len(notices(book, second)) == 1
    assert [item.title for item in without_calendar(book, second)] == ["Le courrier", "Voirie"]
    undo(book, done)
    assert [agenda.items(book, point) for point in (first, second)] == before


def test_a_subject_not_discussed_is_not_sent_again_beside_itself(book: Notebook) -> None:
    agenda.send_to_next(book, "Clarifier les rôles", ItemSource.GUIDE, "p02")
    first = plan(book, HELD)
    meetings.close(book, first)
    second = plan(book)
    assert agenda.send_to_next(book, "Clarifier les rôles", ItemSource.GUIDE, "p02").images == ()
    assert [item.source for item in without_calendar(book, second)] == [ItemSource.UNDISCUSSED]


def test_a_subject_left_behind_comes_back_when_it_is_sent(book: Notebook) -> None:
    agenda.send_to_next(book, "Clarifier les rôles", ItemSource.GUIDE, "p02")
    first = plan(book, HELD)
    meetings.close(book, first)
    agenda.send_to_next(book, "Clarifier les rôles", ItemSource.GUIDE, "p02")
    second = plan(book)
    [item] = without_calendar(book, second)
    agenda.set_discussed(book, item.id, True)
    meetings.move(book, second, HELD, None)
    meetings.close(book, second)
    assert without_calendar(book, plan(book)) == []


def test_an_empty_agenda_starts_from_the_model(book: Notebook) -> None:
    point = plan(book, kind=MeetingKind.YEARLY)
    agenda.add(book, point, MODELS[MeetingKind.YEARLY][1])
    done = carrying.start_from_model(book, point)
    assert {item.title for item in agenda.items(book, point)} == set(MODELS[MeetingKind.YEARLY])
    assert len(agenda.items(book, point)) == len(MODELS[MeetingKind.YEARLY])
    undo(book, done)
    assert len(agenda.items(book, point)) == 1


def test_a_clock_set_back_refuses_and_loses_nothing(book: Notebook, clock: Clock) -> None:
    point = plan(book, HELD)
    agenda.add(book, point, "Voirie")
    meetings.close(book, point)
    clock.go(date(2026, 10, 2))
    again = plan(book, date(2026, 10, 9))
    assert [item.title for item in without_calendar(book, again)] == ["Voirie"]
    meetings.move(book, again, date(2026, 10, 2), None)
    meetings.close(book, again)
    assert len(meetings.held(book)) == 2


def test_a_point_that_is_moved_does_not_get_its_own_actions_back(book: Notebook) -> None:
    point = plan(book)
    item = agenda.add(book, point, "École").id
    log.add_action(book, item, "Appeler l’inspection", owner_name="Paul Petit", due=FRIDAY)
    before = [each.title for each in agenda.items(book, point)]
    meetings.move(book, point, HELD, None)
    meetings.move(book, point, FRIDAY, None)
    assert [each.title for each in agenda.items(book, point)] == before
    later = plan(book, NEXT)
    assert [each.title for each in of(book, later, ItemSource.ACTION)] == ["Appeler l’inspection"]


def test_two_points_on_one_day_share_nothing_twice(book: Notebook) -> None:
    own_dates.add(book, "", COUNCIL, OwnKind.COUNCIL)
    first, second = plan(book), plan(book, kind=MeetingKind.MONTHLY)
    keys = [item.source_id for point in (first, second) for item in of(book, point, ItemSource.DEADLINE)]
    assert len(keys) == len(set(keys))
    assert [each.id for each in meetings.planned(book)] == sorted((first, second))


def test_a_date_entered_later_reaches_the_point_already_planned(book: Notebook) -> None:
    point, later = plan(book), plan(book, NEXT)
    before = agenda.items(book, point)
    done = own_dates.add(book, "", COUNCIL, OwnKind.COUNCIL)
    assert [day for _, day in notices(book, point)] == [date(2026, 12, 7)]
    assert notices(book, later) == []
    undo(book, done)
    assert agenda.items(book, point) == before


def test_a_subject_that_comes_back_reaches_the_points_already_planned(book: Notebook) -> None:
    points = [plan(book), plan(book, NEXT), plan(book, kind=MeetingKind.MONTHLY)]
    done = recurring.take_model(book, MeetingKind.WEEKLY)
    found = [len(of(book, point, ItemSource.RECURRING)) for point in points]
    assert found == [len(MODELS[MeetingKind.WEEKLY])] * 2 + [0]
    undo(book, done)
    assert [len(of(book, point, ItemSource.RECURRING)) for point in points] == [0, 0, 0]


def test_a_damaged_file_whose_subjects_turn_in_a_circle_is_read(book: Notebook) -> None:
    point = plan(book)
    first, second = (agenda.add(book, point, title).id for title in "ab")
    with book.store.atomic():
        for key, other in ((first, second), (second, first)):
            book.store.update("agenda_item", key, {"source": "non_aborde", "source_id": other})
    meetings.move(book, point, NEXT, None)
    assert {item.title for item in without_calendar(book, point)} == {"a", "b"}
    assert [follow_up.origin(book, item) for item in without_calendar(book, point)] == [None, None]
