"""What a column, a table and a workbook are: the shapes in which the schema is declared."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import ClassVar, Self


class Kind(StrEnum):
    """How the text of a cell is understood; the value is the word used in the reference's tables."""

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


class Filler(StrEnum):
    """Who fills the cells of a column; by hand is written on what the tool has printed."""

    STAFF = "工作人员"
    REGISTRY = "名录库"
    DRAW = "抽取"
    FORMULA = "公式"
    TOOL = "程序"
    HAND = "手写"


GUIDE_SHEET, OPTIONS_SHEET = "填写说明", "选项"
"""The sheets of a workbook that say how to fill it, and what its drop-downs offer."""

CHOOSE_ONE = "请从下拉列表中选择。"
CHOOSE_SEVERAL = "每一项都应与下拉列表中的写法一致，几项用顿号“、”隔开。写法无误的，选“是”。"
"""What a workbook answers to a text that is not in the drop-down: one is refused, several are asked about."""

DATE_KINDS = frozenset({Kind.DATE, Kind.EXPIRY})


@dataclass(frozen=True, eq=False, slots=True)
class Column:
    """One column: everything that reading, checking, templates, outputs and the reference need to know.

    Declared in the body of a :class:`Table`, it gets the name that it has there as its ``key``; columns of one key
    are equal, so a row is filled and read by them whichever table it goes into.

    ``filled_by`` says who fills its cells; where none is declared it is the table's usual filler, which is then
    ``assumed``. ``required`` cells must be filled, ``unique`` ones differ.
    ``vocabulary`` names a code list, ``reference`` a unique column elsewhere in which the value must exist.
    ``published`` columns may stand in a file that is published, no other does; ``private`` ones are shown to nobody but
    who keeps the workbook, and stand in no 定向条件; ``condition`` is whether the column may stand there.
    ``apart`` columns stand beside the table and not in its rows: a row that holds nothing else is no entry.
    ``derived`` cells follow from other rows or from who writes them: of a blank one a rule says what it should hold.
    ``expected`` columns must be in the header, though their cells may be blank. Columns that are not
    ``offered`` are read where staff have added them, and stand in no blank workbook. ``hidden`` ones are out of sight:
    the program fills and reads them. Days ``within_year`` may be typed without their year, which is the desk's.
    """

    title: str
    kind: Kind = Kind.TEXT
    width: float = 12
    filled_by: Filler | None = field(default=None, kw_only=True)
    assumed: bool = field(default=False, kw_only=True)
    required: bool = field(default=False, kw_only=True)
    unique: bool = field(default=False, kw_only=True)
    vocabulary: str = field(default="", kw_only=True)
    reference: Column | None = field(default=None, kw_only=True)
    aliases: tuple[str, ...] = field(default=(), kw_only=True)
    private: bool = field(default=False, kw_only=True)
    published: bool = field(default=False, kw_only=True)
    condition: bool = field(default=False, kw_only=True)
    apart: bool = field(default=False, kw_only=True)
    derived: bool = field(default=False, kw_only=True)
    expected: bool = field(default=False, kw_only=True)
    offered: bool = field(default=True, kw_only=True)
    hidden: bool = field(default=False, kw_only=True)
    within_year: bool = field(default=False, kw_only=True)
    hint: str = field(default="", kw_only=True)
    key: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        """See that no private column may stand where its content is printed, or decides what is printed."""
        assert not (self.private and (self.condition or self.published)), self.title

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the name in the table's body as key."""
        object.__setattr__(self, "key", name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Column) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def filled_as_declared(self, usual: Filler) -> Column:
        """Return the column with the usual filler of a table, unless it declares one of its own."""
        if self.filled_by is usual or not (self.filled_by is None or self.assumed):
            return self
        return replace(self, filled_by=usual, assumed=True)

    @property
    def titles(self) -> tuple[str, ...]:
        """The title and its aliases."""
        return (self.title, *self.aliases)

    @property
    def computed(self) -> bool:
        """Whether it holds a formula of the tool's own, whose result may not be stored yet."""
        return self.filled_by is Filler.FORMULA


NAME = Column("名称", key="name")
"""The column that says of whom a row is, up to which a wide table stays in sight."""

REMARK = Column("备注", key="remark")
"""The column for what fits nowhere else."""

SERIAL = Column("序号", Kind.INTEGER, 6, key="no")
"""The column that numbers the rows of a list, where it has one."""

Content = str | int | date | None
"""What a cell of a row holds; blank is ``""`` or ``None``."""

RowCells = Mapping[Column, Content]
"""The cells of a row to be written, by column; a column without one stays blank."""


_AS_DECLARED = (Column("", key="as declared"),)
"""Stands for the columns of a table to which none are given."""


@dataclass(frozen=True)
class Table:
    """One sheet: its columns and how it is laid out. ``title`` may name {bureau}, {short}, {year}.

    A table is declared as a class with its columns in the body, in their order, so that ``LEDGER.inspected`` is one
    of them; a column that a subclass declares again stands where the subclass has it. ``columns`` are all of these
    where none are given; an empty tuple is a table without columns. Raises ValueError for a key, or a title of declared
    columns, that stands twice.

    Wide registries print on ``A3``; everything that is signed or published on ``A4``.
    An ``optional`` sheet may be empty; one that is ``expected`` must be there all the same.
    """

    key: str
    sheet: str
    columns: tuple[Column, ...] = _AS_DECLARED
    title: str = ""
    landscape: bool = True
    paper: str = "A4"
    blank_rows: int = 200
    optional: bool = False
    expected: bool = False
    row_height: float = 0

    _declared: ClassVar[tuple[Column, ...]] = ()
    _usual_filler: ClassVar[Filler] = Filler.STAFF

    def __init_subclass__(cls) -> None:
        """Collect the columns of the body behind those that are inherited."""
        for name, value in tuple(vars(cls).items()):
            if isinstance(value, Column):
                setattr(cls, name, value.filled_as_declared(cls._usual_filler))
        body = tuple(value for value in vars(cls).values() if isinstance(value, Column))
        cls._declared = (*(column for column in cls._declared if column not in body), *body)

    def __post_init__(self) -> None:
        """Take the declared columns where no others are given."""
        given = self._declared if self.columns is _AS_DECLARED else self.columns
        columns = (c if c.filled_by else c.filled_as_declared(self._usual_filler) for c in given)
        object.__setattr__(self, "columns", tuple(columns))
        for what, names in (("key", self.keys), ("title", self.declared_titles)):
            if double := {name for name in names if names.count(name) > 1}:
                raise ValueError(f"table {self.key}: {what} {'、'.join(sorted(double))} stands twice")

    def column(self, key: str) -> Column:
        """Return the column of a key; raises KeyError with the table's name where it has none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(f"table {self.key} has no column {key}")

    def with_columns(self, columns: Collection[Column]) -> Self:
        """Return the table with other columns."""
        return replace(self, columns=tuple(columns))

    def filled_by(self, *fillers: Filler) -> tuple[Column, ...]:
        """Return the columns that any of these fill."""
        return tuple(column for column in self.columns if column.filled_by in fillers)

    @property
    def as_offered(self) -> Self:
        """The table with the columns that a blank workbook offers."""
        return self.with_columns([column for column in self.columns if column.offered])

    @cached_property
    def data(self) -> tuple[Column, ...]:
        """The columns that hold data: all but those of the tool's own formulas."""
        return tuple(column for column in self.columns if not column.computed)

    @property
    def row_name(self) -> Column:
        """The column that names a row: the first unique one, else the first required, else the first."""
        unique = (column for column in self.columns if column.unique)
        required = (column for column in self.columns if column.required)
        return next(chain(unique, required, self.columns))

    @property
    def required_count(self) -> int:
        """How many columns must be filled."""
        return sum(column.required for column in self.columns)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns, in their order."""
        return tuple(column.key for column in self.columns)

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the columns, in their order."""
        return tuple(column.title for column in self.columns)

    @property
    def declared_titles(self) -> tuple[str, ...]:
        """The titles of its declared columns, aliases too; a column that staff have added may bear one of them."""
        return tuple(title for column in self.columns if column in self._declared for title in column.titles)

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)


class OutputTable(Table):
    """A table that the tool writes: it fills the columns that do not say otherwise."""

    _usual_filler = Filler.TOOL


class PublishedTable(OutputTable):
    """A table that the tool writes for others to read: all its columns are published."""

    def __init_subclass__(cls) -> None:
        """Say of the columns of the body that they are published."""
        for name, value in tuple(vars(cls).items()):
            if isinstance(value, Column):
                setattr(cls, name, replace(value, published=True))
        super().__init_subclass__()


@dataclass(frozen=True)
class Book:
    """A workbook that staff keep: file name, sheets and the lines of its 填写说明; one may be ``optional``."""

    key: str
    filename: str
    tables: tuple[Table, ...]
    guide: tuple[str, ...] = ()
    optional: bool = False

    @property
    def title(self) -> str:
        """The file's name without its ending, as staff call the workbook."""
        return self.filename.removesuffix(".xlsx")

    def table(self, key: str) -> Table:
        """Return the table of a key; raises KeyError with the book's name where it has none."""
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(f"book {self.key} has no table {key}")
