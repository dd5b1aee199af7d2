"""Freeze, reveal, draw: each task once; what was frozen is what is drawn from."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest

from tests import journals
from tests.conftest import NUMBERS, SOURCES, sources
from tests.steps.helpers import contents
from xlcheck.draws.seed import seed_line
from xlcheck.excel.read.workbook import read_cells
from xlcheck.messages import error_text
from xlcheck.model import Source, XlcheckError
from xlcheck.schema.inputs import ENTITY_BOOK, INSPECTOR_BOOK, PLAN_BOOK
from xlcheck.steps.desk.files import digest
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.draw import Attendance, draw_task, system_numbers, system_source
from xlcheck.steps.draw.freeze import abandon, freeze_task, freeze_tasks, undecided
from xlcheck.steps.draw.tasks import choose_tasks, ready_books, tasks_of
from xlcheck.steps.verify.log import walk_desk
from xlcheck.steps.verify.verify import verify_desk, verify_record

ROOM = Attendance()


def frozen(run, task="03号", sources=SOURCES, **more):
    books = ready_books(run)
    (row,) = tasks_of(books, [task])
    return freeze_task(run, books, row, sources, **more)


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
    assert all(s.name in page for s in SOURCES)
    assert {p.name for p in folder.iterdir()} == {
        "输入", "冻结.json", "抽样框-202103.txt", "检查人员-202103.txt", "SHA256SUMS.txt", "抽取记录.xlsx",
    }  # fmt: skip
    assert [e["event"] for e in journals.events(run.desk)] == ["freeze", "reveal", "draw"]
    assert digest(folder / "抽样框-202103.txt") == done.record.frame_digest
    assert digest(folder / "检查人员-202103.txt") == done.record.inspectors_digest


def test_archived_digests_hold(drawn):
    run, _ = drawn
    folder = run.desk.archive / "03号" / "第1次"
    lines = (folder / "SHA256SUMS.txt").read_text("utf-8").splitlines()
    assert len(lines) == 8
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
    sources = record.request.sources
    assert record.seed == seed_line("202103", 1, record.frame_digest, record.inspectors_digest, sources)
    assert record.seed.endswith("|lottery1=3.9.14./|witness1=482913./")


def test_second_draw_changes_nothing(drawn):
    run, _ = drawn
    before = {p: p.read_bytes() for p in run.desk.root.rglob("*") if p.is_file()}
    assert frozen(run) is None
    assert {p: p.read_bytes() for p in run.desk.root.rglob("*") if p.is_file()} == before


def test_second_attempt_needs_a_reason_and_both_stay(drawn):
    run, done = drawn
    again = frozen(run, sources=sources("2021002"), again="首次抽取时断电，未能打印")
    assert again.request.attempt == 2
    second = draw_task(run, again, {"lottery1": "3 9 14", "witness1": "111111"}, ROOM)
    assert second.path.name == "抽取记录-03号-第2次.xlsx"
    assert done.path.exists()
    assert [r.request.attempt for r in Archive(run.desk).records().values()] == [2]
    assert all(v.sound for v in verify_desk(run))


def test_notice_with_the_number_of_a_person_is_not_written__error(run):
    named = (Source("lottery1", "示例彩票2021001期，问 13812345678", ordered=False), SOURCES[1])
    before = sorted(run.desk.root.rglob("*"))
    assert "《抽取公告-03号.xlsx》" in sentence(frozen, run, sources=named)
    assert [path for path in run.desk.root.rglob("*") if path.is_file() and path not in before] == []
    assert frozen(run) is not None


def give_up(run, reason="抽取公告中漏了一户", task="03号"):
    return abandon(run, choose_tasks(run, [task], ""), reason)


def test_freeze_that_was_abandoned_stays_and_the_next_has_its_reason(run):
    frozen(run)
    before = (run.desk.archive / "03号" / "第1次" / "冻结.json").read_bytes()
    assert give_up(run) == ["03号"]
    again = frozen(run, sources=sources("2021002"))
    assert (again.request.attempt, again.request.reason) == (2, "抽取公告中漏了一户")
    draw_task(run, again, {"lottery1": "3 9 14", "witness1": "111111"}, ROOM)
    assert [e["event"] for e in journals.events(run.desk)] == ["freeze", "abandon", "freeze", "reveal", "draw"]
    assert (run.desk.archive / "03号" / "第1次" / "冻结.json").read_bytes() == before
    assert all(v.sound for v in verify_desk(run))
    assert "放弃冻结 03号 第1次" in walk_desk(run).lines[1][0]


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
    assert [e["event"] for e in journals.events(run.desk)] == ["freeze", "reveal"]


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
    ((_, again),) = freeze_tasks(later, choose_tasks(later, ["03号"], ""), ())
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
    done = draw_task(late, again, {"lottery1": "30 31 33", "witness1": "999999"}, ROOM)
    assert (done.record.revealed_at, done.record.drawn_at) == ("2021-01-05 09:00", "2021-01-05 10:00")
    assert done.record.seed.endswith("|lottery1=3.9.14./|witness1=482913./")
    assert [e["event"] for e in journals.events(run.desk)] == ["freeze", "reveal", "draw"]


def test_earlier_draws_of_the_year_count_toward_the_cap(run):
    books = ready_books(run)
    drawn = []
    for name in ("01号", "06号", "11号"):
        (row,) = tasks_of(books, [name])
        task = freeze_task(run, books, row, sources(row.plan_no))
        drawn.append(draw_task(run, task, NUMBERS, ROOM).record)
    twice = {d.code for d in drawn[0].sample} & {d.code for d in drawn[1].sample}
    capped = {x.code for x in drawn[2].request.excluded if "每户年度上限" in x.reason}
    assert capped == twice
    assert not capped & {e.code for e in drawn[2].request.entities}


def test_draw_with_errors_in_the_books__error(run):
    run.desk.book(PLAN_BOOK).write_bytes((run.desk.root / "抽查工作计划（印发件）.xlsx").read_bytes())
    text = sentence(ready_books, run)
    assert "26 处错误" in text
    assert "xlcheck check" in text


def test_draw_with_an_open_workbook__error(run):
    run.desk.book(INSPECTOR_BOOK).with_name("~$执法检查人员名录库.xlsx").write_bytes(b"")
    assert "《执法检查人员名录库.xlsx》可能正在被" in sentence(ready_books, run)


def test_unknown_task_and_round__error(run):
    books = ready_books(run)
    assert "没有任务“99号”" in sentence(tasks_of, books, ["99号"])
    assert "没有批次“第四批”" in sentence(tasks_of, books, (), "第四批")


def test_one_source_alone__error(run):
    assert "两个" in sentence(frozen, run, sources=SOURCES[:1])


def test_lottery_that_has_been_drawn_already__error(drawn):
    run, _ = drawn
    text = sentence(frozen, run, "05号")
    assert "示例彩票2021001期" in text
    assert "2021-01-05 09:00 已经揭晓（任务 03号）" in text
    assert frozen(run, "05号", sources("2021002")) is not None


@pytest.mark.parametrize("name", ["双色球", "双色球 2021", "期"])
def test_lottery_without_its_issue__error(run, name):
    undated = (replace(SOURCES[0], name=name), SOURCES[1])
    assert f"“{name}”没有写明是哪一期" in sentence(frozen, run, sources=undated)


def test_beacon_without_its_round__error(run):
    assert "没有写明" in sentence(frozen, run, sources=(Source("drand1", "drand"), SOURCES[1]))
    assert frozen(run, sources=(Source("drand1", "drand 第4000000轮"), SOURCES[1])) is not None


@pytest.mark.parametrize(("days", "said"), [(0, True), (1, False)])
def test_record_says_where_the_notice_was_not_issued_first(run, days, said):
    task = frozen(run)
    done = draw_task(replace(run, now=run.now + timedelta(days=days)), task, NUMBERS, ROOM)
    assert any("没有先行发出" in text for text in read_cells(done.path)["抽取记录"].values()) is said
    assert ("没有先行发出" in done.page.read_text("utf-8")) is said


def test_missing_number__error(run):
    task = frozen(run)
    sentence(draw_task, run, task, {"lottery1": "3 9 14"}, ROOM)
    assert [e["event"] for e in journals.events(run.desk)] == ["freeze"]


def test_system_randomness_alone_is_said_on_the_record(run):
    task = frozen(run, sources=(system_source(),))
    done = draw_task(run, task, {"system1": system_numbers()}, ROOM)
    assert any("不能排除" in text for text in read_cells(done.path)["抽取记录"].values())
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
    newer = frozen(run, sources=sources("2021002"))
    assert "放弃了冻结" in sentence(draw_task, run, task, NUMBERS, ROOM)
    assert draw_task(run, newer, NUMBERS, ROOM).record.request.attempt == 2


def test_tasks_that_are_drawn_again_are_completed_by_the_next_run(drawn):
    """The run ends after it has drawn one of two tasks; asked once more, it draws the other and no third time."""
    run, _ = drawn
    draw_task(run, frozen(run, "08号", sources("2021009")), NUMBERS, ROOM)
    asked = choose_tasks(run, ["03号", "08号"], ""), sources("2021002"), "示例理由"
    first, _ = freeze_tasks(run, *asked)
    draw_task(run, first[1], NUMBERS, ROOM)
    (_, again), (_, other) = freeze_tasks(run, *asked)
    assert again is None
    assert (other.left_alone, other.request.attempt) == (True, 2)
    draw_task(run, other, NUMBERS, ROOM)
    assert {run.desk.journal.draws().attempt(row.plan_no) for row in asked[0].rows} == {2}
    third = freeze_tasks(run, asked[0], sources("2021003"), "示例理由")
    assert {task.request.attempt for _, task in third} == {3}


def test_log_that_was_tampered_with__error(drawn):
    run, _ = drawn
    log = run.desk.archive / "抽取日志.jsonl"
    lines = log.read_text("utf-8").splitlines()
    log.write_text(
        "\n".join([lines[0].replace("482913", "111111").replace("2021-01-05", "2021-01-04"), *lines[1:]]) + "\n",
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
