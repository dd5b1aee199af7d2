"""全年检查台账 and 后续处置清单: every row traced back to the ledgers, in the played year and on a desk of its own."""

import shutil
from datetime import datetime

import openpyxl
import pytest

from tests.builders import by_column
from tests.cells import FIRST, HEADER, cell, letters
from tests.steps.helpers import (
    LEDGER_FIRST,
    LEDGER_HEADER,
    beside,
    draw,
    fill_ledger,
    formulas,
    published_codes,
    put,
    rows_of,
    texts,
)
from xlcheck.excel.fill.type_in import type_in
from xlcheck.results.ledger.merge import MergeOutcome
from xlcheck.schema.inputs import PLAN, PLAN_BOOK
from xlcheck.schema.outputs.ledger import LEDGER, LEDGER_HANDED
from xlcheck.schema.outputs.report import YEAR_LEDGER
from xlcheck.schema.vocabularies import TO_HAND_OVER
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.ledger.merge import merge_copies
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.report.report import report

KEY = ("抽查计划编号", "统一社会信用代码")
TOOLS = ("序号", "公示期限", "备注")
"""Columns that the tool numbers, computes or adds to."""
TITLES = [column.title for column in LEDGER_HANDED]
HANDED = {"result": "不配合检查情节严重", "disposal": TO_HAND_OVER, "closed": "否"}
HANDED_OVER = {"receiver": "示例执法队", "handed_on": datetime(2021, 3, 3), "handed_no": "示移1号"}


def typed_rows(desk):
    """Every ledger row of a desk by task and company."""
    rows = [row for path in sorted(desk.ledgers.glob("检查台账-*.xlsx")) for row in rows_of(path)]
    return {tuple(str(row[title]) for title in KEY): row for row in rows}


@pytest.fixture(scope="module")
def played(whole_year):
    """The ledger rows of the played year, its ledger, and the sheets of its lists."""
    reported = whole_year.reported
    lists = {name: rows_of(reported.follow_up, n) for n, name in enumerate(("整改跟踪", "移送清单", "抄告清单"), 1)}
    return typed_rows(Desk(whole_year.folder)), rows_of(reported.ledger), lists


def test_played_year_has_every_ledger_row_once_as_it_was_typed(played):
    ledgers, year, _ = played
    assert len(year) == len(ledgers) == 139
    assert [row["序号"] for row in year] == [str(n) for n in range(1, 140)]
    for row in year:
        own = ledgers[tuple(str(row[title]) for title in KEY)]
        for title in set(own) - set(TOOLS):
            assert row[title] == own[title], title
        assert str(own.get("备注", "")) in str(row.get("备注", ""))
        assert row["批次"] == f"第{'一二三'[(int(str(row['抽查任务编号'])[:2]) - 1) // 5]}批"


def test_played_year_tells_who_was_replaced(played):
    _, year, _ = played
    said = [str(row["备注"]) for row in year if "补抽" in str(row.get("备注", ""))]
    assert said[0] == "已由第 1 次补抽替换"
    assert said[1].startswith("第 1 次补抽，替换")
    assert len(said) == 2


def test_played_year_lists_exactly_the_rows_with_a_sequel(played):
    ledgers, _, lists = played
    wanted = {
        "整改跟踪": [r for r in ledgers.values() if r["整改期限"] or r["处理结果"] in ("责令改正", "责令限期整改")],
        "移送清单": [r for r in ledgers.values() if r["处理结果"] == TO_HAND_OVER],
        "抄告清单": [r for r in ledgers.values() if r["处理结果"] == "抄告相关部门"],
    }
    for name, rows in lists.items():
        facts = ("抽查任务编号", "统一社会信用代码", "检查日期", "检查结果", "处理结果", "检查人员")
        shown = sorted(tuple(str(row[title]) for title in facts) for row in rows)
        assert shown == sorted(tuple(str(row[title]) for title in facts) for row in wanted[name]), name
        assert len(shown) > 1
    due = {(r["抽查任务编号"], r["统一社会信用代码"]): r for r in wanted["整改跟踪"]}
    for row in lists["整改跟踪"]:
        own = due[row["抽查任务编号"], row["统一社会信用代码"]]
        assert row["状态"] == ("已完结" if own["是否完结"] == "是" else "整改逾期")  # it is the last day of the year
        assert (row["整改期限"], row["整改完成日期"]) == (own["整改期限"], own["整改完成日期"])


def test_played_year_is_laid_out_for_print_and_filter(whole_year):
    sheet = openpyxl.load_workbook(whole_year.reported.ledger).worksheets[0]
    assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (8, "landscape")
    first, *_, last = (letters(YEAR_LEDGER, column) for column in YEAR_LEDGER.as_offered)
    assert sheet.auto_filter.ref == f"{first}{HEADER}:{last}{HEADER + 139}"
    assert sheet.freeze_panes == cell(YEAR_LEDGER, YEAR_LEDGER.code)  # the column after the name
    titles = [cell.value for cell in sheet[HEADER]]
    assert titles == list(YEAR_LEDGER.as_offered.titles)


def add_columns(path, titles=TITLES):
    """Staff add columns at the right of a ledger."""
    return put(path, {beside(LEDGER, LEDGER_HEADER, offset): title for offset, title in enumerate(titles)})


def test_year_before_any_draw__ok(run):
    done = report(run)
    assert rows_of(done.ledger) == []
    assert all(rows_of(done.follow_up, n) == [] for n in (1, 2, 3))


def test_rows_that_nobody_inspected_and_those_of_ledgers_that_are_gone_are_there(desk):
    run, record, _ = desk
    other = draw(run, "05号").record
    prepare(run)
    (run.desk.ledgers / "检查台账-05号.xlsx").unlink()
    rows = rows_of(report(run).ledger)
    assert [row["统一社会信用代码"] for row in rows] == [d.code for r in (record, other) for d in r.sample]
    assert {str(row.get("检查日期", "")) for row in rows} == {""}
    assert {str(row.get("备注", "")) for row in rows[len(record.sample) :]} == {"检查台账中没有这一行"}


def test_what_staff_added_and_what_cannot_be_read_stands_there_and_no_formula(desk):
    run, _, path = desk
    add_columns(path, ("复核人",))
    (code,) = fill_ledger(path, 1, situation="=1+1", inspected="三月初")
    put(path, {beside(LEDGER, LEDGER_FIRST): "+示例员"})
    done = report(run)
    row = next(row for row in rows_of(done.ledger) if row["统一社会信用代码"] == code)
    assert (row["复核人"], row["检查日期"]) == ("+示例员", "三月初")
    assert formulas(done.ledger) == formulas(done.follow_up) == []


@pytest.fixture
def handed(desk):
    """The run, a ledger with the columns for hand-overs, and the code of a case that was handed over."""
    run, _, path = desk
    add_columns(path)
    (code,) = fill_ledger(path, 1, **HANDED)
    type_in(path, LEDGER, {code: by_column(LEDGER, HANDED_OVER)})
    return run, path, code


def test_hand_over_is_read_where_staff_have_added_its_columns(handed):
    run, path, code = handed
    done = report(run)
    (row,) = rows_of(done.follow_up, 2)
    assert (row["统一社会信用代码"], row["状态"], row["受送机关"]) == (code, "已移送，待反馈", "示例执法队")
    assert (row["移送日期"], row["移送文号"]) == (datetime(2021, 3, 3), "示移1号")
    type_in(path, LEDGER, {code: {LEDGER.answer: "已立案"}})
    assert rows_of(report(run).follow_up, 2)[0]["状态"] == "已反馈"
    assert set(TITLES) <= set(rows_of(report(run).ledger)[0])


def test_hand_over_is_published_nowhere(handed):
    run, _, code = handed
    done = publish(run)
    assert published_codes(run.desk) == [code]
    said = [text for path in done.folder.glob("*.xlsx") for text in texts(path)]
    pages = [path.read_text("utf-8") for path in done.folder.glob("*.html")]
    assert len(pages) > 0
    for secret in ("示例执法队", "示移1号", *TITLES):
        assert not any(secret in text for text in (*said, *pages)), secret


def test_hand_over_before_the_inspection_stops_the_row__error(handed):
    run, path, code = handed
    type_in(path, LEDGER, {code: {LEDGER.handed_on: datetime(2021, 2, 27)}})
    done = publish(run)
    assert done.rows == 0
    assert "ledger.handed-early" in [f.code for f in done.findings]


def test_hand_over_is_merged_from_copies(handed, tmp_path):
    run, path, code = handed
    copy = tmp_path / "示例副本.xlsx"
    shutil.copy(path, copy)
    type_in(copy, LEDGER, {code: {LEDGER.answer: "已立案", LEDGER.receiver: "示例公安局"}})
    (merged,) = merge_copies(run, [copy])
    assert [(t.title, t.outcome) for t in merged.notes] == [
        ("受送机关", MergeOutcome.CONFLICT),
        ("办理结果", MergeOutcome.TAKEN),
    ]
    row = next(row for row in rows_of(path) if row["统一社会信用代码"] == code)
    assert (row["受送机关"], row["办理结果"], row["移送文号"]) == ("示例执法队", "已立案", "示移1号")


def test_hand_over_in_a_copy_alone_is_told_and_not_lost(desk, tmp_path):
    run, _, path = desk
    copy = add_columns(shutil.copy(path, tmp_path / "示例副本.xlsx"))
    (code,) = fill_ledger(path, 1)
    type_in(copy, LEDGER, {code: {LEDGER.answer: "已立案"}})
    (merged,) = merge_copies(run, [copy])
    assert [(t.title, t.outcome) for t in merged.notes] == [("办理结果", MergeOutcome.EXTRA)]


def test_plan_is_laid_out_as_others_ask_for_it_and_blanks_are_named(run):
    put(run.desk.book(PLAN_BOOK), {beside(PLAN, HEADER): "联合部门", beside(PLAN, FIRST): "公安局"})
    done = report(run)
    survey, joint = rows_of(done.plan, 0), rows_of(done.plan, 1)
    assert [row["序号"] for row in survey] == [str(n) for n in range(1, 16)]
    assert survey[0]["任务名称"] == joint[0]["抽查任务名称"]
    assert ([row["是否联合检查"] for row in survey].count("是"), len(joint)) == (1, 1)
    assert "现场检查" in survey[0]["检查方式"]
    shown = "".join(texts(done.plan))
    assert "有空白格子的列：制定任务依据、检查类型（日常/专项）、实施层级、是否涉企。" in shown
    assert "有空白格子的列：发起部门。" in shown


def test_what_was_filled_in_by_hand_is_set_aside_and_not_lost(run):
    put(report(run).plan, {"C3": "由人填写"})
    path = report(run).plan
    (old,) = (path.parent / "旧版").glob("年度计划报表*.xlsx")
    assert "由人填写" in texts(old)
    assert "由人填写" not in texts(path)
