from collections.abc import Callable, Iterator
from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.core.people import Seat
from desk.core.rounds import Origin, RoundState, SheetState
from desk.core.scale import Answer
from desk.core.wording import named
from desk.notebook import people, rounds, sheets, unsealing
from desk.notebook.book import Notebook, Session
from desk.ui.context import Context
from desk.ui.dialogs.decide_lines import DecisionDialog
from desk.ui.dialogs.opening import OpeningDialog, open_round
from desk.ui.dialogs.owner import Owner
from desk.ui.dialogs.paper_card import tally
from desk.ui.dialogs.paper_entry import PaperEntryDialog, enter_paper
from desk.ui.dialogs.reading import ReadingDialog
from desk.ui.silence import refuse_dialogs
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.text import Text
from tests.ui.accessible import unnamed
from tests.ui.conftest import Paper
from tests.ui.dialog_driver import accept, in_dialog, words_of
from tests.ui.in_turn import agree, both, in_turn, leave, press

CHOOSE = "desk.ui.dialogs.returned_form.QFileDialog.getOpenFileName"
CODE = "jardin pluie table encre"


@pytest.fixture
def outside(notebook: Notebook) -> str:
    """p01 alone; the SGM's sheet on paper, the mayor's handed in on screen."""
    round_id = rounds.start(notebook, ["p01"]).id
    both = people.pair(notebook)
    elu, sgm = (people.unlock(notebook, person.id) for person in (both.elu, both.sgm))
    sheets.answer(notebook, elu, round_id, "p01s1", Answer.ALWAYS)
    sheets.hand_in(notebook, elu, round_id)
    sheets.declare_outside(notebook, sgm, round_id)
    return round_id


@pytest.fixture
def entry(
    context: Context, outside: str, notebook: Notebook, qtbot: QtBot
) -> Callable[..., tuple[PaperEntryDialog, Session]]:
    """The dialog for the SGM's sheet, open."""

    def make(code: str = "") -> tuple[PaperEntryDialog, Session]:
        sgm = people.pair(notebook).sgm
        session = people.unlock(notebook, sgm.id, code)
        dialog = PaperEntryDialog(context, sgm, session, rounds.get(notebook, outside), None)
        # closed by the harness, it must not ask about what was typed
        qtbot.addWidget(dialog, before_close_func=lambda shown: shown.entered.clear())
        dialog.show()
        return dialog, session

    return make


Entry = Callable[..., tuple[PaperEntryDialog, Session]]


def test_one_key_per_answer_and_a_count_to_check(
    entry: Entry, outside: str, notebook: Notebook, qtbot: QtBot
) -> None:
    dialog, session = entry()
    assert unnamed(dialog) == []
    for key in "14s":
        qtbot.keyClicks(dialog, key)
    assert dialog.count.text() == "Saisi\u00a0: 3 sur 5"
    assert "touche 4\u00a0: 1" in dialog.tally.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Backspace)
    assert dialog.count.text() == "Saisi\u00a0: 2 sur 5"
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()
    for key in "0-3":
        qtbot.keyClicks(dialog, key)
    assert dialog.primary.isEnabled()
    qtbot.keyClicks(dialog, "1")
    assert len(dialog.entered) == 5, "a key too many is nothing"
    accept(dialog)
    assert dialog.result() == PaperEntryDialog.DialogCode.Accepted
    content = sheets.read(notebook, session, outside)
    assert content.answers == {
        "p01s1": Answer.NEVER,
        "p01s2": Answer.ALWAYS,
        "p01s3": Answer.UNKNOWN,
        "p01s5": Answer.MOSTLY,
    }
    assert set(content.origins.values()) == {Origin.PAPER}
    assert not rounds.sheet_is_outside(notebook, outside, Seat.SGM)


def test_buttons_do_what_keys_do(entry: Entry) -> None:
    dialog, _ = entry()
    dialog.card.buttons[Answer.MOSTLY].click()
    dialog.card.buttons[None].click()
    assert dialog.entered == [Answer.MOSTLY, None]
    dialog.back.click()
    assert dialog.entered == [Answer.MOSTLY]


def test_escape_asks_before_what_was_typed_is_dropped(entry: Entry, qtbot: QtBot) -> None:
    dialog, _ = entry()
    qtbot.keyClicks(dialog, "14")
    asked: list[str] = []
    in_dialog(Dialog, lambda question: asked.append(words_of(question)))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert "2 lignes saisies ne sont pas encore enregistrées" in asked[0].replace("\u00a0", " ")
    assert dialog.isVisible()
    assert len(dialog.entered) == 2
    in_dialog(Dialog, accept)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == PaperEntryDialog.DialogCode.Rejected


def test_escape_asks_nothing_when_nothing_was_typed(entry: Entry, qtbot: QtBot) -> None:
    dialog, _ = entry()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_pdf_kept_by_its_author_is_read_instead_and_its_file_erased(
    entry: Entry, outside: str, paper: Paper, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [
        paper.ticked(outside, Seat.SGM, ["p01s1_0", "p01s3_so", "p01s4_1", "p01s4_2"]),
        paper.ticked(outside, Seat.ELU, ["p01s1_0"], "autre.pdf"),
    ]
    own = files[0]
    monkeypatch.setattr(CHOOSE, lambda *_: (str(files.pop()), ""))
    dialog, session = entry()
    told: list[str] = []

    def decide(decision: DecisionDialog) -> None:
        group = decision.groups["p01s4"]
        assert set(group.buttons) == {"1", "2", "none"}, "both boxes are offered"
        accept(decision)
        told.append(group.problem.text())
        group.buttons["2"].click()
        accept(decision)

    met = in_turn(press("Choisir un autre fichier"), decide)
    dialog.read.click()
    assert met == ["Ce fichier n’est pas repris", "À vous de décider"]
    assert told == ["Choisissez une des réponses, ou laissez sans réponse."]
    met = in_turn(press("Effacer ce fichier"))
    accept(dialog)
    assert met == ["Effacer le fichier\u202f?"]
    assert not own.exists()
    content = sheets.read(notebook, session, outside)
    assert content.answers == {"p01s1": Answer.NEVER, "p01s3": Answer.MOOT, "p01s4": Answer.MOSTLY}
    assert set(content.origins.values()) == {Origin.PDF}


def test_what_was_typed_before_a_pdf_is_read_is_not_lost_silently(
    entry: Entry, outside: str, paper: Paper, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = paper.ticked(outside, Seat.SGM, ["p01s1_0", "p01s3_3"])
    monkeypatch.setattr(CHOOSE, lambda *_: (str(own), ""))
    dialog, _ = entry()
    qtbot.keyClicks(dialog, "42")
    met = in_turn(leave)
    dialog.read.click()
    assert met == ["À vous de décider"]
    assert dialog.entered == [Answer.ALWAYS, Answer.SOMETIMES]
    in_turn(agree)
    dialog.read.click()
    assert dialog.entered == [Answer.ALWAYS, Answer.SOMETIMES, Answer.ALWAYS, None, None], (
        "what was typed stays"
    )


def test_f9_over_a_question_covers_the_entry_below(
    entry: Entry, outside: str, paper: Paper, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = paper.ticked(outside, Seat.ELU, ["p01s1_0"], "autre.pdf")
    monkeypatch.setattr(CHOOSE, lambda *_: (str(others), ""))
    dialog, _ = entry()
    qtbot.keyClicks(dialog, "44")
    met = in_turn(lambda refused: qtbot.keyClick(refused, Qt.Key.Key_F9))
    dialog.read.click()
    assert met == ["Ce fichier n’est pas repris"]
    assert dialog.veil.isVisible()
    assert not dialog.card.isVisible()
    dialog.resume.click()
    assert dialog.count.text() == "Saisi\u00a0: 2 sur 5"


def test_f9_covers_the_entry_until_its_owner_is_back(
    entry: Entry, notebook: Notebook, qtbot: QtBot, outside: str
) -> None:
    people.set_code(notebook, people.unlock(notebook, people.pair(notebook).sgm.id), CODE)
    sgm = people.pair(notebook).sgm
    dialog, session = entry(CODE)
    qtbot.keyClicks(dialog, "44")
    qtbot.keyClick(dialog, Qt.Key.Key_F9)
    assert dialog.veil.isVisible()
    assert not dialog.card.isVisible()
    hidden = " ".join(label.text() for label in dialog.findChildren(Text))
    assert "touche 4" not in hidden
    assert rounds.get(notebook, outside).statements[2].text not in hidden
    qtbot.keyClicks(dialog, "44")
    assert len(dialog.entered) == 2, "nobody goes on behind the veil"
    in_turn(leave)
    dialog.resume.click()
    assert dialog.veil.isVisible(), "without the code, nothing comes back"
    met = in_turn(lambda asked: (asked.field.set_text(CODE), asked.accept()))
    dialog.resume.click()
    assert met == [f"Code {named(sgm, 'de')}"]
    assert not dialog.veil.isVisible()
    assert dialog.count.text() == "Saisi\u00a0: 2 sur 5"
    qtbot.keyClicks(dialog, "444")
    accept(dialog)
    assert len(sheets.read(notebook, session, outside).answers) == 5
    assert not dialog.owner.session.is_open, "the key that came after the covering is forgotten"


def test_the_opening_enters_the_paper_first(
    context: Context, outside: str, notebook: Notebook, qtbot: QtBot
) -> None:
    def present(dialog: OpeningDialog) -> None:
        for field in dialog.fields.values():
            field.click()  # type: ignore[union-attr]
        typed_in = in_dialog(PaperEntryDialog, typed)
        entered.append(typed_in)
        accept(dialog)

    def typed(dialog: PaperEntryDialog) -> None:
        for key in "44444":
            qtbot.keyClicks(dialog, key)
        accept(dialog)

    entered: list[list[str]] = []
    in_dialog(OpeningDialog, present)
    parent = Text("")
    qtbot.addWidget(parent)
    session = open_round(context, rounds.get(notebook, outside), parent)
    assert entered[0] == ["Saisir la feuille de la secrétaire générale"]
    assert session is not None
    assert rounds.get(notebook, outside).state is RoundState.OPENED
    views = unsealing.comparison(notebook, outside, session)
    assert views[0].statements[0].sgm is Answer.ALWAYS


def test_stopping_the_entry_opens_nothing(
    context: Context, outside: str, notebook: Notebook, qtbot: QtBot
) -> None:
    def present(dialog: OpeningDialog) -> None:
        for field in dialog.fields.values():
            field.click()  # type: ignore[union-attr]
        in_dialog(PaperEntryDialog, lambda entry: entry.reject())
        accept(dialog)

    in_dialog(OpeningDialog, present)
    parent = Text("")
    qtbot.addWidget(parent)
    assert open_round(context, rounds.get(notebook, outside), parent) is None
    assert rounds.get(notebook, outside).state is RoundState.FILLING
    assert rounds.sheet_is_outside(notebook, outside, Seat.SGM)
    QApplication.processEvents()


@pytest.fixture
def own(context: Context, notebook: Notebook, qtbot: QtBot) -> Iterator[Owner]:
    """The mayor at their own sheet of all ten practices."""
    practices = [practice.id for practice in notebook.guide.practices]
    round_ = rounds.get(notebook, rounds.start(notebook, practices).id)
    elu = people.pair(notebook).elu
    session = people.unlock(notebook, elu.id)
    yield Owner(context, elu, session, round_)
    session.close()


@pytest.fixture
def parent(qtbot: QtBot) -> Text:
    """What the dialogs lie over."""
    made = Text("")
    qtbot.addWidget(made)
    return made


def test_ten_practices_are_typed_in_with_sixty_keys_at_most_and_nothing_is_written_before_the_last(
    own: Owner, parent: Text, notebook: Notebook, qtbot: QtBot, record_property: Callable[[str, object], None]
) -> None:
    paper = [*("1234" * 12), "0", "s"]
    pressed: list[str] = []

    def type_in(dialog: PaperEntryDialog) -> None:
        assert len(dialog.statements) == 50
        for key in paper:
            assert sheets.read(notebook, own.session, own.round.id).answers == {}
            qtbot.keyClicks(QApplication.focusWidget() or dialog, key)
            pressed.append(key)
        assert "Comparez avec la feuille" in dialog.tally.text()
        assert "touche 1\u00a0: 12" in dialog.tally.text()
        qtbot.keyClick(dialog.primary, Qt.Key.Key_Return)
        pressed.append("Entrée")

    before = monotonic()
    in_turn(type_in)
    assert enter_paper(own, parent)
    record_property("keys", len(pressed))
    print(f"{len(pressed)} keys, {monotonic() - before:.1f} s at the speed of a machine")
    assert len(pressed) <= 60
    content = sheets.read(notebook, own.session, own.round.id)
    assert len(content.answers) == 50
    assert set(content.origins.values()) == {Origin.PAPER}
    assert not rounds.sheet_is_outside(notebook, own.round.id, Seat.ELU)
    assert rounds.sheet_states(notebook, own.round.id)[Seat.ELU] is SheetState.STARTED


def test_a_paper_over_answers_shows_each_difference_and_giving_up_writes_nothing(
    own: Owner, parent: Text, notebook: Notebook, qtbot: QtBot
) -> None:
    for key, value in (("p01s1", Answer.ALWAYS), ("p01s2", Answer.MOSTLY), ("p01s3", Answer.NEVER)):
        sheets.answer(notebook, own.session, own.round.id, key, value)
    before = sheets.read(notebook, own.session, own.round.id)
    seen: dict[str, list[str]] = {}

    def type_in(dialog: PaperEntryDialog) -> None:
        qtbot.keyClicks(dialog, "1-1" + "-" * 46 + "4")
        agree(dialog)
        if dialog.isVisible():  # its owner gave up: the entry is still there, to go on or to leave
            assert len(dialog.entered) == 50
            leave(dialog)

    def look(dialog: DecisionDialog) -> None:
        for key, group in dialog.groups.items():
            seen[key] = [each.text() for each in group.buttons.values()]
        leave(dialog)

    in_turn(type_in, look, agree)
    assert not enter_paper(own, parent)
    assert seen == {
        "p01s1": ["À l’écran\u00a0: Toujours ou presque", "Sur le papier\u00a0: Jamais ou presque"],
        "p01s2": ["À l’écran\u00a0: Le plus souvent", "Sur le papier\u00a0: sans réponse"],
    }
    assert sheets.read(notebook, own.session, own.round.id) == before
    in_turn(
        type_in,
        both(press("2\u00a0différences\u00a0: tout prendre du papier"), agree),
    )
    assert enter_paper(own, parent)
    content = sheets.read(notebook, own.session, own.round.id)
    assert content.answers == {"p01s1": Answer.NEVER, "p01s3": Answer.NEVER, "p10s5": Answer.ALWAYS}
    assert content.origins == {"p01s1": Origin.PAPER, "p01s3": Origin.SCREEN, "p10s5": Origin.PAPER}


def test_what_lies_under_the_differences_is_covered_with_them(
    own: Owner, parent: Text, notebook: Notebook, qtbot: QtBot
) -> None:
    """Silence, or F9, over the last question: the count and the pages behind it go out of sight too."""
    sheets.answer(notebook, own.session, own.round.id, "p01s1", Answer.ALWAYS)
    below: list[PaperEntryDialog] = []

    def type_in(dialog: PaperEntryDialog) -> None:
        below.append(dialog)
        qtbot.keyClicks(dialog, "1" * 50)
        agree(dialog)

    def look(dialog: DecisionDialog) -> None:
        (entry,) = below
        refuse_dialogs()
        assert dialog.veil.isVisible()
        assert not entry.shown.isVisible()
        assert entry.tally.text() == ""
        dialog.resume.click()
        assert entry.shown.isVisible()
        assert dialog.shown.isVisible()
        assert dialog.silence.is_watching
        agree(dialog)

    in_turn(type_in, look, agree)
    assert enter_paper(own, parent)
    assert not below[0].silence.is_watching
    assert len(sheets.read(notebook, own.session, own.round.id).answers) == 50


def test_the_tally_speaks_of_keys() -> None:
    assert tally([Answer.NEVER, Answer.NEVER, Answer.MOOT, None]) == (
        "touche 1 : 2 · touche S : 1 · 1\u00a0énoncé sans réponse"
    )
    assert tally([]) == ""


def test_f1_reads_the_practice_of_the_statement_and_nothing_entered_is_lost(
    entry: Callable[..., tuple[PaperEntryDialog, Session]], qtbot: QtBot
) -> None:
    dialog, _session = entry()
    qtbot.keyClicks(dialog, "42")
    before = list(dialog.entered)
    seen = in_dialog(ReadingDialog, lambda guide: qtbot.keyClick(guide, Qt.Key.Key_Escape))
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    assert seen == ["1. Tenir un rendez-vous régulier"]
    assert dialog.entered == before
    qtbot.keyClicks(dialog, "3")
    assert len(dialog.entered) == 3
