from __future__ import annotations

from fractions import Fraction

import pytest

from tests.samples.typed import settings, typed
from xlcheck.model import Ratio, Scope, Window
from xlcheck.reading.expressions.ratio import parse_ratio
from xlcheck.reading.expressions.scope import parse_scope
from xlcheck.reading.expressions.window import parse_window
from xlcheck.samples.plan_2021 import corrected_rows, errata, printed_rows
from xlcheck.schema.inputs import PLAN

ROUNDS = (1, 5, 9)
SHARES = (Fraction(1, 2), Fraction(1, 20), Fraction(3, 10), Fraction(1, 10), Fraction(1, 2))


def test_printed_plan_keeps_the_faults_of_the_document() -> None:
    rows = printed_rows()
    assert [row[PLAN.plan_no] for row in rows] == [f"2021{n:02d}" for n in range(1, 16)]
    assert rows[0][PLAN.scope] == "2020年1月前成立的运营的全区道路旅客运输企业"
    assert rows[4][PLAN.plan_name] == "2021年朔州市平鲁区交通运输局抽查工作计划"
    assert [row[PLAN.task_no] for row in rows] == ["01号", "02号", "03号", "04号", "05号", *[""] * 10]
    assert [row[PLAN.scope] for row in rows[5:11]] == [""] * 6
    assert rows[11][PLAN.plan_name].endswith("计划 012")
    assert rows[11][PLAN.scope] == "营的全区道路货物运输企业"
    assert rows[13][PLAN.task_name].startswith("2021年献县")
    assert rows[14][PLAN.task_name].startswith("2022年")


def test_corrected_numbers_and_names_agree() -> None:
    for n, row in enumerate(corrected_rows(), start=1):
        assert row[PLAN.plan_no] == f"2021{n:02d}"
        assert row[PLAN.plan_name] == f"2021年朔州市平鲁区交通运输局抽查工作计划{n:02d}"
        assert row[PLAN.task_no] == f"{n:02d}号"
        assert row[PLAN.task_name].startswith("2021年平鲁区交通运输局")


def test_corrected_rounds_differ_only_in_numbers_and_months() -> None:
    rows = corrected_rows()
    for first, later, month in ((0, 5, "5"), (0, 10, "9")):
        for one, other in zip(rows[first : first + 5], rows[later : later + 5], strict=True):
            alike = (PLAN.task_name, PLAN.kind, PLAN.ratio, PLAN.items)
            assert [one[column] for column in alike] == [other[column] for column in alike]
            assert one[PLAN.scope].replace("2021年1月", f"2021年{month}月") == other[PLAN.scope]


@pytest.mark.parametrize("n", range(15))
def test_corrected_row_parses__ok(n: int) -> None:
    row, bureau = corrected_rows()[n], settings()[0]
    ratio, window = parse_ratio(row[PLAN.ratio]), parse_window(row[PLAN.window], 2021)
    scope = parse_scope(row[PLAN.scope], bureau.categories)
    assert isinstance(ratio, Ratio)
    assert isinstance(window, Window)
    assert isinstance(scope, Scope)
    category = bureau.categories[n % 5].name
    assert (ratio.share, scope.category) == (SHARES[n % 5], category)
    assert category in row[PLAN.task_name]
    assert (window.start.month, window.end.month) == (ROUNDS[n // 5], ROUNDS[n // 5] + 3)
    if category != "公路建设":
        assert scope.operating
        assert scope.founded_before == window.start


def test_corrected_plan_has_no_cell_findings__ok() -> None:
    assert typed(PLAN, corrected_rows(), settings()[0])[1] == ()


def test_errata_turn_the_printed_plan_into_the_corrected_one() -> None:
    rows = {row[PLAN.plan_no]: row for row in printed_rows()}
    columns = {column.title: column for column in PLAN.as_offered}
    for erratum in errata():
        row = rows[erratum.plan_no]
        assert row[columns[erratum.title]] == erratum.printed
        row[columns[erratum.title]] = erratum.corrected
    assert list(rows.values()) == corrected_rows()


def test_every_erratum_has_a_reason_of_its_kind() -> None:
    reasons = {(c.plan_no, c.title): c.reason for c in errata()}
    assert len(reasons) == len(errata()) == 36
    assert all(reasons.values())
    assert "其他单位" in reasons["202114", "抽查任务名称"]
    assert "年份" in reasons["202115", "抽查任务名称"]
    assert "漏写序号" in reasons["202105", "抽查计划名称"]
    assert "空格" in reasons["202112", "抽查计划名称"]
    assert "换页" in reasons["202112", "抽查对象范围"]
    assert "空白" in reasons["202110", "抽查对象范围"]
    assert "时间界限" in reasons["202101", "抽查对象范围"]
    assert "经营活动" in reasons["202109", "抽查事项"]
