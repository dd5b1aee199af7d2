"""What a form says takes its place: settings first, then drop-downs of blank registries, the plan last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from xlcheck.excel.patch import CellKey, patch_copy
from xlcheck.excel.patch.changes import Value
from xlcheck.excel.patch.repair import copy_with_lists
from xlcheck.excel.places import cell_name
from xlcheck.excel.read.workbook import check_not_open, read_sheets
from xlcheck.excel.write.desk_books import write_desk_book
from xlcheck.model import Category, Policy, RawSheet
from xlcheck.reading.folding import fold_title
from xlcheck.reading.rows import is_filled
from xlcheck.reading.tables import TypedTable
from xlcheck.samples.own_words import in_own_words
from xlcheck.schema.inputs import CATEGORIES, PLAN, PLAN_BOOK, POLICY, ROUNDS, SETTINGS_BOOK
from xlcheck.schema.setting_items import POLICY_ITEMS
from xlcheck.schema.table import Column, Kind
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import put_in_place
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.new.carry import REGISTRIES
from xlcheck.steps.new.setup import SetupProposal, books_to_write, require_unchanged

_FEW = 6
"""So many categories are named that the plan does not have."""
_TEAM_SIZE = next(title for key, title, _ in POLICY_ITEMS if key == "team_size")


@dataclass(slots=True)
class SetupNotes:
    """What was written, where what stood there is kept, and what is left to do."""

    written: list[str] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    to_do: list[str] = field(default_factory=list)


@exclusive("开办")
def set_up(run: Run, proposal: SetupProposal) -> SetupNotes:
    """Write settings and plan from a proposal without errors; what stood there goes to 旧版.

    A run that is killed between has left the plan blank: the same form can be read again. Raises
    :class:`XlcheckError` ``setup.changed``, ``book.open`` and ``output.locked``.
    """
    require_unchanged(proposal)
    files = books_to_write(run.desk)
    for path in files.values():
        check_not_open(path)
    notes = SetupNotes()
    _write_settings(run, files[SETTINGS_BOOK], proposal, notes)
    if proposal.new_categories:
        _renew_lists(run, proposal, notes)
    _write_plan(run, files[PLAN_BOOK], proposal, notes)
    return notes


def _write_settings(run: Run, path: Path, proposal: SetupProposal, notes: SetupNotes) -> None:
    """Patch 单位设置: all else that staff have in it stays as it is."""
    _, tables, _ = load_settings(run.desk)
    sheets = {sheet.name: sheet for sheet in read_sheets(path)}
    values: dict[CellKey, Value] = {}
    like: dict[str, int] = {}
    if CATEGORIES.key in tables:
        values |= _category_cells(tables[CATEGORIES.key], sheets, proposal, like)
    if ROUNDS.key in tables:
        values |= _round_cells(tables[ROUNDS.key], sheets, proposal, like)
    if POLICY.key in tables:
        values |= _policy_cells(tables[POLICY.key], proposal.form.team_size, proposal.settings.policy)
    if not values:
        return
    draft = path.with_name(f".{path.name}.setup")
    patch_copy(path, draft, values=values, like=like)
    notes.kept.append(put_in_place(draft, path, run.now))
    form = proposal.form
    rounds = "、".join(f"{one.name}{one.first_month}月至{one.last_month}月" for one in form.rounds)
    added = f"，增加类别 {len(proposal.new_categories)} 个" if proposal.new_categories else ""
    notes.written.append(f"单位设置：批次（{rounds}），每户检查人数 {form.team_size} 人{added}")


def _category_cells(
    table: TypedTable, sheets: Mapping[str, RawSheet], proposal: SetupProposal, like: dict[str, int]
) -> Iterator[tuple[CellKey, Value]]:
    """Yield the cells of names that a category gets, and the rows of new categories."""
    known = {fold_title(category.name): category for category in proposal.settings.categories}
    rows = {fold_title(name): row for row, name in table.rows(CATEGORIES.name)}
    new = {fold_title(category.name) for category in proposal.new_categories}
    free = _free_rows(table, sheets)
    if rows:
        like[table.sheet] = max(map(int, table.data.index))
    for one in proposal.form.rows:
        key = fold_title(one.category.name)
        if key in new:
            cells = {
                CATEGORIES.name: one.category.name,
                CATEGORIES.aliases: one.aliases,
                CATEGORIES.wordings: one.wordings,
            }
            number = next(free)
            yield from ((_key(table, number, column), text) for column, text in cells.items() if text)
        elif key in rows:
            yield from _added_names(table, rows[key], known[key], one.category)


def _added_names(table: TypedTable, row: int, known: Category, said: Category) -> Iterator[tuple[CellKey, Value]]:
    """Yield the cells to which the form adds a name; what stands there stays before it."""
    for column, before, now, between in (
        (CATEGORIES.aliases, known.aliases, said.aliases, "、"),
        (CATEGORIES.wordings, known.wordings, said.wordings, "；"),
    ):
        if added := [name for name in now if name not in before]:
            place = table.place(row, column)
            yield (place.sheet, place.cell), between.join(filter(None, (table.shown(row, column), *added)))


def _round_cells(
    table: TypedTable, sheets: Mapping[str, RawSheet], proposal: SetupProposal, like: dict[str, int]
) -> Iterator[tuple[CellKey, Value]]:
    """Yield the cells of the 批次 where they are otherwise in the form; rows that it has no more are emptied."""
    if proposal.form.rounds == proposal.settings.rounds:
        return
    numbers = [int(row) for row in table.data.index]
    if numbers:
        like[table.sheet] = max(numbers)
    free = _free_rows(table, sheets)
    for at, one in enumerate(proposal.form.rounds):
        number = numbers[at] if at < len(numbers) else next(free)
        cells = ((ROUNDS.name, one.name), (ROUNDS.first, one.first_month), (ROUNDS.last, one.last_month))
        yield from ((_key(table, number, column), value) for column, value in cells)
    for number in numbers[len(proposal.form.rounds) :]:
        yield from ((_key(table, number, column), "") for column in (ROUNDS.name, ROUNDS.first, ROUNDS.last))


def _policy_cells(table: TypedTable, team_size: int, policy: Policy) -> Iterator[tuple[CellKey, Value]]:
    if team_size == policy.team_size:
        return
    for row, item in table.rows(POLICY.item):
        if item == _TEAM_SIZE:
            yield _key(table, int(row), POLICY.value), str(team_size)


def _key(table: TypedTable, number: int, column: Column) -> CellKey:
    return table.sheet, cell_name(number, table.parts[0].columns[column])


def _free_rows(table: TypedTable, sheets: Mapping[str, RawSheet]) -> Iterator[int]:
    """Yield the numbers of the rows below all that stands on a sheet."""
    filled = (number for number, cells in sheets[table.sheet].rows if any(map(is_filled, cells)))
    number = max(filled, default=table.header_row)
    while True:
        number += 1
        yield number


def _renew_lists(run: Run, proposal: SetupProposal, notes: SetupNotes) -> None:
    """Let the drop-downs of registries that are blank still offer the new categories; of others a person does that."""
    left = []
    for book in REGISTRIES:
        tables = {t.table.key: t for t in proposal.books.tables.values() if t.book == run.desk.book(book).name}
        if any(map(len, tables.values())):
            left.append(book.title)
        elif tables:
            _renew_list(run, run.desk.book(book), tables, proposal.books.settings.categories, notes)
    if left:
        notes.to_do.append(f"{'、'.join(left)}：下拉列表里还没有新增的类别，选“改正副本”更新，或直接录入")


def _renew_list(
    run: Run,
    path: Path,
    tables: Mapping[str, TypedTable],
    categories: Sequence[Category],
    notes: SetupNotes,
) -> None:
    check_not_open(path)
    draft = path.with_name(f".{path.name}.setup")
    if copy_with_lists(path, tables, categories, draft):
        notes.kept.append(put_in_place(draft, path, run.now))
        notes.written.append(f"{path.stem}：还没有录入，下拉列表已按现有类别更新")
    else:
        draft.unlink()


def _write_plan(run: Run, path: Path, proposal: SetupProposal, notes: SetupNotes) -> None:
    """Lay out the plan with the tasks; columns that staff had added beforehand are in it, blank."""
    settings, plan = proposal.books.settings, proposal.blank_plan
    extras = [Column(title, Kind.TEXT, 14, key=f"own:{title}") for title in plan.extra.columns]
    filled = {column for task in proposal.tasks for column in task}
    columns = (replace(c, offered=c.offered or c in filled or plan.has(c)) for c in PLAN)
    table = PLAN.with_columns([*columns, *extras]).as_offered
    draft = path.with_name(f".{path.name}.setup")
    book = in_own_words(replace(PLAN_BOOK, tables=(table,)), settings)
    write_desk_book(draft, book, {PLAN.key: proposal.tasks}, settings)
    notes.kept.append(put_in_place(draft, path, run.now))
    notes.written.append(f"抽查工作计划：{len(proposal.tasks)} 个任务")
    if left := proposal.left_out:
        more = f"等 {len(left)} 类" if len(left) > _FEW else ""
        notes.to_do.append(f"没有写抽查比例、没有列入计划的类别：{'、'.join(left[:_FEW])}{more}")
    notes.to_do.append("抽查工作计划：逐行核对，抽查事项、任务名称按本单位的写法修改")
