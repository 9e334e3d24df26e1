"""The guide as values: practices, their statements, prose and legal facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Scale(StrEnum):
    """The two sets of labels; both have the same codes."""

    FREQUENCY = "frequence"
    PROGRESS = "avancement"


class Moot(StrEnum):
    """What in a commune's profile makes a statement moot beforehand."""

    NO_DEPUTIES = "sans_elus_delegues"
    NO_OTHER_AGENTS = "sans_autres_agents"
    SINGLE_EMPLOYER = "employeur_unique"


class Tool(StrEnum):
    """What a practice leads to beside its neighbours."""

    ROLES = "qui-fait-quoi"
    NEW_TERM = "nouveau-mandat"
    NEW_PERSON = "nouvelle-personne"
    CALENDAR = "calendrier"
    CDG = "mon-cdg"
    GLOSSARY = "glossaire"


@dataclass(frozen=True, slots=True)
class Statement:
    """One observable fact, the same sentence for both people.

    `text` may hold `{le SGM}`, `{du SGM}`, `{au SGM}`; a new meaning is a new `id`,
    a new wording of the same meaning a new `revision`.
    """

    id: str
    revision: int
    text: str
    scale: Scale
    optional: bool = False
    moot_when: frozenset[Moot] = frozenset()

    @property
    def is_conditional(self) -> bool:
        """Whether « Sans objet » from one side is expected (« Quand … »)."""
        return self.text.startswith("Quand ")


@dataclass(frozen=True, slots=True)
class Fact:
    """A legal or documented fact with its reference and the day it was true.

    `source` names the public text where it was read, when the reference is not that text itself.
    """

    text: str
    reference: str
    as_of: date
    tag: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled passage of a practice; `body` is Markdown with wording marks."""

    id: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Practice:
    """One of the practices of coordination."""

    id: str
    number: int
    title: str
    short_title: str
    opening_question: str
    first_step: str
    statements: tuple[Statement, ...]
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    related: tuple[str, ...] = ()
    tools: tuple[Tool, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole content: practices in order and free pages, which may be read at their first use."""

    id: str
    publisher: str
    version: str
    published: date
    practice_ids: tuple[str, ...]
    practices: Sequence[Practice]
    pages: Sequence[Section] = ()

    def practice(self, practice_id: str) -> Practice:
        """The practice of that id; KeyError when the guide has none."""
        if practice_id not in self.practice_ids:
            raise KeyError(practice_id)
        return self.practices[self.practice_ids.index(practice_id)]

    def practice_of(self, statement_id: str) -> Practice:
        """The practice a statement belongs to; KeyError when there is none."""
        for practice in self.practices:
            if any(statement.id == statement_id for statement in practice.statements):
                return practice
        raise KeyError(statement_id)
