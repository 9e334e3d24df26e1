"""The history of an action in plain sentences."""

from datetime import date

from desk.core.action_history import ActionEvent, history, since
from desk.core.meetings import ActionState

TODO, DOING, DONE, DROPPED = ActionState


def event(
    day: str, state: ActionState = TODO, due: str = "", who: str = "maire", reason: str = ""
) -> ActionEvent:
    owner, to_owner = {"maire": ("Maire", "au maire"), "roy": ("Mme Roy", "à Mme Roy")}[who]
    until = date.fromisoformat(due) if due else None
    return ActionEvent(date.fromisoformat(day), state, until, reason, owner, to_owner)


def told(*events: ActionEvent) -> list[str]:
    return [f"{line.day:%d/%m}: {line.text}".replace("\u00a0", " ") for line in history(events)]


def test_what_became_of_it() -> None:
    assert told(
        event("2026-11-03", due="2026-11-20"),
        event("2026-11-12", due="2026-11-27"),
        event("2026-11-14", DOING, "2026-11-27"),
        event("2026-11-20", DONE, "2026-11-27"),
        event("2026-11-22", TODO, "2026-11-25"),
    ) == [
        "03/11: créée, pour le 20 novembre, Maire",
        "12/11: reportée au 27 novembre",
        "14/11: en cours",
        "20/11: faite",
        "22/11: avancée au 25 novembre, de nouveau à faire",
    ]


def test_only_the_end_of_a_day_is_told_and_a_day_that_changed_nothing_is_not() -> None:
    events = [
        event("2026-11-03"),
        event("2026-11-03", due="2026-11-20", who="roy"),
        event("2026-11-05", DONE, "2026-11-20", "roy"),
        event("2026-11-05", TODO, "2026-11-20", "roy"),
        event("2026-11-06", DROPPED, "2026-11-20", "roy", "Classe maintenue"),
        event("2026-11-06", DROPPED, "2026-11-20", "roy", "Classe fermée"),
    ]
    assert told(*events) == [
        "03/11: créée, pour le 20 novembre, Mme Roy",
        "06/11: abandonnée : Classe fermée",
    ]


def test_a_new_owner_and_no_date_any_more() -> None:
    events = [
        event("2026-11-03"),
        event("2026-11-04", due="2027-01-08"),
        event("2026-12-01", who="roy"),
        event("2026-12-02", DONE),
    ]
    assert told(*events) == [
        "03/11: créée, sans date, Maire",
        "04/11: pour le 8 janvier 2027",
        "01/12: confiée à Mme Roy, désormais sans date",
        "02/12: confiée au maire, faite",
    ]


def test_a_clock_set_back_keeps_the_order_of_what_was_done() -> None:
    assert told(event("2026-11-10"), event("2026-11-09", DONE)) == [
        "10/11: créée, sans date, Maire",
        "09/11: faite",
    ]


def test_since_when_it_stands_so() -> None:
    assert since([]) is None
    events = [
        event("2026-11-03"),
        event("2026-11-05", DONE),
        event("2026-11-06", TODO),
        event("2026-11-08", DONE),
        event("2026-11-09", DONE, who="roy"),
    ]
    assert since(events) == date(2026, 11, 8)
    assert history([]) == []
