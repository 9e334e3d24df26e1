from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.people import Function, Gender, Pair, Person, Seat
from desk.core.quick_line import LONGEST_SENTENCE, LineKind, Understood, understand
from desk.core.text import clean

SUNDAY = date(2026, 11, 22)
FRIDAY, FOURTH = date(2026, 11, 27), date(2026, 12, 4)
_SINCE = date(2026, 3, 28)
MAYOR = Person("e", Function.MAYOR, "Rey", "M.", Gender.MASCULINE, _SINCE)
SECRETARY = Person("s", Function.SGM, "Anne Fabre", "Mme", Gender.FEMININE, _SINCE)
PAIR = Pair("p", MAYOR, SECRETARY, _SINCE)


def read(line: str, pair: Pair = PAIR) -> Understood:
    return understand(line, SUNDAY, pair)


# The line, whose action it is (M, S or a name), its date if any, its text.
ACTIONS = """
le maire appelle l'inspection vendredi | M | 27/11 | Appelle l'inspection
Le maire appelle l’inspection. | M | | Appelle l’inspection.
M. le maire signe la convention demain | M | 23/11 | Signe la convention
Monsieur le maire reçoit l'ABF | M | | Reçoit l'ABF
LE MAIRE SIGNE LE BAIL | M | | SIGNE LE BAIL
maire : appeler la trésorerie | M | | Appeler la trésorerie
M. Rey relance le couvreur avant le 4/12 | M | 4/12 | Relance le couvreur
Rey relance le couvreur | M | | Relance le couvreur
le maire doit appeler l'ABF | M | | Doit appeler l'ABF
le maire va voir les parents d'élèves jeudi | M | 26/11 | Va voir les parents d'élèves
le maire les appelle demain | M | 23/11 | Les appelle
le maire s'en occupe d'ici vendredi | M | 27/11 | S'en occupe
Vendredi, le maire signe les arrêtés | M | 27/11 | Signe les arrêtés
le maire vendredi signe les arrêtés | M | 27/11 | Signe les arrêtés
le maire, vendredi : signer les arrêtés | M | 27/11 | Signer les arrêtés
pour le 4/12, la secrétaire prépare la note | S | 4/12 | Prépare la note
la secrétaire prépare la note de cadrage pour le 4/12 | S | 4/12 | Prépare la note de cadrage
la secrétaire générale envoie la convocation | S | | Envoie la convocation
la secrétaire générale de mairie relit l'arrêté du 3 mars pour lundi | S | 23/11 | Relit l'arrêté du 3 mars
le secrétaire de mairie fait le point sur la paie fin du mois | S | 30/11 | Fait le point sur la paie
SGM : préparer la note | S | | Préparer la note
la SGM transmet les délibérations | S | | Transmet les délibérations
DGS appelle le CDG dans 15 jours | S | 6/12 | Appelle le CDG
Mme Fabre envoie avant le 4/12 la note aux élus | S | 4/12 | Envoie la note aux élus
Anne Fabre prépare le budget | S | | Prépare le budget
Anne prépare le budget | S | | Prépare le budget
Fabre : devis | S | | Devis
la secrétaire demande un devis | S | | Demande un devis
la secrétaire n'oublie rien vendredi | - | |
devis toiture pour vendredi (le maire) | M | 27/11 | Devis toiture
devis toiture @sgm | S | | Devis toiture
@maire signer le bail vendredi | M | 27/11 | Signer le bail
@Paul Petit devis vendredi | Paul Petit | 27/11 | Devis
relire le bail @Paul | Paul | | Relire le bail
Paul Petit : devis toiture fin du mois | Paul Petit | 30/11 | Devis toiture
Mme Roy : clés de la salle | Mme Roy | | Clés de la salle
M. Le Goff : vérifier la chaudière | M. Le Goff | | Vérifier la chaudière
Paul : appeler le couvreur | Paul | | Appeler le couvreur
Élodie : préparer la salle samedi | Élodie | 28/11 | Préparer la salle
action : la secrétaire relit le bail | S | | Relit le bail
à faire : Paul Petit : relire le bail | Paul Petit | | Relire le bail
le maire appelle l'ABF vendredi matin | M | 27/11 | Appelle l'ABF vendredi matin
le maire garde les clés jusqu'à vendredi | M | 27/11 | Garde les clés jusqu'à vendredi
le maire rappelle lundi ou vendredi | M | 23/11 | Rappelle lundi ou vendredi
le maire voit l'ABF vendredi à 14 h 30 | M | 27/11 | Voit l'ABF à 14 h 30
le maire prévoit vendredi avec l'ABF la visite | M | 27/11 | Prévoit avec l'ABF la visite
Vendredi matin, le maire signe les arrêtés. | M | 27/11 | Signe les arrêtés (vendredi matin)
vendredi 5 décembre, Mme Fabre envoie la note | S | 5/12 | Envoie la note (vendredi 5 décembre)
le maire, vendredi matin : signer | M | 27/11 | Signer (vendredi matin)
pour Noël le maire commande les sapins | M | 25/12 | Commande les sapins (pour Noël)
demain @sgm appeler le CDG | S | 23/11 | Appeler le CDG
le maire commande les sapins pour Noël | M | 25/12 | Commande les sapins pour Noël
"""
NOTES = """
rien compris ici
le maire
le maire vendredi
le maire est absent vendredi
la secrétaire absente vendredi
le maire a appelé l'inspection
le maire a rendez-vous vendredi
le maire n'a pas signé
le maire ne signe pas
le maire pense que la toiture attendra
le maire demande que la note soit prête vendredi
la secrétaire indique que les comptes sont clos
la secrétaire rappelle à l'inspection que lundi est férié
le maire adjoint signe
le maire-adjoint signe les arrêtés
le maire de Levroux appelle
le maire délégué signe
la mairie ferme vendredi
la mairie achète un poste
École : fermeture vendredi
Budget : préparer la note
Eau : relancer le syndicat
RIFSEEP : relire la délibération
12 h : appeler
note de cadrage pour le 4/12
mail à contact@cdg36.example vendredi
Paul Petit appelle le couvreur
on a parlé de la toiture
le maire et la secrétaire appellent l'ABF
2/3 des voix
🎉 bravo
"""


def cells(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("line", "who", "when", "text"), [row for row in cells(ACTIONS) if row[1] != "-"])
def test_an_action_its_owner_its_date_and_its_text(line: str, who: str, when: str, text: str) -> None:
    said = read(line)
    number, month = (int(part) for part in when.split("/")) if when else (0, 0)
    seat = {"M": Seat.ELU, "S": Seat.SGM}.get(who)
    assert (said.kind, said.seat, said.name) == (LineKind.ACTION, seat, "" if seat else who)
    assert said.due == (date(2026, month, number) if when else None)
    assert said.text == text
    assert said.has_owner


@pytest.mark.parametrize("line", NOTES.strip().splitlines())
def test_what_is_not_clear_is_a_note_whole(line: str) -> None:
    said = read(line)
    assert (said.kind, said.text, said.has_owner) == (LineKind.NOTE, line, False)


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("convenu : un avis écrit avant toute annonce", LineKind.AGREED, "Un avis écrit avant toute annonce"),
        ("Convenu: on relit en mars", LineKind.AGREED, "On relit en mars"),
        ("accord : le vendredi 9 h", LineKind.AGREED, "Le vendredi 9 h"),
        ("on convient que la secrétaire signe", LineKind.AGREED, "On convient que la secrétaire signe"),
        ("Nous gardons le vendredi", LineKind.AGREED, "Nous gardons le vendredi"),
        ("il est convenu de relire en mars", LineKind.AGREED, "Il est convenu de relire en mars"),
        ("sujet : toiture de l'école", LineKind.ITEM, "Toiture de l'école"),
        ("à l’ordre du jour : fiche de poste", LineKind.ITEM, "Fiche de poste"),
        ("ODJ : fiche de poste", LineKind.ITEM, "Fiche de poste"),
        ("note : le maire appelle vendredi", LineKind.NOTE, "le maire appelle vendredi"),
        ("note de cadrage", LineKind.NOTE, "note de cadrage"),
        ("convenu entre nous depuis longtemps", LineKind.NOTE, "convenu entre nous depuis longtemps"),
        ("convenu :", LineKind.AGREED, ""),
        ("", LineKind.NOTE, ""),
    ],
)
def test_what_is_announced(line: str, kind: LineKind, text: str) -> None:
    said = read(line)
    assert (said.kind, said.text) == (kind, text)


def test_a_date_alone_waits_for_someone() -> None:
    line = "note de cadrage pour le 4/12"
    assert read(line) == Understood(LineKind.NOTE, line, due=FOURTH)
    given_to = understand(line, SUNDAY, PAIR, seat=Seat.SGM)
    assert given_to == Understood(LineKind.ACTION, "Note de cadrage", Seat.SGM, due=FOURTH)
    asked = understand(line, SUNDAY, PAIR, kind=LineKind.ACTION)
    assert asked == Understood(LineKind.ACTION, "Note de cadrage", due=FOURTH)
    assert not asked.has_owner
    assert read("action : relire le bail") == Understood(LineKind.ACTION, "Relire le bail")


def test_a_chosen_kind_goes_before_the_words() -> None:
    line = "le maire appelle l'inspection vendredi"
    assert understand(line, SUNDAY, PAIR, kind=LineKind.NOTE) == Understood(LineKind.NOTE, line)
    assert (
        understand(line, SUNDAY, PAIR, kind=LineKind.AGREED).text == "Le maire appelle l'inspection vendredi"
    )
    assert understand("convenu : toiture", SUNDAY, PAIR, kind=LineKind.ITEM).text == "Toiture"


def test_another_owner_keeps_every_word() -> None:
    said = understand("le maire appelle l'inspection vendredi", SUNDAY, PAIR, seat=Seat.SGM)
    assert (said.seat, said.name, said.due) == (Seat.SGM, "", FRIDAY)
    assert said.text == "Le maire appelle l'inspection"
    assert understand("Paul : appeler", SUNDAY, PAIR, seat=Seat.ELU).text == "Appeler"


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("le maire appelle le 31/11", "« 31/11 » n’est pas une date du calendrier."),
        ("réunion le 31/11", "« 31/11 » n’est pas une date du calendrier."),
        ("convenu : réunion le 30 février", "« 30 février » n’est pas une date du calendrier."),
        ("le maire signe vendredi 5 décembre", "Le 5 décembre 2026 est un samedi."),
        ("le maire signe le 20/11", "Le 20 novembre de cette année est passé : lu pour 2027."),
        ("le maire signe le 4/12/2025", "Le 4 décembre 2025 est déjà passé."),
        ("le maire et la secrétaire signent", "Une action revient à une seule personne : choisissez-la."),
        ("le maire rappelle lundi ou vendredi", "La ligne dit plusieurs dates : celle-ci est retenue."),
    ],
)
def test_a_doubt_is_a_sentence_and_no_word_is_lost(line: str, doubt: str) -> None:
    said = read(line)
    assert said.doubt.replace("\u00a0", " ") == doubt
    assert said.text.split()[-1].lower() in line


def test_without_a_mayor_in_the_pair_the_mayor_is_someone_else() -> None:
    delegate = Person("d", Function.DELEGATE, "Roy", "Mme", Gender.FEMININE, _SINCE)
    pair = Pair("q", delegate, SECRETARY, _SINCE)
    assert (read("le maire signe", pair).seat, read("le maire signe", pair).name) == (None, "Maire")
    for line in ("l'élue déléguée signe", "l’élue signe", "Mme Roy signe"):
        assert read(line, pair).seat is Seat.ELU


def test_a_name_both_bear_is_nobody_s() -> None:
    other = Person("t", Function.SGM, "Anne Rey", "Mme", Gender.FEMININE, _SINCE)
    pair = Pair("r", Person("f", Function.MAYOR, "Paul Rey", "M.", Gender.MASCULINE, _SINCE), other, _SINCE)
    assert read("Rey signe le bail", pair).kind is LineKind.NOTE
    assert read("Paul signe le bail", pair).seat is Seat.ELU
    assert read("Anne Rey signe le bail", pair).seat is Seat.SGM


def test_a_pasted_text_is_kept_whole_without_being_read() -> None:
    line = "le maire appelle vendredi " + "mot " * LONGEST_SENTENCE
    assert read(line) == Understood(LineKind.NOTE, line.strip())
    assert read("convenu : " + line).kind is LineKind.AGREED
    assert read("deux\nlignes\u0007 et\tune tabulation").text == "deux lignes et une tabulation"


def test_it_is_understood_before_the_next_key() -> None:
    line = "la secrétaire générale de mairie prépare la note pour le conseil du 4 décembre avant vendredi"
    read(line)  # the shapes are made once
    started = perf_counter()
    for _ in range(50):
        read(line)
    assert (perf_counter() - started) / 50 < 0.005  # a third of a frame, on a busy machine too


_WORDS = st.sampled_from(
    (
        *(
            "le",
            "la",
            "maire",
            "secrétaire",
            "M.",
            "Rey",
            ":",
            "convenu",
            "sujet",
            "@",
            "@Paul",
            "(le maire)",
        ),
        *(
            "appelle",
            "vendredi",
            "pour",
            "4/12",
            "31/11",
            "et",
            "d'",
            "que",
            "s'",
            "fin",
            "du",
            "mois",
            "É",
            ",",
        ),
    )
)


@given(
    st.one_of(st.text(max_size=60), st.lists(_WORDS, max_size=10).map(" ".join)),
    st.sampled_from([None, *LineKind]),
    st.sampled_from([None, *Seat]),
)
def test_nothing_typed_is_ever_lost(line: str, kind: LineKind | None, seat: Seat | None) -> None:
    said = understand(line, SUNDAY, PAIR, kind=kind, seat=seat)
    if seat is None and kind is None and said.kind is LineKind.NOTE and not line.lower().startswith("note"):
        assert said.text == " ".join(clean(line).split())
    if seat is not None:
        assert (said.kind, said.seat) == (LineKind.ACTION, seat)
    kept = [word.strip(" ,;:–—-").lower() for word in said.text.split()]
    assert all(word in clean(line).lower() for word in kept)
