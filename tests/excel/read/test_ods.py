"""OpenDocument workbooks by their XML, in forms that LibreOffice, WPS and libraries write."""

import zipfile
from datetime import datetime

import pytest

from xlcheck.excel.read.workbook import read_sheets
from xlcheck.messages import error_text
from xlcheck.model import CellPicture, ErrorValue, Formatted, Month, NoValue, Number, Percent, XlcheckError, YearlessDay

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)


def write(path, rows, styles="", more=""):
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="表">{rows}</table:table>{more}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        out.writestr("content.xml", content)
    return path


def cell(inner="", **attributes):
    names = {"kind": "office:value-type", "formula": "table:formula", "style": "table:style-name"}
    told = "".join(f' {names.get(k, f"office:{k}".replace("_", "-"))}="{v}"' for k, v in attributes.items())
    return f"<table:table-cell{told}>{inner}</table:table-cell>"


def row(*cells, **attributes):
    told = "".join(f' table:{k.replace("_", "-")}="{v}"' for k, v in attributes.items())
    return f"<table:table-row{told}>{''.join(cells)}</table:table-row>"


def p(text):
    return f"<text:p>{text}</text:p>"


def read_one(tmp_path, xml):
    ((_, cells),) = read_sheets(write(tmp_path / "a.ods", row(xml)))[0].rows
    return cells[0]


@pytest.mark.parametrize(
    ("xml", "kind", "value"),
    [
        (cell(p("00000001"), kind="float", value="1"), Formatted, "1"),
        (cell(p("1.2E+05"), kind="float", value="123456"), Number, "123456"),
        (cell(p("###"), kind="float", value="123456"), Number, "123456"),
        (cell(kind="float", value="1"), Number, "1"),
        (cell(p("¥1,200.00"), kind="currency", value="1200"), Formatted, "1200"),
        (cell(p("5%"), kind="percentage", value="0.05"), Percent, "0.05"),
        (cell(p("21-4-30"), kind="date", date_value="2021-04-30"), datetime, datetime(2021, 4, 30)),
        (cell(p("2021年5月"), kind="date", date_value="2021-05-01"), Month, datetime(2021, 5, 1)),
        (cell(p("二〇二一年五月"), kind="date", date_value="2021-05-01"), Month, datetime(2021, 5, 1)),
        (cell(p("4月30日"), kind="date", date_value="2021-04-30"), YearlessDay, datetime(2021, 4, 30)),
        (cell(p("30-Apr"), kind="date", date_value="2021-04-30"), YearlessDay, datetime(2021, 4, 30)),
        (cell(p("2021年"), kind="date", date_value="2021-04-30"), Formatted, "44316"),
        (cell(p("星期五"), kind="date", date_value="2021-04-30T12:00:00"), Formatted, "44316.5"),
        (cell(p("二〇二一年四月三十日"), kind="date", date_value="2021-04-30"), datetime, datetime(2021, 4, 30)),
        (cell(p("<text:s/>1/2"), kind="float", value="0.5"), Formatted, "0.5"),
        (cell(p("2<text:s text:c='4'/>"), kind="float", value="2"), Number, "2"),
        (cell(p("12:30"), kind="time", time_value="PT12H30M00S"), str, "12:30"),
        (cell(p("TRUE"), kind="boolean", boolean_value="true"), bool, True),
        (cell(p("#DIV/0!"), kind="string", formula="of:=1/0", string_value=""), ErrorValue, "#DIV/0!"),
        (cell(p("Err:508"), kind="float", value="0", formula="of:=("), ErrorValue, "Err:508"),
        (cell(formula="of:=[.A1]+1"), NoValue, "=[.A1]+1"),
        (cell(formula='msoxl:="甲"'.replace('"', "&quot;")), NoValue, '="甲"'),
        (cell(p('=DISPIMG("ID_1",1)'), kind="string"), CellPicture, '=DISPIMG("ID_1",1)'),
        (cell(p("甲<text:s text:c='3'/>乙<text:line-break/>丙") + p("丁"), kind="string"), str, "甲   乙\n丙\n丁"),
        (cell(p("<text:span>甲</text:span><text:a>乙</text:a>"), kind="string"), str, "甲乙"),
        (cell(p("无类型")), str, "无类型"),
        (cell(kind="string", string_value="只有值"), str, "只有值"),
        (cell(p("甲"), kind="float", value="不是数"), str, "甲"),
        (cell(p("甲"), kind="date", date_value="2021-13-45"), str, "甲"),
    ],
)
def test_cell_is_read_as_what_it_is(tmp_path, xml, kind, value):
    read = read_one(tmp_path, xml)
    assert (type(read), read) == (kind, value)


def test_notes_and_shapes_in_a_cell_are_not_its_text(tmp_path):
    note = f"<office:annotation>{p('批注里的话')}</office:annotation>"
    shape = f"<draw:frame xmlns:draw='urn:x'><draw:text-box>{p('图里的字')}</draw:text-box></draw:frame>"
    path = write(tmp_path / "a.ods", row(cell(note + shape + p("甲"), kind="string")))
    (sheet,) = read_sheets(path)
    assert sheet.rows == [(1, ["甲"])]
    assert [(r.code, r.row, r.column, r.count) for r in sheet.remarks] == [("sheet.notes", 1, 1, 1)]


def test_hidden_rows_and_columns_merges_and_strikes(tmp_path):
    styles = (
        '<style:style style:name="struck" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="derived" style:family="table-cell" style:parent-style-name="struck"/>'
        '<style:style style:name="t" style:family="text">'
        '<style:text-properties style:text-line-through-type="single"/></style:style>'
    )
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        '<table:table-column table:number-columns-repeated="16382" table:default-cell-style-name="struck"/>'
    )
    rows = (
        row(cell(p("甲")), cell(p("乙")), visibility="filter", number_rows_repeated=2)
        + row(cell(p("丙"), style="derived"), visibility="collapse")
        + row(cell(), cell(), cell(p("丁")))
        + row(cell(p("<text:span text:style-name='t'>旧</text:span>新")))
        + row(cell(p("合")).replace("<table:table-cell", '<table:table-cell table:number-columns-spanned="2" '
                                    'table:number-rows-spanned="2"'))
        + row("<table:covered-table-cell/>", visibility="collapse", number_rows_repeated=1_000_000)
    )  # fmt: skip
    (sheet,) = read_sheets(write(tmp_path / "a.ods", columns + rows, styles))
    assert sheet.numbers == [1, 2, 3, 4, 5, 6]
    assert sheet.hidden_rows == (1, 2, 3)
    assert sheet.hidden_columns == (2,)
    assert sheet.merges == ((6, 1, 7, 2),)
    assert [(r.code, r.row, r.column, r.count) for r in sheet.remarks] == [("sheet.struck-rows", 3, 1, 3)]


def test_hidden_sheet_and_what_stands_between_sheets(tmp_path):
    hiding = '<style:table-properties table:display="false"/>'
    styles = f'<style:style style:name="ta2" style:family="table">{hiding}</style:style>'
    hidden = f'<table:table table:name="旧" table:style-name="ta2">{row(cell(p("旧")))}</table:table>'
    other = f"<table:named-expressions/>{hidden}"
    first, second = read_sheets(write(tmp_path / "a.ods", row(cell(p("新"))), styles, other))
    assert (first.name, first.hidden, second.name, second.hidden) == ("表", False, "旧", True)
    assert second.rows == [(1, ["旧"])]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (row(cell(p("甲")), number_rows_repeated=1_048_577), "超出工作表"),
        (row(cell(p("甲")).replace("table-cell>", "table-cell>", 1).replace(
            "<table:table-cell", '<table:table-cell table:number-columns-repeated="16385"')), "超出工作表"),
        ("<table:table-row>", "不是完整的 XML"),
    ],
)  # fmt: skip
def test_sheet_that_no_program_could_hold_is_refused__error(tmp_path, rows, why):
    with pytest.raises(XlcheckError) as caught:
        read_sheets(write(tmp_path / "a.ods", rows))
    assert why in error_text(caught.value)


def test_ods_without_content_is_named__error(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as out:
        out.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(XlcheckError) as caught:
        read_sheets(tmp_path / "a.ods")
    assert "缺少部件 content.xml" in error_text(caught.value)
