"""Sheet → PDF → filled by other programs → the same sheet; and what holds no box any more is told apart."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.core.form import FormReading, Verdict
from desk.core.people import Seat
from desk.core.scale import Answer
from desk.pdf.form import draw_form
from desk.pdf.press import Press
from desk.pdf.read_form import read_form
from tests.pdf import fillers

Json = dict[str, Any]
Make = Callable[..., Json]
RETURNED = Path(__file__).parent.parent / "fixtures" / "returned"
needs_pdftk = pytest.mark.skipif(not fillers.HAS_PDFTK, reason="pdftk (Debian: pdftk-java) is not installed")
FIRST = [f"p0{practice}s{number}" for practice in (1, 2, 3) for number in range(1, 5)]
TICKS = ("p01s1_2", "p01s2_nsp", "p01s3_so", "p01s4_0", "p02s1_1", "p02s1_3")

sheets = st.dictionaries(st.sampled_from(FIRST), st.sampled_from(Answer))
# Any mark that a person may leave, two on a line too.
marks = st.dictionaries(st.sampled_from(FIRST), st.sets(st.sampled_from(Answer), min_size=1, max_size=3))


def bounded(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )


@pytest.fixture(scope="module")
def form(make_form: Make, press: Press) -> bytes:
    return draw_form(make_form(3, Seat.ELU), press, fillable=True)


def names(given_: Mapping[str, set[Answer]]) -> list[str]:
    return [f"{statement}_{answer}" for statement, answers in given_.items() for answer in answers]


def check(content: bytes, left: Mapping[str, set[Answer]]) -> None:
    """All that was left on the sheet is read, nothing else is, and the sheet still says whose it is."""
    reading = read_form(content)
    assert reading.answers == {key: next(iter(one)) for key, one in left.items() if len(one) == 1}
    doubtful = {key: set(many) for key, many in left.items() if len(many) > 1}
    assert {key: set(ticks) for key, ticks in reading.ticked.items()} == doubtful
    assert set(reading.doubtful) == set(doubtful)
    assert reading.verdict is (Verdict.READ if left else Verdict.EMPTY)
    assert (reading.seat, reading.code, reading.drawn) == ("elu", "3F2A-ROND", False)
    assert reading.round_id == "3f2a9c1e-7d54-4b0e-9a51-2f7be8a90c11"
    assert reading.revisions == dict.fromkeys(FIRST, 1)
    assert reading.commune == "Valmont"


@given(left=marks)
@bounded(20)
def test_filled_by_pypdf(form: bytes, left: dict[str, set[Answer]]) -> None:
    check(fillers.filled_by_pypdf(form, names(left)), left)


@given(left=marks)
@bounded(20)
def test_clicked_in_pdfium(form: bytes, left: dict[str, set[Answer]]) -> None:
    check(fillers.clicked_in_pdfium(form, names(left)), left)


@needs_pdftk
@given(left=marks)
@bounded(6)
def test_filled_by_pdftk(form: bytes, left: dict[str, set[Answer]]) -> None:
    check(fillers.filled_by_pdftk(form, names(left)), left)


@given(left=sheets, more=sheets)
@bounded(10)
def test_begun_in_one_program_and_finished_in_another(
    form: bytes, left: dict[str, Answer], more: dict[str, Answer]
) -> None:
    begun = fillers.filled_by_pypdf(form, [f"{key}_{value}" for key, value in left.items()])
    added = {key: value for key, value in more.items() if key not in left}
    ended = fillers.clicked_in_pdfium(begun, [f"{key}_{value}" for key, value in added.items()])
    check(ended, {key: {value} for key, value in {**left, **added}.items()})


communes = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=60)


@given(
    commune=communes,
    seat=st.sampled_from(Seat),
    carnet=st.from_regex(r"\A[0-9a-f]{8}\Z"),
    number=st.integers(1, 9),
)
@bounded(15)
def test_what_a_sheet_says_of_itself_comes_back(
    make_form: Make, press: Press, commune: str, seat: Seat, carnet: str, number: int
) -> None:
    data = make_form(1, seat, commune)
    data = {**data, "carnet": carnet, "guide": f"edition {number}"}
    data["practices"][0]["statements"][0]["revision"] = number
    reading = read_form(draw_form(data, press, fillable=True))
    assert (reading.commune, reading.seat, reading.carnet) == (commune, seat, carnet)
    assert reading.guide == f"edition_{number}"
    assert reading.revisions == {"p01s1": number, "p01s2": 1, "p01s3": 1, "p01s4": 1}


def test_filled_by_pdfjs() -> None:
    """`filled-by-pdfjs.pdf`: a form of one practice shown by pdfjs-dist 5.6 in a headless Chromium, its boxes
    clicked one by one, then saved by `PDFDocumentProxy.saveDocument`, which is what Firefox does.
    """
    reading = read_form((RETURNED / "filled-by-pdfjs.pdf").read_bytes())
    assert reading.verdict is Verdict.READ
    assert reading.answers == {
        "p01s1": Answer.MOSTLY,
        "p01s2": Answer.UNKNOWN,
        "p01s3": Answer.MOOT,
        "p01s4": Answer.NEVER,
    }
    assert reading.ticked == {"p01s5": (Answer.SOMETIMES, Answer.ALWAYS)}
    assert (reading.seat, reading.commune, reading.code) == ("elu", "Valmont", "3F2A-ROND")


@pytest.mark.parametrize("pen", list(fillers.PENS))
def test_drawn_by_finger(form: bytes, pen: str) -> None:
    reading = read_form(fillers.drawn_upon(form, TICKS, pen))
    assert (reading.verdict, reading.answers, reading.drawn) == (Verdict.DRAWN, {}, True)
    assert reading.seat == "elu"


def test_ticks_and_ink_together_are_read_and_said(form: bytes) -> None:
    content = fillers.drawn_upon(fillers.filled_by_pypdf(form, TICKS), ["p03s1_0"])
    reading = read_form(content)
    assert (reading.verdict, reading.drawn) == (Verdict.READ, True)
    assert reading.answers is not None
    assert len(reading.answers) == 4


def test_a_blank_sheet_drawn_upon_is_no_flattened_form(make_form: Make, press: Press, form: bytes) -> None:
    blank = draw_form(make_form(3, Seat.ELU), press, fillable=False)
    writer = pypdf.PdfWriter(clone_from=BytesIO(blank))
    number, rectangle = fillers.spots(form)["p01s1_2"]
    writer.add_annotation(number, fillers.PENS["ink"](pypdf.generic.RectangleObject(rectangle)))
    assert read_form(fillers.saved(writer)).verdict is Verdict.DRAWN


@pytest.mark.parametrize("flatten", [fillers.flattened_by_qpdf, fillers.printed_by_cairo])
def test_flattened(form: bytes, flatten: Callable[[bytes], bytes]) -> None:
    reading = read_form(flatten(fillers.filled_by_pypdf(form, TICKS)))
    assert (reading.verdict, reading.answers, reading.code) == (Verdict.FLATTENED, None, "3F2A-ROND")


@needs_pdftk
def test_flattened_by_pdftk(form: bytes) -> None:
    reading = read_form(fillers.filled_by_pdftk(form, TICKS, "flatten"))
    assert (reading.verdict, reading.seat) == (Verdict.FLATTENED, "elu")


def test_photographed_or_scanned(form: bytes) -> None:
    assert read_form(fillers.photographed(form, TICKS)) == FormReading(Verdict.SCANNED)
    assert read_form(fillers.photographed(form, TICKS, 200)) == FormReading(Verdict.SCANNED)


def test_a_scan_in_strips_is_a_scan(form: bytes) -> None:
    """Some scanners cut a page into bands; each is small."""
    whole = pypdf.PdfReader(BytesIO(fillers.photographed(form, TICKS, 150))).pages[0]
    strips = pypdf.PdfWriter()
    page = strips.add_blank_page(595, 842)
    image = whole["/Resources"]["/XObject"]["/image"]  # type: ignore[index]
    bands = {}
    for number in range(12):
        band = image.clone(strips, force_duplicate=True)
        band[pypdf.generic.NameObject("/Height")] = pypdf.generic.NumberObject(146)
        bands[pypdf.generic.NameObject(f"/S{number}")] = band.indirect_reference
    resources = pypdf.generic.DictionaryObject()
    resources[pypdf.generic.NameObject("/XObject")] = pypdf.generic.DictionaryObject(bands)
    page[pypdf.generic.NameObject("/Resources")] = resources
    assert read_form(fillers.saved(strips)).verdict is Verdict.SCANNED


def test_a_letter_with_a_coat_of_arms_is_no_scan(form: bytes) -> None:
    letter = pypdf.PdfWriter()
    page = letter.add_blank_page(595, 842)
    arms = pypdf.PdfReader(BytesIO(fillers.photographed(form, (), 20))).pages[0]
    page.merge_page(arms)
    assert read_form(fillers.saved(letter)).verdict is Verdict.NOT_A_FORM


def test_a_scan_whose_words_were_recognised_is_still_a_scan(form: bytes) -> None:
    """Scanners put the words they read under the picture: the page stays a picture, and says its code."""
    scan = pypdf.PdfWriter(clone_from=BytesIO(fillers.photographed(form, TICKS)))
    words = pypdf.PdfReader(BytesIO(form))
    for page, under in zip(scan.pages, words.pages, strict=True):
        under.pop("/Annots")
        page.merge_page(under, over=False)
    assert read_form(fillers.saved(scan)) == replace(FormReading(Verdict.SCANNED), code="3F2A-ROND")


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("drawn-by-finger", Verdict.DRAWN),
        ("filled-by-pdftk", Verdict.READ),
        ("flattened-by-pdftk", Verdict.FLATTENED),
        ("photographed", Verdict.SCANNED),
        ("printed-by-cairo", Verdict.FLATTENED),
    ],
)
def test_kept_files_are_recognised(name: str, verdict: Verdict) -> None:
    """Made by the functions of `fillers` that bear these names, of a form of one practice."""
    path = RETURNED / f"{name}.pdf"
    assert path.stat().st_size < 60_000
    assert read_form(path.read_bytes()).verdict is verdict
