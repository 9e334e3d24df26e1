"""Over every page, as long as something could not be written: since when, why, and what can be done."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from desk.ui import theme
from desk.ui.unsaved import Unsaved, sentence
from desk.ui.widgets.accessible import announce, set_role
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.marks import Sign
from desk.ui.widgets.text import Text

KEPT, BY_ITSELF = "Votre texte reste à l’écran.", "Binôme réessaie de lui-même."
PUT_BACK, PUT_BESIDE = "Remettre le carnet à sa place", "Enregistrer le carnet à côté"


class UnsavedBand(QFrame):
    """Cannot be dismissed: it goes when all is written, or when the person lets their words go."""

    def __init__(self, unsaved: Unsaved) -> None:
        super().__init__()
        self._unsaved = unsaved
        self.setProperty("kind", "message")
        self.setProperty("tone", "error")
        set_role(self, QAccessible.Role.AlertMessage)
        self.what, self.advice = Text("", "strong"), Text("", "soft")
        self.retry = Button("Réessayer", unsaved.retry)
        self.copy = Button("Copier le texte", self._copy)
        self.put = Button(PUT_BACK, unsaved.put_back)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._lay_out()
        self.hide()
        unsaved.changed.connect(self._show)
        self._show()

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        line.setSpacing(theme.px(10))
        line.addWidget(Sign("error"))
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        for part in (self.what, self.advice, FlowRow(self.retry, self.copy, self.put)):
            words.addWidget(part)
        line.addLayout(words, 1)

    def _show(self) -> None:
        problem, since = self._unsaved.problem, self._unsaved.since
        self.setVisible(problem is not None)
        if problem is None or since is None:
            return
        self.what.set_text(sentence(problem, since))
        has_words = bool(self._unsaved.words())
        told = (problem.advice, KEPT if has_words else "", BY_ITSELF)
        self.advice.set_text(" ".join(each for each in told if each))
        self.copy.setVisible(has_words)
        self.copy.set_text("Copier le texte")
        self.put.setVisible(self._unsaved.can_put_back)
        self.put.set_text(PUT_BESIDE if self._unsaved.beside else PUT_BACK)
        self.setAccessibleName(f"À revoir : {self.what.text()} {self.advice.text()}")
        announce(self, self.accessibleName(), urgent=True)

    def _copy(self) -> None:
        self._unsaved.copy_words()
        self.copy.set_text("Texte copié")
