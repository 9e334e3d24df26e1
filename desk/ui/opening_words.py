"""What the screen says of a carnet that does not open: what happened, what is safe, what can be done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from desk import __version__
from desk.core.wording import clock_time, long_date
from desk.notebook.trouble import Stop, Trouble


class Choice(StrEnum):
    """What a person may do on such a screen."""

    READ = "read"
    RETRY = "retry"
    RESTORE = "restore"
    FIND_COPY = "find_copy"
    ANYWAY = "anyway"
    OTHER = "other"
    HOME = "home"


LABELS = {
    Choice.READ: "Ouvrir en lecture seule",
    Choice.RETRY: "Réessayer",
    Choice.RESTORE: "Remettre cette copie en place",
    Choice.FIND_COPY: "Chercher une copie ailleurs…",
    Choice.ANYWAY: "L’ouvrir quand même",
    Choice.OTHER: "Ouvrir un autre carnet…",
    Choice.HOME: "Revenir à l’accueil",
}
SEARCH = "Chercher le carnet…"


@dataclass(frozen=True, slots=True)
class Told:
    """One screen: its title, what happened (`sign` beside it), what is safe and to do, the ways out.

    The first choice is the one to make first. `restoring` says above the copies what putting one back does.
    """

    title: str
    happened: str
    advice: tuple[str, ...]
    choices: tuple[Choice, ...]
    restoring: str = ""


def told(trouble: Trouble, copies: int, today: date) -> Told:
    """The words of that screen; `copies` is how many sound copies can be put back."""
    if trouble.stop is Stop.HELD:
        return _held(trouble, today)
    if trouble.stop is Stop.DAMAGED:
        return _odd_row(trouble.path, copies) if trouble.odd_row else _damaged(trouble.path, copies)
    if trouble.stop is Stop.GONE:
        return _gone(trouble, copies)
    plain: dict[Stop, Callable[[Trouble], Told]] = {Stop.NOT_OURS: _not_ours, Stop.NEWER: _newer}
    return plain.get(trouble.stop, _other)(trouble)


def day_words(day: date, today: date) -> str:
    """« aujourd’hui », « hier », « le 3 novembre 2026 »."""
    near = {0: "aujourd’hui", 1: "hier"}.get((today - day).days)
    return near or f"le {long_date(day)}"


def moment(when: datetime, today: date) -> str:
    """« aujourd’hui à 14:10 », « hier à 17:05 », « le 3 novembre 2026 à 17:10 »."""
    return f"{day_words(when.date(), today)} à {clock_time(when)}"


def of_moment(when: datetime, today: date) -> str:
    """« d’aujourd’hui à 14:10 », « d’hier à 17:05 », « du 3 novembre 2026 à 17:10 »."""
    said = moment(when, today)
    return f"du {said.removeprefix('le ')}" if said.startswith("le ") else f"d’{said}"


def put_back(made_at: datetime, aside: Path | None, today: date) -> str:
    """What is said once a copy is in place."""
    kept = f" Le fichier d’avant est gardé à côté : « {aside.name} »." if aside is not None else ""
    return f"Le carnet est revenu à la copie {of_moment(made_at, today)}.{kept}"


def upgraded(copy: datetime | None, today: date) -> str:
    """What is said once an older carnet was brought to this version."""
    made = f" Avant cela, une copie vérifiée a été faite, {moment(copy, today)}." if copy is not None else ""
    done = "Ce carnet venait d’une version plus ancienne de Binôme : il a été mis à jour, rien n’y manque."
    return f"{done}{made}"


def _held(trouble: Trouble, today: date) -> Told:
    since = f", depuis {moment(trouble.since, today)}" if trouble.since else ""
    if trouble.own:
        return Told(
            "Vous avez déjà ouvert ce carnet",
            f"Il est ouvert sur ce poste, sous votre nom{since}.",
            (
                "Rien n’est perdu. Cherchez sa fenêtre dans la barre des tâches, en bas de l’écran, ou dans "
                "votre autre session.",
                "Si elle ne répond plus, fermez votre session puis rouvrez-la : ce qui était enregistré y "
                "sera. Choisissez ensuite « Réessayer ».",
            ),
            (Choice.RETRY, Choice.READ, Choice.OTHER),
        )
    who = (
        f"{trouble.user} l’a ouvert sur le poste {trouble.host}"
        if trouble.user
        else "Il l’est sur un autre poste"
    )
    return Told(
        "Ce carnet est déjà ouvert",
        f"{who}{since}.",
        (
            "Rien n’est perdu. Une seule personne à la fois écrit dans le carnet, pour que rien ne s’y "
            "efface : en lecture seule, vous voyez tout et ne changez rien.",
            "Pour y écrire d’ici, demandez qu’il soit fermé là-bas, puis choisissez « Réessayer ».",
        ),
        (Choice.READ, Choice.RETRY, Choice.OTHER),
    )


def _damaged(path: Path, copies: int) -> Told:
    title = "Ce carnet est abîmé"
    happened = f"« {path.name} » ne se lit plus en entier. Il n’a pas été modifié."
    why = "Cela arrive après une coupure de courant, une clé retirée trop tôt, un disque fatigué."
    if copies:
        restoring = (
            "Choisissez la copie qui reprendra sa place : la plus récente est en haut. Le fichier abîmé sera "
            "gardé à côté, sous un nom daté."
        )
        rest = (Choice.RESTORE, Choice.FIND_COPY, Choice.RETRY, Choice.OTHER)
        return Told(title, happened, (why,), rest, restoring)
    return Told(
        title,
        happened,
        (
            f"{why} Aucune copie saine de ce carnet n’est connue sur ce poste.",
            "Il y en a peut-être une sur une clé USB, sur un partage ou sur l’ancien poste : branchez la "
            "clé, puis cherchez un fichier « .binome », souvent dans un dossier « Binôme – copies ».",
        ),
        (Choice.FIND_COPY, Choice.RETRY, Choice.OTHER),
    )


def _odd_row(path: Path, copies: int) -> Told:
    plain = _damaged(path, copies)
    happened = (
        f"Une ligne de « {path.name} » ne se lit plus ; le reste se lit. Le fichier n’a pas été modifié."
    )
    advice = (
        *plain.advice,
        "Ouvert quand même, un écran pourrait s’arrêter en montrant cette ligne ; les bonnes copies restent.",
    )
    first, *others = plain.choices
    return Told(plain.title, happened, advice, (first, Choice.ANYWAY, *others), plain.restoring)


def _gone(trouble: Trouble, copies: int) -> Told:
    name, folder = trouble.path.name, trouble.path.parent
    if trouble.has_folder:
        title, happened = "Ce carnet n’est plus là", f"« {name} » n’est plus dans « {folder} »."
        first = "Il a peut-être été déplacé ou renommé : cherchez-le, puis ouvrez-le."
        choices = (Choice.OTHER, Choice.RETRY)
    else:
        title, happened = "Ce carnet est hors de portée", f"« {folder} » ne répond pas : « {name} » y était."
        first = (
            "Sur une clé USB, rebranchez-la ; sur un dossier partagé, attendez que le réseau revienne. "
            "Choisissez ensuite « Réessayer »."
        )
        choices = (Choice.RETRY, Choice.OTHER)
    if not copies:
        return Told(title, happened, (first,), (*choices, Choice.HOME))
    restoring = (
        "S’il ne revient pas, une copie de sûreté peut reprendre sa place. Ce qui a été écrit depuis ne s’y "
        "trouve pas : cherchez d’abord le carnet lui-même."
    )
    return Told(title, happened, (first,), (*choices, Choice.RESTORE, Choice.HOME), restoring)


def _not_ours(trouble: Trouble) -> Told:
    return Told(
        "Ce fichier n’est pas un carnet Binôme",
        f"« {trouble.path.name} » ne commence pas comme un carnet. Il n’a pas été modifié.",
        (
            "Le carnet de votre commune est souvent dans Documents, dossier « Binôme » ; son nom finit par "
            "« .binome ».",
        ),
        (Choice.OTHER, Choice.HOME),
    )


def _newer(trouble: Trouble) -> Told:
    return Told(
        "Ce carnet demande une version plus récente de Binôme",
        f"« {trouble.path.name} » a été enregistré par une version plus récente que celle de ce poste "
        f"({__version__}).",
        (
            "Il n’a pas été modifié, et ce poste n’y touchera pas.",
            "Installez ici la même version que sur l’autre poste, ou demandez-le à la personne qui "
            "s’occupe de vos ordinateurs. Le carnet s’ouvrira alors tel quel.",
        ),
        (Choice.OTHER, Choice.RETRY, Choice.HOME),
    )


def _other(trouble: Trouble) -> Told:
    read = (Choice.READ,) if trouble.readable else ()
    problem = trouble.problem
    return Told(
        "Ce carnet ne s’ouvre pas",
        problem.sentence,
        (problem.advice,) if problem.advice else (),
        (Choice.RETRY, *read, Choice.OTHER, Choice.HOME),
    )
