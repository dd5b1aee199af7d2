"""`draw`: the numbers typed at the prompt, and what is said of tasks that were drawn before."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from tests import journals
from tests.cli.draws import KIND, events, record_of
from tests.steps.helpers import contents
from tests.steps.killing import armed
from xlcheck.draws.record.record import grids_of
from xlcheck.excel.read.workbook import read_cells
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.practice.sample import PRINTED_PLAN

LOTTERY, WITNESS = "示例彩票第1期", "示例监督人"
DECLARED = (*KIND, "--lottery", LOTTERY, "--witness", WITNESS)


@pytest.fixture
def reads():
    """Count how often each file is opened to be read, by its name."""
    counts = Counter()

    def count(event, arguments):
        if event == "open" and isinstance(arguments[0], str) and not arguments[2] & (os.O_WRONLY | os.O_RDWR):
            counts[Path(arguments[0]).name] += 1

    with armed(count):
        yield counts


def test_freeze_then_draw_asks_for_each_number_once(sample_copy, xlcheck):
    code, out, _ = xlcheck("draw", sample_copy, "--task", "03号", "--task", "05号", "--freeze", *DECLARED)
    assert code == 0
    assert out.count("抽取公告-") == 4
    assert events(sample_copy) == [("freeze", "03号"), ("freeze", "05号")]
    assert not list((sample_copy / "抽取").glob("抽取记录*"))

    code, out, _ = xlcheck("draw", sample_copy, "--task", "03号", "--task", "05号", typed="3 9 14\n482913\n是\n")
    assert code == 0
    assert out.count(f"请输入“{LOTTERY}”的号码") == 1
    assert out.count(f"请输入“{WITNESS}”的号码") == 1
    assert out.count("此前已冻结") == 2
    assert "√ 抽取 2 个任务" in out
    for name in ("03号", "05号"):
        assert [s.numbers for s in record_of(sample_copy, name).request.sources] == [(3, 9, 14), (482913,)]


def test_tasks_frozen_with_different_lotteries_get_each_its_own_numbers(sample_copy, xlcheck):
    xlcheck("draw", sample_copy, "--task", "03号", "--freeze", *KIND, "--lottery", "甲彩第1期", "--witness", WITNESS)
    xlcheck("draw", sample_copy, "--task", "05号", "--freeze", *KIND, "--lottery", "乙彩第2期", "--witness", WITNESS)
    code, out, _ = xlcheck("draw", sample_copy, "--task", "03号", "--task", "05号", typed="1 2 3\n482913\n7 8 9\n是\n")
    assert code == 0
    assert re.findall("请输入“(.*?)”", out) == ["甲彩第1期", WITNESS, "乙彩第2期"]
    numbers = {name: record_of(sample_copy, name).request.sources[0].numbers for name in ("03号", "05号")}
    assert numbers == {"03号": (1, 2, 3), "05号": (7, 8, 9)}


def test_witness_is_on_the_record_though_named_at_the_freeze_only(sample_copy, xlcheck):
    xlcheck("draw", sample_copy, "--task", "03号", "--freeze", *DECLARED)
    xlcheck("draw", sample_copy, "--task", "03号", "--operator", "示例甲", "--venue", "三楼", typed="1 2\n482913\n是\n")
    record = record_of(sample_copy, "03号")
    assert (record.witnesses, record.operator, record.venue) == (WITNESS, "示例甲", "三楼")


def test_numbers_on_the_command_line_are_not_asked_for(sample_copy, xlcheck):
    given = ("--number", f"{LOTTERY}=3 9 14", "--number", f"{WITNESS} = 482913")
    code, out, _ = xlcheck("draw", sample_copy, "--task", "03号", *DECLARED, *given)
    assert code == 0
    assert "请输入" not in out
    assert [s.numbers for s in record_of(sample_copy, "03号").request.sources] == [(3, 9, 14), (482913,)]


@pytest.mark.parametrize("number", ["482913", f"{WITNESS}=", "别人=482913", "=482913"])
def test_number_that_belongs_to_no_source__error(sample_copy, xlcheck, number):
    code, _, err = xlcheck("draw", sample_copy, "--task", "03号", *DECLARED, "--number", number, typed="1\n482913\n")
    assert code == 2
    assert "对不上随机来源" in err
    assert f"{LOTTERY}、{WITNESS}" in err
    assert events(sample_copy) == [("freeze", "03号")]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("三 九\n3 9\n482913\n", "不能识别"),
        ("3 9\n12\n482913\n", "太短"),
        ("3.14\n3 9\n482913\n", "不能识别"),
    ],
)
def test_number_that_cannot_be_used_is_asked_for_again(sample_copy, xlcheck, lines, words):
    code, out, _ = xlcheck("draw", sample_copy, "--task", "03号", *DECLARED, typed=f"{lines}是\n")
    assert code == 0
    assert words in out
    assert [s.numbers for s in record_of(sample_copy, "03号").request.sources] == [(3, 9), (482913,)]


def test_numbers_are_logged_only_after_a_yes(sample_copy, xlcheck):
    lines = "3 9\n482913\n否\n3 8\n482913\n也许\nY\n"
    code, out, _ = xlcheck("draw", sample_copy, "--task", "03号", *DECLARED, typed=lines)
    assert code == 0
    assert f"    {LOTTERY}：3 9\n" in out
    assert "请重新输入" in out
    assert [s.numbers for s in record_of(sample_copy, "03号").request.sources] == [(3, 8), (482913,)]


@pytest.mark.parametrize("lines", ["", "3 9\n", "3 9\n482913\n", "3 9\n482913\n否\n"])
def test_stopped_at_the_prompt_the_task_stays_frozen__error(sample_copy, xlcheck, lines):
    code, _, err = xlcheck("draw", sample_copy, "--task", "03号", *DECLARED, typed=lines)
    assert code == 2
    assert "已中止" in err
    assert events(sample_copy) == [("freeze", "03号")]
    code, _, _ = xlcheck("draw", sample_copy, "--task", "03号", typed="3 9\n482913\n是\n")
    assert code == 0


@pytest.mark.parametrize("number", ["三 九", "3.14"])
def test_number_on_the_command_line_that_cannot_be_used__error(sample_copy, xlcheck, number):
    code, _, err = xlcheck("draw", sample_copy, "--task", "03号", *DECLARED, "--number", f"{LOTTERY}={number}")
    assert code == 2
    assert "不能识别" in err
    assert events(sample_copy) == [("freeze", "03号")]


def test_numbers_revealed_before_an_interruption_stay_and_it_is_said(sample_copy, xlcheck, monkeypatch):
    stop = "xlcheck.steps.draw.draw.write_record"
    with monkeypatch.context() as patch:
        patch.setattr(stop, lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        code, _, err = xlcheck("draw", sample_copy, "--task", "03号", *DECLARED, typed="3 9\n482913\n是\n")
        assert (code, "已中止" in err) == (2, True)
    code, out, _ = xlcheck("draw", sample_copy, "--task", "03号", "--number", f"{LOTTERY}=1 2")
    assert code == 0
    assert "请输入" not in out
    assert f"“{LOTTERY}”的号码已在 " in out
    assert "揭晓：3 9，予以沿用，本次输入的“1 2”不采用。" in out
    assert "揭晓：482913，予以沿用。" in out
    assert [s.numbers for s in record_of(sample_copy, "03号").request.sources] == [(3, 9), (482913,)]


def test_drawn_task_is_left_alone_and_said(sample_copy, xlcheck):
    draw = ("draw", sample_copy, "--task", "03号", "--system", *KIND)
    assert xlcheck(*draw)[0] == 0
    before = contents(sample_copy, but=("存档",))
    code, out, _ = xlcheck(*draw)
    assert code == 0
    assert "已经抽取过，没有改动" in out
    assert contents(sample_copy, but=("存档",)) == before
    assert len(events(sample_copy)) == 3


def test_drawn_again_with_a_reason(sample_copy, xlcheck):
    xlcheck("draw", sample_copy, "--task", "03号", "--system", *KIND)
    code, out, _ = xlcheck("draw", sample_copy, "--task", "03号", "--system", *KIND, "--again", "首次抽取时断电")
    assert code == 0
    assert "抽取记录-03号-第2次.xlsx" in out
    assert record_of(sample_copy, "03号-第2次").request.reason == "首次抽取时断电"


def test_whole_round_is_drawn_and_each_company_has_its_row(sample_copy, xlcheck):
    code, out, _ = xlcheck("draw", sample_copy, "--round", "第一批", "--system", *KIND)
    assert code == 0
    assert "√ 抽取 5 个任务" in out
    drawn = [len(record_of(sample_copy, f"{n:02d}号").sample) for n in range(1, 6)]
    assert f"抽中 {sum(drawn)} 户" in out


def test_five_tasks_are_drawn_with_each_log_read_once(sample_copy, xlcheck, reads):
    xlcheck("draw", sample_copy, "--task", "06号", "--system", *KIND)
    journal = Desk(sample_copy).journal
    journal.publication_log.touch()
    reads.clear()
    code, out, _ = xlcheck("draw", sample_copy, "--round", "第一批", "--system", *KIND)
    assert code == 0
    assert "√ 抽取 5 个任务" in out
    assert reads[journal.draw_log.name] == 1
    assert reads[journal.publication_log.name] <= 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--task", "99号", "--system"), "没有任务“99号”"),
        (("--round", "第四批", "--system"), "没有批次“第四批”"),
        (("--task", "03号"), "少于两个"),
        (("--task", "03号", "--witness", "甲"), "少于两个"),
        (("--task", "03号", "--witness", "甲", "--lottery", "甲"), "重复"),
    ],
)
def test_draw_that_cannot_begin__error(sample_copy, xlcheck, arguments, words):
    code, _, err = xlcheck("draw", sample_copy, *KIND, *arguments)
    assert code == 2
    assert words in err
    assert events(sample_copy) == []


def test_draw_from_a_plan_with_errors__error(sample_copy, xlcheck):
    (sample_copy / PRINTED_PLAN).replace(sample_copy / "抽查工作计划.xlsx")
    code, _, err = xlcheck("draw", sample_copy, "--task", "03号", "--system", *KIND)
    assert code == 2
    assert "26 处错误" in err
    assert "xlcheck check" in err


def test_numbers_typed_are_read_back_from_the_log(sample_copy, xlcheck):
    xlcheck("draw", sample_copy, "--task", "03号", *DECLARED, typed="14, 3 9\n４８２９１３\n是\n")
    (line,) = [e for e in journals.events(Desk(sample_copy)) if e["event"] == "reveal"]
    assert line["seed"].endswith("|lottery1=3.9.14./|witness1=482913./")
    page = grids_of(read_cells(sample_copy / "抽取" / "抽取记录-03号.xlsx"))["抽取记录"]
    assert any(line["seed"] in str(cell) for row in page for cell in row)


def test_plan_that_leaves_the_kind_open_is_asked_about(sample_copy, xlcheck):
    lines = "随便\n定向\n等级为C\n信用风险等级为A、B\n"
    code, out, _ = xlcheck("draw", sample_copy, "--task", "04号", "--system", typed=lines)
    assert code == 0
    assert "04号 的抽查类型为“定向或不定向抽查”" in out
    assert "请输入“不定向”或“定向”" in out
    assert "“等级为C”不能识别" in out
    record = record_of(sample_copy, "04号")
    assert (record.request.kind, record.request.filter) == ("定向抽查", "信用风险等级为A、B")
    assert xlcheck("verify", sample_copy)[0] == 0


def test_enter_alone_draws_without_a_filter(sample_copy, xlcheck):
    code, _, _ = xlcheck("draw", sample_copy, "--task", "03号", "--system", typed="\n")
    assert code == 0
    assert record_of(sample_copy, "03号").request.kind == "不定向抽查"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--kind", "定向"), "没有写定向条件"),
        (("--filter", "等级为C"), "不能识别"),
        (("--kind", "随便"), "请写“定向”或“不定向”"),
        (("--kind", "定向", "--filter", "信用风险等级为E"), "不能识别"),
    ],
)
def test_kind_or_filter_that_cannot_be_used__error(sample_copy, xlcheck, more, words):
    code, _, err = xlcheck("draw", sample_copy, "--task", "03号", "--system", *more)
    assert code == 2
    assert words in err
    assert events(sample_copy) == []
