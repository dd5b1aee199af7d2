"""What a later version wrote in a format of its own is refused by name before anything is written."""

import json

import openpyxl
import pytest

from tests.steps.helpers import contents
from xlcheck import __version__
from xlcheck.excel.read.workbook import read_cells
from xlcheck.journal.chain import canonical_json
from xlcheck.messages import Level, error_text, level, problem
from xlcheck.model import XlcheckError
from xlcheck.reading.formats import format_line, later_format, later_format_in
from xlcheck.schema.formats import DESK_FORMAT, LEDGER_FORMAT, LOG_FORMAT
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.schema.table import GUIDE_SHEET, OPTIONS_SHEET
from xlcheck.steps.check.check import check
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.ledger.read import read_ledgers
from xlcheck.steps.verify.verify import verify_desk


def texts(path, sheet):
    return list(read_cells(path)[sheet].values())


def edited(path, sheet, before, after):
    """Change a text wherever it stands on a sheet, and require that it stood there."""
    opened = openpyxl.load_workbook(path)
    found = [cell for row in opened[sheet].rows for cell in row if before in str(cell.value)]
    assert found
    for one in found:
        one.value = str(one.value).replace(before, after)
    opened.save(path)


def later_line(log, number):
    """Write a line of a log as a version to come would: nothing else of it is otherwise."""
    lines = log.read_text("utf-8").splitlines()
    event = json.loads(lines[number]) | {"log": "xlcheck-log/7", "version": "9.1.0"}
    log.write_text(
        "".join(f"{line}\n" for line in [*lines[:number], canonical_json(event), *lines[number + 1 :]]), "utf-8"
    )


def test_each_workbook_of_a_desk_says_its_format_and_who_wrote_it(sample):
    for book in INPUT_BOOKS:
        (line,) = [text for text in texts(sample / book.filename, GUIDE_SHEET) if DESK_FORMAT in text]
        assert format_line(DESK_FORMAT, __version__) in line


def test_ledger_says_its_format_and_who_wrote_it(ledger_desk):
    *_, ledger = ledger_desk
    assert any(format_line(LEDGER_FORMAT, __version__) in text for text in texts(ledger, OPTIONS_SHEET))


def test_each_line_of_a_log_says_its_format_and_who_wrote_it(drawn):
    run, _ = drawn
    lines = run.desk.journal.draw_log.read_text("utf-8").splitlines()
    assert {(json.loads(line)["log"], json.loads(line)["version"]) for line in lines} == {(LOG_FORMAT, __version__)}


def test_workbook_of_a_later_format_is_refused_by_the_version_that_wrote_it__error(run):
    edited(
        run.desk.root / "单位设置.xlsx",
        GUIDE_SHEET,
        format_line(DESK_FORMAT, __version__),
        format_line("xlcheck-desk/9", "9.1.0"),
    )
    before = contents(run.desk.root)
    with pytest.raises(XlcheckError) as refused:
        load_settings(run.desk)
    assert refused.value.code == "book.later-format"
    assert all(part in error_text(refused.value) for part in ("《单位设置.xlsx》", "xlcheck-desk/9", "9.1.0"))
    with pytest.raises(XlcheckError):
        check(run)
    assert contents(run.desk.root) == before


def test_registry_of_a_later_format_stands_in_the_report__error(run):
    edited(run.desk.root / "检查对象名录库.xlsx", GUIDE_SHEET, DESK_FORMAT, "xlcheck-desk/9")
    (found,) = [one for one in check(run).findings if one.code == "book.later-format"]
    assert (found.place.book, level(found)) == ("检查对象名录库.xlsx", Level.ERROR)
    assert "xlcheck-desk/9" in problem(found)


def test_ledger_of_a_later_format_is_refused__error(ledger_desk):
    run, _, ledger = ledger_desk
    edited(ledger, OPTIONS_SHEET, LEDGER_FORMAT, "xlcheck-ledger/3")
    with pytest.raises(XlcheckError) as refused:
        read_ledgers(run, load_settings(run.desk))
    assert (refused.value.code, refused.value.params["book"]) == ("book.later-format", ledger.name)


def test_log_that_a_later_version_went_on_with_is_refused__error(drawn):
    run, _ = drawn
    later_line(run.desk.journal.draw_log, -1)
    for look in (run.desk.journal.draws, lambda: verify_desk(run)):
        with pytest.raises(XlcheckError) as refused:
            look()
        assert refused.value.code == "log.later-format"
        assert all(part in error_text(refused.value) for part in ("xlcheck-log/7", "9.1.0", "抽取日志"))


@pytest.mark.parametrize(
    "name", [DESK_FORMAT, LEDGER_FORMAT, LOG_FORMAT, "xlcheck-pack/2", "", "其他", "xlcheck-desk/", "xlcheck-draw/9"]
)
def test_format_that_is_read_or_no_format_of_these(name):
    assert later_format(name, "9.1.0") is None


def test_format_is_read_of_its_line_alone():
    line = format_line("xlcheck-ledger/12", "2.0.0b1")
    assert later_format_in(["填写说明", f"7. {line}"]).version == "2.0.0b1"
    assert later_format_in(["见 xlcheck-ledger/12", line.replace("格式 ", "样式 ")]) is None
