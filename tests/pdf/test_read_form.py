"""Sheets that come back: ticked with several readers, saved, flattened, locked, broken."""

import ctypes
from collections.abc import Callable, Collection
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pypdf.generic import NameObject

from desk.core.form import Verdict
from desk.core.people import Seat
from desk.core.scale import Answer
from desk.pdf.form import draw_form
from desk.pdf.press import Press
from desk.pdf.read_form import read_form
from desk.pdf.report import draw_report

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
    writer = pypdf.PdfWriter(clone_from=BytesIO(filled(form, TICKS)))
    writer.metadata = None
    reading = read_form(saved(writer))
    assert (reading.verdict, reading.answers) == (Verdict.READ, ANSWERS)
    assert (reading.round_id, reading.seat) == ("", "")


def test_a_flattened_form_is_told(form: bytes, make_form: Make, press: Press) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(form))
    writer.remove_annotations(None)
    reading = read_form(saved(writer))
    assert reading.verdict is Verdict.FLATTENED
    assert reading.seat == "elu"
    # Printed to PDF by another program: only the ink is left.
    writer.metadata = None
    assert read_form(saved(writer)).verdict is Verdict.FLATTENED
    assert read_form(draw_form(make_form(1), press, fillable=False)).verdict is Verdict.FLATTENED


def test_a_locked_form_is_told(form: bytes) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(form))
    writer.encrypt("secret", algorithm="RC4-128")
    assert read_form(saved(writer)).verdict is Verdict.ENCRYPTED


def test_other_files_are_no_form(make_report: Make, press: Press) -> None:
    assert read_form(draw_report(make_report(), press)).verdict is Verdict.NOT_A_FORM
    for content in (b"", b"\x00" * 4096, b"PK\x03\x04 not a document", "bonjour".encode("utf-16")):
        assert read_form(content).verdict is Verdict.NOT_A_FORM


def test_foreign_fields_are_not_answers(form: bytes) -> None:
    def rename(widget: Any) -> None:
        widget[NameObject("/T")] = pypdf.generic.TextStringObject(f"autre{widget['/T']}!")

    writer = pypdf.PdfWriter(clone_from=BytesIO(changed(form, rename)))
    writer.metadata = None
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
