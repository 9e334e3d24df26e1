"""`desk read`, apart from the other commands: it needs no carnet, and loads nothing of what opens them."""

from argparse import Namespace

from desk import paths
from desk.core.received import HELD
from desk.core.wording import counted
from desk.exchange.child import Child
from desk.exchange.reports import read_folder
from desk.exchange.tables import check_ending, write_table
from desk.files import is_folder, told


def read(asked: Namespace) -> str:
    """Put the bilans of `asked.folder` in the table `asked.out`, one row each, with what is not read and why.

    What is to be said of it. Raises UserError.
    """
    check_ending(asked.out)  # before minutes of reading, not after
    if not is_folder(asked.out.absolute().parent):
        raise told(FileNotFoundError(), asked.out.parent)
    rows = read_folder(asked.folder, Child(paths.program_command(), paths.fonts_dir()))
    write_table(rows, asked.out)
    held = sum(row.verdict in HELD for row in rows)
    others = counted(len(rows) - held, "fichier non retenu", "fichiers non retenus")
    return f"Tableau : {asked.out} ({counted(held, 'bilan lu', 'bilans lus')}, {others})"
