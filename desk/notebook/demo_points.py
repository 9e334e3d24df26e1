"""The points of the example: two years of them, the last weeks at a rhythm."""

from datetime import date, time, timedelta

from desk.core.agenda_models import MODELS
from desk.core.meetings import ActionState, ItemSource, MeetingKind
from desk.core.people import Pair
from desk.core.rhythm import Every, Proposal, Slot
from desk.notebook import agenda, log, meetings, people, recurring, rhythm, rounds
from desk.notebook.book import Notebook

_RHYTHM = timedelta(weeks=9)
# Which of the subjects proposed this pair kept.
_COMES_BACK = {MeetingKind.WEEKLY: (0, 2), MeetingKind.MONTHLY: (0, 1)}
_SUBJECTS = (
    ("Ordre du jour du conseil", "L’ordre du jour est relu à deux le lundi qui précède l’envoi."),
    ("Toiture de l’école", "Le devis retenu passe au prochain conseil."),
    ("Horaires d’ouverture", "Le secrétariat reste fermé au public le mardi matin."),
    ("Courrier de la préfecture", "Toute lettre de la préfecture est signalée le jour même."),
    ("Cimetière : reprise de concessions", "La procédure est présentée au conseil avant l’affichage."),
    ("Salle des fêtes", "Les demandes passent par le formulaire, jamais par téléphone."),
    ("Voirie communale", "Le programme de l’année tient en trois chantiers."),
    ("Recensement", "L’agent recenseur est reçu à deux."),
)
_ACTIONS = (
    "Relire la fiche de poste",
    "Appeler l’inspection au sujet de la classe",
    "Préparer l’arrêté de délégation de signature",
    "Demander deux devis pour la chaudière",
    "Écrire la liste des projets de l’année",
    "Prendre rendez-vous avec le réseau du CDG",
    "Mettre à jour le plan de classement",
    "Poser les dates de conseil jusqu’à l’été",
)


_SETTLED = (
    ("La fiche de poste est relue à deux chaque année.", "Lire à deux la fiche de poste"),
    (
        "Quand un dossier s’ouvre, deux lignes disent qui prépare et qui décide.",
        "Essayer ces deux lignes sur le dossier de l’école",
    ),
)


def rhythm_from(day: date) -> date:
    """The day the pair gave itself a rhythm."""
    return day - _RHYTHM


def adopt_rhythm(book: Notebook, day: date) -> None:
    """A quarter of an hour each Friday, a review each month, what comes each time, a closing to come."""
    since = rhythm_from(day)
    rhythm.add_slot(book, Slot("", MeetingKind.WEEKLY, Every.WEEK, 4, at=time(9), since=since))
    review = Slot("", MeetingKind.MONTHLY, Every.MONTH, 1, nth=1, at=time(14), since=since)
    rhythm.add_slot(book, review)
    for kind, places in _COMES_BACK.items():
        for place in places:
            recurring.add(book, kind, MODELS[kind][place])
    rhythm.add_closing(book, date(day.year, 12, 24), date(day.year + 1, 1, 2), "congés de fin d’année")


def early_days(first: date, day: date) -> list[date]:
    """Before the rhythm: a Friday every four weeks."""
    friday = first + timedelta(days=(4 - first.weekday()) % 7)
    last = rhythm_from(day) - timedelta(days=7)
    days = []
    while friday <= last:
        days.append(friday)
        friday += timedelta(days=28)
    return days


def hold_early(book: Notebook, number: int, held: date, day: date) -> None:
    """A point planned by hand, and held that day."""
    kind = MeetingKind.MONTHLY if number % 4 == 3 else MeetingKind.WEEKLY
    hold(book, number, Proposal(kind, held, time(9), ""), day)


def hold(book: Notebook, number: int, one: Proposal, day: date) -> None:
    """A point of the rhythm, held that day: a subject, what is agreed, an action, and what came along."""
    both, held = people.pair(book), one.day
    meeting = meetings.plan(book, one.kind, held, one.at, one.slot_id).id
    title, agreed = _SUBJECTS[number % len(_SUBJECTS)]
    item = agenda.add(book, meeting, title).id
    log.agree(book, item, agreed)
    owner = both.elu if number % 2 else both.sgm
    log.add_action(book, item, _ACTIONS[number % len(_ACTIONS)], owner.id, due=held + timedelta(days=21))
    for carried in agenda.items(book, meeting):
        if carried.source is ItemSource.ACTION:
            agenda.set_discussed(book, carried.id, True)
            log.set_state(book, carried.source_id, ActionState.DONE)
        elif carried.source is ItemSource.ROUND:
            _settle(book, carried.id, both, held)
        elif not carried.discussed:
            agenda.write_notes(book, carried.id, "Vu ensemble.")
    meetings.close(book, meeting)
    if held + timedelta(days=21) < day - timedelta(days=30):
        _end_old_actions(book, number)


def _settle(book: Notebook, item: str, both: Pair, held: date) -> None:
    """What the pair makes of the subject of its « regards croisés »."""
    agreed, doing = _SETTLED[len(rounds.opened(book)) - 1]
    log.agree(book, item, agreed)
    log.add_action(book, item, doing, both.elu.id, due=held + timedelta(days=28))


def _end_old_actions(book: Notebook, number: int) -> None:
    for action in log.open_actions(book):
        if number % 5 == 4:
            log.set_state(book, action.id, ActionState.DROPPED, "Le projet est reporté à l’an prochain.")
        elif number % 2:
            log.set_state(book, action.id, ActionState.DONE)
