"""A returned sheet: which boxes are ticked, and what the file turned out to be."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pypdf import PdfReader

from desk.core.form import FormReading, Verdict
from desk.core.scale import Answer
from desk.pdf.form_widgets import ON_STATE
from desk.pdf.opened import NOT_PDF, PROTECTED, Unreadable, drawn_from
from desk.pdf.returned import Identity, identity, is_pictures

_NAME = re.compile(r"^([a-z][a-z0-9]{0,15})_(0|1|2|3|nsp|so)$")
# Ours, and the names that programs give it when they redraw the boxes. A damaged « Off » is no tick.
_ON = frozenset({ON_STATE, "Yes", "On", "1"})
# What a pen, a finger or a keyboard leaves over the pages (ISO 32000-1, 12.5.6.2).
_MARKS = frozenset(
    f"/{name}"
    for name in (
        *("Ink", "Stamp", "FreeText", "Text", "Line", "Square", "Circle", "Polygon", "PolyLine", "Caret"),
        *("Highlight", "Underline", "Squiggly", "StrikeOut"),
    )
)
_PAGES = 20
_ANNOTATIONS = 2000
_PARENTS = 8


class _Found(NamedTuple):
    """Plain values taken from the file: who it says it is, its boxes by name, what lies over its pages."""

    identity: Identity
    boxes: Mapping[str, bool]
    drawn: bool
    pictures: bool


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
    told = {**found.identity._asdict(), "drawn": found.drawn}
    if not found.boxes:
        return FormReading(_without_boxes(found), **told)
    ticks = _ticks(found.boxes)
    answers = {statement: given[0] for statement, given in ticks.items() if len(given) == 1}
    doubtful = {statement: tuple(given) for statement, given in sorted(ticks.items()) if len(given) > 1}
    verdict = Verdict.READ if ticks else Verdict.DRAWN if found.drawn else Verdict.EMPTY
    return FormReading(verdict, answers=answers, doubtful=tuple(doubtful), ticked=doubtful, **told)


def _without_boxes(found: _Found) -> Verdict:
    if found.pictures:
        return Verdict.SCANNED
    if not found.identity.is_ours:
        return Verdict.NOT_A_FORM
    return Verdict.DRAWN if found.drawn else Verdict.FLATTENED


def _ticks(boxes: Mapping[str, bool]) -> dict[str, list[Answer]]:
    """The ticked answers of each statement that has some, in the order of the labels."""
    ticked: dict[str, list[Answer]] = defaultdict(list)
    for name in sorted(name for name, on in boxes.items() if on):
        statement, _, answer = name.partition("_")
        ticked[statement].append(Answer(answer))
    return ticked


def _found(reader: PdfReader) -> _Found:
    boxes: dict[str, bool] = {}
    drawn = False
    for annotation in _annotations(reader):
        name = str(_inherited(annotation, "/T") or "")
        drawn = drawn or annotation.get("/Subtype") in _MARKS
        if annotation.get("/Subtype") == "/Widget" and _NAME.match(name):
            boxes[name] = boxes.get(name, False) or _ticked(annotation)
    pages = reader.pages[:_PAGES]
    return _Found(identity(reader, pages), boxes, drawn, not boxes and is_pictures(pages))


def _annotations(reader: PdfReader) -> Iterator[Any]:
    left = _ANNOTATIONS
    page: Any
    for page in reader.pages[:_PAGES]:
        if "/Annots" not in page:
            continue
        for reference in page["/Annots"]:
            left -= 1
            if left < 0:
                return
            yield reference.get_object()


def _ticked(widget: Any) -> bool:
    """The field's value decides; the appearance only where a reader wrote no value."""
    value = _inherited(widget, "/V")
    state = widget.get("/AS") if value is None else value
    return str(state).removeprefix("/") in _ON


def _inherited(field: Any, key: str) -> Any:
    for _ in range(_PARENTS):
        if key in field:
            return field[key]
        if "/Parent" not in field:
            return None
        field = field["/Parent"]
    return None
