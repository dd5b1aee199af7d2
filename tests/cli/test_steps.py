"""The steps as a clerk runs them, their numbers typed at the prompt."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cells import cell
from tests.conftest import JANUARY
from tests.steps.helpers import LEDGER_FIRST, contents, fill_ledger, inputs, put
from xlcheck.draws.record.record import grids_of
from xlcheck.excel.read.workbook import read_cells
from xlcheck.schema.outputs.draw import TICKETS
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.draw.archive import Archive, read_record
from xlcheck.steps.practice.sample import PRINTED_PLAN

LOTTERY, WITNESS = "示例彩票第1期", "示例监督人"
KIND = ("--kind", "不定向")
DECLARED = (*KIND, "--lottery", LOTTERY, "--witness", WITNESS)


def record_of(folder, name):
    return read_record(folder / "抽取" / f"抽取记录-{name}.xlsx")


def events(folder):
    return [(e["event"], e["task_no"]) for e in Archive(Desk(folder)).events()]


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


def test_from_the_draw_to_the_pack_no_workbook_of_staff_is_written_to(sample_copy, xlcheck):
    before = inputs(Desk(sample_copy))
    xlcheck("draw", sample_copy, "--task", "03号", "--system", *KIND)
    code, out, _ = xlcheck("ledger", sample_copy)
    assert code == 0
    assert "新生成：" in out
    assert "检查台账-03号.xlsx" in out
    assert "已有，没有改动：" in xlcheck("ledger", sample_copy, "--task", "03号")[1]

    ledger = sample_copy / "台账" / "检查台账-03号.xlsx"
    count = len(fill_ledger(ledger))
    code, out, _ = xlcheck("publish", sample_copy)
    assert code == 0
    assert f"√ 本批公示 {count} 户" in out
    assert "抽查结果公示.html" in out
    code, out, _ = xlcheck("publish", sample_copy)
    assert code == 0
    assert f"此前已公示 {count} 户" in out
    assert "没有新的可公示的行" in out

    fill_ledger(ledger, 1, method="书面检查")
    code, out, _ = xlcheck("publish", sample_copy)
    assert code == 1
    assert "公示为“现场检查”，现为“书面检查”" in out
    fill_ledger(ledger, 1, method="书面检查", remark="登记时选错")
    code, out, _ = xlcheck("publish", sample_copy)
    assert code == 0
    assert "√ 本批公示 0 户，更正 1 户" in out
    assert "更正公告.html" in out
    batch = next((sample_copy / "公示").glob("第2批_*"))
    batch.rename(batch.with_name(f".{batch.name}.tmp"))
    assert "上次运行中断，写好的一批现已补放到位" in xlcheck("publish", sample_copy)[1]

    code, out, _ = xlcheck("report", sample_copy)
    assert code == 0
    assert f"应查 138 户，已抽 {count} 户，已查 {count} 户，已公示 {count} 户" in out

    assert "全年检查台账.xlsx" in out
    assert "后续处置清单.xlsx" in out

    code, out, _ = xlcheck("history", sample_copy)
    assert code == 0
    assert f"√ 582 户，抽取 {count} 户次。" in out
    code, _, err = xlcheck("history", sample_copy, "--entity", "货运")
    assert code == 2
    assert "请写全名称" in err

    code, out, _ = xlcheck("verify", sample_copy)
    assert code == 0
    assert "√ 抽取记录-03号.xlsx 相符" in out

    code, out, _ = xlcheck("send", sample_copy)
    assert code == 0
    assert "√ 第 1 次上报，共 16 个文件，分 1 封邮件" in out
    assert Path(out.strip().splitlines()[-1].strip()).is_file()
    assert "没有设密码，含检查人员姓名和检查情况的台账全文不上报" in out
    assert inputs(Desk(sample_copy)) == before


def test_ledger_with_an_error_is_1(sample_copy, xlcheck):
    xlcheck("draw", sample_copy, "--task", "03号", "--system", *KIND)
    xlcheck("ledger", sample_copy)
    ledger = sample_copy / "台账" / "检查台账-03号.xlsx"
    fill_ledger(ledger, disposal="责令改正")
    code, out, _ = xlcheck("publish", sample_copy)
    assert code == 1
    assert "没有新的可公示的行" in out
    assert f"× 《检查台账-03号.xlsx》检查台账 {cell(LEDGER, LEDGER.disposal, LEDGER_FIRST)}：" in out
    assert "台账校验报告.xlsx" in out


def test_changed_record_is_1(sample_copy, xlcheck):
    xlcheck("draw", sample_copy, "--task", "03号", "--system", *KIND)
    path = sample_copy / "抽取" / "抽取记录-03号.xlsx"
    assert xlcheck("verify", path)[0] == 0
    put(path, {cell(TICKETS, TICKETS.name): "示例改动"}, TICKETS.sheet)
    code, out, _ = xlcheck("verify", path)
    assert code == 1
    assert "× 抽取记录-03号.xlsx" in out
    assert "示例改动" in out


def test_verify_log_lists_every_line_and_names_the_first_broken_one(sample_copy, xlcheck):
    assert xlcheck("verify", "--log", sample_copy)[0] == 2
    xlcheck("draw", sample_copy, "--task", "03号", "--system", *KIND)
    log = Archive(Desk(sample_copy)).log_path
    for target, told in ((sample_copy, "1 份记录上印的"), (log, "每份签字的抽取记录上印的")):
        code, out, _ = xlcheck("verify", "--log", target)
        assert code == 0
        assert out.count(" 散列值 ") == 3
        assert "共 3 行，逐行相接" in out
        assert told in out
    log.write_text(log.read_text("utf-8").replace("本机", "他机"), "utf-8")
    for target in (sample_copy, log):
        code, out, _ = xlcheck("verify", "--log", target)
        assert code == 1
        assert "× 抽取日志.jsonl 抽取日志第 2 行（揭晓号码 03号 第1次 20" in out


def test_new_year_from_the_last(sample_copy, xlcheck):
    code, out, _ = xlcheck("new", "2022", "--from", sample_copy)
    assert code == 0
    assert str(sample_copy.parent / "2022") in out
    for heading in ("由上年度结转：", "没有结转：", "接下来，请填写或核对："):
        assert heading in out
    assert xlcheck("check", sample_copy.parent / "2022")[0] == 0
    code, _, err = xlcheck("new", "2022", "--from", sample_copy)
    assert code == 2
    assert "没有改动" in err


def test_new_year_stands_beside_the_last_wherever_that_was_found(sample_copy, xlcheck):
    assert xlcheck("new", "2022", "--from", sample_copy.parent)[0] == 0
    assert (sample_copy.parent / "2022" / "单位设置.xlsx").is_file()


def test_new_year_that_is_not_later__error(sample_copy, tmp_path, xlcheck):
    code, _, err = xlcheck("new", "2021", "--from", sample_copy, "--into", tmp_path / "又")
    assert code == 2
    assert "不能结转为 2021 年度" in err


def test_blank_year_beside_the_others(tmp_path, monkeypatch, xlcheck):
    monkeypatch.chdir(tmp_path)
    code, out, _ = xlcheck("new", "2030")
    assert code == 0
    assert "请填写或核对" in out
    assert (tmp_path / "workbooks" / "2030" / "单位设置.xlsx").is_file()


def test_year_is_found_from_the_current_folder(sample_copy, monkeypatch, xlcheck):
    monkeypatch.chdir(sample_copy.parent.parent)
    code, out, _ = xlcheck("check")
    assert code == 0
    assert "校验报告.xlsx" in out


def test_sample_and_templates(tmp_path, xlcheck):
    code, out, _ = xlcheck("sample", tmp_path / "示例")
    assert (code, "√ 已生成" in out) == (0, True)
    code, _, err = xlcheck("sample", tmp_path / "示例")
    assert code == 2
    assert "已经存在" in err
    assert xlcheck("templates", tmp_path / "模板")[0] == 0
    assert {p.name for p in (tmp_path / "模板").iterdir()} == {"空白表", "表单"}


def test_findings_for_machines_are_nothing_but_json(sample_copy, xlcheck):
    code, out, err = xlcheck("check", sample_copy / PRINTED_PLAN, "--json")
    assert (code, err) == (1, "")
    document = json.loads(out)
    assert sum(len(f["cells"]) for f in document["findings"] if f["level"] == "error") == 26
    assert Path(document["report"]).is_file()


def test_repaired_copy_is_named_and_the_original_is_not_touched(sample_copy, xlcheck):
    printed = sample_copy / PRINTED_PLAN
    before = printed.read_bytes()
    code, out, _ = xlcheck("check", printed, "--repair")
    assert code == 1
    assert "改正副本（原工作簿没有改动" in out
    assert "改为“" in out
    assert printed.read_bytes() == before


def test_numbers_typed_are_read_back_from_the_log(sample_copy, xlcheck):
    xlcheck("draw", sample_copy, "--task", "03号", *DECLARED, typed="14, 3 9\n４８２９１３\n是\n")
    (line,) = [e for e in Archive(Desk(sample_copy)).events() if e["event"] == "reveal"]
    assert line["seed"].endswith("|lottery1=3.9.14./|witness1=482913./")
    page = grids_of(read_cells(sample_copy / "抽取" / "抽取记录-03号.xlsx"))["抽取记录"]
    assert any(line["seed"] in str(cell) for row in page for cell in row)


@pytest.fixture
def drawn_copy(sample_copy, xlcheck, monkeypatch):
    """The folder of a desk with 03号 drawn in January, its record, and a piece of evidence."""

    monkeypatch.setattr("xlcheck.cli.screen.datetime", SimpleNamespace(now=lambda: JANUARY))  # certificates lapse
    xlcheck("draw", sample_copy, "--task", "03号", "--system", *KIND)
    photo = sample_copy.parent / "现场照片.jpg"
    photo.write_bytes(b"photo")
    return sample_copy, record_of(sample_copy, "03号"), photo


def test_replacement_of_a_company_with_everything_said(drawn_copy, xlcheck):
    folder, record, photo = drawn_copy
    gone, came = record.order[0], record.order[len(record.sample)]
    code, out, _ = xlcheck(
        "replace",
        "03号",
        folder,
        "--entity",
        gone.code,
        "--reason",
        "迁出",
        "--evidence",
        photo,
        "--operator",
        "示例甲",
    )
    assert code == 0
    assert f"√ {gone.name}退出，补入{came.name}（{came.code}），检查人员" in out
    assert "是否无误" not in out
    path = folder / "抽取" / "补抽记录-03号-1.xlsx"
    assert str(path) in out
    assert "√ 补抽记录-03号-1.xlsx 相符" in xlcheck("verify", path)[1]
    code, out, _ = xlcheck("verify", folder)
    assert (code, "√ 补抽记录-03号-1.xlsx 相符" in out) == (0, True)
    assert "（补抽 03号" in xlcheck("verify", folder, "--log")[1]
    assert "检查台账-03号-补抽1.xlsx" in xlcheck("ledger", folder)[1]


def test_replacement_asks_for_all_that_is_not_said_and_reads_it_back(drawn_copy, xlcheck):
    folder, record, photo = drawn_copy
    gone = record.sample[1]
    code, out, _ = xlcheck("replace", "03号", folder, typed=f"{gone.code.lower()}\n3\n\n{photo}\n是\n")
    assert code == 0
    assert "1 注销，2 迁出，3 停业，4 无法联系" in out
    assert f"退出：{gone.name}（{gone.code}）" in out
    event = Archive(Desk(folder)).events()[-1]
    assert event["withdrawal"]["codes"] == [gone.code]
    assert (event["withdrawal"]["reason"], event["withdrawal"]["note"]) == ("停业", "")


def test_replacement_of_an_inspector_asks_by_the_certificate(drawn_copy, xlcheck):
    folder, record, _ = drawn_copy
    cert = record.teams[0].certs[0]
    code, out, _ = xlcheck("replace", "03号", folder, typed=f"{cert}\n借调到示例单位\n3 月起\n\n是\n")
    assert code == 0
    assert "1 请假，2 调离，3 回避，4 证件失效" in out
    withdrawal = Archive(Desk(folder)).events()[-1]["withdrawal"]
    assert (withdrawal["cert"], withdrawal["wholly"], withdrawal["reason"]) == (cert, True, "借调到示例单位")
    assert withdrawal["evidence"] == []


def test_replacement_of_an_inspector_from_one_company(drawn_copy, xlcheck):
    folder, record, _ = drawn_copy
    team = record.teams[0]
    code, out, _ = xlcheck(
        "replace", "03号", folder, "--inspector", team.certs[1], "--entity", team.code, "--reason", "回避"
    )
    assert code == 0
    assert "检查人员换为" in out
    assert not Archive(Desk(folder)).events()[-1]["withdrawal"]["wholly"]


def test_replacement_that_is_not_confirmed_changes_nothing__error(drawn_copy, xlcheck):
    folder, record, photo = drawn_copy
    before = contents(folder)
    code, _, err = xlcheck("replace", "03号", folder, typed=f"{record.sample[0].code}\n1\n\n{photo}\n否\n")
    assert (code, "已中止" in err) == (2, True)
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("99号",), "“99号”还没有抽取"),
        (("03号", "--entity", "91140603MA0K00001K", "--reason", "注销", "--evidence", "无.jpg"), "找不到证据文件"),
        (("03号", "--entity", "甲", "--entity", "乙"), "一次只能补抽一户"),
        (("03号", "--inspector", "SL-0", "--reason", "请假"), "SL-0"),
    ],
)
def test_replacement_that_cannot_be_made__error(drawn_copy, xlcheck, arguments, words):
    folder, _, _ = drawn_copy
    task, *options = arguments
    code, _, err = xlcheck("replace", task, folder, *options, typed="甲\n")
    assert code == 2
    assert words in err
    assert events(folder)[-1] == ("draw", "03号")


def test_replacement_of_somebody_unknown__error(drawn_copy, xlcheck):
    folder, _, _ = drawn_copy
    code, _, err = xlcheck("replace", "03号", folder, typed="示例公司\n")
    assert (code, "检查对象 示例公司 不在任务 03号 的抽中名单内" in err) == (2, True)


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
