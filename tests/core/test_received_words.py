"""What is said of each file received, and the reply that is ready."""

import pytest

from desk.core.received import NOT_READ, Verdict, judged
from desk.core.received_words import VERDICTS, asked, reply, shown, verdict, why
from desk.core.told import Paper
from tests.received_papers import PLAIN, paper, year

NBSP = "\u00a0"


@pytest.mark.parametrize("found", sorted(NOT_READ))
def test_each_reason_has_a_sentence_and_a_reply(found: str) -> None:
    (row,) = judged([Paper("lot.zip › Bilan 2026.pdf", found)])
    assert why(row).endswith(".")
    assert reply(row).startswith(f"Bonjour, nous avons bien reçu votre envoi «{NBSP}Bilan 2026.pdf{NBSP}». ")
    assert reply(row).endswith(" Merci.")


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("a.pdf", "illisible"),
        ("a.pdf", "raccourci"),
        ("Bilan.msg", "autre_format"),
        ("b.P7M", "autre_format"),
    ],
)
def test_what_this_pc_cannot_open_is_not_the_commune_s_doing(file: str, found: str) -> None:
    (row,) = judged([Paper(file, found)])
    assert "sur notre poste" in reply(row)
    assert "Ce n’est pas un bilan" not in reply(row)
    if found == "autre_format":
        assert "enregistrez sa pièce jointe" in why(row)


def test_a_sound_bilan_needs_no_reply() -> None:
    (row,) = judged([paper("a.pdf")])
    assert (verdict(row), why(row), reply(row)) == ("accepté", "", "")


def test_repeated_replaced_and_newer_name_the_other_file() -> None:
    rows = judged([paper("a.pdf", "a"), paper("b.pdf", "b", agreed=1), paper("c.pdf", "b", agreed=1)])
    said = {row.file: (row.verdict, why(row)) for row in rows}
    assert said == {
        "a.pdf": (
            Verdict.REPLACED,
            f"Il est remplacé par «{NBSP}b.pdf{NBSP}», pour la même période.",
        ),
        "b.pdf": (Verdict.NEWER, f"Il remplace «{NBSP}a.pdf{NBSP}»."),
        "c.pdf": (Verdict.SAME, f"Le même bilan est dans «{NBSP}b.pdf{NBSP}»."),
    }
    assert [bool(reply(row)) for row in rows] == [True, False, True]
    assert f"votre bilan du 27{NBSP}novembre 2026" in reply(rows[0])


def test_project_example_and_unknown_commune_say_what_to_do() -> None:
    rows = judged(
        [
            year(2026, "a", "projet.pdf", status="projet"),
            year(2026, "b", "exemple.pdf", example=True, insee="00000"),
            year(2026, "c", "sans.pdf", insee=""),
        ]
    )
    replies = {row.file: reply(row) for row in rows}
    assert "PROJET" in replies["projet.pdf"]
    assert "commune d’exemple" in replies["exemple.pdf"]
    assert "code INSEE" in replies["sans.pdf"]
    assert {row.file: why(row) for row in rows}["projet.pdf"].startswith("Projet")


def test_a_forged_bilan_claims_no_date_in_the_reply() -> None:
    (row,) = judged([Paper("a.pdf", "empreinte_fausse", PLAIN)])
    assert "27 novembre" not in reply(row)


def test_nobody_is_blamed_and_every_verdict_has_its_words() -> None:
    assert set(VERDICTS) == set(Verdict)
    said = " ".join(reply(row) for found in NOT_READ for row in judged([Paper("a", found)]))
    for word in ("erreur", "faute", "oubli", "retard", "mauvais", "incorrect"):
        assert word not in said


def test_what_is_asked_in_words() -> None:
    assert asked(PLAIN) == "Une réponse à une question juridique, un appel pour en parler"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("bilan\r\n=cmd.pdf", "bilan  =cmd.pdf"),
        ("\udce9t\udce9.pdf", "\ufffdt\ufffd.pdf"),
        ("gpj.\u202efdp", "gpj. fdp"),
        ("😀.pdf", "😀.pdf"),
        ("x" * 300, "x" * 199 + "…"),
    ],
)
def test_any_name_can_be_written(name: str, wanted: str) -> None:
    assert shown(name) == wanted
    assert shown(name).encode()
