"""The last steps of the Windows build: version numbers for the installer, its picture, the portable zip.

release.py numbers ROOT            what the installer's script includes
release.py side OUT                the picture beside its first and last pages
release.py portable BUNDLE OUT     the zip with its `donnees` folder
"""

import math
import os
import struct
import sys
import time
import zipfile
from pathlib import Path

from version_resource import numbers, program_version

SIDE_WIDTH, SIDE_HEIGHT = 164, 314
# The colours of resources/icons/binome.svg.
GROUND, BLUE, ORANGE = (0x1F, 0x31, 0x47), (0x7F, 0xB5, 0xEA), (0xF0, 0xA3, 0x6A)
FOLDER = "Binome"
DATA_NOTE = """\
Ce dossier garde les réglages, les copies et le journal technique de Binôme à côté du programme.
Un nouveau carnet y est proposé aussi : la clé USB porte tout.
Sans ce dossier, Binôme garde tout cela dans votre profil Windows.
"""


def installer_numbers(root: Path) -> str:
    """A definition for NSIS: four numbers."""
    return f'!define NUMBERS "{".".join(map(str, numbers(program_version(root))))}"\n'


def side_picture() -> bytes:
    """A bitmap (164 by 314, 24 bits): the program's mark on its dark blue, near the top."""
    rows = [
        b"".join(_blended(x, y) for x in range(SIDE_WIDTH)) + b"\0" * (-3 * SIDE_WIDTH % 4)
        for y in reversed(range(SIDE_HEIGHT))
    ]
    body = b"".join(rows)
    head = struct.pack("<2sIHHI", b"BM", 54 + len(body), 0, 0, 54)
    return (
        head
        + struct.pack("<IiiHHIIiiII", 40, SIDE_WIDTH, SIDE_HEIGHT, 1, 24, 0, len(body), 0, 0, 0, 0)
        + body
    )


def _blended(x: int, y: int) -> bytes:
    """The mean colour of sixteen points of a pixel, as blue, green, red."""
    points = [
        _mark((x + i / 4 + 0.125) * 0.5 - 9, (y + j / 4 + 0.125) * 0.5 - 8)
        for i in range(4)
        for j in range(4)
    ]
    return bytes(round(sum(point[part] for point in points) / 16) for part in (2, 1, 0))


def _mark(x: float, y: float) -> tuple[int, int, int]:
    """The colour at a point of binome.svg, whose drawing is 64 by 64."""
    if 32.5 <= x <= 51.5 and 22.5 <= y <= 41.5:
        return ORANGE
    if 29.5 <= x <= 54.5 and 19.5 <= y <= 44.5:
        return GROUND
    return BLUE if math.hypot(x - 24, y - 32) <= 13 else GROUND


def write_portable(bundle: Path, out: Path) -> None:
    """Zip the bundle, in a stable order and with one date, so that the same bundle gives the same zip."""
    moment = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", "1767225600")))[:6]
    content = {
        f"{FOLDER}/{path.relative_to(bundle).as_posix()}": path.read_bytes()
        for path in sorted(bundle.rglob("*"))
        if path.is_file()
    }
    content[f"{FOLDER}/donnees/LISEZ-MOI.txt"] = DATA_NOTE.replace("\n", "\r\n").encode("utf-8-sig")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in content.items():
            archive.writestr(zipfile.ZipInfo(name, moment), data, zipfile.ZIP_DEFLATED, 9)


def main() -> None:
    """Do the step named."""
    step, *paths = sys.argv[1], *map(Path, sys.argv[2:])
    if step == "numbers":
        print(installer_numbers(paths[0]), end="")
    elif step == "side":
        paths[0].write_bytes(side_picture())
    elif step == "portable":
        write_portable(paths[0], paths[1])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
