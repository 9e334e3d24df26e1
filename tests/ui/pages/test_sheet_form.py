from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DecodedStreamObject, NameObject
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk.core.form import Verdict, refusal
from desk.core.people import Seat
from desk.core.rounds import Origin, SheetState
from desk.core.scale import Answer
from desk.core.wording import typographic
from desk.notebook import rounds, sheets
from desk.notebook.book import Notebook
from desk.ui.dialogs.decide_lines import DecisionDialog
from desk.ui.dialogs.paper_entry import PaperEntryDialog
from desk.ui.dialogs.returned_form import BY_EYES
from desk.ui.dialogs.steps import StepsDialog
from desk.ui.pages.sheet import SheetPage
from desk.ui.widgets.dialog import Dialog
from desk.ui.window import Window
from tests.ui.conftest import Paper
from tests.ui.dialog_driver import button, words_of
from tests.ui.in_turn import agree, in_turn, leave, press
from tests.ui.pages.conftest import CODES, fill, put_code, session_of
from tests.ui.pages.test_sheet import inside
from tests.ui.pages.test_sheet import press as type_in

READ = "Reprendre un formulaire PDF rempli"
KEEP_FILE = press("Le garder")
NOT_TAKEN = "Ce fichier n’est pas repris"
ERASE = "Effacer le fichier\u202f?"


@pytest.fixture
def returned(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system's file dialog answers: the last path put in, each once; then nothing."""
    paths: list[Path] = []
    choose = "desk.ui.dialogs.returned_form.QFileDialog.getOpenFileName"
    monkeypatch.setattr(choose, lambda *_: (str(paths.pop()) if paths else "", ""))
    return paths


def drop(widget: QWidget, path: Path) -> None:
    """Drop a file with the mouse, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5), copy, data, left, none)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(5, 5), copy, data, left, none)
    QApplication.sendEvent(widget, event)
    assert event.isAccepted()


def answers(book: Notebook, round_id: str, code: str = "") -> dict[str, Answer]:
    return dict(sheets.read(book, session_of(book, Seat.ELU, code), round_id).answers)


def test_a_returned_form_fills_the_sheet_and_its_file_is_erased(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path], qtbot: QtBot
) -> None:
    boxes = ["p01s1_3", "p02s1_nsp", "p02s3_0", "p02s3_3"]
    returned.append(paper.ticked(round_id, Seat.ELU, boxes))
    path = returned[0]
    filling = inside(window, qtbot)

    def decide(dialog: DecisionDialog) -> None:
        assert list(dialog.groups) == ["p02s3"]
        dialog.groups["p02s3"].buttons["0"].click()
        agree(dialog)

    def erase(dialog: QWidget) -> None:
        said = words_of(dialog)
        assert path.name in said
        assert "messagerie" in said
        agree(dialog)  # type: ignore[arg-type]

    met = in_turn(decide, erase)
    button(filling, READ).click()
    assert met == ["À vous de décider", ERASE]
    content = sheets.read(notebook, session_of(notebook, Seat.ELU), round_id)
    assert content.answers == {"p01s1": Answer.ALWAYS, "p02s1": Answer.UNKNOWN, "p02s3": Answer.NEVER}
    assert set(content.origins.values()) == {Origin.PDF}
    assert not path.exists()
    assert "Votre formulaire est repris." in window.messages.text.text()


def test_refusing_to_erase_keeps_the_file(
    window: Window, round_id: str, paper: Paper, returned: list[Path], qtbot: QtBot
) -> None:
    path = paper.ticked(round_id, Seat.ELU, ["p01s1_3"])
    returned.append(path)
    met = in_turn(KEEP_FILE)
    button(inside(window, qtbot), READ).click()
    assert met == [ERASE]
    assert path.exists()


def test_the_same_form_again_is_told_and_writes_nothing(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path], qtbot: QtBot
) -> None:
    returned += [paper.ticked(round_id, Seat.ELU, ["p01s1_3"])] * 2
    filling = inside(window, qtbot)
    in_turn(KEEP_FILE)
    button(filling, READ).click()
    before = notebook.path.read_bytes()
    in_turn(KEEP_FILE)
    button(filling, READ).click()
    assert "était déjà repris" in window.messages.text.text()
    assert notebook.path.read_bytes() == before


def test_differences_are_shown_line_by_line_and_each_is_decided(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path], qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    type_in(qtbot, filling, "4")
    type_in(qtbot, filling, "3")
    form = paper.ticked(round_id, Seat.ELU, ["p01s1_0", "p01s2_1", "p01s3_3"])
    returned.append(form)
    before = answers(notebook, round_id)
    met = in_turn(leave)
    button(filling, READ).click()
    assert met == ["À vous de décider"]
    assert answers(notebook, round_id) == before, "given up: nothing is written, not even what was new"

    def decide(dialog: DecisionDialog) -> None:
        said = [each.text() for each in dialog.groups["p01s1"].buttons.values()]
        assert said == ["À l’écran\u00a0: Toujours ou presque", "Dans le PDF\u00a0: Jamais ou presque"]
        assert dialog.groups["p01s1"].value() == "kept", "what stands is proposed"
        dialog.groups["p01s2"].buttons["1"].click()
        agree(dialog)

    returned.append(form)
    in_turn(decide, KEEP_FILE)
    button(filling, READ).click()
    assert answers(notebook, round_id) == {
        "p01s1": Answer.ALWAYS,
        "p01s2": Answer.SOMETIMES,
        "p01s3": Answer.ALWAYS,
    }


def broken(paper: Paper, round_id: str) -> list[tuple[Path, Verdict]]:
    """One real file for each thing that can be wrong with it."""
    folder, form = paper.folder, paper.ticked(round_id, Seat.ELU, ["p01s1_0"], "bonne.pdf")
    (folder / "note.pdf").write_text("Bonjour", encoding="utf-8")
    locked = PdfWriter(clone_from=PdfReader(form))
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(folder / "protege.pdf")
    (folder / "coupe.pdf").write_bytes(form.read_bytes()[:3000])
    drawn = PdfWriter(clone_from=PdfReader(paper.ticked(round_id, Seat.ELU, [], "vide.pdf")))
    drawn.add_annotation(0, FreeText(text="X", rect=(300, 500, 320, 520)))
    drawn.write(folder / "dessinee.pdf")
    with (folder / "enorme.pdf").open("wb") as stream:
        stream.truncate(50_000_001)
    Image.new("RGB", (600, 850), (240, 240, 230)).save(folder / "scan.pdf")
    return [
        (folder / "enorme.pdf", Verdict.HOSTILE),
        (folder / "scan.pdf", Verdict.SCANNED),
        (folder / "note.pdf", Verdict.NOT_A_FORM),
        (folder / "protege.pdf", Verdict.ENCRYPTED),
        (folder / "coupe.pdf", Verdict.DAMAGED),
        (folder / "vide.pdf", Verdict.EMPTY),
        (folder / "dessinee.pdf", Verdict.DRAWN),
    ]


def test_what_cannot_be_taken_says_why_and_what_next(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path], qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    for path, verdict in broken(paper, round_id):
        told: list[str] = []

        def look(dialog: StepsDialog, told: list[str] = told) -> None:
            told.append(words_of(dialog))
            assert dialog.primary is not None, "there is something to do first"
            leave(dialog)

        returned.append(path)
        met = in_turn(look)
        button(filling, READ).click()
        assert met == [NOT_TAKEN]
        problem = refusal(verdict)
        assert typographic(problem.sentence) in told[0], verdict
        assert typographic(problem.advice) in told[0], verdict
    assert answers(notebook, round_id) == {}


def test_the_form_of_another_or_of_other_times_leads_to_another_file(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path], qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    own = paper.ticked(round_id, Seat.ELU, ["p01s1_0"], "la-mienne.pdf")
    other = paper.ticked(round_id, Seat.SGM, ["p01s1_3"], "autre.pdf")
    returned += [own, other]
    told: list[str] = []

    def again(dialog: StepsDialog) -> None:
        told.append(words_of(dialog))
        press("Choisir un autre fichier")(dialog)

    met = in_turn(again, KEEP_FILE)
    button(filling, READ).click()
    assert met == [NOT_TAKEN, ERASE]
    assert "celui de l’autre personne" in told[0]
    assert answers(notebook, round_id) == {"p01s1": Answer.NEVER}


def test_a_drawn_sheet_is_typed_in_with_its_page_beside(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path], qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    drawn = {verdict: path for path, verdict in broken(paper, round_id)}[Verdict.DRAWN]
    returned.append(drawn)

    def enter(dialog: PaperEntryDialog) -> None:
        assert dialog.pictures is not None
        assert dialog.pictures.sheet.width() > 200
        for _ in dialog.statements:
            qtbot.keyClicks(dialog, "3")
        agree(dialog)

    met = in_turn(press("La saisir, la page affichée à côté"), enter, press("Effacer ce fichier"))
    button(filling, READ).click()
    assert met == [NOT_TAKEN, "Saisir la feuille du maire", ERASE]
    assert not drawn.exists()
    content = sheets.read(notebook, session_of(notebook, Seat.ELU), round_id)
    assert set(content.answers.values()) == {Answer.MOSTLY}
    assert set(content.origins.values()) == {Origin.PAPER}
    assert window.page.findChildren(QWidget), "the page stands"


def test_a_form_is_dropped_on_the_open_sheet(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    met = in_turn(KEEP_FILE)
    drop(filling, paper.ticked(round_id, Seat.ELU, ["p01s1_2"]))
    qtbot.waitUntil(lambda: met == [ERASE])
    qtbot.waitUntil(lambda: answers(notebook, round_id) == {"p01s1": Answer.MOSTLY})


def test_at_regards_croises_nothing_is_said_of_the_answers_and_its_owner_is_led_to_their_sheet(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, qtbot: QtBot
) -> None:
    put_code(notebook, Seat.ELU)
    form = paper.ticked(round_id, Seat.ELU, ["p01s1_3", "p01s2_3"])
    told: list[str] = []

    def whose(dialog: StepsDialog) -> None:
        told.append(words_of(dialog))
        agree(dialog)

    met = in_turn(whose)
    drop(window.page, form)
    qtbot.waitUntil(lambda: isinstance(window.page, SheetPage))
    assert met == ["Une feuille remplie"]
    assert "M. Rey" in told[0]
    assert "réponse" not in told[0]
    assert rounds.sheet_states(notebook, round_id)[Seat.ELU] is SheetState.NEW
    met = in_turn(lambda asked: (asked.field.set_text(CODES[Seat.ELU]), asked.accept()))
    button(window.page, "Oui, ouvrir ma feuille").click()
    met = in_turn(agree, KEEP_FILE)
    button(window.page, "Commencer").click()
    qtbot.waitUntil(lambda: len(met) == 2)
    assert met == ["Reprendre ce fichier\u202f?", ERASE]
    qtbot.waitUntil(lambda: len(answers(notebook, round_id, CODES[Seat.ELU])) == 2)


def test_a_file_given_to_regards_croises_may_wait_for_the_opening(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path]
) -> None:
    returned.append(paper.ticked(round_id, Seat.SGM, ["p01s1_3"]))
    before = notebook.path.read_bytes()
    met = in_turn(press("Attendre l’ouverture"))
    window.page.update_shown()
    button(window.page, "Reprendre une feuille PDF remplie").click()
    assert met == ["Une feuille remplie"]
    assert "il se lit à l’ouverture" in window.messages.text.text()
    assert notebook.path.read_bytes() == before


def test_a_file_whose_sheet_is_handed_in_on_screen_promises_nothing(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path]
) -> None:
    returned.append(paper.ticked(round_id, Seat.SGM, ["p01s1_3"]))
    fill(notebook, round_id, Seat.SGM, "2")
    met = in_turn(press("Fermer"))
    window.page.update_shown()
    button(window.page, "Reprendre une feuille PDF remplie").click()
    assert met == ["Une feuille remplie"]
    assert "à l’ouverture" not in window.messages.text.text()


def test_what_is_no_sheet_of_this_round_is_refused_at_regards_croises_too(
    window: Window, round_id: str, paper: Paper, returned: list[Path]
) -> None:
    window.page.update_shown()
    for path, verdict in broken(paper, round_id):
        if verdict in BY_EYES:
            continue
        returned.append(path)
        told: list[str] = []

        def look(dialog: StepsDialog, told: list[str] = told) -> None:
            told.append(words_of(dialog))
            leave(dialog)

        met = in_turn(look)
        button(window.page, "Reprendre une feuille PDF remplie").click()
        assert met == [NOT_TAKEN], path.name
        assert typographic(refusal(verdict).sentence) in told[0]


def test_without_a_round_a_dropped_file_is_not_even_opened(
    window: Window, paper: Paper, qtbot: QtBot
) -> None:
    junk = paper.folder / "feuille.pdf"
    junk.write_bytes(b"rien")
    drop(window.page, junk)
    qtbot.waitUntil(lambda: "pas de regards croisés en cours" in window.messages.text.text())


def test_a_photo_given_to_regards_croises_asks_whose_it_is(
    window: Window, round_id: str, paper: Paper, returned: list[Path]
) -> None:
    photo = paper.folder / "photo.png"
    window.grab().save(str(photo))
    returned.append(photo)
    met = in_turn(press("C’est celle de Mme Fabre"))
    window.page.update_shown()
    button(window.page, "Reprendre une feuille PDF remplie").click()
    assert met == ["À qui est cette feuille\u202f?"]
    assert isinstance(window.page, SheetPage)
    assert window.page.visit.seat is Seat.SGM


def test_a_sheet_handed_in_says_so_before_its_owner_is_asked(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path]
) -> None:
    fill(notebook, round_id, Seat.ELU, "3")
    returned.append(paper.ticked(round_id, Seat.ELU, ["p01s1_0"]))
    told: list[str] = []

    def look(dialog: StepsDialog) -> None:
        told.append(words_of(dialog))
        leave(dialog)

    in_turn(look)
    window.page.update_shown()
    button(window.page, "Reprendre une feuille PDF remplie").click()
    assert "déjà remise" in told[0]


def test_a_paper_is_typed_in_now_or_kept_for_the_opening(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)

    def enter(dialog: PaperEntryDialog) -> None:
        qtbot.keyClicks(dialog, "1" * len(dialog.statements))
        agree(dialog)

    met = in_turn(press("La saisir maintenant"), enter)
    button(filling, "J’ai rempli ma feuille sur papier").click()
    assert met == ["Votre feuille est sur papier\u202f?", "Saisir la feuille du maire"]
    content = sheets.read(notebook, session_of(notebook, Seat.ELU), round_id)
    assert set(content.origins.values()) == {Origin.PAPER}
    assert rounds.sheet_states(notebook, round_id)[Seat.ELU] is SheetState.STARTED
    assert "Votre papier est saisi." in window.messages.text.text()


def nameless(form: Path) -> Path:
    """The form as a program leaves it that keeps the boxes and drops the rest: what it is, and its print."""
    writer = PdfWriter(clone_from=PdfReader(form))
    writer.metadata = None
    writer.root_object.pop("/Metadata", None)
    for page in writer.pages:
        page[NameObject("/Contents")] = writer._add_object(DecodedStreamObject())
    writer.write(form)
    return form


def test_a_form_that_lost_its_name_is_taken_by_its_owner_after_a_question(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path], qtbot: QtBot
) -> None:
    form = nameless(paper.ticked(round_id, Seat.ELU, ["p01s1_0"]))
    filling = inside(window, qtbot)
    returned.append(form)
    met = in_turn(leave, leave)
    button(filling, READ).click()
    assert met == ["À qui est ce formulaire\u202f?", NOT_TAKEN]
    assert answers(notebook, round_id) == {}
    returned.append(form)
    met = in_turn(press("Oui, c’est sa feuille"), KEEP_FILE)
    button(filling, READ).click()
    assert met == ["À qui est ce formulaire\u202f?", ERASE]
    assert answers(notebook, round_id) == {"p01s1": Answer.NEVER}


def test_a_nameless_form_given_to_regards_croises_asks_whose_it_is(
    window: Window, round_id: str, paper: Paper, returned: list[Path]
) -> None:
    returned.append(nameless(paper.ticked(round_id, Seat.ELU, ["p01s1_0"])))
    window.page.update_shown()
    met = in_turn(press("C’est celle de M. Rey"))
    button(window.page, "Reprendre une feuille PDF remplie").click()
    assert met == ["À qui est cette feuille\u202f?"]
    assert isinstance(window.page, SheetPage)


def test_a_photo_is_typed_in_with_the_photo_beside(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path], qtbot: QtBot
) -> None:
    photo = paper.folder / "photo.jpg"
    Image.new("RGB", (900, 1200), (240, 240, 230)).save(photo)
    filling = inside(window, qtbot)
    returned.append(photo)
    zoomed: list[int] = []

    def enter(dialog: PaperEntryDialog) -> None:
        pictures = dialog.pictures
        assert pictures is not None
        zoomed.append(pictures.sheet.width())
        qtbot.keyClick(dialog, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        zoomed.append(pictures.sheet.width())
        tall = pictures.sheet.height() > pictures.sheet.width()
        pictures.turned.click()
        assert (pictures.sheet.height() > pictures.sheet.width()) is not tall
        pictures.turned.click()
        qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
        assert pictures.area.verticalScrollBar().value() > 0
        assert dialog.entered == []
        qtbot.keyClicks(dialog, "-" * (len(dialog.statements) - 1) + "2")
        agree(dialog)

    met = in_turn(press("La saisir, la page affichée à côté"), enter, KEEP_FILE)
    button(filling, READ).click()
    assert met == [NOT_TAKEN, "Saisir la feuille du maire", ERASE]
    assert zoomed[1] > zoomed[0]
    assert len(answers(notebook, round_id)) == 1


def test_a_file_that_cannot_be_shown_is_typed_in_without_it(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path], qtbot: QtBot
) -> None:
    odd = paper.folder / "photo.png"
    odd.write_bytes(b"rien")
    filling = inside(window, qtbot)
    returned.append(odd)

    def enter(dialog: PaperEntryDialog) -> None:
        assert dialog.pictures is None
        leave(dialog)

    met = in_turn(press("La saisir, la page affichée à côté"), leave, enter)
    button(filling, READ).click()
    assert met == [NOT_TAKEN, "La page n’est pas affichée", "Saisir la feuille du maire"]
    assert answers(notebook, round_id) == {}


def test_differences_are_decided_by_keyboard_alone(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path], qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    type_in(qtbot, filling, "4")
    type_in(qtbot, filling, "4")
    returned.append(paper.ticked(round_id, Seat.ELU, ["p01s1_0", "p01s2_0"]))

    def decide(dialog: DecisionDialog) -> None:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
        assert dialog.groups["p01s1"].value() == "0"
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_F9)
        assert dialog.veil.isVisible()
        assert not dialog.groups["p01s1"].isVisible()
        qtbot.keyClick(dialog.resume, Qt.Key.Key_Return)
        assert not dialog.veil.isVisible()
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    met = in_turn(decide, KEEP_FILE)
    button(filling, READ).click()
    assert met == ["À vous de décider", ERASE]
    assert answers(notebook, round_id) == {"p01s1": Answer.NEVER, "p01s2": Answer.ALWAYS}


def test_the_drawn_sheet_of_the_other_person_is_not_shown(
    window: Window, round_id: str, paper: Paper, returned: list[Path], qtbot: QtBot
) -> None:
    drawn = PdfWriter(clone_from=PdfReader(paper.ticked(round_id, Seat.SGM, [], "sgm.pdf")))
    drawn.add_annotation(0, FreeText(text="X", rect=(300, 500, 320, 520)))
    drawn.write(paper.folder / "sgm-dessinee.pdf")
    filling = inside(window, qtbot)
    returned.append(paper.folder / "sgm-dessinee.pdf")
    told: list[str] = []

    def look(dialog: StepsDialog) -> None:
        told.append(words_of(dialog))
        assert [words for _, words in steps_of(dialog)] == ["Choisir un autre fichier"]
        leave(dialog)

    in_turn(look)
    button(filling, READ).click()
    assert "celui de l’autre personne" in told[0]


def steps_of(dialog: StepsDialog) -> list[tuple[str, str]]:
    """The verbs below, but the one that leaves."""
    buttons = [each for each in dialog.findChildren(QPushButton) if each.objectName()]
    return [(each.objectName(), each.text()) for each in buttons]


def test_f9_over_any_of_these_questions_hides_the_sheet_below(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path], qtbot: QtBot
) -> None:
    def hide(dialog: Dialog) -> None:
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_F9)
        assert "masquée" in words_of(window.page)

    filling = inside(window, qtbot)
    in_turn(hide)
    button(filling, "J’ai rempli ma feuille sur papier").click()
    returned.append(paper.ticked(round_id, Seat.ELU, ["p01s1_3"]))
    button(window.page, "Reprendre").click()
    if rounds.sheet_states(notebook, round_id)[Seat.ELU] is SheetState.NEW:
        button(window.page, "Continuer sans code").click()
    in_turn(hide)
    button(window.page, READ).click()
    assert answers(notebook, round_id) == {"p01s1": Answer.ALWAYS}, "it was in already; the file stays"
    assert window.messages.text.text() == ""


def test_a_paper_covered_in_one_key_is_taken_up_again_and_written(
    window: Window, round_id: str, notebook: Notebook, qtbot: QtBot
) -> None:
    put_code(notebook, Seat.ELU)
    window.go("sheet", seat="elu")
    page = window.page
    in_turn(lambda asked: (asked.field.set_text(CODES[Seat.ELU]), asked.accept()))
    button(page, "Oui, ouvrir ma feuille").click()
    button(page, "Commencer").click()

    def enter(dialog: PaperEntryDialog) -> None:
        qtbot.keyClicks(dialog, "123")
        qtbot.keyClick(dialog, Qt.Key.Key_F9)
        assert dialog.veil.isVisible()
        assert "masquée" in words_of(page), "the sheet behind it too"
        dialog.resume.click()
        assert dialog.shown.isVisible()
        assert "masquée" in words_of(page), "which stays so"
        qtbot.keyClicks(dialog, "4" * (len(dialog.statements) - 3))
        agree(dialog)

    give_code = lambda asked: (asked.field.set_text(CODES[Seat.ELU]), asked.accept())  # noqa: E731
    met = in_turn(press("La saisir maintenant"), enter, give_code)
    button(page, "J’ai rempli ma feuille sur papier").click()
    assert met[1:] == ["Saisir la feuille du maire", "Code du maire"]
    assert len(answers(notebook, round_id, CODES[Seat.ELU])) == 15
    assert "masquée" in words_of(page)


def test_a_file_chosen_after_silence_fell_is_not_read(
    window: Window,
    round_id: str,
    notebook: Notebook,
    paper: Paper,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = paper.ticked(round_id, Seat.ELU, ["p01s1_0"])
    filling = inside(window, qtbot)
    page = window.page
    assert isinstance(page, SheetPage)

    def choose(*_: object) -> tuple[str, str]:
        page.hide_sheet()
        return str(form), ""

    monkeypatch.setattr("desk.ui.dialogs.returned_form.QFileDialog.getOpenFileName", choose)
    button(filling, READ).click()
    assert answers(notebook, round_id) == {}
    assert "masquée" in words_of(page)
    assert form.exists()


def test_a_form_and_its_pictures_leave_nothing_behind_but_the_sealed_sheet(
    window: Window,
    round_id: str,
    notebook: Notebook,
    paper: Paper,
    returned: list[Path],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    temporaries = paper.folder / "temporaires"
    temporaries.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporaries))
    monkeypatch.setattr("tempfile.tempdir", None)
    put_code(notebook, Seat.ELU)
    folder = paper.folder / "zibeline"
    folder.mkdir()
    form = paper.ticked(round_id, Seat.ELU, ["p01s1_3", "p01s2_nsp"]).rename(folder / "ornithorynque.pdf")
    photo = folder / "loutre.jpg"
    Image.new("RGB", (300, 400), (240, 240, 230)).save(photo)
    window.go("sheet", seat="elu")
    page = window.page
    in_turn(lambda asked: (asked.field.set_text(CODES[Seat.ELU]), asked.accept()))
    button(page, "Oui, ouvrir ma feuille").click()
    button(page, "Commencer").click()
    assert isinstance(page, SheetPage)
    assert page.filling is not None
    filling = page.filling
    returned += [photo, form]
    in_turn(press("Effacer ce fichier"))
    button(filling, READ).click()
    in_turn(press("La saisir, la page affichée à côté"), leave)
    button(filling, READ).click()
    window.go("today")
    kept = notebook.path.read_bytes() + b"".join(each.read_bytes() for each in copies(notebook))
    for word in (b"zibeline", b"ornithorynque", b"loutre", b"p01s1_3", b'"p01s1": "3"'):
        assert word not in kept
    assert list(temporaries.iterdir()) == []
    assert "zibeline" not in str(window.context.settings.__dict__)
    assert not form.exists()


def copies(book: Notebook) -> list[Path]:
    """Every file beside the carnet and among its copies."""
    around = [each for each in book.path.parent.glob("valmont*") if each != book.path]
    return around + [each for each in book.copies_folder.rglob("*") if each.is_file()]
