"""Pictures of what opens over the bilan: deciding, printing, sending, noting, reading what was received.

`python -m tests.screens_of_dialogs FOLDER`; each light, dark and in high contrast, and at 200 %.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from desk import paths
from desk.app import App
from desk.core.errors import UserError
from desk.core.people import Seat
from desk.core.report_options import Option
from desk.notebook import opening, people, register, report, report_options
from desk.notebook.book import Notebook
from desk.notebook.environment import make
from desk.ui import theme
from desk.ui.dialogs.mark_sent import MarkSentDialog
from desk.ui.dialogs.period import ElsewhereDialog
from desk.ui.dialogs.print_document import NO_PRINTER, PrintDialog
from desk.ui.dialogs.received import ReceivedDialog
from desk.ui.dialogs.report_option import OptionDialog
from desk.ui.dialogs.send_report import SendDialog
from desk.ui.interpreter import prepare
from desk.ui.pages.comparison_print import WARNING
from desk.ui.widgets.dialog import Dialog
from desk.ui.window import Window
from tests.many_reports import attached, carrying, commune, harmed, message
from tests.screenshots import DAY, SIZES, settle, take

LOOKS = [(mode, 1.0, mode) for mode in ("light", "dark", "contrast")] + [("light", 2.0, "double")]
Opened = Callable[[], Dialog]


def saved_line(book: Notebook) -> tuple[dict[str, Any], str]:
    """A bilan both agreed on, saved and in the register; its data as another commune would send it."""
    data = report.data(book, DAY)
    for seat, how in ((Seat.ELU, "telephone"), (Seat.SGM, "papier")):
        report.agree_elsewhere(book, report.sealed(book, data), people.pair(book).person(seat).id, how, DAY)
    sealed = report.sealed(book, data)
    line = register.add(book, report.file_name(book, DAY), sealed)
    return {**sealed, "exemple": False}, line.id


def dialogs(window: Window, home: Path, desk: App) -> dict[str, Opened]:
    """Each by file name, and how it is made."""
    book, context = window.book, window.context
    report_options.agree_elsewhere(
        book, Option.AGREED, people.pair(book).person(Seat.ELU).id, "telephone", DAY
    )
    data, line = saved_line(book)
    drawn = context.child.draw_report(data)
    saved = home / report.file_name(book, DAY)
    saved.write_bytes(drawn)
    ask = partial(ReceivedDialog, desk.child, desk.settings, window)
    return {
        "decider-reperes": partial(OptionDialog, context, Option.MARKS, window),
        "decider-convenu": partial(OptionDialog, context, Option.AGREED, window),
        "imprimer": partial(_printing, window, drawn),
        "imprimer-a-deux": partial(_printing, window, drawn, private=WARNING),
        "accord-ailleurs": partial(ElsewhereDialog, people.pair(book).person(Seat.ELU), DAY, window),
        "imprimer-sans-imprimante": partial(_printing, window, drawn, NO_PRINTER),
        "envoyer": partial(SendDialog, context, saved, data, line, window),
        "marquer-envoye": partial(MarkSentDialog, context, line, "bilans@exemple.fr", window),
        "bilans-recus": ask,
        "bilans-recus-vide": partial(_read, ask, _folder(home / "vide", {})),
        "bilans-recus-en-cours": partial(_reading, ask),
        "bilans-recus-lus": partial(_read, ask, _folder(home / "recus", post(drawn))),
    }


def post(drawn: bytes) -> dict[str, bytes]:
    """What a centre de gestion received: file name → content."""
    data = attached(drawn)
    first = carrying(drawn, commune(data, "36202", "Valmont"))
    files = {
        "binome_36202_Valmont.pdf": first,
        "encore-le-meme.pdf": first,
        "projet.pdf": carrying(drawn, commune(data, "36001", "Autreville", agreed=False)),
        "sans-code.pdf": carrying(drawn, commune(data, "", "Hameau")),
        "exemple.pdf": carrying(drawn, commune(data, "00000", "Valmont-l’Exemple", example=True)),
        "mairie.eml": message("bilan.pdf", carrying(drawn, commune(data, "48092", "Marchastel"))),
    }
    return files | {f"z{number:02}-{name}": content for number, (name, content) in enumerate(harmed(drawn))}


def _folder(place: Path, files: dict[str, bytes]) -> Path:
    place.mkdir()
    for name, content in files.items():
        (place / name).write_bytes(content)
    return place


def _printing(window: Window, drawn: bytes, problem: UserError | None = None, private: str = "") -> Dialog:
    dialog = PrintDialog(window.context, "Imprimer le bilan", window, name="bilan", private=private)
    dialog.show_pages(drawn)
    dialog.say_problem(problem)
    return dialog


def _read(ask: Callable[[], ReceivedDialog], place: Path) -> Dialog:
    dialog = ask()
    dialog.read([place])
    while dialog.stop_button.isVisibleTo(dialog):
        settle(QApplication.instance())  # type: ignore[arg-type]
    return dialog


def _reading(ask: Callable[[], ReceivedDialog]) -> Dialog:
    dialog = ask()
    dialog.progress.set_text("128 fichiers lus sur 350…")
    dialog._show(dialog.progress, verbs=(dialog.stop_button,))
    return dialog


@contextmanager
def example(folder: Path) -> Iterator[tuple[App, Window]]:
    """The program on its example, in a profile of its own."""
    profile = paths.profile(folder)
    env = make(paths.resources(), profile.copies, lambda: datetime.combine(DAY, time(14, 32)))
    desk = App(QApplication([]), profile, env)
    desk.show_assistant()
    desk.open_example()
    assert isinstance(desk.shown, Window)
    try:
        yield desk, desk.shown
    finally:
        opening.close(desk.shown.book)
        desk.book = None


def main(folder: Path) -> None:
    """Each dialog in each look at the height it asks for, and on a small screen."""
    prepare()
    with tempfile.TemporaryDirectory() as home, example(Path(home) / "profile") as (desk, window):
        window.resize(*SIZES["1280x680"])
        made = dialogs(window, Path(home), desk)
        for name, opened in made.items():
            for mode, scale, where in LOOKS:
                theme.apply(desk.qt, mode, scale)
                _take(desk.qt, opened(), (1240, 650), folder / where / f"{name}.png")
            theme.apply(desk.qt, "light", 1.0)
            _take(desk.qt, opened(), (880, 440), folder / "petit" / f"{name}.png")
        for name, kept in (("registre-rempli", "register"), ("bilan-convenu", "report_preview")):
            for mode, scale, where in LOOKS:
                window.set_look(mode, scale)
                window.go(kept)
                _wait(desk.qt)
                take(desk.qt, window, SIZES["1280x680"], folder / where / f"{name}.png")
            window.set_look("light", 1.0)
            window.go(kept)
            _wait(desk.qt)
            take(desk.qt, window, SIZES["910x470"], folder / "petit" / f"{name}.png")


def _wait(app: QApplication) -> None:
    """Two seconds of a living window: a bilan is drawn meanwhile."""
    from PySide6.QtTest import QTest

    QTest.qWait(2000)
    settle(app)


def _take(app: QApplication, dialog: Dialog, room: tuple[int, int], path: Path) -> None:
    """As wide and as high as it asks, within the room there is."""
    dialog.show()
    settle(app)
    asked = dialog.sizeHint()
    take(app, dialog, (min(asked.width(), room[0]), min(asked.height(), room[1])), path)
    dialog.hide()
    dialog.deleteLater()
    settle(app)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
