"""Small words of French sentences (folded): who acts, and whether a date can be taken out of a sentence."""

import re


def words(text: str) -> frozenset[str]:
    """The words of a list written as a sentence."""
    return frozenset(text.split())


_PRONOUNS = re.compile(r"(?:(?:se|lui|leur|les|le|la|y|en|nous|vous|me) |[slm]')*")
# After « le maire »: a state, a past, an opinion, another office. What follows is a note, nothing to do.
_NOT_ACTING = words(
    "a as est etait etaient sont sera serait seront aura aurait avait ont eut fut ne n ni et ou mais "
    "donc sans avec comme puis souhaite souhaiterait pense trouve croit estime pourrait craint "
    "comprend sait connait regrette accepte refuse prefere voudrait aimerait semble reste parait "
    "absente absent malade present presente indisponible disponible contente content favorable "
    "defavorable satisfait satisfaite honoraire sortant adjoint adjointe delegue deleguee de du des d "
    "generale general communal communale par pour sur dont vient dit "
)
_SAYING = re.compile(
    r"(?:indique|precise|rappelle|signale|informe|explique|note|constate|demande|propose|annonce|confirme|ajoute|"
    r"repond|insiste|veut|voit)\b.*?(?:\bque\b|\bqu'|\bsi\b|\bpourquoi\b|\bcomment\b)"
)
_VERB = re.compile(r"(?:[a-z]{2,}(?:[etdr]|ra|nc)|va|fait|a)\b")
_WORD = re.compile(r"[a-z]+")
# A date that says more than a day, or how long: its words stay.
_TELLING = re.compile(
    r"\b(?:matin(?:ee)?|midi|soir(?:ee)?|apres[- ]midi|journee|vers|des|jusqu|(?:pour|a) (?:la |l')?"
    r"(?:noel|paques|toussaint|ascension|pentecote|nouvel))"
)
_LEANING = re.compile(r"(?:\b(?:que|et|ou|si|de|du|des|entre|dont|puis|ni|est|sont)|[a-z]')$")
_JOINED = words(
    "a au aux avec avant apres chez dans de des du en et la le les leur leurs l d mais notre nos ou "
    "par pour puis sa sans sauf ses si son sous sur un une vers ce cet cette ces h "
)


def acts(said: str) -> bool:
    """Whether what follows a person is something they do: « appelle l’inspection », « doit signer »."""
    lead = _PRONOUNS.match(said)
    rest = said[lead.end() if lead else 0 :]
    word = _WORD.match(rest)
    if word is None or word[0] in _NOT_ACTING or _SAYING.match(rest):
        return False
    return bool(_VERB.match(rest))


def is_telling(day: str) -> bool:
    """Whether the words of a date say more than a day: « vendredi matin », « jusqu’à lundi »."""
    return bool(_TELLING.search(day))


def can_do_without(before: str, after: str) -> bool:
    """Whether a sentence stays French without a date that stands between these words."""
    word = _WORD.match(after)
    return not _LEANING.search(before) and (word is None or word[0] in _JOINED)
