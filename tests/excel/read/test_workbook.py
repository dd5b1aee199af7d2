"""Reading: exact values, and a sentence for every file that is not what it says."""

import struct
import zipfile
from datetime import datetime

import openpyxl
import pytest
import xlsxwriter

from tests.builders import ENTITY, SETTINGS, write_sheet
from tests.cells import cell
from xlcheck.excel.read.guard import Limits
from xlcheck.excel.read.workbook import check_not_open, lock_owner, read_book, read_cells, read_sheets
from xlcheck.messages import error_text
from xlcheck.model import ErrorValue, NoValue, Number, Percent, XlcheckError
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, INSPECTOR_BOOK, PLAN, PLAN_BOOK


@pytest.fixture
def rich(tmp_path):
    """A workbook with one cell of every kind in row 2."""
    path = tmp_path / "甲.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("表")
        day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        share = book.add_format({"num_format": "0.00%"})
        bold = book.add_format({"bold": True})
        sheet.write_string(1, 0, "文字")
        sheet.write_rich_string(1, 1, "一", bold, "二", "三")
        sheet.write_number(1, 2, 911406031234567)
        sheet.write_number(1, 3, 0.05, share)
        sheet.write_datetime(1, 4, datetime(2021, 4, 30, 12), day)
        sheet.write_boolean(1, 5, True)
        sheet.write_formula(1, 6, "=1/0", value="#DIV/0!")
        sheet.write_formula(1, 7, '="结"&"果"', value="结果")
        sheet.write_string(1, 9, "_x0041_ 隔一列")
        sheet.set_row(1, None, None, {"hidden": True})
    return path


def test_cells_of_every_kind__ok(rich):
    (sheet,) = read_sheets(rich)
    ((row, cells),) = sheet.rows
    assert row == 2
    assert cells == [
        "文字",
        "一二三",
        "911406031234567",
        "0.05",
        datetime(2021, 4, 30, 12),
        True,
        "#DIV/0!",
        "结果",
        "",
        "_x0041_ 隔一列",
    ]
    assert [type(cells[i]) for i in (2, 3, 6)] == [Number, Percent, ErrorValue]
    assert sheet.hidden_rows == (2,)


def test_formula_without_a_value_is_told_apart(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    book.save(tmp_path / "a.xlsx")
    value = read_sheets(tmp_path / "a.xlsx")[0].rows[0][1][0]
    assert isinstance(value, NoValue)
    assert value == "=1+1"


def test_dates_of_1904__ok(tmp_path):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = datetime(2021, 4, 30)
    book.save(tmp_path / "a.xlsx")
    assert read_sheets(tmp_path / "a.xlsx")[0].rows[0][1] == [datetime(2021, 4, 30)]


def test_hidden_sheets_are_read_and_known(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        book.add_worksheet("一")
        book.add_worksheet("二").hide()
    assert [(s.name, s.hidden) for s in read_sheets(tmp_path / "a.xlsx")] == [("一", False), ("二", True)]


def rewritten(path, out, change):
    """A copy of a package with each part passed through ``change(name, data)``."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out


def test_strict_namespaces_and_prefixes__ok(rich, tmp_path):
    def strict(_, data):
        return data.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )

    copy = rewritten(rich, tmp_path / "strict.xlsx", strict)
    assert read_sheets(copy)[0].rows == read_sheets(rich)[0].rows


def why(path, **limits):
    with pytest.raises(XlcheckError) as caught:
        read_sheets(path, Limits(**limits))
    return error_text(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空的"),
        (b"<html><table></table></html>", "网页"),
        ("序号,名称\n1,示例".encode("gbk"), "文本"),
        (b"\x89PNX\r\n\x1a\n\0\0", "不是 Excel"),
        (b"PK\x03\x04 cut", "损坏"),
    ],
)
def test_not_a_workbook__error(tmp_path, content, words):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(content)
    sentence = why(path)
    assert "《名单.xlsx》" in sentence
    assert words in sentence


def test_missing_workbook__error(tmp_path):
    assert "找不到工作簿《无.xlsx》" in why(tmp_path / "无.xlsx")


def test_truncated_workbook__error(rich, tmp_path):
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(rich.read_bytes()[:-200])
    assert "损坏" in why(cut)


def test_broken_xml__error(rich, tmp_path):
    broken = rewritten(rich, tmp_path / "b.xlsx", lambda n, d: d[:-20] if n.endswith("sheet1.xml") else d)
    assert "不是完整的 XML" in why(broken)


def test_dtd__error(rich, tmp_path):
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xx">]><a>&x;</a>'
    assert "DTD" in why(rewritten(rich, tmp_path / "e.xlsx", lambda n, d: evil if n.endswith("sheet1.xml") else d))


def test_bomb__error(rich, tmp_path):
    bomb = rewritten(
        rich, tmp_path / "bomb.xlsx", lambda n, d: d + b" " * 30_000_000 if n.endswith("sheet1.xml") else d
    )
    assert "压缩比" in why(bomb)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"file_bytes": 100}, "超过"),
        ({"members": 2}, "成员"),
        ({"total_bytes": 10}, "总量"),
        ({"part_bytes": 50}, "过大"),
        ({"cells": 3}, "单元格过多"),
        ({"strings_bytes": 10}, "sharedStrings.xml 超过"),
        ({"small_bytes": 10}, "rels 超过"),
        ({"small_bytes": 700}, "超过"),
        ({"memory_bytes": 100}, "内容过多"),
    ],
)
def test_limit__error(rich, limits, words):
    assert words in why(rich, **limits)


def test_directory_that_would_fill_the_memory__error(rich, tmp_path):
    data = rich.read_bytes()
    at = data.rfind(b"PK\x05\x06")
    stated = data[: at + 12] + (20 << 20).to_bytes(4, "little") + data[at + 16 :]
    (tmp_path / "a.xlsx").write_bytes(stated)
    assert "成员过多" in why(tmp_path / "a.xlsx")


def test_directory_stated_in_64_bits__ok(rich, tmp_path):
    data = rich.read_bytes()
    at = data.rfind(b"PK\x05\x06")
    count, size, offset = struct.unpack_from("<HII", data, at + 10)
    end = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, offset)
    place = struct.pack("<4sIQI", b"PK\x06\x07", 0, at, 1)
    last = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    (tmp_path / "a.xlsx").write_bytes(data[:at] + end + place + last)
    assert read_sheets(tmp_path / "a.xlsx") == read_sheets(rich)


@pytest.mark.parametrize(("old", "new"), [(b'r="A2"', b'r="XFE2"'), (b'<row r="2"', b'<row r="1048577"')])
def test_coordinates_outside_the_grid__error(rich, tmp_path, old, new):
    far = rewritten(rich, tmp_path / "far.xlsx", lambda n, d: d.replace(old, new) if n.endswith("sheet1.xml") else d)
    assert "超出工作表" in why(far)


def test_read_cells_gives_texts_by_position(rich):
    cells = read_cells(rich)["表"]
    assert cells[2, 5] == "2021-04-30"
    assert (2, 9) not in cells


def test_book_with_titles_extra_columns_and_blank_rows__ok(tmp_path):
    header = [*ENTITIES.titles, "自己的列"]
    row = [ENTITY.get(key, "") for key in ENTITIES.keys] + ["留着"]
    path = write_sheet(tmp_path / "检查对象名录库.xlsx", {"检查对象名录库": [["某某名录库"], header, row, [], row]})
    tables, findings = read_book(path, ENTITY_BOOK, SETTINGS)
    entities = tables["entities"]
    assert list(entities.data.index) == [3, 5]
    assert list(entities.extra["自己的列"]) == ["留着", "留着"]
    assert [(f.code, f.place.cell) for f in findings if f.code != "code.check"] == [
        ("cell.repeated", cell(ENTITIES, ENTITIES.code, 5))
    ]


def test_sheet_under_another_name__ok(tmp_path):
    path = write_sheet(tmp_path / "a.xlsx", {"Sheet1": [PLAN.as_offered.titles, ["202101"]]})
    assert "plan" in read_book(path, PLAN_BOOK, SETTINGS)[0]


def test_sheet_missing__error(tmp_path):
    path = write_sheet(tmp_path / "a.xlsx", {"说明": [["无"]], "回避关系表": [["无"]]})
    _, findings = read_book(path, INSPECTOR_BOOK, SETTINGS)
    assert [(f.code, f.proposal) for f in findings] == [
        ("sheet.missing", "执法检查人员名录库"),
        ("sheet.missing", "回避关系"),
        ("sheet.absent", ""),
    ]


def test_renamed_column__error(tmp_path):
    titles = ["比例" if t == "抽查比例" else t for t in PLAN.as_offered.titles]
    path = write_sheet(tmp_path / "a.xlsx", {"抽查工作计划": [titles, ["202101"]]})
    codes = {(f.code, f.place.cell) for f in read_book(path, PLAN_BOOK, SETTINGS)[1]}
    assert ("header.renamed", cell(PLAN, PLAN.ratio, 1)) in codes


@pytest.mark.parametrize("lock", ["~$名单.xlsx", ".~名单.xlsx", ".~lock.名单.xlsx#"])
def test_open_workbook__error(tmp_path, lock):
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(XlcheckError, match=r"book\.open"):
        check_not_open(tmp_path / "名单.xlsx")


def test_owner_of_an_excel_lock(tmp_path):
    lock = tmp_path / "~$a.xlsx"
    name = "示例员"
    lock.write_bytes(
        bytes([6]) + b" " * 54 + len(name).to_bytes(2, "little") + name.encode("utf-16-le").ljust(108, b"\0")
    )
    assert lock_owner(lock) == "“示例员”"


def test_a_sheet_of_formatted_empty_rows_is_an_empty_sheet(rich, tmp_path):
    rows = b"".join(b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>' % (n, n) for n in range(3, 60_003))
    rows += b"".join(b'<row r="%d" s="1" customFormat="1"/>' % n for n in range(60_003, 120_003))
    padded = rewritten(rich, tmp_path / "p.xlsx", lambda _, d: d.replace(b"</sheetData>", rows + b"</sheetData>"))
    assert read_sheets(padded) == read_sheets(rich)


def test_head_of_a_long_sheet_is_its_first_rows(tmp_path):
    lines = [[f"第{row}行第{column}列" for column in range(20)] for row in range(2_000)]
    path = write_sheet(tmp_path / "a.xlsx", {"长": lines, "短": lines[:3]})
    (whole, short), (head, same) = read_sheets(path), read_sheets(path, heads=True)
    assert 20 < len(head.numbers) < len(whole.numbers) == 2_000
    assert head.rows == whole.rows[: len(head.rows)]
    assert same == short
