"""What a date of the commune brings with it, said while it is being entered."""

from datetime import date, timedelta

from desk.core.deadline import Deadline, OwnKind, RuleKind
from desk.core.limits import Notice, council_notice
from desk.core.wording import long_date

CENSUS = "Donnez un jour quelconque de l’année du recensement : les échéances se calculent d’elles-mêmes."
LIMIT = "C’est une date limite : elle s’affichera « au plus tard le ». Chaque année, vérifiez-la."
ALONE = "Cette date n’en apporte pas d’autre."
PAST = "Cette date est passée : elle restera dans la liste des dates saisies."
UNKNOWN = "Le nombre d’habitants n’est pas indiqué : le délai le plus long est retenu."
_LIMITS = frozenset({OwnKind.GRANT, OwnKind.SOCIAL_REPORT})
YEARLY = _LIMITS | {OwnKind.OTHER}
"""The kinds that may come back each year: a council or a poll has its own day each time."""


def brings(kind: OwnKind, rules: list[Deadline]) -> list[str]:
    """A sentence, then one line for each deadline that comes with a date of that kind."""
    if kind is OwnKind.CENSUS:
        return [CENSUS]
    if not rules:
        return [LIMIT if kind in _LIMITS else ALONE]
    titles = list(dict.fromkeys(rule.title for rule in rules))
    return ["Cette date apporte avec elle :", *titles]


def notice_words(meeting: date, population: int | None, today: date) -> str:
    """When the councillors of a council are to be called, or how late it is; "" for one already held."""
    if meeting < today:
        return ""
    said = _standing(council_notice(meeting, population), today)
    return said if population is not None else f"{said} {UNKNOWN}"


def notice_basis(meeting: date, population: int | None, rules: list[Deadline]) -> str:
    """What that notice rests on, as the calendar has it."""
    clear_days = council_notice(meeting, population).clear_days
    for rule in rules:
        if rule.kind is RuleKind.CLEAR_DAYS_BEFORE and rule.count == clear_days:
            return f"{rule.reference}, à jour au {long_date(rule.as_of)}"
    return ""


def _standing(notice: Notice, today: date) -> str:
    """In time, in time if it is urgent, or too late."""
    send_by, urgent_by = _said(notice.send_by), _said(notice.urgent_by)
    whole, urgent = _said(_first(today, notice.clear_days)), _said(_first(today, 1))
    if notice.send_by >= today:
        return f"Convocation à envoyer au plus tard le {send_by} : {notice.clear_days} jours francs."
    if notice.urgent_by >= today:
        return (
            f"Le dernier jour d’envoi de la convocation, le {send_by}, est passé. S’il y a urgence, elle "
            f"peut encore partir jusqu’au {urgent_by} : un jour franc au moins. Sinon, le délai entier est "
            f"gardé à partir du {whole}."
        )
    return (
        "Le délai de convocation ne tient plus, même en cas d’urgence. Le délai entier est gardé à partir du "
        f"{whole} ; en cas d’urgence, à partir du {urgent}."
    )


def _first(today: date, clear_days: int) -> date:
    """The first day of a council whose notice is sent today."""
    return today + timedelta(days=clear_days + 1)


def _said(day: date) -> str:
    return long_date(day, weekday=True)
