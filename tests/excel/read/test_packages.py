"""Packages that Excel and WPS open though they are not quite as the standard has them."""

import zipfile

import pytest
import xlsxwriter

from tests.excel.packages import parts_of
from xlcheck.excel.appearance.sheets import looks_of
from xlcheck.excel.patch import Mark, patch_copy
from xlcheck.excel.read.active import active_things
from xlcheck.excel.read.every_text import every_text
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.messages import error_text
from xlcheck.model import XlcheckError

ROOT_RELATIONS, BOOK_RELATIONS = "_rels/.rels", "xl/_rels/workbook.xml.rels"


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    path = tmp_path_factory.mktemp("base") / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("表")
        sheet.write_string(0, 0, "文字")
        sheet.write_number(0, 1, 0.5, book.add_format({"num_format": "0%"}))
    return parts_of(path)


def packed(path, parts):
    """A package whose members have exactly these names, backslashes too."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            info = zipfile.ZipInfo("x")
            info.filename = info.orig_filename = name
            package.writestr(info, data)
    return path


def renamed(parts, change):
    return {change(name): data for name, data in parts.items()}


def in_root(parts):
    """The workbook part and what it refers to in the root instead of xl/."""
    moved = {name.removeprefix("xl/"): data for name, data in parts.items()}
    moved["_rels/workbook.xml.rels"] = parts[BOOK_RELATIONS]
    moved[ROOT_RELATIONS] = parts[ROOT_RELATIONS].replace(b"xl/workbook.xml", b"workbook.xml")
    return moved


def without(parts, *names):
    return {name: data for name, data in parts.items() if name not in names}


SHAPES = {
    "SharedStrings": lambda p: renamed(p, lambda n: n.replace("sharedStrings", "SharedStrings")),
    "sheet in capitals": lambda p: renamed(p, lambda n: n.replace("sheet1", "Sheet1")),
    "workbook in capitals": lambda p: renamed(p, lambda n: n.replace("xl/workbook", "xl/Workbook")),
    "all in capitals": lambda p: renamed(p, str.upper),
    "names from the root": lambda p: renamed(p, lambda n: f"/{n}"),
    "backslashes": lambda p: renamed(p, lambda n: n.replace("/", "\\")),
    "some backslashes": lambda p: renamed(p, lambda n: n.replace("worksheets/", "worksheets\\")),
    "backslash in a target": lambda p: p | {BOOK_RELATIONS: p[BOOK_RELATIONS].replace(b"worksheets/", b"worksheets\\")},
    "absolute targets": lambda p: p | {BOOK_RELATIONS: p[BOOK_RELATIONS].replace(b'Target="', b'Target="/xl/')},
    "workbook in the root": in_root,
    "workbook in the root, no relation to it": lambda p: without(in_root(p), ROOT_RELATIONS),
    "no relation to the workbook": lambda p: without(p, ROOT_RELATIONS),
    "theme absent": lambda p: without(p, "xl/theme/theme1.xml"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_packages_others_open_are_read(tmp_path, parts, shape):
    path = packed(tmp_path / "a.xlsx", SHAPES[shape](parts))
    assert [(s.name, s.rows) for s in read_sheets(path)] == [("表", [(1, ["文字", "0.5"])])]
    assert active_things(path) == ()
    assert any("表" in text or "workbook" in text.lower() for _, text in every_text(path))
    assert set(looks_of(path)) == {"表"}


@pytest.mark.parametrize("shape", SHAPES)
def test_packages_others_open_are_copied_with_marks(tmp_path, parts, shape):
    path = packed(tmp_path / "a.xlsx", SHAPES[shape](parts))
    patch_copy(path, tmp_path / "b.xlsx", marks={("表", "A1"): Mark("FFFF00", "请核对")})
    assert read_sheets(tmp_path / "b.xlsx")[0].rows == [(1, ["文字", "0.5"])]
    marked = parts_of(tmp_path / "b.xlsx")
    assert any(b"FFFF00" in data for name, data in marked.items() if name.lower().endswith("styles.xml"))
    assert any("请核对".encode() in data for data in marked.values())


@pytest.mark.parametrize("absent", ["xl/styles.xml", "xl/sharedStrings.xml"])
def test_relation_to_an_absent_part_is_no_reason_to_refuse(tmp_path, parts, absent):
    ((_, cells),) = read_sheets(packed(tmp_path / "a.xlsx", without(parts, absent)))[0].rows
    assert cells == ["#缺失文本" if "Strings" in absent else "文字", "0.5"]


def test_absent_sheet_is_named__error(tmp_path, parts):
    with pytest.raises(XlcheckError) as caught:
        read_sheets(packed(tmp_path / "a.xlsx", without(parts, "xl/worksheets/sheet1.xml")))
    assert "缺少部件 xl/worksheets/sheet1.xml" in error_text(caught.value)
