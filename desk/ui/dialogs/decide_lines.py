"""What a paper or a form says otherwise than the sheet: shown to its owner, who decides line by line."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QWidget

from desk.core.returned import Arrival, Line
from desk.core.scale import LABELS, Answer
from desk.core.wording import counted
from desk.ui.dialogs.covered import CoveredDialog
from desk.ui.dialogs.owner import Owner
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.text import Heading, Text

KEPT, NONE = "kept", "none"
NO_ANSWER = "sans réponse"


@dataclass(frozen=True, slots=True)
class Sources:
    """How the two sides are called (« À l’écran », « Dans le PDF »), and where one takes all from."""

    kept: str
    came: str
    whence: str


PAPER = Sources("À l’écran", "Sur le papier", "du papier")
PDF = Sources("À l’écran", "Dans le PDF", "du PDF")
TYPED = Sources("Déjà saisi", "Dans le PDF", "du PDF")


class DecisionDialog(CoveredDialog):
    """One question per line; what stands is proposed. `.decided` is complete once it is accepted."""

    def __init__(self, owner: Owner, found: Arrival, sources: Sources, parent: QWidget | None) -> None:
        super().__init__("À vous de décider", owner, parent, width=720)
        self._sources = sources
        self.groups: dict[str, ChoiceGroup] = {}
        self._lines = {line.statement.id: line for line in found.lines}
        self._add_introduction(found)
        doubtful = [line for line in found.lines if line.is_doubtful]
        self._add_part("Plusieurs cases cochées", doubtful)
        differing = [line for line in found.lines if not line.is_doubtful]
        if len(differing) > 1:
            self._add_at_once(differing)
        self._add_part("Deux réponses différentes", differing)
        if found.left_out:
            self._add_left_out(found.left_out)
        self.set_actions("Enregistrer ces choix", "Ne rien changer")
        self.uncovered()

    @property
    def decided(self) -> dict[str, Answer | None]:
        """The answer chosen for each line, None for none."""
        return {key: self._chosen(key, group.value()) for key, group in self.groups.items()}

    def accept(self) -> None:
        """Every line has its choice, or the first without is pointed at."""
        for group in self.groups.values():
            if group.value() is None:
                group.set_error("Choisissez une des réponses, ou laissez sans réponse.")
                group.setFocus()
                return
        super().accept()

    def uncovered(self) -> None:
        """The keyboard on the first line."""
        first = next(iter(self.groups.values()), None)
        if first is not None:
            first.setFocus()

    def choose_all(self, *, kept: bool) -> None:
        """What stands everywhere, or what came everywhere; lines with several boxes stay to be decided."""
        for key, line in self._lines.items():
            if not line.is_doubtful:
                came = line.offered[0].value if line.offered else NONE
                self.groups[key].set_value(KEPT if kept else came)

    def _add_introduction(self, found: Arrival) -> None:
        told = "Rien n’est remplacé sans vous. Ce qui est déjà dans votre feuille est proposé d’abord."
        if found.new or found.same:
            agreed = counted(len(found.new) + found.same, "autre énoncé ne pose", "autres énoncés ne posent")
            told += f" {agreed} pas de question."
        self.body.addWidget(Text(told, "soft"))

    def _add_part(self, title: str, lines: list[Line]) -> None:
        if lines:
            self.body.addWidget(Heading(title, 3))
        for line in lines:
            options = self._options(line)
            value = KEPT if line.kept is not None else None
            group = ChoiceGroup(line.statement.text, options, value, vertical=line.is_doubtful)
            self.groups[line.statement.id] = group
            self.body.addWidget(group)

    def _add_at_once(self, lines: list[Line]) -> None:
        words = counted(len(lines), "différence", "différences")
        keep = Button(f"{words} : tout garder", lambda: self.choose_all(kept=True))
        take = Button(f"{words} : tout prendre {self._sources.whence}", lambda: self.choose_all(kept=False))
        self.body.addWidget(FlowRow(keep, take))

    def _options(self, line: Line) -> list[tuple[str, str]]:
        labels = LABELS[line.statement.scale]
        options = []
        if line.kept is not None:
            options.append((KEPT, f"{self._sources.kept} : {labels[line.kept]}"))
        came = self._sources.came
        options += [(answer.value, f"{came} : {labels[answer]}") for answer in line.offered]
        if not line.offered:
            options.append((NONE, f"{came} : {NO_ANSWER}"))
        elif line.kept is None:
            options.append((NONE, "Laisser sans réponse"))
        return options

    def _chosen(self, key: str, value: str | None) -> Answer | None:
        if value == KEPT:
            return self._lines[key].kept
        return None if value in (NONE, None) else Answer(value)

    def _add_left_out(self, left_out: tuple[str, ...]) -> None:
        self.body.addWidget(Heading("Laissé de côté", 3))
        told = counted(len(left_out), "énoncé de ce fichier n’est", "énoncés de ce fichier ne sont")
        self.body.addWidget(Text(f"{told} pas posé{'s' * (len(left_out) > 1)} ici dans les mêmes mots :"))
        texts = self._texts()
        for key in left_out:
            self.body.addWidget(Text(f"– {texts.get(key, f'énoncé {key}')}", "soft"))

    def _texts(self) -> Mapping[str, str]:
        """The words of this round first, else those of the guide in use."""
        guide = self.owner.context.book.guide
        known = {each.id: each.text for practice in guide.practices for each in practice.statements}
        return known | {each.id: each.text for each in self.owner.round.statements}


def decide(
    owner: Owner, found: Arrival, sources: Sources, parent: QWidget
) -> dict[str, Answer | None] | None:
    """What its owner decides for each line; None when they give up. Nothing to decide: no dialog."""
    if not found.lines and not found.left_out:
        return {}
    dialog = DecisionDialog(owner, found, sources, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    decided = dialog.decided
    dialog.deleteLater()
    return decided if accepted else None
