"""The rows of a plan: ratio, window and scope as Excel holds them."""

from datetime import date, datetime

import pytest

from tests.builders import SETTINGS, plan_cells
from tests.cells import found_at
from tests.reading.tables import cells_of, read
from xlcheck.model import Number, Percent, RatioKind
from xlcheck.reading.plan import plan_rows
from xlcheck.schema.inputs import PLAN


def plan_of(**cells):
    """The one plan row with a cell as Excel holds it, and what its expressions gave."""
    plan, findings = read(cells_of(plan_cells(1) | cells, PLAN), table=PLAN)
    assert findings == []
    (row,), told = plan_rows(plan, SETTINGS)
    return row, found_at(told)


@pytest.mark.parametrize("content", [Percent("0.5"), "50%", "５０％"])
def test_ratio_in_its_forms__ok(content):
    row, told = plan_of(ratio=content)
    assert (told, row.ratio.kind, str(row.ratio.share)) == ([], RatioKind.EXACT, "1/2")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (datetime(2021, 1, 2), "ratio.unreadable"),  # 1/2 typed into Excel
        (True, "ratio.unknown-words"),
        (Number("0.5"), "ratio.bare-number"),
        (Percent("1.5"), "ratio.out-of-range"),
    ],
)
def test_ratio_that_excel_took_for_something_else__error(content, code):
    assert plan_of(ratio=content)[1] == [(code, PLAN.ratio.title, 2)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (datetime(2021, 1, 1), "window.unreadable"),
        (Number("1"), "window.unreadable"),
        (True, "window.unknown-words"),
        (Number("2021.1"), "window.number"),  # 2021.10 typed into Excel
        (Number("2021.12"), "window.number"),
    ],
)
def test_window_that_excel_took_for_something_else__error(content, code):
    assert plan_of(window=content)[1] == [(code, PLAN.window.title, 2)]


def test_month_that_excel_took_for_a_whole_number__ok():
    row, told = plan_of(window=Number("202101"))
    assert (told, row.window.end) == ([], date(2021, 1, 31))


@pytest.mark.parametrize("content", [datetime(2021, 1, 1), Number("1")])
def test_scope_that_excel_took_for_something_else__error(content):
    assert plan_of(scope=content)[1] == [("scope.unknown-category", PLAN.scope.title, 2)]
