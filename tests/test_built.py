"""What is looked at in a built program: its sizes beside the last release's, its notices."""

import stat
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent.parent / "packaging"
spec = spec_from_file_location("packaging_built", HERE / "built.py")
assert spec is not None
assert spec.loader is not None
built = module_from_spec(spec)
sys.modules[spec.name] = built
spec.loader.exec_module(built)

ENTRY = '[linux.unpacked]\nagreed = 1_000\nat_most = 1_030\nreason = "{}"\n'


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder as a build leaves it: a file, a link to it, the notices."""
    inside = tmp_path / "binome" / built.NOTICES
    inside.mkdir(parents=True)
    for name in built.NOTICE_FILES:
        (inside / name).write_bytes(b"texte")
    folder = tmp_path / "binome"
    (folder / "THIRD-PARTY.md").write_bytes(b"texte")
    (folder / "desk").write_bytes(bytes(100))
    return folder


@pytest.mark.parametrize(
    ("size", "told"),
    [(900, ""), (1_030, ""), (1_031, "grew more than 3 %"), (1_201, "is beyond the budget")],
)
def test_what_grows_more_than_was_agreed_is_refused(size: int, told: str) -> None:
    limit = built.Agreed(1_000, 3, 1_200)
    assert limit.trouble(size).startswith(told)
    assert bool(limit.trouble(size)) is bool(told)


def test_the_agreed_sizes_are_within_their_budgets_and_give_their_reasons() -> None:
    for platform, kinds in {
        "windows": {"unpacked": 82, "installer": 30, "portable": 45},
        "linux": {"unpacked": 145, "portable": 45, "deb": 45},
    }.items():
        limits = built.agreed(built.SIZES, platform)
        assert {kind: limit.at_most for kind, limit in limits.items()} == {
            kind: mega * built.MEGA for kind, mega in kinds.items()
        }
        assert {limit.growth for limit in limits.values()} == {3}


def test_a_size_without_a_reason_or_beyond_its_own_budget_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sizes.toml"
    path.write_text("growth = 3\n" + ENTRY.format("les icônes"), encoding="utf-8")
    assert built.agreed(path, "linux") == {"unpacked": built.Agreed(1_000, 3, 1_030)}
    path.write_text("growth = 3\n" + ENTRY.format(" "), encoding="utf-8")
    with pytest.raises(ValueError, match=r"linux\.unpacked"):
        built.agreed(path, "linux")
    path.write_text("growth = 3\n" + ENTRY.format("x").replace("1_030", "999"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"linux\.unpacked"):
        built.agreed(path, "linux")


def test_each_agreed_kind_is_measured() -> None:
    limits = {"deb": built.Agreed(1_000_000, 3, 2_000_000)}
    assert built.compare({"deb": 1_010_000}, limits) == (
        ["deb          1.0 MB  (+1.0 % since the last release; at most 2 MB)"], []
    )  # fmt: skip
    _, troubles = built.compare({"deb": 1_040_000}, limits)
    assert troubles == ["deb grew more than 3 %: say why in packaging/sizes.toml, or make it smaller"]
    with pytest.raises(ValueError, match="portable"):
        built.compare({"deb": 1, "portable": 1}, limits)


def test_a_folder_weighs_its_files_and_a_link_nothing(program: Path) -> None:
    before = built.size(program)
    assert before == 100 + 5 * 5
    (program / "binome").symlink_to("desk")
    assert built.size(program) == before
    assert built.size(program / "desk") == 100


def test_a_program_without_its_notices_is_refused(program: Path) -> None:
    assert built.missing_notices(program) == []
    (program / "THIRD-PARTY.md").write_bytes(b"autre texte")
    assert built.missing_notices(program) == ["THIRD-PARTY.md beside the program, the same as inside"]
    (program / built.NOTICES / "GPL-3.0.txt").write_bytes(b"")
    (program / built.NOTICES / "THIRD-PARTY.md").unlink()
    assert built.missing_notices(program) == ["THIRD-PARTY.md", "GPL-3.0.txt"]


def test_the_command_stops_with_every_trouble(program: Path) -> None:
    (program / built.NOTICES / "THIRD-PARTY.md").unlink()
    with (program / "desk").open("wb") as handle:
        handle.truncate(150 * built.MEGA)
    package = program.parent / "binome.deb"
    package.write_bytes(bytes(10))
    command = [
        sys.executable,
        str(HERE / "built.py"),
        "linux",
        str(program),
        f"deb={package}",
        f"portable={package}",
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "unpacked   150.0 MB" in ran.stdout
    assert ran.stderr.splitlines() == [
        "linux: unpacked is beyond the budget",
        "linux: not in the program: THIRD-PARTY.md",
    ]


def test_the_scripts_that_every_target_goes_through_can_be_run(root: Path) -> None:
    for script in (HERE / "system.sh", root / ".ci" / "run"):
        assert script.stat().st_mode & stat.S_IXUSR, script
        subprocess.run(["bash", "-n", str(script)], check=True)


def test_the_packages_of_an_unknown_target_are_not_guessed() -> None:
    ran = subprocess.run([str(HERE / "system.sh"), "macos"], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "TARGET" in ran.stderr
