"""A sheet is read through AT-SPI by a real client: statement, place, period, level and state are spoken."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desk.notebook import opening, rounds
from desk.notebook.book import Environment
from desk.notebook.opening import Setup

PYTHON = "/usr/bin/python3"
HAS_ATSPI = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
READER = Path(__file__).with_name("read_aloud.py")
LISTENED_S = 12
SCRIPT = """
set -e
"{python}" "{reader}" {seconds} > "{heard}" &
listening=$!
for _ in $(seq 50); do grep -q ready "{heard}" && break; sleep 0.1; done
"{ours}" -m tests.stories.read_sheet "{carnet}"
wait $listening
"""


def missing() -> str:
    """What this machine lacks to listen; "" when all is there."""
    absent = [name for name in ("dbus-run-session", "xvfb-run", PYTHON) if shutil.which(name) is None]
    if not absent and subprocess.run([PYTHON, "-c", HAS_ATSPI], capture_output=True, check=False).returncode:
        absent = ["gir1.2-atspi-2.0"]
    return ", ".join(absent)


@pytest.fixture
def heard(tmp_path: Path, env: Environment, valmont: Setup) -> list[list[str]]:
    """Every line told by the reader: what, role, name, description, chosen."""
    if lacking := missing():
        pytest.skip(f"nothing listens to AT-SPI here: {lacking} missing")
    carnet, told = tmp_path / "valmont.binome", tmp_path / "entendu.txt"
    book = opening.create(carnet, valmont, env)
    rounds.start(book, ["p01"])
    opening.close(book)
    script = SCRIPT.format(
        python=PYTHON, reader=READER, seconds=LISTENED_S, heard=told, ours=sys.executable, carnet=carnet
    )
    run = ["xvfb-run", "-a", "dbus-run-session", "--", "bash", "-c", script]
    around = {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    done = subprocess.run(
        run, env=os.environ | around, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    lines = told.read_text(encoding="utf-8").replace("\u00a0", " ").replace("\u202f", " ").splitlines()
    return [line.split("|") for line in lines if line != "ready"]


def test_each_statement_is_spoken_with_its_place_level_and_state(heard: list[list[str]]) -> None:
    questions = [line for line in heard if line[0] == "focus" and "Énoncé" in line[3]]
    assert questions, heard
    first = questions[0]
    assert first[2] == "Un temps d’échange à deux est réservé à notre agenda."
    for words in ("Énoncé 1 sur 4", "Au cours des trois derniers mois", "Sans réponse"):
        assert words in first[3]
    announced = [line[2] for line in heard if line[0] == "annonce"]
    assert announced == [  # the focus stays on the question: the answer and the next one are said
        "Parfois. Énoncé 2 sur 4. Quand il n’a pas lieu, nous en fixons aussitôt un autre. Sans réponse.",
        "Sans objet / ne s’est pas présenté. "
        "Énoncé 3 sur 4. Les sujets à aborder sont connus de l’un et de l’autre avant de commencer. "
        "Sans réponse.",
        "Énoncé 2 sur 4. Quand il n’a pas lieu, nous en fixons aussitôt un autre. "
        "Réponse choisie : Sans objet / ne s’est pas présenté.",
    ]
    answers = [line for line in heard if line[0] == "focus" and line[1] == "radio button"]
    assert [(line[2][:4], line[4]) for line in answers] == [("S · ", "choisi"), ("0 · ", "")]
