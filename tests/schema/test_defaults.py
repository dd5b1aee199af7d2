"""What a blank 单位设置 begins with is sound, and each of its words is read as what it stands for."""

import pytest

from tests.builders import by_key, typed_table
from xlcheck.model import Policy, Scope
from xlcheck.reading.expressions.scope import parse_scope
from xlcheck.reading.settings import settings_from
from xlcheck.schema.defaults import blank_settings, blank_sheets, categories
from xlcheck.schema.inputs import SETTINGS_BOOK
from xlcheck.schema.vocabularies import STATIC


def read(**unit):
    """The settings that a blank workbook gives once the bureau's name is typed."""
    sheets = {key: [by_key(row) for row in rows] for key, rows in blank_sheets(2027).items()}
    sheets["unit"][0]["value"] = "示例县交通运输局"
    return settings_from({key: typed_table(SETTINGS_BOOK.table(key), rows) for key, rows in sheets.items()})


def test_blank_settings_are_read_without_findings__ok():
    settings, findings = read()
    assert findings == ()
    assert (settings.year, settings.bureau) == (2027, "示例县交通运输局")
    assert settings.policy == Policy(2, False, None, 1, 7, "")
    assert [(r.name, r.first_month, r.last_month) for r in settings.rounds] == [
        ("第一批", 1, 4),
        ("第二批", 5, 8),
        ("第三批", 9, 12),
    ]
    assert dict(settings.vocabularies) == {name: STATIC[name] for name in STATIC["码表"]}


def test_blank_workbooks_know_what_their_settings_say():
    settings = read()[0]
    assert (settings.categories, settings.rounds) == (blank_settings().categories, blank_settings().rounds)


@pytest.mark.parametrize("category", categories(), ids=lambda category: category.name)
def test_every_name_and_wording_is_read_as_its_own_category(category):
    for name in category.names:
        scope = parse_scope(f"2027年1月前成立的运营的全县{name}", categories())
        assert isinstance(scope, Scope), name
        assert scope.category == category.name


def test_categories_are_named_in_their_order():
    assert [c.name for c in categories(("机动车维修", "道路货物运输"))] == ["道路货物运输", "机动车维修"]
