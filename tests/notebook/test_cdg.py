"""« Mon CDG »: the commune's words first, then its page, then the pack's."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk.core.cdg import CdgSheet
from desk.core.errors import UserError
from desk.core.markdown import parse
from desk.notebook import cdg, people
from desk.notebook.book import Notebook
from desk.notebook.undo import undo


def test_the_name_and_address_come_from_the_communes_page(book: Notebook) -> None:
    assert cdg.own_sheet(book).name == "CDG 36"
    assert cdg.own_sheet(book).contact == "contact@cdg36.invalid"


def test_what_was_written_is_told_apart_from_what_is_known(book: Notebook) -> None:
    cdg.write(book, {"network": "Le mardi"})
    assert (cdg.written(book).name, cdg.written(book).network) == ("", "Le mardi")


@given(st.text(max_size=200))
@example("httphttp://://exemple &amp; ____ <b> - 1.")
def test_any_text_can_be_printed(text: str) -> None:
    assert parse(f"### Réseau\n\n{cdg._as_items(text)}") is not None


def test_the_sheet_to_print_holds_what_is_filled_and_no_mark_of_its_own(book: Notebook) -> None:
    cdg.write(book, {"contact": "# Mme *Exemple*\n1. https://cdg.exemple.invalid/a__b\n[lien](page:x)"})
    letter = cdg.letter(book)
    assert letter is not None
    assert letter.body == (
        "### Nom du centre de gestion\n\n- CDG 36\n\n### Interlocuteur\n\n"
        "- # Mme ×Exemple×\n- 1. cdg.exemple.invalid/a_b\n- (lien)(page:x)"
    )
    assert parse(letter.body)


def test_an_empty_sheet_is_not_printed(book: Notebook) -> None:
    people.update_commune(book, replace(people.commune(book), cdg_name="", cdg_email=""))
    assert cdg.letter(book) is None


def test_fields_are_kept_one_by_one_and_undone(book: Notebook) -> None:
    cdg.write(book, {"network": "Réunion chaque trimestre"})
    change = cdg.write(book, {"mediation": "Sur demande"})
    assert cdg.own_sheet(book).network == "Réunion chaque trimestre"
    assert cdg.own_sheet(book).mediation == "Sur demande"
    undo(book, change)
    assert cdg.own_sheet(book).mediation == ""
    with pytest.raises(UserError, match="dépasse"):
        cdg.write(book, {"network": "x" * 1001})


def test_a_pack_fills_what_the_commune_left_empty(book: Notebook) -> None:
    class Packed:
        """The shipped content, with the sheet of a pack."""

        cdg = CdgSheet(network="Le réseau du CDG", training="Deux sessions")

    cdg.write(book, {"network": "Le nôtre"})
    book.env = replace(book.env, content=Packed())  # type: ignore[arg-type]  # one part is enough here
    assert cdg.sheet(book).network == "Le nôtre"
    assert cdg.sheet(book).training == "Deux sessions"
