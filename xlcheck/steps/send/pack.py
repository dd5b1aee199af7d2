"""The pack for the superior bureau: what is due, an extract of the ledgers, and 上报单 with the digests of it all."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path

from xlcheck import __version__
from xlcheck.draws.lodging.signed import OF_PACK, signature_json
from xlcheck.excel.write.send import encrypted, write_dispatch, write_tables
from xlcheck.journal.disk import write_text
from xlcheck.journal.draw_log import LOG_NAME
from xlcheck.model import Inspection, Settings
from xlcheck.reading.calendar.deadlines import deadline
from xlcheck.schema.formats import PACK_FORMAT
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.outputs.send import (
    DIGESTS,
    DIGESTS_SM3,
    DISPATCH,
    DISPATCH_BOOK,
    DISPATCH_FILES,
    DISPATCH_ITEMS,
    EXTRACT,
    EXTRACT_BOOK,
    SENT_OTHERS,
    SENT_REASONS,
    SIGNATURE_FILE,
    UNLISTED_FILES,
    VISITS_BOOK,
    WHOLE_EXTRACT,
    WHOLE_FILE,
)
from xlcheck.schema.table import Column, Content, Kind, RowCells, Table
from xlcheck.steps.desk.copies import altered_copies, same_copies
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import copy_into, digest, digest_list
from xlcheck.steps.desk.known import FROZEN_NAME
from xlcheck.steps.desk.office_key import key_of_desk
from xlcheck.steps.desk.rows import numbered
from xlcheck.steps.draw.archive import NOTICE_NAME, OPENING_NAME, moves_name
from xlcheck.steps.draw.lodge import FOLDER as SLIPS
from xlcheck.steps.ledger.read import TaskLedger
from xlcheck.steps.send.explained import explained_visits

_BETWEEN_CHOICES = re.compile(r"[\s、，,;；]+")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_NOT_SENT = ("名录库", "台账", "后续处置清单", "年度计划报表")
"""Words in the names of files that hold telephone numbers or people, wherever somebody may have put a copy.

And of the plan in the layouts of others, which people complete before they hand it in.
"""


def files_to_send(desk: Desk) -> list[tuple[Path, str]]:
    """Return (file, folder in the pack) of everything of the desk that is sent; copies of it stay at home."""
    copies = {**same_copies(desk), **altered_copies(desk)}
    draws = [(f, "抽取") for f in sorted(desk.draws.glob("*")) if f.suffix in (".xlsx", ".html") and f not in copies]
    batches = [(f, f"公示/{f.parent.name}") for f in sorted(desk.publications.glob("第*批_*/*"))]
    statistics = [(f, "统计") for f in sorted(desk.statistics.glob("*.xlsx"))]
    files = draws + _what_proves(desk.archive) + batches + statistics
    return [(f, sub) for f, sub in files if f.is_file() and _is_sent(f.name)]


_FROZEN_FILES = ("抽样框-*.txt", "检查人员-*.txt", "抽取规则-*.txt", moves_name("*"), FROZEN_NAME, NOTICE_NAME)
"""What the archive keeps of a freeze but the copies of the books: with it a bureau that lost its disk goes on."""


def _what_proves(root: Path) -> list[tuple[Path, str]]:
    """Return the log, the slips, the opening state, and what was frozen: papers print the fingerprints of it."""
    files = sorted(f for name in _FROZEN_FILES for f in root.glob(f"*/第*次/{name}"))
    files += [*sorted(root.glob(f"{SLIPS}/*.json")), root / OPENING_NAME]
    return [(f, f"{root.name}/{f.parent.relative_to(root).as_posix()}") for f in files] + [(root / LOG_NAME, root.name)]


def _is_sent(name: str) -> bool:
    return not name.startswith((".", "~")) and not any(word in name for word in _NOT_SENT)


def put_together(
    run: Run,
    settings: Settings,
    folder: Path,
    number: int,
    ledgers: Sequence[TaskLedger],
    password: str,
    held: Container[Path] = (),
) -> None:
    """Write the whole pack into a folder: copies but for what is ``held`` back, extract, 上报单, lists of digests.

    With a password the ledgers are in it too, encrypted; without one the people in them stay at home.
    """
    to_copy = [one for one in files_to_send(run.desk) if one[0] not in held]
    for source, sub in run.talk.each("复制《{}》", to_copy, lambda one: one[0].name):
        copy_into([source], folder / sub)
    run.progress(f"写出《{EXTRACT_BOOK.filename}》")
    _write_extract(run, settings, folder / EXTRACT_BOOK.filename, EXTRACT, ledgers)
    _write_visits(run, settings, folder / VISITS_BOOK.filename, ledgers)
    if password:
        path = folder / WHOLE_FILE
        run.progress(f"写出并加密《{path.name}》")
        _write_extract(run, settings, path, WHOLE_EXTRACT, ledgers)
        path.write_bytes(encrypted(path.read_bytes(), password))
    run.progress("计算各文件的散列值")
    file_rows = numbered(_file_rows(folder))
    items = [{DISPATCH.item: item, DISPATCH.value: value} for item, value in _dispatch_answers(run, settings, number)]
    write_dispatch(folder / DISPATCH_BOOK.filename, items, file_rows, practice=run.desk.practice)
    files = files_of(folder)
    for name, algorithm in ((DIGESTS, "sha256"), (DIGESTS_SM3, "sm3")):
        write_text(folder / name, digest_list(files, folder, algorithm))
    if key := key_of_desk(run.desk, run.talk):
        write_text(folder / SIGNATURE_FILE, signature_json(OF_PACK, digest(folder / DIGESTS), key))


def files_of(folder: Path) -> list[Path]:
    """Return every file of a pack but the lists of digests, and the signature of one of them."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in UNLISTED_FILES)


def _file_rows(folder: Path) -> Iterator[RowCells]:
    for path in files_of(folder):
        yield {
            DISPATCH_FILES.file: path.relative_to(folder).as_posix(),
            DISPATCH_FILES.size: path.stat().st_size,
            DISPATCH_FILES.sha256: digest(path),
            DISPATCH_FILES.sm3: digest(path, "sm3"),
        }


def _dispatch_answers(run: Run, settings: Settings, number: int) -> Iterator[tuple[str, str]]:
    values = {
        "bureau": settings.bureau,
        "region": settings.region,
        "year": str(settings.year),
        "number": str(number),
        "made": run.stamp,
        "practice": "是" if run.desk.practice else "否",
        "version": __version__,
        "format": PACK_FORMAT,
    }
    return ((item, values[key]) for key, item in DISPATCH_ITEMS)


def _write_extract(run: Run, settings: Settings, path: Path, table: Table, ledgers: Sequence[TaskLedger]) -> None:
    rows = [_row(line, table, settings) for ledger in ledgers for line in ledger.lines]
    write_tables(path, [(table, rows)], settings, practice=run.desk.practice)


def _write_visits(run: Run, settings: Settings, path: Path, ledgers: Sequence[TaskLedger]) -> None:
    run.progress(f"写出《{path.name}》")
    others, reasons = explained_visits(run, settings, ledgers)
    sheets = ((SENT_OTHERS, others), (SENT_REASONS, reasons))
    write_tables(path, sheets, settings, practice=run.desk.practice)


def _row(line: Inspection, table: Table, settings: Settings) -> RowCells:
    """Return a line with the columns of a table; 公示期限, a formula in the ledger, is computed."""
    row = {column: _value(line, column) for column in table.data}
    due = deadline(line.inspected, settings).last_day if line.inspected else None
    return row | {LEDGER.publish_by: due}


def _value(line: Inspection, column: Column) -> Content:
    """Return what was typed into a cell: its value, or its text where not all of it is one, for the superior to see."""
    value: Content = getattr(line, column.key)
    typed = line.cell(column.key)
    is_partly_read = column.kind is Kind.CHOICES and _signs(typed) > _signs(value)
    return typed if is_partly_read else value or typed


def _signs(cell: object) -> int:
    """Count the signs of a multiple choice without what stands between its values."""
    return len(_BETWEEN_CHOICES.sub("", str(cell)))


def zipped(root: Path, files: Iterable[Path], archive: Path) -> None:
    """Zip files of a folder under its name; every unpacker shows the names right (UTF-8 flag), times are pinned."""
    draft = archive.with_name(f".{archive.name}.tmp")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as out:
        for path in files:
            info = zipfile.ZipInfo(f"{root.name}/{path.relative_to(root).as_posix()}", _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            out.writestr(info, path.read_bytes())
    draft.replace(archive)
