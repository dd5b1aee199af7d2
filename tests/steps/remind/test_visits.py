"""到期提醒 says how many other inspections there were, and who may not be inspected once more."""

from tests.steps.helpers import fill_ledger
from tests.steps.others import enter, policy, visit
from xlcheck.schema.inputs import OTHER_BOOK
from xlcheck.steps.remind.status import status


def notes(run):
    return [note for note in status(run, 3).reminders.notes if "检查次数" in note or "其他检查" in note]


def test_desk_without_rows_and_caps_says_nothing(desk):
    run, _, _ = desk
    assert notes(run) == []
    run.desk.book(OTHER_BOOK).unlink()
    assert notes(run) == []


def test_other_inspections_and_who_is_at_the_cap_are_said(desk):
    run, record, path = desk
    policy(run, inspection_cap="2")
    first, second = fill_ledger(path, 2, inspected="2021-03-01")
    enter(run, visit(first, "2021-02-01"), visit(second, "2021-03-01"))
    name = next(one.name for one in record.sample if one.code == first)
    assert notes(run) == [
        "本年度已登记其他检查 2 次，与随机抽查合并计入检查次数上限。检查以后请随时登记。",
        f"检查次数已达到每户年度检查上限 2 次的有 1 户：{name}（2 次）。以后批次不再抽取，其他检查也请不要再安排。",
    ]


def test_workbook_that_cannot_be_read_is_said_and_stops_nothing(desk):
    run, _, _ = desk
    run.desk.book(OTHER_BOOK).write_bytes(b"")
    [note] = notes(run)
    assert "其他检查.xlsx" in note
