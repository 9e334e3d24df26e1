"""The guide's Markdown on screen: one label per block, so that a screen reader meets headings and lists."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import count

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desk.core.markdown import Block, BlockKind, Span
from desk.core.search import marked
from desk.core.wording import typographic
from desk.ui import theme
from desk.ui.widgets.layout import column
from desk.ui.widgets.text import Heading, Text, breakable

Follow = Callable[[str], object]
_WHOLE = 1_000_000


class SpanText(Text):
    """A paragraph or an item with its bold, its italics and its links; `mark` shows where words are in it."""

    def __init__(self, spans: Sequence[Span], follow: Follow) -> None:
        super().__init__()
        self._spans = french(spans)
        linked = any(span.target for span in spans)
        self.set_rich("".join(map(_html, self._spans)), self.plain, follow if linked else None)

    @property
    def plain(self) -> str:
        """What it says."""
        return "".join(span.text for span in self._spans)

    def mark(self, words: Iterable[str]) -> None:
        """Show these words; what was marked before no longer is."""
        self.setText("".join(_marked_html(self._spans, words)))


class Prose(QWidget):
    """Blocks one under the other; `follow` gets « practice:p02 » or « page:origine » when a link is taken.

    `heading` is the level of its headings. Each line of the text (paragraph, heading, item) is a label named
    « anchor-<name>:<its number from 0> ».
    """

    def __init__(
        self, blocks: Iterable[Block], follow: Follow, *, name: str = "text", heading: int = 3
    ) -> None:
        super().__init__()
        self._follow, self._name, self._level, self._numbers = follow, name, heading, count()
        self.column = column(self, 10)
        for block in blocks:
            self._add(block)

    def _add(self, block: Block) -> None:
        if block.kind is BlockKind.HEADING:
            self.column.addWidget(self._named(Heading(_plain(block.spans), self._level)))
        elif block.kind is BlockKind.PARAGRAPH:
            self.column.addWidget(self._named(SpanText(block.spans, self._follow)))
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
            grid.addWidget(self._named(SpanText(spans, self._follow)), index, 1)
        return box

    def _named(self, label: Text) -> Text:
        label.setObjectName(f"anchor-{self._name}:{next(self._numbers)}")
        return label


def mark(label: Text, words: Iterable[str]) -> None:
    """Show these words in any label of the guide."""
    if isinstance(label, SpanText):
        label.mark(words)
    else:
        label.set_rich(marked_html(marked(label.accessibleName(), words, _WHOLE)), label.accessibleName())


def marked_html(pieces: Iterable[tuple[str, bool]]) -> str:
    """(text, found) runs: what was found is bold and underlined, on a tinted ground."""
    shown = ((escape(breakable(text)), found) for text, found in pieces)
    return "".join(_sign(html) if found else html for html, found in shown)


def _sign(html: str) -> str:
    ink, tint = theme.colour("ink").name(), theme.colour("tint").name()
    style = f"font-weight:600; text-decoration:underline; color:{ink}; background-color:{tint}"
    return f'<span style="{style}">{html}</span>'


def _plain(spans: Iterable[Span]) -> str:
    return typographic("".join(span.text for span in spans))


def _marked_html(spans: Sequence[Span], words: Iterable[str]) -> Iterator[str]:
    """The spans, cut where marked runs begin and end."""
    found = [hit for text, hit in marked("".join(s.text for s in spans), words, _WHOLE) for _ in text]
    start = 0
    for span in spans:
        run = 0
        for index in range(1, len(span.text) + 1):
            if index == len(span.text) or found[start + index] != found[start + run]:
                html = _html(replace(span, text=span.text[run:index]))
                yield _sign(html) if found[start + run] else html
                run = index
        start += len(span.text)


def _html(span: Span) -> str:
    text = escape(breakable(span.text))
    if span.bold:
        text = f'<span style="font-weight:600">{text}</span>'
    if span.italic:
        text = f"<i>{text}</i>"
    if span.target:
        text = f'<a href="{escape(span.target)}" style="color:{theme.colour("elu").name()}">{text}</a>'
    return text


def french(spans: Sequence[Span]) -> list[Span]:
    """The spans with French spaces, which depend on what stands next to each other whatever its style."""
    texts, place = [""] * len(spans), 0
    left = _letters(spans[0]) if spans else 0
    for character in typographic("".join(span.text for span in spans)):
        ends = left == 0 and place + 1 < len(spans)
        if ends and not (character.isspace() and spans[place].text[-1:].isspace()):
            place = next(index for index in range(place + 1, len(spans)) if _letters(spans[index]))
            left = _letters(spans[place])
        left -= not character.isspace()
        texts[place] += character
    return [replace(span, text=text) for span, text in zip(spans, texts, strict=True)]


def _letters(span: Span) -> int:
    """How many characters are no space."""
    return sum(not character.isspace() for character in span.text)
