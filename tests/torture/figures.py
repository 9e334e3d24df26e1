"""What a part of the torture is given, and what it tells."""

import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Options:
    """An empty folder, a seed, how many (None: the part's own number), and how long in minutes at most."""

    folder: Path
    seed: int = 2026
    number: int | None = None
    minutes: float | None = None
    begun: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """How long the part has been running."""
        return time.monotonic() - self.begun

    @property
    def is_over(self) -> bool:
        """Whether its time has passed: it then stops, and tells what it did by then."""
        return self.minutes is not None and self.seconds >= 60 * self.minutes


@dataclass(slots=True)
class Figures:
    """Honest figures in the order told, and each breach in a line that lets it be played again."""

    told: dict[str, object] = field(default_factory=dict)
    breaches: list[str] = field(default_factory=list)

    def text(self, part: str) -> str:
        """One line of figures, then the breaches."""
        said = "; ".join(f"{name} {_short(value)}" for name, value in self.told.items())
        return "\n".join(
            [f"{part}: {said}; breaches {len(self.breaches)}", *(f"  {b}" for b in self.breaches)]
        )


def _short(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
