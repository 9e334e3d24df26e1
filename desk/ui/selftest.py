"""What the window of this installation can do: each capability tried for real in a throw-away folder."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontInfo, QFontMetrics
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QLabel, QWidget

from desk import paths
from desk.core.errors import UserError
from desk.core.scale import Answer
from desk.exchange.child import Child
from desk.notebook import environment, opening, report, rounds
from desk.notebook.book import Environment, Notebook
from desk.ui import printer, theme
from desk.ui.assistant import Assistant
from desk.ui.interpreter import prepare
from desk.ui.pages.sheet import SheetPage
from desk.ui.pages.sheet_filling import Filling
from desk.ui.widgets.pdf_preview import PdfPreview
from desk.ui.window import Window

YES = "oui"
COMMUNE = "Essai-sur-Loire"
FRENCH_SIGNS = "éÉœŒç’«»\u202f☐☑→"


@dataclass
class Memory:
    """Settings that nobody keeps."""

    kept: dict[str, str] = field(default_factory=dict)

    def get(self, key: str, default: str = "") -> str:
        """The value, or the default."""
        return self.kept.get(key, default)

    def set(self, key: str, value: str) -> None:
        """Keep a value."""
        self.kept[key] = value


def main(out: Path) -> int:
    """Try everything; write « oui » or what went wrong for each to `out` (JSON), a picture beside it.

    0 when all is well, else 1.
    """
    prepare()
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    theme.apply(qt, "light", 1.0)
    with tempfile.TemporaryDirectory(prefix="binome-essai-") as folder:
        env = environment.make(paths.resources(), Path(folder) / "copies")
        results = run(Path(folder), env, Child(paths.program_command(), paths.fonts_dir()), out)
    out.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0 if set(results.values()) == {YES} else 1


def run(folder: Path, env: Environment, child: Child, out: Path) -> dict[str, str]:
    """Each capability and how it went, in the order tried."""
    results = {"caractères": _tried(_fonts), "boutons en français": _tried(_french)}
    path = folder / "été à l’œuvre.binome"
    results["nouveau carnet par l’assistant"] = _tried(lambda: _new_notebook(path, env))
    if results["nouveau carnet par l’assistant"] != YES:
        return results
    book = opening.open_notebook(path, env)
    window = Window(book, child, Memory())
    window.show()
    drawn: list[bytes] = []
    results["guide affiché"] = _tried(lambda: _guide(window))
    results["réponse écrite et relue"] = _tried(lambda: _answer(window, book))
    results["bilan et ses données"] = _tried(lambda: drawn.append(_report(book, child)))
    results["aperçu du bilan"] = _tried(lambda: _preview(drawn))
    results["impression dans un PDF"] = _tried(lambda: _print(drawn, folder / "imprimé.pdf"))
    results["image de l’écran"] = _tried(lambda: _picture(window, out.with_suffix(".png")))
    window.close()
    opening.close(book)
    return results


def _tried(capability: Callable[[], None]) -> str:
    try:
        capability()
    except UserError as problem:
        return problem.message
    except (AssertionError, LookupError, RuntimeError, OSError, ImportError) as broken:
        # a self-test reports a broken installation instead of stopping at it
        return f"non ({type(broken).__name__} : {broken})"
    return YES


def _fonts() -> None:
    for strong in (False, True):
        used = theme.font(strong=strong)
        _expect(QFontInfo(used).family() == theme.FAMILY, f"police {QFontInfo(used).family()}")
        missing = [sign for sign in FRENCH_SIGNS if not QFontMetrics(used).inFontUcs4(ord(sign))]
        _expect(not missing, f"signes absents : {missing}")


def _french() -> None:
    standard = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(standard.Cancel | standard.Close)
    said = [box.button(each).text().replace("&", "") for each in (standard.Cancel, standard.Close)]
    _expect(said == ["Annuler", "Fermer"], f"boutons {said}")


def _new_notebook(path: Path, env: Environment) -> None:
    """Through the five screens of the first run."""
    assistant = Assistant(date(2026, 4, 1), path.parent, lambda _folder: False)
    made: list[Notebook] = []
    assistant.created.connect(lambda setup, place: made.append(opening.create(place, setup, env)))
    assistant.show()
    assistant.show_step(0)
    assistant.commune.name.set_text(COMMUNE)
    assistant.people.elu.name.set_text("Essai")
    assistant.people.elu.gender.set_value("m")
    assistant.people.sgm.name.set_text("Essai")
    assistant.people.sgm.gender.set_value("f")
    assistant.together.since.set_value(date(2026, 3, 22))
    assistant.place.set_path(path)
    for _ in assistant.steps:
        assistant.go_on()
    assistant.close()
    _expect(len(made) == 1, f"arrêt à l’écran {assistant.step + 1}")
    opening.close(made[0])
    _expect(path.is_file(), "le fichier du carnet")


def _guide(window: Window) -> None:
    guide = window.book.guide
    window.go("guide")
    _expect(len(_words(window.page)) > len(guide.practices), "les pratiques du guide")
    window.go("practice", practice_id=guide.practices[0].id)
    _expect(any(guide.practices[0].title in each for each in _words(window.page)), "une pratique du guide")


def _answer(window: Window, book: Notebook) -> None:
    """By clicks, as a person does; then as someone who comes back."""
    rounds.start(book, ["p01"])
    _open_sheet(window)
    _click(window, "Continuer sans code")
    _filling(window).card.choices.group.buttons[Answer.MOSTLY.value].click()
    _open_sheet(window)
    filling = _filling(window)
    if filling.card.choices.group.value() is None:  # it opens where one left, after the answer
        filling.step(-1)
    _expect(filling.card.choices.group.value() == Answer.MOSTLY.value, "réponse relue à l’écran")
    window.go("today")


def _open_sheet(window: Window) -> None:
    window.go("regards")
    window.go("sheet", seat="elu")
    _click(window, "Oui, ouvrir ma feuille")


def _filling(window: Window) -> Filling:
    page = window.page
    if not isinstance(page, SheetPage) or page.filling is None:
        raise LookupError("la feuille n’est pas ouverte")
    return page.filling


def _report(book: Notebook, child: Child) -> bytes:
    data = report.sealed(book, report.data(book, book.today))
    drawn = child.draw_report(data)
    verdict, found = child.read_report(drawn, "essai.pdf")
    _expect(verdict == "lu" and found == data, "données relues dans le bilan")
    return drawn


def _preview(drawn: list[bytes]) -> None:
    _expect(bool(drawn), "un bilan à montrer")
    preview = PdfPreview(drawn[0])
    _expect(bool(preview.pages), "les pages du bilan")
    _expect(COMMUNE in preview.pages[0].accessibleDescription(), "le texte du bilan")
    picture = preview.document.render(0, preview.pages[0].sizeHint())
    middle = picture.width() // 2
    inks = {picture.pixelColor(QPoint(middle, line)).name() for line in range(picture.height())}
    _expect(len(inks) > 1, "une page qui n’est pas blanche")


def _print(drawn: list[bytes], path: Path) -> None:
    """The bilan sent as to a printer, in grey, by the system's printing library; a PDF is what comes out."""
    from PySide6.QtPrintSupport import QPrinter

    _expect(bool(drawn), "un bilan à imprimer")
    shown = PdfPreview(drawn[0])
    paper = printer.made()
    paper.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    paper.setOutputFileName(str(path))
    printer.prepare(paper, shown.document, COMMUNE, grey=True)
    pages = printer.numbers(paper, len(shown.pages))
    _expect([*printer.sent(paper, shown.document, pages, grey=True)][-1:] == [len(pages)], "toutes les pages")
    printer.is_any()  # whether there is one does not matter, that it can be asked does
    printed = QPdfDocument()
    _expect(printed.load(str(path)) is QPdfDocument.Error.None_, "le PDF imprimé se relit")
    _expect(printed.pageCount() == len(shown.pages), "le nombre de pages")
    printed.close()


def _picture(window: Window, path: Path) -> None:
    QApplication.processEvents()
    _expect(window.grab().save(str(path)), f"écrire {path}")


def _words(widget: QWidget) -> list[str]:
    labels = [each.text() for each in widget.findChildren(QLabel)]
    return labels + [each.accessibleName() for each in widget.findChildren(QAbstractButton)]


def _click(window: Window, words: str) -> None:
    QApplication.processEvents()  # what was added to the page shows itself then
    buttons = [each for each in window.page.findChildren(QAbstractButton) if each.isVisible()]
    found = [each for each in buttons if each.accessibleName() == words]
    _expect(len(found) == 1, f"le bouton « {words} »")
    found[0].click()


def _expect(holds: bool, what: str) -> None:  # noqa: FBT001 - like assert, which -O removes
    if not holds:
        raise AssertionError(what)
