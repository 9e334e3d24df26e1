"""The floor of a start: a bare window of four tabs by the same toolkit. `python -m bench.bare`."""

import sys

from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from bench.inside import settle, tell
from desk.ui.interpreter import hold_singletons


def main() -> int:
    """Show the window, look at each tab when asked to, tell the memory, leave."""
    hold_singletons()
    app = QApplication([])
    window, tabs = QMainWindow(), QTabWidget()
    for number in range(4):
        tab = QWidget()
        column = QVBoxLayout(tab)
        for widget in (QLabel(f"Onglet {number}"), QLineEdit(), QPushButton("Continuer")):
            column.addWidget(widget)
        tabs.addTab(tab, f"Onglet {number}")
    window.setCentralWidget(tabs)
    window.resize(1180, 720)
    window.show()
    settle(app)
    if "sections" in sys.argv:
        for number in range(4):
            tabs.setCurrentIndex(number)
            settle(app)
        tell()
    return 0


if __name__ == "__main__":
    sys.exit(main())
