"""A rule of the calendar has what its kind needs; a mistake is refused at its line."""

import re
from datetime import date
from pathlib import Path

import pytest

from desk.core.deadline import Form, OwnKind, RuleKind
from desk.core.errors import UserError
from desk.core.wording import typographic
from desk.data.content import load_calendar

REAL = Path(__file__).parents[2] / "resources" / "calendar.toml"
RULE = """schema = 1
[[deadline]]
id = "essai"
title = "essayer"
reference = "CGCT L2121-7"
as_of = 2026-02-28
tag = "S"
"""


def load(folder: Path, lines: str) -> None:
    path = folder / "calendar.toml"
    path.write_text(RULE + lines, "utf-8")
    (rule,) = load_calendar(path)
    assert rule.kind in RuleKind


@pytest.mark.parametrize(
    "lines",
    [
        'kind = "chaque_annee"\ndays = ["04-15"]\nmet_by = ["conseil", "installation"]',
        'kind = "une_fois"\non = 2026-03-15\nserves_as = ["scrutin"]',
        'kind = "commission_de_controle"',
        'kind = "recensement"',
        'kind = "jours_francs_avant"\nanchors = ["conseil"]\ncount = 3',
        'kind = "jours_apres"\nanchors = ["conseil", "installation"]\ncount = 7',
        'kind = "jours_apres_la_suivante"\nanchors = ["conseil"]\ncount = 7',
        'kind = "mois_apres"\nanchors = ["installation"]\ncount = 6',
        'kind = "sixieme_vendredi_avant"\nanchors = ["scrutin"]',
        'kind = "commission_avant_scrutin"\nanchors = ["scrutin"]',
        'kind = "vendredi_au_dimanche_suivant"\nanchors = ["tour_municipal"]',
    ],
)
def test_each_kind_with_what_it_needs_is_read(tmp_path: Path, lines: str) -> None:
    load(tmp_path, lines)


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        ('kind = "chaque_annee"', 2, "« days » va avec"),
        ('kind = "chaque_annee"\ndays = []', 9, "« days » va avec"),
        ('kind = "une_fois"\ndays = ["04-15"]\non = 2026-03-15', 9, "« days » va avec"),
        ('kind = "commission_de_controle"\non = 2026-03-15', 9, "« on » va avec"),
        ('kind = "mois_apres"\ncount = 6', 2, "« anchors » va avec"),
        ('kind = "mois_apres"\nanchors = ["installation"]', 2, "« count » va avec"),
        ('kind = "mois_apres"\nanchors = ["installation"]\ncount = -6', 10, "« count » commence à 1"),
        ('kind = "sixieme_vendredi_avant"\nanchors = ["scrutin"]\ncount = 6', 10, "« count » va avec"),
        ('kind = "mois_apres"\nanchors = ["mariage"]\ncount = 6', 9, "« mariage »"),
        ('kind = "recensement"\nserves_as = ["scrutin"]', 9, "« serves_as » va avec « une_fois »"),
        ('kind = "recensement"\nmet_by = ["fete"]', 9, "« fete »"),
        ('kind = "tous_les_lundis"', 8, "« tous_les_lundis »"),
    ],
)
def test_what_a_kind_lacks_or_has_too_much_is_refused(
    tmp_path: Path, lines: str, line: int, reason: str
) -> None:
    with pytest.raises(UserError, match=rf"calendar\.toml », ligne {line}, ") as caught:
        load(tmp_path, lines)
    assert reason in caught.value.sentence


def test_the_polls_of_march_2026_are_what_rules_hang_on() -> None:
    rules = {rule.id: rule for rule in load_calendar(REAL)}
    first, second = rules["municipales-2026-tour-1"], rules["municipales-2026-tour-2"]
    assert (first.on, first.serves_as) == (date(2026, 3, 15), frozenset({OwnKind.POLL, OwnKind.ROUND}))
    assert (second.on, second.serves_as) == (date(2026, 3, 22), frozenset({OwnKind.ROUND}))
    assert rules["inscriptions"].anchors == {OwnKind.POLL}
    assert rules["inscriptions"].form is Form.ON
    assert [one for one in rules.values() if one.kind is RuleKind.ONCE and one.serves_as] == [first, second]


def test_every_rule_has_a_reference_a_day_and_french_typography() -> None:
    for rule in load_calendar(REAL):
        assert rule.as_of == date(2026, 2, 28)
        assert re.search(r"\d", rule.reference) or "CGCT" in rule.reference, rule.id
        for text in (rule.title, rule.note, rule.wording, rule.reference):
            assert typographic(text) == text
        assert not rule.title.endswith(".")
        assert not rule.note or rule.note.endswith(".")
