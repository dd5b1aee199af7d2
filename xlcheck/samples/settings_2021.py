"""The sheets of 单位设置.xlsx for 2021: the document's facts, the official calendar, an example of a policy."""

from __future__ import annotations

from datetime import date, timedelta

from xlcheck.model import Settings
from xlcheck.samples.blank import category_rows, code_rows, item_rows, round_rows
from xlcheck.samples.categories import usual_categories
from xlcheck.samples.rows import read_rows
from xlcheck.samples.trades import DRIVING, FREIGHT, PASSENGER, REPAIR, ROADS
from xlcheck.schema.defaults import USUAL_POLICY, USUAL_ROUNDS
from xlcheck.schema.inputs import CATEGORIES, CODES, HOLIDAYS, LEADERS, POLICY, ROUNDS, UNIT
from xlcheck.schema.setting_items import POLICY_ITEMS, UNIT_ITEMS
from xlcheck.schema.table import RowCells

BUREAU, SHORT_NAME = "朔州市平鲁区交通运输局", "平鲁区交通运输局"
REGION = "140603"

_UNIT = {
    "bureau": BUREAU,
    "short_name": SHORT_NAME,
    "region": REGION,
    "superior": "朔州市交通运输局",
    "superior_mail": "",
    "platform": "山西省双随机监管工作平台",
    "year": "2021",
    "document_no": "平交字〔2020〕94号",
    "document_date": "2020-12-31",
}

_POLICY = USUAL_POLICY | {
    "yearly_cap": "2",
    "cert_pattern": "SL######-####、SL######-#####",
    "licence_forms": "晋交运管许可*字############号",
}

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


def are_those_of_2021(settings: Settings) -> bool:
    """Say whether settings are those of the shipped year, as its document has them."""
    facts = (settings.bureau, str(settings.year), settings.document_no)
    return facts == (_UNIT["bureau"], _UNIT["year"], _UNIT["document_no"])


def sheets() -> dict[str, list[RowCells]]:
    """Return the rows of every sheet of the workbook, by table key."""
    return {
        UNIT.key: item_rows(UNIT_ITEMS, _UNIT),
        LEADERS.key: list(read_rows("leaders-2021.csv", LEADERS)),
        CATEGORIES.key: category_rows(usual_categories(names=_CATEGORIES)),
        ROUNDS.key: round_rows(USUAL_ROUNDS),
        POLICY.key: item_rows(POLICY_ITEMS, _POLICY),
        HOLIDAYS.key: _holidays(),
        CODES.key: code_rows(),
    }


def _holidays() -> list[RowCells]:
    off: list[RowCells] = [
        {
            HOLIDAYS.day: date(2021, *first) + timedelta(days=n),
            HOLIDAYS.kind: "休",
            HOLIDAYS.name: name,
            HOLIDAYS.notice: "",
        }
        for name, first, days, _ in _HOLIDAYS
        for n in range(days)
    ]
    on: list[RowCells] = [
        {HOLIDAYS.day: date(2021, *day), HOLIDAYS.kind: "班", HOLIDAYS.name: f"{name}调休", HOLIDAYS.notice: ""}
        for name, _, _, worked in _HOLIDAYS
        for day in worked
    ]
    return sorted(off + on, key=lambda row: str(row[HOLIDAYS.day]))
