"""Other formats: read in a child process that may fail without harm; encrypted ones are named as such."""

import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from tests.builders import ENTITY, SETTINGS, by_column, write_sheet
from xlcheck.excel.read import other_formats
from xlcheck.excel.read.workbook import read_book, read_sheets
from xlcheck.messages import error_text
from xlcheck.model import Number, XlcheckError
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice makes the .xls and .ods here")


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    folder = tmp_path_factory.mktemp("foreign")
    row = by_column(ENTITIES, ENTITY) | {ENTITIES.no: 1, ENTITIES.founded: datetime(2015, 3, 1)}
    cells = [row.get(column, "") for column in ENTITIES]
    return write_sheet(folder / "检查对象名录库.xlsx", {"检查对象名录库": [["名录库"], ENTITIES.titles, cells]})


def converted(path: Path, suffix: str) -> Path:
    folder = path.parent / suffix
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{suffix}"


def of_book(findings):
    return [f.code for f in findings if f.code.startswith("book.")]


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_other_formats_read_as_the_xlsx_does(workbook, suffix):
    other = converted(workbook, suffix)
    (sheet,), (same,) = read_sheets(workbook), read_sheets(other)
    assert [n for n, _ in same.rows] == [n for n, _ in sheet.rows]
    for (_, cells), (_, read) in zip(sheet.rows, same.rows, strict=True):
        assert read[: len(cells)] == cells
        assert not any(read[len(cells) :])
    assert isinstance(same.rows[2][1][ENTITIES.columns.index(ENTITIES.no)], Number)
    tables, findings = read_book(other, ENTITY_BOOK, SETTINGS)
    assert tables["entities"].at(3, ENTITIES.code) == ENTITY["code"]
    assert of_book(findings) == ["book.old-format"]
    mislabelled = Path(shutil.copy(other, other.with_suffix(".xlsx")))
    assert read_sheets(mislabelled)[0].rows == same.rows
    assert of_book(read_book(mislabelled, ENTITY_BOOK, SETTINGS)[1]) == ["book.old-format", "book.mislabelled"]


def test_new_workbook_under_an_old_name_is_read_and_said(workbook, tmp_path):
    path = Path(shutil.copy(workbook, tmp_path / "名录.xls"))
    tables, findings = read_book(path, ENTITY_BOOK, SETTINGS)
    assert of_book(findings) == ["book.mislabelled"]
    assert len(tables["entities"]) == 1


def sentence(path):
    with pytest.raises(XlcheckError) as caught:
        read_sheets(path)
    return error_text(caught.value)


def test_encrypted_workbook__error(tmp_path):
    path = tmp_path / "密.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900 + "EncryptedPackage".encode("utf-16-le"))
    assert "打开密码" in sentence(path)


def test_broken_old_workbook__error(tmp_path):
    path = tmp_path / "旧.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8)
    assert "旧格式的工作簿已损坏" in sentence(path)


def test_reader_that_hangs__error(tmp_path, monkeypatch):
    path = tmp_path / "慢.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    monkeypatch.setattr(other_formats, "_SECONDS", 0.001)
    assert "超过" in sentence(path)
