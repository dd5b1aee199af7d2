"""What five years before did with their items: read from their plans, lists and logs, where all of them are there."""

import shutil
from dataclasses import replace

import pytest

from tests.cells import FIRST, cell
from tests.steps.helpers import draw, put, set_unit
from xlcheck.schema.inputs import ITEM_BOOK, PLAN, PLAN_BOOK, SETTINGS_BOOK
from xlcheck.steps.check.check import check
from xlcheck.steps.check.items_before import items_before
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.load import load_year

ROADS = {
    "公路建设从业单位资质检查",
    "公路建设项目合同履约检查",
    "公路建设项目质量安全责任检查",
    "公路建设从业单位信用信息检查",
}
LEFT_OUT = "公路建设从业单位信用信息检查"


@pytest.fixture
def years(run):
    """The desk of 2021, of which 05号 is drawn, and four years beside it of which nothing is; then that of 2026."""
    home = run.desk.root.parent
    for year in range(2022, 2027):
        desk = Desk(home / str(year))
        desk.root.mkdir()
        for book in (SETTINGS_BOOK, PLAN_BOOK, ITEM_BOOK):
            shutil.copy2(run.desk.book(book), desk.book(book))
        set_unit(desk.root, year=str(year))
    draw(run, "05号")
    return replace(run, desk=Desk(home / "2026"))


def test_items_of_five_years_are_those_listed_and_those_of_tasks_that_were_drawn(years):
    past = items_before(years.desk, load_year(years)[0])
    assert [one.year for one in past] == [2021, 2022, 2023, 2024, 2025]
    assert past[0].drawn == ROADS
    assert all(one.drawn == set() for one in past[1:])
    assert all(len(one.listed) == 20 for one in past)


def test_nothing_is_known_where_a_year_is_missing_or_anothers(years):
    set_unit(years.desk.root.parent / "2024", bureau="示例市另一局")
    assert items_before(years.desk, load_year(years)[0]) == ()
    set_unit(years.desk.root.parent / "2024", bureau=load_year(years)[0].settings.bureau)
    assert items_before(years.desk, load_year(years)[0]) != ()
    Desk(years.desk.root.parent / "2023").book(PLAN_BOOK).unlink()
    assert items_before(years.desk, load_year(years)[0]) == ()


def test_check_tells_of_an_item_that_neither_they_nor_this_year_inspect(years):
    others = "、".join(sorted(ROADS - {LEFT_OUT}))
    put(years.desk.book(PLAN_BOOK), {cell(PLAN, PLAN.items, FIRST + n): others for n in (4, 9, 14)})
    assert not any(f.code == "items.idle" for f in check(years).findings)
    shutil.rmtree(Desk(years.desk.root.parent / "2021").archive)
    (told,) = [f for f in check(years).findings if f.code == "items.idle"]
    assert told.value == LEFT_OUT
