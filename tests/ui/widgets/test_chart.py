from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.core.chart_words import in_words
from desk.core.comparison import Gap, PracticeView
from desk.core.people import Pair
from desk.notebook import people
from desk.notebook.book import Notebook
from desk.ui import theme
from desk.ui.widgets.chart import TwoMarksChart
from desk.ui.widgets.chart_table import ChartTable

VIEWS = (
    PracticeView("p01", "Tenir un rendez-vous régulier", (), {Gap.STRENGTH: 4}, 5, 6),
    PracticeView("p02", "Clarifier les rôles", (), {Gap.DIFFERENT: 2, Gap.CONSOLIDATE: 2}, 5, 2),
    PracticeView("p03", "Délégations et signatures", (), {Gap.WORKSITE: 3}, 0, 0),
    PracticeView("p04", "Cap et priorités", (), {Gap.UNANSWERED: 4}, None, 6),
)


def painted(pair: Pair, width: int, qtbot: QtBot) -> tuple[TwoMarksChart, QImage]:
    chart = TwoMarksChart(VIEWS, pair)
    qtbot.addWidget(chart)
    chart.resize(width, chart.heightForWidth(width))
    return chart, chart.grab().toImage()


def coloured(image: QImage, token: str) -> list[tuple[int, int]]:
    wanted = theme.colour(token).rgb()
    return [
        (x, y) for y in range(image.height()) for x in range(image.width()) if image.pixel(x, y) == wanted
    ]


def test_every_mark_is_drawn_whole_and_none_is_hidden(look: object, notebook: Notebook, qtbot: QtBot) -> None:
    pair = people.pair(notebook)
    for width in (960, 420):
        chart, image = painted(pair, width, qtbot)
        elu, sgm = coloured(image, "elu"), coloured(image, "sgm")
        square = theme.px(14) ** 2
        assert len(elu) > 3 * square * 0.6, "three circles, also where both marks coincide"
        assert len(sgm) > 4 * square * 0.7, "four squares"
        assert min(x for x, _ in elu) > 0
        assert max(x for x, _ in sgm) < width - 1
        assert chart.is_stacked is (width == 420)


def test_a_narrow_chart_is_higher_not_wider(look: object, notebook: Notebook, qtbot: QtBot) -> None:
    chart = TwoMarksChart(VIEWS, people.pair(notebook))
    qtbot.addWidget(chart)
    assert chart.heightForWidth(420) > chart.heightForWidth(960)
    assert chart.minimumSizeHint().width() <= theme.px(320)


def test_the_words_say_what_is_drawn(notebook: Notebook) -> None:
    pair = people.pair(notebook)
    assert in_words(VIEWS[0], pair) == (
        "Tenir un rendez-vous régulier\u00a0: maire vers 2,5, secrétaire générale vers 3\u202f; "
        "4 points forts communs."
    )
    assert "maire sans repère (trop peu de réponses)" in in_words(VIEWS[3], pair)


def test_the_table_says_each_practice_and_each_place_to_a_screen_reader(
    look: object, notebook: Notebook, qtbot: QtBot
) -> None:
    table = ChartTable(VIEWS, people.pair(notebook))
    qtbot.addWidget(table)
    table.resize(900, 100)
    table.show()
    spoken = QAccessible.queryAccessibleInterface(table)
    assert spoken.role() is QAccessible.Role.Table
    assert "de 0, peu en place, à 3, bien en place" in spoken.text(QAccessible.Text.Name)
    cells = [spoken.child(number) for number in range(spoken.childCount())]
    said = [(cell.role(), cell.text(QAccessible.Text.Name)) for cell in cells]
    heads = [text for role, text in said if role is QAccessible.Role.ColumnHeader]
    assert heads == ["Pratique", "Maire", "Secrétaire générale", "Les deux ensemble"]
    words = [text for role, text in said if role is QAccessible.Role.Cell]
    assert words[:4] == ["Tenir un rendez-vous régulier", "vers 2,5", "vers 3", "4\u00a0points forts communs"]
    assert words[8:11] == ["Délégations et signatures", "vers 0", "vers 0"]
    assert words[13] == "sans repère (trop peu de réponses)"


def test_the_table_shows_every_word_and_never_scrolls(look: object, notebook: Notebook, qtbot: QtBot) -> None:
    table = ChartTable(VIEWS, people.pair(notebook))
    qtbot.addWidget(table)
    for width in (900, 380):
        table.resize(width, 100)
        table.show()
        QApplication.processEvents()
        assert table.verticalScrollBar().maximum() == 0
        assert table.horizontalScrollBar().maximum() == 0
        for row in range(table.rowCount()):
            for column in range(table.columnCount()):
                item = table.item(row, column)
                assert item is not None
                room = QRect(0, 0, table.columnWidth(column) - 18, 10000)
                wrapped = Qt.TextFlag.TextWordWrap
                needed = table.fontMetrics().boundingRect(room, int(wrapped), item.text())
                assert needed.height() < table.rowHeight(row)


def test_the_arrows_walk_the_table_and_tab_leaves_it(look: object, notebook: Notebook, qtbot: QtBot) -> None:
    box = QWidget()
    inside = QVBoxLayout(box)
    table, after = ChartTable(VIEWS, people.pair(notebook)), QPushButton("Ensuite")
    inside.addWidget(table)
    inside.addWidget(after)
    qtbot.addWidget(box)
    box.show()
    qtbot.waitExposed(box)
    box.activateWindow()
    table.setFocus()
    table.setCurrentCell(0, 0)
    QTest.keyClick(table, Qt.Key.Key_Right)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert (table.currentRow(), table.currentColumn()) == (1, 1)
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert box.focusWidget() is after
