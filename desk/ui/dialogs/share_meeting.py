"""« Envoyer à l’autre »: a point's agenda and one's open actions as a text to paste; Binôme sends nothing."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from desk.core import share as sharing
from desk.core.errors import UserError
from desk.core.meetings import Meeting
from desk.core.people import Seat
from desk.core.wording import capital, named
from desk.ui.context import Context
from desk.ui.saving import ask_in, written
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.choices import ChoiceGroup
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import TextArea
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.text import Text

READER, FOLDER = "share_reader", "calendar_folder"
HOW = "Rien n’est envoyé par Binôme : vous collez ce texte où vous voulez. Il ne contient aucune note."
COPIED = "Le texte est copié : collez-le dans un courriel ou un message."
TOO_LONG = "Ce texte est trop long pour s’ouvrir de lui-même dans un courriel. Copiez-le, puis collez-le."
NO_MAIL = (
    "Aucun programme de courriel ne s’est ouvert. Copiez le texte, puis collez-le dans votre messagerie."
)
OPENED = "Un courriel s’ouvre dans votre messagerie : c’est vous qui l’envoyez."


class ShareDialog(Dialog):
    """The text, whole, before anything is done with it."""

    def __init__(self, context: Context, meeting: Meeting, parent: QWidget | None = None) -> None:
        super().__init__("Envoyer à l’autre", parent, width=720)
        self._context, self._meeting = context, meeting
        self.reader = self._reader_group()
        self.text = TextArea("Ce qui sera collé", lines=12)
        self.text.edit.setReadOnly(True)
        self.said = Text(HOW, "soft")
        mail = Button("Ouvrir un courriel…", self._mail)
        dates = Button("Enregistrer pour l’agenda (.ics)…", self._save_dates)
        for part in (self.reader, self.text, self.said, FlowRow(mail, dates)):
            self.column.addWidget(part)
        self.set_actions("Copier le texte", "Fermer")
        self._show()
        if self.primary is not None:
            self.primary.setFocus()

    def accept(self) -> None:
        """Copy, and stay: a mail or the calendar may follow."""
        QGuiApplication.clipboard().setText(self.text.text())
        self._say(COPIED)

    def _reader_group(self) -> ChoiceGroup:
        from desk.notebook import people

        pair = people.pair(self._context.book)
        options = [(seat.value, capital(named(pair.person(seat), short=True))) for seat in Seat]
        kept = self._context.settings.get(READER, Seat.SGM.value)
        group = ChoiceGroup("Pour qui ?", options, kept if kept in tuple(Seat) else Seat.SGM.value)
        group.chosen.connect(self._choose)
        return group

    def _choose(self, value: str) -> None:
        self._context.settings.set(READER, value)
        self._show()

    def _shared(self) -> sharing.Shared:
        from desk.notebook import share

        return share.gather(self._context.book, self._meeting.id, Seat(self.reader.value() or Seat.SGM))

    def _show(self) -> None:
        self.text.set_text(sharing.as_text(self._shared()))
        self.said.set_text(HOW)

    def _say(self, sentence: str) -> None:
        self.said.set_text(sentence)
        announce(self.said, sentence)

    def _mail(self) -> None:
        address = sharing.mail_address(sharing.subject_line(self._shared()), self.text.text())
        if not address:
            self._say(TOO_LONG)
        elif QDesktopServices.openUrl(QUrl.fromEncoded(address.encode())):
            self._say(OPENED)
        else:
            self._say(NO_MAIL)

    def _save_dates(self) -> None:
        from desk.notebook import share

        book = self._context.book
        content = share.as_ics(book, self._shared())
        name = f"point-{self._meeting.day.isoformat()}.ics"
        title, kind = "Enregistrer pour l’agenda", "Calendrier (*.ics)"
        chosen = ask_in(FOLDER, self._context, self, title, name, kind)
        if chosen is None:
            return
        try:
            written(chosen, content)
        except UserError as problem:  # said here: the window's message bar lies under this dialog
            self._say(problem.message)
            return
        self._context.settings.set(FOLDER, str(chosen.parent))
        self._say(f"Enregistré : {chosen}")


def share(context: Context, meeting: Meeting, parent: QWidget) -> None:
    """Show the text, and let it be copied, mailed or put in a calendar."""
    dialog = ShareDialog(context, meeting, parent.window())
    dialog.exec()
    dialog.deleteLater()
