"""The left navigation: the commune, five sections, the menu, what was saved last."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk.core.wording import clock_time, long_date, typographic
from desk.ui import theme
from desk.ui.widgets.buttons import Pressed
from desk.ui.widgets.layout import column
from desk.ui.widgets.messages import SavedNote
from desk.ui.widgets.text import Text

SECTIONS = (
    ("today", "Aujourd’hui"),
    ("guide", "Guide"),
    ("regards", "Regards croisés"),
    ("meetings", "Nos points"),
    ("report", "Bilan"),
)
WIDE, NARROW = 212, 56
_LARGEST_NARROW_SCALE = 1.4  # a narrow bar scaled further would be higher than a 470 px window


class Navigation(QWidget):
    """Goes from section to section; folds to icons with tooltips. Signal `chosen(str)`: a section's name."""

    chosen = Signal(str)

    def __init__(self, sections: Sequence[tuple[str, str]] = SECTIONS) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._narrow: bool | None = None
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        self.brand, self.commune = Text("Binôme"), Text()
        self.brand.setObjectName("brand")
        self.menu_button = _entry("menu", "Menu", checkable=False)
        self.saved, self.copy_note = SavedNote(), Text("", "caption")
        self._layout = column(self, 4)
        self._fill(self._layout, sections)
        self._group.buttonClicked.connect(lambda button: self.chosen.emit(button.objectName()))
        self.set_narrow(narrow=False)

    def _fill(self, layout: QVBoxLayout, sections: Sequence[tuple[str, str]]) -> None:
        layout.addWidget(self.brand)
        layout.addWidget(self.commune)
        layout.addSpacing(theme.px(12))
        for index, (name, label) in enumerate(sections, start=1):
            button = _entry(name, label, checkable=True)
            button.setToolTip(f"{label} (Ctrl+{index})")
            self.buttons[name] = button
            self._group.addButton(button)
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self.menu_button)
        layout.addSpacing(theme.px(4))
        layout.addWidget(self.saved)
        layout.addWidget(self.copy_note)

    def set_menu(self, menu: QMenu) -> None:
        """Hang the menu on its button; its shortcuts work in the whole window."""
        self.menu_button.addAction(menu.menuAction())
        self.menu_button.clicked.connect(
            lambda: menu.popup(self.menu_button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        )

    def set_current(self, section: str) -> None:
        """Light the section a page belongs to."""
        if section in self.buttons:
            self.buttons[section].setChecked(True)

    def set_commune(self, name: str) -> None:
        """Whose notebook this is."""
        self.commune.set_text(name)

    def set_copy(self, moment: datetime | None, today: date) -> None:
        """When the last verified copy was made."""
        self.copy_note.set_text(copy_sentence(moment, today))
        self.saved.setToolTip(self.copy_note.text())

    def set_narrow(self, *, narrow: bool) -> None:
        """Fold to icons, or open."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.setProperty("narrow", narrow)
        for part in (self.brand, self.commune, self.copy_note):
            part.setVisible(not narrow)
        small = min(theme.scale(), _LARGEST_NARROW_SCALE)
        self.setFixedWidth(round(NARROW * max(small, theme.scale() * 0.8)) if narrow else theme.px(WIDE))
        margin = theme.px(8 if narrow else 12)
        self._layout.setContentsMargins(margin, theme.px(8 if narrow else 18), margin, theme.px(12))
        for button in (*self.buttons.values(), self.menu_button):
            _shape(button, round(40 * small) if narrow else 0)
        self.saved.set_short(short=narrow)


def copy_sentence(moment: datetime | None, today: date) -> str:
    """« Copie vérifiée hier à 17:10 »."""
    if moment is None:
        return "Aucune copie vérifiée"
    days = (today - moment.date()).days
    day = {0: "aujourd’hui", 1: "hier"}.get(days, f"le {long_date(moment.date(), year=days > 300)}")
    return f"Copie vérifiée {day} à {clock_time(moment)}"


def _entry(name: str, label: str, *, checkable: bool) -> QPushButton:
    button = Pressed(typographic(label))
    button.setObjectName(name)
    button.setAccessibleName(typographic(label))
    button.setCheckable(checkable)
    button.setAutoDefault(False)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


def _shape(button: QPushButton, side: int) -> None:
    """Icon alone, `side` px high, or words alone when `side` is 0."""
    button.setText("" if side else button.accessibleName())
    button.setIcon(theme.icon(button.objectName(), "nav_ink", on="nav_on_ink") if side else QIcon())
    button.setIconSize(QSize(side * 6 // 10, side * 6 // 10) if side else QSize(0, 0))
    button.setFixedHeight(side or theme.px(41))
    button.style().unpolish(button)
    button.style().polish(button)
