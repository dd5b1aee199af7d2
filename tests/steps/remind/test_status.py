"""到期提醒 of a desk: what staff have drawn, typed and published decides what is due."""

from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
import vobject

from tests.cells import FIRST, HEADER, cell, letters
from tests.conftest import DECLARED
from tests.results.cases import PROBLEM
from tests.steps.helpers import contents, draw, edited, fill_ledger, inputs, later, put, sentence, texts
from xlcheck.model import Matter, Urgency
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, HOLIDAYS, PLAN, PLAN_BOOK
from xlcheck.schema.outputs.remind import DUE_LINES
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.remind import status as step
from xlcheck.steps.remind.status import status

OVERDUE, TODAY, SOON, LATER, DONE = Urgency
NOTICE = "关于2021年部分节假日安排的通知。3月8日（星期一）放假。"


def counts(done, matter=Matter.PUBLISH):
    return tuple(done.reminders.whole.count(matter, urgency) for urgency in Urgency)


def test_nothing_drawn__ok(run):
    done = status(run, 3)
    assert counts(done, Matter.DRAW) == (0, 0, 0, 15, 0)
    assert [task.next_step for task in done.reminders.tasks] == ["待抽取"] * 15
    assert len(vobject.readOne(done.calendar.read_text("utf-8")).contents["vevent"]) == 15


def test_task_without_a_readable_window_is_said(run):
    put(run.desk.book(PLAN_BOOK), {cell(PLAN, PLAN.window): "另行通知"})
    done = status(run, 3)
    assert counts(done, Matter.DRAW) == (0, 0, 0, 14, 0)
    assert [note for note in done.reminders.notes if "01号" in note] == [
        "任务 01号 的抽查日期没有填写或不能识别，没有列入提醒。请先做“校验”，改正计划后再做。"
    ]


def without_row(run, task_no):
    """Delete the row of a task from the plan."""
    at = 1 + PLAN.as_offered.columns.index(PLAN.task_no)

    def delete(sheet):
        sheet.delete_rows(next(row for row in range(FIRST, sheet.max_row + 1) if sheet.cell(row, at).value == task_no))

    edited(run.desk.book(PLAN_BOOK), delete)


def test_a_frozen_task_whose_row_has_left_the_plan_is_named_with_what_to_do(run):
    books = ready_books(run)
    freeze_task(run, books, *tasks_of(books, ["03号"]), DECLARED)
    plan = run.desk.book(PLAN_BOOK).read_bytes()
    without_row(run, "03号")
    (note,) = [note for note in status(run, 3).reminders.notes if "03号" in note]
    assert "计划中却没有这一行" in note
    assert (run.desk.root / "存档/03号/第1次/输入" / PLAN_BOOK.filename).read_bytes() == plan
    assert "“存档/03号/第1次”的“输入”" in note
    run.desk.book(PLAN_BOOK).write_bytes(plan)  # as the sentence says
    assert [note for note in status(run, 3).reminders.notes if "03号" in note] == []
    draw(run, "03号")


def test_a_task_that_was_drawn_may_leave_the_plan_in_silence(run):
    draw(run, "03号")
    without_row(run, "03号")
    assert [note for note in status(run, 3).reminders.notes if "计划中却没有" in note] == []


@pytest.mark.parametrize(("title", "words"), [("抽查日期", "“抽查日期”"), ("抽查计划编号", "抽查计划编号")])
def test_plan_with_a_renamed_column_reminds_of_nothing__error(run, title, words):
    def rename(sheet):
        next(one for one in sheet[HEADER] if one.value == title).value = "改过的列"

    edited(run.desk.book(PLAN_BOOK), rename)
    assert words in sentence(status, run, 3)
    assert not run.desk.reminders.exists()


def test_plan_that_is_not_found_on_its_sheet_reminds_of_nothing__error(run):
    edited(run.desk.book(PLAN_BOOK), lambda sheet: sheet.delete_rows(HEADER))
    assert "找不到“抽查工作计划”" in sentence(status, run, 3)
    assert not run.desk.reminders.exists()


def test_from_the_inspection_to_the_publication(desk):
    run, record, path = desk
    n = len(record.sample)
    assert counts(status(run, 3), Matter.VISIT) == (0, 0, 0, n, 0)
    fill_ledger(path, 3)  # inspected on 1 March, due on the 10th
    for day, expected in ((3, (0, 0, 0, 3, 0)), (5, (0, 0, 3, 0, 0)), (10, (0, 3, 0, 0, 0)), (11, (3, 0, 0, 0, 0))):
        assert counts(status(later(run, 3, day), 3)) == expected
    assert counts(status(later(run, 3, 3), 5)) == (0, 0, 3, 0, 0)
    publish(later(run, 3, 11))
    done = status(later(run, 3, 12), 3)
    assert counts(done) == (0, 0, 0, 0, 3)
    assert counts(done, Matter.VISIT) == (0, 0, 0, n - 3, 3)


def test_order_to_rectify_and_visits_that_were_not_made(desk):
    run, record, path = desk
    fill_ledger(path, 2, **(PROBLEM | {"rectified": "", "closed": "否"}))
    done = status(later(run, 5, 6), 3)
    assert counts(done, Matter.RECTIFY) == (2, 0, 0, 0, 0)
    assert counts(done, Matter.VISIT)[0] == len(record.sample) - 2


def test_workbook_and_calendar_tell_the_same(desk):
    run, _, path = desk
    fill_ledger(path, 2)
    done = status(later(run, 3, 10), 3)
    lines = openpyxl.load_workbook(done.book)[DUE_LINES.sheet]
    urgency, matter, names = (
        [one.value for one in lines[letters(DUE_LINES, column)][HEADER : HEADER + 2]]
        for column in (DUE_LINES.urgency, DUE_LINES.matter, DUE_LINES.name)
    )
    assert (urgency, matter) == (["今日到期"] * 2, ["公示"] * 2)
    events = vobject.readOne(done.calendar.read_text("utf-8")).contents["vevent"]
    told = [e for e in events if "公示期限" in e.summary.value]
    assert {event.description.value.partition("（")[0] for event in told} == set(names)


def test_calendar_that_was_imported_follows_the_ledger(desk):
    run, _, path = desk
    fill_ledger(path, 2)
    before = vobject.readOne(status(later(run, 3, 3), 3).calendar.read_text("utf-8")).contents["vevent"]
    publish(later(run, 3, 4))
    done = status(later(run, 3, 5), 3)
    after = {e.uid.value: e for e in vobject.readOne(done.calendar.read_text("utf-8")).contents["vevent"]}
    met = [e.uid.value for e in before if "公示期限" in e.summary.value]
    assert [(after[uid].status.value, after[uid].sequence.value) for uid in met] == [("CANCELLED", "1")] * 2
    done.calendar.unlink()  # the one that was set aside is known still
    again = {
        e.uid.value for e in vobject.readOne(status(later(run, 3, 6), 3).calendar.read_text("utf-8")).contents["vevent"]
    }
    assert set(met) <= again


def test_nothing_due_writes_no_calendar_and_says_so(run, monkeypatch):
    monkeypatch.setattr(step, "calendar_file", lambda *_, **__: b"")
    done = status(run, 3)
    assert (done.calendar, [path.name for path in run.desk.reminders.iterdir() if path.is_file()]) == (
        None,
        ["到期提醒.xlsx"],
    )


def test_neither_telephone_nor_certificate_numbers_are_told(desk):
    run, record, path = desk
    fill_ledger(path, 2)
    done = status(run, 3)
    told = "".join(texts(done.book)) + done.calendar.read_text("utf-8").replace("\r\n ", "")
    secret = [inspector.cert for inspector in record.request.inspectors]
    sheet = openpyxl.load_workbook(run.desk.book(ENTITY_BOOK)).worksheets[0]
    phones = [str(one.value) for one in sheet[letters(ENTITIES, ENTITIES.phone)][HEADER:]]
    assert len(phones) > 500
    assert not [text for text in (*secret, *phones) if text in told]


def test_second_run_sets_the_first_aside_and_changes_nothing_else(desk):
    run, _, path = desk
    fill_ledger(path)
    kept = inputs(run.desk), path.read_bytes()
    status(run, 3)
    before = contents(run.desk.root)
    status(later(run, 3, 6), 3)
    changed = {n for n, data in contents(run.desk.root).items() if before.get(n) != data}
    assert changed == {
        "提醒/到期提醒.xlsx", "提醒/旧版/到期提醒_20210306-090000.xlsx",
        "提醒/到期提醒.ics", "提醒/旧版/到期提醒_20210306-090000.ics",
    }  # fmt: skip
    assert (inputs(run.desk), path.read_bytes()) == kept


def test_same_day_gives_the_same_files(desk):
    run, _, path = desk
    fill_ledger(path, 3)
    first, again = (status(run, 3) for _ in range(2))
    assert first.reminders == again.reminders
    old = run.desk.reminders / "旧版"
    assert next(old.glob("*.ics")).read_bytes() == again.calendar.read_bytes()
    assert next(old.glob("*.xlsx")).read_bytes() == again.book.read_bytes()


def test_pasted_notice_moves_deadlines_at_once(desk, monkeypatch):
    run, _, path = desk
    fill_ledger(path, 1)
    put(run.desk.root / "单位设置.xlsx", {cell(HOLIDAYS, HOLIDAYS.notice): NOTICE}, HOLIDAYS.sheet)
    (due,) = [d for d in status(run, 3).reminders.dues if d.matter is Matter.PUBLISH]
    assert (str(due.last_day), due.certain) == ("2021-03-11", True)


def test_year_without_known_holidays_is_said(desk, monkeypatch):
    run, _, path = desk
    fill_ledger(path, 1)
    monkeypatch.setattr("xlcheck.reading.calendar.deadlines._has_notice", lambda year: year < 2022)
    done = status(run, 3)
    notes = [note for note in done.reminders.notes if not note.startswith("名录更新")]
    assert [note[:20] for note in notes] == ["2022 年的节假日安排尚不可知，公示期"]
    assert any("2022 年的节假日安排尚不可知" in text for text in texts(done.book))


def test_faults_of_the_ledger_are_told(desk):
    run, _, path = desk
    fill_ledger(path, 1, disposal="责令改正")
    assert "ledger.clean-disposal" in [f.code for f in status(run, 3).findings]


def test_ledger_that_is_open__error(desk):
    run, _, path = desk
    path.with_name(f".~lock.{path.name}#").write_bytes(b"")
    assert "可能正在被" in sentence(status, run, 3)


def test_plan_that_is_gone__error(run):
    run.desk.book(PLAN_BOOK).unlink()
    assert f"找不到工作簿《{PLAN_BOOK.filename}》" in sentence(status, run, 3)


def test_drawn_task_that_left_the_plan_is_still_told(desk):
    run, record, _ = desk
    draw(run, "05号")
    edited(run.desk.book(PLAN_BOOK), lambda sheet: sheet.delete_rows(FIRST))
    done = status(run, 3)
    assert [task.plan.task_no for task in done.reminders.tasks][:2] == ["01号", "02号"]
    assert done.reminders.tasks[0].entities == len(record.sample)


def test_practice_is_said_on_both(desk):
    run, _, _ = desk
    run.desk.mark_practice()
    done = status(replace(run, now=datetime(2021, 3, 8, 9)), 3)
    assert "【演练】" in done.calendar.read_text("utf-8")
    assert "演练" in openpyxl.load_workbook(done.book)["汇总"].oddHeader.center.text


@pytest.mark.parametrize("soon", [0, 60])
def test_any_number_of_days_counts_as_soon(desk, soon):
    run, record, _ = desk
    assert counts(status(run, soon), Matter.VISIT)[2:4] == (
        (0, len(record.sample)) if soon == 0 else (len(record.sample), 0)
    )
