"""The shapes of a French date, over folded text, each with what it means; tried all, the longest is kept."""

import re
from functools import cache

from desk.core import day_rules as rules
from desk.core.day_words import LETTERS, MONTH, NUMBER, SHORT_WEEKDAY, WEEKDAY

_FREE = r"(?<![\w/.'§&#-])"
_LEAD = (
    rf"{_FREE}(?P<lead>(?:(?P<deadline>(?:au plus tard|pour|avant|d'ici|echeance ?:?) ?|jusqu')|"
    r"(?:vers|des) )?(?:(?P<article>au|a|le|la|ce|cet|cette) )?)"
)
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}|{SHORT_WEEKDAY}),? (?:le )?)"
_YEAR = r"(?: (?P<year>(?:19|20|21)\d\d)(?! ?[\d€]))?"
_MOMENT = (
    r"(?:,? (?:au |dans la |en (?:fin|debut) de |en )?"
    r"(?:matin(?:ee)?|midi|soir(?:ee)?|apres[- ]midi|journee)\b)?"
)
_TAIL = rf"{_MOMENT}(?: au plus tard| dernier delai| inclus)?"
_ENDED = r"(?!\w|[/.-]\d| ?[%€])"
_NOT_PART = r"(?! (?:de|du|des)\b| d')"
_AFTER_WORDS = (
    "a|au|aux|avec|chez|en|pour|matin|midi|soir|apres-midi|"
    "le|la|il|elle|on|nous|puis|prochain|inclus|dernier delai"
)
# What may follow « le 15 »: « le 12 rue des Lilas » and « le 3 du règlement » are no dates.
_FOLLOW = rf"(?= *(?:$|[;!?)»…]|[.,:](?!\d)|-(?!\w)|— |l'|(?:{_AFTER_WORDS})\b))"
_LATER = r"(?P<later> (?:du mois )?prochain)?"
_PAST = r"(?! (?:\d{4} )?(?:dernier(?! delai)|passe|ecoule)\b)"
_SPECIAL = rf"{_PAST}(?! (?:gras|saint|noir|suivant|de paques|de pentecote|de l'ascension)\b)"
_UNITS = (
    r"jours? ouvr(?:e|able)s?|jours?|semaines?|mois|ans?|annees?|heures|h|"
    r"(?:quinzaine|huitaine|dizaine)(?: de jours)?"
)

_WRITTEN: tuple[tuple[str, rules.Reader], ...] = (
    (
        rf"{_LEAD}{_WEEKDAY}?(?P<day>1er|\d{{1,2}}|{LETTERS}) ?(?P<month>{MONTH})(?!\w){_PAST}{_YEAR}{_TAIL}",
        rules.dated,
    ),
    (
        rf"{_LEAD}{_WEEKDAY}?(?P<day>\d{{1,2}})(?P<sep> ?/ ?|[.-])(?P<month>\d{{1,2}})(?P=sep)"
        rf"(?P<year>(?:19|20|21)\d\d|\d\d){_ENDED}{_TAIL}",
        rules.dated,
    ),
    (rf"{_LEAD}(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d){_ENDED}", rules.dated),
    (
        rf"{_LEAD}{_WEEKDAY}?(?P<day>\d{{1,2}})(?P<sep> ?/ ?|[.-])(?P<month>\d{{1,2}})"
        rf"{_ENDED}{_NOT_PART}{_TAIL}",
        rules.short,
    ),
    (rf"{_LEAD}{_WEEKDAY}(?P<day>1er|\d{{1,2}}){_LATER}{_FOLLOW}{_TAIL}", rules.numbered),
    (
        rf"{_FREE}(?P<lead>(?P<deadline>(?:au plus tard|pour|avant|d'ici|echeance ?:?) le |"
        rf"d'ici au |jusqu'au )|(?:vers |des )?le )"
        rf"(?P<day>1er|\d{{1,2}}|(?!(?:un|une|premier|deux)\b)(?:{LETTERS})\b)"
        rf"(?: du mois\b(?! prochain)| de ce mois)?{_LATER}{_FOLLOW}{_TAIL}",
        rules.numbered,
    ),
)
_SAID: tuple[tuple[str, rules.Reader], ...] = (
    (
        rf"{_LEAD}(?P<weekday>{WEEKDAY})(?!\w){_SPECIAL}(?P<next> (?:prochain|qui vient))?{_MOMENT}"
        rf"(?P<week> (?:de )?(?:la )?semaine prochaine)?(?: en (?P<more>huit|quinze|8|15)\b(?! jours))?"
        rf"{_TAIL}",
        rules.weekday,
    ),
    (
        rf"{_LEAD}(?P<near>(?:apres[- ])?demain|aujourd'hui|(?:dans|avant la fin de) la journee|"
        rf"(?<=ce )(?:matin|midi|soir)|(?<=cet )apres[- ]midi)\b{_TAIL}",
        rules.near,
    ),
    (
        rf"{_FREE}(?P<deadline>dans|sous|d'ici(?: a)?|avant)(?: les| un delai de| environ)? "
        rf"(?:(?P<count>{NUMBER}) )?(?P<unit>{_UNITS})\b"
        r"(?! (?:qui|suivant|suivants|suivent|apres|precedant|precedents|ouvr\w+)\b)(?: au plus tard)?",
        rules.after,
    ),
    (
        rf"{_LEAD}(?:la )?(?P<part>fin|mi|debut|milieu|courant|en)[ -](?:du mois (?:de |d')|de |d')?"
        rf"(?P<month>{MONTH}){_YEAR}(?!\w)(?! (?:dernier|passe)\b)(?: au plus tard)?",
        rules.part_of_month,
    ),
    (
        rf"{_LEAD}(?:la |en )?(?P<part>fin|mi|debut|milieu)[ -](?:du |de ce |de )?mois(?:-ci| en cours)?"
        r"(?P<later> prochain)?\b",
        rules.month_end,
    ),
    (rf"{_LEAD}mois(?:(?P<later> prochain)|-ci| en cours)\b", rules.month_end),
    (rf"{_FREE}(?P<deadline>dans) le mois\b(?! (?:qui|suivant|de|d')\b)", rules.month_end),
    (
        rf"{_LEAD}(?:la |en )?(?P<part>fin|debut|milieu) (?:de )?(?:la |cette )?"
        r"semaine(?P<later> prochaine)?\b",
        rules.week_end,
    ),
    (rf"{_LEAD}semaine(?P<later> prochaine)\b", rules.week_end),
    (
        rf"{_FREE}(?P<lead>(?:(?P<deadline>pour|avant|d'ici) )?(?:cette|dans la) )semaine\b(?! \d)",
        rules.week_end,
    ),
    (rf"{_FREE}ce week-?end\b", rules.weekend),
    (
        rf"{_LEAD}(?:la |en )?fin (?:de |d')?(?:l')?an(?:nee)?(?P<later> prochaine?)?\b(?! scolaire)",
        rules.year_end,
    ),
    (rf"{_LEAD}(?:la )?fin (?P<year>20\d\d)(?!\d)", rules.year_end),
    (
        rf"{_FREE}(?P<lead>(?P<deadline>(?P<before>avant|d'ici(?: a)?)|pour|jusqu'a|au plus tard) |au? )"
        r"(?:la |l'|le )?(?P<feast>noel|toussaint|paques|ascension|pentecote|nouvel an|jour de l'an)\b",
        rules.feast,
    ),
)


@cache
def phrases() -> tuple[tuple[re.Pattern[str], rules.Reader], ...]:
    """Every shape with its reader; made at the first date that is typed, not at the start of the program."""
    return tuple((re.compile(pattern), reader) for pattern, reader in (*_WRITTEN, *_SAID))


# A date after these words tells which one is meant: « l’arrêté du 3 mars », « le point de lundi ».
NOT_AFTER = re.compile(
    r"\b(?:du|de|des|les|aux|d'|l'|depuis(?: le)?|hier|chaque|tous les|toutes les|un|une|deux|"
    r"entre(?: le)?) *$"
)
# A number after these is a label, an address or a sum: « article 4.12 », « n° 4/12 ».
LABELS = re.compile(
    r"(?:\b(?:article|art|lot|page|p|version|v|chapitre|point|no|n|numero|rubrique|compte|alinea|annexe|salle|"
    r"bureau|deliberation|arrete|dossier|marche|tome|ligne|zone|parcelle|section)\.?|[°§#€]) *$"
)
RANGE = re.compile(r"\b(?:du|de) [\w/.]+(?: \w+){0,3} *$")
