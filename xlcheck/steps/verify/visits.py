"""核验检查次数上限: who was left out of a frame since he was inspected too often, recomputed from what was archived."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from xlcheck.draws.frame.caps import capped, caps_of, days_in, visits_in_words, visits_text
from xlcheck.draws.plan import INSPECTED_ALREADY, task_of
from xlcheck.excel.read.workbook import read_book
from xlcheck.journal.draw_events import Freeze
from xlcheck.journal.draw_state import DrawState
from xlcheck.model import Difference, DrawRequest, XlcheckError
from xlcheck.reading.plan import visit_of
from xlcheck.reading.tables import YearBooks
from xlcheck.reading.visits import Visits, year_visits
from xlcheck.schema.inputs import ITEM_BOOK, OTHER_BOOK, PLAN_BOOK, SETTINGS_BOOK
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.files import digest
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.desk.visits import visits_of
from xlcheck.steps.draw.archive import INPUTS_NAME, Archive
from xlcheck.steps.draw.visits import visits_name
from xlcheck.steps.verify.files import MISSING, named

_BOOKS = (PLAN_BOOK, ITEM_BOOK, OTHER_BOOK)
"""What says how often an entity was inspected, and how often it may be; beside 单位设置."""
_SHOWN = 120
"""So many signs of a line are shown."""


def audit_visits(archive: Archive, draws: DrawState) -> Iterator[Difference]:
    """Compare what each freeze counted with log, ledger days and workbooks of then, and whom it left out for that.

    The days of ledgers are those that were archived; nothing is said of a freeze whose workbooks did not come back.
    """
    known: dict[tuple[str, ...], YearBooks] = {}
    for logged in draws.events:
        event = logged.event
        if not (logged.counts and isinstance(event, Freeze)):
            continue
        folder = archive.folder(event.task_no, event.attempt)
        with suppress(XlcheckError):  # what cannot be read is told of as such
            request = archive.frozen(event.task_no, event.attempt)
            if request.visits and (folder / INPUTS_NAME).is_dir():
                books = _books_of(Desk(folder / INPUTS_NAME), known)
                yield from _of_freeze(archive, draws.above(logged.number), event, request, books)


def _books_of(inputs: Desk, known: dict[tuple[str, ...], YearBooks]) -> YearBooks:
    """Read the archived workbooks; those that are the same as at another freeze are read once."""
    paths = map(inputs.book, (SETTINGS_BOOK, *_BOOKS))
    key = tuple(digest(path) if path.is_file() else "" for path in paths)
    if key not in known:
        settings, _, _ = load_settings(inputs)
        tables: dict[str, object] = {}
        for book in _BOOKS:
            path = inputs.book(book)
            tables |= read_book(path, book, settings)[0] if path.is_file() else {}
        known[key] = YearBooks(settings, **tables)  # type: ignore[arg-type] # by the keys of the tables
    return known[key]


def _of_freeze(
    archive: Archive, above: DrawState, event: Freeze, request: DrawRequest, books: YearBooks
) -> Iterator[Difference]:
    path = archive.folder(event.task_no, event.attempt) / visits_name(event.task)
    if not path.is_file():
        yield Difference(named(archive, path), MISSING, request.visits)
        return
    found = path.read_text("utf-8", "replace")
    visits = _visits(above, found, request, books)
    if (expected := visits_text(visits)) != found:
        yield _first_line(named(archive, path), found, expected)
    elif (words := visits_in_words(visits)) != request.visits:
        yield Difference(f"抽取记录 {event.task_no} 本年度检查", request.visits, words)
    else:
        caps = caps_of(books, request.plan, task_of(request.plan).window, date.fromisoformat(event.time[:10]))
        yield from _of_reasons(event, request, capped(caps, visits))


def _visits(above: DrawState, found: str, request: DrawRequest, books: YearBooks) -> Visits:
    try:
        days = days_in(found)
    except ValueError:
        days = {}
    drawn = visits_of(above.drawn_codes(), above.task_numbers(), days, books)
    return year_visits(books, drawn, request.plan.plan_no, visit_of(request.plan, books.settings))


def _of_reasons(event: Freeze, request: DrawRequest, reasons: dict[str, str]) -> Iterator[Difference]:
    """Compare who was left out, or let in, with what follows."""
    for one in request.excluded:
        if one.reason.startswith(INSPECTED_ALREADY) and one.reason != reasons.get(one.code):
            yield Difference(
                f"抽取记录 {event.task_no} 排除 {one.code}", one.reason, reasons.get(one.code, "列入抽样框")
            )
    for entity in request.entities:
        if entity.code in reasons:
            yield Difference(f"抽取记录 {event.task_no} 抽样框 {entity.code}", "列入抽样框", reasons[entity.code])


def _first_line(where: str, found: str, expected: str) -> Difference:
    lines, right = found.splitlines(), expected.splitlines()
    at = next((n for n, (one, other) in enumerate(zip(lines, right, strict=False)) if one != other), None)
    at = min(len(lines), len(right)) if at is None else at
    one, other = ("".join(of[at : at + 1])[:_SHOWN] or MISSING for of in (lines, right))
    return Difference(f"{where} 第 {at + 1} 行", one, other)
