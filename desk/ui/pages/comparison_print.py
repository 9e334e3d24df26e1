"""Printing the comparison: by the two who opened it, told beforehand that the file is not locked."""

from functools import partial

from desk.core.compared import Compared, compared
from desk.core.errors import UserError
from desk.core.rounds import Subject
from desk.core.wording import long_date, named, worded
from desk.notebook import unsealing
from desk.ui.dialogs import confirm
from desk.ui.page import Page
from desk.ui.pages.comparison_opened import Opened
from desk.ui.pages.printed_notice import PrintedNotice

WARNING = (
    "Ce document montre les réponses de chacun, sans les notes privées. Le fichier s’ouvre sans code : "
    "enregistrez-le où personne d’autre ne le trouve, et effacez-le une fois imprimé. Il reste entre vous "
    "deux : il ne s’envoie pas, ni au CDG ni à personne."
)
WORDS = "Imprimer vos deux regards"


def print_comparison(page: Page, opened: Opened, notice: PrintedNotice) -> None:
    """Ask, then draw what is on screen."""
    document = ready(opened, page.title())
    if confirm.ask(page.window(), WORDS, WARNING, "Enregistrer le document…", undoable=True):
        # the file has no lock: where it is kept is not told to whoever saves the next document
        notice.print_document(partial(_while_open, opened, document), WORDS, keep_folder=False)


def _while_open(opened: Opened, document: Compared) -> Compared:
    """A file chooser may outlast the key: nothing is written then. Raises UserError."""
    if opened.session is None:
        raise UserError(
            "Vos deux regards se sont masqués entre-temps.",
            "Rien n’a été enregistré. Ouvrez-les de nouveau, puis imprimez.",
        )
    return document


def ready(opened: Opened, title: str) -> Compared:
    """What is printed, as it stands now."""
    said = partial(worded, people=opened.pair.named)
    known = {view.practice_id: opened.practice(view.practice_id) for view in opened.views}
    questions = {key: said(practice.opening_question) for key, practice in known.items() if practice}
    chosen = unsealing.subjects(opened.context.book, opened.round_id)
    subjects = [subject_line(opened, subject) for subject in chosen]
    return compared(title, opened.views, opened.pair, questions, subjects)


def subject_line(opened: Opened, subject: Subject) -> str:
    """« Clarifier les rôles : relire la fiche de poste (le maire, pour le 15 décembre 2026) »."""
    pair = opened.pair
    who = [named(person, short=True) for person in (pair.elu, pair.sgm) if person.id == subject.owner_id]
    when = [f"pour le {long_date(subject.due)}"] if subject.due else []
    title = opened.title(subject.practice_id)
    step = f" : {subject.first_step.rstrip('.')}" if subject.first_step else ""
    return f"{title}{step}" + (f" ({', '.join([*who, *when])})" if who or when else "")
