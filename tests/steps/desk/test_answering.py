"""Which file answers for a workbook: copies, other formats and newer versions stop what reads it until one is moved."""

import os
from datetime import datetime

import pytest

from tests.steps.helpers import draw, fill_ledger, later, published_codes, put, sentence
from xlcheck.messages import Level, level, problem
from xlcheck.model import XlcheckError
from xlcheck.schema.inputs import ENTITY_BOOK, SETTINGS_BOOK
from xlcheck.steps.check.check import check, find_all
from xlcheck.steps.desk.answering import answer_for, answering_files
from xlcheck.steps.desk.desk import Desk, find_desk
from xlcheck.steps.desk.load import load_needed
from xlcheck.steps.draw.tasks import choose_tasks, ready_books
from xlcheck.steps.ledger.merge import merge_copies
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.remind.year_state import Stage, year_state
from xlcheck.steps.send.send import send

NAME = "检查对象名录库.xlsx"
VERSIONS = (
    "检查对象名录库.xls",
    "检查对象名录库.XLSM",
    "检查对象名录库.et",
    "检查对象名录库.ods",
    "检查对象名录库.xlsb",
    "检查对象名录库.csv",
    "检查对象名录库(1).xlsx",
    "检查对象名录库 (2).xlsx",
    "检查对象名录库（1）.xlsx",
    "检查对象名录库 - 副本.xlsx",
    "检查对象名录库 - 副本 (3).xlsx",
    "检查对象名录库 - 副本 - 副本.xls",
    "复件 检查对象名录库.xls",
    "检查对象名录库 - Copy.xlsx",
    "Copy of 检查对象名录库.xlsx",
    "检查对象名录库-DESKTOP-7K2.xlsx",
    "检查对象名录库-ZHANGSAN-PC-2.xlsx",
    "检查对象名录库(张三 的冲突副本 2021-01-04-16-20-30).xlsx",
    "检查对象名录库_冲突文件_李四_20210104.xlsx",
    "检查对象名录库 (LAPTOP's conflicted copy 2021-01-04).xlsx",
    "检查对象名录库.sync-conflict-20210104-162030.xlsx",
    "检查对象名录库20210104.xlsx",
    "检查对象名录库-2021年1月.xlsx",
    "2021年检查对象名录库.xlsx",
    "20210601-检查对象名录库.xlsx",
    "检查对象名录库_20210104_162030.xls",
    "检查对象名录库（最新）.xlsx",
    "检查对象名录库 最终版2.xlsx",
    "最新检查对象名录库.xlsx",
    "检查对象名录库_v2.xlsx",
    "检查对象名录库(已自动恢复).xlsx",
    "改正-检查对象名录库.xlsx",
    "检查对象名录库.xlsx.xlsx",
    "检查对象名录库 .xlsx",
    "检查对象名录库（改2）.xlsx",
    "检查对象名录库 的副本.xlsx",
    "检查对象名录库@20210405.xlsx",
    "检查对象名录库——定稿.xls",
)
"""How programs, cloud drives and people name another version of a workbook."""
OTHERS = (
    "执法检查人员名录库.xlsx",
    "~$检查对象名录库.xlsx",
    ".检查对象名录库.xlsx.adopted",
    "检查对象名录库.pdf",
    "检查对象名录库.docx",
    "检查对象名录库（印发件）.xlsx",
    "检查对象名录库模板.xlsx",
)


def beside(folder, name, content=b"other", of=NAME):
    (folder / of).write_bytes(b"one")
    (folder / name).write_bytes(content)
    return answering_files(folder / of)


@pytest.mark.parametrize("name", VERSIONS)
def test_other_version_is_a_rival(tmp_path, name):
    files = beside(tmp_path, name)
    assert (files.path.name, [path.name for path in files.rivals], files.alike) == (NAME, [name], ())


@pytest.mark.parametrize("name", OTHERS)
def test_file_of_another_purpose_is_none(tmp_path, name):
    files = beside(tmp_path, name)
    assert (files.rivals, files.same, files.alike) == ((), (), ())


def test_name_that_says_nothing_of_a_copy_is_a_hint(tmp_path):
    files = beside(tmp_path, "检查台账-01号-李四.xlsx", of="检查台账-01号.xlsx")
    assert [f.code for f in files.findings()] == ["book.beside"]


@pytest.mark.parametrize(
    "name",
    [
        "检查对象名录库-张三的电脑.xlsx",
        "检查对象名录库（王五修改）.xlsx",
        "检查对象名录库 (自动保存).xlsx",
        "示例区检查对象名录库.xlsx",
        "1检查对象名录库.xls",
        "检查对象名录库-城关镇.xlsx",
        "检查对象名录库.tmp.xlsx",
    ],
)
def test_workbook_of_the_year_has_no_other_by_any_name(tmp_path, name):
    (tmp_path / NAME).write_bytes(b"one")
    (tmp_path / name).write_bytes(b"other")
    assert [path.name for path in Desk(tmp_path).answering(ENTITY_BOOK).rivals] == [name]


@pytest.mark.parametrize("name", ["检查对象名录库-备份.xlsx", "旧检查对象名录库.xlsx", "检查对象名录库（存档）.xls"])
def test_workbook_that_is_kept_aside_is_a_hint(tmp_path, name):
    (tmp_path / NAME).write_bytes(b"one")
    (tmp_path / name).write_bytes(b"other")
    assert [f.code for f in Desk(tmp_path).answering(ENTITY_BOOK).findings()] == ["book.beside"]


@pytest.mark.parametrize("name", VERSIONS[6:9])
def test_copy_that_is_the_same_byte_by_byte_is_a_hint(tmp_path, name):
    files = beside(tmp_path, name, b"one")
    assert (files.rivals, [path.name for path in files.same]) == ((), [name])
    assert {level(f) for f in files.findings()} == {Level.HINT}


def test_long_name_of_digits_is_read_in_no_time(tmp_path):
    files = beside(tmp_path, f"检查对象名录库{'1' * 60}在.xlsx")
    assert len(files.alike) == 1


@pytest.mark.parametrize("name", ["检查对象名录库.xls", "检查对象名录库.ODS", "检查对象名录库.et"])
def test_only_file_of_the_name_is_the_workbook(tmp_path, name):
    (tmp_path / name).write_bytes(b"")
    assert answer_for(tmp_path / NAME).name == name
    assert Desk(tmp_path).book(ENTITY_BOOK).name == name


def test_copy_alone_is_named_beside_the_missing_workbook(tmp_path):
    (tmp_path / "检查对象名录库(1).xlsx").write_bytes(b"")
    files = answering_files(tmp_path / NAME)
    assert (files.path.exists(), files.rivals, len(files.alike)) == (False, (), 1)


def test_year_whose_settings_are_an_old_workbook_is_a_desk(tmp_path):
    (tmp_path / "2021").mkdir()
    (tmp_path / "2021" / "单位设置.xls").write_bytes(b"")
    assert find_desk(tmp_path).root.name == "2021"


def test_workbook_under_an_unknown_name_is_told_of(run):
    assert "book.stranger" not in {f.code for f in find_all(run)[1]}  # the printed plan lies beside the plan
    for name in ("新建 Microsoft Excel 工作表.xlsx", "对象名录库.xls", "许可导出.csv", "请示.docx", "~$许可导出.xlsx"):
        (run.desk.root / name).write_bytes(b"")
    told = [f for f in find_all(run)[1] if f.code == "book.stranger"]
    assert {f.place.book for f in told} == {"新建 Microsoft Excel 工作表.xlsx", "对象名录库.xls", "许可导出.csv"}
    assert {level(f) for f in told} == {Level.HINT}


@pytest.fixture
def doubled(run):
    """A desk with a newer registry beside the registry."""
    copy = run.desk.root / "检查对象名录库(1).xlsx"
    copy.write_bytes((run.desk.root / NAME).read_bytes())
    put(copy, {"B3": "示例改名有限公司"})
    os.utime(copy, (datetime(2021, 1, 4, 15, 30).timestamp(),) * 2)
    return run, copy


def test_check_names_both_with_their_times(doubled):
    run, _ = doubled
    (told,) = (f for f in check(run).findings if f.code == "book.several")
    assert level(told) is Level.ERROR
    assert "《检查对象名录库.xlsx》（20" in problem(told)
    assert "《检查对象名录库(1).xlsx》（2021-01-04 15:30 保存）" in problem(told)


@pytest.mark.parametrize("step", [ready_books, lambda r: choose_tasks(r, (), ""), prepare, publish], ids=range(4))
def test_nothing_is_drawn_or_made_of_two_registries__error(doubled, step):
    run, copy = doubled
    if step in (prepare, publish):
        copy.rename(copy.with_name("放一放"))
        draw(run, "03号")
        copy.with_name("放一放").rename(copy)
    assert "《检查对象名录库(1).xlsx》" in sentence(step, run)
    copy.rename(run.desk.root / "校验" / copy.name) if (run.desk.root / "校验").is_dir() else copy.unlink()
    step(run)


@pytest.mark.parametrize("book", [SETTINGS_BOOK.filename, "抽查工作计划.xlsx", "执法检查人员名录库.xlsx"])
def test_two_of_any_book_stop_the_draw__error(run, book):
    copy = run.desk.root / book.replace(".xlsx", "-DESKTOP-7K2.xlsx")
    copy.write_bytes((run.desk.root / book).read_bytes() + b" ")
    with pytest.raises(XlcheckError) as caught:
        ready_books(run)
    assert copy.name in str(dict(caught.value.params))


def test_same_copy_stops_nothing(run):
    copy = run.desk.root / "检查对象名录库 - 副本.xlsx"
    copy.write_bytes((run.desk.root / NAME).read_bytes())
    ready_books(run)
    assert [f.code for f in find_all(run)[1] if f.code.startswith("book.")] == ["book.same-copy"]


def test_menu_asks_to_choose_before_anything_goes_on(doubled):
    run, copy = doubled
    state = year_state(run)
    assert (state.several, state.next_step) == (("检查对象名录库",), (Stage.CHOOSE, None))
    copy.unlink()
    assert (year_state(run).several, year_state(run).next_step[0]) == ((), Stage.CHECK)


def test_settings_twice_are_told_of_by_every_step__error(run):
    copy = run.desk.root / "单位设置 - 副本.xlsx"
    copy.write_bytes(b"other")
    for step in (year_state, lambda r: load_needed(r, ENTITY_BOOK), lambda r: merge_copies(r, [r.desk.root])):
        assert "《单位设置 - 副本.xlsx》" in sentence(step, run)


@pytest.fixture(params=["检查台账-03号(1).xlsx", "检查台账-03号.xls", "检查台账-03号-LAPTOP-AB12.xlsx"])
def ledgers(request, ledger_desk):
    """A ledger that is blank, and one beside it that is filled."""
    run, _, path = ledger_desk
    blank, copy = path.read_bytes(), path.with_name(request.param)
    fill_ledger(path)
    path.rename(copy)
    path.write_bytes(blank)
    return later(run, 3, 5), path, copy


def test_filled_ledger_beside_a_blank_one_stops_the_publication__error(ledgers):
    run, path, copy = ledgers
    told = sentence(publish, run)
    assert (path.name in told, copy.name in told) == (True, True)
    assert sentence(send, run) == told
    assert year_state(run).several == (path.stem,)
    path.unlink()
    copy.rename(path)
    assert publish(run).rows == len(published_codes(run.desk)) > 0


def test_ledger_in_another_format_alone_is_the_ledger(ledger_desk):
    run, path = later(ledger_desk[0], 3, 5), ledger_desk[2]
    fill_ledger(path)
    path.rename(path.with_suffix(".xls"))
    assert not any(path.exists() for task in prepare(run) for path in task.made)
    done = publish(run)
    assert done.rows == len(published_codes(run.desk)) > 0
    assert {f.code for f in done.findings} == {"book.mislabelled"}


def test_copy_beside_the_ledger_that_is_merged_now_is_one_by_somebodys_word(ledgers):
    run, _, copy = ledgers
    assert copy.name in sentence(merge_copies, run, [run.desk.archive])
    (merged,) = merge_copies(run, [copy])
    assert merged.backup is not None
