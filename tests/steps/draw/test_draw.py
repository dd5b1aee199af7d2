"""Freeze, reveal, draw: each task once; what was frozen is what is drawn from."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta

import openpyxl
import pytest

from tests import journals
from tests.cells import FIRST, cell, letters, number
from tests.conftest import DECLARED, NUMBERS
from tests.steps.helpers import contents, edited, put
from xlcheck.draws.formats.two.seed import seed_of
from xlcheck.excel.read.workbook import read_cells
from xlcheck.messages import error_text
from xlcheck.model import ClosedDays, XlcheckError
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, INSPECTOR_BOOK, PLAN, PLAN_BOOK
from xlcheck.steps.desk.files import digest
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import abandon, freeze_task, freeze_tasks, undecided
from xlcheck.steps.draw.source import game_source_of, system_source
from xlcheck.steps.draw.tasks import choose_tasks, ready_books, tasks_of
from xlcheck.steps.verify.log import walk_desk
from xlcheck.steps.verify.verify import verify_desk, verify_record

ROOM = Attendance("示例甲", "示例室", "示例乙")


LOTTERY = "双色球2021003期"
"""Drawn on Thursday, 7 January 2021."""


def lottery(run, issue=LOTTERY):
    return game_source_of(run, issue, ready_books(run).settings)


def at(run, day, hour, minute=0):
    return replace(run, now=datetime(2021, 1, day, hour, minute))


def frozen(run, task="03号", declared=DECLARED, **more):
    books = ready_books(run)
    (row,) = tasks_of(books, [task])
    return freeze_task(run, books, row, declared, **more)


def happened(run):
    """What happened to the draws, in order."""
    return [e["event"] for e in journals.events(run.desk) if "task" in e]


def sentence(call, *arguments, **more):
    with pytest.raises(XlcheckError) as caught:
        call(*arguments, **more)
    return error_text(caught.value)


def test_draw_writes_notice_record_archive_and_log(drawn):
    run, done = drawn
    folder = run.desk.archive / "03号" / "第1次"
    assert done.path == run.desk.draws / "抽取记录-03号.xlsx"
    assert (run.desk.draws / "抽取公告-03号.xlsx").exists()
    page = (run.desk.draws / "抽取公告-03号.html").read_text("utf-8")
    assert DECLARED.source.name in page
    assert {p.name for p in folder.iterdir()} == {
        "输入", "冻结.json", "抽样框-202103.txt", "检查人员-202103.txt", "抽取规则-202103.txt",
        "名录变动-202103.txt", "本年度检查-202103.txt", "抽取公告.xlsx", "SHA256SUMS.txt", "抽取记录.xlsx",
    }  # fmt: skip
    assert happened(run) == ["freeze", "reveal", "draw"]
    assert digest(folder / "抽样框-202103.txt") == done.record.frame_digest
    assert digest(folder / "检查人员-202103.txt") == done.record.inspectors_digest
    assert digest(folder / "抽取规则-202103.txt") == done.record.rules_digest
    assert done.record.rules_digest in page


def test_archived_digests_hold(drawn):
    run, _ = drawn
    folder = run.desk.archive / "03号" / "第1次"
    lines = (folder / "SHA256SUMS.txt").read_text("utf-8").splitlines()
    assert len(lines) == 13
    for line in lines:
        sha, name = line.split("  ")
        assert digest(folder / name) == sha


def test_the_printed_line_of_python_gives_the_drawn_list(drawn):
    """A stranger with the frame file, Python and the public package, and nothing of ours."""
    run, done = drawn
    cells = read_cells(done.path)["抽取记录"].values()
    line = next(text for text in cells if "consistent_sampler import" in text).split("\n")[1]
    folder = run.desk.archive / "03号" / "第1次"
    printed = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", line],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert printed.stdout.split() == [d.code for d in done.record.sample]


def test_seed_line_is_what_the_rules_say(drawn):
    _, done = drawn
    record = done.record
    digests = f"frame={record.frame_digest}|inspectors={record.inspectors_digest}|rules={record.rules_digest}"
    assert record.seed == f"xlcheck-draw/2|202103#1|{digests}|dice=3.0.7.1.9.4.2.8.6.5.0.3./"
    assert record.seed == seed_of(record.request)


def test_second_draw_changes_nothing(drawn):
    run, _ = drawn
    before = {p: p.read_bytes() for p in run.desk.root.rglob("*") if p.is_file()}
    assert frozen(run) is None
    assert {p: p.read_bytes() for p in run.desk.root.rglob("*") if p.is_file()} == before


def test_second_attempt_needs_a_reason_and_both_stay(drawn):
    run, done = drawn
    again = frozen(run, declared=DECLARED, again="首次抽取时断电，未能打印")
    assert again.request.attempt == 2
    second = draw_task(run, again, {"dice": "218593364205"}, ROOM)
    assert second.path.name == "抽取记录-03号-第2次.xlsx"
    assert done.path.exists()
    assert [r.request.attempt for r in Archive(run.desk).records().values()] == [2]
    assert all(v.sound for v in verify_desk(run))


def test_reason_with_the_number_of_a_person_is_refused_before_anything_is_written__error(run):
    named = system_source(run, "问 13812345678")
    before = sorted(run.desk.root.rglob("*"))
    assert "“用本机随机数的理由”中像有电话号码，没有写入" in sentence(frozen, run, declared=named)
    made = {path.name for path in run.desk.root.rglob("*") if path.is_file() and path not in before}
    assert made == set()
    assert happened(run) == []
    assert frozen(run) is not None


def give_up(run, reason="抽取公告中漏了一户", task="03号"):
    return abandon(run, choose_tasks(run, [task], ""), reason)


def test_freeze_that_was_abandoned_stays_and_the_next_has_its_reason(run):
    frozen(run)
    before = (run.desk.archive / "03号" / "第1次" / "冻结.json").read_bytes()
    assert give_up(run) == ["03号"]
    again = frozen(run, declared=DECLARED)
    assert (again.request.attempt, again.request.reason) == (2, "抽取公告中漏了一户")
    draw_task(run, again, {"dice": "218593364205"}, ROOM)
    assert happened(run) == ["freeze", "abandon", "freeze", "reveal", "draw"]
    assert (run.desk.archive / "03号" / "第1次" / "冻结.json").read_bytes() == before
    assert all(v.sound for v in verify_desk(run))
    assert "放弃冻结 03号 第1次" in walk_desk(run).lines[2][0]


def test_what_is_abandoned_is_asked_about_again(run):
    frozen(run)
    tasks = choose_tasks(run, ["03号"], "")
    assert undecided(run, tasks) == []
    give_up(run)
    assert [row.task_no for row in undecided(run, tasks)] == ["03号"]


def test_nobody_gives_up_a_draw_whose_numbers_he_knows__error(run, monkeypatch):
    task = frozen(run)
    with monkeypatch.context() as patch:
        patch.setattr("xlcheck.steps.draw.draw.write_record", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            draw_task(run, task, NUMBERS, ROOM)
    assert "号码已经揭晓，不能再放弃" in sentence(give_up, run)
    assert happened(run) == ["freeze", "reveal"]


def test_nothing_to_give_up__error(drawn):
    run, _ = drawn
    assert "没有等待抽取的冻结" in sentence(give_up, run)
    assert "没有等待抽取的冻结" in sentence(give_up, run, task="01号")


def test_freeze_alone_waits_and_what_is_frozen_is_drawn_from(run):
    first = frozen(run)
    entities = run.desk.book(ENTITY_BOOK)
    book = openpyxl.load_workbook(entities)
    book.active.delete_rows(3, 450)
    book.save(entities)
    later = replace(run, now=run.now + timedelta(days=1))
    with pytest.raises(XlcheckError, match=r"draw\.has-errors"):
        ready_books(later)
    ((_, again),) = freeze_tasks(later, choose_tasks(later, ["03号"], ""), None)
    assert again.left_alone
    done = draw_task(later, again, NUMBERS, ROOM)
    assert done.record.request.entities == first.request.entities
    record = done.record
    assert record.frozen_at == "2021-01-05 09:00"
    assert record.revealed_at == record.drawn_at == "2021-01-06 09:00"


def test_interrupted_after_the_reveal_the_numbers_stay(run, monkeypatch):
    task = frozen(run)
    with monkeypatch.context() as patch:
        patch.setattr("xlcheck.steps.draw.draw.write_record", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            draw_task(run, task, NUMBERS, ROOM)
    again = frozen(run)
    assert again.left_alone
    late = replace(run, now=run.now + timedelta(hours=1))
    done = draw_task(late, again, {"dice": "341122132851"}, ROOM)
    assert (done.record.revealed_at, done.record.drawn_at) == ("2021-01-05 09:00", "2021-01-05 10:00")
    assert done.record.seed.endswith("|dice=3.0.7.1.9.4.2.8.6.5.0.3./")
    assert happened(run) == ["freeze", "reveal", "draw"]


def test_earlier_draws_of_the_year_count_toward_the_cap(run):
    books = ready_books(run)
    drawn = []
    for name in ("01号", "06号", "11号"):
        (row,) = tasks_of(books, [name])
        task = freeze_task(run, books, row, DECLARED)
        drawn.append(draw_task(run, task, NUMBERS, ROOM).record)
    twice = {d.code for d in drawn[0].sample} & {d.code for d in drawn[1].sample}
    capped = {x.code for x in drawn[2].request.excluded if "每户年度上限" in x.reason}
    assert capped == twice
    assert not capped & {e.code for e in drawn[2].request.entities}


def test_draw_with_errors_in_the_books__error(run):
    run.desk.book(PLAN_BOOK).write_bytes((run.desk.root / "抽查工作计划（印发件）.xlsx").read_bytes())
    text = sentence(ready_books, run)
    assert "26 处错误" in text
    assert "请做“校验”" in text


def test_registry_without_founding_days_is_drawn_from_where_no_task_asks_for_them(run):
    edited(run.desk.book(ENTITY_BOOK), lambda sheet: sheet.delete_cols(number(ENTITIES, ENTITIES.founded)))
    edited(run.desk.book(PLAN_BOOK), _without_cut_offs)
    done = draw_task(run, frozen(run), NUMBERS, ROOM)
    assert len(done.record.request.entities) > 0
    assert not [x for x in done.record.request.excluded if "成立日期" in x.reason]
    assert verify_record(done.path).sound


def test_entity_whose_founding_day_is_struck_out_stops_the_freeze_and_is_named__error(run):
    put(run.desk.book(ENTITY_BOOK), {cell(ENTITIES, ENTITIES.founded): None})
    message = sentence(frozen, run)
    assert "没有成立日期" in message
    assert not (run.desk.archive / "03号").exists()


def _without_cut_offs(sheet):
    column = letters(PLAN, PLAN.scope)
    for row in range(FIRST, sheet.max_row + 1):
        held = sheet[f"{column}{row}"]
        held.value = re.sub(r"\d{4}年\d{1,2}月前成立(?:的)?", "", str(held.value or "")) or None


def test_draw_with_an_open_workbook__error(run):
    run.desk.book(INSPECTOR_BOOK).with_name("~$执法检查人员名录库.xlsx").write_bytes(b"")
    assert "《执法检查人员名录库.xlsx》可能正在被" in sentence(ready_books, run)


def test_unknown_task_and_round__error(run):
    books = ready_books(run)
    assert "没有任务“99号”" in sentence(tasks_of, books, ["99号"])
    assert "没有批次“第四批”" in sentence(tasks_of, books, (), "第四批")


def test_no_source__error(run):
    assert "没有指明随机来源" in sentence(frozen, run, declared=None)
    assert "须写明理由" in sentence(system_source, run, " ")


def test_lottery_that_has_been_drawn_already__error(run):
    declared = lottery(run)
    draw_task(at(run, 7, 22), frozen(run, declared=declared), {"ssq-2021003": "1 2 3 4 5 6 + 7"}, ROOM)
    text = sentence(frozen, at(run, 7, 23), "05号", declared)
    assert "双色球2021003期" in text
    assert "2021-01-07 22:00 已经揭晓（任务 03号）" in text


@pytest.mark.parametrize("name", ["双色球2021", "期", "双色球2021999期", "福彩3D2021003期", "演练彩票2021009期"])
def test_source_that_is_no_issue_of_a_built_in_game__error(run, name):
    assert "请" in sentence(lottery, run, name)


@pytest.mark.parametrize("name", ["双色球", "大乐透", "快乐8"])
def test_game_alone_means_an_issue_that_leaves_time_to_lodge_the_freeze(run, name):
    declared = lottery(run, name)
    assert declared.day.day >= date(2021, 1, 7)
    assert declared.source.name.startswith(name)


def test_closures_that_staff_enter_make_the_day_of_a_year_known(run):
    settings, later = ready_books(run).settings, replace(run, now=datetime(2026, 12, 30, 9))
    assert game_source_of(later, "双色球", settings).day.basis == "开奖日未核"
    closed = (ClosedDays(date(2027, 2, 4), date(2027, 2, 13)), ClosedDays(date(2027, 10, 1), date(2027, 10, 4)))
    entered = replace(settings, closed_days=closed)
    assert game_source_of(later, "双色球", entered).day.basis == "按财政部休市公告，本单位登记"
    assert game_source_of(later, "双色球2027020期", entered).day.day == date(2027, 2, 25)


@pytest.mark.parametrize(("day", "hour", "minute"), [(7, 18, 0), (7, 21, 0), (7, 23, 0), (8, 9, 0)])
def test_nothing_is_frozen_on_numbers_that_may_be_known__error(run, day, hour, minute):
    declared = lottery(run)
    text = sentence(frozen, at(run, day, hour, minute), declared=declared)
    assert "可能已经知道" in text
    assert "双色球2021005期" in text or "双色球2021004期" in text
    assert frozen(at(run, 7, 17, 59), declared=declared) is not None


@pytest.mark.parametrize(("day", "hour", "minute"), [(5, 9, 0), (7, 17, 0), (7, 21, 59)])
def test_nothing_is_drawn_before_22_o_clock_of_the_day__error(run, day, hour, minute):
    task = frozen(run, declared=lottery(run))
    numbers = {"ssq-2021003": "1 2 3 4 5 6 + 7"}
    assert "2021-01-07 开奖，当日22时以后" in sentence(draw_task, at(run, day, hour, minute), task, numbers, ROOM)
    assert draw_task(at(run, 7, 22), task, numbers, ROOM).record.strength == "公开号码，未收存"


def test_nothing_is_frozen_while_a_draw_is_due__error(run):
    frozen(run, declared=lottery(run))
    later = at(run, 7, 23)
    assert "任务 03号 已经开奖" in sentence(frozen, later, "05号", lottery(later, "双色球"))
    assert frozen(at(run, 7, 17), "05号", lottery(run)) is not None


@pytest.mark.parametrize("text", ["1 1 1", "1 2 3 4 5 6 + 17", "1 2 3 4 5 40 + 7", "1 2 3 4 5 5 + 7", "1 2 3 4 5 6"])
def test_numbers_that_the_game_cannot_give__error(run, text):
    task = frozen(run, declared=lottery(run))
    assert "请" in sentence(draw_task, at(run, 7, 22), task, {"ssq-2021003": text}, ROOM)
    assert happened(run) == ["freeze"]


def test_one_issue_has_one_result_for_all_tasks__error(run):
    tasks = [frozen(run, name, lottery(run)) for name in ("03号", "05号")]
    night = at(run, 7, 22)
    draw_task(night, tasks[0], {"ssq-2021003": "1 2 3 4 5 6 + 7"}, ROOM)
    assert "只有一组号码" in sentence(draw_task, night, tasks[1], {"ssq-2021003": "1 2 3 4 5 6 + 8"}, ROOM)
    draw_task(night, tasks[1], {"ssq-2021003": "06 05 04 03 02 01 | 07"}, ROOM)


def test_giving_up_after_the_numbers_may_be_known_is_red_on_the_next_record(run):
    frozen(run, declared=lottery(run))
    give_up(at(run, 7, 18))
    later = at(run, 8, 9)
    done = draw_task(later, frozen(later), NUMBERS, ROOM)
    (mark,) = done.record.marks
    assert mark == "第 1 次冻结在开奖日（2021-01-07）18:00 以后放弃（2021-01-07 18:00），原因：抽取公告中漏了一户。"
    assert mark in read_cells(done.path)["抽取记录"].values()
    assert mark in done.page.read_text("utf-8")
    assert all(v.sound for v in verify_desk(run))


def test_giving_up_in_time_is_not(run):
    frozen(run, declared=lottery(run))
    give_up(at(run, 7, 17, 59))
    assert draw_task(at(run, 8, 9), frozen(at(run, 8, 9)), NUMBERS, ROOM).record.marks == ()


def test_a_draw_that_is_made_again_prints_the_first_list(drawn):
    run, done = drawn
    second = draw_task(run, frozen(run, again="示例理由"), {"dice": "218593364205"}, ROOM)
    (mark,) = second.record.marks
    assert all(entity.code in mark for entity in done.record.sample)


def test_a_draw_that_is_late_says_so(run):
    task, numbers = frozen(run, declared=lottery(run)), {"ssq-2021003": "1 2 3 4 5 6 + 7"}
    assert draw_task(at(run, 15, 9), task, numbers, ROOM).record.marks == (
        "开奖日（2021-01-07）以后逾五个工作日才抽取。",
    )


def test_a_draw_on_the_last_day_does_not(run):
    task, numbers = frozen(run, declared=lottery(run)), {"ssq-2021003": "1 2 3 4 5 6 + 7"}
    assert draw_task(at(run, 14, 23), task, numbers, ROOM).record.marks == ()


def test_missing_number__error(run):
    task = frozen(run)
    sentence(draw_task, run, task, {}, ROOM)
    assert happened(run) == ["freeze"]


def test_system_randomness_alone_is_said_on_the_record(run):
    task = frozen(run, declared=system_source(run, "示例理由"))
    done = draw_task(run, task, {"system": "777"}, ROOM)
    assert any("不能排除" in text for text in read_cells(done.path)["抽取记录"].values())
    assert (done.record.strength, done.record.request.source_reason) == ("丙", "示例理由")
    assert done.record.request.sources[0].numbers != (777,)
    assert verify_record(done.path).sound


def test_task_that_somebody_else_draws_while_the_numbers_are_asked_for__error(run):
    task = frozen(run)
    done = draw_task(run, task, NUMBERS, ROOM)
    before = contents(run.desk.root)
    assert "已由别人抽取" in sentence(draw_task, run, task, NUMBERS, ROOM)
    assert contents(run.desk.root) == before
    assert verify_record(done.path).sound


def test_freeze_that_somebody_else_gives_up_while_the_numbers_are_asked_for__error(run):
    task = frozen(run)
    abandon(run, choose_tasks(run, ["03号"], ""), "示例理由")
    assert "放弃了冻结" in sentence(draw_task, run, task, NUMBERS, ROOM)
    newer = frozen(run, declared=DECLARED)
    assert "放弃了冻结" in sentence(draw_task, run, task, NUMBERS, ROOM)
    assert draw_task(run, newer, NUMBERS, ROOM).record.request.attempt == 2


def test_tasks_that_are_drawn_again_are_completed_by_the_next_run(drawn):
    """The run ends after it has drawn one of two tasks; asked once more, it draws the other and no third time."""
    run, _ = drawn
    draw_task(run, frozen(run, "08号", DECLARED), NUMBERS, ROOM)
    asked = choose_tasks(run, ["03号", "08号"], ""), DECLARED, "示例理由"
    first, _ = freeze_tasks(run, *asked)
    draw_task(run, first[1], NUMBERS, ROOM)
    (_, again), (_, other) = freeze_tasks(run, *asked)
    assert again is None
    assert (other.left_alone, other.request.attempt) == (True, 2)
    draw_task(run, other, NUMBERS, ROOM)
    assert {run.desk.journal.draws().attempt(row.plan_no) for row in asked[0].rows} == {2}
    third = freeze_tasks(run, asked[0], DECLARED, "示例理由")
    assert {task.request.attempt for _, task in third} == {3}


def test_log_that_was_tampered_with__error(drawn):
    run, _ = drawn
    log = run.desk.archive / "抽取日志.jsonl"
    lines = log.read_text("utf-8").splitlines()
    log.write_text(
        "\n".join([lines[0].replace("2021-01-05", "2021-01-04"), *lines[1:]]) + "\n",
        "utf-8",
    )
    assert "抽取日志" in sentence(frozen, run, "05号")
    assert "第 2 行" in verify_desk(run)[0].differences[0].where


def test_frozen_file_that_was_changed__error(run):
    frozen(run)
    path = run.desk.archive / "03号" / "第1次" / "冻结.json"
    document = json.loads(path.read_text("utf-8"))
    document["request"]["entities"].pop()
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    assert "冻结.json" in sentence(frozen, run)


def test_archived_record_that_was_swapped__error(drawn):
    run, _ = drawn
    kept = run.desk.archive / "03号" / "第1次" / "抽取记录.xlsx"
    kept.write_bytes(kept.read_bytes() + b"\0")
    results = verify_desk(run)
    assert [bool(r.differences) for r in results] == [True, False]
