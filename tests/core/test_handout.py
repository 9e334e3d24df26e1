"""The guide made ready to print: worded, and the same after crossing to another process as JSON."""

import json
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from desk.core import handouts
from desk.core.calendar import Occurrence
from desk.core.guide import Fact, Guide, Practice, Scale, Section, Statement
from desk.core.handout import Handout, Imprint, Letter, packed, unpacked
from desk.core.people import Function, Gender, Pair, Person
from desk.core.roles import Group, Holder, Line, RoleMatrix, Subject, Verb, adjusted
from desk.core.steps import Becomes, Path, Phase, Step, Who, who_words
from desk.core.wording import worded

PAIR = Pair(
    "p",
    Person("a", Function.MAYOR, "", "Mme", Gender.FEMININE, date(2020, 5, 25)),
    Person("b", Function.DGS, "", "Mme", Gender.FEMININE, date(2021, 3, 1)),
    date(2026, 3, 28),
)
WORD = partial(worded, people=PAIR.named)
DAY = date(2026, 2, 28)
PRACTICE = Practice(
    "p01", 1, "Se voir", "Se voir", "Que dit {le SGM} ?", "Choisir.",
    (Statement("p01s1", 1, "L’avis {du SGM} est demandé.", Scale.FREQUENCY),),
    (Section("sgm", "Ce que peut faire {le SGM}", "- Un geste {du maire}."),),
    (Fact("Un fait.", "CGCT L1", DAY, "S"), Fact("Un autre.", "CGCT L2", DAY, "S")),
)  # fmt: skip
GUIDE = Guide("g", "Binôme", "1", DAY, ("p01",), (PRACTICE,), (Section("glossaire", "Glossaire", "Mots."),))
LINE = Line(Holder.SGM, Holder.NOBODY, Holder.MAYOR, Holder.OTHER, Holder.BOTH)
ROLES = RoleMatrix((Group("g", "Groupe"),), (Subject("r01", "g", "Un sujet", LINE, other="le comptable"),))
PATH = Path(
    "x", "Un chemin", "Pour {le SGM}.", (Phase("s1", "Semaine 1", 7),),
    (Step("x1", "s1", "Se voir", "Parce que.", Who.SGM, "p01", Becomes.AGENDA),),
)  # fmt: skip


def occurrence() -> Occurrence:
    return Occurrence(date(2027, 4, 15), "au plus tard le 15 avril", "Budget", "CGCT L1612-2", DAY, "budget")


def every_kind() -> list[Handout]:
    return [
        handouts.practice_page(PRACTICE, WORD),
        handouts.booklet(GUIDE, WORD, [occurrence()]),
        Letter("Lettre", "Texte.", ("Signature",)),
        handouts.matrix("Qui fait quoi", ROLES, adjusted(ROLES, {}), WORD),
        handouts.path_sheet(PATH, PATH.steps, PAIR, lambda _: "avant lundi", {"x1"}),
    ]


@pytest.mark.parametrize("handout", every_kind(), ids=lambda handout: type(handout).__name__)
def test_crosses_as_json_unchanged(handout: Handout) -> None:
    imprint = Imprint("guide 1", "Binôme 0.1.0", "Valmont", "2026-11-22", example=True)
    assert unpacked(json.loads(json.dumps(packed(handout, imprint)))) == (handout, imprint)


def test_a_practice_is_worded_for_its_people() -> None:
    page = handouts.practice_page(PRACTICE, WORD)
    assert page.question == "Que dit la directrice générale des services ?"
    assert page.statements == ("L’avis de la directrice générale des services est demandé.",)
    assert page.passages[0].title == "Ce que peut faire la directrice générale des services"
    assert page.passages[0].body == "- Un geste de la maire."


def test_the_day_of_the_facts_is_said_once_or_with_each() -> None:
    once = handouts.practice_page(PRACTICE, WORD)
    assert (once.as_of, once.laws[0].reference) == ("28\u00a0février 2026", "CGCT L1")
    later = replace(PRACTICE.facts[1], as_of=date(2026, 6, 1))
    page = handouts.practice_page(replace(PRACTICE, facts=(PRACTICE.facts[0], later)), WORD)
    assert page.as_of == ""
    assert [law.reference for law in page.laws] == [
        "CGCT L1, à jour au 28\u00a0février 2026",
        "CGCT L2, à jour au 1er\u00a0juin 2026",
    ]


def test_who_another_is_is_said_while_the_line_is_as_proposed() -> None:
    row = handouts.matrix("T", ROLES, adjusted(ROLES, {}), WORD).groups[0].rows[0]
    assert row.holders == ("DGS", "–", "maire", "autre", "les deux")
    assert row.note == "Autre : le comptable."
    changes = {("r01", Verb.CARRY_OUT): Holder.SGM}
    moved = handouts.matrix("T", ROLES, adjusted(ROLES, changes), WORD).groups[0].rows[0]
    assert (moved.note, moved.changed) == ("", (False, False, False, True, False))


@pytest.mark.parametrize("gender", list(Gender))
@pytest.mark.parametrize(("function", "said"), [(Function.SGM, "SGM"), (Function.DGS, "DGS")])
def test_a_narrow_column_names_the_function_that_is_held(
    function: Function, gender: Gender, said: str
) -> None:
    pair = replace(PAIR, sgm=replace(PAIR.sgm, function=function, gender=gender))
    word = partial(worded, people=pair.named)
    row = handouts.matrix("T", ROLES, adjusted(ROLES, {}), word).groups[0].rows[0]
    assert row.holders[0] == said


def test_a_path_keeps_its_phases_and_ticks() -> None:
    sheet = handouts.path_sheet(PATH, PATH.steps, PAIR, lambda _: "avant lundi", {"x1"})
    assert sheet.phases[0].when == "avant lundi"
    assert sheet.phases[0].steps[0].done
    assert sheet.phases[0].steps[0].who == "La directrice générale des services"


def test_a_deadline_is_printed_with_what_it_rests_on() -> None:
    once = handouts.booklet(GUIDE, WORD, iter([occurrence()]))
    (row,) = once.calendar
    assert row.when == "Au plus tard le 15 avril"
    assert (row.reference, once.calendar_as_of) == ("CGCT L1612-2", "28\u00a0février 2026")


def test_deadlines_checked_on_several_days_say_each() -> None:
    later = replace(occurrence(), as_of=date(2026, 6, 1))
    both = handouts.booklet(GUIDE, WORD, [occurrence(), later])
    assert both.calendar_as_of == ""
    assert [row.reference for row in both.calendar] == [
        "CGCT L1612-2, à jour au 28\u00a0février 2026",
        "CGCT L1612-2, à jour au 1er\u00a0juin 2026",
    ]


@pytest.mark.parametrize(
    ("function", "gender", "expected"),
    [(Function.MAYOR, Gender.FEMININE, "la maire"), (Function.MAYOR, Gender.MASCULINE, "le maire"),
     (Function.DELEGATE, Gender.FEMININE, "le maire")],
)  # fmt: skip
def test_a_step_of_the_mayor_is_said_in_the_mayors_gender(
    function: Function, gender: Gender, expected: str
) -> None:
    pair = replace(PAIR, elu=replace(PAIR.elu, function=function, gender=gender))
    said = [who_words(who, pair) for who in (Who.MAYOR, Who.SGM, Who.TOGETHER)]
    assert said == [expected, "la directrice générale des services", "ensemble"]
