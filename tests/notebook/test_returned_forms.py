"""A returned sheet into its owner's: from a real PDF or a paper, never silently, never another's."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter

from desk import paths
from desk.core.errors import UserError
from desk.core.form import FormReading, Mapped, Verdict
from desk.core.people import Seat
from desk.core.rounds import Origin, SheetContent, SheetState
from desk.core.scale import Answer
from desk.exchange.child import Child
from desk.notebook import opening, people, returned, rounds, sheets
from desk.notebook.book import Environment, Notebook, Session
from desk.notebook.opening import Setup

CODE = "marche lundi cahier olive"


@pytest.fixture
def round_id(book: Notebook) -> str:
    return rounds.start(book, ["p01", "p02"]).id


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    with Child(paths.program_command(), paths.fonts_dir()) as kept:
        yield kept


@pytest.fixture
def read(book: Notebook, round_id: str, tmp_path: Path, child: Child) -> Callable[..., FormReading]:
    """What the program reads in the blank form it drew itself, with these answers put in afterwards."""

    def make(seat: Seat = Seat.ELU, **answers: str) -> FormReading:
        path = tmp_path / "feuille.pdf"
        path.write_bytes(child.draw_form(sheets.form_request(book, round_id, seat), fillable=True))
        said = {key: Answer(value) for key, value in answers.items()}
        return replace(child.read_form(path), verdict=Verdict.READ, answers=said)

    return make


def content(book: Notebook, session: Session, round_id: str) -> Mapping[str, Answer]:
    return sheets.read(book, session, round_id).answers


def test_a_form_fills_an_empty_sheet_once_and_overwrites_nothing_silently(
    book: Notebook, round_id: str, elu: Session, read: Callable[..., FormReading]
) -> None:
    form = read(p01s1="3", p01s2="nsp")
    change, found = returned.import_reading(book, elu, round_id, form)
    assert change is not None
    assert len(found.new) == 2
    kept = sheets.read(book, elu, round_id)
    assert kept.answers == {"p01s1": Answer.ALWAYS, "p01s2": Answer.UNKNOWN}
    assert set(kept.origins.values()) == {Origin.PDF}
    again, found = returned.import_reading(book, elu, round_id, form)
    assert again is None
    assert found.changes_nothing
    with pytest.raises(UserError, match="1\u00a0énoncé diffère"):
        returned.import_reading(book, elu, round_id, read(p01s1="0", p01s2="nsp"))
    assert sheets.read(book, elu, round_id) == kept
    returned.import_reading(book, elu, round_id, read(p01s1="0"), replace_all=True)
    assert content(book, elu, round_id) == {"p01s1": Answer.NEVER}, "a line that came back empty is one too"


def test_two_boxes_on_a_line_leave_it_to_its_owner(
    book: Notebook, round_id: str, elu: Session, read: Callable[..., FormReading]
) -> None:
    boxes = {"p01s2": (Answer.NEVER, Answer.ALWAYS)}
    form = replace(read(p01s1="3"), doubtful=("p01s2",), ticked=boxes)
    sheets.answer(book, elu, round_id, "p01s2", Answer.MOSTLY)
    _, found = returned.import_reading(book, elu, round_id, form)
    assert content(book, elu, round_id) == {"p01s1": Answer.ALWAYS, "p01s2": Answer.MOSTLY}
    assert [(line.kept, line.offered) for line in found.lines] == [(Answer.MOSTLY, boxes["p01s2"])]
    sheets.merge(book, elu, round_id, found.taken({"p01s2": Answer.NEVER}), Origin.PDF)
    given = returned.checked(book, round_id, Seat.ELU, form)
    assert returned.compared(book, elu, round_id, given).changes_nothing, "decided: not asked again"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"seat": "sgm"}, "celui de l’autre personne"),
        ({"round_id": "ailleurs"}, "d’autres regards croisés"),
        ({"round_id": "ailleurs", "carnet": "00000000", "commune": "Autreville"}, "« Autreville »"),
        ({"round_id": "", "seat": "", "code": ""}, "ne dit plus à qui il est"),
        ({"answers": {}}, "aucune réponse"),
        ({"verdict": Verdict.FLATTENED}, "ne se lisent plus"),
        ({"verdict": Verdict.DRAWN}, "par-dessus les cases"),
        ({"verdict": Verdict.SCANNED}, "photo ou un scan"),
        ({"verdict": Verdict.ENCRYPTED}, "mot de passe"),
        ({"verdict": Verdict.DAMAGED}, "abîmé"),
        ({"verdict": Verdict.HOSTILE}, "arrêtée"),
        ({"verdict": Verdict.NOT_A_FORM}, "pas une feuille"),
        ({"revisions": {"p01s1": 99}}, "ne sont plus ceux de votre feuille"),
    ],
)
def test_each_form_that_cannot_be_taken_says_why_and_what_next(
    book: Notebook,
    round_id: str,
    elu: Session,
    read: Callable[..., FormReading],
    change: dict[str, object],
    said: str,
) -> None:
    form = replace(read(p01s1="3"), **change)  # type: ignore[arg-type]
    with pytest.raises(UserError, match=said) as refused:
        returned.import_reading(book, elu, round_id, form)
    assert refused.value.advice.startswith("La feuille n’a pas été changée. ")
    assert len(refused.value.advice) > len("La feuille n’a pas été changée. "), "there is a next step"
    assert sheets.read(book, elu, round_id) == SheetContent()


def test_the_form_of_another_commune_names_it(
    book: Notebook,
    round_id: str,
    elu: Session,
    child: Child,
    env: Environment,
    valmont: Setup,
    tmp_path: Path,
) -> None:
    setup = replace(valmont, commune=replace(valmont.commune, name="Autreville"))
    there = opening.create(tmp_path / "autre.binome", setup, env)
    request = sheets.form_request(there, rounds.start(there, ["p01"]).id, Seat.ELU)
    opening.close(there)
    path = tmp_path / "autre.pdf"
    writer = PdfWriter(clone_from=BytesIO(child.draw_form(request, fillable=True)))
    writer.update_page_form_field_values(writer.pages[0], {"p01s1_3": "/Oui"})
    writer.write(path)
    form = child.read_form(path)
    assert form.verdict is Verdict.READ
    with pytest.raises(UserError, match="d’un autre carnet : « Autreville »"):
        returned.import_reading(book, elu, round_id, form)
    with pytest.raises(UserError, match="« Autreville »"):
        returned.owner(book, round_id, form)


def test_a_form_that_lost_its_owner_is_taken_once_they_recognise_it(
    book: Notebook, round_id: str, elu: Session, read: Callable[..., FormReading]
) -> None:
    form = replace(read(p01s1="3"), round_id="", seat="", code="")
    assert returned.owner(book, round_id, form) is None
    given = returned.checked(book, round_id, Seat.ELU, form, recognised=True)
    assert returned.compared(book, elu, round_id, given).new == {"p01s1": Answer.ALWAYS}


def test_whose_form_it_is_is_told_without_a_key(
    book: Notebook, round_id: str, read: Callable[..., FormReading]
) -> None:
    for seat in Seat:
        assert returned.owner(book, round_id, read(seat, p01s1="3")) is seat
    scan = replace(read(), verdict=Verdict.SCANNED)
    assert returned.owner(book, round_id, scan) is Seat.ELU, "what is printed on it is enough"
    with pytest.raises(UserError, match="d’autres regards croisés"):
        returned.owner(book, round_id, replace(read(p01s1="3"), round_id="ailleurs"))


def test_what_maps_is_kept_and_the_rest_is_listed(
    book: Notebook, round_id: str, elu: Session, read: Callable[..., FormReading]
) -> None:
    form = read(p01s1="3", p01s2="0")
    form = replace(form, revisions={**form.revisions, "p01s2": 99})
    _, found = returned.import_reading(book, elu, round_id, form)
    assert content(book, elu, round_id) == {"p01s1": Answer.ALWAYS}
    assert found.left_out == ("p01s2",)


def test_a_sheet_handed_in_or_opened_takes_nothing_more(
    book: Notebook, round_id: str, elu: Session, read: Callable[..., FormReading]
) -> None:
    sheets.answer(book, elu, round_id, "p01s1", Answer.NEVER)
    sheets.hand_in(book, elu, round_id)
    for attempt in (
        lambda: returned.import_reading(book, elu, round_id, read(p01s1="3"), replace_all=True),
        lambda: returned.compared_paper(book, elu, round_id, {"p01s1": Answer.ALWAYS}),
        lambda: sheets.merge(book, elu, round_id, {"p01s1": Answer.ALWAYS}, Origin.PAPER),
    ):
        with pytest.raises(UserError, match="est remise"):
            attempt()
    assert content(book, elu, round_id) == {"p01s1": Answer.NEVER}


def test_a_paper_is_written_at_once_and_what_it_does_not_change_keeps_its_origin(
    book: Notebook, round_id: str, elu: Session
) -> None:
    sheets.answer(book, elu, round_id, "p01s1", Answer.NEVER)
    people.set_code(book, elu, CODE)
    sheets.note(book, elu, round_id, "p01s1", "À moi.")
    found = returned.compared_paper(book, elu, round_id, {"p01s2": Answer.MOSTLY, "p01s3": Answer.MOOT})
    sheets.merge(book, elu, round_id, found.taken({"p01s1": Answer.NEVER}), Origin.PAPER)
    kept = sheets.read(book, elu, round_id)
    assert kept.origins == {"p01s1": Origin.SCREEN, "p01s2": Origin.PAPER, "p01s3": Origin.PAPER}
    assert kept.notes == {"p01s1": "À moi."}
    sheets.merge(book, elu, round_id, {"p01s1": None}, Origin.PAPER)
    assert content(book, elu, round_id) == {"p01s2": Answer.MOSTLY, "p01s3": Answer.MOOT}
    assert rounds.sheet_states(book, round_id)[Seat.ELU] is SheetState.STARTED


def test_a_statement_of_another_round_is_a_bug_and_writes_nothing(
    book: Notebook, round_id: str, elu: Session
) -> None:
    with pytest.raises(KeyError, match="p09s1"):
        sheets.merge(book, elu, round_id, {"p01s1": Answer.NEVER, "p09s1": Answer.NEVER}, Origin.PDF)
    assert sheets.read(book, elu, round_id) == SheetContent()


def test_a_form_of_statements_alone_that_this_round_does_not_ask_gives_nothing(
    book: Notebook, round_id: str, read: Callable[..., FormReading]
) -> None:
    form = replace(read(), answers={"p09s1": Answer.NEVER})
    with pytest.raises(UserError, match="ne sont plus ceux"):
        returned.checked(book, round_id, Seat.ELU, form)
    assert returned.checked(book, round_id, Seat.ELU, read(p01s1="0")) == Mapped(
        {"p01s1": Answer.NEVER}, {}, ()
    )
