"""What the guide promises its readers: sources, dates, length, letters, true days, calm words."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from desk import paths
from desk.core.guide import Fact, Guide, Practice, Section, Tool
from desk.core.markdown import parse, plain
from desk.core.people import Function, Gender, Person
from desk.core.wording import DAYS, MONTHS, worded
from desk.data.content import load_guide

MEASURED_PAGE = 650
"""Words, references included, that hold on one A4 page at 10 points."""
DOCUMENTS = (
    "chemise", "fiche de poste", "parapheur", "liste", "ordre du jour", "lettre", "cahier", "relevé",
    "convocation", "note",
)  # fmt: skip
CALM = re.compile(
    r"\b(?:duos?|scell\w+|tours?|fautes?|retards?|défaillan\w+|anonym\w+|secrétariats?|échou\w+|coupables?"
    r"|optimis\w+|leviers?|feedback|bienveillan\w+|collaborateurs?|posture|proactif\w*|impacte\w*)\b",
    re.IGNORECASE,
)
"""Words that blame, that consultants use, or that the program calls otherwise."""


@pytest.fixture(scope="module")
def guide(root: Path) -> Guide:
    return load_guide(root / "resources" / "guide")


def facts(guide: Guide) -> Iterator[tuple[str, Fact]]:
    for practice in guide.practices:
        for fact in practice.facts:
            yield practice.id, fact


def section(practice: Practice, section_id: str) -> str:
    return plain(parse(next(one.body for one in practice.sections if one.id == section_id)))


def count(text: str) -> int:
    """Words as one counts them aloud: « l’année » is one, a lone sign none."""
    return sum(bool(re.search(r"\w", part)) for part in text.split())


def spoken(practice: Practice) -> int:
    """The words of a practice read aloud: all of it but the references."""
    prose = [text for one in practice.sections for text in (one.title, plain(parse(one.body)))]
    kept = [one.text for one in practice.statements] + [one.text for one in practice.facts]
    return sum(map(count, [practice.title, practice.opening_question, *prose, *kept]))


def referred(practice: Practice) -> int:
    return sum(count(fact.reference) for fact in practice.facts)


def sourced(practice: Practice) -> int:
    return sum(count(fact.source) for fact in practice.facts)


def test_every_fact_bears_reference_date_tag_and_source(guide: Guide) -> None:
    for practice_id, fact in facts(guide):
        assert fact.reference, (practice_id, fact.text)
        assert date(2025, 1, 1) <= fact.as_of <= guide.published
        assert fact.tag in {"S", "O-hi", "O-med"}
        assert fact.source or fact.tag != "S", f"{practice_id} : « {fact.text} » ne nomme pas sa source"


def test_what_is_less_certain_says_so(guide: Guide) -> None:
    careful = [fact.text for _, fact in facts(guide) if fact.tag == "O-med"]
    assert careful
    for text in careful:
        assert re.search(r"en principe|à vérifier", text), text


def test_the_ten_practices_are_short(guide: Guide) -> None:
    printed = {one.id: spoken(one) + referred(one) for one in guide.practices}
    assert {key: words for key, words in printed.items() if not 500 <= words <= MEASURED_PAGE} == {}
    assert sum(printed.values()) + sum(map(sourced, guide.practices)) <= 6400
    assert sum(map(spoken, guide.practices)) / 150 <= 40, "minutes aloud"


def test_each_example_is_a_true_day_with_an_hour_a_document_and_a_voice(guide: Guide) -> None:
    started = rf"(?P<day>{'|'.join(DAYS)}) (?P<number>\d+)\s(?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})"
    for practice in guide.practices:
        example = section(practice, "exemple")
        found = re.match(rf"{started}, à \d+\sh(?:\s\d\d)?,", example, re.IGNORECASE)
        assert found, practice.id
        day = date(int(found["year"]), MONTHS.index(found["month"]) + 1, int(found["number"]))
        assert DAYS[day.weekday()] == found["day"].lower(), practice.id
        assert date(2026, 3, 23) <= day <= guide.published, "the mandate began in March 2026"
        spoken_line = re.search(r"«\s(?:[A-Z]|À|É)[^»]{20,}»", example)
        assert spoken_line, practice.id
        assert any(word in example for word in DOCUMENTS), practice.id


def test_other_days_of_a_sentence_are_true_too(guide: Guide) -> None:
    """« le conseil du jeudi 23 » after « mardi 7 avril 2026 » is of that month."""
    for practice in guide.practices:
        example = section(practice, "exemple")
        month = re.search(rf"({'|'.join(MONTHS)}) 2026", example)
        assert month
        for name, number in re.findall(rf"({'|'.join(DAYS)}) (\d+)\b", example):
            assert DAYS[date(2026, MONTHS.index(month[1]) + 1, int(number)).weekday()] == name, practice.id


def test_the_mayor_is_a_woman_and_a_man_in_turn(guide: Guide) -> None:
    seen = [
        bool(re.search(r"\b(?:une|la) maire\b", section(one, "exemple"), re.IGNORECASE))
        for one in guide.practices
    ]
    assert seen == [True, False] * 5
    for woman, practice in zip(seen, guide.practices, strict=True):
        other = "le secrétaire général de mairie" if woman else "a secrétaire générale de mairie"
        assert other in section(practice, "exemple"), practice.id


def test_words_stay_calm(guide: Guide) -> None:
    for practice in guide.practices:
        texts = [plain(parse(one.body)) for one in practice.sections]
        texts += [practice.title, practice.opening_question, practice.first_step]
        for text in texts + [fact.text for fact in practice.facts]:
            assert not CALM.search(text), (practice.id, CALM.search(text))


def test_pages_say_what_must_be_said(guide: Guide) -> None:
    pages = {one.id: plain(parse(one.body)) for one in guide.pages}
    for words in ("centre de gestion", "médecine préventive", "L135-6", "112", "seul", "ni une évaluation"):
        assert words in pages["quand-ne-pas"]
    for words in (
        "entretien professionnel",
        "diagnostic",
        "jusqu’à l’ouverture commune",
        "archives",
        "vie privée",
    ):
        assert words in pages["droit-et-donnees"]
    assert "Elles ne sont pas anonymes" in pages["droit-et-donnees"]
    for words in ("juillet 2021", "2023", "2024", "CDG 48", "octobre 2020", "propres à Binôme"):
        assert words in pages["origine"]


def test_a_page_with_a_legal_reference_is_dated(guide: Guide) -> None:
    for page in guide.pages:
        if re.search(r"\b(?:CGCT|CGFP|CRPA) [LR]\d", page.body):
            assert "à jour au 28\u00a0février 2026" in plain(parse(page.body)), page.id


@pytest.mark.parametrize("function", [Function.SGM, Function.DGS])
def test_no_pronoun_stands_for_the_person(guide: Guide, function: Function) -> None:
    """What is said of whoever holds the function must be right for a woman and for a man."""
    person = Person("a", function, "Aubry", "", Gender.FEMININE, date(2020, 1, 1))
    elu = Person("b", Function.DELEGATE, "Lorin", "", Gender.FEMININE, date(2020, 1, 1))
    for practice in guide.practices:
        for one in practice.sections:
            for sentence in re.split(r"(?<=[.;!?])\s", one.body):
                if re.search(r"\{\w* ?(?:SGM|maire)\}", sentence):
                    said = worded(sentence, {"SGM": person, "maire": elu})
                    assert not re.search(r"\b(?:elles?|ils?|lui)\b", said, re.IGNORECASE), said


def test_every_letter_is_in_every_face_we_ship(guide: Guide) -> None:
    used = set().union(*map(_letters, guide.practices), *map(_page_letters, guide.pages)) - {"\n"}
    for name in paths.FONT_FILES:
        face = TTFont(name, str(paths.fonts_dir() / name)).face
        missing = {sign for sign in used if ord(sign) not in face.charToGlyph}
        assert missing == set(), name


def _letters(practice: Practice) -> set[str]:
    said = [practice.title, practice.short_title, practice.opening_question, practice.first_step]
    said += [one.text for one in practice.statements]
    said += [text for one in practice.facts for text in (one.text, one.reference, one.source)]
    return set("".join(said)).union(*map(_page_letters, practice.sections))


def _page_letters(page: Section) -> set[str]:
    return set(page.title) | set(plain(parse(page.body)))


def test_practices_lead_to_neighbours_and_tools(guide: Guide) -> None:
    for practice in guide.practices:
        assert 2 <= len(practice.related) <= 3
        assert 1 <= len(practice.tools) <= 2
    assert {tool for one in guide.practices for tool in one.tools} == set(Tool)


def test_the_statements_are_those_already_answered(guide: Guide) -> None:
    """A new wording is a new revision, a new meaning a new id: then only is the sum below renewed."""
    told = "\n".join(f"{s.id} {s.revision} {s.text}" for one in guide.practices for s in one.statements)
    assert hashlib.sha256(told.encode()).hexdigest()[:16] == "2f919fc5901e1764"
