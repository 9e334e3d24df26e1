"""« Mon CDG »: named fields, what is refused, and whose words win."""

from dataclasses import fields

import pytest

from desk.core.cdg import EMPTY, FIELDS, MAX_LENGTH, CdgSheet
from desk.core.errors import UserError
from desk.core.wording import typographic


def test_the_fields_named_are_the_sheet_s_in_order() -> None:
    assert [field.key for field in FIELDS] == [field.name for field in fields(CdgSheet)]
    for field in FIELDS:
        assert field.label
        assert typographic(field.hint) == field.hint


def test_an_empty_sheet_has_nothing_to_show() -> None:
    assert CdgSheet.from_mapping({}) == EMPTY
    assert EMPTY.filled() == ()
    assert set(EMPTY.to_mapping().values()) == {""}


def test_what_was_written_comes_back() -> None:
    sheet = CdgSheet.from_mapping({"contact": "Mme Roy, mardi et jeudi", "network": "Chaque trimestre"})
    assert CdgSheet.from_mapping(sheet.to_mapping()) == sheet
    assert [(field.key, text) for field, text in sheet.filled()] == [
        ("contact", "Mme Roy, mardi et jeudi"),
        ("network", "Chaque trimestre"),
    ]


def test_control_characters_go_and_lines_and_french_spaces_stay() -> None:
    sheet = CdgSheet.from_mapping({"training": "  Lundi\u00a0: 9\u202fh \r\n\tmardi\x07\x1b \n"})
    assert sheet.training == "Lundi\u00a0: 9\u202fh\nmardi"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"telephone": "02"}, "champ inconnu, « telephone »"),
        ({"name": 36}, "« Nom du centre de gestion » n’est pas un texte"),
        ({"name": "x" * (MAX_LENGTH + 1)}, f"dépasse {MAX_LENGTH} caractères"),
    ],
)
def test_what_is_no_sheet_is_refused(values: dict[str, object], said: str) -> None:
    with pytest.raises(UserError) as caught:
        CdgSheet.from_mapping(values)
    assert said in caught.value.sentence


def test_the_commune_s_words_come_before_the_pack_s() -> None:
    mine = CdgSheet(contact="Mme Roy")
    pack = CdgSheet(contact="Accueil", mediation="Sur demande")
    assert mine.completed_by(pack) == CdgSheet(contact="Mme Roy", mediation="Sur demande")
