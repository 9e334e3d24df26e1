"""What someone would write on purpose: streams, pictures and typefaces that never end."""

import zlib

from tests.hostile.written import Chance, Maker, bomb_stream, form, stream


def lying_length(chance: Chance, _base: bytes) -> bytes:
    lie = chance.choice((b"9999999999", b"-1", b"1e99", b"7 0 R", b"null", b"(x)", b"4294967296"))
    more = {5: stream(b"BT (Feuille) Tj ET", length=lie), 7: b"7 0 R"}
    return form(page=b"/Contents 5 0 R", more=more, said=b"autre")


def page_bomb(chance: Chance, _base: bytes) -> bytes:
    return form(annots=b"[]", page=b"/Contents 5 0 R", more={5: bomb_stream(chance)}, said=b"autre")


def metadata_bomb(chance: Chance, _base: bytes) -> bytes:
    root = b"<< /Type /Catalog /Pages 3 0 R /Metadata 5 0 R >>"
    return form(more={1: root, 5: bomb_stream(chance, b"/Type /Metadata")}, said=b"autre")


def laughs(chance: Chance, _base: bytes) -> bytes:
    """Entities of entities, in the metadata."""
    entities = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 20) for n in range(1, 12))
    xml = b"<!DOCTYPE x [<!ENTITY a0 'ha'>" + entities + b"]><pdf:Keywords>&a11;</pdf:Keywords>"
    root = b"<< /Type /Catalog /Pages 3 0 R /Metadata 5 0 R >>"
    return form(more={1: root, 5: stream(xml * chance.randint(1, 50))}, said=b"autre")


def filters_on_filters(chance: Chance, _base: bytes) -> bytes:
    names = ("ASCIIHex", "ASCII85", "LZW", "RunLength", "Flate", "JBIG2", "DCT", "JPX", "CCITTFax", "Odd")
    chain = b" ".join(b"/%sDecode" % chance.choice(names).encode() for _ in range(chance.choice((1, 3, 500))))
    more = {5: stream(chance.randbytes(chance.randint(1, 50_000)), b"/Filter [" + chain + b"]")}
    return form(annots=b"[]", page=b"/Contents 5 0 R", more=more, said=b"autre")


def run_length_bomb(chance: Chance, _base: bytes) -> bytes:
    """Packed the other ways that a stream may be."""
    kind = chance.choice(((b"/RunLengthDecode", b"\x81 "), (b"/LZWDecode", b"\x80\x0b\x60\x50")))
    more = {5: stream(kind[1] * chance.choice((10_000, 2_000_000)), b"/Filter " + kind[0])}
    return form(annots=b"[]", page=b"/Contents 5 0 R", more=more, said=b"autre")


def drawing_itself(chance: Chance, _base: bytes) -> bytes:
    """A picture that draws itself, twice: two to the power of its depth."""
    drawn = b"/Resources << /XObject << /X 7 0 R /Y 7 0 R >> >>"
    more = {
        5: stream(b"/X Do /X Do " * chance.choice((1, 10))),
        7: stream(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + drawn),
    }
    return form(annots=b"[]", page=b"/Contents 5 0 R " + drawn, more=more, said=b"autre")


def pictures_of_pictures(chance: Chance, _base: bytes) -> bytes:
    """Each picture holds a hundred others, which hold a hundred others."""
    width = chance.choice((10, 200))
    held = b" ".join(b"/X%d 7 0 R" % n for n in range(width))
    page = b"/Resources << /XObject << %s >> >>" % held
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + page
    return form(annots=b"[]", page=page, more={7: stream(b"q Q", entries)}, said=b"autre")


def endless_drawing(chance: Chance, _base: bytes) -> bytes:
    words = chance.choice((b"q ", b"BT ", b"(a) Tj ", b"[(a) 1 (b)] TJ ", b"1 0 0 1 0 0 cm ", b"<< ", b"[ "))
    content = zlib.compress(words * chance.choice((10_000, 3_000_000)))
    more = {5: stream(content, b"/Filter /FlateDecode")}
    return form(annots=b"[]", page=b"/Contents 5 0 R", more=more, said=b"autre")


def typeface_bomb(chance: Chance, _base: bytes) -> bytes:
    """A typeface whose table of characters claims them all, over and over."""
    ranges = b"<0000> <FFFF> <0000>\n" * chance.choice((10, 20_000))
    table = b"begincmap\n%d beginbfrange\n" % 100 + ranges + b"endbfrange\nendcmap"
    more = {
        5: stream(b"BT /F 12 Tf <00410042> Tj ET"),
        7: b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 8 0 R >>",
        8: stream(zlib.compress(table), b"/Filter /FlateDecode"),
    }
    page = b"/Contents 5 0 R /Resources << /Font << /F 7 0 R >> >>"
    return form(annots=b"[]", page=page, more=more, said=b"autre")


def great_numbers(chance: Chance, _base: bytes) -> bytes:
    number = chance.choice((b"9" * 400, b"9" * 5000, b"-" * 500 + b"1", b"1." + b"0" * 5000, b"2147483648"))
    more = {7: stream(b"x", b"/Subtype /Image /Width %s /Height %s" % (number, number))}
    page = b"/Rotate %s /Resources << /XObject << /X 7 0 R >> >>" % number
    return form(annots=b"[]", page=page, more=more, said=b"autre")


MAKERS: tuple[Maker, ...] = (
    lying_length,
    page_bomb,
    metadata_bomb,
    laughs,
    filters_on_filters,
    run_length_bomb,
    drawing_itself,
    pictures_of_pictures,
    endless_drawing,
    typeface_bomb,
    great_numbers,
)
