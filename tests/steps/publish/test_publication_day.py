"""公示日期: one answer for a batch; what staff typed stays, and nothing that the public cannot read gets a day."""

import shutil
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest

from tests.cells import cell
from tests.conftest import JANUARY
from tests.length import STRIDE
from tests.steps.helpers import (
    LEDGER_FIRST,
    contents,
    draw,
    edited,
    fill_ledger,
    later,
    rows_of,
    sentence,
    type_over,
)
from tests.steps.killing import Killed, Killer, armed
from xlcheck.messages import Level, level
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import OLD
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish import publication_day
from xlcheck.steps.publish.publication_day import date_batch, published_batches
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.publish.withdraw import RowChoice, withdraw
from xlcheck.steps.remind.year_state import year_state

BATCH = "第1批_20210305"
DAY = date(2021, 3, 6)
"""A Saturday: the web knows no workdays."""


@pytest.fixture
def published(desk):
    """The desk after three rows were published on 5 March, seen three days later: run, codes, ledger."""
    run, _, path = desk
    codes = fill_ledger(path, 3)
    publish(run)
    return later(run, 3, 8), codes, path


@pytest.fixture
def of_two(desk):
    """The same with a row of 04号 in the batch: run, and both ledgers."""
    run, _, path = desk
    draw(replace(run, now=JANUARY), "04号")
    prepare(run)
    other = run.desk.ledgers / "检查台账-04号.xlsx"
    fill_ledger(path, 2)
    fill_ledger(other, 1)
    publish(run)
    return later(run, 3, 8), path, other


def days(path):
    """公示日期 of each row; None where it is blank."""
    typed = [row.get("公示日期") or None for row in rows_of(path)]
    return [day.date() if isinstance(day, datetime) else day for day in typed]


def test_blank_cells_of_the_batch_get_the_day_and_the_ledger_is_backed_up(published):
    run, codes, path = published
    before = path.read_bytes()
    done = date_batch(run, BATCH, DAY)
    assert [one.code for one in done.filled] == codes
    assert days(path) == [DAY] * 3 + [None] * 3
    (backup,) = done.backups
    assert (backup.parent.name, backup.read_bytes()) == (OLD, before)
    assert {(f.code, level(f)) for f in publish(run).findings} == {("ledger.day-after-log", Level.HINT)}


def test_all_ledgers_of_a_batch_get_the_day(of_two):
    run, path, other = of_two
    assert len(date_batch(run, "第1批", DAY).backups) == 2
    assert days(path)[:3] == [DAY, DAY, None]
    assert days(other)[:2] == [DAY, None]


def test_second_run_changes_nothing(published):
    run, _, _ = published
    date_batch(run, BATCH, DAY)
    before = contents(run.desk.root)
    done = date_batch(run, BATCH, DAY)
    assert (done.filled, done.left, done.backups) == ((), (), ())
    assert contents(run.desk.root) == before


@pytest.mark.parametrize("typed", [date(2021, 3, 8), "上网那天"])
def test_cell_that_holds_something_else_is_left_and_listed(published, typed):
    run, codes, path = published
    type_over(path, LEDGER_FIRST + 1, published=typed)
    done = date_batch(run, BATCH, DAY)
    assert [(one.code, one.typed) for one in done.left] == [(codes[1], typed)]
    assert days(path)[:3] == [DAY, typed, DAY]


def test_formula_is_left_and_listed(published):
    run, codes, path = published
    name = cell(LEDGER, LEDGER.published, LEDGER_FIRST)
    edited(path, lambda sheet: setattr(sheet[name], "value", '=IF(1>2,1,"")'))
    done = date_batch(run, BATCH, DAY)
    assert [one.code for one in done.left] == codes[:1]
    assert [one.code for one in done.filled] == codes[1:]
    assert openpyxl.load_workbook(path).worksheets[0][name].value == '=IF(1>2,1,"")'


def test_row_that_is_not_in_the_ledger_is_listed(published):
    run, codes, path = published
    edited(path, lambda sheet: sheet.delete_rows(LEDGER_FIRST))
    done = date_batch(run, BATCH, DAY)
    assert [(one.code, one.place) for one in done.left] == [(codes[0], None)]
    assert len(done.filled) == 2


def test_withdrawn_row_gets_no_day_and_one_published_again_that_of_its_later_batch(published):
    run, codes, path = published
    withdraw(run, RowChoice("01号", (codes[0],)), "登记有误")
    assert [len(batch.cells) for batch in published_batches(run)] == [2]
    type_over(path, method="书面检查")
    publish(later(run, 3, 9))
    batches = published_batches(later(run, 3, 9))
    assert [(batch.name, [one.code for one in batch.cells]) for batch in batches] == [
        (BATCH, codes[1:]),
        ("第3批_20210309", codes[:1]),
    ]


def test_day_from_before_the_withdrawal_gives_way_to_the_new_one(published):
    run, codes, path = published
    date_batch(run, BATCH, DAY)
    withdraw(later(run, 3, 9), RowChoice("01号", (codes[0],)), "登记有误")
    type_over(path, method="书面检查")
    again = later(run, 3, 10)
    publish(again)
    assert year_state(again).undated == 1
    batch = published_batches(again)[-1]
    assert [(one.code, one.stale) for one in batch.blank] == [(codes[0], True)]
    assert batch.typed_day is None
    done = date_batch(again, batch.name, again.now.date())
    assert (len(done.filled), done.left) == (1, ())
    assert days(path)[:3] == [again.now.date(), DAY, DAY]
    assert [one.stale for one in published_batches(again)[-1].cells] == [False]
    assert year_state(again).undated == 0


def test_row_that_was_published_again_on_the_day_of_its_withdrawal_keeps_that_day(published):
    run, codes, path = published
    date_batch(run, BATCH, run.now.date())
    withdraw(run, RowChoice("01号", (codes[0],)), "登记有误")
    type_over(path, method="书面检查")
    publish(run)
    assert not [one for batch in published_batches(run) for one in batch.blank]


def test_correction_belongs_to_the_batch_by_which_the_row_became_public(published):
    run, codes, path = published
    type_over(path, method="书面检查", remark="登记时选错")
    assert publish(run).corrected == 1
    (batch,) = published_batches(run)
    assert (batch.name, [one.code for one in batch.cells]) == (BATCH, codes)


def test_rows_of_an_earlier_draw_are_in_no_batch(published):
    run, _, _ = published
    draw(run, "01号", again="示例理由")
    assert published_batches(run) == []


@pytest.mark.parametrize(("day", "words"), [(date(2021, 3, 4), "早于"), (date(2021, 3, 9), "晚于今天")])
def test_day_on_which_it_cannot_have_been__error(published, day, words):
    run, _, _ = published
    before = contents(run.desk.root)
    assert words in sentence(date_batch, run, BATCH, day)
    assert contents(run.desk.root) == before


def test_batch_that_is_not_there_is_told_with_those_that_are__error(published):
    run, _, _ = published
    told = sentence(date_batch, run, "第7批", DAY)
    assert "“第7批”" in told
    assert "：第1批。" in told


def test_open_ledger_is_told_and_nothing_is_changed__error(of_two):
    run, path, other = of_two
    before = [path.read_bytes(), other.read_bytes()]
    other.with_name(f"~${other.name}").write_bytes(b"")
    assert "可能正在被" in sentence(date_batch, run, BATCH, DAY)
    assert [path.read_bytes(), other.read_bytes()] == before


def test_what_is_typed_while_it_is_asked_stays(published):
    run, _, path = published
    (asked,) = published_batches(run)
    type_over(path, published=date(2021, 3, 7))
    assert len(date_batch(run, asked.name, DAY).left) == 1
    assert days(path)[:3] == [date(2021, 3, 7), DAY, DAY]


def settled(run):
    return {n: c for n, c in contents(run.desk.root).items() if OLD not in n.split("/")}


@pytest.mark.parametrize("torn", [False, True])
def test_killed_anywhere_the_next_run_fills_the_rest(of_two, tmp_path, torn):
    run, _, _ = of_two

    def copied(name):
        root = tmp_path / name / "2021"
        shutil.copytree(run.desk.root, root)
        return Run(Desk(root), run.now)

    whole, counter = copied("nobody"), Killer(tmp_path)
    with armed(counter):
        date_batch(whole, BATCH, DAY)
    offered = set()
    for at in range(1, counter.changes + 1, STRIDE):
        own = copied(str(at))
        with pytest.raises(Killed), armed(Killer(own.desk.root, at, torn)):
            date_batch(own, BATCH, DAY)
        (left,) = published_batches(own)
        offered.add(left.typed_day)
        date_batch(own, BATCH, DAY)
        assert settled(own) == settled(whole)
    assert offered == {None, DAY}
    assert publication_day.batch_named(published_batches(whole), BATCH).typed_day == DAY
