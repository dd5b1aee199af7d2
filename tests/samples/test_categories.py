"""The usual categories of a trade: each of their words is read as what it stands for."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from xlcheck.model import Category, Scope
from xlcheck.reading.expressions.scope import parse_scope
from xlcheck.samples.categories import category_note, trades, usual_categories
from xlcheck.samples.usual_items import usual_items
from xlcheck.schema.inputs import ITEMS
from xlcheck.schema.trades import OTHER_TRADE, told_trade

_BY_TRADE = [(trade, category) for trade in trades() for category in usual_categories(trade)]


@pytest.mark.parametrize(("trade", "category"), _BY_TRADE, ids=[f"{t}-{c.name}" for t, c in _BY_TRADE])
def test_every_name_and_wording_is_read_as_its_own_category(trade: str, category: Category) -> None:
    for name in category.names:
        scope = parse_scope(f"2027年1月前成立的运营的全县{name}", usual_categories(trade))
        assert isinstance(scope, Scope), name
        assert scope.category == category.name


def test_categories_are_named_in_their_order() -> None:
    named = usual_categories(names=("机动车维修", "道路货物运输"))
    assert [c.name for c in named] == ["道路货物运输", "机动车维修"]


def test_first_trade_is_meant_where_none_is_named() -> None:
    assert trades()[0] == "交通运输"
    assert usual_categories() == usual_categories("交通运输")
    assert len(usual_categories()) == 12


def test_other_trades_have_no_list() -> None:
    assert OTHER_TRADE not in trades()
    assert usual_categories(OTHER_TRADE) == ()
    assert usual_items(OTHER_TRADE, "示例局") == []


@pytest.mark.parametrize("trade", trades())
def test_no_name_stands_for_two_categories_of_a_trade(trade: str) -> None:
    names = [name for category in usual_categories(trade) for name in category.names]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_lists_that_are_drafts_say_so() -> None:
    assert [trade for trade in trades() if not category_note(trade)] == ["交通运输", "市场监管"]
    assert {category_note(trade) for trade in trades()[2:]} == {"请核对"}


@pytest.mark.parametrize(
    ("bureau", "trade"),
    [
        ("示例市示例县交通运输局", "交通运输"),
        ("示例市市场监督管理局", "市场监管"),
        ("示例县文化和旅游局", "文化和旅游"),
        ("示例县文化旅游广电局", "文化和旅游"),
        ("示例县应急管理局", "应急管理"),
        ("示例县农业农村局", "农业农村"),
        ("示例县住房和城乡建设局", "住房和城乡建设"),
        ("示例县卫生健康委员会", "卫生健康"),
        ("示例县消防救援大队", "消防救援"),
        ("示例县自然资源局", OTHER_TRADE),
        ("示例县住房城乡建设和交通运输局", OTHER_TRADE),
    ],
)
def test_trade_is_told_by_the_name_of_the_bureau(bureau: str, trade: str) -> None:
    assert told_trade(bureau) == trade


@pytest.mark.parametrize("trade", ["交通运输", "市场监管"])
def test_usual_items_name_laws_without_articles_and_are_to_be_looked_at(trade: str) -> None:
    rows, known = usual_items(trade, "示例局"), {category.name for category in usual_categories(trade)}
    assert len(rows) > 15
    assert {row[ITEMS.category] for row in rows} <= known
    assert {row[ITEMS.body] for row in rows} == {"示例局"}
    assert all("请核对" in str(row[ITEMS.remark]) for row in rows)
    assert all(re.fullmatch("《[^》]+》(?:；《[^》]+》)*", str(row[ITEMS.basis])) for row in rows)
