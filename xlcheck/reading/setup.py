"""开办表 as a new bureau has filled it: who is drawn, how many, in which 批次; every doubt with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xlcheck.model import Category, Finding, Percent, RawSheet, Round, Scope, Settings, Trouble, XlcheckError
from xlcheck.reading.bureaus import places_of, whole_area
from xlcheck.reading.categories import plan_wordings
from xlcheck.reading.expressions.ratio import parse_ratio, percent_of_cell
from xlcheck.reading.expressions.scope import parse_scope
from xlcheck.reading.folding import fold_title, says_nothing, split_list
from xlcheck.reading.grades import grade_words
from xlcheck.reading.header import find_header
from xlcheck.reading.reading import type_table
from xlcheck.reading.tables import TypedTable
from xlcheck.schema.defaults import USUAL_POLICY, USUAL_ROUNDS
from xlcheck.schema.inputs import ROUNDS, SETUP_BOOK, SETUP_CATEGORIES, SETUP_POLICY, SETUP_ROUNDS, UNIT
from xlcheck.schema.inputs.setup import SETUP_ITEMS
from xlcheck.schema.table import Column, Table

_HEADING = re.compile("[一二三四五]、")
"""How the line above a part begins."""
_EVERY = frozenset({"全部", "每批", "各批", "全年", "所有批次", "全部批次"})
_LEAST = 2
"""Inspectors without whom nobody is visited."""
_FEWEST_TITLES = 2


@dataclass(frozen=True, slots=True)
class SetupRow:
    """A category as the form has it: its ratio as typed, blank where it is not drawn, and the names of its 批次.

    ``aliases`` and ``wordings`` are the cells as typed.
    """

    category: Category
    ratio: str
    rounds: tuple[str, ...]
    aliases: str = ""
    wordings: str = ""


@dataclass(frozen=True, slots=True)
class SetupForm:
    """What a bureau has said in the form; ``rows`` in its order, those that are not drawn too."""

    team_size: int
    rounds: tuple[Round, ...]
    rows: tuple[SetupRow, ...]

    @property
    def drawn(self) -> tuple[SetupRow, ...]:
        """The categories that the plan will have."""
        return tuple(row for row in self.rows if row.ratio)


def read_setup(sheets: Iterable[RawSheet], book: str, settings: Settings) -> tuple[SetupForm, tuple[Finding, ...]]:
    """Read the form; the parts stand on one sheet, whatever it is called, each below its titles.

    What a finding of level 错误 speaks of is not in the form that is returned, or not as it should be.
    Raises :class:`XlcheckError` ``setup.no-part`` where one of the parts is not to be found, ``setup.two-forms`` where
    all of them stand on more than one sheet.
    """
    sheet, parts = _parts_of(sheets, book)
    tables: dict[str, TypedTable] = {}
    findings: list[Finding] = []
    for table in SETUP_BOOK.tables:
        part = parts[table.key]
        header = find_header(table, part)
        assert header is not None, sheet.name
        tables[table.key], found = type_table(table, book, [(part, header)], settings)
        findings += found
    team_size = _team_size(tables[SETUP_POLICY.key], settings, findings)
    rounds = _rounds(tables[SETUP_ROUNDS.key], findings)
    findings += _other_rounds(tables[SETUP_ROUNDS.key], rounds, settings)
    rows = tuple(_rows(tables[SETUP_CATEGORIES.key], rounds, settings, findings))
    return SetupForm(team_size, rounds, rows), tuple(findings)


def _parts_of(sheets: Iterable[RawSheet], book: str) -> tuple[RawSheet, Mapping[str, RawSheet]]:
    """Return the one sheet with all parts, and these by the keys of their tables."""
    cut = [(sheet, stacked(sheet, SETUP_BOOK.tables)) for sheet in sheets]
    whole = [(sheet, parts) for sheet, parts in cut if len(parts) == len(SETUP_BOOK.tables)]
    if len(whole) > 1:
        raise XlcheckError("setup.two-forms", book=book, sheets="、".join(sheet.name for sheet, _ in whole))
    if whole:
        return whole[0]
    best = max((parts for _, parts in cut), key=len, default={})
    lacking = next(table for table in SETUP_BOOK.tables if table.key not in best)
    raise XlcheckError("setup.no-part", book=book, titles="、".join(column.title for column in lacking))


def stacked(sheet: RawSheet, tables: Sequence[Table]) -> dict[str, RawSheet]:
    """Cut a sheet into the tables that stand on it one below the other, by key; one without its titles is not there."""
    rows = sheet.rows
    headers = {table.key: at for table in tables if (at := _header_of(table, rows)) is not None}
    starts = sorted(headers.values())
    ends = dict(zip(starts, [*starts[1:], len(rows)], strict=False))
    return {
        key: RawSheet.of_rows(sheet.name, [row for row in rows[at : ends[at]] if not _is_heading(row[1])], sheet.merges)
        for key, at in headers.items()
    }


def _header_of(table: Table, rows: Sequence[tuple[int, Sequence[object]]]) -> int | None:
    """Return the place of the row that has most of a table's titles, and no fewer than two."""
    titles = {fold_title(title) for column in table for title in column.titles}
    counts = [len(titles & {fold_title(str(cell)) for cell in cells}) for _, cells in rows]
    most = max(counts, default=0)
    return counts.index(most) if most >= _FEWEST_TITLES else None


def _is_heading(cells: Sequence[object]) -> bool:
    filled = [str(cell) for cell in cells if cell != ""]
    return len(filled) == 1 and _HEADING.match(filled[0].strip()) is not None


def _team_size(table: TypedTable, settings: Settings, findings: list[Finding]) -> int:
    """Return 每户检查人数; where it is not there, as few as may be. Staff may have set another one themselves."""
    already = settings.policy.team_size
    _, title, _ = SETUP_ITEMS[0]
    for row, item, text in table.rows(UNIT.item, UNIT.value):
        if fold_title(item) == title:
            if text.isdecimal() and int(text) >= _LEAST:
                if already not in (int(text), int(USUAL_POLICY["team_size"])):
                    differs = table.finding("setup.settings-differ", row, UNIT.value, item=title, now=f"{already} 人")
                    findings.append(differs)
                return int(text)
            findings.append(table.finding("settings.number", row, UNIT.value, item=title, least=_LEAST))
    return _LEAST


def _rounds(table: TypedTable, findings: list[Finding]) -> tuple[Round, ...]:
    """Return the 批次 in the order of their months; months that overlap, or are none, are found."""
    filled = table[ROUNDS.first].notna() & table[ROUNDS.last].notna()
    rounds: dict[int, Round] = {}
    for row, name, first, last in table.rows(ROUNDS.name, ROUNDS.first, ROUNDS.last, where=filled):
        if 1 <= int(first) <= int(last) <= 12:
            rounds[row] = Round(name, int(first), int(last))
        else:
            findings.append(table.finding("settings.round", row, ROUNDS.first, name=name))
    for row, one in rounds.items():
        if other := next((r for n, r in rounds.items() if n < row and _overlap(one, r)), None):
            findings.append(table.finding("setup.rounds-overlap", row, ROUNDS.first, name=one.name, first=other.name))
    return tuple(sorted(rounds.values(), key=lambda r: r.first_month))


def _other_rounds(table: TypedTable, rounds: tuple[Round, ...], settings: Settings) -> Iterator[Finding]:
    """Find 批次 that are otherwise than those that staff have set themselves: only what the tool filled is changed."""
    set_before = tuple(sorted(settings.rounds, key=lambda r: r.first_month))
    if len(table) and set_before not in (rounds, USUAL_ROUNDS):
        now = "、".join(f"{one.name}{one.first_month}月至{one.last_month}月" for one in set_before) or "没有"
        first = int(table.data.index[0])
        yield table.finding("setup.settings-differ", first, ROUNDS.name, item=SETUP_ROUNDS.row_name.title, now=now)


def _overlap(one: Round, two: Round) -> bool:
    return one.first_month <= two.last_month and two.first_month <= one.last_month


def _rows(
    table: TypedTable, rounds: tuple[Round, ...], settings: Settings, findings: list[Finding]
) -> Iterator[SetupRow]:
    known = {fold_title(category.name): category for category in settings.categories}
    typed = {row: _typed_category(table, row) for row in table.data.index if table.at(row, SETUP_CATEGORIES.name)}
    merged = known | {fold_title(c.name): _with(known.get(fold_title(c.name)), c) for c in typed.values()}
    findings += _shared_names(table, typed, known)
    with_all = replace(settings, categories=tuple(merged.values()))
    for row, category in typed.items():
        ratio, of = _ratio(table, row, settings, findings), _rounds_of(table, row, rounds, findings)
        if not ratio and table.at(row, SETUP_CATEGORIES.rounds):
            findings.append(table.finding("setup.no-ratio", row, SETUP_CATEGORIES.ratio, name=category.name))
        whole = merged[fold_title(category.name)]
        if ratio and _is_misread(whole, with_all):
            findings.append(table.finding("setup.wording", row, SETUP_CATEGORIES.wordings, named=_wording(whole)))
        cells = (table.shown(row, SETUP_CATEGORIES.aliases), table.shown(row, SETUP_CATEGORIES.wordings))
        yield SetupRow(whole, ratio, of, *cells)


def _typed_category(table: TypedTable, row: int) -> Category:
    name = str(table.at(row, SETUP_CATEGORIES.name))
    aliases = split_list(table.shown(row, SETUP_CATEGORIES.aliases))
    return Category(name, aliases, plan_wordings(table.shown(row, SETUP_CATEGORIES.wordings), name))


def _with(known: Category | None, typed: Category) -> Category:
    """Return a category with the names that the form has, and behind them those that 单位设置 had before."""
    if known is None:
        return typed
    wordings = dict.fromkeys((*typed.wordings, *known.wordings))
    return Category(known.name, tuple(dict.fromkeys((*known.aliases, *typed.aliases))), tuple(wordings))


def _shared_names(table: TypedTable, typed: Mapping[int, Category], known: Mapping[str, Category]) -> Iterator[Finding]:
    """Find each name that another category has as well, in the form or in 单位设置."""
    owners = {fold_title(name): c.name for c in known.values() for name in c.names}
    for row, category in typed.items():
        named = known.get(fold_title(category.name), category).name
        for column, names in _columns_of(category):
            for name in names:
                owner = owners.setdefault(fold_title(name), named)
                if owner != named:
                    yield table.finding("settings.name-shared", row, column, name=name, first=owner)


def _columns_of(category: Category) -> tuple[tuple[Column, tuple[str, ...]], ...]:
    return (
        (SETUP_CATEGORIES.name, (category.name,)),
        (SETUP_CATEGORIES.aliases, category.aliases),
        (SETUP_CATEGORIES.wordings, category.wordings),
    )


def _ratio(table: TypedTable, row: int, settings: Settings, findings: list[Finding]) -> str:
    cell = table.cell(row, SETUP_CATEGORIES.ratio)
    text = percent_of_cell(cell) if isinstance(cell, Percent) else table.typed_in(row, SETUP_CATEGORIES.ratio)
    if says_nothing(text):
        return ""
    ratio = parse_ratio(text, grade_words(settings))
    if isinstance(ratio, Trouble):
        findings.append(table.finding(ratio.code, row, SETUP_CATEGORIES.ratio, ratio.proposal, **dict(ratio.params)))
    return text


def _rounds_of(table: TypedTable, row: int, rounds: tuple[Round, ...], findings: list[Finding]) -> tuple[str, ...]:
    """Return the 批次 of a row in the order of the year; all of them where it names none."""
    text = str(table.at(row, SETUP_CATEGORIES.rounds))
    names = {fold_title(one.name): one.name for one in rounds}
    if says_nothing(text) or fold_title(text) in _EVERY:
        return tuple(names.values())
    wanted = [fold_title(part) for part in split_list(text)]
    for unknown in [part for part in wanted if part not in names]:
        known = "、".join(names.values())
        findings.append(table.finding("setup.unknown-round", row, SETUP_CATEGORIES.rounds, name=unknown, known=known))
    return tuple(name for folded, name in names.items() if folded in wanted)


def _is_misread(category: Category, settings: Settings) -> bool:
    """Say whether the scope that the plan would have is read as another one, or not at all."""
    text = scope_text(category, Round("", 1, 12), settings)
    scope = parse_scope(text, settings.categories, places_of(settings))
    return not (isinstance(scope, Scope) and scope.category == category.name and scope.founded_before)


def scope_text(category: Category, of: Round, settings: Settings) -> str:
    """Return 抽查对象范围 of a category in a 批次: founded before its first month, in operation, of the district."""
    return f"{settings.year}年{of.first_month}月前成立的运营的{of_district(category, settings)}"


def of_district(category: Category, settings: Settings) -> str:
    """Return how the plan calls the entities of a category: 全区机动车维修企业."""
    return f"{whole_area(settings)}{_wording(category)}"


def _wording(category: Category) -> str:
    return next(iter(category.wordings), category.name)
