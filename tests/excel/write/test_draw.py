"""The record's printed page: what belongs together stays on one page of paper."""

import openpyxl
import pytest

from tests.draws.cases import drawn, entities, request
from tests.draws.formats.second import PLAIN, second
from tests.draws.layouts import page_alone
from tests.draws.test_replacement_record import entity, inspector, replaced
from xlcheck.draws.formats.one.printed import SHEET, print_content
from xlcheck.draws.formats.two.printed import print_content as print_second
from xlcheck.draws.formats.two.replacement_printed import print_replacement
from xlcheck.draws.record.blocks import flatten
from xlcheck.excel.write.draw import write_record
from xlcheck.model import Exclusion, Role

PAPERS = (830, 845, 870)
"""Points of a page between its margins, from Excel to LibreOffice."""
LENGTHS = range(6, 48, 2)
"""Companies in the frame; half of them are drawn, a row each."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """By length, the cells of a record's page and the sheet on which they stand."""
    folder, pages = tmp_path_factory.mktemp("records"), {}
    for length in LENGTHS:
        cells = flatten(print_content(drawn(request(entities(length)))))
        write_record(folder / f"{length}.xlsx", page_alone(SHEET, cells))
        pages[length] = cells, openpyxl.load_workbook(folder / f"{length}.xlsx")[SHEET]
    return pages


def starts(sheet, height):
    """The first row of each page of paper; the title is repeated on each."""
    breaks, found, used = {b.id + 1 for b in sheet.row_breaks.brk}, [1], 0.0
    for number in range(1, sheet.max_row + 1):
        own = sheet.row_dimensions[number].height
        if number in breaks or used + own > height:
            found.append(number)
            used = sheet.row_dimensions[1].height
        used += own
    return found


@pytest.mark.parametrize("height", PAPERS)
@pytest.mark.parametrize("length", LENGTHS)
def test_the_page_to_sign_has_the_content_digest_too(printed, length, height):
    cells, sheet = printed[length]
    digest = next(cell.row for cell in cells if cell.text == "内容摘要")
    assert starts(sheet, height)[-1] <= digest
    assert cells[-1].role is Role.BLANK


@pytest.mark.parametrize("height", PAPERS)
@pytest.mark.parametrize("length", LENGTHS)
def test_no_heading_stands_at_the_foot_of_a_page(printed, length, height):
    cells, sheet = printed[length]
    headings = {cell.row for cell in cells if cell.role is Role.HEADING}
    assert not headings & {first - 1 for first in starts(sheet, height)}


def test_some_of_these_records_would_have_signatures_alone(printed):
    """Without a break, the last heading or a row below it would begin a page in some of them."""
    alone = 0
    for cells, sheet in printed.values():
        heading = max(cell.row for cell in cells if cell.role is Role.HEADING)
        digest = next(cell.row for cell in cells if cell.text == "内容摘要")
        sheet.row_breaks.brk = [b for b in sheet.row_breaks.brk if b.id + 1 != digest]
        alone += starts(sheet, PAPERS[0])[-1] >= heading
    assert alone


@pytest.mark.parametrize("height", PAPERS)
@pytest.mark.parametrize("length", [12, 46, 90])
def test_no_page_of_a_list_begins_without_its_header(tmp_path, length, height):
    left_out = tuple(
        Exclusion(f"91140603MA0L{i:06d}", f"示例停业{i}有限公司", "经营状态为“停业”") for i in range(length)
    )
    cells = flatten(print_second(drawn(second(request(entities(length), excluded=left_out)))))
    write_record(tmp_path / "record.xlsx", page_alone(SHEET, cells))
    sheet = openpyxl.load_workbook(tmp_path / "record.xlsx")[SHEET]
    first = {cell.row: cell.role for cell in reversed(cells)}
    begun = [first[number] for number in starts(sheet, height)[1:]]
    assert Role.HEADER in begun or length < 46
    assert Role.CELL not in begun


@pytest.mark.parametrize("step", [entity, lambda task: inspector(task, task.current[0].team.certs[0])])
def test_signatures_of_a_replacement_stand_on_the_page_of_who_came_in(tmp_path, step):
    cells = flatten(print_replacement(replaced(PLAIN, step)))
    write_record(tmp_path / "record.xlsx", page_alone(SHEET, cells))
    pages = starts(openpyxl.load_workbook(tmp_path / "record.xlsx")[SHEET], PAPERS[0])
    came_in, sealed = (next(c.row for c in cells if words in c.text) for words in ("三、补入", "（盖章）"))
    assert not [number for number in pages if came_in < number <= sealed]
