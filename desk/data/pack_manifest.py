"""Reads and writes the manifest of a pack: who publishes it, and the SHA-256 of each of its files."""

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from desk.core.errors import UserError
from desk.core.pack import ADVICE, SCHEMA, Manifest, refuse
from desk.data.content_file import Node, Schema, Source, toml
from desk.data.pack_names import MANIFEST

MAX_LENGTH = 160
"""Characters of one of its texts."""

_FILE: Schema = {"path": (str, True), "sha256": (str, True)}
_MANIFEST: Schema = {
    "schema": (int, True), "id": (str, True), "publisher": (str, True), "title": (str, True),
    "version": (str, True), "published": (date, True), "campaign": (str, False), "closes": (date, False),
    "reports_to": (str, False), "reports_subject": (str, False), "file": (list, False),
}  # fmt: skip
_ID = re.compile(r"[a-z][a-z0-9-]{1,30}")


def load_manifest(folder: Path) -> tuple[Manifest, Mapping[str, str]]:
    """What the manifest of a pack's folder says, and the SHA-256 it gives of each file, by name.

    Raises UserError: newer than this program, or the line of the first mistake.
    """
    source = Source(folder / MANIFEST, folder)
    table = toml(source)
    _check_schema(table.get("schema"))
    node = Node(source, table, _MANIFEST)
    if not _ID.fullmatch(table["id"]) or table["id"] == "binome":
        node.refuse("id", "l’identifiant est un mot à vous, en minuscules, « cdg36 » par exemple")
    for key, value in table.items():
        if isinstance(value, str) and (len(value) > MAX_LENGTH or "\n" in value):
            node.refuse(key, f"« {key} » tient sur une ligne de {MAX_LENGTH} caractères au plus")
    said = {field.name: table[field.name] for field in fields(Manifest) if field.name in table}
    return Manifest(**said), _hashes(node) if "file" in table else {}


def manifest_text(manifest: Manifest, hashes: Mapping[str, str]) -> bytes:
    """The manifest as TOML, the same bytes for the same values; files in the order of their names."""
    lines = [f"schema = {SCHEMA}"]
    for field in fields(Manifest):
        value = getattr(manifest, field.name)
        if value:
            lines.append(f"{field.name} = {written(value)}")
    for name in sorted(hashes):
        lines += ["", "[[file]]", f"path = {written(name)}", f"sha256 = {written(hashes[name])}"]
    return ("\n".join(lines) + "\n").encode()


def written(value: Any) -> str:
    """A value as TOML has it: a date bare, texts, numbers and lists of texts as JSON writes them too."""
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def hashed(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each file but the manifest, in hexadecimal."""
    from hashlib import sha256

    return {name: sha256(content).hexdigest() for name, content in files.items() if name != MANIFEST}


def check_hashes(files: Mapping[str, bytes], promised: Mapping[str, str]) -> None:
    """Refuse a file that the manifest does not name, one that is missing, and one that was changed."""
    for name in sorted({*files, *promised} - {MANIFEST}):
        if name not in files:
            refuse(f"« {name} », annoncé dans {MANIFEST}, n’y est pas")
        if name not in promised:
            refuse(f"« {name} » n’est pas annoncé dans {MANIFEST}")
    for name, digest in hashed(files).items():
        if digest != promised[name].lower():
            refuse(f"« {name} » a été modifié ou abîmé depuis la publication du guide")


def _check_schema(schema: object) -> None:
    if type(schema) is int and schema > SCHEMA:
        raise UserError(
            "Ce guide est fait pour une version plus récente de Binôme.",
            "Rien n’a été changé : le guide en usage reste le même. Installez la dernière version de Binôme, "
            "puis ajoutez ce guide de nouveau.",
        )
    if schema != SCHEMA or type(schema) is not int:
        raise UserError(f"Ce guide est refusé : {MANIFEST} ne commence pas par « schema = 1 ».", ADVICE)


def _hashes(node: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in node.nodes("file", _FILE):
        if one.table["path"] in found:
            one.refuse("path", f"« {one.table['path']} » est annoncé deux fois")
        found[one.table["path"]] = one.table["sha256"]
    return found
