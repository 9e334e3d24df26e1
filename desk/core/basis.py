"""What a legal statement rests on: its reference and the day it was checked."""

from dataclasses import dataclass
from datetime import date

from desk.core.wording import long_date


@dataclass(frozen=True, slots=True)
class Basis:
    """A reference, the day it was true, and how sure it is (« S », « O-hi » or « O-med »)."""

    reference: str
    as_of: date
    tag: str

    @property
    def said(self) -> str:
        """« CGCT L2122-18, à jour au 28 février 2026 »."""
        return f"{self.reference}, à jour au {long_date(self.as_of)}"
