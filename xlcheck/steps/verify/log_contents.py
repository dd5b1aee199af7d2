"""What the lines of 抽取日志 say of each other: a seed line of its freeze, a slip of freezes, a lodging of a slip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from xlcheck.draws.formats import FORMATS
from xlcheck.draws.formats.two.seed import part_of
from xlcheck.draws.lodging.code import parse_code
from xlcheck.draws.verification.days import known_day
from xlcheck.journal.chain import MALFORMED, Chain, event_of
from xlcheck.journal.desk_events import DeskEvent, Lodging, Postponement, Slip
from xlcheck.journal.draw_events import DrawEvent, Freeze, Reveal, from_json
from xlcheck.journal.draw_log import name_of_line
from xlcheck.model import FIRST_FORMAT, Difference, Source, Trouble, XlcheckError
from xlcheck.steps.draw.lodge import mark_of

_PRACTICE = "xlcheck-practice/"


@dataclass(slots=True)
class _Above:
    """What the lines above one have told."""

    freezes: dict[str, Freeze] = field(default_factory=dict)
    slips: set[int] = field(default_factory=set)
    days: dict[str, str] = field(default_factory=dict)
    """The new days of issues that were put off, by the key of their source."""


def contradictions(chain: Chain) -> Iterator[Difference]:
    """Yield the lines that do not fit those above them; the chain must hold. Void lines are passed over."""
    above = _Above()
    for number, line in enumerate(chain.lines, start=1):
        event = _event(line) if number not in chain.void else None
        if event is not None:
            where = f"抽取日志{name_of_line(number, line)}"
            yield from (Difference(f"{where} {what}", found, right) for what, found, right in _of_event(above, event))
            _remember(above, event)


def _event(line: str) -> DrawEvent | DeskEvent | None:
    try:
        return from_json(event_of(line) or {})
    except MALFORMED:
        return None


def _remember(above: _Above, event: DrawEvent | DeskEvent) -> None:
    if isinstance(event, Freeze):
        above.freezes[mark_of(event.task, event.attempt)] = event
    if isinstance(event, Slip):
        above.slips.add(event.number)
    if isinstance(event, Postponement):
        above.days[event.source] = event.day


def _of_event(above: _Above, event: DrawEvent | DeskEvent) -> Iterator[tuple[str, str, str]]:
    if isinstance(event, Freeze) and event.format != FIRST_FORMAT:
        yield from _of_freeze(event)
    elif isinstance(event, Reveal) and (freeze := above.freezes.get(mark_of(event.task, event.attempt))):
        yield from _of_seed(event, freeze)
    elif isinstance(event, Slip):
        yield from _of_slip(above, event)
    elif isinstance(event, Lodging) and event.slip not in above.slips:
        yield "收存单", f"第 {event.slip} 号", "前面有这一号收存单"


def _of_freeze(freeze: Freeze) -> Iterator[tuple[str, str, str]]:
    """Compare the day of the numbers with the earliest on which the issue can be drawn by the closures known."""
    for source in freeze.sources:
        known = known_day(Source(source.key, source.name))
        if known and freeze.day and freeze.day < known[0]:
            yield "开奖日", freeze.day, known[0]


def _of_seed(reveal: Reveal, freeze: Freeze) -> Iterator[tuple[str, str, str]]:
    """Compare a seed line with the fingerprints that were frozen and, as far as they decide it, with the numbers."""
    head, mark, *parts = [*reveal.seed.split("|"), ""]
    named = dict(part.partition("=")[::2] for part in parts)
    if head != freeze.format and not head.startswith(_PRACTICE):
        yield "种子行", head, freeze.format
    if mark != mark_of(freeze.task, freeze.attempt):
        yield "种子行", mark, mark_of(freeze.task, freeze.attempt)
    wanted = {"frame": freeze.frame, "inspectors": freeze.inspectors, "rules": freeze.rules}
    for key, digest in wanted.items():
        if digest and named.get(key) != digest:
            yield f"种子行 {key}", named.get(key, "没有"), digest
    if freeze.format != FIRST_FORMAT:
        yield from _of_numbers(reveal, freeze)


def _of_numbers(reveal: Reveal, freeze: Freeze) -> Iterator[tuple[str, str, str]]:
    for source in freeze.sources:
        try:
            revealed = FORMATS[freeze.format].reveal(
                Source(source.key, source.name), reveal.numbers.get(source.key, "")
            )
            right = part_of(revealed)
        except (XlcheckError, LookupError):
            yield "号码", reveal.numbers.get(source.key, "没有"), f"{source.name}能够开出的号码"
            continue
        if not reveal.seed.endswith(f"|{right}"):
            yield "种子行", reveal.seed.rpartition("|")[2], right


def _of_slip(above: _Above, slip: Slip) -> Iterator[tuple[str, str, str]]:
    for task in slip.tasks:
        if task not in above.freezes:
            yield "收存单", task, "前面已经冻结的任务"
    freezes = [above.freezes[task] for task in slip.tasks if task in above.freezes]
    days = {above.days.get(source.key, freeze.day) for freeze in freezes for source in freeze.sources}
    if days and days != {slip.day}:
        yield "开奖日", slip.day or "没有", "、".join(sorted(days)) or "没有"
    if isinstance(parse_code(slip.code), Trouble):
        yield "收存码", slip.code, "校验位相符的收存码"
