"""One user's settings: short texts under short names, in a file a person can read."""

import configparser
import io
from pathlib import Path

from desk.files import told, write_atomic

_SECTION = "Binôme"


class SettingsFile:
    """Reads once, writes at each change. A file that cannot be understood counts as empty."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parser = configparser.ConfigParser(interpolation=None)
        try:
            self._parser.read(path, encoding="utf-8")
        except (configparser.Error, UnicodeDecodeError):
            # settings are comfort, never data: the usual ones serve, and the next change writes a sound file
            self._parser = configparser.ConfigParser(interpolation=None)
        if not self._parser.has_section(_SECTION):
            self._parser.add_section(_SECTION)

    def get(self, key: str, default: str = "") -> str:
        """The value, or the default."""
        return self._parser.get(_SECTION, key, fallback=default)

    def set(self, key: str, value: str) -> None:
        """Keep a value. Raises UserError when the folder cannot be written."""
        if self.get(key, "") == value and self._parser.has_option(_SECTION, key):
            return
        self._parser.set(_SECTION, key, value)
        out = io.StringIO()
        self._parser.write(out)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise told(error, self._path) from error
        write_atomic(self._path, out.getvalue().encode())
