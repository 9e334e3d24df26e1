"""A form as it comes back: filled by several programs, drawn upon, flattened, photographed."""

import ctypes
import shutil
import subprocess
from collections.abc import Callable, Collection
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw
from pypdf.annotations import FreeText, Highlight
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, RectangleObject

Spots = dict[str, tuple[int, tuple[float, float, float, float]]]
_TRAILER = "trailer\n<< /Root 1 0 R >>\n%%EOF"
HAS_PDFTK = shutil.which("pdftk") is not None


def saved(writer: pypdf.PdfWriter) -> bytes:
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


@cache
def spots(form: bytes) -> Spots:
    """Each box by name: its page, from 0, and its rectangle."""
    found: Spots = {}
    page: Any
    for number, page in enumerate(pypdf.PdfReader(BytesIO(form)).pages):
        for reference in page["/Annots"]:
            widget = reference.get_object()
            left, bottom, right, top = map(float, widget["/Rect"])
            found[str(widget["/T"])] = number, (left, bottom, right, top)
    return found


def filled_by_pypdf(form: bytes, names: Collection[str]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(form))
    for number, page in enumerate(writer.pages):
        here = {name: "/Oui" for name in names if spots(form)[name][0] == number}
        writer.update_page_form_field_values(page, here, auto_regenerate=False)
    return saved(writer)


def clicked_in_pdfium(form: bytes, names: Collection[str]) -> bytes:
    """After real clicks in PDFium, the reader inside Chrome and Edge."""
    document = pypdfium2.PdfDocument(form)
    document.init_forms()
    for name in names:
        number, (left, bottom, right, top) = spots(form)[name]
        page = document[number]
        x, y = ctypes.c_double((left + right) / 2), ctypes.c_double((bottom + top) / 2)
        for act in (pdfium.FORM_OnMouseMove, pdfium.FORM_OnLButtonDown, pdfium.FORM_OnLButtonUp):
            act(document.formenv, page, 0, x, y)
        page.close()
    target = BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


def filled_by_pdftk(form: bytes, names: Collection[str], *options: str) -> bytes:
    """With pdftk and an FDF, as a secretary's colleague would from a script; `options` as « flatten »."""
    fields = "".join(f"<< /T ({name}) /V /Oui >>\n" for name in sorted(names))
    fdf = (
        f"%FDF-1.2\n1 0 obj\n<< /FDF << /Fields [\n{fields}] >> >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF"
    )
    given = {"blank.pdf": form, "answers.fdf": fdf.encode()}
    command = ["pdftk", "blank.pdf", "fill_form", "answers.fdf", "output", "out.pdf", *options]
    return made_by(command, given)


def flattened_by_qpdf(form: bytes) -> bytes:
    command = ["qpdf", "--flatten-annotations=all", "in.pdf", "out.pdf"]
    return made_by(command, {"in.pdf": form})


def printed_by_cairo(form: bytes) -> bytes:
    """What « print to a file » gives in many programs: the ink alone."""
    return made_by(["pdftocairo", "-pdf", "in.pdf", "out.pdf"], {"in.pdf": form})


def made_by(command: list[str], given: dict[str, bytes]) -> bytes:
    """The file `out.pdf` that `command` makes of the files `given`."""
    with TemporaryDirectory() as folder:
        for name, content in given.items():
            (Path(folder) / name).write_bytes(content)
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        return (Path(folder) / "out.pdf").read_bytes()


def photographed(form: bytes, names: Collection[str], dots: int = 60) -> bytes:
    """Printed, crossed with a pen and scanned: one grey JPEG per page."""
    document = pypdfium2.PdfDocument(form)
    images = [page.render(scale=dots / 72).to_pil().convert("L") for page in document]
    document.close()
    for name in names:
        number, rectangle = spots(form)[name]
        _cross(images[number], rectangle, dots / 72)
    target = BytesIO()
    images[0].save(
        target, "PDF", save_all=True, append_images=images[1:], resolution=dots, quality=30, producer=""
    )
    return target.getvalue()


def _cross(image: Image.Image, rectangle: tuple[float, float, float, float], scale: float) -> None:
    left, bottom, right, top = (each * scale for each in rectangle)
    pen = ImageDraw.Draw(image)
    low, high = image.height - top, image.height - bottom
    pen.line((left, low, right, high), fill=0, width=2)
    pen.line((left, high, right, low), fill=0, width=2)


def _ink(rectangle: RectangleObject) -> DictionaryObject:
    left, bottom, right, top = map(float, rectangle)
    stroke = ArrayObject(map(FloatObject, (left, bottom, right, top)))
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Ink"),
            NameObject("/Rect"): rectangle,
            NameObject("/InkList"): ArrayObject([stroke]),
        }
    )


def _stamp(rectangle: RectangleObject) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/Rect"): rectangle,
        }
    )


def _text(rectangle: RectangleObject) -> DictionaryObject:
    return FreeText(text="X", rect=rectangle)


def _highlight(rectangle: RectangleObject) -> DictionaryObject:
    left, bottom, right, top = map(float, rectangle)
    corners = (left, top, right, top, left, bottom, right, bottom)
    return Highlight(rect=rectangle, quad_points=ArrayObject(map(FloatObject, corners)))


PENS: dict[str, Callable[[RectangleObject], DictionaryObject]] = {
    "ink": _ink,
    "stamp": _stamp,
    "text": _text,
    "highlight": _highlight,
}


def drawn_upon(form: bytes, names: Collection[str], pen: str = "ink") -> bytes:
    """A mark over each box, as with a finger on a tablet: the boxes themselves stay as they were."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(form))
    for name in names:
        number, rectangle = spots(form)[name]
        writer.add_annotation(number, PENS[pen](RectangleObject(rectangle)))
    return saved(writer)
