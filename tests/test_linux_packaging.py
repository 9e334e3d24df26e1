"""What the Linux packages are made of: the list of files, the package's own words, the desktop's entry."""

import configparser
import re
import stat
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from desk import paths
from desk.data.migrations import APPLICATION_ID

# What the program must never carry on Linux, wherever a library would put it.
REFUSED = (
    "PySide6/Qt/plugins/platforms/libqeglfs.so", "PySide6/Qt/plugins/platforms/libqwayland.so",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so", "PySide6/Qt/plugins/tls/libqopensslbackend.so",
    "PySide6/Qt/plugins/sqldrivers/libqsqlite.so", "PySide6/Qt/lib/libQt6Qml.so.6",
    "PySide6/Qt/lib/libQt6WaylandClient.so.6", "PySide6/QtDBus.abi3.so", "libgtk-3.so.0",
    "PySide6/Qt/translations/qtbase_de.qm", "PIL/_imaging.cpython-311-x86_64-linux-gnu.so", "libssl.so.3",
    "libcrypto.so.3", "libcups.so.2", "PySide6/Qt/plugins/networkinformation/libqnetworkmanager.so",
)  # fmt: skip
NEEDED = (
    "PySide6/Qt/plugins/platforms/libqxcb.so", "PySide6/Qt/translations/qtbase_fr.qm",
    "PySide6/Qt/lib/libQt6Pdf.so.6", "PySide6/QtPrintSupport.abi3.so",
    "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", "PySide6/QtNetwork.abi3.so",
    "libQt6Core.so.6", "libxcb-cursor.so.0",
    "desk/resources/words.txt", *(f"font_source_sans_pro/files/{name}" for name in paths.FONT_FILES),
)  # fmt: skip


@pytest.fixture
def folder(root: Path) -> Path:
    """The Linux packaging."""
    return root / "packaging" / "linux"


def rules(folder: Path) -> list[tuple[str, re.Pattern[str]]]:
    """The lines of the allow-list: their sign, and their pattern as the build reads it."""
    from fnmatch import translate

    lines = (folder / "bundle.txt").read_text("utf-8").splitlines()
    told = [line.split(" ", 1) for line in lines if line and not line.startswith("#")]
    assert {sign for sign, _ in told} == {"+", "-"}
    return [(sign, re.compile(translate(pattern))) for sign, pattern in told]


def decided(folder: Path, name: str) -> str:
    """What the first line that knows a file says of it; empty when none does, which stops the build."""
    return next((sign for sign, pattern in rules(folder) if pattern.match(name)), "")


@pytest.mark.parametrize("name", NEEDED)
def test_what_the_program_needs_is_kept(folder: Path, name: str) -> None:
    assert decided(folder, name) == "+"


@pytest.mark.parametrize("name", REFUSED)
def test_what_it_has_no_use_for_is_left_out_or_stops_the_build(folder: Path, name: str) -> None:
    assert decided(folder, name) != "+"


def test_no_line_is_twice_in_the_list(folder: Path) -> None:
    patterns = [pattern.pattern for _, pattern in rules(folder)]
    assert len(patterns) == len(set(patterns))


def test_the_scripts_can_be_run(folder: Path) -> None:
    for name in ("build.sh", "check.sh", "deb.sh", "room.sh"):
        script = folder / name
        assert script.stat().st_mode & stat.S_IXUSR, name
        subprocess.run(["bash", "-n", str(script)], check=True)


def test_the_control_file_says_what_the_build_fills_in(folder: Path) -> None:
    text = (folder / "control").read_text("utf-8")
    fields = dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(" "))
    assert set(re.findall(r"@\w+@", text)) == {"@VERSION@", "@LIBC@", "@SIZE@"}
    assert fields["Architecture"] == "amd64"
    assert "python" not in fields["Depends"]
    assert text.endswith("\n")


def test_a_double_click_on_a_carnet_opens_it(folder: Path) -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[method-assign,assignment]
    entry.read(folder / "binome.desktop", encoding="utf-8")
    kind = ET.parse(folder / "binome.xml").getroot()[0]
    names = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    glob, magic = kind.find("m:glob", names), kind.find(".//m:match[@offset='68']", names)
    assert glob is not None
    assert magic is not None
    assert entry["Desktop Entry"]["MimeType"] == f"{kind.get('type')};"
    assert entry["Desktop Entry"]["Exec"] == "/opt/binome/binome %f"
    assert glob.get("pattern") == "*.binome"
    assert int(magic.get("value", ""), 16) == APPLICATION_ID


def test_the_tools_of_the_build_are_locked(folder: Path) -> None:
    lines = (folder / "requirements-tools.txt").read_text("utf-8").splitlines()
    pinned = [line for line in lines if "==" in line and not line.lstrip().startswith("#")]
    assert any(line.startswith("pyinstaller==") for line in pinned)
    assert all(line.endswith("\\") for line in pinned), "a line without its hashes"
