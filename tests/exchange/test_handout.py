"""What is printed of the guide, drawn by the document process."""

from pathlib import Path

from desk import paths
from desk.core.handout import Imprint, Letter, packed
from desk.exchange.child import Child

LETTER = Letter("Une page", "Un texte, **en gras** et *en italique*.\n\n- un\n- deux", ("Signature",))
IMPRINT = Imprint("Binôme, guide 2026.11", "Binôme", "Valmont", "2026-11-22")


def test_the_process_draws_the_same_bytes_as_any_other(child: Child, fonts: Path) -> None:
    from desk.pdf.handout import draw_handout
    from desk.pdf.press import Press

    press = Press(fonts, paths.resources() / "colours" / "sRGB.icc")
    drawn = child.draw_handout(LETTER, IMPRINT)
    assert drawn.startswith(b"%PDF-1.7")
    assert drawn == draw_handout(packed(LETTER, IMPRINT), press)
