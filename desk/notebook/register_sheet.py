"""The register of the bilans that were saved, made ready to be shown and printed."""

from desk.core import register as core
from desk.core.mail import grouped
from desk.notebook import register
from desk.notebook.book import Notebook
from desk.notebook.register import Line


def printed(book: Notebook) -> core.Register:
    """The whole register, to print; it may be empty."""
    return core.Register(core.TITLE, core.LEAD, tuple(row(line) for line in register.lines(book)))


def row(line: Line) -> core.RegisterRow:
    """One of its lines in words."""
    return core.RegisterRow(
        core.saved_words(line.at),
        line.file_name,
        grouped(line.fingerprint),
        core.standing_words(agreed=line.agreed),
        core.agreement_words(line.agreements),
        core.sent_words(line.recipient, line.sent_on),
    )
