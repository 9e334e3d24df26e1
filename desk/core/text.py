"""Text a person typed or pasted, made fit to keep."""

import re
import unicodedata

from desk.core.errors import UserError

LONGEST = 50_000


def clean(text: str) -> str:
    """The text in NFC without control characters except line ends and tabs; outer blanks removed."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = "".join(c for c in unified if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
    return unicodedata.normalize("NFC", kept).strip()


def required(text: str, what: str) -> str:
    """Clean text on one line, no-break spaces kept. Raises UserError when nothing is left or it is too long.

    `what` begins the sentence: « L’intitulé du sujet ».
    """
    line = " ".join(re.split(r"[ \t\n]+", clean(text))).strip()
    if not line:
        raise UserError(f"{what} est vide.", "Écrivez quelques mots, puis recommencez ; rien n’a été changé.")
    return limited(line, what)


def limited(text: str, what: str) -> str:
    """Clean text, several lines allowed. Raises UserError over 50 000 characters."""
    kept = clean(text)
    if len(kept) > LONGEST:
        raise UserError(
            f"{what} dépasse {LONGEST // 1000} 000 caractères.",
            "Raccourcissez-le ou partagez-le en plusieurs ; votre texte est encore à l’écran.",
        )
    return kept
