"""The share of 随机抽查事项 in the department's 市场监管执法事项."""

from __future__ import annotations

from fractions import Fraction

from xlcheck.reading.tables import TypedTable
from xlcheck.schema.inputs import ITEMS

TARGET = Fraction(5, 100)
"""The share to be reached at least (平交字〔2020〕94号, 一)."""


def item_share(items: TypedTable) -> tuple[int, int]:
    """Count the market-supervision items under random inspection, and all of them."""
    supervised = items[ITEMS.supervised] == "是"
    return int((supervised & (items[ITEMS.random] == "是")).sum()), int(supervised.sum())
