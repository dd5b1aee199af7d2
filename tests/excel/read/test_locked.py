"""Workbooks that are locked: named as such, whatever they are; those that Excel opens without asking are opened."""

import zipfile
from io import BytesIO

import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from tests.builders import ENTITY, SETTINGS, by_column, write_sheet
from xlcheck.excel.read.active import ActiveKind, active_things
from xlcheck.excel.read.workbook import read_book, read_sheets
from xlcheck.messages import error_text
from xlcheck.model import XlcheckError
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK
from xlcheck.steps.check.check import _UNCOPIED

EXCELS_OWN = "VelvetSweatshop"


@pytest.fixture
def registry(tmp_path):
    row = by_column(ENTITIES, ENTITY)
    cells = [row.get(column, "") for column in ENTITIES]
    return write_sheet(tmp_path / "原.xlsx", {"检查对象名录库": [ENTITIES.titles, cells]})


def lock(source, out, password):
    locked = BytesIO()
    OOXMLFile(BytesIO(source.read_bytes())).encrypt(password, locked)
    out.write_bytes(locked.getvalue())
    return out


def why(path):
    with pytest.raises(XlcheckError) as caught:
        read_sheets(path)
    return error_text(caught.value)


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.et"])
def test_locked_workbook_is_named_as_locked__error(registry, tmp_path, name):
    assert "打开密码" in why(lock(registry, tmp_path / name, "示例口令"))


def test_workbook_with_excels_own_lock_is_read_and_said(registry, tmp_path):
    path = lock(registry, tmp_path / "检查对象名录库.xlsx", EXCELS_OWN)
    assert read_sheets(path) == read_sheets(registry)
    tables, findings = read_book(path, ENTITY_BOOK, SETTINGS)
    assert tables["entities"].at(2, ENTITIES.code) == ENTITY["code"]
    assert [f.code for f in findings if f.code.startswith("book.")] == ["book.unlocked"]
    assert "book.unlocked" in _UNCOPIED


def test_what_acts_by_itself_is_seen_through_excels_own_lock(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "原.xlsx")) as book:
        book.add_worksheet().write_formula(0, 0, '=WEBSERVICE("http://example.org/")')
    path = lock(tmp_path / "原.xlsx", tmp_path / "a.xlsx", EXCELS_OWN)
    assert [thing.kind for thing in active_things(path)] == [ActiveKind.CALL]


def test_broken_lock_is_named_as_locked__error(registry, tmp_path):
    path = lock(registry, tmp_path / "a.xlsx", EXCELS_OWN)
    path.write_bytes(path.read_bytes().replace(b"spinCount", b"spinCoun_"))
    assert "打开密码" in why(path)


@pytest.mark.parametrize("entry", ["manifest:encryption-data", "encryption-data"])
def test_locked_ods_is_named_as_locked__error(tmp_path, entry):
    path = tmp_path / "a.ods"
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        file = f'<file-entry full-path="content.xml"><{entry} checksum="x"/></file-entry>'
        package.writestr("META-INF/manifest.xml", f"<manifest {space}>{file}</manifest>")
        package.writestr("content.xml", bytes(range(256)))
    assert "打开密码" in why(path)
