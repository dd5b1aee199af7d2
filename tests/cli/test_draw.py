"""`draw`: the numbers typed at the prompt, and what is said of tasks that were drawn before."""

import errno
import os
import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from tests import journals
from tests.cli.draws import KIND, events, record_of
from tests.steps.helpers import contents
from tests.steps.killing import armed
from xlcheck.cli import screen
from xlcheck.draws.record.cells import grids_of
from xlcheck.excel.read.workbook import read_cells
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.practice.sample import PRINTED_PLAN

THROWN = "307194286503"
DIGITS = tuple(map(int, THROWN))
DICE = (*KIND, "--dice")
LOTTERY, BALLS = "双色球2021003期", "1 2 3 4 5 6 + 7"
"""An issue that was drawn on Thursday, 7 January 2021, and invented numbers."""


@pytest.fixture
def clock(monkeypatch):
    """Set the clock on the wall to an hour of January 2021."""
    return lambda day, hour: monkeypatch.setattr(screen, "now", lambda: datetime(2021, 1, day, hour))


def numbers_of(folder, task):
    return [source.numbers for source in record_of(folder, task).request.sources]


@pytest.fixture
def frozen(sample_copy, xlcheck):
    """The desk with 03号 frozen by dice, the papers for which are printed before anything is thrown."""
    code, out, _ = xlcheck("draw", sample_copy, "--task", "03号", *DICE)
    assert (code, out.count("掷骰记录单-")) == (0, 1)
    return sample_copy


@pytest.fixture
def reads():
    """Count how often each file is opened to be read, by its name."""
    counts = Counter()

    def count(event, arguments):
        if event == "open" and isinstance(arguments[0], str) and not arguments[2] & (os.O_WRONLY | os.O_RDWR):
            counts[Path(arguments[0]).name] += 1

    with armed(count):
        yield counts


def test_freeze_then_draw_asks_for_each_number_once(sample_copy, xlcheck, clock):
    clock(4, 9)
    both = ("--task", "03号", "--task", "05号")
    code, out, _ = xlcheck("draw", sample_copy, *both, "--freeze", *KIND, "--lottery", "双色球")
    assert code == 0
    assert out.count("抽取公告-") == 4
    readings = out.index("以下任务按这样的读法冻结：")
    assert readings < out.index("　2021-01-01 至 2021-04-30，共120天") < out.index("抽取公告-")
    assert out.count("　2021-01-01 至 2021-04-30，共120天") == 2
    last = out.splitlines()[-1]
    assert last.startswith("√ 已冻结 03号、05号。请于1月7日18时前张贴、发出抽取公告，把收存联交监督人，做“收存”；")
    assert events(sample_copy) == [("freeze", "03号"), ("freeze", "05号")]
    assert not list((sample_copy / "抽取").glob("抽取记录*"))

    code, _, err = xlcheck("draw", sample_copy, *both, typed=f"{BALLS}\n是\n")
    assert (code, "当日22时以后才能抽取" in err) == (2, True)
    clock(7, 22)
    code, out, _ = xlcheck("draw", sample_copy, *both, "--witness", "示例监督人", typed=f"{BALLS}\n是\n")
    assert code == 0
    assert out.count(f"请输入“{LOTTERY}”的号码") == 1
    assert f"    {LOTTERY}：01、02、03、04、05、06 + 07\n" in out
    assert "－ 03号、05号 此前已冻结，沿用" in out
    assert "√ 抽取 2 个任务" in out
    for name in ("03号", "05号"):
        assert numbers_of(sample_copy, name) == [(1, 2, 3, 4, 5, 6, 7)]
        assert record_of(sample_copy, name).witnesses == "示例监督人"


def test_lottery_is_frozen_alone_though_more_is_asked_for(sample_copy, xlcheck, clock):
    clock(4, 9)
    code, out, _ = xlcheck("draw", sample_copy, "--task", "03号", *KIND, "--lottery", LOTTERY)
    assert (code, events(sample_copy)) == (0, [("freeze", "03号")])
    assert "√ 已冻结 03号" in out.splitlines()[-1]


def test_tasks_frozen_with_different_lotteries_get_each_its_own_numbers(sample_copy, xlcheck, clock):
    clock(4, 9)
    xlcheck("draw", sample_copy, "--task", "03号", "--freeze", *KIND, "--lottery", LOTTERY)
    xlcheck("draw", sample_copy, "--task", "05号", "--freeze", *KIND, "--lottery", "大乐透21003期")
    clock(12, 9)
    typed = f"{BALLS}\n7 8 9 10 11 + 1 2\n是\n"
    code, out, _ = xlcheck("draw", sample_copy, "--task", "03号", "--task", "05号", typed=typed)
    assert code == 0
    assert re.findall("请输入“(.*?)”", out) == [LOTTERY, "大乐透21003期"]
    assert numbers_of(sample_copy, "05号") == [(7, 8, 9, 10, 11, 1, 2)]


@pytest.mark.parametrize("more", [(), ("--freeze",)])
def test_dice_are_frozen_alone_and_the_sheet_is_printed_before_anything_is_thrown(sample_copy, xlcheck, more):
    code, out, _ = xlcheck("draw", sample_copy, "--task", "03号", *DICE, *more, typed=f"{THROWN}\n是\n")
    assert (code, "请输入" in out, events(sample_copy)) == (0, False, [("freeze", "03号")])
    assert list((sample_copy / "抽取" / "收存").glob("掷骰记录单-*.xlsx"))
    assert "打印掷骰记录单，当众掷骰，写好、签名以后再做“抽取”" in out.splitlines()[-1]


def test_numbers_in_the_run_that_freezes_are_refused_before_anything_is_frozen__error(sample_copy, xlcheck):
    number = ("--number", f"现场掷骰={THROWN}")
    code, _, err = xlcheck("draw", sample_copy, "--task", "03号", *DICE, *number)
    assert (code, "请去掉 --number，先冻结" in err, events(sample_copy)) == (2, True, [])
    assert xlcheck("draw", sample_copy, "--task", "03号", *DICE)[0] == 0
    assert xlcheck("draw", sample_copy, "--task", "03号", *number)[0] == 0
    assert numbers_of(sample_copy, "03号") == [DIGITS]


def test_numbers_on_the_command_line_are_not_asked_for(frozen, xlcheck):
    code, out, _ = xlcheck("draw", frozen, "--task", "03号", "--number", f" 现场掷骰 = {THROWN}")
    assert code == 0
    assert "请输入" not in out
    assert numbers_of(frozen, "03号") == [DIGITS]


@pytest.mark.parametrize("number", ["482913", "现场掷骰=", "别人=482913", "=482913"])
def test_number_that_belongs_to_no_source__error(frozen, xlcheck, number):
    code, _, err = xlcheck("draw", frozen, "--task", "03号", "--number", number, typed=f"{THROWN}\n")
    assert code == 2
    assert "对不上随机来源" in err
    assert "要输入号码的来源有：现场掷骰" in err
    assert events(frozen) == [("freeze", "03号")]


def test_the_computer_s_own_number_is_never_typed__error(sample_copy, xlcheck):
    system = ("--system", "--reason", "示例理由", *KIND)
    code, _, err = xlcheck("draw", sample_copy, "--task", "03号", *system, "--number", "本机随机数=777")
    assert code == 2
    assert "号码由电脑产生，不能输入" in err
    assert events(sample_copy) == [("freeze", "03号")]


@pytest.mark.parametrize(
    ("lines", "words"),
    [("三 九\n", "不能识别"), ("3 9\n", "12"), ("3.14\n", "12"), (f"{THROWN}1\n", "12"), ("13912345678\n", "12")],
)
def test_number_that_cannot_be_used_is_asked_for_again(frozen, xlcheck, lines, words):
    code, out, _ = xlcheck("draw", frozen, "--task", "03号", typed=f"{lines}{THROWN}\n是\n")
    assert code == 0
    assert words in next(line for line in out.splitlines() if "！" in line)
    assert numbers_of(frozen, "03号") == [DIGITS]


def test_numbers_are_logged_only_after_a_yes(frozen, xlcheck):
    code, out, _ = xlcheck("draw", frozen, "--task", "03号", typed=f"{THROWN[::-1]}\n否\n{THROWN}\n也许\nY\n")
    assert code == 0
    assert "    现场掷骰：3、0、5、6、8、2、4、9、1、7、0、3\n" in out
    assert "请改正有误的号码" in out
    assert numbers_of(frozen, "03号") == [DIGITS]


@pytest.mark.parametrize("lines", ["", "3 9\n", f"{THROWN}\n", f"{THROWN}\n否\n"])
def test_stopped_at_the_prompt_the_task_stays_frozen__error(frozen, xlcheck, lines):
    code, _, err = xlcheck("draw", frozen, "--task", "03号", typed=lines)
    assert code == 2
    assert "已中止" in err
    assert events(frozen) == [("freeze", "03号")]
    code, _, _ = xlcheck("draw", frozen, "--task", "03号", typed=f"{THROWN}\n是\n")
    assert code == 0


@pytest.mark.parametrize("number", ["三 九", "3.14"])
def test_number_on_the_command_line_that_cannot_be_used__error(frozen, xlcheck, number):
    code, _, err = xlcheck("draw", frozen, "--task", "03号", "--number", f"现场掷骰={number}")
    assert code == 2
    assert "12" in err
    assert events(frozen) == [("freeze", "03号")]


def test_numbers_revealed_before_an_interruption_stay_and_it_is_said(frozen, xlcheck, monkeypatch):
    stop = "xlcheck.steps.draw.draw.write_record"
    with monkeypatch.context() as patch:
        patch.setattr(stop, lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        code, _, err = xlcheck("draw", frozen, "--task", "03号", typed=f"{THROWN}\n是\n")
        assert (code, "已中止" in err) == (2, True)
    code, out, _ = xlcheck("draw", frozen, "--task", "03号", "--number", f"现场掷骰={THROWN[::-1]}")
    assert code == 0
    assert "请输入" not in out
    assert "“现场掷骰”的号码已在 " in out
    assert f"揭晓：{THROWN}，予以沿用，本次输入的“{THROWN[::-1]}”不采用。" in out
    assert numbers_of(frozen, "03号") == [DIGITS]


def test_drawn_task_is_left_alone_and_said(sample_copy, xlcheck):
    draw = ("draw", sample_copy, "--task", "03号", "--system", "--reason", "示例理由", *KIND)
    assert xlcheck(*draw)[0] == 0
    before = contents(sample_copy, but=("存档",))
    code, out, _ = xlcheck(*draw)
    assert code == 0
    assert "已经抽取过，没有改动" in out
    assert contents(sample_copy, but=("存档",)) == before
    assert len(events(sample_copy)) == 3


def test_drawn_again_with_a_reason(sample_copy, xlcheck):
    xlcheck("draw", sample_copy, "--task", "03号", "--system", "--reason", "示例理由", *KIND)
    code, out, _ = xlcheck(
        "draw", sample_copy, "--task", "03号", "--system", "--reason", "示例理由", *KIND, "--again", "首次抽取时断电"
    )
    assert code == 0
    assert "抽取记录-03号-第2次.xlsx" in out
    assert record_of(sample_copy, "03号-第2次").request.reason == "首次抽取时断电"


def test_whole_round_is_drawn_and_each_company_has_its_row(sample_copy, xlcheck):
    code, out, _ = xlcheck("draw", sample_copy, "--round", "第一批", "--system", "--reason", "示例理由", *KIND)
    assert code == 0
    assert "√ 抽取 5 个任务" in out
    drawn = [len(record_of(sample_copy, f"{n:02d}号").sample) for n in range(1, 6)]
    assert f"抽中 {sum(drawn)} 户" in out


def test_five_tasks_are_drawn_with_each_log_read_once(sample_copy, xlcheck, reads):
    xlcheck("draw", sample_copy, "--task", "06号", "--system", "--reason", "示例理由", *KIND)
    journal = Desk(sample_copy).journal
    journal.publication_log.touch()
    reads.clear()
    code, out, _ = xlcheck("draw", sample_copy, "--round", "第一批", "--system", "--reason", "示例理由", *KIND)
    assert code == 0
    assert "√ 抽取 5 个任务" in out
    assert reads[journal.draw_log.name] == 1
    assert reads[journal.publication_log.name] <= 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--task", "99号", "--system", "--reason", "示例理由"), "没有任务“99号”"),
        (("--round", "第四批", "--system", "--reason", "示例理由"), "没有批次“第四批”"),
        (("--task", "03号"), "没有指明随机来源"),
        (("--task", "03号", "--witness", "甲"), "没有指明随机来源"),
        (("--task", "03号", "--lottery", "甲"), "“甲”"),
        (("--task", "03号", "--system"), "须写明理由"),
        (("--task", "03号", "--dice", "--system", "--reason", "示例"), "只能有一个"),
    ],
)
def test_draw_that_cannot_begin__error(sample_copy, xlcheck, arguments, words):
    code, _, err = xlcheck("draw", sample_copy, *KIND, *arguments)
    assert code == 2
    assert words in err
    assert events(sample_copy) == []


def test_draw_from_a_plan_with_errors__error(sample_copy, xlcheck):
    (sample_copy / PRINTED_PLAN).replace(sample_copy / "抽查工作计划.xlsx")
    code, _, err = xlcheck("draw", sample_copy, "--task", "03号", "--system", "--reason", "示例理由", *KIND)
    assert code == 2
    assert "26 处错误" in err
    assert "请做“校验”" in err


def test_numbers_typed_are_read_back_from_the_log(frozen, xlcheck):
    xlcheck("draw", frozen, "--task", "03号", typed="３０７1, 94 2 8、6 503\n是\n")
    (line,) = [e for e in journals.events(Desk(frozen)) if e["event"] == "reveal"]
    assert line["seed"].endswith("|dice=3.0.7.1.9.4.2.8.6.5.0.3./")
    page = grids_of(read_cells(frozen / "抽取" / "抽取记录-03号.xlsx"))["抽取记录"]
    assert any(line["seed"] in str(cell) for row in page for cell in row)


def test_plan_that_leaves_the_kind_open_is_asked_about(sample_copy, xlcheck):
    lines = "随便\n定向\n等级为C\n信用风险等级为A、B\n示例原因\n"
    code, out, _ = xlcheck("draw", sample_copy, "--task", "04号", "--system", "--reason", "示例理由", typed=lines)
    assert code == 0
    assert "04号 的抽查类型为“定向或不定向抽查”" in out
    assert "没有“随便”" in out
    assert "“等级为C”不能识别" in out
    record = record_of(sample_copy, "04号")
    assert (record.request.kind, record.request.filter) == ("定向抽查", "信用风险等级为A、B")
    assert record.request.filter_reason == "示例原因"
    assert xlcheck("verify", sample_copy)[0] == 0


def test_enter_alone_draws_without_a_filter(sample_copy, xlcheck):
    code, _, _ = xlcheck("draw", sample_copy, "--task", "03号", "--system", "--reason", "示例理由", typed="\n")
    assert code == 0
    assert record_of(sample_copy, "03号").request.kind == "不定向抽查"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--kind", "定向"), "没有写定向条件"),
        (("--filter", "等级为C"), "不能识别"),
        (("--filter", "信用风险等级为C"), "须写明原因"),
        (("--filter", "检查对象名称为示例"), "不能识别"),
        (("--kind", "随便"), "请写“定向”或“不定向”"),
        (("--kind", "定向", "--filter", "信用风险等级为E"), "不能识别"),
    ],
)
def test_kind_or_filter_that_cannot_be_used__error(sample_copy, xlcheck, more, words):
    code, _, err = xlcheck("draw", sample_copy, "--task", "03号", "--system", "--reason", "示例理由", *more)
    assert code == 2
    assert words in err
    assert events(sample_copy) == []


def test_draw_says_how_many_messages_are_ready_and_then_once_what_was_drawn(sample_copy, xlcheck):
    _, out, _ = xlcheck("draw", sample_copy, "--task", "03号", "--system", "--reason", "示例理由", *KIND)
    said = out.splitlines()
    count = int(re.fullmatch("－ 要发的消息有 ([0-9]+) 条，请选“消息”查看、复制。", said[-2])[1])
    assert count > 1
    assert not (sample_copy / "提醒").exists()
    assert f"√ 消息 {count} 条" in xlcheck("message", sample_copy)[1]
    assert said[-1].startswith("√ 抽取 1 个任务")
    assert out.count("√ 抽取") == 1


def test_draw_is_done_though_no_message_can_be_made(sample_copy, xlcheck, monkeypatch):
    xlcheck("draw", sample_copy, "--task", "03号", "--system", "--reason", "示例理由", *KIND)
    xlcheck("ledger", sample_copy)
    xlcheck("draw", sample_copy, "--task", "05号", *DICE, "--freeze")
    (sample_copy / "台账" / "检查台账-03号.xlsx").write_bytes(b"PK broken")
    code, out, _ = xlcheck("draw", sample_copy, "--task", "05号", "--number", f"现场掷骰={THROWN}")
    message = next(line for line in out.splitlines() if line.startswith("－ 给检查人员的消息还写不出："))
    verdict = out.splitlines()[-1]
    assert code == 0
    assert "检查台账-03号.xlsx" in message
    assert message.endswith("请选“消息”。")
    assert verdict.startswith("√ 抽取 1 个任务")

    def failing(*_):
        raise OSError(errno.EIO, "Input/output error")

    (sample_copy / "台账" / "检查台账-03号.xlsx").unlink()
    monkeypatch.setattr("xlcheck.steps.remind.notify.read_tables", failing)
    code, out, _ = xlcheck("draw", sample_copy, "--task", "04号", "--system", "--reason", "示例理由", *KIND)
    assert code == 0
    assert "－ 给检查人员的消息还写不出：" in out
    assert "√ 抽取 1 个任务" in out.splitlines()[-1]
