"""The sheets of 单位设置.xlsx for 2021: the document's facts, the official calendar, an example of a policy."""

from __future__ import annotations

from datetime import date, timedelta

from xlcheck.samples.rows import Row, read_rows
from xlcheck.schema.defaults import (
    DRIVING,
    FREIGHT,
    PASSENGER,
    POLICY,
    REPAIR,
    ROADS,
    ROUNDS,
    categories,
    category_rows,
    code_rows,
    item_rows,
    round_rows,
)
from xlcheck.schema.inputs import LEADERS
from xlcheck.schema.setting_items import POLICY_ITEMS, UNIT_ITEMS

BUREAU = "朔州市平鲁区交通运输局"
REGION = "140603"

_UNIT = {
    "bureau": BUREAU,
    "short_name": "平鲁区交通运输局",
    "region": REGION,
    "superior": "朔州市交通运输局",
    "superior_mail": "",
    "year": "2021",
    "document_no": "平交字〔2020〕94号",
    "document_date": "2020-12-31",
}

_POLICY = POLICY | {"yearly_cap": "2", "cert_pattern": r"SL\d{6}-\d{4,}"}

_CATEGORIES = (PASSENGER, FREIGHT, DRIVING, REPAIR, ROADS)

_HOLIDAYS = (
    ("元旦", (1, 1), 3, ()),
    ("春节", (2, 11), 7, ((2, 7), (2, 20))),
    ("清明节", (4, 3), 3, ()),
    ("劳动节", (5, 1), 5, ((4, 25), (5, 8))),
    ("端午节", (6, 12), 3, ()),
    ("中秋节", (9, 19), 3, ((9, 18),)),
    ("国庆节", (10, 1), 7, ((9, 26), (10, 9))),
)
"""Name, first day, number of days off, weekend days worked."""


def sheets() -> dict[str, list[Row]]:
    """The rows of every sheet of the workbook, by table key."""
    return {
        "unit": item_rows(UNIT_ITEMS, _UNIT),
        "leaders": [dict(row) for row in read_rows("leaders-2021.csv", LEADERS)],
        "categories": category_rows(categories(_CATEGORIES)),
        "rounds": round_rows(ROUNDS),
        "policy": item_rows(POLICY_ITEMS, _POLICY),
        "holidays": _holidays(),
        "codes": code_rows(),
    }


def _holidays() -> list[Row]:
    off: list[Row] = [
        {"day": date(2021, *first) + timedelta(days=n), "kind": "休", "name": name, "notice": ""}
        for name, first, days, _ in _HOLIDAYS
        for n in range(days)
    ]
    on: list[Row] = [
        {"day": date(2021, *day), "kind": "班", "name": f"{name}调休", "notice": ""}
        for name, _, _, worked in _HOLIDAYS
        for day in worked
    ]
    return sorted(off + on, key=lambda row: str(row["day"]))
