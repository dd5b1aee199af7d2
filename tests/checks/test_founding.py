"""成立日期 is asked for by the tasks that are limited by it, and by no other."""

from dataclasses import replace

import pytest

from tests.builders import ENTITY, SETTINGS, plan_cells, typed, year
from xlcheck.checks import run_checks
from xlcheck.messages import Level, level, problem
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.inputs import ENTITIES, PLAN

NO_LIMIT = {"scope": "运营的全区道路货物运输企业"}
UNDATED = ENTITY | {"founded": ""}


def found(entities, *rows):
    cells = [plan_cells(n, **row) for n, row in enumerate(rows, start=1)]
    return run_checks(year(plan=cells, entities=entities))


def others(count):
    return [UNDATED | {"code": f"91140603MA0K{n:06d}", "name": f"示例{n}"} for n in range(count)]


def test_task_without_a_limit_needs_no_founding_days():
    assert found([UNDATED], NO_LIMIT) == ()


def test_task_with_a_limit_names_the_entities_and_stops():
    (one,) = found([ENTITY, *others(5)], {})
    assert (one.place.title, level(one)) == (PLAN.scope.title, Level.ERROR)
    assert problem(one) == (
        "本任务按成立时间划定范围（2021-01-01 前成立），名录库中道路货物运输有 5 户没有成立日期"
        "（第 4 行示例0、第 5 行示例1、第 6 行示例2等），不能确定是否列入"
    )


@pytest.mark.parametrize("other", [{"status": "停业"}, {"category": "道路旅客运输"}, {"licence_to": "2021-03-01"}])
def test_entity_that_the_task_leaves_out_anyway_needs_no_founding_day(other):
    codes = {f.code for f in found([ENTITY, others(1)[0] | other], {})}
    assert "plan.undated" not in codes


@pytest.mark.parametrize(
    ("condition", "codes"),
    [("成立日期早于2019年", ["plan.undated"]), ("成立日期不为空", []), ("上次抽查日期为空", [])],
)
def test_directed_task_by_founding_needs_the_days(condition, codes):
    told = found([ENTITY, *others(1)], {**NO_LIMIT, "kind": "定向抽查", "filter": condition})
    assert [f.code for f in told] == codes


@pytest.mark.parametrize(("content", "codes"), [("无", ["plan.undated"]), ("不详", ["date.unreadable"])])
def test_day_that_cannot_be_read_is_told_at_its_cell_alone(content, codes):
    table, cells = typed(
        ENTITIES, [ENTITY, UNDATED | {"code": "91140603MA0K00002H", "name": "示例乙", "founded": content}]
    )
    plan = year(plan=[plan_cells(1)]).plan
    found = (*cells, *run_checks(YearBooks(SETTINGS, plan=plan, entities=table)))
    assert [f.code for f in found if f.code != "code.check"] == codes  # the codes are invented


def test_registry_without_the_column_is_told_by_the_task_alone(desk_of_one_sheet):
    assert [f.code for f in desk_of_one_sheet({})] == ["plan.undated"]
    assert desk_of_one_sheet(NO_LIMIT) == ()


@pytest.fixture
def desk_of_one_sheet():
    """Findings of a plan over a registry whose sheet has no 成立日期."""

    def check(row):
        books = year(plan=[plan_cells(1, **row)], entities=[UNDATED])
        (part,) = books.entities.parts
        columns = {column: at for column, at in part.columns.items() if column.key != "founded"}
        without = replace(books.entities, parts=(replace(part, columns=columns),))
        return run_checks(YearBooks(books.settings, plan=books.plan, entities=without))

    return check
