"""更新名录 on the screen: what the export says otherwise, what became of who is gone, and whether to adopt it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from xlcheck.cli import screen
from xlcheck.cli.asking import choose
from xlcheck.messages import problem, where
from xlcheck.model import XlcheckError
from xlcheck.reading.folding import clean, fold_title
from xlcheck.results.update.compare import CellUpdate, GoneEntry, NewEntry
from xlcheck.schema.inputs.registries import KEPT
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import digest
from xlcheck.steps.update.adopt import adopt_update, finish_updates
from xlcheck.steps.update.export import Export
from xlcheck.steps.update.update import UpdateProposal, propose, registry_of
from xlcheck.steps.update.write import counted, sheet_counts, write_comparison, write_update

_Row = TypeVar("_Row")

_ONE_BY_ONE = "逐个回答"
_FEW = 8
"""So many of a kind are shown; all are in the record."""


@dataclass(frozen=True, slots=True)
class UpdateWish:
    """What was said beforehand: of which category the export is, what became of who is gone, who updates."""

    only: str = ""
    gone: tuple[str, ...] = ()
    by: str = ""
    unasked: bool = False


def compare_registry(run: Run, word: str, export: Path, only: str) -> int:
    """Write what only one of the two has; returns the exit code."""
    proposal = _proposal(run, word, export, only)
    _show(proposal)
    screen.files("比对记录", [write_comparison(run, proposal)])
    screen.say(f"√ 只作比对，《{proposal.book.name}》没有改动。")
    return 0


def update_registry(run: Run, word: str, export: Path, wish: UpdateWish) -> int:
    """Bring a registry up to date, after a person has agreed; returns the exit code."""
    for update in finish_updates(run):
        screen.say(f"－ 上次更新中断，名录已经采用，现已补记入抽取日志：{update.counts}。")
        if export.is_file() and digest(export) == update.source_digest:
            screen.say(f"√ 《{export.name}》上次已经采用，不用再做。")
            return 0
    proposal = _proposal(run, word, export, wish.only)
    _show(proposal)
    answers = _answers(proposal, wish)
    written = write_update(run, proposal, answers, clean(wish.by))
    screen.files("更新后的名录和更新记录（还没有采用）", [written.book, written.record])
    if not wish.unasked and not _agrees(proposal):
        screen.say(f"－ 没有采用，《{proposal.book.name}》没有改动。")
        return 1
    backup = adopt_update(run, written)
    screen.files("已采用，原来的名录在", [backup] if backup else [])
    screen.say(f"√ 《{proposal.book.name}》已更新到 {run.now:%Y-%m-%d}。请再校验一次，核对新增的各栏是否齐全。")
    return 0


def _proposal(run: Run, word: str, export: Path, only: str) -> UpdateProposal:
    """Compare; where the export does not say of which category it is, that is asked."""
    registry = registry_of(word)
    try:
        return propose(run, registry, export, only)
    except XlcheckError as error:
        if error.code != "update.no-category" or only:
            raise
        known = error.params["known"].split("、")
        bound = choose(f"导出的是哪一类（{registry.bound.title}）", known, str)
        return propose(run, registry, export, bound)


def _show(proposal: UpdateProposal) -> None:
    """Show how much of what, and the first of each kind."""
    one, unit = proposal.comparison, proposal.registry.unit
    _show_sheets(proposal.export)
    _show_titles(proposal)
    screen.say(f"    {counted(proposal)}")
    screen.say(f"    导出所涉的{proposal.registry.bound.title}：{'、'.join(one.bounds)}")
    _list("新增", unit, one.new, _new_in_words)
    if one.lacking:
        lacking = "、".join(f"{title} {count} 处" for title, count in one.lacking.items())
        screen.say(f"！ 新增的还缺：{lacking}。采用以后请补齐。")
    _list("变更", "处", one.changed, _change_in_words)
    _list("名称变了", unit, one.renamed, _change_in_words)
    _list("不再出现" if proposal.registry.ends else "导出里没有、原样保留", unit, one.gone, _named)
    _list("没有采用，留给人核对", "处", one.left, lambda found: f"{where(found.place)}：{problem(found)}")
    if one.untaken:
        screen.say(f"    导出里没有对应栏的，没有采用：{'、'.join(one.untaken)}")


def _show_sheets(export: Export) -> None:
    sheets = "、".join(f"“{part.sheet}”{count} 行" for part, count in sheet_counts(export.table))
    rest = f"；没有读取：{'、'.join(export.left_out)}" if export.left_out else ""
    screen.say(f"    《{export.path.name}》读取 {sheets}{rest}")


def _show_titles(proposal: UpdateProposal) -> None:
    """Say for which columns titles of another system were taken, and loudly where what names an entry is lacking."""
    if renamed := proposal.export.renamed:
        screen.wrapped("按这些写法对应：" + "、".join(f"“{title}”作“{c.title}”" for title, c in renamed.items()))
    key = proposal.registry.key
    if not proposal.export.table.has(key):
        screen.say(
            f"！ 导出里没有认出“{key.title}”一栏，只能按名称对应：改了名称的分不出，新增的不会采用。"
            f"有这一栏的，请把它的表头改为“{key.title}”再更新；没有的，请重新导出，带上这一栏。"
        )


def _list(title: str, unit: str, rows: Sequence[_Row], name: Callable[[_Row], str]) -> None:
    if rows:
        screen.say(f"{title} {len(rows)} {unit}：")
        for row in rows[:_FEW]:
            screen.wrapped(name(row))
        if len(rows) > _FEW:
            screen.say(f"    …… 其余 {len(rows) - _FEW} {unit}见更新记录。")


def _named(entry: NewEntry | GoneEntry) -> str:
    """Name an entry with its code; an item of the list has none but its name."""
    return entry.name if entry.name == entry.key else f"{entry.name}（{entry.key}）"


def _new_in_words(entry: NewEntry) -> str:
    return f"{_named(entry)}，导出第 {entry.at} 行"


def _change_in_words(update: CellUpdate) -> str:
    change = "有变更" if update.column.private else f"“{update.before}”改为“{update.after}”"
    return f"{update.name}（第 {update.at} 行）{update.column.title}：{change}"


def _answers(proposal: UpdateProposal, wish: UpdateWish) -> dict[int, str]:
    """Return what became of each entry that is gone: as was said beforehand, else as a person answers."""
    gone = proposal.comparison.gone
    answers = _said(proposal, wish.gone)
    if not gone or wish.gone or wish.unasked or not proposal.registry.ends:
        return {entry.row: KEPT for entry in gone} | answers
    every = [*proposal.registry.answers, *([_ONE_BY_ONE] if len(gone) > 1 else [])]
    try:
        answer = choose(f"不再出现的 {len(gone)} {proposal.registry.unit}怎样处理", every, str, usual=KEPT)
        if answer != _ONE_BY_ONE:
            return dict.fromkeys((entry.row for entry in gone), answer)
        return {entry.row: _ask(proposal, entry) for entry in gone}
    except screen.Back:
        raise
    except click.Abort:  # nobody is there to answer
        return dict.fromkeys((entry.row for entry in gone), KEPT)


def _ask(proposal: UpdateProposal, entry: GoneEntry) -> str:
    return choose(_named(entry), proposal.registry.answers, str, usual=KEPT)


def _said(proposal: UpdateProposal, said: Sequence[str]) -> dict[int, str]:
    """Read what the command line says: an answer for all, or for one by its name or code.

    Raises :class:`XlcheckError` ``update.no-such-gone``.
    """
    gone = proposal.comparison.gone
    answers: dict[int, str] = {}
    for text in sorted(said, key=lambda one: "=" in one):
        named, _, answer = text.rpartition("=")
        meant = [e.row for e in gone if not named or fold_title(named) in (fold_title(e.name), fold_title(e.key))]
        if named and not meant:
            raise XlcheckError("update.no-such-gone", name=named)
        answers |= dict.fromkeys(meant, answer)
    return answers


def _agrees(proposal: UpdateProposal) -> bool:
    """Ask for a yes; where nobody is there to answer, nothing is adopted."""
    if proposal.comparison.is_empty:
        screen.say("    名录与导出一致，采用后只登记更新日期。")
    try:
        return screen.agrees(f"是否采用，用更新后的换下《{proposal.book.name}》")
    except click.Abort:
        return False
