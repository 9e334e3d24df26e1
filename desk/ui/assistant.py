"""The first run: a new notebook in five short screens, the example, or a notebook that exists."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from desk import paths
from desk.core.errors import UserError
from desk.notebook.opening import Setup
from desk.ui import theme
from desk.ui.first_people import PeopleStep
from desk.ui.first_steps import (
    SUFFIX,
    CdgStep,
    CommuneStep,
    PlaceStep,
    Step,
    TogetherStep,
    made_commune,
)
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.buttons import Button, PrimaryButton, RowButton
from desk.ui.widgets.focus import reveal_focus
from desk.ui.widgets.layout import FlowRow, VerticalScroll, column, narrowed
from desk.ui.widgets.messages import MessageBar
from desk.ui.widgets.text import Heading, Text

WIDTH, SIDE, SIDE_FROM = 760, 268, 960


class Assistant(QWidget):
    """Asks what a new notebook needs; touches no file itself.

    Signals: `created(object, object)` a Setup and the Path wanted; `example_requested()`;
    `proposal_requested()`; `received_requested()`; `open_requested(object)` a Path. When the creation fails,
    call `show_problem`: nothing typed is lost.
    `is_cloud` says whether a folder is synchronised with an online service.
    """

    created = Signal(object, object)
    example_requested = Signal()
    proposal_requested = Signal()
    received_requested = Signal()
    open_requested = Signal(object)

    def __init__(self, today: date, folder: Path, is_cloud: Callable[[Path], bool]) -> None:
        super().__init__()
        self.folder = folder
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Binôme, coordination maire – secrétaire général de mairie")
        self.setWindowIcon(QIcon(str(paths.resources() / "icons" / "binome.svg")))
        self.setMinimumSize(QSize(480, 360))
        self.resize(980, 680)
        self.commune, self.people, self.together = CommuneStep(), PeopleStep(), TogetherStep(today)
        self.cdg, self.place = CdgStep(), PlaceStep(folder, is_cloud)
        self.steps: tuple[Step, ...] = (self.commune, self.people, self.together, self.cdg, self.place)
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.timeout.connect(lambda: reveal_focus(self))
        self._build()
        self.show_step(-1)

    def _build(self) -> None:
        sides = QHBoxLayout(self)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        self.side = StepList([step.title for step in self.steps])
        outer = column(body := QWidget())
        sides.addWidget(self.side)
        sides.addWidget(body, 1)
        self.messages, self.stack = MessageBar(), QStackedWidget()
        outer.addWidget(self.messages)
        outer.addWidget(self.stack, 1)
        self.stack.addWidget(self._welcome())
        for index, step in enumerate(self.steps, start=1):
            self.stack.addWidget(_screen(f"Étape {index} sur {len(self.steps)}", step))
        self.back, self.next = Button("Retour", self.go_back), PrimaryButton("Continuer", self.go_on)
        self.footer = QWidget()
        line = QHBoxLayout(self.footer)
        line.setContentsMargins(theme.px(32), theme.px(8), theme.px(32), theme.px(20))
        line.addWidget(FlowRow(self.next, self.back))
        outer.addWidget(self.footer)

    def _welcome(self) -> QWidget:
        scroll = VerticalScroll(16, (32, 32, 32, 24))
        inside = QWidget()
        stack = column(inside, 14)
        stack.addWidget(Heading("Bienvenue dans Binôme", 1))
        stack.addWidget(
            Text(
                "Un carnet pour le maire et le secrétaire général de mairie : se voir, se dire les choses, "
                "noter ce qui est convenu. Tout reste sur cet ordinateur.",
                "soft",
            )
        )
        self.start = RowButton(
            "Créer le carnet de ma commune", "Cinq écrans courts, trois minutes.", lambda: self.show_step(0)
        )
        self.example = RowButton(
            "Voir l’exemple",
            "Une commune inventée et deux ans de vie du carnet, pour essayer sans risque.",
            self.example_requested.emit,
        )
        self.open = RowButton(
            "Ouvrir un carnet", "Un fichier .binome que vous avez déjà.", self._choose_notebook
        )
        self.propose = RowButton(
            "Proposer Binôme à l’autre",
            "Une page à imprimer, pour le maire ou pour la ou le secrétaire général de mairie.",
            self.proposal_requested.emit,
        )
        said = "Au centre de gestion : les envois des communes en un tableau. Il ne faut pas de carnet."
        self.receive = RowButton("Lire des bilans reçus", said, self.received_requested.emit)
        for row in (self.start, self.example, self.open, self.propose, self.receive):
            stack.addWidget(row)
        scroll.column.addWidget(narrowed(inside, theme.px(WIDTH)))
        return scroll

    @property
    def step(self) -> int:
        """The step shown, from 0; -1 is the welcome."""
        return self.stack.currentIndex() - 1

    def show_step(self, index: int) -> None:
        """Show a step, with the focus on its first question."""
        self.stack.setCurrentIndex(index + 1)
        self.footer.setVisible(index >= 0)
        self.side.set_current(index)
        self.messages.clear()
        if index < 0:
            self.start.setFocus()
            return
        self._to_top()
        step = self.steps[index]
        self.next.set_text("Créer le carnet" if step is self.place else "Continuer")
        if step is self.people:
            self.people.propose_employer(" ".join(self.commune.name.text().split()))
        if step is self.place:
            self.place.show_for(self.commune.name.text())
            self.next.setFocus()
        else:
            _first_field(step).setFocus()
        announce(self, f"Étape {index + 1} sur {len(self.steps)} : {step.title}")

    def _to_top(self) -> None:
        """A screen begins at its beginning, the second time too."""
        shown = self.stack.currentWidget()
        if isinstance(shown, QScrollArea):
            shown.verticalScrollBar().setValue(0)

    def go_back(self) -> None:
        """The step before; nothing typed is lost."""
        self.show_step(self.step - 1)

    def go_on(self) -> None:
        """The next step when this one is right; after the last, `created`."""
        if self.step < 0:
            return
        if not self.steps[self.step].check():
            self._reveal.start()  # once the sentences just shown have their place
            return
        if self.step + 1 < len(self.steps):
            self.show_step(self.step + 1)
        else:
            self.created.emit(self.setup(), self.place.path)

    def setup(self) -> Setup:
        """All that was entered; every step was checked."""
        since = self.together.since.value()
        assert since is not None
        return Setup(
            made_commune(self.commune, self.cdg), self.people.elu.draft(), self.people.sgm.draft(), since
        )

    def show_problem(self, problem: UserError) -> None:
        """Say why the notebook could not be made or opened."""
        self.messages.error(problem)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of steps is for wide windows; each screen says its number anyway."""
        super().resizeEvent(event)
        self.side.setVisible(self.width() >= theme.px(SIDE_FROM))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        else:
            super().keyPressEvent(event)

    def _choose_notebook(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, "Ouvrir un carnet", str(self.folder), f"Carnets (*{SUFFIX})"
        )
        if name:
            self.open_requested.emit(Path(name))


class StepList(QWidget):
    """Where one is, at the left: the program's name, then the steps."""

    def __init__(self, titles: list[str]) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.px(SIDE))
        stack = column(self, 12, (24, 24, 20, 24))
        brand = Text("Binôme")
        brand.setObjectName("brand")
        stack.addWidget(brand)
        stack.addWidget(Text("coordination maire – secrétaire général de mairie"))
        stack.addSpacing(theme.px(20))
        self.labels = [Text(f"{index}. {title}", "step") for index, title in enumerate(titles, start=1)]
        for label in self.labels:
            stack.addWidget(label)
        stack.addStretch(1)

    def set_current(self, index: int) -> None:
        """Light that step; -1 lights none."""
        for place, label in enumerate(self.labels):
            label.setProperty("current", place == index)
            label.style().unpolish(label)
            label.style().polish(label)


def _screen(caption: str, step: Step) -> VerticalScroll:
    scroll = VerticalScroll(12, (32, 24, 32, 16))
    inside = QWidget()
    stack = column(inside, 12)
    stack.addWidget(Text(caption, "caption"))
    stack.addWidget(Heading(step.title, 1))
    lead = Text(step.lead, "soft")
    stack.addWidget(narrowed(lead, theme.reading_width()))
    stack.addSpacing(theme.px(4))
    stack.addWidget(step)
    scroll.column.addWidget(narrowed(inside, theme.px(WIDTH)))
    return scroll


def _first_field(step: Step) -> QWidget:
    """The first widget of a step that takes the focus."""
    found = [w for w in step.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return found[0]
