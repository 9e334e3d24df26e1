"""The register's words: what was noted, and nothing that is not known."""

from datetime import date, datetime

import pytest

from desk.core import register
from desk.core.report_options import HOW_LABELS


def test_when_it_was_saved() -> None:
    assert register.saved_words(datetime(2026, 12, 31, 0, 5)) == "31\u00a0décembre 2026 à 00:05"
    assert register.saved_words(datetime(2028, 2, 29, 23, 59)) == "29\u00a0février 2028 à 23:59"


@pytest.mark.parametrize("how", HOW_LABELS)
def test_who_agreed_and_how(how: str) -> None:
    (said,) = register.agreement_words([("maire", how, date(2026, 11, 1))])
    assert said == f"Maire : accord {HOW_LABELS[how]} le 1er\u00a0novembre 2026"


def test_what_was_not_noted_is_said_so() -> None:
    assert register.agreement_words([]) == (register.NO_AGREEMENT,)
    assert register.sent_words("bilans@exemple.fr", None) == register.NOT_SENT
    assert (register.standing_words(agreed=True), register.standing_words(agreed=False)) == (
        "Convenu",
        "Projet",
    )


def test_the_whole_recipient_is_told_and_no_arrival() -> None:
    said = register.sent_words("W" * 200, date(2026, 11, 27))
    assert "W" * 200 in said
    assert said.startswith("Noté comme envoyé le 27\u00a0novembre 2026")
    assert "arrivé" not in said
    assert "reçu" not in said
