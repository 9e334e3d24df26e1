"""To whom a bilan goes, the message's subject and words."""

from typing import Any
from urllib.parse import unquote

import pytest

from desk.core import mail, share
from desk.core.errors import UserError

FINGERPRINT = "0123456789abcdef" * 4


def sealed(name: str = "Valmont", insee: str = "36202", status: str = "convenu") -> dict[str, Any]:
    return {
        "date": "2026-11-27",
        "periode": {"du": "2025-11-28", "au": "2026-11-27"},
        "commune": {"nom": name, "insee": insee, "population": 412, "cdg": "CDG"},
        "statut": status,
        "empreinte": FINGERPRINT,
    }


def test_the_subject_never_changes_its_form() -> None:
    assert mail.subject(sealed()) == "Bilan Binôme - 36202 Valmont - 27 novembre 2026"
    assert mail.subject(sealed(), "[BINOME] Bilans").startswith("[BINOME] Bilans - 36202 Valmont - 27 nov")
    assert mail.subject(sealed(insee="")) == "Bilan Binôme - sans-code Valmont - 27 novembre 2026"
    assert mail.subject(sealed(status="projet")).endswith(" - 27 novembre 2026 - PROJET")
    first = mail.subject({**sealed(), "date": "2026-11-01"})
    assert first.endswith(" - 1er novembre 2026")


@pytest.mark.parametrize("name", ["Val\r\nBcc: x@y.fr\r\n\r\nmont", "Val\u2028mont\x00\x85", "A\tB\n" * 60])
def test_no_name_makes_a_second_line_of_the_subject(name: str) -> None:
    said = mail.subject(sealed(name))
    assert len(said.splitlines()) == 1
    assert not any(ord(c) < 32 or c in "\u2028\u2029\x85" for c in said)


def test_the_words_tell_the_commune_the_period_and_the_standing() -> None:
    said = mail.text(sealed())
    assert "Commune : 36202 Valmont\nPériode : du 28 novembre 2025 au 27 novembre 2026\n" in said
    assert "Empreinte : 0123 4567 89ab cdef" in said
    assert "Les deux personnes en sont convenues." in said
    project = mail.text(sealed(status="projet"))
    assert "C’est un projet : il ne porte pas encore l’accord des deux personnes." in project
    assert "\u00a0" not in said
    assert "\u202f" not in said


def test_the_file_leaves_under_a_plain_name() -> None:
    name = mail.attached_name(sealed("L’Étang <&>\"' 🏛 " + "é" * 300, ""))
    assert name.isascii()
    assert name.startswith("binome_sans-code_L-Etang")
    assert name.endswith("_2026-11-27.pdf")
    assert len(name) <= 100


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("bilans@exemple.fr", "bilans@exemple.fr"),
        ("Service emploi, bilans@exemple.fr", "bilans@exemple.fr"),
        ("Service emploi <bilans.emploi@cdg.exemple.fr>, 02 00 00 00 00.", "bilans.emploi@cdg.exemple.fr"),
        ("Écrivez à bilans@exemple.fr.", "bilans@exemple.fr"),
        ("le réseau, à la prochaine réunion", ""),
        ("bilans@exemple", ""),
        ("bilans@exemple.fr\r\nBcc: autre@exemple.fr", "bilans@exemple.fr"),
        ("", ""),
        (f"{'a' * 250}@exemple.fr", ""),
    ],
)
def test_an_address_is_found_within_words(words: str, address: str) -> None:
    assert mail.address_in(words) == address


def test_typed_addresses_are_checked() -> None:
    assert mail.checked_addresses("  ") == ""
    assert mail.checked_addresses("a@b.fr; c.d+e@f-g.fr a@b.fr\n") == "a@b.fr, c.d+e@f-g.fr"
    for wrong in (
        "a@b",
        "é@b.fr",
        "a@b..fr",
        "a b",
        "a@b.fr%0ABcc:",
        "<a@b.fr>",
        "a@-b.fr",
        f"{'a' * 260}@b.fr",
    ):
        with pytest.raises(UserError, match="n’est pas une adresse électronique"):
            mail.checked_addresses(wrong)
    with pytest.raises(UserError, match="10 adresses au plus"):
        mail.checked_addresses(",".join(f"a{number}@b.fr" for number in range(11)))


def test_a_pasted_line_is_an_address_or_nothing() -> None:
    """No sign that ends a header is left in what goes into one."""
    with pytest.raises(UserError):
        mail.checked_addresses("a@b.fr\r\nSubject: autre")
    assert mail.checked_addresses("a@b.fr\r\nc@d.fr") == "a@b.fr, c@d.fr"


def test_mailto_has_the_address_the_subject_and_the_words() -> None:
    address = mail.mailto(mail.message(sealed(), "a@b.fr, c@d.fr"))
    to, _, rest = address.partition("?")
    assert to == "mailto:a@b.fr,c@d.fr"
    assert unquote(rest).startswith(
        "subject=Bilan Binôme - 36202 Valmont - 27 novembre 2026&body=Bonjour,\r\n"
    )
    assert len(address) <= share.LONGEST_ADDRESS
    assert address.isascii()


def test_mailto_leaves_the_words_then_the_subject_when_it_is_too_long() -> None:
    long = mail.mailto(mail.message(sealed("é" * 120), "a@b.fr", "x" * 160))
    assert long.startswith("mailto:a@b.fr?subject=")
    assert "body=" not in long
    longer = mail.mailto(mail.message(sealed("é" * 400), "a@b.fr"))
    assert longer == "mailto:a@b.fr"


def test_mailto_cannot_be_given_another_field() -> None:
    address = mail.mailto(mail.message(sealed("A&bcc=x@y.fr#?"), "a&b=c@d.fr"))
    to, _, rest = address.partition("?")
    assert to == "mailto:a%26b%3Dc@d.fr"
    assert [part.split("=")[0] for part in rest.split("&")] == ["subject", "body"]
