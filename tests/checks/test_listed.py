"""The list of items is the law of the plan: what differs is told with both values, and what is like it is offered."""

import pytest

from tests.builders import ENTITY, ITEM, plan_cells, year
from tests.cells import FIRST
from xlcheck.checks import run_checks
from xlcheck.messages import problem
from xlcheck.model import PastItems
from xlcheck.schema.inputs import ITEMS, PLAN

SECOND = ITEM | {"name": "示例事项二"}


def found(*tasks, items=(ITEM,), **more):
    """What is found of these tasks and items."""
    plan = [plan_cells(n, **cells) for n, cells in enumerate(tasks, start=1)]
    return run_checks(year(plan=plan, items=list(items), **more))


def told(*tasks, items=(ITEM,), **more):
    """The problems found, by code."""
    return {f.code: problem(f) for f in found(*tasks, items=items, **more)}


def test_words_off_the_list_are_named_and_the_rest_is_read():
    assert told({"items": "示例事项、水运检查"}) == {
        "plan.items-off-list": "抽查事项中的“水运检查”不在随机抽查事项清单里，清单以外的事项不得检查"
    }


def test_words_of_two_readings_are_told_with_both_items():
    items = [ITEM | {"name": name} for name in ("货运车辆技术检查", "货运车辆监控检查", "货运站检查")]
    assert told({"items": "车辆检查"}, items=items) == {
        "plan.items-unclear": "抽查事项中的“车辆检查”可能是清单里的“货运车辆技术检查”“货运车辆监控检查”，不能确定"
    }


def test_of_many_items_that_may_be_meant_the_first_are_named():
    items = [ITEM | {"name": f"货运车辆检查{n}"} for n in "甲乙丙丁戊己庚"]
    (one,) = told({"items": "车辆检查"}, items=items).values()
    assert one.endswith("“货运车辆检查己”等 7 项，不能确定")


def test_words_of_several_tasks_are_offered_once_as_an_alias_behind_those_that_are_there():
    items = (ITEM | {"name": "货运车辆技术状况检查", "aliases": "车况"},)
    tasks = [{"items": "货车技术状况"}, {"items": "货车技术状况", "window": "2021年5月至8月"}]
    findings = found(*tasks, items=items)
    assert [f.place.row for f in findings if f.code == "plan.items-unclear"] == [FIRST, FIRST + 1]
    (one,) = [f for f in findings if f.code == "items.alias-wanted"]
    assert (one.place.title, one.proposal) == (ITEMS.aliases.title, "车况、货车技术状况")
    assert problem(one) == "计划01号、02号的抽查事项写的“货车技术状况”像是这一项，还没有登记为别名"


@pytest.mark.parametrize(
    ("asked", "told_by_plan", "keeps"),
    [
        ("10%", "10%", True),
        ("10%", "5%", False),
        ("10%", "不低于10%", True),
        ("10%", "20%", False),
        ("不低于10%", "20%", True),
        ("不低于10%", "9.9%", False),
        ("不超过10%", "5%", True),
        ("不超过10%", "11%", False),
        ("全覆盖", "100%", True),
        ("全覆盖", "50%", False),
        ("10%", "1户", True),
        ("10%", "2户", False),
        ("不低于10%", "2户", True),
        ("2户", "2户", True),
        ("2户", "20%", True),
        ("2户", "30%", False),
        ("A级10%、B级50%", "B级50%；A级10%", True),
        ("A级10%、B级50%", "10%", True),
        ("A级10%、B级50%", "50%", False),
    ],
)
def test_ratio_is_held_against_the_list(asked, told_by_plan, keeps):
    entities = [ENTITY | {"code": f"91140603MA0K{n:06d}", "name": f"示例{n}", "grade": "A"} for n in range(10)]
    said = told({"ratio": told_by_plan}, items=(ITEM | {"ratio": asked},), entities=entities)
    assert ("plan.item-ratio" not in said) == keeps


def test_ratio_of_a_number_is_not_held_without_a_registry():
    assert "plan.item-ratio" not in told({"ratio": "2户"}, items=(ITEM | {"ratio": "10%"},))


def test_what_differs_names_both_values_and_whose_they_are():
    listed = {"ratio": "10%", "yearly_cap": "1", "method": "书面检查", "item_class": "重点"}
    planned = {
        "ratio": "5%",
        "frequency_cap": "2次",
        "method": "现场检查",
        "item_class": "一般",
        "grounds": "《旧办法》",
    }
    whose = "清单中“示例事项”“示例事项二”的"
    assert told(planned, items=[ITEM | listed, SECOND | listed]) == {
        "plan.item-ratio": f"抽查比例写的是“5%”，{whose}抽查比例是“10%”",
        "plan.item-cap": f"检查频次上限写的是“2次”，{whose}年度检查频次上限是 1 次",
        "plan.item-method": f"检查方式写的是“现场检查”，{whose}抽查方式是“书面检查”",
        "plan.item-class": f"事项类别写的是“一般”，{whose}事项类别是“重点”",
        "plan.item-basis": f"检查依据写的是“《旧办法》”，{whose}抽查依据是“《示例条例》”，没有共同的依据",
    }


def test_an_item_that_the_task_does_not_name_is_not_held_against_it():
    assert told({"items": "示例事项二", "ratio": "50%"}, items=(ITEM | {"ratio": "10%"}, SECOND)) == {}


def test_a_task_with_words_in_doubt_is_held_against_nothing_else():
    items = (ITEM | {"ratio": "10%"},)
    assert set(told({"items": "示例事项、水运检查"}, items=items)) == {"plan.items-off-list"}


@pytest.mark.parametrize(
    ("frequency", "fits"),
    [("每年2次", True), ("每年不少于1次", True), ("每年不超过1次", False), ("每2年1次", True)],
)
def test_frequency_of_an_item_counts_the_tasks_that_inspect_it(frequency, fits):
    tasks = [{}, {"window": "2021年5月至8月"}]
    said = told(*tasks, items=(ITEM | {"frequency": frequency}, SECOND))
    assert ("items.frequency-differs" not in said) == fits


def years(*drawn, listed=("示例事项", "示例事项二")):
    """The items of five years before, of which in each some were drawn."""
    return [PastItems(2016 + n, frozenset(listed), frozenset(drawn[n : n + 1])) for n in range(5)]


@pytest.mark.parametrize(
    ("past", "planned", "idle"),
    [
        (years(), "示例事项", True),
        (years(), "示例事项、示例事项二", False),
        (years("", "", "示例事项二"), "示例事项", False),
        (years(listed=("示例事项",)), "示例事项", False),
        ([], "示例事项", False),
        (years(), "示例事项、水运检查", False),
    ],
    ids=["never", "planned now", "drawn once", "new on the list", "years unknown", "plan in doubt"],
)
def test_an_item_that_was_not_drawn_for_five_years_is_a_hint(past, planned, idle):
    books = year(plan=[plan_cells(1, items=planned)], items=[ITEM, SECOND])
    told = [problem(f) for f in run_checks(books, past=past) if f.code == "items.idle"]
    assert told == (["“示例事项二”在 2016 至 2020 年度没有抽取过，今年的计划也没有"] if idle else [])


@pytest.mark.parametrize("items", [(), None], ids=["blank", "missing"])
def test_without_a_list_nothing_is_held_against_it(items):
    books = {"plan": [plan_cells(1, items="水运检查")]} | ({} if items is None else {"items": items})
    assert run_checks(year(**books)) == ()


@pytest.mark.parametrize(
    ("listed", "planned", "agrees"),
    [
        ("县级", "县级", True),
        ("县级", "省、市、县", True),
        ("区级", "市县", True),
        ("市级", "县级", False),
        ("市县统一实施", "市县分别实施", False),
        ("市县统一实施", "县级", True),
        ("本级", "上级", False),
    ],
)
def test_tier_agrees_where_it_has_a_level_in_common(listed, planned, agrees):
    said = told({"tier": planned}, items=(ITEM | {"tier": listed},))
    assert ("plan.item-tier" not in said) == agrees


@pytest.mark.parametrize("ways", ["现场检查和书面检查", "书面检查及现场检查", "现场检查、书面检查"])
def test_ways_that_a_word_joins_are_several(ways):
    items = (ITEM | {"method": "现场检查"}, SECOND | {"method": "书面检查"})
    assert "plan.item-method" not in told({"method": ways}, items=items)


def test_basis_that_names_an_office_document_alone_is_not_held():
    assert told({"grounds": "示交字〔2020〕1号"}) == {}


def test_cells_of_the_plan_that_are_held_are_those_that_are_marked():
    (one,) = found({"item_class": "一般"}, items=(ITEM | {"item_class": "重点"},))
    assert one.place.title == PLAN.item_class.title
