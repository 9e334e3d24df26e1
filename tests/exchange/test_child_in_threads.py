"""A bilan is drawn in a thread while the window asks the same process for something else."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from desk.exchange.child import Child

Json = dict[str, Any]


def test_two_threads_each_get_their_own_answer(child: Child, make_report: Callable[..., Json]) -> None:
    data = make_report()
    alone = child.draw_report(data)

    def ask(turn: int) -> bool:
        if turn % 2:
            return child.draw_report(data) == alone
        return child.read_report(alone, "bilan.pdf") == ("lu", data)

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(ask, range(8)))
