"""A pack from its bytes or its folder: every check there is, in an order that stays safe, and the merging."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from desk.core.errors import UserError
from desk.core.pack import ADVICE, Manifest, PackSummary, refuse
from desk.data.content import open_guide
from desk.data.content_file import Source, toml
from desk.data.pack_content import Overlaid, check_official
from desk.data.pack_manifest import check_hashes, hashed, load_manifest, manifest_text, written
from desk.data.pack_names import GUIDE, MANIFEST, OFFICIAL, check_places
from desk.data.pack_text import check_texts
from desk.data.pack_zip import archived, gathered, read_pack
from desk.files import told

_STAGE, _MERGED = "recu", "guide"


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was found right: its files by name, and what it brings."""

    files: Mapping[str, bytes]
    summary: PackSummary


def checked(content: bytes, shipped: Path) -> Pack:
    """The pack of an archive's bytes, over the guide of the folder `shipped`. Raises UserError."""
    return _checked(archived(content), shipped, is_sealed=True)


def checked_path(path: Path, shipped: Path) -> Pack:
    """The pack at a path: a `*.guide`, or the folder one is made of, whose hashes are not written yet."""
    if path.is_dir():
        return _checked(gathered(path), shipped, is_sealed=False)
    return checked(read_pack(path), shipped)


def built(folder: Path, shipped: Path) -> bytes:
    """The `*.guide` of a folder: checked, its manifest completed with the hashes; same folder, same bytes."""
    from io import BytesIO
    from zipfile import ZIP_STORED, ZipFile, ZipInfo

    pack = checked_path(folder, shipped)
    manifest = manifest_text(pack.summary.manifest, hashed(pack.files))
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in sorted({**pack.files, MANIFEST: manifest}.items()):
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            # stored: two versions of the same compression give different bytes
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_STORED, 3, 0o100644 << 16
            archive.writestr(entry, content)
    content = out.getvalue()
    checked(content, shipped)
    return content


def merge(shipped: Path, pack: Mapping[str, bytes], manifest: Manifest, into: Path) -> None:
    """Write the shipped guide with the pack's files over it; the manifest stays without its hashes.

    The program's pages all stay, listed by the pack or not: F1 and buttons of the window lead to them.
    """
    shutil.copytree(shipped, into)
    _write({**pack, MANIFEST: manifest_text(manifest, {})}, into)
    table, ours = (toml(Source(folder / GUIDE, folder)) for folder in (into, shipped))
    table["pages"] += [page for page in ours["pages"] if page not in table["pages"]]
    lines = (f"{key} = {written(value)}\n" for key, value in table.items())
    _write({GUIDE: "".join(lines).encode()}, into)


def _checked(files: Mapping[str, bytes], shipped: Path, *, is_sealed: bool) -> Pack:
    if MANIFEST not in files:
        refuse(f"il n’a pas de {MANIFEST}, qui dit qui le publie")
    with TemporaryDirectory(prefix="binome-", ignore_cleanup_errors=True) as temporary:
        stage, merged = Path(temporary) / _STAGE, Path(temporary) / _MERGED
        try:
            _write(files, stage)
            return Pack(files, _examined(files, shipped, stage, merged, is_sealed=is_sealed))
        except UserError as problem:
            raise _named_as_in_the_pack(problem) from problem


def _examined(
    files: Mapping[str, bytes], shipped: Path, stage: Path, merged: Path, *, is_sealed: bool
) -> PackSummary:
    check_texts(stage, [MANIFEST])
    manifest, promised = load_manifest(stage)
    check_places(files)
    if is_sealed:
        check_hashes(files, promised)
    check_texts(stage, [name for name in sorted(files) if name != OFFICIAL])
    if OFFICIAL in files:
        check_official(files[OFFICIAL])
    if GUIDE in files:
        open_guide(stage)  # its keys and their types, before anything is made of them
    merge(shipped, files, manifest, merged)
    return Overlaid(shipped, merged, stage, files).check(manifest)


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        raise told(error, folder) from error


def _named_as_in_the_pack(problem: UserError) -> UserError:
    """A mistake in a file is told with the name it has in the pack, and with what can be done about it."""
    for folder in (_STAGE, _MERGED):
        if f"« {folder}/" in problem.sentence:
            return UserError(problem.sentence.replace(f"« {folder}/", "« ", 1), ADVICE)
    return problem
