"""Seeing the pages, then printing, keeping or opening them: real pages, a printer that writes a file."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QPoint, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desk.core.handout import Letter
from desk.notebook import handouts
from desk.ui import printer, reader_copy
from desk.ui.context import Context
from desk.ui.dialogs.print_document import NO_PRINTER, PagesDialog, PrintDialog
from desk.ui.printing import print_document
from desk.ui.widgets.pdf_preview import rendered
from tests.ui.accessible import unnamed
from tests.ui.dialog_driver import accept, in_dialog, words_of
from tests.ui.paper_driver import a_printer, ended, no_printer, printed
from tests.ui.reader import Reader, reading

A4, LETTER = QSizeF(595.28, 841.89), QSizeF(612, 792)
DOT_MM = 25.4 / printer.DPI


@pytest.fixture(scope="module")
def drawn() -> list[bytes]:
    return []


@pytest.fixture
def content(context: Context, drawn: list[bytes]) -> bytes:
    """Three pages or more, with a drawing in colour; drawn once."""
    if not drawn:
        letter = Letter("Épreuve", "\n\n".join(f"### Partie {n}\n\n{'Un texte. ' * 300}" for n in range(8)))
        drawn.append(context.child.draw_handout(letter, handouts.imprint(context.book)))
    return drawn[0]


@pytest.fixture
def dialog(context: Context, content: bytes, qtbot: QtBot) -> PrintDialog:
    return opened(context, content, qtbot)


def opened(context: Context, content: bytes, qtbot: QtBot, *, private: str = "") -> PrintDialog:
    shown = PrintDialog(context, "Épreuve", None, name="epreuve", private=private)
    shown.show_pages(content)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


@pytest.fixture
def reader(look: object) -> Iterator[Reader]:
    assert look
    yield from reading()


def paper(path: Path) -> QPdfDocument:
    """What came out of the printer."""
    found = QPdfDocument()
    assert found.load(str(path)) is QPdfDocument.Error.None_
    return found


def picture(path: Path, number: int = 0) -> QImage:
    found = paper(path)
    return found.render(number, found.pagePointSize(number).toSize() * 2).convertToFormat(
        QImage.Format.Format_RGB32
    )


def is_grey(image: QImage) -> bool:
    colours = {
        image.pixel(x, y) & 0xFFFFFF for x in range(0, image.width(), 2) for y in range(image.height())
    }
    assert len(colours) > 2, "an empty page"
    return all(colour >> 16 == (colour >> 8) & 0xFF == colour & 0xFF for colour in colours)


def test_all_pages_go_at_300_dots_on_their_own_paper(
    dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, asked = tmp_path / "papier.pdf", list[int]()
    a_printer(monkeypatch, out, lambda one: asked.append(one.resolution()))
    printed(dialog)
    assert asked == [300]
    assert dialog.preview is not None
    count = len(dialog.preview.pages)
    assert count >= 3
    found = paper(out)
    assert found.pageCount() == count
    assert abs(found.pagePointSize(0).height() - A4.height()) < 1
    # as many dots as A4 has at 300 per inch, kept without loss
    assert b"/Width 2480" in out.read_bytes()
    assert b"/Height 350" in out.read_bytes()
    assert b"DCTDecode" not in out.read_bytes()
    assert f"{count} pages" in words_of(dialog).replace("\u00a0", " ")
    assert dialog.was_given
    assert dialog.focusWidget() is dialog.primary


def test_it_comes_out_where_it_is_on_screen(
    dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_printer(monkeypatch, tmp_path / "papier.pdf")
    printed(dialog)
    assert dialog.preview is not None
    size = A4.toSize()
    of_paper = paper(tmp_path / "papier.pdf").render(0, size).convertToFormat(QImage.Format.Format_Grayscale8)
    of_screen = rendered(dialog.preview.document, 0, size, grey=True)
    assert box(of_paper) == pytest.approx(box(of_screen), abs=1)


def box(image: QImage) -> tuple[int, int, int, int]:
    """Where the ink begins and ends, in points."""
    inked = [
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).alpha() and image.pixelColor(x, y).lightness() < 160
    ]
    across, down = [x for x, _ in inked], [y for _, y in inked]
    return (min(across), min(down), max(across), max(down))


def test_some_pages_only(dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def choose(one: QPrinter) -> None:
        one.setPrintRange(QPrinter.PrintRange.PageRange)
        one.setFromTo(2, 3)

    a_printer(monkeypatch, tmp_path / "papier.pdf", choose)
    printed(dialog)
    assert paper(tmp_path / "papier.pdf").pageCount() == 2
    assert "2 pages" in words_of(dialog).replace("\u00a0", " ")


def test_black_and_white_on_screen_and_on_paper(
    dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[object] = []
    a_printer(monkeypatch, tmp_path / "papier.pdf", lambda one: modes.append(one.colorMode()))
    dialog.grey.click()
    assert dialog.preview is not None
    assert is_grey(dialog.preview.pages[0].grab().toImage().copy(2, 2, 300, 400))
    printed(dialog)
    assert modes == [QPrinter.ColorMode.GrayScale]
    assert b"/DeviceGray" in (tmp_path / "papier.pdf").read_bytes()
    assert is_grey(picture(tmp_path / "papier.pdf"))


def test_a_printer_that_has_no_colour_gets_grey(
    dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grey = QPrinter.ColorMode.GrayScale
    a_printer(monkeypatch, tmp_path / "papier.pdf", lambda one: one.setColorMode(grey))
    printed(dialog)
    assert is_grey(picture(tmp_path / "papier.pdf"))


def test_from_the_last_page_when_the_printer_wants_so(
    dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dialog.preview is not None
    one = QPrinter()
    one.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printer.numbers(one, 3) == [2, 1, 0]


@pytest.mark.parametrize(
    ("page", "sheet", "wanted"),
    [
        (A4, A4, (0.0, 0.0, 210.0, 297.0)),
        (A4, QSizeF(595, 842), (0.0, 0.0, 210.0, 297.0)),
        (A4, LETTER, (18.1, 12.7, 179.6, 254.0)),
        (A4.transposed(), LETTER, (6.4, 67.9, 203.2, 143.7)),
        (QSizeF(300, 400), A4, (52.1, 78.0, 105.8, 141.1)),
    ],
    ids=["its own", "rounded", "Letter", "across", "smaller"],
)
def test_where_a_page_goes_in_millimetres(
    page: QSizeF, sheet: QSizeF, wanted: tuple[float, float, float, float]
) -> None:
    layout = QPageLayout(
        QPageSize(sheet, QPageSize.Unit.Point),
        QPageLayout.Orientation.Portrait,
        QMarginsF(),
        QPageLayout.Unit.Point,
        QMarginsF(18, 36, 18, 36),
    )
    layout.setMode(QPageLayout.Mode.FullPageMode)
    found = printer.place(page, layout)
    got = [each * DOT_MM for each in (found.x(), found.y(), found.width(), found.height())]
    assert got == pytest.approx(wanted, abs=0.7)


def test_no_printer_is_said_and_two_ways_remain(dialog: PrintDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    no_printer(monkeypatch)
    accept(dialog)
    assert NO_PRINTER.message in dialog.problem.text()
    assert dialog.save_button.isEnabled()
    assert dialog.reader_button.isEnabled()
    assert not dialog.was_given


@pytest.mark.qt_log_ignore("QPainter::")
def test_a_printer_that_refuses_is_told(
    dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_printer(monkeypatch, tmp_path / "absent" / "papier.pdf")
    printed(dialog)
    assert "n’a pas pris le document" in dialog.problem.text()
    assert not dialog.was_given
    assert dialog.primary is not None
    assert dialog.primary.isEnabled()


def test_it_can_be_stopped_between_two_pages(
    dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_printer(monkeypatch, tmp_path / "papier.pdf")
    accept(dialog)
    assert dialog.sending is not None
    assert not dialog.save_button.isEnabled()
    assert dialog.focusWidget() is dialog.stop_button
    dialog.sending.went.connect(lambda done, _count: dialog.stop_button.click() if done == 1 else None)
    ended(dialog)
    assert "Impression arrêtée" in words_of(dialog)
    assert not dialog.was_given


def test_leaving_stops_it_too(
    dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    a_printer(monkeypatch, tmp_path / "papier.pdf")
    accept(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.sending is None
    assert not dialog.isVisible()


def test_the_reader_gets_a_copy_for_this_user_alone(dialog: PrintDialog, reader: Reader) -> None:
    dialog.reader_button.click()
    (path,) = (Path(each) for each in reader.opened)
    assert path.name == "epreuve.pdf"
    assert path.read_bytes() == dialog.content
    assert "copie provisoire" in words_of(dialog)
    assert dialog._told.width() > dialog.width() // 2  # a sentence, not a narrow column of words
    if os.name == "posix":
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    dialog.reader_button.click()
    assert len(set(reader.opened)) == 2  # the first may still be held by its reader
    for folder in reader_copy._kept:
        folder.cleanup()
    assert not path.exists()


def test_what_a_killed_program_left_there_goes_a_day_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left, recent = tmp_path / f"{reader_copy.PREFIX}vieux", tmp_path / f"{reader_copy.PREFIX}neuf"
    for each in (left, recent):
        each.mkdir()
        (each / "page.pdf").write_bytes(b"%PDF")
    os.utime(left, (1, 1))
    made = reader_copy.made(b"%PDF-1", "page.pdf")
    assert not left.exists()
    assert recent.exists()
    assert made.read_bytes() == b"%PDF-1"


def test_kept_it_is_the_document_itself(
    dialog: PrintDialog, content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In colour and tagged, whatever the proof shows."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "garde.pdf"), ""))
    dialog.grey.click()
    dialog.save_button.click()
    assert (tmp_path / "garde.pdf").read_bytes() == content


def test_what_is_kept_is_told_with_its_place(
    context: Context, content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """The register of what leaves learns of a copy kept from here too, not of one given up."""
    kept: list[Path] = []
    answers = [str(tmp_path / "garde.pdf"), ""]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (answers.pop(0), ""))

    def twice(dialog: PagesDialog) -> None:
        dialog.save_button.click()
        dialog.save_button.click()

    seen = in_dialog(PagesDialog, twice)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert print_document(context, parent, content, "Bilan", "bilan", kept=kept.append)
    assert seen == ["Bilan"]
    assert kept == [tmp_path / "garde.pdf"]


def test_bytes_that_are_no_pdf_are_not_printed(context: Context, qtbot: QtBot) -> None:
    dialog = opened(context, b"rien", qtbot)
    accept(dialog)
    assert "ne peut pas être imprimé d’ici" in dialog.problem.text()


def test_a_private_page_offers_no_copy(context: Context, content: bytes, qtbot: QtBot) -> None:
    dialog = opened(context, content, qtbot, private="Entre vous deux.")
    assert "Entre vous deux." in words_of(dialog)
    assert not dialog.reader_button.isVisible()
    assert not dialog.keeps_folder


@pytest.mark.parametrize("size", [(760, 440), (1000, 700)])
def test_everything_has_a_name_and_fits(dialog: PrintDialog, size: tuple[int, int]) -> None:
    dialog.resize(*size)
    assert unnamed(dialog) == []
    assert dialog._scroller.horizontalScrollBar().maximum() == 0
    assert dialog.primary is not None
    for each in (dialog.primary, dialog.save_button, dialog.reader_button, dialog.close_button):
        assert dialog.rect().contains(each.rect().translated(each.mapTo(dialog, QPoint())))
