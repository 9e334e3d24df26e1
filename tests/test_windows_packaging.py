"""The Windows build's own rules, without building: allow-list, versions, notices, languages, locks."""

import json
import re
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from desk import __version__, paths

HERE = Path(__file__).resolve().parent.parent / "packaging"
WINDOWS = HERE / "windows"


def script(path: Path) -> ModuleType:
    """A file of `packaging/`, which is no package."""
    spec = spec_from_file_location(f"packaging_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


bundle = script(WINDOWS / "bundle.py")
third_party = script(HERE / "third_party.py")
version_resource = script(WINDOWS / "version_resource.py")


def test_the_allow_list_is_read_and_says_each_thing_once() -> None:
    lines = bundle.Keep.read(WINDOWS / "bundle.txt").lines
    patterns = [pattern for _, pattern in lines]
    assert len(patterns) == len(set(patterns)) > 60


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("PySide6/Qt6Network.dll", True),
        ("PySide6/QtNetwork.pyd", True),
        ("PySide6/QtPrintSupport.pyd", True),
        ("PIL/_imaging.cp311-win_amd64.pyd", False),
        ("charset_normalizer/md.cp311-win_amd64.pyd", False),
        ("PySide6/plugins/tls/qschannelbackend.dll", False),
        ("PySide6/plugins/networkinformation/qnetworklistmanager.dll", False),
        ("PySide6/translations/qtbase_fr.qm", True),
        ("PySide6/translations/qtbase_de.qm", False),
        ("PySide6/plugins/imageformats/qsvg.dll", True),
        ("PySide6/plugins/imageformats/qgif.dll", False),
        ("PySide6/opengl32sw.dll", False),
        ("libssl-3.dll", False),
        ("libcrypto-3-x64.dll", False),
        ("desk/resources/guide/p01/text.md", True),
    ],
)
def test_what_ships_and_what_does_not(name: str, kept: bool) -> None:
    keep = bundle.Keep.read(WINDOWS / "bundle.txt")
    assert keep.keeps(name) is kept
    assert keep.unknown == []


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Quick.dll",
        "PySide6/Qt6WebEngineCore.dll",
        "icuuc.dll",
        "mscms.dll",
        "bcryptprimitives.dll",
    ],
)
def test_an_unknown_file_stops_the_build(name: str) -> None:
    keep = bundle.Keep([(True, "known.dll")])
    assert keep.apply([("known.dll", "", "BINARY"), (name, "", "BINARY")]) == [("known.dll", "", "BINARY")]
    with pytest.raises(SystemExit, match=re.escape(name)):
        keep.close()
    assert not any(bundle.fnmatch.fnmatchcase(name, each) for _, each in shipped_lines())


def shipped_lines() -> list[tuple[bool, str]]:
    return [line for line in bundle.Keep.read(WINDOWS / "bundle.txt").lines if line[0]]


def test_a_missing_file_stops_the_build() -> None:
    keep = bundle.Keep([(True, "PySide6/Qt6Core.dll"), (False, "PySide6/translations/*")])
    with pytest.raises(SystemExit, match=r"not there: PySide6/Qt6Core\.dll"):
        keep.close()


def test_a_line_that_says_nothing_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "bundle.txt"
    wrong.write_text("# a comment\n\nPySide6/Qt6Core.dll\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"Qt6Core\.dll"):
        bundle.Keep.read(wrong)


def test_five_faces_ship() -> None:
    assert sorted(Path(source).name for source, _ in bundle.fonts()) == sorted(paths.FONT_FILES)


def test_the_version_is_said_once(root: Path) -> None:
    assert version_resource.program_version(root) == __version__
    assert version_resource.numbers("1.2.3") == (1, 2, 3, 0)
    assert version_resource.numbers("2.0.1rc1") == (2, 0, 1, 0)
    told = re.findall(rf"\b{re.escape(__version__)}\b", (WINDOWS / "installer.nsi").read_text("utf-8"))
    assert told == []


def test_the_notices_name_every_locked_package() -> None:
    site = Path(sysconfig.get_paths()["purelib"])
    lock = HERE / "requirements-windows.txt"
    shipped = third_party.packages(site, lock)
    assert {each.name for each in shipped} | set(third_party.LEFT_OUT) == set(third_party.locked(lock))
    text = third_party.notices(shipped, "PYTHON SOFTWARE FOUNDATION LICENSE")
    for name, version in third_party.locked(lock).items():
        assert (f"| {name} {version} | " in text) is (name not in third_party.LEFT_OUT)
    for told in ("LGPL-3.0-only", "code.qt.io", "remplacer", "PDFium", "PYTHON SOFTWARE"):
        assert told in text


def test_what_is_left_out_of_the_notices_is_left_out_of_the_program() -> None:
    left_out = set(third_party.LEFT_OUT)
    assert left_out == {"pip", "tzdata", "pycparser", "charset-normalizer", "pillow"}
    replaced = {"PIL": "pillow"}
    gone = {each.replace("_", "-") for each in bundle.EXCLUDED_MODULES}
    assert left_out <= gone | {replaced[path.stem] for path in bundle.STAND_IN.glob("*.py")}


def test_a_package_that_is_not_there_stops_the_notices(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match=r"cffi 2\.1\.1"):
        third_party.read_package(tmp_path, "cffi", "2.1.1")


def test_the_manifest_asks_for_long_paths_sharp_screens_and_utf_8_and_no_rights() -> None:
    words = {
        element.tag.rsplit("}", 1)[-1]: element.text or dict(element.attrib)
        for element in ET.parse(WINDOWS / "manifest.xml").iter()
    }
    assert words["longPathAware"] == "true"
    assert str(words["dpiAwareness"]).startswith("PerMonitorV2")
    assert words["activeCodePage"] == "UTF-8"
    assert words["requestedExecutionLevel"] == {"level": "asInvoker", "uiAccess": "false"}


def test_the_installer_needs_no_rights_and_deletes_no_data() -> None:
    text = (WINDOWS / "installer.nsi").read_text("utf-8")
    assert "RequestExecutionLevel user" in text
    assert "HKLM" not in text
    assert re.findall(r"RMDir /r .*", text) == ['RMDir /r "$INSTDIR\\_internal"']
    assert not re.search(r"Delete .*(\.binome\"|APPDATA|DOCUMENTS|donnees)", text)


def test_the_tools_are_locked_and_signed_for() -> None:
    lines = (WINDOWS / "requirements-tools.txt").read_text("utf-8").splitlines()
    assert {"pyinstaller", "pytest"} <= {line.split("==")[0] for line in lines if "==" in line}
    assert all("--hash=sha256:" in after for line, after in pairwise(lines) if "==" in line)
    assert "--hash=sha256:" in (WINDOWS / "requirements-python.txt").read_text("utf-8")


def test_the_window_tries_itself(tmp_path: Path) -> None:
    out = tmp_path / "window.json"
    ran = subprocess.run([sys.executable, "-m", "desk", "_selftest", str(out)], check=False)
    results = json.loads(out.read_text("utf-8"))
    assert set(results.values()) == {"oui"}, results
    assert len(results) == 9
    assert ran.returncode == 0
    assert out.with_suffix(".png").stat().st_size > 10_000


def test_the_icon_holds_every_size_windows_shows(root: Path) -> None:
    content = (root / "resources" / "icons" / "binome.ico").read_bytes()
    count = int.from_bytes(content[4:6], "little")
    assert [content[6 + 16 * place] or 256 for place in range(count)] == [16, 20, 24, 32, 40, 48, 64, 256]


REFUSING = """
import sys
class Refused:
    def find_spec(self, name, path=None, target=None):
        if any(name == each or name.startswith(each + ".") for each in {left_out!r}):
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Refused())
sys.path.insert(0, {stand_in!r})
import PIL
assert PIL.Image is None
from desk.exchange.worker import main
main()
"""


def test_documents_are_the_same_without_what_the_build_leaves_out(tmp_path: Path) -> None:
    """The document process of the frozen program has no Pillow, and none of the modules left out."""
    from desk.core.handout import Imprint, Letter
    from desk.exchange.child import Child

    letter = Letter("Une page", "### Un titre\n\n- Une liste\n\nUn texte **gras**.")
    imprint = Imprint("Guide", "Binôme", "Valmont", "2026-11-23")
    code = REFUSING.format(left_out=bundle.EXCLUDED_MODULES, stand_in=str(bundle.STAND_IN))
    drawn = Child([sys.executable, "-c", code], paths.fonts_dir()).draw_handout(letter, imprint)
    assert drawn == Child(paths.program_command(), paths.fonts_dir()).draw_handout(letter, imprint)
    path = tmp_path / "page.pdf"
    path.write_bytes(drawn)
    lean = Child([sys.executable, "-c", code], paths.fonts_dir()).read_form(path)
    assert lean == Child(paths.program_command(), paths.fonts_dir()).read_form(path)
