"""Other formats: read in a child process that may fail without harm; encrypted ones are named as such."""

import shutil
import subprocess
import zipfile
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


def write_ods(path, rows, columns, text):
    """A small .ods whose one row is repeated, with one text in all its cells."""
    names = ["office:1.0", "table:1.0", "text:1.0"]
    spaces = " ".join(f'xmlns:{n.partition(":")[0]}="urn:oasis:names:tc:opendocument:xmlns:{n}"' for n in names)
    cells = f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cells}<text:p>{text}</text:p></table:table-cell>'
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="示例">{row}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        out.writestr("META-INF/manifest.xml", "<manifest/>")
        out.writestr("content.xml", content)
    return path


def test_what_a_small_file_repeats_is_read(tmp_path):
    (sheet,) = read_sheets(write_ods(tmp_path / "a.ods", 3, 2, "示例"))
    assert sheet.rows == [(n, ["示例", "示例"]) for n in (1, 2, 3)]


def test_small_file_that_takes_gigabytes__error(tmp_path):
    path = write_ods(tmp_path / "大.ods", 50_000, 1_000, "示例")
    assert path.stat().st_size < 2_000
    assert "读入后超过 1500 MB" in sentence(path)


def test_rows_that_take_too_much_of_the_reader_are_refused__error(tmp_path):
    """The child has room for the one text that the parent would have in each cell."""
    path = write_ods(tmp_path / "大.ods", 200, 200, "示" * 50_000)
    assert "超出安全限度" in sentence(path)
