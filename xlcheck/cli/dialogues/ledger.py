"""合并台账 on the screen: how much each ledger got, and what somebody must decide."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.cli import screen
from xlcheck.results.ledger.merge import MergeNote
from xlcheck.steps.ledger.merge import MergeResult, undecided


def show_merge(ledgers: Sequence[MergeResult]) -> int:
    """Show what was merged into each ledger and what was not; returns the exit code."""
    for ledger in ledgers:
        _show_notes(ledger.path.name, ledger.notes)
    screen.files("合并说明", [ledger.notes_book for ledger in ledgers])
    screen.files("合并前的台账", [ledger.backup for ledger in ledgers if ledger.backup])
    if any(undecided(ledger.notes) for ledger in ledgers):
        screen.say("× 还有内容没有并入。请按合并说明决定，在副本或台账中改好后再运行一次。")
        return 1
    screen.say("√ 副本中的内容已全部在台账中。")
    return 0


def _show_notes(book: str, notes: Sequence[MergeNote]) -> None:
    """Count the cells that a ledger got from its copies, and list the first that it did not get."""
    open_notes = undecided(notes)
    screen.say(f"《{book}》：并入 {len(notes) - len(open_notes)} 格，没有并入 {len(open_notes)} 格。")
    for note in open_notes[: screen.FEW]:
        texts = "，".join(f"《{name}》“{text}”" for name, text in note.values.items())
        before = f"，台账“{note.before}”" if note.before else ""
        screen.say(f"  × {note.name}　{note.title}（{note.outcome}）：{texts}{before}")
    if len(open_notes) > screen.FEW:
        screen.say(f"  …… 其余 {len(open_notes) - screen.FEW} 格见合并说明。")
