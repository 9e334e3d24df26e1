"""A town hall's PC with both people's codes, a round under way and one opened before."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from PySide6.QtWidgets import QWidget

from desk.core.commune import Commune
from desk.core.people import Function, Gender, Seat
from desk.core.rounds import RoundState
from desk.core.scale import Answer
from desk.data.store import TABLES
from desk.notebook import people, rounds, sheets, unsealing
from desk.notebook.book import Notebook
from desk.notebook.opening import PersonDraft, Setup
from desk.ui.dialogs.code import CodeDialog
from desk.ui.pages import PAGES
from desk.ui.pages.sheet import SheetPage
from desk.ui.window import Window
from tests.ui.dialog_driver import accept, button, in_dialog
from tests.ui.pages.conftest import CODES, session_of
from tests.ui.pages.prowler import Place, Prowler

SEALED = {"sheet": "content", "round": "result", "round_key": "wrapped", "person_key": "wrapped"}
Heard = list[tuple[str, frozenset[str]]]
VALMONT = Setup(
    Commune("Valmont", "36202", 412, "CDG 36", "contact@cdg36.example"),
    PersonDraft(Function.MAYOR, "Rey", "M.", Gender.MASCULINE),
    PersonDraft(Function.SGM, "Fabre", "Mme", Gender.FEMININE, "Commune de Valmont"),
    date(2026, 3, 28),
)


GUIDE = frozenset({"guide", "practice", "guide_page", "guide_pack", "roles", "journey", "calendar", "cdg"})
"""Screens that read no sheet: looked at, not tried button by button, which their own tests do."""


@dataclass
class World:
    """A town hall's PC: `folder` holds the carnet, its copies, the profile and what is saved.

    `strangers` are the widgets that were there before it: what another test left is not of this PC.
    """

    folder: Path
    book: Notebook
    dice: Random
    window: Window
    meeting: str
    past: str
    round_id: str
    strangers: frozenset[QWidget]

    def sit(self, keys: str, note: str) -> None:
        """The mayor opens their sheet with their code, answers, writes a note, hides it, resumes, leaves."""
        self.window.go("sheet", seat="elu")
        page = self.window.page
        assert isinstance(page, SheetPage)
        in_dialog(CodeDialog, self._type_code)
        button(page, "Oui, ouvrir ma feuille").click()
        button(page, "Commencer").click()
        assert page.filling is not None
        for key in keys:
            page.filling.card.choices.group.buttons[{"4": "3", "1": "0", "s": "so", "0": "nsp"}[key]].click()
        page.filling.note.text.edit.setPlainText(note)
        button(page, "Toute la page").click()
        page.hide_sheet()
        in_dialog(CodeDialog, self._type_code)
        button(page, "Reprendre").click()
        assert page.filling.note.text.text() == note
        page.filling.ending.overview_button.click()
        self.window.go("regards")
        assert not (self.folder / "profil").exists(), "sitting at a sheet leaves nothing in the settings"

    def walk(self, code: str = "", without: frozenset[str] = frozenset()) -> Prowler:
        """Someone goes everywhere, with a code or none; chance is the same in both worlds."""
        self.dice.seed(f"walk {code}")
        needed = {
            "practice": [{"practice_id": "p01"}],
            "guide_page": [{"page_id": "droit-et-donnees"}],
            "meeting": [{"meeting_id": self.meeting}],
            "journey": [{"path_id": "nouvelle-personne"}],
            "comparison": [{"round_id": self.past}],
            "sheet": [{"seat": "elu"}, {"seat": "sgm"}],
        }
        # « La commune et nous » last: a person can take their own code away there
        names = sorted(PAGES.keys() - without, key=lambda name: (name == "commune", name))
        places: list[Place] = [(name, each) for name in names for each in needed.get(name, [{}])]
        prowler = Prowler(self.window, code, self.strangers)
        prowler.walk(places, GUIDE)
        self.window.go("guide")
        return prowler

    def ask_to_open(self) -> Prowler:
        """The other person hands in too, and alone presses « Ouvrir ensemble »."""
        session = session_of(self.book, Seat.SGM, self.code_of(Seat.SGM))
        sheets.answer(self.book, session, self.round_id, "p01s1", Answer.MOSTLY)
        sheets.hand_in(self.book, session, self.round_id)
        prowler = Prowler(self.window, CODES[Seat.SGM], self.strangers)
        prowler.go(("regards", {}))
        prowler.press(button(self.window.page, "Ouvrir ensemble"))
        assert rounds.get(self.book, self.round_id).state is RoundState.FILLING
        return prowler

    def code_of(self, seat: Seat) -> str:
        """The code of that seat's owner, if they still have one."""
        return CODES[seat] if people.pair(self.book).person(seat).has_code else ""

    def leave_office(self) -> None:
        """M. Rey is no longer mayor; M. Blanc is."""
        store, pair = self.book.store, people.pair(self.book)
        former, kept = store.rows("person", "id = ?", [pair.elu.id])[0], store.rows("pair")[0]
        key = store.rows("person_key", "person_id = ?", [pair.sgm.id])[0]
        with store.atomic():
            store.update("pair", pair.id, {"until": "2026-11-22"})
            store.update("person", pair.elu.id, {"until": "2026-11-22"})
            store.insert("person", former | {"id": "blanc", "name": "Blanc"})
            bare = {"scheme": "sans_code", "salt": b"", "ops": 0, "memory": 0, "wrapped": bytes(32)}
            store.insert("person_key", key | {"person_id": "blanc"} | bare)
            store.insert("pair", kept | {"id": "suivante", "elu_id": "blanc"})
        self.window.page.update_shown()

    def told(self, prowler: Prowler) -> Heard:
        """What was read, without the name of this world's folder."""
        return [
            (step, frozenset(text.replace(str(self.folder), "") for text in texts))
            for step, texts in prowler.heard
        ]

    def rows(self) -> dict[str, Any]:
        """All that the carnet holds in clear; of what is sealed, the size."""
        return {table: [_unsealed(table, row) for row in self.book.store.rows(table)] for table in TABLES}

    def _type_code(self, dialog: CodeDialog) -> None:
        dialog.field.edit.setText(CODES[Seat.ELU])
        accept(dialog)


def _unsealed(table: str, row: dict[str, Any]) -> dict[str, Any]:
    sealed = SEALED.get(table, "")
    return {name: len(value or b"") if name == sealed else value for name, value in row.items()}


def opened_before(book: Notebook, note: str) -> str:
    """Puts both codes; a round opened together, where the mayor had written a note."""
    both = {seat: session_of(book, seat) for seat in Seat}
    past = rounds.start(book, ["p04"]).id
    for seat, value in ((Seat.ELU, Answer.ALWAYS), (Seat.SGM, Answer.NEVER)):
        people.set_code(book, both[seat], CODES[seat])
        sheets.answer(book, both[seat], past, "p04s1", value)
        sheets.answer(book, both[seat], past, "p04s2", Answer.ALWAYS)
    sheets.note(book, both[Seat.ELU], past, "p04s1", note)
    for seat in Seat:
        sheets.hand_in(book, both[seat], past)
    unsealing.open_together(book, past, both[Seat.ELU], both[Seat.SGM])
    return past
