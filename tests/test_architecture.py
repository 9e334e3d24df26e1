"""The rules of the tree: who may import whom, what is loaded when, and how long things get."""

import ast
import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.api import read_configuration

MAX_FILE_LINES = 250
MAX_FUNCTION_LINES = 40
HEAVY = ("reportlab", "pypdf", "nacl", "PySide6.QtPdf", "PySide6.QtNetwork", "PIL", "hashlib")

# For each contract: a module, and an import it must refuse there.
FORBIDDEN = {
    "layers": ("desk.core.dates", "desk.data"),
    "siblings-operations": ("desk.notebook", "desk.exchange"),
    "siblings-outlets": ("desk.data", "desk.pdf"),
    "qt": ("desk.core.dates", "PySide6.QtCore"),
    "documents": ("desk.exchange", "reportlab.pdfgen.canvas"),
    "database": ("desk.notebook", "sqlite3"),
    "surface": ("desk.ui", "desk.data"),
    "exchange": ("desk.exchange", "desk.data"),
    "notebook": ("desk.notebook", "desk.pdf"),
    "command-line": ("desk.cli", "desk.ui"),
    "paths": ("desk.pdf", "desk.paths"),
    "core": ("desk.core.dates", "pathlib"),
}
# Two of the cases above show the layers at work between neighbours.
CONTRACT_OF = {"siblings-operations": "layers", "siblings-outlets": "layers"}


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package of `folder`, wholly or for some contracts."""
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program, "import-linter is not installed beside this Python"
    chosen = [option for contract in contracts for option in ("--contract", contract)]
    return subprocess.run(
        [program, "--no-cache", "--no-logo", *chosen], cwd=folder, capture_output=True, text=True, check=False
    )


def modules(root: Path) -> Iterator[Path]:
    return (path for path in sorted((root / "desk").rglob("*.py")))


def test_every_contract_is_kept(root: Path) -> None:
    result = lint(root)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_contract_is_shown_to_bite(root: Path) -> None:
    options = read_configuration(str(root / "pyproject.toml"))["contracts_options"]
    assert {CONTRACT_OF.get(case, case) for case in FORBIDDEN} == {option["id"] for option in options}


@pytest.mark.parametrize("case", FORBIDDEN)
def test_a_forbidden_import_breaks_its_contract(root: Path, tmp_path: Path, case: str) -> None:
    module, imported = FORBIDDEN[case]
    contract = CONTRACT_OF.get(case, case)
    shutil.copytree(root / "desk", tmp_path / "desk", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    source = tmp_path.joinpath(*module.split("."))
    source = source / "__init__.py" if source.is_dir() else source.with_suffix(".py")
    source.write_text(
        source.read_text("utf-8") + f"\n\ndef _late() -> None:\n    import {imported}\n", "utf-8"
    )
    result = lint(tmp_path, contract)
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{_name_of(root, contract)} BROKEN" in " ".join(result.stdout.split())
    assert module in result.stdout


def _name_of(root: Path, contract: str) -> str:
    options = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    return next(str(option["name"]) for option in options if option["id"] == contract)


def test_core_imports_the_standard_library_alone(root: Path) -> None:
    allowed = set(sys.stdlib_module_names) | {"desk"}
    strangers = {
        f"{path.name}: {name}"
        for path in (root / "desk" / "core").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in _imported(node)
        if name.split(".")[0] not in allowed
    }
    assert strangers == set()


def test_the_network_library_serves_our_own_name_alone(root: Path) -> None:
    local = {"PySide6.QtNetwork", "PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}
    names = {
        (path.relative_to(root).as_posix(), name)
        for path in modules(root)
        for name in _names(ast.parse(path.read_text("utf-8")))
        if "QtNetwork" in name
    }
    assert names == {("desk/ui/single.py", name) for name in local}


def _names(tree: ast.Module) -> Iterator[str]:
    """Every name imported, and every string, which importlib could be given."""
    for node in ast.walk(tree):
        yield from _imported(node)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


@pytest.mark.parametrize("module", ["desk.app", "desk.cli"])
def test_starting_loads_no_heavy_library(module: str) -> None:
    program = f"import json, sys, {module}; print(json.dumps([n for n in {HEAVY!r} if n in sys.modules]))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(result.stdout) == []


def test_files_and_functions_stay_short(root: Path) -> None:
    long = []
    for path in modules(root):
        text = path.read_text("utf-8")
        name = path.relative_to(root)
        if text.count("\n") > MAX_FILE_LINES:
            long.append(f"{name}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > MAX_FUNCTION_LINES:
                    long.append(f"{name}:{node.lineno} {node.name}: {lines} lines")
    assert long == []


def test_no_module_imports_everything(root: Path) -> None:
    stars = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in modules(root)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    ]
    assert stars == []
