from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desk.core.comparison import Gap, PracticeView
from desk.core.people import Pair
from desk.notebook import people
from desk.notebook.book import Notebook
from desk.ui import theme
from desk.ui.widgets.chart import TwoMarksChart
from desk.ui.widgets.chart_words import in_words

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
