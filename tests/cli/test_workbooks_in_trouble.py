"""Each step with a workbook that is missing, damaged, open, or has a renamed column: one sentence that names it."""

import shutil

import pytest

from tests.steps.helpers import edited
from xlcheck.cli.main import run
from xlcheck.schema.inputs import ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK, PLAN_BOOK, SETTINGS_BOOK

COLUMNS = {
    PLAN_BOOK: "抽查比例",
    ENTITY_BOOK: "统一社会信用代码",
    INSPECTOR_BOOK: "执法证号",
    ITEM_BOOK: "抽查事项名称",
}
NEEDED = {
    "draw": list(COLUMNS),
    "ledger": [ENTITY_BOOK, ITEM_BOOK],
    "publish": [ENTITY_BOOK, ITEM_BOOK],
    "report": [PLAN_BOOK, ENTITY_BOOK, ITEM_BOOK],
    "new": list(COLUMNS),
}
"""What each step cannot do without."""
CASES = [(step, book) for step, books in NEEDED.items() for book in books]


def words(step, desk):
    """The command line of a step."""
    more = {
        "draw": ("--task", "05号", "--kind", "不定向", "--system", "--reason", "示例理由"),
        "new": ("2022", "--from"),
    }.get(step, ())
    return (step, *more, desk) if step == "new" else (step, desk, *more)


@pytest.fixture(scope="module")
def drawn(sample, tmp_path_factory):
    """A desk with 03号 drawn and its ledger made; not to be written into."""
    folder = tmp_path_factory.mktemp("drawn") / "workbooks" / "2021"
    shutil.copytree(sample, folder)
    assert run(["draw", str(folder), "--task", "03号", "--kind", "不定向", "--system", "--reason", "示例理由"]) == 0
    assert run(["ledger", str(folder)]) == 0
    return folder


@pytest.fixture
def desk(drawn, tmp_path):
    return shutil.copytree(drawn, tmp_path / "workbooks" / "2021")


def renamed(path, title):
    """A column's title changed in the header."""

    def change(sheet):
        (cell,) = [cell for row in sheet.iter_rows(max_row=4) for cell in row if cell.value == title]
        cell.value = f"{title}旧"

    return edited(path, change)


@pytest.mark.parametrize(("step", "book"), CASES, ids=lambda value: getattr(value, "key", value))
def test_missing_damaged_or_with_a_renamed_column__error(desk, xlcheck, step, book):
    path = desk / book.filename
    whole = path.read_bytes()

    renamed(path, COLUMNS[book])
    code, _, err = xlcheck(*words(step, desk))
    assert code == 2
    assert path.name in err
    assert f"“{COLUMNS[book]}”" in err

    path.write_bytes(whole[: len(whole) // 2])
    code, _, err = xlcheck(*words(step, desk))
    assert code == 2
    assert path.name in err
    assert "文件不完整或已损坏" in err

    path.unlink()
    code, _, err = xlcheck(*words(step, desk))
    assert code == 2
    assert path.name in err
    assert "找不到" in err


@pytest.mark.parametrize("step", ["check", *NEEDED, "send"])
def test_settings_with_a_renamed_column__error(desk, xlcheck, step):
    renamed(desk / SETTINGS_BOOK.filename, "项目")
    code, _, err = xlcheck(*words(step, desk))
    assert code == 2
    assert "《单位设置.xlsx》的“单位信息”工作表中找不到“项目”一列" in err


@pytest.mark.parametrize("step", ["ledger", "publish", "report", "new"])
@pytest.mark.parametrize("book", [PLAN_BOOK, SETTINGS_BOOK], ids=lambda book: book.key)
def test_open_workbook_is_named_and_read_as_it_was_saved(desk, xlcheck, step, book):
    (desk / f"~${book.filename}").write_bytes(b"")
    code, out, _ = xlcheck(*words(step, desk))
    assert code == 0
    assert f"《{book.filename}》可能正被打开" in out
    assert "读到的是上次保存的内容" in out


@pytest.mark.parametrize(("step", "code"), [("publish", 2), ("report", 2), ("draw", 0), ("verify", 0)])
def test_open_ledger_stops_only_what_reads_it(desk, xlcheck, step, code):
    (desk / "台账" / "~$检查台账-03号.xlsx").write_bytes(b"")
    found, _, err = xlcheck(*words(step, desk))
    assert found == code
    assert ("《检查台账-03号.xlsx》可能正在被打开" in err) is (code == 2)


def test_ledger_that_is_gone_is_said_by_the_report_too(desk, xlcheck):
    (desk / "台账" / "检查台账-03号.xlsx").unlink()
    code, out, _ = xlcheck("report", desk)
    assert code == 0
    assert "！ 有的台账找不到或有错误，数字可能不全" in out
    assert "《检查台账-03号.xlsx》：任务 03号 已抽取，没有找到这个检查台账" in out


@pytest.mark.parametrize("task", ["03号", "202103"])
def test_task_is_meant_by_its_own_number_or_by_that_of_the_plan(desk, xlcheck, task):
    for step in ("draw", "ledger"):
        code, out, err = xlcheck(step, desk, "--task", task, *(("--kind", "不定向") if step == "draw" else ()))
        assert (code, err) == (0, "")
        assert "03号" in out
        assert "202103" not in out
