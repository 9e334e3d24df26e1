"""What the pair asks of its CDG in the bilan: a few plain things to tick, never a text of its own.

Mediation is not among them: each can ask for it alone, without the other's agreement.
"""

from collections.abc import Iterable

LABELS = {
    "formation_sgm": "une formation au secrétariat général de mairie",
    "formation_elu": "une formation pour l’élu",
    "formation_binome": "une formation à suivre à deux",
    "remplacement": "une solution de remplacement",
    "juridique": "une réponse à une question juridique",
    "rappel": "un appel pour en parler",
}
"""Key in the data → what it says, after « Nous demandons »."""


def in_order(keys: Iterable[str]) -> list[str]:
    """The known ones of these, in the order of `LABELS`."""
    wanted = set(keys)
    return [key for key in LABELS if key in wanted]
