"""« Mon CDG »: the centre de gestion's contact sheet, filled in by the commune or by a pack."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from unicodedata import category

from desk.core.errors import UserError

MAX_LENGTH = 1000
"""Characters of one field."""


@dataclass(frozen=True, slots=True)
class CdgField:
    """A field of the sheet as the screen and the paper name it; `hint` shows what to write."""

    key: str
    label: str
    hint: str


FIELDS = (
    CdgField("name", "Nom du centre de gestion", "Son nom et son département"),
    CdgField("contact", "Interlocuteur", "Un nom, un numéro, une adresse électronique, des jours"),
    CdgField("network", "Réseau des secrétaires généraux de mairie", "Qui l’anime, où et quand il se réunit"),
    CdgField("training", "Formation", "Sessions du CDG, inscriptions, délais"),
    CdgField("cnfpt", "CNFPT", "L’antenne la plus proche et son numéro"),
    CdgField("replacement", "Service de remplacement", "Comment le demander, délai, coût"),
    CdgField("employment", "Emploi et recrutement", "Bourse de l’emploi, partenaires, stages"),
    CdgField("occupational_health", "Médecine préventive", "Le service, son numéro, comment le joindre"),
    CdgField("agent_ethics", "Référent déontologue des agents", "Comment le saisir"),
    CdgField("elected_ethics", "Référent déontologue des élus", "Comment le saisir"),
    CdgField("reporting", "Dispositif de signalement", "Violences, harcèlement : qui recueille la parole"),
    CdgField("mediation", "Médiation", "Si le CDG en propose une, comment la demander"),
    CdgField("mayors", "Association des maires", "Son nom et son numéro"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CdgSheet:
    """What the pair may need of its centre de gestion; free text, empty where nobody has written yet."""

    name: str = ""
    contact: str = ""
    network: str = ""
    training: str = ""
    cnfpt: str = ""
    replacement: str = ""
    employment: str = ""
    occupational_health: str = ""
    agent_ethics: str = ""
    elected_ethics: str = ""
    reporting: str = ""
    mediation: str = ""
    mayors: str = ""

    @classmethod
    def from_mapping(cls, values: Mapping[str, object]) -> "CdgSheet":
        """The sheet of these fields, those left out empty.

        Raises UserError on an unknown field, on what is no text, or on more than `MAX_LENGTH` characters.
        """
        known = {field.key: field.label for field in FIELDS}
        for key in values:
            if key not in known:
                raise UserError(
                    f"La fiche du centre de gestion a un champ inconnu, « {key} ».",
                    "Elle vient sans doute d’une version plus récente de Binôme.",
                )
        return cls(**{key: _checked(known[key], value) for key, value in values.items()})

    def to_mapping(self) -> dict[str, str]:
        """Every field, in the order of `FIELDS`."""
        values: dict[str, str] = asdict(self)
        return {field.key: values[field.key] for field in FIELDS}

    def filled(self) -> tuple[tuple[CdgField, str], ...]:
        """The fields that hold something, in order, with their text."""
        values = self.to_mapping()
        return tuple((field, values[field.key]) for field in FIELDS if values[field.key])

    def completed_by(self, other: "CdgSheet") -> "CdgSheet":
        """The same, with the other's text where this one is empty: the commune's words come first."""
        mine, theirs = self.to_mapping(), other.to_mapping()
        return CdgSheet(**{key: mine[key] or theirs[key] for key in mine})


EMPTY = CdgSheet()


def _checked(label: str, value: object) -> str:
    if not isinstance(value, str):
        raise UserError(f"« {label} » n’est pas un texte.", "Écrivez-le entre guillemets.")
    lines = ("".join(c for c in line if category(c)[0] != "C") for line in value.expandtabs(1).splitlines())
    text = "\n".join(line.strip() for line in lines).strip()
    if len(text) > MAX_LENGTH:
        raise UserError(
            f"« {label} » dépasse {MAX_LENGTH} caractères.", "Gardez l’essentiel : qui, où, quand."
        )
    return text
