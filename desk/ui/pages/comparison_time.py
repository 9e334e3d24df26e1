"""From one round to another, on screen: what was said before, and what became of the subjects."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desk.core.compared import answer_words
from desk.core.comparison import GAP_LABELS, PracticeView, StatementView, summary
from desk.core.outcome import Outcome, in_one_line
from desk.core.people import Pair, Seat
from desk.core.trends import Since
from desk.core.wording import capital, counted, noun
from desk.notebook.trends import Earlier
from desk.ui.pages.comparison_opened import Opened
from desk.ui.widgets.layout import Card, column
from desk.ui.widgets.text import Heading, Text

LEAD = (
    "Seuls les énoncés posés de la même façon les deux fois se comparent. Ce n’est ni un progrès ni un "
    "recul : c’est ce que vous en disiez, et ce que vous en dites."
)


def then_words(found: Since, each: StatementView, pair: Pair) -> str:
    """« Printemps 2026 : maire, « Parfois » ; … ; chantier commun », or why not; "" when not asked then."""
    if found.is_reworded(each.statement.id):
        return f"Reformulé depuis {found.name} : cet énoncé ne se compare pas."
    then = found.before(each.statement.id)
    if then is None:
        return ""
    said = [
        f"{noun(pair.person(seat), short=True)}, « {answer_words(then, answer)} »"
        for seat, answer in ((Seat.ELU, then.elu), (Seat.SGM, then.sgm))
    ]
    return f"{capital(found.name)} : {' ; '.join(said)} ; {GAP_LABELS[then.gap][0]}."


def time_card(opened: Opened) -> QWidget | None:
    """Each practice asked before, round by round, newest first; None when it is the first time."""
    told = [(view, _lines(opened, view)) for view in opened.views]
    if not any(lines for _, lines in told):
        return None
    card = Card("D’une fois à l’autre")
    card.column.addWidget(Text(LEAD, "soft"))
    for each in opened.before:
        if each.views is None:
            card.column.addWidget(Text(_closed(each)))
    for view, lines in told:
        if lines:
            card.column.addWidget(_practice(view, lines, opened.round.name))
    return card


def outcomes_card(opened: Opened) -> QWidget | None:
    """What became of the subjects of the last earlier round that had some."""
    for each in opened.before:
        outcomes = opened.outcomes(each.round.id)
        if outcomes:
            card = Card(f"Vos sujets {_of(each.round.name)}")
            for outcome in outcomes:
                card.column.addWidget(outcome_row(opened, outcome))
            return card
    return None


def outcome_row(opened: Opened, outcome: Outcome) -> QWidget:
    """A subject, and under it what became of it."""
    box = QWidget()
    inside = column(box, 2)
    inside.addWidget(Text(opened.title(outcome.practice_id), "strong"))
    inside.addWidget(Text(outcome_words(opened, outcome)))
    return box


def outcome_words(opened: Opened, outcome: Outcome) -> str:
    """The line of a subject, with a capital as a sentence has."""
    line = in_one_line(outcome, opened.context.book.today)
    return line[:1].upper() + line[1:]


def _practice(view: PracticeView, lines: Sequence[str], name: str) -> QWidget:
    box = QWidget()
    inside = column(box, 2)
    inside.addWidget(Heading(view.title, 3))
    inside.addWidget(Text(f"{capital(name)} : {summary(view.counts)}."))
    for line in lines:
        inside.addWidget(Text(line, "soft"))
    return box


def _lines(opened: Opened, view: PracticeView) -> list[str]:
    """One per earlier round that asked this practice, in the order of the rounds."""
    found = {each.name: each for each in opened.trend(view)}
    out = []
    for each in opened.before:
        counts = each.counts.get(view.practice_id)
        if each.views is None and counts:
            out.append(f"{capital(each.round.name)}, comptes seuls : {summary(counts)}.")
        elif each.round.name in found:
            out.append(_since_words(found[each.round.name], view))
    return out


def _since_words(found: Since, view: PracticeView) -> str:
    asked = sum(each.is_asked for each in view.statements)
    if not found.shared:
        return f"{capital(found.name)} : les énoncés ont changé depuis, rien ne se compare."
    if len(found.shared) == asked and not found.reworded:
        return f"{capital(found.name)} : {summary(found.then)}."
    alike = counted(len(found.shared), "énoncé posé de la même façon", "énoncés posés de la même façon")
    words = f"{capital(found.name)}, sur {alike} : {summary(found.then)} ; aujourd’hui, {summary(found.now)}."
    if found.reworded:
        number = len(found.reworded)
        words += f" {counted(number, 'énoncé reformulé', 'énoncés reformulés')} depuis, à part."
    return words


def _of(name: str) -> str:
    """« de printemps 2026 », « d’automne 2026 »: the seasons that begin with a vowel or a mute h elide."""
    return f"d’{name}" if name[:1] in "aéh" else f"de {name}"


def _closed(each: Earlier) -> str:
    return (
        f"Les réponses {_of(each.round.name)} ne s’ouvrent plus avec cette clé ; il en reste les comptes. "
        "Le code de l’autre personne les ouvre encore, s’il n’a pas été remplacé lui aussi."
    )
