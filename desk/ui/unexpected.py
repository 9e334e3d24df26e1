"""What happens on an exception nobody caught: told, written down, the text on screen kept."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QWidget

from desk import crash
from desk.core.errors import UserError

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def hook(tell: Callable[[UserError], None], shown: Callable[[], QWidget | None], logs: Path) -> Hook:
    """What Python calls: a known problem goes to `tell`, a bug to the log of `logs` and over `shown`."""

    def happened(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, UserError):  # a content file that does not read, met while a page was drawn
            tell(error)
            return
        from desk.ui.dialogs.crash import show

        told = crash.details(kind, trace, datetime.now())  # noqa: DTZ005 - the wall clock, for a log
        crash.write_down(logs, told)
        sys.__excepthook__(kind, error, trace)
        show(shown(), told)

    return happened
