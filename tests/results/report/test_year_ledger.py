"""全年检查台账: no row is lost, and what was typed stands as it was typed."""

from dataclasses import replace
from datetime import date, datetime

import pandas as pd

from tests.builders import SETTINGS
from tests.draws.cases import drop_out
from tests.results.cases import CLEAN, CODES, DRAWN, RECORD, ledger, rows
from xlcheck.draws.replacement import following
from xlcheck.model import Number
from xlcheck.results.report.year_ledger import year_rows, year_table
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.outputs.report import YEAR_LEDGER

REPLACED = following(DRAWN, drop_out(CODES[1]), "ef" * 32)


def year(sheet, drawn_task=DRAWN, number=0):
    return year_rows(drawn_task, number, sheet, SETTINGS)


def test_every_row_stands_there_with_its_round():
    made = year(ledger(rows(CLEAN)))
    assert [row[LEDGER.code] for row in made] == CODES
    assert {row[YEAR_LEDGER.round] for row in made} == {"第一批"}
    assert (made[0][LEDGER.inspected], made[0][LEDGER.publish_by]) == (date(2021, 3, 1), date(2021, 3, 10))
    assert (made[1][LEDGER.inspected], made[1][LEDGER.publish_by]) == ("", None)


def test_what_could_not_be_read_stands_as_it_is():
    typed = {"inspected": "三月初", "result": "没问题", "closed": "√", "handed_on": "昨天"}
    row = year(ledger(rows(CLEAN | typed)))[0]
    assert {key: row[LEDGER.column(key)] for key in typed} == {
        "inspected": "三月初", "result": "没问题", "closed": "√", "handed_on": "昨天",
    }  # fmt: skip


def test_several_results_stand_as_typed():
    typed = "未按规定公示应当公示的信息，发现问题待后续处理"
    assert year(ledger(rows(CLEAN | {"result": typed})))[0][LEDGER.result] == typed


def test_company_that_fell_away_says_so_beside_what_was_typed():
    made = year(ledger(rows({}, {"remark": "无人"})), REPLACED)
    assert [row[LEDGER.remark] for row in made] == ["", "无人；已由第 1 次补抽替换", ""]
    again = year(ledger(rows({}, {"remark": "已由第 1 次补抽替换"})), REPLACED)
    assert again[1][LEDGER.remark] == "已由第 1 次补抽替换"
    (came,) = year(None, REPLACED, 1)
    assert came[LEDGER.remark] == f"检查台账中没有这一行；第 1 次补抽，替换{RECORD.sample[1].name}"


def test_company_without_a_row_comes_last():
    made = year(ledger(rows(CLEAN)[1:]))
    assert [row[LEDGER.code] for row in made] == [*CODES[1:], CODES[0]]
    assert made[-1][LEDGER.remark] == "检查台账中没有这一行"
    assert len(year(None)) == len(CODES)


def own(sheet, **columns):
    """A ledger with columns that staff have added."""
    extra = pd.DataFrame(columns, index=sheet.table.data.index, dtype=object)
    return replace(sheet, table=replace(sheet.table, extra=extra))


def test_columns_that_staff_added_follow():
    one = own(ledger(rows()), 复核人=["示例甲", "", ""], 批次=[datetime(2021, 3, 1), Number("12"), Number("0.5")])
    two = own(ledger(rows()), 罚款=["", "", True])
    table = year_table([one, two])
    assert table.titles[-3:] == ("复核人", "批次", "罚款")
    assert len({*table.keys}) == len(table.keys)
    made = year(one)
    assert [row[table.columns[-3]] for row in made] == ["示例甲", "", ""]
    assert [row[table.columns[-2]] for row in made] == [date(2021, 3, 1), 12, "0.5"]
    assert {row[YEAR_LEDGER.round] for row in made} == {"第一批"}


def test_optional_columns_stand_there_where_a_ledger_has_them():
    with_all = ledger(rows())
    (part,) = with_all.table.parts
    offered = {column: number for column, number in part.columns.items() if column.offered}
    bare = replace(with_all, table=replace(with_all.table, parts=(replace(part, columns=offered),)))
    assert year_table([with_all]).keys == tuple(key for key in YEAR_LEDGER.keys if key != "approved")
    assert year_table([bare]).keys == year_table([]).keys == YEAR_LEDGER.as_offered.keys
