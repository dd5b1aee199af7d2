"""The reader of .xls and .ods, run as a process of its own: it may abort or hang without harm to the tool.

``python -m xlcheck.excel.read.other_formats_child FILE`` writes one JSON line a sheet to standard output:
name, whether it is hidden, and [row number, cells] for each row that holds anything. A cell is a text,
or a pair of kind (``n`` number, ``d`` date, ``b`` truth value) and text.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

_MEMORY = 2 << 30


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


def main(path: Path) -> None:
    """Write every sheet of a workbook."""
    import python_calamine

    book = python_calamine.load_workbook(BytesIO(path.read_bytes()))
    for info in book.sheets_metadata:
        if str(info.typ) != "SheetTypeEnum.WorkSheet":
            continue
        rows = book.get_sheet_by_name(info.name).to_python(skip_empty_area=False)
        filled_rows = [[n, [cell(v) for v in row]] for n, row in enumerate(rows, start=1) if any(v != "" for v in row)]
        hidden = str(info.visible) != "SheetVisibleEnum.Visible"
        print(json.dumps([info.name, hidden, filled_rows], ensure_ascii=False))


def limit_memory() -> None:
    """Hold the process to its share, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    limit_memory()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream here
    main(Path(sys.argv[1]))
