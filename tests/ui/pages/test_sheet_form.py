from pathlib import Path

import pytest
from pypdf import PdfWriter
from pytestqt.qtbot import QtBot

from desk.core.form import Verdict, refusal
from desk.core.people import Seat
from desk.core.rounds import Origin
from desk.core.scale import Answer
from desk.core.wording import typographic
from desk.notebook import sheets
from desk.notebook.book import Notebook
from desk.ui.widgets.dialog import Dialog
from desk.ui.window import Window
from tests.ui.conftest import Paper
from tests.ui.dialog_driver import accept, button, in_dialog
from tests.ui.pages.conftest import session_of
from tests.ui.pages.test_sheet import inside, press


@pytest.fixture
def returned(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system's file dialog answers: the last path put in."""
    paths: list[Path] = []
    choose = "desk.ui.dialogs.form_files.QFileDialog.getOpenFileName"
    monkeypatch.setattr(choose, lambda *_: (str(paths[-1]), ""))
    return paths


def test_a_returned_form_fills_the_sheet_and_shows_the_doubtful_line(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path], qtbot: QtBot
) -> None:
    boxes = ["p01s1_3", "p02s1_nsp", "p02s3_0", "p02s3_3"]
    returned.append(paper.ticked(round_id, Seat.ELU, boxes))
    filling = inside(window, qtbot)
    button(filling, "Reprendre un formulaire PDF rempli").click()
    content = sheets.read(notebook, session_of(notebook, Seat.ELU), round_id)
    assert content.answers == {"p01s1": Answer.ALWAYS, "p02s1": Answer.UNKNOWN}
    assert set(content.origins.values()) == {Origin.PDF}
    assert filling.current == "p02s3"
    assert "deux cases cochées" in window.messages.text.text()


def test_a_second_form_replaces_only_when_asked(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path], qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    press(qtbot, filling, "4")
    returned.append(paper.ticked(round_id, Seat.ELU, ["p01s1_0"]))
    seen = in_dialog(Dialog, lambda dialog: dialog.reject())
    button(filling, "Reprendre un formulaire PDF rempli").click()
    assert seen == ["Remplacer vos réponses\u202f?"]
    session = session_of(notebook, Seat.ELU)
    assert sheets.read(notebook, session, round_id).answers == {"p01s1": Answer.ALWAYS}
    in_dialog(Dialog, accept)
    button(filling, "Reprendre un formulaire PDF rempli").click()
    assert sheets.read(notebook, session, round_id).answers == {"p01s1": Answer.NEVER}


def test_what_is_not_this_form_is_refused_in_its_own_words(
    window: Window, round_id: str, notebook: Notebook, paper: Paper, returned: list[Path], qtbot: QtBot
) -> None:
    filling = inside(window, qtbot)
    junk, plain = paper.folder / "note.txt", PdfWriter()
    junk.write_text("Bonjour", encoding="utf-8")
    plain.add_blank_page(200, 200)
    plain.write(paper.folder / "autre.pdf")
    locked = PdfWriter(clone_from=paper.ticked(round_id, Seat.ELU, ["p01s1_0"]))
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(paper.folder / "protege.pdf")
    others = paper.ticked(round_id, Seat.SGM, ["p01s1_0"], "sgm.pdf")
    for path, verdict in (
        (junk, Verdict.NOT_A_FORM),
        (paper.folder / "autre.pdf", Verdict.NOT_A_FORM),
        (paper.folder / "protege.pdf", Verdict.ENCRYPTED),
        (paper.ticked(round_id, Seat.ELU, []), Verdict.EMPTY),
    ):
        returned.append(path)
        button(filling, "Reprendre un formulaire PDF rempli").click()
        assert window.messages.text.text() == typographic(refusal(verdict).message), verdict
    returned.append(others)
    button(filling, "Reprendre un formulaire PDF rempli").click()
    assert "Ce formulaire est celui de l’autre personne." in window.messages.text.text()
    assert sheets.read(notebook, session_of(notebook, Seat.ELU), round_id).answers == {}
