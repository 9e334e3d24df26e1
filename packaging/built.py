"""Look at what was built: the notices it must carry, and its sizes beside those of the last release.

    built.py PLATFORM BUNDLE KIND=FILE…      PLATFORM: linux or windows; KIND: as in sizes.toml

Stops when a notice is missing, when something is beyond its budget or grew more than sizes.toml agrees to.
"""

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

SIZES = Path(__file__).resolve().parent / "sizes.toml"
MEGA = 1_000_000
# Where « À propos » reads them, in both programs.
NOTICES = Path("_internal", "desk", "resources", "licences")
NOTICE_FILES = ("THIRD-PARTY.md", "LGPL-3.0.txt", "GPL-3.0.txt", "OFL-1.1-Source-Sans-Pro.txt")


@dataclass(frozen=True)
class Agreed:
    """What one thing may weigh, in bytes: as released, with `growth` percent more, never beyond `at_most`."""

    size: int
    growth: int
    at_most: int

    def trouble(self, size: int) -> str:
        """Why this size is refused; empty when it is not."""
        if size > self.at_most:
            return "is beyond the budget"
        if size * 100 > self.size * (100 + self.growth):
            return f"grew more than {self.growth} %: say why in packaging/sizes.toml, or make it smaller"
        return ""


def agreed(path: Path, platform: str) -> dict[str, Agreed]:
    """The sizes of a platform. Raises ValueError when one gives no reason or is beyond its own budget."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    for kind, entry in told[platform].items():
        if not entry["reason"].strip() or entry["agreed"] > entry["at_most"]:
            raise ValueError(f"{path.name}: {platform}.{kind}")
    return {
        kind: Agreed(entry["agreed"], told["growth"], entry["at_most"])
        for kind, entry in told[platform].items()
    }


def size(path: Path) -> int:
    """Bytes of a file, or of all the files of a folder; a link weighs nothing."""
    if path.is_file():
        return path.stat().st_size
    return sum(each.stat().st_size for each in path.rglob("*") if each.is_file() and not each.is_symlink())


def compare(sizes: dict[str, int], limits: dict[str, Agreed]) -> tuple[list[str], list[str]]:
    """What is told of each size, and the troubles. Every agreed kind is measured, and no other."""
    if sizes.keys() != limits.keys():
        raise ValueError(f"measured {sorted(sizes)}, agreed {sorted(limits)}")
    lines, troubles = [], []
    for kind, found in sizes.items():
        limit = limits[kind]
        change = 100 * (found - limit.size) / limit.size
        lines.append(
            f"{kind:9} {found / MEGA:6.1f} MB  ({change:+.1f} % since the last release;"
            f" at most {limit.at_most / MEGA:.0f} MB)"
        )
        trouble = limit.trouble(found)
        if trouble:
            troubles.append(f"{kind} {trouble}")
    return lines, troubles


def missing_notices(bundle: Path) -> list[str]:
    """The notices that the program does not carry; the one beside it must say what the one inside says."""
    inside = bundle / NOTICES
    told = [name for name in NOTICE_FILES if not (inside / name).is_file() or not size(inside / name)]
    beside = bundle / "THIRD-PARTY.md"
    if "THIRD-PARTY.md" not in told and (
        not beside.is_file() or beside.read_bytes() != (inside / "THIRD-PARTY.md").read_bytes()
    ):
        told.append("THIRD-PARTY.md beside the program, the same as inside")
    return told


def main() -> None:
    """Print the sizes. Stops with every trouble at once."""
    platform, bundle, *others = sys.argv[1:]
    files = {"unpacked": Path(bundle)} | {
        kind: Path(path) for kind, _, path in (other.partition("=") for other in others)
    }
    lines, troubles = compare({kind: size(path) for kind, path in files.items()}, agreed(SIZES, platform))
    print("\n".join(lines))
    troubles += [f"not in the program: {name}" for name in missing_notices(Path(bundle))]
    if troubles:
        sys.exit("\n".join(f"{platform}: {trouble}" for trouble in troubles))


if __name__ == "__main__":
    main()
