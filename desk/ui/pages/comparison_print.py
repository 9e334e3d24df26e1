"""Printing the comparison: by the two who opened it, while it is open; it leaves nothing on this PC."""

from functools import partial

from desk.core.commune import slug
from desk.core.compared import Compared, compared
from desk.core.errors import UserError
from desk.core.rounds import Subject
from desk.core.wording import long_date, named, worded
from desk.notebook import handouts, unsealing
from desk.ui.page import Page
from desk.ui.pages.comparison_opened import Opened
from desk.ui.printing import print_document

WARNING = (
    "Ce document montre les réponses de chacun, sans les notes privées. Il reste entre vous deux : il ne "
    "s’envoie pas, ni au CDG ni à personne. Imprimé d’ici, il ne laisse aucun fichier sur ce poste ; allez "
    "chercher les pages aussitôt. Enregistré, le PDF s’ouvre sans code : effacez-le une fois imprimé."
)
WORDS = "Imprimer vos deux regards"


def print_comparison(page: Page, opened: Opened) -> None:
    """Draw what is on screen, and show its pages."""
    context = page.context
    document = ready(opened, page.title())
    draw = partial(context.child.draw_handout, document, handouts.imprint(context.book))
    content = context.runner.attempt(draw)
    if content is not None:
        name = f"binome_{slug(page.title()).lower()}"
        still = partial(_check_open, opened)
        print_document(context, page, content, WORDS, name, private=WARNING, allowed=still)


def _check_open(opened: Opened) -> bool:
    """A question of the system may outlast the key: nothing is given out then. Raises UserError."""
    if opened.session is None:
        raise UserError(
            "Vos deux regards se sont masqués entre-temps.",
            "Rien n’a été enregistré ni imprimé. Ouvrez-les de nouveau, puis imprimez.",
        )
    return True


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
