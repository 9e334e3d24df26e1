"""All the French that is shipped is spelt as Debian's French dictionary and our own list of words have it."""

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.french import words

FILES = (
    "resources/guide/**/*.md",
    "resources/guide/**/*.toml",
    "resources/calendar.toml",
    "README.md",
    "CHANGELOG.md",
    "packaging/fiche-*.md",
    "packaging/linux/LISEZ-MOI.txt",
)
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'", re.IGNORECASE)


@pytest.fixture(scope="module")
def hunspell() -> str:
    program = shutil.which("hunspell")
    if not program or not Path("/usr/share/hunspell/fr_FR.dic").exists():
        pytest.skip("hunspell et hunspell-fr ne sont pas installés")
    return program


@pytest.fixture(scope="module")
def own(root: Path) -> list[str]:
    return (root / "tests" / "words_fr.txt").read_text("utf-8").splitlines()


def unknown(program: str, found: Iterable[str]) -> list[str]:
    """The words the dictionary does not have."""
    told = subprocess.run(
        [program, "-d", "fr_FR", "-i", "utf-8", "-l"],
        input="\n".join(sorted(found)) + "\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return told.stdout.split()


@pytest.mark.parametrize("pattern", FILES)
def test_no_word_is_unknown(root: Path, hunspell: str, own: list[str], pattern: str) -> None:
    paths = sorted(root.glob(pattern))
    assert paths, pattern
    kept = set(own)
    mistakes = {}
    for path in paths:
        wrong = [word for word in unknown(hunspell, words(path)) if not kept & {word, _ELISION.sub("", word)}]
        if wrong:
            mistakes[path.relative_to(root).as_posix()] = wrong
    assert mistakes == {}


def test_a_slip_is_seen(tmp_path: Path, hunspell: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "## L’arreté du [maire](practice:zzz)\n\nAujourd’hui, **délibèration** n°2 {le SGM}.\n", "utf-8"
    )
    assert sorted(unknown(hunspell, words(page))) == ["L'arreté", "délibèration"]


def test_our_own_words_are_sorted_and_not_in_the_dictionary(hunspell: str, own: list[str]) -> None:
    assert own == sorted(set(own))
    assert sorted(unknown(hunspell, own)) == own
