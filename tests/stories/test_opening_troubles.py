"""A carnet that cannot simply be opened, and a bug met on the way: what a person is told and offered."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desk import paths
from desk.app import App
from desk.notebook import opening, people
from desk.notebook.environment import make
from desk.notebook.opening import Setup
from desk.ui import unexpected
from desk.ui.assistant import Assistant
from desk.ui.window import Window
from tests.stories.hands import Hands, plain

NOW = datetime.combine(date(2026, 11, 22), time(14, 32))
HOLD = """
import sys, time
from pathlib import Path
from desk import paths
from desk.notebook import environment, opening
profile = paths.profile(Path(sys.argv[2]))
opening.open_notebook(Path(sys.argv[1]), environment.make(paths.resources(), profile.copies))
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


def read_dialog(hands: Hands, said: list[str], *buttons: str) -> Callable[[], None]:
    """A step that keeps what the dialog says, then clicks."""

    def step() -> None:
        said.extend(plain(label.text()) for label in hands.front.findChildren(QLabel) if label.isVisible())
        for words in buttons:
            hands.click(words)

    return step


def start(program: App, hands: Hands, path: Path, *steps: Callable[[], None]) -> None:
    hands.answer(*steps)
    program.start(path)
    hands.check()


def test_a_damaged_carnet_is_kept_and_a_copy_put_back(program: App, hands: Hands, carnet: Path) -> None:
    content = carnet.read_bytes()
    carnet.write_bytes(content[:4096] + bytes(len(content) - 4096))
    said: list[str] = []
    start(program, hands, carnet, read_dialog(hands, said, "Remettre cette copie en place"))
    assert isinstance(program.shown, Window)
    assert program.book is not None
    assert people.commune(program.book).name == "Valmont"
    told = " ".join(said)
    assert "abîmé" in told
    assert "n'a pas été modifié" in told
    kept = list(carnet.parent.glob("valmont (abîmé*"))
    assert [each.read_bytes()[4096:] for each in kept] == [bytes(len(content) - 4096)]


def test_a_damaged_carnet_can_be_left_alone(program: App, hands: Hands, carnet: Path) -> None:
    carnet.write_bytes(carnet.read_bytes()[:9000])
    before = carnet.read_bytes()
    start(program, hands, carnet, read_dialog(hands, [], "Ne rien changer"))
    assert isinstance(program.shown, Assistant)
    assert carnet.read_bytes() == before


def test_a_carnet_open_elsewhere_is_named_and_can_be_read(
    program: App, hands: Hands, carnet: Path, tmp_path: Path
) -> None:
    arguments = [sys.executable, "-c", HOLD, str(carnet), str(tmp_path / "autre-profil")]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "ouvert"
        said: list[str] = []
        start(program, hands, carnet, read_dialog(hands, said, "Ouvrir en lecture seule"))
        assert "déjà ouvert par" in " ".join(said)
        assert "sur le poste" in " ".join(said)
        window = program.shown
        assert isinstance(window, Window)
        hands.click("Guide")
        hands.click("2. Clarifier les rôles")
        hands.click("Choisir cette pratique")
        told = [plain(label.text()) for label in window.findChildren(QLabel) if label.isVisible()]
        assert any("lecture seule" in text for text in told)
        other.kill()


def test_left_where_it_is_open_nothing_is_shown(
    program: App, hands: Hands, carnet: Path, tmp_path: Path
) -> None:
    held = opening.open_notebook(carnet, program.env)
    hands.answer(lambda: hands.click("Annuler"))
    assert program.start(carnet) is False
    assert program.shown is None
    opening.close(held)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.write_text("bonjour"), "n'est pas un carnet Binôme"),
        (
            lambda path: path.write_bytes(path.read_bytes()[:63] + b"\x09" + path.read_bytes()[64:]),
            "plus récente",
        ),
        (lambda path: path.unlink(), "introuvable"),
    ],
)
def test_what_is_no_carnet_of_ours_is_told_and_the_assistant_helps(
    program: App, hands: Hands, carnet: Path, spoil: Callable[[Path], object], said: str
) -> None:
    carnet = carnet.rename(carnet.with_name("venu-d-ailleurs.binome"))
    spoil(carnet)
    before = carnet.read_bytes() if carnet.exists() else b""
    told: list[str] = []
    start(program, hands, carnet, read_dialog(hands, told, "Fermer"))
    assert said in " ".join(told)
    assert isinstance(program.shown, Assistant)
    assert (carnet.read_bytes() if carnet.exists() else b"") == before


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

    hook = unexpected.hook(program.tell, lambda: program.shown, program.profile.logs)
    monkeypatch.setattr(sys, "excepthook", hook)
    hands.answer(read_dialog(hands, said, "Continuer"))
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
