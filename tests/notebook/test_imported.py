"""Rows that no program of ours wrote: an import refuses what a screen could not show."""

import json
from pathlib import Path
from typing import Any

import pytest

from desk.core.errors import UserError
from desk.notebook import transfer

EXPORT = Path(__file__).parent.parent / "fixtures" / "exports" / "0.6.0.json"
ODD: list[tuple[str, str, Any]] = [
    ("round", "state", "en grève"),
    ("round", "profile", "sans_mairie"),
    ("round_count", "class", "[[[["),
    ("meeting", "kind", "réunion"),
    ("meeting", "participants", "[" * 100_000),
    ("meeting", "day", "2026-02-30"),
    ("cdg_sheet", "content", '{"a":' * 100_000),
    ("report", "data", "[" * 100_000),
]


@pytest.mark.parametrize(("table", "column", "value"), ODD, ids=lambda value: str(value)[:12])
def test_an_odd_value_is_refused_and_leaves_nothing(
    table: str, column: str, value: object, tmp_path: Path
) -> None:
    said = json.loads(EXPORT.read_bytes())
    if not said["tables"][table]:
        said["tables"][table].append({"id": "1", column: value})
    said["tables"][table][0][column] = value
    with pytest.raises(UserError, match="ne peut pas être repris"):
        transfer.restore(json.dumps(said).encode(), tmp_path / "repris.binome")
    assert not list(tmp_path.iterdir())
