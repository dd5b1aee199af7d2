"""Records of any format laid out, for tests."""

from xlcheck.draws.record.book import RecordBook
from xlcheck.draws.verification.draw import book_of


def all_cells(record, beside=None):
    """Every cell of a record's workbook that is not blank, by sheet."""
    book = book_of(record)
    return book.cells(beside(book) if beside else {})


def page_alone(name, printed):
    """A workbook that has nothing but a page."""
    return RecordBook(name, tuple(printed), {}, ())
