"""The usual 对象类别 of a trade, as its bureaus write them in lists and plans: what a blank 单位设置 begins with."""

from __future__ import annotations

import csv
from collections.abc import Container
from importlib import resources

from xlcheck.model import Category
from xlcheck.reading.folding import split_list

OTHER_TRADE = "其他"
"""The trade of a bureau for which no list of categories is there: it enters its own."""

_TRADE_WORDS = (
    ("交通", "交通运输"),
    ("道路运输", "交通运输"),
    ("市场监", "市场监管"),
    ("市监", "市场监管"),
    ("文化", "文化和旅游"),
    ("旅游", "文化和旅游"),
    ("文旅", "文化和旅游"),
    ("应急", "应急管理"),
    ("农业", "农业农村"),
    ("住房", "住房和城乡建设"),
    ("城乡建设", "住房和城乡建设"),
    ("住建", "住房和城乡建设"),
    ("卫生", "卫生健康"),
    ("卫健", "卫生健康"),
    ("消防", "消防救援"),
)
"""What in a bureau's name tells its trade."""


def trades() -> tuple[str, ...]:
    """Return the trades that have a list of categories, in the order of the file.

    The first is meant where none is named.
    """
    return tuple(dict.fromkeys(row["行业"] for row in _rows()))


def trade_of(bureau: str) -> str:
    """Return the trade that a bureau's name tells; :data:`OTHER_TRADE` where it tells none, or two."""
    told = {trade for word, trade in _TRADE_WORDS if word in bureau}
    return told.pop() if len(told) == 1 else OTHER_TRADE


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
    of_trade = trade or trades()[0]
    return next((row["备注"] for row in _rows() if row["行业"] == of_trade), "")


def _rows() -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath("categories.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
