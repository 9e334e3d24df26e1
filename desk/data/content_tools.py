"""Reads « Qui fait quoi », the two paths and the CDG kit; a mistake is refused with file and line."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desk.core.basis import Basis
from desk.core.guide import Section
from desk.core.markdown import parse, targets
from desk.core.roles import Group, Holder, Line, RoleMatrix, Subject, Verb, holders_for
from desk.core.steps import Becomes, Newcomer, Phase, Step, Who
from desk.core.steps import Path as StepPath
from desk.data.content_file import Node, Schema, Source, check_schema, toml
from desk.data.content_text import document

PATHS = ("nouveau-mandat", "nouvelle-personne")
KIT = ("lettre-aux-maires", "note-cst", "fiche-rgpd", "notice-information")
"""What a centre de gestion sends out or signs: it is read outside the program, so it links to nothing."""

TAGS = ("S", "O-hi", "O-med")
CAREFUL = ("en principe", "à vérifier")
"""What the words of an O-med fact must hold, one or the other."""

_BASIS: Schema = {"reference": (str, False), "as_of": (date, False), "tag": (str, False)}
_ROLES: Schema = {"schema": (int, True), "group": (list, True), "subject": (list, True)}
_GROUP: Schema = {"id": (str, True), "title": (str, True)}
_SUBJECT: Schema = {
    "id": (str, True), "group": (str, True), "title": (str, True), "fixed": (bool, False),
    "other": (str, False), "note": (str, False),
    **{verb.name.lower(): (str, True) for verb in Verb}, **_BASIS,
}  # fmt: skip
_PATH: Schema = {
    "schema": (int, True), "id": (str, True), "title": (str, True), "lead": (str, True),
    "phase": (list, True), "step": (list, True),
}  # fmt: skip
_PHASE: Schema = {"id": (str, True), "title": (str, True), "due_day": (int, True)}
_STEP: Schema = {
    "id": (str, True), "phase": (str, True), "title": (str, True), "why": (str, True), "who": (str, True),
    "practice": (str, True), "becomes": (str, True), "change": (list, False),
    "from_population": (int, False), "below_population": (int, False), **_BASIS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tools:
    """All of the guide's tools; paths by id."""

    roles: RoleMatrix
    paths: Mapping[str, StepPath]
    kit: tuple[Section, ...]


def load_tools(folder: Path, practices: Collection[str]) -> Tools:
    """Read and check the tools of a guide's folder; `practices` are the ids that steps may name.

    Raises UserError naming the file and the line of the first mistake.
    """
    paths = {name: load_path(folder, name, practices) for name in PATHS}
    return Tools(load_roles(folder), paths, load_kit(folder))


def load_roles(folder: Path) -> RoleMatrix:
    """Read `roles.toml`. Raises UserError with the line of the first mistake."""
    source = Source(folder / "roles.toml", folder)
    node = Node(source, toml(source), _ROLES)
    check_schema(node)
    groups: dict[str, Group] = {}
    for one in node.nodes("group", _GROUP):
        _check_new(one, groups)
        groups[one.table["id"]] = Group(one.table["id"], one.table["title"])
    subjects: dict[str, Subject] = {}
    for one in node.nodes("subject", _SUBJECT):
        _check_new(one, subjects, r"r\d\d", "r01")
        _check_known(one, "group", groups)
        subjects[one.table["id"]] = _subject(one)
    return RoleMatrix(tuple(groups.values()), tuple(subjects.values()))


def load_path(folder: Path, name: str, practices: Collection[str]) -> StepPath:
    """Read `paths/<name>.toml`. Raises UserError with the line of the first mistake."""
    source = Source(folder / "paths" / f"{name}.toml", folder)
    node = Node(source, toml(source), _PATH)
    check_schema(node)
    if node.table["id"] != name:
        node.refuse("id", f"l’identifiant doit être celui du fichier, « {name} »")
    phases: dict[str, Phase] = {}
    for one in node.nodes("phase", _PHASE):
        _check_new(one, phases)
        phases[one.table["id"]] = Phase(**one.table)
    _check_order(node, tuple(phases.values()))
    steps: dict[str, Step] = {}
    for one in node.nodes("step", _STEP):
        _check_new(one, steps, r"[a-z]{2}\d\d", "nm01")
        _check_known(one, "phase", phases)
        _check_known(one, "practice", practices)
        steps[one.table["id"]] = _step(one)
    about = node.table
    return StepPath(name, about["title"], about["lead"], tuple(phases.values()), tuple(steps.values()))


def load_kit(folder: Path) -> tuple[Section, ...]:
    """Read the documents of the CDG kit, in order. Raises UserError with the line of the first mistake."""
    found = []
    for name in KIT:
        section, source = document(folder, "kit", name)
        for target in targets(parse(section.body)):
            source.refuse(
                source.find(f"({target})"), "ce document sort du programme : il ne porte pas de lien"
            )
        found.append(section)
    return tuple(found)


def _subject(node: Node) -> Subject:
    table = node.table
    line = Line(*(node.chosen(verb.name.lower(), Holder) for verb in Verb))
    subject = Subject(
        table["id"], table["group"], table["title"], line, table.get("fixed", False),
        table.get("other", ""), table.get("note", ""), _basis(node, "note"),
    )  # fmt: skip
    if subject.line.decide not in holders_for(Subject("", "", "", line), Verb.DECIDE):
        node.refuse("decide", "une décision a un seul responsable")
    if subject.fixed and subject.basis is None:
        node.refuse("fixed", "une décision que la loi confie à quelqu’un porte sa référence")
    if (Holder.OTHER in (line.holder(verb) for verb in Verb)) != bool(subject.other):
        node.refuse("other", "« other » dit qui est « autre », et va avec lui seul")
    return subject


def _step(node: Node) -> Step:
    table = dict(node.table, who=node.chosen("who", Who), becomes=node.chosen("becomes", Becomes))
    for key in _BASIS:
        table.pop(key, None)
    return Step(**dict(table, change=node.several("change", Newcomer), basis=_basis(node, "why")))


def _basis(node: Node, worded_in: str) -> Basis | None:
    """Reference, day and tag, which come together; `worded_in` is where an O-med fact is said with care."""
    given = [key for key in _BASIS if key in node.table]
    if not given:
        return None
    if missing := [key for key in _BASIS if key not in given]:
        node.refuse(given[0], f"une référence va avec sa date et sa certitude : « {missing[0]} » manque")
    basis = Basis(*(node.table[key] for key in _BASIS))
    if basis.tag not in TAGS:
        node.refuse("tag", f"« {basis.tag} » n’est pas un degré de certitude ({', '.join(TAGS)})")
    said = node.table.get(worded_in, "").lower()
    if basis.tag == "O-med" and not any(words in said for words in CAREFUL):
        node.refuse(worded_in, "un fait « O-med » se dit avec « en principe » ou « à vérifier »")
    return basis


def _check_new(node: Node, known: Collection[str], form: str = r"[a-z0-9-]+", example: str = "") -> None:
    found = node.table["id"]
    if not re.fullmatch(form, found):
        wanted = f"la forme « {example} »" if example else "des minuscules, chiffres et traits d’union"
        node.refuse("id", f"l’identifiant « {found} » doit avoir {wanted}")
    if found in known:
        node.refuse("id", f"l’identifiant « {found} » est en double")


def _check_known(node: Node, key: str, known: Collection[str]) -> None:
    if node.table[key] not in known:
        node.refuse(key, f"« {node.table[key]} » n’existe pas")


def _check_order(node: Node, phases: tuple[Phase, ...]) -> None:
    if list(phases) != sorted(phases, key=lambda phase: phase.due_day):
        node.refuse("phase", "les étapes ne se suivent pas dans le temps")
