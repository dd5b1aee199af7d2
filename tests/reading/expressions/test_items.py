"""抽查事项 of a plan means items of the list, by name or abridged; of two readings none is chosen."""

import pytest

from tests.builders import by_key, typed_table
from tests.checks.test_plan_2021 import own_settings
from xlcheck.model import Category, ListedItem
from xlcheck.reading.expressions.items import has_numbers_alone, match_items
from xlcheck.reading.items import task_items
from xlcheck.reading.plan import plan_rows
from xlcheck.reading.tables import YearBooks
from xlcheck.samples import plan_2021
from xlcheck.samples.items import items
from xlcheck.schema.inputs import ITEMS, PLAN

BUS = Category("道路旅客运输", ("客运", "旅客运输"), ("道路旅客运输企业",))
OWN = (
    ListedItem(1, "道路旅客运输企业经营资格检查", BUS.name, True, 1, "KY-01"),
    ListedItem(2, "客运站（场）经营行为检查", BUS.name, True, 2, "KY-02"),
    ListedItem(3, "客运车辆技术状况检查", BUS.name, True, 3, "KY-03", ("车况",)),
    ListedItem(4, "客运企业动态监控和值守检查", BUS.name, True, 4, "KY-04"),
)
FOREIGN = (
    ListedItem(5, "机动车维修质量检查", "机动车维修", True, 5, "WX-01", ("车况",)),
    ListedItem(6, "客运包车检查", BUS.name, False, 6, "KY-05"),
)


def read(text, own=OWN):
    """The numbers of the items that are meant, and the words in doubt with the numbers of their candidates."""
    match = match_items(text, BUS, own, (*own, *FOREIGN), ("示例区",))
    return [item.no for item in match.items], {d.words: [item.no for item in d.candidates] for d in match.doubts}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("客运站（场）经营行为检查", [2]),
        ("客运站(场) 经营行为检查、客运企业动态监控和值守检查", [2, 4]),
        ("1、3", [1, 3]),
        ("第2项", [2]),
        ("KY-04、ky-01", [1, 4]),
        ("1、客运站（场）经营行为检查；2、客运车辆技术状况检查", [2, 3]),
        ("1.客运站经营行为检查\n2.客运车辆技术状况检查", [2, 3]),
        ("客运站经营行为检查 客运车辆技术状况检查", [2, 3]),  # a line break in a cell arrives as a blank
        ("客运站（场） 经营行为检查 客运车辆 技术状况检查", [2, 3]),
        ("1.客运站经营行为检查 2.客运车辆技术状况检查", [2, 3]),
        ("①客运站经营行为检查②客运车辆技术状况检查", [2, 3]),
        ("一、客运站经营行为检查；二、客运车辆技术状况检查", [2, 3]),
        ("（一）客运站经营行为检查 （二）客运车辆技术状况检查", [2, 3]),
        ("1 2", [1, 2]),
        ("第1项 第3项", [1, 3]),
        ("①、③", [1, 3]),
        ("2-4", [2, 3, 4]),
        ("1至2项、第4项", [1, 2, 4]),
        ("客运站经营行为检查", [2]),
        ("客运企业", [1, 2, 3, 4]),
        ("车况", [3]),
        ("对全区道路旅客运输企业进行监督检查", [1, 2, 3, 4]),
        ("示例区客运市场监督检查", [1, 2, 3, 4]),
        ("道路旅客运输、客运站企业及其道路运输车辆技术、企业动态监控进行监督检查", [1, 2, 3, 4]),
        ("客运站企业和车辆技术状况专项检查", [2, 3]),
        ("客运企业动态监控和值守检查和客运车辆技术状况检查", [3, 4]),
        ("客运包车检查", [6]),
        ("机动车维修质量检查", [5]),
    ],
)
def test_items_that_are_meant__ok(text, numbers):
    assert read(text) == (numbers, {})


@pytest.mark.parametrize(
    ("text", "numbers", "doubts"),
    [
        ("企业检查", [], {"企业检查": [1, 4]}),
        ("道路旅客运输、客运站企业", [1, 2], {"道路旅客运输": [1, 2, 3, 4]}),
        ("客运站企业、水运检查", [2], {"水运检查": []}),
        ("客运车辆技木状况", [], {"客运车辆技木状况": [3]}),
        ("不含客运站", [], {"不含客运站": []}),
        ("除客运站外的道路旅客运输", [], {"除客运站外的道路旅客运输": []}),
        ("1、9", [1], {"9": []}),
        ("1-9", [], {"1-9": []}),
        ("4-2", [], {"4-2": []}),
        ("客运站经营行为检查 水运检查", [2], {"水运检查": []}),
        ("监督检查", [], {"监督检查": []}),
        ("3、客运站检查", [2], {"3": []}),
        ("1.", [], {"1.": []}),
        ("监督" * 15_000 + "、客运站检查", [2], {"监督" * 15 + "…": []}),
        ("客运站的" * 8_000, [], {("客运站的" * 8)[:30] + "…": []}),
    ],
)
def test_words_that_mean_no_item_for_sure__error(text, numbers, doubts):
    assert read(text) == (numbers, doubts)


STATIONS = Category("道路旅客运输", ("客运", "客运站"), ("道路旅客运输企业",))


@pytest.mark.parametrize(
    ("text", "numbers", "doubts"),
    [
        ("客运站", [], {"客运站": [1, 2, 3, 4]}),  # the category by another of its names, or what one item looks at
        ("客运站检查", [], {"客运站检查": [1, 2, 3, 4]}),
        ("客运站经营行为检查", [2], {}),
        ("客运", [1, 2, 3, 4], {}),
        ("对全区道路旅客运输企业进行监督检查", [1, 2, 3, 4], {}),
    ],
)
def test_another_name_of_the_category_that_one_item_has_is_not_taken_for_all_items(text, numbers, doubts):
    match = match_items(text, STATIONS, OWN, OWN, ())
    assert [item.no for item in match.items] == numbers
    assert {d.words: [item.no for item in d.candidates] for d in match.doubts} == doubts


def test_a_code_with_a_dash_is_no_span_of_numbers():
    own = [ListedItem(n, f"示例事项{'甲乙丙丁'[n]}", BUS.name, True, n, f"1-{n}") for n in (1, 2, 3)]
    match = match_items("1-1、1-3", BUS, own, own)
    assert ([item.no for item in match.items], match.doubts) == ([1, 3], ())


def test_a_duty_means_every_item_that_comes_of_it():
    own = [ListedItem(n, f"示例事项{'甲乙丙'[n]}", BUS.name, True, duty="对客运的检查" * (n > 0)) for n in range(3)]
    match = match_items("对客运的检查", BUS, own, own)
    assert ([item.row for item in match.items], match.doubts) == ([1, 2], ())


def test_numbers_and_codes_alone_tell_the_public_nothing():
    told = {
        text: has_numbers_alone(text, ("KY-04",)) for text in ("1、3", "1 2", "2-4项", "ky-04、1", "车况", "1、车况")
    }
    assert [*told.values()] == [True, True, True, True, False, False]


def test_an_alias_of_several_items_means_them_all():
    shared = [
        ListedItem(n, name, BUS.name, True, n, aliases=("车辆",))
        for n, name in enumerate(("客车年审检查", "客车维护检查"), start=1)
    ]
    assert read("车辆", shared) == ([1, 2], {})


def test_a_number_that_stands_twice_on_the_list_is_not_chosen():
    twice = [ListedItem(1, "甲检查", BUS.name, True, 1), ListedItem(2, "乙检查", BUS.name, True, 1)]
    assert read("1", twice) == ([], {"1": [1, 1]})


@pytest.mark.parametrize("aliases", [True, False], ids=["as-shipped", "as-0.1.0-had-it"])
def test_every_row_of_the_2021_plan_means_the_items_of_its_category(aliases):
    own = own_settings()
    rows = [by_key(row) | ({} if aliases else {"aliases": "", "code": ""}) for row in items()]
    listed = typed_table(ITEMS, rows, own)
    books = YearBooks(own, typed_table(PLAN, map(by_key, plan_2021.corrected_rows()), own), items=listed)
    tasks, _ = plan_rows(books.plan, own)
    assert len(tasks) == 15
    for task in tasks:
        match = task_items(books, task)
        assert match.doubts == ()
        assert [item.name for item in match.items] == [
            row["name"] for row in rows if row["category"] == task.scope.category and row["random"] == "是"
        ]
