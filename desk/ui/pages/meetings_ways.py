"""From « Nos points » to what goes with them: the rhythm, the tables, a confirmation in writing, the bin."""

from collections.abc import Callable
from functools import partial

from desk.ui.context import Context
from desk.ui.widgets.buttons import LinkButton
from desk.ui.widgets.layout import FlowRow


class Ways(FlowRow):
    """A row of links."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=16)
        self._context = context
        self._add("rhythm", "Notre rythme", partial(context.navigate, "rhythm"))
        self._add("export", "Exporter…", self._export)
        self._add("confirmation", "Confirmation écrite", self._confirm)
        self._add("bin", "Corbeille", partial(context.navigate, "bin"))

    def _add(self, name: str, words: str, action: Callable[[], object]) -> None:
        link = LinkButton(words, action)
        link.setObjectName(f"way-{name}")
        self.add(link)

    def _export(self) -> None:
        from desk.ui.dialogs.export_points import export_points

        export_points(self._context, self)

    def _confirm(self) -> None:
        from desk.ui.dialogs.confirmation import write_confirmation

        write_confirmation(self._context, self)
