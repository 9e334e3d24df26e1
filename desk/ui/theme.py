"""The look: colour tokens, sizes at every text scale, fonts and the stylesheet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLibraryInfo, QLocale, QSize, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QIcon, QImageReader, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from desk import paths

FAMILY = "Source Sans Pro"
TEXT, CAPTION, CARD_TITLE, PAGE_TITLE = 15, 13, 18, 27
READING_CHARACTERS = 70
MODES = ("auto", "light", "dark", "contrast")
SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)

LIGHT = {
    "ground": "#F6F5F1", "surface": "#FFFFFF", "ink": "#1D2433", "soft": "#525B6B", "line": "#D8D6CE",
    "nav": "#1F3147", "nav_ink": "#DCE6F0", "nav_strong": "#FFFFFF", "nav_on": "#F6F5F1",
    "nav_on_ink": "#1D2433", "nav_hover": "#2B4260", "nav_focus": "#9CC7F2", "elu": "#1F5A96",
    "on_elu": "#FFFFFF", "elu_hover": "#194A7C", "sgm": "#A84B12", "warn": "#9B1C1C", "on_warn": "#FFFFFF",
    "fine": "#22663B", "tint": "#E9EFF5",
}  # fmt: skip
DARK = {
    "ground": "#14181F", "surface": "#1D232D", "ink": "#EDEFF3", "soft": "#AEB6C4", "line": "#364050",
    "nav": "#0E1218", "nav_ink": "#AEB9C8", "nav_strong": "#FFFFFF", "nav_on": "#1D232D",
    "nav_on_ink": "#EDEFF3", "nav_hover": "#171D26", "nav_focus": "#7FB5EA", "elu": "#7FB5EA",
    "on_elu": "#14181F", "elu_hover": "#9CC7F2", "sgm": "#F0A36A", "warn": "#FF9B9B", "on_warn": "#14181F",
    "fine": "#8FD3A4", "tint": "#223041",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What is applied: the mode asked for, the colours in force, the text scale (1.0 to 2.0)."""

    mode: str
    colours: Mapping[str, str]
    scale: float


_QT_WORDS = {"&Look in:": "&Regarder dans\u00a0:", "Files of &type:": "Fichiers de &type\u00a0:"}
_current = Look("light", LIGHT, 1.0)
_translators: list[QTranslator] = []


def apply(app: QApplication, mode: str = "auto", scale: float = 1.0) -> None:
    """Dress the whole program; callable again at any time.

    `mode` is one of MODES: "auto" and "contrast" follow the system; `scale` is clamped to 1.0–2.0.
    Widgets that were already laid out keep their margins and icons: the window builds its pages anew after.
    """
    global _current  # noqa: PLW0603 - one application, one look
    if not _translators:
        _prepare(app)
    scale = min(max(scale, SCALES[0]), SCALES[-1])
    if (
        app.styleSheet()
        and not _follows_system(app, mode)
        and _current == Look(mode, _colours(app, mode), scale)
    ):
        return
    app.setPalette(QPalette())
    _current = Look(mode, _colours(app, mode), scale)
    if not _follows_system(app, mode):
        app.setPalette(_palette(_current.colours))
    app.setFont(font(TEXT))
    sheet = (paths.resources() / "style.qss").read_text(encoding="utf-8")
    app.setStyleSheet(filled(sheet, _current.colours, scale))


def filled(sheet: str, colours: Mapping[str, str], scale: float) -> str:
    """A stylesheet with its `@token` replaced and every `Npx` scaled. KeyError for an unknown token."""
    sheet = re.sub(r"@([a-z_]+)", lambda found: colours[found[1]], sheet)
    return re.sub(r"\b(\d+)px", lambda found: f"{round(int(found[1]) * scale)}px", sheet)


def px(size: float) -> int:
    """A length of the drawing at the current text scale, in pixels."""
    return round(size * _current.scale)


def scale() -> float:
    """The text scale in force, 1.0 to 2.0."""
    return _current.scale


def mode() -> str:
    """The mode asked for, one of MODES."""
    return _current.mode


def colour(token: str) -> QColor:
    """The colour of a token in force; KeyError for an unknown one."""
    return QColor(_current.colours[token])


def font(size: int = TEXT, *, strong: bool = False) -> QFont:
    """Source Sans Pro at `size` pixels before scaling; `strong` is semibold."""
    made = QFont(FAMILY)
    made.setPixelSize(px(size))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made


def reading_width() -> int:
    """The width of a comfortable line (70 characters), in pixels."""
    return QFontMetrics(font()).averageCharWidth() * READING_CHARACTERS


def icon(name: str, token: str = "ink", *, on: str = "") -> QIcon:
    """`resources/icons/<name>.svg` in a token's colour; `on` is the token when the button is checked."""
    made = QIcon(_drawn(name, token))
    if on:
        made.addPixmap(_drawn(name, on), QIcon.Mode.Normal, QIcon.State.On)
    return made


def _drawn(name: str, token: str) -> QPixmap:
    """An icon at twice the largest size it is shown at, so that it stays sharp."""
    source = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    content = QBuffer()
    content.setData(QByteArray(source.replace("currentColor", _current.colours[token]).encode()))
    content.open(QIODevice.OpenModeFlag.ReadOnly)
    # by Qt's own plugin: the binding of QtSvg would be loaded for these few icons
    reader = QImageReader(content, QByteArray(b"svg"))
    reader.setScaledSize(QSize(px(24), px(24)) * 2)
    picture = QPixmap.fromImage(reader.read())
    picture.setDevicePixelRatio(2)
    return picture


class _Missing(QTranslator):
    """The few words of Qt's own file chooser that its French catalogue leaves in English."""

    def translate(self, _context: str, source: str, _comment: str | None = None, _number: int = -1) -> str:
        """The French words, None (« look elsewhere ») for all others."""
        return _QT_WORDS.get(source)  # type: ignore[return-value]  # Qt's null string

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """It has words."""
        return False


def _prepare(app: QApplication) -> None:
    """What is done once: base style, French, fonts."""
    QLocale.setDefault(QLocale("fr_FR"))
    for name in paths.FONT_FILES:
        QFontDatabase.addApplicationFont(str(paths.fonts_dir() / name))
    translator = QTranslator(app)
    translator.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    app.installTranslator(translator)
    missing = _Missing(app)
    app.installTranslator(missing)
    _translators.extend((translator, missing))


def _follows_system(app: QApplication, mode: str) -> bool:
    if mode == "contrast":
        return True
    style = app.styleHints()  # kept while used: the wrapper of its part goes with it
    preference = style.accessibility().contrastPreference()
    return mode == "auto" and preference == Qt.ContrastPreference.HighContrast


def _colours(app: QApplication, mode: str) -> Mapping[str, str]:
    if _follows_system(app, mode):
        return _system_colours(app.palette())
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if mode == "dark" or (mode == "auto" and dark) else LIGHT


def _system_colours(palette: QPalette) -> Mapping[str, str]:
    """High contrast: the system's own colours; marks differ by shape, states by border and word."""
    role = QPalette.ColorRole
    grounds = dict.fromkeys(("ground", "nav", "nav_hover"), role.Window)
    fields = dict.fromkeys(("surface", "tint"), role.Base)
    chosen = dict.fromkeys(("elu", "elu_hover", "nav_on", "nav_focus"), role.Highlight)
    on_chosen = dict.fromkeys(("on_elu", "nav_on_ink"), role.HighlightedText)
    roles = dict.fromkeys(LIGHT, role.WindowText) | grounds | fields | chosen | on_chosen
    roles["on_warn"] = role.Window
    return {token: palette.color(which).name() for token, which in roles.items()}


def _palette(colours: Mapping[str, str]) -> QPalette:
    role = QPalette.ColorRole
    roles = {
        role.Window: "ground", role.WindowText: "ink", role.Base: "surface", role.AlternateBase: "tint",
        role.Text: "ink", role.Button: "surface", role.ButtonText: "ink", role.ToolTipBase: "surface",
        role.ToolTipText: "ink", role.PlaceholderText: "soft", role.Highlight: "elu",
        role.HighlightedText: "on_elu", role.Link: "elu", role.LinkVisited: "elu", role.Mid: "line",
        role.Light: "surface", role.Midlight: "line", role.Dark: "soft", role.Shadow: "soft",
        role.Accent: "elu",
    }  # fmt: skip
    palette = QPalette()
    for which, token in roles.items():
        palette.setColor(which, QColor(colours[token]))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours["soft"]))
    return palette
