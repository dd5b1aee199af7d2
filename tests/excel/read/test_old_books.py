"""Workbooks of Excel 97 to 2003 and of WPS (.xls, .et): read as an .xlsx is, and named where they are locked."""

import struct
from datetime import date, datetime

import pytest
import xlwt

from tests.builders import ENTITY, INSPECTOR, SETTINGS, by_column, plan_cells
from tests.excel.read.old_books import BOF, FORMAT, NOTE, XF, locked, look, obfuscated, rewritten
from xlcheck.excel.read.workbook import read_book, read_sheets
from xlcheck.messages import error_text
from xlcheck.model import ErrorValue, Formatted, Month, NoValue, Number, Percent, XlcheckError, shown_text
from xlcheck.reading.header import find_header
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, INSPECTOR_BOOK, INSPECTORS, PLAN, PLAN_BOOK


def saved(path, fill, name="表"):
    book = xlwt.Workbook()
    fill(book.add_sheet(name))
    book.save(str(path))
    return path


def one_cell(path, value, style=None):
    ((_, cells),) = read_sheets(saved(path, lambda s: s.write(0, 0, value, style or look())))[0].rows
    return cells[0]


@pytest.mark.parametrize(
    ("value", "shows", "kind", "shown"),
    [
        (0.05, "0%", Percent, "5%"),
        (0.125, "0.0%", Percent, "12.5%"),
        (1, "00000000", Formatted, "00000001"),
        (1, '00"号"', Formatted, "01号"),
        (0, '0;-0;"无"', Formatted, "无"),
        (7, "[Red]000", Formatted, "007"),
        ("甲", '@"号"', str, "甲号"),
        (12.5, "0.00", Number, "12.5"),
        (1234, "#,##0", Number, "1234"),
        (datetime(2021, 4, 30), "yyyy-mm-dd", datetime, "2021-04-30"),
        (datetime(2021, 5, 1), 'yyyy"年"m"月"', Month, "2021年5月"),
        (True, "General", bool, "TRUE"),
    ],
)
def test_formats_of_an_old_book_are_read_as_those_of_a_new_one(tmp_path, value, shows, kind, shown):
    cell = one_cell(tmp_path / "a.xls", value, look(shows))
    assert (type(cell), shown_text(cell)) == (kind, shown)


def with_format(path, number, code):
    """A book whose cell A1 is 17 and has a format of this number, with a code of its own or without."""
    saved(path, lambda s: s.write(0, 0, 17, look("0.000")))

    before = []

    def change(kind, content):
        if kind == FORMAT and b"0.000" in content:
            before.append(content[:2])
            if code:
                yield kind, struct.pack("<HHB", number, len(code), 0) + code.encode("latin-1")
        elif kind == XF and content[2:4] in before:
            yield kind, content[:2] + struct.pack("<H", number) + content[4:]
        else:
            yield kind, content

    return rewritten(path, change)


@pytest.mark.parametrize("number", [27, 30, 36, 50, 51, 52, 53, 58])
def test_number_format_of_its_own_is_a_number(tmp_path, number):
    ((_, cells),) = read_sheets(with_format(tmp_path / "a.xls", number, "0.00"))[0].rows
    assert (type(cells[0]), cells[0]) == (Number, "17")


@pytest.mark.parametrize("number", [50, 53])
def test_number_format_of_its_own_shows_its_literal(tmp_path, number):
    ((_, cells),) = read_sheets(with_format(tmp_path / "a.xls", number, '000"t"'))[0].rows
    assert shown_text(cells[0]) == "017t"


@pytest.mark.parametrize(("number", "kind"), [(31, datetime), (14, datetime), (57, Month), (50, Month)])
def test_number_format_of_excel_is_a_date(tmp_path, number, kind):
    ((_, cells),) = read_sheets(with_format(tmp_path / "a.xls", number, ""))[0].rows
    assert (type(cells[0]), cells[0].date()) == (kind, date(1900, 1, 16))


def fill_merged(sheet):
    """A header over two rows, an inspector over two rows."""
    for at, column in enumerate(INSPECTORS.columns):
        sheet.write_merge(0, 1, at, at, column.title)
    row = by_column(INSPECTORS, INSPECTOR)
    for at, column in enumerate(INSPECTORS.columns):
        if column is INSPECTORS.name:
            sheet.write_merge(2, 3, at, at, row.get(column, ""))
        else:
            sheet.write(2, at, row.get(column, ""))


def test_merged_cells_are_those_of_the_xlsx(tmp_path):
    (sheet,) = read_sheets(saved(tmp_path / "a.xls", fill_merged, INSPECTORS.sheet))
    name = 1 + INSPECTORS.columns.index(INSPECTORS.name)
    assert (3, name, 4, name) in sheet.merges
    assert {(1, at, 2, at) for at in range(1, 1 + len(INSPECTORS.columns))} < set(sheet.merges)
    assert find_header(INSPECTORS, sheet)


def test_header_of_two_rows_is_read_with_its_groups(tmp_path):
    def fill(sheet):
        titles = [column.title for column in ENTITIES]
        sheet.write_merge(0, 0, 0, len(titles) - 1, "基本情况")
        cells = by_column(ENTITIES, ENTITY)
        for at, (column, title) in enumerate(zip(ENTITIES, titles, strict=True)):
            sheet.write(1, at, title)
            sheet.write(2, at, cells.get(column, ""))

    tables, _ = read_book(saved(tmp_path / "a.xls", fill, ENTITIES.sheet), ENTITY_BOOK, SETTINGS)
    assert tables["entities"].at(3, ENTITIES.code) == ENTITY["code"]


def test_what_is_hidden_is_known(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for row in range(5):
        for column in range(4):
            sheet.write(row, column, f"{row}{column}")
    sheet.row(1).hidden = True
    sheet.row(2).height_mismatch, sheet.row(2).height = True, 0
    sheet.row(4).height_mismatch, sheet.row(4).height = True, 15  # one dot of the screen
    sheet.col(1).hidden = True
    sheet.col(3).width = 30
    other = book.add_sheet("旧")
    other.write(0, 0, "旧")
    other.visibility = 1
    book.save(str(tmp_path / "a.xls"))
    first, second = read_sheets(tmp_path / "a.xls")
    assert (first.hidden_rows, first.hidden_columns, first.hidden) == ((2, 3, 5), (2, 4), False)
    assert second.hidden


def codes_of(path, book=ENTITY_BOOK):
    return {f.code: dict(f.params) for f in read_book(path, book, SETTINGS)[1]}


def entities(path, change):
    """A registry of two companies, to which something is done."""
    book = xlwt.Workbook()
    sheet = book.add_sheet(ENTITIES.sheet, cell_overwrite_ok=True)
    cells = by_column(ENTITIES, ENTITY)
    for at, column in enumerate(ENTITIES):
        sheet.write(0, at, column.title)
        sheet.write(1, at, cells.get(column, ""))
        sheet.write(2, at, {ENTITIES.code: "91140603MA0K00002H"}.get(column, cells.get(column, "")))
    change(sheet, ENTITIES.columns.index)
    book.save(str(path))
    return path


def test_findings_of_a_sheet_are_those_of_the_xlsx(tmp_path):
    def change(sheet, at):
        sheet.row(1).hidden = True
        sheet.col(at(ENTITIES.remark)).hidden = True
        sheet.write(1, at(ENTITIES.remark), "有")
        sheet.write(2, at(ENTITIES.name), "示例货运二公司", look(struck=True))

    found = codes_of(entities(tmp_path / "a.xls", change))
    assert found["sheet.hidden-rows"]["count"] == found["sheet.hidden-columns"]["count"] == "1"
    assert found["sheet.struck-rows"]["count"] == "1"


def test_text_of_which_a_part_is_struck_out_is_said(tmp_path):
    struck, plain = xlwt.Font(), xlwt.Font()
    struck.struck_out = True

    def change(sheet, at):
        sheet.write_rich_text(1, at(ENTITIES.name), (("旧名", struck), ("新名", plain)))

    assert "sheet.struck-rows" in codes_of(entities(tmp_path / "a.xls", change))


def test_notes_are_counted(tmp_path):
    path = entities(tmp_path / "a.xls", lambda *_: None)

    def change(kind, content):
        if kind == 0x023E:  # a note comes before the window of its sheet
            yield NOTE, struct.pack("<HHHH", 1, 1, 0, 1) + b"\0\0\0\0"
        yield kind, content

    assert codes_of(rewritten(path, change))["sheet.notes"]["count"] == "1"


@pytest.mark.parametrize("formula", ["1+1", 'IF(A1="","甲","乙")', "B2"])
def test_formula_without_a_value_is_told_apart(tmp_path, formula):
    cell = one_cell(tmp_path / "a.xls", xlwt.Formula(formula))
    assert type(cell) is NoValue
    found = codes_of(entities(tmp_path / "b.xls", lambda s, at: s.write(1, at(ENTITIES.name), xlwt.Formula(formula))))
    assert "cell.no-value" in found


@pytest.mark.parametrize(
    ("formula", "flags", "kind"), [('"甲"&"乙"', 0, NoValue), ("1+1", 2, NoValue), ("1+1", 0, Number)]
)
def test_formula_of_which_a_program_wrote_0_is_told_apart(tmp_path, formula, flags, kind):
    path = saved(tmp_path / "a.xls", lambda s: s.write(0, 0, xlwt.Formula(formula)))

    def change(sort, content):
        if sort == 0x0006:
            content = content[:6] + bytes(8) + struct.pack("<H", flags) + content[16:]
        yield sort, content

    assert type(read_sheets(rewritten(path, change))[0].rows[0][1][0]) is kind


@pytest.mark.parametrize(("code", "shown"), [(0x2A, "#N/A"), (0x07, "#DIV/0!"), (0x17, "#REF!")])
def test_error_is_an_error(tmp_path, code, shown):
    cell = one_cell(tmp_path / "a.xls", xlwt.Formula("1"))
    assert type(cell) is NoValue

    def change(kind, content):
        if kind == 0x0006:
            content = content[:6] + bytes((2, 0, code, 0, 0, 0, 0xFF, 0xFF)) + content[14:]
        yield kind, content

    ((_, cells),) = read_sheets(rewritten(tmp_path / "a.xls", change))[0].rows
    assert (type(cells[0]), cells[0]) == (ErrorValue, shown)


def test_formula_that_gives_nothing_is_blank_where_a_program_calculates(tmp_path):
    path = saved(tmp_path / "a.xls", lambda s: (s.write(0, 0, xlwt.Formula('""')), s.write(0, 1, "甲")))

    def by_excel(kind, content):
        yield kind, content[:4] + struct.pack("<HH", 0x2A00, 0x07CD) + content[8:] if kind == BOF else content

    assert read_sheets(rewritten(path, by_excel))[0].rows == [(1, ["", "甲"])]


def test_picture_of_wps_is_no_text(tmp_path):
    def change(sheet, at):
        sheet.write(1, at(ENTITIES.remark), '=DISPIMG("ID_1",1)')

    path = entities(tmp_path / "a.et", change)
    tables, findings = read_book(path, ENTITY_BOOK, SETTINGS)
    assert tables["entities"].at(2, ENTITIES.remark) == ""
    assert "cell.picture" in {f.code for f in findings}


def test_certificate_and_ratio_of_an_old_book_are_what_they_show(tmp_path):
    def certs(sheet):
        for at, column in enumerate(INSPECTORS):
            sheet.write(0, at, column.title)
            cells = by_column(INSPECTORS, INSPECTOR) | {INSPECTORS.cert: 1}
            sheet.write(1, at, cells.get(column, ""), look("00000000" if column is INSPECTORS.cert else "General"))

    path = saved(tmp_path / "执法检查人员名录库.xls", certs, INSPECTORS.sheet)
    assert read_book(path, INSPECTOR_BOOK, SETTINGS)[0]["inspectors"].at(2, INSPECTORS.cert) == "00000001"

    def plan(sheet):
        table = PLAN.as_offered
        cells = {table.column(key): value for key, value in plan_cells(1).items()} | {table.column("ratio"): 0.05}
        for at, column in enumerate(table):
            sheet.write(0, at, column.title)
            sheet.write(1, at, cells.get(column, ""), look("0%" if column.key == "ratio" else "General"))

    tables, findings = read_book(saved(tmp_path / "b.xls", plan, PLAN.sheet), PLAN_BOOK, SETTINGS)
    assert type(tables["plan"].typed_in(2, PLAN.ratio)) is Percent
    assert not {f.code for f in findings if f.code.startswith(("ratio.", "cell."))}


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.xlsx"])
def test_locked_book_is_named_as_locked__error(tmp_path, name):
    path = locked(saved(tmp_path / name, lambda s: s.write(0, 0, "甲")), "示例口令")
    with pytest.raises(XlcheckError) as caught:
        read_sheets(path)
    assert "打开密码" in error_text(caught.value)


def test_book_with_the_old_lock_is_named_as_locked__error(tmp_path):
    path = obfuscated(saved(tmp_path / "a.xls", lambda s: s.write(0, 0, "甲")))
    with pytest.raises(XlcheckError, match=r"book\.encrypted"):
        read_sheets(path)


def test_book_with_excels_own_lock_is_opened(tmp_path):
    path = locked(saved(tmp_path / "a.xls", lambda s: s.write(0, 0, "甲")), "VelvetSweatshop")
    assert read_sheets(path)[0].rows == [(1, ["甲"])]


def biff2(*records):
    told = ((0x0009, struct.pack("<HH", 2, 0x10)), *records, (0x000A, b""))
    return b"".join(struct.pack("<HH", kind, len(content)) + content for kind, content in told)


def test_oldest_workbook_that_platforms_export_is_read_in_chinese(tmp_path):
    """Excel 2.1, in no container and without a code page: what PowerBuilder and Delphi write."""
    text = "示例公司".encode("gbk")
    label = struct.pack("<HH3sB", 0, 0, bytes(3), len(text)) + text
    number = struct.pack("<HH3sd", 0, 1, bytes(3), 17.0)
    (tmp_path / "a.xls").write_bytes(biff2((0x0004, label), (0x0003, number)))
    ((_, cells),) = read_sheets(tmp_path / "a.xls")[0].rows
    assert (cells, type(cells[1])) == (["示例公司", "17"], Number)


def test_records_of_excel_5_without_a_container_are_known(tmp_path):
    (tmp_path / "a.xls").write_bytes(struct.pack("<HHHHHH", 0x0809, 8, 0x0500, 0x0005, 0, 0) + bytes(100))
    with pytest.raises(XlcheckError) as caught:
        read_sheets(tmp_path / "a.xls")
    assert "已损坏" in error_text(caught.value)
