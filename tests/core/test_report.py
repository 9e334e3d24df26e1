"""The bilan's data: canonical bytes, fingerprint, and nothing of anyone's answers."""

import json
from datetime import date
from typing import Any

from desk.core.commune import Commune
from desk.core.comparison import Gap
from desk.core.meetings import Action, ActionState
from desk.core.report import Activity, RoundCounts, build, canonical, count_actions, fingerprint, sealed

DAY = date(2026, 11, 27)


def data(**changes: Any) -> dict[str, Any]:
    activity = Activity(date(2025, 11, 28), DAY, 3, 4, [], None)
    rounds = [
        RoundCounts(name, day, [("p02", "Rôles", {Gap.DIFFERENT: 2, Gap.LEFT_OUT: 1})])
        for name, day in (("automne 2026", DAY), ("printemps 2026", DAY), ("automne 2025", DAY))
    ]
    functions = {"elu": "maire", "sgm": "secrétaire générale de mairie"}
    commune = Commune("Valmont", "36202", 412)
    return build(commune, functions, activity, [], rounds, day=DAY, program="0.1.0", guide="g 1") | changes


def test_canonical_bytes_are_sorted_without_spaces_and_without_the_seal() -> None:
    said = canonical(sealed(data(), agreed=True))
    assert said == canonical(data())
    assert (
        said
        == json.dumps(json.loads(said), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    )
    assert b"empreinte" not in said
    assert b"secr\xc3\xa9taire" in said


def test_the_fingerprint_follows_the_data_and_only_the_data() -> None:
    first = sealed(data(), agreed=False)
    assert first["empreinte"] == fingerprint(sealed(data(), agreed=True))
    assert first["statut"] == "projet"
    assert fingerprint(data(convenu=5)) != first["empreinte"]


def test_every_round_is_told_newest_first_in_counts_without_direction() -> None:
    rounds = data()["regards"]
    assert [each["nom"] for each in rounds] == ["automne 2026", "printemps 2026", "automne 2025"]
    assert set(rounds[0]["pratiques"][0]) == {"id", "titre", "classes"}
    assert rounds[0]["pratiques"][0]["classes"] == {
        "point_fort_commun": 0,
        "chantier_commun": 0,
        "regards_differents": 2,
        "a_eclaircir": 0,
        "a_consolider": 0,
        "sans_reponse": 0,
    }


def test_an_action_is_late_from_the_day_after_and_only_while_open() -> None:
    def action(state: ActionState, due: date | None) -> Action:
        return Action("a", "m", "i", "texte", "p", "", due, state)

    actions = [
        action(ActionState.TODO, DAY),
        action(ActionState.DOING, date(2026, 11, 26)),
        action(ActionState.DONE, date(2026, 11, 1)),
        action(ActionState.TODO, None),
    ]
    assert count_actions(actions, DAY) == {
        "a_faire": 2,
        "en_cours": 1,
        "faite": 1,
        "abandonnee": 0,
        "a_reprendre": 1,
    }
