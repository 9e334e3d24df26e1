"""The document process as the program uses it, with files that mean it harm."""

import random
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from desk import paths
from desk.core.errors import UserError
from desk.core.form import FormReading, Verdict
from desk.core.scale import Answer
from desk.exchange.child import MAX_FILE, Child, file_content

Json = dict[str, Any]
Make = Callable[..., Json]


def pretending(fonts: Path, behaviour: str, *, reading: float = 1.0) -> Child:
    """A process that gets ready, then does this with the file it is sent."""
    script = (
        "import os, sys, time\n"
        "from desk.exchange.frames import read_frame, write_frame\n"
        "read_frame(sys.stdin.buffer); write_frame(sys.stdout.buffer, {})\n"
        "read_frame(sys.stdin.buffer)\n" + behaviour
    )
    return Child([sys.executable, "-c", script], fonts, reading=reading)


def test_draws_a_report_and_reads_it_back(child: Child, make_report: Make) -> None:
    data = make_report()
    assert child.read_report(child.draw_report(data), "a.pdf") == ("lu", data)


def test_draws_a_sheet_and_reads_it_filled(child: Child, form: Json, tmp_path: Path) -> None:
    path = tmp_path / "feuille.pdf"
    path.write_bytes(child.draw_form(form, fillable=True))
    reading = child.read_form(path)
    assert (reading.verdict, reading.answers, reading.seat) == (Verdict.EMPTY, {}, "sgm")
    writer = pypdf.PdfWriter(clone_from=path)
    ticks = dict.fromkeys(("p01s1_3", "p01s2_nsp", "p01s3_0", "p01s3_1"), "/Oui")
    writer.update_page_form_field_values(writer.pages[0], ticks, auto_regenerate=False)
    writer.write(path)
    reading = child.read_form(path)
    assert reading.answers == {"p01s1": Answer.ALWAYS, "p01s2": Answer.UNKNOWN}
    assert reading.doubtful == ("p01s3",)


def test_a_reading_is_whole_when_it_comes_out_of_the_process(
    child: Child, form: Json, tmp_path: Path
) -> None:
    from desk.pdf.read_form import read_form

    path = tmp_path / "feuille.pdf"
    writer = pypdf.PdfWriter(clone_from=BytesIO(child.draw_form(form, fillable=True)))
    ticks = dict.fromkeys(("p01s1_3", "p01s3_0", "p01s3_1"), "/Oui")
    writer.update_page_form_field_values(writer.pages[0], ticks, auto_regenerate=False)
    writer.write(path)
    reading = child.read_form(path)
    assert reading == read_form(path.read_bytes())
    assert reading.ticked == {"p01s3": (Answer.NEVER, Answer.SOMETIMES)}
    assert reading.revisions == {"p01s1": 1, "p01s2": 1, "p01s3": 1, "p01s4": 1}
    assert all(isinstance(each, Answer) for each in (reading.answers or {}).values())


def test_without_a_block_each_call_has_its_own_process(fonts: Path, command: list[str], form: Json) -> None:
    lone = Child(command, fonts)
    assert lone.draw_form(form, fillable=False) == lone.draw_form(form, fillable=False)
    assert lone._process is None


def test_the_process_draws_the_same_bytes_as_any_other(child: Child, fonts: Path, make_report: Make) -> None:
    from desk.pdf.press import Press
    from desk.pdf.report import draw_report

    press = Press(fonts, paths.resources() / "colours" / "sRGB.icc")
    assert child.draw_report(make_report()) == draw_report(make_report(), press)


def test_a_bug_while_drawing_is_a_bug(child: Child, make_report: Make) -> None:
    with pytest.raises(RuntimeError, match="KeyError: 'commune'"):
        child.draw_report({"date": "2026-11-27"})
    # The next document has a fresh process.
    assert child.draw_report(make_report()).startswith(b"%PDF")


def test_a_program_that_does_not_start_is_a_bug(fonts: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    broken = Child([sys.executable, "-c", "raise SystemExit('no such program')"], fonts)
    with pytest.raises(RuntimeError, match="no such program"):
        broken.read_form(path)


@pytest.mark.parametrize(
    "behaviour",
    [
        "time.sleep(60)",
        "os._exit(3)",
        "os.kill(os.getpid(), 11)",
        "os.close(1); time.sleep(60)",
        "os.write(1, b'garbage' * 50); time.sleep(60)",
        "os.write(1, b'\\0\\0\\0\\1\\0\\0\\0\\0'); os._exit(0)",
    ],
)
def test_a_file_that_brings_it_down_is_said_unsafe(fonts: Path, tmp_path: Path, behaviour: str) -> None:
    content = b"%PDF-1.7" + b"x" * 3_000_000
    path = tmp_path / "piège.pdf"
    path.write_bytes(content)
    start = time.monotonic()
    with pytest.raises(UserError, match=r"« piège\.pdf » n’a pas pu être lu en sécurité") as caught:
        pretending(fonts, behaviour).read_report(content, path.name)
    assert "Rien n’a été changé" in caught.value.advice
    assert pretending(fonts, behaviour).read_form(path) == FormReading(Verdict.HOSTILE)
    assert time.monotonic() - start < 10


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX")
def test_what_it_started_dies_with_it(fonts: Path, tmp_path: Path) -> None:
    mark = tmp_path / "alive"
    late = f"import time; time.sleep(3); open({str(mark)!r}, 'w')"
    behaviour = f"import subprocess; subprocess.Popen([sys.executable, '-c', {late!r}]); time.sleep(60)"
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    assert pretending(fonts, behaviour).read_form(path).verdict is Verdict.HOSTILE
    time.sleep(2.6)
    assert not mark.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the bound is the kernel's")
def test_memory_is_bounded(fonts: Path, tmp_path: Path) -> None:
    """The worker's own limit: 2 GiB are refused before the machine feels them."""
    script = (
        "from desk.exchange import worker\n"
        "worker.VERBS['read_form'] = worker.VERBS['read_report'] = lambda q, b: (q, bytes(2 << 30))\n"
        "worker.main()"
    )
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    greedy = Child([sys.executable, "-c", script], fonts)
    assert greedy.read_form(path).verdict is Verdict.HOSTILE
    assert greedy.stopped is not None
    assert "MemoryError" in greedy.stopped.told
    with pytest.raises(UserError) as caught:
        greedy.read_report(b"%PDF-1.7", path.name)
    assert "MemoryError" in str(caught.value.__cause__)


def test_a_missing_or_enormous_file_is_told(child: Child, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="introuvable"):
        child.read_form(tmp_path / "rien.pdf")
    huge = tmp_path / "gros.pdf"
    with huge.open("wb") as stream:
        stream.truncate(MAX_FILE + 1)
    assert child.read_form(huge).verdict is Verdict.HOSTILE
    with pytest.raises(UserError, match="dépasse 50 Mo"):
        file_content(huge)


def variants(content: bytes) -> Iterator[bytes]:
    """Sixty ways of being damaged, always the same sixty."""
    chance = random.Random(20261122)
    for _ in range(20):
        flipped = bytearray(content)
        for _ in range(chance.randint(1, 40)):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        yield bytes(flipped)
    for _ in range(20):
        yield content[: chance.randrange(len(content))]
    for _ in range(20):
        start = chance.randrange(len(content))
        size = chance.randint(1, 4000)
        yield content[:start] + bytes(size) + content[start + size :]


UNSAFE = "n’a pas pu être lu en sécurité"


def outcome(read: Callable[[], Any]) -> Any:
    """What reading gives, or the sentence of a known problem; at most five seconds, and no other error."""
    start = time.monotonic()
    try:
        return read()
    except UserError as error:
        return error.sentence
    finally:
        assert time.monotonic() - start < 5.5


def test_sixty_damaged_sheets(child: Child, form: Json, tmp_path: Path) -> None:
    content = child.draw_form(form, fillable=True)
    path = tmp_path / "abîmée.pdf"
    seen = set()
    for variant in variants(content):
        path.write_bytes(variant)
        found = outcome(lambda: child.read_form(path).verdict)
        assert found in set(Verdict)
        seen.add(found)
    assert Verdict.DAMAGED in seen
    assert Verdict.READ not in seen


def test_sixty_damaged_reports(child: Child, make_report: Make) -> None:
    data = make_report()
    verdicts = set()
    for variant in variants(child.draw_report(data)):
        found = outcome(partial(child.read_report, variant, "a.pdf"))
        if isinstance(found, str):
            assert UNSAFE in found
        else:
            # What is read as sound is what was written, whatever was damaged around it.
            assert found[0] != "lu" or found[1] == data
            verdicts.add(found[0])
    assert "abime" in verdicts


def test_a_bomb_is_survived(child: Child, tmp_path: Path) -> None:
    """A page stream and an attachment that inflate a thousand times."""
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(bytes(1 << 24)) for _ in range(12)) + packer.flush()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    stream = pypdf.generic.EncodedStreamObject()
    stream._data = bomb
    stream[pypdf.generic.NameObject("/Filter")] = pypdf.generic.NameObject("/FlateDecode")
    reference = writer._add_object(stream)
    writer.pages[0][pypdf.generic.NameObject("/Contents")] = reference
    attachment = writer.add_attachment("rapport.json", b"{}")
    attachment.pdf_object["/EF"][pypdf.generic.NameObject("/F")] = reference  # type: ignore[index]
    target = BytesIO()
    writer.write(target)
    path = tmp_path / "bombe.pdf"
    path.write_bytes(target.getvalue())
    form = outcome(lambda: child.read_form(path).verdict)
    assert form in {Verdict.NOT_A_FORM, Verdict.DAMAGED, Verdict.HOSTILE}
    report = outcome(lambda: child.read_report(target.getvalue(), "bombe.pdf")[0])
    assert report == "abime" or UNSAFE in report
