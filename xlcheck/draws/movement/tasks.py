"""Which moves touch the draw of one task, how many there are of each kind, and which need a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from xlcheck.draws.movement.facts import folded
from xlcheck.draws.movement.history import SeenMove
from xlcheck.draws.movement.kinds import ADDED, KINDS, PLANNED, REMOVED, FactKind
from xlcheck.draws.movement.moves import Move
from xlcheck.model import PlanRow

CHANGED_AGAIN = "再次变动"
"""Counts the moves that were gone by a later freeze, changed back or once more; they are among the others."""


def moves_of_task(seen: Iterable[SeenMove], task: PlanRow) -> tuple[SeenMove, ...]:
    """Return the moves that may touch the draw of a task.

    Those of entities that are or were of its category or of none, of inspectors whose scope has or had it, of the
    rules, of its own row in the plan, and of 联合部门 in any row, since these decide who serves for the bureau.
    """
    category = folded(task.scope.category) if task.scope else ""
    return tuple(one for one in seen if _touches(one.move, folded(task.plan_no), category))


def _touches(move: Move, plan_no: str, category: str) -> bool:
    if move.kind == "plan":
        joins = move.field == "departments" or (move.field != PLANNED and "departments" in move.content)
        return joins or move.id == plan_no
    return not move.concerns or category in move.concerns


def counts(seen: Iterable[SeenMove]) -> Counter[str]:
    """Count what moved, under the words that :func:`counts_text` has for it: 新增, 改类别, 人员改范围, 请假登记.

    Whatever moved twice in one way counts once; rows that the plan of the year brings are no move.
    """
    seen = [one for one in seen if one.move.field != PLANNED]
    different = {(_counted(one.move), *_what(one.move)) for one in seen}
    counter = Counter(label for label, *_ in different)
    changed_again = sum(one.gone is not None for one in seen)
    return counter + Counter({CHANGED_AGAIN: changed_again})


def counts_text(counter: Counter[str]) -> str:
    """Put counts into words: ``名录变动：新增 3 户、移出 1 户；人员改范围 1 人；请假登记 4 条``."""
    groups = (_group(kind, counter) for kind in KINDS.values())
    text = "；".join(filter(None, groups)) or "无"
    again = f"；其中{CHANGED_AGAIN} {counter[CHANGED_AGAIN]} 项" if counter[CHANGED_AGAIN] else ""
    return f"名录变动：{text}{again}"


def needs_reason(seen: SeenMove, frozen_categories: Collection[str]) -> bool:
    """Say whether a move needs a reason: an entity removed, or taken out of the category of a frozen task.

    That is the category of before, or that of after where the entity has left it since.
    """
    move = seen.move
    if move.kind != "entity" or move.field not in ("category", REMOVED):
        return False
    left = {move.before, move.after if seen.gone else ""}
    return move.field == REMOVED or not left.isdisjoint(map(folded, frozen_categories))


def _counted(move: Move) -> str:
    kind = KINDS[move.kind]
    return kind.counted + _change(kind, move.field)


def _change(kind: FactKind, field: str) -> str:
    whole = {ADDED: kind.added, REMOVED: kind.removed}
    return whole[field] if field in whole else kind.fields[field].change


def _what(move: Move) -> tuple[str, ...]:
    """Return what is counted once: a row, a field of it, a relation."""
    relation = (move.before, move.after) if KINDS[move.kind].relation else ()
    return (move.kind, move.id, move.field, *relation)


def _group(kind: FactKind, counter: Counter[str]) -> str:
    changes = dict.fromkeys(_change(kind, field) for field in _happenings(kind))
    parts = [f"{change} {number} {kind.unit}" for change in changes if (number := counter[kind.counted + change])]
    return kind.counted + "、".join(parts) if parts else ""


def _happenings(kind: FactKind) -> Iterator[str]:
    yield from (ADDED, REMOVED)
    yield from () if kind.relation else kind.fields
