"""The allowed Markdown is read whole, anything else is refused at its line."""

import pytest

from desk.core.markdown import Block, BlockKind, MarkdownError, Span, parse, plain, targets

REFUSED = [
    ("<b>gras</b>", 1),
    ("Un mot.\n\nVoir <br> ici", 3),
    ("![plan](plan.png)", 1),
    ("Un `code` ici", 1),
    ("Avant\n\n```\ncode\n```", 3),
    ("# Titre", 1),
    ("## Titre", 1),
    ("#### Titre", 1),
    ("> citation", 1),
    ("* puce", 1),
    ("1) un", 1),
    ("| a | b |", 1),
    ("un\n\n---", 3),
    ("**pas fini", 1),
    ("une étoile * seule", 1),
    ("première ligne\nseconde *ligne", 2),
    ("[site](https://example.org)", 1),
    ("https://example.org", 1),
    ("[sans cible]", 1),
    ("__gras__", 1),
    ("une barre \\ ici", 1),
    ("&nbsp;", 1),
    ("- un\n  - imbriqué", 2),
    ("    code", 1),
    ("-collé", 1),
    ("- un\n- deux `code`", 2),
]


def test_paragraphs_join_their_lines() -> None:
    assert parse("Un début\net sa suite.\n\nUn autre.\n") == (
        Block(BlockKind.PARAGRAPH, (Span("Un début et sa suite."),)),
        Block(BlockKind.PARAGRAPH, (Span("Un autre."),)),
    )


def test_lists_and_heading() -> None:
    blocks = parse("### Deux temps\n- un\n- deux,\n  suite\n\n1. lire\n2. signer\nFin.")
    assert [block.kind for block in blocks] == [
        BlockKind.HEADING,
        BlockKind.BULLETS,
        BlockKind.STEPS,
        BlockKind.PARAGRAPH,
    ]
    assert blocks[0].spans == (Span("Deux temps"),)
    assert blocks[1].items == ((Span("un"),), (Span("deux, suite"),))
    assert blocks[2].items == ((Span("lire"),), (Span("signer"),))


def test_styles_and_links() -> None:
    (block,) = parse("Un **mot fort**, un *mot dit* et [les rôles](practice:p02), [ici](page:origine).")
    assert block.spans == (
        Span("Un "),
        Span("mot fort", bold=True),
        Span(", un "),
        Span("mot dit", italic=True),
        Span(" et "),
        Span("les rôles", target="practice:p02"),
        Span(", "),
        Span("ici", target="page:origine"),
        Span("."),
    )
    assert targets((block,)) == ("practice:p02", "page:origine")


def test_plain_text_is_what_is_read() -> None:
    blocks = parse("Un **mot**.\n\n- premier\n- [second](page:origine)")
    assert plain(blocks) == "Un mot.\npremier\nsecond"


def test_nothing_gives_nothing() -> None:
    assert parse("") == () == parse("\n \n")


def test_a_price_and_a_wording_mark_are_text() -> None:
    (block,) = parse("{Le SGM} lit 1 000 € < 2 000 € & signe, 20-30 minutes.")
    assert block.spans == (Span("{Le SGM} lit 1 000 € < 2 000 € & signe, 20-30 minutes."),)


@pytest.mark.parametrize(("text", "line"), REFUSED)
def test_anything_else_is_refused_at_its_line(text: str, line: int) -> None:
    with pytest.raises(MarkdownError) as caught:
        parse(text)
    assert caught.value.line == line
    assert f"ligne {line} : " in str(caught.value)
    assert isinstance(caught.value, ValueError)
