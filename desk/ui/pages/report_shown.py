"""The bilan's data and its register laid out."""

from PySide6.QtWidgets import QGridLayout, QWidget

from desk.core.wording import clock_time, long_date
from desk.notebook.report import Export
from desk.ui import theme
from desk.ui.pages.report_words import Part, grouped
from desk.ui.widgets.layout import column
from desk.ui.widgets.text import Divider, Heading, Text


def shown_part(part: Part) -> QWidget:
    """A titled group of names and values, side by side."""
    box = QWidget()
    outer = column(box, 8)
    outer.addWidget(Heading(part.title, 3))
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(16))
    grid.setVerticalSpacing(theme.px(4))
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    for index, (name, value) in enumerate(part.rows):
        grid.addWidget(Text(name, "soft"), index, 0)
        grid.addWidget(Text(value), index, 1)
    outer.addLayout(grid)
    outer.addWidget(Divider())
    return box


def shown_export(export: Export) -> QWidget:
    """A line of the register: file, day, standing, fingerprint."""
    box = QWidget()
    outer = column(box, 0)
    outer.addWidget(Text(export.file_name))
    standing = "convenu" if export.agreed else "projet"
    at = f"{long_date(export.at.date())} à {clock_time(export.at)}"
    outer.addWidget(Text(f"{at} · {standing} · empreinte {grouped(export.fingerprint)}", "caption"))
    return box
