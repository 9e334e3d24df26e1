"""Which bilan counts for a commune: by code, period and fingerprint, never by name."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.received import HELD, NOT_READ, Received, Verdict, is_known, judged
from desk.core.told import Paper, packed, unpacked
from tests.received_papers import PLAIN, paper, year


def said(rows: list[Received]) -> list[tuple[str, str, bool, str]]:
    return [(row.file, row.verdict.value, row.counts, row.other) for row in rows]


def test_one_bilan_is_accepted_and_counts() -> None:
    assert said(judged([paper("a.pdf")])) == [("a.pdf", "accepte", True, "")]


def test_the_same_one_twice_is_read_once() -> None:
    rows = judged([paper("mail.eml › b.pdf"), paper("a.pdf"), paper("c.pdf")])
    assert said(rows) == [
        ("a.pdf", "accepte", True, ""),
        ("c.pdf", "deja_lu", False, "a.pdf"),
        ("mail.eml › b.pdf", "deja_lu", False, "a.pdf"),
    ]


def test_two_files_of_one_name_are_told_apart() -> None:
    rows = judged([paper("lot.zip › a.pdf"), paper("lot.zip › a.pdf")])
    assert said(rows) == [
        ("lot.zip › a.pdf", "accepte", True, ""),
        ("lot.zip › a.pdf (2)", "deja_lu", False, "lot.zip › a.pdf"),
    ]


def test_the_newest_of_a_period_replaces_the_others() -> None:
    later = {"day": "2026-12-15", "end": "2026-12-15", "start": "2025-12-16"}
    rows = judged([paper("a.pdf", "a"), paper("z-ancien.pdf", "b", agreed=1), paper("m.pdf", "c", **later)])
    assert [row[:3] for row in said(rows)] == [
        ("a.pdf", "remplace", False),
        ("z-ancien.pdf", "remplace", False),
        ("m.pdf", "plus_recent", True),
    ]
    assert {row.other for row in rows if row.verdict is Verdict.REPLACED} == {"m.pdf"}


def test_another_year_counts_beside_even_when_some_weeks_overlap() -> None:
    early = {"start": "2026-11-01", "end": "2027-10-31", "day": "2027-10-31"}
    rows = judged([year(2026, "a"), year(2025, "b"), paper("2027.pdf", "c", **early)])
    assert said(rows) == [
        ("2025.pdf", "accepte", True, ""),
        ("2026.pdf", "accepte", True, ""),
        ("2027.pdf", "accepte", True, ""),
    ]


def test_an_agreed_bilan_is_not_replaced_by_a_project() -> None:
    project = year(2026, "b", "projet.pdf", status="projet", day="2026-12-20")
    assert said(judged([project, year(2026, "a", "convenu.pdf")])) == [
        ("convenu.pdf", "plus_recent", True, "projet.pdf"),
        ("projet.pdf", "remplace", False, "convenu.pdf"),
    ]


def test_a_project_then_agreed_on_as_it_was_is_not_the_same_file() -> None:
    rows = judged([paper("a.pdf", status="projet"), paper("b.pdf")])
    assert said(rows) == [("a.pdf", "remplace", False, "b.pdf"), ("b.pdf", "plus_recent", True, "a.pdf")]


def test_names_do_not_make_a_commune() -> None:
    rows = judged(
        [paper("a.pdf", "a", commune="St-Maur"), paper("b.pdf", "b", commune="Saint-Maur", agreed=1)]
    )
    assert {row.verdict for row in rows} == {Verdict.NEWER, Verdict.REPLACED}
    apart = judged([paper("a.pdf", "a"), paper("b.pdf", "b", insee="36203")])
    assert {row.verdict for row in apart} == {Verdict.ACCEPTED}


def test_an_example_never_counts_nor_replaces() -> None:
    rows = judged([paper("a.pdf", "a", example=True, insee="00000"), paper("b.pdf", "b", example=True)])
    assert {(row.verdict, row.counts) for row in rows} == {(Verdict.ACCEPTED, False)}


@pytest.mark.parametrize("insee", ["", "00000", "20004", "99404", "2C001"])
def test_a_code_that_no_commune_has(insee: str) -> None:
    assert not is_known(insee)
    (row,) = judged([paper("a.pdf", insee=insee)])
    assert (row.verdict, row.counts) == (Verdict.UNKNOWN_COMMUNE, False)


@pytest.mark.parametrize("insee", ["01001", "36202", "2A004", "2B033", "97411", "98818", "95680"])
def test_codes_of_communes(insee: str) -> None:
    assert is_known(insee)


def test_what_was_not_read_comes_last_by_name() -> None:
    papers = [
        Paper("z.pdf", "abime"),
        paper("m.pdf"),
        Paper("b.eml", "vide"),
        Paper("a.pdf", "empreinte_fausse"),
    ]
    assert [(row.file, row.verdict) for row in judged(papers)] == [
        ("m.pdf", Verdict.ACCEPTED),
        ("a.pdf", Verdict.DAMAGED),
        ("b.eml", Verdict.NO_DATA),
        ("z.pdf", Verdict.DAMAGED),
    ]


def test_every_verdict_can_be_reached() -> None:
    assert {*NOT_READ.values(), *HELD, Verdict.SAME, Verdict.UNKNOWN_COMMUNE} == set(Verdict)


@given(
    st.lists(
        st.builds(
            lambda number, code, end, status: year(
                end, f"{number} {code} {end}", f"{number}.pdf", insee=code, status=status
            ),
            st.integers(0, 15),
            st.sampled_from(["36202", "36203", "", "2A004"]),
            st.integers(2024, 2027),
            st.sampled_from(["projet", "convenu"]),
        )
        | st.builds(Paper, st.sampled_from("abc"), st.sampled_from(sorted(NOT_READ))),
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)
def test_any_order_gives_the_same_rows(papers: list[Paper], chance: random.Random) -> None:
    rows = judged(papers)
    shuffled = list(papers)
    chance.shuffle(shuffled)
    assert judged(shuffled) == rows
    assert len(rows) == len(papers)
    assert len({row.file for row in rows}) == len(rows)
    counting = [(row.told.insee, row.told.end) for row in rows if row.counts and row.told]
    assert len(counting) == len(set(counting))
    names = {row.file for row in rows}
    assert all(row.other in names for row in rows if row.other)


def test_a_paper_goes_to_another_process_and_back() -> None:
    assert unpacked(packed(paper("a.pdf"))) == paper("a.pdf")
    assert unpacked(packed(Paper("b", "abime"))) == Paper("b", "abime")
    assert PLAIN.classes == (7, 4, 2, 2, 1, 0)
