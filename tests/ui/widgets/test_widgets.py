from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.core.errors import UserError
from desk.core.markdown import parse
from desk.core.people import Seat
from desk.core.search import words_of
from desk.notebook import people
from desk.ui import theme
from desk.ui.context import Context
from desk.ui.widgets.buttons import Button, PrimaryButton, RowButton
from desk.ui.widgets.fields import TextField
from desk.ui.widgets.layout import Card, Columns, FlowRow, VerticalScroll, clear, column
from desk.ui.widgets.marks import MarkLegend, PersonMark, Sign
from desk.ui.widgets.messages import EmptyState, MessageBar, SavedNote
from desk.ui.widgets.prose import Prose, SpanText, french
from desk.ui.widgets.text import Heading, Text
from tests.ui.accessible import unnamed

pytestmark = pytest.mark.usefixtures("look")


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def said(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_a_heading_is_one_for_a_screen_reader_and_keeps_up() -> None:
    heading = Heading("Nos points", 1)
    assert role(heading) == QAccessible.Role.Heading
    heading.set_text("Bilan")
    assert said(heading) == "Bilan"
    assert role(Text("Bilan")) == QAccessible.Role.StaticText


def test_what_a_person_wrote_is_never_read_as_markup() -> None:
    label = Text("<b>Réunion</b> & suite")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert Button("Envoyer <b> & co").text() == "Envoyer <b> && co"


def test_a_button_is_tall_enough_and_never_cut(qtbot: QtBot) -> None:
    for kind in (Button, PrimaryButton):
        button = kind("Feuille de la secrétaire générale de mairie")
        qtbot.addWidget(button)
        button.show()
        assert button.height() >= theme.px(40)
        assert button.minimumSizeHint().width() >= button.fontMetrics().horizontalAdvance(button.text())


def test_enter_and_space_press_a_button(qtbot: QtBot) -> None:
    pressed: list[int] = []
    button, row = (
        Button("Ouvrir", lambda: pressed.append(1)),
        RowButton("Un", "deux", lambda: pressed.append(2)),
    )
    for widget in (button, row):
        qtbot.addWidget(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Return)
        qtbot.keyClick(widget, Qt.Key.Key_Space)
    assert pressed == [1, 1, 2, 2]


def test_a_row_says_both_lines_and_whether_it_is_selected(qtbot: QtBot) -> None:
    row = RowButton("Fiche de poste", "à reprendre")
    qtbot.addWidget(row)
    row.set_selected(True)
    assert row.accessibleName() == "Fiche de poste, à reprendre"
    assert row.accessibleDescription() == "sélectionné"
    row.set_words("Accueil du samedi")
    assert row.accessibleName() == "Accueil du samedi"
    assert row.heightForWidth(120) > row.heightForWidth(600) >= theme.px(40)


def test_a_flow_wraps_and_the_first_takes_the_room(qtbot: QtBot) -> None:
    buttons = [Button(f"Bouton numéro {index}") for index in range(4)]
    flow = FlowRow(*buttons, stretch_first=True)
    qtbot.addWidget(flow)
    assert flow.heightForWidth(200) > 3 * theme.px(40)
    assert flow.heightForWidth(2000) == buttons[0].sizeHint().height()
    flow.resize(900, 60)
    flow.show()
    assert buttons[-1].geometry().right() >= 895
    buttons[1].hide()
    assert flow.flow.sizeHint().width() < 900


def test_columns_become_one_when_narrow(qtbot: QtBot) -> None:
    cards = [Card(f"Carte {index}") for index in range(2)]
    columns = Columns(*cards)
    qtbot.addWidget(columns)
    columns.resize(1000, 300)
    columns.show()
    qtbot.waitUntil(lambda: cards[0].y() == cards[1].y())
    columns.resize(500, 600)
    qtbot.waitUntil(lambda: cards[1].y() > cards[0].y())


def test_an_emptied_layout_lets_a_click_inside_finish(qtbot: QtBot) -> None:
    scroll = VerticalScroll()
    qtbot.addWidget(scroll)
    button = Button("Tout refaire", lambda: clear(scroll.column))
    scroll.column.addWidget(button)
    scroll.show()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert scroll.column.count() == 0
    assert scroll.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def test_an_error_stays_and_escape_dismisses_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar = MessageBar()
    bar.setParent(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    bar.error(UserError("Ce fichier n’est pas un carnet.", "Rien n’a été changé."))
    assert role(bar) == QAccessible.Role.AlertMessage
    assert said(bar) == "À revoir : Ce fichier n’est pas un carnet. Rien n’a été changé."
    assert unnamed(bar) == []
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert bar.isHidden()
    bar.confirm("Action ajoutée")
    assert bar.text.text() == "Action ajoutée."
    assert bar.word.text() == "C’est fait"


def test_saved_note_folds_but_still_says_all() -> None:
    note = SavedNote()
    assert note.isHidden()
    note.saved(datetime(2026, 11, 22, 14, 32))
    assert note.text() == "Enregistré à 14:32"
    note.set_short(short=True)
    assert (note.text(), note.accessibleName()) == ("14:32", "Enregistré à 14:32")


def test_marks_differ_by_shape_and_are_named(context: Context, qtbot: QtBot) -> None:
    legend = MarkLegend(people.pair(context.book))
    qtbot.addWidget(legend)
    assert {label.text() for label in legend.findChildren(Text)} == {"maire", "secrétaire générale"}
    mark = PersonMark(Seat.ELU, "maire")
    assert (role(mark), said(mark)) == (QAccessible.Role.Graphic, "maire")
    circle, square = (PersonMark(seat, "x", 40).grab().toImage() for seat in Seat)
    assert circle.pixelColor(3, 3) != theme.colour("elu")
    assert square.pixelColor(5, 5) == theme.colour("sgm")
    for tone in ("error", "fine", "note"):
        assert not Sign(tone).grab().isNull()


def test_prose_has_headings_lists_and_links_that_lead(qtbot: QtBot) -> None:
    taken: list[str] = []
    text = "Un **mot** & [une pratique](practice:p02) !\n\n### Titre\n\n- un\n- deux\n\n1. pas"
    prose = Prose(parse(text), taken.append)
    qtbot.addWidget(prose)
    headings = prose.findChildren(Heading)
    assert [heading.text() for heading in headings] == ["Titre"]
    first = prose.findChildren(Text)[0]
    assert first.accessibleName() == "Un mot & une pratique\u202f!"
    assert "&amp;" in first.text()
    first.linkActivated.emit("practice:p02")
    assert taken == ["practice:p02"]
    assert first.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert unnamed(prose) == []


def test_an_empty_screen_gives_the_first_step(qtbot: QtBot) -> None:
    button = PrimaryButton("Préparer un point")
    empty = EmptyState("Aucun point", "Vos points seront ici.", button)
    qtbot.addWidget(empty)
    assert empty.isAncestorOf(button)
    assert empty.heading.text() == "Aucun point"


def test_a_card_beside_another_grows_with_what_is_said_in_it(qtbot: QtBot) -> None:
    scroll, field = VerticalScroll(), TextField("Code INSEE", hint="Cinq caractères", width=160)
    cards = [Card("La commune"), Card("Votre situation")]
    cards[0].column.addWidget(field)
    scroll.column.addWidget(Columns(*cards))
    qtbot.addWidget(scroll)
    scroll.resize(900, 600)
    scroll.show()
    qtbot.waitUntil(lambda: cards[0].y() == cards[1].y() and cards[1].x() > 0)
    before = cards[0].height()
    field.set_error("« 99 » n’est pas un code INSEE. Il a cinq caractères, par exemple 36202. " * 2)
    qtbot.waitUntil(lambda: cards[0].height() > before)
    assert field.problem.height() >= field.problem.heightForWidth(field.problem.width())
    assert field.edit.geometry().bottom() < field.hint.y()


def test_a_title_without_a_space_wraps_and_is_read_whole(qtbot: QtBot) -> None:
    word = "Réunionextraordinairedupersonnelcommunaletintercommunal"
    heading = Heading(word, 1)
    qtbot.addWidget(heading)
    heading.resize(300, 400)
    heading.show()
    assert heading.heightForWidth(300) > 2 * heading.fontMetrics().lineSpacing()
    assert heading.minimumSizeHint().width() < 300
    assert said(heading) == word
    assert Text("Écrire à secretariat.general@mairie-de-valmont.exemple").text().endswith(".exemple")


def test_a_message_lies_over_the_page_and_leaves_with_it(qtbot: QtBot) -> None:
    host, bar, low = QWidget(), MessageBar(), Button("En bas")
    inside = column(host)
    inside.addWidget(Button("En haut"))
    inside.addWidget(Text("Une page"), 1)
    inside.addWidget(low)
    bar.lie_over(host)
    qtbot.addWidget(host)
    host.resize(700, 400)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    place = low.geometry()
    bar.confirm("Point prévu")
    QApplication.processEvents()
    assert low.geometry() == place
    assert bar.geometry().bottom() == host.rect().bottom()
    host.resize(700, 500)
    QApplication.processEvents()
    assert bar.geometry().bottom() == host.rect().bottom()
    low.setFocus()
    bar.confirm("Point déplacé")
    assert not bar.geometry().intersects(low.geometry())
    bar.page_changed()
    assert bar.isVisible()  # the same gesture said it and led here
    qtbot.wait(450)
    bar.page_changed()
    assert not bar.isVisible()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("lisez **ceci** !", "lisez <b>ceci</b>\u202f!"),
        ("« **ceci** »", "«\u00a0<b>ceci</b>\u00a0»"),
        ("**Un :** deux", "<b>Un\u00a0:</b> deux"),
        ("seul", "seul"),
    ],
)
def test_french_spaces_stand_between_styles_too(text: str, html: str) -> None:
    spans = french(parse(text)[0].spans)
    assert "".join(f"<b>{each.text}</b>" if each.bold else each.text for each in spans) == html


def test_words_are_marked_across_styles_and_unmarked_again(qtbot: QtBot) -> None:
    prose = Prose(parse("Une **délé**gation et [une délégation](practice:p03)"), print, name="ici")
    qtbot.addWidget(prose)
    (label,) = prose.findChildren(SpanText, "anchor-ici:0")
    plain = label.text()
    label.mark(words_of("delegation"))
    assert label.text().count("text-decoration:underline") == 3
    assert label.text().count('href="practice:p03"') == 2
    assert label.accessibleName() == "Une délégation et une délégation"
    label.mark([])
    assert label.text() == plain
