"""The sheet's PDF: what it asks, what it never says, how it is filled in."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pypdf
import pytest

from desk import paths
from desk.core.form import form_data, sheet_code
from desk.core.guide import Scale
from desk.core.people import Function, Gender, Person, Seat
from desk.core.rounds import Round, RoundPractice, RoundState, period_sentence
from desk.data.shipped import ShippedContent
from desk.pdf.form import draw_form
from desk.pdf.press import Press

Json = dict[str, Any]
Make = Callable[..., Json]
Tool = Callable[..., str]
DAY = date(2026, 10, 5)


def statements(data: Json) -> list[Json]:
    return [statement for practice in data["practices"] for statement in practice["statements"]]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(("practices", "pages"), [(1, 2), (3, 2), (10, 4)])
def test_blank_sheets_fit_their_paper(
    make_form: Make, press: Press, tool: Tool, practices: int, pages: int
) -> None:
    content = draw_form(make_form(practices), press, fillable=False)
    told = tool(content, "pdfinfo")
    assert int(re.search(r"Pages:\s+(\d+)", told)[1]) <= pages  # type: ignore[index]
    assert "(A4)" in told
    assert "Form:            none" in told


def whole(seat: Seat, function: Function, commune: str = "Valmont") -> Json:
    """The ten practices of the shipped guide, optional statements too, in their longest wording."""
    guide = ShippedContent(paths.resources()).guide
    practices = tuple(RoundPractice(each.id, each.title, each.statements) for each in guide.practices)
    round_ = Round("3f2a9c1e", "p", "automne 2026", DAY, RoundState.FILLING, None, practices)
    people = {
        "SGM": Person("b", function, "Claire Fabre", "Mme", Gender.FEMININE, DAY),
        "maire": Person("a", Function.MAYOR, "Paul Rey", "M.", Gender.MASCULINE, DAY),
    }
    periods = {scale: period_sentence(scale, DAY, date(2020, 5, 25)) for scale in Scale}
    return form_data(commune, round_, seat, people, periods, carnet="0a1b2c3d", guide=guide.version)


@pytest.mark.parametrize("fillable", [True, False])
@pytest.mark.parametrize("seat", list(Seat))
@pytest.mark.parametrize("function", [Function.SGM, Function.DGS])
def test_the_whole_guide_takes_two_sheets_of_paper(
    press: Press, tool: Tool, seat: Seat, function: Function, fillable: bool
) -> None:
    data = whole(seat, function, "L’Étang-Saint-Maur-sur-Loire-" * 4)
    assert len(statements(data)) == 50
    content = draw_form(data, press, fillable=fillable)
    pages = pypdf.PdfReader(BytesIO(content)).pages
    assert len(pages) == 4
    # A dropped page finds its sheet again; no practice changes page unsaid, and its title is read aloud once.
    assert all(f"Feuille Binôme {sheet_code('3f2a9c1e', seat)}" in page.extract_text() for page in pages)
    assert "(suite)" in tool(content, "pdftotext", after=("-",))
    assert "(suite)" not in tool(content, "pdfinfo", "-struct-text")


def test_paper_says_how_to_cross_to_correct_and_to_hand_in(make_form: Make, press: Press, tool: Tool) -> None:
    blank = squeezed(tool(draw_form(make_form(1), press, fillable=False), "pdftotext", after=("-",)))
    assert "Une croix par ligne" in blank
    assert "noircissez toute la case" in blank
    assert "enveloppe fermée marquée d’un carré" in blank
    assert "Le code 3F2A-CARRÉ" in blank
    screen = squeezed(tool(draw_form(make_form(1), press, fillable=True), "pdftotext", after=("-",)))
    assert "décochez la case" in screen
    assert not any(word in screen for word in ("stylo", "noircissez", "enveloppe"))


def test_paper_has_no_grey_and_no_colour(make_form: Make, press: Press) -> None:
    """A printer that knows black alone would dot anything lighter. The seat's mark is a shape, not a line."""
    for page in pypdf.PdfReader(BytesIO(draw_form(make_form(10), press, fillable=False))).pages:
        drawn = page.get_contents()
        assert drawn is not None
        colours = re.findall(rb"([\d. ]+) (RG|rg)\b", drawn.get_data())
        inks = [colour.strip() for colour, _ in colours if colour.split() != [b"0"] * 3]
        assert inks == [b".113725 .141176 .2"]


def test_asks_every_statement_with_its_labels(make_form: Make, press: Press, tool: Tool) -> None:
    data = make_form(10)
    text = squeezed(tool(draw_form(data, press, fillable=False), "pdftotext", "-raw", after=("-",)))
    for practice in data["practices"]:
        assert practice["title"] in text
    for statement in statements(data):
        assert statement["text"] in text
    for label in ("Jamais ou presque", "Toujours ou presque", "Je ne sais pas", "Sans objet", "En cours"):
        assert label in text


@pytest.mark.parametrize("seat", list(Seat))
@pytest.mark.parametrize("fillable", [True, False])
def test_says_whose_it_is_without_a_name(
    make_form: Make, press: Press, tool: Tool, seat: Seat, fillable: bool
) -> None:
    content = draw_form(make_form(3, seat), press, fillable=fillable)
    text = squeezed(tool(content, "pdftotext", after=("-",)))
    assert ("(le rond)" if seat is Seat.ELU else "(le carré)") in text
    assert "Ne l’envoyez pas par courriel à la mairie." in text
    assert ("enveloppe fermée" in text) is not fillable
    everything = text + tool(content, "pdfinfo")
    assert not any(name in everything for name in ("Fabre", "Rey", "Claire", "Paul"))


def test_print_is_large_enough(make_form: Make, press: Press) -> None:
    content = draw_form(make_form(10), press, fillable=False)
    pages = [page.get_contents() for page in pypdf.PdfReader(BytesIO(content)).pages]
    drawn = b"".join(page.get_data() for page in pages if page is not None)
    sizes = [float(size) for size in re.findall(rb"/F\S+ ([\d.]+) Tf", drawn)]
    assert sizes
    assert min(sizes) >= 11


def test_one_check_box_per_answer(make_form: Make, press: Press) -> None:
    data = make_form(3)
    content = draw_form(data, press, fillable=True)
    fields = pypdf.PdfReader(BytesIO(content)).get_fields() or {}
    expected = [f"{s['id']}_{a}" for s in statements(data) for a in ("0", "1", "2", "3", "nsp", "so")]
    assert list(fields) == expected
    for statement in statements(data):
        field = fields[f"{statement['id']}_so"]
        assert field["/FT"] == "/Btn"
        assert field["/TU"] == f"{statement['text']} — Sans objet / ne s’est pas présenté"
        assert sorted(field["/_States_"]) == ["/Off", "/Oui"]


def test_no_group_of_boxes_no_list_no_program(make_form: Make, press: Press) -> None:
    """Some readers lose radio buttons when they save; a keyboard goes from box to box as one reads."""
    reader = pypdf.PdfReader(BytesIO(draw_form(make_form(10), press, fillable=True)))
    assert not {"/XFA", "/CO"} & set(reader.root_object["/AcroForm"])  # type: ignore[call-overload]
    assert not {"/OpenAction", "/AA"} & set(reader.root_object)
    page: Any
    for page in reader.pages:
        assert page["/Tabs"] == "/S"
        for reference in page["/Annots"]:
            widget = reference.get_object()
            assert (widget["/FT"], widget.get("/Ff", 0)) == ("/Btn", 0)
            assert not {"/A", "/AA", "/MK"} & set(widget)
            assert set(widget["/AP"]["/N"]) == {"/Oui", "/Off"}


def test_carries_no_program_and_only_our_typeface(make_form: Make, press: Press, tool: Tool) -> None:
    content = draw_form(make_form(3), press, fillable=True)
    told = tool(content, "pdfinfo")
    assert "JavaScript:      no" in told
    assert "Form:            AcroForm" in told
    rows = tool(content, "pdffonts").splitlines()[2:]
    assert rows
    assert all("SourceSansPro" in row and row.split()[-5] == "yes" for row in rows)
    assert "No syntax or stream encoding errors" in tool(content, "qpdf", "--check")


def test_boxes_stand_on_the_paper_and_never_overlap(make_form: Make, press: Press) -> None:
    reader = pypdf.PdfReader(BytesIO(draw_form(make_form(10), press, fillable=True)))
    page: Any
    for page in reader.pages:
        boxes = [tuple(map(float, reference.get_object()["/Rect"])) for reference in page["/Annots"]]
        assert len(set(boxes)) == len(boxes)
        for left, bottom, right, top in boxes:
            assert left >= 42
            assert right <= 595.3 - 42
            assert bottom >= 48
            assert top <= 841.9 - 48
        for index, one in enumerate(boxes):
            for other in boxes[index + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                assert apart


@pytest.mark.parametrize("fillable", [True, False])
def test_same_data_same_bytes(make_form: Make, press: Press, fillable: bool) -> None:
    first = draw_form(make_form(3), press, fillable=fillable)
    assert draw_form(make_form(3), press, fillable=fillable) == first
    assert draw_form(make_form(3, Seat.ELU), press, fillable=fillable) != first


def test_a_long_name_stays_in_the_head(make_form: Make, press: Press, tool: Tool) -> None:
    content = draw_form(make_form(1, Seat.ELU, "L’Étang-<&> " * 10), press, fillable=True)
    assert "No syntax" in tool(content, "qpdf", "--check")
    assert "…" in tool(content, "pdftotext", after=("-",))
