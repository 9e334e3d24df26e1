"""The real guide, calendar and words are whole; every kind of mistake is refused with file and line."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desk.core.errors import UserError
from desk.core.guide import Guide, Moot, Scale
from desk.core.markdown import parse, plain
from desk.core.people import Function, Gender, Person
from desk.core.wording import typographic, worded
from desk.data.content import SECTIONS, load_calendar, load_guide, load_words

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(RESOURCES / "guide")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(RESOURCES / "guide", tmp_path / "guide")
    return tmp_path / "guide"


def test_ten_practices_of_four_statements_and_an_optional_one(guide: Guide) -> None:
    assert [one.id for one in guide.practices] == [f"p{number:02d}" for number in range(1, 11)]
    for practice in guide.practices:
        assert [one.id for one in practice.statements] == [f"{practice.id}s{n}" for n in range(1, 6)]
        assert [one.optional for one in practice.statements] == [False] * 4 + [True]
        assert practice.facts
        assert practice.opening_question.endswith("?")


def test_scales_and_what_makes_moot(guide: Guide) -> None:
    statements = {one.id: one for practice in guide.practices for one in practice.statements}
    progress = {key for key, one in statements.items() if one.scale is Scale.PROGRESS}
    assert progress == {
        "p02s1", "p02s2", "p03s1", "p03s2", "p03s3", "p04s1", "p07s4", "p08s4",
        "p09s1", "p09s2", "p09s3", "p10s3", "p10s4",
    }  # fmt: skip
    assert {key: one.moot_when for key, one in statements.items() if one.moot_when} == {
        "p03s1": {Moot.NO_DEPUTIES},
        "p07s4": {Moot.NO_OTHER_AGENTS},
        "p08s5": {Moot.SINGLE_EMPLOYER},
    }
    conditional = {key for key, one in statements.items() if one.is_conditional}
    assert conditional == {
        "p01s2", "p02s3", "p04s3", "p04s5", "p07s2", "p07s5", "p10s1", "p10s5",
    }  # fmt: skip


def test_every_practice_is_written_whole(guide: Guide) -> None:
    for practice in guide.practices:
        assert [(one.id, one.title) for one in practice.sections] == list(SECTIONS)
        words = sum(len(re.findall(r"\w+", plain(parse(one.body)))) for one in practice.sections)
        assert 250 <= words <= 900, practice.id


def test_every_text_is_typographic(guide: Guide) -> None:
    for practice in guide.practices:
        texts = [practice.title, practice.opening_question, practice.first_step]
        texts += [one.text for one in practice.statements] + [one.text for one in practice.facts]
        texts += [one.body for one in practice.sections]
        for text in texts:
            assert typographic(text) == text
    for page in guide.pages:
        assert typographic(page.body) == page.body
    for rule in load_calendar(RESOURCES / "calendar.toml"):
        assert typographic(rule.title + rule.note) == rule.title + rule.note


@pytest.mark.parametrize("function", [Function.SGM, Function.DGS])
@pytest.mark.parametrize("gender", list(Gender))
def test_wording_marks_all_resolve(guide: Guide, function: Function, gender: Gender) -> None:
    people = {
        "SGM": Person("a", function, "Aubry", "", gender, date(2020, 1, 1)),
        "maire": Person("b", Function.MAYOR, "Lorin", "", gender, date(2020, 1, 1)),
    }
    for practice in guide.practices:
        texts = [one.text for one in practice.statements] + [one.title for one in practice.sections]
        texts += [one.body for one in practice.sections]
        assert not any("{" in worded(text, people) for text in texts)


def test_facts_are_certain_enough_and_dated(guide: Guide) -> None:
    for practice in guide.practices:
        for fact in practice.facts:
            assert fact.tag in {"S", "O-hi", "O-med"}
            assert fact.as_of <= guide.published
            assert fact.reference


def test_pages(guide: Guide) -> None:
    titles = {one.id: one.title for one in guide.pages}
    assert titles == {
        "qui-fait-quoi": "Qui fait quoi",
        "mon-cdg": "Mon CDG",
        "quand-ne-pas": "Quand ne pas utiliser cet outil",
        "droit-et-donnees": "Le droit et vos données",
        "origine": "D’où vient ce guide",
        "glossaire": "Glossaire",
        "tenir-un-point": "Tenir un point, pas à pas",
        "proposer-maire": "Proposer Binôme au maire",
        "proposer-sgm": "Proposer Binôme à la ou au SGM",
    }


def test_words_are_2048_and_one_slip_never_makes_another() -> None:
    words = load_words(RESOURCES / "words.txt")
    assert len(set(words)) == 2048
    holes = [word[:at] + "." + word[at + 1 :] for word in words for at in range(len(word))]
    assert len(holes) == len(set(holes)), "two words differ by one letter"
    shorter = {word[:at] + word[at + 1 :] for word in words for at in range(len(word))}
    assert not shorter & set(words), "a letter left out makes another word"


def edit(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


MISTAKES = [
    ("guide.toml", edit("schema = 1", "schema = 9"), "schema = 9", "schéma 9"),
    ("guide.toml", edit("licence", "license"), "license", "inconnue"),
    ("guide.toml", edit('version = "2026.11"', "version = 2026"), "version", "un texte"),
    ("guide.toml", edit("published = 2026-11-22", 'published = "hier"'), "published", "une date"),
    ("guide.toml", edit('"p02"', '"p01"'), "practices", "deux fois"),
    ("guide.toml", edit('"p02", "p03"', '"p03", "p02"'), "practices", "à la suite"),
    ("guide.toml", edit('"p02"', '"../p02"'), "practices", "minuscules"),
    ("guide.toml", edit("publisher = ", "publisher : "), "publisher", "TOML"),
    ("p03/practice.toml", edit('id = "p03"', 'id = "p04"'), 'id = "p04"', "dossier"),
    ("p03/practice.toml", edit("number = 3", "number = true"), "number", "un nombre entier"),
    ("p03/practice.toml", edit('"p03s2"', '"p03s1"'), 'id = "p03s1"', "en double"),
    ("p03/practice.toml", edit('"p03s2"', '"p04s2"'), "p04s2", "forme"),
    ("p03/practice.toml", edit('"frequence"', '"souvent"'), "souvent", "valeur connue"),
    ("p03/practice.toml", edit("sans_elus_delegues", "sans_elus"), "sans_elus", "valeur connue"),
    ("p03/practice.toml", edit("{au SGM}", "{aux SGM}"), "{aux SGM}", "marque"),
    ("p03/practice.toml", edit("{au SGM}", "{au SGM"), "{au SGM", "marque"),
    ("p03/practice.toml", edit("optional = true", "facultatif = true"), "facultatif", "inconnue"),
    ("p03/practice.toml", edit("revision = 1", "revision = 0"), "revision = 0", "révision"),
    ("p03/practice.toml", edit('tag = "S"', 'tag = "?"'), 'tag = "?"', "certitude"),
    ("p03/practice.toml", edit('["p02", "p05"]', '["p02", "p42"]'), "p42", "n’existe pas"),
    ("p03/practice.toml", edit('"Délégations et signatures"', '" "'), "short_title", "vide"),
    ("p03/practice.toml", edit('"nouveau-mandat"', '"tableau"'), "tableau", "valeur connue"),
    ("p03/practice.toml", edit("source =", "origine ="), "origine", "inconnue"),
    ("p03/text.md", edit("## Ensemble", "## Tous les deux"), "Tous les deux", "on attend « Ensemble »"),
    ("p03/text.md", edit("## Pourquoi", "Avant\n\n## Pourquoi"), "Avant", "rien ne précède"),
    ("p03/text.md", edit("Attention aux mots", "<b>Attention</b> aux mots"), "<b>", "HTML"),
    ("p03/text.md", edit("1. Faire", "1) Faire"), "1) Faire", "liste"),
    ("p03/text.md", edit("- Décider", "- Décider {le sgm} "), "{le sgm}", "marque"),
    ("p01/text.md", edit("practice:p08", "practice:p88"), "practice:p88", "nulle part"),
    ("p10/text.md", edit("page:quand-ne-pas", "page:jamais"), "page:jamais", "nulle part"),
    ("pages/origine.md", edit("# D", "D"), "où vient ce guide", "titre"),
    ("pages/origine.md", edit("- Les exemples", "![plan](x.png)\n- Les exemples"), "![plan]", "images"),
]


@pytest.mark.parametrize(("name", "change", "where", "reason"), MISTAKES)
def test_a_mistake_names_file_and_line(
    copy: Path, name: str, change: Callable[[str], str], where: str, reason: str
) -> None:
    path = copy / name
    text = change(path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    with pytest.raises(UserError) as caught:
        load_guide(copy)
    lines = text.split("\n")
    said = re.search(r"« guide/(.+?) », ligne (\d+), est incorrect : (.+)", caught.value.sentence)
    assert said, caught.value.sentence
    assert said[1] == name
    assert where in lines[int(said[2]) - 1]
    assert reason in said[3]


def test_a_missing_key_is_told_at_its_table(copy: Path) -> None:
    path = copy / "p05" / "practice.toml"
    lines = path.read_text("utf-8").split("\n")
    at = [number for number, line in enumerate(lines) if line.startswith("scale")][2]
    del lines[at]
    path.write_text("\n".join(lines), "utf-8")
    head = max(n for n, line in enumerate(lines[:at], start=1) if line == "[[statement]]")
    with pytest.raises(UserError, match=rf"p05/practice\.toml », ligne {head}, .*« scale » manque"):
        load_guide(copy)


def test_a_missing_section_a_missing_file_and_wrong_bytes(copy: Path) -> None:
    text = copy / "p07" / "text.md"
    whole = text.read_text("utf-8")
    text.write_text(whole.split("## Les pièges")[0], "utf-8")
    with pytest.raises(UserError, match=r"p07/text\.md », ligne \d+, .*« Les pièges » manque"):
        load_guide(copy)
    text.write_bytes(b"## Pourquoi\n\nabc\n\xe9t\xe9\n")
    with pytest.raises(UserError, match=r"p07/text\.md », ligne 4, .*UTF-8"):
        load_guide(copy)
    text.unlink()
    with pytest.raises(UserError, match=r"p07/text\.md », ligne 1, .*manque"):
        load_guide(copy)


def test_windows_line_ends_and_byte_order_mark_are_read(copy: Path, guide: Guide) -> None:
    for path in copy.rglob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_guide(copy) == guide


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('days = ["04-15"]', 'days = ["02-29"]', "02-29"),
        ('days = ["04-15"]', "days = [415]", "415"),
        ("on = 2026-12-10", "on = 2026-13-10", "2026-13-10"),
        ('form = "avant"', 'form = "vers"', "vers"),
        ('id = "taux"', 'id = "budget"', 'id = "budget"'),
        ("below_population = 2000", 'below_population = "2000"', "below_population"),
        ('kind = "une_fois"', 'kind = "chaque_annee"', "[[deadline]]"),
    ],
)
def test_a_wrong_calendar_is_refused_at_its_line(tmp_path: Path, old: str, new: str, where: str) -> None:
    path = tmp_path / "calendar.toml"
    text = (RESOURCES / "calendar.toml").read_text("utf-8")
    path.write_text(edit(old, new)(text), "utf-8")
    with pytest.raises(UserError, match=r"« \S*calendar\.toml », ligne \d+") as caught:
        load_calendar(path)
    said = re.search(r"ligne (\d+)", caught.value.sentence)
    assert said
    assert where in path.read_text("utf-8").split("\n")[int(said[1]) - 1]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda words: words[:-1], 2047),
        (lambda words: [*words, "zzzz"], 2049),
        (lambda words: [words[1], words[0], *words[2:]], 2),
        (lambda words: [*words[:9], words[8], *words[10:]], 10),
        (lambda words: [*words[:4], "été", *words[5:]], 5),
    ],
)
def test_wrong_words_are_refused_at_their_line(
    tmp_path: Path, change: Callable[[list[str]], list[str]], line: int
) -> None:
    words = (RESOURCES / "words.txt").read_text("ascii").split()
    path = tmp_path / "words.txt"
    path.write_text("\n".join(change(words)) + "\n", "utf-8")
    with pytest.raises(UserError, match=rf"words\.txt », ligne {line},"):
        load_words(path)
