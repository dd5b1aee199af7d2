"""演练, guided: who follows the screen alone comes through all ten steps, and the real year is not touched."""

import openpyxl
import pytest

from tests.cells import cell
from tests.practised import LEAVE, first_row, turns, typed_into
from tests.steps.helpers import contents
from tests.steps.practice.test_practice import unmarked
from xlcheck.cli import screen
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.outputs.ledger import LEDGER_TYPED
from xlcheck.steps.practice.practice import place_of, practice_desk, practice_step


@pytest.fixture
def keys(xlcheck, opened):
    def typed(folder, *lines):
        code, out, err = xlcheck("menu", folder, typed="".join(f"{line}\n" for line in lines))
        assert code == 0
        return out + err

    return typed


@pytest.fixture
def practised(sample_copy, keys):
    """The practice desk at its first step, opened from the real year."""
    keys(sample_copy.parent, "演练", "", LEAVE)
    return place_of(sample_copy.parent)


def test_ten_steps_by_the_text_alone__ok(sample_copy, practised, keys):
    before = contents(sample_copy)
    for turn in turns(practised):
        assert practice_step(practised) == turn.step
        said = keys(practised.root.parent, *turn.keys, LEAVE)
        assert f"√ 演练第 {turn.step.number} 步“{turn.step.title}”做完了。" in said
        assert "×" not in said or turn.step.number == 1
    assert "演练的 10 步都做完了" in said
    assert sum(line.startswith("√") and line.endswith(" 相符") for line in said.splitlines()) == 7
    assert contents(sample_copy) == before
    made = [path for path in practised.root.rglob("*") if path.is_file()]
    assert [part for path in made for part in unmarked(path)] == []


def test_step_stays_until_it_is_done(practised, keys):
    said = keys(practised.root, "", "", "", "", "统计", "", LEAVE)
    assert said.count("演练第 2 步（共 10 步）　更正") == 3
    assert "演练第 3 步" not in said


def test_warning_is_to_be_mended_as_well(practised, keys):
    keys(practised.root, "", "", LEAVE)
    typed_into(practised.root / "抽查工作计划.xlsx", {cell(PLAN, PLAN.ratio, 5): "30%"})
    said = keys(practised.root, "", "", LEAVE)
    assert "错误 0 处，警告 1 处" in said
    assert "演练第 3 步" not in said


def test_findings_are_filled_in_only_beside_one_typed_by_hand(practised, keys):
    for turn in turns(practised):
        if turn.step.title == "登记":
            break
        keys(practised.root, *turn.keys, LEAVE)
    ledger = practised.ledgers / "检查台账-01号.xlsx"
    cells = first_row(ledger)
    day, situation = cells["检查日期"], cells["检查情况"]
    typed_into(ledger, dict.fromkeys(cells[column.title] for column in LEDGER_TYPED))
    assert "没有代为填写" in keys(practised.root, "", "", "", LEAVE)
    typed_into(ledger, {day: "2021-01-15", situation: "手工填写。"})
    assert "√ 已代为填写 45 户" in keys(practised.root, "", "", "", LEAVE)
    sheet = openpyxl.load_workbook(ledger).worksheets[0]
    assert (sheet[day].value, sheet[situation].value) == ("2021-01-15", "手工填写。")
    assert "√ 已代为填写 0 户" in keys(practised.root, "登记", "", "", LEAVE)


def test_archive_that_is_gone_or_damaged_does_not_end_the_menu(practised, keys):
    for turn in turns(practised):
        if turn.step.title == "补抽":
            break
        keys(practised.root, *turn.keys, LEAVE)
    log = practised.archive / "抽取日志.jsonl"
    log.write_bytes(b"damaged\n" + log.read_bytes())
    said = keys(practised.root, "自检", "", LEAVE)
    assert said.count("演练第 6 步") == 2
    assert "抽取日志第 1 行" in said
    log.rename(log.with_name("移走的日志"))
    said = keys(practised.root, "自检", "", LEAVE)
    assert said.count("演练第 6 步") == 2
    assert "程序出错" not in said


def test_from_practice_to_the_real_year_and_again(sample_copy, practised, keys):
    said = keys(practised.root, "演练", "", "", LEAVE)
    assert "双随机抽查　2021 年度（演练）" not in said.rpartition("按回车回到")[2]
    typed_into(practised.root / "单位设置.xlsx", {"A1": "改过"})
    said = keys(practised.root, "演练", "2", "1", "", LEAVE)
    assert "请直接回车，或输入 1" in said
    assert said.count("演练第 1 步") == 2
    (old,) = practised.root.parent.glob("2021-旧-*")
    assert openpyxl.load_workbook(old / "单位设置.xlsx").worksheets[0]["A1"].value == "改过"
    assert openpyxl.load_workbook(practised.root / "单位设置.xlsx").worksheets[0]["A1"].value != "改过"


def test_practice_alone_has_no_real_year_to_go_back_to(tmp_path, keys):
    desk = practice_desk(tmp_path, now=screen.now())
    assert "旁边没有正式年度" in keys(desk.root, "演练", "", "", LEAVE)
