"""Cells and rows of newer programs and of untidy hands: each is read, or named by a finding; none is taken for text."""

import pytest
import xlsxwriter

from tests.builders import ENTITY, SETTINGS, by_column
from tests.excel.packages import SHEET, SHEET_RELATIONS, pack, parts_of
from xlcheck.excel.read.workbook import read_book, read_sheets
from xlcheck.model import CellPicture, Checkbox, ErrorValue, column_letters
from xlcheck.reading.tables import cell_text
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK

REMARK, NAME = (1 + ENTITIES.columns.index(column) for column in (ENTITIES.remark, ENTITIES.name))
RELATION = '<Relationship Id="rIdX{}" Type="{}" Target="{}"/>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@pytest.fixture
def parts(tmp_path):
    return parts_of(registry(tmp_path / "base.xlsx"))


def registry(path, change=lambda *_: None):
    """A registry of two companies, to which something is done."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(ENTITIES.sheet)
        sheet.write_row(0, 0, ENTITIES.titles)
        for row, code in ((1, ENTITY["code"]), (2, "91140603MA0K00002H")):
            cells = by_column(ENTITIES, ENTITY) | {ENTITIES.code: code, ENTITIES.remark: f"备注{row}"}
            sheet.write_row(row, 0, [cells.get(column, "") for column in ENTITIES])
        change(book, sheet)
    return path


def with_cell(parts, at, cell, *, row=2):
    """The parts with another cell in row 2."""
    name = f"{column_letters(at)}{row}".encode()
    head, _, rest = parts[SHEET].partition(b'<c r="%s"' % name)
    return parts | {SHEET: head + b'<c r="%s"%s' % (name, cell.encode()) + rest.partition(b"</c>")[2]}


def with_parts(parts, of, **more):
    """The parts with further ones that a part refers to: kind -> (name, content)."""
    added, relations = {}, ""
    for number, (kind, (name, content)) in enumerate(more.items()):
        base = (
            OFFICE
            if kind in ("comments", "sheetMetadata")
            else "http://schemas.microsoft.com/office/2017/10/relationships/"
        )
        relations += RELATION.format(number, base + kind, "/" + name)
        added[name] = content.encode()
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    whole = parts.get(of, empty).replace(b"</Relationships>", relations.encode() + b"</Relationships>")
    return parts | added | {of: whole}


def read(path):
    tables, findings = read_book(path, ENTITY_BOOK, SETTINGS)
    return tables["entities"], {f.code: f for f in findings}


DISPIMG = "<v>=DISPIMG(&quot;ID_0A1B&quot;,1)</v></c>"
PICTURES = {
    "WPS, a formula": f' t="str"><f>_xlfn.DISPIMG("ID_0A1B",1)</f>{DISPIMG}',
    "WPS, of an older kind": f' t="str"><f>DISPIMG("ID_0A1B",1)</f>{DISPIMG}',
    "WPS, pasted as text": ' t="inlineStr"><is><t>=_xlfn.DISPIMG("ID_0A1B",1)</t></is></c>',
    "WPS, saved by Excel": ' t="e"><f>_xlfn.DISPIMG("ID_0A1B",1)</f><v>#NAME?</v></c>',
    "WPS, without a value": '><f>DISPIMG("ID_0A1B",1)</f></c>',
    "WPS, with a blank value": ' t="str"><f>DISPIMG("ID_0A1B",1)</f><v></v></c>',
    "WPS, in a run": ' t="inlineStr"><is><r><t>=DISPIMG(</t></r><r><t>"ID",1)</t></r></is></c>',
}


@pytest.mark.parametrize("kind", PICTURES)
def test_picture_of_wps_in_a_cell_is_a_finding_and_no_text(tmp_path, parts, kind):
    table, found = read(pack(tmp_path / "a.xlsx", with_cell(parts, REMARK, PICTURES[kind])))
    assert table.at(2, ENTITIES.remark) == ""
    assert found["cell.picture"].place.cell == f"{column_letters(REMARK)}2"


def test_picture_of_wps_among_the_shared_strings(tmp_path):
    path = registry(tmp_path / "a.xlsx", lambda _, s: s.write_string(1, REMARK - 1, '=DISPIMG("ID",1)'))
    table, found = read(path)
    assert (table.at(2, ENTITIES.remark), "cell.picture" in found) == ("", True)


def test_picture_where_a_text_is_required__error(tmp_path, parts):
    _, found = read(pack(tmp_path / "a.xlsx", with_cell(parts, NAME, PICTURES["WPS, a formula"])))
    assert "cell.picture-required" in found


def test_picture_in_a_column_of_ones_own_is_not_shown_as_its_formula(tmp_path):
    def change(_, sheet):
        sheet.write_string(0, len(ENTITIES.columns), "照片")
        sheet.write_string(1, len(ENTITIES.columns), '=DISPIMG("ID",1)')

    table, _ = read(registry(tmp_path / "a.xlsx", change))
    assert cell_text(table.extra["照片"].iloc[0]) == "〔图片〕"


def test_text_that_only_speaks_of_such_a_picture_is_a_text(tmp_path):
    path = registry(tmp_path / "a.xlsx", lambda _, s: s.write_string(1, REMARK - 1, "公式为 =DISPIMG(1)"))
    assert read(path)[0].at(2, ENTITIES.remark) == "公式为 =DISPIMG(1)"


def rich(parts, structure, names, values, numbers="1"):
    """The parts with the rich value that a cell of ``vm="1"`` has."""
    keys = "".join(f'<k n="{name}" t="s"/>' for name in names)
    given = "".join(f"<v>{value}</v>" for value in values)
    metadata = (
        '<metadata xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:xlrd="urn:x">'
        '<futureMetadata name="XLDAPR"><bk><extLst><ext><x fDynamic="1"/></ext></extLst></bk></futureMetadata>'
        '<futureMetadata name="XLRICHVALUE"><bk><extLst><ext><xlrd:rvb i="0"/></ext></extLst></bk></futureMetadata>'
        '<cellMetadata><bk><rc t="1" v="0"/></bk></cellMetadata>'
        '<valueMetadata><bk><rc t="2" v="0"/></bk></valueMetadata></metadata>'
    )
    return with_parts(
        with_cell(parts, REMARK, f' t="e" vm="{numbers}"><v>#VALUE!</v></c>'),
        "xl/_rels/workbook.xml.rels",
        sheetMetadata=("xl/metadata.xml", metadata),
        rdRichValue=("xl/richData/rdrichvalue.xml", f'<rvData><rv s="0">{given}</rv></rvData>'),
        rdRichValueStructure=(
            "xl/richData/rdrichvaluestructure.xml",
            f'<rvStructures><s t="{structure}">{keys}</s></rvStructures>',
        ),
    )


@pytest.mark.parametrize("structure", ["_localImage", "_webimage"])
def test_picture_of_excel_in_a_cell_is_a_finding(tmp_path, parts, structure):
    changed = rich(parts, structure, ["_rvRel:LocalImageIdentifier", "CalcOrigin"], ["0", "5"])
    path = pack(tmp_path / "a.xlsx", changed)
    table, found = read(path)
    assert (table.at(2, ENTITIES.remark), "cell.picture" in found, "cell.error-value" in found) == ("", True, False)
    assert type(read_sheets(path)[0].rows[1][1][REMARK - 1]) is CellPicture


def test_linked_data_are_read_as_they_are_shown(tmp_path, parts):
    names, values = ["%EntityId", "_DisplayString", "_Format"], ["1", "示例市", "x"]
    assert (
        read(pack(tmp_path / "a.xlsx", rich(parts, "_linkedentity2core", names, values)))[0].at(2, ENTITIES.remark)
        == "示例市"
    )


@pytest.mark.parametrize(("structure", "numbers"), [("_error", "1"), ("_localImage", "7"), ("_localImage", "x")])
def test_other_rich_values_are_errors(tmp_path, parts, structure, numbers):
    path = pack(tmp_path / "a.xlsx", rich(parts, structure, ["errorType"], ["8"], numbers))
    assert type(read_sheets(path)[0].rows[1][1][REMARK - 1]) is ErrorValue
    assert "cell.error-value" in read(path)[1]


def test_rich_value_without_its_parts_is_an_error(tmp_path, parts):
    changed = rich(parts, "_localImage", ["a"], ["0"])
    del changed["xl/richData/rdrichvalue.xml"]
    assert "cell.error-value" in read(pack(tmp_path / "a.xlsx", changed))[1]


@pytest.mark.parametrize(("formula", "value"), [("_xlfn._xlws.SORT(A1:A3)", "甲"), ("_xlfn.UNIQUE(B1:B3)", "乙")])
def test_dynamic_array_is_read_with_the_cells_it_fills(tmp_path, parts, formula, value):
    area = f"{column_letters(REMARK)}2:{column_letters(REMARK)}3"
    one = f' t="str" cm="1"><f t="array" ref="{area}">{formula}</f><v>{value}</v></c>'
    changed = with_cell(with_cell(parts, REMARK, one), REMARK, ' t="str"><v>丙</v></c>', row=3)
    table, _ = read(pack(tmp_path / "a.xlsx", changed))
    assert list(table[ENTITIES.remark]) == [value, "丙"]


@pytest.mark.parametrize(("stored", "shown"), [("1", "√"), ("0", "□")])
def test_box_to_tick_is_a_finding(tmp_path, parts, stored, shown):
    box = '<xf xfId="0"><extLst><ext uri="{C7286773}"><xfpb:xfComplement xmlns:xfpb="urn:x" i="0"/></ext></extLst></xf>'
    styles = parts["xl/styles.xml"].replace(b"</cellXfs>", box.encode() + b"</cellXfs>")
    changed = with_cell(parts, REMARK, f' s="1" t="b"><v>{stored}</v></c>') | {"xl/styles.xml": styles}
    path = pack(tmp_path / "a.xlsx", changed)
    assert type(read_sheets(path)[0].rows[1][1][REMARK - 1]) is Checkbox
    table, found = read(path)
    assert (table.at(2, ENTITIES.remark), found["cell.checkbox"].value) == ("", shown)


def test_truth_value_without_a_box_is_what_it_shows(tmp_path):
    table, found = read(registry(tmp_path / "a.xlsx", lambda _, s: s.write_boolean(1, REMARK - 1, True)))
    assert (table.at(2, ENTITIES.remark), "cell.checkbox" in found) == ("TRUE", False)


def comments(author, *cells):
    told = "".join(f'<comment ref="{cell}" authorId="0"><text><t>话</t></text></comment>' for cell in cells)
    return f"<comments><authors><author>{author}</author></authors><commentList>{told}</commentList></comments>"


@pytest.mark.parametrize(
    ("notes", "count"),
    [
        ({"comments": comments("示例员", "B2", "B3")}, "2"),
        ({"threadedComment": '<ThreadedComments><threadedComment ref="C2"><text>话</text></threadedComment>'
                             '<threadedComment ref="C2" parentId="1"/></ThreadedComments>'}, "1"),
        ({"comments": comments("tc={1}", "C2"), "threadedComment": '<x><threadedComment ref="C2"/></x>'}, "1"),
        ({"comments": comments("xlcheck", "B2")}, None),
    ],
)  # fmt: skip
def test_notes_of_others_are_counted(tmp_path, parts, notes, count):
    named = {kind: (f"xl/{kind}1.xml", content) for kind, content in notes.items()}
    _, found = read(pack(tmp_path / "a.xlsx", with_parts(parts, SHEET_RELATIONS, **named)))
    said = found.get("sheet.notes")
    assert (dict(said.params)["count"] if said else None) == count


def struck_cell(book, sheet):
    sheet.write_string(1, REMARK - 1, "作废", book.add_format({"font_strikeout": True}))


def struck_row(book, sheet):
    look = book.add_format({"font_strikeout": True})
    sheet.write_row(1, 0, [by_column(ENTITIES, ENTITY).get(column, "") for column in ENTITIES], look)


def struck_run(book, sheet):
    sheet.write_rich_string(1, REMARK - 1, book.add_format({"font_strikeout": True}), "旧", book.add_format(), "新")


@pytest.mark.parametrize("change", [struck_cell, struck_row, struck_run])
def test_what_is_struck_out_is_said(tmp_path, change):
    table, found = read(registry(tmp_path / "a.xlsx", change))
    assert (len(table), dict(found["sheet.struck-rows"].params)["count"]) == (2, "1")
    assert found["sheet.struck-rows"].place.row == 2


@pytest.mark.parametrize(("strike", "said"), [("<strike/>", True), ('<strike val="0"/>', False)])
def test_strike_of_a_run_that_stands_in_the_cell_itself_is_said(tmp_path, parts, strike, said):
    runs = f"<is><r><t>示例</t></r><r><rPr>{strike}</rPr><t>旧</t></r><r><t>公司</t></r></is></c>"
    path = pack(tmp_path / "a.xlsx", with_cell(parts, NAME, f' t="inlineStr">{runs}'))
    table, found = read(path)
    assert table.at(2, ENTITIES.name) == "示例旧公司"
    assert ("sheet.struck-rows" in found) == said
    assert not said or found["sheet.struck-rows"].place.row == 2


def test_strike_of_blank_cells_is_nothing(tmp_path):
    path = registry(
        tmp_path / "a.xlsx", lambda b, s: s.write_blank(1, 40, None, b.add_format({"font_strikeout": True}))
    )
    assert "sheet.struck-rows" not in read(path)[1]


def hidden(_, sheet):
    sheet.set_row(1, None, None, {"hidden": True})


def no_height(_, sheet):
    sheet.set_row(1, 0)


def one_dot(_, sheet):
    sheet.set_row(1, 0.75)


def filtered(_, sheet):
    sheet.autofilter(0, 0, 2, len(ENTITIES.columns) - 1)
    sheet.filter_column(NAME - 1, "x == 示例")
    hidden(_, sheet)


@pytest.mark.parametrize("change", [hidden, no_height, one_dot, filtered])
def test_rows_that_nobody_sees_are_read_and_said(tmp_path, change):
    table, found = read(registry(tmp_path / "a.xlsx", change))
    assert (len(table), dict(found["sheet.hidden-rows"].params)["count"]) == (2, "1")


def test_columns_that_nobody_sees_are_read_and_said(tmp_path):
    def change(_, sheet):
        sheet.set_column(REMARK - 1, REMARK + 3, None, None, {"hidden": True})  # those behind it hold nothing

    table, found = read(registry(tmp_path / "a.xlsx", change))
    assert table.at(2, ENTITIES.remark) == "备注1"
    assert dict(found["sheet.hidden-columns"].params)["count"] == "1"


@pytest.mark.parametrize("width", ["0", "0.14"])
def test_columns_of_no_width_are_hidden(tmp_path, parts, width):
    column = f'<cols><col min="{REMARK}" max="{REMARK}" width="{width}" customWidth="1"/></cols><sheetData>'
    changed = parts | {SHEET: parts[SHEET].replace(b"<sheetData>", column.encode())}
    assert read_sheets(pack(tmp_path / "a.xlsx", changed))[0].hidden_columns == (REMARK,)
