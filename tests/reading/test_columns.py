"""Of thousands of like cells the first are listed, and what is not listed is said."""

import pytest

from tests.builders import ENTITY, typed
from xlcheck.messages import problem
from xlcheck.reading import columns
from xlcheck.reading import tables as frames
from xlcheck.schema.inputs import ENTITIES


@pytest.fixture(autouse=True)
def three_of_a_kind(monkeypatch):
    for module in (columns, frames):
        monkeypatch.setattr(module, "MOST_LISTED", 3)


def check(key, *cells):
    """The typed rows of which a column holds these cells, and the findings of that column."""
    rows = [
        ENTITY | {"code": f"91140603MA0K{number:05}0", "name": f"示例{number}", key: cell}
        for number, cell in enumerate(cells)
    ]
    table, findings = typed(ENTITIES, rows)
    title = ENTITIES.column(key).title
    return table, [(f.code, f.place.cell, problem(f)) for f in findings if f.place.title == title]


def test_as_many_alike_as_are_listed__ok():
    _, found = check("status", "不详", "不详", "不详", "营业")
    assert [(code, cell) for code, cell, _ in found] == [("choice.unknown", f"O{n}") for n in (3, 4, 5)]


def test_more_alike_than_are_listed__error():
    _, found = check("status", *["不详"] * 5, "营业")
    assert [code for code, _, _ in found] == ["choice.unknown"] * 3 + ["column.more"]
    assert found[-1][1:] == ("O6", "“经营状态”一列从这一格起还有 2 处同样的问题，没有逐一列出")


def test_more_blank_ones_than_are_listed__error():
    _, found = check("founded", *[""] * 5)
    assert [(code, cell) for code, cell, _ in found[2:]] == [("cell.required", "H5"), ("column.more", "H6")]


def test_column_that_holds_other_things_is_given_up__error():
    table, found = check("founded", *(f"第{n}天" for n in range(5)), "2015-03-01", "第0天")
    assert [(code, cell) for code, cell, _ in found[-2:]] == [("column.more", "H9"), ("column.unread", "H6")]
    assert found[-1][2] == "“成立日期”一列读不出的内容太多，从这一格起有 3 格没有再读，按空白处理"
    assert table.frame["founded"].isna().all()
