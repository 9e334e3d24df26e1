"""Actions found among many, by state and by owner, in order."""

from datetime import date

from desk.core.meetings import OPEN_STATES, ActionState, MeetingKind
from desk.notebook import action_queries, agenda, log, meetings, people
from desk.notebook.book import Notebook

DAY = date(2026, 12, 1)


def _add(book: Notebook, text: str, owner_id: str = "", owner_name: str = "") -> str:
    found = meetings.planned(book)
    meeting_id = found[0].id if found else meetings.plan(book, MeetingKind.WEEKLY, DAY, None).id
    item = agenda.add(book, meeting_id, f"Sujet de {text}").id
    return log.add_action(book, item, text, owner_id, owner_name, None).id


def test_owners_and_states(book: Notebook) -> None:
    pair = people.pair(book)
    mayor = _add(book, "Appeler l’inspection", pair.elu.id)
    other = _add(book, "Poser les panneaux", owner_name="Karim")
    _add(book, "Écrire la note", pair.sgm.id)
    log.set_state(book, mayor, ActionState.DONE)

    def texts(states: tuple[ActionState, ...], owners: list[str] | None) -> list[str]:
        keys = action_queries.in_order(book, states, owners)
        found = action_queries.some_by_id(book, keys)
        return [found[key].text for key in keys]

    assert sorted(texts(OPEN_STATES, None)) == ["Poser les panneaux", "Écrire la note"]
    assert texts((ActionState.DONE,), None) == ["Appeler l’inspection"]
    assert texts(tuple(ActionState), None)[-1] == "Appeler l’inspection"
    assert texts(tuple(ActionState), [""]) == ["Poser les panneaux"]
    assert texts(tuple(ActionState), [pair.sgm.id]) == ["Écrire la note"]
    assert texts((ActionState.DONE,), [pair.sgm.id]) == []
    log.remove_action(book, other)
    assert set(action_queries.some_by_id(book, [mayor, other])) == {mayor}
    assert texts(OPEN_STATES, None) == ["Écrire la note"]
