"""What Windows shows in a program's properties."""

import re
from pathlib import Path
from typing import Any

NAME = "Binôme, coordination maire – secrétaire général de mairie"
FRENCH, UNICODE = 0x040C, 1200


def numbers(version: str) -> tuple[int, int, int, int]:
    """Windows' four numbers: `1.2.3` is 1, 2, 3, 0; what follows the digits is left out."""
    found = [int(part) for part in re.findall(r"\d+", version)[:3]]
    padded = [*found, 0, 0, 0, 0][:4]
    return padded[0], padded[1], padded[2], padded[3]


def program_version(root: Path) -> str:
    """`desk.__version__`, read without importing."""
    text = (root / "desk" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("desk/__init__.py says no version")
    return found[1]


def make(root: Path, file_name: str) -> Any:
    """The resource of one program, for PyInstaller."""
    from PyInstaller.utils.win32 import versioninfo as info

    version = program_version(root)
    words = {
        "FileDescription": NAME,
        "FileVersion": version,
        "InternalName": file_name.removesuffix(".exe"),
        "LegalCopyright": "Licence publique de l’Union européenne (EUPL 1.2)",
        "OriginalFilename": file_name,
        "ProductName": "Binôme",
        "ProductVersion": version,
    }
    table = info.StringTable(
        f"{FRENCH:04X}{UNICODE:04X}", [info.StringStruct(key, value) for key, value in words.items()]
    )
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers(version), prodvers=numbers(version)),
        kids=[
            info.StringFileInfo([table]),
            info.VarFileInfo([info.VarStruct("Translation", [FRENCH, UNICODE])]),
        ],
    )
