"""更正号码: the same attempt by the published numbers; both records stay, the wrong one void."""

import re
import shutil
from dataclasses import replace

import pytest

from tests import journals
from tests.steps.correct.conftest import RIGHT, WRONG, at
from tests.steps.helpers import fill_ledger, sentence
from xlcheck.steps.correct.numbers import correct_numbers, drawn_numbers, numbers_of_task
from xlcheck.steps.draw.archive import Archive, read_record
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.source import DICE_SOURCE
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.remind.notify import notify
from xlcheck.steps.replace.replace import DropOutReport, replace_one
from xlcheck.steps.send.send import send
from xlcheck.steps.verify.pack import verify_pack
from xlcheck.steps.verify.papers import verify_paper
from xlcheck.steps.verify.verify import verify_desk


def corrected(run, numbers=RIGHT, reason="录入时看错一位"):
    (group,) = drawn_numbers(run)
    return correct_numbers(run, group, numbers, reason)


def sound(run):
    return [(v.path.name, v.differences) for v in verify_desk(run) if not v.sound]


def test_every_task_of_the_numbers_is_drawn_by_the_right_ones(wrong):
    run, before = wrong
    results = corrected(run)
    assert [r.record.request.task for r in results] == ["202103", "202105"]
    assert {r.record.request.attempt for r in results} == {1}
    assert all(r.record.request.sources[0].numbers[-1] == 8 for r in results)
    assert [r.record.sample for r in results] != [b.record.sample for b in before]
    kinds = [e["event"] for e in journals.events(run.desk)]
    assert kinds[-8:] == ["reveal", "draw", "reveal", "draw", "correction", "correction", "draw", "draw"]
    assert Archive(run.desk).records()["202103"] == results[0].record
    assert sound(run) == []


def test_the_new_record_says_in_red_what_the_void_one_drew(wrong):
    run, before = wrong
    (mark,) = corrected(run)[0].record.marks
    listed = "、".join(drawn.code for drawn in before[0].record.sample)
    assert f"号码曾录为 {WRONG}" in mark
    assert f"当时抽中：{listed}，该记录作废" in mark
    assert mark.endswith("原因：录入时看错一位。")


def test_void_records_are_sent_and_taken_for_no_copies(wrong):
    run, _ = wrong
    corrected(run)
    prepare(run)
    said = []
    names = {path.name for path in send(replace(run, say=said.append)).files}
    assert {"抽取记录-03号.xlsx", "抽取记录-03号-作废1.xlsx", "抽取记录-05号-作废1.xlsx"} <= names
    assert said == []
    assert [v.differences for v in verify_pack(next(run.desk.outbox.glob("*.zip"))) if not v.sound] == []


def test_both_records_stay_archived_and_issued(wrong):
    run, before = wrong
    corrected(run)
    folder = run.desk.archive / "03号" / "第1次"
    assert read_record(folder / "更正1" / "抽取记录.xlsx") == before[0].record
    assert read_record(run.desk.draws / "抽取记录-03号-作废1.xlsx") == before[0].record
    assert read_record(run.desk.draws / "抽取记录-03号.xlsx") == read_record(folder / "抽取记录.xlsx")
    for name in ("抽取记录-03号.xlsx", "抽取记录-03号-作废1.xlsx", "抽取公开-03号.html"):
        assert verify_paper(run.desk.draws / name).sound


@pytest.mark.parametrize("path", ["存档/03号/第1次/更正1/抽取记录.xlsx", "抽取/抽取记录-03号-作废1.xlsx"])
def test_a_void_record_that_was_changed_or_taken_away_is_found(wrong, path):
    run, _ = wrong
    corrected(run)
    shutil.copy2(run.desk.root / "存档/05号/第1次/更正1/抽取记录.xlsx", run.desk.root / path)
    assert any(d.where == path for _, differences in sound(run) for d in differences)
    (run.desk.root / path).unlink()
    found = [d.found for _, differences in sound(run) for d in differences if d.where == path]
    assert [text.partition("，")[0] for text in found] == ["没有"]


def test_who_went_by_the_void_list_is_told_that_it_is_so_no_more(wrong):
    run, before = wrong
    now = {drawn.code for result in corrected(run) for drawn in result.record.sample}
    gone = {drawn.name for b in before for drawn in b.record.sample if drawn.code not in now}
    texts = "".join(part for one in notify(run).texts.notifications for part in one.parts)
    freed = "".join(re.findall("号码更正以后，不用再查：([^。]*)", texts))
    assert gone
    assert {name for name in gone if name in freed} == gone


def test_numbers_can_be_corrected_again(wrong):
    run, _ = wrong
    corrected(run)
    results = corrected(at(run, 7, 23), "1 2 3 4 5 6 + 9")
    assert [mark[:5] for mark in results[0].record.marks] == ["号码曾录为"] * 2
    assert (run.desk.draws / "抽取记录-05号-作废2.xlsx").exists()
    assert sound(run) == []


def test_an_empty_ledger_goes_aside_and_a_filled_one_stops_it__error(wrong):
    run, _ = wrong
    prepare(run)
    ledger = run.desk.ledgers / "检查台账-03号.xlsx"
    said: list[str] = []
    corrected(replace(run, say=said.append))
    assert not ledger.exists()
    assert list((run.desk.ledgers / "旧版").glob("检查台账-03号_*.xlsx"))
    assert [form.name for form in run.desk.forms.glob("*-03号.xlsx")] == []  # letters to the wrong companies
    assert len(list((run.desk.forms / "旧版").glob("*-03号_*.xlsx"))) == 4
    assert not [line for line in said if "中断" in line]
    prepare(run)
    fill_ledger(ledger, 1)
    assert "已经登记检查结果或者公示" in sentence(corrected, run, WRONG)
    assert [e["event"] for e in journals.events(run.desk)].count("correction") == 2


def test_after_a_replacement_the_list_stays__error(wrong):
    run, before = wrong
    team = before[0].record.teams[0]
    replace_one(run, "03号", DropOutReport((team.code,), team.certs[0], "请假"))
    assert "已经补抽" in sentence(corrected, run)


@pytest.mark.parametrize(
    ("numbers", "reason", "said"),
    [(WRONG, "示例", "相同"), ("1 2 3", "示例", "请按开奖公告"), (RIGHT, " ", "没有写明理由")],
)
def test_what_is_no_correction_is_refused__error(wrong, numbers, reason, said):
    run, _ = wrong
    assert said in sentence(corrected, run, numbers, reason)
    assert [e["event"] for e in journals.events(run.desk)].count("correction") == 0


def test_throws_of_dice_are_corrected_too_and_numbers_of_the_computer_are_not(run):
    books = ready_books(run)
    (row,) = tasks_of(books, ["03号"])
    draw_task(run, freeze_task(run, books, row, DICE_SOURCE), {"dice": "3 0 7 1 9 4 2 8 6 5 0 3"}, Attendance())
    (result,) = corrected(run, "3 0 7 1 9 4 2 8 6 5 0 4")
    assert result.record.request.sources[0].numbers[-1] == 4
    assert sound(run) == []
    assert "可以更正的任务：03号" in sentence(numbers_of_task, drawn_numbers(run), "05号")


def test_a_task_that_is_drawn_later_takes_the_right_numbers(frozen):
    run, tasks = frozen
    night = at(run, 7, 22)
    draw_task(night, tasks[0], {"ssq-2021003": WRONG}, Attendance())
    corrected(night)
    assert "只有一组号码" in sentence(draw_task, night, tasks[1], {"ssq-2021003": WRONG}, Attendance())
    draw_task(night, tasks[1], {"ssq-2021003": RIGHT}, Attendance())
    assert sound(night) == []
    assert set(drawn_tasks(Archive(run.desk))) == {"202103", "202105"}
