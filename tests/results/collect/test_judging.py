"""Whether a problem was found, and how far it is rectified, of lines with another bureau's words."""

from datetime import date

import pytest

from xlcheck.model import Inspection
from xlcheck.results.collect.judging import counts_as, is_listed, is_problem, values_in
from xlcheck.schema.outputs.ledger import LEDGER

TODAY = date(2021, 12, 20)
BEFORE, AFTER = date(2021, 12, 1), date(2021, 12, 31)


def line(**cells):
    """A line with these cells, blank ones left out, as a reader makes it."""
    cells = {key: cell for key, cell in cells.items() if cell is not None}
    values = {
        key: cell for key, cell in cells.items() if isinstance(cell, date) or key not in ("rectify_by", "rectified")
    }
    return Inspection(1, "", "", cells=cells, **values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", ()),
        ("未发现问题", ("未发现问题",)),
        ("公示信息隐瞒真实情况、弄虚作假", ("公示信息隐瞒真实情况、弄虚作假",)),
        ("发现问题待后续处理、不配合检查情节严重", ("发现问题待后续处理", "不配合检查情节严重")),
        ("未发现问题；未发现问题", ("未发现问题",)),
        ("超限、超载", ("超限、超载",)),
        ("超限、超载；资质过期", ("超限、超载", "资质过期")),
        ("未发现问题、台账不全", ("未发现问题", "台账不全")),
        ("=1+1", ("=1+1",)),
    ],
)
def test_results_are_those_of_the_list_and_others_as_written(text, values):
    assert values_in(line(result=text or None), LEDGER.result) == values


@pytest.mark.parametrize(
    ("column", "text", "value", "listed"),
    [
        (LEDGER.disposal, "停止检查,反馈日常监管", "停止检查，反馈日常监管", True),
        (LEDGER.disposal, "移交综合执法队", "移交综合执法队", False),
        (LEDGER.closed, "√", "是", True),
        (LEDGER.method, "联合上路检查", "联合上路检查", False),
    ],
)
def test_one_choice_is_read_by_the_list_or_kept(column, text, value, listed):
    assert values_in(line(**{column.key: text}), column) == (value,)
    assert is_listed(column, value) is listed


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"result": "未发现问题", "disposal": "无需后续处置"}, False),
        ({"result": "未发现问题", "rectify_by": BEFORE}, False),
        ({"result": "发现问题已责令改正"}, True),
        ({"result": "通过登记的住所（经营场所）无法联系"}, True),
        ({"result": "未发现问题；发现问题待后续处理"}, True),
        ({"result": "符合要求", "disposal": "无需后续处置"}, False),
        ({"result": "超限", "disposal": "责令限期整改"}, True),
        ({"result": "超限", "disposal": "发现案件线索移送办案机构"}, True),
        ({"result": "超限", "disposal": "无需后续处置", "rectify_by": BEFORE}, True),
        ({"result": "超限", "rectified": "十二月上旬"}, True),
        ({"result": "超限", "disposal": "移交综合执法队"}, None),
        ({"result": "超限", "disposal": "停止检查，反馈日常监管"}, None),
        ({"result": "未发现问题；超限"}, None),
        ({"disposal": "责令限期整改"}, None),
    ],
)
def test_a_problem_is_judged_only_where_the_list_or_what_followed_says_so(cells, problem):
    assert is_problem(line(**cells)) is problem


@pytest.mark.parametrize(
    ("cells", "counts"),
    [
        ({}, ()),
        ({"rectify_by": AFTER}, ("to_rectify",)),
        ({"rectify_by": TODAY}, ("to_rectify",)),
        ({"rectify_by": BEFORE}, ("to_rectify", "rectify_late")),
        ({"rectify_by": "月底前"}, ("to_rectify", "rectify_undated")),
        ({"disposal": "责令改正"}, ("to_rectify", "rectify_undated")),
        ({"disposal": "责令改正", "closed": "√"}, ("to_rectify", "rectified")),
        ({"rectify_by": BEFORE, "rectified": BEFORE}, ("to_rectify", "rectified")),
        ({"rectify_by": BEFORE, "rectified": TODAY}, ("to_rectify", "rectified", "rectified_late")),
        ({"rectify_by": BEFORE, "rectified": "已完成"}, ("to_rectify", "rectified")),
        ({"result": "未发现问题"}, ("answered",)),
        ({"result": "超限"}, ("answered", "unjudged")),
        ({"result": "不配合检查情节严重"}, ("answered", "problems")),
    ],
)
def test_a_line_counts_for_what_it_says(cells, counts):
    assert counts_as(line(**cells), TODAY) == ("lines", *counts)
