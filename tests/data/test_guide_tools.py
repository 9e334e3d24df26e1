"""The guide's tools as shipped: ids that never change, decisions, references, words."""

import re
from datetime import date
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from desk import paths
from desk.core.basis import Basis
from desk.core.markdown import parse, plain, targets
from desk.core.people import Function, Gender, Person
from desk.core.roles import Holder, Verb, holders_for
from desk.core.steps import Newcomer, Who, steps_for
from desk.core.wording import typographic, worded
from desk.data.content import load_calendar, load_guide
from desk.data.content_tools import CAREFUL, KIT, PATHS, TAGS, Tools, load_tools

GUIDE = Path(__file__).parents[2] / "resources" / "guide"
PRACTICES = frozenset(f"p{number:02d}" for number in range(1, 11))
PAGES = ("qui-fait-quoi", "mon-cdg", "glossaire", "proposer-maire", "proposer-sgm")
CHECKED_ON = date(2026, 2, 28)

SUBJECTS = {
    "r01": "La date et l’ordre du jour du conseil",
    "r02": "Les délibérations",
    "r03": "Le procès-verbal du conseil",
    "r04": "La transmission des actes à la préfecture et leur publication",
    "r05": "Le budget et les taux d’imposition",
    "r06": "Une commande courante (fournitures, petit entretien)",
    "r07": "Un marché de travaux",
    "r08": "Les factures, les mandats et les titres",
    "r09": "Une demande de subvention (DETR, département…)",
    "r10": "Les permis de construire et les déclarations préalables",
    "r11": "Un arrêté de circulation ou de stationnement",
    "r12": "Un fossé, un nid-de-poule, un lampadaire",
    "r13": "Les actes d’état civil",
    "r14": "Les inscriptions sur la liste électorale",
    "r15": "Un scrutin\u00a0: bureau de vote, matériel, dépouillement",
    "r16": "Le recrutement et la nomination d’un agent",
    "r17": "Les congés et les absences des agents",
    "r18": "Les heures d’un conseil, d’un scrutin, d’une cérémonie",
    "r19": "Les arrêts de travail et l’assurance du personnel",
    "r20": "Les inscriptions à l’école",
    "r21": "Les tarifs et le règlement de la cantine",
    "r22": "Le prêt de la salle communale",
    "r23": "Le document unique d’évaluation des risques",
    "r24": "Une alerte\u00a0: inondation, tempête, bâtiment dangereux",
    "r25": "Le bulletin, le site et le panneau d’affichage",
    "r26": "La réponse à la réclamation d’un habitant",
    "r27": "Le courrier et les messages reçus à la mairie",
    "r28": "Ce qui se décide à l’intercommunalité et dans les syndicats",
}
"""An id is never used again: a new meaning is a new id at the end."""

FIXED = {
    "r01": "maire", "r02": "conseil", "r03": "conseil", "r04": "maire", "r05": "conseil", "r08": "maire",
    "r13": "maire", "r14": "maire", "r16": "maire", "r20": "maire", "r23": "maire", "r24": "maire",
}  # fmt: skip
"""The decisions the law gives to someone, and to whom."""


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools(GUIDE, PRACTICES)


def bases(tools: Tools) -> list[tuple[str, Basis]]:
    found = [(one.note, one.basis) for one in tools.roles.subjects]
    found += [(step.why, step.basis) for path in tools.paths.values() for step in path.steps]
    return [(text, basis) for text, basis in found if basis]


def texts(tools: Tools) -> list[str]:
    found = [text for one in tools.roles.subjects for text in (one.title, one.other, one.note)]
    found += [group.title for group in tools.roles.groups]
    for path in tools.paths.values():
        found += [path.title, path.lead, *(phase.title for phase in path.phases)]
        found += [text for step in path.steps for text in (step.title, step.why)]
    found += [basis.reference for _, basis in bases(tools)]
    return found


def test_the_subjects_are_those_ids_for_ever(tools: Tools) -> None:
    assert {one.id: one.title for one in tools.roles.subjects} == SUBJECTS
    assert 22 <= len(SUBJECTS) <= 28
    assert {one.group for one in tools.roles.subjects} == {group.id for group in tools.roles.groups}


def test_each_decision_has_one_holder_and_the_law_s_are_fixed(tools: Tools) -> None:
    assert {one.id: one.line.decide.value for one in tools.roles.subjects if one.fixed} == FIXED
    for one in tools.roles.subjects:
        assert one.line.decide not in {Holder.BOTH, Holder.NOBODY}, one.id
        assert one.line.decide in holders_for(one, Verb.DECIDE)
        assert one.line.prepare is not Holder.NOBODY, one.id
        assert not one.fixed or one.basis, one.id


def test_the_paths_are_those_ids_for_ever(tools: Tools) -> None:
    assert tuple(tools.paths) == PATHS
    term, person = (tools.paths[name] for name in PATHS)
    assert [step.id for step in term.steps] == [f"nm{number:02d}" for number in range(1, 22)]
    assert [step.id for step in person.steps] == [f"np{number:02d}" for number in range(1, 18)]
    assert [phase.title for phase in term.phases] == ["Semaine 1", "Premier mois", "Mois 2 et 3", "Mois 6"]
    assert person.phases[0].title == "Avant l’arrivée"
    assert person.phases[1:] == term.phases
    assert person.asks_who
    assert not term.asks_who


def test_steps_lead_to_practices_and_are_shared_out(tools: Tools) -> None:
    steps = [step for path in tools.paths.values() for step in path.steps]
    assert {step.practice for step in steps} == PRACTICES
    assert {step.who for step in steps} == set(Who)
    for step in steps:
        assert len(step.title) <= 76, step.id
        assert step.why.endswith("."), step.id


def test_a_size_and_a_change_choose_the_steps(tools: Tools) -> None:
    term, person = (tools.paths[name] for name in PATHS)
    assert len(steps_for(term, 1000)) == len(steps_for(term, 412)) + 1
    after_mayor = {step.id for step in steps_for(person, 412, Newcomer.MAYOR)}
    after_sgm = {step.id for step in steps_for(person, 412, Newcomer.SGM)}
    assert after_mayor | after_sgm == {step.id for step in person.steps}
    assert {"np08", "np09", "np10"} == after_mayor - after_sgm
    assert {"np02", "np03", "np13", "np15"} == after_sgm - after_mayor


def test_every_reference_is_dated_and_as_sure_as_it_is_worded(tools: Tools) -> None:
    assert len(bases(tools)) >= 35
    for text, basis in bases(tools):
        assert basis.as_of == CHECKED_ON
        assert basis.tag in TAGS
        assert basis.tag != "O-med" or any(words in text.lower() for words in CAREFUL)


COMMON = {"r02", "r04", "r05", "r08", "r10", "r11", "r13", "r14", "r15", "r16", "r20", "r22", "r24"}
"""Subjects that rest on articles every town hall knows, and that no source of ours was read for."""


def test_what_was_not_read_in_a_source_does_not_claim_one(tools: Tools) -> None:
    tags = {one.id: one.basis.tag for one in tools.roles.subjects if one.basis}
    assert {one for one, tag in tags.items() if tag == "O-hi"} == COMMON
    (page,) = (one for one in load_guide(GUIDE).pages if one.id == "qui-fait-quoi")
    assert "à vérifier auprès de votre CDG avant d’agir" in page.body


LAW = re.compile(r"\b[LR]\d{3,4}-\d|\bCG[CF][TP] [LR]|[Ll]oi n°|[Dd]écret n°|RGPD, article|CFU|exécutoire le")


@pytest.mark.parametrize("name", [*(f"pages/{page}" for page in PAGES), *(f"kit/{name}" for name in KIT)])
def test_a_page_that_cites_the_law_says_its_day(name: str) -> None:
    text = (GUIDE / f"{name}.md").read_text("utf-8").replace("\u00a0", " ")
    heading, lead = "", text.split("###")[0]
    for line in text.split("\n"):
        heading = line if line.startswith("###") else heading
        if LAW.search(line):
            said = (heading, lead, line)
            assert any("à jour au 28 février 2026" in part for part in said), line


def test_every_text_is_typographic_and_its_marks_resolve(tools: Tools) -> None:
    day = date(2020, 1, 1)
    pages = [load for load in load_guide(GUIDE).pages if load.id in PAGES]
    every = texts(tools) + [part for one in (*tools.kit, *pages) for part in (one.title, one.body)]
    for gender in Gender:
        people = {
            "SGM": Person("a", Function.DGS, "Aubry", "", gender, day),
            "maire": Person("b", Function.DELEGATE, "Lorin", "", gender, day),
        }
        for text in every:
            assert typographic(text) == text
            assert "{" not in worded(text, people)


def test_every_letter_is_in_every_face_we_ship(tools: Tools) -> None:
    rules = load_calendar(GUIDE.parent / "calendar.toml")
    said = [text for one in rules for text in (one.title, one.note, one.wording, one.reference)]
    said += texts(tools) + [text for one in tools.kit for text in (one.title, plain(parse(one.body)))]
    used = set("".join(said)) - {"\n"}
    for name in paths.FONT_FILES:
        face = TTFont(name, str(paths.fonts_dir() / name)).face
        assert {sign for sign in used if ord(sign) not in face.charToGlyph} == set(), name


def test_a_line_to_fill_in_is_not_an_item_of_a_list(tools: Tools) -> None:
    """Only a paragraph draws it: an item would spell its dots aloud."""
    for one in (*tools.kit, *load_guide(GUIDE).pages):
        for block in parse(one.body):
            assert "……" not in "".join(span.text for item in block.items for span in item), one.id


def test_who_signs_is_asked() -> None:
    said = {path.stem: path.read_text("utf-8") for path in GUIDE.glob("*/*.md")}
    assert "\nPour le centre de gestion (nom et fonction)\u00a0: ……" in said["lettre-aux-maires"]
    for name in ("proposer-maire", "proposer-sgm"):
        assert "\nAvec le centre de gestion (nom et cachet)\u00a0: ……" in said[name]
    for name in ("lettre-aux-maires", "proposer-maire", "proposer-sgm"):
        assert re.search(r"\b[Ll]e\s?……", said[name]), name


def test_what_is_printed_before_any_carnet_names_nobody() -> None:
    for name in ("pages/proposer-maire", "pages/proposer-sgm", *(f"kit/{name}" for name in KIT)):
        text = (GUIDE / f"{name}.md").read_text("utf-8")
        assert "{" not in text, name
        assert "……" in text, f"{name} has no place to sign"
        assert not targets(parse(text.split("\n", 1)[1])), name


def test_the_two_proposals_fit_a_page_and_say_what_matters() -> None:
    for name in ("proposer-maire", "proposer-sgm"):
        text = (GUIDE / "pages" / f"{name}.md").read_text("utf-8")
        assert len(re.findall(r"\w+", text)) <= 400
        for said in ("coordination maire", "quart d’heure", "quatre minutes", "confidentiel", "dire non"):
            assert said in text, (name, said)
        assert "Proposé par" in text


def test_nothing_is_called_anonymous_a_round_or_a_fault() -> None:
    pages = [GUIDE / "pages" / f"{page}.md" for page in PAGES] + sorted((GUIDE / "kit").glob("*.md"))
    for path in [*pages, GUIDE / "roles.toml", *sorted((GUIDE / "paths").glob("*.toml"))]:
        said = path.read_text("utf-8").lower()
        for word in ("anonym", "duo", "scell", "secrétariat", "faute", "cdg 36", "en retard"):
            assert word not in said, (path.name, word)


def test_the_glossary_is_alphabetical_and_each_term_stands_once() -> None:
    text = (GUIDE / "pages" / "glossaire.md").read_text("utf-8")
    terms = re.findall(r"^- \*\*(.+?)\*\*\u00a0: \S", text, re.MULTILINE)
    assert 45 <= len(terms) == text.count("\n- ")
    assert len(set(terms)) == len(terms)
    folded = [term.lower().translate(str.maketrans("éèêô", "eeeo")) for term in terms]
    assert folded == sorted(folded)


def test_the_kit_is_there_in_order(tools: Tools) -> None:
    assert [one.id for one in tools.kit] == list(KIT)
    assert all(200 <= len(re.findall(r"\w+", plain(parse(one.body)))) <= 760 for one in tools.kit)
