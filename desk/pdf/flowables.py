"""Flowables that say what they are: paragraphs, items of a list, rules, pictures."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any

from reportlab.platypus import Flowable, HRFlowable, Paragraph

from desk.pdf.structure import Element
from desk.pdf.tags import TaggedCanvas

# Drawn before an item, its left edge and base line given.
Mark = Callable[[Any, float, float], None]
# Elements that hold the words themselves where a paragraph would hold nothing else.
HOLDERS = ("TH", "TD", "P")


class Text(Paragraph):
    """A paragraph; its style's `tag` says what it is (« P » without), `name` makes it a landmark."""

    element: Element | None = None
    name = ""
    continued = False

    def split(self, width: float, height: float) -> list["Text"]:
        """The parts of a paragraph cut by the page remain one."""
        parts = super().split(width, height)
        if len(parts) > 1:
            self.element = self.element or Element(self.tag)
            for part in parts:
                part.element = self.element
                part.continued = part is not parts[0] or self.continued
            parts[0].name = self.name
        return parts

    @property
    def tag(self) -> str:
        """What the style says it is."""
        return getattr(self.style, "tag", "P")

    def draw(self) -> None:
        """Draw the words as the content of an element."""
        if not isinstance(self.canv, TaggedCanvas):
            super().draw()
            return
        self._open_landmark()
        with self.canv.marked(self._marked_as(self._own())):
            super().draw()

    def _own(self) -> Element:
        if self.element is None:
            around = self.canv.around
            holds = self.tag == "P" and around.tag in HOLDERS
            self.element = around if holds else Element(self.tag)
        return self.element

    def _marked_as(self, own: Element) -> Element:
        """The link itself when all the words are one."""
        if self.blPara.kind == 0 and getattr(self.blPara, "link", None):
            return own.add(Element("Link"))
        return own

    def _open_landmark(self) -> None:
        level = getattr(self.style, "landmark", None)
        if level is not None and not self.continued:
            title = self.getPlainText(identify=True)
            name = self.name or f"t{len(self.canv.titles)}"
            self.canv.titles.setdefault(name, title)
            self.canv.landmark(name, title, level, self.height)

    def beginText(self, x: float, y: float) -> Any:  # noqa: N802 - the library's name
        """The library tells where links begin and end in the words."""
        words = super().beginText(x, y)
        if isinstance(self.canv, TaggedCanvas):
            words._linkRecord = partial(self._link_met, words)
            words._textOut = partial(_spaced, words._textOut)
        return words

    def _link_met(self, words: Any, _link: Any, edge: str) -> None:
        own = self._own()
        if edge == "end":
            words._code.append(self.canv.switched(own))
            return
        link = own.add(Element("Link"))
        self.canv.links.append(link)
        # Told after the first words of the link were written.
        words._code.insert(len(words._code) - 1, self.canv.switched(link))


def _spaced(write: Callable[..., None], text: str, ends: int = 0) -> None:
    """The words of a line, with the space that its end stands for."""
    write(f"{text} " if ends and not text.endswith(" ") else text, ends)


class Item(Text):
    """A paragraph with something before its first line: `label` is written, or `mark` is drawn.

    Both stand at the style's `labelIndent`; without `label_element` they are decoration.
    """

    label = ""
    mark: Mark | None = None
    label_element: Element | None = None

    def split(self, width: float, height: float) -> list[Text]:
        """Only the first part keeps its label."""
        parts = super().split(width, height)
        if len(parts) > 1 and isinstance(parts[0], Item):
            first = parts[0]
            first.label, first.mark, first.label_element = self.label, self.mark, self.label_element
        return parts

    def draw(self) -> None:
        """Draw the label, then the words."""
        if self.label or self.mark:
            with tagged(self.canv, self.label_element):
                self._draw_label()
        super().draw()

    def _draw_label(self) -> None:
        first = self.blPara if self.blPara.kind == 0 else self.blPara.lines[0]
        x, base = self.style.labelIndent, self.height - first.fontSize
        if self.mark:
            self.mark(self.canv, x, base)
            return
        self.canv.setFont(self.style.fontName, self.style.fontSize)
        self.canv.setFillColor(self.style.textColor)
        self.canv.drawString(x, base, self.label)


def listed(items: Sequence[Item], spoken: str = "") -> list[Item]:
    """The items as one list; `spoken` is what is read aloud for a label that is drawn, not written."""
    whole = Element("L")
    for item in items:
        entry = whole.add(Element("LI"))
        item.label_element = entry.add(Element("Lbl", spoken=spoken if item.mark else ""))
        item.element = entry.add(Element("LBody"))
    return list(items)


def tagged(canvas: Any, element: Element | None) -> AbstractContextManager[None]:
    """What is drawn inside is the content of `element`, or decoration; nothing on an untagged canvas."""
    if not isinstance(canvas, TaggedCanvas):
        return nullcontext()
    return canvas.marked(element) if element else canvas.artifact()


class Rule(HRFlowable):
    """A line across the page."""

    def draw(self) -> None:
        """Draw it as decoration."""
        with tagged(self.canv, None):
            super().draw()


class Picture(Flowable):
    """Something drawn that words can tell: subclasses `paint`, `alt` says what one sees."""

    def __init__(self, width: float, height: float, alt: str) -> None:
        super().__init__()
        self.width, self.height, self.alt = width, height, alt

    def draw(self) -> None:
        """Draw it as a figure with its words."""
        if not isinstance(self.canv, TaggedCanvas):
            self.paint()
            return
        corners = (*self.canv.absolutePosition(0, 0), *self.canv.absolutePosition(self.width, self.height))
        box = " ".join(f"{value:.2f}" for value in corners)
        figure = Element("Figure", alt=self.alt, attributes=f"/O /Layout /Placement /Block /BBox [{box}]")
        with self.canv.marked(figure):
            self.paint()

    def paint(self) -> None:
        """Draw with the lower left corner at the origin."""
        raise NotImplementedError
