"""Numbers and names that nobody has typed: offered by the check, filled in after a yes, ready for a freeze."""

import shutil

import openpyxl
import pytest

from tests.cells import FIRST, cell
from tests.steps.helpers import edited, set_unit
from xlcheck.excel.read.workbook import read_cells
from xlcheck.messages import Level
from xlcheck.schema.inputs import PLAN, PLAN_BOOK
from xlcheck.steps.check.adopt import adopt
from xlcheck.steps.check.check import check
from xlcheck.steps.draw.tasks import ready_books, tasks_of

DERIVED = (PLAN.plan_no, PLAN.plan_name, PLAN.task_no)


@pytest.fixture
def blank(run):
    """The shipped desk, numbers and names of its tasks taken out as if they had never been typed; what they were."""
    path = run.desk.book(PLAN_BOOK)
    before = numbers(path)
    edited(path, _take_out)
    return run, path, before


def _take_out(sheet):
    for row in range(FIRST, sheet.max_row + 1):
        for column in DERIVED:
            sheet[cell(PLAN, column, row)].value = None


def numbers(path):
    cells = read_cells(path)[PLAN.sheet]
    rows = sorted({row for row, _ in cells if row >= FIRST})
    at = {column: 1 + PLAN.as_offered.columns.index(column) for column in DERIVED}
    return [tuple(cells.get((row, at[column]), "") for column in DERIVED) for row in rows]


def last_year(run, bureau):
    """The desk beside, of the year before: its plan numbered with three digits."""
    folder = run.desk.root.parent / "2020"
    shutil.copytree(run.desk.root, folder)
    edited(folder / PLAN_BOOK.filename, _with_three_digits)
    if bureau:
        set_unit(folder, bureau=bureau)


def _with_three_digits(sheet):
    for number, row in enumerate(range(FIRST, sheet.max_row + 1), start=1):
        sheet[cell(PLAN, PLAN.plan_no, row)].value = f"2020{number:03d}"


def test_offered_numbers_are_those_that_stood_there_and_a_freeze_takes_them(blank):
    run, path, before = blank
    done = check(run, with_repairs=True)
    assert {f.code for f in done.findings if f.place.book == PLAN_BOOK.filename} == {"plan.unfilled"}
    assert done.count(Level.ERROR) == 3 * len(before)
    adopt(run, done.adoptable)
    assert numbers(path) == before
    assert check(run).count(Level.ERROR) == 0
    assert [row.task_no for row in tasks_of(ready_books(run), ["02号"])] == ["02号"]


def test_filled_cell_is_marked_with_what_it_was(blank):
    run, _, _ = blank
    (copy,) = check(run, with_repairs=True).repaired
    filled = openpyxl.load_workbook(copy)[PLAN.sheet][cell(PLAN, PLAN.plan_no)]
    assert (filled.value, filled.number_format) == ("202101", "@")
    assert filled.comment.text.startswith("原值：（空白）\n改为：202101\n")


@pytest.mark.parametrize(("bureau", "first"), [("", "2021001"), ("别处县交通运输局", "202101")])
def test_plan_without_any_number_has_the_form_of_the_bureaus_own_last_year(blank, bureau, first):
    run, _, _ = blank
    last_year(run, bureau)
    done = check(run, with_repairs=True)
    assert next(f.proposal for f in done.repairs if f.place.title == PLAN.plan_no.title) == first


def test_last_years_plan_that_cannot_be_read_is_no_obstacle(blank):
    run, _, _ = blank
    last_year(run, "")
    (run.desk.root.parent / "2020" / PLAN_BOOK.filename).write_bytes(b"no workbook")
    assert check(run, with_repairs=True).repairs[0].proposal == "202101"
