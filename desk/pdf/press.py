"""What documents are printed with."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Press:
    """`fonts`: the folder of the typeface; `colours`: the file of the sRGB profile, which screens use."""

    fonts: Path
    colours: Path
