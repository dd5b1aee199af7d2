"""Exports of platforms: text, web pages and XML, with every digit, in the shape of any other sheet."""

from datetime import datetime

import pytest

from tests.builders import ENTITY, SETTINGS, by_column, write_sheet
from xlcheck.excel.read.exports import is_export, read_export
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.messages import error_text
from xlcheck.model import ErrorValue, XlcheckError
from xlcheck.reading.header import find_header
from xlcheck.reading.reading import type_table
from xlcheck.schema.inputs import ENTITIES

HEADER = ["企业名称", "统一社会信用代码", "经营许可证号", "联系电话", "备注"]
ROW = ["示例货运有限公司", "91140603MA0K00001K", "140600000012345678", "03491234567", "1.50"]
LINES = [HEADER, ROW, ["示例，二公司", "140603600012345", "000123", "", "两\n行"]]
CELLS = [(number, row) for number, row in enumerate(LINES, start=1)]


def quoted(cells, sign):
    return sign.join(f'"{c}"' if any(s in c for s in (sign, "\n", '"')) else c for c in cells)


def text(sign=",", end="\r\n"):
    return end.join(quoted(cells, sign) for cells in LINES) + end


@pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le-bom", "utf-16-be-bom"])
@pytest.mark.parametrize("name", ["导出.csv", "导出.xls", "导出.txt"])
def test_text_is_read_with_every_digit(tmp_path, sign, encoding, name):
    mark = {"utf-16-le-bom": b"\xff\xfe", "utf-16-be-bom": b"\xfe\xff"}.get(encoding, b"")
    (tmp_path / name).write_bytes(mark + text(sign).encode(encoding.removesuffix("-bom")))
    (sheet,) = read_export(tmp_path / name)
    assert sheet.name == "导出"
    assert [(n, [c.replace("\r", "") for c in cells]) for n, cells in sheet.rows] == [
        (n, list(row)) for n, row in CELLS
    ]
    assert {type(cell) for _, cells in sheet.rows for cell in cells} == {str}
    assert is_export(tmp_path / name)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ('="001"', "001"),
        ("'001", "001"),
        ("\t140600000012345678\t", "140600000012345678"),
        ('"=""140600000012345678"""', "140600000012345678"),
        ("1.40600E+17", "1.40600E+17"),
        ("=1+1", "=1+1"),
    ],
)
def test_what_keeps_excel_from_taking_a_code_for_a_number_is_left_out(tmp_path, cell, read):
    (tmp_path / "a.csv").write_text(f"名称,代码\n示例,{cell}\n", "utf-8")
    assert read_export(tmp_path / "a.csv")[0].rows[1] == (2, ["示例", read])


def test_text_that_names_its_separator(tmp_path):
    (tmp_path / "a.csv").write_text("sep=;\n名称;代码\n甲,乙;1\n", "utf-8")
    assert read_export(tmp_path / "a.csv")[0].rows[1:] == [(2, ["名称", "代码"]), (3, ["甲,乙", "1"])]


def page(encoding="utf-8", meta="utf-8"):
    cells = "".join(
        "<tr>" + "".join(f'<td style="mso-number-format:\\@">{c}</td>'.replace("\n", "<br/>") for c in row) + "</tr>"
        for row in LINES
    )
    head = f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset="{meta}"><style>td {{}}</style>'
    return f"{head}<table border=1>{cells}</table></html>".encode(encoding)


@pytest.mark.parametrize(("encoding", "meta"), [("utf-8", "utf-8"), ("gbk", "gb2312"), ("gb18030", "nothing-known")])
def test_page_under_the_name_of_a_workbook(tmp_path, encoding, meta):
    (tmp_path / "a.xls").write_bytes(page(encoding, meta))
    assert read_export(tmp_path / "a.xls")[0].rows == CELLS


def test_page_with_its_pictures_in_one_file(tmp_path):
    body = page("gbk", "gb2312")
    coded = "".join(f"={byte:02X}" for byte in body)
    lines = "=\r\n".join(coded[at : at + 75] for at in range(0, len(coded), 75))
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--x"; type="text/html"\r\n\r\n----x\r\n'
    part = "Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    (tmp_path / "a.xls").write_text(f"{head}{part}{lines}\r\n----x--\r\n", "ascii", newline="")
    assert read_export(tmp_path / "a.xls")[0].rows == CELLS


def test_page_of_merged_cells_hidden_rows_and_tables_within_cells(tmp_path):
    rows = (
        "<tr><th rowspan=2>名称<th colspan=2>许可证<tr><th>字<th>号"
        "<tr style='display: none'><td>甲&nbsp;<td>晋<td>01</tr>"
        "<tr><td>乙<td><table><tr><td>里</td></tr></table><td>&#48;2"
    )
    (tmp_path / "a.xls").write_text(f"<table>{rows}</table><table></table>", "utf-8")
    (sheet,) = read_export(tmp_path / "a.xls")
    assert sheet.rows == [
        (1, ["名称", "许可证"]),
        (2, ["", "字", "号"]),
        (3, ["甲", "晋", "01"]),
        (4, ["乙", "里", "02"]),
    ]
    assert sheet.merges == ((1, 1, 2, 1), (1, 2, 1, 3))
    assert sheet.hidden_rows == (3,)


def xml(cells, head='<?xml version="1.0"?>', name="名录"):
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'{head}<?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="{name}"><Table>{cells}</Table></Worksheet></Workbook>'
    )


def test_xml_of_excel_2003_keeps_every_digit(tmp_path):
    cells = (
        '<Row><Cell><Data ss:Type="Number">140600000012345678</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="String">甲</Data></Cell></Row>'
        '<Row ss:Index="4" ss:Hidden="1"><Cell ss:MergeAcross="1" ss:MergeDown="1">'
        '<Data ss:Type="DateTime">2021-04-30T00:00:00.000</Data></Cell>'
        '<Cell><Data ss:Type="Error">#N/A</Data><Comment><ss:Data>话</ss:Data></Comment></Cell></Row>'
    )
    (tmp_path / "a.xls").write_text(xml(cells), "utf-8")
    (sheet,) = read_export(tmp_path / "a.xls")
    assert sheet.rows == [(1, ["140600000012345678", "", "甲"]), (4, [datetime(2021, 4, 30), "", "#N/A"])]
    assert [type(cell) for cell in (sheet.rows[0][1][0], sheet.rows[1][1][2])] == [str, ErrorValue]
    assert (sheet.merges, sheet.hidden_rows) == (((4, 1, 5, 2),), (4,))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_xml_in_any_encoding(tmp_path, encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    text = xml('<Row><Cell><Data ss:Type="String">示例公司</Data></Cell></Row>', head)
    (tmp_path / "a.xls").write_bytes(text.encode(encoding))
    assert read_export(tmp_path / "a.xls")[0].rows == [(1, ["示例公司"])]


def test_workbook_is_read_as_ever(tmp_path):
    path = write_sheet(tmp_path / "a.xlsx", {"表": LINES})
    assert read_export(path) == read_sheets(path)
    assert not is_export(path)


def test_export_is_typed_as_a_table(tmp_path):
    cells = by_column(ENTITIES, ENTITY)
    lines = [",".join(c.title for c in ENTITIES), ",".join(str(cells.get(c, "")) for c in ENTITIES)]
    (tmp_path / "a.csv").write_text("\n".join(lines), "gb18030")
    (sheet,) = read_export(tmp_path / "a.csv")
    table, _ = type_table(ENTITIES, "a.csv", [(sheet, find_header(ENTITIES, sheet))], SETTINGS)
    assert table.at(2, ENTITIES.code) == ENTITY["code"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("<html>请重新登录</html>", "里面没有表格"),
        (xml("<Row>")[:-20], "不是完整的 XML"),
        (xml("", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]>'), "DTD"),
        ('a,"' + "x" * 40_000 + '"', "32767 个字符"),
        (xml('<Row ss:Index="1048577"><Cell><Data ss:Type="String">1</Data></Cell></Row>'), "行号 1048577"),
        (xml('<Row><Cell ss:Index="16385"><Data ss:Type="String">1</Data></Cell></Row>'), "第 16385 列"),
    ],
)
def test_export_that_is_none_or_too_large__error(tmp_path, content, why):
    (tmp_path / "a.xls").write_text(content, "utf-8")
    with pytest.raises(XlcheckError) as caught:
        read_export(tmp_path / "a.xls")
    assert why in error_text(caught.value)


def test_missing_export__error(tmp_path):
    with pytest.raises(XlcheckError, match=r"book\.missing"):
        read_export(tmp_path / "无.csv")
