"""A county's post: several hundred distinct bilans, real PDF files, and the bad ones that come with them."""

import json
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from desk.core.report import sealed
from desk.pdf.report_data import ATTACHMENT

Json = dict[str, Any]
BAD = 20


def make_post(folder: Path, drawn: bytes, count: int = 350, bad: int = BAD) -> None:
    """Fill `folder` with `count` bilans, made of one drawn by the program, and `bad` other files.

    One in seven comes in a message, one in fifty in an archive; same arguments, same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    data = attached(drawn)
    for number, content in enumerate(bilans(drawn, data, count)):
        name = f"binome_{number:03}.pdf"
        if number % 50 == 0:
            (folder / f"{name[:-4]}.zip").write_bytes(archive({f"envoi/{name}": content}))
        elif number % 7 == 0:
            (folder / f"{name[:-4]}.eml").write_bytes(message(name, content))
        else:
            (folder / name).write_bytes(content)
    for number, (name, content) in enumerate(harmed(drawn)):
        if number < bad:
            (folder / f"z{number:02}-{name}").write_bytes(content)


def attached(drawn: bytes) -> Json:
    """The data of a bilan."""
    found: Json = json.loads(PdfReader(BytesIO(drawn)).attachments[ATTACHMENT][0])
    return found


def bilans(drawn: bytes, data: Json, count: int) -> Iterator[bytes]:
    """The same document again and again, each with another commune's data inside, well sealed."""
    for number in range(count):
        insee = f"{1 + number // 900:02}{100 + number % 900}"
        yield carrying(drawn, commune(data, insee, f"Commune {insee}"))


def commune(
    data: Json, insee: str, name: str, *, days: int = 0, agreed: bool = True, example: bool = False
) -> Json:
    """The data as that commune would send it, `days` later."""
    later = timedelta(days)
    return sealed(
        {
            **data,
            "exemple": example,
            "commune": {**data["commune"], "insee": insee, "nom": name},
            "date": _later(data["date"], later),
            "periode": {key: _later(day, later) for key, day in data["periode"].items()},
        },
        agreed=agreed,
    )


def _later(day: str, by: timedelta) -> str:
    return (date.fromisoformat(day) + by).isoformat()


def carrying(drawn: bytes, data: Json) -> bytes:
    """The document with other data attached; what its pages say is not changed."""
    return attaching(
        drawn, json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    )


def attaching(drawn: bytes, content: bytes) -> bytes:
    """The document with these bytes for its data."""
    writer = PdfWriter(clone_from=BytesIO(drawn))
    for attachment in writer.attachment_list:
        file: Any = attachment.pdf_object
        stream = file["/EF"].get_object()["/F"].get_object()
        stream[NameObject("/Filter")] = NameObject("/FlateDecode")
        stream._data = zlib.compress(content)
    return _written(writer)


def message(name: str, content: bytes) -> bytes:
    """A message with that file attached."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "mairie@exemple.invalid", "Bilan Binôme"
    mail.set_content("Bonjour, ci-joint le bilan.")
    mail.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()


def archive(parts: dict[str, bytes]) -> bytes:
    """An archive of these files, the same bytes each time."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def harmed(drawn: bytes) -> Iterator[tuple[str, bytes]]:
    """Twenty files that are no bilan to be read, by name."""
    sealed_wrong = attached(drawn)
    sealed_wrong["convenu"] += 1
    yield "vide.pdf", b""
    yield "texte.pdf", b"Bonjour"
    yield "coupe.pdf", drawn[: len(drawn) // 2]
    yield "tete.pdf", drawn[:2000]
    yield "zeros.pdf", b"%PDF-1.7\n" + bytes(20_000)
    yield "sans-donnees.pdf", _without_data(drawn)
    yield "protege.pdf", _locked(drawn)
    yield "falsifie.pdf", carrying(drawn, sealed_wrong)
    yield "futur.pdf", carrying(drawn, {**attached(drawn), "schema": 99})
    yield "json-casse.pdf", attaching(drawn, b"{")
    yield "json-profond.pdf", attaching(drawn, b"[" * 50_000)
    yield "mille-pages.pdf", _pages(1000)
    yield "sans-piece.eml", _bare_message()
    yield "bruit.eml", b"\x00\xff" * 500
    yield "base64.eml", message("a.pdf", drawn).replace(b"JVBER", b"!!!!!", 1)
    yield "casse.zip", b"PK\x03\x04 broken"
    yield "chemins.zip", archive({"../../evade.pdf": b"%PDF-", "/abs.pdf": b"x"})
    yield "bombe.zip", archive({"gros.pdf": bytes(30_000_000)})
    yield "autre.zip", archive({"lisez-moi.txt": b"rien"})
    yield "message.msg", b"\xd0\xcf\x11\xe0" + bytes(512)


def _without_data(drawn: bytes) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(drawn))
    writer.root_object.pop(NameObject("/AF"), None)
    names: Any = writer.root_object[NameObject("/Names")]
    names.get_object().pop(NameObject("/EmbeddedFiles"), None)
    return _written(writer)


def _locked(drawn: bytes) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(drawn))
    writer.encrypt("secret", algorithm="RC4-128")
    return _written(writer)


def _pages(count: int) -> bytes:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(100, 100)
    return _written(writer)


def _bare_message() -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Bilan"
    mail.set_content("Bonjour, le voici.")
    return mail.as_bytes()


def _written(writer: PdfWriter) -> bytes:
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def extracted(folder: Path) -> int:
    """How many bilans the bare libraries take out of what `make_post` put there: the floor of reading."""
    found = 0
    for path in sorted(folder.glob("binome_*")):
        for attachment in PdfReader(BytesIO(_unwrapped(path))).attachment_list:
            json.loads(attachment.content)
            found += 1
    return found


def _unwrapped(path: Path) -> bytes:
    """The one PDF in it, by the standard library alone."""
    content = path.read_bytes()
    if path.suffix == ".zip":
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return packed.read(packed.namelist()[0])
    if path.suffix == ".eml":
        mail = BytesParser(policy=policy.default).parsebytes(content)
        assert isinstance(mail, EmailMessage)
        return bytes(next(mail.iter_attachments()).get_content())
    return content
