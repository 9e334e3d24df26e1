"""Each kind of mistake in the guide's tools is refused with its file and its line."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.core.errors import UserError
from desk.data.content_tools import load_tools

GUIDE = Path(__file__).parents[2] / "resources" / "guide"
PRACTICES = frozenset(f"p{number:02d}" for number in range(1, 11))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(GUIDE, tmp_path / "guide")
    return tmp_path / "guide"


def edit(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def careless(text: str) -> str:
    """The one O-med step, said as if it were certain."""
    assert text.count("En principe dans") == text.count("à vérifier") == 1
    return text.replace("En principe dans", "Dans").replace("à vérifier", "voir")


TERM, PERSON = "paths/nouveau-mandat.toml", "paths/nouvelle-personne.toml"
MISTAKES = [
    ("roles.toml", edit("schema = 1", "schema = 2"), "schema = 2", "schéma 2"),
    ("roles.toml", edit('id = "r02"', 'id = "r01"'), 'id = "r01"', "en double"),
    ("roles.toml", edit('id = "r02"', 'id = "s02"'), 'id = "s02"', "forme « r01 »"),
    ("roles.toml", edit('id = "budget"', 'id = "Budget"'), 'id = "Budget"', "minuscules"),
    ("roles.toml", edit('group = "ecole"', 'group = "sport"'), 'group = "sport"', "n’existe pas"),
    ("roles.toml", edit('prepare = "sgm"', 'prepare = "chef"'), 'prepare = "chef"', "valeur connue"),
    ("roles.toml", edit('advise = "', 'conseille = "'), "conseille", "inconnue"),
    ("roles.toml", edit('decide = "maire"', 'decide = "les_deux"'), "les_deux", "un seul responsable"),
    ("roles.toml", edit("fixed = true", 'fixed = "oui"'), 'fixed = "oui"', "true ou false"),
    (
        "roles.toml",
        edit("fixed = true", 'fixed = true\nother = "la commune d’à côté"'),
        "other",
        "va avec lui",
    ),
    ("roles.toml", edit('tag = "S"', 'tag = "?"'), 'tag = "?"', "certitude"),
    ("roles.toml", edit("as_of = 2026-02-28\n", ""), "reference", "« as_of » manque"),
    ("roles.toml", edit("as_of = 2026-02-28", 'as_of = "hier"'), 'as_of = "hier"', "une date"),
    ("roles.toml", edit('tag = "O-hi"', 'tag = "O-med"'), "note", "en principe"),
    ("roles.toml", edit("{le SGM}", "{la SGM}s {x}"), "{x}", "marque"),
    (TERM, edit('id = "nouveau-mandat"', 'id = "mandat"'), 'id = "mandat"', "celui du fichier"),
    (TERM, edit("due_day = 7", "due_day = 40"), "[[phase]]", "ne se suivent pas"),
    (TERM, edit("due_day = 7", 'due_day = "7"'), "due_day", "un nombre entier"),
    (TERM, edit('id = "nm02"', 'id = "nm01"'), 'id = "nm01"', "en double"),
    (TERM, edit('phase = "mois-6"', 'phase = "mois-7"'), 'phase = "mois-7"', "n’existe pas"),
    (TERM, edit('practice = "p08"', 'practice = "p11"'), 'practice = "p11"', "n’existe pas"),
    (TERM, edit('who = "sgm"', 'who = "agent"'), 'who = "agent"', "valeur connue"),
    (TERM, edit('becomes = "action"', 'becomes = "rien"'), 'becomes = "rien"', "valeur connue"),
    (TERM, careless, 'why = "Dans', "en principe"),
    (TERM, edit("[[step]]", "[[steps]]"), "[[steps]]", "inconnue"),
    (PERSON, edit('change = ["sgm"]', 'change = ["adjoint"]'), 'change = ["adjoint"]', "valeur connue"),
    (PERSON, edit('change = ["sgm"]', 'change = "sgm"'), 'change = "sgm"', "une liste"),
    (PERSON, edit("schema = 1", "schema : 1"), "schema : 1", "TOML"),
    ("kit/note-cst.md", edit("# Note", "Note"), "Note", "titre"),
    (
        "kit/note-cst.md",
        edit("Rien, sauf", "[Rien](page:origine), sauf"),
        "page:origine",
        "sort du programme",
    ),
    ("kit/fiche-rgpd.md", edit("Aucun sous-traitant", "<b>Aucun</b> sous-traitant"), "<b>", "HTML"),
    ("kit/fiche-rgpd.md", edit("Aucun sous-traitant", "{Sous-traitant}"), "{Sous-traitant}", "marque"),
]


@pytest.mark.parametrize(("name", "change", "where", "reason"), MISTAKES)
def test_a_mistake_names_file_and_line(
    copy: Path, name: str, change: Callable[[str], str], where: str, reason: str
) -> None:
    path = copy / name
    text = change(path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    with pytest.raises(UserError) as caught:
        load_tools(copy, PRACTICES)
    said = re.search(r"« guide/(.+?) », ligne (\d+), est incorrect : (.+)", caught.value.sentence)
    assert said, caught.value.sentence
    assert said[1] == name
    assert where in text.split("\n")[int(said[2]) - 1]
    assert reason in said[3]


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "kit" / "fiche-rgpd.md").unlink()
    with pytest.raises(UserError, match=r"guide/kit/fiche-rgpd\.md »"):
        load_tools(copy, PRACTICES)


def test_a_fixed_decision_without_reference_is_refused(copy: Path) -> None:
    path = copy / "roles.toml"
    lines = path.read_text("utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("reference"))
    path.write_text("\n".join(lines[:at] + lines[at + 3 :]), "utf-8")
    with pytest.raises(UserError, match="porte sa référence"):
        load_tools(copy, PRACTICES)
