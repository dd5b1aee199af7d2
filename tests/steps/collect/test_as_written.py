"""What other bureaus write arrives as written: words of their own lists, days in other spellings, formulas as text."""

from datetime import date, datetime

import openpyxl
import pytest

from tests.steps.collect.packs import mailed, pack, zipped
from tests.steps.collect.test_collect import NOW
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.schema.outputs.collect import COLLECTED_ROWS, READ_EXTRACT
from xlcheck.schema.outputs.send import EXTRACT
from xlcheck.schema.table import DATE_KINDS, Kind
from xlcheck.steps.collect.collect import collect
from xlcheck.steps.desk.desk import SILENT

OWN_WORDS = {
    "category": "水路运输企业（省际）",
    "kind": "专项抽查",
    "method": "联合上路检查",
    "result": "超限、超载；资质过期",
    "disposal": "移交综合执法队",
    "closed": "办理中",
    "inspected": "三月上旬",
    "rectify_by": "收到通知后 15 日内",
    "rectified": "2021年4月",
    "published": "尚未公示",
    "publish_by": "七个工作日",
    "no": "一",
    "code": "无统一代码",
    "plan_no": "平交字〔2021〕3号",
}
FORMULAS = dict.fromkeys(OWN_WORDS, "=1+1") | {"method": "+1", "disposal": "@SUM(A1)", "items": "{=A1}", "name": "-2"}


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "收件"
    folder.mkdir()
    return folder


def rows(inbox, tmp_path, *lines):
    """The rows of 台账明细 by key, of a pack with these lines."""
    mailed(inbox / "a.eml", zipped(pack(tmp_path / "打包", lines=lines), tmp_path / "a.zip"))
    done = collect(inbox, NOW, SILENT)
    assert (done.totals.refused, done.totals.notes) == ((), ())
    sheet = next(sheet for sheet in read_sheets(done.book) if sheet.name == COLLECTED_ROWS.sheet)
    _, titles, *cells = (cells for _, cells in sheet.rows)
    assert tuple(titles) == COLLECTED_ROWS.titles
    return done, [dict(zip(COLLECTED_ROWS.keys, row, strict=False)) for row in cells]


@pytest.mark.parametrize("words", [OWN_WORDS, FORMULAS], ids=["own-words", "formulas"])
def test_cells_arrive_word_for_word(inbox, tmp_path, words):
    _, (row, plain) = rows(inbox, tmp_path, words, {})
    assert {key: row[key] for key in words} == words
    assert (plain["no"], plain["inspected"], plain["result"]) == ("2", datetime(2021, 3, 2), "未发现问题")


def test_no_cell_becomes_a_formula(inbox, tmp_path):
    done, _ = rows(inbox, tmp_path, FORMULAS)
    cells = [cell for sheet in openpyxl.load_workbook(done.book) for row in sheet.rows for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert sum(cell.value == "=1+1" for cell in cells) > len(OWN_WORDS) - 4


def test_columns_with_a_list_are_read_as_text_and_days_stay_days():
    was = {column.key: column for column in EXTRACT}
    for column in READ_EXTRACT:
        assert column.vocabulary == ""
        assert column.kind is (Kind.TEXT if was[column.key].vocabulary else was[column.key].kind)
        assert column.required == was[column.key].required
    assert sum(column.kind in DATE_KINDS for column in READ_EXTRACT) == 8


def test_days_are_days_whatever_stands_beside_them(inbox, tmp_path):
    line = {"rectify_by": date(2021, 12, 1), "disposal": "限期整改（本市写法）", "result": "超限"}
    done, (row,) = rows(inbox, tmp_path, line)
    assert row["rectify_by"] == datetime(2021, 12, 1)
    assert done.totals.units[0].pack.inspections[0].rectify_by == date(2021, 12, 1)
