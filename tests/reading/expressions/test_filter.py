"""定向条件: read, or refused with the part that cannot be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import ENTITY, settings, typed_table, year
from xlcheck.model import Condition, Filter, FilterRelation, Trouble
from xlcheck.reading.admission import fitting
from xlcheck.reading.expressions.filter import parse_filter, read_filter
from xlcheck.schema.inputs import ENTITIES

LAST = ("last_drawn", "上次抽查日期")


def read(text):
    return parse_filter(text, ENTITIES, settings())


def unread(code, part):
    return Trouble(code, (("part", part),))


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("信用风险等级为C、D", Condition("grade", "信用风险等级", FilterRelation.IN, ("C", "D"))),
        ("信用风险等级 = Ｃ", Condition("grade", "信用风险等级", FilterRelation.IN, ("C",))),
        ("信用风险等级是C或D", Condition("grade", "信用风险等级", FilterRelation.IN, ("C", "D"))),
        ("信用风险等级不为A", Condition("grade", "信用风险等级", FilterRelation.NOT_IN, ("A",))),
        ("信用风险等级为低风险、A类", Condition("grade", "信用风险等级", FilterRelation.IN, ("A",))),
        ("信用等级为较高风险或高风险", Condition("grade", "信用风险等级", FilterRelation.IN, ("C", "D"))),
        ("信用风险等级为C级和D级的企业", Condition("grade", "信用风险等级", FilterRelation.IN, ("C", "D"))),
        ("风险等级为失信企业", Condition("grade", "信用风险等级", FilterRelation.IN, ("C",))),
        ("信用风险等级不是守信", Condition("grade", "信用风险等级", FilterRelation.NOT_IN, ("A",))),
        ("经营状态为在营", Condition("status", "经营状态", FilterRelation.IN, ("营业",))),
        ("信用风险等级属于A", Condition("grade", "信用风险等级", FilterRelation.IN, ("A",))),
        (
            "上次抽查日期早于2020年1月1日",
            Condition(*LAST, FilterRelation.BEFORE, day=date(2020, 1, 1)),
        ),
        (
            "上次抽查日期不晚于2020.12.31",
            Condition(*LAST, FilterRelation.NOT_AFTER, day=date(2020, 12, 31)),
        ),
        ("成立日期晚于2019年", Condition("founded", "成立日期", FilterRelation.AFTER, day=date(2019, 12, 31))),
        ("成立日期不早于2019年", Condition("founded", "成立日期", FilterRelation.NOT_BEFORE, day=date(2019, 1, 1))),
        ("上次抽查日期为空", Condition(*LAST, FilterRelation.BLANK)),
        ("经营状态不为空", Condition("status", "经营状态", FilterRelation.FILLED)),
    ],
)
def test_condition__ok(text, condition):
    assert read(text) == Filter(text, (condition,))


def test_several_conditions_all_hold():
    made = read("信用风险等级为C；经营状态不为停业，注销\n上次抽查日期为空")
    assert [c.key for c in made.conditions] == ["grade", "status", "last_drawn"]
    assert made.conditions[1].values == ("停业", "注销")


@pytest.mark.parametrize(
    "title",
    [
        "统一社会信用代码",
        "检查对象名称",
        "备注",
        "法定代表人",
        "负责人",
        "联系电话",
        "联络人",
        "经营地址",
        "所属乡镇",
        "车辆数",
    ],
)
def test_no_column_that_could_name_one_entity_or_person__error(title):
    assert read(f"{title}为示例") == unread("filter.column", f"{title}为示例")


@pytest.mark.parametrize(
    "part",
    [
        "成立日期早于2019年7月",
        "上次抽查日期不晚于2020.6.30",
        "上次抽查日期晚于2020年1月1日",
        "成立日期早于2019年12月31日",
    ],
)
def test_a_date_is_of_whole_years__error(part):
    assert read(part) == unread("filter.whole-year", part)


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("等级为C", "filter.column", "等级为C"),
        ("信用风险等级C", "filter.unreadable", "信用风险等级C"),
        ("信用风险等级为", "filter.unreadable", "信用风险等级为"),
        ("信用风险等级为C；经营状态", "filter.unreadable", "经营状态"),
        ("信用风险等级包含C", "filter.unreadable", "信用风险等级包含C"),
        ("信用风险等级为E", "filter.value", "信用风险等级为E"),
        ("信用风险等级为C级以上", "filter.value", "信用风险等级为C级以上"),
        ("信用风险等级为C级及以上", "filter.value", "信用风险等级为C级及以上"),
        ("信用风险等级为非A", "filter.value", "信用风险等级为非A"),
        ("信用风险等级为中低风险", "filter.value", "信用风险等级为中低风险"),
        ("信用风险等级为C或经营状态为停业", "filter.value", "信用风险等级为C或经营状态为停业"),
        ("经营状态早于2020年", "filter.not-dated", "经营状态早于2020年"),
        ("成立日期早于去年", "filter.unreadable", "成立日期早于去年"),
        ("成立日期为2020年", "filter.unreadable", "成立日期为2020年"),
        ("成立日期早于20 20年", "filter.unreadable", "成立日期早于20 20年"),
        ("上次抽查日期为空格", "filter.unreadable", "上次抽查日期为空格"),
        ("", "filter.unreadable", ""),
        ("；；", "filter.unreadable", "；；"),
    ],
)
def test_condition__error(text, code, part):
    assert read(text) == unread(code, part)


@given(st.text(max_size=60) | st.sampled_from(ENTITIES.titles).flatmap(lambda t: st.text(max_size=12).map(t.__add__)))
def test_no_text_makes_it_raise(text):
    assert isinstance(read(text), Filter | Trouble)


def test_read_filter_knows_the_columns_and_choices_of_the_desk():
    books = year(settings(), entities=[ENTITY])
    assert isinstance(read_filter(books, "信用风险等级为C"), Filter)
    assert read_filter(books, "信用风险等级为优") == unread("filter.value", "信用风险等级为优")


ROWS = [
    {"grade": "A", "last_drawn": "2019-12-31"},
    {"grade": "C", "last_drawn": "2020-01-01"},
    {"grade": "", "last_drawn": ""},
]


@pytest.mark.parametrize(
    ("text", "holds", "unknown"),
    [
        ("信用风险等级为C、D", [False, True, False], [False, False, True]),
        ("信用风险等级不为C", [True, False, False], [False, False, True]),
        ("上次抽查日期早于2020年", [True, False, False], [False, False, True]),
        ("上次抽查日期不早于2020年", [False, True, False], [False, False, True]),
        ("上次抽查日期晚于2019年", [False, True, False], [False, False, True]),
        ("上次抽查日期不晚于2019年", [True, False, False], [False, False, True]),
        ("上次抽查日期为空", [False, False, True], [False, False, False]),
        ("上次抽查日期不为空", [True, True, False], [False, False, False]),
    ],
)
def test_rows_that_fit(text, holds, unknown):
    table, (condition,) = typed_table(ENTITIES, [ENTITY | row for row in ROWS]), read(text).conditions
    found, blank = fitting(table.cells(condition.key), condition)
    assert [list(map(bool, mask)) for mask in (found, blank)] == [holds, unknown]


@pytest.mark.parametrize("year", ["二〇二〇年", "二○二○年", "二零二零年", "2020年", "2020"])
def test_year_of_a_condition_in_every_written_form__ok(year):
    assert read(f"上次抽查日期早于{year}").conditions == read("上次抽查日期早于2020年1月1日").conditions
