"""The same jobs without a window: public commands, exit codes 0, 1 (known problem) and 2 (wrong usage)."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from desk import __version__, paths
from desk.core.errors import UserError

USAGES = {
    "demo": "desk demo --out DOSSIER [--au AAAA-MM-JJ]",
    "report": "desk report CARNET --out BILAN.pdf [--au AAAA-MM-JJ]",
    "form": "desk form CARNET --role elu|sgm --out FEUILLE.pdf [--blank]",
    "import-form": "desk import-form CARNET FEUILLE.pdf [--code-stdin] [--replace]",
    "export": "desk export CARNET --out CARNET.json",
    "restore": "desk restore CARNET.json --out CARNET.binome",
    "read": "desk read DOSSIER --out TABLEAU.ods|TABLEAU.csv",
    "check": "desk check CARNET [--json]",
    "selftest": "desk selftest [--json]",
    "pack check": "desk pack check GUIDE.guide|DOSSIER",
    "pack build": "desk pack build DOSSIER --out GUIDE.guide",
}
_READ = "read"
_PACK = "pack"
"""The first word of the two commands on packs."""

HELP = f"""Binôme {__version__} · coordination maire – secrétaire général de mairie

desk [CARNET.binome] [--profile DOSSIER]
    ouvre le programme sur ce carnet, sur le dernier, ou sur l’assistant du premier jour
{USAGES["demo"]}
    fabrique une commune d’exemple, avec deux ans d’histoire
{USAGES["report"]}
    enregistre le bilan en PDF (PROJET tant que les deux n’en sont pas convenus)
{USAGES["form"]}
    enregistre une feuille à remplir ; --blank : à imprimer
{USAGES["import-form"]}
    reprend une feuille PDF remplie ; --code-stdin : lit le code sur l’entrée standard ;
    --replace : prend ce que dit le formulaire là où il diffère de la feuille
{USAGES["export"]}
{USAGES["restore"]}
    enregistre tout le carnet, et le refait à l’identique
{USAGES["read"]}
    lit les bilans reçus dans un dossier et ses sous-dossiers (.pdf, .eml, .zip) : une ligne par bilan,
    et pour chaque fichier non retenu, pourquoi, avec une réponse prête
{USAGES["check"]}
    vérifie un carnet sans y toucher
{USAGES["selftest"]}
    dit ce que cette installation sait faire
{USAGES["pack check"]}
    vérifie le guide d’un centre de gestion, ou le dossier qui sert à le fabriquer
{USAGES["pack build"]}
    fabrique ce guide ; le même dossier donne le même fichier

Toutes les commandes acceptent --profile DOSSIER (réglages et copies à part).
Code de sortie : 0 fait, 1 problème connu (une phrase le dit), 2 commande mal écrite."""


class WrongUsage(Exception):
    """The command line cannot be understood; the text says what is wrong, in French."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUsage(_in_french(message))


def is_command(arguments: Sequence[str]) -> bool:
    """Whether the arguments are for this module; the window takes a notebook and --profile only."""
    if not arguments:
        return False
    first = _command_first(arguments)[0]
    if first.startswith("-"):
        return first != "--profile"
    return first in USAGES or arguments[0] == _PACK or not (first.endswith(".binome") or Path(first).exists())


def _command_first(arguments: Sequence[str]) -> list[str]:
    """`desk --profile X demo …` is understood as `desk demo … --profile X`; `pack check` is one command."""
    words = list(arguments)
    if words[:1] == ["--profile"] and len(words) > 2 and words[2] in (*USAGES, _PACK):
        words = [*words[2:], *words[:2]]
    if words[:1] == [_PACK] and len(words) > 1:
        return [" ".join(words[:2]), *words[2:]]
    return words


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    _speak_utf8()
    try:
        return _run(_command_first(list(arguments)))
    except WrongUsage as wrong:
        print(f"{wrong}", file=sys.stderr)
        return 2
    except UserError as problem:
        print(problem.message, file=sys.stderr)
        return 1


def window_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """`file` and `profile` for the window. Raises WrongUsage."""
    parser = _Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--profile", type=Path)
    return parser.parse_args(list(arguments))


def _run(arguments: list[str]) -> int:
    first = arguments[0]
    if first in ("--help", "-h", "--aide"):
        print(HELP)
        return 0
    if first == "--version":
        print(f"Binôme {__version__}")
        return 0
    if first not in USAGES:
        kind = "option" if first.startswith("-") else "commande"
        raise WrongUsage(f"« {first} » n’est pas une {kind} connue. Essayez : desk --help")
    if "--help" in arguments or "-h" in arguments:
        print(f"Usage : {USAGES[first]}")
        return 0
    _job(first, arguments[1:])
    return 0


def _job(command: str, arguments: list[str]) -> None:
    parser = _Parser(prog=command, add_help=False, allow_abbrev=False)
    parser.add_argument("--profile", type=Path)
    for name, options in ARGUMENTS[command]:
        parser.add_argument(name, **options)
    try:
        parsed = parser.parse_args(arguments)
    except WrongUsage as wrong:
        raise WrongUsage(f"{wrong} Usage : {USAGES[command]}") from wrong
    if command == _READ:
        from desk.exchange.read_command import read

        print(read(parsed))
    else:
        from desk import jobs

        jobs.JOBS[command](parsed, paths.profile(parsed.profile))


Options = dict[str, Any]
_OUT: tuple[str, Options] = ("--out", {"type": Path, "required": True})
_FILE: tuple[str, Options] = ("file", {"type": Path})
_DAY: tuple[str, Options] = ("--au", {"default": "", "dest": "day"})
ARGUMENTS: dict[str, list[tuple[str, Options]]] = {
    "demo": [_OUT, _DAY],
    "report": [_FILE, _OUT, _DAY],
    "form": [
        _FILE,
        ("--role", {"choices": ["elu", "sgm"], "required": True}),
        ("--blank", {"action": "store_true"}),
        _OUT,
    ],
    "import-form": [
        _FILE,
        ("form", {"type": Path}),
        ("--code-stdin", {"action": "store_true"}),
        ("--replace", {"action": "store_true"}),
    ],
    "export": [_FILE, _OUT],
    "restore": [_FILE, _OUT],
    "read": [("folder", {"type": Path}), _OUT],
    "check": [_FILE, ("--json", {"action": "store_true"})],
    "selftest": [("--json", {"action": "store_true"})],
    "pack check": [("source", {"type": Path})],
    "pack build": [("source", {"type": Path}), _OUT],
}
_NAMES = {
    "file": "le carnet",
    "form": "la feuille PDF",
    "folder": "le dossier",
    "source": "le dossier ou le guide",
}
_ENGLISH = (
    (r"the following arguments are required: (.*)", "Il manque : {}."),
    (r"unrecognized arguments: (.*)", "« {} » n’est pas compris."),
    (r"argument (\S+): expected one argument", "Il manque une valeur après {}."),
    (r"argument (\S+): invalid choice.*", "La valeur donnée à {} n’est pas acceptée."),
)


def _speak_utf8() -> None:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def _in_french(message: str) -> str:
    # argparse speaks English through private strings: its four usual complaints are told here
    for pattern, sentence in _ENGLISH:
        found = re.fullmatch(pattern, message)
        if found:
            words = [_NAMES.get(word, word) for word in found[1].split(", ")]
            return sentence.format(", ".join(words))
    return "Cette commande n’est pas bien écrite."
