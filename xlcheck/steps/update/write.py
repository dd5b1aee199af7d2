"""The new registry that follows from an export, and the record of what changed, written beside the old one."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck.excel.patch import CellKey, held_cells, patch_copy
from xlcheck.excel.patch.changes import Value
from xlcheck.excel.write.update import write_update_record
from xlcheck.model import Finding, XlcheckError
from xlcheck.reading.personal import personal_number
from xlcheck.reading.tables import STRIDE, SheetPart, TypedTable
from xlcheck.results.update.compare import CellUpdate, Comparison
from xlcheck.results.update.record import UpdateSheets
from xlcheck.schema.inputs.registries import KEPT
from xlcheck.schema.outputs.update import RECORD_NAME
from xlcheck.schema.table import Column
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import digest, set_aside, whole
from xlcheck.steps.desk.known import KnownNumbers
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.privacy import refuse_numbers
from xlcheck.steps.update.new_rows import NewRows
from xlcheck.steps.update.notes import unlogged, write_facts
from xlcheck.steps.update.update import UpdateProposal

COMPARED_NAME = "名录比对记录.xlsx"
_PRIVATE, _HIDDEN = "（已写入，不在记录里列出）", "（含个人号码，不在记录里列出）"


@dataclass(frozen=True, slots=True)
class WrittenUpdate:
    """The folder of an update with the new registry and the record; neither counts before it is adopted."""

    folder: Path
    book: Path
    record: Path
    comparison: Comparison


@exclusive("比对名录")
def write_comparison(run: Run, proposal: UpdateProposal) -> Path:
    """Write what is in the export alone, and what is in the registry alone; nothing else comes of it.

    Raises :class:`XlcheckError` ``desk.personal-number``.
    """
    refuse_numbers(run, {"导出文件的名称": proposal.export.path.name})
    folder = _folder(run, proposal, "比对")
    with whole(folder) as draft:
        sheets = _sheets(run, proposal, {}, "").comparing()
        write_update_record(draft / COMPARED_NAME, sheets, practice=run.desk.practice)
    return folder / COMPARED_NAME


@exclusive("更新名录")
def write_update(run: Run, proposal: UpdateProposal, answers: Mapping[int, str], by: str = "") -> WrittenUpdate:
    """Write the new registry and 名录更新记录 into a folder of 更新.

    ``answers`` say by row what became of entries that the export has no more; one without stays as it is. Raises
    :class:`XlcheckError` ``update.changed``, ``update.unknown-answer``, ``desk.personal-number``, and as
    :func:`patch_copy`.
    """
    refuse_numbers(run, {"更新人": by, "导出文件的名称": proposal.export.path.name})
    _require_known(proposal, answers)
    if digest(proposal.book) != proposal.book_digest:
        raise XlcheckError("update.changed", book=proposal.book.name)
    values, held = _writable(proposal, answers)
    comparison = _without(proposal, held)
    written = replace(proposal, comparison=comparison)
    _set_aside_earlier(run, proposal)
    folder = _folder(run, proposal, "更新")
    with whole(folder) as draft:
        book, record = draft / proposal.book.name, draft / RECORD_NAME
        _write_book(written, book, values)
        sheets = _sheets(run, written, answers, by).updating()
        write_update_record(record, sheets, practice=run.desk.practice)
        _write_facts(written, book, record, by)
    return WrittenUpdate(folder, folder / book.name, folder / record.name, comparison)


def _set_aside_earlier(run: Run, proposal: UpdateProposal) -> None:
    """Set aside what was written of the same export and registry before, and not adopted."""
    for folder, facts in unlogged(run.desk):
        if (facts["source_digest"], facts["before"]) == (proposal.export_digest, proposal.book_digest):
            set_aside(folder, run.now)


def _write_book(proposal: UpdateProposal, book: Path, changed: Mapping[CellKey, Value]) -> None:
    """Write the new registry; where nothing is otherwise, it is the old one byte for byte."""
    if new := proposal.comparison.new:  # else the registry need not be read once more
        rows = NewRows(proposal.ours, proposal.book, proposal.registry)
        patch_copy(proposal.book, book, values={**changed, **rows.values(new)}, like=rows.like)
    elif changed:
        patch_copy(proposal.book, book, values=changed)
    else:
        shutil.copy2(proposal.book, book)


def _require_known(proposal: UpdateProposal, answers: Mapping[int, str]) -> None:
    for answer in answers.values():
        if answer not in proposal.registry.answers:
            raise XlcheckError("update.unknown-answer", answer=answer, known="、".join(proposal.registry.answers))


def _folder(run: Run, proposal: UpdateProposal, what: str) -> Path:
    """Return a folder named after the time; what an interrupted run left there is set aside."""
    folder = run.desk.updates / f"{run.now:%Y%m%d-%H%M%S}-{what}{proposal.registry.word}"
    set_aside(folder, run.now)
    return folder


def _writable(proposal: UpdateProposal, answers: Mapping[int, str]) -> tuple[dict[CellKey, Value], set[CellKey]]:
    """Return what is written into entries that are there, and the cells that must stay as they are."""
    cells = {key: value for key, value in _cells(proposal, answers) if key is not None}
    held = held_cells(proposal.book, cells)
    return {key: value for key, value in cells.items() if key not in held}, set(held)


def _cells(proposal: UpdateProposal, answers: Mapping[int, str]) -> Iterator[tuple[CellKey | None, Value]]:
    comparison = proposal.comparison
    for update in (*comparison.changed, *comparison.renamed):
        yield _key(proposal, update.row, update.column), update.value
    for row, answer in answers.items():
        if answer != KEPT:
            column, word = proposal.registry.ends[answer]
            yield _key(proposal, row, column), word


def _key(proposal: UpdateProposal, row: int, column: Column) -> CellKey | None:
    """Return the place of a cell of the registry; nothing where it has none, as a category in the sheet's name."""
    place = proposal.ours.place(row, column)
    return (place.sheet, place.cell) if place.column else None


def _without(proposal: UpdateProposal, held: set[CellKey]) -> Comparison:
    """Return the comparison without the cells that must stay, of which it is told instead."""

    def stays(update: CellUpdate) -> bool:
        key = _key(proposal, update.row, update.column)
        return key is None or key in held

    comparison = proposal.comparison
    updates = (*comparison.changed, *comparison.renamed)
    told = [_stays(proposal, update) for update in updates if stays(update)]
    return replace(
        comparison,
        changed=tuple(update for update in comparison.changed if not stays(update)),
        renamed=tuple(update for update in comparison.renamed if not stays(update)),
        left=(*comparison.left, *told),
    )


def _stays(proposal: UpdateProposal, update: CellUpdate) -> Finding:
    entry = proposal.ours.row_in_words(update.row)
    told = (
        proposal.ours.finding("update.formula", update.row, update.column, entry=entry, title=update.column.title)
        if _key(proposal, update.row, update.column)
        else proposal.ours.finding(
            "update.sheet-name", update.row, update.column, entry=entry, title=update.column.title
        )
    )
    return replace(told, value=update.after)


def _sheets(run: Run, proposal: UpdateProposal, answers: Mapping[int, str], by: str) -> UpdateSheets:
    known = KnownNumbers(
        run, also=[str(entry.cells.get(proposal.registry.key, "")) for entry in proposal.comparison.new]
    )

    def shown(column: Column, text: str) -> str:
        if column.private:
            return _PRIVATE
        return _HIDDEN if personal_number(text, known) else text

    return UpdateSheets(proposal.registry, proposal.comparison, answers, _facts(run, proposal, by), shown)


def _facts(run: Run, proposal: UpdateProposal, by: str) -> list[tuple[str, str]]:
    """Return what is said of an update as a whole."""
    one, table = proposal.comparison, proposal.export.table
    sheets = "、".join(f"{part.sheet}（{count} 行）" for part, count in sheet_counts(table))
    facts = [
        ("时间", f"{run.stamp}（北京时间）"),
        ("更新人", by),
        ("导出文件", proposal.export.path.name),
        ("导出文件的 SHA-256", proposal.export_digest),
        ("读取的工作表", sheets),
        ("没有读取的工作表", "、".join(proposal.export.left_out)),
        ("按其他写法对应的栏", "、".join(f"“{title}”作“{c.title}”" for title, c in proposal.export.renamed.items())),
        ("导出所涉的范围", "、".join(one.bounds)),
        ("名录", f"{proposal.book.name}（SHA-256 {proposal.book_digest}）"),
        ("结果", counted(proposal)),
        ("新增的还缺，须补齐", "、".join(f"{title} {count} 处" for title, count in one.lacking.items())),
        ("导出里空着、名录里有的，保留原值", "、".join(f"{title} {count} 处" for title, count in one.blank.items())),
        ("名录里没有对应的栏，没有采用", "、".join(one.untaken)),
    ]
    return [(what, content) for what, content in facts if content]


def counted(proposal: UpdateProposal) -> str:
    """Say in one line how much of what an export says otherwise."""
    one, unit = proposal.comparison, proposal.registry.unit
    changed = len({update.row for update in one.changed})
    counts = (
        f"新增 {len(one.new)} {unit}",
        f"变更 {changed} {unit}（{len(one.changed)} 处）",
        f"名称变了 {len(one.renamed)} {unit}",
        f"不再出现 {len(one.gone)} {unit}",
        f"没有变化 {one.same} {unit}",
        f"没有采用 {len(one.left)} 处",
    )
    return "，".join(counts)


def sheet_counts(table: TypedTable) -> list[tuple[SheetPart, int]]:
    """Return the sheets of a table, each with the number of its entries."""
    counts = Counter(int(row) // STRIDE for row in table.data.index)
    return [(part, counts[number]) for number, part in enumerate(table.parts)]


def _write_facts(proposal: UpdateProposal, book: Path, record: Path, by: str) -> None:
    """Note beside the new registry what is logged of it once it is adopted."""
    facts = {
        "book": proposal.book.name,
        "record": digest(record),
        "source": proposal.export.path.name,
        "source_digest": proposal.export_digest,
        "before": proposal.book_digest,
        "after": digest(book),
        "counts": counted(proposal),
        "by": by,
    }
    write_facts(book.parent, facts)
