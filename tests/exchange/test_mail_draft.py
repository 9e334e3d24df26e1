"""The `.eml` draft, read back by the standard library."""

from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from desk.core import mail
from desk.core.received import Verdict
from desk.exchange.child import Child
from desk.exchange.mail_draft import draft
from desk.exchange.reports import read_folder
from tests.core.test_mail import sealed

DOCUMENT = b"%PDF-1.7\r\n\x00\xff=_binome_\n--=_binome\r\n.\r\n" * 40
TOO_LONG = 998
"""Octets of a line that a mail server takes, its end left out."""


def read(content: bytes) -> EmailMessage:
    found = message_from_bytes(content, policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert not any(part.defects for part in found.walk())
    return found


@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("Valmont", "bilans@exemple.fr"),
        ("<&>\"' 🏛 é", ""),
        ("é" * 300, ", ".join(f"{'a' * 60}{n}@exemple.fr" for n in range(10))),
        ("Val\r\nBcc: autre@exemple.fr\r\n\r\nmont", "a@b.fr"),
    ],
)
def test_it_is_read_back_whole(name: str, to: str) -> None:
    message = mail.message(sealed(name), to)
    content = draft(message, DOCUMENT)
    found = read(content)
    assert found["X-Unsent"] == "1"
    assert (found["To"] or "") == to
    assert found["Subject"] == message.subject
    body = found.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == message.text
    (attached,) = found.iter_attachments()
    assert attached.get_content() == DOCUMENT
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_filename() == message.attached
    assert attached.get_content_disposition() == "attachment"


def test_it_has_no_sender_date_or_number_of_its_own() -> None:
    found = read(draft(mail.message(sealed(), "a@b.fr"), DOCUMENT))
    assert sorted(found.keys()) == ["Content-Type", "MIME-Version", "Subject", "To", "X-Unsent"]


def test_the_same_data_give_the_same_bytes() -> None:
    message = mail.message(sealed(), "a@b.fr")
    assert draft(message, DOCUMENT) == draft(message, DOCUMENT)
    assert draft(message, DOCUMENT) != draft(message, DOCUMENT + b" ")


def test_its_lines_are_those_of_a_mail() -> None:
    content = draft(mail.message(sealed("é" * 300), "a@b.fr"), DOCUMENT)
    lines = content.split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert max(map(len, lines)) <= TOO_LONG
    assert content.isascii()


def test_a_real_bilan_arrives_whole_at_the_centre_de_gestion(
    child: Child, make_report: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    """Sent as it was drafted, then kept as a message and as a file: one bilan, read once."""
    data = make_report("Val <&>\"' 🏛 d’Étang")
    message, document = mail.message(data, "bilans@exemple.fr"), child.draw_report(data)
    (tmp_path / "recu.eml").write_bytes(draft(message, document))
    (received,) = read_folder(tmp_path, child)
    assert received.verdict is Verdict.ACCEPTED
    (tmp_path / message.attached).write_bytes(document)
    both = read_folder(tmp_path, child)
    assert sorted(one.verdict for one in both) == sorted([Verdict.ACCEPTED, Verdict.SAME])
