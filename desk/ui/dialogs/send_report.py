"""« Envoyer le bilan »: three ways side by side, the message's words, and what is noted of the sending."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from desk.core import mail
from desk.core.errors import UserError
from desk.core.mail import Message
from desk.core.report import PROJECT
from desk.notebook import packs, people, register, register_sheet
from desk.notebook.book import Notebook
from desk.ui.context import Context
from desk.ui.dialogs import confirm
from desk.ui.dialogs.mark_sent import mark_sent, sent_button, unmark_sent
from desk.ui.dialogs.send_ways import CopyWay, DraftWay, MailWay
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.dialog import Dialog
from desk.ui.widgets.fields import TextArea, TextField
from desk.ui.widgets.layout import Card, Columns, FlowRow, clear
from desk.ui.widgets.text import Text

WAYS = "Binôme n’envoie rien de lui-même : c’est vous qui envoyez, de la façon qui vous convient."
PROJECT_SENT = (
    "Ce bilan est un projet : chaque page, l’objet et le texte le disent. Une fois l’accord donné par les "
    "deux, enregistrez-le de nouveau."
)
FROM_PACK = "C’est l’adresse que donne le guide de votre centre de gestion ; vous pouvez la changer ici."
FROM_CARNET = "C’est l’adresse notée dans « La commune et nous » ; vous pouvez la changer ici."
NO_ADDRESS = "Aucune n’est notée dans « La commune et nous ». Vide, elle s’écrira dans votre messagerie."
FROM_REGISTER = "C’est celle du dernier envoi noté dans le registre ; vous pouvez la changer ici."
NEVER_SENT = (
    "Ce bilan est celui de la commune d’exemple : il montre à quoi ressemble un bilan, et ne s’envoie à "
    "personne."
)
AFTERWARDS = "Une fois le message parti, notez-le ici : le registre des bilans le gardera."
_WIDTH = 1020


class SendDialog(Dialog):
    """The message as it will leave, before anything is done with it; `path` is the PDF already saved.

    `data` are the sealed data it holds, `export_id` its line in the register, or "" when it has none.
    """

    def __init__(
        self,
        context: Context,
        path: Path,
        data: Mapping[str, Any],
        export_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Envoyer le bilan", parent, width=_WIDTH)
        self._context, self._data, self._export_id = context, data, export_id
        manifest = packs.in_use(context.book)
        self._begins = manifest.reports_subject if manifest else ""
        self.address = self._address_field()
        self.address.changed.connect(lambda _text: self.address.set_error(""))
        message = mail.message(data, "", self._begins)
        self.subject = TextField("Objet", message.subject)
        self.subject.edit.setReadOnly(True)
        self.words = TextArea("Texte", message.text, lines=6)
        self.words.edit.setReadOnly(True)
        ways = (DraftWay, MailWay, CopyWay)
        self.ways = Columns(*(way(self.compose, path) for way in ways), minimum=255, most=3)
        self.noted = QVBoxLayout()
        self._lay_out(path)
        self.set_actions("Fermer", "", final=True)  # Enter in the address does not leave
        self._show_noted()
        self.address.edit.setFocus()

    def compose(self) -> Message | None:
        """The message with the address as it is typed; None when that is no address, which is then said."""
        try:
            to = mail.checked_addresses(self.address.text())
        except UserError as problem:
            self.address.set_error(problem.message)
            self.address.edit.setFocus()
            return None
        self.address.set_error("")
        return mail.message(self._data, to, self._begins)

    def _address_field(self) -> TextField:
        proposed, said = proposed_address(self._context.book)
        return TextField("Adresse", proposed, hint=said)

    def _lay_out(self, path: Path) -> None:
        self.column.addWidget(Text(str(path), "strong"))
        self.column.addWidget(Text(WAYS))
        if self._data["statut"] == PROJECT:
            self.column.addWidget(Text(PROJECT_SENT, "strong"))
        self.column.addWidget(self.address)
        self.column.addWidget(self.ways)
        self.column.addLayout(self.noted)  # before the words: not missed below the edge of a small screen
        self.column.addWidget(self.subject)
        self.column.addWidget(self.words)

    def _show_noted(self) -> None:
        """What the register says of this bilan's sending."""
        clear(self.noted)
        if not self._export_id:
            return
        line = register.line(self._context.book, self._export_id)
        card = Card("Dans le registre")
        card.column.addWidget(Text(register_sheet.row(line).sent))
        if line.sent_on is None:
            card.column.addWidget(Text(AFTERWARDS, "soft"))
        button = sent_button(line, self._mark, self._unmark)
        button.setEnabled(not self._context.book.read_only)
        card.column.addWidget(FlowRow(button))
        self.noted.addWidget(card)
        card.show()  # at once: the focus is given to it before the next event
        QWidget.setTabOrder(self.ways.findChildren(QAbstractButton)[-1], button)

    def _mark(self) -> None:
        mark_sent(self._context, self._export_id, self.address.text().strip(), self)
        self._show_noted()
        self._focus_noted()

    def _unmark(self) -> None:
        unmark_sent(self._context, self._export_id)
        self._show_noted()
        self._focus_noted()

    def _focus_noted(self) -> None:
        """To what marks it; once marked, to « Fermer »: a second Enter does not take the mention back."""
        found = [each for each in self.findChildren(Button, "mark-sent") if each.isVisibleTo(self)]
        following = found[-1] if found else self.primary
        if following is not None:
            following.setFocus()


def proposed_address(book: Notebook) -> tuple[str, str]:
    """The address to begin with, and where it comes from; an address noted earlier when there is no other."""
    manifest = packs.in_use(book)
    address = mail.address_in(register.recipient(book)) or mail.address_in(people.commune(book).cdg_email)
    if address:
        is_theirs = manifest is not None and mail.address_in(manifest.reports_to) == address
        return address, FROM_PACK if is_theirs else FROM_CARNET
    before = (mail.address_in(line.recipient) for line in register.lines(book))
    found = next((one for one in before if one), "")
    return found, FROM_REGISTER if found else NO_ADDRESS


def send_report(
    context: Context, parent: QWidget, path: Path, data: Mapping[str, Any], export_id: str
) -> None:
    """Offer the three ways for the bilan saved at `path`; that of the example is not sent, and it is said."""
    if data["exemple"]:
        confirm.tell(parent.window(), "Un bilan d’exemple ne s’envoie pas", NEVER_SENT)
        return
    dialog = SendDialog(context, path, data, export_id, parent.window())
    dialog.exec()
    dialog.deleteLater()
