"""What changed between two bilans, in words."""

from datetime import date
from typing import Any

from desk.core import report
from desk.core.commune import Commune
from desk.core.report import Activity, Added, Json
from desk.core.report_options import Option
from desk.ui.pages.report_changes import MOST, changes, shortened
from tests.ui.pages.at_work import plain

START, DAY = date(2026, 1, 1), date(2026, 11, 22)


def bilan(points: int = 3, next_point: date | None = None, program: str = "0.6.0", **added: Any) -> Json:
    activity = Activity(START, DAY, points, 2, (), next_point)
    commune = Commune("Valmont", "36202", 412, "CDG 36", "")
    functions = {"elu": "maire", "sgm": "secrétaire générale de mairie"}
    made = report.build(
        commune, functions, activity, (), (), Added(**added), day=DAY, program=program, guide="guide 1"
    )
    return report.sealed(made, agreed=False)


def said(before: Json, after: Json) -> list[str]:
    return [plain(each) for each in changes(before, after)]


def test_the_same_bilan_says_nothing_whatever_the_program() -> None:
    assert said(bilan(), bilan(program="0.7.0")) == []


def test_one_value_replaces_another() -> None:
    assert said(bilan(3), bilan(4, date(2026, 12, 4))) == [
        "Points tenus : 4 (avant : 3)",
        "Prochain point : 4 décembre 2026 (avant : aucune date fixée)",
    ]


def test_lines_of_a_list_come_and_go() -> None:
    before = bilan(asked=("rappel", "juridique"))
    after = bilan(asked=("formation_sgm", "juridique"))
    assert said(before, after) == [
        "Demande : Une formation au secrétariat général de mairie, en plus",
        "Demande : Un appel pour en parler, n’y est plus",
    ]


def test_an_option_and_its_texts() -> None:
    agreed = ((DAY, "Le secrétariat ferme le mercredi"),)
    after = bilan(options=frozenset({Option.AGREED}), agreed=agreed)
    told = said(bilan(), after)
    assert "Ce qui est convenu, mot pour mot : oui (avant : non)" in told
    assert "22 novembre 2026 : Le secrétariat ferme le mercredi, en plus" in told
    assert len(told) == 2


def test_a_line_said_twice_and_another_order_are_told_too() -> None:
    """Whatever asks for the agreement again has its words."""

    def quoting(*lines: str) -> Json:
        return bilan(options=frozenset({Option.AGREED}), agreed=tuple((DAY, line) for line in lines))

    assert said(quoting("Le lundi", "Le lundi"), quoting("Le lundi")) == [
        "22 novembre 2026 : Le lundi, n’y est plus"
    ]
    assert said(quoting("Le lundi", "Le mardi"), quoting("Le mardi", "Le lundi")) == [
        "22 novembre 2026 : dans un autre ordre"
    ]


def test_very_many_changes_are_counted() -> None:
    many = [str(number) for number in range(20)]
    assert shortened(many) == [*many[:MOST], "et 12 autres valeurs"]
    assert shortened(many[: MOST + 1]) == many[: MOST + 1]
