"""A Markdown file of the content: its title, then prose in the small Markdown, checked line by line."""

from pathlib import Path

from desk.core.guide import Section
from desk.core.markdown import MarkdownError, parse
from desk.data.content_file import Source


def document(root: Path, folder: str, name: str) -> tuple[Section, Source]:
    """The page `folder/name.md` of the content at `root`, and its source for later refusals.

    Its first line is its title, « # … ». Raises UserError naming the file and the line of the first mistake.
    """
    source = Source(root / folder / f"{name}.md", root)
    if not source.lines[0].startswith("# "):
        source.refuse(1, "une page commence par son titre, « # … »")
    title = source.lines[0][2:].strip()
    return Section(name, title, checked_body(source, 1, len(source.lines) + 1)), source


def checked_body(source: Source, head: int, end: int) -> str:
    """The checked Markdown between the title at line `head` and line `end`, both left out."""
    lines = source.lines[head : end - 1]
    for number, line in enumerate(lines, start=head + 1):
        source.check_marks(number, line)
    try:
        blocks = parse("\n".join(lines))
    except MarkdownError as error:
        source.refuse(head + error.line, error.reason)
    if not blocks:
        source.refuse(head, "ce passage est vide")
    return "\n".join(lines).strip("\n")
