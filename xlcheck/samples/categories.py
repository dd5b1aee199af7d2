"""The usual 对象类别 of a trade, as its bureaus write them in lists and plans: what a blank 单位设置 begins with."""

from __future__ import annotations

import csv
from collections.abc import Container
from importlib import resources

from xlcheck.model import Category
from xlcheck.reading.folding import split_list

OTHER_TRADE = "其他"
"""The trade of a bureau for which no list of categories is there: it enters its own."""


def trades() -> tuple[str, ...]:
    """Return the trades that have a list of categories, in the order of the file.

    The first is meant where none is named.
    """
    return tuple(dict.fromkeys(row["行业"] for row in _rows()))


def usual_categories(trade: str = "", names: Container[str] = ()) -> tuple[Category, ...]:
    """Return the usual categories of a trade, or those of them that are named; none for a trade without a list."""
    of_trade = trade or trades()[0]
    return tuple(
        Category(row["对象类别"], split_list(row["别名"]), split_list(row["计划用语"]))
        for row in _rows()
        if row["行业"] == of_trade and (not names or row["对象类别"] in names)
    )


def _rows() -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath("categories.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
