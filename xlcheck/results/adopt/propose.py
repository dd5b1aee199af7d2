"""What another layout most likely is: which table, which of its sheets, and which column is which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from xlcheck.model import CellValue, Layout, RawSheet, Settings
from xlcheck.reading.bureaus import other_office
from xlcheck.reading.folding import fold_title
from xlcheck.reading.header import SEARCH_ROWS, Titles, header_candidates
from xlcheck.reading.layouts import layout_for, title_shown
from xlcheck.reading.taking_part import named_as_archive
from xlcheck.reading.titles import proposed_titles, title_forms, unit_of, with_unit
from xlcheck.reading.vocabulary import synonyms
from xlcheck.results.adopt.holding import share_held
from xlcheck.results.adopt.likeness import KNOWN, OWN, likeness
from xlcheck.results.adopt.mapping import ColumnMapping
from xlcheck.schema.inputs import INSPECTORS, PLAN
from xlcheck.schema.inputs.layouts import FOREIGN_TABLES, ForeignTable
from xlcheck.schema.inputs.title_words import TitleWords
from xlcheck.schema.table import DATE_KINDS, GUIDE_SHEET, OPTIONS_SHEET, SERIAL, Column, Kind
from xlcheck.schema.vocabularies import CATEGORY, YES_NO

_FEWEST = 2
"""Columns that must be known before a row is taken for a header."""
_WIDEST = 300
"""Titles beyond which a row is no header that anybody keeps, and takes too long to be compared."""
_MOST, _HALF = 0.8, 0.5
"""Shares of cells that a column must be able to hold where its title is told by words, and where it is known."""
_TOLD_BY_CELLS = DATE_KINDS | {Kind.RATIO, Kind.WINDOW, Kind.CODE}
"""Kinds that hardly any cell of another column is of."""
_STATES = frozenset({"经营状态", "人员状态", YES_NO})
"""Lists of which no value may be written for all rows where the file has them, in whatever words."""
_BUREAU = re.compile("(?:[局厅委]|委员会|人民政府)$")
_FIRST = ("开始", "起始", "起", "开始时间", "开始日期", "起始时间", "起始日期")
_LAST = ("结束", "截止", "终止", "止", "结束时间", "结束日期", "截止时间", "截止日期", "终止日期")


@dataclass(frozen=True, slots=True)
class _Head:
    """A header of a sheet: its last row, its titles, and the likeness of each column's title by position."""

    row: int
    titles: Titles
    scores: Mapping[Column, Mapping[int, float]]

    @property
    def rank(self) -> tuple[int, float]:
        """How many columns are known, and how well."""
        best = [max(of.values()) for of in self.scores.values() if of]
        return len(best), sum(best)


def mappings(sheets: Sequence[RawSheet], settings: Settings, word: str = "") -> tuple[ColumnMapping, ...]:
    """Return how the sheets in sight map onto the table that they are likest to; none where none is like any.

    ``word`` names the table where a person has said which it is. Further sheets take part where they have the same
    titles as the first; hidden ones and archives never do.
    """
    tables = [one for one in FOREIGN_TABLES if word in ("", one.word)]
    shown = [
        s
        for s in sheets
        if not s.hidden and not named_as_archive(s.name) and s.name not in (GUIDE_SHEET, OPTIONS_SHEET)
    ]
    found = [(rank, sheet, one, head) for sheet in shown for one in tables for rank, head in _headed(one, sheet)]
    if not found:
        return ()
    _, first, foreign, head = max(found, key=lambda one: one[0])
    like = [
        (sheet, of) for _, sheet, one, of in found if one is foreign and (sheet is first or of.titles == head.titles)
    ]
    return tuple(_mapping(foreign, sheet, of, settings) for sheet, of in like)


def _headed(foreign: ForeignTable, sheet: RawSheet) -> Iterator[tuple[tuple[int, int, float], _Head]]:
    """Yield the likest header of a sheet with its rank as that of a table; nothing where it tells of none."""
    heads = [
        _Head(row, titles, _scores(foreign, titles))
        for row, titles in header_candidates(sheet)
        if sum(bool(forms[0]) for forms in titles) <= _WIDEST and not _goes_on_below(sheet, row)
    ]
    head = max(heads, key=lambda one: one.rank, default=None)
    if head is None:
        return
    telling = sum(bool(head.scores.get(column)) for column in foreign.telling)
    if telling >= _FEWEST and head.rank[0] > _FEWEST:
        yield (telling, *head.rank), head


def _goes_on_below(sheet: RawSheet, row: int) -> bool:
    """Say whether a header that ends with this row would be half of one.

    A title is merged with the row below, or that says which column has the first day and which the last.
    """
    if any(first <= row < last and left == right for first, left, last, right in sheet.merges):
        return True
    below = dict(sheet.rows[: SEARCH_ROWS + 1]).get(row + 1, [])
    return any(str(a) in _FIRST and str(b) in _LAST for a, b in pairwise(below))


def _scores(foreign: ForeignTable, titles: Titles) -> dict[Column, dict[int, float]]:
    found: dict[Column, dict[int, float]] = {}
    for column in foreign.table:
        words = foreign.words.get(column, TitleWords())
        of = {at: s for at, forms in enumerate(titles, start=1) if (s := likeness(column, words, forms)) > 0}
        if of:
            found[column] = of
    return found


def _mapping(foreign: ForeignTable, sheet: RawSheet, head: _Head, settings: Settings) -> ColumnMapping:
    titles = {at: title_shown(forms) for at, forms in enumerate(head.titles, start=1) if forms[0]}
    bare = ColumnMapping(foreign, sheet, head.row, titles, {}, named=_named(foreign, sheet, settings))
    layout = layout_for(settings, foreign.table, titles.values())
    known = _of_layout(bare, layout, settings) if layout else bare
    return _assigned(known, head, settings)


def _named(foreign: ForeignTable, sheet: RawSheet, settings: Settings) -> frozenset[Column]:
    """Return the column of the category of which the sheet has the name, where it has one."""
    ours = (c for c in foreign.table if c.vocabulary == CATEGORY and c.kind is Kind.CHOICE)
    return frozenset(ours) if sheet.name in synonyms(CATEGORY, settings) else frozenset()


def _of_layout(bare: ColumnMapping, layout: Layout, settings: Settings) -> ColumnMapping:
    """Return the mapping that a person agreed to before; a text that names another year must be said anew."""
    table = bare.foreign.table
    places = {title: at for at, title in sorted(bare.titles.items(), reverse=True)}
    columns: dict[Column, tuple[int, ...]] = {}
    for theirs, key in layout.columns:
        column = table.column(key)
        columns[column] = (*columns.get(column, ()), places[fold_title(theirs)])
    fixed = {table.column(key): text for key, text in layout.fixed if not _of_another_year(text, settings.year)}
    return replace(bare, columns=columns, fixed=fixed, kept=True)


def _of_another_year(text: str, year: int) -> bool:
    before, found, _ = text.partition("年")
    return bool(found) and before.isdecimal() and int(before) != year


def _assigned(known: ColumnMapping, head: _Head, settings: Settings) -> ColumnMapping:
    """Add to what is known the columns that titles and cells tell, the likest first; each position for one column."""
    mapping = known if known.kept else _with_span(known)
    taken = {at for places in mapping.columns.values() for at in places}
    every = [(score, column, at) for column, of in head.scores.items() for at, score in of.items()]
    columns, guessed = dict(mapping.columns), set()
    for score, column, at in sorted(every, key=lambda one: -one[0]):
        if column in columns or column == SERIAL or at in taken or (mapping.kept and score < KNOWN):
            continue
        held = share_held(column, cells_below(mapping, at, column), settings)
        if held >= (_MOST if score < KNOWN else _HALF) or (score >= KNOWN and _is_demanded(column)):
            columns[column] = (at,)
            taken.add(at)
            guessed |= {column} if score < KNOWN and _is_doubtful(column, head) else set()
    found = replace(mapping, columns=columns, guessed=frozenset(guessed), rivalled=_rivalled(columns, head))
    return found if found.kept else _with_nearest(_with_employer(found), settings)


def _with_employer(mapping: ColumnMapping) -> ColumnMapping:
    """Take 工作单位 of the inspectors from the column of 部门 where bureaus stand in it, and not offices of one."""
    places = mapping.columns.get(INSPECTORS.office, ())
    if not places or INSPECTORS.employer in mapping.columns:
        return mapping
    texts = [text for cell in cells_below(mapping, places[0], INSPECTORS.office) if (text := fold_title(str(cell)))]
    bureaus = sum(_BUREAU.search(text) is not None for text in texts)
    return mapping.with_column(INSPECTORS.employer, places) if bureaus > _HALF * len(texts) else mapping


def names_other_offices(mapping: ColumnMapping, settings: Settings) -> bool:
    """Say whether a list of people has those of another bureau, in whichever column: 示例区公安局 科员."""
    cells = (cell for at in mapping.titles for cell in cells_below(mapping, at, INSPECTORS.employer))
    return mapping.foreign.table is INSPECTORS and any(other_office(str(cell), settings) for cell in cells)


def _with_nearest(mapping: ColumnMapping, settings: Settings) -> ColumnMapping:
    """Guess by the likeness of their titles the columns that must be filled, and of which no title is known."""
    absent = [c for c in mapping.foreign.table if c.required and c not in mapping.columns]
    strangers = {mapping.titles[at]: at for at in mapping.unmapped}
    columns, guessed = dict(mapping.columns), set(mapping.guessed)
    for title, theirs in proposed_titles([c.title for c in absent], list(strangers)).items():
        column = next(c for c in absent if c.title == title)
        if share_held(column, cells_below(mapping, strangers[theirs], column), settings) >= _MOST:
            columns[column] = (strangers[theirs],)
            guessed.add(column)
    return replace(mapping, columns=columns, guessed=frozenset(guessed))


def _rivalled(columns: Mapping[Column, tuple[int, ...]], head: _Head) -> frozenset[Column]:
    """Return the columns that have no title of ours, and two that others use for them, of which one is left over."""
    used = {at for places in columns.values() for at in places}
    return frozenset(
        column
        for column, places in columns.items()
        if head.scores.get(column, {}).get(places[0], OWN) < OWN
        and any(at not in used and score >= KNOWN for at, score in head.scores[column].items())
    )


def _is_doubtful(column: Column, head: _Head) -> bool:
    """Say whether neither what a column holds nor the want of another like it tells that it is the one."""
    return column.kind not in _TOLD_BY_CELLS or len(head.scores[column]) > 1


def _is_demanded(column: Column) -> bool:
    """Say whether a column is taken by its title whatever it holds, so that a check says what cannot be read."""
    return column.required and (column.kind is not Kind.CHOICE or column.vocabulary in _STATES)


def positions_for(mapping: ColumnMapping, column: Column, settings: Settings) -> tuple[int, ...]:
    """Return the positions that a column may be taken from: first those that hold what it holds, then any left over.

    One that an optional column has already is among the first: 抽取数 with its 5户 is the ratio where no other is.
    """
    optional = {at for one, places in mapping.columns.items() if not one.required for at in places}
    held = [
        at
        for at in (sorted({*mapping.unmapped, *optional}) if column.kind in _TOLD_BY_CELLS else ())
        if any(cells := cells_below(mapping, at, column)) and share_held(column, cells, settings) >= _MOST
    ]
    return (*held, *(at for at in mapping.unmapped if at not in held))


def cells_below(mapping: ColumnMapping, at: int, column: Column) -> list[CellValue]:
    """Return the cells below the header of a column, a number with the unit that its title has."""
    first = next((n for n, row in enumerate(mapping.sheet.numbers) if row > mapping.header_row), None)
    cells = mapping.sheet.columns[at - 1][first:] if first is not None and at <= len(mapping.sheet.columns) else ()
    unit = unit_of(mapping.titles[at]) if column.kind is Kind.RATIO else ""
    return [with_unit(cell, unit) for cell in cells]


def _with_span(mapping: ColumnMapping) -> ColumnMapping:
    """Take 抽查日期 of a plan from two columns, where one has the first and the next one the last day."""
    if mapping.foreign.table is not PLAN:
        return mapping
    for (at, first), (after, last) in pairwise(sorted(mapping.titles.items())):
        if _names(first, _FIRST) and _names(last, _LAST) and not _names(first, _LAST):
            return replace(mapping, columns={**mapping.columns, PLAN.window: (at, after)})
    return mapping


def _names(title: str, words: tuple[str, ...]) -> bool:
    bare = title_forms(title)[-1].removesuffix(")")  # 检查时间(起)
    return any(word in bare for word in words if len(word) > 1) or bare in words or bare.endswith(words)
