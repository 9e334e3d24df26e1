"""Check boxes of the fillable sheet: our own widgets, whose cross is drawn and needs no typeface.

One box per answer, never a radio group: some readers lose those when they save.
"""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

from desk.pdf.structure import Element
from desk.pdf.tags import TaggedCanvas

ON_STATE = "Oui"
BOX = 12.0
_CROSS = b"q 1.6 w 1 J 0 0 0 RG 2.5 2.5 m 9.5 9.5 l 2.5 9.5 m 9.5 2.5 l S Q\n"
_NOTHING = b"q Q\n"


class CheckBoxes:
    """The form of one document: boxes are added while its pages are drawn, then it is closed."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self.canvas = canvas
        self.document = canvas._doc
        self.fields: list[Any] = []
        self.looks = {ON_STATE: self._look(_CROSS), "Off": self._look(_NOTHING)}

    def _look(self, drawing: bytes) -> Any:
        stream = PDFStream(content=drawing)
        stream.dictionary["Type"] = PDFName("XObject")
        stream.dictionary["Subtype"] = PDFName("Form")
        stream.dictionary["BBox"] = PDFArray([0, 0, BOX, BOX])
        stream.dictionary["Resources"] = PDFDictionary({})
        return self.document.Reference(stream)

    def add(self, name: str, tooltip: str, corner: tuple[float, float], element: Element) -> None:
        """A box named `name` on the current page, its lower left corner given, in `element`."""
        x, y = corner
        # No value yet: whatever a reader writes, value or appearance, is then the person's.
        widget = {
            "Subtype": PDFName("Widget"),
            "FT": PDFName("Btn"),
            "T": PDFString(name),
            "TU": PDFString(tooltip),
            "Rect": PDFArray([round(value, 2) for value in (x, y, x + BOX, y + BOX)]),
            "AS": PDFName("Off"),
            "AP": PDFDictionary({"N": PDFDictionary(self.looks)}),
        }
        self.fields.append(self.canvas.annotated(element, widget))

    def close(self) -> None:
        """Tell the document that these boxes are its form."""
        self.document.Catalog.AcroForm = PDFDictionary({"Fields": PDFArray(self.fields)})
