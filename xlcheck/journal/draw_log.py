"""抽取日志, line by line: how a person is told of a line, whether the chain holds, and what cannot have happened."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlcheck.journal.chain import MALFORMED, REPAIR, START, Chain, Event, Repair, event_of, line_digest
from xlcheck.journal.draw_events import WORDS, from_json, missing_keys
from xlcheck.model import Difference

LOG_NAME = "抽取日志.jsonl"
VOUCHED = "vouched"
"""In place of a replacement's number: an end that only a repair tells of."""

ARCHIVED = re.compile(r"存档/(?P<task_no>[^/]+)/第(?P<attempt>\d+)次(/.*)?")
"""A file or folder of an archived attempt, from the desk on."""

_WORDS = {**WORDS, REPAIR: "修复"}

_AFTER = {"freeze": "", "reveal": "freeze", "abandon": "freeze", "draw": "reveal", "replacement": "draw"}
"""What happens once in an attempt (a replacement once a number), and what must have happened before it."""

_OF_THE_DRAW = ("freeze", "reveal", "abandon", "draw")
"""What happens to a draw before it can have replacements."""

_NEVER_AFTER = {"reveal": "abandon", "abandon": "reveal"}
"""What cannot happen once the other has: who knows the numbers must not be able to give the draw up."""


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
        from_json(event)
    except MALFORMED:
        return "有一项的写法不对", "事件的各项都按程序的写法"
    return None


@dataclass(frozen=True, slots=True)
class _Happening:
    """What the order of a log is judged by."""

    number: int
    what: str
    task: str
    attempt: str
    replacement: str
    time: str

    @property
    def mark(self) -> tuple[str, ...]:
        """What happens once."""
        return self.what, self.task, self.attempt, self.replacement

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
    last = ""
    for here in _happenings(chain):
        where = f"抽取日志{name_of_line(here.number, lines[here.number - 1])}"
        if here.time < last and here.number > chain.last_repair:
            yield Difference(where, f"时间早于上一行的 {last}", "时间不早于上一行")
        if (end := ended.get(here.draw)) and here.number > end.number:
            yield Difference(where, f"这次抽取已由第 {end.number} 行的修复作废", "另作一次抽取，写明理由")
        yield from (Difference(where, *wrong) for wrong in _out_of_order(here, marks))
        marks.add(here.mark)
        last = max(last, here.time)


def impossible_lines(chain: Chain, void: Collection[int]) -> list[int]:
    """Return the numbers of the lines that cannot follow the possible ones above them; void lines count as none."""
    marks = _vouched_ends(chain)
    impossible = []
    for here in (here for here in _happenings(chain) if here.number not in void):
        if any(_out_of_order(here, marks)):
            impossible.append(here.number)
        else:
            marks.add(here.mark)
    return impossible


def ended_by_repairs(chain: Chain) -> Mapping[tuple[str, str], Repair]:
    """Return the draws, by plan number and attempt, that can go on no more, each with the repair that voids it.

    Where the numbers of a draw may be known and no line that counts has them, whoever knows them must not be able to
    have them drawn once more, whatever a repair says.
    """
    lines = list(_happenings(chain, void=True)) if chain.repairs else []
    ended: dict[tuple[str, str], Repair] = {}
    for repair in chain.repairs:
        above = [here for here in lines if here.number < repair.number]
        counted = {here.mark for here in above if here.number not in chain.void}
        for here in (here for here in above if here.number in repair.void and here.what in _OF_THE_DRAW):
            if here.mark not in counted and ("reveal", *here.draw, "") not in counted:
                ended.setdefault(here.draw, repair)
    return ended


def _vouched_ends(chain: Chain) -> set[tuple[str, ...]]:
    """Return the ends that repairs vouch for: of attempts that they void, and of archived attempts without a line."""
    events = [event_of(line) or {} for line in chain.lines]
    plan_nos = {e["task_no"]: str(e["task"]) for e in events if {"task", "task_no"} <= e.keys()}
    archives = (match for name in chain.unlogged if (match := ARCHIVED.fullmatch(name)))
    unlogged = ((plan_nos.get(match["task_no"], ""), match["attempt"]) for match in archives)
    return {("draw", task, attempt, VOUCHED) for task, attempt in (*ended_by_repairs(chain), *unlogged)}


def _happenings(chain: Chain, *, void: bool = False) -> Iterator[_Happening]:
    """Yield what the lines tell that count, or, where ``void`` says so, all lines."""
    keys = ("event", "task", "attempt", "number", "time")
    for number, line in enumerate(chain.lines, start=1):
        event = event_of(line) or {}
        if (void or number not in chain.void) and {"event", "task", "attempt", "time"} <= event.keys():
            yield _Happening(number, *(str(event.get(key, "")) for key in keys))


def _out_of_order(here: _Happening, marks: set[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    what, task, attempt = here.what, here.task, here.attempt
    if what in _AFTER and here.mark in marks:
        yield f"这次抽取已有一行“{_WORDS[what]}”", "只有一行"
    if (before := _AFTER.get(what)) and (before, task, attempt, "") not in marks:
        yield f"前面没有“{_WORDS[before]}”", f"先有“{_WORDS[before]}”"
    if (bar := _NEVER_AFTER.get(what)) and (bar, task, attempt, "") in marks:
        yield f"前面已有“{_WORDS[bar]}”", f"“{_WORDS[bar]}”以后不再有“{_WORDS[what]}”"
    if what == "freeze" and attempt.isdecimal() and int(attempt) > 1 and not _ended(task, int(attempt) - 1) & marks:
        yield "上一次既没有抽取，也没有放弃", "先抽取或放弃上一次"


def _ended(task: str, attempt: int) -> set[tuple[str, ...]]:
    """Return the marks of the ways in which an attempt may come to its end."""
    ends = {(what, task, str(attempt), "") for what in ("draw", "abandon")}
    return {*ends, ("draw", task, str(attempt), VOUCHED)}
