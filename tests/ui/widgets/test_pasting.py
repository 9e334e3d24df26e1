"""What is on the clipboard comes in as plain text, or is refused with a sentence; nothing is lost."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desk.core.text import LONGEST
from desk.ui.widgets.fields import TextArea, TextField
from desk.ui.widgets.pasting import JOINED, NOT_TEXT, TOO_LONG, plain_text

pytestmark = pytest.mark.usefixtures("look")
CONTROL = Qt.KeyboardModifier.ControlModifier
RTF = rb"{\rtf1\ansi {\b Relire} le bail}"


def copied(text: str | None = None, html: str | None = None, **others: bytes) -> QMimeData:
    data = QMimeData()
    if html is not None:
        data.setHtml(html)
    if text is not None:
        data.setText(text)
    for kind, content in others.items():
        data.setData(kind.replace("_", "/"), content)
    return data


def paste(qtbot: QtBot, field: TextField | TextArea, data: QMimeData) -> None:
    QApplication.clipboard().setMimeData(data)
    field.edit.setFocus()
    qtbot.keyClick(field.edit, Qt.Key.Key_V, CONTROL)


@pytest.fixture(params=["one line", "several lines"])
def field(request: pytest.FixtureRequest, qtbot: QtBot) -> TextField | TextArea:
    made = TextField("Texte") if request.param == "one line" else TextArea("Texte")
    qtbot.addWidget(made)
    made.show()
    return made


def test_of_a_rich_copy_only_the_words_come_in(qtbot: QtBot, field: TextField | TextArea) -> None:
    paste(
        qtbot, field, copied("Relire le bail", "<p style='color:red'><b>Relire</b> le bail</p>", text_rtf=RTF)
    )
    assert field.text() == "Relire le bail"


def test_html_alone_gives_its_words(qtbot: QtBot, field: TextField | TextArea) -> None:
    paste(
        qtbot, field, copied(html="<script>alert(1)</script><b>Relire</b>&nbsp;le <i>bail</i><img src='x'>")
    )
    assert field.text().replace("\u00a0", " ") == "Relire le bail"


def test_what_is_no_text_is_refused(qtbot: QtBot, field: TextField | TextArea) -> None:
    for data in (copied(text_rtf=RTF), copied(html="<img src='x'>")):
        field.set_text("déjà là")
        paste(qtbot, field, data)
        assert (field.text(), field.problem.text()) == ("déjà là", NOT_TEXT)
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    paste(qtbot, field, picture)
    assert field.text() == "déjà là"
    qtbot.keyClicks(field.edit, "x")
    assert field.problem.text() == ""


def test_control_characters_stay_out_and_emoji_come_in(qtbot: QtBot, field: TextField | TextArea) -> None:
    paste(qtbot, field, copied("a\u0000b\u001b[0mc\ufdd0 🎉👩\u200d💻 e\u0301"))
    assert field.text() == "ab[0mc 🎉👩\u200d💻 é"


def test_too_long_a_text_is_refused_and_what_is_there_stays(
    qtbot: QtBot, field: TextField | TextArea
) -> None:
    field.set_text("déjà là")
    paste(qtbot, field, copied("x" * (LONGEST - 6)))
    assert (field.text(), field.problem.text()) == ("déjà là", TOO_LONG)
    paste(qtbot, field, copied("x" * (LONGEST - 7)))
    assert len(field.text()) == LONGEST
    field.edit.selectAll()
    paste(qtbot, field, copied("y" * LONGEST))
    assert field.text() == "y" * LONGEST


def test_several_lines_stay_lines_in_an_area(qtbot: QtBot) -> None:
    area = TextArea("Notes")
    qtbot.addWidget(area)
    area.show()
    paste(qtbot, area, copied("un\r\ndeux\rtrois\u2029quatre\n"))
    assert area.text() == "un\ndeux\ntrois\nquatre\n"
    area.edit.undo()
    assert area.text() == ""


def test_several_lines_are_joined_in_a_line_which_is_said_until_the_next_key(qtbot: QtBot) -> None:
    line = TextField("Texte", hint="Une ligne")
    qtbot.addWidget(line)
    line.show()
    paste(qtbot, line, copied("  un\n\n\tdeux  \r\ntrois"))
    assert (line.text(), line.hint.text()) == ("un deux trois", JOINED)
    qtbot.keyClicks(line.edit, "x")
    assert line.hint.text() == "Une ligne"
    line.set_text("")
    paste(qtbot, line, copied("un morceau "))
    assert (line.text(), line.hint.text()) == ("un morceau ", "Une ligne")


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
def test_the_menu_pastes_as_the_keys_do(qtbot: QtBot) -> None:
    line = TextField("Texte")
    qtbot.addWidget(line)
    line.show()
    QApplication.clipboard().setMimeData(copied("x" * (LONGEST + 1)))
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), line.edit.mapToGlobal(QPoint(5, 5))
    )
    QApplication.sendEvent(line.edit, event)
    menu = line.edit.findChild(QMenu)
    assert menu is not None
    entry = next(each for each in menu.actions() if each.objectName() == "edit-paste")
    entry.trigger()
    menu.close()
    assert (line.text(), line.problem.text()) == ("", TOO_LONG)


def test_nothing_copied_is_no_text() -> None:
    assert plain_text(QMimeData()) == ""
