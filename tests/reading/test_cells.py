"""Cells of every kind: what is read, what is asked about, what is proposed."""

from datetime import date, datetime

import numpy as np
import pytest

from tests.builders import SETTINGS
from xlcheck.model import FOREVER, ErrorValue, Month, NoValue, Number, YearlessDay
from xlcheck.reading.columns import type_cells
from xlcheck.reading.folding import chosen
from xlcheck.schema.table import DATE_KINDS, Column, Filler, Kind


def read_one(column, cell, settings=None):
    typed = type_cells(column, np.array([cell], dtype=object), settings)
    value = None if typed.blank[0] else typed.values[0]
    if column.kind in DATE_KINDS and value is not None:
        value = value.astype("datetime64[D]").item()
    value = int(value) if isinstance(value, np.integer) else value
    return value, dict(typed.in_trouble()).get(0)


def read(kind, cell, **more):
    value, trouble = read_one(Column("标题", kind, key="key", **more), cell)
    return value, trouble.code if trouble else "", trouble.proposal if trouble else ""


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Kind.TEXT, "  示例\u3000公司\u200b\n", "示例 公司"),
        (Kind.TEXT, Number("12"), "12"),
        (Kind.CODE, "９１ａ-1\ufeff ", "91A-1"),
        (Kind.CODE, Number("140603000000001"), "140603000000001"),
        (Kind.DATE, datetime(2021, 4, 30), date(2021, 4, 30)),
        (Kind.DATE, "2021年4月30日", date(2021, 4, 30)),
        (Kind.DATE, "2021.4.30", date(2021, 4, 30)),
        (Kind.DATE, "20210430", date(2021, 4, 30)),
        (Kind.DATE, "2021年4月30号", date(2021, 4, 30)),
        (Kind.DATE, "2021-4-30 0:00:00", date(2021, 4, 30)),
        (Kind.DATE, "二〇二一年四月三十日", date(2021, 4, 30)),
        (Kind.DATE, "二○二一年十二月十日", date(2021, 12, 10)),
        (Kind.TEXT, "⻓治⻋队⼀号", "长治车队一号"),
        (Kind.DATE, Number("20210430"), date(2021, 4, 30)),
        (Kind.EXPIRY, "长期", FOREVER),
        (Kind.EXPIRY, "无固定期限", FOREVER),
        (Kind.EXPIRY, "至2025年3月5日", date(2025, 3, 5)),
        (Kind.EXPIRY, "2025年3月5日止", date(2025, 3, 5)),
        (Kind.EXPIRY, "2025-3-5 23:59:59", date(2025, 3, 5)),
        (Kind.DATE, "2020-3-5 0:00:00", date(2020, 3, 5)),
        (Kind.DATE, "2020-03-05T08:30", date(2020, 3, 5)),
        (Kind.DATE, "2020年三月5日", date(2020, 3, 5)),
        (Kind.DATE, "二〇二〇年3月十五日", date(2020, 3, 15)),
        (Kind.DATE, "2020、3、5", date(2020, 3, 5)),
        (Kind.DATE, "公元2020年3月5日", date(2020, 3, 5)),
        (Kind.TEXT, YearlessDay(2021, 4, 30), "4月30日"),
        (Kind.TEXT, Month(2021, 5, 1), "2021年5月"),
        (Kind.PHONE, "+86 13800138000", "+8613800138000"),
        (Kind.INTEGER, Number("3.0"), 3),
        (Kind.INTEGER, "１２", 12),
        (Kind.PHONE, "0349-5551234", "0349-5551234"),
    ],
)
def test_cell__ok(kind, cell, value):
    assert read(kind, cell) == (value, "", "")


@pytest.mark.parametrize(
    ("kind", "cell", "code", "proposal"),
    [
        (Kind.CODE, Number("9.1140603123456E+17"), "code.lost-digits", ""),
        (Kind.CODE, Number("911406031234567000"), "code.lost-digits", ""),
        (Kind.CODE, "91 1406", "code.blanks", "911406"),
        (Kind.EXPIRY, "2021-03-05至2025-03-04", "date.span", "2025-03-04"),
        (Kind.EXPIRY, "2021.3.5-2025.3.4", "date.span", "2025-03-04"),
        (Kind.EXPIRY, "2021年3月5日至今", "date.unreadable", ""),
        (Kind.EXPIRY, "2025年3月5日前有效", "date.unreadable", ""),
        (Kind.DATE, "2021-3-5至2025-3-4", "date.unreadable", ""),
        (Kind.DATE, "2020-3-500:00", "date.unreadable", ""),
        (Kind.DATE, "二〇二〇年十三月五日", "date.impossible", ""),
        (Kind.PHONE, "1380013800", "phone.unusual", ""),
        (Kind.DATE, "2021-02-30", "date.impossible", ""),
        (Kind.DATE, "去年", "date.unreadable", ""),
        (Kind.DATE, Number("44316"), "date.serial", "2021-04-30"),
        (Kind.DATE, "44316", "date.serial", "2021-04-30"),
        (Kind.DATE, "21.4.30", "date.short-year", "2021-04-30"),
        (Kind.DATE, "2021年4月", "date.no-day", ""),
        (Kind.DATE, "4/5/2021", "date.two-readings", ""),
        (Kind.CODE, "91140603МА0К00001К", "code.look-alike", "91140603MA0K00001K"),
        (Kind.CODE, "91140603МАУ2Р5УМ73", "code.look-alike-proven", "91140603MAY2P5YM73"),
        (Kind.CODE, "1406036000123З", "code.look-alike", "14060360001233"),
        (Kind.EXPIRY, "长久", "date.unreadable", ""),
        (Kind.INTEGER, "3.5", "integer.unreadable", ""),
        (Kind.TEXT, ErrorValue("#N/A"), "cell.error-value", ""),
        (Kind.TEXT, NoValue("=A1"), "cell.no-value", ""),
    ],
)
def test_cell__error(kind, cell, code, proposal):
    assert read(kind, cell)[1:] == (code, proposal)


def test_choice_is_read_by_synonym_and_proposed_when_close():
    assert read(Kind.CHOICE, "在营", vocabulary="经营状态")[0] == "营业"
    assert read(Kind.CHOICE, "营业中", vocabulary="经营状态")[0] == "营业"
    assert [read(Kind.CHOICE, grade, vocabulary="信用风险等级")[0] for grade in ("a", "Ｂ", "c级", "失信")] == [*"ABCC"]
    assert read(Kind.CHOICE, "停业整", vocabulary="经营状态")[1:] == ("choice.unknown", "停业整顿")


def test_choices_keep_a_value_that_contains_the_separator():
    lying = "公示信息隐瞒真实情况、弄虚作假"
    assert read(Kind.CHOICES, lying, vocabulary="检查结果") == (lying, "", "")
    both = read(Kind.CHOICES, f"{lying}；发现问题待后续处理", vocabulary="检查结果")[0]
    assert chosen(both) == (lying, "发现问题待后续处理")
    assert read(Kind.CHOICES, "未发现问题、胡说", vocabulary="检查结果")[:2] == ("未发现问题", "choices.unknown")


def test_a_computed_column_without_a_stored_result_is_no_fault():
    assert read(Kind.DATE, NoValue("=A1"), filled_by=Filler.FORMULA) == (None, "", "")


def test_blank_is_blank_in_every_kind():
    assert {read(kind, " \u3000") for kind in Kind} == {(None, "", "")}


@pytest.mark.parametrize("cell", [YearlessDay(2021, 4, 30), Month(2021, 4, 30)])
@pytest.mark.parametrize("kind", [Kind.DATE, Kind.EXPIRY])
def test_day_that_is_shown_in_part_counts_and_is_told(kind, cell):
    assert read(kind, cell) == (date(2021, 4, 30), "date.part-shown", "")


@pytest.mark.parametrize(("year", "code"), [(2021, ""), (2022, "date.part-shown")])
def test_year_of_the_desk_goes_without_saying_in_a_day_of_its_ledger(year, code):
    column = Column("检查日期", Kind.DATE, key="day", within_year=True)
    value, trouble = read_one(column, YearlessDay(year, 1, 5), SETTINGS)
    assert (value, trouble.code if trouble else "") == (date(year, 1, 5), code)
