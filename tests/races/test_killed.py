"""Each step that writes, killed at some of its writes and run again, ends as if it had never been killed."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.length import LONG
from tests.races.killed import STEPS, KilledStep

POINTS = 4 if LONG else 2


@pytest.mark.parametrize("step", STEPS, ids=[step.name for step in STEPS])
def test_step_that_was_killed_is_done_by_the_next_run(world, tmp_path, step):
    killed = KilledStep(world, step, tmp_path)
    points = list(killed.points(POINTS))
    taken = list(range(len(points)))
    if not LONG:  # the first and the last by turns
        taken = taken[-(STEPS.index(step) % 2) :][:1]
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda n: list(killed.differences(points[n], torn=n % 2 == 1)), taken)
        assert [word for words in found for word in words] == []
