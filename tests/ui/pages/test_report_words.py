"""Every value of the bilan's data is said in words, and nothing else is."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desk.core.chart_words import mark_words
from desk.core.meetings import ACTION_LABELS, ActionState
from desk.core.report_asks import LABELS
from desk.core.wording import NBSP, capital, long_date
from desk.pdf.read_report import read_report
from desk.ui.pages.report_words import grouped, parts
from tests.long_report import DAY, ten_years

REPORTS = Path(__file__).parents[2] / "fixtures" / "reports"
RELEASED = sorted(REPORTS.glob("*.pdf"))


def said(data: dict[str, Any]) -> str:
    return "\n".join(f"{part.title}\n{name} {value}" for part in parts(data) for name, value in part.rows)


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from leaves(inside, (*path, key))
    elif isinstance(value, list):
        for inside in value:
            yield from leaves(inside, path)
    else:
        yield path, value


WORDED: dict[str, Callable[[Any], str]] = {
    "demandes": lambda value: capital(LABELS[value]),
    "etat": lambda value: ACTION_LABELS[ActionState(value)],
    "empreinte": grouped,
    "elu": lambda value: value if isinstance(value, str) else mark_words(value),
    "sgm": lambda value: value if isinstance(value, str) else mark_words(value),
    "population": lambda value: f"{value:,}".replace(",", NBSP),
}


def worded(path: tuple[str, ...], value: Any) -> str:
    """How a value is to be said."""
    if path[-1] in WORDED:
        return WORDED[path[-1]](value)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return long_date(DAY.fromisoformat(value))
    return str(value)


def test_each_value_is_said() -> None:
    data = ten_years(rounds=3, agreed=5, actions=12)
    text = said(data).lower()
    told = [
        (path, value) for path, value in leaves(data) if not isinstance(value, bool) and value is not None
    ]
    assert len(told) > 250
    for path, value in told:
        assert worded(path, value).lower() in text, path


def test_each_class_of_each_practice_is_counted() -> None:
    data = ten_years(rounds=2, agreed=0, actions=0)
    sections = [part for part in parts(data) if part.title.startswith("Regards croisés, ")]
    assert [part.title for part in sections] == [
        "Regards croisés, automne 2026",
        "Regards croisés, printemps 2026",
    ]
    for round_, part in zip(data["regards"], sections, strict=True):
        assert len(part.rows) == 1 + len(round_["pratiques"])
        for entry, (title, value) in zip(round_["pratiques"], part.rows[1:], strict=True):
            assert title == entry["titre"]
            numbers = [int(word.split(NBSP)[0]) for word in value.split(" ; ")[0].split(", ")]
            assert numbers == [number for number in entry["classes"].values() if number]


@pytest.mark.parametrize("option", ["reperes", "convenu", "actions"])
def test_an_addition_is_said_only_when_it_is_on(option: str) -> None:
    data = ten_years(rounds=1, agreed=2, actions=2, options=())
    title = {"reperes": "Repères", "convenu": "mot pour mot", "actions": "Les intitulés"}[option]
    own = "".join(part.title + "".join(v for _, v in part.rows) for part in parts(data))
    assert title not in own
    assert title in said(ten_years(rounds=1, agreed=2, actions=2))


def test_an_empty_bilan_says_so_in_words() -> None:
    data = ten_years(rounds=0, agreed=0, actions=0)
    data = {**data, "precedent": None, "demandes": [], "pratiques_choisies": []}
    text = said(data)
    for told in (
        "aucun : rien n’est comparé",
        "Demandes aucune",
        "Pratiques aucune",
        "aucun à cette date",
        "aucun sur la période",
        "Pratiques, par leur identifiant aucune",
    ):
        assert told in text


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_the_data_of_every_version_is_said(path: Path) -> None:
    verdict, data = read_report(path.read_bytes())
    assert verdict == "lu"
    assert data is not None
    found = [part.title for part in parts(data)]
    assert found[0] == "La commune"
    assert found[-1] == "Le document"
    assert ("Ce que vous ajoutez" in found) is (data["schema"] > 1)
    assert not any("Regards croisés, Regards" in title for title in found)
