import importlib.util
import sysconfig
from pathlib import Path
from types import ModuleType

import pytest

from desk.ui import notices

BUILT = """\
# Ce que Binôme contient d’autrui

Écrit par la construction.

| Composant | Licence | Origine |
|---|---|---|
| click 8.5.1 | BSD-3-Clause | https://example.invalid/ |
| sans-adresse 1 | MIT |  |

## Qt et PySide

Dans `_internal/PySide6`.

```text
# Un titre dans une licence
| tel | quel | ici |
```
"""


@pytest.fixture
def third_party(root: Path) -> ModuleType:
    """The build's own script, which is in no package."""
    spec = importlib.util.spec_from_file_location("third_party_script", root / "packaging" / "third_party.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(__import__("sys").modules, spec.name, module)
        spec.loader.exec_module(module)
    return module


def test_the_markdown_of_the_build_becomes_plain_text() -> None:
    assert notices.plain(BUILT).split("\n") == [
        "Écrit par la construction.",
        "",
        "– click 8.5.1, BSD-3-Clause, https://example.invalid/",
        "– sans-adresse 1, MIT",
        "",
        "Qt et PySide",
        "",
        "Dans _internal/PySide6.",
        "",
        "# Un titre dans une licence",
        "| tel | quel | ici |",
    ]


def test_what_the_build_writes_is_read_whole(root: Path, third_party: ModuleType, tmp_path: Path) -> None:
    site, lock = Path(sysconfig.get_paths()["purelib"]), root / "packaging" / "requirements-linux.txt"
    shipped = third_party.packages(site, lock)
    (tmp_path / notices.FILE).write_text(third_party.notices(shipped, "PYTHON LICENCE"), "utf-8")
    told = notices.read(tmp_path)
    for package in shipped:
        assert f"– {package.name} {package.version}, {package.licence}" in told
    assert "remplacer" in told
    assert "PYTHON LICENCE" in told
    assert "```" not in told
    assert "|---" not in told


def test_from_the_sources_the_installed_libraries_are_named(tmp_path: Path) -> None:
    told = notices.read(tmp_path)
    assert "accompagnent le programme installé" in told
    names = [line.split()[1].casefold() for line in told.splitlines() if line.startswith("– ")]
    for ours in ("pyside6_essentials", "shiboken6", "reportlab", "pillow", "pypdf", "pynacl", "sqlite-utils"):
        assert ours in names
    assert not {"pytest", "mypy", "ruff", "binome"} & set(names)
    assert names == sorted(names, key=lambda name: name.replace("_", "-"))
    assert all(line.rsplit(", ", 1)[1] for line in told.splitlines() if line.startswith("– "))


def test_a_package_that_is_not_installed_has_no_list() -> None:
    assert notices.installed("un-paquet-qui-n-est-pas-la") == []
