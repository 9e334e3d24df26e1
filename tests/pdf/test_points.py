"""The papers of a point: agenda to write on, notes, written confirmation."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from itertools import pairwise

import pypdfium2
import pytest

from desk.core import point_papers, written
from desk.core.handout import Handout, packed, unpacked
from desk.core.meetings import Meeting, MeetingKind, MeetingState
from desk.core.point_papers import (
    DISCREET,
    NO_ACT,
    Agenda,
    AgendaSubject,
    Mark,
    Minutes,
    NotedAction,
    NotedSubject,
)
from desk.core.written import Confirmation
from desk.pdf.handout import draw_handout
from desk.pdf.press import Press
from tests.documents import DAY, IMPRINT, PAIR, noted_point, of_a_point
from tests.pdf.tagged import Tagged

Tool = Callable[..., str]
KINDS = ("ordre-du-jour", "releve", "confirmation-vierge", "confirmation")
EIGHT_MM = 8 / 25.4 * 72
PATH = 2
"""A drawn line or shape, for the reader that draws pages."""
HOSTILE = 'Prix <b>&amp; "l\'offre"</b> 🏗️👩‍💻 12\u202f400\u00a0€ ; Ωμέγα 漢字 fin'
LONG_TITLE = ("Reprise des concessions du cimetière " * 9)[:300]
MEETING = Meeting("m", MeetingKind.WEEKLY, DAY, time(9), MeetingState.PLANNED, ("M. Rey", "Mme Fabre"))


def draw(handout: Handout, press: Press) -> bytes:
    return draw_handout(packed(handout, IMPRINT), press)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def agenda_of(titles: list[str]) -> Agenda:
    subjects = [AgendaSubject(title, "action à reprendre, du 13\u00a0novembre 2026") for title in titles]
    return point_papers.agenda(MEETING, subjects, PAIR)


def rows_of(content: bytes) -> list[list[str]]:
    """The tags of each row's cells, heads first."""
    (table,) = [node for node in Tagged(content).tree.walk() if node.tag == "Table"]
    return [[cell.tag for cell in row.kids] for row in table.kids]


@pytest.fixture(scope="module")
def drawn(press: Press) -> dict[str, bytes]:
    return {name: draw(handout, press) for name, handout in of_a_point()}


@pytest.mark.parametrize("kind", KINDS)
def test_it_crosses_to_the_document_process_whole(kind: str) -> None:
    handout = dict(of_a_point())[kind]
    assert unpacked(packed(handout, IMPRINT)) == (handout, IMPRINT)


@pytest.mark.parametrize("times", [1, 12])
@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_in_the_structure(press: Press, kind: str, times: int) -> None:
    document = Tagged(draw(dict(of_a_point(times))[kind], press))
    assert document.unmarked() == []
    assert {piece for node in document.tree.walk() for piece in node.contents} == document.marked()
    levels = [int(tag[1]) for tag in document.tree.tags() if tag in {"H1", "H2", "H3"}]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for node in document.tree.walk():
        if node.tag == "L":
            assert all([part.tag for part in item.kids] == ["Lbl", "LBody"] for item in node.kids)


@pytest.mark.parametrize("kind", KINDS)
def test_same_data_same_bytes_and_fonts_inside(
    drawn: dict[str, bytes], press: Press, kind: str, tool: Tool
) -> None:
    assert draw(dict(of_a_point())[kind], press) == drawn[kind]
    fonts = tool(drawn[kind], "pdffonts").splitlines()[2:]
    assert fonts
    assert all("SourceSans" in line and " yes yes yes " in line for line in fonts)


@pytest.mark.parametrize("kind", KINDS)
def test_an_ordinary_one_is_a_page_that_another_reader_shows(drawn: dict[str, bytes], kind: str) -> None:
    document = pypdfium2.PdfDocument(drawn[kind])
    assert len(document) == 1
    shown = document[0].render(scale=0.5, grayscale=True).to_pil()
    assert min(shown.tobytes()) < 80


@pytest.mark.parametrize("times", [1, 12])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_leaves_the_page(press: Press, kind: str, times: int, tool: Tool) -> None:
    content = draw(dict(of_a_point(times))[kind], press)
    for word in tool(content, "pdftotext", "-bbox", after=("-",)).split("<word ")[1:]:
        edges = [float(word.split(f'{edge}="')[1].split('"')[0]) for edge in ("xMin", "xMax", "yMax")]
        assert edges[0] >= 45
        assert edges[1] <= 595.3 - 45
        assert edges[2] <= 841.9 - 18


@pytest.mark.parametrize("kind", ["ordre-du-jour", "releve"])
def test_each_page_says_that_it_is_no_act(press: Press, kind: str, tool: Tool) -> None:
    content = draw(dict(of_a_point(12))[kind], press)
    document = Tagged(content)
    assert len(document.pages) > 1
    for page in range(1, len(document.pages) + 1):
        said = squeezed(tool(content, "pdftotext", "-f", str(page), "-l", str(page), after=("-",)))
        assert said.replace(" :", " :").count(squeezed(NO_ACT)) == 1
        assert f"page {page} / {len(document.pages)}" in said
    # once aloud, at the end
    assert squeezed(tool(content, "pdfinfo", "-struct-text")).count(squeezed(NO_ACT)) == 1


def test_the_agenda_has_a_row_for_each_subject_and_some_to_come(press: Press, tool: Tool) -> None:
    content = draw(agenda_of(["Toiture de l’école", "Recensement"]), press)
    heads, *rows = rows_of(content)
    assert heads == ["TH"] * 4
    assert [row[0] for row in rows[:2]] == ["TH", "TH"]
    assert 4 <= len(rows) <= 14
    said = squeezed(tool(content, "pdfinfo", "-struct-text"))
    for words in ("Sujet", "Convenu", "Qui", "Pour quand", "1. Toiture de l’école", squeezed(DISCREET)):
        assert words in said
    assert "action à reprendre, du 13 novembre 2026" in said
    assert "Point hebdomadaire à 9 h 00, avec M. Rey et Mme Fabre" in said


def test_ten_subjects_and_their_spare_rows_fit_one_page(press: Press) -> None:
    titles = ["Cimetière : reprise de concessions", "Voirie communale"] * 5
    content = draw(agenda_of(titles), press)
    assert len(Tagged(content).pages) == 1
    assert len(rows_of(content)) >= 1 + 10 + 2


def test_a_long_agenda_goes_on_with_its_heads(press: Press, tool: Tool) -> None:
    content = draw(agenda_of([f"Sujet {number}" for number in range(1, 25)]), press)
    document = Tagged(content)
    assert len(document.pages) == 2
    (row,) = [row for row in rows_of(content) if row == ["TH"] * 4]
    assert row
    for page in ("1", "2"):
        assert "Pour quand" in tool(content, "pdftotext", "-f", page, "-l", page, after=("-",))
    said = squeezed(tool(content, "pdfinfo", "-struct-text"))
    assert said.count("Pour quand") == 1
    assert "24. Sujet 24" in said


def test_a_page_of_empty_rows_is_not_added_to_a_long_agenda(press: Press, tool: Tool) -> None:
    for count in range(10, 16):
        content = draw(agenda_of([f"Sujet {number}" for number in range(1, count + 1)]), press)
        last = str(len(Tagged(content).pages))
        assert f"{count}. Sujet" in tool(content, "pdftotext", "-f", last, "-l", last, after=("-",))


def test_notes_say_who_agreed_and_who_does_what(drawn: dict[str, bytes], tool: Tool) -> None:
    said = squeezed(tool(drawn["releve"], "pdfinfo", "-struct-text").replace('"', " "))
    for words in (
        "Notes en cours, point non clos.",
        "Reste à fixer la date.",
        "Convenu : Le devis retenu passe au prochain conseil.",
        "Demander deux devis – M. Rey, pour le 4 décembre 2026, à faire",
        "Mme Roy, adjointe, faite",
        "Ajouté le 3 décembre 2026 : le devis est de 12 400 €.",
        "Abordé, sans note.",
        "Non abordé",
        "comme elles étaient le 27 novembre 2026, quand le point a été clos",
    ):
        assert words in said, words
    marks = [
        node.entries["/ActualText"]
        for node in Tagged(drawn["releve"]).tree.walk()
        if node.tag == "Lbl" and "/ActualText" in node.entries
    ]
    assert marks == ["action"] * 2


def test_nothing_imitates_the_numbers_of_acts(drawn: dict[str, bytes], tool: Tool) -> None:
    for content in drawn.values():
        said = tool(content, "pdftotext", after=("-",))
        assert "n°" not in said
        assert "2026-" not in said


@pytest.mark.parametrize("title", [HOSTILE, LONG_TITLE, "x" * 50_000, "mot " * 5_000])
def test_any_text_is_printed_whole_or_said_to_go_on(press: Press, title: str, tool: Tool) -> None:
    noted = noted_point()
    subject = replace(noted.subjects[0], title=title, notes=title, agreed=(title,), added=(title,))
    minutes = draw(replace(noted, subjects=(subject,), undiscussed=(title,)), press)
    told = "".join(tool(minutes, "pdfinfo", "-struct-text").split())
    assert Tagged(minutes).unmarked() == []
    agenda = draw(agenda_of([title, "Le suivant"]), press)
    assert Tagged(agenda).unmarked() == []
    said = squeezed(tool(agenda, "pdfinfo", "-struct-text"))
    assert "2. Le suivant" in said
    if title == HOSTILE:
        for words in ('Prix<b>&amp;"l\'offre"</b>', "[émoji]", "12400€;", "fin"):
            assert words in told
        assert told.count("[émoji]") >= 4
    else:
        assert told.count(title[:3]) >= title.count(title[:3]) * 4
        assert len(title) <= 300 or "…" in said


def test_a_confirmation_says_who_writes_what_to_whom(drawn: dict[str, bytes], tool: Tool) -> None:
    said = squeezed(tool(drawn["confirmation"], "pdfinfo", "-struct-text").replace('"', " "))
    assert "Confirmation écrite d’une consigne" in said
    assert "consigne donnée dans cette affaire" in said
    for words in ("Rien n’est signé avant le conseil.", "Un mot.", "Signature du maire", "22 novembre 2026"):
        assert words in said
    blank = squeezed(tool(drawn["confirmation-vierge"], "pdfinfo", "-struct-text"))
    assert "réserve suivante" in blank
    assert "…" not in blank
    reserve = written.confirmation(PAIR.sgm, PAIR.elu, is_order=True)
    assert "consigne reçue" in reserve.opening


def test_the_blank_model_has_room_to_write(drawn: dict[str, bytes]) -> None:
    lines = [
        operands
        for operands, operator in Tagged(drawn["confirmation-vierge"]).operations(0)
        if operator == b"l"
    ]
    assert len(lines) >= 11 + 3 + 2 + 2


def test_an_answer_is_asked_only_when_one_is_wanted(press: Press, tool: Tool) -> None:
    paper = dict(of_a_point())["confirmation"]
    assert isinstance(paper, Confirmation)
    assert "Réponse attendue" not in tool(draw(replace(paper, asked=""), press), "pdftotext", after=("-",))
    long = replace(paper, text="Une phrase de la consigne. " * 1800)
    content = draw(long, press)
    assert len(Tagged(content).pages) > 1
    assert "Signature du maire" in tool(content, "pdftotext", after=("-",))


def test_an_empty_point_prints_too(press: Press, tool: Tool) -> None:
    empty = Minutes("Relevé du 1er", "Point, avec M. Rey", ())
    assert "Aucun sujet n’a été noté" in tool(draw(empty, press), "pdftotext", after=("-",))
    assert len(rows_of(draw(agenda_of([]), press))) > 8


def test_a_subject_s_heading_is_not_alone_at_the_bottom(press: Press) -> None:
    subjects = tuple(NotedSubject(f"Sujet {n}", "Une ligne de notes.", ("Oui.",)) for n in range(40))
    document = Tagged(draw(Minutes("Relevé", "Point", subjects), press))
    pieces = [node for node in document.tree.walk() if node.contents]
    for node, after in pairwise(pieces):
        if node.tag == "H2":
            assert node.contents[-1][0] == after.contents[0][0]


def test_what_is_agreed_and_its_actions_stay_on_one_page(press: Press, tool: Tool) -> None:
    action = NotedAction("Demander un devis", "M. Rey", Mark.ELU, "à faire")
    for lines in range(124, 142, 2):  # past two pages the type no longer grows to fill them
        subject = NotedSubject(
            "Toiture", "Une ligne.\n" * lines, ("Le devis passe en conseil.",), (action,) * 3
        )
        content = draw(Minutes("Relevé", "Point", (subject,)), press)
        pages = len(Tagged(content).pages)
        told = [
            tool(content, "pdftotext", "-f", str(n), "-l", str(n), after=("-",)) for n in range(1, pages + 1)
        ]
        (settled,) = [text for text in told if "Convenu" in text]
        assert settled.count("Demander un devis") == 3


def test_a_brief_subject_is_not_cut_in_two(press: Press, tool: Tool) -> None:
    action = NotedAction("Demander un devis", "M. Rey", Mark.ELU, "à faire")
    long = NotedSubject("Toiture", "Une ligne.\n" * 90)
    brief = NotedSubject("Recensement", "Vu.", ("Le devis passe.",), (action,) * 2)
    pages = tool(
        draw(Minutes("Relevé", "Point", (long, *(brief,) * 20)), press), "pdftotext", after=("-",)
    ).split("\f")
    assert len(pages) > 3
    for said in pages:
        assert said.count("Recensement") * 2 == said.count("Demander un devis")


def test_there_is_room_to_write_by_hand(press: Press) -> None:
    papers = dict(of_a_point())
    for kind, column in (("ordre-du-jour", 250.0), ("confirmation-vierge", 200.0)):
        page = pypdfium2.PdfDocument(draw(papers[kind], press))[0]
        drawn = [each.get_bounds() for each in page.get_objects() if each.type == PATH]
        lines = sorted(low for left, low, right, high in drawn if left < column < right and high - low < 3)
        assert len(lines) > 10
        assert all(above - below >= EIGHT_MM for below, above in pairwise(lines) if above - below > 1)


def test_the_day_of_a_correction_is_said_in_words() -> None:
    assert point_papers.added(date(2026, 12, 1), "oui") == "Ajouté le 1er\u00a0décembre 2026\u00a0: oui"
