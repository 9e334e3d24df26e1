"""The guide's Markdown on screen: one label per block, so that a screen reader meets headings and lists."""

from collections.abc import Callable, Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desk.core.markdown import Block, BlockKind, Span
from desk.core.wording import typographic
from desk.ui import theme
from desk.ui.widgets.layout import column
from desk.ui.widgets.text import Heading, Text

Follow = Callable[[str], object]


class Prose(QWidget):
    """Blocks one under the other; `follow` gets « practice:p02 » or « page:origine » when a link is taken."""

    def __init__(self, blocks: Iterable[Block], follow: Follow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._follow = follow
        self.column = column(self, 10)
        for block in blocks:
            self._add(block)

    def _add(self, block: Block) -> None:
        if block.kind is BlockKind.HEADING:
            self.column.addWidget(Heading(_plain(block.spans), 3))
        elif block.kind is BlockKind.PARAGRAPH:
            self.column.addWidget(self._label(block.spans))
        else:
            self.column.addWidget(self._list(block))

    def _list(self, block: Block) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(theme.px(4), 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        for index, spans in enumerate(block.items):
            sign = QLabel(f"{index + 1}." if block.kind is BlockKind.STEPS else "–")
            sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
            grid.addWidget(sign, index, 0)
            grid.addWidget(self._label(spans), index, 1)
        return box

    def _label(self, spans: tuple[Span, ...]) -> Text:
        label = Text()
        linked = any(span.target for span in spans)
        label.set_rich(_html(spans), _plain(spans), self._follow if linked else None)
        return label


def _plain(spans: Iterable[Span]) -> str:
    return typographic("".join(span.text for span in spans))


def _html(spans: Iterable[Span]) -> str:
    return "".join(_html_of(span) for span in spans)


def _html_of(span: Span) -> str:
    text = escape(typographic_inside(span.text))
    if span.bold:
        text = f'<span style="font-weight:600">{text}</span>'
    if span.italic:
        text = f"<i>{text}</i>"
    if span.target:
        text = f'<a href="{escape(span.target)}" style="color:{theme.colour("elu").name()}">{text}</a>'
    return text


def typographic_inside(text: str) -> str:
    """French spaces in a run of text that has neighbours: its outer spaces stay."""
    lead = text[: len(text) - len(text.lstrip())]
    tail = text[len(text.rstrip()) :]
    return lead + typographic(text.strip()) + tail if text.strip() else text
