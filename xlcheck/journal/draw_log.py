"""抽取日志, line by line: how a line reads, whether the chain holds, and what cannot have happened."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlcheck.journal.chain import MALFORMED, REPAIR, START, Chain, Event, Repair, event_of, line_digest
from xlcheck.journal.desk_events import ClockCorrection, DeskEvent, Upgrade
from xlcheck.journal.draw_events import (
    EVENTS,
    WORDS,
    Abandon,
    Correction,
    Draw,
    DrawEvent,
    Freeze,
    Rebuild,
    Replace,
    Reveal,
    from_json,
    missing_keys,
)
from xlcheck.model import FIRST_FORMAT, Difference

LOG_NAME = "抽取日志.jsonl"
VOUCHED = "vouched"
"""In place of a replacement's number: an end that only a repair tells of."""

ARCHIVED = re.compile(r"存档/(?P<task_no>[^/]+)/第(?P<attempt>\d+)次(/.*)?")
"""A file or folder of an archived attempt, from the desk on."""

_NAME = re.compile(r"(?!\.+$)[^/\\:\0]+")

_WORDS = {**WORDS, REPAIR: "修复"}

_Kind = type[DrawEvent] | type[DeskEvent]

_AFTER: Mapping[_Kind, _Kind | None] = {
    Freeze: None,
    Reveal: Freeze,
    Abandon: Freeze,
    Draw: Reveal,
    Correction: Draw,
    Replace: Draw,
    Rebuild: Draw,
}
"""What happens once in an attempt, and what must have happened before it.

A replacement happens once a number, a rebuilding may happen again.

After a correction it is drawn once more.
"""

_OF_THE_DRAW = (Freeze, Reveal, Correction, Abandon, Draw)
"""What happens to a draw before it can have replacements."""

_NEVER_AFTER: Mapping[_Kind, _Kind] = {Reveal: Abandon, Abandon: Reveal, Correction: Replace}
"""What cannot happen once the other has: who knows the numbers must not be able to give the draw up.

A replacement follows from a list that others have seen by then.
"""


def name_of_line(number: int, line: str) -> str:
    """Name a line by its number and, where they can be read, event, task and time: ``第 2 行（抽取 03号 第1次 …）``."""
    event = event_of(line) or {}
    what, attempt = str(event.get("event", "")), event.get("attempt")
    parts = (_WORDS.get(what, what), event.get("task_no"), attempt and f"第{attempt}次", event.get("time"))
    about = " ".join(str(part) for part in parts if part)
    return f"第 {number} 行" + (f"（{about}）" if about else "")


def check_chain(lines: Iterable[str], anchors: Collection[str] = ()) -> Difference | None:
    """Return the first broken link of a log, ``None`` where the chain holds.

    ``anchors`` are line hashes printed on signed records: each must be the hash of a line, or
    :data:`START` where nothing was logged yet. They find what the chain alone cannot: a last line
    that was changed or taken away, and a log that was written anew from some line on.
    """
    chain = Chain(tuple(line.rstrip("\n") for line in lines))
    broken = chain.first_break(_problem)
    if broken is not None:
        name = name_of_line(broken.number, chain.lines[broken.number - 1])
        return Difference(f"抽取日志{name}", broken.found, broken.expected)
    lost = lost_anchors(chain, anchors)
    return Difference("抽取日志", "没有散列值与之相符的行", f"记录上印有的散列值 {lost[0]}") if lost else None


def unreadable_lines(chain: Chain) -> list[int]:
    """Return the numbers of the lines that are no events as the program writes them."""
    return chain.unsound(_problem)


def lost_anchors(chain: Chain, anchors: Collection[str]) -> list[str]:
    """Return the anchors that are the hash of no line and that no repair names as lost."""
    hashes = {START, *map(line_digest, chain.lines), *chain.lost}
    return sorted(set(anchors) - hashes)


def _problem(event: Event) -> tuple[str, str] | None:
    missing = missing_keys(event)
    if missing:
        return f"缺 {'、'.join(missing)}", "事件的各项齐全"
    try:
        made = from_json(event)
    except MALFORMED:
        return "有一项的写法不对", "事件的各项都按程序的写法"
    if isinstance(made, DrawEvent) and not all(map(_NAME.fullmatch, (made.task, made.task_no))):
        return "编号不能作文件名", "编号中没有斜线、冒号"  # folders are called so: it must not lead out of the archive
    return None


_Mark = tuple[_Kind, str, str, str]
"""What happens once: its kind, plan number and attempt of the draw, and the number of a replacement."""


@dataclass(frozen=True, slots=True)
class _LogEntry:
    """What the order of a log is judged by.

    Task, attempt and replacement are texts: a damaged line may have anything in the place of a number. ``kind`` is
    :class:`DrawEvent` itself where a later version wrote one of another kind.
    """

    number: int
    kind: _Kind
    task: str
    attempt: str
    replacement: str
    time: str
    format: str = ""

    @property
    def mark(self) -> _Mark:
        """What happens once."""
        return self.kind, self.task, self.attempt, self.replacement

    @property
    def draw(self) -> tuple[str, str]:
        """The draw that it is of: plan number and attempt."""
        return self.task, self.attempt


def check_order(lines: Sequence[str]) -> Iterator[Difference]:
    """Yield what cannot have happened, line by line; the chain of the log must hold.

    Each attempt is frozen, then revealed and drawn or else abandoned, all once, then each replacement of a number is
    made once; no attempt is frozen before the one before it has come to its end, no line is older than the one before.
    Lines that a repair voids are passed over, and it vouches for the times above it.
    """
    chain = Chain(tuple(line.rstrip("\n") for line in lines))
    ended, marks = ended_by_repairs(chain), _vouched_ends(chain)
    last, upgraded = "", False
    for here in _entries(chain):
        where = f"抽取日志{name_of_line(here.number, lines[here.number - 1])}"
        if here.kind is ClockCorrection:
            last = ""
        if here.time < last and here.number > chain.last_repair:
            yield Difference(where, f"时间早于上一行的 {last}", "时间不早于上一行，或者先登记“时钟更正”")
        if here.kind is Freeze and here.format == FIRST_FORMAT and upgraded:
            yield Difference(where, f"按“{FIRST_FORMAT}”冻结", "升级以后，按新的格式冻结")
        upgraded |= here.kind is Upgrade
        if (end := ended.get(here.draw)) and here.number > end.number:
            yield Difference(where, f"这次抽取已由第 {end.number} 行的修复作废", "另作一次抽取，写明理由")
        yield from (Difference(where, *wrong) for wrong in _out_of_order(here, marks))
        _note(here, marks)
        last = max(last, here.time)


def impossible_lines(chain: Chain, void: Collection[int]) -> list[int]:
    """Return the numbers of the lines that cannot follow the possible ones above them; void lines count as none."""
    marks = _vouched_ends(chain)
    impossible = []
    for here in (here for here in _entries(chain) if here.number not in void):
        if any(_out_of_order(here, marks)):
            impossible.append(here.number)
        else:
            _note(here, marks)
    return impossible


def ended_by_repairs(chain: Chain) -> Mapping[tuple[str, str], Repair]:
    """Return the draws, by plan number and attempt, that can go on no more, each with the repair that voids it.

    Where the numbers of a draw may be known and no line that counts has them, whoever knows them must not be able to
    have them drawn once more, whatever a repair says.
    """
    lines = list(_entries(chain, void=True)) if chain.repairs else []
    ended: dict[tuple[str, str], Repair] = {}
    for repair in chain.repairs:
        above = [here for here in lines if here.number < repair.number]
        counted = {here.mark for here in above if here.number not in chain.void}
        for here in (here for here in above if here.number in repair.void and here.kind in _OF_THE_DRAW):
            if here.mark not in counted and (Reveal, *here.draw, "") not in counted:
                ended.setdefault(here.draw, repair)
    return ended


def _vouched_ends(chain: Chain) -> set[_Mark]:
    """Return the ends that repairs vouch for: of attempts that they void, and of archived attempts without a line."""
    plan_nos = _plan_numbers(chain)
    archives = (match for name in chain.unlogged if (match := ARCHIVED.fullmatch(name)))
    unlogged = ((plan_nos.get(match["task_no"], ""), match["attempt"]) for match in archives)
    return {(Draw, task, attempt, VOUCHED) for task, attempt in (*ended_by_repairs(chain), *unlogged)}


def _plan_numbers(chain: Chain) -> Mapping[str, str]:
    """Return the plan number of each task number, also from lines that tell no more than these two."""
    events = (event_of(line) or {} for line in chain.lines)
    return {str(event["task_no"]): str(event["task"]) for event in events if {"task", "task_no"} <= event.keys()}


def _entries(chain: Chain, *, void: bool = False) -> Iterator[_LogEntry]:
    """Yield what the lines tell that count, or, where ``void`` says so, all lines."""
    for number, line in enumerate(chain.lines, start=1):
        if (void or number not in chain.void) and (here := _entry(number, event_of(line) or {})):
            yield here


def _entry(number: int, line: Event) -> _LogEntry | None:
    """Return what a line tells: its event, or what can be read of a damaged one; ``None`` where that is too little."""
    try:
        event = from_json(line)
    except MALFORMED:
        event = None
    if isinstance(event, DeskEvent):
        return _LogEntry(number, type(event), "", "", "", event.time)
    if event is not None:
        replacement = str(event.number) if isinstance(event, Replace) else ""
        if isinstance(event, Rebuild):
            replacement = f"{number}"  # the same record may be lost again
        written_in = event.format if isinstance(event, Freeze) else ""
        return _LogEntry(number, type(event), event.task, str(event.attempt), replacement, event.time, written_in)
    if not {"event", "task", "attempt", "time"} <= line.keys():
        return None
    kind: _Kind = next((kind for kind in EVENTS if kind.kind == line["event"]), DrawEvent)
    replacement = str(line.get("number", "")) if kind is Replace else ""
    return _LogEntry(number, kind, str(line["task"]), str(line["attempt"]), replacement, str(line["time"]))


def _note(here: _LogEntry, marks: set[_Mark]) -> None:
    """Note that something has happened; what a correction makes void may happen again."""
    if here.kind is Correction:
        marks.discard((Draw, here.task, here.attempt, ""))
    else:
        marks.add(here.mark)


def _out_of_order(here: _LogEntry, marks: set[_Mark]) -> Iterator[tuple[str, str]]:
    kind, task, attempt = here.kind, here.task, here.attempt
    if kind in _AFTER and here.mark in marks:
        yield f"这次抽取已有一行“{kind.word}”", "只有一行"
    if (before := _AFTER.get(kind)) and (before, task, attempt, "") not in marks:
        yield f"前面没有“{before.word}”", f"先有“{before.word}”"
    if (bar := _NEVER_AFTER.get(kind)) and any(mark[:3] == (bar, task, attempt) for mark in marks):
        yield f"前面已有“{bar.word}”", f"“{bar.word}”以后不再有“{kind.word}”"
    if kind is Freeze and attempt.isdecimal() and int(attempt) > 1 and marks.isdisjoint(_ends(task, int(attempt) - 1)):
        yield "上一次既没有抽取，也没有放弃", "先抽取或放弃上一次"


def _ends(task: str, attempt: int) -> set[_Mark]:
    """Return the marks of the ways in which an attempt may come to its end."""
    ends: set[_Mark] = {(kind, task, str(attempt), "") for kind in (Draw, Abandon)}
    return {*ends, (Draw, task, str(attempt), VOUCHED)}
