"""What messages and archives hold: opened in memory, bounded, told when it cannot be."""

import base64
import struct
import zipfile
from email.message import EmailMessage
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.received import NOT_READ
from desk.exchange import parcels
from desk.exchange.parcels import MAX_PARTS, Part, unpack
from desk.exchange.tnef import attachments

PDF = b"%PDF-1.7 bilan"


def archive(**parts: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return target.getvalue()


def message(*parts: tuple[str, bytes], kind: str = "octet-stream") -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Bilan de la commune"
    mail.set_content("Bonjour, ci-joint.")
    for name, content in parts:
        mail.add_attachment(content, maintype="application", subtype=kind, filename=name)
    return mail.as_bytes()


def winmail(*parts: tuple[str, bytes]) -> bytes:
    def attribute(key: int, value: bytes) -> bytes:
        return struct.pack("<BII", 2, key, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)

    content = struct.pack("<IH", 0x223E9F78, 1) + attribute(0x00089006, b"\0\0\1\0")
    for name, data in parts:
        content += attribute(0x00069002, bytes(14)) + attribute(0x00018010, name.encode("cp1252") + b"\0")
        content += attribute(0x0006800F, data)
    return content


def test_an_archive_of_messages_and_pdfs() -> None:
    content = archive(
        **{
            "x/un.pdf": PDF,
            "courriel.eml": message(("bilan.PDF", PDF), ("photo.jpg", b"\xff\xd8")),
            "lisez.txt": b"",
            "__MACOSX/._un.pdf": b"x",
        }
    )
    assert unpack("lot.zip", content) == [
        Part("lot.zip › courriel.eml › bilan.PDF", PDF),
        Part("lot.zip › x/un.pdf", PDF),
    ]


def test_a_message_forwarded_inside_another() -> None:
    inner = EmailMessage()
    inner["Subject"] = "Le bilan"
    inner.add_attachment(PDF, maintype="application", subtype="pdf", filename="bilan.pdf")
    outer = EmailMessage()
    outer["Subject"] = "TR: Le bilan"
    outer.set_content("Pour vous.")
    outer.add_attachment(inner)
    assert unpack("tr.eml", outer.as_bytes()) == [Part("tr.eml › bilan.pdf", PDF)]


@pytest.mark.parametrize("name", ["", "TR Bilan.eml"])
def test_a_message_forwarded_in_base64(name: str) -> None:
    inside = base64.encodebytes(message(("bilan.pdf", PDF))).decode()
    outer = (
        "Subject: TR\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=XX\n\n--XX\n"
        f'Content-Type: message/rfc822\nContent-Disposition: attachment; filename="{name}"\n'
        f"Content-Transfer-Encoding: base64\n\n{inside}\n--XX--\n"
    )
    wanted = f"tr.eml › {name or 'message.eml'} › bilan.pdf"
    assert unpack("tr.eml", outer.encode()) == [Part(wanted, PDF)]
    broken = outer.replace(inside[:8], "!" * 7 + "é")
    assert all(part.found for part in unpack("tr.eml", broken.encode()))


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n", b"\n\n"])
def test_what_stands_before_the_first_line_of_a_message(before: bytes) -> None:
    assert unpack("a.eml", before + message(("b.pdf", PDF))) == [Part("a.eml › b.pdf", PDF)]


def test_outlook_s_own_parcel() -> None:
    inside = winmail(("Bilan été.pdf", PDF), ("photo.jpg", b"\xff"))
    assert unpack("a.eml", message(("winmail.dat", inside))) == [Part("a.eml › Bilan été.pdf", PDF)]
    assert unpack("a.eml", message(("winmail.dat", inside[:80]))) == [Part("a.eml", b"", "abime")]
    with pytest.raises(ValueError):  # noqa: PT011 - it has no words, and needs none
        list(attachments(b"other"))


def test_that_parcel_kept_by_itself_or_in_an_archive() -> None:
    inside = winmail(("Bilan.pdf", PDF))
    assert unpack("Winmail.dat", inside) == [Part("Winmail.dat › Bilan.pdf", PDF)]
    packed = archive(**{"winmail.dat": inside})
    assert unpack("a.zip", packed) == [Part("a.zip › winmail.dat › Bilan.pdf", PDF)]
    assert unpack("winmail.dat", inside[:80]) == [Part("winmail.dat", b"", "abime")]


def test_a_pdf_that_neither_its_name_nor_its_type_says() -> None:
    assert unpack("a.eml", message(("bilan", PDF))) == [Part("a.eml › bilan.pdf", PDF)]
    assert unpack("a.eml", message(("bilan", b"x"))) == [Part("a.eml", b"", "vide")]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("bilan", "bilan.pdf"), ("", "sans nom.pdf"), ("Bilan été 😀.pdf", "Bilan été 😀.pdf")],
)
def test_a_pdf_that_its_name_does_not_say(name: str, wanted: str) -> None:
    mail = EmailMessage()
    mail["Subject"] = "x"
    mail.set_content("Bonjour")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename=name or None)
    assert unpack("a.eml", mail.as_bytes()) == [Part(f"a.eml › {wanted}", PDF)]


def test_nothing_to_read_is_told() -> None:
    assert unpack("a.eml", message()) == [Part("a.eml", b"", "vide")]
    assert unpack("a.zip", archive(**{"notes.txt": b"x"})) == [Part("a.zip", b"", "vide")]
    assert unpack("a.zip", archive(**{"b.eml": message()})) == [Part("a.zip › b.eml", b"", "vide")]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.zip", b"PK\x03\x04 broken"), ("a.zip", b""), ("a.eml", b""), ("a.eml", b"\x00\xff" * 500)],
)
def test_noise_is_damaged(name: str, content: bytes) -> None:
    assert unpack(name, content) == [Part(name, b"", "abime")]


def test_broken_base64_still_names_the_file() -> None:
    content = message(("a.pdf", PDF * 50)).replace(b"JVBER", b"!!!!!", 1)
    (part,) = unpack("a.eml", content)
    assert (part.name, part.found) == ("a.eml › a.pdf", "")


def test_names_that_lead_elsewhere_are_only_names(tmp_path: object) -> None:
    parts = unpack("a.zip", archive(**{"../../evade.pdf": PDF, "/abs.pdf": PDF, "C:\\x\\y.pdf": PDF}))
    assert sorted(part.name for part in parts) == [
        "a.zip › ../../evade.pdf",
        "a.zip › /abs.pdf",
        "a.zip › C:\\x\\y.pdf",
    ]


def test_a_bomb_costs_one_line() -> None:
    content = archive(**{"a-gros.pdf": bytes(parcels.MAX_PART + 1), "b.pdf": PDF})
    assert unpack("a.zip", content) == [
        Part("a.zip › a-gros.pdf", b"", "trop_gros"),
        Part("a.zip › b.pdf", PDF),
    ]


def test_too_many_files_are_told() -> None:
    content = archive(**{f"{number:04}.pdf": PDF for number in range(MAX_PARTS + 5)})
    parts = unpack("a.zip", content)
    assert len(parts) == MAX_PARTS + 1
    assert parts[-1] == Part("a.zip", b"", "trop_de_fichiers")


def test_parcels_in_parcels_without_end() -> None:
    content = archive(**{"bilan.pdf": PDF})
    for number in range(5):
        content = archive(**{f"{number}.zip": content})
    (part,) = unpack("a.zip", content)
    assert part.found == "trop_emboite"


def test_an_archive_with_a_password_is_told() -> None:
    content = bytearray(archive(**{"a.pdf": PDF}))
    for start in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[start] |= 1
    assert unpack("a.zip", bytes(content)) == [Part("a.zip › a.pdf", b"", "protege")]


@given(st.binary(max_size=300), st.integers(0, 200), st.sampled_from(["a.eml", "a.zip"]))
def test_any_bytes_are_told(noise: bytes, place: int, name: str) -> None:
    sound = message(("a.pdf", PDF)) if name == "a.eml" else archive(**{"a.pdf": PDF})
    for content in (noise, sound[:place] + noise + sound[place:]):
        parts = unpack(name, content)
        assert parts
        assert {part.found for part in parts} <= {"", *NOT_READ}
