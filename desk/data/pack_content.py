"""Whether a pack makes a whole guide once laid over the one that came with the program."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NoReturn

from desk.core.cdg import FIELDS, CdgSheet
from desk.core.errors import UserError
from desk.core.guide import Guide, Practice
from desk.core.markdown import parse, targets
from desk.core.pack import Manifest, PackSummary, refuse
from desk.data.content import open_guide
from desk.data.content_file import Node, Schema, Source, check_schema, toml
from desk.data.content_tools import load_tools
from desk.data.pack_names import GUIDE, OFFICIAL, OURS, PRACTICE_ID, ROLES, SHEET, page_of, practice_of

MAX_PRACTICES, MAX_STATEMENTS = 40, 12
FIRST_ADDED = 50
"""The first number of a statement that a pack adds to one of our practices."""

_SHEET: Schema = {"schema": (int, True), **{field.key: (str, False) for field in FIELDS}}
_TOOLS = {ROLES: "Qui fait quoi", "paths": "parcours", "kit": "documents du CDG"}


class Overlaid:
    """The shipped guide's folder, the same with the pack's files over it, and these files, in `own`."""

    def __init__(self, shipped: Path, merged: Path, own: Path, files: Mapping[str, bytes]) -> None:
        self.shipped, self.merged, self.files = open_guide(shipped), merged, files
        # the lists as the pack has them: those of the merged folder are completed
        self.lists = own if GUIDE in files else merged

    def check(self, manifest: Manifest) -> PackSummary:
        """What the pack brings. Raises UserError, with file and line where there is one."""
        self._check_lists(open_guide(self.lists))
        guide = open_guide(self.merged)
        practices = {practice.id: practice for practice in guide.practices}
        pages = {page.id: page.title for page in guide.pages}
        for practice in practices.values():
            self._check_practice(practice, practices)
        self._check_links(guide, practices, pages)
        # a step may name a practice that the pack leaves out: the path is walked all the same
        load_tools(self.merged, {*practices, *self.shipped.practice_ids})
        sheet = load_sheet(self.merged)
        own = {practice_of(name) for name in self.files} - {""}
        known = self.shipped.practice_ids
        return PackSummary(
            manifest,
            tuple(one.title for key, one in practices.items() if key in own and key in known),
            tuple(one.title for key, one in practices.items() if key not in known),
            tuple(self.shipped.practice(key).title for key in known if key not in practices),
            tuple(title for key, title in pages.items() if f"pages/{key}.md" in self.files),
            tuple(title for place, title in _TOOLS.items() if self._holds(place)),
            len(sheet.filled()),
            len(self.files.get(OFFICIAL, b"")),
        )

    def _holds(self, place: str) -> bool:
        return any(name == place or name.startswith(f"{place}/") for name in self.files)

    def _check_lists(self, guide: Guide) -> None:
        """Before they are read: what is named is there, and what is there is named."""
        source = Source(self.lists / GUIDE, self.lists)
        pages = {*toml(source)["pages"], *(page.id for page in self.shipped.pages)}
        self._check_ids(source, guide.practice_ids)
        self._check_files(source, guide.practice_ids, pages)
        for name in self.files:
            if practice_of(name) and practice_of(name) not in guide.practice_ids:
                refuse(f"« {name} » n’est pas en usage : sa pratique manque à la liste de {GUIDE}")
            if page_of(name) and page_of(name) not in pages:
                refuse(f"« {name} » n’est pas en usage : la page manque à la liste de {GUIDE}")

    def _check_ids(self, source: Source, ids: Collection[str]) -> None:
        if not 0 < len(ids) <= MAX_PRACTICES:
            _refuse_key(source, "practices", f"un guide a de 1 à {MAX_PRACTICES} pratiques")
        for one in set(ids) - set(self.shipped.practice_ids):
            if OURS.fullmatch(one):
                reason = f"« {one} » est un identifiant de Binôme : mettez vos lettres devant"
                source.refuse(source.find(f'"{one}"'), reason)
            if not re.fullmatch(PRACTICE_ID, one):
                reason = f"« {one} » n’a pas la forme « c36p01 », avec vos lettres devant"
                source.refuse(source.find(f'"{one}"'), reason)

    def _check_files(self, source: Source, practices: Collection[str], pages: Collection[str]) -> None:
        wanted = [(f"{one}/{name}", one) for one in practices for name in ("practice.toml", "text.md")]
        wanted += [(f"pages/{one}.md", one) for one in pages]
        for name, one in wanted:
            if not (self.merged / name).is_file():
                source.refuse(source.find(f'"{one}"'), f"« {name} » manque")

    def _check_practice(self, practice: Practice, practices: Mapping[str, Practice]) -> None:
        name = f"{practice.id}/practice.toml"
        if name not in self.files:
            return
        source = Source(self.merged / name, self.merged)
        if len(practice.statements) > MAX_STATEMENTS:
            _refuse_key(source, "id", f"une pratique a {MAX_STATEMENTS} énoncés au plus")
        for related in practice.related:
            if related not in practices or related == practice.id:
                _refuse_key(source, "related", f"la pratique liée « {related} » n’est pas dans ce guide")
        if practice.id in self.shipped.practice_ids:
            _check_meaning(source, practice, self.shipped.practice(practice.id))

    def _check_links(self, guide: Guide, practices: Collection[str], pages: Collection[str]) -> None:
        """Those of the pack's own texts; ours that led to a practice left out keep their words."""
        known = {f"practice:{one}" for one in practices} | {f"page:{one}" for one in pages}
        texts = [(f"{one.id}/text.md", part) for one in guide.practices for part in one.sections]
        for name, section in [*texts, *((f"pages/{one.id}.md", one) for one in guide.pages)]:
            for target in targets(parse(section.body)) if name in self.files else ():
                if target not in known:
                    source = Source(self.merged / name, self.merged)
                    source.refuse(source.find(f"({target})"), f"le lien « {target} » ne mène nulle part")


def load_sheet(folder: Path) -> CdgSheet:
    """The contact sheet of a pack's folder, empty without one. Raises UserError with the line."""
    if not (folder / SHEET).exists():
        return CdgSheet()
    source = Source(folder / SHEET, folder)
    node = Node(source, toml(source), _SHEET)
    check_schema(node)
    values = {key: value for key, value in node.table.items() if key != "schema"}
    for key, value in values.items():
        try:
            CdgSheet.from_mapping({key: value})
        except UserError as problem:
            node.refuse(key, problem.sentence.rstrip("."))
    return CdgSheet.from_mapping(values)


def check_official(content: bytes) -> None:
    """Whether the official guide is a PDF; what draws it later runs no script of it. Raises UserError."""
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-1024:]:
        refuse(f"« {OFFICIAL} » n’est pas un PDF, ou il est abîmé")


def _check_meaning(source: Source, practice: Practice, ours: Practice) -> None:
    """Under an id that communes have answered, another wording is another revision, never another scale."""
    known = {statement.id: statement for statement in ours.statements}
    for statement in practice.statements:
        former = known.get(statement.id)
        line = source.find(f'"{statement.id}"')
        if former is None:
            _check_added(source, line, practice.id, statement.id)
            continue
        if statement.scale is not former.scale:
            source.refuse(line, f"« {statement.id} » change d’échelle : prenez un nouvel identifiant")
        if statement.text != former.text and statement.revision <= former.revision:
            reason = f"« {statement.id} » change de texte : sa révision doit dépasser {former.revision}"
            source.refuse(line, reason)


def _check_added(source: Source, line: int, practice_id: str, statement_id: str) -> None:
    """The next numbers are those of a later Binôme: an id is never used for two meanings."""
    if int(statement_id.removeprefix(f"{practice_id}s")) < FIRST_ADDED:
        wanted = f"{practice_id}s{FIRST_ADDED}"
        source.refuse(line, f"« {statement_id} » est ajouté : vos numéros commencent à « {wanted} »")


def _refuse_key(source: Source, key: str, reason: str) -> NoReturn:
    source.refuse(source.find(f"{key} ="), reason)
