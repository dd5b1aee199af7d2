"""Copies beside a record: the same file accuses nobody, another one is told of with both names."""

import shutil
from dataclasses import replace

import pytest

from tests.cells import cell
from tests.steps.helpers import draw, put
from xlcheck.schema.outputs.draw import TICKETS
from xlcheck.steps.desk.copies import same_copies
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.send.send import send
from xlcheck.steps.verify.log import walk_desk
from xlcheck.steps.verify.repair import damages
from xlcheck.steps.verify.verify import verify_desk

RECORD = "抽取记录-03号.xlsx"
NAMES = (
    "抽取记录-03号-DESKTOP-7Q2.xlsx",
    "抽取记录-03号 - 副本.xlsx",
    "抽取记录-03号(1).xlsx",
    "抽取记录-03号 - 副本 (2).XLSX",
)


def copied(run, name, of=RECORD):
    return shutil.copy(run.desk.draws / of, run.desk.draws / name)


def heard(run):
    said = []
    return said, replace(run, say=said.append)


def differing(run):
    return [(d.where, d.found) for result in verify_desk(run) for d in result.differences]


@pytest.mark.parametrize("name", NAMES)
def test_same_file_under_another_name__ok(drawn, name):
    run, _ = drawn
    copied(run, name)
    said, listening = heard(run)
    results = verify_desk(listening)
    assert [result.path.name for result in results if result.sound] == ["抽取日志.jsonl", RECORD]
    assert said == [f"有 1 个副本，与原件完全相同：《{name}》同《{RECORD}》"]
    assert damages(run.desk) == []
    assert walk_desk(run).records == 1


def test_another_file_under_such_a_name_is_told_with_both__error(drawn):
    run, _ = drawn
    put(copied(run, NAMES[1]), {cell(TICKETS, TICKETS.name): "示例改动"}, TICKETS.sheet)
    first, *others = differing(run)
    assert first == (f"抽取/{NAMES[1]}", f"与《{RECORD}》不是同一个文件")
    assert [where for where, _ in others] == [f"“签号”工作表 {cell(TICKETS, TICKETS.name)}（检查对象名称）"]


def test_such_a_copy_of_another_draw_is_told_with_both__error(drawn):
    run, _ = drawn
    draw(run, "05号")
    shutil.copy(run.desk.draws / "抽取记录-05号.xlsx", run.desk.draws / NAMES[0])
    assert differing(run) == [(f"抽取/{NAMES[0]}", f"与《{RECORD}》不是同一个文件")]


def test_copy_in_the_place_of_another_record_is_no_copy__error(drawn):
    run, _ = drawn
    draw(run, "05号")
    copied(run, "抽取记录-05号.xlsx")
    assert same_copies(run.desk) == {}
    assert [where for where, _ in differing(run)] == ["抽取/抽取记录-05号.xlsx 内容摘要"]
    copied(run, "抽取记录-03号-第2次.xlsx")
    assert same_copies(run.desk) == {}
    assert "抽取/抽取记录-03号-第2次.xlsx" in [where for where, _ in differing(run)]


def test_copy_whose_original_is_gone__error(drawn):
    run, _ = drawn
    (run.desk.draws / RECORD).rename(run.desk.draws / NAMES[0])
    assert [where for where, _ in differing(run)] == [f"抽取/{RECORD}", f"抽取/{NAMES[0]}"]


def test_send_leaves_copies_at_home_and_says_so(drawn):
    run, _ = drawn
    prepare(run)
    copied(run, NAMES[0])
    copied(run, "抽取公开-03号(1).html", "抽取公开-03号.html")
    put(copied(run, NAMES[1]), {cell(TICKETS, TICKETS.name): "示例改动"}, TICKETS.sheet)
    said, listening = heard(run)
    names = {path.name for path in send(listening).files}
    assert names & {RECORD, "抽取公开-03号.html", "抽取公告-03号.xlsx"}
    assert not names & {NAMES[0], NAMES[1], "抽取公开-03号(1).html"}
    page = "《抽取公开-03号(1).html》同《抽取公开-03号.html》"
    assert said[-2:] == [
        f"有 2 个副本，与原件完全相同：{page}；《{NAMES[0]}》同《{RECORD}》；副本不上报",
        f"《{NAMES[1]}》与《{RECORD}》不是同一个文件，没有上报，请核验年度文件夹",
    ]
