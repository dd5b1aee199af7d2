"""What is no workbook, in 待检查 or in the place of a book of the desk: named for what it is, with what to do."""

import pytest

from tests.excel.read.test_kinds import FILES
from tests.steps.helpers import sentence
from xlcheck.messages import Level, level, problem, remedy
from xlcheck.schema.inputs import ENTITY_BOOK
from xlcheck.steps.check.check import check
from xlcheck.steps.check.drop import check_dropped, inbox
from xlcheck.steps.desk.load import load_needed


@pytest.fixture
def folder(run):
    made = inbox(run.desk)
    made.mkdir()
    return made


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ""])
@pytest.mark.parametrize("kind", ["xlsb", "rar", "7z", "msg", "winmail", "eml", "pdf", "doc", "docx", "wps", "jpg"])
def test_dropped_file_is_named_for_what_it_is(run, folder, kind, suffix):
    write, _, word = FILES[kind]
    write(folder / f"来件{suffix}")
    (one,) = check_dropped(run)
    assert one.checked is None
    assert f"《来件{suffix}》是" in one.trouble
    assert word in one.trouble


@pytest.mark.parametrize("kind", ["csv", "html", "xml", "mht"])
def test_dropped_export_is_not_to_be_saved_in_excel(run, folder, kind):
    FILES[kind][0](folder / "导出.xls")
    (one,) = check_dropped(run)
    assert "请做“更新名录”" in one.trouble
    assert "请用 Excel 或 WPS 打开，另存" not in one.trouble


@pytest.mark.parametrize("kind", ["xlsb", "rar", "msg", "pdf", "csv"])
def test_book_of_the_desk_that_is_none_is_named_and_stops_what_needs_it(run, kind):
    write, code, word = FILES[kind]
    path = run.desk.book(ENTITY_BOOK)
    write(path)
    [found] = [f for f in check(run).findings if f.place.book == path.name]
    assert (found.code, level(found)) == (code, Level.ERROR)
    assert word in problem(found)
    assert remedy(found)
    assert word in sentence(load_needed, run, ENTITY_BOOK)
