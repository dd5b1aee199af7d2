"""An export of another system, read as the table that it is an export of, whatever its sheets are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlcheck.excel.read import exports
from xlcheck.model import Finding, RawSheet, Settings, XlcheckError
from xlcheck.reading.header import Header, find_header
from xlcheck.reading.reading import type_table
from xlcheck.reading.tables import TypedTable
from xlcheck.reading.taking_part import named_as_archive
from xlcheck.results.adopt.propose import mappings
from xlcheck.schema.inputs.registries import Registry
from xlcheck.schema.table import Column


@dataclass(frozen=True, slots=True)
class Export:
    """An export as it was read; ``left_out`` are its sheets without such a table, hidden ones and archives.

    ``renamed`` are titles of other systems, each with the column that it was taken for.
    """

    path: Path
    table: TypedTable
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]
    renamed: Mapping[str, Column]


def read_export(path: Path, registry: Registry, settings: Settings) -> Export:
    """Read the sheets of an export whose header has what names an entry.

    Raises :class:`XlcheckError` ``update.no-file``, ``update.no-table`` and ``update.empty``, and as
    :func:`~xlcheck.excel.read.exports.read_export`.
    """
    if not path.is_file():
        raise XlcheckError("update.no-file", file=path)
    sheets = exports.read_export(path)
    known = {one.sheet.name: one for one in mappings(sheets, settings, registry.word)}
    sheets = tuple(known[sheet.name].retitled() if sheet.name in known else sheet for sheet in sheets)
    headed = list(_headed(registry, sheets))
    if not headed:
        raise _no_table(path, registry)
    table, findings = type_table(registry.table, path.name, headed, settings)
    if not len(table):
        raise XlcheckError("update.empty", export=path.name)
    taken = {sheet.name for sheet, _ in headed}
    left_out = tuple(sheet.name for sheet in sheets if sheet.name not in taken)
    renamed = {title: column for name in taken & known.keys() for title, column in known[name].renamed.items()}
    return Export(path, table, findings, left_out, renamed)


def _no_table(path: Path, registry: Registry) -> XlcheckError:
    book = registry.book.filename.removesuffix(".xlsx")
    if registry.day is not None:
        titles = "”“".join(column.title for column in registry.keys)
        return XlcheckError("update.no-visits", export=path.name, book=book, titles=titles)
    key, name = registry.key.title, registry.title.title
    return XlcheckError("update.no-table", export=path.name, book=book, key=key, name=name)


def _headed(registry: Registry, sheets: Sequence[RawSheet]) -> Iterator[tuple[RawSheet, Header]]:
    """Yield the sheets in sight, and no archives, on which the key or the name of entries stands; a day must."""
    naming = {registry.day or registry.key, *registry.names[:1]}
    for sheet in sheets:
        header = None if sheet.hidden or named_as_archive(sheet.name) else find_header(registry.table, sheet)
        if header is not None and naming & header.columns.keys():
            yield sheet, header
