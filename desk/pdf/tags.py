"""A canvas on which each word belongs to the document's structure, or is marked as decoration.

Flowables that can say what they are stand in `desk.pdf.flowables`; whoever draws by hand does it inside
`marked` or `artifact`.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from itertools import count
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFStream,
    PDFStreamFilterZCompress,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from desk.pdf.fonts import BODY, REGULAR
from desk.pdf.objects import Streams, add_entry
from desk.pdf.packed import packed
from desk.pdf.structure import Annotated, Content, Element, Leaf, write

# Shown on each page once their number is known.
Furniture = Callable[["TaggedCanvas", int, int], None]


class TaggedCanvas(Canvas):
    """An A4 canvas in French; `furniture` draws the running head of a page out of its number and the total.

    Same drawing, same bytes. `packs`, set before the end, makes the file of a long document smaller.
    """

    def __init__(self, target: BytesIO, furniture: Furniture | None = None) -> None:
        self.root = Element("Document")
        self.titles: dict[str, str] = {}
        self.links: deque[Element] = deque()
        self._furniture = furniture
        self._around = [self.root]
        self._keys = count()
        self._leaves: list[Leaf] = []
        self._silent = False
        self._owner = self.root
        self._later: list[tuple[int, Callable[[], None]]] = []
        self._outline = -1
        self.packs = False
        super().__init__(
            target,
            pagesize=A4,
            pageCompression=1,
            invariant=1,
            initialFontName=REGULAR,
            initialFontSize=BODY,
            pdfVersion=(1, 7),
            lang="fr-FR",
        )
        self.setViewerPreference("DisplayDocTitle", "true")
        self._leaf = self._new_leaf()

    def _new_leaf(self) -> Leaf:
        return Leaf(self._doc.thisPageName(), next(self._keys))

    def attach(self, element: Element) -> None:
        """Put an element that has no place yet after what was drawn last."""
        top = element.top
        if top is not self.root:
            self._around[-1].add(top)

    def enter(self, element: Element) -> None:
        """What is drawn from now on is in `element`, until `leave`."""
        self.attach(element)
        self._around.append(element)

    def leave(self) -> None:
        """Come out of the last element entered."""
        self._around.pop()

    @property
    def around(self) -> Element:
        """The element in which drawing goes on."""
        return self._around[-1]

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """What is drawn inside is the content of `element`; inside an artifact it stays one."""
        if self._silent:
            yield
            return
        self.attach(element)
        self._code.append(self._opening(element))
        yield
        self._code.append("EMC")

    def switched(self, element: Element) -> str:
        """The operators that end the piece of content being drawn and begin one of `element`."""
        return "" if self._silent else f"EMC {self._opening(element)}"

    def _opening(self, element: Element) -> str:
        self._owner = element
        owners = self._leaf.owners
        element.kids.append(Content(self._leaf, len(owners)))
        owners.append(element)
        return f"/{element.tag} <</MCID {len(owners) - 1}>> BDC"

    @contextmanager
    def artifact(self, kind: str = "/Type /Layout") -> Iterator[None]:
        """What is drawn inside is decoration, or repeats: nobody reads it aloud."""
        if self._silent:
            yield
            return
        self._silent = True
        self._code.append(f"/Artifact <<{kind}>> BDC")
        yield
        self._code.append("EMC")
        self._silent = False

    def annotated(self, element: Element, annotation: dict[str, Any]) -> Any:
        """Put an annotation on the page, in `element`; its reference."""
        self.attach(element)
        key = next(self._keys)
        page = PDFObjectReference(self._leaf.name)
        entries = {"Type": PDFName("Annot"), "F": 4, "StructParent": key, "P": page, **annotation}
        reference = self._doc.Reference(PDFDictionary(entries))
        self._annotationrefs.append(reference)
        element.kids.append(Annotated(self._leaf, reference, key))
        return reference

    def linkRect(self, contents: str, destinationname: str, Rect: Any = None, **_options: Any) -> None:  # noqa: ARG002, N802, N803
        """A link of a paragraph: on the words whose element waits in `links`, or on all that is marked."""
        owner = self.links.popleft() if self.links else self._owner
        if self._silent:
            return
        annotation = {
            "Subtype": PDFName("Link"),
            "Rect": PDFArray([round(value, 2) for value in self._absRect(Rect, relative=1)]),
            "Border": PDFArray([0, 0, 0]),
            "Contents": PDFString(f"Aller à : {self.titles[destinationname]}"),
            "Dest": self._bookmarkReference(destinationname),
        }
        self.annotated(owner, annotation)

    def landmark(self, name: str, title: str, level: int, height: float) -> None:
        """A bookmark of the document's outline, `height` above the current point; levels begin at 0."""
        self.bookmarkHorizontal(name, 0, height)
        self._outline = min(level, self._outline + 1)
        self.addOutlineEntry(title, name, self._outline)

    def later(self, draw: Callable[[], None]) -> None:
        """Call `draw` on the present page once all pages are drawn, without any transformation."""
        self._later.append((len(self._leaves), draw))

    def page_of(self, name: str) -> int:
        """The page of a landmark, counted from 1, once it is drawn."""
        shown = self._bookmarkReference(name).page.name
        return next(index for index, leaf in enumerate(self._leaves, 1) if leaf.name == shown)

    def showPage(self) -> None:  # noqa: N802 - the library's name
        """End the page."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        add_entry(page, "Tabs", PDFName("S"))
        add_entry(page, "StructParents", self._leaf.key)
        self._leaves.append(self._leaf)
        self._leaf = self._new_leaf()

    def save(self) -> None:
        """Complete the pages, write the structure, end the document."""
        if self._code:
            self.showPage()
        for index, draw in self._later:
            self._back_on(index, draw)
        for index, page in enumerate(self._doc.Pages.pages):
            self._back_on(index, partial(self._head, index + 1))
            page.Contents = PDFStream(content=page.stream, filters=[PDFStreamFilterZCompress()])
        catalog = self._doc.Catalog
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.StructTreeRoot = write(self._doc, self.root, self._leaves)
        self._doc.encrypt = Streams()
        if self.packs:
            self._doc.format = partial(packed, self._doc)
        super().save()

    def _head(self, number: int) -> None:
        if self._furniture:
            with self.artifact("/Type /Pagination /Subtype /Header"):
                self._furniture(self, number, len(self._leaves))

    def _back_on(self, index: int, draw: Callable[[], None]) -> None:
        """Draw at the end of a page that was ended."""
        page, self._leaf = self._doc.Pages.pages[index], self._leaves[index]
        self._restartAccumulators()
        self.init_graphics_state()
        self._annotationrefs = page.Annots
        self.saveState()
        draw()
        self.restoreState()
        page.stream += "\n".join([*self._code, ""])
        self._restartAccumulators()
