"""The subjects proposed for each kind of point."""

import pytest

from desk.core.agenda_models import AS_OF, MODELS
from desk.core.meetings import MeetingKind
from desk.core.text import required


def test_every_kind_is_answered_and_only_a_free_point_has_no_model() -> None:
    assert set(MODELS) == set(MeetingKind)
    assert [kind for kind, titles in MODELS.items() if not titles] == [MeetingKind.OTHER]


@pytest.mark.parametrize("kind", MeetingKind)
def test_a_title_is_kept_as_it_is_and_stands_once(kind: MeetingKind) -> None:
    titles = MODELS[kind]
    assert [required(title, "Le sujet") for title in titles] == list(titles)
    assert len(set(titles)) == len(titles) <= 7


def test_what_the_law_says_bears_its_reference_and_its_day() -> None:
    legal = [title for titles in MODELS.values() for title in titles if "CGCT" in title]
    assert len(legal) == 4
    assert (AS_OF.year, AS_OF.month, AS_OF.day) == (2026, 2, 28)
    assert all(title.endswith("à jour au 28 février 2026)") for title in legal)
    assert not any("3\u202f500" in title or "compte rendu de séance" in title for title in legal)
