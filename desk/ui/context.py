"""What every page is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from desk.ui.runner import Runner
from desk.ui.widgets.messages import MessageBar

if TYPE_CHECKING:
    from desk.core.form import FormReading
    from desk.core.handout import Handout, Imprint
    from desk.notebook.book import Notebook
    from desk.notebook.offers import Offer


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

    def draw_handout(self, handout: "Handout", imprint: "Imprint") -> bytes:
        """What is printed of the guide and its tools, as PDF."""

    def read_form(self, path: Path) -> "FormReading":
        """What a returned sheet holds."""

    def read_report(self, content: bytes, name: str) -> tuple[str, dict[str, Any] | None]:
        """A word on a bilan's file, « lu » when all is well, and its data. Raises UserError."""


class Settings(Protocol):
    """This user's settings: texts under short names (« theme », « scale », « recent »)."""

    def get(self, key: str, default: str = "") -> str:
        """The value, or the default."""

    def set(self, key: str, value: str) -> None:
        """Keep a value."""


def _nothing(_step: int) -> None:
    """Without a window there is no text size to change."""


def _not_here(_offer: "Offer") -> None:
    """Without a window there is nothing to open again."""


@dataclass(frozen=True, slots=True)
class Context:
    """The open notebook, the gate for changes, the message bar, and the ways out of a page.

    `step_scale` makes the text of the whole window one size larger (1) or smaller (-1); `restore` closes the
    notebook and brings it back to a copy.
    """

    book: "Notebook"
    runner: Runner
    messages: MessageBar
    navigate: Navigate
    child: Documents
    settings: Settings
    step_scale: Callable[[int], object] = _nothing
    restore: "Callable[[Offer], object]" = _not_here
