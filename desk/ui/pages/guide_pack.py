"""« Guide de votre CDG »: which guide is in use, a centre de gestion's put in its place, and the way back."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from desk import paths
from desk.core.pack import Manifest, about
from desk.core.wording import long_date
from desk.files import read_bytes
from desk.notebook import packs
from desk.notebook.book import Changed, Topic
from desk.ui import theme
from desk.ui.dialogs import confirm
from desk.ui.dialogs.guide_pack import confirm_pack, named_rows, show_official
from desk.ui.page import Page
from desk.ui.redress import redress_soon
from desk.ui.saving import ask_in, written
from desk.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk.ui.widgets.layout import Card, FlowRow, clear, narrowed
from desk.ui.widgets.text import Text

KINDS = "Guide pour Binôme (*.guide)"
FOLDER = "pack_folder"
ADD = "Ajouter le guide de mon CDG…"
BACK = "Revenir au guide d’origine"
WHAT = (
    "Votre centre de gestion peut vous remettre un fichier « .guide » : ses pratiques, ses adresses, son "
    "propre guide en PDF. Il s’ajoute ici, sans rien installer."
)
FIRST = "Avant de l’utiliser, vous verrez qui le publie et ce qu’il change."
BACK_WHY = (
    "Les pratiques, les pages et les adresses de votre CDG ne seront plus affichées. Vos réponses, vos "
    "points et vos actions restent dans le carnet. Le fichier reçu pourra être ajouté de nouveau."
)
FORGET = "Retirer ce fichier"
FORGET_WHY = (
    "Le guide d’origine est déjà en usage et le reste ; cet avertissement ne reviendra plus. Vos réponses, "
    "vos points et vos actions restent dans le carnet. Le guide de votre CDG pourra être ajouté de nouveau."
)


class GuidePackPage(Page):
    """The guide in use on this PC, for every carnet opened here."""

    name, section = "guide_pack", "guide"
    topics = frozenset({Topic.GUIDE})
    has_way_back = True

    def title(self) -> str:
        """What the guide's first screen calls it."""
        return "Guide de votre CDG"

    def build(self) -> None:
        """The one thing to do, then the place of what is in use."""
        add = PrimaryButton(ADD, self._add)
        add.setObjectName("add-pack")
        self.add_button(add)
        self.column.addWidget(narrowed(Text(f"{WHAT} {FIRST}", "soft"), theme.reading_width()))
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.px(16))
        self.column.addLayout(self._body)
        self.column.addWidget(FlowRow(LinkButton("Tout le guide", partial(self.context.navigate, "guide"))))

    def refresh(self) -> None:
        """Say which guide is in use, and what can be done with it."""
        clear(self._body)
        book = self.context.book
        manifest, problem = packs.in_use(book), book.env.content.problem
        if problem is not None:
            self._body.addWidget(Text(problem.message, "problem"))
        card = Card("Le guide en usage")
        if manifest is None:
            card.column.addWidget(Text(f"Le guide d’origine, livré avec Binôme. {self._edition()}"))
        else:
            card.column.addWidget(named_rows(about(manifest)))
            card.column.addWidget(Text(f"Il s’appuie sur le guide de Binôme. {self._edition()}", "caption"))
        if manifest is not None or problem is not None:
            card.column.addWidget(self._doings(manifest))
        self._body.addWidget(card)

    def help_target(self) -> str:
        """Where the guide comes from."""
        return "page:origine"

    def _edition(self) -> str:
        guide = self.context.book.env.content.shipped.guide
        return f"Édition {guide.version}, publiée le {long_date(guide.published)}."

    def _doings(self, manifest: Manifest | None) -> FlowRow:
        row = FlowRow()
        if manifest is not None and packs.official(self.context.book) is not None:
            for words, name, action in (
                ("Ouvrir le guide PDF de votre CDG", "open-official", self._open),
                ("Enregistrer ce PDF…", "save-official", self._save),
            ):
                button = Button(words, action)
                button.setObjectName(name)
                row.add(button)
        back = Button(FORGET if manifest is None else BACK, self._give_back)
        back.setObjectName("give-back")
        row.add(back)
        return row

    def _add(self) -> None:
        settings = self.context.settings
        folder = settings.get(FOLDER) or str(paths.documents_folder())
        answer, _kind = QFileDialog.getOpenFileName(self.window(), ADD.rstrip("…"), folder, KINDS)
        if not answer:
            return
        path, book, runner = Path(answer), self.context.book, self.context.runner
        offer = runner.attempt(partial(packs.offered, book, path))
        if offer is None or not confirm_pack(offer.summary, self.window()):
            return
        settings.set(FOLDER, str(path.parent))
        self._changed(runner.do(partial(packs.use, book, offer), quietly=True))

    def _give_back(self) -> None:
        words, why = (BACK, BACK_WHY) if packs.in_use(self.context.book) else (FORGET, FORGET_WHY)
        if confirm.ask(self.window(), f"{words} ?", why, words):
            operation = partial(packs.give_back, self.context.book)
            self._changed(self.context.runner.do(operation, quietly=True))

    def _changed(self, change: Changed | None) -> None:
        if change is not None:
            redress_soon(self, self.name, change.label)

    def _open(self) -> None:
        content = self._official()
        if content is not None:
            show_official(content, self.window())

    def _save(self) -> None:
        content = self._official()
        if content is None:
            return
        title = "Enregistrer le guide de votre CDG"
        path = ask_in(FOLDER, self.context, self, title, "guide-cdg.pdf")
        if path is None:
            return
        if self.context.runner.attempt(partial(written, path, content)) is not None:
            self.context.messages.confirm(f"Guide de votre CDG enregistré : {path}")

    def _official(self) -> bytes | None:
        path = packs.official(self.context.book)
        return self.context.runner.attempt(partial(read_bytes, path)) if path is not None else None
