"""An export held against the registry of the desk; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xlcheck.model import Settings, XlcheckError
from xlcheck.reading.tables import TypedTable
from xlcheck.results.update.compare import Comparison, compare
from xlcheck.schema.inputs.registries import UPDATED, Registry
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import digest
from xlcheck.steps.desk.load import read_tables
from xlcheck.steps.update.export import Export, read_export

EVERYTHING = "全部"
"""What is answered where an export is of all categories."""


@dataclass(frozen=True, slots=True)
class UpdateProposal:
    """What an export says otherwise, with the SHA-256 of both workbooks as they were compared."""

    registry: Registry
    export: Export
    export_digest: str
    book: Path
    book_digest: str
    ours: TypedTable
    settings: Settings
    comparison: Comparison


def registry_of(word: str) -> Registry:
    """Return a registry by the word for it, or by the name of its workbook or sheet.

    Raises :class:`XlcheckError` ``update.not-a-registry``.
    """
    for registry in UPDATED:
        if word.removesuffix(".xlsx") in (registry.word, registry.table.sheet, registry.book.filename[:-5]):
            return registry
    raise XlcheckError("update.not-a-registry", word=word, known="、".join(one.word for one in UPDATED))


def propose(run: Run, registry: Registry, export: Path, bound: str = "") -> UpdateProposal:
    """Hold an export against the registry of the desk; nothing is written.

    ``bound`` is the one category (of people, the one employer) that the whole export is of, or
    :data:`EVERYTHING`; it is needed where the export does not say. Raises :class:`XlcheckError` as
    :func:`read_export` and :func:`read_tables`, ``update.no-category``, ``update.unknown-category``,
    ``update.not-xlsx``.
    """
    book = run.desk.book(registry.book)
    if book.suffix.lower() not in (".xlsx", ".xlsm"):
        raise XlcheckError("update.not-xlsx", book=book.name)
    run.progress(f"读取《{book.name}》")
    before = digest(book) if book.is_file() else ""
    tables, settings = read_tables(run.desk, registry.book)
    ours = tables[registry.table.key]
    run.progress(f"读取《{export.name}》")
    read = read_export(export, registry, settings)
    bounds = _bounds(registry, ours, read, bound)
    comparison = compare(registry, ours, read.table, read.findings, bounds)
    return UpdateProposal(registry, read, digest(export), book, before, ours, settings, comparison)


def _bounds(registry: Registry, ours: TypedTable, export: Export, bound: str) -> tuple[str, ...]:
    """Return the values that the whole export is of; none where it says so itself."""
    known = tuple(dict.fromkeys(str(value) for value in ours[registry.bound] if value))
    if bound == EVERYTHING:
        return known
    if bound and bound not in known:
        raise XlcheckError("update.unknown-category", category=bound, known="、".join(known))
    if bound:
        return (bound,)
    says = export.table.has(registry.bound) and any(export.table[registry.bound] != "")
    if not says and len(known) > 1:
        raise XlcheckError(
            "update.no-category",
            export=export.path.name,
            title=registry.bound.title,
            example=known[0],
            known="、".join((*known, EVERYTHING)),
        )
    return () if says else known
