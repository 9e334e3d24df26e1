"""A spreadsheet file in the OpenDocument format: text, whole numbers, dates, on one sheet or several."""

import re
import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from desk.exchange.csv_table import Cell

MIME = "application/vnd.oasis.opendocument.spreadsheet"
# The earliest an archive can tell: the same rows give the same bytes.
_STAMP = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in [
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
    ]
)
_STYLES = """<office:automatic-styles>
<number:date-style style:name="N1" number:language="fr" number:country="FR">\
<number:day number:style="long"/><number:text>/</number:text>\
<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>\
</number:date-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="head" style:family="table-cell">\
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="column" style:family="table-column">\
<style:table-column-properties style:column-width="3.2cm"/></style:style>
</office:automatic-styles>"""
_MANIFEST = f"""{_HEAD}<manifest:manifest \
xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIME}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""

Sheet = tuple[str, Sequence[Sequence[Cell]]]
"""Its name, and its rows of one length, the first being the header."""

# XML joins blanks together: a second one in a row, or one that begins or ends a line, is written as such.
_BLANKS = re.compile(r"^ +| +$| {2,}|\t")


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The file's bytes; a text cell is never a formula, whatever it begins with."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        # The kind of file comes first and bare, so that it can be told from the first bytes.
        _add(archive, "mimetype", MIME, zipfile.ZIP_STORED)
        _add(archive, "content.xml", _content(sheets), zipfile.ZIP_DEFLATED)
        _add(archive, "META-INF/manifest.xml", _MANIFEST, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _add(archive: zipfile.ZipFile, name: str, text: str, method: int) -> None:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = method
    # Otherwise the system that writes it is told.
    entry.create_system = 0
    archive.writestr(entry, text.encode())


def _content(sheets: Sequence[Sheet]) -> str:
    tables = "\n".join(_table(name, rows) for name, rows in sheets)
    return (
        f'{_HEAD}<office:document-content {_NAMES} office:version="1.3">\n{_STYLES}\n'
        f"<office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>\n"
    )


def _table(name: str, rows: Sequence[Sequence[Cell]]) -> str:
    head, *others = rows
    lines = "\n".join(_row(row, "") for row in others)
    return (
        f"<table:table table:name={quoteattr(name)}>\n"
        f'<table:table-column table:style-name="column" table:number-columns-repeated="{len(head)}"/>\n'
        f"<table:table-header-rows>{_row(head, 'head')}</table:table-header-rows>\n{lines}\n</table:table>"
    )


def _row(cells: Sequence[Cell], style: str) -> str:
    return f"<table:table-row>{''.join(_cell(cell, style) for cell in cells)}</table:table-row>"


def _cell(cell: Cell, style: str) -> str:
    named = f' table:style-name="{style}"' if style else ""
    if cell is None:
        return f"<table:table-cell{named}/>"
    if isinstance(cell, date):
        value = f'table:style-name="day" office:value-type="date" office:date-value="{cell.isoformat()}"'
        return f"<table:table-cell {value}><text:p>{cell:%d/%m/%Y}</text:p></table:table-cell>"
    if isinstance(cell, int):
        value = f'office:value-type="float" office:value="{cell}"'
        return f"<table:table-cell{named} {value}><text:p>{cell}</text:p></table:table-cell>"
    kind = 'office:value-type="string"'
    if "\t" in cell:  # a tab inside a paragraph is passed over by spreadsheets
        kind += f" office:string-value={quoteattr(_allowed(cell))}"
    lines = "".join(f"<text:p>{_text(line)}</text:p>" for line in cell.split("\n"))
    return f"<table:table-cell{named} {kind}>{lines}</table:table-cell>"


def _text(line: str) -> str:
    """The line without the characters that XML forbids, its blanks kept."""
    return _BLANKS.sub(_blanks, escape(_allowed(line)))


def _allowed(text: str) -> str:
    return "".join(char for char in text if (char >= " " or char in "\t\n") and char not in "\ufffe\uffff")


def _blanks(found: re.Match[str]) -> str:
    return "<text:tab/>" if found[0] == "\t" else f'<text:s text:c="{len(found[0])}"/>'
