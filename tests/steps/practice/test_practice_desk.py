"""The practice desk: its planted mistakes, its own days, and that nothing is ever typed into a real year."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from tests.cells import FIRST, cell
from tests.steps.desk.test_lock import other_at_work
from tests.steps.helpers import LEDGER_HEADER, contents, draw, fill_ledger, later, put, rows_of, sentence, type_over
from xlcheck.messages import Level, level
from xlcheck.model import XlcheckError
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, PLAN, PLAN_BOOK
from xlcheck.schema.table import Column
from xlcheck.steps.check.check import check
from xlcheck.steps.desk import lock
from xlcheck.steps.desk.desk import PRACTICE_MARK, Desk, Run, desks_beside, desks_in, shipped
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.practice.guide import STEPS
from xlcheck.steps.practice.mistakes import MISTAKES
from xlcheck.steps.practice.practice import YEAR, advance, fill_in, practice_desk, practice_step, time_on
from xlcheck.steps.practice.sample import write_sample_desk

NOW = datetime(2026, 3, 5, 14, 30)
RATIO = cell(PLAN, PLAN.ratio, 5)
"""The ratio of 03号, in which the mistake is planted."""
CODE = cell(ENTITIES, ENTITIES.code)
"""The code of the first entity, in which the other is."""


@pytest.fixture
def practised(tmp_path):
    return practice_desk(tmp_path, now=NOW)


def test_it_has_one_error_and_one_warning(practised):
    found = check(Run(practised, NOW)).findings
    told = {(level(f), f.place.book, f.place.cell) for f in found if level(f) is not Level.HINT}
    assert told == {(Level.ERROR, PLAN_BOOK.filename, RATIO), (Level.WARNING, ENTITY_BOOK.filename, CODE)}


def test_what_is_told_names_the_cells_of_the_mistakes_and_what_is_right():
    assert STEPS[1].told[1:3] == (
        f"《抽查工作计划》的 {RATIO}，把“30”改为“30%”。",
        f"《检查对象名录库》的 {CODE}，把末尾“OC”中的字母 O 改为数字 0，即 91140603MAY7YARR0C。",
    )


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake_stands_where_its_column_stands(mistake):
    wider = mistake.table.with_columns((Column("经营规模", key="an_example"), *mistake.table.columns))
    assert replace(mistake, table=wider).cell == cell(wider, mistake.column, FIRST - 1 + mistake.record)
    assert replace(mistake, table=wider).cell != mistake.cell


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mended_cell_is_as_shipped(practised, mistake):
    def typed(folder):
        return load_workbook(folder / mistake.book.filename)[mistake.table.sheet][mistake.cell].value

    assert (typed(practised.root), typed(shipped("workbooks") / YEAR)) == (mistake.wrong, mistake.right)


def test_it_is_no_year_of_the_folder_that_it_stands_in(practised, tmp_path):
    write_sample_desk(tmp_path / "2021")
    assert list(desks_in(tmp_path)) == [Desk(tmp_path / "2021")]
    assert desks_beside(Desk(tmp_path / "2021")) == [Desk(tmp_path / "2021")]


def test_one_that_is_there_stays(practised, tmp_path):
    advance(practised, STEPS[3])
    before = contents(practised.root)
    assert practice_desk(tmp_path, now=NOW) == practised
    assert contents(practised.root) == before


def test_one_that_is_open_is_not_put_aside__error(practised, tmp_path, monkeypatch):
    def refused(*_):
        raise PermissionError(13, "in use")

    monkeypatch.setattr("pathlib.Path.replace", refused)
    with pytest.raises(XlcheckError) as caught:
        practice_desk(tmp_path, again=True, now=NOW)
    assert caught.value.code == "output.locked"
    assert practised.practice


def test_its_day_is_that_of_the_step(practised):
    assert time_on(practised, NOW) == datetime(2021, 1, 4, 14, 30)
    advance(practised, STEPS[6])
    assert practice_step(practised) is STEPS[7]
    assert time_on(practised, NOW) == datetime(2021, 1, 20, 14, 30)
    advance(practised, STEPS[-1])
    assert practice_step(practised) is None
    assert time_on(practised, NOW).date() == STEPS[-1].day


def test_it_goes_on_only_when_nobody_else_is_at_work_there__error(practised, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.5)
    mark = (practised.root / PRACTICE_MARK).read_bytes()
    with other_at_work(practised.root):
        assert "抽取" in sentence(advance, practised, STEPS[0])
        assert (practised.root / PRACTICE_MARK).read_bytes() == mark
    advance(practised, STEPS[0])
    assert practice_step(practised) is STEPS[1]


def test_two_who_practise_on_it_never_set_each_other_back(practised):
    advance(practised, STEPS[3])
    advance(practised, STEPS[1])
    assert practice_step(practised) is STEPS[4]


def test_days_of_the_steps_never_go_back():
    days = [step.day for step in STEPS]
    assert days == sorted(days)
    assert [step.number for step in STEPS] == list(range(1, 11))


@pytest.mark.parametrize("mark", ["", "演练进行到第 x 步", "第 0 步", "\udcff"])
def test_mark_that_says_no_step_is_not_guided(practised, mark):
    (practised.root / PRACTICE_MARK).write_bytes(mark.encode("utf-8", "surrogateescape"))
    assert practised.practice
    assert practice_step(practised) is None
    assert time_on(practised, NOW) == NOW


def test_real_year_keeps_the_clock_and_its_ledgers(run):
    assert time_on(run.desk, NOW) == NOW
    draw(run, "01号")
    prepare(later(run, 1, 7))
    fill_ledger(run.desk.ledgers / "检查台账-01号.xlsx", 1)
    before = contents(run.desk.root)
    with pytest.raises(XlcheckError) as caught:
        fill_in(run)
    assert caught.value.code == "practice.real-year"
    assert contents(run.desk.root) == before


def test_visits_that_are_filled_in_lie_in_the_week_before(practised):
    run = Run(practised, datetime(2021, 1, 18, 9))
    put(practised.book(PLAN_BOOK), {RATIO: "30%"})
    draw(run, "03号")
    prepare(run)
    path = practised.ledgers / "检查台账-03号.xlsx"
    fill_ledger(path, 1)
    rows = len(rows_of(path))
    assert fill_in(run) == rows - 1 > 0
    days = {row["检查日期"].date() for row in rows_of(path)[1:]}
    assert min(days) >= date(2021, 1, 11)
    assert max(days) <= date(2021, 1, 18)
    assert fill_in(run) == 0


def test_ledger_that_cannot_be_read_is_named_and_nothing_is_filled_in__error(practised):
    run = Run(practised, datetime(2021, 1, 18, 9))
    put(practised.book(PLAN_BOOK), {RATIO: "30%"})
    draw(run, "03号")
    prepare(run)
    path = type_over(practised.ledgers / "检查台账-03号.xlsx", LEDGER_HEADER, code="别的")
    before = path.read_bytes()
    with pytest.raises(XlcheckError) as caught:
        fill_in(run)
    assert caught.value.code == "practice.ledger"
    assert path.read_bytes() == before
    path.unlink()
    with pytest.raises(XlcheckError) as caught:
        fill_in(run)
    assert caught.value.code == "practice.ledger"
