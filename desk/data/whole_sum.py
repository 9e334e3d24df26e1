"""The sum of a notebook's whole file, kept when all of it was last found sound.

The very same bytes need not be looked at again; others are read row by row. Against accidents, not malice.
"""

from pathlib import Path
from zlib import crc32

_AT_ONCE = 1 << 20


def whole_sum(path: Path) -> str:
    """Size and CRC-32 of the file, as text; "" when it cannot be read.

    Never while SQLite has the file open here: closing this handle gives back the locks it has on it.
    """
    size = total = 0
    try:
        with path.open("rb") as handle:
            while read := handle.read(_AT_ONCE):
                size, total = size + len(read), crc32(read, total)
    except OSError:
        return ""  # the opening itself will tell
    return f"{size}-{total:08x}"
