"""Twenty words that two people trust the program with, looked for wherever someone else could look.

Notes, codes, names of files and folders, answers: planted through the real window and the real document
process, in a round that is opened and in one that is not.
"""

import os
import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import StreamObject
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desk import cli, crash, paths
from desk.core.people import Seat
from desk.core.rounds import RoundState
from desk.core.scale import Answer
from desk.core.wording import typographic
from desk.data.settings import SettingsFile
from desk.exchange.child import Child
from desk.notebook import opening, people, rounds, sheets, succession
from desk.notebook.book import Environment, Notebook
from desk.notebook.opening import PersonDraft, Setup
from desk.ui import theme
from desk.ui.dialogs.code import CodeDialog, CodeField
from desk.ui.dialogs.opening import OpeningDialog
from desk.ui.dialogs.own_code import OwnCodeDialog
from desk.ui.dialogs.paper_entry import PaperEntryDialog
from desk.ui.dialogs.print_document import PagesDialog
from desk.ui.pages import PAGES
from desk.ui.pages.comparison import ComparisonPage
from desk.ui.pages.sheet import SheetPage
from desk.ui.pages.sheet_filling import Filling
from desk.ui.window import Window
from tests.stories.watch import Watch, finder
from tests.ui.dialog_driver import accept, button
from tests.ui.in_turn import Act, agree, in_turn, press
from tests.ui.pages.conftest import session_of
from tests.ui.pages.prowler import Place, Prowler
from tests.ui.paper_driver import a_printer, drawn, printed

CODE_ELU, CODE_SGM = "axolotl mangouste tarsier okapi", "quetzal numbat fennec wapiti"
CODE_CHANGED = "pangolin coati ocelot saiga"
NOTES = {"opened elu": "zibeline", "opened sgm": "ornithorynque", "typed": "xylophage", "sgm": "tamanoir"}
FILES = {"folder": "cachette-kinkajou", "form": "ratel", "photo": "wombat", "blank": "potamochere"}
PRINTED = {"folder": "recoin-suricate", "file": "dugong"}
PAPER = "papier.pdf"
"""What comes out of the printer, which is not on this PC."""
WORDS = (*CODE_ELU.split(), *CODE_SGM.split(), *CODE_CHANGED.split(), *NOTES.values(), *FILES.values(),
         *PRINTED.values())  # fmt: skip
HERS = (*CODE_SGM.split(), NOTES["opened sgm"], NOTES["sgm"])


@dataclass
class Office:
    """The PC: `shared` holds all that anyone finds there, `private` what people keep elsewhere."""

    shared: Path
    private: Path
    book: Notebook
    window: Window
    strangers: frozenset[QWidget]
    asked: list[str] = field(default_factory=list)
    """What the system's questions will answer: where to save, which file to take."""
    past: list[str] = field(default_factory=list)
    """The rounds that were opened, by whoever was there then."""
    is_open: bool = True

    def close(self) -> None:
        """The window, then the carnet, once."""
        if self.is_open:
            self.is_open = False
            self.window.close()
            self.window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            opening.close(self.book)

    def sheet(self, seat: Seat, code: str, way_in: str = "Commencer") -> Filling:
        """That person's sheet, open."""
        self.window.go("sheet", seat=seat.value)
        page = self.window.page
        assert isinstance(page, SheetPage)
        in_turn(given(code))
        button(page, "Oui, ouvrir ma feuille").click()
        if way_in:
            button(page, way_in).click()
        assert page.filling is not None
        return page.filling

    def look_around(self, code: str, own: tuple[str, ...] = ()) -> None:
        """Someone goes to every screen with a code or none; only what is their own may be read."""
        past = [{"round_id": each} for each in self.past]
        needed: dict[str, list[dict[str, str]]] = {
            "practice": [{"practice_id": "p01"}],
            "guide_page": [{"page_id": "droit-et-donnees"}],
            "meeting": [],
            "journey": [{"path_id": "nouvelle-personne"}],
            "comparison": past,
            "sheet": [{"seat": "elu"}, {"seat": "sgm"}],
        }
        prowler = Prowler(self.window, code, self.strangers)
        prowler.read("the beginning", everywhere=True)
        places: list[Place] = [(name, each) for name in PAGES for each in needed.get(name, [{}])]
        for place in places:
            prowler.go(place)
        doors = ("Vous êtes", "Qui relit")
        assert any(text.startswith(doors) for _, texts in prowler.heard for text in texts)
        held = str(self.window.way.__dict__) + str(self.window.context.settings.__dict__)
        wanted = [typographic(word).casefold() for word in WORDS if word not in own]
        for step, texts in [*prowler.heard, ("kept by the window", frozenset({held}))]:
            found = [word for text in texts for word in wanted if word in text.casefold()]
            assert not found, (step, found)
        self.window.go("guide")


def given(code: str) -> Act:
    """A code, typed in the dialog that asks it."""

    def act(dialog: CodeDialog) -> None:
        dialog.field.edit.setText(code)
        accept(dialog)

    return act


def chosen(code: str) -> Act:
    """A code of one's own, typed twice."""

    def act(dialog: OwnCodeDialog) -> None:
        dialog.code.set_text(code)
        dialog.again.set_text(code)
        accept(dialog)

    return act


def kept(dialog: PagesDialog) -> None:
    """The pages kept as PDF, rather than printed."""
    drawn(dialog).save_button.click()
    dialog.reject()


def on_paper(dialog: PagesDialog) -> None:
    """The pages sent to the printer."""
    printed(drawn(dialog))
    dialog.reject()


@pytest.fixture
def temporaries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process and those it starts put what they need for an instant."""
    folder = tmp_path / "temporaires"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


@pytest.fixture
def office(
    qapp: QApplication,
    env: Environment,
    valmont: Setup,
    temporaries: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Office]:
    """Valmont's PC, a round of three practices begun, nobody with a code yet."""
    shared, private = tmp_path / "poste", tmp_path / "ailleurs"
    for folder in (shared, private, private / FILES["folder"], private / PRINTED["folder"]):
        folder.mkdir()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.apply(qapp, "light", 1.0)
    strangers = frozenset(QApplication.allWidgets())
    # chance is real: seeded, the words of a code would be proposed to both
    env = replace(env, copies=shared / "copies", random_bytes=random.Random(7).randbytes)
    book = opening.create(shared / "valmont.binome", valmont, env)
    rounds.start(book, ["p01", "p02", "p08"])
    with Child(paths.program_command(), paths.fonts_dir()) as child:
        window = Window(book, child, SettingsFile(shared / "profil" / "reglages.ini"))
        window.resize(1280, 680)
        window.show()
        qtbot.waitExposed(window)
        made = Office(shared, private, book, window, strangers)
        monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (made.asked.pop(0), ""))
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (made.asked.pop(0), ""))
        a_printer(monkeypatch, private / PAPER)
        yield made
        made.close()


def test_what_two_people_trust_it_with_is_nowhere_else(
    office: Office, temporaries: Path, env: Environment, capfd: pytest.CaptureFixture[str]
) -> None:
    assert len(WORDS) >= 20
    watch = Watch(office.book.path, temporaries, WORDS)
    watch.start()
    try:
        the_mayor_by_pdf(office)
        the_secretary_on_paper(office)
        office.look_around("")
        opened_together(office)
        office.look_around("")
        answered_and_not_opened(office)
        office.look_around(CODE_SGM, HERS)
        the_bug(office)
        exported(office)
        someone_new(office)
        office.look_around(CODE_SGM, HERS)
    finally:
        watch.end()
    assert watch.seen == []
    assert {"valmont.binome-journal", "arguments", "surroundings", "deleted"} <= watch.places
    assert list(temporaries.iterdir()) == []
    copied(office, env)
    assert in_files(office.shared) == []
    assert in_files(Path(os.environ["HOME"])) == []
    assert finder(WORDS).search("".join(capfd.readouterr()).encode()) is None


def the_mayor_by_pdf(office: Office) -> None:
    """A code chosen at the notice, a form taken in and erased, a note, a photo looked at, handed in."""
    window = office.window
    folder = office.private / FILES["folder"]
    form = folder / f"{FILES['form']}.pdf"
    office.asked.append(str(form))
    window.go("regards")
    button(window.page, "Formulaire PDF à remplir").click()
    tick(form, ["p01s1_3", "p01s2_nsp", "p02s1_0"])
    photo = folder / f"{FILES['photo']}.jpg"
    Image.new("RGB", (300, 400), (240, 240, 230)).save(photo)
    window.go("sheet", seat="elu")
    button(window.page, "Oui, ouvrir ma feuille").click()
    in_turn(chosen(CODE_ELU))
    button(window.page, "Choisir un code").click()
    assert isinstance(window.page, SheetPage)
    filling = window.page.filling
    assert filling is not None
    office.asked += [str(form), str(photo)]
    in_turn(press("Effacer ce fichier"))
    button(filling, "Reprendre un formulaire PDF rempli").click()
    assert not form.exists()
    in_turn(press("La saisir, la page affichée à côté"), PaperEntryDialog.reject)
    button(filling, "Reprendre un formulaire PDF rempli").click()
    filling.note.text.edit.setPlainText(f"Pour moi : {NOTES['opened elu']}")
    in_turn(agree)
    button(filling, "Remettre ma feuille").click()
    window.go("today")


def the_secretary_on_paper(office: Office) -> None:
    """Her paper sheet saved where she keeps it, typed in under her code, a note, handed in."""
    window = office.window
    seat, book = Seat.SGM, office.book
    people.set_code(book, session_of(book, seat), CODE_SGM)
    office.asked.append(str(office.private / f"{FILES['blank']}.pdf"))
    window.go("regards")
    in_turn(kept)
    press_on(window, "Feuille vierge à imprimer, feuille de la secrétaire")
    filling = office.sheet(seat, CODE_SGM)

    def enter(dialog: PaperEntryDialog) -> None:
        for _ in dialog.statements:
            dialog._enter(Answer.NEVER)
        accept(dialog)

    in_turn(press("La saisir maintenant"), enter)
    button(filling, "J’ai rempli ma feuille sur papier").click()
    filling.note.text.edit.setPlainText(NOTES["opened sgm"])
    in_turn(agree)
    button(filling, "Remettre ma feuille").click()
    window.go("today")


def opened_together(office: Office) -> None:
    """Both codes, a wrong one first; the comparison printed where the two keep it, then left."""
    window = office.window
    window.go("regards")

    def both(dialog: OpeningDialog) -> None:
        elu, sgm = dialog.fields.values()
        assert isinstance(elu, CodeField)
        assert isinstance(sgm, CodeField)
        elu.edit.setText(CODE_ELU)
        sgm.edit.setText(CODE_CHANGED)
        accept(dialog)
        assert dialog.isVisible(), "a wrong code opens nothing"
        sgm.edit.setText(CODE_SGM)
        accept(dialog)

    in_turn(both)
    button(window.page, "Ouvrir ensemble").click()
    page = window.page
    assert isinstance(page, ComparisonPage)
    assert page.opened.session is not None
    office.past.append(page.opened.round_id)
    printed = office.private / PRINTED["folder"] / f"{PRINTED['file']}.pdf"
    office.asked.append(str(printed))
    in_turn(on_paper)
    page.printing.click()
    assert (office.private / PAPER).read_bytes().startswith(b"%PDF")
    in_turn(kept)
    page.printing.click()
    notes = [NOTES["opened elu"], NOTES["opened sgm"]]
    assert finder(notes).search(printed.read_bytes() + inside_pdf(printed)) is None
    page.filter.click()
    page.hide_comparison()
    window.go("today")


def answered_and_not_opened(office: Office) -> None:
    """Another round: a note typed and not written yet, hidden, taken up; a code changed; hers begun."""
    window, book = office.window, office.book
    round_id = rounds.start(book, ["p03", "p04"]).id
    filling = office.sheet(Seat.SGM, CODE_SGM)
    filling.answer(Answer.ALWAYS)
    filling.note.text.edit.setPlainText(NOTES["sgm"])
    window.go("today")
    filling = office.sheet(Seat.ELU, CODE_ELU)
    filling.answer(Answer.ALWAYS)
    filling.note.text.edit.setPlainText(NOTES["typed"])
    assert in_files(office.shared) == [], "typed, and not written yet"
    page = window.page
    assert isinstance(page, SheetPage)
    page.hide_sheet()
    prowler = Prowler(window, "", office.strangers)
    prowler.read("hidden", everywhere=True)
    assert not [text for _, texts in prowler.heard for text in texts if NOTES["typed"] in text]
    in_turn(given(CODE_ELU))
    button(page, "Reprendre").click()
    assert page.filling is not None
    assert page.filling.note.text.text() == NOTES["typed"]
    window.go("commune")
    in_turn(given(CODE_ELU), chosen(CODE_CHANGED))
    press_on(window, "Changer le code")
    session = session_of(book, Seat.ELU, CODE_CHANGED)
    assert sheets.read(book, session, round_id).notes
    window.go("today")


def the_bug(office: Office) -> None:
    """A bug met with private words at hand is written down in places, never in words."""
    try:
        dict[str, str]()[f"{NOTES['typed']} {CODE_ELU} {FILES['form']}"]
    except KeyError as error:
        told = crash.details(type(error), error.__traceback__, office.book.now)
    crash.write_down(office.shared / "journaux", told)


def exported(office: Office) -> None:
    """All that the commands write from this carnet, while its window is open."""
    carnet, out = str(office.book.path), office.shared / "sorties"
    out.mkdir()
    profile = ["--profile", str(office.shared / "profil-commandes")]
    for command in (
        ["export", carnet, "--out", str(out / "carnet.json")],
        ["report", carnet, "--out", str(out / "bilan.pdf")],
        ["form", carnet, "--role", "elu", "--out", str(out / "elu.pdf")],
        ["form", carnet, "--role", "sgm", "--out", str(out / "sgm.pdf"), "--blank"],
    ):
        assert cli.main([*command, *profile]) == 0
    assert PdfReader(out / "bilan.pdf").attachments


def someone_new(office: Office) -> None:
    """The round is ended unopened, the mayor leaves, and the newcomer begins one with the secretary."""
    book, round_ = office.book, rounds.current(office.book)
    assert round_ is not None
    assert round_.state is RoundState.FILLING
    rounds.close_unopened(book, round_.id)
    leaving = people.pair(book).elu
    draft = PersonDraft(leaving.function, "Blanc", "M.", leaving.gender)
    succession.succeed(book, Seat.ELU, draft, book.today)
    rounds.start(book, ["p01"])
    office.window.page.update_shown()


def copied(office: Office, env: Environment) -> None:
    """A verified copy of what the carnet holds now."""
    office.close()
    with_copies = replace(env, copies=office.shared / "copies-apres")
    opening.close(opening.open_notebook(office.book.path, with_copies))
    assert list((office.shared / "copies-apres").rglob("*.binome"))


def tick(form: Path, boxes: list[str]) -> None:
    """Tick boxes of a form as a PDF reader does."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(form.read_bytes())))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict.fromkeys(boxes, "/Oui"))
    writer.write(form)


def press_on(window: Window, words: str) -> None:
    """The page's first button that is called so."""
    buttons = window.page.findChildren(QAbstractButton)
    next(each for each in buttons if each.accessibleName().startswith(words)).click()


def in_files(folder: Path) -> list[tuple[str, bytes]]:
    """The files in which a word or an answer is, PDF files unpacked; in a file's name too."""
    find, found = finder(WORDS), []
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        content = path.read_bytes()
        read = content + str(path.relative_to(folder)).encode()
        hit = find.search(read + (inside_pdf(path) if content.startswith(b"%PDF") else b""))
        if hit is not None:
            found.append((path.name, hit.group()))
    return found


def inside_pdf(path: Path) -> bytes:
    """Its words, its attachments, and every stream unpacked."""
    reader = PdfReader(path)
    words = "\n".join(page.extract_text() for page in reader.pages).encode()
    attached = b"".join(part for parts in reader.attachments.values() for part in parts)
    streams = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    return words + attached + b"".join(each.get_data() for each in streams if isinstance(each, StreamObject))


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "reglages.ini").write_text("dossier = Recoin-Suricate", encoding="utf-16")
    (tmp_path / "carnet.json").write_text('{"sheet": "{\\"p01s1\\": \\"nsp\\"}"}')
    (tmp_path / "note.txt").write_text("p01s1_3 et rapport p02s3 : 12")
    assert [name for name, _ in in_files(tmp_path)] == ["carnet.json", "reglages.ini"]
    assert finder([]).search(zlib.decompress(zlib.compress(b'"p08s2": "3"')))
