"""The three ways to send a bilan: each says what is left to do by hand, and what was done of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from desk import paths
from desk.core.errors import UserError
from desk.core.mail import Message, mailto
from desk.exchange.mail_draft import SUFFIX, draft
from desk.files import is_there, read_bytes
from desk.ui.folder import show_in_folder
from desk.ui.saving import ask_path, written
from desk.ui.widgets.accessible import announce
from desk.ui.widgets.buttons import Button, LinkButton
from desk.ui.widgets.layout import Card, FlowRow
from desk.ui.widgets.text import Text

KIND = f"Brouillon de courriel (*{SUFFIX})"
DRAFT = (
    "Un fichier .eml s’écrit à côté du bilan, avec l’adresse, l’objet, le texte et le PDF joint, et s’ouvre "
    "dans votre messagerie : relisez-le, puis envoyez-le."
)
DRAFT_LIMIT = (
    "Le nouvel Outlook et les messageries sur Internet ne savent pas toujours l’envoyer : prenez alors l’une "
    "des deux autres façons."
)
DRAFT_WRITTEN = (
    "Le brouillon est écrit : {path}. S’il s’est ouvert, relisez-le et envoyez-le ; sinon, prenez une autre "
    "façon."
)
DRAFT_CLOSED = "Le brouillon est écrit, mais aucun programme de courriel ne l’a ouvert : {path}"
CHANGED = (
    "« {name} » a été changé par un autre programme depuis qu’il a été enregistré : rien n’a été écrit. "
    "Fermez, puis enregistrez de nouveau le bilan."
)
MAIL = (
    "Un message s’ouvre avec l’adresse, l’objet et le texte, et le dossier du bilan derrière lui. "
    "Joignez le fichier « {name} », puis envoyez."
)
MAIL_CALLED = (
    "Votre messagerie a été appelée. Joignez « {name} » avant d’envoyer. Si rien ne s’est ouvert, prenez une "
    "autre façon."
)
NO_MAIL = "Aucun programme de courriel ne s’est ouvert : prenez une autre façon, « Copier » par exemple."
COPY = (
    "Pour une messagerie sur Internet, ou sans messagerie sur ce poste : collez l’adresse, l’objet et le "
    "texte dans un message, joignez le fichier « {name} », puis envoyez."
)
NO_ADDRESS = "Il n’y a pas d’adresse à copier : écrivez-la plus haut, ou dans votre messagerie."
NO_FOLDER = "Le dossier ne s’est pas ouvert. Le fichier est là : {path}"
Compose = Callable[[], Message | None]


class Way(Card):
    """One way: what it does, its buttons, and under them what came of the last click.

    `compose` gives the message as it is now, or None after it told what is wrong with the address.
    """

    def __init__(self, title: str, words: str, compose: Compose, path: Path) -> None:
        super().__init__(title)
        self.compose, self.path = compose, path
        self.column.addWidget(Text(words.format(name=path.name)))
        self.buttons = FlowRow(spacing=8)
        self.column.addWidget(self.buttons)
        self.said = Text("", "strong")
        self.said.hide()
        self.column.addWidget(self.said)

    def say(self, sentence: str) -> None:
        """Tell what was done; nothing here knows whether anything was sent."""
        self.said.set_text(sentence)
        self.said.show()
        announce(self.said, self.said.accessibleName())

    def offer(self, name: str, words: str, action: Callable[[], object]) -> Button:
        """One more button."""
        button = Button(words, action)
        button.setObjectName(name)
        self.buttons.add(button)
        return button


class DraftWay(Way):
    """An `.eml` file beside the PDF, opened; elsewhere when it cannot be written there."""

    def __init__(self, compose: Compose, path: Path) -> None:
        super().__init__("Un brouillon", DRAFT, compose, path)
        self._saved = _held(path)
        self.offer("send-draft", "Brouillon de courriel (.eml)…", self._make)
        self.elsewhere = LinkButton("Enregistrer le brouillon ailleurs…", self._elsewhere)
        self.elsewhere.hide()
        self.buttons.add(self.elsewhere)
        self.column.addWidget(Text(DRAFT_LIMIT, "caption"))

    def _make(self) -> None:
        self._with_content(self._beside)

    def _elsewhere(self) -> None:
        folder = paths.documents_folder()
        self._with_content(partial(self._asked, folder / self._name()))

    def _name(self) -> str:
        return self.path.with_suffix(SUFFIX).name

    def _with_content(self, write: Callable[[bytes], Path | None]) -> None:
        message = self.compose()
        if message is None:
            return
        try:
            found = write(draft(message, self._content()))
        except UserError as problem:  # said here: the window's message bar lies under this dialog
            self.say(problem.message)
            self.elsewhere.setVisible(is_there(self.path))
            return
        if found is not None:
            opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(found)))
            self.say((DRAFT_WRITTEN if opened else DRAFT_CLOSED).format(path=found))

    def _content(self) -> bytes:
        """The bilan as it was when the dialog opened. Raises UserError when the file is another one since."""
        content = read_bytes(self.path)
        if content != self._saved:
            raise UserError(CHANGED.format(name=self.path.name), "")
        return content

    def _beside(self, content: bytes) -> Path | None:
        """At once where nothing is lost by it; another file of that name is replaced only if one says so."""
        beside = self.path.with_suffix(SUFFIX)
        if not is_there(beside):
            return written(beside, content)
        return beside if read_bytes(beside) == content else self._asked(beside, content)

    def _asked(self, proposed: Path, content: bytes) -> Path | None:
        chosen = ask_path(self, "Enregistrer le brouillon", proposed, KIND)
        return written(chosen, content) if chosen else None


def _held(path: Path) -> bytes | None:
    """What is in the file, None when it cannot be read: it is told at the click."""
    try:
        return read_bytes(path)
    except UserError:
        return None


class MailWay(Way):
    """The mail program of this PC through `mailto:`, in front of the folder with the file to attach."""

    def __init__(self, compose: Compose, path: Path) -> None:
        super().__init__("Votre messagerie", MAIL, compose, path)
        self.offer("send-mail", "Ouvrir ma messagerie", self._open)

    def _open(self) -> None:
        message = self.compose()
        if message is None:
            return
        show_in_folder(self.path)
        opened = QDesktopServices.openUrl(QUrl.fromEncoded(mailto(message).encode()))
        self.say((MAIL_CALLED if opened else NO_MAIL).format(name=self.path.name))


class CopyWay(Way):
    """Each part by its own button, all of it by one, and the folder: what works wherever one can paste."""

    def __init__(self, compose: Compose, path: Path) -> None:
        super().__init__("Copier", COPY, compose, path)
        self.offer("copy-address", "Copier l’adresse", self._address)
        self.offer("copy-subject", "Copier l’objet", self._subject)
        self.offer("copy-text", "Copier le texte", self._text)
        self.offer("copy-all", "Tout copier", self._all)
        self.offer("open-folder", "Ouvrir le dossier", self._folder)

    def _address(self) -> None:
        message = self.compose()
        if message is not None and message.to:
            self._copy(message.to, "L’adresse est copiée.")
        elif message is not None:
            self.say(NO_ADDRESS)

    def _subject(self) -> None:
        message = self.compose()
        if message is not None:
            self._copy(message.subject, "L’objet est copié.")

    def _text(self) -> None:
        message = self.compose()
        if message is not None:
            self._copy(message.text, "Le texte est copié.")

    def _all(self) -> None:
        message = self.compose()
        if message is not None:
            whole = f"À : {message.to}\nObjet : {message.subject}\n\n{message.text}"
            self._copy(whole, "L’adresse, l’objet et le texte sont copiés ensemble.")

    def _copy(self, words: str, sentence: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self.say(f"{sentence} Joignez « {self.path.name} » à votre message.")

    def _folder(self) -> None:
        if not show_in_folder(self.path):
            self.say(NO_FOLDER.format(path=self.path))
