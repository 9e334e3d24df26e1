"""A word in each private place of a carnet; the bilan that leaves is taken apart, and holds none of them."""

import json
import re
import zlib
from collections.abc import Iterator
from email import policy
from email.parser import BytesParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject, StreamObject, TextStringObject

from desk import paths
from desk.core import mail
from desk.core.people import Seat
from desk.core.report_options import Option
from desk.exchange import mail_draft
from desk.exchange.child import Child
from desk.notebook import opening, people, register, report, report_options
from desk.notebook.book import Environment
from desk.ui.pages.report_words import parts
from tests.conftest import Clock
from tests.stories.planted import ACTION, ADDRESS, AGREED, DAY, PRIVATE, TOLD, Planted, sown
from tests.stories.planted import planted as replanted
from tests.stories.taken_apart import words_in

_ANSWER = re.compile(rb"p\d\ds\d+")
"""A statement's name: a bilan counts statements, it never names one."""


@pytest.fixture(scope="module")
def source(shipped: Environment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The carnet full of rare words, made once."""
    return sown(tmp_path_factory.mktemp("semis"), shipped)


@pytest.fixture
def planted(source: Path, env: Environment, clock: Clock, tmp_path: Path) -> Iterator[Planted]:
    """A copy of it, open."""
    made = replanted(source, tmp_path, env, clock)
    yield made
    opening.close(made.book)


@pytest.fixture
def child() -> Iterator[Child]:
    """The real document process."""
    with Child(paths.program_command(), paths.fonts_dir()) as made:
        yield made


def found(content: bytes, words: tuple[str, ...] = tuple(PRIVATE.values())) -> list[str]:
    """Those of the words that stand there, in any case."""
    small = content.lower()
    return [word for word in words if word.lower().encode() in small]


def leaving(planted: Planted) -> dict[str, Any]:
    """What would leave on that day."""
    return report.sealed(planted.book, report.data(planted.book, DAY))


def allow(planted: Planted, *options: Option) -> None:
    """Both ask for these."""
    for option in options:
        for seat in Seat:
            report_options.agree(planted.book, option, planted.session(seat))


def test_the_carnet_does_hold_the_words(planted: Planted) -> None:
    rows = planted.book.store.connection.iterdump()
    held = "\n".join(rows).encode()
    sealed = {"a note", "the code", "a folder", "the user", "the name of this PC"}
    former = {"the former wording", "a passage removed"}
    for where, word in PRIVATE.items():
        if not where.startswith(tuple(sealed | former)):
            assert found(held, (word,)), where
    assert found(held, TOLD) == list(TOLD)


def test_nothing_private_is_in_the_bilan_nor_in_what_the_screen_says_will_leave(
    planted: Planted, child: Child
) -> None:
    data = leaving(planted)
    shown = str([(part.title, part.rows) for part in parts(data)]).encode()
    content = words_in(child.draw_report(data))
    for said in (json.dumps(data, ensure_ascii=False).encode(), shown, content):
        assert found(said) == []
        assert found(said, TOLD) == []
        assert _ANSWER.search(said) is None
    assert b"Valmont" in content, "the search reads the pages"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((Option.AGREED,), (TOLD[0],)),
        ((Option.ACTIONS,), (TOLD[1],)),
        ((Option.MARKS,), ()),
        (tuple(Option), TOLD),
    ],
)
def test_what_both_add_leaves_and_nothing_more(
    planted: Planted, child: Child, options: tuple[Option, ...], told: tuple[str, ...]
) -> None:
    allow(planted, *options)
    data = leaving(planted)
    content = words_in(child.draw_report(data))
    assert found(content) == []
    assert found(content, TOLD) == list(told)
    assert [line["texte"] for line in data["titres_convenu"]] == [AGREED] * (Option.AGREED in options)
    assert [line["texte"] for line in data["titres_actions"]] == [ACTION] * (Option.ACTIONS in options)
    assert set().union(*data["titres_actions"], ()) <= {"texte", "etat", "echeance"}
    marked = [entry for each in data["regards"] for entry in each["pratiques"] if "reperes" in entry]
    assert bool(marked) == (Option.MARKS in options)
    assert _ANSWER.search(content) is None


def test_one_alone_adds_nothing_and_each_may_take_it_back(planted: Planted) -> None:
    book = planted.book
    report_options.agree(book, Option.AGREED, planted.session(Seat.SGM))
    assert leaving(planted)["titres_convenu"] == []
    report_options.agree(book, Option.AGREED, planted.session(Seat.ELU))
    assert leaving(planted)["titres_convenu"]
    report_options.withdraw(book, Option.AGREED, people.pair(book).sgm.id)
    assert leaving(planted)["titres_convenu"] == []
    allow(planted, Option.MARKS)
    assert book.store.count("round_mark", "1")
    report_options.withdraw(book, Option.MARKS, people.pair(book).elu.id)
    assert book.store.count("round_mark", "1") == 0, "the marks themselves stay in the sheets"
    assert "reperes" not in json.dumps(leaving(planted)["regards"])


@pytest.mark.parametrize("options", [(), tuple(Option)])
def test_the_message_that_carries_it_says_no_more_and_names_nobody(
    planted: Planted, child: Child, options: tuple[Option, ...]
) -> None:
    allow(planted, *options)
    data = leaving(planted)
    drawn = child.draw_report(data)
    sent = mail.message(data, register.recipient(planted.book))
    draft = mail_draft.draft(sent, drawn)
    message = BytesParser(policy=policy.default).parsebytes(draft)
    assert message["To"] == ADDRESS
    parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
    assert parts[1:] == [drawn]
    said = (str(message.items()) + parts[0] + mail.mailto(sent)).replace(ADDRESS, "").encode()
    assert found(said) + found(said, TOLD) == []
    assert found(draft.replace(ADDRESS.encode(), b"") + words_in(parts[1])) == []
    assert set(message.keys()) == {"X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"}


def test_the_search_finds_a_word_wherever_a_document_can_hide_one(child: Child, planted: Planted) -> None:
    """Each hiding place of a PDF, tried one by one: the search above is not blind there."""
    drawn, word = child.draw_report(leaving(planted)), "ptarmoscopie"

    def written(writer: PdfWriter) -> bytes:
        target = BytesIO()
        writer.write(target)
        return target.getvalue()

    def changed() -> PdfWriter:
        return PdfWriter(clone_from=PdfReader(BytesIO(drawn)))

    title, attached, alt, note = changed(), changed(), changed(), changed()
    title.add_metadata({"/Title": f"Bilan – {word}"})
    attached.add_attachment("autre.bin", word.encode())
    alt._root_object[NameObject("/Alt")] = TextStringObject(f"Œuvre {word}")
    note.pages[0][NameObject("/Contents")] = note._add_object(_stream(f"BT (…{word}) Tj ET"))
    later = PdfWriter(BytesIO(written(title)), incremental=True)
    later.add_metadata({"/Title": "Bilan"})
    loose = drawn + b"9999 0 obj <<>> stream\n" + zlib.compress(word.encode()) + b"\nendstream endobj\n"
    for name, content in {
        "its title": written(title),
        "an attachment": written(attached),
        "an alternate text": written(alt),
        "a stream": written(note),
        "an earlier revision": written(later),
        "a stream that nothing names": loose,
        "hexadecimal": drawn + b"% <FEFF" + word.encode("utf-16-be").hex().encode() + b">",
    }.items():
        assert found(words_in(content), (word,)) == [word], name
    assert found(words_in(drawn), (word,)) == []


def _stream(text: str) -> StreamObject:
    made = DecodedStreamObject()
    made.set_data(text.encode())
    return made.flate_encode()


def test_no_word_is_in_what_ships() -> None:
    shipped = b"".join(
        path.read_bytes() for path in paths.resources().rglob("*") if path.suffix in (".toml", ".md", ".txt")
    )
    assert found(shipped, (*PRIVATE.values(), *TOLD)) == []
    assert len(set(PRIVATE.values()) | set(TOLD)) == len(PRIVATE) + len(TOLD) >= 20
