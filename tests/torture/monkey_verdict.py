"""What is made of a monkey's run: figures, and whether memory, widgets and Qt objects stay as they were."""

import statistics
from typing import TYPE_CHECKING

from tests.torture.monkey_ears import Held

if TYPE_CHECKING:
    from tests.torture.monkey import Monkey

REST_EVERY = 1000
LIVE_MB, BLOCKS = 2.0, 10_000
"""What may be gained in a thousand actions, some two hundred pages: bytes asked for, Python's blocks.

A run of four thousand gained 1.4 MB in each: part of it is what Qt's stylesheets keep of widgets thrown away.
What is resident is told and not judged: it grows by holes and by pages of fonts and libraries as well.
"""
Rests = list[tuple[int, Held]]


def growing(rests: Rests) -> list[str]:
    """What is held more and more after the first thousand actions."""
    after = [each for step, each in rests if step >= REST_EVERY]
    wrong = []
    if len(after) > 1 and after[-1].widgets > after[0].widgets + 5:
        more = after[-1].kinds - after[0].kinds
        wrong.append(f"widgets grow: {[each.widgets for each in after]}, {more.most_common(6)}")
    if len(after) > 1 and after[-1].objects > after[0].objects + 20:
        wrong.append(f"Qt objects grow: {[each.objects for each in after]}")
    if (live := gained(rests, "live") / 2**20) > LIVE_MB:
        wrong.append(f"memory grows by {live:.1f} MB in a thousand actions")
    if (blocks := gained(rests, "blocks")) > BLOCKS:
        wrong.append(f"Python's blocks grow by {blocks:.0f} in a thousand actions")
    return wrong


def gained(rests: Rests, what: str) -> float:
    """Gained in a thousand actions, after the first two thousand, which fill what is kept for good."""
    late = [(step, int(getattr(each, what))) for step, each in rests if step >= 2 * REST_EVERY]
    if len(late) < 2:
        return 0.0
    return (late[-1][1] - late[0][1]) / max(1, late[-1][0] - late[0][0]) * 1000


def figures(monkey: "Monkey") -> dict[str, object]:
    """What is told of a run, in order."""
    times = sorted(monkey.times) or [0.0]
    rests = [each for _, each in monkey.rests]
    return {
        "actions": monkey.step,
        "seed": monkey.options.seed,
        "minutes": monkey.options.seconds / 60,
        "ms per action": 1000 * statistics.mean(times),
        "slowest (s)": times[-1],
        "openings": monkey.reopened,
        "checks of the carnet": monkey.checks,
        "runs undone": monkey.undone.compared,
        "changes undone": monkey.undone.changes,
        "widgets at rest": [each.widgets for each in rests],
        "Qt objects at rest": [each.objects for each in rests],
        "thousands of blocks at rest": [each.blocks // 1000 for each in rests],
        "live MB gained in a thousand actions": gained(monkey.rests, "live") / 2**20,
        "live MB at rest": [round(each.live / 2**20, 1) for each in rests],
        "resident MB gained in a thousand actions": gained(monkey.rests, "resident") / 2**20,
        "resident MB at rest": [each.resident >> 20 for each in rests],
    }
