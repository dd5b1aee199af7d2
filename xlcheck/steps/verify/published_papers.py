"""抽取公开 and 抽取公告 on a desk, held against the archive: a name or a fingerprint in them may have been edited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from xlcheck.draws.formats import format_of
from xlcheck.draws.record.rebuilt import as_drawn, rebuilt_mark
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.draws.verification.draw import content_digest
from xlcheck.draws.verification.notice_cells import cell_differences
from xlcheck.draws.verification.page_text import is_practice
from xlcheck.draws.verification.written import first_difference
from xlcheck.excel.read.workbook import read_cells
from xlcheck.journal.draw_events import Draw, Freeze
from xlcheck.journal.draw_state import DrawState
from xlcheck.messages import error_text
from xlcheck.model import FIRST_FORMAT, Difference, DrawRecord, XlcheckError
from xlcheck.reading.stamps import STAMP
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import digest
from xlcheck.steps.draw.archive import NOTICE_NAME, RECORD_NAME, Archive, name_of, read_record
from xlcheck.steps.draw.drawn_tasks import drop_outs
from xlcheck.steps.draw.lodge import receipts_since
from xlcheck.steps.draw.notice import page_of
from xlcheck.steps.draw.web_page import page_path
from xlcheck.steps.verify.files import named
from xlcheck.steps.verify.notice import verify_notice_of, verify_notice_page

_DIGEST = re.compile(r"[0-9a-f]{64}")


def audit_published_papers(
    archive: Archive, draws: DrawState, issued: Mapping[Path, DrawRecord] | None = None
) -> Iterator[Difference]:
    """Yield what differs in pages and notices; one that is not there was taken to where it is published.

    ``issued`` are the records of draws where no archived ones are at hand, as in a pack.
    """
    for draw in draws.of_kind(Draw):
        yield from _of_page(archive, draws, draw, issued)
    for freeze in draws.of_kind(Freeze):
        yield from _of_notice(archive, freeze)


def _of_page(
    archive: Archive, draws: DrawState, draw: Draw, issued: Mapping[Path, DrawRecord] | None
) -> Iterator[Difference]:
    try:
        if issued is None:
            record = read_record(archive.folder(draw.task_no, draw.attempt) / RECORD_NAME)
        else:
            record = issued[archive.record_path(draw.task_no, draw.attempt)]
        is_known = draw.operator is not None or not rebuilt_mark(record)
        record = as_drawn(record)
        receipts = receipts_since(draws, record.request)
        drawn_task = drawn_task_of(record, drop_outs(archive, draw.task, draw.attempt), receipts)
    except (XlcheckError, OSError, KeyError):
        return  # a difference already
    path = page_path(archive, record.request)
    if path.is_file():
        found = path.read_text("utf-8", "replace")
        practice = archive.desk.practice if issued is None else is_practice(found)
        text = format_of(record.request).draw_page(drawn_task, practice=practice)
        for one in first_difference(found, text if is_known else _by_its_digest(text, content_digest(record), found)):
            yield Difference(f"{named(archive, path)} {one.where}", one.found, one.expected)


def _by_its_digest(text: str, own: str, found: str) -> str:
    """Return a page with 内容摘要 of the record that was lost, of which the log does not say who drew it."""
    strange = sorted({digest for digest in _DIGEST.findall(found) if digest not in text})
    return text.replace(own, strange[0]) if len(strange) == 1 else text


def _of_notice(archive: Archive, freeze: Freeze) -> Iterator[Difference]:
    """Yield fingerprints in a notice, as form and as page, that are none of the freeze, and those that are missing."""
    form = archive.desk.draws / f"抽取公告-{name_of(freeze.task_no, freeze.attempt)}.xlsx"
    known = [digest for digest in (freeze.frame, freeze.inspectors, freeze.rules) if digest]
    for path in (form, page_of(form)):
        try:
            text = _text_of(path)
        except XlcheckError as error:
            yield Difference(named(archive, path), error_text(error), "可以读取")
            continue
        if text is None:
            continue
        strange = next((d for d in _DIGEST.findall(text) if d not in (*known, freeze.moved)), "没有")
        wrong = [Difference(f"{named(archive, path)} 指纹", strange, digest) for digest in known if digest not in text]
        if path == form:  # the former name cells by their labels
            yield from list(_of_cells(archive, freeze, path)) or list(_of_contents(archive, freeze, path)) or wrong
        else:
            yield from wrong or _of_contents(archive, freeze, path)


def _of_cells(archive: Archive, freeze: Freeze, path: Path) -> Iterator[Difference]:
    """Yield the cells of a form that are not as it was filled at the freeze, where the archive has that."""
    filled = archive.folder(freeze.task_no, freeze.attempt) / NOTICE_NAME
    if filled.is_file() and digest(filled) == freeze.notice:
        for one in cell_differences(read_cells(path), read_cells(filled)):
            yield Difference(f"{named(archive, path)} {one.where}", one.found, one.expected)


def _of_contents(archive: Archive, freeze: Freeze, path: Path) -> Iterator[Difference]:
    """Yield what else a notice says than its freeze; one of an earlier format, which is written no more, by itself."""
    differences: tuple[Difference, ...]
    request = None
    if freeze.format != FIRST_FORMAT:
        with suppress(XlcheckError):  # a difference already, but in a pack, which has no requests
            request = archive.frozen(freeze.task_no, freeze.attempt)
    if request is not None:
        differences = verify_notice_of(Run(archive.desk, datetime.strptime(freeze.time, STAMP)), request, path)
    else:
        differences = verify_notice_page(path.read_text("utf-8", "replace")) if path.suffix == ".html" else ()
    for one in differences:
        yield Difference(f"{named(archive, path)} {one.where}", one.found, one.expected)


def _text_of(path: Path) -> str | None:
    """Return all that a notice says; ``None`` where it is not there. Raises :class:`XlcheckError` as reading does."""
    if not path.is_file():
        return None
    if path.suffix == ".html":
        return path.read_text("utf-8", "replace")
    return "\n".join(text for cells in read_cells(path).values() for text in cells.values())
