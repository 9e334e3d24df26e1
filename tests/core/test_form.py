"""A returned form: whose it is, what a round can take of it, and what is said of each."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.form import (
    Belonging,
    FormReading,
    Verdict,
    belongs,
    carnet_mark,
    form_data,
    mapped,
    misplaced,
    refusal,
    sheet_code,
)
from desk.core.guide import Scale, Statement
from desk.core.people import Function, Gender, Person, Seat
from desk.core.rounds import Round, RoundPractice, RoundState
from desk.core.scale import Answer

DAY = date(2026, 10, 5)
STATEMENTS = tuple(
    Statement(f"p01s{number}", number, f"Énoncé {number} pour {{le SGM}}.", Scale.FREQUENCY)
    for number in range(1, 5)
)
ROUND = Round(
    "3f2a9c1e-7d54",
    "p",
    "automne 2026",
    DAY,
    RoundState.FILLING,
    None,
    (RoundPractice("p01", "Un titre", STATEMENTS),),
)
CARNET = carnet_mark("un carnet")
OURS = FormReading(Verdict.READ, ROUND.id, "elu", carnet=CARNET)


@pytest.mark.parametrize("verdict", [each for each in Verdict if each is not Verdict.READ])
def test_each_refusal_says_what_happened_what_is_safe_and_what_to_do(verdict: Verdict) -> None:
    said = refusal(verdict)
    assert said.sentence.endswith(".")
    assert said.advice.startswith("La feuille n’a pas été changée. ")
    assert len(said.advice.removeprefix("La feuille n’a pas été changée. ")) > 20


def test_no_two_refusals_are_the_same() -> None:
    said = [refusal(each).message for each in Verdict if each is not Verdict.READ]
    said += [misplaced(each, OURS).message for each in Belonging if each is not Belonging.OURS]
    assert len(set(said)) == len(said)
    with pytest.raises(KeyError):
        refusal(Verdict.READ)
    with pytest.raises(KeyError):
        misplaced(Belonging.OURS, OURS)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, Belonging.OURS),
        ({"carnet": ""}, Belonging.OURS),
        # A carnet restored elsewhere keeps its rounds: those decide.
        ({"carnet": "ffffffff"}, Belonging.OURS),
        ({"seat": "sgm"}, Belonging.OTHER_PERSON),
        ({"round_id": "ailleurs"}, Belonging.OTHER_ROUND),
        ({"round_id": "ailleurs", "carnet": ""}, Belonging.OTHER_ROUND),
        ({"round_id": "ailleurs", "carnet": "ffffffff"}, Belonging.OTHER_COMMUNE),
        ({"round_id": "", "seat": "", "carnet": ""}, Belonging.UNKNOWN),
        ({"round_id": "", "seat": "", "code": "3F2A-ROND"}, Belonging.OURS),
        ({"round_id": "", "seat": "", "code": "3F2A-CARRÉ"}, Belonging.OTHER_PERSON),
        ({"round_id": "", "seat": "", "code": "3F2B-ROND"}, Belonging.OTHER_ROUND),
    ],
)
def test_whose_sheet_it_is(changes: dict[str, str], found: Belonging) -> None:
    assert belongs(replace(OURS, **changes), ROUND, Seat.ELU, CARNET) is found  # type: ignore[arg-type]


def test_another_commune_is_named_when_the_file_names_it() -> None:
    named = misplaced(Belonging.OTHER_COMMUNE, replace(OURS, commune="Saint-Maur"))
    assert named.sentence == "Ce formulaire vient d’un autre carnet : « Saint-Maur »."
    unnamed = misplaced(Belonging.OTHER_COMMUNE, OURS)
    assert unnamed.sentence == "Ce formulaire vient d’un autre carnet."
    # A name is never read as a mark to replace.
    assert "{x}" in misplaced(Belonging.OTHER_COMMUNE, replace(OURS, commune="{x}")).sentence


def test_the_same_meaning_is_kept_and_the_rest_is_listed() -> None:
    reading = replace(
        OURS,
        answers={"p01s1": Answer.ALWAYS, "p01s2": Answer.NEVER, "p09s9": Answer.MOOT},
        doubtful=("p01s3", "p01s4"),
        ticked={"p01s3": (Answer.NEVER, Answer.MOSTLY), "p01s4": (Answer.MOSTLY, Answer.ALWAYS)},
        revisions={"p01s1": 1, "p01s2": 7, "p01s3": 3, "p01s4": 5, "p09s9": 1},
    )
    kept = mapped(reading, ROUND)
    assert kept.answers == {"p01s1": Answer.ALWAYS}
    assert kept.doubtful == {"p01s3": (Answer.NEVER, Answer.MOSTLY)}
    assert kept.left_out == ("p01s2", "p01s4", "p09s9")


def test_an_older_form_without_revisions_is_kept_whole() -> None:
    reading = replace(OURS, answers={"p01s1": Answer.ALWAYS, "p01s4": Answer.NEVER, "p09s9": Answer.MOOT})
    assert mapped(reading, ROUND).left_out == ("p09s9",)


ids = st.sampled_from([f"p0{practice}s{number}" for practice in (1, 2) for number in range(1, 6)])


@given(
    answers=st.dictionaries(ids, st.sampled_from(Answer)),
    doubts=st.dictionaries(ids, st.just((Answer.NEVER, Answer.ALWAYS))),
    revisions=st.dictionaries(ids, st.integers(1, 5)),
)
def test_nothing_of_a_form_is_lost_unsaid(
    answers: dict[str, Answer], doubts: dict[str, tuple[Answer, ...]], revisions: dict[str, int]
) -> None:
    only = {key: value for key, value in answers.items() if key not in doubts}
    reading = replace(OURS, answers=only, doubtful=tuple(doubts), ticked=doubts, revisions=revisions)
    kept = mapped(reading, ROUND)
    assert sorted([*kept.answers, *kept.doubtful, *kept.left_out]) == sorted([*only, *doubts])
    assert all(only[key] is value for key, value in kept.answers.items())


def test_the_marks_of_a_sheet_say_nothing_of_anyone() -> None:
    assert sheet_code(ROUND.id, Seat.SGM) == "3F2A-CARRÉ"
    assert len(carnet_mark("7d54-4b0e")) == 8
    assert carnet_mark("a") != carnet_mark("b")


def test_the_form_carries_what_will_be_needed_when_it_comes_back() -> None:
    people = {
        "SGM": Person("b", Function.DGS, "Claire Fabre", "Mme", Gender.FEMININE, DAY),
        "maire": Person("a", Function.MAYOR, "Paul Rey", "M.", Gender.MASCULINE, DAY),
    }
    periods = dict.fromkeys(Scale, "Ces trois derniers mois")
    data = form_data("Valmont", ROUND, Seat.ELU, people, periods, carnet=CARNET, guide="2026.11")
    assert (data["carnet"], data["guide"], data["code"]) == (CARNET, "2026.11", "3F2A-ROND")
    asked = {each["id"]: each["revision"] for each in data["practices"][0]["statements"]}
    assert asked == {"p01s1": 1, "p01s2": 2, "p01s3": 3, "p01s4": 4}
    assert "Fabre" not in str(data)
    assert "Rey" not in str(data)
