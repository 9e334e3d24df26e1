import json

from desk.core.rounds import Origin, SheetContent
from desk.core.scale import Answer
from desk.data.keys import SHEET_ROOM, seal, unseal
from desk.notebook.book import Notebook, Session
from desk.notebook.vault import open_sheet, seal_sheet

KEY = bytes(range(32))


def test_a_sheet_comes_back_as_it_was_sealed(book: Notebook) -> None:
    session = Session("elu", KEY)
    content = SheetContent(
        {"p01s1": Answer.UNKNOWN}, {"p01s1": Origin.PAPER}, {"p01s2": "à dire"}, "p01s2", whole=True
    )
    assert open_sheet(session, seal_sheet(book, session, content)) == content


def test_how_it_is_read_does_not_show_from_outside(book: Notebook) -> None:
    session = Session("elu", KEY)
    sizes = {len(seal_sheet(book, session, SheetContent(whole=whole))) for whole in (True, False)}
    assert len(sizes) == 1


def test_a_sheet_sealed_before_pages_existed_opens_one_statement_at_a_time(book: Notebook) -> None:
    session = Session("elu", KEY)
    said = json.loads(unseal(KEY, seal_sheet(book, session, SheetContent(position="p01s1"))))
    del said["whole"]
    older = seal(KEY, json.dumps(said).encode(), book.env.random_bytes, room=SHEET_ROOM)
    assert open_sheet(session, older) == SheetContent(position="p01s1", whole=False)
