"""A desk that somebody renames while a step writes into it: nothing counts that went elsewhere."""

import os

import pytest

from tests.length import LONG
from tests.races.desk import ON_THE_DESK
from tests.races.moved import MovedStep

STEPS = [step for step in ON_THE_DESK if step.name in ("抽取", "补抽", "合并台账", "公示", "上报")]
POINTS = 4 if LONG else 2


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody rename a folder in which a file is open")
@pytest.mark.parametrize("step", STEPS, ids=[step.name for step in STEPS])
def test_step_whose_desk_is_renamed_says_so_and_is_done_by_the_next_run(world, tmp_path, step):
    moved = MovedStep(world, step, tmp_path)
    points = sorted({1 + round(n * (moved.changes - 1) / (POINTS - 1)) for n in range(POINTS)})
    assert [word for at in points for word in moved.differences(at)] == []
