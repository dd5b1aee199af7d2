"""A dishonest operator: whatever is changed in log, archive or issued records, ``verify`` on the desk says so."""

import json
import shutil
from dataclasses import replace

import pytest

from tests import journals
from tests.conftest import DECLARED, JANUARY, NUMBERS
from tests.steps.helpers import draw
from xlcheck.draws.draw import draw as make
from xlcheck.draws.formats.requests import request_to_json
from xlcheck.draws.verification.draw import book_of
from xlcheck.excel.write.draw import write_record
from xlcheck.journal.chain import event_line, line_digest
from xlcheck.messages import error_text
from xlcheck.model import Recusal, XlcheckError
from xlcheck.steps.desk.files import digest
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.verify.log import walk_log
from xlcheck.steps.verify.verify import verify_desk, verify_record

HAPPENED = (
    "frozen_at", "revealed_at", "drawn_at", "operator", "venue", "witnesses", "log_digest", "version",
)  # fmt: skip


def differing(run):
    return [d.where for result in verify_desk(run) for d in result.differences]


def folder(run):
    return run.desk.archive / "03号" / "第1次"


def log(run):
    return run.desk.archive / "抽取日志.jsonl"


def rewritten(run, change):
    """The log with its events changed and chained anew, as one who knows the format would."""
    lines = []
    for line in journals.lines(run.desk):
        event = json.loads(line)
        event.pop("previous")
        change(event)
        lines.append(event_line(lines[-1] if lines else None, event))
    log(run).write_text("\n".join(lines) + "\n", "utf-8")


def changed(key, value):
    return lambda event: event.update({key: value}) if key in event else None


def cut(path):
    path.write_bytes(path.read_bytes()[:-20])


def appended(run, **event):
    """One more line, rightly chained."""
    journals.append(run.desk, {"task": "202103", "task_no": "03号", "attempt": 1, "time": "2021-01-05 09:00"} | event)


def issue(run, record, task="03号"):
    """Put a record in the place of an archived and of an issued one, and its hash into the log, chained anew."""
    archive = Archive(run.desk)
    kept, path = archive.folder(task, 1) / "抽取记录.xlsx", archive.record_path(task, 1)
    write_record(kept, book_of(record))
    shutil.copy(kept, path)
    drawn = {"record": digest(kept), "drawn": [d.code for d in record.sample]}
    rewritten(
        run, lambda event: event.update(drawn) if (event["event"], event.get("task_no")) == ("draw", task) else None
    )


def forged(record, **change):
    """What the program itself would make of another request with the numbers that came out."""
    happened = {key: getattr(record, key) for key in HAPPENED}
    return make(replace(record.request, **change), **happened)


def swapped(run, *folders):
    """Two tasks' files exchanged, archived ones and issued ones."""
    for one, other in folders:
        shutil.move(one, f"{one}.aside")
        shutil.move(other, one)
        shutil.move(f"{one}.aside", other)


TRICKS = {
    "log deleted": lambda run: log(run).unlink(),
    "log cut": lambda run: log(run).write_text(log(run).read_text("utf-8").splitlines()[0] + "\n", "utf-8"),
    "numbers rewritten": lambda run: rewritten(run, changed("numbers", {"dice": "335551532208"})),
    "drawn list rewritten": lambda run: rewritten(run, changed("drawn", [])),
    "frozen request changed": lambda run: cut(folder(run) / "冻结.json"),
    "frame file cut": lambda run: cut(folder(run) / "抽样框-202103.txt"),
    "inspectors' file gone": lambda run: (folder(run) / "检查人员-202103.txt").unlink(),
    "rules file cut": lambda run: cut(folder(run) / "抽取规则-202103.txt"),
    "archived input changed": lambda run: cut(folder(run) / "输入" / "检查对象名录库.xlsx"),
    "digest list gone": lambda run: (folder(run) / "SHA256SUMS.txt").unlink(),
    "archive gone": lambda run: shutil.rmtree(folder(run)),
    "numbers revealed twice": lambda run: appended(run, event="reveal", numbers={"witness1": "111111"}, seed="x"),
    "drawn twice": lambda run: appended(run, event="draw", record="", drawn=[]),
    "a draw out of nothing": lambda run: appended(run, event="draw", attempt=2, record="", drawn=[]),
    "freeze back-dated": lambda run: rewritten(
        run, lambda event: event.update(time="2021-01-03 09:00") if event["event"] == "freeze" else None
    ),
    "issued record gone": lambda run: (run.desk.draws / "抽取记录-03号.xlsx").unlink(),
}


@pytest.mark.parametrize("trick", TRICKS)
def test_trick_is_found__error(drawn, trick):
    run, _ = drawn
    assert differing(run) == []
    TRICKS[trick](run)
    assert differing(run)


def test_issued_record_of_another_attempt_is_found(drawn):
    run, _ = drawn
    books = ready_books(run)
    (row,) = tasks_of(books, ["03号"])
    again = freeze_task(run, books, row, DECLARED, again="示例理由")
    draw_task(run, again, NUMBERS, Attendance())
    assert differing(run) == []
    shutil.copy(run.desk.draws / "抽取记录-03号-第2次.xlsx", run.desk.draws / "抽取记录-03号.xlsx")
    assert differing(run) == ["抽取/抽取记录-03号.xlsx 内容摘要"]


@pytest.mark.parametrize("keep", [0, 1])
def test_a_cut_log_gives_no_free_retry(drawn, keep):
    run, done = drawn
    before = done.path.read_bytes()
    lines = log(run).read_text("utf-8").splitlines()[:keep]
    log(run).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    books = ready_books(run)
    (row,) = tasks_of(books, ["03号"])
    with pytest.raises(XlcheckError) as caught:
        freeze_task(run, books, row, DECLARED)
    assert "删改" in error_text(caught.value)
    assert done.path.read_bytes() == before


def test_records_of_two_tasks_exchanged_are_found__error(drawn):
    run, _ = drawn
    draw(run, "05号")
    archive = Archive(run.desk)
    issued = archive.record_path("03号", 1), archive.record_path("05号", 1)
    kept = tuple(archive.folder(task, 1) / "抽取记录.xlsx" for task in ("03号", "05号"))
    swapped(run, issued)
    assert {where.split()[0] for where in differing(run)} == {"抽取/抽取记录-03号.xlsx", "抽取/抽取记录-05号.xlsx"}
    swapped(run, kept)
    assert differing(run)[:2] == ["存档/03号/第1次/抽取记录.xlsx", "存档/05号/第1次/抽取记录.xlsx"]


def test_a_registry_changed_after_the_freeze_changes_nothing(run):
    books = ready_books(run)
    (row,) = tasks_of(books, ["03号"])
    frozen = freeze_task(run, books, row, DECLARED)
    fewer = replace(books, entities=replace(books.entities, data=books.entities.data.iloc[:300]))
    again = freeze_task(run, fewer, row, DECLARED)
    assert again == replace(frozen, left_alone=True)


def test_a_second_freeze_of_the_same_attempt_stops_the_draw__error(run):
    """The numbers are known, the run was interrupted: another request is logged for the same attempt."""
    books = ready_books(run)
    (row,) = tasks_of(books, ["03号"])
    request = freeze_task(run, books, row, DECLARED).request
    text = request_to_json(replace(request, entities=request.entities[1:]))
    (folder(run) / "冻结.json").write_text(text, "utf-8")
    freeze = json.loads(journals.lines(run.desk)[1]) | {"request": line_digest(text)}
    freeze.pop("previous")
    journals.append(run.desk, freeze)
    with pytest.raises(XlcheckError, match=r"archive\.changed"):
        freeze_task(run, books, row, DECLARED)
    assert "抽取日志第 3 行（冻结 03号 第1次 2021-01-05 09:00）" in differing(run)


def first_inspector(request, **change):
    return {"inspectors": (replace(request.inspectors[0], **change), *request.inspectors[1:])}


FORGERIES = {
    "a company dropped": lambda request: {"entities": request.entities[1:]},
    "leave entered": lambda request: first_inspector(request, leaves=((JANUARY.date(), JANUARY.date()),)),
    "a recusal invented": lambda request: first_inspector(
        request, recusals=(Recusal(request.entities[0].code, "示例"),)
    ),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_record_that_is_sound_in_itself_is_found__error(drawn, forgery):
    run, done = drawn
    record = forged(done.record, **FORGERIES[forgery](done.record.request))
    issue(run, record)
    assert verify_record(done.path).sound
    assert any("种子行" in where for where in differing(run))


def test_an_attempt_taken_away_is_found_by_the_record_of_a_later_task__error(drawn):
    """Every trace of a draw that did not suit is removed, the log is chained anew, and it is drawn once more."""
    run, _ = drawn
    signed = draw(run, "05号").record
    erased(run, "03号")
    assert any("散列值" in d.expected for d in verify_desk(run)[0].differences)
    erased(run, "05号")
    draw(run, "03号")
    draw(run, "05号")
    assert differing(run) == []  # the desk tells one story, and paper another
    walked = walk_log(log(run), [signed])
    assert signed.log_digest in walked.broken.expected
    assert signed.log_digest not in dict(walked.lines).values()


def erased(run, task):
    kept = [e for e in journals.events(run.desk) if e.get("task_no") != task]
    log(run).unlink()
    for event in kept:
        event.pop("previous")
        journals.append(run.desk, event)
    shutil.rmtree(run.desk.archive / task)
    for path in run.desk.draws.glob(f"*-{task}.*"):
        path.unlink()


def test_swapped_archived_record_stops_the_ledger(drawn):
    run, _ = drawn
    cut(folder(run) / "抽取记录.xlsx")
    with pytest.raises(XlcheckError, match=r"archive\.changed"):
        Archive(run.desk).records()
