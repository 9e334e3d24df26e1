"""The guide as a pack makes it, and what is told of a pack."""

from datetime import date

from desk.core.guide import Guide, Practice, Section
from desk.core.lazily import Lazily
from desk.core.pack import Manifest, PackSummary, about, brings, fitted

MANIFEST = Manifest("cdg00", "CDG de l’exemple", "Guide", "3", date(2027, 1, 11))


def practice(practice_id: str, number: int, body: str, *related: str) -> Practice:
    return Practice(
        practice_id, number, practice_id, practice_id, "Et nous ?", "Lire.", (),
        (Section("pourquoi", "Pourquoi", body),), (), related,
    )  # fmt: skip


PRACTICES = {
    "p02": practice(
        "p02", 2, "Voir [la suite](practice:p07), [le début](practice:p01), [le droit](page:d).", "p07"
    ),
    "p07": practice("p07", 7, "Rien.", "p01", "p02"),
}


def guide(made: list[str]) -> Guide:
    def make(practice_id: str) -> Practice:
        made.append(practice_id)
        return PRACTICES[practice_id]

    ids = ("p07", "p02")
    pages = (Section("d", "Le droit", "Lire **[avant](practice:p01)** et [ici](practice:p02)."),)
    return Guide("binome", "Binôme", "1", date(2026, 11, 22), ids, Lazily(ids, make), pages)


def test_a_practice_is_read_when_it_is_needed() -> None:
    made: list[str] = []
    shown = fitted(guide(made), MANIFEST)
    assert (shown.id, shown.publisher, shown.version) == ("cdg00", "CDG de l’exemple", "3")
    assert made == []
    assert shown.practice("p02").number == 2
    assert made == ["p02"]


def test_numbers_follow_the_list_and_links_out_of_it_keep_their_words() -> None:
    shown = fitted(guide([]), MANIFEST)
    assert [(one.number, one.id, one.related) for one in shown.practices] == [
        (1, "p07", ("p02",)),
        (2, "p02", ("p07",)),
    ]
    body = shown.practice("p02").sections[0].body
    assert body == "Voir [la suite](practice:p07), le début, [le droit](page:d)."
    assert shown.pages[0].body == "Lire **avant** et [ici](practice:p02)."


def test_only_what_is_there_is_told() -> None:
    assert [name for name, _ in about(MANIFEST)] == ["Publié par", "Guide", "Version"]
    assert brings(PackSummary(MANIFEST)) == [("Contenu", "rien de plus que le guide d’origine")]
    told = brings(PackSummary(MANIFEST, added=("A", "B"), fields=1, official_size=2_400_000))
    assert told == [
        ("Pratiques ajoutées", "A ; B"),
        ("Fiche « Mon CDG »", "1\u00a0rubrique remplie"),
        ("Guide officiel", "un PDF de 2400\u00a0Ko"),
    ]
