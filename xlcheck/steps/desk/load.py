"""Reading the desk: all books of a year, with every finding on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from xlcheck.excel.read.workbook import lock_of, lock_owner, read_book
from xlcheck.messages import problem
from xlcheck.model import Finding, Place, Settings, XlcheckError, finding
from xlcheck.reading.settings import settings_from
from xlcheck.reading.tables import TypedTable, YearBooks
from xlcheck.reading.taking_part import sheets_in_words
from xlcheck.schema.inputs import (
    ENTITY_BOOK,
    INPUT_BOOKS,
    INSPECTOR_BOOK,
    ITEM_BOOK,
    OTHER_BOOK,
    PLAN_BOOK,
    SETTINGS_BOOK,
    SETUP_BOOK,
    UNIT,
    WAIVERS,
)
from xlcheck.schema.table import Book
from xlcheck.steps.desk.answering import stranger_files
from xlcheck.steps.desk.desk import Desk, Run

Tables = Mapping[str, TypedTable]

UNREAD = (
    "book.missing",
    "book.unreadable",
    "book.encrypted",
    "book.refused",
    "book.later-format",
    "book.binary",
    "book.archive",
    "book.mail",
    "book.document",
    "book.export",
)
"""Findings of workbooks that were not read at all."""


def load_settings(desk: Desk, instead: Path | None = None) -> tuple[Settings, Tables, tuple[Finding, ...]]:
    """Read 单位设置.xlsx (or another file ``instead``), without which nothing can be judged, and its findings.

    Raises :class:`XlcheckError` where it is missing, unreadable or without the bureau's name, and ``book.several``
    where more than one file may be meant.
    """
    if instead is None:
        desk.answering(SETTINGS_BOOK).require_one()
    tables, findings = read_book(instead or desk.book(SETTINGS_BOOK), SETTINGS_BOOK, None)
    _require_columns(f for f in findings if f.place.sheet == UNIT.sheet)
    settings, more = settings_from(tables)
    return settings, tables, (*findings, *more)


_BOOKS = (PLAN_BOOK, ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK, OTHER_BOOK)
"""The books of a year beside 单位设置, in the order in which they are read."""


def load_year(run: Run, instead: Mapping[str, Path] | None = None) -> tuple[YearBooks, tuple[Finding, ...]]:
    """Read all books of the desk; a missing or unreadable one gives a finding and is ``None``.

    Of an optional one that is not there nothing is said but which files bear its name.
    ``instead`` names another file for a book (by the book's key), such as a second plan.
    """
    instead = instead or {}
    path = instead.get(SETTINGS_BOOK.key, run.desk.book(SETTINGS_BOOK))
    settings, settings_tables, settings_findings = load_settings(run.desk, path)
    findings = [*_beside(run.desk, SETTINGS_BOOK, instead), *_open_finding(path), *settings_findings]
    tables = {key: table for key, table in settings_tables.items() if key == WAIVERS.key}
    paths = [(book, instead.get(book.key, run.desk.book(book))) for book in _BOOKS]
    needed = [(book, path) for book, path in paths if path.exists() or not book.optional]
    findings += [f for one in paths if one not in needed for f in _beside(run.desk, one[0], instead)]
    for book, path in run.talk.each("读取《{}》", needed, lambda one: one[1].name):
        book_tables, book_findings = _read_with_findings(path, book, settings)
        tables |= book_tables
        findings += (*_beside(run.desk, book, instead), *book_findings)
    findings += [] if instead else _strangers(run.desk)
    return YearBooks(settings, **tables), tuple(findings)


def _strangers(desk: Desk) -> Iterator[Finding]:
    """Yield what is to be said of workbooks on the desk under no name that is known."""
    known = (desk.root / book.filename for book in (*INPUT_BOOKS, SETUP_BOOK))
    return (finding("book.stranger", Place(file.name)) for file in stranger_files(desk.root, known))


def _beside(desk: Desk, book: Book, instead: Mapping[str, Path]) -> Iterator[Finding]:
    """Yield what is to be said of other files that may be meant by a book; nothing where one is named for it."""
    return iter(()) if book.key in instead else desk.answering(book).findings()


def say_sheets(run: Run, books: YearBooks) -> None:
    """Say of each registry on more than one sheet which take part, with their rows, and which do not."""
    for table, left in ((books.entities, books.entities_left), (books.inspectors, books.inspectors_left)):
        if table is not None and (told := sheets_in_words(table, left)):
            run.say(told)


def load_needed(run: Run, *required: Book) -> YearBooks:
    """Read all books of the desk for a step that needs some of them; names those that are open in Excel.

    Raises :class:`XlcheckError` as :func:`require`.
    """
    books, findings = load_year(run)
    for trouble in findings:
        if trouble.code == "book.open":
            run.say(f"《{trouble.place.book}》{problem(trouble)}")
    require(run.desk, books, findings, *required)
    return books


def require(desk: Desk, books: YearBooks, findings: Sequence[Finding], *required: Book) -> None:
    """See that the needed books, and 单位设置, were read whole, and that of no book another file may be meant.

    Raises :class:`XlcheckError` ``book.several``, ``book.no-table``, ``book.no-column`` or one of :data:`UNREAD` where
    one was not.
    """
    names = {desk.book(book).name for book in (SETTINGS_BOOK, *required)}
    troubles = [trouble for trouble in findings if trouble.place.book in names]
    for trouble in (*(t for t in findings if t.code == "book.several"), *troubles):
        if trouble.code in ("book.several", *UNREAD):
            raise XlcheckError(trouble.code, **dict(trouble.params))
    for book in required:
        _require_table(desk, book, books.tables)
    _require_columns(troubles)


def _require_table(desk: Desk, book: Book, tables: Tables) -> None:
    if book.tables[0].key not in tables:
        raise XlcheckError("book.no-table", book=desk.book(book).name, sheet=book.tables[0].sheet)


def _require_columns(findings: Iterable[Finding]) -> None:
    for trouble in findings:
        if trouble.code in ("header.missing", "header.renamed"):
            place, title = trouble.place, dict(trouble.params)["title"]
            raise XlcheckError("book.no-column", book=place.book, sheet=place.sheet, title=title)


def read_tables(desk: Desk, book: Book) -> tuple[Tables, Settings]:
    """Read one book of the desk; returns its tables and the settings it was read by.

    Raises :class:`XlcheckError` as :func:`require` where it was not read whole.
    """
    settings, _, _ = load_settings(desk)
    desk.answering(book).require_one()
    tables, findings = read_book(desk.book(book), book, settings)
    _require_table(desk, book, tables)
    _require_columns(findings)
    return tables, settings


def _read_with_findings(path: Path, book: Book, settings: Settings) -> tuple[Tables, list[Finding]]:
    try:
        tables, findings = read_book(path, book, settings)
    except XlcheckError as error:
        return {}, [_as_finding(error, path)]
    return tables, [*_open_finding(path), *findings]


def _as_finding(error: XlcheckError, path: Path) -> Finding:
    """Turn the error of a workbook that cannot be read into a finding, to stand beside those of the others."""
    params = {"book": path.name} | error.params
    return Finding(error.code, Place(path.name), params=tuple(params.items()))


def _open_finding(path: Path) -> list[Finding]:
    lock = lock_of(path)
    if lock is None:
        return []
    return [finding("book.open", Place(path.name), owner=lock_owner(lock), lock=lock.name)]
