"""登记校验: what is wrong and what is missing in ledgers is told by the check, and nothing is published or held up."""

import json
from datetime import date

import openpyxl
import pytest

from tests.builders import by_column
from tests.steps.helpers import LEDGER_FIRST, contents, draw, fill_ledger, type_over
from xlcheck.excel.fill.type_in import add_row
from xlcheck.messages import Level, level
from xlcheck.model import EntryProgress
from xlcheck.schema.inputs import OTHER_BOOK, OTHERS
from xlcheck.schema.outputs.check import ENTRY_FINDINGS, FINDINGS
from xlcheck.steps.check.as_json import as_json
from xlcheck.steps.check.check import check
from xlcheck.steps.desk.desk import folder_of
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.ledger import check_entries as step
from xlcheck.steps.ledger.check_entries import check_entries
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.remind.check_state import CheckState, check_state


def entries(run):
    return check_entries(run, load_settings(run.desk)[0])


def checked(run):
    return check(run, ledgers=check_entries)


def codes(found):
    return sorted(one.code for one in found.findings)


@pytest.fixture
def faulty(desk):
    """The desk with three rows entered: one sound, one with an error, one half."""
    run, record, path = desk
    fill_ledger(path, 3)
    type_over(path, row=LEDGER_FIRST + 1, disposal="责令改正")
    type_over(path, row=LEDGER_FIRST + 2, situation="")
    return run, record, path


def test_errors_and_what_is_missing_are_found_and_each_line_is_counted(faulty):
    run, record, path = faulty
    found = entries(run)
    assert codes(found) == ["ledger.clean-disposal", "ledger.half-filled"]
    assert found.progress == (EntryProgress(path.name, len(record.sample), complete=2, begun=1, faulty=1),)
    assert found.progress[0].untouched == len(record.sample) - 3


def test_it_finds_what_publishing_finds(faulty):
    run, _, _ = faulty
    found = entries(run)
    assert found.findings == publish(run, lambda _: False).findings


def test_nothing_is_written_but_the_report_and_nothing_is_logged(faulty):
    run, _, _ = faulty
    before = contents(run.desk.root, ("校验", "存档"))
    checked(run)
    assert contents(run.desk.root, ("校验", "存档")) == before
    assert not run.desk.journal.publication_log.exists()


def test_report_lists_them_on_a_sheet_of_their_own_and_says_how_far_each_ledger_is(faulty):
    run, record, path = faulty
    book = openpyxl.load_workbook(checked(run).report)
    _, titles, first, second, *rest = book[ENTRY_FINDINGS.sheet].iter_rows(values_only=True)
    assert tuple(titles) == ENTRY_FINDINGS.titles
    assert [row[1] for row in (first, second)] == ["错误", "警告"]
    assert [row[2] for row in (first, second)] == [path.name] * 2
    (note,) = [row[0] for row in rest if row[0]]
    rows = len(record.sample)
    assert f"应登记 {rows} 户：填全 2 户，没有填全 1 户，还没有登记 {rows - 3} 户；有错误的 1 户" in note
    places = [row[1] for row in book[FINDINGS.sheet].iter_rows(min_row=3, values_only=True)]
    assert path.name not in places
    link = next(
        cell.hyperlink for row in book[ENTRY_FINDINGS.sheet].iter_rows(min_row=3) for cell in row if cell.hyperlink
    )
    assert link.target.replace("\\", "/") == f"../台账/{path.name}"


def test_error_in_a_ledger_keeps_nothing_from_being_frozen(faulty):
    run, _, _ = faulty
    done = checked(run)
    assert (done.count(Level.ERROR), done.errors) == (0, 1)
    assert check_state(run.desk) is CheckState.CLEAN


def test_other_programs_get_them_beside_the_findings(faulty):
    run, _, path = faulty
    document = json.loads(as_json(checked(run)))
    assert sorted((one["code"], one["book"]) for one in document["entries"]) == [
        ("ledger.clean-disposal", path.name),
        ("ledger.half-filled", path.name),
    ]
    assert document["unread"] == []


def test_where_there_are_no_ledgers_no_record_is_read(desk, monkeypatch):
    run, _, path = desk
    path.unlink()
    monkeypatch.setattr(step, "drawn_tasks", None)
    assert entries(run) is None
    done = checked(run)
    assert done.entries is None
    assert ENTRY_FINDINGS.sheet not in openpyxl.load_workbook(done.report).sheetnames


def test_single_ledger_tells_what_stands_in_it_and_no_more(faulty):
    run, _, path = faulty
    done = check(run, path, ledgers=check_entries)
    assert (done.findings, codes(done.entries)) == ((), ["ledger.clean-disposal", "ledger.half-filled"])
    assert [one.ledger for one in done.entries.progress] == [path.name]
    assert [copy.name for copy in done.copies] == [f"标注-{path.name}"]
    assert done.errors == 1


def test_ledger_belongs_to_the_year_above_it_and_any_other_workbook_to_its_folder(desk):
    run, _, path = desk
    assert folder_of(path) == run.desk.root.resolve()
    assert folder_of(run.desk.book(OTHER_BOOK)) == run.desk.root


def test_ledger_that_is_none_of_a_valid_draw_is_said_to_be_unread(faulty):
    run, _, path = faulty
    stray = path.with_name("检查台账-99号.xlsx")
    path.rename(stray)
    done = check(run, stray, ledgers=check_entries)
    assert codes(done.entries) == ["ledger.stray"]


def test_copy_of_a_ledger_is_said_to_be_unread(faulty):
    run, _, path = faulty
    copy = path.with_name(f"{path.stem} 副本.xlsx")
    copy.write_bytes(path.read_bytes())
    assert codes(check(run, copy, ledgers=check_entries).entries) == ["ledger.stray"]


def test_other_inspections_alone_are_held_to_the_rules_about_visits(faulty):
    run, record, _ = faulty
    other = {"code": record.sample[0].code, "inspected": date(2021, 2, 27), "inspection_type": "日常"}
    add_row(run.desk.book(OTHER_BOOK), OTHERS, by_column(OTHERS, other))
    done = check(run, run.desk.book(OTHER_BOOK), ledgers=check_entries)
    assert codes(done.entries) == ["visit.on-day-off"]
    assert done.entries.progress == ()


def test_single_workbook_is_checked_alone(faulty):
    run, _, _ = faulty
    plan = next(run.desk.root.glob("*计划*.xlsx"))
    assert check(run, plan, ledgers=check_entries).entries is None


def test_open_ledger_is_checked_as_it_was_saved(faulty):
    run, _, path = faulty
    path.with_name(f"~${path.name}").write_bytes(b"")
    assert codes(entries(run)) == ["ledger.clean-disposal", "ledger.half-filled"]


def test_ledger_that_cannot_be_read_keeps_no_other_from_being_checked(faulty):
    run, _, path = faulty
    draw(run, "03号")
    prepare(run)
    (run.desk.ledgers / "检查台账-03号.xlsx").write_bytes(b"PK broken")
    found = entries(run)
    assert [one.ledger for one in found.progress] == [path.name]
    assert [("检查台账-03号" in sentence) for sentence in found.unread] == [True]
    done = checked(run)
    assert (done.count(Level.ERROR), done.errors) == (0, 2)


def test_log_that_is_broken_keeps_the_workbooks_from_nothing(faulty):
    run, _, _ = faulty
    run.desk.journal.draw_log.write_text("{}\n", "utf-8")
    found = entries(run)
    assert (found.progress, len(found.unread)) == ((), 1)


def test_ledger_that_no_draw_has_is_told_of(faulty):
    run, _, path = faulty
    (path.with_name("别的台账.xlsx")).write_bytes(path.read_bytes())
    assert "ledger.stray" in codes(entries(run))
    assert all(level(one) is not Level.ERROR for one in entries(run).findings if one.code == "ledger.stray")
    assert Archive(run.desk).records()


def test_visit_that_cannot_have_been_is_found_before_it_is_published(desk):
    run, _, path = desk
    fill_ledger(path, 1, inspected="2021-01-04")
    found = entries(run)
    assert "visit.before-draw" in codes(found)
    assert found.findings == publish(run, lambda _: False).findings
