"""What a document says of itself, and the data attached to it (ISO 19005-3, ISO 14289-1)."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

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

from desk.pdf.objects import add_entry


@dataclass(frozen=True, slots=True)
class Label:
    """What the document says of itself; `day` is the date it bears, None when it bears none.

    `seed` is what makes it this document and no other: its identifier is made of it. `archival` says that it
    may be kept for ever (PDF/A-3a), which a form to fill in may not.
    """

    title: str
    author: str
    subject: str
    keywords: str
    creator: str
    seed: bytes
    day: date | None = None
    archival: bool = True


def describe(canvas: Canvas, label: Label, colours: Path) -> None:
    """Write `label` into the document, with the colour profile its colours are meant in."""
    document = canvas._doc
    document.info = _Info(label)
    digest = hashlib.sha256(label.seed).hexdigest()[:32].encode()
    document._ID = b"[<" + digest + b"><" + digest + b">]\n"
    metadata = PDFStream(content=_xmp(label))
    metadata.dictionary["Type"] = PDFName("Metadata")
    metadata.dictionary["Subtype"] = PDFName("XML")
    document.Catalog.Metadata = document.Reference(metadata)
    add_entry(document.Catalog, "OutputIntents", PDFArray([_intent(document, colours)]))


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
    document.Catalog.Names = PDFDictionary({"EmbeddedFiles": files})
    add_entry(document.Catalog, "AF", PDFArray([reference]))


def pdf_date(day: date) -> str:
    """`D:20261127000000Z`."""
    return f"D:{day:%Y%m%d}000000Z"


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
            "Producer": PRODUCER,
        }
        told = {key: PDFString(value) for key, value in entries.items()}
        if label.day:
            told["CreationDate"] = told["ModDate"] = PDFString(pdf_date(label.day))
        return PDFDictionary(told).format(document)


def _intent(document: Any, colours: Path) -> PDFDictionary:
    profile = PDFStream(content=colours.read_bytes(), filters=[PDFStreamFilterZCompress()])
    profile.dictionary["N"] = 3
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(profile),
        }
    )


PRODUCER = "ReportLab"
_ARCHIVAL = "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
_DATES = "<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>"
# PDF/A asks that a schema it does not know, as that of PDF/UA, be described.
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>fr-FR</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{keywords}</pdf:Keywords><pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>{dates}
<pdfuaid:part>1</pdfuaid:part>{archival}
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>
"""


def _xmp(label: Label) -> bytes:
    told = ("title", "author", "subject", "keywords", "creator")
    written = {name: escape(getattr(label, name)) for name in told}
    dates = _DATES.format(day=label.day.isoformat()) if label.day else ""
    archival = _ARCHIVAL if label.archival else ""
    return _XMP.format(**written, producer=PRODUCER, dates=dates, archival=archival).encode()
