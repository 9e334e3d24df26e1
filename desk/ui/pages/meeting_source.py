"""Where a subject comes from: the action it brings back, or the round and practice it was chosen in."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from desk.core.meetings import AgendaItem, ItemSource
from desk.notebook import action_queries, follow_up
from desk.ui.context import Context
from desk.ui.widgets.action_row import ActionRow
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.layout import FlowRow
from desk.ui.widgets.text import Text


def show_source(context: Context, item: AgendaItem, layout: QVBoxLayout) -> None:
    """Fill a layout with it; nothing for a subject that was simply written."""
    carried = action_queries.some_by_id(context.book, [item.source_id]).get(item.source_id)
    if carried is not None:
        row = ActionRow(context, carried)
        layout.addWidget(row)
        row.show()  # at once: the focus is given back before the next event
    if item.source in (ItemSource.ROUND, ItemSource.UNDISCUSSED):
        _show_round(context, item, layout)


def _show_round(context: Context, item: AgendaItem, layout: QVBoxLayout) -> None:
    """The way back to the comparison it comes from, which asks for a code, and its practice."""
    origin = follow_up.origin(context.book, item)
    if origin is None:
        return
    if origin.round is not None:
        go = partial(context.navigate, "comparison", round_id=origin.round.id)
        link = LinkButton(f"Vient de vos regards croisés, {origin.round.name}", go)
        link.setObjectName("round")
        layout.addWidget(FlowRow(link))
    else:
        layout.addWidget(Text("Vient de regards croisés du binôme d’avant.", "soft"))
    _show_practice(context, origin.practice_id, layout)


def _show_practice(context: Context, practice_id: str, layout: QVBoxLayout) -> None:
    try:
        practice = context.book.guide.practice(practice_id)
    except KeyError:
        return  # a practice of an older guide: the subject stands by itself
    layout.addWidget(Text(f"Pour ouvrir l’échange : {practice.opening_question}"))
    go = partial(context.navigate, "practice", practice_id=practice.id)
    link = LinkButton(f"Relire la pratique : {practice.short_title}", go)
    link.setObjectName("practice")
    layout.addWidget(FlowRow(link))
