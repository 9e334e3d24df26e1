"""`resources/schema` says what a bilan's data is: that of every version keeps to it, and no more leaves."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from desk import paths
from desk.core.report import MOST_ROUNDS, REPORT_GAPS, SCHEMA
from desk.core.report_asks import LABELS
from desk.core.report_options import Option
from desk.core.report_shape import is_report
from desk.core.text import LONGEST
from desk.pdf.read_report import read_report
from tests.long_report import ten_years
from tests.pdf.schema_check import problems

Json = dict[str, Any]

REPORTS = Path(__file__).parents[1] / "fixtures" / "reports"
RELEASED = sorted(REPORTS.glob("*.pdf"))
SCHEMAS = {number: f"rapport-{number}.schema.json" for number in range(1, SCHEMA + 1)}


def schema(number: int) -> Json:
    path = paths.resources() / "schema" / SCHEMAS[number]
    found: Json = json.loads(path.read_text(encoding="utf-8"))
    return found


def made() -> list[Json]:
    return [
        ten_years(),
        ten_years(rounds=0, agreed=0, actions=0, options=(), status=False),
        ten_years(rounds=1, options=[Option.MARKS], example=True),
        {**ten_years(rounds=2, agreed=1, actions=1), "precedent": None, "demandes": []},
    ]


def test_each_version_of_the_data_has_its_schema() -> None:
    shipped = {path.name for path in (paths.resources() / "schema").iterdir()}
    assert shipped == set(SCHEMAS.values())
    for number in SCHEMAS:
        assert schema(number)["properties"]["schema"]["const"] == number
        assert schema(number)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_what_every_version_wrote_keeps_to_it(path: Path) -> None:
    _, data = read_report(path.read_bytes())
    assert data is not None
    assert problems(data, schema(data["schema"])) == []


@pytest.mark.parametrize("place", range(4))
def test_what_is_written_now_keeps_to_it(place: int) -> None:
    assert problems(made()[place], schema(SCHEMA)) == []


def test_nothing_else_may_leave() -> None:
    """A value that the schema does not know, at any depth, is told."""
    data = ten_years(rounds=2, agreed=1, actions=1)
    objects = [found for found in inside(data) if isinstance(found, dict)]
    assert len(objects) > 40
    for each in objects:
        each["note"] = "Un mot de trop"
        assert problems(data, schema(SCHEMA))
        del each["note"]
    assert problems(data, schema(SCHEMA)) == []


def inside(value: Any) -> Iterator[Any]:
    yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from inside(each)


CHANGES: list[tuple[str, Callable[[Json], None]]] = [
    ("a count below zero", lambda data: data["points"].update(tenus=-1)),
    ("true is no count", lambda data: data.update(convenu=True)),
    ("a date without its year", lambda data: data.update(date="27/11/2026")),
    ("an INSEE code of letters", lambda data: data["commune"].update(insee="ABCDE")),
    ("a mark beyond six", lambda data: data["regards"][0]["pratiques"][0]["reperes"].update(elu=7)),
    ("a mark that is a fraction", lambda data: data["regards"][0]["pratiques"][0]["reperes"].update(elu=2.5)),
    ("another standing", lambda data: data.update(statut="accepté")),
    ("a fingerprint cut short", lambda data: data.update(empreinte="abc")),
    ("an unknown demand", lambda data: data["demandes"].append("mediation")),
    ("an unknown state", lambda data: data["titres_actions"][0].update(etat="perdue")),
    ("a missing class", lambda data: data["regards"][0]["pratiques"][0]["classes"].pop("a_eclaircir")),
    ("no subjects", lambda data: data.pop("sujets")),
    ("a text instead of a list", lambda data: data.update(regards="aucun")),
    ("half a period before", lambda data: data["precedent"].pop("au")),
]


@pytest.mark.parametrize("change", [each for _, each in CHANGES], ids=[name for name, _ in CHANGES])
def test_the_reader_refuses_what_the_schema_refuses(change: Callable[[Json], None]) -> None:
    data = deepcopy(ten_years(rounds=2, agreed=1, actions=1))
    assert is_report(data)
    assert problems(data, schema(SCHEMA)) == []
    change(data)
    assert problems(data, schema(SCHEMA))
    assert not is_report(data)


def test_the_schema_names_what_the_program_names() -> None:
    told = schema(SCHEMA)
    properties = told["properties"]
    assert list(told["$defs"]["classes"]["properties"]) == [gap.value for gap in REPORT_GAPS]
    assert properties["demandes"]["items"]["enum"] == list(LABELS)
    assert list(properties["options"]["properties"]) == [option.value for option in Option]
    assert properties["regards"]["maxItems"] == MOST_ROUNDS
    for words in ("titres_convenu", "titres_actions"):
        # Each name in it may have become a longer function.
        assert properties[words]["items"]["properties"]["texte"]["maxLength"] == 2 * LONGEST
    assert set(properties) == set(ten_years(rounds=1, agreed=0, actions=0))


def test_every_value_is_described_in_french() -> None:
    for number in SCHEMAS:
        described = [each for each in inside(schema(number)) if is_a_value(each)]
        assert len(described) > 30
        for each in described:
            about = each.get("description", "")
            assert about[:1].isupper() or about.startswith("«")
            assert about.endswith(".")


def is_a_value(found: Any) -> bool:
    """Whether it is a schema that says what a value may be, which describes itself."""
    words = {"type", "$ref", "enum", "const", "anyOf"}
    says = isinstance(found, dict) and any(not isinstance(found.get(word, {}), dict) for word in words)
    return says and found != {"type": "null"} and set(found) != {"$ref"}
