"""Draw resources/icons/binome.ico from binome.svg; the same bytes each time. `QT_QPA_PLATFORM=offscreen`.

The committed file is what this wrote; run it again only when the drawing changes.
"""

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"


def main() -> None:
    """Write the icon."""
    app = QGuiApplication([])
    app.setApplicationName("icon")
    renderer = QSvgRenderer(str(ICONS / "binome.svg"))
    (ICONS / "binome.ico").write_bytes(icon([(size, picture(renderer, size)) for size in SIZES]))


def picture(renderer: QSvgRenderer, size: int) -> bytes:
    """One size, as PNG."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return kept.data()


def icon(pictures: list[tuple[int, bytes]]) -> bytes:
    """Windows' icon format: a header, an entry for each picture, the pictures."""
    head, start = struct.pack("<HHH", 0, 1, len(pictures)), 6 + 16 * len(pictures)
    for size, content in pictures:
        side = size % 256  # 0 says 256
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(content), start)
        start += len(content)
    return head + b"".join(content for _, content in pictures)


if __name__ == "__main__":
    main()
