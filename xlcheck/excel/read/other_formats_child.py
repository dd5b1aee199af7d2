"""The reader of .xls, .et and .ods, done by a worker process: it may abort or hang without harm to the tool.

Of each sheet it writes a line ``[name, whether it is hidden]`` in JSON, then a line ``[row number, cells]`` for each
row that holds anything. A cell is a text, or a pair of kind (``n`` number, ``d`` date, ``b`` truth value) and text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from xlcheck.worker.refused import UnpackError

if TYPE_CHECKING:
    import python_calamine

_MOST_MEMORY = 1_500 << 20
_PLACE, _TEXT = 24, 76
"""Bytes that a cell takes in the parent's memory, and a text beside its characters: as in the guard of .xlsx."""


def cell(value: object) -> object:
    """Return one value as JSON has it."""
    if isinstance(value, bool):
        return ["b", "1" if value else ""]
    if isinstance(value, datetime):
        return ["d", value.isoformat()]
    if isinstance(value, date):
        return ["d", datetime.combine(value, time()).isoformat()]
    if isinstance(value, int | float):
        return ["n", str(int(value)) if value == int(value) else repr(value)]
    return str(value) if isinstance(value, str | time | timedelta) else ""


def work(request: Mapping[str, object]) -> object:
    """Write every sheet of the workbook ``path`` into the file ``out``.

    Raises :class:`UnpackError` ``book.encrypted``, ``book.unreadable`` or ``book.refused``.
    """
    import python_calamine

    try:
        book = python_calamine.load_workbook(BytesIO(Path(str(request["path"])).read_bytes()))
    except python_calamine.PasswordError:
        raise UnpackError("", "book.encrypted") from None
    except (python_calamine.CalamineError, python_calamine.XmlError, python_calamine.ZipError) as error:
        code = "book.encrypted" if "assword" in str(error) else "book.unreadable"
        raise UnpackError("旧格式的工作簿已损坏，或不是 Excel 工作簿", code) from None
    room = _MOST_MEMORY
    with Path(str(request["out"])).open("w", encoding="utf-8") as out:
        for line in _lines(book):
            room -= _weight(line)
            if room < 0:
                raise UnpackError(f"内容过多，读入后超过 {_MOST_MEMORY >> 20} MB", "book.refused")
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return None


def _lines(book: python_calamine.CalamineWorkbook) -> Iterator[list[object]]:
    for info in book.sheets_metadata:
        if str(info.typ) == "SheetTypeEnum.WorkSheet":
            yield [info.name, str(info.visible) != "SheetVisibleEnum.Visible"]
            sheet = book.get_sheet_by_name(info.name)
            before = [""] * (sheet.start or (0, 0))[1]  # columns that are blank throughout are left out
            rows = enumerate(sheet.iter_rows(), start=1)
            yield from ([n, before + [cell(v) for v in row]] for n, row in rows if any(v != "" for v in row))


def _weight(line: list[object]) -> int:
    """Return what a row takes in the parent's memory."""
    cells = line[1] if isinstance(line[1], list) else []
    return _PLACE * len(cells) + sum(_TEXT + len(c) for c in cells if isinstance(c, str) and c)
