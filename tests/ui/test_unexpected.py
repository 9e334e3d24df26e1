"""What nobody caught: a known problem is told in its words, everything else takes the crash path."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from desk.core.errors import UserError
from desk.ui import unexpected


def test_a_content_file_that_does_not_read_is_told_and_nothing_is_written(
    look: QApplication, tmp_path: Path
) -> None:
    told: list[UserError] = []
    problem = UserError("Le contenu est incorrect.", "Réinstallez Binôme.")
    unexpected.hook(told.append, lambda: None, tmp_path)(UserError, problem, None)
    assert told == [problem]
    assert list(tmp_path.iterdir()) == []
