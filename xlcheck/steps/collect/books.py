"""The workbooks that the superior bureau fills in: who is to report, and what it is called itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from xlcheck.excel.read.workbook import check_not_open, read_book
from xlcheck.excel.write.desk_books import write_desk_book
from xlcheck.mail.message import is_address
from xlcheck.messages import Level, level, problem, where
from xlcheck.model import Unit, XlcheckError
from xlcheck.reading.folding import clean
from xlcheck.reading.tables import TypedTable, day
from xlcheck.samples.blank import blank_settings
from xlcheck.schema.outputs.collect import UNIT_BOOK, UNITS
from xlcheck.schema.outputs.witness import COLLECT_SETTING_ITEMS, COLLECT_SETTINGS, COLLECT_SETTINGS_BOOK
from xlcheck.schema.table import Book

_FINGERPRINT = re.compile(r"[0-9A-F]{16}")
_BETWEEN = re.compile(r"[、，,；;\s]+")


@dataclass(frozen=True, slots=True)
class SuperiorSettings:
    """What the superior bureau is called, and the host that takes its mail; empty where it is not filled in."""

    superior: str = ""
    host: str = ""


def read_units(folder: Path) -> list[Unit]:
    """Return the bureaus that are to report, as 报送单位.xlsx has them; none where there is no such workbook.

    Raises :class:`XlcheckError` ``collect.units``, ``collect.unit-key``, ``collect.unit-mail``, ``book.open`` or as
    :func:`read_book`.
    """
    tables = _tables(folder / UNIT_BOOK.filename, UNIT_BOOK)
    if not tables:
        return []
    rows = tables[UNITS.key].rows(UNITS.bureau, UNITS.region, UNITS.due, UNITS.mail, UNITS.fingerprints)
    return [
        Unit(bureau, region, day(due), _address(row, mail), tuple(_keys(row, keys)))
        for row, bureau, region, due, mail, keys in rows
    ]


def read_superior(folder: Path) -> SuperiorSettings:
    """Return what 汇总设置.xlsx says; raises as :func:`read_units`, and ``collect.settings-items``."""
    tables = _tables(folder / COLLECT_SETTINGS_BOOK.filename, COLLECT_SETTINGS_BOOK)
    if not tables:
        return SuperiorSettings()
    rows = tables[COLLECT_SETTINGS.key].rows(COLLECT_SETTINGS.item, COLLECT_SETTINGS.value)
    said = {clean(item): clean(value) for _, item, value in rows}
    if missing := [title for _, title, _ in COLLECT_SETTING_ITEMS if title not in said]:
        raise XlcheckError("collect.settings-items", book=COLLECT_SETTINGS_BOOK.filename, items="、".join(missing))
    return SuperiorSettings(**{key: said.get(title, "") for key, title, _ in COLLECT_SETTING_ITEMS})


def write_blank_books(folder: Path) -> tuple[Path, ...]:
    """Write those of the workbooks that are not there yet, to be filled in; returns them."""
    items = [{COLLECT_SETTINGS.item: title, COLLECT_SETTINGS.note: note} for _, title, note in COLLECT_SETTING_ITEMS]
    blank = ((UNIT_BOOK, {UNITS.key: ()}), (COLLECT_SETTINGS_BOOK, {COLLECT_SETTINGS.key: items}))
    written = []
    for book, rows in blank:
        path = folder / book.filename
        if not path.exists():
            write_desk_book(path, book, rows, blank_settings())
            written.append(path)
    return tuple(written)


def _tables(path: Path, book: Book) -> Mapping[str, TypedTable]:
    if not path.exists():
        return {}
    check_not_open(path)
    tables, findings = read_book(path, book, blank_settings())
    wrong = next((f for f in findings if level(f) is Level.ERROR), None)
    if wrong is not None:
        raise XlcheckError("collect.units", where=where(wrong.place), problem=problem(wrong))
    return tables


def _address(row: int, text: str) -> str:
    address = clean(text)
    if address and not is_address(address):
        raise XlcheckError("collect.unit-mail", book=UNIT_BOOK.filename, sheet=UNITS.sheet, row=row, text=address)
    return address


def _keys(row: int, text: str) -> Iterator[str]:
    """Yield the fingerprints in a cell, with or without what parts their groups."""
    for part in filter(None, _BETWEEN.split(clean(text))):
        key = part.replace("-", "").upper()
        if not _FINGERPRINT.fullmatch(key):
            raise XlcheckError("collect.unit-key", book=UNIT_BOOK.filename, sheet=UNITS.sheet, row=row, text=part)
        yield key
