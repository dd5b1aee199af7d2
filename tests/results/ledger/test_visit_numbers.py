"""本年度第 n 次，上限 m 次."""

from datetime import date

import pytest

from tests.builders import ITEM, settings, year
from xlcheck.model import VisitEntry, YearVisit
from xlcheck.results.ledger.visit_numbers import inspections_before, yearly_cap

CODE = "91140603MA0K00002H"
OTHER = "其他检查第 3 行"


def visit(day, *sources):
    return YearVisit(day and date(2021, *day), tuple(VisitEntry(one, one, one) for one in sources))


@pytest.mark.parametrize(
    ("visits", "before"),
    [
        ((), 0),
        ((visit((1, 4), OTHER), visit((1, 9), "202101"), visit(None, "202103")), 2),
        ((visit((1, 4), OTHER), visit(None, "202102"), visit(None, "202103"), visit(None, "202104")), 2),
        ((visit((1, 4), OTHER), visit((2, 1), "202103"), visit((3, 4), OTHER)), 1),
        ((visit((2, 1), OTHER, "202101", "202103"),), 0),
        ((visit(None, "202101", "202103"),), 0),
    ],
    ids=[
        "none",
        "made before",
        "still to be made for an earlier task",
        "made anew after the visit",
        "of the same day",
        "of the same visit",
    ],
)
def test_inspections_before_a_visit_are_counted_once(visits, before):
    assert len(inspections_before({CODE: visits}, CODE, "202103")) == before
    assert inspections_before({CODE: visits}, "91140603MA0K00003H", "202103") == ()


@pytest.mark.parametrize(
    ("cap", "caps", "said"),
    [(None, (None, None), "未规定"), (None, (4, 3), "3 次"), (2, (4, 1), "2 次")],
)
def test_the_cap_is_that_of_the_bureau_else_the_least_of_the_items(cap, caps, said):
    names = ("事项甲", "事项乙")
    rows = [ITEM | {"name": name, "yearly_cap": one} for name, one in zip(names, caps, strict=True)]
    books = year(settings(inspection_cap=cap), items=[*rows, ITEM | {"name": "事项丙", "yearly_cap": 1}])
    assert yearly_cap(books, names) == said
