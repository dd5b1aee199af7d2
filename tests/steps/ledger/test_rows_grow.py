"""A long text in a ledger: the row grows as it is typed, on the screen and on paper."""

import re
import zipfile

import openpyxl
import pytest

from tests.cells import cell
from tests.excel.read.test_other_formats import converted, needs_office
from tests.steps.helpers import LEDGER_FIRST, fill_ledger
from xlcheck.excel.patch import patch_copy
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.ledger.merge import merge_copies

LONG = "现场核对了车辆技术档案、动态监控记录和驾驶员培训台账，抽查车辆三台、驾驶员五名，其中一台车的行车记录不全。" * 3
"""More than 120 characters, as inspectors write them."""
SITUATION = (LEDGER.sheet, cell(LEDGER, LEDGER.situation, LEDGER_FIRST))


def row_tags(path):
    """The attributes of each row of the first sheet, by number."""
    with zipfile.ZipFile(path) as package:
        part = package.read("xl/worksheets/sheet1.xml").decode()
    return {int(re.search(r'\br="(\d+)"', tag)[1]): tag for tag in re.findall(r"<row [^>]*>", part)}


def test_rows_that_staff_type_into_keep_their_height_until_they_do(desk):
    _, record, path = desk
    tags = row_tags(path)
    for row in range(LEDGER_FIRST, LEDGER_FIRST + len(record.sample)):
        assert float(re.search(r'\bht="([\d.]+)"', tags[row])[1]) >= LEDGER.row_height
        assert "customHeight" not in tags[row]
    assert 'customHeight="1"' in tags[LEDGER_FIRST - 1]


def height(path, row=LEDGER_FIRST):
    return float(re.search(r'\bht="([\d.]+)"', row_tags(path)[row])[1])


def test_row_is_raised_to_a_long_text_that_is_merged(desk, tmp_path):
    run, _, path = desk
    copy = tmp_path / "示例甲.xlsx"
    copy.write_bytes(path.read_bytes())
    fill_ledger(copy, 1, situation=LONG)
    merge_copies(run, [copy])
    assert height(path) > 3 * LEDGER.row_height
    assert height(path, LEDGER_FIRST + 1) == LEDGER.row_height
    assert "customHeight" not in row_tags(path)[LEDGER_FIRST]


@pytest.mark.parametrize(("points", "raised"), [(60, True), (400, False)])
def test_height_that_a_person_chose_is_raised_where_it_would_cut_and_never_lowered(desk, tmp_path, points, raised):
    _, _, path = desk
    book = openpyxl.load_workbook(path)
    book.worksheets[0].row_dimensions[LEDGER_FIRST].height = points
    book.save(tmp_path / "a.xlsx")
    patch_copy(tmp_path / "a.xlsx", tmp_path / "b.xlsx", values={SITUATION: LONG})
    assert (height(tmp_path / "b.xlsx") > points) == raised


def test_short_text_leaves_the_row_as_it_is(desk, tmp_path):
    _, _, path = desk
    patch_copy(path, tmp_path / "c.xlsx", values={SITUATION: "未发现问题"})
    assert row_tags(tmp_path / "c.xlsx") == row_tags(path)


@pytest.mark.office
@needs_office
def test_row_stays_as_high_in_an_office_program(desk, tmp_path):
    _, _, path = desk
    patch_copy(path, tmp_path / "台账.xlsx", values={SITUATION: LONG})
    saved = openpyxl.load_workbook(converted(tmp_path / "台账.xlsx", "xlsx")).worksheets[0]
    assert saved.row_dimensions[LEDGER_FIRST].height > 3 * LEDGER.row_height
    assert saved.row_dimensions[LEDGER_FIRST + 1].height >= LEDGER.row_height
