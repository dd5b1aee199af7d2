"""Which sheets of a workbook take part in its first table: the registry of this year, and not the list of those gone.

Beside the registry a workbook often has a sheet of the same header, with those who closed, left or were moved to an
archive, or a hidden list of the year before. Nobody who is there is drawn unless staff name the sheet in 单位设置; and
nobody is passed over in silence: the draw says of each that its sheet takes no part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from xlcheck.model import Finding, Place, RawSheet, Settings, finding
from xlcheck.reading.folding import fold_title
from xlcheck.reading.header import SEARCH_ROWS, find_header
from xlcheck.reading.tables import TypedTable
from xlcheck.reading.vocabulary import synonyms
from xlcheck.schema.inputs import INPUT_BOOKS
from xlcheck.schema.table import GUIDE_SHEET, OPTIONS_SHEET, Book, Table
from xlcheck.schema.vocabularies import CATEGORY

TELLING = 4
"""Required columns that a table must have before a sheet is taken for it by its header alone."""

_ARCHIVE = re.compile(
    r"注销|吊销|撤销|取缔|除名|清退|退出|停业|歇业|停运|不再|存档|归档|档案|备份|历史|作废|停用|废止|废弃|过期|失效|离职|退休|调离|调出|离岗|迁出|迁往|迁走|转出|删除|已删|回收|关闭|关停|倒闭|破产|剔除|弃用|勿用|^不用|不用$"
    r"|辞职|辞退|辞聘|解聘|开除|调走|病退|内退|退二线|转岗|去世|死亡|病故|往年|去年|上年"
    r"|旧$|旧\)|\(旧|[-_]旧|旧(?:版|表|库|名单|名录|数据|档|的)|老(?:版|表|库|名单|名录|数据)|以前(?:$|年度|的)|草稿|^原(?:表|名单|名录|数据)|副本|模板|样表|示例"
    r"|backup|archive|\bold\b|\bbak\b",
    re.IGNORECASE,
)
"""Names of sheets on which those stand who are no more; 旧县镇 and 旧宫镇 are towns."""


_OF_A_YEAR = re.compile(r"(20\d\d)年?度?(?:的)?(?:.*(?:名录库?|名单|名册|底册|库|表))?")
"""The name of a sheet that says of which year its list is; 2020年新增 are those who came then, and still are there."""

_OF_STAFF = frozenset(book.key for book in INPUT_BOOKS)


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """The sheets of a table that take part, and those of the same header that do not, each with the reason.

    ``unlike`` are sheets with much of the header, each with the required column that they lack; ``absent`` the names
    in 单位设置 of which there is no sheet.
    """

    used: tuple[RawSheet, ...]
    left: tuple[tuple[RawSheet, str], ...] = ()
    unlike: tuple[tuple[RawSheet, str], ...] = ()
    absent: tuple[str, ...] = ()


def choose_sheets(table: Table, book: Book, sheets: Sequence[RawSheet], settings: Settings | None) -> SheetChoice:
    """Choose the sheets on which a table stands.

    A sheet is found by its name; the first table of a workbook may also stand on sheets of any name that have all
    its required columns. Of these, in the workbooks of a desk, archives and hidden ones take no part unless 单位设置
    names the sheets, or there is no other.
    """
    by_name = [s for s in sheets if fold_title(s.name) == fold_title(table.sheet)]
    if table is not book.tables[0] or table.required_count < TELLING:
        return SheetChoice(tuple(by_name))
    named = _named(book, settings)
    others = {fold_title(t.sheet) for t in book.tables} | {GUIDE_SHEET, OPTIONS_SHEET}
    further = [s for s in sheets if s not in by_name and fold_title(s.name) not in others]
    whole = [*by_name, *(s for s in further if fold_title(s.name) in named or is_whole(table, s))]
    is_sole = not named and len(whole) == 1
    chosen = whole if is_sole or book.key not in _OF_STAFF else []
    reasons = {s.name: _reason(s, by_name, named, settings) for s in whole if s not in chosen}
    used = tuple(s for s in whole if not reasons.get(s.name))
    left = tuple((s, reasons[s.name]) for s in whole if reasons.get(s.name))
    others_of_staff = further if book.key in _OF_STAFF else []
    unlike = tuple((s, lacking) for s in others_of_staff if s not in whole and (lacking := _nearly_whole(table, s)))
    there = {fold_title(s.name) for s in sheets}
    return SheetChoice(used, left, unlike, tuple(name for folded, name in named.items() if folded not in there))


def _named(book: Book, settings: Settings | None) -> Mapping[str, str]:
    """Return the sheets that 单位设置 names for a workbook, as they are matched and as they were typed."""
    every = dict(settings.sheets) if settings is not None else {}
    return {fold_title(name): name for name in every.get(book.key, ())}


def _reason(sheet: RawSheet, by_name: Sequence[RawSheet], named: Mapping[str, str], settings: Settings | None) -> str:
    """Say why a sheet takes no part; empty where it does."""
    if named:
        return "" if fold_title(sheet.name) in named else "“采用的工作表”没有列入"
    if sheet.hidden:
        return "工作表被隐藏"
    if sheet in by_name or sheet.name in synonyms(CATEGORY, settings):
        return ""
    if named_as_archive(sheet.name):
        return "按名称是存档"
    year = _OF_A_YEAR.fullmatch(fold_title(sheet.name))
    return "按名称是以前年度的" if year and settings is not None and int(year[1]) < settings.year else ""


def named_as_archive(name: str) -> bool:
    """Say whether the name of a sheet says that those stand there who are no more."""
    return _ARCHIVE.search(fold_title(name)) is not None


def is_whole(table: Table, sheet: RawSheet) -> bool:
    """Say whether a sheet has the table's required columns; the category may stand in the sheet's name."""
    header = find_header(table, sheet)
    return header is not None and {title for title, _ in header.missing} <= {CATEGORY}


def _nearly_whole(table: Table, sheet: RawSheet) -> str:
    """Name the required columns that a sheet lacks which has more than half of them; empty for any other."""
    header = find_header(table, sheet)
    if header is None:
        return ""
    there = sum(column.required and column in header.columns for column in table)
    return "、".join(title for title, _ in header.missing) if 2 * there > table.required_count else ""


def setting_for(book: Book, choice: SheetChoice) -> str:
    """Return what is written in 单位设置 so that all sheets of the header take part."""
    names = "、".join(s.name for s in (*choice.used, *(s for s, _ in choice.left)))
    return f"{book.title}：{names}"


def told_of_sheets(
    name: str, table: Table, book: Book, choice: SheetChoice, counts: Mapping[str, int]
) -> Iterator[Finding]:
    """Yield what is to be said of the sheets of a table, and of those that take no part.

    ``name`` is that of the file, ``counts`` are the rows of each sheet, by its name.
    """
    for s in choice.used:
        if s.hidden_rows:
            place = Place(name, s.name, s.hidden_rows[0], 1)
            yield finding("sheet.hidden-rows", place, sheet=s.name, count=len(s.hidden_rows))
        yield from _hidden_and_remarked(name, table, s)
    yield from (finding("sheet.hidden", Place(name, s.name), sheet=s.name) for s in choice.used if s.hidden)
    if len(choice.used) > 1:
        names = "、".join(f"{s.name} {counts.get(s.name, 0)} 行" for s in choice.used)
        yield finding("sheet.several", Place(name, choice.used[0].name), count=len(choice.used), names=names)
    setting = setting_for(book, choice)
    for s, why in choice.left:
        count = counts.get(s.name, 0)
        yield finding("sheet.left-out", Place(name, s.name), sheet=s.name, why=why, count=count, setting=setting)
    for s, titles in choice.unlike:
        yield finding("sheet.unlike", Place(name, s.name), sheet=s.name, table=table.sheet, titles=titles)
    yield from (finding("sheet.named-absent", Place(name), sheet=sheet, setting=book.title) for sheet in choice.absent)


def _hidden_and_remarked(name: str, table: Table, sheet: RawSheet) -> Iterator[Finding]:
    """Yield what is to be said of hidden columns, but for those that the tool itself hides, of notes and the like."""
    own = frozenset(title for column in table if column.hidden for title in column.titles)
    hidden = [at for at in sheet.hidden_columns if own.isdisjoint(map(str, sheet.columns[at - 1][:SEARCH_ROWS]))]
    if hidden:
        place = Place(name, sheet.name, sheet.numbers[0], hidden[0])
        yield finding("sheet.hidden-columns", place, sheet=sheet.name, count=len(hidden))
    for said in sheet.remarks:
        yield finding(said.code, Place(name, sheet.name, said.row, said.column), sheet=sheet.name, count=said.count)


def sheets_in_words(table: TypedTable, left: TypedTable | None) -> str:
    """Say which sheets take part with how many rows, and which do not; empty where there is but one."""
    used = [f"“{part.sheet}”{table.rows_of(n)} 行" for n, part in enumerate(table.parts)]
    out = [f"“{p.sheet}”{left.rows_of(n)} 行（{p.left_out}）" for n, p in enumerate(left.parts)] if left else []
    if len(used) + len(out) < 2:
        return ""
    others = f"；没有采用{'、'.join(out)}" if out else ""
    return f"《{table.book}》采用工作表{'、'.join(used)}{others}"


def sheet_missing(book: str, table: Table, sheets: Sequence[RawSheet]) -> list[Finding]:
    """Return what is to be said where a table stands on no sheet."""
    close = next(iter(get_close_matches(table.sheet, [s.name for s in sheets], 1, 0.5)), "")
    if table.optional and not close:
        return [finding("sheet.absent", Place(book), sheet=table.sheet)] if table.expected else []
    return [finding("sheet.missing", Place(book, close), close, table.sheet, sheet=table.sheet)]
