"""导入 on the screen: which column is which, what is not known, ten rows as they come, and whether to adopt them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.asking import choose
from xlcheck.messages import problem, where
from xlcheck.model import column_letters
from xlcheck.reading.folding import clean, fold_title
from xlcheck.reading.vocabulary import vocabulary
from xlcheck.results.adopt.mapping import ColumnMapping
from xlcheck.results.adopt.propose import names_other_offices, positions_for
from xlcheck.results.adopt.rows import AdoptedRow, AdoptedTable
from xlcheck.schema.inputs import INSPECTORS
from xlcheck.schema.inputs.registries import UPDATED
from xlcheck.schema.table import Column
from xlcheck.steps.adopt.put import put_adoption, rows_there
from xlcheck.steps.adopt.source import ForeignFile, read_other_layout, said_beforehand
from xlcheck.steps.adopt.write import WrittenAdoption, rows_of, write_adoption
from xlcheck.steps.desk.desk import Run

_ROWS = 10
"""So many rows are shown as they come."""
_OTHERWISE, _BLANK = "另外填写", "先空着，以后在工作簿里填"


@dataclass(frozen=True, slots=True)
class AdoptWish:
    """What was said beforehand: which table it is, pairs of columns, texts for all rows, whether to ask at the end."""

    word: str = ""
    pairs: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    unasked: bool = False


def adopt_file(run: Run, path: Path, wish: AdoptWish) -> int:
    """Bring a file in, after a person has agreed; returns the exit code."""
    file = said_beforehand(read_other_layout(run, path, wish.word), wish.pairs, wish.fixed)
    _show_file(file)
    file = file.with_mapping(_completed(file))
    table = rows_of(file)
    _show_mapping(file.mapping, table)
    _show_rows(file.mapping, table)
    written = write_adoption(run, file, table)
    screen.files("导入的工作簿（还没有采用）", [written.book])
    agreed = True if wish.unasked else _agrees(run, written)
    if not agreed:
        screen.say(f"－ 没有采用，本年度的《{file.foreign.book.title}》没有改动。")
        return 0 if agreed is None else 1
    put = put_adoption(run, written)
    screen.files("已采用，原来的在", list(put.backups))
    if not put.layout_kept:
        screen.say("－ “单位设置”没有“列对应”工作表，列对应没有记下。复制空白《单位设置》中的这张表过来，以后能记下。")
    screen.say(f"√ 《{file.foreign.book.title}》已换成导入的 {len(table.rows)} 行。请校验一次，核对各栏是否齐全。")
    return 0


def _show_file(file: ForeignFile) -> None:
    sheets = "、".join(f"“{one.sheet.name}”" for one in file.mappings)
    rest = f"；没有读取：{'、'.join(file.left_out)}" if file.left_out else ""
    kept = "，列对应照上次的" if file.mapping.kept else ""
    screen.say(f"《{file.path.name}》认作“{file.foreign.table.sheet}”，读取 {sheets}{rest}{kept}。")


def _show_mapping(mapping: ColumnMapping, table: AdoptedTable) -> None:
    screen.say("各栏这样对应：")
    same = [column.title for column in mapping.foreign.table if _has_our_title(mapping, column)]
    for column in mapping.foreign.table:
        if column.title not in same and (source := _source_in_words(mapping, column)):
            screen.say(f"    {column.title}　←　{source}")
    if same:
        screen.wrapped(f"叫法相同的：{'、'.join(same)}")
    if own := [one.title for one in mapping.foreign.numbered if one in table.sources and one not in mapping.columns]:
        screen.say(f"    由程序编写：{'、'.join(sorted(own))}")
    if kept := [mapping.titles[at] for at in mapping.unmapped]:
        screen.say(f"    没有对应的，留在右侧：{'、'.join(kept)}")
    for found in table.left:
        screen.say(f"    {where(found.place)}：{problem(found)}")


def _has_our_title(mapping: ColumnMapping, column: Column) -> bool:
    places = mapping.columns.get(column, ())
    return [mapping.titles[at] for at in places] == [fold_title(column.title)]


def _source_in_words(mapping: ColumnMapping, column: Column) -> str:
    if column in mapping.fixed:
        return f"统一填写“{text}”" if (text := mapping.fixed[column]) else "先空着"
    places = mapping.columns.get(column, ())
    return "、".join(f"{mapping.titles[at]}（{column_letters(at)} 列）" for at in places)


def _show_rows(mapping: ColumnMapping, table: AdoptedTable) -> None:
    """Show the first rows as they come, by the columns that must be filled."""
    screen.say(f"共 {len(table.rows)} 行，前 {min(_ROWS, len(table.rows))} 行：")
    for row in table.rows[:_ROWS]:
        screen.wrapped(f"{row.place}：{'｜'.join(_in_words(mapping, row))}")


def _in_words(mapping: ColumnMapping, row: AdoptedRow) -> Iterator[str]:
    for column in mapping.foreign.table:
        if column.required and (column in mapping.columns or column not in mapping.foreign.numbered):
            text = clean(str(row.cells.get(column) or ""))
            yield text or f"（{column.title}空）"


def _completed(file: ForeignFile) -> ColumnMapping:
    """Ask what is not known; where nobody is there to answer, it stays blank."""
    mapping = file.mapping
    of_others = names_other_offices(mapping, file.settings)  # whose people are not the bureau's own
    for column, lack in file.foreign.lacks.items():
        if column in mapping.lacking and not (lack.asked or (of_others and column == INSPECTORS.employer)):
            mapping = mapping.with_fixed(column, _filled_in(lack.usual, file))
    try:
        mapping = _confirmed(mapping)
        for column in mapping.lacking:
            mapping = _asked(file, mapping, column)
    except screen.Back:
        raise
    except click.Abort:
        blank = "、".join(column.title for column in mapping.lacking)
        if blank:
            screen.say(f"－ 没有回答，先空着的：{blank}。")
    return mapping


def _confirmed(mapping: ColumnMapping) -> ColumnMapping:
    """Ask of the columns that were told by likeness, and that must be filled, whether they are right."""
    doubtful = [column for column in mapping.columns if column in mapping.guessed and column.required]
    if not doubtful:
        return mapping
    for column in doubtful:
        screen.say(f"    {column.title}　←　{_source_in_words(mapping, column)}？")
    if screen.agrees("以上各栏是按字面认出的，是否都对"):
        return mapping
    for column in doubtful:
        if not screen.agrees(f"{column.title}　←　{_source_in_words(mapping, column)}，是否对"):
            mapping = mapping.without(column)
    return mapping


def _asked(file: ForeignFile, mapping: ColumnMapping, column: Column) -> ColumnMapping:
    """Ask of a column that the file lacks what it is for all rows, or which of the others it is."""
    lack = file.foreign.lacks[column]
    texts = list(vocabulary(lack.choices, file.settings)) if lack.choices else []
    usual = _filled_in(lack.usual, file) if lack.asked else ""
    texts = texts if usual in texts or not usual else [usual, *texts]
    columns = {f"用原表的“{mapping.titles[at]}”一栏": at for at in positions_for(mapping, column, file.settings)}
    answer = choose(
        f"原表没有“{column.title}”，各行怎样填写",
        [*texts, *columns, _OTHERWISE, _BLANK],
        str,
        usual=usual or None,
    )
    if answer in columns:
        return mapping.with_column(column, (columns[answer],))
    if answer == _OTHERWISE:
        return mapping.with_fixed(column, screen.ask(f"各行的“{column.title}”都填什么"))
    return mapping.with_fixed(column, "" if answer == _BLANK else answer)


def _filled_in(text: str, file: ForeignFile) -> str:
    categories = "、".join(one.name for one in file.settings.categories)
    return text.format(year=file.settings.year, bureau=file.settings.bureau, categories=categories)


def _agrees(run: Run, written: WrittenAdoption) -> bool | None:
    """Ask for a yes; ``None`` where nobody is there to answer, and the workbook was all that was wanted."""
    title = written.file.foreign.book.title
    there = rows_there(run, written.file.foreign.book)
    now = f"现有 {there} 行，移到“旧版”" if there else "现在是空白的"
    if there and any(one.book is written.file.foreign.book for one in UPDATED):
        screen.say("－ 已经在用、只是有增有减的，请答“否”，用“更新名录”导入，会列出每一处变更。")
    try:
        return screen.agrees(f"是否采用，换下本年度的《{title}》（{now}）")
    except click.Abort:
        return None
