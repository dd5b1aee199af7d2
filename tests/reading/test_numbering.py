"""Numbers and names that follow from year, bureau and row: in the form of the plan, and none twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlcheck.reading.numbering import TaskNumbers, offered_numbers, offered_task_names

BUREAU = "示例市示例区交通运输局"
NONE = TaskNumbers()
FREIGHT, PASSENGER = "道路货物运输", "道路旅客运输"


def offered(*rows, known=()):
    return [(row.plan_no, row.plan_name, row.task_no) for row in offered_numbers(2021, BUREAU, rows, known)]


def short(number, front=f"2021年{BUREAU}抽查工作计划"):
    return (f"2021{number:02d}", f"{front}{number:02d}", f"{number:02d}号")


def long(number, front=f"2021年{BUREAU}抽查工作计划"):
    return (f"2021{number:03d}", f"{front}{number:03d}", f"{number:03d}号")


def test_plan_without_numbers_is_numbered_in_the_documents_own_form():
    assert offered(NONE, NONE) == [short(1), short(2)]


def test_more_than_99_tasks_have_three_digits():
    assert offered(*[NONE] * 99)[-1] == short(99)
    assert [offered(*[NONE] * 100)[at] for at in (0, -1)] == [long(1), long(100)]


def test_form_of_the_other_rows_is_followed():
    front = "2021年度示例局双随机计划"
    assert offered(NONE, TaskNumbers(*long(2, front)), NONE) == [long(1, front), long(2, front), long(3, front)]


def test_form_of_last_year_is_followed_where_this_year_has_none():
    assert offered(NONE, known=[TaskNumbers("2020001", "2020年旧局抽查工作计划001", "001号")]) == [long(1)]
    assert offered(NONE, TaskNumbers(*short(2)), known=[TaskNumbers("2020001")]) == [short(1), short(2)]


@pytest.mark.parametrize(
    "row", [TaskNumbers("202104"), TaskNumbers(task_no="04号"), TaskNumbers(plan_name=f"2021年{BUREAU}抽查工作计划 04")]
)
def test_what_a_row_says_of_itself_decides_its_number(row):
    (four, five) = offered(row, NONE)
    assert (four[0], four[2]) == ("202104", "04号")
    assert five == short(5)


def test_number_that_another_row_has_is_offered_to_none():
    assert offered(TaskNumbers(*short(1)), NONE, TaskNumbers(*short(2)))[1] == ("", "", "")


def test_row_below_a_number_that_cannot_be_read_is_offered_none():
    assert offered(TaskNumbers("2021-1"), NONE) == [("2021-1", "", ""), ("", "", "")]


def test_year_of_a_copied_plan_is_not_offered():
    rows = [TaskNumbers("202001", f"2020年{BUREAU}抽查工作计划01", "01号"), NONE]
    assert offered(*rows)[1] == short(2)


@given(st.lists(st.tuples(*[st.booleans()] * 3), min_size=1, max_size=120), st.booleans())
def test_what_stands_stays_and_what_is_offered_is_what_was_taken_out(taken, three):
    whole = [(long if three or len(taken) > 99 else short)(n) for n in range(1, len(taken) + 1)]
    rows = [
        TaskNumbers(*("" if out else cell for cell, out in zip(row, gone, strict=True)))
        for row, gone in zip(whole, taken, strict=True)
    ]
    known = [TaskNumbers(*whole[0])]
    assert offered(*rows, known=known) == whole


@pytest.mark.parametrize(
    ("tasks", "names"),
    [
        ([("", FREIGHT)], ["2021年示例局道路货物运输双随机抽查"]),
        ([("2021年示例局货运抽查方案", FREIGHT), ("", FREIGHT)], ["2021年示例局货运抽查方案"] * 2),
        ([("2021年货运抽查", FREIGHT), ("", PASSENGER)], ["2021年货运抽查", "2021年示例局道路旅客运输双随机抽查"]),
        (
            [("2020年示例局道路货物运输抽查方案", FREIGHT), ("", PASSENGER)],
            ["2020年示例局道路货物运输抽查方案", "2021年示例局道路旅客运输抽查方案"],
        ),
        ([("", "")], [""]),
    ],
)
def test_names_of_tasks(tasks, names):
    assert list(offered_task_names(2021, "示例局", tasks, (FREIGHT, PASSENGER))) == names
