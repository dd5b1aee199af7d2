"""合并台账: copies that several people filled go into the ledger; what they disagree on stays theirs to settle."""

import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests.cells import cell, number
from tests.excel.read.test_other_formats import needs_office
from tests.steps.helpers import (
    LEDGER_FIRST,
    LEDGER_HEADER,
    beside,
    contents,
    edited,
    fill_ledger,
    in_own_words,
    rows_of,
    sentence,
    type_over,
)
from xlcheck.model import XlcheckError
from xlcheck.results.ledger.merge import MergeOutcome
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.ledger.merge import merge_copies, undecided
from xlcheck.steps.publish.publish import publish

RED = PatternFill("solid", fgColor="FFFF0000")


@pytest.fixture
def copies(desk, tmp_path):
    """The run, the ledger of 01号 and two copies of it; the first rows filled in one, the next in the other."""
    run, record, path = desk
    folder = tmp_path / "收到的副本"
    folder.mkdir()
    one, two = (folder / f"{name}.xlsx" for name in ("示例甲", "示例乙"))
    for copy in (one, two):
        shutil.copy(path, copy)
    fill_ledger(one, 3)
    fill_ledger(two, 3, start=3)
    assert len(record.sample) == 6
    return run, path, one, two


def put(path, row, key, value):
    """Type into a cell of the ledger's ``row``-th company."""
    type_over(path, LEDGER_FIRST + row, **{key: value})


def told(merged, outcome):
    return [(one.name, one.title) for ledger in merged for one in ledger.notes if one.outcome is outcome]


def test_rows_of_both_copies_stand_in_the_ledger(copies):
    run, path, one, two = copies
    (merged,) = merge_copies(run, [one, two])
    assert undecided(merged.notes) == []
    rows = rows_of(path)
    assert [row["检查日期"] for row in rows] == [datetime(2021, 3, 1)] * 6
    assert {row["检查结果"] for row in rows} == {"未发现问题"}
    assert len(rows_of(merged.notes_book)) == len(merged.notes) == 6 * 6
    assert publish(run).rows == 6


def test_everything_else_of_the_ledger_stays_and_it_is_backed_up(copies):
    run, path, one, two = copies

    code, own = cell(LEDGER, LEDGER.code, LEDGER_FIRST), beside(LEDGER, LEDGER_FIRST, 8)

    def dress(sheet):
        sheet[code].fill = RED
        sheet[code].comment = Comment("示例：先查这一户", "示例甲")
        sheet[beside(LEDGER, LEDGER_HEADER, 8)] = "自己加的列"
        sheet[own] = "自己的话"

    edited(path, dress)
    before = path.read_bytes()
    (merged,) = merge_copies(run, [one, two])
    assert merged.backup.read_bytes() == before
    assert merged.backup.parent.name == "旧版"
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert (sheet[code].fill.fgColor.rgb, sheet[code].comment.text) == ("FFFF0000", "示例：先查这一户")
    assert sheet[own].value == "自己的话"


def test_copies_are_only_read(copies):
    run, _, one, two = copies
    before = contents(one.parent)
    merge_copies(run, [one.parent])
    assert contents(two.parent) == before


def test_conflict_is_shown_side_by_side_and_not_settled(copies):
    run, path, one, two = copies
    put(two, 0, "situation", "现场没有人。")
    (merged,) = merge_copies(run, [one, two])
    (conflict,) = undecided(merged.notes)
    assert conflict.outcome is MergeOutcome.CONFLICT
    assert dict(conflict.values) == {"示例甲.xlsx": in_own_words(1), "示例乙.xlsx": "现场没有人。"}
    assert not rows_of(path)[0].get("检查情况")
    first = rows_of(merged.notes_book)[0]
    assert (first["结果"], first["项目"]) == ("有冲突，没有并入", "检查情况")
    assert first["副本中的内容"].splitlines() == [f"《示例甲.xlsx》{in_own_words(1)}", "《示例乙.xlsx》现场没有人。"]


def test_conflict_that_was_settled_in_a_copy_is_taken(copies):
    run, path, one, two = copies
    put(two, 0, "situation", "现场没有人。")
    merge_copies(run, [one, two])
    put(one, 0, "situation", "现场没有人。")
    (merged,) = merge_copies(run, [one, two])
    assert [(t.title, t.outcome) for t in merged.notes] == [("检查情况", MergeOutcome.TAKEN)]
    assert rows_of(path)[0]["检查情况"] == "现场没有人。"


def test_ledger_that_says_otherwise_is_a_conflict_too(copies):
    run, path, one, two = copies
    put(path, 1, "inspected", date(2021, 3, 2))
    merged = merge_copies(run, [one, two])
    assert [title for _, title in told(merged, MergeOutcome.CONFLICT)] == ["检查日期"]
    assert rows_of(path)[1]["检查日期"] == datetime(2021, 3, 2)


def test_second_merge_changes_nothing(copies):
    run, _, one, two = copies
    merge_copies(run, [one, two])
    before = contents(run.desk.root)
    assert merge_copies(run, [one, two]) == []
    assert contents(run.desk.root) == before


def test_blank_cell_of_a_copy_takes_nothing_away(copies):
    run, path, one, two = copies
    merge_copies(run, [one, two])
    fresh = shutil.copy(path, one)
    put(fresh, 0, "situation", None)
    assert merge_copies(run, [one]) == []
    assert rows_of(path)[0]["检查情况"]


def test_remark_that_goes_on_from_the_ledgers_is_taken(copies):
    run, path, one, two = copies
    put(path, 0, "remark", "第 1 次补抽")
    put(one, 0, "remark", "第 1 次补抽；已电话告知")
    merge_copies(run, [one, two])
    assert rows_of(path)[0]["备注"] == "第 1 次补抽；已电话告知"


def test_what_has_no_place_in_the_ledger_is_told(copies):
    run, _, one, two = copies
    put(one, 0, "inspectors", "示例别人（SL140603-9999）")

    def more(sheet):
        sheet[beside(LEDGER, LEDGER_HEADER, 8)] = "现场照片"
        sheet[beside(LEDGER, LEDGER_FIRST, 8)] = "三张"
        sheet[cell(LEDGER, LEDGER.code, LEDGER_FIRST + 5)] = "91140603MA0K00002H"

    edited(two, more)
    merged = merge_copies(run, [one, two])
    assert [title for _, title in told(merged, MergeOutcome.GIVEN)] == ["检查人员"]
    assert [title for _, title in told(merged, MergeOutcome.EXTRA)] == ["现场照片"]
    (strange,) = (one for one in merged[0].notes if one.outcome is MergeOutcome.STRANGE)
    assert f"检查情况：{in_own_words(6)}" in strange.values["示例乙.xlsx"]


@pytest.mark.office
@needs_office
def test_copies_that_another_office_program_saved__ok(copies):
    """One saved anew as .xlsx, one as .xls."""
    run, path, one, two = copies
    profile = f"-env:UserInstallation=file://{one.parent}/profile"
    saved = []
    for copy, form in ((one, "xlsx"), (two, "xls")):
        out = path.parents[3] / "另存"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(out), str(copy)],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        saved.append(out / f"{copy.stem}.{form}")
    put(saved[0], 3, "method", "书面检查")
    merged = merge_copies(run, saved)
    assert [title for _, title in told(merged, MergeOutcome.CONFLICT)] == ["检查方式"]
    rows = rows_of(path)
    assert [row["检查日期"] for row in rows] == [datetime(2021, 3, 1)] * 6
    assert [row.get("检查方式") or "" for row in rows] == [*["现场检查"] * 3, "", *["现场检查"] * 2]


def test_copies_of_one_name_are_told_apart_by_their_folders(copies, tmp_path):
    run, _, one, two = copies
    put(two, 0, "situation", "现场没有人。")
    paths = [tmp_path / name / "台账.xlsx" for name in ("甲", "乙")]
    for source, target in zip((one, two), paths, strict=True):
        target.parent.mkdir()
        shutil.copy(source, target)
    (conflict,) = undecided(merge_copies(run, paths)[0].notes)
    assert set(conflict.values) == {"甲/台账.xlsx", "乙/台账.xlsx"}


def test_copy_that_has_a_company_twice_shows_both(copies):
    run, path, one, _ = copies

    def twice(sheet):
        for column in LEDGER.as_offered:
            sheet[cell(LEDGER, column, LEDGER_FIRST + 6)] = sheet[cell(LEDGER, column, LEDGER_FIRST)].value
        sheet[cell(LEDGER, LEDGER.situation, LEDGER_FIRST + 6)] = "另一次的情况"

    edited(one, twice)
    (merged,) = merge_copies(run, [one])
    (conflict,) = undecided(merged.notes)
    assert conflict.values == {"示例甲.xlsx": f"{in_own_words(1)}；另一次的情况"}
    assert not rows_of(path)[0].get("检查情况")


def test_what_has_no_column_in_the_ledger_any_more_is_told(copies):
    run, path, one, _ = copies
    put(one, 0, "remark", "已电话告知")
    edited(path, lambda sheet: sheet.delete_cols(number(LEDGER, LEDGER.remark)))
    (merged,) = merge_copies(run, [one])
    assert [(t.title, t.outcome, t.values) for t in undecided(merged.notes)] == [
        ("备注", MergeOutcome.EXTRA, {"示例甲.xlsx": "已电话告知"})
    ]


def test_ledger_that_cannot_be_replaced_stays_as_it_was__error(copies, monkeypatch):
    run, path, one, _ = copies

    move = Path.replace

    def refuse(self, target):
        if Path(target) == path:
            raise PermissionError(target)
        return move(self, target)

    with monkeypatch.context() as patch:
        patch.setattr("xlcheck.steps.ledger.merge.patch_copy", lambda source, out, **_: shutil.copy(source, out))
        patch.setattr("pathlib.Path.replace", refuse)
        assert str(path.name) in refused(run, path, one)
    assert [p.name for p in path.parent.iterdir() if p.name.startswith(".")] == []


def test_ledger_that_cannot_be_written_leaves_the_earlier_account(copies, monkeypatch):
    run, path, one, two = copies
    (done,) = merge_copies(run, [one])
    before = done.notes_book.read_bytes()

    def locked(*_):
        raise XlcheckError("output.locked", file=path)

    monkeypatch.setattr("xlcheck.steps.ledger.merge.put_in_place", locked)
    assert "无法写入" in refused(run, path, two)
    assert done.notes_book.read_bytes() == before
    assert [p.name for p in done.notes_book.parent.rglob("*.xlsx")] == [done.notes_book.name]


def refused(run, path, copy):
    """The sentence with which a merge is refused, the ledger as it was."""
    before = path.read_bytes()
    said = sentence(merge_copies, run, [copy])
    assert path.read_bytes() == before
    return said


def test_ledger_itself_is_no_copy__error(copies):
    run, path, _, _ = copies
    assert "没有找到要合并的台账副本" in refused(run, path, path)


def test_workbook_that_is_no_ledger__error(copies):
    run, path, _, _ = copies
    assert "《抽查工作计划.xlsx》不像检查台账" in refused(run, path, run.desk.root / "抽查工作计划.xlsx")


def test_copy_of_a_task_without_a_ledger__error(copies):
    run, path, one, _ = copies
    put(one, 0, "plan_no", "202109")
    assert "没有台账的抽查计划编号：202109" in refused(run, path, one)


@pytest.mark.parametrize("which", [1, 2])
def test_ledger_or_copy_that_is_open__error(copies, which):
    run, path, one, _ = copies
    open_one = copies[which]
    open_one.with_name(f"~${open_one.name}").write_bytes(b"")
    assert f"《{open_one.name}》可能正在被" in refused(run, path, one)
