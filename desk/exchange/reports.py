"""Reports received in a folder: one row each, and for each that cannot be read, why."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.core.errors import UserError
from desk.exchange.child import Child, file_content
from desk.files import told

READ, FORGED = "lu", "empreinte_fausse"
REASONS = {
    READ: "",
    "pas_un_bilan": "Ce fichier n’est pas un bilan de Binôme.",
    "donnees_absentes": "Ce bilan ne porte plus ses données : il a sans doute été imprimé ou réenregistré. "
    "Demandez le fichier d’origine.",
    "abime": "Ce fichier est abîmé. Demandez un nouvel exemplaire.",
    "protege": "Ce fichier est protégé par un mot de passe. Demandez-le sans protection.",
    "version_plus_recente": "Ce bilan vient d’une version plus récente de Binôme. "
    "Mettez le programme à jour.",
    FORGED: "Les données ont changé depuis que ce bilan a été fait : l’empreinte ne correspond pas.",
    "arrete": "Ce fichier n’a pas pu être lu en sécurité : sa lecture a été arrêtée.",
    "illisible": "Ce fichier n’a pas pu être ouvert.",
    "vide": "Aucun PDF dans cet envoi.",
}
PARCELS = (".eml", ".zip")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One document received: where it was, the verdict, and its data when it was a bilan's.

    `why` is a French sentence, empty when all is well.
    """

    file: str
    verdict: str
    why: str
    data: Json | None = None


def read_folder(folder: Path, child: Child) -> list[Row]:
    """One row per `.pdf`, and per PDF inside an `.eml` or a `.zip`, of the folder itself, by name.

    One bad file never stops the others. Raises UserError when the folder itself cannot be read.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if _is_wanted(path))
    except OSError as error:
        raise told(error, folder) from error
    with child:
        return [row for path in paths for row in _rows(path, child)]


def _is_wanted(path: Path) -> bool:
    return path.suffix.lower() in (".pdf", *PARCELS) and not path.name.startswith(".") and path.is_file()


def _rows(path: Path, child: Child) -> Iterator[Row]:
    try:
        content = file_content(path)
    except UserError as error:
        yield Row(path.name, "illisible", error.sentence)
        return
    if path.suffix.lower() in PARCELS:
        yield from _parcel(path, content, child)
    else:
        yield _document(path.name, content, child)


def _parcel(path: Path, content: bytes, child: Child) -> Iterator[Row]:
    try:
        parts = child.unpack(content, path.name, path.suffix.lower())
    except UserError:
        yield _told(path.name, "arrete")
        return
    if parts is None:
        yield _told(path.name, "abime")
    elif not parts:
        yield _told(path.name, "vide")
    else:
        yield from (_document(f"{path.name} › {name}", part, child) for name, part in parts)


def _document(name: str, content: bytes, child: Child) -> Row:
    try:
        verdict, data = child.read_report(content, name)
    except UserError:
        return _told(name, "arrete")
    return _told(name, verdict, data)


def _told(name: str, verdict: str, data: Json | None = None) -> Row:
    return Row(name, verdict, REASONS[verdict], data)
