"""The sheets of 单位设置.xlsx for 2021: the document's facts, the official calendar, an example of a policy."""

from __future__ import annotations

from datetime import date, timedelta

from xlcheck.samples.rows import Row, read_rows
from xlcheck.schema.inputs import LEADERS
from xlcheck.schema.settings import POLICY_ITEMS, ROUNDING, UNIT_ITEMS
from xlcheck.schema.vocabularies import DISPOSAL, METHOD, RESULT, STATIC

BUREAU = "朔州市平鲁区交通运输局"
REGION = "140603"

PASSENGER, FREIGHT, DRIVING, REPAIR, ROADS = (
    "道路旅客运输",
    "道路货物运输",
    "机动车驾驶员培训",
    "机动车维修",
    "公路建设",
)

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

_POLICY = {
    "team_size": "2",
    "no_repeat": "否",
    "yearly_cap": "2",
    "rounding": ROUNDING,
    "min_count": "1",
    "deadline_days": "7",
    "cert_pattern": r"SL\d{6}-\d{4,}",
}

_CATEGORIES = (
    (PASSENGER, "客运、道路客运、旅客运输、客运企业、客运站", "道路旅客运输企业、道路旅客运输及客运站场"),
    (FREIGHT, "货运、道路货运、货物运输、普通货运、货运站", "道路货物运输企业、道路货物运输及货运站场"),
    (DRIVING, "驾培、驾校、驾驶员培训、驾培机构", "机动车驾驶员培训企业、机动车驾驶员培训学校"),
    (REPAIR, "汽修、汽车维修、维修业户、机动车维修经营", "维修经营业户、汽车维修经营企业"),
    (ROADS, "公路施工、公路工程、路桥施工、公路建设施工", "公路建设施工企业、道路工程建设"),
)

_ROUNDS = (("第一批", 1, 4), ("第二批", 5, 8), ("第三批", 9, 12))

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
        "unit": _items(UNIT_ITEMS, _UNIT),
        "leaders": [dict(row) for row in read_rows("leaders-2021.csv", LEADERS)],
        "categories": [{"name": n, "aliases": a, "wordings": w} for n, a, w in _CATEGORIES],
        "rounds": [{"name": name, "first": first, "last": last} for name, first, last in _ROUNDS],
        "policy": _items(POLICY_ITEMS, _POLICY),
        "holidays": _holidays(),
        "codes": [{"list": n, "value": v, "note": ""} for n in (RESULT, DISPOSAL, METHOD) for v in STATIC[n]],
    }


def _items(items: tuple[tuple[str, str, str], ...], values: dict[str, str]) -> list[Row]:
    return [{"item": title, "value": values[key], "note": note} for key, title, note in items]


def _holidays() -> list[Row]:
    off: list[Row] = [
        {"day": date(2021, *first) + timedelta(days=n), "kind": "休", "name": name}
        for name, first, days, _ in _HOLIDAYS
        for n in range(days)
    ]
    on: list[Row] = [
        {"day": date(2021, *day), "kind": "班", "name": f"{name}调休"}
        for name, _, _, worked in _HOLIDAYS
        for day in worked
    ]
    return sorted(off + on, key=lambda row: str(row["day"]))
