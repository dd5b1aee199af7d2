"""检查总量: the share of random inspections, and the figure for the yearly statistics."""

from datetime import date
from fractions import Fraction

import pytest

from xlcheck.model import Inspection, OtherInspection, Policy
from xlcheck.results.report.all_inspections import inspection_totals

DAY = date(2021, 3, 1)
FULL = {"method": "现场检查", "situation": "示例", "result": "未发现问题", "disposal": "无需后续处置"}
ROW = {"inspected": DAY, "inspection_type": "日常", "items": "示例事项", "inspectors": "示例员", "result": "未发现问题"}


def line(code, **cells):
    return Inspection(0, code, "示例", **({"inspected": DAY} | FULL | cells))


def row(code, **cells):
    return OtherInspection(0, code, **(ROW | cells))


def test_each_kind_counts_an_entity_and_day_once():
    rows = [
        row("A"),
        row("A"),
        row("A", inspection_type="个案"),
        row("B", inspected=date(2021, 4, 1)),
        row("C", inspected=None),
    ]
    totals = inspection_totals([line("A"), line("B"), line("D", inspected=None)], rows, Policy())
    assert totals.drawn == 2
    assert {kind: count for kind, count in totals.others if count} == {"日常": 2, "个案": 1}
    assert (totals.whole, totals.share) == (5, Fraction(2, 5))


def test_year_without_inspections_has_no_share():
    assert inspection_totals([], [], Policy()).share is None


@pytest.mark.parametrize(
    ("of", "figures"),
    [
        (([line("A")], [row("A")]), (1, 0, 0)),
        (([line("A")], [row("B"), row("C")]), (3, 0, 0)),
        (([line("A", disposal="")], []), (0, 1, 0)),
        (([line("A", disposal="")], [row("A")]), (1, 0, 0)),
        (([], [row("A", inspectors="")]), (0, 1, 0)),
        (([], [row("A", source="日常巡查")]), (0, 0, 1)),
        (([line("A", disposal="发现案件线索移送办案机构")], [row("A")]), (0, 0, 1)),
        (([], [row("A", remark="已立案")]), (0, 0, 1)),
    ],
)
def test_figure_counts_complete_records_without_patrols_and_penalties(of, figures):
    totals = inspection_totals(*of, Policy())
    assert (totals.figure, totals.incomplete, totals.uncounted) == figures


def test_words_that_leave_out_are_those_of_the_bureau():
    rows = [row("A", source="日常巡查"), row("B", source="示例抽测")]
    assert inspection_totals([], rows, Policy(uncounted="抽测、示例")).figure == 1
    assert inspection_totals([], rows, Policy(uncounted="无")).figure == 2
