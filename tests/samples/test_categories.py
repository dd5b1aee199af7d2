"""The usual categories of a trade: each of their words is read as what it stands for."""

from __future__ import annotations

import pytest

from xlcheck.model import Category, Scope
from xlcheck.reading.expressions.scope import parse_scope
from xlcheck.samples.categories import OTHER_TRADE, trades, usual_categories


@pytest.mark.parametrize("category", usual_categories(), ids=lambda category: category.name)
def test_every_name_and_wording_is_read_as_its_own_category(category: Category) -> None:
    for name in category.names:
        scope = parse_scope(f"2027年1月前成立的运营的全县{name}", usual_categories())
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
    assert usual_categories(OTHER_TRADE) == usual_categories("卫生健康") == ()
