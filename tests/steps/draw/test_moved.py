"""名录变动: what moved since the opening of the year is fixed, listed and said at every freeze."""

import shutil
from dataclasses import replace
from datetime import datetime, timedelta

import openpyxl
import pytest

from tests import journals
from tests.cells import cell
from tests.conftest import DECLARED, NUMBERS
from tests.steps.helpers import put, sentence
from xlcheck.draws.kind import KindChoice
from xlcheck.excel.read.workbook import read_cells
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, INSPECTOR_BOOK, INSPECTORS
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import abandon, freeze_task
from xlcheck.steps.draw.movement import unexplained
from xlcheck.steps.draw.tasks import choose_tasks, ready_books, tasks_of
from xlcheck.steps.verify.verify import verify_desk


def frozen(run, name="03号", reason=""):
    books = ready_books(run)
    (row,) = tasks_of(books, [name])
    return freeze_task(run, books, row, DECLARED, choice=KindChoice(moved_reason=reason))


def schools(run):
    """Rows of driving schools in the registry."""
    sheet = openpyxl.load_workbook(run.desk.book(ENTITY_BOOK)).active
    column = next(c.column for c in sheet[2] if c.value == ENTITIES.category.title)
    return [row for row in range(3, sheet.max_row + 1) if sheet.cell(row, column).value == "机动车驾驶员培训"]


def typed(run, row, **values):
    put(run.desk.book(ENTITY_BOOK), {cell(ENTITIES, ENTITIES.column(key), row): text for key, text in values.items()})


def later(run, days):
    return replace(run, now=run.now + timedelta(days=days))


@pytest.fixture
def opened(run):
    """The run after the first freeze of the year, which is given up again."""
    frozen(run)
    abandon(run, choose_tasks(run, ["03号"], ""), "示例理由")
    return later(run, 1)


def test_the_opening_of_the_year_is_the_first_line_of_the_log(run):
    request = frozen(run).request
    first = journals.events(run.desk)[0]
    assert (first["event"], first["digest"], first["follows"]) == ("opening", request.opening, False)
    assert request.moved_counts == "名录变动：无"


def test_status_for_a_minute_before_a_dummy_freeze_is_not_hidden(opened):
    row = schools(opened)[0]
    typed(opened, row, status="停业")
    request = frozen(opened).request
    assert "改状态 1 户" in request.moved_counts
    assert len(request.late) == 1
    abandon(opened, choose_tasks(opened, ["03号"], ""), "示例理由")
    typed(opened, row, status="营业")
    again = frozen(later(opened, 1)).request
    assert "再次变动 1 项" in again.moved_counts
    assert again.late == ()


def test_late_exclusions_are_red_on_record_and_page(opened):
    typed(opened, schools(opened)[0], status="停业")
    done = draw_task(opened, frozen(opened), NUMBERS, Attendance())
    (code,) = done.record.request.late
    said = [text for text in read_cells(done.path)["抽取记录"].values() if "日内首次见到的登记" in text]
    assert len(said) == 1
    assert code in said[0]
    assert "日内首次见到的登记使 1 户未列入" in done.page.read_text("utf-8")
    assert all(v.sound for v in verify_desk(opened))


@pytest.mark.parametrize("how", ["category", "row"])
def test_whoever_leaves_the_category_or_the_registry_needs_a_reason__error(opened, how):
    row = schools(opened)[0]
    if how == "category":
        typed(opened, row, category="机动车维修")
    else:
        book = openpyxl.load_workbook(opened.desk.book(ENTITY_BOOK))
        book.active.delete_rows(row)
        book.save(opened.desk.book(ENTITY_BOOK))
    before = journals.lines(opened.desk)
    assert "请写明理由" in sentence(frozen, opened)
    assert len(unexplained(opened, ready_books(opened), tasks_of(ready_books(opened), ["03号"]))) == 1
    assert journals.lines(opened.desk) == before
    request = frozen(opened, reason="企业转产").request
    assert request.moved_reason == "企业转产"
    assert frozen(later(opened, 1), "05号").request.moved_reason == ""


def test_scopes_narrowed_right_before_the_freeze_are_counted(opened):
    path = opened.desk.book(INSPECTOR_BOOK)
    sheet = openpyxl.load_workbook(path).active
    column = next(c.column for c in sheet[2] if c.value == INSPECTORS.scope.title)
    row = next(r for r in range(3, sheet.max_row) if "机动车驾驶员培训" in str(sheet.cell(r, column).value))
    put(path, {cell(INSPECTORS, INSPECTORS.scope, row): "机动车维修"})
    assert "人员改范围 1 人" in frozen(opened).request.moved_counts


@pytest.mark.parametrize("name", ["年初状态.txt", "03号/第1次/名录变动-202103.txt"])
def test_a_file_of_what_moved_that_is_changed_or_gone_is_found__error(opened, name):
    path = opened.desk.archive / name
    kept = path.read_bytes()
    path.write_bytes(kept + b"x\n")
    assert not all(v.sound for v in verify_desk(opened))
    assert "可能被改动过" in sentence(frozen, opened)
    path.unlink()
    assert "找不到存档文件" in sentence(frozen, opened)
    path.write_bytes(kept)
    assert frozen(opened) is not None


def test_the_next_year_opens_with_the_last_state_of_this_one(run):
    frozen(run)
    folder = run.desk.root.with_name("2022")
    shutil.copytree(run.desk.root, folder, ignore=shutil.ignore_patterns("存档", "抽取"))
    following = replace(run, desk=Desk(folder), now=datetime(2022, 1, 5, 9))
    typed(following, schools(following)[0], status="停业")
    request = frozen(following).request
    assert request.follows
    assert "改状态 1 户" in request.moved_counts


def test_the_next_year_of_another_bureau_does_not_open_with_the_shipped_one(run, monkeypatch):
    frozen(run)
    folder = run.desk.root.with_name("2022")
    shutil.copytree(run.desk.root, folder, ignore=shutil.ignore_patterns("存档", "抽取"))
    monkeypatch.setattr("xlcheck.steps.draw.movement.bureau_of", lambda _: "示例市示例区交通运输局")
    request = frozen(replace(run, desk=Desk(folder), now=datetime(2022, 1, 5, 9))).request
    assert not request.follows


def test_a_last_state_of_the_year_before_that_was_altered_is_no_baseline(run):
    """Otherwise an entity could be closed in it, and in the registry of the new year, without anybody being told."""
    frozen(run)
    folder = run.desk.root.with_name("2022")
    shutil.copytree(run.desk.root, folder, ignore=shutil.ignore_patterns("存档", "抽取"))
    following = replace(run, desk=Desk(folder), now=datetime(2022, 1, 5, 9))
    state = run.desk.archive / "名录状态.txt"
    state.write_text(state.read_text("utf-8").replace("营业", "停业", 1), "utf-8")
    assert [d.where for result in verify_desk(run) for d in result.differences] == ["存档/名录状态.txt"]
    request = frozen(following).request
    assert not request.follows
