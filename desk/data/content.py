"""Reads the guide, the calendar and the words of the codes; a mistake is refused with file and line."""

import re
from datetime import date
from functools import partial
from pathlib import Path

from desk.core.deadline import Deadline
from desk.core.guide import Fact, Guide, Moot, Practice, Scale, Section, Statement, Tool
from desk.core.lazily import Lazily
from desk.core.markdown import parse, targets
from desk.data.calendar_file import DEADLINE, deadline
from desk.data.content_file import Node, Schema, Source, Table, check_schema, toml
from desk.data.content_text import checked_body, document

WORD_COUNT = 2048
SECTIONS = (
    ("pourquoi", "Pourquoi"),
    ("maire", "Ce que peut faire {le maire}"),
    ("sgm", "Ce que peut faire {le SGM}"),
    ("ensemble", "Ensemble"),
    ("exemple", "Un exemple"),
    ("premier-pas", "Le premier pas cette semaine"),
    ("pieges", "Les pièges"),
)
"""The passages of every practice, in this order: id and title."""

TAGS = ("S", "O-hi", "O-med")
"""How sure a fact is: read in a source, known for certain, to be worded with care."""


_GUIDE: Schema = {
    "schema": (int, True), "id": (str, True), "publisher": (str, True), "licence": (str, True),
    "version": (str, True), "published": (date, True), "practices": (list, True), "pages": (list, True),
}  # fmt: skip
_PRACTICE: Schema = {
    "id": (str, True), "number": (int, True), "title": (str, True), "short_title": (str, True),
    "opening_question": (str, True), "first_step": (str, True), "related": (list, False),
    "tools": (list, False), "statement": (list, True), "fact": (list, True),
}  # fmt: skip
_STATEMENT: Schema = {
    "id": (str, True), "revision": (int, True), "text": (str, True), "scale": (str, True),
    "optional": (bool, False), "moot_when": (list, False),
}  # fmt: skip
_FACT: Schema = {
    "text": (str, True), "reference": (str, True), "as_of": (date, True), "tag": (str, True),
    "source": (str, False),
}  # fmt: skip
_CALENDAR: Schema = {"schema": (int, True), "deadline": (list, True)}


def load_guide(folder: Path) -> Guide:
    """Read and check the guide of a folder: guide.toml, one folder per practice, pages/.

    Raises UserError naming the file and the line of the first mistake.
    """
    guide = open_guide(folder)
    list(guide.practices)
    list(guide.pages)
    _check_numbers(folder, guide)
    _check_links(folder, guide)
    return guide


def open_guide(folder: Path) -> Guide:
    """The guide of a folder that `load_guide` found right when it was shipped or imported.

    Each practice and page is read, and checked by itself, at its first use: a start needs a title or two.
    """
    source = Source(folder / "guide.toml", folder)
    node = Node(source, toml(source), _GUIDE)
    check_schema(node)
    about = {key: node.table[key] for key in ("id", "publisher", "version", "published")}
    ids = node.names("practices")
    return Guide(
        **about,
        practice_ids=ids,
        practices=Lazily(ids, partial(_practice, folder)),
        pages=Lazily(node.names("pages"), partial(_page, folder)),
    )


def load_calendar(path: Path) -> tuple[Deadline, ...]:
    """Read and check the recurring deadlines. Raises UserError with the line of the first mistake."""
    source = Source(path, path.parent)
    node = Node(source, toml(source), _CALENDAR)
    check_schema(node)
    rules: dict[str, Deadline] = {}
    for one in node.nodes("deadline", DEADLINE):
        _check_tag(one)
        rule = deadline(one)
        if rule.id in rules:
            one.refuse("id", f"l’identifiant « {rule.id} » est en double")
        rules[rule.id] = rule
    return tuple(rules.values())


def load_words(path: Path) -> tuple[str, ...]:
    """Read the words personal codes are made of: 2048, sorted, 4 to 8 plain letters. Raises UserError."""
    source = Source(path, path.parent)
    words = source.text.removesuffix("\n").split("\n")
    for number, word in enumerate(words, start=1):
        if not re.fullmatch(r"[a-z]{4,8}", word):
            source.refuse(number, f"« {word} » n’a pas de 4 à 8 lettres simples")
        if number > 1 and word <= words[number - 2]:
            source.refuse(number, f"« {word} » est en double ou n’est pas à sa place alphabétique")
    if len(words) != WORD_COUNT:
        source.refuse(len(words), f"il y a {len(words)} mots au lieu de {WORD_COUNT}")
    return tuple(words)


def _practice(folder: Path, name: str) -> Practice:
    source = Source(folder / name / "practice.toml", folder)
    node = Node(source, toml(source), _PRACTICE)
    if node.table["id"] != name:
        node.refuse("id", f"l’identifiant doit être celui du dossier, « {name} »")
    about: Table = {key: value for key, value in node.table.items() if not isinstance(value, list)}
    return Practice(
        **about,
        statements=_statements(node, name),
        sections=_sections(Source(folder / name / "text.md", folder)),
        facts=tuple(_fact(fact) for fact in node.nodes("fact", _FACT)),
        related=node.strings("related"),
        tools=node.ordered("tools", Tool),
    )


def _statements(practice: Node, practice_id: str) -> tuple[Statement, ...]:
    found: dict[str, Statement] = {}
    for node in practice.nodes("statement", _STATEMENT):
        table = node.table
        if not re.fullmatch(rf"{re.escape(practice_id)}s[1-9]\d?", table["id"]):
            node.refuse("id", f"l’identifiant doit avoir la forme « {practice_id}s1 »")
        if table["id"] in found:
            node.refuse("id", f"l’identifiant « {table['id']} » est en double")
        if table["revision"] < 1:
            node.refuse("revision", "la révision commence à 1")
        found[table["id"]] = Statement(
            table["id"], table["revision"], table["text"], node.chosen("scale", Scale),
            table.get("optional", False), node.several("moot_when", Moot),
        )  # fmt: skip
    return tuple(found.values())


def _fact(node: Node) -> Fact:
    _check_tag(node)
    return Fact(**node.table)


def _check_tag(node: Node) -> None:
    if node.table["tag"] not in TAGS:
        node.refuse("tag", f"« {node.table['tag']} » n’est pas un degré de certitude ({', '.join(TAGS)})")


def _sections(source: Source) -> tuple[Section, ...]:
    heads = [
        (number, line[3:].strip()) for number, line in enumerate(source.lines, 1) if line.startswith("## ")
    ]
    expected = [title for _, title in SECTIONS]
    for index, (number, title) in enumerate(heads):
        if index >= len(expected) or title != expected[index]:
            wanted = f"« {expected[index]} »" if index < len(expected) else "la fin du texte"
            source.refuse(number, f"« {title} » est écrit où l’on attend {wanted}")
    if len(heads) < len(expected):
        source.refuse(len(source.lines), f"le passage « {expected[len(heads)]} » manque")
    if first := next((n for n, line in enumerate(source.lines[: heads[0][0] - 1], 1) if line.strip()), 0):
        source.refuse(first, "rien ne précède le premier passage")
    ends = [number for number, _ in heads[1:]] + [len(source.lines) + 1]
    return tuple(
        Section(section_id, title, checked_body(source, head, end))
        for (section_id, title), (head, _), end in zip(SECTIONS, heads, ends, strict=True)
    )


def _page(folder: Path, name: str) -> Section:
    return document(folder, "pages", name)[0]


def _check_numbers(folder: Path, guide: Guide) -> None:
    numbers = [practice.number for practice in guide.practices]
    if numbers != list(range(1, len(numbers) + 1)):
        source = Source(folder / "guide.toml", folder)
        reason = "les pratiques ne sont pas numérotées à la suite, dans cet ordre"
        source.refuse(source.find("practices"), reason)


def _check_links(folder: Path, guide: Guide) -> None:
    """Every link and every related practice exists."""
    known = {f"practice:{one.id}" for one in guide.practices} | {f"page:{one.id}" for one in guide.pages}
    texts = [(f"{one.id}/text.md", section) for one in guide.practices for section in one.sections]
    for name, section in texts + [(f"pages/{one.id}.md", one) for one in guide.pages]:
        for target in targets(parse(section.body)):
            if target not in known:
                source = Source(folder / name, folder)
                source.refuse(source.find(f"({target})"), f"le lien « {target} » ne mène nulle part")
    for practice in guide.practices:
        for related in practice.related:
            if f"practice:{related}" not in known or related == practice.id:
                source = Source(folder / practice.id / "practice.toml", folder)
                source.refuse(source.find("related"), f"la pratique liée « {related} » n’existe pas")
