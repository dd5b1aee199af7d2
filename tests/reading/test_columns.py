"""Of thousands of like cells the first are listed, and what is not listed is said."""

import pytest

from tests.builders import typed
from tests.cells import cell
from tests.reading.tables import LOT, LOTS
from xlcheck.messages import problem
from xlcheck.reading import columns, tables


@pytest.fixture(autouse=True)
def three_of_a_kind(monkeypatch):
    for module in (columns, tables):
        monkeypatch.setattr(module, "MOST_LISTED", 3)


def check(column, *cells):
    """The typed rows of which a column holds these cells, and code, cell and sentence of what is told of it."""
    rows = [
        LOT | {"code": f"91140603MA0K{number:05}0", "name": f"示例{number}", column.key: content}
        for number, content in enumerate(cells)
    ]
    table, findings = typed(LOTS, rows)
    return table, [(f.code, f.place.cell, problem(f)) for f in findings if f.place.title == column.title]


def test_as_many_alike_as_are_listed__ok():
    _, found = check(LOTS.status, "不详", "不详", "不详", "营业")
    assert [(code, at) for code, at, _ in found] == [("choice.unknown", cell(LOTS, LOTS.status, n)) for n in (3, 4, 5)]


def test_more_alike_than_are_listed__error():
    _, found = check(LOTS.status, *["不详"] * 5, "营业")
    assert [code for code, _, _ in found] == ["choice.unknown"] * 3 + ["column.more"]
    sixth = cell(LOTS, LOTS.status, 6)
    assert found[-1][1:] == (sixth, "“经营状态”一列从这一格起还有 2 处同样的问题，没有逐一列出")


def test_more_blank_ones_than_are_listed__error():
    _, found = check(LOTS.founded, *[""] * 5)
    fifth, sixth = (cell(LOTS, LOTS.founded, row) for row in (5, 6))
    assert [(code, at) for code, at, _ in found[2:]] == [("cell.required", fifth), ("column.more", sixth)]


def test_column_that_holds_other_things_is_given_up__error():
    table, found = check(LOTS.founded, *(f"第{n}天" for n in range(5)), "2015-03-01", "第0天")
    sixth, ninth = (cell(LOTS, LOTS.founded, row) for row in (6, 9))
    assert [(code, at) for code, at, _ in found[-2:]] == [("column.more", ninth), ("column.unread", sixth)]
    assert found[-1][2] == "“成立日期”一列读不出的内容太多，从这一格起有 3 格没有再读，按空白处理"
    assert table[LOTS.founded].isna().all()
