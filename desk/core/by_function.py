"""Names replaced by functions, for notes that are given to others than the two who wrote them."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import partial

from desk.core.people import Gender, Person
from desk.core.wording import capital, named

SEVERAL = "[nom]"
"""Where a name is that of several people."""
SOMEONE = "une autre personne"
_TITLES = {
    Gender.MASCULINE: ("M.", "M", "Mr", "Monsieur"),
    Gender.FEMININE: ("Mme", "Mlle", "Madame", "Mademoiselle"),
}
# What ends a sentence before the next one, or a line before the next.
_BEGINS = re.compile(r"(?:^|[.!?…\n]|[-–•])\s*$")
_PREPOSITION = r"(?P<lead>\b(?i:de\s|d[’']|a\s))?"


class ByFunction:
    """Says people by their function: « M. Rey » becomes « le maire », « de Claire » « de la secrétaire… ».

    `people` are all those of the carnet, past ones too.
    """

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = [person for person in people if person.name.strip()]
        self._owners: dict[str, list[Person]] = {}
        sure, alone = list[str](), list[str]()
        for person in self._people:
            for words, into in ((_sure(person), sure), (_alone(person), alone)):
                for each in words:
                    into.append(_pattern(each))
                    self._owners.setdefault(_key(each), []).append(person)
        longest = partial(sorted, key=len, reverse=True)
        # A name that stands alone may be a word of every day: then only its capital says what it is.
        either = [f"(?i:{'|'.join(longest(sure))})"] if sure else []
        either += [rf"(?=[A-ZÀ-Ý])(?i:{'|'.join(longest(alone))})"] if alone else []
        names = rf"{_PREPOSITION}(?<![\w-])(?P<name>{'|'.join(either)})(?![\w-])"
        self._names = re.compile(names) if either else None

    def text(self, words: str) -> str:
        """A free text with the people's names said by function; other names stay."""
        if self._names is None:
            return words
        whole = unicodedata.normalize("NFC", words)
        out, done = list[str](), 0
        for match in self._names.finditer(_folded(whole)):
            out += [whole[done : match.start()], self._in_place(whole, match)]
            done = match.end()
        return "".join([*out, whole[done:]])

    def _in_place(self, whole: str, match: re.Match[str]) -> str:
        lead = whole[match.start() : match.start("name")]
        if lead[:1] == "a":  # the verb
            return lead + self._said(match["name"], "", capitalised=False)
        before = whole[max(0, match.start() - 40) : match.start()]
        begins = lead[:1].isupper() or _BEGINS.search(before) is not None
        return self._said(match["name"], lead, capitalised=begins)

    def participants(self, names: Sequence[str]) -> list[str]:
        """Who took part, by function; someone else by what follows their name (« Mme Roy, adjointe »)."""
        return list(dict.fromkeys(self._participant(name) for name in names))

    def owner(self, name: str) -> str:
        """Someone who is not of the pair and took something on."""
        return self._participant(name)

    def _participant(self, name: str) -> str:
        folded = _folded(name.strip())
        said = self._names.fullmatch(folded) if self._names else None
        if said is not None:
            return self._said(said["name"], "", capitalised=False)
        _, comma, function = name.partition(",")
        return self.text(function.strip()) if comma and function.strip() else SOMEONE

    def _said(self, name: str, lead: str, *, capitalised: bool) -> str:
        """« le maire », « du maire » after « de »; nobody's function when the name is that of several."""
        functions = {named(person): person for person in self._owners[_key(name)]}
        if len(functions) > 1:
            return f"{lead}{SEVERAL}"
        (person,) = functions.values()
        said = named(person, {"d": "de", "à": "à", "a": "à"}.get(lead[:1].lower(), ""))
        return capital(said) if capitalised else said


def _sure(person: Person) -> list[str]:
    """What can only be this person: a whole name, a name after its civility."""
    first, last = _parts(person)
    known = {person.name, f"{last} {first}".strip()} if first else set()
    titles = {person.title, *_TITLES[person.gender]} - {""}
    known |= {f"{title} {name}" for title in titles for name in (person.name, first, last) if name}
    return sorted(known)


def _alone(person: Person) -> list[str]:
    return [part for part in dict.fromkeys(_parts(person)) if part]


def _parts(person: Person) -> tuple[str, str]:
    """First name, empty when only one word is known; then the rest."""
    first, _, last = " ".join(person.name.split()).partition(" ")
    return (first, last) if last else ("", first)


def _pattern(words: str) -> str:
    """The words with any blanks between, or none after a point (« M.Rey »)."""
    parts = _folded(words).split()
    return "".join(
        re.escape(part) + (r"\s*" if part.endswith(".") else r"\s+") for part in parts[:-1]
    ) + re.escape(parts[-1])


def _key(words: str) -> str:
    return " ".join(_folded(words).lower().replace(".", ". ").split())


def _folded(text: str) -> str:
    """Without accents, each character in its place."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(_plain(char) for char in composed)


def _plain(char: str) -> str:
    return char if char.isascii() else (unicodedata.normalize("NFD", char)[0] if char.isalpha() else char)
