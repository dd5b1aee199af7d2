"""A dishonest operator: whatever is changed in log, archive or issued records, ``verify`` on the desk says so."""

import json
import shutil

import pytest

from tests.conftest import NUMBERS, SOURCES, sources
from xlcheck.draws.log import event_line
from xlcheck.messages import error_text
from xlcheck.model import XlcheckError
from xlcheck.steps import draw as step
from xlcheck.steps.archive import Archive
from xlcheck.steps.verify import verify_desk


def differing(run):
    return [d.where for result in verify_desk(run) for d in result.differences]


def folder(run):
    return run.desk.archive / "03号" / "第1次"


def log(run):
    return run.desk.archive / "抽取日志.jsonl"


def rewritten(run, change):
    """The log with its events changed and chained anew, as one who knows the format would."""
    lines = []
    for event in Archive(run.desk).events():
        event.pop("previous")
        change(event)
        lines.append(event_line(lines[-1] if lines else None, event))
    log(run).write_text("\n".join(lines) + "\n", "utf-8")


def changed(key, value):
    return lambda event: event.update({key: value}) if key in event else None


def cut(path):
    path.write_bytes(path.read_bytes()[:-20])


TRICKS = {
    "log deleted": lambda run: log(run).unlink(),
    "log cut": lambda run: log(run).write_text(log(run).read_text("utf-8").splitlines()[0] + "\n", "utf-8"),
    "numbers rewritten": lambda run: rewritten(run, changed("numbers", {"lottery1": "1", "witness1": "111111"})),
    "drawn list rewritten": lambda run: rewritten(run, changed("drawn", [])),
    "frozen request changed": lambda run: cut(folder(run) / "冻结.json"),
    "frame file cut": lambda run: cut(folder(run) / "抽样框-202103.txt"),
    "inspectors' file gone": lambda run: (folder(run) / "检查人员-202103.txt").unlink(),
    "archived input changed": lambda run: cut(folder(run) / "输入" / "检查对象名录库.xlsx"),
    "digest list gone": lambda run: (folder(run) / "SHA256SUMS.txt").unlink(),
    "archive gone": lambda run: shutil.rmtree(folder(run)),
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
    books = step.ready_books(run)
    (row,) = step.tasks_of(books, ["03号"])
    again = step.freeze_task(run, books, row, sources("2021002"), again="示例理由")
    step.draw_task(run, again, NUMBERS, step.Room())
    assert differing(run) == []
    shutil.copy(run.desk.draws / "抽取记录-03号-第2次.xlsx", run.desk.draws / "抽取记录-03号.xlsx")
    assert differing(run) == ["抽取/抽取记录-03号.xlsx 内容摘要"]


@pytest.mark.parametrize("keep", [0, 1])
def test_a_cut_log_gives_no_free_retry(drawn, keep):
    run, done = drawn
    before = done.path.read_bytes()
    lines = log(run).read_text("utf-8").splitlines()[:keep]
    log(run).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    books = step.ready_books(run)
    (row,) = step.tasks_of(books, ["03号"])
    with pytest.raises(XlcheckError) as caught:
        step.freeze_task(run, books, row, SOURCES)
    assert "删改" in error_text(caught.value)
    assert done.path.read_bytes() == before


def test_one_lottery_has_one_set_of_numbers(run):
    books = step.ready_books(run)
    first, second = (step.freeze_task(run, books, row, SOURCES) for row in step.tasks_of(books, ["03号", "05号"]))
    step.draw_task(run, first, NUMBERS, step.Room())
    with pytest.raises(XlcheckError) as caught:
        step.draw_task(run, second, {**NUMBERS, "lottery1": "5 6 7"}, step.Room())
    assert "示例彩票" in error_text(caught.value)
    assert [json.loads(line)["event"] for line in Archive(run.desk).lines()] == ["freeze", "freeze", "reveal", "draw"]
    step.draw_task(run, second, {**NUMBERS, "lottery1": "14、9、3"}, step.Room())


def test_swapped_archived_record_stops_the_ledger(drawn):
    run, _ = drawn
    cut(folder(run) / "抽取记录.xlsx")
    with pytest.raises(XlcheckError, match=r"archive\.changed"):
        Archive(run.desk).records()
