"""Wall times, ours beside a reference in the same run."""

import statistics
import time
from collections.abc import Callable


def seconds(call: Callable[[], object]) -> float:
    """Wall time of a call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def medians(*calls: Callable[[], object], times: int = 3) -> list[float]:
    """Median wall time of each call in seconds; they take turns, so that a busy machine is busy for all."""
    taken = [[seconds(call) for call in calls] for _ in range(times)]
    return [statistics.median(times) for times in zip(*taken, strict=True)]


def line(what: str, ours: float, reference: float, than: str, aim: str = "") -> None:
    """Print one comparison, and what it should come to."""
    aimed = f"   aim {aim}" if aim else ""
    print(f"{what:<44} {ours:8.3f} s   {than} {reference:8.3f} s   ratio {ours / reference:.2f}{aimed}")
