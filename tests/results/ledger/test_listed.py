"""What staff wrote instead of the plan's items is held against the list: what is not on it is held back."""

import pytest

from tests.builders import ITEM, plan_cells, typed_table, year
from xlcheck.reading.inspections import ledger_sheet
from xlcheck.reading.plan import plan_rows
from xlcheck.results.ledger.listed import items_are_listed, rewrites_items
from xlcheck.schema.outputs.ledger import LEDGER

ITEMS = [ITEM | {"name": name} for name in ("货运车辆技术检查", "货运车辆监控检查", "货运站检查")]


def told(text, items=ITEMS):
    books = year(plan=[plan_cells(1, items="货运站检查、货运车辆技术检查")], items=items)
    (plan,) = plan_rows(books.plan, books.settings)[0]
    sheet = ledger_sheet(typed_table(LEDGER, [{"code": "91140603MA0K00001K", "items": text}]))
    findings = [*items_are_listed(sheet, plan, books)]
    assert rewrites_items(sheet, plan) or not findings
    return [(found.code, dict(found.params)["words"]) for found in findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("水运检查", [("ledger.items-off-list", "水运检查")]),
        ("货运站检查、水运检查", [("ledger.items-off-list", "水运检查")]),
        ("车辆检查", [("ledger.items-unclear", "车辆检查")]),
    ],
)
def test_words_that_mean_no_item_for_sure_are_told__error(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize("text", ["货运站检查", "货运站检查、货运车辆技术检查", "货运车辆监控检查", ""])
def test_items_of_the_list_pass__ok(text):
    assert told(text) == []


def test_without_a_list_nothing_is_held_against_it():
    assert told("水运检查", items=[]) == []
