"""A received bilan: its data, checked, or the word for why there is none."""

import json
from typing import Any

from pypdf import PdfReader

from desk.core.report import SCHEMA, fingerprint
from desk.core.report_shape import is_report
from desk.pdf.opened import NOT_PDF, PROTECTED, Unreadable, drawn_from, keywords
from desk.pdf.report_data import ATTACHMENT, BEGINS, BRAND, KEYWORD

READ, NOT_A_REPORT, NO_DATA, DAMAGED = "lu", "pas_un_bilan", "donnees_absentes", "abime"
LOCKED, NEWER, FORGED = "protege", "version_plus_recente", "empreinte_fausse"

_MAX_DATA = 20_000_000
_MAX_PRINTED, _MAX_PAGE = 5_000_000, 300_000
"""A bilan printed again, and its first page, are no heavier; the words of a large plan take long to read."""

Json = dict[str, Any]


def read_report(content: bytes) -> tuple[str, Json | None]:
    """The verdict and, when it is READ or FORGED, the data of `rapport.json`.

    FORGED: the data is a bilan's, but not what its fingerprint was made of. Bad bytes are a verdict.
    """
    try:
        ours, attached = drawn_from(content, _attached)
    except Unreadable as unreadable:
        if not content:
            return DAMAGED, None
        verdicts = {NOT_PDF: NOT_A_REPORT, PROTECTED: LOCKED}
        return verdicts.get(unreadable.why, DAMAGED), None
    if attached is None:
        return (NO_DATA if ours or _is_printed(content) else NOT_A_REPORT), None
    if len(attached) > _MAX_DATA:
        return DAMAGED, None
    return _judged(attached)


def _attached(reader: PdfReader) -> tuple[bool, bytes | None]:
    """Whether the document calls itself a bilan, and the bytes of its data, which say it too."""
    for attachment in reader.attachment_list:
        if attachment.name == ATTACHMENT:
            return True, attachment.content
    return keywords(reader).startswith(KEYWORD), None


def _is_printed(content: bytes) -> bool:
    """Whether the first page is a bilan's, by its words: « print to PDF » keeps those and nothing else."""
    if len(content) > _MAX_PRINTED:
        return False
    try:
        said = "".join(drawn_from(content, _first_page).split())
    except Unreadable:
        return False
    return all("".join(words.split()) in said for words in (BRAND, BEGINS))


def _first_page(reader: PdfReader) -> str:
    page = reader.pages[0]
    drawn = page.get_contents()
    return page.extract_text() if drawn is not None and len(drawn.get_data()) <= _MAX_PAGE else ""


def _judged(content: bytes) -> tuple[str, Json | None]:
    data = _parsed(content)
    if not isinstance(data, dict):
        return DAMAGED, None
    if data.get("type") != KEYWORD:
        return NOT_A_REPORT, None
    schema = data.get("schema")
    if type(schema) is int and schema > SCHEMA:
        return NEWER, None
    if not is_report(data):
        return DAMAGED, None
    found = _fingerprint(data)
    if found is None:
        return DAMAGED, None
    return (READ if found == data["empreinte"] else FORGED), data


def _fingerprint(data: Json) -> str | None:
    """None where fields that are not ours have no canonical form: half characters, endless nesting."""
    try:
        return fingerprint(data)
    except (UnicodeEncodeError, RecursionError):
        return None


def _parsed(content: bytes) -> object:
    """The value the JSON holds, None where it is none."""
    try:
        return json.loads(content, parse_constant=_refused)
    except (ValueError, RecursionError):
        return None


def _refused(word: str) -> None:
    message = f"{word} is no number of a bilan"
    raise ValueError(message)
