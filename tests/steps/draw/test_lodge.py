"""收存: the slip of a freeze run, who holds it, and what that makes of the draw."""

import json
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from io import BytesIO
from unittest.mock import patch
from zipfile import ZipFile

import pytest

from tests import journals
from tests.conftest import DECLARED, NUMBERS
from tests.steps.helpers import sentence
from xlcheck.draws.formats.two.strength import Strength
from xlcheck.draws.lodging.slip import slip_json
from xlcheck.excel.read.workbook import read_cells
from xlcheck.model import ProofKind
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.lodge import kept_slips, note_lodged, write_slips
from xlcheck.steps.draw.source import game_source_of
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.verify.papers import verify_paper
from xlcheck.steps.verify.verify import verify_desk

BALLS = {"ssq-2021003": "1 2 3 4 5 6 + 7"}
NIGHT = datetime(2021, 1, 7, 22)


@pytest.fixture
def frozen(run):
    """The run with two tasks frozen on one issue, and the papers of that run."""
    books = ready_books(run)
    declared = game_source_of(run, "双色球2021003期", books.settings)
    tasks = [freeze_task(run, books, row, declared) for row in tasks_of(books, ["03号", "05号"])]
    (papers,) = write_slips(run, books.settings)
    return run, tasks, papers


def at(run, *moment):
    return replace(run, now=datetime(2021, 1, *moment))


def drawn(run, task):
    return draw_task(replace(run, now=NIGHT), task, BALLS, Attendance()).record


def test_tasks_of_one_run_share_one_slip(frozen):
    run, tasks, papers = frozen
    slip = papers.slip
    assert [task.plan_no for task in slip.tasks] == ["202103", "202105"]
    assert (slip.number, slip.source_key, str(slip.draw_day)) == (1, "ssq-2021003", "2021-01-07")
    assert [e["event"] for e in journals.events(run.desk)] == ["opening", "freeze", "freeze", "slip"]
    assert all(path.exists() for path in papers.printed)
    assert slip.moved == tasks[1].request.moved
    printed = "".join(read_cells(papers.printed[0])["冻结收存单"].values())
    assert papers.code.replace("-", "") in "".join(printed.split())
    assert kept_slips(run.desk) == [slip]
    assert write_slips(run, ready_books(run).settings) == []


def test_the_mail_carries_what_the_superior_needs_to_hold_the_desk_to_it(frozen):
    _run, _tasks, papers = frozen
    mail = message_from_bytes(papers.mail.read_bytes())
    (attached,) = [part.get_payload(decode=True) for part in mail.walk() if part.get_filename()]
    packed = ZipFile(BytesIO(attached))
    assert any(name.endswith("抽取日志.jsonl") for name in packed.namelist())
    requests = [json.loads(packed.read(name)) for name in packed.namelist() if name.endswith("冻结.json")]
    assert [request["request"]["plan"]["plan_no"] for request in requests] == ["202103", "202105"]
    assert slip_json(papers.slip).encode() in {packed.read(name) for name in packed.namelist()}


def test_dice_have_a_sheet_beside_the_slip(run):
    books = ready_books(run)
    (row,) = tasks_of(books, ["03号"])
    freeze_task(run, books, row, DECLARED)
    (papers,) = write_slips(run, books.settings)
    assert [path.name[:5] for path in papers.printed] == ["冻结收存单", "掷骰记录单"]


def test_a_run_that_ended_before_its_slip_gets_it_from_the_next(run):
    books = ready_books(run)
    rows = tasks_of(books, ["03号", "05号"])
    freeze_task(run, books, rows[0], DECLARED)
    later = at(run, 5, 10)
    freeze_task(later, books, rows[1], DECLARED)
    assert [[t.task_no for t in p.slip.tasks] for p in write_slips(later, books.settings)] == [["03号"], ["05号"]]


@pytest.mark.parametrize(
    ("when", "kind", "number", "strength"),
    [
        ((5, 10), ProofKind.WITNESS, "", "甲·监督人留存"),
        ((7, 17, 59), ProofKind.WITNESS, "", "甲·监督人留存"),
        ((7, 18), ProofKind.WITNESS, "", "公开号码，未收存"),
        ((7, 23), ProofKind.WITNESS, "", "公开号码，未收存"),
        ((5, 10), ProofKind.STATED, "SC-1", "公开号码，未收存"),
    ],
)
def test_strength_by_who_holds_the_slip_and_since_when(frozen, when, kind, number, strength):
    run, tasks, _ = frozen
    note_lodged(at(run, *when), 1, kind, "示例监督人", number)
    late = replace(run, now=max(NIGHT, datetime(2021, 1, *when)))
    record = draw_task(late, tasks[0], BALLS, Attendance()).record
    assert record.strength == strength
    assert all(v.sound for v in verify_desk(late))


def test_what_is_stated_stands_on_the_record_as_stated(frozen):
    run, tasks, _ = frozen
    note_lodged(run, 1, ProofKind.STATED, "示例市局", "SC-1")
    page = read_cells(draw_task(replace(run, now=NIGHT), tasks[0], BALLS, Attendance()).path)["抽取记录"].values()
    assert any("SC-1" in text and "本单位自述，没有附凭据" in text for text in page)
    assert any("不能排除多次冻结后择一" in text for text in page)


def test_a_proof_of_one_slip_is_none_of_another(frozen):
    run, tasks, _ = frozen
    books = ready_books(run)
    (row,) = tasks_of(books, ["08号"])
    other = freeze_task(run, books, row, game_source_of(run, "双色球2021003期", books.settings))
    write_slips(run, books.settings)
    note_lodged(run, 2, ProofKind.WITNESS, "示例监督人")
    assert drawn(run, tasks[0]).strength == "公开号码，未收存"
    assert drawn(run, other).strength == "甲·监督人留存"


def test_lodging_that_cannot_be_noted__error(frozen):
    run, _, _ = frozen
    before = journals.lines(run.desk)
    assert "没有第 9 号" in sentence(note_lodged, run, 9, ProofKind.WITNESS, "示例监督人")
    assert "没有写明由谁收存" in sentence(note_lodged, run, 1, ProofKind.WITNESS, " ")
    assert "没有写明回执编号" in sentence(note_lodged, run, 1, ProofKind.STATED, "示例市局")
    assert journals.lines(run.desk) == before


def test_draw_by_dice_needs_no_proof(run):
    books = ready_books(run)
    (row,) = tasks_of(books, ["03号"])
    task = freeze_task(run, books, row, DECLARED)
    write_slips(run, books.settings)
    note_lodged(run, 1, ProofKind.WITNESS, "示例监督人")
    record = draw_task(run, task, NUMBERS, Attendance("示例甲", "", "示例乙")).record
    assert (record.strength, record.proofs) == ("乙", ())


@pytest.mark.parametrize("holder", ["", "无", ".", "没有", "暂无"])
def test_a_holder_that_is_nobody__error(frozen, holder):
    run, *_ = frozen
    assert "没有写明由谁收存" in sentence(note_lodged, run, 1, ProofKind.WITNESS, holder)


def test_an_operator_who_keeps_the_counterfoil_himself_shows_nothing(frozen):
    run, (task, _), _ = frozen
    note_lodged(run, 1, ProofKind.WITNESS, "示例 甲")
    done = draw_task(replace(run, now=NIGHT), task, BALLS, Attendance("示例甲"))
    record = done.record
    assert (record.strength, record.proofs) == ("公开号码，未收存", ())
    assert [verify_paper(path).differences for path in (done.path, done.page)] == [(), ()]
    assert record.marks == ("收存的人（示例 甲）就是操作人，不能证明冻结早于开奖。",)
    assert all(result.sound for result in verify_desk(replace(run, now=NIGHT)))


def test_dice_without_anybody_but_the_operator_are_red(run):
    books = ready_books(run)
    task = freeze_task(run, books, *tasks_of(books, ["03号"]), DECLARED)
    done = draw_task(run, task, NUMBERS, Attendance("示例甲", "示例室", "示例 甲"))
    assert done.record.strength == Strength.ALONE
    page = "".join(read_cells(done.path)["抽取记录"].values())
    assert "随机性强度：掷骰，无人监督。" in page
    assert "没有人可以作证" in page
    assert [verify_paper(path).differences for path in (done.path, done.page)] == [(), ()]


def test_red_marks_that_were_taken_off_a_record_are_found_by_the_log(frozen):
    """Whoever writes record, page and log anew so that all agree must still contradict the lines above."""
    run, (task, _), _ = frozen
    note_lodged(run, 1, ProofKind.WITNESS, "示例甲")
    run = replace(run, now=NIGHT)
    with patch("xlcheck.steps.draw.draw.marks_of", lambda _: ()):
        draw_task(run, task, BALLS, Attendance("示例甲"))
    (wrong,) = verify_desk(run)[0].differences
    assert (wrong.where, wrong.found) == ("抽取记录 03号 红字", "没有")


@pytest.mark.parametrize(
    "stated",
    [
        (ProofKind.WITNESS, "示例甲，2021-01-06 09:00；上级回执：示例局"),
        (ProofKind.STATED, "示例局", "7，2021-01-06 09:00"),
        (ProofKind.STATED, "示例局：甲", "7"),
    ],
)
def test_name_or_number_that_would_pass_for_another_proof__error(frozen, stated):
    run, _, _ = frozen
    before = journals.events(run.desk)
    assert "不能有标点" in sentence(note_lodged, at(run, 6, 9), 1, *stated)
    assert journals.events(run.desk) == before
