"""Why the place of a notebook refuses, looked at once a write has failed; never waits long for an answer."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from desk.core.errors import LostFile, Unwritten
from desk.core.wording import NARROW

SAFE = "Ce qui était enregistré est intact."
# A share that is away can keep a question for half a minute: the person is told long before.
_PATIENCE_S = 1.0
_PROBE = bytes(4096)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_FORBIDDEN = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def full() -> Unwritten:
    """No room left."""
    return Unwritten(
        "le disque est plein", f"{SAFE} Libérez de la place (corbeille, gros fichiers), puis recommencez."
    )


def quota() -> Unwritten:
    """No room left for this account."""
    return Unwritten(
        "la place qui vous est accordée sur ce disque est pleine",
        f"{SAFE} Libérez de la place dans vos dossiers, ou demandez-en au service informatique.",
    )


def forbidden() -> Unwritten:
    """Read-only file, folder or disk."""
    return Unwritten(
        "le carnet, ou son dossier, est protégé en écriture",
        f"{SAFE} Enlevez cette protection, ou fermez le carnet et copiez-le dans un dossier où vous "
        "pouvez écrire.",
        "Ce carnet est protégé en écriture.",
    )


def away() -> Unwritten:
    """The stick was taken out, the share is cut."""
    return Unwritten(
        "le dossier du carnet n’est plus là",
        f"{SAFE} Remettez la clé USB ou rétablissez le lecteur réseau{NARROW}; ne fermez pas cette fenêtre.",
    )


def silent() -> Unwritten:
    """The disk answers by an error that says nothing more."""
    return Unwritten(
        "le disque ne répond plus",
        f"{SAFE} Vérifiez la clé USB ou le lecteur réseau, puis recommencez.",
        "Le disque ne répond plus.",
    )


def gone(path: Path) -> LostFile:
    """The folder is there, the file is not."""
    return LostFile(
        f"« {path.name} » n’est plus à sa place (il a été déplacé, renommé ou supprimé)",
        "Remettez le fichier sous son nom dans son dossier, ou remettez-y ce que cette fenêtre tient ouvert.",
    )


def stranger(path: Path) -> LostFile:
    """Another file has taken the name."""
    return LostFile(
        f"un autre fichier a pris la place de « {path.name} »",
        "Rien n’y a été écrit. Ce que cette fenêtre tient ouvert peut être enregistré à côté, sous un nom "
        "daté.",
    )


def written_over(path: Path) -> Unwritten:
    """Another program wrote in the very file."""
    return Unwritten(
        f"un autre programme a changé « {path.name} » pendant qu’il était ouvert ici",
        "Rien n’y a été écrit depuis. Copiez ce que vous écriviez, fermez Binôme, puis rouvrez le carnet "
        "ou l’une de ses copies de sûreté.",
    )


def refusal(path: Path) -> Unwritten | None:
    """What stands in the way at that place; None when nothing is found, or not in time."""
    answers: list[Unwritten | None] = []
    asking = Thread(target=lambda: answers.append(_looked(path)), daemon=True)
    asking.start()
    asking.join(_PATIENCE_S)
    return answers[0] if answers else None


def _looked(path: Path) -> Unwritten | None:
    for look in (_missing, _unwritable):
        found = look(path)
        if found is not None:
            return found
    return None


def _missing(path: Path) -> Unwritten | None:
    if not _answers(path.parent.stat):
        return away()
    return None if _answers(path.stat) else gone(path)


def _unwritable(path: Path) -> Unwritten | None:
    """Try it for real, with a page that never has a name where the system knows such files."""
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=path.parent) as probe:
            probe.write(_PROBE)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return of(error)
    return None if os.access(path, os.W_OK) else forbidden()


def of(error: OSError) -> Unwritten:
    """What the system said of a write, told as the place's refusal."""
    if error.errno in _FULL:
        return quota() if error.errno == errno.EDQUOT else full()
    return forbidden() if error.errno in _FORBIDDEN else silent()


def _answers(question: Callable[[], object]) -> bool:
    try:
        question()
    except OSError:
        return False
    return True
