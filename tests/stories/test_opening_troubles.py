"""A carnet that cannot simply be opened, and a bug met on the way: what a person is told and offered."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton, QWidget

from desk import paths
from desk.app import App
from desk.core.errors import UserError
from desk.core.meetings import MeetingKind
from desk.notebook import meetings, opening, people, safety
from desk.notebook.environment import make
from desk.notebook.opening import Setup
from desk.notebook.trouble import Stop
from desk.ui import theme, unexpected
from desk.ui.assistant import Assistant
from desk.ui.opening_screen import OpeningScreen
from desk.ui.opening_words import Choice
from desk.ui.window import Window
from tests.stories.hands import Hands, plain
from tests.ui.accessible import unnamed

NOW = datetime.combine(date(2026, 11, 22), time(14, 32))
HOLD = """
import sys, time
from dataclasses import replace
from pathlib import Path
from desk import paths
from desk.notebook import environment, opening
profile = paths.profile(Path(sys.argv[2]))
env = replace(environment.make(paths.resources(), profile.copies), user="c.martin", host="PC-ACCUEIL")
opening.open_notebook(Path(sys.argv[1]), env)
print("ouvert", flush=True)
time.sleep(60)
"""


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[App]:
    profile = paths.profile(tmp_path / "profil")
    app = App(qapp, profile, make(paths.resources(), profile.copies, lambda: NOW))
    yield app
    if app.shown is not None:
        app.shown.close()
    app.close_book()


@pytest.fixture
def carnet(program: App, valmont: Setup, tmp_path: Path) -> Path:
    path = tmp_path / "valmont.binome"
    opening.close(opening.create(path, valmont, program.env))
    return path


@pytest.fixture
def hands(program: App) -> Hands:
    return Hands(program.qt)


def read(program: App) -> str:
    """All that can be read on what is in front."""
    QApplication.processEvents()
    front = QApplication.activeModalWidget() or program.shown
    assert front is not None
    return " ".join(plain(label.text()) for label in front.findChildren(QLabel) if label.isVisible())


def only_reads(program: App) -> bool:
    """Whether the carnet shown is only read."""
    assert program.book is not None
    return program.book.read_only


def stop(program: App) -> Stop:
    """The step that the screen shown tells; every screen names all that takes the keyboard."""
    assert isinstance(program.shown, OpeningScreen)
    assert unnamed(program.shown) == []
    return program.shown.trouble.stop


def spoil(path: Path) -> bytes:
    """Zero all but the first page; what the file then holds."""
    content = path.read_bytes()
    path.write_bytes(content[:4096] + bytes(len(content) - 4096))
    return path.read_bytes()


def keep(said: list[str], program: App, *then: Callable[[], object]) -> Callable[[], None]:
    """A step that keeps what a dialog says, then does the rest."""

    def step() -> None:
        said.append(read(program))
        for each in then:
            each()

    return step


@contextmanager
def held(path: Path, profile: Path) -> Iterator[subprocess.Popen[str]]:
    """The carnet open in another program, as long as the block lasts or until that program is killed."""
    arguments = [sys.executable, "-c", HOLD, str(path), str(profile)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "ouvert"
        yield other
        other.kill()


def test_a_damaged_carnet_is_back_in_one_click_and_is_kept(program: App, hands: Hands, carnet: Path) -> None:
    damaged = spoil(carnet)
    program.start(carnet)
    assert stop(program) is Stop.DAMAGED
    assert program.shown is not None
    assert program.shown.windowTitle() == "Ce carnet est abîmé — Binôme"
    assert "Il n'a pas été modifié" in read(program)
    assert "22 novembre 2026 à 14:32 · Valmont · 0 point · sur ce poste" in hands.words(QRadioButton)[0]
    assert isinstance(program.shown.focusWidget(), QRadioButton)
    hands.click("Remettre cette copie en place")
    assert isinstance(program.shown, Window)
    assert program.book is not None
    assert people.commune(program.book).name == "Valmont"
    (kept,) = carnet.parent.glob("valmont (abîmé*")
    assert kept.read_bytes() == damaged
    assert f"Le fichier d'avant est gardé à côté : « {kept.name} »" in read(program)


def test_a_damaged_carnet_can_be_left_alone(program: App, hands: Hands, carnet: Path) -> None:
    damaged = spoil(carnet)
    program.start(carnet)
    hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_Return)
    assert stop(program) is Stop.DAMAGED
    hands.key(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert program.shown is not None
    assert not program.shown.isVisible()
    assert carnet.read_bytes() == damaged
    assert list(carnet.parent.glob("valmont*")) == [carnet]


def test_a_copy_is_looked_for_elsewhere(program: App, hands: Hands, carnet: Path, tmp_path: Path) -> None:
    stick = tmp_path / "clé"
    stick.mkdir()
    found = shutil.copyfile(carnet, stick / "valmont du mardi.binome")
    strange = stick / "notes.binome"
    strange.write_text("bonjour")
    shutil.rmtree(program.env.copies)
    spoil(carnet)
    program.start(carnet)
    assert "Aucune copie saine de ce carnet n'est connue" in read(program)
    assert not hands.reads("Remettre cette copie en place")
    said: list[str] = []
    no_copy = keep(said, program, lambda: hands.click("Fermer"))
    hands.click("Chercher une copie ailleurs…", lambda: hands.save_as(str(strange)), no_copy)
    assert "n'est pas un carnet Binôme" in said[0]
    assert stop(program) is Stop.DAMAGED
    hands.click("Chercher une copie ailleurs…", lambda: hands.save_as(str(found)))
    assert f"dans « {plain(str(stick))} »" in hands.words(QRadioButton)[0]
    hands.click("Remettre cette copie en place")
    assert program.book is not None
    assert (program.book.path, people.commune(program.book).name) == (carnet, "Valmont")
    assert found.exists()


def test_a_carnet_open_elsewhere_is_named_read_and_taken_once_free(
    program: App, hands: Hands, carnet: Path, tmp_path: Path
) -> None:
    with held(carnet, tmp_path / "autre-profil") as other:
        program.start(carnet)
        assert stop(program) is Stop.HELD
        assert "c.martin l'a ouvert sur le poste PC-ACCUEIL, depuis " in read(program)
        hands.click("Réessayer")
        assert "Essayé à 14:32 : rien n'a changé." in read(program)
        hands.click("Ouvrir en lecture seule")
        assert only_reads(program)
        hands.click("Guide")
        hands.click("2. Clarifier les rôles")
        hands.click("Choisir cette pratique")
        assert "lecture seule" in read(program)
        said: list[str] = []
        hands.click("Ouvrir pour écrire", keep(said, program, lambda: hands.click("Rester dans « valmont »")))
        assert "c.martin l'a ouvert" in said[0]
        assert only_reads(program)
        other.kill()
        other.wait()
        hands.click("Ouvrir pour écrire")
        assert not only_reads(program)
        assert "Lecture seule" not in read(program)


def test_ones_own_other_window_is_told_so(program: App, hands: Hands, carnet: Path) -> None:
    mine = opening.open_notebook(carnet, program.env)
    program.start(carnet)
    assert program.shown is not None
    assert program.shown.windowTitle() == "Vous avez déjà ouvert ce carnet — Binôme"
    assert "sous votre nom, depuis aujourd'hui à 14:32." in read(program)
    opening.close(mine)
    hands.click("Réessayer")
    assert isinstance(program.shown, Window)


@pytest.mark.parametrize(
    ("spoiled", "step", "said", "way"),
    [
        (lambda path: path.write_text("bonjour"), Stop.NOT_OURS, "n'est pas un carnet Binôme", "Ouvrir"),
        (
            lambda path: path.write_bytes(path.read_bytes()[:63] + b"\x09" + path.read_bytes()[64:]),
            Stop.NEWER,
            "demande une version plus récente",
            "Ouvrir",
        ),
        (lambda path: path.unlink(), Stop.GONE, "n'est plus là", "Chercher le carnet…"),
        (lambda path: (path.unlink(), path.mkdir()), Stop.OTHER, "ne s'ouvre pas", "Réessayer"),
    ],
)
def test_what_does_not_open_has_a_screen_and_ways_out(
    program: App,
    hands: Hands,
    carnet: Path,
    spoiled: Callable[[Path], object],
    step: Stop,
    said: str,
    way: str,
) -> None:
    carnet = carnet.rename(carnet.with_name("venu-d-ailleurs.binome"))
    spoiled(carnet)
    before = carnet.read_bytes() if carnet.is_file() else b""
    program.start(carnet)
    assert stop(program) is step
    assert program.shown is not None
    assert said in plain(program.shown.windowTitle())
    assert said in read(program)
    assert plain(program.shown.focusWidget().accessibleName()).startswith(way)
    hands.click("Revenir à l’accueil")
    assert isinstance(program.shown, Assistant)
    assert (carnet.read_bytes() if carnet.is_file() else b"") == before


def test_a_stick_taken_out_and_put_back(program: App, hands: Hands, carnet: Path, tmp_path: Path) -> None:
    stick, pocket = tmp_path / "clé", tmp_path / "poche"
    stick.mkdir()
    there = carnet.rename(stick / carnet.name)
    stick.rename(pocket)
    program.settings.set("recent", str(there))
    program.start(None)
    assert stop(program) is Stop.GONE
    assert "rebranchez-la" in read(program)
    hands.click("Réessayer")
    assert "rien n'a changé" in read(program)
    screen = program.shown
    assert isinstance(screen, OpeningScreen)
    assert screen.messages.geometry().bottom() < screen.heading.mapTo(screen, QPoint(0, 0)).y()
    focused = program.qt.focusWidget()
    assert focused is not None
    assert focused.objectName() == Choice.RETRY
    pocket.rename(stick)
    hands.click("Réessayer")
    assert program.book is not None
    assert program.book.path == there


def test_a_carnet_that_is_gone_comes_back_from_a_copy(program: App, hands: Hands, carnet: Path) -> None:
    carnet.unlink()
    program.start(carnet)
    assert "cherchez d'abord le carnet lui-même" in read(program)
    hands.click("Remettre cette copie en place")
    assert program.book is not None
    assert (program.book.path, people.commune(program.book).name) == (carnet, "Valmont")


def test_where_its_place_is_gone_too_another_is_asked(
    program: App, hands: Hands, valmont: Setup, tmp_path: Path
) -> None:
    stick = tmp_path / "clé"
    there = stick / "valmont.binome"
    opening.close(opening.create(there, valmont, program.env))
    shutil.rmtree(stick)
    free = tmp_path / "retrouvé.binome"
    program.start(there)
    hands.click("Remettre cette copie en place", lambda: hands.save_as(str(free)))
    assert program.book is not None
    assert program.book.path == free
    assert program.settings.get("recent") == str(free)


def test_another_carnet_that_does_not_open_leaves_the_present_one(
    program: App, hands: Hands, carnet: Path, valmont: Setup, tmp_path: Path
) -> None:
    other = tmp_path / "autre.binome"
    opening.close(opening.create(other, valmont, program.env))
    damaged = spoil(other)
    program.start(carnet)
    window, said = program.shown, list[str]()
    hands.answer(keep(said, program, lambda: hands.key(Qt.Key.Key_Escape)))
    program.opener.open_other(other)
    hands.check()
    assert "Ce carnet est abîmé" in said[0]
    assert program.shown is window
    assert other.read_bytes() == damaged
    hands.answer(lambda: hands.click("Remettre cette copie en place"))
    program.opener.open_other(other)
    hands.check()
    assert program.book is not None
    assert program.book.path == other


def test_what_was_typed_for_a_first_carnet_outlives_one_that_does_not_open(
    program: App, hands: Hands, carnet: Path
) -> None:
    shutil.rmtree(program.env.copies)
    damaged = spoil(carnet)
    program.start(None)
    assistant, said = program.shown, list[str]()
    hands.click("Créer le carnet de ma commune")
    hands.write("Nom de la commune", "Saint-Maur")
    hands.click("Retour")
    stay = keep(said, program, lambda: hands.click("Rester ici"))
    hands.click("Ouvrir un carnet", lambda: hands.save_as(str(carnet)), stay)
    hands.check()
    assert "Ce carnet est abîmé" in said[0]
    assert program.shown is assistant
    hands.click("Créer le carnet de ma commune")
    assert [each.text() for each in hands.fields("Nom de la commune")] == ["Saint-Maur"]
    assert carnet.read_bytes() == damaged


def test_an_older_carnet_says_what_was_done(program: App, root: Path, tmp_path: Path) -> None:
    old = shutil.copyfile(root / "tests/fixtures/carnets/0.1.0.binome", tmp_path / "ancien.binome")
    program.start(old)
    assert isinstance(program.shown, Window)
    told = read(program)
    assert "il a été mis à jour, rien n'y manque" in told
    assert "une copie vérifiée a été faite, aujourd'hui à 14:32" in told


def test_the_screen_keeps_the_keys_of_the_window(program: App, hands: Hands, carnet: Path) -> None:
    spoil(carnet)
    program.start(carnet)
    screen = program.shown
    assert isinstance(screen, OpeningScreen)
    hands.key(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert theme.scale() == 1.25
    assert program.settings.get("scale") == "1.25"
    screen.set_mode("dark")
    assert theme.mode() == "dark"
    for key in (Qt.Key.Key_F1, Qt.Key.Key_F11, Qt.Key.Key_F5):
        hands.key(key)
    hands.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert stop(program) is Stop.DAMAGED
    hands.key(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert theme.scale() == 1.0
    theme.apply(program.qt, "light", 1.0)


@pytest.mark.parametrize(("size", "scale"), [((1280, 680), 1.0), ((910, 470), 1.0), ((1280, 680), 2.0)])
def test_nothing_of_the_screen_is_beyond_the_edge(
    program: App, hands: Hands, carnet: Path, size: tuple[int, int], scale: float
) -> None:
    spoil(carnet)
    program.start(carnet)
    screen = program.shown
    assert isinstance(screen, OpeningScreen)
    screen.set_look("light", scale)
    screen.resize(*size)
    hands.settle()
    for each in screen.findChildren(QWidget):
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            right = each.mapTo(screen, each.rect().topRight()).x()
            assert right < screen.width(), each.accessibleName()
    buttons = [plain(each.text()) for each in screen.buttons]
    assert buttons[0] == "Remettre cette copie en place"
    screen.set_look("light", 1.0)


def test_back_to_a_copy_in_three_clicks(program: App, hands: Hands, carnet: Path) -> None:
    hours = [time(14, 32)]
    program.env = replace(program.env, clock=lambda: datetime.combine(NOW.date(), hours[0]))
    program.start(carnet)
    book = program.book
    assert book is not None
    for minute in (33, 34):  # the copy chosen is the next to go: closing must not thin it away
        hours[0] = time(14, minute)
        safety.copy_now(book)
    hours[0] = time(15, 10)
    meetings.plan(book, MeetingKind.WEEKLY, date(2026, 11, 27))
    said: list[str] = []
    hands.click("Copie vérifiée le 22 novembre 2026 à 14:32")
    hands.settle()
    name = "Revenir à cette copie : 22 novembre 2026 à 14:32 · Valmont · 0 point"
    hands.click(name, keep(said, program, lambda: hands.click("Revenir à cette copie")))
    hands.settle()
    assert "Ce qui a été écrit dans le carnet après cette copie ne s'y trouvera plus" in said[0]
    assert program.book is not book
    assert program.book is not None
    assert meetings.next_planned(program.book) is None
    (kept,) = carnet.parent.glob("valmont (avant retour*")
    assert kept.name in read(program)
    assert isinstance(program.shown, Window)
    assert not program.shown.runner.undo_stack.canUndo()
    again = opening.open_notebook(kept, program.env, read_only=True)
    assert meetings.next_planned(again) is not None
    opening.close(again)


def test_going_back_waits_for_the_dialog_that_came_over_it(program: App, hands: Hands, carnet: Path) -> None:
    program.start(carnet)
    book, window = program.book, program.shown
    assert book is not None
    assert isinstance(window, Window)
    (offer,) = safety.offers(carnet, program.env)
    stood: list[bool] = []

    def asked_under_it() -> None:
        program.opener.restore(offer)
        hands.settle()
        stood.append(program.book is book)
        hands.click("Fermer")

    hands.answer(asked_under_it)
    program.tell(UserError("Un instant.", "Rien n’a été changé."))
    hands.check()
    assert stood == [True]
    QTest.qWait(400)
    assert program.book is not book
    assert program.book is not None


def test_a_copy_that_went_meanwhile_leaves_the_carnet_as_it_was(
    program: App, hands: Hands, carnet: Path
) -> None:
    program.start(carnet)
    assert program.book is not None
    meetings.plan(program.book, MeetingKind.WEEKLY, date(2026, 11, 27))
    hands.click("Copie vérifiée le 22 novembre 2026 à 14:32")
    hands.settle()
    for copy in program.env.copies.rglob("*.binome"):
        copy.unlink()
    said: list[str] = []
    hands.click(
        "Revenir à cette copie : 22 novembre 2026 à 14:32 · Valmont · 0 point",
        lambda: hands.click("Revenir à cette copie"),
        keep(said, program, lambda: hands.click("Fermer")),
    )
    hands.settle()
    hands.check()
    assert "est introuvable" in said[0]
    assert isinstance(program.shown, Window)
    assert program.book is not None
    assert meetings.next_planned(program.book) is not None
    assert list(carnet.parent.glob("valmont (*")) == []


def test_going_back_where_nothing_is_left_sound_stands_on_a_screen(
    program: App, hands: Hands, carnet: Path
) -> None:
    program.start(carnet)
    hands.click("Copie vérifiée le 22 novembre 2026 à 14:32")
    hands.settle()

    def ruin() -> None:
        shutil.rmtree(program.env.copies)
        spoil(carnet)
        hands.click("Revenir à cette copie")

    name = "Revenir à cette copie : 22 novembre 2026 à 14:32 · Valmont · 0 point"
    hands.click(name, ruin, lambda: hands.click("Fermer"))
    hands.settle()
    hands.check()
    assert stop(program) is Stop.DAMAGED
    assert program.shown is not None
    assert program.shown.isVisible()
    assert program.qt.quitOnLastWindowClosed()
    assert carnet.exists()


def test_a_bug_leaves_the_screen_and_a_trace_without_words(
    program: App,
    hands: Hands,
    carnet: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program.start(carnet)
    said: list[str] = []

    def fails() -> None:
        raise ZeroDivisionError("Mme Fabre a répondu Jamais")

    hook = unexpected.Unexpected(program.tell, lambda: program.shown, program.profile.logs).caught
    monkeypatch.setattr(sys, "excepthook", hook)
    hands.answer(keep(said, program, lambda: hands.click("Continuer")))
    with pytest.raises(ZeroDivisionError) as caught:
        fails()
    sys.excepthook(caught.type, caught.value, caught.tb)
    hands.check()
    assert "en sûreté dans le carnet" in " ".join(said)
    log = (program.profile.logs / "erreurs.txt").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log
    assert "test_opening_troubles.py" in log
    assert "Fabre" not in log
    assert isinstance(program.shown, Window)
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_bug_at_the_start_leaves_a_screen_to_go_on_from(
    program: App, hands: Hands, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []

    def fails() -> None:
        raise ZeroDivisionError("Mme Fabre a répondu Jamais")

    guard = unexpected.Unexpected(program.tell, lambda: program.shown, program.profile.logs)
    hands.answer(keep(said, program, lambda: hands.click("Continuer")))
    guard.begin(fails, program.show_assistant)
    hands.check()
    assert "Aucun carnet n'a été changé" in " ".join(said)
    assert isinstance(program.shown, Assistant)
    assert program.shown.isVisible()
    assert "ZeroDivisionError" in capsys.readouterr().err
