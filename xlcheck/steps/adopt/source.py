"""A file of another layout, read, and what it most likely is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck.excel.read.exports import read_export
from xlcheck.model import RawSheet, Settings, XlcheckError
from xlcheck.reading.folding import clean, fold_title
from xlcheck.reading.header import SEARCH_ROWS
from xlcheck.reading.layouts import column_of
from xlcheck.results.adopt.mapping import ColumnMapping
from xlcheck.results.adopt.numbers import own_numbers
from xlcheck.results.adopt.propose import mappings
from xlcheck.schema.inputs.layouts import FOREIGN_TABLES, ForeignTable
from xlcheck.schema.table import Column
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.load import load_settings

_SHOWN = 12
"""Titles of a file that is like nothing which are told."""


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """A file as it was read, and how each sheet that takes part maps; ``left_out`` are the others."""

    path: Path
    mappings: tuple[ColumnMapping, ...]
    left_out: tuple[str, ...]
    settings: Settings

    @property
    def foreign(self) -> ForeignTable:
        """The table that it is."""
        return self.mappings[0].foreign

    @property
    def mapping(self) -> ColumnMapping:
        """How its (first) sheet maps; all have the same columns."""
        return self.mappings[0]

    def with_mapping(self, mapping: ColumnMapping) -> ForeignFile:
        """Return the file with another mapping of the columns of all its sheets."""
        alike = (
            replace(one, columns=mapping.columns, fixed=mapping.fixed, guessed=mapping.guessed) for one in self.mappings
        )
        return replace(self, mappings=tuple(alike))


def table_named(word: str) -> str:
    """Return the word for a table by its name or that of its workbook; raises ``adopt.not-a-table``."""
    for one in FOREIGN_TABLES:
        if word.removesuffix(".xlsx") in ("", one.word, one.table.sheet, one.book.title):
            return one.word if word else ""
    raise XlcheckError("adopt.not-a-table", word=word, known="、".join(one.word for one in FOREIGN_TABLES))


def read_other_layout(run: Run, path: Path, word: str = "") -> ForeignFile:
    """Read a file and propose what it is; nothing is written.

    ``word`` says which table it is, where a person has said so. Raises :class:`XlcheckError` ``adopt.no-file``,
    ``adopt.not-a-table``, ``adopt.no-table``, as :func:`~xlcheck.excel.read.exports.read_export`, and as
    :func:`~xlcheck.steps.desk.load.load_settings`.
    """
    if not path.is_file():
        raise XlcheckError("adopt.no-file", file=path)
    word = table_named(word)
    settings, _, _ = load_settings(run.desk)
    run.progress(f"读取《{path.name}》")
    sheets = read_export(path)
    found = own_numbers(mappings(sheets, settings, word))
    if not found:
        raise XlcheckError("adopt.no-table", file=path.name, titles=_titles(sheets), rows=SEARCH_ROWS)
    taken = {one.sheet.name for one in found}
    left = tuple(sheet.name for sheet in sheets if sheet.name not in taken and sheet.numbers)
    return ForeignFile(path, found, left, settings)


def _titles(sheets: Sequence[RawSheet]) -> str:
    """Name the cells of the fullest of the first rows, which is most likely the header."""
    rows = [cells for sheet in sheets for _, cells in sheet.rows[:SEARCH_ROWS]]
    fullest = max(rows, key=lambda cells: sum(cell != "" for cell in cells), default=[])
    return "、".join(clean(str(cell))[:20] for cell in fullest[:_SHOWN] if cell != "") or "（空）"


def said_beforehand(file: ForeignFile, pairs: Sequence[str], fixed: Sequence[str]) -> ForeignFile:
    """Return the file as the command line says it: ``检查时间=抽查日期`` and ``抽查日期=2026年1月至12月``.

    Raises :class:`XlcheckError` ``adopt.badly-said``, ``adopt.no-column`` and ``adopt.no-own-column``.
    """
    mapping = file.mapping
    for text in pairs:
        theirs, ours = _parted(text, "原表的栏=本表的栏", "检查时间=抽查日期")
        mapping = mapping.with_column(own_column(file.foreign, ours), (position_of(mapping, theirs),))
    for text in fixed:
        ours, content = _parted(text, "本表的栏=内容", "抽查日期=2021年1月至12月")
        mapping = mapping.with_fixed(own_column(file.foreign, ours), clean(content))
    return file.with_mapping(mapping)


def _parted(text: str, form: str, example: str) -> tuple[str, str]:
    left, found, right = text.replace("＝", "=").partition("=")
    if not (found and clean(left) and clean(right)):
        raise XlcheckError("adopt.badly-said", text=text, form=form, example=example)
    return left, right


def own_column(foreign: ForeignTable, title: str) -> Column:
    """Return our column of a title; raises :class:`XlcheckError` ``adopt.no-own-column``."""
    column = column_of(foreign.table, title)
    if column is None:
        known = "、".join(one.title for one in foreign.table)
        raise XlcheckError("adopt.no-own-column", book=foreign.book.title, title=title, known=known)
    return column


def position_of(mapping: ColumnMapping, title: str) -> int:
    """Return where a column of the other layout stands; raises :class:`XlcheckError` ``adopt.no-column``."""
    for at, known in mapping.titles.items():
        if fold_title(title) == fold_title(known):
            return at
    raise XlcheckError("adopt.no-column", title=title, known="、".join(mapping.titles.values()))
