"""Pages drawn as pictures in the program's own process: scans, photos, and files that mean harm."""

import os
import time
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, FloatObject, NameObject

from desk import paths
from desk.core.errors import UserError
from desk.exchange.photo import page_of
from desk.exchange.pictures import Picture, pictures_of
from tests.hostile import makers

FORM = Path(__file__).parents[1] / "fixtures" / "forms" / "0.3.0.pdf"
COMMAND = paths.program_command(paths.PICTURES_VERB)


def inks(picture: Picture) -> set[bytes]:
    return {picture.pixels[place : place + 3] for place in range(0, len(picture.pixels), 3)}


def scanned(path: Path, pages: int) -> Path:
    """What a copier sends: pages that are images."""
    sheets = [Image.new("RGB", (827, 1169), (250, 250 - number, 240)) for number in range(pages)]
    sheets[0].save(path, save_all=True, append_images=sheets[1:])
    return path


def test_the_pages_of_a_form_are_drawn_as_they_look() -> None:
    pictures = pictures_of(FORM, COMMAND)
    assert len(pictures) == len(PdfReader(FORM).pages)
    for picture in pictures:
        assert (picture.width, picture.height) == (1200, 1697)
        found = inks(picture)
        assert b"\xff\xff\xff" in found, "white paper"
        assert any(max(ink) < 80 for ink in found), "and ink"


def test_a_scan_and_a_photo_are_shown(tmp_path: Path) -> None:
    assert len(pictures_of(scanned(tmp_path / "scan.pdf", 2), COMMAND)) == 2
    for name, kind in (("photo.png", "RGB"), ("photo.jpg", "RGB"), ("grise.jpg", "L")):
        photo = Image.new("RGB", (3000, 4000), (200, 20, 20)).convert(kind)
        photo.save(tmp_path / name)
        (picture,) = pictures_of(tmp_path / name, COMMAND)
        assert picture.width == 1200
        assert abs(picture.height - 1600) < 3
        middle = picture.pixels[len(picture.pixels) // 2 :][:3]
        assert (middle[0] - middle[1] > 100) == (kind == "RGB"), "in its colours"


def test_a_photo_is_drawn_without_a_plugin_that_does_not_ship(tmp_path: Path) -> None:
    stream = BytesIO()
    Image.new("RGB", (30, 40), (200, 20, 20)).save(stream, "JPEG", progressive=True)
    page = page_of(stream.getvalue())
    assert page is not None
    (image,) = PdfReader(BytesIO(page)).pages[0].images
    assert image.data.startswith(b"\xff\xd8")
    for broken in (
        b"",
        b"\xff\xd8",
        b"\xff\xd8\xff",
        stream.getvalue()[:20],
        b"%PDF-1.7",
        b"\xff\xd8" + b"\0" * 99,
    ):
        assert page_of(broken) is None


@pytest.mark.parametrize(
    "name", ["drawn-by-finger", "flattened-by-pdftk", "photographed", "printed-by-cairo"]
)
def test_what_other_programs_made_of_a_sheet_is_shown(name: str) -> None:
    (picture,) = pictures_of(FORM.parents[1] / "returned" / f"{name}.pdf", COMMAND)
    found = inks(picture)
    assert len(found) > 10, "a page with something on it"
    assert max(max(ink) for ink in found) - min(min(ink) for ink in found) > 150, "that can be read"


def test_only_the_first_pages_of_a_long_file_are_drawn(tmp_path: Path) -> None:
    assert len(pictures_of(scanned(tmp_path / "long.pdf", 12), COMMAND)) == 8


def test_what_is_no_picture_shows_nothing(tmp_path: Path) -> None:
    (tmp_path / "note.pdf").write_bytes(b"Bonjour")
    (tmp_path / "coupe.pdf").write_bytes(FORM.read_bytes()[:700])
    for name in ("note.pdf", "coupe.pdf"):
        assert pictures_of(tmp_path / name, COMMAND) == []
    with pytest.raises(UserError, match="introuvable"):
        pictures_of(tmp_path / "absent.pdf", COMMAND)


def test_a_page_as_large_as_a_field_stays_a_picture_of_bounded_size(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(FORM))
    writer.pages[0][NameObject("/MediaBox")] = ArrayObject(map(FloatObject, (0, 0, 14400, 2)))
    writer.pages[1][NameObject("/MediaBox")] = ArrayObject(map(FloatObject, (0, 0, 2, 14400)))
    writer.write(tmp_path / "etrange.pdf")
    pictures = pictures_of(tmp_path / "etrange.pdf", COMMAND)
    assert [(picture.width, picture.height) for picture in pictures] == [(1200, 1), (1, 3000)]


def bomb(path: Path) -> Path:
    """An image that says to be 60 000 dots wide and high: ten gigabytes from a few."""
    packed = zlib.compress(bytes(30_000_000), 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</XObject<</I 4 0 R>>>>>>",
        b"<</Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Length 28>>stream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream",
    ]
    content = BytesIO()
    content.write(b"%PDF-1.7\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(content.tell())
        content.write(b"%d 0 obj%s endobj\n" % (number, each))
    start = content.tell()
    content.write(
        b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % each for each in places)
    )
    content.write(b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)
    path.write_bytes(content.getvalue())
    return path


def test_a_bomb_costs_neither_time_nor_memory(tmp_path: Path) -> None:
    before, start = os.times(), time.monotonic()
    (picture,) = pictures_of(bomb(tmp_path / "bombe.pdf"), COMMAND)
    assert inks(picture) == {b"\xff\xff\xff"}, "the image is not believed; the page stays white"
    assert time.monotonic() - start < 20, "starting, opening and drawing are each bounded"
    assert os.times().user - before.user < 2, "nothing of it is done in this process"


def test_a_file_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    start = time.monotonic()
    with pytest.raises(UserError, match="en sécurité"):
        pictures_of(scanned(tmp_path / "scan.pdf", 8), COMMAND, seconds=0.0)
    assert time.monotonic() - start < 15


def test_files_that_mean_harm_show_pages_or_nothing_and_never_hang(tmp_path: Path) -> None:
    """A few of those that the reading process is tried with at length."""
    path, command = tmp_path / "recu.pdf", COMMAND
    for number in range(10):
        path.write_bytes(makers.made(number, [FORM.read_bytes()]))
        start = time.monotonic()
        try:
            pictures = pictures_of(path, command)
        except UserError as refused:
            told = refused.sentence
            assert "sécurité" in told or "50 Mo" in told, makers.kind(number)
        else:
            assert all(len(each.pixels) == each.width * each.height * 3 for each in pictures)
        assert time.monotonic() - start < 15, makers.kind(number)
