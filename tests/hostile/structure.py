"""What someone would write on purpose: tables, trees and lists that lead nowhere, or for ever."""

from io import BytesIO

from tests.hostile.written import IDENTITY, Chance, Maker, bomb_stream, form, stream


def table_loop(chance: Chance, base: bytes) -> bytes:
    """The table of objects says that an older one is itself, or another that comes back to it."""
    place = base.rindex(b"startxref")
    at = int(base[place:].split()[1])
    target = chance.choice((at, at, 0, len(base) * 2, -1))
    return base[:place].replace(b"trailer\n<<", b"trailer\n<< /Prev %d " % target) + base[place:]


def long_chain(chance: Chance, base: bytes) -> bytes:
    """Thousands of revisions, each of one object."""
    out, last = BytesIO(), base[base.rindex(b"startxref") :].split()[1]
    out.write(base)
    for _ in range(chance.choice((100, 2000))):
        place = out.tell()
        out.write(b"xref\n0 0\ntrailer\n<< /Size 9 /Root 1 0 R /Prev %s >>\n" % last)
        last = b"%d" % place
        out.write(b"startxref\n%s\n%%%%EOF\n" % last)
    return out.getvalue()


def deep_arrays(chance: Chance, _base: bytes) -> bytes:
    depth = chance.choice((1000, 10_000, 200_000))
    return form(annots=b"[" * depth + b"6 0 R" + b"]" * depth)


def deep_dictionaries(chance: Chance, _base: bytes) -> bytes:
    depth = chance.choice((1000, 10_000, 200_000))
    return form(page=b"/Resources " + b"<< /XObject " * depth + b"null" + b" >>" * depth)


def table_bomb(chance: Chance, _base: bytes) -> bytes:
    """The table itself is a stream that inflates, or says that there are two milliards of objects."""
    size = chance.choice((10, 2**31))
    entries = b"/Type /XRef /Size %d /W [1 4 2] /Root 1 0 R /Index [0 %d]" % (size, size)
    body = b"1 0 obj\n" + bomb_stream(chance, entries) + b"\nendobj\n"
    return b"%PDF-1.7\n" + body + b"startxref\n9\n%%EOF"


def object_bomb(chance: Chance, _base: bytes) -> bytes:
    """Objects inside a stream: it inflates, counts a milliard of them, or holds itself."""
    entries = b"/Type /ObjStm /N %d /First %d /Extends 7 0 R" % (
        chance.choice((1, 10**6, 10**9)),
        chance.choice((0, 10, 10**9)),
    )
    sound = form(more={7: bomb_stream(chance, entries)})
    rows = b"".join(bytes((2, 0, 0, 0, 7, 0, row)) for row in range(9))
    table = stream(rows, b"/Type /XRef /Size 9 /W [1 4 2] /Root 1 0 R")
    return sound + b"9 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(sound)


def many_widgets(chance: Chance, _base: bytes) -> bytes:
    return form(annots=b"[" + b"6 0 R " * chance.choice((10_000, 1_000_000)) + b"]")


def many_words(chance: Chance, _base: bytes) -> bytes:
    """What the file says of itself, a million times."""
    return form(said=IDENTITY + b" p01s1=1" * chance.choice((1000, 1_000_000)))


def many_pages(chance: Chance, _base: bytes) -> bytes:
    count = chance.choice((1000, 1_000_000))
    return form(more={3: b"<< /Type /Pages /Kids [" + b"4 0 R " * count + b"] /Count %d >>" % count})


def parents_in_a_ring(chance: Chance, _base: bytes) -> bytes:
    ring = chance.choice((1, 2, 50))
    widgets = {7 + n: b"<< /Subtype /Widget /Parent %d 0 R >>" % (7 + (n + 1) % ring) for n in range(ring)}
    return form(annots=b"[6 0 R 7 0 R]", more=widgets)


def pages_in_a_ring(chance: Chance, _base: bytes) -> bytes:
    kids = chance.choice((b"3 0 R", b"4 0 R 3 0 R", b"7 0 R"))
    more = {3: b"<< /Type /Pages /Kids [%s] /Count 2 /Parent 3 0 R >>" % kids}
    return form(more={**more, 7: b"<< /Type /Pages /Kids [3 0 R 7 0 R] /Count 9 >>"})


def deep_pages(chance: Chance, _base: bytes) -> bytes:
    depth = chance.choice((100, 5000))
    nodes = {10 + n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (11 + n) for n in range(depth)}
    nodes[10 + depth] = b"<< /Type /Page /Annots [6 0 R] >>"
    return form(more={3: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>", **nodes})


def boxes_of_boxes(chance: Chance, _base: bytes) -> bytes:
    """The list of boxes is itself, a number, a word, the page, nothing."""
    told = (
        b"7 0 R",
        b"12",
        b"(p01s1_2)",
        b"4 0 R",
        b"null",
        b"99 0 R",
        b"[[6 0 R]]",
        b"[12 null (a)]",
        b"true",
    )
    return form(annots=chance.choice(told), more={7: chance.choice((b"7 0 R", b"[7 0 R]"))})


def strange_boxes(chance: Chance, _base: bytes) -> bytes:
    values = (b"null", b"-1", b"(" + b"a" * 100_000 + b")", b"[]", b"<< >>", b"6 0 R", b"/" + b"Oui" * 9999)
    keys = (b"/T", b"/V", b"/AS", b"/Subtype", b"/FT", b"/Parent", b"/Rect", b"/AP")
    said = b" ".join(key + b" " + chance.choice(values) for key in chance.sample(keys, 4))
    return form(more={6: b"<< /Subtype /Widget %s >>" % said})


def with_a_program(chance: Chance, base: bytes) -> bytes:
    actions = (
        b"<< /S /JavaScript /JS (while(1){app.alert('x')}) >>",
        b"<< /S /Launch /F (calc.exe) >>",
        b"<< /S /URI /URI (http://example.org/) >>",
        b"<< /S /SubmitForm /F (http://example.org/) >>",
    )
    return base.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction " + chance.choice(actions))


def odd_identity(chance: Chance, _base: bytes) -> bytes:
    """What the file says of itself is not what a form says."""
    words = (
        b"elu",
        b"maire",
        b"../../etc",
        b"-",
        b"\\000",
        b"%s",
        b"p01s1=0",
        b"p01s1=999999999",
        b"\xff\xfe",
    )
    told = b" ".join(chance.choice(words) for _ in range(chance.randint(0, 12)))
    return form(said=b"binome-feuille 2 " + told)


MAKERS: tuple[Maker, ...] = (
    table_loop,
    long_chain,
    deep_arrays,
    deep_dictionaries,
    table_bomb,
    object_bomb,
    many_widgets,
    many_words,
    many_pages,
    parents_in_a_ring,
    pages_in_a_ring,
    deep_pages,
    boxes_of_boxes,
    strange_boxes,
    with_a_program,
    odd_identity,
)
