"""Where a year stands, as the menu shows it: no count is lost, and everything stays in the window."""

from dataclasses import replace

from xlcheck.cli import window
from xlcheck.cli.menu import front
from xlcheck.cli.window import width
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.remind.check_state import CheckState
from xlcheck.steps.remind.year_state import RoundState, YearState

BUSY = RoundState(
    "第一批", ("01号",) * 5, to_visit=12, to_publish=145, faulty=11, undated=120, to_follow_up=21, withdrawn=14
)


def shown(tmp_path, *rounds):
    state = YearState(CheckState.CLEAN, rounds, open_ledgers=("检查台账-01号.xlsx",))
    with window.caught() as lines:
        front.show(Desk(tmp_path / "2021"), state, [], guided=False)
    return lines


def test_every_count_of_a_round_is_shown(tmp_path):
    text = "".join(line.strip() for line in shown(tmp_path, BUSY))
    counts = "待检查 12 户，待公示 145 户，台账有错误 11 户，待填公示日期 120 户"
    assert f"第一批（5 个任务）：{counts}，整改、移送等未完 21 户，已撤回、没有更正 14 户下一步：" in text


def test_lost_records_are_the_next_step_and_frozen_tasks_without_a_plan_are_named(tmp_path):
    state = YearState(CheckState.CLEAN, (BUSY,), lost=("03号", "05号"), unplanned=("08号",))
    with window.caught() as lines:
        front.show(Desk(tmp_path / "2021"), state, [], guided=False)
    assert "下一步：03号、05号的抽取记录丢失，放回或者重建" in lines
    assert any("08号已冻结，计划中却没有" in line for line in lines)


def test_however_much_is_open_the_menu_fits_the_window(tmp_path):
    lines = shown(tmp_path, *(replace(BUSY, name=f"第{n}批") for n in "一二三四五"))
    assert max(map(width, lines)) < 80
    assert len([line for line in lines if line]) + 3 <= 24  # the reason of a refusal and the question come below
