"""The six answers, their labels, and an answer as a value."""

from enum import StrEnum

from desk.core.guide import Scale


class Answer(StrEnum):
    """What is stored; « not answered » is the absence of a value, never one of these."""

    NEVER = "0"
    SOMETIMES = "1"
    MOSTLY = "2"
    ALWAYS = "3"
    UNKNOWN = "nsp"
    MOOT = "so"

    @property
    def level(self) -> int | None:
        """0 to 3 for a level; None for « Je ne sais pas » and « Sans objet »."""
        return int(self.value) if self.value.isdigit() else None


LABELS: dict[Scale, dict[Answer, str]] = {
    Scale.FREQUENCY: {
        Answer.NEVER: "Jamais ou presque",
        Answer.SOMETIMES: "Parfois",
        Answer.MOSTLY: "Le plus souvent",
        Answer.ALWAYS: "Toujours ou presque",
        Answer.UNKNOWN: "Je ne sais pas",
        Answer.MOOT: "Sans objet / ne s’est pas présenté",
    },
    Scale.PROGRESS: {
        Answer.NEVER: "Non",
        Answer.SOMETIMES: "Prévu",
        Answer.MOSTLY: "En cours",
        Answer.ALWAYS: "Fait",
        Answer.UNKNOWN: "Je ne sais pas",
        Answer.MOOT: "Sans objet / ne s’est pas présenté",
    },
}

PERIOD_MONTHS = {Scale.FREQUENCY: 3, Scale.PROGRESS: 12}

# The key that gives each answer, on screen and for the fast entry of a paper sheet.
KEYS = {
    "1": Answer.NEVER,
    "2": Answer.SOMETIMES,
    "3": Answer.MOSTLY,
    "4": Answer.ALWAYS,
    "0": Answer.UNKNOWN,
    "s": Answer.MOOT,
}
