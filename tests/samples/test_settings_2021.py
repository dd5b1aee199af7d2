from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar

from tests.samples.typed import settings
from xlcheck.model import Policy, Scope
from xlcheck.reading.expressions.scope import parse_scope
from xlcheck.samples.settings_2021 import sheets
from xlcheck.schema.inputs import LEADERS, SETTINGS_BOOK
from xlcheck.schema.vocabularies import DISPOSAL, METHOD, RESULT, STATIC

CERTS = "|".join((r"SL\d\d\d\d\d\d\-\d\d\d\d", r"SL\d\d\d\d\d\d\-\d\d\d\d\d"))
"""What 执法证号格式 of the sample comes to: a number of four or five digits behind that of the region."""


def test_every_sheet_has_rows_with_the_columns_of_its_table() -> None:
    made = sheets()
    assert set(made) == {table.key for table in SETTINGS_BOOK.tables} - {
        "waivers",
        "closures",
        "layouts",
    }  # staff's own
    for key, rows in made.items():
        assert rows
        assert all(tuple(row) == SETTINGS_BOOK.table(key).columns for row in rows)


def test_settings_are_read_without_findings__ok() -> None:
    made, findings = settings()
    assert findings == ()
    assert (made.bureau, made.short_name) == ("朔州市平鲁区交通运输局", "平鲁区交通运输局")
    assert (made.region, made.superior, made.superior_mail) == ("140603", "朔州市交通运输局", "")
    assert made.platform == "山西省双随机监管工作平台"
    assert (made.year, made.document_no, made.document_date) == (2021, "平交字〔2020〕94号", date(2020, 12, 31))
    assert made.policy == Policy(2, False, 2, 1, 7, CERTS, ("晋交运管许可*字############号",))
    assert [(r.first_month, r.last_month) for r in made.rounds] == [(1, 4), (5, 8), (9, 12)]
    assert dict(made.vocabularies) == {name: STATIC[name] for name in (RESULT, DISPOSAL, METHOD)}


def test_every_name_and_wording_is_read_as_its_own_category() -> None:
    categories = settings()[0].categories
    for category in categories:
        for name in category.names:
            scope = parse_scope(f"2021年1月前成立的运营的全区{name}", categories)
            assert isinstance(scope, Scope), name
            assert scope.category == category.name


def test_document_wordings_name_their_category() -> None:
    named = {name: category.name for category in settings()[0].categories for name in category.names}
    assert named["机动车驾驶员培训学校"] == "机动车驾驶员培训"
    assert named["汽车维修经营企业"] == "机动车维修"
    assert named["道路旅客运输及客运站场"] == "道路旅客运输"
    assert named["道路工程建设"] == "公路建设"


def test_days_off_are_the_official_ones_of_2021() -> None:
    made = settings()[0]
    assert (len(made.days_off), len(made.days_on)) == (31, 7)
    for day in (date(2021, 1, 1) + timedelta(n) for n in range(365)):
        works = day in made.days_on or (day.weekday() < 5 and day not in made.days_off)
        assert works == chinese_calendar.is_workday(day), day


def test_leading_group_is_the_documents() -> None:
    rows = sheets()[LEADERS.key]
    assert [sum(row[LEADERS.role] == role for row in rows) for role in ("组长", "副组长", "成员")] == [1, 8, 12]
    assert rows[0] == {LEADERS.role: "组长", LEADERS.name: "马金瑞", LEADERS.position: "局党组书记、局长"}
    assert {LEADERS.role: "成员", LEADERS.name: "苏新", LEADERS.position: "局综合办主任"} in rows
