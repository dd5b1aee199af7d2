"""What a column, a table and a workbook are: the shapes in which the schema is declared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain


class Kind(StrEnum):
    """How the text of a cell is understood; the value is the word used in the README's tables."""

    TEXT = "文本"
    CODE = "信用代码"
    SERIAL = "编号"
    CERT = "证号"
    CHOICE = "单选"
    CHOICES = "多选"
    DATE = "日期"
    EXPIRY = "日期或长期"
    INTEGER = "整数"
    PHONE = "电话"
    RATIO = "比例"
    WINDOW = "时段"
    SCOPE = "范围"


CHOOSE_ONE = "请从下拉列表中选择。"
CHOOSE_SEVERAL = "每一项都应与下拉列表中的写法一致，几项用顿号“、”隔开。写法无误的，选“是”。"
"""What a workbook answers to a text that is not in the drop-down: one is refused, several are asked about."""

DATE_KINDS = frozenset({Kind.DATE, Kind.EXPIRY})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: everything that reading, checking, templates, outputs and the README need to know.

    ``vocabulary`` names a code list, ``reference`` a unique column elsewhere (``"entities.code"``)
    in which the value must exist. ``private`` columns never reach a published file.
    ``computed`` columns hold a formula of the tool's own; a result not stored yet is no fault.
    ``apart`` columns stand beside the table and not in its rows: a row that holds nothing else is no record.
    ``standing`` columns must be in the header, though their cells may be blank. Columns that are not
    ``offered`` are read where staff have added them, and stand in no blank workbook.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: float = 12
    required: bool = False
    unique: bool = False
    vocabulary: str = ""
    reference: str = ""
    aliases: tuple[str, ...] = ()
    private: bool = False
    computed: bool = False
    apart: bool = False
    standing: bool = False
    offered: bool = True
    hint: str = ""

    @property
    def titles(self) -> tuple[str, ...]:
        """The title and its aliases."""
        return (self.title, *self.aliases)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its columns and how it is laid out. ``title`` may name {bureau}, {short}, {year}.

    Wide registries print on ``A3``; everything that is signed or published on ``A4``.
    An ``optional`` sheet may be empty; one that is ``expected`` must be there all the same.
    """

    key: str
    sheet: str
    columns: tuple[Column, ...]
    title: str = ""
    landscape: bool = True
    paper: str = "A4"
    blank_rows: int = 200
    optional: bool = False
    expected: bool = False
    row_height: float = 0

    def column(self, key: str) -> Column:
        """The column of this key; raises StopIteration on a foreign key."""
        return next(c for c in self.columns if c.key == key)

    @property
    def as_offered(self) -> Table:
        """The table with the columns that a blank workbook offers."""
        return replace(self, columns=tuple(c for c in self.columns if c.offered))

    @property
    def data(self) -> tuple[Column, ...]:
        """The columns that hold data: all but those of the tool's own formulas."""
        return tuple(c for c in self.columns if not c.computed)

    @property
    def row_key(self) -> str:
        """The key of the column that names a row: the first unique one, else the first required, else the first."""
        unique = (c.key for c in self.columns if c.unique)
        required = (c.key for c in self.columns if c.required)
        return next(chain(unique, required, (c.key for c in self.columns)))

    @property
    def required_count(self) -> int:
        """How many columns must be filled."""
        return sum(c.required for c in self.columns)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns, in their order."""
        return tuple(c.key for c in self.columns)

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the columns, in their order."""
        return tuple(c.title for c in self.columns)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that staff keep: file name, sheets and the lines of its 填写说明."""

    key: str
    filename: str
    tables: tuple[Table, ...]
    guide: tuple[str, ...] = ()

    def table(self, key: str) -> Table:
        """The table of this key; raises StopIteration on a foreign key."""
        return next(t for t in self.tables if t.key == key)
