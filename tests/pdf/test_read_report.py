"""Reports received: read, changed on the way, stripped, newer, hostile."""

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Any

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import DecodedStreamObject, NameObject

from desk import paths
from desk.core.report import SCHEMA, sealed
from desk.core.text import LONGEST
from desk.pdf.fonts import load
from desk.pdf.form import draw_form
from desk.pdf.metadata import Label, attach_json, describe
from desk.pdf.press import Press
from desk.pdf.read_report import read_report
from desk.pdf.report import draw_report
from desk.pdf.report_data import BEGINS, BRAND
from desk.pdf.tags import TaggedCanvas

Json = dict[str, Any]
Make = Callable[..., Json]

FIXTURES = Path(__file__).parent.parent / "fixtures" / "reports"
PROFILE = paths.resources() / "colours" / "sRGB.icc"


def carrying(content: bytes, keywords: str = "binome-bilan 1", name: str = "rapport.json") -> bytes:
    """A one-page PDF with this attachment."""
    target = BytesIO()
    canvas = TaggedCanvas(target)
    describe(canvas, Label("t", "a", "s", keywords, "c", b"seed"), PROFILE)
    if name:
        attach_json(canvas, name, content, "d", date(2026, 11, 27))
    canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.fixture(autouse=True)
def _typeface(press: Press) -> None:
    load(press.fonts)


def written(data: Json) -> bytes:
    return carrying(json.dumps(data).encode())


@pytest.mark.parametrize("options", [{}, {"empty": True}, {"agreed": True, "example": True, "rounds": 1}])
def test_what_was_drawn_is_read(make_report: Make, press: Press, options: Json) -> None:
    data = make_report(**options)
    assert read_report(draw_report(data, press)) == ("lu", data)


def test_data_saved_by_another_program_is_read(make_report: Make, press: Press) -> None:
    data = make_report()
    writer = pypdf.PdfWriter(clone_from=BytesIO(draw_report(data, press)))
    target = BytesIO()
    writer.write(target)
    assert read_report(target.getvalue()) == ("lu", data)


def test_a_changed_figure_is_noticed(make_report: Make) -> None:
    data = make_report()
    data["points"]["tenus"] += 1
    assert read_report(written(data)) == ("empreinte_fausse", data)


def test_project_and_agreed_share_a_fingerprint(make_report: Make) -> None:
    data = make_report()
    assert read_report(written({**data, "statut": "convenu"}))[0] == "lu"


def test_other_documents_are_told(make_report: Make, make_form: Make, press: Press) -> None:
    assert read_report(b"") == ("abime", None), "it did not arrive"
    assert read_report(b"Bonjour") == ("pas_un_bilan", None)
    assert read_report(draw_form(make_form(1), press, fillable=True)) == ("pas_un_bilan", None)
    assert read_report(carrying(b"{}", "autre", "facture.xml")) == ("pas_un_bilan", None)
    assert read_report(carrying(b"{}", "autre"))[0] == "pas_un_bilan"
    assert read_report(carrying(b"", name="")) == ("donnees_absentes", None)
    assert read_report(written({**make_report(), "schema": SCHEMA + 1})) == ("version_plus_recente", None)


def test_one_printed_to_pdf_again_is_still_known_by_its_words(make_report: Make, press: Press) -> None:
    """No keyword and no data are left: its first page alone says what it is."""
    writer = pypdf.PdfWriter()
    for page in pypdf.PdfReader(BytesIO(draw_report(make_report(), press))).pages:
        writer.add_page(page)
    target = BytesIO()
    writer.write(target)
    assert read_report(target.getvalue()) == ("donnees_absentes", None)
    for fixture in sorted(FIXTURES.glob("*.pdf")):
        assert all(words in first_words(fixture) for words in (BRAND, BEGINS)), fixture.name


def test_a_large_plan_is_told_at_once() -> None:
    """The words of such a page would take long to read: it is no bilan anyway."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(2000, 2000)
    drawing = DecodedStreamObject()
    drawing.set_data(b"BT 1 0 0 1 0 0 Tm (x) Tj ET\n" * 200_000)
    page[NameObject("/Contents")] = writer._add_object(drawing.flate_encode())
    target = BytesIO()
    writer.write(target)
    start = perf_counter()
    assert read_report(target.getvalue()) == ("pas_un_bilan", None)
    assert perf_counter() - start < 1.0


def first_words(path: Path) -> str:
    return pypdf.PdfReader(path).pages[0].extract_text()


def test_a_locked_report_is_told(make_report: Make, press: Press) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(draw_report(make_report(), press)))
    writer.encrypt("secret", algorithm="RC4-128")
    target = BytesIO()
    writer.write(target)
    assert read_report(target.getvalue()) == ("protege", None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"type": "binome-bilan", "schema": NaN}',
        b'{"type": "binome-bilan", "schema": 1}',
        b"[" * 100_000,
        b'{"type": "binome-bilan", "a": "' + b"x" * 20_000_000 + b'"}',
    ],
)
def test_broken_data_is_damaged(content: bytes) -> None:
    assert read_report(carrying(content)) == ("abime", None)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("date",), "2026-02-30"),
        (("date",), "20261127"),
        (("commune", "nom"), "\ud800"),
        (("commune", "nom"), "a\x00b"),
        (("commune", "insee"), "36202\n"),
        (("commune", "insee"), "٣٦٢٠٢"),
        (("commune", "population"), -1),
        (("points", "tenus"), True),
        (("points", "tenus"), 1.5),
        (("points", "tenus"), 10**30),
        (("actions", "faite"), "4"),
        (("exemple",), 0),
        (("regards",), {}),
        (("regards", 0, "pratiques", 0, "classes", "a_eclaircir"), None),
        (("statut",), "valide"),
        (("empreinte",), "0" * 63),
    ],
)
def test_each_field_has_its_shape(make_report: Make, path: tuple[str | int, ...], value: object) -> None:
    data = make_report()
    place: Any = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert read_report(written(data)) == ("abime", None)


def test_a_field_of_a_later_minor_version_is_let_through(make_report: Make) -> None:
    data = make_report()
    data = sealed({**data, "nouveau": {"a": [1]}}, agreed=True)
    assert read_report(written(data)) == ("lu", data)
    assert read_report(written({**data, "nouveau": "\ud800"})) == ("abime", None)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda c: st.lists(c) | st.dictionaries(st.text(), c),
    )
)
def test_any_json_is_a_verdict(value: object) -> None:
    verdict, data = read_report(written({"type": "binome-bilan", "schema": 1, "x": value}))
    assert (verdict, data) == ("abime", None)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("sujets", "avances"), -1),
        (("sujets",), None),
        (("demandes",), ["mediation"]),
        (("demandes",), "rappel"),
        (("options", "reperes"), 1),
        (("titres_convenu", 0, "texte"), "a\x00b"),
        (("titres_convenu", 0, "date"), None),
        (("titres_actions", 0, "etat"), "perdue"),
        (("titres_actions", 0, "echeance"), "demain"),
        (("precedent",), {}),
        (("precedent",), {"du": "2024-01-01", "au": "2024-12-31", "points": 1, "convenu": 1}),
        (("regards", 0, "pratiques", 0, "reperes"), {"elu": 7, "sgm": 0}),
        (("regards", 0, "pratiques", 0, "reperes"), None),
        (("schema",), True),
        (("schema",), 0),
    ],
)
def test_each_field_of_the_second_schema_has_its_shape(
    make_report: Make, path: tuple[str | int, ...], value: object
) -> None:
    data = full(make_report())
    assert read_report(written(data))[0] == "lu"
    place: Any = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert read_report(written(sealed(data, agreed=True))) == ("abime", None)


def full(data: Json) -> Json:
    """With the lists and marks that both agreed to tell, the longest texts among them."""
    line = {"date": "2026-05-01", "texte": "Deux lignes\nde texte"}
    data["titres_convenu"] = [{**line, "texte": "x" * LONGEST}, *[line] * 300]
    data["titres_actions"] = [{"texte": "Faire", "etat": "faite", "echeance": None}] * 300
    data["regards"][0]["pratiques"][0]["reperes"] = {"elu": 6, "sgm": None}
    return sealed(data, agreed=True)


def test_the_first_schema_is_read_without_what_came_later(make_report: Make) -> None:
    data = make_report()
    later = {"sujets", "demandes", "options", "titres_convenu", "titres_actions", "precedent"}
    first = sealed({**{key: data[key] for key in data if key not in later}, "schema": 1}, agreed=True)
    assert read_report(written(first)) == ("lu", first)
    assert read_report(written(sealed({**first, "schema": 2}, agreed=True))) == ("abime", None)
