"""What 核验 says of records, sound, changed or hidden in part, of the log, and of files that are no record."""

import pytest

from tests import journals
from tests.cells import cell
from tests.cli.draws import KIND
from tests.steps.helpers import edited, put
from xlcheck.schema.outputs.draw import TICKETS
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.practice.sample import PRINTED_PLAN


def test_hidden_row_is_1_and_said_in_a_sentence_of_its_own(sample_copy, xlcheck):
    xlcheck("draw", sample_copy, "--task", "03号", "--kind", "不定向", "--system", "--reason", "示例理由")
    path = sample_copy / "抽取" / "抽取记录-03号.xlsx"
    edited(path, lambda sheet: setattr(sheet.row_dimensions[4], "hidden", True), "签号")
    for target in (path, sample_copy):
        code, out, _ = xlcheck("verify", target)
        assert code == 1
        assert "× 抽取记录-03号.xlsx 内容未变，但“签号”工作表第 4 行被隐藏" in out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (PRINTED_PLAN, "不是抽取记录、补抽记录、抽取公告或冻结收存单"),
        ("单位设置.xlsx", "不是抽取记录、补抽记录、抽取公告或冻结收存单"),
        ("说明.txt", "是文本文件，不是工作簿"),
        ("抽取公开.html", "不是抽取公开、抽取公告或冻结收存单"),
        ("截断.xlsx", "文件不完整或已损坏"),
        ("空.xlsx", "文件是空的"),
    ],
)
def test_file_that_is_no_record_is_2(sample_copy, xlcheck, name, words):
    plan = (sample_copy / PRINTED_PLAN).read_bytes()
    contents = {"说明.txt": "说明".encode(), "抽取公开.html": b"<html>", "截断.xlsx": plan[:3000], "空.xlsx": b""}
    if name in contents:
        (sample_copy / name).write_bytes(contents[name])
    code, out, err = xlcheck("verify", sample_copy / name)
    assert (code, out) == (2, "")
    assert words in err
    assert name in err


@pytest.mark.parametrize("sheet", ["抽取记录", "签号", "数据"])
def test_record_without_one_of_its_sheets_or_with_another_name_is_1(sample_copy, xlcheck, sheet):
    xlcheck("draw", sample_copy, "--task", "03号", "--kind", "不定向", "--system", "--reason", "示例理由")
    path = sample_copy / "抽取" / "抽取记录-03号.xlsx"
    edited(path, lambda opened: setattr(opened, "title", "另名"), sheet)
    code, out, _ = xlcheck("verify", path)
    assert code == 1
    assert sheet in out
    edited(path, lambda opened: opened.parent.remove(opened), "另名")
    code, out, _ = xlcheck("verify", path)
    assert code == 1
    assert sheet in out


def test_nothing_to_verify_is_said__error(sample_copy, xlcheck):
    code, out, err = xlcheck("verify", sample_copy)
    assert code == 2
    assert "还没有抽取过的，不用核验" in err
    assert "√" not in out


def test_changed_record_is_1(sample_copy, xlcheck):
    xlcheck("draw", sample_copy, "--task", "03号", "--system", "--reason", "示例理由", *KIND)
    path = sample_copy / "抽取" / "抽取记录-03号.xlsx"
    assert xlcheck("verify", path)[0] == 0
    put(path, {cell(TICKETS, TICKETS.name): "示例改动"}, TICKETS.sheet)
    code, out, _ = xlcheck("verify", path)
    assert code == 1
    assert "× 抽取记录-03号.xlsx" in out
    assert "示例改动" in out


def test_verify_log_lists_every_line_and_names_the_first_broken_one(sample_copy, xlcheck):
    assert xlcheck("verify", "--log", sample_copy)[0] == 2
    xlcheck("draw", sample_copy, "--task", "03号", "--system", "--reason", "示例理由", *KIND)
    log = Desk(sample_copy).journal.draw_log
    for target, told in ((sample_copy, "1 份记录上印的"), (log, "每份签字的抽取记录上印的")):
        code, out, _ = xlcheck("verify", "--log", target)
        assert code == 0
        assert out.count(" 散列值 ") == 5
        assert "共 5 行，逐行相接" in out
        assert told in out
    log.write_text(log.read_text("utf-8").replace("本机", "他机"), "utf-8")
    for target in (sample_copy, log):
        code, out, _ = xlcheck("verify", "--log", target)
        assert code == 1
        assert "× 抽取日志.jsonl 抽取日志第 3 行（收存单 20" in out


@pytest.fixture
def broken_log(sample_copy, xlcheck):
    """A desk whose log two programs broke between them: one drew a task that the other had drawn."""
    xlcheck("draw", sample_copy, "--task", "03号", "--kind", "不定向", "--system", "--reason", "示例理由")
    desk = Desk(sample_copy)
    doubled = dict(journals.events(desk)[-1])
    journals.append(desk, doubled)
    return desk


def test_repair_lists_what_is_broken_and_asks(broken_log, xlcheck):
    before = broken_log.journal.draw_log.read_bytes()
    code, out, _ = xlcheck("verify", broken_log.root, "--repair", "两台电脑同时抽取", typed="否\n")
    assert code == 1
    assert "第 6 行（抽取 03号" in out
    assert "没有登记，没有改动" in out
    assert broken_log.journal.draw_log.read_bytes() == before


def test_repair_is_logged_and_told_by_every_verification(broken_log, xlcheck):
    assert xlcheck("verify", broken_log.root)[0] == 1
    code, out, _ = xlcheck("verify", broken_log.root, "--repair", "两台电脑同时抽取", typed="是\n")
    assert (code, "已登记修复" in out) == (0, True)
    for _ in range(2):
        code, out, _ = xlcheck("verify", broken_log.root)
        assert code == 0
        assert "！ 抽取日志.jsonl 第 7 行是" in out
        assert "理由：两台电脑同时抽取" in out
    code, out, _ = xlcheck("verify", broken_log.root, "--log")
    assert (code, "第 6 行不再计入" in out, "第 7 行的修复以后逐行相接" in out) == (0, True, True)
    assert "理由：两台电脑同时抽取" in out
    code, out, _ = xlcheck("verify", broken_log.root, "--repair", "再来一次")
    assert (code, "日志完好" in out) == (0, True)


def test_repair_without_a_reason__error(broken_log, xlcheck):
    code, _, err = xlcheck("verify", broken_log.root, "--repair", "", typed="是\n")
    assert (code, "没有写明修复的理由" in err) == (2, True)


def test_pack_of_a_bureau_that_lodged_a_slip_is_verified_as_a_pack(sample_copy, xlcheck):
    for dice in (("--dice",), ("--number", "现场掷骰=307194286503")):
        assert xlcheck("draw", sample_copy, "--task", "03号", *KIND, *dice)[0] == 0
    for step in ("ledger", "report", "send"):
        assert xlcheck(step, sample_copy)[0] == 0
    (packed,) = (sample_copy / "上报").glob("*.zip")
    assert any(path.name.startswith("冻结收存单-") for path in packed.with_suffix("").rglob("*.json"))
    for target in (packed, packed.with_suffix("")):
        code, out, _ = xlcheck("verify", target)
        assert (code, "√ 上报单.xlsx 相符" in out, "√ 抽取记录-03号.xlsx 相符" in out) == (0, True, True)
