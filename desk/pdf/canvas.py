"""An empty document: page, colours, metadata, attachment; the same input gives the same bytes."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFInfo,
    PDFName,
    PDFStream,
    PDFStreamFilterZCompress,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from desk.pdf.fonts import REGULAR

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 20 * mm
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
BODY = 11.0
LEADING = 14.5

INK: Color = HexColor("#1D2433")
SOFT: Color = HexColor("#525B6B")
RULE: Color = HexColor("#8A8F99")


@dataclass(frozen=True, slots=True)
class Label:
    """What the document says of itself; `day` is the date it bears, None when it bears none.

    `seed` is what makes it this document and no other: its identifier is made of it.
    """

    title: str
    author: str
    subject: str
    keywords: str
    creator: str
    seed: bytes
    day: date | None = None


class _Info(PDFInfo):
    """Document information with the document's own date, never the clock's."""

    def __init__(self, label: Label) -> None:
        super().__init__()
        self.label = label
        self.title, self.author = label.title, label.author

    def format(self, document: Any) -> Any:
        label = self.label
        entries = {
            "Title": label.title,
            "Author": label.author,
            "Subject": label.subject,
            "Keywords": label.keywords,
            "Creator": label.creator,
            "Producer": "ReportLab",
        }
        told = {key: PDFString(value) for key, value in entries.items()}
        if label.day:
            told["CreationDate"] = told["ModDate"] = PDFString(pdf_date(label.day))
        return PDFDictionary(told).format(document)


def pdf_date(day: date) -> str:
    """`D:20261127000000Z`."""
    return f"D:{day:%Y%m%d}000000Z"


def new_canvas(target: BytesIO | str, label: Label) -> Canvas:
    """An A4 canvas in French whose bytes depend on `label` and on what is drawn, on nothing else."""
    canvas = Canvas(
        target,
        pagesize=A4,
        pageCompression=1,
        invariant=1,
        initialFontName=REGULAR,
        initialFontSize=BODY,
        pdfVersion=(1, 7),
        lang="fr-FR",
    )
    document = canvas._doc
    document.info = _Info(label)
    digest = hashlib.sha256(label.seed).hexdigest()[:32].encode()
    document._ID = b"[<" + digest + b"><" + digest + b">]\n"
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def canvas_maker(label: Label, prepare: Callable[[Canvas], None]) -> Callable[..., Canvas]:
    """What a document template calls to open its canvas; `prepare` may attach to it."""

    def make(target: BytesIO | str, **_options: object) -> Canvas:
        canvas = new_canvas(target, label)
        prepare(canvas)
        return canvas

    return make


def attach_json(canvas: Canvas, name: str, content: bytes, description: str, day: date) -> None:
    """Embed `content` as the file `name`, linked to the whole document as its data."""
    document = canvas._doc
    stored = PDFStream(content=content, filters=[PDFStreamFilterZCompress()])
    stored.dictionary["Type"] = PDFName("EmbeddedFile")
    stored.dictionary["Subtype"] = "/application#2Fjson"
    when = PDFString(pdf_date(day))
    stored.dictionary["Params"] = PDFDictionary({"Size": len(content), "ModDate": when, "CreationDate": when})
    stream = document.Reference(stored)
    specification = PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(name),
            "UF": PDFString(name),
            "Desc": PDFString(description),
            "AFRelationship": PDFName("Data"),
            "EF": PDFDictionary({"F": stream, "UF": stream}),
        }
    )
    reference = document.Reference(specification)
    files = PDFDictionary({"Names": PDFArray([PDFString(name), reference])})
    catalog = document.Catalog
    catalog.Names = PDFDictionary({"EmbeddedFiles": files})
    set_entry(catalog, "AF", PDFArray([reference]))


def set_entry(catalog: Any, key: str, value: Any) -> None:
    """Add to the document's root an entry the library has no name for."""
    catalog.__NoDefault__ = [*catalog.__NoDefault__, key]
    setattr(catalog, key, value)
