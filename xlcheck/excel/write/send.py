"""上报单, 台账摘要, 检查说明, 台账全文 and 发件登记: what goes to the superior bureau, and what went."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from xlcheck.excel.write.table import OutputBook, put_table
from xlcheck.model import Settings, XlcheckError
from xlcheck.schema.outputs.send import DISPATCH, DISPATCH_FILES
from xlcheck.schema.table import RowCells, Table


def write_dispatch(path: Path, items: Sequence[RowCells], files: Sequence[RowCells], *, practice: bool) -> None:
    """Write 上报单: what the pack is, and every other file of it with its digests."""
    with OutputBook(path, practice=practice) as out:
        for table, rows in ((DISPATCH, items), (DISPATCH_FILES, files)):
            put_table(out, out.sheet(table.sheet, landscape=table.landscape), table, rows, table.title)


def write_tables(
    path: Path, tables: Sequence[tuple[Table, Sequence[RowCells]]], settings: Settings, *, practice: bool
) -> None:
    """Write tables of the schema as a workbook of its own."""
    with OutputBook(path, practice=practice) as out:
        for table, rows in tables:
            title = table.title.format(bureau=settings.bureau, short=settings.short_name, year=settings.year)
            sheet = out.sheet(table.sheet, landscape=table.landscape, paper=table.paper)
            put_table(out, sheet, table, rows, title)


def encrypted(content: bytes, password: str) -> bytes:
    """Encrypt a workbook as Excel does with a password to open: AES-256 (ECMA-376, agile), random salts.

    Raises :class:`XlcheckError` ``send.cannot-encrypt`` where the system lacks what OpenSSL's library needs.
    """
    try:
        from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415 - it is loaded only where there is a password
    except ImportError:
        raise XlcheckError("send.cannot-encrypt") from None

    out = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, out)
    return out.getvalue()
