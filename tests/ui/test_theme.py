from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from desk import paths
from desk.ui import theme

GROUNDS = ("ground", "surface", "tint")
TEXTS = ("ink", "soft", "elu", "warn", "fine")


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(QColor(first)), luminance(QColor(second))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_text_is_readable_on_every_ground_in_both_looks() -> None:
    for tokens in (theme.LIGHT, theme.DARK):
        weak = [(t, g) for t in TEXTS for g in GROUNDS if contrast(tokens[t], tokens[g]) < 4.5]
        assert weak == []
        pairs = (("nav_ink", "nav"), ("nav_on_ink", "nav_on"), ("on_elu", "elu"), ("nav_strong", "nav"))
        assert [pair for pair in pairs if contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5] == []


def test_marks_and_focus_rings_stand_out_from_what_they_touch() -> None:
    for tokens in (theme.LIGHT, theme.DARK):
        for mark in ("elu", "sgm", "soft"):
            assert min(contrast(tokens[mark], tokens[ground]) for ground in GROUNDS) >= 3
        assert contrast(tokens["nav_focus"], tokens["nav"]) >= 3


def test_the_stylesheet_holds_no_unknown_token_and_follows_the_scale() -> None:
    sheet = (paths.resources() / "style.qss").read_text(encoding="utf-8")
    assert "@" not in theme.filled(sheet, theme.LIGHT, 1.0)
    assert "font-size: 30px" in theme.filled(sheet, theme.LIGHT, 2.0)


def test_text_is_source_sans_at_every_scale(qapp: QApplication) -> None:
    for scale in theme.SCALES:
        theme.apply(qapp, "dark", scale)
        shown = QFontInfo(theme.font())
        assert (shown.family(), shown.pixelSize()) == (theme.FAMILY, round(15 * scale))
        assert theme.px(40) == round(40 * scale)
    theme.apply(qapp, "light", 9)
    assert theme.scale() == 2.0


def test_high_contrast_keeps_the_systems_colours(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 1.0)
    assert theme.colour("ground") == QColor(theme.LIGHT["ground"])
    theme.apply(qapp, "contrast", 1.0)
    palette = qapp.palette()
    assert theme.colour("ground") == palette.color(palette.ColorRole.Window)
    assert theme.colour("elu") == palette.color(palette.ColorRole.Highlight)
    assert theme.colour("sgm") == palette.color(palette.ColorRole.WindowText)


def test_qt_speaks_french(look: QApplication) -> None:
    assert look.translate("QPlatformTheme", "Cancel") == "Annuler"


def test_the_file_chooser_of_qt_speaks_french_to_the_last_label(look: QApplication) -> None:
    chooser = QFileDialog()
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    said = {label.text().replace("&", "").replace("\u00a0", " ") for label in chooser.findChildren(QLabel)}
    said |= {button.text().replace("&", "") for button in chooser.findChildren(QPushButton)}
    assert {"Regarder dans :", "Nom de fichier :", "Fichiers de type :", "Ouvrir", "Annuler"} <= said
