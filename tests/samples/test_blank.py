"""What a blank 单位设置 begins with is sound."""

from tests.builders import by_key, typed_table
from xlcheck.model import Category, Policy
from xlcheck.reading.settings import settings_from
from xlcheck.samples.blank import blank_settings, blank_sheets
from xlcheck.samples.categories import usual_categories
from xlcheck.schema.defaults import OWN_CODES
from xlcheck.schema.inputs import SETTINGS_BOOK
from xlcheck.schema.vocabularies import STATIC


def read(categories=()):
    """The settings that a blank workbook gives once the bureau's name is typed."""
    sheets = {key: [by_key(row) for row in rows] for key, rows in blank_sheets(2027, categories).items()}
    sheets["unit"][0]["value"] = "示例县交通运输局"
    return settings_from({key: typed_table(SETTINGS_BOOK.table(key), rows) for key, rows in sheets.items()})


def test_blank_settings_are_read_without_findings__ok():
    settings, findings = read()
    assert findings == ()
    assert (settings.year, settings.bureau) == (2027, "示例县交通运输局")
    assert settings.policy == Policy(2, False, None, 1, 7, "", ())
    assert [(r.name, r.first_month, r.last_month) for r in settings.rounds] == [
        ("第一批", 1, 4),
        ("第二批", 5, 8),
        ("第三批", 9, 12),
    ]
    assert dict(settings.vocabularies) == {name: STATIC[name] for name in OWN_CODES}


def test_blank_workbooks_know_what_their_settings_say():
    usual = usual_categories()
    settings, blank = read(usual)[0], blank_settings(categories=usual)
    assert (settings.categories, settings.rounds) == (blank.categories, blank.rounds)
    assert len(settings.categories) == 12


def test_categories_are_those_given_and_none_where_none_are():
    own = (Category("餐饮服务", ("餐饮",), ("餐饮服务单位",)),)
    assert read(own)[0].categories == own == blank_settings(categories=own).categories
    assert read()[0].categories == () == blank_settings().categories
