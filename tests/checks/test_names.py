"""Numbers and names of the plan: three digits, years in other signs, the bureau in other forms; alarms said once."""

import pytest

from tests.builders import ENTITY, INSPECTOR, plan_cells, settings, typed_table, year
from tests.cells import found_at
from xlcheck.checks import run_checks
from xlcheck.messages import CERTAIN_REPAIRS
from xlcheck.reading.numbering import TaskNumbers
from xlcheck.reading.tables import YearBooks
from xlcheck.schema.inputs import INSPECTORS, PLAN

PASSENGER = {
    "scope": "2021年1月前成立的运营的全区道路旅客运输企业",
    "task_name": "2021年示例区交通运输局客车抽查方案",
    "items": "客运企业监督检查",
}


def findings(*rows, **books):
    return run_checks(year(settings(), plan=rows, **books))


def long_row(number, **cells):
    three = {"plan_no": f"2021{number:03d}", "task_no": f"{number:03d}号"}
    return plan_cells(number, plan_name=f"2021年示例市示例区交通运输局抽查工作计划{number:03d}", **three, **cells)


def test_numbers_of_three_digits__ok():
    assert found_at(findings(long_row(1), long_row(2, window="2021年5月至8月"))) == []
    many = [f.code for f in findings(*(long_row(n) for n in range(1, 103)))]
    assert {"plan.number-form", "plan.number-gap", "plan.task-no", "plan.name-form"} & set(many) == set()


def test_gap_in_numbers_of_three_digits__error():
    (gap,) = [f for f in findings(long_row(1), long_row(3)) if f.code == "plan.number-gap"]
    assert dict(gap.params) == {"expected": "2021002"}


@pytest.mark.parametrize("year_text", ["2022 年", "二〇二二年", "2O22年", "２０２２年"])
def test_another_year_in_whatever_signs__error(year_text):
    (told,) = findings(plan_cells(1, task_name=f"{year_text}示例区交通运输局货运抽查方案"))
    assert (told.code, told.proposal) == ("plan.year", "2021年示例区交通运输局货运抽查方案")


@pytest.mark.parametrize(
    "name", ["2021年区交通运输局货运抽查方案", "2021年我局货运抽查方案", "2021年交通运输局货运抽查方案"]
)
def test_own_bureau_in_other_forms_is_neither_an_error_nor_rewritten(name):
    assert [f for f in findings(plan_cells(1, task_name=name)) if f.code in CERTAIN_REPAIRS] == []


def test_another_bureau_before_the_year__error():
    (told,) = findings(plan_cells(1, task_name="献县交通运输局2021年货运抽查方案"))
    assert (told.code, told.proposal) == ("plan.bureau", "示例区交通运输局2021年货运抽查方案")


def test_categories_that_rounds_lack_are_one_alarm():
    rows = [plan_cells(1), plan_cells(2, **PASSENGER, window="2021年5月至8月"), plan_cells(3, window="2021年9月至12月")]
    (told,) = [f for f in findings(*rows) if f.code == "plan.round-incomplete"]
    assert dict(told.params) == {"missing": "第一批：道路旅客运输；第二批：道路货物运输；第三批：道路旅客运输"}


def test_categories_that_are_inspected_as_often_as_the_plan_says_are_no_alarm():
    rows = [
        plan_cells(1, frequency="1次/年"),
        plan_cells(2, **PASSENGER, window="2021年5月至8月", ratio="50%，每年1次"),
    ]
    assert [f.code for f in findings(*rows)] == []


def test_frequency_in_the_ratio_is_held_against_the_tasks__error():
    (told,) = findings(plan_cells(1, ratio="50%；2次/年"))
    assert (told.code, told.place.title, dict(told.params)["said"]) == (
        "plan.frequency-differs",
        PLAN.ratio.title,
        "2次/年",
    )


def test_cap_on_visits_is_kept_by_fewer__ok():
    assert findings(plan_cells(1, frequency="不超过2次/年")) == ()


def test_names_of_rows_with_one_code_are_told_once():
    """By the reading of the table, as rows that stand twice; not as names that differ in their codes."""
    assert run_checks(year(entities=[ENTITY] * 30)) == ()


def test_columns_of_inspectors_that_are_missing_are_the_cause():
    without = INSPECTORS.with_columns([c for c in INSPECTORS if c is not INSPECTORS.scope])
    people = typed_table(without, [INSPECTOR])
    books = YearBooks(settings(), plan=typed_table(PLAN, [plan_cells(1)]), inspectors=people)
    assert [f for f in found_at(run_checks(books)) if f[0] == "registry.too-few-inspectors"] == []


BLANK = {"plan_no": "", "plan_name": "", "task_no": ""}


def unfilled(*rows, before=()):
    return [
        (f.place.title, f.proposal)
        for f in run_checks(year(settings(), plan=rows), before=before)
        if f.code.startswith("plan.unfilled")
    ]


def test_blank_numbers_are_offered_and_no_other_alarm_follows():
    told = findings(long_row(1), plan_cells(2, window="2021年5月至8月", **BLANK))
    assert {(f.code, f.place.row) for f in told} == {("plan.unfilled", 4)}
    assert [f.proposal for f in told] == ["2021002", "2021年示例市示例区交通运输局抽查工作计划002", "002号"]
    assert {f.code for f in told} <= CERTAIN_REPAIRS


def test_blank_numbers_of_a_whole_plan_have_the_form_of_last_year():
    assert unfilled(plan_cells(1, **BLANK), before=[TaskNumbers("2020001")])[0] == ("抽查计划编号", "2021001")
    assert unfilled(plan_cells(1, **BLANK))[0] == ("抽查计划编号", "202101")


def test_number_that_cannot_be_read_is_not_taken_for_a_blank_one():
    assert unfilled(plan_cells(1, plan_no="２０２1/01", plan_name="")) == [("抽查计划名称", "")]


def test_blank_name_of_a_task_is_offered_where_its_category_is_known():
    assert unfilled(plan_cells(1), plan_cells(2, window="2021年5月至8月", task_name="")) == [
        ("抽查任务名称", "2021年示例区交通运输局道路货物运输市场主体随机抽查方案")
    ]
    assert unfilled(plan_cells(1, scope="水路运输企业", task_name="")) == [("抽查任务名称", "")]


def test_from_a_number_that_stands_twice_nothing_follows():
    """One 抽查计划编号 of others may have several tasks: which number a row ought to have is not known then."""
    rows = [long_row(1), long_row(1) | {"task_no": "002号"}, long_row(2) | {"task_no": "003号"}]
    codes = [(f.code, f.place.row) for f in findings(*rows)]
    assert ("plan.task-no", 5) in codes
    assert not {("plan.task-no", 4), ("plan.number-gap", 4), ("plan.number-gap", 5)} & set(codes)
