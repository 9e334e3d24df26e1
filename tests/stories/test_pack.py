"""A centre de gestion's guide arrives between two regards croisés: what was asked stays as it was asked."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from desk import paths
from desk.app import App
from desk.core.people import Seat
from desk.core.scale import Answer
from desk.data.shipped import ShippedContent
from desk.notebook import opening, people, practices, report, rounds, sheets, unsealing
from desk.notebook.book import Notebook
from desk.notebook.environment import make
from desk.notebook.opening import Setup
from desk.ui.window import Window
from tests import packs
from tests.stories.hands import Hands, plain

DAY = date(2026, 11, 22)
NOW = datetime.combine(DAY, time(14, 32))
OLD = "Une consigne sensible (argent, personnel, urbanisme) laisse une trace écrite."
CDG = "Centre de gestion de l'exemple"


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[App]:
    profile = paths.profile(tmp_path / "profil")
    app = App(qapp, profile, make(paths.resources(), profile.copies, lambda: NOW, profile.guide))
    yield app
    if app.shown is not None:
        app.shown.close()
    app.close_book()


@pytest.fixture
def hands(program: App) -> Hands:
    return Hands(program.qt)


@pytest.fixture
def carnet(program: App, valmont: Setup, tmp_path: Path) -> Path:
    path = tmp_path / "valmont.binome"
    opening.close(opening.create(path, valmont, program.env))
    return path


def hold(book: Notebook, practice_ids: list[str]) -> str:
    """A whole round: both answer all of it, and open it together."""
    round_id = rounds.start(book, practice_ids).id
    both = people.pair(book)
    sessions = [people.unlock(book, person.id, "") for person in (both.elu, both.sgm)]
    for session, answer in zip(sessions, (Answer.ALWAYS, Answer.NEVER), strict=True):
        for statement in rounds.get(book, round_id).statements:
            sheets.answer(book, session, round_id, statement.id, answer)
        sheets.hand_in(book, session, round_id)
    unsealing.open_together(book, round_id, *sessions)
    return round_id


def asked(book: Notebook, round_id: str) -> dict[str, str]:
    return {each.id: each.text for each in rounds.get(book, round_id).statements}


def labels(window: Window) -> list[str]:
    QApplication.processEvents()
    return [plain(label.text()) for label in window.page.findChildren(QLabel) if label.isVisible()]


def choose_file(monkeypatch: pytest.MonkeyPatch, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))


def test_the_past_keeps_its_words_and_the_next_round_has_the_new_ones(
    program: App, hands: Hands, carnet: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program.start(carnet)
    window, book = program.shown, program.book
    assert isinstance(window, Window)
    assert book is not None
    old = hold(book, ["p02", "p03"])
    practices.choose(book, "p03")
    before, counts = asked(book, old), rounds.counts(book, old)
    assert before["p02s5"] == OLD
    bilan = report.data(book, DAY)

    window.go("guide_pack")
    choose_file(monkeypatch, tmp_path / "cdg00.guide", packs.pack())
    hands.click("Ajouter le guide de mon CDG…", lambda: hands.click("Utiliser ce guide"))
    hands.settle()
    assert book.guide.publisher == "Centre de gestion de l’exemple"

    assert asked(book, old) == before
    assert rounds.counts(book, old) == counts
    assert report.data(book, DAY)["regards"] == bilan["regards"]
    assert report.data(book, DAY)["pratiques_choisies"] == bilan["pratiques_choisies"]
    window.go("comparison", round_id=old)
    hands.click("M. Rey, maire")
    read = " ".join(labels(window))
    assert plain(OLD) in read
    assert "Clarifier les rôles" in read
    assert "Dire qui fait quoi" not in read
    assert packs.NEW_WORDING not in read

    new = hold(book, ["p02", "c00p01"])
    assert asked(book, new)["p02s5"] == packs.NEW_WORDING
    assert asked(book, old) == before
    told = report.data(book, DAY)["regards"]
    titles = [[(each["id"], each["titre"]) for each in one["pratiques"]] for one in told]
    assert titles == [
        [("p02", "Dire qui fait quoi"), ("c00p01", "Se retrouver entre communes")],
        [("p02", "Clarifier les rôles"), ("p03", "Mettre à jour les délégations et les signatures")],
    ]
    assert told[1] == bilan["regards"][0]


def test_a_subject_of_a_practice_left_out_can_still_be_chosen(
    program: App, hands: Hands, carnet: Path
) -> None:
    program.start(carnet)
    window, book = program.shown, program.book
    assert isinstance(window, Window)
    assert book is not None
    old = hold(book, ["p03"])
    program.env.content.use(packs.pack())
    window.go("comparison", round_id=old)
    hands.click("M. Rey, maire")

    def pick() -> None:
        hands.click("Mettre à jour les délégations et les signatures")
        hands.write("Premier pas", "Sortir la liste des arrêtés.")
        hands.click("Retenir ces sujets")

    hands.click("Choisir nos sujets", pick)
    (subject,) = unsealing.subjects(book, old)
    assert (subject.practice_id, subject.first_step) == ("p03", "Sortir la liste des arrêtés.")
    read = labels(window)
    assert any("Sortir la liste" in text for text in read)
    assert not hands.reads("Suivre cette pratique"), "the guide in use does not have it"


def test_the_guide_is_there_at_the_next_start_and_the_example_is_made_without_it(
    program: App, hands: Hands, carnet: Path
) -> None:
    program.env.content.use(packs.pack())
    content = ShippedContent(paths.resources(), program.profile.guide)
    program.env = replace(program.env, content=content)
    program.start(carnet)
    assert program.book is not None
    assert program.book.guide.practice_ids == ("p01", "p02", "c00p01", "p05")
    program.open_example()
    window, book = program.shown, program.book
    assert isinstance(window, Window)
    assert book is not None
    assert people.commune(book).example
    for target in ("today", "guide", "regards", "meetings", "report", "journey", "guide_pack"):
        window.go(target, **({"path_id": "nouveau-mandat"} if target == "journey" else {}))
        hands.settle()
    chosen = {entry.practice_id for entry in practices.chosen(book)}
    assert chosen <= {each["id"] for each in report.data(book, DAY)["pratiques_choisies"]}


def test_a_guide_that_no_longer_reads_is_told_at_the_start(program: App, hands: Hands, carnet: Path) -> None:
    program.env.content.use(packs.pack())
    kept = program.profile.guide / "pack.guide"
    kept.write_bytes(kept.read_bytes()[:-5])
    program.env = replace(program.env, content=ShippedContent(paths.resources(), program.profile.guide))
    program.start(carnet)
    window = program.shown
    assert isinstance(window, Window)
    said = plain(window.messages.text.text())
    assert said.startswith("Le guide de votre centre de gestion n'a pas pu être lu")
    assert "Le guide d'origine est en usage" in said
    assert "Guide de votre CDG" in said


def test_it_is_told_once_and_not_again_with_the_next_carnet(
    program: App, carnet: Path, valmont: Setup, tmp_path: Path
) -> None:
    program.profile.guide.mkdir(parents=True)
    (program.profile.guide / "pack.guide").write_bytes(b"PK tronqu\xc3\xa9")
    other = tmp_path / "autre.binome"
    opening.close(opening.create(other, valmont, program.env))
    told = []
    for path in (carnet, other):
        assert program.open(path)
        assert isinstance(program.shown, Window)
        told.append(program.shown.messages.isVisible())
    assert told == [True, False]


def test_a_centre_de_gestion_builds_and_checks_at_the_command_line(tmp_path: Path) -> None:
    packs.write(packs.files(), tmp_path / "contenu")

    def desk(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "desk", "pack", *arguments], cwd=tmp_path, env={**os.environ},
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip

    first = desk("build", "contenu", "--out", "cdg00.guide")
    assert (first.returncode, first.stderr) == (0, "")
    assert "Guide : cdg00.guide" in first.stdout
    content = (tmp_path / "cdg00.guide").read_bytes()
    assert desk("build", "contenu", "--out", "deux.guide").returncode == 0
    assert (tmp_path / "deux.guide").read_bytes() == content
    for source in ("contenu", "cdg00.guide"):
        found = desk("check", source)
        assert (found.returncode, found.stderr) == (0, "")
        assert found.stdout.startswith("Publié par : Centre de gestion de l’exemple\n")
    text = tmp_path / "contenu" / "c00p01" / "text.md"
    text.write_text(text.read_text("utf-8").replace("practice:p01", "practice:p03"), "utf-8")
    for refused in (desk("check", "contenu"), desk("build", "contenu", "--out", "trois.guide")):
        assert refused.returncode == 1
        assert "« c00p01/text.md », ligne 15, est incorrect" in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
    assert not (tmp_path / "trois.guide").exists()
    for wrong in ((), ("check",), ("build", "contenu"), ("bâtir", "contenu")):
        assert desk(*wrong).returncode == 2
    assert "pack check" in subprocess.run(
        [sys.executable, "-m", "desk", "--help"], capture_output=True, text=True, check=True
    ).stdout  # fmt: skip


def test_the_command_line_uses_the_same_guide(program: App, carnet: Path, tmp_path: Path) -> None:
    program.env.content.use(packs.pack())
    book = opening.open_notebook(carnet, program.env)
    hold(book, ["c00p01"])
    round_id = rounds.start(book, ["c00p01", "p02"]).id
    assert asked(book, round_id)["p02s5"] == packs.NEW_WORDING
    assert rounds.sheet_states(book, round_id)[Seat.ELU]
    opening.close(book)
    made = subprocess.run(
        [sys.executable, "-m", "desk", "form", str(carnet), "--role", "sgm", "--out", "f.pdf",
         "--profile", str(program.profile.root)],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (made.returncode, made.stderr) == (0, "")
    assert (tmp_path / "f.pdf").read_bytes().startswith(b"%PDF")
