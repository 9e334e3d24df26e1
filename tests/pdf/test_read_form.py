"""Sheets that come back: ticked with several readers, saved, flattened, locked, broken."""

import ctypes
from collections.abc import Callable, Collection
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pypdf.generic import NameObject

from desk.core.form import FormReading, Verdict
from desk.core.people import Seat
from desk.core.scale import Answer
from desk.pdf.form import draw_form
from desk.pdf.press import Press
from desk.pdf.read_form import read_form
from desk.pdf.report import draw_report
from tests.pdf import fillers

Json = dict[str, Any]
Make = Callable[..., Json]
TICKS = {"p01s1_2": "2", "p01s2_nsp": "nsp", "p01s3_so": "so", "p02s4_0": "0", "p03s1_3": "3"}
ANSWERS = {name.partition("_")[0]: Answer(value) for name, value in TICKS.items()}


@pytest.fixture(scope="module")
def form(make_form: Make, press: Press) -> bytes:
    return draw_form(make_form(3, Seat.ELU), press, fillable=True)


def annotations(page: Any) -> Any:
    return page["/Annots"]


def saved(writer: pypdf.PdfWriter) -> bytes:
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def anonymous(writer: pypdf.PdfWriter) -> None:
    """Drop what the file says of itself."""
    writer.metadata = None
    writer.root_object.pop("/Metadata", None)


def filled(form: bytes, names: Collection[str]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(form))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict.fromkeys(names, "/Oui"), auto_regenerate=False)
    return saved(writer)


def changed(form: bytes, change: Callable[[Any], None]) -> bytes:
    """The form with `change` made to each of its widgets."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(form))
    for page in writer.pages:
        for reference in annotations(page):
            change(reference.get_object())
    return saved(writer)


def test_answers_come_back(form: bytes) -> None:
    reading = read_form(filled(form, TICKS))
    assert reading.verdict is Verdict.READ
    assert reading.answers == ANSWERS
    assert reading.doubtful == ()
    assert reading.round_id == "3f2a9c1e-7d54-4b0e-9a51-2f7be8a90c11"
    assert reading.seat == "elu"


def clicked(form: bytes, names: Collection[str]) -> bytes:
    """The form after real clicks in PDFium, the reader inside Chrome and Edge."""
    document = pypdfium2.PdfDocument(form)
    document.init_forms()
    spots = []
    for number, page in enumerate(pypdf.PdfReader(BytesIO(form)).pages):
        for reference in annotations(page):
            widget = reference.get_object()
            if widget["/T"] in names:
                left, bottom, right, top = map(float, widget["/Rect"])
                spots.append((number, (left + right) / 2, (bottom + top) / 2))
    for number, x, y in spots:
        page = document[number]
        for act in (pdfium.FORM_OnMouseMove, pdfium.FORM_OnLButtonDown, pdfium.FORM_OnLButtonUp):
            act(document.formenv, page, 0, ctypes.c_double(x), ctypes.c_double(y))
        page.close()
    target = BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


def test_clicks_in_another_reader_come_back(form: bytes) -> None:
    reading = read_form(clicked(form, TICKS))
    assert reading.verdict is Verdict.READ
    assert reading.answers == ANSWERS
    assert reading.seat == "elu"


def test_a_click_taken_back_leaves_no_answer(form: bytes) -> None:
    once = clicked(form, ["p01s1_2"])
    assert read_form(clicked(once, ["p01s1_2"])).verdict is Verdict.EMPTY
    assert read_form(clicked(once, ["p01s1_2", "p01s1_3"])).answers == {"p01s1": Answer.ALWAYS}


def test_two_ticks_on_a_line_are_doubtful(form: bytes) -> None:
    reading = read_form(filled(form, [*TICKS, "p01s1_3", "p02s1_0", "p02s1_so"]))
    assert reading.verdict is Verdict.READ
    assert reading.doubtful == ("p01s1", "p02s1")
    assert reading.answers == {key: value for key, value in ANSWERS.items() if key != "p01s1"}


def test_only_doubtful_lines_are_not_an_empty_sheet(form: bytes) -> None:
    reading = read_form(filled(form, ["p01s1_0", "p01s1_3"]))
    assert (reading.verdict, reading.answers, reading.doubtful) == (Verdict.READ, {}, ("p01s1",))


def test_the_appearance_counts_where_no_value_is_written(form: bytes) -> None:
    def show(widget: Any) -> None:
        if widget["/T"] in TICKS:
            widget[NameObject("/AS")] = NameObject("/Oui")

    assert read_form(changed(form, show)).answers == ANSWERS


def test_the_value_wins_over_a_stale_appearance(form: bytes) -> None:
    def untick(widget: Any) -> None:
        if widget["/T"] in TICKS:
            widget[NameObject("/AS")] = NameObject("/Oui")
            widget[NameObject("/V")] = NameObject("/Off")

    assert read_form(changed(form, untick)).verdict is Verdict.EMPTY


def test_an_untouched_form_is_empty(form: bytes) -> None:
    reading = read_form(form)
    assert (reading.verdict, reading.answers, reading.seat) == (Verdict.EMPTY, {}, "elu")


def test_answers_are_read_when_the_reader_dropped_who_it_is(form: bytes) -> None:
    """Its properties gone, the metadata stream says it; without that, the foot of the pages; or nothing."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(filled(form, TICKS)))
    whole = read_form(saved(writer))
    writer.metadata = None
    assert read_form(saved(writer)) == replace(whole, commune="")
    anonymous(writer)
    reading = read_form(saved(writer))
    assert reading == FormReading(Verdict.READ, answers=ANSWERS, code="3F2A-ROND")
    for page in writer.pages:
        page.pop("/Contents")
    assert read_form(saved(writer)) == FormReading(Verdict.READ, answers=ANSWERS)


def test_a_flattened_form_is_told(form: bytes, make_form: Make, press: Press) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(form))
    writer.remove_annotations(None)
    reading = read_form(saved(writer))
    assert reading.verdict is Verdict.FLATTENED
    assert reading.seat == "elu"
    # Printed to PDF by another program: only the ink is left.
    anonymous(writer)
    assert read_form(saved(writer)).verdict is Verdict.FLATTENED
    assert read_form(draw_form(make_form(1), press, fillable=False)).verdict is Verdict.FLATTENED


def test_a_locked_form_is_told(form: bytes) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(form))
    writer.encrypt("secret", algorithm="RC4-128")
    assert read_form(saved(writer)).verdict is Verdict.ENCRYPTED


def test_a_form_protected_against_changes_alone_is_read(form: bytes) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(filled(form, TICKS)))
    writer.encrypt("", "owner", algorithm="RC4-128")
    reading = read_form(saved(writer))
    assert (reading.verdict, reading.answers, reading.seat) == (Verdict.READ, ANSWERS, "elu")


@pytest.mark.parametrize("password", ["", "secret"])
@pytest.mark.parametrize("bits", ["128", "256"])
def test_a_form_locked_by_today_s_ciphers_is_told(form: bytes, password: str, bits: str) -> None:
    """They need a library that Binôme does not bring, even to open what asks for no password."""
    modern = ["--use-aes=y"] if bits == "128" else []
    command = ["qpdf", "--encrypt", password, "owner", bits, *modern, "--", "in.pdf", "out.pdf"]
    locked = fillers.made_by(command, {"in.pdf": filled(form, TICKS)})
    assert read_form(locked).verdict is Verdict.ENCRYPTED


def test_other_files_are_no_form(make_report: Make, press: Press) -> None:
    assert read_form(draw_report(make_report(), press)).verdict is Verdict.NOT_A_FORM
    for content in (b"", b"\x00" * 4096, b"PK\x03\x04 not a document", "bonjour".encode("utf-16")):
        assert read_form(content).verdict is Verdict.NOT_A_FORM


def test_foreign_fields_are_not_answers(form: bytes) -> None:
    def rename(widget: Any) -> None:
        widget[NameObject("/T")] = pypdf.generic.TextStringObject(f"autre{widget['/T']}!")

    writer = pypdf.PdfWriter(clone_from=BytesIO(changed(form, rename)))
    anonymous(writer)
    for page in writer.pages:
        page.pop("/Contents")
    assert read_form(saved(writer)).verdict is Verdict.NOT_A_FORM


def test_a_field_that_is_its_own_parent_is_survived(form: bytes) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(form))
    for page in writer.pages:
        for reference in annotations(page):
            widget = reference.get_object()
            widget[NameObject("/Parent")] = reference
    assert read_form(saved(writer)).verdict is Verdict.EMPTY


def test_a_truncated_head_is_damaged() -> None:
    assert read_form(b"%PDF-1.7\n% and nothing else").verdict is Verdict.DAMAGED


@pytest.mark.parametrize("version", ["0.1.0", "0.2.0", "0.3.0"])
def test_a_form_of_an_older_version_says_less_and_is_read(version: str) -> None:
    """Those did not name their carnet, their commune, the edition of the guide nor its revisions."""
    released = Path(__file__).parent.parent / "fixtures" / "forms" / f"{version}.pdf"
    reading = read_form(released.read_bytes())
    assert reading.verdict is Verdict.READ
    assert reading.answers == {"p01s1": Answer.ALWAYS, "p02s1": Answer.UNKNOWN}
    assert len(reading.round_id) == 36
    assert reading.code == f"{reading.round_id[:4].upper()}-CARRÉ"
    assert (reading.carnet, reading.commune, reading.guide, reading.revisions) == ("", "", "", {})


@pytest.mark.parametrize("version", ["0.1.0", "0.2.0", "0.3.0"])
def test_the_foot_of_an_older_form_gives_the_same_code(version: str) -> None:
    released = Path(__file__).parent.parent / "fixtures" / "forms" / f"{version}.pdf"
    writer = pypdf.PdfWriter(clone_from=released)
    whole = read_form(saved(writer))
    anonymous(writer)
    reading = read_form(saved(writer))
    assert (reading.round_id, reading.code, reading.answers) == ("", whole.code, whole.answers)


def test_a_box_twice_in_the_file_is_ticked_when_either_is(form: bytes) -> None:
    """Some programs copy a page's boxes when they save."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(filled(form, TICKS)))
    page = writer.pages[0]
    bare = changed(form, lambda _widget: None)
    for reference in annotations(pypdf.PdfReader(BytesIO(bare)).pages[0]):
        copied = writer._add_object(reference.get_object().clone(writer))
        annotations(page).append(copied)
    assert read_form(saved(writer)).answers == ANSWERS


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("binome-feuille 1 3f2a-9c1e elu", ("3f2a-9c1e", "elu", "", "")),
        ("binome-feuille 2 3f2a-9c1e sgm - -", ("3f2a-9c1e", "sgm", "", "")),
        ("binome-feuille 2 3f2a-9c1e sgm 0a1b2c3d 2026.11", ("3f2a-9c1e", "sgm", "0a1b2c3d", "2026.11")),
        (
            "binome-feuille 9 3f2a-9c1e sgm 0a1b2c3d 2027.1 p01s1=2 a=b",
            ("3f2a-9c1e", "sgm", "0a1b2c3d", "2027.1"),
        ),
        ("binome-feuille 2 3f2a-9c1e maire 0a1b2c3d 2026.11", ("", "", "", "")),
        ("binome-feuille 2 ../../etc elu 0a1b2c3d 2026.11", ("", "", "", "")),
        ("binome-feuille 2 3f2a-9c1e elu nothex99 2026.11", ("", "", "", "")),
        ("binome-feuille elu", ("", "", "", "")),
        ("une feuille", ("", "", "", "")),
    ],
)
def test_what_is_not_the_identity_of_a_form_is_none(
    form: bytes, said: str, found: tuple[str, str, str, str]
) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(form))
    anonymous(writer)
    writer.add_metadata({"/Keywords": said})
    reading = read_form(saved(writer))
    assert (reading.round_id, reading.seat, reading.carnet, reading.guide) == found
    # The foot of its pages still tells.
    assert reading.code == ("3F2A-CARRÉ" if reading.seat == "sgm" else "3F2A-ROND")


def test_what_a_file_says_of_itself_is_fit_to_be_shown(form: bytes) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(form))
    writer.add_metadata({"/Author": "Val\u202emont\x00\n\tle " + "très " * 99})
    commune = read_form(saved(writer)).commune
    assert commune.startswith("Valmont le très")
    assert len(commune) <= 120
