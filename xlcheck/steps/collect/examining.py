"""Workbooks of packs are read, and packs verified: the work of a worker process, for anybody may have made them.

What it answers is small. Rows of tables and what a verification shows go into files, which the parent names.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from xlcheck.draws.codec import canonical_json, plain
from xlcheck.excel.read import guard
from xlcheck.excel.read.workbook import read_book
from xlcheck.messages import Level, error_text, level, problem, where
from xlcheck.model import ListedFile, OtherInspection, PackTask, VisitReason, XlcheckError
from xlcheck.reading.formats import later_format
from xlcheck.reading.inspections import ledger_sheet
from xlcheck.reading.personal import personal_data
from xlcheck.reading.stamps import stamped_time
from xlcheck.reading.tables import TypedTable, day
from xlcheck.samples.blank import blank_settings
from xlcheck.schema.outputs.collect import (
    PROGRESS_BOOK,
    READ_EXTRACT,
    READ_EXTRACT_BOOK,
    READ_OTHERS,
    READ_PROGRESS,
    READ_VISITS_BOOK,
)
from xlcheck.schema.outputs.send import (
    DISPATCH,
    DISPATCH_BOOK,
    DISPATCH_FILES,
    DISPATCH_ITEMS,
    LATER_DISPATCH_ITEMS,
    SENT_REASONS,
)
from xlcheck.schema.table import Book, Kind
from xlcheck.steps.collect.facts import FACTS_FORMAT, facts_of
from xlcheck.steps.collect.outside import beginning
from xlcheck.steps.collect.pack_rows import PackRows, write_rows
from xlcheck.steps.verify.pack import pack_signer
from xlcheck.worker.refused import UnpackError

_MB = 1 << 20
_LIMITS = guard.Limits(file_bytes=100 * _MB, total_bytes=500 * _MB, cells=4_000_000, memory_bytes=250 * _MB)
"""Of a workbook in a pack: the ledger of a county has some ten thousand rows."""
_MOST_FILES = 20_000
"""Files that 上报单 may list."""
_MOST_ROWS = 64 * _MB
"""Bytes of the rows of its tables: a line of some ten thousand has a kilobyte."""
_MOST_FACTS = 8 * _MB
"""Characters of what a pack shows; most of it is a digest for each line of the log, of which a year has hundreds."""
_OF_THE_SENDER = {
    PROGRESS_BOOK.key: ("code.",),
    READ_EXTRACT_BOOK.key: ("code.", "date.", "integer."),
    READ_VISITS_BOOK.key: ("code.", "date."),
}
"""Findings about cells that are the sender's own matter: their text is kept as it is written there."""


class _UnreadableError(Exception):
    """Why a workbook of a pack cannot be read, in words."""


def work(request: Mapping[str, str]) -> object:
    """Do one of three things, as ``do`` says; temporary files go into ``scratch``, which the parent removes.

    "form": read the 上报单 ``path``; return what it says by key (``said``) and what it lists (``files``).
    "rows": read the workbooks ``progress`` and ``extract`` of the year ``year``, and ``visits`` where it is
    named; write their rows into ``out``, and return what is wrong instead, as (workbook, reason).
    "facts": verify the pack in the folder ``path``; write what it shows into ``out``, and return its signer's key.

    Raises :class:`UnpackError`.
    """
    tempfile.tempdir = request["scratch"]
    guard.hold_to(_LIMITS)
    match request["do"]:
        case "form":
            return _form(Path(request["path"]))
        case "rows":
            return _rows(request)
        case _:
            return _facts(Path(request["path"]), Path(request["out"]))


def _form(path: Path) -> object:
    try:
        said, files = _read_dispatch(path)
    except _UnreadableError as unread:
        raise UnpackError(str(unread), "pack.dispatch") from None
    return {"said": said, "files": files}


def _read_dispatch(path: Path) -> tuple[dict[str, str], list[ListedFile]]:
    """Read from 上报单 what it says of its pack, by key; raises ``_UnreadableError``."""
    tables = _tables(path, DISPATCH_BOOK, 0)
    items = dict(pair[1:] for pair in tables[DISPATCH.key].rows(DISPATCH.item, DISPATCH.value))
    said = {key: str(items.get(item, "")) for key, item in DISPATCH_ITEMS}
    _check_said(said)
    listed = tables[DISPATCH_FILES.key]
    if len(listed) > _MOST_FILES:
        raise _UnreadableError(f"列出的文件超过 {_MOST_FILES} 个")
    rows = listed.rows(*map(DISPATCH_FILES.column, ListedFile._fields))
    return said, [ListedFile(file, int(size), sha256.lower(), sm3.lower()) for _, file, size, sha256, sm3 in rows]


def _check_said(said: Mapping[str, str]) -> None:
    if later := later_format(said["format"], said["version"]):
        raise _UnreadableError(f"按“{later.name}”写出，现在的程序读不懂，请换用 {later.version} 版或更新的程序汇总")
    if missing := [item for key, item in DISPATCH_ITEMS if not said[key] and key not in LATER_DISPATCH_ITEMS]:
        raise _UnreadableError(f"没有填写{'、'.join(missing)}")
    if not re.fullmatch(r"20\d\d", said["year"]):
        raise _UnreadableError(f"年度应为四位数字，写的是“{beginning(said['year'])}”")
    if not re.fullmatch(r"[1-9]\d{0,3}", said["number"]):
        raise _UnreadableError(f"上报次数应为 1 至 9999 的数字，写的是“{beginning(said['number'])}”")
    if stamped_time(said["made"]) is None:
        raise _UnreadableError(f"上报时间的写法不对，写的是“{beginning(said['made'])}”")
    if personal_data(said["bureau"]):
        raise _UnreadableError("单位名称里有个人号码")


def _rows(request: Mapping[str, str]) -> object:
    """Read the tables of a pack; write their rows where nothing is wrong with any."""
    tables: dict[str, TypedTable] = {}
    troubles = []
    books = {"progress": PROGRESS_BOOK, "extract": READ_EXTRACT_BOOK, "visits": READ_VISITS_BOOK}
    for name, book in books.items():
        if name not in request:
            continue
        try:
            tables |= _tables(Path(request[name]), book, int(request["year"]))
        except _UnreadableError as unread:
            troubles.append((book.filename, str(unread)))
    if not troubles:
        rows = PackRows(
            tuple(_tasks(tables[READ_PROGRESS.key])),
            tuple(ledger_sheet(tables[READ_EXTRACT.key]).lines),
            tuple(_others(tables.get(READ_OTHERS.key))),
            tuple(_reasons(tables.get(SENT_REASONS.key))),
        )
        if not write_rows(Path(request["out"]), rows, _MOST_ROWS):
            raise UnpackError(f"内容过多，超过 {_MOST_ROWS // _MB} MB", "pack.unpacked")
    return troubles


def _tables(path: Path, book: Book, year: int) -> Mapping[str, TypedTable]:
    """Read the tables of a workbook from outside by the same guarded reader; raises ``_UnreadableError``."""
    try:
        tables, findings = read_book(path, book, blank_settings(year), _LIMITS)
    except XlcheckError as error:
        raise _UnreadableError(error_text(error).replace(path.name, book.filename).rstrip("。")) from None
    own_matter = _OF_THE_SENDER.get(book.key, ())
    errors = [f for f in findings if level(f) is Level.ERROR and not f.code.startswith(own_matter)]
    if errors:
        place = replace(errors[0].place, book=book.filename)
        raise _UnreadableError(f"{where(place)}{problem(errors[0])}")
    return tables


def _tasks(progress: TypedTable) -> list[PackTask]:
    """Return the lines of 进度, with whole numbers of Python's own: others would be written as text."""
    columns = [progress.table.column(f.name) for f in fields(PackTask)]
    tasks = []
    for _, *row in progress.rows(*columns):
        cells: dict[str, Any] = {  # of the type that their column has
            column.key: int(cell) if column.kind is Kind.INTEGER else cell
            for column, cell in zip(columns, row, strict=True)
        }
        tasks.append(PackTask(**cells))
    return tasks


def _others(table: TypedTable | None) -> Iterator[OtherInspection]:
    """Yield the visits of 其他检查 that have a day."""
    columns = (READ_OTHERS.code, READ_OTHERS.name, READ_OTHERS.inspected, READ_OTHERS.inspection_type)
    more = (READ_OTHERS.result, READ_OTHERS.visit_code)
    for row, code, name, inspected, kind, result, mark in table.rows(*columns, *more) if table is not None else ():
        if code and (on := day(inspected)) is not None:
            yield OtherInspection(int(row), code, name, on, inspection_type=kind, result=result, visit_code=mark)


def _reasons(table: TypedTable | None) -> Iterator[VisitReason]:
    columns = (
        SENT_REASONS.plan_no,
        SENT_REASONS.code,
        SENT_REASONS.inspected,
        SENT_REASONS.topic,
        SENT_REASONS.reason,
    )
    for _, plan_no, code, inspected, topic, reason in table.rows(*columns) if table is not None else ():
        if code and reason and (on := day(inspected)) is not None:
            yield VisitReason(plan_no, code, on, topic, reason)


def _facts(folder: Path, out: Path) -> object:
    text = canonical_json({"format": FACTS_FORMAT, "facts": plain(facts_of(folder))})
    if len(text) > _MOST_FACTS:
        raise UnpackError(f"的抽取日志过长，核验的结果超过 {_MOST_FACTS // _MB} MB", "pack.unpacked")
    out.write_bytes(text.encode())
    return pack_signer(folder)
