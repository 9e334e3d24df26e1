"""The small Markdown of the guide: read once, drawn by the window and by the documents.

Allowed: paragraphs, « - » lists, « 1. » lists, « ### » headings, `**bold**`, `*italic*`, and links to
`practice:<id>` or `page:<id>`. All the rest is refused, so that both outlets can draw all there is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class MarkdownError(ValueError):
    """Markdown outside the allowed subset.

    `line` counts from 1 in the text given to `parse`; `reason` is in French.
    """

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"ligne {line} : {reason}")
        self.line = line
        self.reason = reason


class BlockKind(StrEnum):
    """What a block is; lists have `items`, the others `spans`."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLETS = "bullets"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style; `target` is « practice:p02 », « page:origine » or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a list."""

    kind: BlockKind
    spans: tuple[Span, ...] = ()
    items: tuple[tuple[Span, ...], ...] = ()


@dataclass(slots=True)
class _Raw:
    """Lines of one paragraph or item, with the number of the first."""

    kind: BlockKind
    line: int
    text: str


_ITEM = re.compile(r"(?:(?P<bullet>-)|(?P<number>\d+)\.) +(?P<text>\S.*)")
_HEADING = re.compile(r"### +(?P<text>\S.*)")
_REFUSED = (
    (re.compile(r"#"), "seul le sous-titre « ### » est admis ici"),
    (re.compile(r"```|~~~"), "les blocs de code ne sont pas admis"),
    (re.compile(r">"), "les citations « > » ne sont pas admises"),
    (re.compile(r"[*+] |\d+\)"), "une liste s’écrit « - » ou « 1. »"),
    (re.compile(r"([-*_=])(\s*\1){2,}\s*$"), "les traits de séparation ne sont pas admis"),
    (re.compile(r"\|"), "les tableaux ne sont pas admis"),
    (re.compile(r"[-–—]$|\d+\.$|-\S"), "un élément de liste s’écrit « - texte » ou « 1. texte »"),
)
_INLINE = re.compile(
    r"\*\*(?P<bold>[^\s*\[\]](?:[^*\[\]]*[^\s*\[\]])?)\*\*"
    r"|\*(?P<italic>[^\s*\[\]](?:[^*\[\]]*[^\s*\[\]])?)\*"
    r"|(?<!!)\[(?P<label>[^\[\]*]+)\]\((?P<target>(?:practice|page):[a-z0-9-]+)\)"
)
_FORBIDDEN = re.compile(r"!\[|[*\[\]`\\]|</?[A-Za-z!]|&#?\w+;|__|https?://")
_FORBIDDEN_REASONS = {
    "![": "les images ne sont pas admises",
    "*": "une étoile est restée seule : **gras** ou *italique*",
    "[": "un lien mène à « practice:… » ou à « page:… »",
    "]": "un lien mène à « practice:… » ou à « page:… »",
    "`": "le code n’est pas admis",
    "\\": "la barre oblique inversée n’est pas admise",
    "<": "le HTML n’est pas admis",
    "&": "les entités HTML ne sont pas admises",
    "_": "le soulignement n’est pas admis : **gras** ou *italique*",
    "h": "les adresses de sites ne sont pas admises",
}


def parse(text: str) -> tuple[Block, ...]:
    """Read Markdown into blocks. Raises MarkdownError with the line of the first thing refused."""
    blocks: list[Block] = []
    for group in _groups(list(_raws(text))):
        kind = group[0].kind
        if kind in (BlockKind.BULLETS, BlockKind.STEPS):
            blocks.append(Block(kind, items=tuple(_spans(raw) for raw in group)))
        else:
            blocks.append(Block(kind, spans=_spans(group[0])))
    return tuple(blocks)


def targets(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """All that the blocks link to, in reading order."""
    return tuple(
        span.target
        for block in blocks
        for spans in (block.spans, *block.items)
        for span in spans
        if span.target
    )


def plain(blocks: tuple[Block, ...]) -> str:
    """The text without any mark, one line per paragraph or item: what a search looks in."""
    lines = (spans for block in blocks for spans in (block.spans, *block.items) if spans)
    return "\n".join("".join(span.text for span in spans) for spans in lines)


def _raws(text: str) -> Iterator[_Raw]:
    """Paragraphs, headings and items one by one, continuation lines joined by a line feed."""
    pending: _Raw | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        if pending and bare and _continues(pending, line):
            pending.text += "\n" + bare
            continue
        if pending:
            yield pending
        pending = _started(number, line) if bare else None
    if pending:
        yield pending


def _continues(pending: _Raw, line: str) -> bool:
    """Whether the line goes on with what is pending; an item's next lines are indented."""
    indented = line.startswith("  ")
    if _ITEM.match(line.strip()) or _refusal(line.strip()):
        return False
    if pending.kind is BlockKind.PARAGRAPH:
        return not indented and not _HEADING.match(line)
    return pending.kind is not BlockKind.HEADING and indented


def _started(number: int, line: str) -> _Raw:
    bare = line.rstrip()
    if bare != bare.lstrip():
        raise MarkdownError(number, "un retrait ne suit qu’un élément de liste, sans liste imbriquée")
    if heading := _HEADING.fullmatch(bare):
        return _Raw(BlockKind.HEADING, number, heading["text"])
    if item := _ITEM.fullmatch(bare):
        kind = BlockKind.BULLETS if item["bullet"] else BlockKind.STEPS
        return _Raw(kind, number, item["text"])
    if reason := _refusal(bare):
        raise MarkdownError(number, reason)
    return _Raw(BlockKind.PARAGRAPH, number, bare)


def _refusal(bare: str) -> str:
    return next((reason for pattern, reason in _REFUSED if pattern.match(bare)), "")


def _groups(raws: list[_Raw]) -> Iterator[list[_Raw]]:
    """Neighbouring items of one kind make one list; the rest stands alone."""
    group: list[_Raw] = []
    for raw in raws:
        is_item = raw.kind in (BlockKind.BULLETS, BlockKind.STEPS)
        if group and not (is_item and raw.kind is group[0].kind):
            yield group
            group = []
        group.append(raw)
    if group:
        yield group


def _spans(raw: _Raw) -> tuple[Span, ...]:
    spans: list[Span] = []
    end = 0
    for found in _INLINE.finditer(raw.text):
        spans += _plain_span(raw, end, found.start())
        text = found["bold"] or found["italic"] or found["label"]
        _check(raw, text, found.start())
        spans.append(Span(_flow(text), bool(found["bold"]), bool(found["italic"]), found["target"] or ""))
        end = found.end()
    spans += _plain_span(raw, end, len(raw.text))
    return tuple(spans)


def _plain_span(raw: _Raw, start: int, end: int) -> list[Span]:
    text = raw.text[start:end]
    _check(raw, text, start)
    return [Span(_flow(text))] if text else []


def _check(raw: _Raw, text: str, start: int) -> None:
    """Refuse what is left once the allowed marks are taken out."""
    found = _FORBIDDEN.search(text)
    if found:
        line = raw.line + raw.text.count("\n", 0, start + found.start())
        key = found[0] if found[0] == "![" else found[0][0]
        raise MarkdownError(line, _FORBIDDEN_REASONS[key])


def _flow(text: str) -> str:
    return text.replace("\n", " ")
