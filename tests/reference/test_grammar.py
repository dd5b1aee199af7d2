"""What the reference says of each form of an expression: some are read, some are asked about."""

import pytest

from tests.reference.grammar import expressions
from xlcheck.model import Trouble
from xlcheck.reading.expressions.departments import parse_departments
from xlcheck.schema.inputs import PLAN

ROWS = list(expressions())
ASKED = "不猜，请改："
NEEDED = (
    "抽查类型",
    "抽查比例",
    "抽查对象范围",
    "抽查日期",
    "定向条件",
    "发起方式",
    "联合部门",
    "抽查频次",
    "信用风险分类监管要求",
    "检查对象基数",
    "目标数",
    "检查频次上限",
    "抽取日期",
    "完成时限",
)


def test_columns_that_hold_expressions_are_all_there():
    assert tuple(dict.fromkeys(title for title, _, _ in ROWS)) == tuple(t for t in PLAN.titles if t in NEEDED)


@pytest.mark.parametrize("title", NEEDED)
def test_read_forms_come_before_those_that_are_asked_about(title):
    texts = [not reading.startswith(ASKED) for column, text, reading in ROWS if column == title and "数值" not in text]
    assert texts == sorted(texts, reverse=True)
    assert len(set(texts)) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("公安局、应急管理局", ("公安局", "应急管理局")),
        ("公安局/应急管理局；公安局", ("公安局", "应急管理局")),
        ("人力资源和社会保障局", ("人力资源和社会保障局",)),
        ("牵头单位：公安局；应急管理局（配合）", ("公安局", "应急管理局")),
        ("公安局以及应急管理局", ("公安局", "应急管理局")),
        ("无", ()),
        ("", ()),
    ],
)
def test_departments__ok(text, names):
    assert parse_departments(text) == names


@pytest.mark.parametrize("text", ["公安局和平分局", "公安局等", "有关部门", "配合："])
def test_departments__error(text):
    assert parse_departments(text) == Trouble("departments.unclear", (("words", text),))
