"""What every page is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from desk.core.form import FormReading
from desk.ui.runner import Runner
from desk.ui.widgets.messages import MessageBar

if TYPE_CHECKING:
    from desk.notebook.book import Notebook


class Navigate(Protocol):
    """Goes to a screen by its name in the registry; the arguments reach its page's `enter`."""

    def __call__(self, target: str, /, **arguments: str) -> None:
        """For example `navigate("practice", practice_id="p02")`."""


class Documents(Protocol):
    """Draws and reads documents in another process."""

    def draw_report(self, data: Mapping[str, Any]) -> bytes:
        """The bilan as PDF."""

    def draw_form(self, data: Mapping[str, Any], *, fillable: bool) -> bytes:
        """A sheet as PDF, to fill on screen or to print."""

    def read_form(self, path: Path) -> FormReading:
        """What a returned sheet holds."""


class Settings(Protocol):
    """This user's settings: texts under short names (« theme », « scale », « recent »)."""

    def get(self, key: str, default: str = "") -> str:
        """The value, or the default."""

    def set(self, key: str, value: str) -> None:
        """Keep a value."""


@dataclass(frozen=True, slots=True)
class Context:
    """The open notebook, the gate for changes, the message bar, and the ways out of a page."""

    book: "Notebook"
    runner: Runner
    messages: MessageBar
    navigate: Navigate
    child: Documents
    settings: Settings
