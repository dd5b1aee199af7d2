"""改期 and 取消: what is frozen waits for another day, or for another issue, without a red mark."""

from datetime import date

import pytest

from tests import journals
from tests.steps.correct.conftest import ISSUE, RIGHT, at
from tests.steps.helpers import sentence
from xlcheck.journal.desk_events import Postponement
from xlcheck.model import ProofKind
from xlcheck.steps.correct.day import awaited_issues, issue_named, put_off
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import abandon, freeze_task
from xlcheck.steps.draw.lodge import note_lodged, write_slips
from xlcheck.steps.draw.source import game_source_of
from xlcheck.steps.draw.tasks import choose_tasks, ready_books, tasks_of
from xlcheck.steps.verify.papers import verify_paper
from xlcheck.steps.verify.verify import verify_desk

NEW = date(2021, 1, 12)


def moved(run, notice, day=NEW, reason="开奖机构通知"):
    (issue,) = awaited_issues(run)
    return put_off(run, issue, day, reason, notice)


def drawn(run, task, *moment):
    return draw_task(at(run, *moment), task, {"ssq-2021003": RIGHT}, Attendance())


def test_an_issue_that_is_put_off_is_lodged_anew_with_what_was_frozen(frozen, notice):
    run, _ = frozen
    (papers,) = moved(run, notice)
    assert (papers.slip.number, papers.slip.draw_day, papers.slip.day_basis) == (2, NEW, "改期，见通知")
    assert [task.plan_no for task in papers.slip.tasks] == ["202103", "202105"]
    assert [task.attempt for task in papers.slip.tasks] == [1, 1]
    assert write_slips(run, ready_books(run).settings) == []
    assert [e["event"] for e in journals.events(run.desk)][-2:] == ["rescheduled", "slip"]


def test_it_is_drawn_after_the_new_day_and_the_record_says_so_without_red(frozen, notice):
    run, tasks = frozen
    moved(run, notice)
    note_lodged(run, 2, ProofKind.WITNESS, "示例监督人")
    assert "2021-01-12 开奖" in sentence(drawn, run, tasks[0], 8, 9)
    record = drawn(run, tasks[0], 12, 22).record
    assert (record.strength, record.marks) == ("甲·监督人留存", ())
    assert "由 2021-01-07 改为 2021-01-12 开奖" in record.remarks[0]
    assert all(result.sound for result in verify_desk(at(run, 12, 22)))
    papers = [path for path in sorted(run.desk.draws.rglob("*-*")) if path.suffix in (".xlsx", ".html")]
    assert len(papers) == 8  # two notices on paper and page, a record and its page, two slips
    assert [(path.name, verify_paper(path).differences) for path in papers if not verify_paper(path).sound] == []


def test_a_new_day_that_is_noted_when_the_numbers_could_be_known_lengthens_no_term(frozen, notice):
    run, tasks = frozen
    assert moved(at(run, 7, 19), notice) == []
    note_lodged(at(run, 8, 9), 1, ProofKind.WITNESS, "示例监督人")
    record = drawn(run, tasks[0], 8, 22).record
    assert record.strength == "公开号码，未收存"
    assert "登记时已过原定开奖日18:00，不改变期限" in record.marks[0]
    assert all(result.sound for result in verify_desk(at(run, 8, 22)))


def test_a_new_day_that_is_noted_late_frees_nobody_from_a_draw_that_is_due(frozen, notice):
    """Whoever knows the numbers could otherwise put the draw off, give it up as if in time, and freeze again."""
    run, _ = frozen
    late = at(run, 8, 9)
    moved(late, notice, date(2021, 1, 20))
    books = ready_books(late)
    declared = game_source_of(late, "双色球2021006期", books.settings)
    assert "03号、05号" in sentence(freeze_task, late, books, tasks_of(books, ["08号"])[0], declared)
    abandon(late, choose_tasks(late, ["03号", "05号"], ""), "抽查方案调整")
    again = freeze_task(late, books, tasks_of(books, ["03号"])[0], declared)
    record = draw_task(at(run, 14, 22), again, {"ssq-2021006": RIGHT}, Attendance()).record
    assert "第 1 次冻结在开奖日（2021-01-07）18:00 以后放弃" in record.marks[0]
    assert f"“{ISSUE}”由 2021-01-07 改为 2021-01-20 开奖" in record.marks[1]
    (log, *_) = verify_desk(at(run, 14, 22))
    assert log.sound
    assert [note for note in log.notes if "不改变期限" in note]
    assert len([note for note in log.notes if "18:00 以后放弃" in note]) == 2


def test_a_lodging_that_is_in_time_by_the_new_day_alone_shows_nothing(frozen, notice):
    """Else a day put off in the desk's own words would leave time to choose among freezes by the numbers."""
    run, tasks = frozen
    moved(run, notice)
    note_lodged(at(run, 8, 9), 2, ProofKind.WITNESS, "示例监督人")
    record = drawn(run, tasks[0], 12, 22).record
    (mark,) = record.marks
    assert "示例监督人在原定开奖日（2021-01-07，登记改到 2021-01-12）18:00 以后收存（2021-01-08 09:00）" in mark
    assert "不作为收存的凭据" in mark
    assert (record.strength, record.proofs) == ("公开号码，未收存", ())
    assert all(result.sound for result in verify_desk(at(run, 12, 22)))


def test_a_slip_that_is_lodged_anew_says_nothing_against_the_first(frozen, notice):
    run, tasks = frozen
    note_lodged(run, 1, ProofKind.WITNESS, "示例监督人")
    moved(run, notice)
    note_lodged(at(run, 8, 9), 2, ProofKind.WITNESS, "示例监督人")
    record = drawn(run, tasks[0], 12, 22).record
    assert (record.strength, record.marks, len(record.proofs)) == ("甲·监督人留存", (), 1)


def test_giving_up_after_the_first_day_is_said_in_red_though_the_issue_is_said_to_be_put_off(frozen, notice):
    run, _ = frozen
    moved(run, notice)
    abandon(at(run, 8, 9), choose_tasks(run, ["03号", "05号"], ""), "示例理由")
    again = at(run, 13, 9)
    books = ready_books(again)
    row = tasks_of(books, ["03号"])[0]
    task = freeze_task(again, books, row, game_source_of(again, "双色球2021007期", books.settings), again="示例理由")
    record = draw_task(at(run, 17, 22), task, {"ssq-2021007": RIGHT}, Attendance()).record
    assert "第 1 次冻结在原定开奖日（2021-01-07，登记改到 2021-01-12）18:00 以后放弃" in record.marks[0]


def test_the_term_of_five_days_runs_from_the_new_day(frozen, notice):
    run, tasks = frozen
    moved(run, notice)
    assert drawn(run, tasks[0], 16, 9).record.marks == ()
    assert "以后逾五个工作日" in drawn(run, tasks[1], 27, 9).record.marks[0]


def test_the_notice_is_kept_and_held_against_the_log(frozen, notice):
    run, _ = frozen
    moved(run, notice)
    kept = run.desk.archive / "改期" / "ssq-2021003-1.png"
    assert kept.read_bytes() == notice.read_bytes()
    kept.write_bytes(b"another")
    wrong = [d.where for result in verify_desk(run) for d in result.differences]
    assert wrong == ["存档/改期/ssq-2021003-1.png"]


@pytest.mark.parametrize(("day", "reason", "said"), [(date(2021, 1, 7), "示例", "不晚于"), (NEW, " ", "没有写明理由")])
def test_what_is_no_new_day_is_refused__error(frozen, notice, day, reason, said):
    run, _ = frozen
    assert said in sentence(moved, run, notice, day, reason)
    assert run.desk.journal.draws().postponements("ssq-2021003") == []


def test_a_notice_that_shows_nothing_is_refused__error(frozen, notice):
    run, _ = frozen
    notice.write_bytes(b"")
    assert sentence(moved, run, notice)
    assert not any(isinstance(event, Postponement) for event in run.desk.journal.draws().desk_events)


def test_an_issue_for_which_nothing_waits_is_refused__error(frozen):
    run, _ = frozen
    assert f"正在等待的：{ISSUE}" in sentence(issue_named, awaited_issues(run), "双色球2021004期")


def test_a_cancelled_issue_is_given_up_without_red_and_the_next_record_says_so(frozen, notice):
    run, _ = frozen
    late = at(run, 7, 17)
    abandon(late, choose_tasks(late, ["03号"], ""), "开奖机构通知取消", notice)
    books = ready_books(late)
    (row,) = tasks_of(books, ["03号"])
    abandon(late, choose_tasks(late, ["05号"], ""), "示例理由")
    again = freeze_task(late, books, row, game_source_of(late, "双色球2021005期", books.settings))
    record = draw_task(at(run, 14, 9), again, {"ssq-2021005": RIGHT}, Attendance()).record
    assert record.marks == ()
    assert f"第 1 次冻结因“{ISSUE}”取消而放弃" in record.remarks[0]
    assert "取消通知.png" in record.remarks[0]
    assert all(result.sound for result in verify_desk(at(run, 14, 9)))


def test_a_cancellation_that_is_noted_when_the_numbers_could_be_known_is_red(frozen, notice):
    run, _ = frozen
    late = at(run, 8, 9)
    abandon(late, choose_tasks(late, ["03号", "05号"], ""), "开奖机构通知取消", notice)
    books = ready_books(late)
    (row,) = tasks_of(books, ["03号"])
    again = freeze_task(late, books, row, game_source_of(late, "双色球2021006期", books.settings))
    record = draw_task(at(run, 14, 22), again, {"ssq-2021006": RIGHT}, Attendance()).record
    assert record.remarks == ()
    assert "取消与否，请向开奖机构核对" in record.marks[0]
    assert all(result.sound for result in verify_desk(at(run, 14, 22)))


def test_tasks_that_others_gave_up_after_the_numbers_stand_on_the_record(frozen):
    run, tasks = frozen
    abandon(at(run, 8, 9), choose_tasks(run, ["05号"], ""), "抽查方案调整")
    (mark,) = drawn(run, tasks[0], 8, 10).record.marks
    assert mark.startswith(f"同用“{ISSUE}”冻结的 05号 在开奖日（2021-01-07）18:00 以后放弃（2021-01-08 09:00）")
