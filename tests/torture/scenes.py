"""What is done in a day: each scene by the window's own buttons and keys, or through its one gate."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desk.core.meetings import MeetingKind
from desk.core.people import Seat
from desk.core.rounds import SheetState
from desk.notebook import bin as binned
from desk.notebook import (
    cleaning,
    meetings,
    people,
    redaction,
    rounds,
    unsealing,
)
from desk.ui.widgets.dialog import Dialog
from tests.notebook.runs import Someone
from tests.stories.hands import type_sign
from tests.stories.typist import note as note_field
from tests.torture.day import CODE, KEY_S, Day
from tests.torture.scenes_out import back, export_all, import_form, report, second_place, shut

LINES = (
    "On relit le tableau des délégations en janvier",
    "convenu : la secrétaire donne un avis écrit avant toute annonce",
    "le maire appelle l’inspection vendredi",
    "la secrétaire prépare la note de cadrage dans 15 jours",
)


def play(day: Day, name: str) -> None:
    """One scene, with what it wrote."""
    before = day.written
    day.tell("scene", name)
    SCENES[name][0](day)
    day.hands.check()
    day.tell("wrote", name, day.written - before)


def plan(day: Day) -> None:
    """A point is planned, in its dialog."""
    when = day.book.today + timedelta(days=day.dice.randrange(1, 20))
    day.window.go("meetings")
    before = day.written
    day.hands.click(
        "Prévoir un point", lambda: day.hands.fill_in({"Date": f"{when:%d/%m/%Y}"}, "Prévoir ce point")
    )
    if day.written == before:
        raise RuntimeError("no point was planned")


def _point(day: Day) -> str:
    planned = meetings.planned(day.book)
    if planned:
        return day.dice.choice(planned).id
    when = day.book.today + timedelta(days=2)
    day.do(partial(meetings.plan, day.book, MeetingKind.WEEKLY, when))
    return meetings.planned(day.book)[0].id


def lines(day: Day) -> None:
    """Sentences in the quick line of a point: notes, things agreed, actions; the first may be a subject."""
    point = _point(day)
    day.window.go("meeting", meeting_id=point)
    day.hands.settle()
    for sentence in day.dice.sample(LINES, 2):
        fields = day.window.page.findChildren(QLineEdit, "quick-line")
        field = next(each for each in fields if each.isVisible())
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_End)
        day.tell("field", "line", point, field.text())
        for sign in sentence:
            type_sign(field, sign)
            day.tell("typed", field.text())
            day.wait(KEY_S / 2)
        day.tell("left")  # from here on it is a change, judged as such
        QTest.keyClick(field, Qt.Key.Key_Return)
        day.hands.settle()


def notes(day: Day) -> None:
    """The notes of a subject, key by key."""
    point = _point(day)
    day.window.go("meeting", meeting_id=point)
    day.hands.settle()
    detail = day.window.page.detail  # type: ignore[attr-defined]
    if not detail.item_id:
        lines(day)
        return
    day.tell("field", "item", detail.item_id, detail.notes.text())
    day.type_in(detail.notes.edit, day.words() * 2, detail.notes.text)
    day.window.go("meetings")
    day.tell("left")


def close_point(day: Day) -> None:
    """A point is closed, its next one planned."""
    day.window.go("meeting", meeting_id=_point(day))
    words = "Clore le point"
    if day.hands.reads(words):
        day.hands.click(words, lambda: _agree(day))


def _agree(day: Day) -> None:
    """Press the verb of the dialog in front."""
    dialog = day.hands.front
    assert isinstance(dialog, Dialog)
    assert dialog.primary is not None
    dialog.primary.click()


def sheet(day: Day) -> None:
    """Answers and a private note in the mayor's sheet, behind a code."""
    round_ = rounds.current(day.book)
    if round_ is None or rounds.sheet_states(day.book, round_.id)[Seat.ELU] is SheetState.HANDED_IN:
        return
    day.window.go("sheet", seat="elu")
    day.hands.click("Oui, ouvrir ma feuille", lambda: day.hands.fill_in({"Votre code": CODE}, "Ouvrir"))
    if day.hands.reads("Commencer"):
        day.hands.click("Commencer")
    filling = day.window.page.filling  # type: ignore[attr-defined]
    for _ in range(day.dice.randrange(1, 4)):
        filling.card.choices.group.buttons[day.dice.choice("0123")].click()
        day.hands.settle()
        field = note_field(day.window)
        day.tell("field", "sheet", filling.current, field.toPlainText())
        day.type_in(field, day.dice.choice(LINES)[:30], field.toPlainText)
    day.window.go("regards")
    day.tell("left")


def open_together(day: Day) -> None:
    """Both hand in, their sheets are opened, other regards croisés begin."""
    round_ = rounds.current(day.book)
    if round_ is not None:
        from desk.core.scale import Answer
        from desk.notebook import sheets

        both = people.pair(day.book)
        keys = [people.unlock(day.book, both.elu.id, CODE), people.unlock(day.book, both.sgm.id)]
        asked = rounds.get(day.book, round_.id).statements[0].id
        for key, seat in zip(keys, (Seat.ELU, Seat.SGM), strict=True):
            if rounds.sheet_states(day.book, round_.id)[seat] is not SheetState.HANDED_IN:
                day.do(partial(sheets.answer, day.book, key, round_.id, asked, Answer("2")))
                day.do(partial(sheets.hand_in, day.book, key, round_.id))
        day.do(partial(unsealing.open_together, day.book, round_.id, *keys), final=True)
    day.do(partial(rounds.start, day.book, ["p01", "p04"]))


def anything(day: Day) -> None:
    """Ten things at random that can be undone, then some undone and done again, by the keys."""
    someone = Someone(day.book, day.dice.randrange(10**9))
    day.random_ones = True
    for _ in range(10):
        _name, operation = someone.next_operation()
        day.do(operation)
    stack = day.window.runner.undo_stack
    for _ in range(4):
        stack.undo()
        day.hands.settle()
    for _ in range(2):
        stack.redo()
        day.hands.settle()
    day.random_ones = False


def bin_(day: Day) -> None:
    """What was removed is put back, or goes for good."""
    item = _point(day)
    day.do(partial(meetings.cancel, day.book, item))
    found = binned.content(day.book)
    day.window.go("bin")
    if day.dice.random() < 0.6:
        day.random_ones = True
        day.do(partial(binned.put_back, day.book, found[0].table, found[0].id))
        day.random_ones = False
        return
    day.hands.click("Vider la corbeille…", lambda: _agree(day))


def passage(day: Day) -> None:
    """A passage is removed for good: rows, index, file, and now and then the older copies."""
    found = [each for each in redaction.everything(day.book) if len(each.text) > 12]
    if not found:
        return
    source = day.dice.choice(found)
    remove = partial(redaction.remove, day.book, source, 3, 9, copies=day.dice.random() < 0.3)
    day.do(remove, final=True)
    day.do(partial(cleaning.finish, day.book))


def code(day: Day) -> None:
    """The mayor's key is drawn again: every sheet is sealed anew."""
    session = people.unlock(day.book, people.pair(day.book).elu.id, CODE)
    day.do(partial(people.set_code, day.book, session, CODE))


SCENES: dict[str, tuple[Callable[[Day], None], int]] = {
    "plan": (plan, 3), "lines": (lines, 5), "notes": (notes, 6), "close_point": (close_point, 2),
    "sheet": (sheet, 6), "open_together": (open_together, 1), "anything": (anything, 5),
    "export_all": (export_all, 2), "report": (report, 1), "import_form": (import_form, 1), "bin": (bin_, 2),
    "passage": (passage, 2), "code": (code, 1), "shut": (shut, 3), "back": (back, 1),
    "second_place": (second_place, 1),
}  # fmt: skip
"""Each scene, and how often it comes."""
