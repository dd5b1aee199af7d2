"""Killed at any write, a correction is completed by the next run, and nobody gets a third list."""

import shutil
from dataclasses import replace

import pytest

from tests.length import STRIDE
from tests.steps.correct.conftest import RIGHT, WRONG, at
from tests.steps.killing import Killed, Killer, armed
from xlcheck.steps.correct.numbers import correct_numbers, drawn_numbers
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import FrozenTask
from xlcheck.steps.verify.verify import verify_desk


def corrected(run):
    (group,) = drawn_numbers(run)
    return correct_numbers(run, group, RIGHT, "录入时看错一位")


def finished(desk, run):
    """What a clerk does next on a desk: draw what waits, or else correct what is still wrong."""
    run = replace(run, desk=Desk(desk))
    if run.desk.journal.draws().is_waiting("202103"):
        frozen = FrozenTask(Archive(run.desk).frozen("03号", 1), run.desk.draws)
        return draw_task(run, frozen, {}, Attendance("示例甲", "示例室", "示例乙")).record
    return corrected(run)[0].record if drawn_numbers(run)[0].numbers == WRONG else Archive(run.desk).records()["202103"]


def test_killed_anywhere_the_next_run_draws_by_the_right_numbers(frozen, tmp_path):
    run, tasks = frozen
    run = at(run, 7, 22)
    draw_task(run, tasks[0], {"ssq-2021003": WRONG}, Attendance("示例甲", "示例室", "示例乙"))
    before, killer = tmp_path / "before", Killer(run.desk.root)
    shutil.copytree(run.desk.root.parent, before)
    with armed(killer):
        (expected,) = corrected(run)
    assert killer.changes > 10
    for number in range(1, killer.changes + 1, STRIDE):
        desk = tmp_path / str(number) / "2021"
        shutil.copytree(before, desk.parent)
        with armed(Killer(desk, number)), pytest.raises(Killed):
            corrected(replace(run, desk=Desk(desk)))
        assert finished(desk, run).sample == expected.record.sample
        assert all(result.sound for result in verify_desk(replace(run, desk=Desk(desk))))
        shutil.rmtree(desk.parent)
