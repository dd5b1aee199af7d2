"""The races in full: ``python -m tests.races [times]``.

Every pair of steps once, those that were seen to lose something ``times`` times (100), and every step killed at each
of its writes, before it and in it. Whatever is lost is printed, and the exit code is 1.
"""

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.races.desk import World, make_world
from tests.races.killed import STEPS, KilledStep
from tests.races.mail import open_office
from tests.races.race import BROKEN_BEFORE, PAIRS, race

Trial = Callable[[Path], Iterable[str]]


def races(world: World, times: int) -> Iterator[Trial]:
    for pair in PAIRS:
        yield lambda folder, pair=pair: race(world, folder / "at once", pair, 1)
    for seed in range(times):
        for pair in BROKEN_BEFORE:
            yield lambda folder, pair=pair, seed=seed: race(world, folder / "at once", pair, seed)


def kills(world: World) -> Iterator[Trial]:
    for step in STEPS:
        yield lambda folder, step=step: everywhere(KilledStep(world, step, folder))


def everywhere(killed: KilledStep) -> Iterator[str]:
    for at in killed.points(sys.maxsize):
        for torn in (False, True):
            yield from killed.differences(at, torn=torn)


def main(times: int = 100) -> int:
    with tempfile.TemporaryDirectory(prefix="xlcheck-") as kept, open_office() as office, ThreadPoolExecutor(2) as pool:
        world = make_world(Path(kept) / "world", office)

        def tried(trial: Trial) -> list[str]:
            with tempfile.TemporaryDirectory(dir=kept) as folder:
                lost = list(trial(Path(folder)))
            print("\n".join(lost) if lost else ".", end="" if not lost else "\n", flush=True)
            return lost

        found = list(pool.map(tried, (*races(world, times), *kills(world))))
    print(f"\n{len(found)} trials, {sum(map(bool, found))} of them lost something")
    return 1 if any(found) else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
