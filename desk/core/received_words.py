"""What one says of each file received: its verdict, why, what was asked, and a reply ready to send."""

from datetime import date

from desk.core.received import Received, Verdict
from desk.core.report import PROJECT
from desk.core.report_asks import LABELS
from desk.core.told import MESSAGES, READ, Told
from desk.core.wording import NBSP, capital, long_date

VERDICTS = {
    Verdict.ACCEPTED: "accepté",
    Verdict.NEWER: "plus récent",
    Verdict.REPLACED: "remplacé",
    Verdict.SAME: "déjà lu",
    Verdict.NOT_A_REPORT: "pas un bilan de Binôme",
    Verdict.NO_DATA: "données absentes",
    Verdict.DAMAGED: "abîmé",
    Verdict.NEWER_FORMAT: "format plus récent",
    Verdict.UNKNOWN_COMMUNE: "commune inconnue",
}

_WHY = {
    "pas_un_bilan": "Ce fichier n’est pas un bilan de Binôme.",
    "autre_format": "Seuls les PDF, les courriels .eml et les archives .zip sont lus.",
    "raccourci": "C’est un raccourci : ce qu’il désigne n’a pas été lu.",
    "donnees_absentes": "Ce bilan ne porte plus ses données : il a sans doute été imprimé ou réenregistré.",
    "vide": "Aucun PDF dans cet envoi.",
    "abime": "Ce fichier est abîmé : il est arrivé incomplet, ou il a été modifié.",
    "protege": "Ce fichier est protégé par un mot de passe ou chiffré.",
    "empreinte_fausse": "Les données ont changé depuis que ce bilan a été fait : "
    "l’empreinte ne correspond pas.",
    "arrete": "Ce fichier n’a pas pu être lu en sécurité : sa lecture a été arrêtée.",
    "illisible": "Ce fichier n’a pas pu être ouvert sur ce poste.",
    "trop_gros": "Ce fichier est bien trop gros pour un bilan.",
    "trop_de_fichiers": "Cet envoi contient trop de fichiers : la suite n’a pas été lue.",
    "trop_emboite": "Cet envoi en contient d’autres, emboîtés trop profond : ceux-ci n’ont pas été ouverts.",
    "version_plus_recente": "Ce bilan vient d’une version de Binôme plus récente que celle-ci : "
    "mettez ce programme à jour pour le lire.",
}
"""By the reader's word."""
_IS_MESSAGE = (
    "Ce format de message n’est pas lu ici. Ouvrez-le dans votre messagerie, enregistrez sa pièce jointe "
    "dans ce dossier, puis recommencez la lecture."
)
_OURS = ("raccourci", "illisible")
"""What happened on the reader's own PC: the commune did nothing amiss."""
_NOT_OPENED = (
    "Nous n’avons pas pu l’ouvrir sur notre poste. Pouvez-vous nous renvoyer le fichier PDF que Binôme a "
    "enregistré ?"
)

_LONGEST = 200
_AGAIN = (
    "Pouvez-vous nous renvoyer le fichier PDF que Binôme a enregistré, sans l’ouvrir dans un autre programme "
    "ni l’imprimer, et sans mot de passe ?"
)
_REPLIES = {
    Verdict.SAME: "Nous l’avions déjà : vous n’avez rien à faire.",
    Verdict.REPLACED: "Un autre bilan de votre commune, pour la même période, est retenu à sa place : "
    "vous n’avez rien à faire.",
    Verdict.NOT_A_REPORT: "Ce n’est pas un bilan de Binôme. Dans Binôme, section Bilan, enregistrez le "
    "bilan, puis envoyez-nous ce PDF.",
    Verdict.NO_DATA: f"Il ne contient pas les données du bilan. {_AGAIN}",
    Verdict.DAMAGED: f"Nous n’avons pas pu le lire. {_AGAIN}",
    Verdict.NEWER_FORMAT: "Votre version de Binôme est plus récente que la nôtre : nous mettons notre poste "
    "à jour. Vous n’avez rien à faire.",
    Verdict.UNKNOWN_COMMUNE: "Il ne dit pas le code INSEE de votre commune, ou ce code n’existe pas. Dans "
    "Binôme, menu « La commune et nous », écrivez ce code (cinq caractères, ce n’est pas le code postal), "
    "puis enregistrez et envoyez de nouveau le bilan.",
}
_NOTHING_SENT = (
    "Nous n’y avons pas trouvé de PDF. Pouvez-vous nous renvoyer votre message avec le bilan en pièce "
    "jointe ?"
)
_PROJECT = (
    "Il porte la mention PROJET : les deux personnes ne l’ont pas encore convenu dans "
    "Binôme. Quand ce sera fait, pouvez-vous nous envoyer le bilan convenu ?"
)
_EXAMPLE = (
    "C’est le bilan de la commune d’exemple. Pouvez-vous nous envoyer celui de votre commune, enregistré "
    "depuis votre carnet ?"
)


def verdict(row: Received) -> str:
    """The verdict in a word or two."""
    return VERDICTS[row.verdict]


def why(row: Received) -> str:
    """What there is to know beside the verdict, "" when all is well."""
    if row.found != READ:
        return _IS_MESSAGE if _is_message(row) else _WHY[row.found]
    match row.verdict:
        case Verdict.SAME:
            return f"Le même bilan est dans {_named(row.other)}."
        case Verdict.NEWER:
            return f"Il remplace {_named(row.other)}.{_state(row.told)}"
        case Verdict.REPLACED:
            return f"Il est remplacé par {_named(row.other)}, pour la même période."
        case Verdict.UNKNOWN_COMMUNE:
            return "Le code INSEE de la commune manque, ou aucun département ne commence ainsi."
        case _:
            return _state(row.told).strip()


def _is_message(row: Received) -> bool:
    """Saved by whoever received it: what it holds may well be what was asked for."""
    return row.found == "autre_format" and row.file.lower().endswith(MESSAGES)


def _state(told: Told | None) -> str:
    if told is not None and told.example:
        return " Bilan de la commune d’exemple : il ne compte pas."
    if told is not None and told.status == PROJECT:
        return " Projet : les deux personnes ne l’ont pas convenu, il ne compte pas."
    return ""


def reply(row: Received) -> str:
    """A few French sentences to send back, on one line; "" for what was accepted as it is."""
    said = _reply(row)
    return f"Bonjour, nous avons bien reçu {_what(row)}. {said} Merci." if said else ""


def _reply(row: Received) -> str:
    told = row.told
    if row.verdict in (Verdict.ACCEPTED, Verdict.NEWER) and told is not None:
        return _EXAMPLE if told.example else _PROJECT if told.status == PROJECT else ""
    if row.found in _OURS or _is_message(row):
        return _NOT_OPENED
    if row.found == "vide":
        return _NOTHING_SENT
    return _REPLIES[row.verdict]


def _what(row: Received) -> str:
    if row.told is not None and row.verdict is not Verdict.DAMAGED:
        return f"votre bilan du {long_date(date.fromisoformat(row.told.day))}"
    name = row.file.rpartition(" › ")[2].rpartition("/")[2]
    return f"votre envoi {_named(name)}"


def _named(file: str) -> str:
    return f"«{NBSP}{file}{NBSP}»"


def asked(told: Told) -> str:
    """What the pair asks of its CDG, in words, on one line."""
    return capital(", ".join(LABELS[key] for key in told.asked)) if told.asked else ""


def status(told: Told) -> str:
    """« convenu », « projet », and whether it is the example's."""
    return f"exemple, {told.status}" if told.example else told.status


def shown(name: str) -> str:
    """A foreign name as it can be written anywhere: no control character, no half character, not endless."""
    plain = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in name)
    clean = "".join(char if char.isprintable() else " " for char in plain).strip()
    return clean if len(clean) <= _LONGEST else f"{clean[: _LONGEST - 1]}…"
