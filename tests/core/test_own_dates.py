"""The commune's own dates, what they bring, and what they make useless."""

import re
from datetime import date
from pathlib import Path

import pytest

from desk.core.commune import Commune
from desk.core.deadline import OWN_LABELS, OwnKind
from desk.core.own_dates import OWN_SOURCE, Coming, OwnDeadline, OwnOccurrence, coming
from desk.core.wording import NBSP
from desk.data.content import load_calendar

RULES = load_calendar(Path(__file__).parents[2] / "resources" / "calendar.toml")
SIZES = (300, 1200, 2600, 4000)


def commune(population: int | None) -> Commune:
    return Commune("Valmont", population=population)


def own(kind: OwnKind, on: date, own_id: str = "a", *, yearly: bool = False) -> OwnDeadline:
    return OwnDeadline(own_id, OWN_LABELS[kind], on, yearly, kind)


def council(on: date, own_id: str = "a") -> OwnDeadline:
    return own(OwnKind.COUNCIL, on, own_id)


def read(
    dates: list[OwnDeadline], population: int | None, today: date, weeks: int = 60
) -> dict[str, list[str]]:
    """Rule id, or own id in brackets → its days."""
    found: dict[str, list[str]] = {}
    for one in coming(RULES, dates, commune(population), today, weeks):
        name = f"[{one.own_id}]" if isinstance(one, OwnOccurrence) else one.rule_id
        found.setdefault(name, []).append(one.day.isoformat())
    return found


def only(found: list[Coming], rule_id: str) -> list[Coming]:
    return [one for one in found if not isinstance(one, OwnOccurrence) and one.rule_id == rule_id]


# A council of February and one of March, on each side of a month's end, and of 29 February in 2028 and 2032.
# Written by hand: notice of three and of five clear days, list within the week, minutes in the week
# after the second council.
COUNCILS = """
year  council  three    five     list     minutes
2027  02-26    02-22    02-20    03-05    04-08
2027  04-01    03-28    03-26    04-08    -
2028  02-25    02-21    02-19    03-03    03-10
2028  03-03    02-28    02-26    03-10    -
2029  02-28    02-24    02-22    03-07    03-12
2029  03-05    03-01    02-27    03-12    -
2030  04-30    04-26    04-24    05-07    05-17
2030  05-10    05-06    05-04    05-17    -
2031  12-19    12-15    12-13    12-26    -
2032  02-27    02-23    02-21    03-05    03-09
2032  03-02    02-27    02-25    03-09    -
"""
ROWS = [line.split() for line in COUNCILS.strip().splitlines()[1:]]


@pytest.mark.parametrize("population", SIZES)
@pytest.mark.parametrize("year", range(2027, 2033))
def test_councils_bring_their_notice_list_and_minutes(population: int, year: int) -> None:
    rows = [row for row in ROWS if row[0] == str(year)]
    dates = [council(date.fromisoformat(f"{year}-{row[1]}"), f"c{n}") for n, row in enumerate(rows)]
    found = read(dates, population, date(year, 1, 1))
    notice = 3 if population == 4000 else 2
    names = {2: "convocation-trois-jours", 3: "convocation-cinq-jours"}
    assert found[names[notice]] == [f"{year}-{row[notice]}" for row in rows]
    assert names[5 - notice] not in found
    assert found["liste-deliberations"] == [f"{year}-{row[4]}" for row in rows]
    assert found.get("proces-verbal", []) == [f"{year}-{row[5]}" for row in rows if row[5] != "-"]
    assert [found[f"[c{n}]"] for n in range(len(rows))] == [[f"{year}-{row[1]}"] for row in rows]


def test_a_council_just_after_the_new_year_is_called_in_december() -> None:
    found = coming(RULES, [council(date(2027, 1, 4))], commune(300), date(2026, 12, 28), 2)
    notice = only(found, "convocation-trois-jours")
    assert [(one.day, one.wording) for one in notice] == [
        (date(2026, 12, 31), f"au plus tard le 31{NBSP}décembre")
    ]
    assert notice[0].title.replace(NBSP, " ").endswith(" · conseil du 4 janvier 2027")


def test_the_minutes_of_a_past_council_wait_for_the_next_one() -> None:
    past = council(date(2026, 11, 6), "past")
    today = date(2026, 11, 22)
    assert "proces-verbal" not in read([past], 300, today)
    assert read([past, council(date(2026, 12, 11), "next")], 300, today)["proces-verbal"] == ["2026-12-18"]


def test_a_planned_council_answers_for_its_quarter_only() -> None:
    today = date(2027, 1, 1)
    found = read([council(date(2027, 3, 31), "b"), council(date(2027, 7, 1), "c")], 300, today, 52)
    assert found["conseil-trimestre"] == ["2027-06-30", "2027-12-31"]
    assert read([], 300, today, 52)["conseil-trimestre"] == [
        "2027-03-31", "2027-06-30", "2027-09-30", "2027-12-31",
    ]  # fmt: skip
    first_day = read([council(date(2027, 1, 1))], 300, today, 52)
    assert first_day["conseil-trimestre"] == ["2027-06-30", "2027-09-30", "2027-12-31"]


@pytest.mark.parametrize("population", SIZES)
def test_a_poll_brings_the_commission_and_spares_the_one_of_december(population: int) -> None:
    found = read([own(OwnKind.POLL, date(2027, 4, 11))], population, date(2027, 1, 1))
    assert found["inscriptions"] == ["2027-03-05"]
    assert found["commission-avant-scrutin"] == ["2027-03-21"]
    assert "2027-12-30" not in found.get("listes-electorales", [])


@pytest.mark.parametrize(
    ("poll", "in_december"),
    [
        (date(2029, 1, 21), {2029}),  # the commission met from 28 to 31 December 2028
        (date(2029, 1, 24), {2028, 2029}),  # from 31 December to 3 January: of neither year for certain
        (date(2029, 1, 28), {2028}),
    ],
)
def test_a_poll_of_january_has_its_commission_in_the_year_before(poll: date, in_december: set[int]) -> None:
    found = read([own(OwnKind.POLL, poll)], 300, date(2028, 11, 1), 65)
    assert {int(day[:4]) for day in found["listes-electorales"]} == in_december


INSTALLED = {
    "publication": "2026-03-23",
    "liste-deliberations": "2026-03-29",
    "recolement": "2026-04-22",
    "commission-impots-directs": "2026-05-22",
    "indemnites-mandat": "2026-06-22",
    "session-information": "2026-09-22",
    "formation-elus-delegues": "2027-03-22",
}


@pytest.mark.parametrize("population", SIZES)
def test_what_follows_the_installation_of_a_council(population: int) -> None:
    found = read([own(OwnKind.INSTALLATION, date(2026, 3, 22))], population, date(2026, 3, 1))
    for rule_id, day in INSTALLED.items():
        assert found[rule_id] == [day], rule_id
    assert found.get("reglement-interieur") == (["2026-09-22"] if population >= 1000 else None)
    assert found["conseil-trimestre"][0] == "2026-06-30"
    assert not {"convocation-trois-jours", "convocation-cinq-jours"} & set(found)


def test_an_installation_noted_as_a_council_too_is_said_once() -> None:
    day = date(2026, 3, 22)
    found = read([own(OwnKind.INSTALLATION, day, "i"), council(day, "c")], 300, date(2026, 3, 1))
    assert found["liste-deliberations"] == ["2026-03-29"]
    assert found["publication"] == ["2026-03-23"]


@pytest.mark.parametrize("given", [date(2022, 1, 20), date(2027, 1, 1), date(2032, 2, 29)])
def test_census_comes_every_five_years_from_the_year_given(given: date) -> None:
    for yearly in (False, True):
        dates = [own(OwnKind.CENSUS, given, yearly=yearly)]
        found = read(dates, 300, date(2026, 1, 1), 7 * 53)
        assert found["recensement"] == ["2027-01-21", "2032-01-15"]
        assert "[a]" not in found


def test_dates_of_the_prefecture_and_of_the_cdg_are_limits() -> None:
    dates = [
        own(OwnKind.GRANT, date(2026, 12, 18), "detr"),
        own(OwnKind.SOCIAL_REPORT, date(2026, 12, 1), "rsu"),
        OwnDeadline("fete", "repas des aînés", date(2026, 12, 12)),
    ]
    found = coming(RULES, dates, commune(300), date(2026, 11, 22), 6)
    said = {one.own_id: one.wording for one in found if isinstance(one, OwnOccurrence)}
    assert said == {
        "detr": f"au plus tard le 18{NBSP}décembre",
        "rsu": f"au plus tard le 1er{NBSP}décembre",
        "fete": f"le 12{NBSP}décembre",
    }
    assert {one.source for one in found if isinstance(one, OwnOccurrence)} == {OWN_SOURCE}
    assert [one.day for one in found] == sorted(one.day for one in found)


def test_a_yearly_date_comes_back_and_29_february_on_the_28th() -> None:
    leap = OwnDeadline("leap", "bulletin municipal", date(2028, 2, 29), yearly=True)
    assert read([leap], 300, date(2026, 1, 1), 7 * 53)["[leap]"] == [
        "2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29",
    ]  # fmt: skip
    once = OwnDeadline("once", "inauguration", date(2028, 2, 29))
    assert read([once], 300, date(2026, 1, 1), 7 * 53)["[once]"] == ["2028-02-29"]


def test_both_ends_of_the_horizon_are_in() -> None:
    one = OwnDeadline("a", "réunion publique", date(2027, 2, 12))
    assert "[a]" in read([one], 300, date(2027, 2, 12), 0)
    assert "[a]" in read([one], 300, date(2027, 1, 1), 6)
    assert "[a]" not in read([one], 300, date(2026, 12, 31), 6)
    assert "[a]" not in read([one], 300, date(2027, 2, 13), 60)


@pytest.mark.parametrize("population", [*SIZES, None])
def test_the_same_deadline_has_the_same_id_in_two_runs(population: int | None) -> None:
    dates = [
        council(date(2027, 3, 19), "c1"),
        council(date(2027, 6, 18), "c2"),
        own(OwnKind.POLL, date(2027, 4, 11), "p"),
        own(OwnKind.GRANT, date(2026, 12, 18), "d", yearly=True),
    ]
    early = coming(RULES, dates, commune(population), date(2026, 11, 22), 60)
    late = coming(RULES, list(reversed(dates)), commune(population), date(2027, 3, 1), 40)
    assert len({one.id for one in early}) == len(early)
    by_id = {one.id: one.day for one in early}
    shared = [one for one in late if one.day <= date(2027, 12, 1)]
    assert len(shared) > 20
    assert all(by_id[one.id] == one.day for one in shared)
    assert "liste-deliberations:c1:2027-03-26" in by_id
    assert "d:2026-12-18" in by_id


def test_every_kind_has_its_label() -> None:
    assert set(OWN_LABELS) == set(OwnKind)


def test_labels_are_short_and_say_what_a_new_mayor_knows() -> None:
    for label in OWN_LABELS.values():
        assert len(label) <= 60
        assert not re.search(r"tour municipal|complété|recensement|scrutin", label), label
