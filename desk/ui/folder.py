"""The system's own window on a folder."""

import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show_in_folder(path: Path) -> bool:
    """Open the folder of a file, on the file itself where the system can; False when nothing opened."""
    if sys.platform == "win32" and _selected(path):
        return True
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def explorer_command(path: str, system: str) -> str:
    """What makes Windows' explorer open on a file.

    It reads its own command line: the quotes go round the path alone, and `system` is where it is, so that
    no other program of that name is started.
    """
    return f'"{PureWindowsPath(system) / "explorer.exe"}" /select,"{PureWindowsPath(path)}"'


def _selected(path: Path) -> bool:
    command = explorer_command(str(path.absolute()), os.environ.get("SYSTEMROOT", r"C:\Windows"))
    try:
        subprocess.Popen(command)  # noqa: S603 - a name there holds no quote, and no shell reads it
    except OSError:
        return False  # explorer was taken away by those who keep the PC: the folder is opened otherwise
    return True
