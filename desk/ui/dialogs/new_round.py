"""Which practices the next « regards croisés » cover: the pair picks."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from desk.core.guide import Guide
from desk.core.wording import counted
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.choices import CheckBox
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.text import Text

PROPOSED = ("p01", "p02", "p08")
SECONDS_EACH = 20
FREE = "C’est facultatif, pour l’un comme pour l’autre : y renoncer ne se justifie pas et ne s’écrit pas."


class NewRoundDialog(Dialog):
    """Ticks practices of the guide; `picked()` after « Commencer ».

    `last`: the practices of the round before, to take again, or none.
    """

    def __init__(self, guide: Guide, last: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__("Commencer des regards croisés", parent, width=620)
        self._guide = guide
        every = guide.practice_ids
        # a centre de gestion's guide has a number of its own
        whole, button = (
            ("les dix", "Les dix pratiques") if len(every) == 10 else ("toutes", "Toutes les pratiques")
        )
        lead = "Choisissez à deux les pratiques à regarder : c’est votre choix commun. Trois suffisent"
        self.column.addWidget(Text(f"{lead} ; {whole}, une fois par an."))
        self.column.addWidget(Text(FREE, "soft"))
        proposed = [practice_id for practice_id in PROPOSED if practice_id in every] or every[: len(PROPOSED)]
        shortcuts = FlowRow(LinkButton("Trois pour commencer", lambda: self._tick(proposed)), spacing=16)
        if last:
            shortcuts.add(LinkButton("Les mêmes que la dernière fois", lambda: self._tick(last)))
        shortcuts.add(LinkButton(button, lambda: self._tick(every)))
        self.column.addWidget(shortcuts)
        self.boxes = {
            practice.id: CheckBox(f"{practice.number}. {practice.short_title}", lambda _ticked: self._count())
            for practice in guide.practices
        }
        self.column.addWidget(FlowRow(*self.boxes.values(), spacing=8))
        self.size_text = Text("", "strong")
        self.column.addWidget(self.size_text)
        self.set_actions("Commencer")
        self._tick(proposed)
        self.boxes[guide.practices[0].id].setFocus()

    def picked(self) -> list[str]:
        """The ticked practices, in the guide's order."""
        return [key for key, box in self.boxes.items() if box.isChecked()]

    def _tick(self, wanted: Iterable[str]) -> None:
        kept = set(wanted)
        for key, box in self.boxes.items():
            box.setChecked(key in kept)
        self._count()

    def _count(self) -> None:
        picked = self.picked()
        said = length(self._guide, picked)
        self.size_text.set_text(said)
        if self.primary is not None:
            self.primary.setEnabled(bool(picked))
        announce(self.size_text, said)


def length(guide: Guide, picked: Sequence[str]) -> str:
    """« 12 énoncés par feuille, environ 4 minutes chacun », the optional ones left out."""
    if not picked:
        return "Choisissez au moins une pratique."
    asked = [each for key in picked for each in guide.practice(key).statements if not each.optional]
    minutes = max(1, round(len(asked) * SECONDS_EACH / 60))
    return f"{counted(len(asked), 'énoncé')} par feuille, environ {counted(minutes, 'minute')} pour chacun."
