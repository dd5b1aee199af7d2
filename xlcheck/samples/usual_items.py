"""The usual 抽查事项 of a trade: what the 随机抽查事项清单 of a new bureau begins with, for it to look at."""

from __future__ import annotations

from xlcheck.samples.rows import read_rows
from xlcheck.schema.inputs import ITEMS
from xlcheck.schema.table import RowCells
from xlcheck.schema.trades import trade_data

_TO_LOOK_AT = "按通常做法填写，请核对"


def usual_items(trade: str, bureau: str) -> list[RowCells]:
    """Return the rows of a new 随机抽查事项清单, those under random inspection; none for a trade without a list.

    The basis names laws and regulations without their articles; ratio and frequency are the bureau's own.
    """
    data = trade_data(trade)
    if data is None or not data.items:
        return []
    rows = (row for row in read_rows(data.items, ITEMS) if row[ITEMS.random] == "是")
    return [
        {**row, ITEMS.no: n, ITEMS.body: bureau, ITEMS.supervised: "是", ITEMS.remark: _TO_LOOK_AT}
        for n, row in enumerate(rows, start=1)
    ]
