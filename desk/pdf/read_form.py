"""A returned sheet: which boxes are ticked, and what the file turned out to be."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader

from desk.core.form import FormReading, Verdict
from desk.core.people import Seat
from desk.core.scale import Answer
from desk.pdf.form import KEYWORD, REFERENCE
from desk.pdf.form_widgets import ON_STATE
from desk.pdf.opened import NOT_PDF, PROTECTED, Unreadable, drawn_from, keywords

_NAME = re.compile(r"^([a-z][a-z0-9]{0,15})_(0|1|2|3|nsp|so)$")
_WRITTEN = re.compile(re.escape(REFERENCE) + r"\s+[0-9a-f]{8}\b")
# Ours, and the names that programs give it when they redraw the boxes. A damaged « Off » is no tick.
_ON = frozenset({f"/{ON_STATE}", "/Yes", "/On", "/1"})
_PAGES = 20
_WIDGETS = 2000
_PARENTS = 8


@dataclass(frozen=True, slots=True)
class _Found:
    """Plain values taken from the file: its keywords, its boxes by name, whether our print is on it."""

    keywords: str
    boxes: Mapping[str, bool]
    printed: bool


def read_form(content: bytes) -> FormReading:
    """The answers of a returned sheet; two ticks on a line make it doubtful and not answered.

    `round_id` and `seat` are empty when the program that saved the file dropped them.
    Bad bytes are a verdict, never an error.
    """
    try:
        found = drawn_from(content, _found)
    except Unreadable as unreadable:
        verdicts = {NOT_PDF: Verdict.NOT_A_FORM, PROTECTED: Verdict.ENCRYPTED}
        return FormReading(verdicts.get(unreadable.why, Verdict.DAMAGED))
    round_id, seat = _identity(found.keywords)
    if not found.boxes:
        ours = bool(round_id) or found.printed
        return FormReading(Verdict.FLATTENED if ours else Verdict.NOT_A_FORM, round_id, seat)
    answers, doubtful = _answers(found.boxes)
    verdict = Verdict.READ if answers or doubtful else Verdict.EMPTY
    return FormReading(verdict, round_id, seat, answers, doubtful)


def _identity(text: str) -> tuple[str, str]:
    words = text.split()
    if len(words) != 4 or words[0] != KEYWORD or words[3] not in set(Seat):
        return "", ""
    return words[2], words[3]


def _answers(boxes: Mapping[str, bool]) -> tuple[dict[str, Answer], tuple[str, ...]]:
    ticked: dict[str, list[Answer]] = defaultdict(list)
    for name, on in boxes.items():
        statement, _, answer = name.partition("_")
        if on:
            ticked[statement].append(Answer(answer))
    answers = {statement: given[0] for statement, given in ticked.items() if len(given) == 1}
    return answers, tuple(sorted(ticked.keys() - answers.keys()))


def _found(reader: PdfReader) -> _Found:
    boxes = dict(_boxes(reader))
    said = keywords(reader)
    printed = not boxes and not said.startswith(KEYWORD) and _has_print(reader)
    return _Found(said, boxes, printed)


def _has_print(reader: PdfReader) -> bool:
    return bool(reader.pages) and bool(_WRITTEN.search(reader.pages[0].extract_text()))


def _boxes(reader: PdfReader) -> Iterator[tuple[str, bool]]:
    """Our check boxes as they stand on the pages: their name, and whether they are ticked."""
    left = _WIDGETS
    for page in reader.pages[:_PAGES]:
        for reference in page.get("/Annots") or ():
            left -= 1
            if left < 0:
                return
            widget = reference.get_object()
            name = str(_inherited(widget, "/T") or "")
            if widget.get("/Subtype") == "/Widget" and _NAME.match(name):
                yield name, _ticked(widget)


def _ticked(widget: Any) -> bool:
    """The field's value decides; the appearance only where a reader wrote no value."""
    value = _inherited(widget, "/V")
    state = widget.get("/AS") if value is None else value
    return str(state) in _ON


def _inherited(field: Any, key: str) -> Any:
    for _ in range(_PARENTS):
        if key in field:
            return field[key]
        if "/Parent" not in field:
            return None
        field = field["/Parent"]
    return None
