"""校验 on the command line: the desk, one workbook, and what others have sent (待检查)."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cells import FIRST, cell
from tests.steps.helpers import contents, fill_ledger, put
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, PLAN, PLAN_BOOK, SETTINGS_BOOK, WAIVERS
from xlcheck.steps.check.drop import inbox
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.practice.sample import PRINTED_PLAN


def test_dropped_files_one_by_one(sample_copy, xlcheck):
    code, out, _ = xlcheck("drop", "--desk", sample_copy)
    assert (code, "没有要校验的工作簿" in out) == (0, True)
    folder = inbox(Desk(sample_copy))
    shutil.copy(sample_copy / PRINTED_PLAN, folder)
    (folder / "坏.xlsx").write_bytes(b"PK")
    code, out, err = xlcheck("drop", "--desk", sample_copy)
    assert (code, err) == (1, "")
    assert "错误 26 处" in out
    assert "！ 坏.xlsx：" in out


def test_year_is_found_from_the_current_folder(sample_copy, monkeypatch, xlcheck):
    monkeypatch.chdir(sample_copy.parent.parent)
    code, out, _ = xlcheck("check")
    assert code == 0
    assert "校验报告.xlsx" in out


def test_findings_for_machines_are_nothing_but_json(sample_copy, xlcheck):
    code, out, err = xlcheck("check", sample_copy / PRINTED_PLAN, "--json")
    assert (code, err) == (1, "")
    document = json.loads(out)
    assert sum(len(f["cells"]) for f in document["findings"] if f["level"] == "error") == 26
    assert Path(document["report"]).is_file()


def test_entries_in_ledgers_are_told_with_how_far_they_are(ledger_desk, xlcheck):
    run, record, path = ledger_desk
    fill_ledger(path, 1)
    code, out, _ = xlcheck("check", run.desk.root)
    rest = len(record.sample) - 1
    assert (code, out.splitlines()[-1].startswith("√ 没有错误")) == (0, True)
    assert f"登记校验：1 本台账，应登记 {rest + 1} 户，填全 1 户，没有填全 0 户，还没有登记 {rest} 户。" in out


@pytest.mark.parametrize("options", [(), ("--json",), ("--repair",)])
def test_error_in_a_ledger_is_1_and_published_nowhere(ledger_desk, xlcheck, options):
    run, _, path = ledger_desk
    fill_ledger(path, 1, disposal="责令改正")
    code, out, _ = xlcheck("check", run.desk.root, *options)
    assert code == 1
    assert "处理结果却是“责令改正”" in out
    assert not run.desk.publications.exists()


def test_repaired_copy_is_named_and_the_original_is_not_touched(sample_copy, xlcheck):
    printed = sample_copy / PRINTED_PLAN
    before = printed.read_bytes()
    code, out, _ = xlcheck("check", printed, "--repair")
    assert code == 1
    assert "改正副本（原工作簿没有改动" in out
    assert "改为“" in out
    assert printed.read_bytes() == before


def test_numbers_that_are_filled_in_are_told_column_by_column_and_adopted_after_a_yes(sample_copy, xlcheck):
    path = Desk(sample_copy).book(PLAN_BOOK)
    rows = range(FIRST, FIRST + 15)
    put(path, {cell(PLAN, column, row): None for column in (PLAN.plan_no, PLAN.task_no) for row in rows})
    code, out, _ = xlcheck("check", sample_copy, "--repair", typed="是\n")
    assert code == 0
    told = [line for line in out.splitlines() if line.startswith("  √ ")]
    book = "《抽查工作计划.xlsx》抽查工作计划"
    assert told == [
        f"  √ {book} A3:A17：“抽查计划编号”空白，填好 15 格，从“202101”到“202115”，逐格见改正副本",
        f"  √ {book} C3:C17：“抽查任务编号”空白，填好 15 格，从“01号”到“15号”，逐格见改正副本",
    ]
    put(path, {cell(PLAN, PLAN.task_no): None})
    assert "C3：“抽查任务编号”空白，填为“01号”" in xlcheck("check", sample_copy, "--repair", typed="否\n")[1]


def test_what_can_be_put_right_in_a_sent_workbook_is_named_with_the_step_that_does_it(wrong, xlcheck):
    desk, path, _ = wrong
    inbox(Desk(desk)).mkdir()
    shutil.copy(path, inbox(Desk(desk)))
    said = "－ 其中 1 条可以由程序改正：用它换下本年度的工作簿以后，选“改正副本”，核对、采用。"
    assert said in xlcheck("drop", "--desk", desk)[1]
    shutil.copy(desk / PLAN_BOOK.filename, inbox(Desk(desk)) / path.name)
    assert "可以由程序改正" not in xlcheck("drop", "--desk", desk)[1]


def test_who_waits_for_workbooks_is_told_how_a_copy_is_adopted(wrong, xlcheck, monkeypatch):
    desk, path, _ = wrong

    def saved(*_):
        yield path.name
        put(path, {cell(ENTITIES, ENTITIES.code): "91140603MAY7YARR0C"})
        yield path.name

    monkeypatch.setattr("xlcheck.steps.check.check.changes", saved)
    code, out, _ = xlcheck("check", desk, "--repair", "--watch")
    assert code == 0
    assert out.count("要采用的，请关闭工作簿，按 Ctrl+C 结束等待，再选“改正副本”。") == 2  # and none to be had at last
    assert out.count("已保存，重新校验：") == 2


@pytest.fixture
def wrong(sample_copy):
    """A desk with a repair that is certain, and what the workbook holds."""
    path = put(sample_copy / ENTITY_BOOK.filename, {cell(ENTITIES, ENTITIES.code): "91140603MAY7YARROC"})
    return sample_copy, path, path.read_bytes()


def test_copy_is_adopted_with_a_yes_and_checked_again(wrong, xlcheck):
    desk, path, before = wrong
    code, out, _ = xlcheck("check", desk, "--repair", typed="是\n")
    assert code == 0
    assert "“91140603MAY7YARROC”改为“91140603MAY7YARR0C”" in out.partition("是否采用")[0]
    assert "《检查对象名录库.xlsx》移到“旧版”" in out
    assert "警告 1 处" in out.partition("再校验")[0]
    assert "警告 0 处" in out.partition("再校验")[2]
    (backup,) = (desk / "旧版").iterdir()
    assert (backup.read_bytes(), path.read_bytes() != before) == (before, True)


@pytest.mark.parametrize("typed", ["否\n", "0\n", ""])
def test_without_a_yes_no_copy_is_adopted(wrong, xlcheck, typed):
    desk, path, before = wrong
    code, out, _ = xlcheck("check", desk, "--repair", typed=typed)
    assert code == 0
    assert "没有采用，原工作簿没有改动" in out
    assert out.splitlines()[-1] == "√ 没有错误。请先逐条核对警告，再进行下一步。"
    assert path.read_bytes() == before
    assert (desk / "校验" / "改正-检查对象名录库.xlsx").is_file()


def test_workbook_that_is_changed_while_it_is_asked_stays__error(wrong, xlcheck, monkeypatch):
    desk, path, _ = wrong

    def agrees(_):
        put(path, {"A1": "改过"})
        return True

    monkeypatch.setattr("xlcheck.cli.screen.agrees", agrees)
    code, _, err = xlcheck("check", desk, "--repair")
    assert (code, "改动过，没有采用" in err) == (2, True)
    assert not (desk / "旧版").exists()


def test_unasked_it_is_adopted_at_once(wrong, xlcheck):
    desk, path, before = wrong
    code, out, _ = xlcheck("check", desk, "--adopt")
    assert (code, "是否采用" in out, path.read_bytes() == before) == (0, False, False)
    after = contents(desk, but=("校验",))
    assert xlcheck("check", desk, "--adopt")[0] == 0
    assert contents(desk, but=("校验",)) == after


def test_machines_adopt_only_where_they_say_so(wrong, xlcheck):
    desk, path, before = wrong
    code, out, _ = xlcheck("check", desk, "--repair", "--json")
    assert (code, path.read_bytes() == before) == (0, True)
    assert "warning" in {f["level"] for f in json.loads(out)["findings"]}
    code, out, _ = xlcheck("check", desk, "--adopt", "--json")
    assert (code, path.read_bytes() == before) == (0, False)
    assert "warning" not in {f["level"] for f in json.loads(out)["findings"]}


def waivers(desk):
    sheets = {sheet.name: sheet for sheet in read_sheets(desk / SETTINGS_BOOK.filename)}
    return [cells for number, cells in sheets[WAIVERS.sheet].rows if number >= FIRST]


def test_problem_is_accepted_by_its_number__which_is_asked_for_and_read_back(wrong, xlcheck):
    desk, _, _ = wrong
    assert "请先做“校验”" in xlcheck("accept", desk)[2]
    xlcheck("check", desk)
    code, out, _ = xlcheck("accept", desk, typed="\n第一号\n500\n1\n登记证书如此\n示例甲\n")
    assert code == 0
    assert [word in out for word in ("请输入报告", "“第一号”不像序号", "没有第 500 号")] == [True] * 3
    assert "1 《检查对象名录库.xlsx》检查对象名录库" in out.partition("接受的理由")[0]
    assert out.splitlines()[-1].startswith("√ 已接受 1 条问题，在“已接受问题”登记 1 行。")
    assert [row[4:6] for row in waivers(desk)] == [["登记证书如此", "示例甲"]]
    assert "警告 0 处" in xlcheck("check", desk)[1]


def test_several_numbers_said_on_the_command_line_are_not_asked(wrong, xlcheck):
    desk, _, _ = wrong
    xlcheck("check", desk)
    line = ("accept", desk, "--number", "1、3-4", "--reason", "核对无误")
    assert xlcheck(*line)[0] == 0
    assert len(waivers(desk)) == 3
    code, out, _ = xlcheck(*line)
    assert (code, out.splitlines()[-1]) == (0, "－ 这些问题以前已经接受，没有改动。")
    assert xlcheck("accept", desk, "--number", "1 到", "--reason", "核对无误")[0] == 2
