"""Copies made by editing the package: what is marked is marked, everything else is as it was."""

from __future__ import annotations

import re
import shutil
import subprocess
import warnings
from datetime import date
from html import escape, unescape
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tests.excel.packages import (
    BOOK,
    BOOK_RELATIONS,
    SHEET,
    SHEET_RELATIONS,
    STYLES,
    TYPES,
    assert_sound,
    cells_of,
    changed,
    pack,
    parts_of,
    prefixed,
    strict,
    write_rich,
)
from xlcheck.excel.patch import LEGEND_SHEET, MOST_NOTES, Mark, held_cells, patch_copy
from xlcheck.excel.patch.elements import children, root_of
from xlcheck.excel.read.guard import Package
from xlcheck.excel.read.workbook import read_cells, read_sheets
from xlcheck.excel.write.table import PRACTICE_HEADER
from xlcheck.model import XlcheckError

RED, GREEN = "FFF4B0B0", "FFC6E0B4"
NAME = "名录"
LEGEND = [("FFDDE7F0", "颜色", "含义"), (RED, "错误", "必须改正")]


def marks(*cells: str, sheet: str = NAME) -> dict[tuple[str, str], Mark]:
    return {(sheet, cell): Mark(RED, f"错误：{cell}。") for cell in cells}


def loaded(path: Path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl says what it would drop
        return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def rich(tmp_path_factory) -> Path:
    return write_rich(tmp_path_factory.mktemp("rich") / "丰富.xlsm")


@pytest.fixture
def plain(tmp_path) -> Path:
    """Three rows and columns of text, one number, one date format; column C is styled as a whole."""
    path = tmp_path / "名录.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(NAME)
        sheet.set_column(2, 2, 30, book.add_format({"num_format": "0.00", "bold": True}))
        for row in range(3):
            sheet.write_string(row, 0, f"甲{row}")
            sheet.write_number(row, 1, row + 0.5)
    return path


def patched(source: Path, **arguments) -> Path:
    out = source.with_name(f"标注-{source.name}")
    patch_copy(source, out, **({"marks": {}} | arguments))
    assert_sound(out)
    return out


def assert_marked(path: Path, *cells: str, notes: bool = True) -> None:
    sheet = loaded(path)[NAME]
    for cell in cells:
        assert sheet[cell].fill.fgColor.rgb == RED, cell
        assert (f"错误：{cell}。" in (sheet[cell].comment.text if sheet[cell].comment else "")) is notes, cell


# --- what is kept ------------------------------------------------------------------------


def test_parts_that_need_no_edit_are_the_same_byte_for_byte__ok(rich, tmp_path):
    out = tmp_path / "out.xlsm"
    patch_copy(rich, out, marks=marks("A1", "D3", "H7"), legend=LEGEND)
    assert_sound(out)
    before, after = parts_of(rich), parts_of(out)
    assert list(after)[: len(before)] == list(before)
    assert {n for n in before if before[n] != after[n]} == {
        SHEET, STYLES, BOOK, BOOK_RELATIONS, TYPES, "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
    }  # fmt: skip
    assert set(after) - set(before) == {"xl/worksheets/sheet3.xml"}


def test_all_else_in_a_marked_sheet_is_as_it_was__ok(rich, tmp_path):
    out = tmp_path / "out.xlsm"
    patch_copy(rich, out, marks=marks("B2", "D3", "H7"))
    before, after = parts_of(rich)[SHEET], parts_of(out)[SHEET]
    old, new = cells_of(before), cells_of(after)
    assert {name for name in new if new[name] != old.get(name)} == {"B2", "D3", "H7"}
    assert before.split(b"</sheetData>")[1] == after.split(b"</sheetData>")[1]
    assert before.split(b"<sheetData>")[0] == after.split(b"<sheetData>")[0]


def test_readers_see_the_same_values__ok(rich, tmp_path):
    out = tmp_path / "out.xlsm"
    patch_copy(rich, out, marks=marks("B2", "D3", "H7", "D5"), legend=LEGEND)
    assert read_cells(out)[NAME] == read_cells(rich)[NAME]
    assert [[c.value for c in row] for row in loaded(out)[NAME]["A1:J12"]] == [
        [c.value for c in row] for row in loaded(rich)[NAME]["A1:J12"]
    ]


def test_same_input_gives_the_same_bytes__ok(rich, tmp_path):
    for name in ("一.xlsm", "二.xlsm"):
        patch_copy(rich, tmp_path / name, marks=marks("B2", "H7"), legend=LEGEND)
    assert (tmp_path / "一.xlsm").read_bytes() == (tmp_path / "二.xlsm").read_bytes()


def test_marking_a_marked_copy_again__ok(rich, tmp_path):
    patch_copy(rich, tmp_path / "一.xlsm", marks=marks("B2", "H7"), legend=LEGEND)
    patch_copy(tmp_path / "一.xlsm", tmp_path / "二.xlsm", marks=marks("B2", "I9"), legend=LEGEND)
    assert_sound(tmp_path / "二.xlsm")
    assert_marked(tmp_path / "二.xlsm", "B2", "H7", "I9")
    assert [s.name for s in read_sheets(tmp_path / "二.xlsm")][2:] == [LEGEND_SHEET, f"{LEGEND_SHEET}2"]


def test_nothing_to_mark_is_a_plain_copy__ok(rich, tmp_path):
    patch_copy(rich, tmp_path / "out.xlsm", marks={("没有", "A1"): Mark(RED, "注")})
    assert parts_of(tmp_path / "out.xlsm") == parts_of(rich)


@given(cells=st.sets(st.tuples(st.integers(1, 14), st.integers(1, 12)), max_size=12))
def test_any_cells_can_be_marked__ok(cells, rich, tmp_path_factory):
    out = tmp_path_factory.mktemp("any") / "out.xlsm"
    names = [f"{chr(64 + column)}{row}" for row, column in cells]
    patch_copy(rich, out, marks=marks(*names))
    assert_sound(out)
    assert read_cells(out) == read_cells(rich)
    sheet = loaded(out)[NAME]
    covered = {"B8", "C8", "A9", "B9", "C9"}
    for name in {"A8" if name in covered else name for name in names}:
        assert sheet[name].fill.fgColor.rgb == RED
        assert sheet[name].comment or name == "C3"


# --- cells -------------------------------------------------------------------------------


def test_cells_and_rows_that_are_not_there_are_added__ok(plain):
    out = patched(plain, marks=marks("A2", "C2", "E2", "B7", "A9"))
    assert_marked(out, "A2", "C2", "E2", "B7", "A9")
    sheet = loaded(out)[NAME]
    assert (sheet["C2"].number_format, sheet["C2"].font.b) == ("0.00", True)  # the look of its column
    assert b'<dimension ref="A1:E9"/>' in parts_of(out)[SHEET]
    assert b'<row r="2" spans="1:5"' in parts_of(out)[SHEET]


def test_blank_cell_takes_the_look_of_its_row__ok(plain):
    styled = changed(plain, sheet=lambda x: x.replace(b'<row r="2"', b'<row r="2" s="1" customFormat="1"'))
    assert loaded(patched(styled, marks=marks("E2")))[NAME]["E2"].number_format == "0.00"


@pytest.mark.parametrize("rows", [b"<sheetData/>", b"<sheetData></sheetData>", b'<sheetData><row r="2"/></sheetData>'])
def test_empty_sheets__ok(plain, rows):
    def emptied(sheet: bytes) -> bytes:
        return sheet.split(b"<sheetData>")[0] + rows + sheet.split(b"</sheetData>")[1]

    assert_marked(patched(changed(plain, sheet=emptied), marks=marks("A2", "B3")), "A2", "B3")


def test_rows_and_cells_without_names__ok(plain):
    def nameless(sheet: bytes) -> bytes:
        for r in b"123":
            sheet = (
                sheet.replace(b'<row r="%c"' % r, b"<row").replace(b' r="A%c"' % r, b"").replace(b' r="B%c"' % r, b"")
            )
        return sheet

    source = changed(plain, sheet=nameless)
    out = patched(source, marks=marks("B2", "D3", "A5"))
    assert read_cells(out) == read_cells(source) == read_cells(plain)
    assert parts_of(out)[SHEET].count(b' s="2"') == 3


def test_comments_and_cdata_are_not_taken_for_rows__ok(plain):
    hidden = b'<!-- <row r="2"><c r="A2"/></row> --><row r="1"'
    odd = b'<row r="4"><c r="A4" t="str"><v><![CDATA[</c></row><row r="5">]]></v></c></row></sheetData>'
    source = changed(plain, sheet=lambda x: x.replace(b'<row r="1"', hidden).replace(b"</sheetData>", odd))
    out = patched(source, marks=marks("A2", "B4", "A5"))
    assert_marked(out, "A2", "B4", "A5")
    assert loaded(out)[NAME]["A4"].value == '</c></row><row r="5">'
    assert hidden in parts_of(out)[SHEET]


def test_signs_of_xml_in_attributes__ok():
    data = b"""<a b='"/>' c = "x>y"><d e="&lt;1&#20013;"/><f><d/></f></a>"""
    (first, second), root = children(data, root_of(data)), root_of(data)
    assert (root.get("b"), root.get("c"), first.get("e"), second.name) == ('"/>', "x>y", "<1中", "f")


def test_mark_in_a_merged_range_goes_to_its_first_cell__ok(rich, tmp_path):
    given = {(NAME, "B9"): Mark(RED, "一"), (NAME, "C8"): Mark(GREEN, "二")}
    patch_copy(rich, tmp_path / "out.xlsm", marks=given)
    cell = loaded(tmp_path / "out.xlsm")[NAME]["A8"]
    assert (cell.fill.fgColor.rgb, cell.comment.text, cell.value) == (RED, "一\n二", "合并的")


def test_one_look_is_cloned_once_a_fill__ok(plain):
    given = marks("A1", "A2", "A3") | {(NAME, "B1"): Mark(GREEN), (NAME, "B2"): Mark(GREEN)}
    out = patched(plain, marks=given)
    assert parts_of(out)[STYLES].count(b"<xf ") == parts_of(plain)[STYLES].count(b"<xf ") + 2
    assert loaded(out)[NAME]["B1"].comment is None


# --- values ------------------------------------------------------------------------------


def test_text_becomes_a_text_cell_and_date_a_date__ok(plain):
    texts = {"A1": "新", "B1": "00123", "C3": " 两端空格 ", "E9": "_x0041_\a<&>\n\"'"}
    values = {(NAME, cell): text for cell, text in texts.items()} | {(NAME, "B2"): date(2021, 4, 30)}
    out = patched(plain, marks=marks("B1"), values=values)
    cells, sheet = read_cells(out)[NAME], loaded(out)[NAME]
    assert [cells[1, 1], cells[1, 2], cells[3, 3], cells[9, 5]] == list(texts.values())
    assert [sheet[c].number_format for c in ("A1", "B1", "B2", "C3")] == ["@", "@", r"yyyy\-mm\-dd", "@"]
    assert (cells[2, 2], sheet["C3"].font.b, sheet["B1"].fill.fgColor.rgb) == ("2021-04-30", True, RED)


def test_dates_of_1904__ok(plain):
    late = changed(plain, book=lambda x: x.replace(b"<workbookPr", b'<workbookPr date1904="1"'))
    assert read_cells(patched(late, values={(NAME, "B2"): date(2021, 4, 30)}))[NAME][2, 2] == "2021-04-30"


def test_value_for_a_formula_leaves_no_trace_of_it__ok(rich, tmp_path):
    out = tmp_path / "out.xlsm"
    patch_copy(rich, out, marks={}, values={(NAME, "D5"): "九"})
    assert_sound(out)
    after = parts_of(out)
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after[TYPES] + after[BOOK_RELATIONS]
    assert b'fullCalcOnLoad="1"' in after[BOOK]
    assert loaded(out)[NAME]["D5"].value == "九"


@pytest.mark.parametrize("calc", [b"", b'<calcPr calcId="1"/>'])
def test_copy_with_values_is_recalculated__ok(plain, calc):
    book = parts_of(plain)[BOOK]
    start = book.index(b"<calcPr")
    source = changed(plain, book=lambda x: x[:start] + calc + x[x.index(b"/>", start) + 2 :])
    out = patched(source, values={(NAME, "A1"): "新"})
    assert b'fullCalcOnLoad="1"' in parts_of(out)[BOOK]


def test_formula_kept_for_several_cells_stays__ok(plain):
    shared = b'<c r="A1"><f t="shared" ref="A1:A3" si="0">B1</f><v>1</v></c>'
    source = changed(plain, sheet=lambda x: x.replace(cells_of(x)["A1"], shared))
    out = patched(source, marks=marks("A1"), values={(NAME, "A1"): "新"})
    assert b'<f t="shared" ref="A1:A3" si="0">B1</f><v>1</v>' in cells_of(parts_of(out)[SHEET])["A1"]
    assert_marked(out, "A1")


def test_titles_of_a_table_stay__ok(rich, tmp_path):
    patch_copy(rich, tmp_path / "out.xlsm", marks=marks("I1"), values={(NAME, "I1"): "别的", (NAME, "I2"): "新"})
    cells = read_cells(tmp_path / "out.xlsm")[NAME]
    assert (cells[1, 9], cells[2, 9]) == ("表头甲", "新")
    assert_marked(tmp_path / "out.xlsm", "I1")


def test_held_cells_are_formulas_and_table_titles__ok(rich):
    asked = [(NAME, cell) for cell in ("A1", "D5", "I1", "I2", "Z99")]
    assert held_cells(rich, asked) == {(NAME, "D5"), (NAME, "I1")}


def test_text_that_no_cell_holds__error(plain):
    with pytest.raises(XlcheckError) as caught:
        patched(plain, values={(NAME, "A1"): "长" * 32_768})
    assert caught.value.code == "output.too-long"
    assert [p.name for p in plain.parent.iterdir()] == [plain.name]


@pytest.mark.parametrize("cell", ["", "7", "B", "B0", "XFE1", "A1048577", "A1:B2"])
def test_no_cell__error(plain, cell):
    with pytest.raises(ValueError, match="not a cell"):
        patch_copy(plain, plain.with_name("out.xlsx"), marks=marks(cell))


# --- notes -------------------------------------------------------------------------------


def test_old_note_is_kept_before_ours__ok(rich, tmp_path):
    out = tmp_path / "out.xlsm"
    patch_copy(rich, out, marks=marks("B2"))
    assert loaded(out)[NAME]["B2"].comment.text == "原有批注\n错误：B2。"
    assert parts_of(out)["xl/drawings/vmlDrawing1.vml"] == parts_of(rich)["xl/drawings/vmlDrawing1.vml"]


@pytest.mark.parametrize("old", [b"<text><t>\xe6\x97\xa7</t></text>", b"<text/>"])
def test_old_note_of_another_form__ok(rich, tmp_path, old):
    parts = parts_of(rich)
    notes = parts["xl/comments1.xml"]
    parts["xl/comments1.xml"] = notes[: notes.index(b"<text>")] + old + notes[notes.index(b"</text>") + 7 :]
    out = patched(pack(tmp_path / "a.xlsm", parts), marks=marks("B2"))
    assert loaded(out)[NAME]["B2"].comment.text == ("旧\n错误：B2。" if b"<t>" in old else "错误：B2。")


def test_cell_with_a_threaded_comment_is_coloured_only__ok(rich, tmp_path):
    patch_copy(rich, tmp_path / "out.xlsm", marks=marks("C3", "C4"))
    assert_marked(tmp_path / "out.xlsm", "C3", notes=False)
    assert_marked(tmp_path / "out.xlsm", "C4")


def test_stand_in_for_a_threaded_comment_stays__ok(rich, tmp_path):
    parts = parts_of(rich)
    parts["xl/comments1.xml"] = parts["xl/comments1.xml"].replace("<author>某人".encode(), b"<author>tc={1}")
    out = patched(pack(tmp_path / "a.xlsm", parts), marks=marks("B2"))
    assert parts_of(out)["xl/comments1.xml"] == parts["xl/comments1.xml"]


def test_no_more_notes_than_a_sheet_can_carry__ok(plain):
    cells = [f"{chr(65 + n % 20)}{n // 20 + 1}" for n in range(MOST_NOTES + 40)]
    out = patched(plain, marks=marks(*cells))
    sheet = loaded(out)[NAME]
    assert sum(c.comment is not None for row in sheet for c in row) == MOST_NOTES
    assert_marked(out, *cells[:3])
    assert_marked(out, *cells[-3:], notes=False)


def test_shapes_of_two_sheets_share_no_number__ok(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet(NAME).write_comment("A1", "旧")
        book.add_worksheet("其他")
    out = patched(path, marks=marks("A2") | marks("A1", sheet="其他"))
    shapes = [data for name, data in parts_of(out).items() if name.endswith(".vml")]
    assert [b'data="1,2"' in data or b'data="3"' in data for data in shapes] == [True, True]
    assert loaded(out)["其他"]["A1"].comment.text == "错误：A1。"


@pytest.mark.parametrize("drawing", [b"", b"<xml", b'<v:x xmlns:v="a"><br></v:x>'])
def test_broken_drawing_of_notes_is_replaced__ok(tmp_path, drawing):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet(NAME).insert_button("C3")
    parts = parts_of(path) | {"xl/drawings/vmlDrawing1.vml": drawing}
    out = tmp_path / "out.xlsx"
    patch_copy(pack(path, parts), out, marks=marks("A1"))
    after = parts_of(out)
    assert b'<legacyDrawing r:id="rId3"/>' in after[SHEET]
    assert re.search(rb'Id="rId3" [^>]*Target="../drawings/vmlDrawing2.vml"', after[SHEET_RELATIONS])
    assert after["xl/drawings/vmlDrawing1.vml"] == drawing
    assert_marked(out, "A1")


def test_note_reaches_over_hidden_columns_and_tall_rows__ok(plain):
    def shaped(sheet: bytes) -> bytes:
        hidden = b'<cols><col min="2" max="2" width="9" hidden="1"/>'
        return sheet.replace(b"<cols>", hidden).replace(b'<row r="2"', b'<row r="2" ht="90" customHeight="1"')

    out = patched(changed(plain, sheet=shaped), marks=marks("A2"))
    # from the hidden column B over C and D into E; within the row of 120 pixels
    assert b"<x:Anchor>1, 12, 1, 2, 4, 14, 1, 33</x:Anchor>" in parts_of(out)["xl/drawings/vmlDrawing1.vml"]


def test_legend_is_the_last_sheet_and_its_name_made_unique__ok(plain):
    renamed = changed(plain, book=lambda x: x.replace(NAME.encode(), LEGEND_SHEET.encode()))
    out = patched(renamed, legend=LEGEND)
    book = loaded(out)
    assert book.sheetnames == [LEGEND_SHEET, f"{LEGEND_SHEET}2"]
    legend = book.worksheets[1]
    assert [c.value for c in legend[2]] == ["错误", "必须改正"]
    assert legend["A2"].fill.fgColor.rgb == RED


# --- forms that a workbook may have ------------------------------------------------------


def test_strict_workbook__ok(plain):
    source = pack(plain, {name: strict(data) for name, data in parts_of(plain).items()})
    out = patched(source, marks=marks("A2", "E7"), values={(NAME, "B1"): date(2021, 4, 30)}, legend=LEGEND)
    cells = read_cells(out)
    assert (cells[NAME][1, 2], cells[LEGEND_SHEET][2, 1]) == ("2021-04-30", "错误")
    after = b"".join(parts_of(out).values())
    assert b"schemas.openxmlformats.org/spreadsheetml" not in after
    assert b"http://purl.oclc.org/ooxml/officeDocument/relationships/comments" in after


def test_prefixed_namespaces__ok(rich, tmp_path):
    parts = parts_of(rich)
    for name in (SHEET, STYLES, BOOK, BOOK_RELATIONS, TYPES, "xl/comments1.xml"):
        parts[name] = prefixed(parts[name])
    out = patched(pack(tmp_path / "a.xlsm", parts), marks=marks("B2", "D3", "H7", "A20"), legend=LEGEND)
    assert_marked(out, "B2", "D3", "H7", "A20")
    assert read_cells(out)[LEGEND_SHEET][1, 1] == "颜色"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be", "utf-8-sig", "iso-8859-1", "us-ascii"])
def test_encodings_are_kept__ok(plain, codec):
    def stored(data: bytes) -> bytes:
        name = codec.removesuffix("-be").removesuffix("-sig")
        text = data.decode().replace('encoding="UTF-8"', f'encoding="{name}"').replace("</sheetData>", "</sheetData>é")
        bom = "\ufeff" if codec == "utf-16-be" else ""
        return (bom + text.replace("é", "")).encode(codec, "xmlcharrefreplace")

    source = changed(plain, sheet=stored, book=stored, styles=stored)
    out = patched(source, marks=marks("A2", "E7"), values={(NAME, "A1"): "新值"}, legend=LEGEND)
    assert_marked(out, "A2", "E7")
    assert read_cells(out)[NAME][1, 1] == "新值"
    before, after = parts_of(source)[SHEET], parts_of(out)[SHEET]
    assert after[:40] == before[:40]
    assert after[-12:] == before[-12:]


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BARE_STYLES = f'<styleSheet xmlns="{MAIN}"/>'.encode()
FEW_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill>'
    "</fills><cellXfs/><extLst/></styleSheet>"
).encode()


@pytest.mark.parametrize("styles", [BARE_STYLES, FEW_STYLES, None])
def test_few_styles_or_none__ok(plain, styles):
    parts = parts_of(plain)
    if styles is None:
        del parts[STYLES]
        parts[TYPES] = re.sub(rb'<Override PartName="/xl/styles.xml"[^>]*>', b"", parts[TYPES])
        parts[BOOK_RELATIONS] = re.sub(rb'<Relationship [^>]*Target="styles.xml"/>', b"", parts[BOOK_RELATIONS])
    else:
        parts[STYLES] = styles
    source = pack(plain, parts)
    out = patched(source, marks=marks("A2", "E7"), values={(NAME, "B1"): date(2021, 4, 30)}, legend=LEGEND)
    sheet = loaded(out)[NAME]
    assert [sheet[c].fill.fgColor.rgb == RED for c in ("A2", "E7", "A1")] == [True, True, False]
    assert read_cells(out)[NAME][1, 2] == "2021-04-30"


def test_absolute_targets_and_another_folder__ok(plain):
    parts = {name.replace("xl/", "office/"): data for name, data in parts_of(plain).items()}
    for name in [name for name in parts if name.endswith(".rels")]:
        data = parts[name].replace(b'Target="', b'Target="/office/')
        parts[name] = data.replace(b"/office/xl/", b"/office/").replace(b"/office/docProps", b"/docProps")
    parts[TYPES] = parts[TYPES].replace(b"/xl/", b"/office/")
    out = patched(pack(plain, parts), marks=marks("A2"), legend=LEGEND)
    after = parts_of(out)
    assert after["office/worksheets/sheet1.xml"].count(b' s="2"') == 1
    assert {"office/comments1.xml", "office/worksheets/sheet2.xml"} <= set(after)
    assert [s.name for s in read_sheets(out)] == [NAME, LEGEND_SHEET]


def test_references_need_a_type_of_their_own__ok(plain):
    rels = b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    kind = b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    own = b"".join(b'<Override PartName="/%s" %s' % (n, kind) for n in (b"_rels/.rels", BOOK_RELATIONS.encode()))
    out = patched(changed(plain, types=lambda x: x.replace(rels, own)), marks=marks("A2"))
    assert_marked(out, "A2")


def test_controls_come_after_the_notes__ok(plain):
    controls = (
        b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        b'<mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent></worksheet>'
    )
    out = patched(changed(plain, sheet=lambda x: x.replace(b"</worksheet>", controls)), marks=marks("A2"))
    sheet = parts_of(out)[SHEET]
    assert sheet.index(b"<legacyDrawing") < sheet.index(b"<mc:AlternateContent")


def test_stored_members_stay_stored__ok(plain, tmp_path):
    stored = tmp_path / "stored.xlsx"
    with ZipFile(stored, "w") as package:
        for name, data in parts_of(plain).items():
            package.writestr(name, data)
    out = patched(stored, marks=marks("A2"))
    with Package(out) as package:
        assert package.is_stored(SHEET)


# --- what cannot be copied ---------------------------------------------------------------


def code_of(source: Path) -> str:
    with pytest.raises(XlcheckError) as caught:
        patch_copy(source, source.with_name("out.xlsx"), marks=marks("A2"))
    assert not [p for p in source.parent.iterdir() if p.name.startswith(".")]
    return caught.value.code


def test_missing_book__error(tmp_path):
    assert code_of(tmp_path / "a.xlsx") == "book.missing"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (b"</sheetData>", b"", "book.unreadable"),
        (b"sheetData>", b"other>", "book.unreadable"),
        (b"<worksheet", b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet", "book.refused"),
        (b'encoding="UTF-8"', b'encoding="nonsense"', "book.unreadable"),
    ],
)
def test_bad_sheet__error(plain, before, after, code):
    assert code_of(changed(plain, sheet=lambda x: x.replace(before, after))) == code


def test_book_without_sheets__error(plain):
    bare = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    assert code_of(changed(plain, book=lambda _: bare)) == "book.unreadable"


def test_damaged_book__error(plain):
    plain.write_bytes(plain.read_bytes()[:2000])
    assert code_of(plain) == "book.unreadable"


def test_locked_output__error(plain, monkeypatch):
    def locked(*_):
        raise PermissionError

    monkeypatch.setattr(Path, "replace", locked)
    assert code_of(plain) == "output.locked"


# --- in an office ------------------------------------------------------------------------


@pytest.mark.office
def test_libreoffice_shows_marks_and_notes__ok(rich, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    patch_copy(rich, tmp_path / "标注.xlsm", marks=marks("B2", "D3", "H7"), legend=LEGEND)
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", tmp_path / "out", tmp_path / "标注.xlsm"], check=True, capture_output=True)
    assert_marked(tmp_path / "out" / "标注.xlsx", "B2", "D3", "H7")
    assert read_cells(tmp_path / "out" / "标注.xlsx")[LEGEND_SHEET][2, 2] == "必须改正"


# --- 演练 ---------------------------------------------------------------------------------


def headers(path: Path, sheet: str = SHEET) -> dict[str, str]:
    """The headers of a sheet as they are written, by name."""
    found = re.findall(r"<(?:\w+:)?(\w+Header)>([^<]*)<", parts_of(path)[sheet].decode())
    return {name: unescape(text) for name, text in found}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "&C{}"),
        ("&L左&R右", "&L左&C{}&R右"),
        ("&L左", "&L左&C{}"),
        ("&C中&R右", '&C{}\n&"-,Regular"&10 中&R右'),
        ("2021", '&C{}\n&"-,Regular"&10 2021'),
        ("&L甲&&C乙", "&L甲&&C乙&C{}"),
        ("&C" + "长" * 240, "&C{}"),
    ],
)
def test_practice_is_printed_over_the_header__ok(plain, before, after):
    header = f"<headerFooter><oddHeader>{escape(before)}</oddHeader></headerFooter></worksheet>".encode()
    out = patched(changed(plain, sheet=lambda x: x.replace(b"</worksheet>", header)), practice=True)
    assert headers(out) == {"oddHeader": after.format(PRACTICE_HEADER)}


@pytest.mark.parametrize("change", [lambda x: x, prefixed, strict])
def test_practice_is_printed_where_there_is_no_header__ok(plain, change):
    out = patched(changed(plain, sheet=change), practice=True, marks=marks("A2"), legend=LEGEND)
    assert headers(out) == headers(out, "xl/worksheets/sheet2.xml") == {"oddHeader": f"&C{PRACTICE_HEADER}"}


def test_practice_is_printed_on_first_and_even_pages_too__ok(plain):
    more = b'<headerFooter differentFirst="1" differentOddEven="1"><evenFooter>&amp;P</evenFooter></headerFooter>'
    out = patched(changed(plain, sheet=lambda x: x.replace(b"</worksheet>", more + b"</worksheet>")), practice=True)
    assert headers(out) == dict.fromkeys(("oddHeader", "evenHeader", "firstHeader"), f"&C{PRACTICE_HEADER}")
    names = re.findall(rb"<(\w+(?:Header|Footer))>", parts_of(out)[SHEET])
    assert names == [b"oddHeader", b"evenHeader", b"evenFooter", b"firstHeader"]


def test_practice_is_marked_once_and_on_every_sheet__ok(rich, tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "图.xlsx")) as book:
        book.add_worksheet(NAME).write_row("A1", [1, 2])
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": f"={NAME}!$A$1:$B$1"})
        book.add_chartsheet("图").set_chart(chart)
    for source in (rich, tmp_path / "图.xlsx"):
        once, twice = tmp_path / f"一{source.suffix}", tmp_path / f"二{source.suffix}"
        patch_copy(source, once, practice=True)
        patch_copy(once, twice, practice=True)
        assert_sound(twice)
        sheets = [name for name in parts_of(twice) if re.fullmatch(r"xl/(work|chart)sheets/\w+\.xml", name)]
        assert len(sheets) == 2
        assert [parts_of(twice)[name].count("【演练】".encode()) for name in sheets] == [1, 1]
        assert read_cells(once) == read_cells(source)


def test_practice_has_room_above_the_sheet__ok(plain):
    low = b'<pageMargins left="0.5" right="0.5" top="0.4" bottom="0.5" header="0.3" footer="0.3"/>'
    out = patched(changed(plain, sheet=lambda x: re.sub(rb"<pageMargins[^>]*>", low, x)), practice=True)
    assert loaded(out)[NAME].page_margins.top == pytest.approx(0.85)
