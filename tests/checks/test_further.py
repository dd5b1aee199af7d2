"""What plans since 2023 say besides is held against registry, ratio and window, with both values named."""

import pytest

from tests.builders import ENTITY, plan_cells, settings, year
from xlcheck.checks import run_checks
from xlcheck.messages import problem


def registry(*rows):
    return [ENTITY | {"code": f"91140603MA0K{n:06d}", "name": f"示例{n}"} | row for n, row in enumerate(rows)]


def told(entities=None, policy=None, **cells):
    """The codes and problems found of one task."""
    books = {"plan": [plan_cells(1, **cells)]} | ({} if entities is None else {"entities": entities})
    return {f.code: problem(f) for f in run_checks(year(settings(**policy or {}), **books))}


def test_population_that_differs_names_how_both_are_counted():
    entities = registry(*[{}] * 4, {"status": "停业"}, {"founded": "2021-03-01"}, {"category": "道路旅客运输"})
    assert told(entities, population="12户") == {
        "plan.population-differs": "检查对象基数写的是“12户”，名录库中符合本任务范围的道路货物运输有 4 户"
        "（经营状态、成立时间、许可有效期、定向条件都符合），登记的共 6 户"
    }


def test_population_of_all_that_are_listed_is_a_hint():
    assert list(told(registry(*[{}] * 4, *[{"status": "停业"}] * 4), population="8")) == ["plan.population-moved"]


def test_target_names_registry_and_ratio():
    found = told(registry(*[{}] * 10), ratio="30%", target="5户")
    assert found == {
        "plan.target-differs": "目标数写的是“5户”，按名录库中符合本任务范围的 10 户和抽查比例“30%”计算是 3 户，"
        "抽取时按比例"
    }


def test_target_without_a_registry_is_held_against_the_population():
    assert told(ratio="5%", population="100", target="5") == {}
    assert told(ratio="5%", population="100", target="6") == {
        "plan.target-differs": "目标数写的是“6”，按检查对象基数 100 户和抽查比例“5%”计算是 5 户，抽取时按比例"
    }
    assert told(ratio="5%", target="6") == {}


def test_target_that_follows_from_the_told_population_is_told_once_as_that():
    assert list(told(registry(*[{}] * 10), ratio="5%", population="100", target="5")) == ["plan.population-differs"]


def test_target_counts_each_grade_and_the_least_number():
    entities = registry(*[{"grade": "A"}] * 10, *[{"grade": "D"}] * 2)
    assert told(entities, ratio="A级5%、D级100%", target="3") == {}
    assert told(entities, {"min_count": 2}, ratio="A级5%、D级100%", target="4") == {}
    assert list(told(entities, ratio="A级5%、D级100%", target="4")) == ["plan.target-differs"]


@pytest.mark.parametrize(
    ("policy", "codes"), [({}, ["plan.cap-exceeded"]), ({"yearly_cap": 1}, []), ({"no_repeat": True}, [])]
)
def test_cap_is_kept_by_the_rules_on_repeats(policy, codes):
    cells = {"frequency_cap": "1", "ratio": "10%"}
    rows = [plan_cells(1, **cells), plan_cells(2, window="2021年5月至8月", ratio="10%")]
    found = run_checks(year(settings(**policy), plan=rows))
    assert [f.code for f in found] == codes


def test_day_of_an_excel_date_is_read():
    assert told(finished_by="2021-04-30") == {}
    assert list(told(finished_by="2021-04-29")) == ["plan.finished-early"]


@pytest.mark.parametrize("text", ["无", "—", "/", ""])
def test_further_cell_that_says_nothing_is_not_held_against_anything(text):
    assert told(registry({}), population=text, target=text, finished_by=text, drawn_in=text, frequency_cap=text) == {}
