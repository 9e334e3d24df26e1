"""A returned PDF into its owner's sheet: chosen, read, each trouble with its next step, taken, erased."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from desk import paths
from desk.core.errors import UserError
from desk.core.form import Belonging, FormReading, Mapped, Verdict, misplaced, refusal
from desk.core.returned import Arrival
from desk.core.rounds import Origin
from desk.notebook import returned
from desk.ui.context import Context
from desk.ui.dialogs import confirm, decide_lines
from desk.ui.dialogs.erase_file import offer_erasing
from desk.ui.dialogs.owner import Owner
from desk.ui.dialogs.steps import ask_step

if TYPE_CHECKING:
    from desk.exchange.pictures import Picture

KIND = "Feuille remplie (*.pdf *.jpg *.jpeg *.png)"
PHOTOS = frozenset({".jpg", ".jpeg", ".png"})
BY_EYES = frozenset({Verdict.FLATTENED, Verdict.DRAWN, Verdict.SCANNED})
"""What a person reads and a program does not: the page is shown beside the fast entry."""
TYPE, OTHER = "type", "other"


@dataclass(frozen=True, slots=True)
class Came:
    """A form that was read, for this sheet; `drawn`: someone also drew or wrote on its pages."""

    path: Path
    given: Mapped
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class ToType:
    """A file to be read by eyes: its pages, when they can be shown."""

    path: Path
    pages: Sequence[QImage] = field(default_factory=list)


def choose_file(parent: QWidget) -> Path | None:
    """Ask for a returned file; None when given up."""
    # said, or Qt would open where the person before found theirs
    start = str(paths.documents_folder())
    chosen, _ = QFileDialog.getOpenFileName(parent, "Reprendre une feuille remplie", start, KIND)
    return Path(chosen) if chosen else None


def read_file(context: Context, path: Path) -> FormReading:
    """What a returned file holds; a photo counts as a scan. Raises UserError: no file to read."""
    if path.suffix.lower() in PHOTOS:
        return FormReading(Verdict.SCANNED)
    return context.child.read_form(path)


def read_returned(owner: Owner, parent: QWidget, path: Path | None = None) -> Came | ToType | None:
    """The form at `path`, or one that is asked for; None when its owner gives up."""
    chosen = path or choose_file(parent)
    while chosen is not None and owner.session.is_open:  # silence may have fallen over the question
        refused = _read(owner, parent, chosen)
        if isinstance(refused, Came):
            return refused
        step = ask_step(parent, "Ce fichier n’est pas repris", refused.told, refused.steps)
        if step == TYPE:
            return ToType(chosen, pages_of(chosen, parent) if refused.shows else [])
        chosen = choose_file(parent) if step == OTHER else None
    return None


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file is not taken; `typed`: it can be typed in, `shows`: its pages can be looked at meanwhile."""

    problem: UserError
    typed: bool = False
    shows: bool = False

    @property
    def told(self) -> tuple[str, str]:
        """What happened, and what to do."""
        return self.problem.sentence, self.problem.advice

    @property
    def steps(self) -> list[tuple[str, str]]:
        """What can be done next."""
        other = (OTHER, "Choisir un autre fichier")
        if not self.typed:
            return [other]
        words = "La saisir, la page affichée à côté" if self.shows else "Saisir la feuille au clavier"
        return [(TYPE, words), other]


def _read(owner: Owner, parent: QWidget, path: Path) -> Came | Refused:
    try:
        reading = read_file(owner.context, path)
    except UserError as problem:
        return Refused(problem)
    book, round_id, seat = owner.context.book, owner.round.id, owner.person.seat
    found = returned.belonging(book, round_id, seat, reading)
    if found not in (Belonging.OURS, Belonging.UNKNOWN):
        return Refused(misplaced(found, reading))
    if reading.verdict is not Verdict.READ:
        return Refused(refusal(reading.verdict), typed=True, shows=reading.verdict in BY_EYES)
    recognised = found is Belonging.UNKNOWN and _is_theirs(owner, parent)
    try:
        given = returned.checked(book, round_id, seat, reading, recognised=recognised)
    except UserError as problem:
        return Refused(problem)
    return Came(path, given, reading.drawn)


def _is_theirs(owner: Owner, parent: QWidget) -> bool:
    told = (
        "Ce formulaire ne dit plus à qui il est : le programme qui l’a enregistré l’a effacé.",
        f"Est-ce bien la feuille de {owner.person.addressed}, pour {owner.round.title} ?",
    )
    return bool(
        ask_step(parent, "À qui est ce formulaire ?", told, [("yes", "Oui, c’est sa feuille")], "Non")
    )


def pages_of(path: Path, parent: QWidget) -> list[QImage]:
    """The pages as pictures, drawn away from the window; none, which is told, where that cannot be."""
    try:
        pictures = _pictures(path)
    except UserError as problem:
        confirm.tell(parent, "La page n’est pas affichée", problem.message, "Saisir sans elle")
        return []
    return [
        QImage(each.pixels, each.width, each.height, each.width * 3, QImage.Format.Format_RGB888).copy()
        for each in pictures
    ]


def _pictures(path: Path) -> "list[Picture]":
    from desk.exchange.pictures import pictures_of

    pictures = pictures_of(path, paths.program_command(paths.PICTURES_VERB))
    if not pictures:
        raise UserError(
            "Ce fichier ne contient pas de page que le programme sache afficher.",
            "Posez la feuille devant vous, ou affichez-la sur un autre écran.",
        )
    return pictures


def bring_in(owner: Owner, parent: QWidget, path: Path | None = None) -> bool:
    """Bring a returned file into its owner's open sheet; whether the sheet was changed."""
    came = read_returned(owner, parent, path)
    if isinstance(came, ToType):
        from desk.ui.dialogs.paper_entry import enter_paper

        return enter_paper(owner, parent, came)
    return came is not None and _take(owner, parent, came)


def _take(owner: Owner, parent: QWidget, came: Came) -> bool:
    try:
        found = owner.beside_form(came.given)
    except UserError as problem:
        owner.context.messages.error(problem)
        return False
    decided = decide_lines.decide(owner, found, decide_lines.PDF, parent)
    if decided is None:
        return False
    taken = found.taken(decided)
    stopped = owner.write(taken, Origin.PDF) if taken else None
    if stopped is not None:
        owner.context.messages.error(stopped)
        return False
    offer_erasing(owner.context, came.path, parent)
    if owner.session.is_open:
        owner.context.messages.note(told(found, written=bool(taken), drawn=came.drawn))
    return bool(taken)


def told(found: Arrival, *, written: bool, drawn: bool) -> str:
    """What became of a form, without a number: the message may stay when its owner has left."""
    if found.changes_nothing:
        return "Ce formulaire était déjà repris : votre feuille dit la même chose. Rien n’a été changé."
    if not written:
        return "Rien n’a été changé : votre feuille garde ses réponses."
    ink = " Des traits ou des notes sont aussi dessinés sur ses pages : regardez-les." if drawn else ""
    return f"Votre formulaire est repris.{ink} Vérifiez votre feuille, puis remettez-la."
