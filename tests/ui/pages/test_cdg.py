"""« Mon CDG » on screen: fields that save themselves, and in words what comes from elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk.core.cdg import FIELDS, CdgSheet
from desk.core.guide import Guide
from desk.notebook import cdg, opening, people
from desk.notebook.book import Content, Environment, Notebook
from desk.ui.context import Documents
from desk.ui.pages.cdg import CdgPage
from desk.ui.pages.cdg_field import known_words
from tests.ui.accessible import unnamed
from tests.ui.pages.at_work import AtWork, plain
from tests.ui.pages.names import alike
from tests.ui.paper_driver import keeping


@pytest.fixture
def work(look: QApplication, notebook: Notebook, child: Documents, qtbot: QtBot) -> AtWork:
    return AtWork(notebook, child, qtbot)


def page_of(work: AtWork) -> CdgPage:
    page = work.go("cdg")
    assert isinstance(page, CdgPage)
    return page


class Packed:
    """The shipped content with the contact sheet of a pack."""

    cdg = CdgSheet(network="Réunion chaque trimestre\nMme Exemple", name="CDG de l’exemple")

    def __init__(self, shipped: Content) -> None:
        self.guide: Guide = shipped.guide
        self.tools = shipped.tools
        self.deadlines = shipped.deadlines


def with_pack(book: Notebook) -> None:
    book.env = replace(book.env, content=Packed(book.env.content))  # type: ignore[arg-type]  # what is read


def test_every_field_has_its_label_and_its_hint(work: AtWork) -> None:
    page = page_of(work)
    for field in FIELDS:
        assert work.sees(plain(field.label))
        assert work.sees(plain(field.hint))
    assert work.sees("Le centre de gestion de votre département")
    assert work.sees("Repris de « La commune et nous » : CDG 36.")
    assert unnamed(page) == []
    assert alike(page) == []
    work.click("Lire : ce que l’on y note")
    assert work.page.name == "guide_page"


def test_what_is_typed_saves_itself(work: AtWork, notebook: Notebook) -> None:
    page = page_of(work)
    edit = page.boxes["network"].text.edit
    work.type(edit, "Réunion le mardi ")
    work.qtbot.waitUntil(lambda: cdg.written(notebook).network == "Réunion le mardi", timeout=2000)
    assert edit.toPlainText() == "Réunion le mardi ", "the space before the next word stays"
    work.type(edit, "à 9 h")
    work.go("today")
    assert cdg.written(notebook).network == "Réunion le mardi à 9 h"


def test_emptying_a_field_gives_back_what_the_commune_said(work: AtWork, notebook: Notebook) -> None:
    cdg.write(notebook, {"name": "Le nôtre"})
    page = page_of(work)
    box = page.boxes["name"]
    assert box.text.text() == "Le nôtre"
    assert not box.known.isVisible()
    box.text.edit.setFocus()
    box.text.edit.clear()
    box.flush()
    assert cdg.written(notebook).name == ""
    assert box.text.text() == "", "an emptied field does not fill itself again under the hand"
    assert work.sees("Repris de « La commune et nous » : CDG 36.")


def test_an_undo_is_shown(work: AtWork, notebook: Notebook) -> None:
    page = page_of(work)
    page.boxes["mediation"].text.set_text("Sur demande")
    page.boxes["mediation"].flush()
    assert cdg.written(notebook).mediation == "Sur demande"
    work.undo()
    assert page.boxes["mediation"].text.text() == ""


def test_what_a_pack_gives_is_said_and_ours_comes_first(work: AtWork, notebook: Notebook) -> None:
    with_pack(notebook)
    cdg.write(notebook, {"name": "Notre centre"})
    page_of(work)
    assert work.sees("Fourni par votre centre de gestion : « Réunion chaque trimestre ; Mme Exemple ».")
    assert work.sees("Votre texte passe avant celui de votre centre de gestion : « CDG de l’exemple ».")


def test_where_words_come_from() -> None:
    assert known_words("le nôtre", "", "") == ""
    assert known_words("", "", "") == ""
    assert "La commune et nous" in known_words("", "CDG 36", "CDG du paquet")
    assert "CDG du paquet" in known_words("", "", "CDG du paquet")


def test_a_text_too_long_is_told_and_stays_on_screen(work: AtWork, notebook: Notebook) -> None:
    page = page_of(work)
    box = page.boxes["training"]
    box.text.set_text("x" * 1001)
    box.flush()
    assert "dépasse 1000 caractères" in work.said
    assert cdg.written(notebook).training == ""
    assert len(box.text.text()) == 1001
    box.text.set_text("Deux sessions")
    box.flush()
    assert cdg.written(notebook).training == "Deux sessions"


def test_what_is_typed_is_printed(work: AtWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "cdg.pdf"), ""))
    page = page_of(work)
    page.boxes["contact"].text.set_text("Mme Exemple, 02 00 00 00 00\n*le mardi*")
    assert keeping(lambda: work.click("Imprimer la fiche…"))
    text = "".join(each.extract_text() for each in PdfReader(tmp_path / "cdg.pdf").pages)
    assert "Mme Exemple, 02 00 00 00 00" in plain(text)
    assert "Interlocuteur" in text


def test_an_empty_sheet_says_so(work: AtWork, notebook: Notebook) -> None:
    people.update_commune(notebook, replace(people.commune(notebook), cdg_name="", cdg_email=""))
    page_of(work)
    work.click("Imprimer la fiche…")
    assert "La fiche est encore vide" in work.said


def test_a_carnet_that_is_read_only_is_read(
    look: QApplication,
    notebook: Notebook,
    make_env: Callable[[], Environment],
    child: Documents,
    qtbot: QtBot,
) -> None:
    cdg.write(notebook, {"network": "Le mardi"})
    reader = opening.open_notebook(notebook.path, make_env(), read_only=True)
    work = AtWork(reader, child, qtbot)
    page = page_of(work)
    box = page.boxes["network"].text
    assert box.text() == "Le mardi"
    assert box.edit.isReadOnly()
    assert work.sees("Lecture seule : ce champ ne peut pas être changé ici.")
    work.window.close()
    opening.close(reader)
