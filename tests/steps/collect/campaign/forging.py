"""A pack as a stranger forges it: a name in a record changed, all digests made again."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.steps.collect.packs import write_dispatch
from xlcheck.excel.read.workbook import read_cells
from xlcheck.schema.outputs.send import DISPATCH_ITEMS, SIGNATURE_FILE


def forge(folder: Path, **said: str) -> None:
    """Change a name in a record of the pack in a folder, and make 上报单 and the lists anew; the signature goes."""
    record = sorted((folder / "抽取").glob("抽取记录-*.xlsx"))[0]
    book = openpyxl.load_workbook(record)
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    cell = next(cell for cell in cells if isinstance(cell.value, str) and "示例" in cell.value and "驾" in cell.value)
    cell.value = "示例别的驾校"
    book.save(record)
    (folder / SIGNATURE_FILE).unlink(missing_ok=True)
    titles = {item: key for key, item in DISPATCH_ITEMS}
    cells = read_cells(folder / "上报单.xlsx")["上报单"]
    values = {titles[text]: cells.get((row, column + 1), "") for (row, column), text in cells.items() if text in titles}
    (folder / "上报单.xlsx").unlink()
    write_dispatch(folder, values | said)
