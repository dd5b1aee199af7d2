"""The usual 对象类别 of a trade, as its bureaus write them in lists and plans: what a blank 单位设置 begins with."""

from __future__ import annotations

import csv
from collections.abc import Container
from importlib import resources

from xlcheck.model import Category
from xlcheck.reading.folding import split_list
from xlcheck.schema.trades import TO_REVIEW, TRADE_DATA, trade_data


def trades() -> tuple[str, ...]:
    """Return the trades that have a list of categories, in the order in which they are offered.

    The first is meant where none is named.
    """
    return tuple(trade.name for trade in TRADE_DATA)


def usual_categories(trade: str = "", names: Container[str] = ()) -> tuple[Category, ...]:
    """Return the usual categories of a trade, or those of them that are named; none for a trade without a list."""
    of_trade = trade or trades()[0]
    return tuple(
        Category(row["对象类别"], split_list(row["别名"]), split_list(row["计划用语"]))
        for row in _rows()
        if row["行业"] == of_trade and (not names or row["对象类别"] in names)
    )


def category_note(trade: str = "") -> str:
    """Return what is written beside each category of a trade: empty, or that staff have to look at it first."""
    data = trade_data(trade)
    return TO_REVIEW if data is not None and data.draft else ""


def _rows() -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath("categories.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
