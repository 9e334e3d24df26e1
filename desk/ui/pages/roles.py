"""« Qui fait quoi »: some twenty-five everyday subjects, and who prepares, advises, decides, does, knows."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout

from desk.core.people import Pair
from desk.core.roles import RoleMatrix, Row, by_group
from desk.notebook import handouts, people, roles
from desk.notebook.book import Topic
from desk.ui import theme
from desk.ui.page import Page
from desk.ui.pages.roles_editor import SubjectEditor
from desk.ui.pages.roles_table import RolesTable
from desk.ui.pages.roles_words import standing
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import FlowRow, clear, narrowed
from desk.ui.widgets.text import Text

LEAD = (
    "Une répartition de départ pour les sujets de tous les jours. Choisissez un sujet pour l’ajuster à votre "
    "façon de faire ; ce que la loi confie à quelqu’un est dit, et ne se déplace pas."
)
PAGE, PRINT = "qui-fait-quoi", "Imprimer la grille"


class RolesPage(Page):
    """The matrix, one subject opened at a time. Argument of `enter`: `anchor`, a subject to open."""

    name, section = "roles", "guide"
    topics = frozenset({Topic.ROLES, Topic.PEOPLE})
    can_print = True
    has_way_back = True

    def title(self) -> str:
        """The tool's name."""
        return "Qui fait quoi"

    def build(self) -> None:
        """What it is, how much is adjusted, then the table."""
        read = LinkButton("Lire : les deux rôles", partial(self.context.navigate, "guide_page", page_id=PAGE))
        read.setObjectName("read")
        printing = Button(f"{PRINT}…", self.print_page)
        printing.setObjectName("print")
        self.add_button(read, printing)
        self.column.addWidget(narrowed(Text(LEAD, "soft"), theme.reading_width() + theme.px(120)))
        self.standing = Text()
        self.reset = Button("Revenir à ce qui est proposé", self._as_proposed)
        self.reset.setObjectName("as-proposed")
        self.column.addWidget(FlowRow(self.standing, self.reset, stretch_first=True))
        self._body = QVBoxLayout()
        self.column.addLayout(self._body)
        self.table: RolesTable | None = None
        self.editor: SubjectEditor | None = None
        self._made_for: tuple[Pair, RoleMatrix] | None = None

    def enter(self, **arguments: str) -> None:
        """Come in, with a subject opened or none."""
        super().enter()
        anchor = arguments.get("anchor", "")
        if self.table is not None and anchor in self.table.rows:
            self._open(anchor)

    def place_arguments(self) -> dict[str, str]:
        """The subject that is open."""
        return {"anchor": self.editor.subject.id} if self.editor is not None else {}

    def refresh(self) -> None:
        """Show who does what; the table is made anew for other people only."""
        rows = roles.rows(self.context.book)
        if self._made_for != self._wanted():
            self._make(rows)
        if self.table is not None:
            self.table.show_rows(rows)
        if self.editor is not None:
            self.editor.show_row(self._row(self.editor.subject.id))
        self.standing.set_text(standing(rows))
        self.reset.setVisible(any(row.changed for row in rows))

    def leave(self) -> None:
        """The subject opened is closed."""
        self._close()

    def print_page(self) -> None:
        """The whole grid as this pair has it."""
        self.print_handout(partial(handouts.matrix, self.context.book), PRINT)

    def help_target(self) -> str:
        """The two roles, at length."""
        return f"page:{PAGE}"

    def _wanted(self) -> tuple[Pair, RoleMatrix]:
        return people.pair(self.context.book), roles.matrix(self.context.book)

    def _make(self, rows: tuple[Row, ...]) -> None:
        self.editor, self._made_for = None, self._wanted()
        pair, matrix = self._made_for
        clear(self._body)
        self.table = RolesTable(by_group(matrix, rows), pair)
        self.table.chosen.connect(self._toggle)
        self._body.addWidget(self.table)
        self.table.show()  # at once: the focus is given back before the next event

    def _row(self, subject_id: str) -> Row:
        return next(row for row in roles.rows(self.context.book) if row.subject.id == subject_id)

    def _toggle(self, subject_id: str) -> None:
        was_open = self.editor is not None and self.editor.subject.id == subject_id
        self._close()
        if not was_open:
            self._open(subject_id)

    def _open(self, subject_id: str) -> None:
        assert self.table is not None
        self.editor = SubjectEditor(self.context, self._row(subject_id), people.pair(self.context.book))
        self.editor.closed.connect(partial(self._close_to, subject_id))
        self.table.put_under(subject_id, self.editor)
        self.table.select(subject_id)
        self.editor.show()
        self.editor.start()
        QTimer.singleShot(0, self.editor, self._reveal)

    def _reveal(self) -> None:
        """The row and its choices in sight, the row above all."""
        if self.editor is None or self.table is None:
            return
        for layout in (self.table.layout(), self.scroller.inside.layout()):
            if layout is not None:
                layout.activate()
        for part in (self.editor, self.table.rows[self.editor.subject.id]):
            self.scroller.ensureWidgetVisible(part, 0, theme.px(12))

    def _close(self) -> None:
        if self.editor is None:
            return
        self.editor.hide()
        self.editor.deleteLater()
        self.editor = None
        if self.table is not None:
            self.table.select("")

    def _close_to(self, subject_id: str) -> None:
        """The keyboard goes back to the row before its choices disappear."""
        if self.table is not None:
            self.table.rows[subject_id].setFocus(Qt.FocusReason.TabFocusReason)
        self._close()

    def _as_proposed(self) -> None:
        self.context.runner.do(partial(roles.as_proposed, self.context.book))
