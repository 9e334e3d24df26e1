"""A pack put in use and taken back from a carnet, and what stays known of practices it had or left out."""

from dataclasses import replace
from pathlib import Path

import pytest

from desk import paths
from desk.core.errors import UserError
from desk.data.shipped import ShippedContent
from desk.notebook import handouts, packs, practices, report, rounds
from desk.notebook.book import Notebook, Topic
from tests import packs as made


@pytest.fixture
def book(book: Notebook, tmp_path: Path) -> Notebook:
    """The carnet on a profile of its own."""
    book.env = replace(book.env, content=ShippedContent(paths.resources(), tmp_path / "guide"))
    return book


@pytest.fixture
def received(tmp_path: Path) -> Path:
    path = tmp_path / "cdg00.guide"
    path.write_bytes(made.pack())
    return path


def test_it_is_looked_at_then_used_as_it_was_looked_at(book: Notebook, received: Path) -> None:
    offer = packs.offered(book, received)
    assert packs.in_use(book) is None
    received.write_bytes(b"another file, since")
    change = packs.use(book, offer)
    assert change.topics == {Topic.GUIDE}
    assert change.label == "Guide en usage : Centre de gestion de l’exemple"
    assert packs.in_use(book) == offer.summary.manifest
    assert packs.official(book) is not None
    with pytest.raises(UserError, match="abîmé"):
        packs.offered(book, received)
    packs.give_back(book)
    assert packs.in_use(book) is None
    assert packs.official(book) is None


def test_a_practice_left_out_keeps_its_title_in_the_bilan(book: Notebook, received: Path) -> None:
    practices.choose(book, "p03")
    before = report.data(book, book.today)["pratiques_choisies"]
    packs.use(book, packs.offered(book, received))
    assert report.data(book, book.today)["pratiques_choisies"] == before
    shown = practices.readable(book, "p03")
    assert (shown.number, shown.short_title, shown.related) == (0, "Délégations et signatures", ())
    assert handouts.practice(book, "p03").title
    with pytest.raises(KeyError):
        practices.choose(book, "p04")


def test_a_practice_of_a_pack_taken_back_is_known_by_its_rounds(book: Notebook, received: Path) -> None:
    packs.use(book, packs.offered(book, received))
    practices.choose(book, "c00p01")
    packs.give_back(book)
    assert practices.title(book, "c00p01") == ""
    assert report.data(book, book.today)["pratiques_choisies"] == [], "nobody knows its title"
    assert practices.readable(book, "c00p01").title == "Pratique d’un autre guide"
    packs.use(book, packs.offered(book, received))
    rounds.start(book, ["c00p01"])
    packs.give_back(book)
    shown = practices.readable(book, "c00p01")
    assert practices.title(book, "c00p01") == shown.title == "Se retrouver entre communes"
    assert [each.id for each in shown.statements] == ["c00p01s1"]
    assert "n’est plus dans le guide en usage" in shown.sections[0].body
    assert [each["id"] for each in report.data(book, book.today)["pratiques_choisies"]] == ["c00p01"]


def test_the_last_round_decides_the_title_that_is_kept(book: Notebook, received: Path) -> None:
    packs.use(book, packs.offered(book, received))
    rounds.close_unopened(book, rounds.start(book, ["c00p01"]).id)
    assert practices.title(book, "c00p01") == "Se retrouver entre communes"
    renamed = made.replaced(made.files(), "c00p01/practice.toml", "Se retrouver entre communes", "S’appeler")
    received.write_bytes(made.archive(made.sealed(renamed)))
    packs.use(book, packs.offered(book, received))
    rounds.start(book, ["c00p01"])
    packs.give_back(book)
    assert practices.title(book, "c00p01") == "S’appeler"
