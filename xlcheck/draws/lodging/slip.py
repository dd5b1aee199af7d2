"""The slip of a freeze run: what was fixed, under which digests, and by when it must have left the hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from xlcheck.draws.codec import canonical_json, hints_of, plain, typed
from xlcheck.draws.randomness.games import FIRST_YEAR, LAST_YEAR
from xlcheck.model import SECOND_FORMAT, XlcheckError

FORMATS = (SECOND_FORMAT,)
"""Formats of draws that are lodged."""

LONGEST = 1_000_000
"""Characters of a slip at most; that of a hundred tasks has some forty thousand."""

PUT_OFF = "改期，见通知"
"""What the day of an issue rests on that was put off."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_LINE = re.compile("[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]{0,500}")
AROUND = "\ufeff \t\r\n"
"""What editors and mail programs put around a text."""


@dataclass(frozen=True, slots=True)
class LodgedTask:
    """A task as it was frozen: ``frame``, ``inspectors`` and ``rules`` are the SHA-256 of its three files, in hex."""

    plan_no: str
    task_no: str
    task_name: str
    attempt: int
    frame: str
    inspectors: str
    rules: str


@dataclass(frozen=True, slots=True)
class FreezeSlip:
    """What one freeze run lodges: the ``number``-th of its year, with all tasks that share its source.

    ``frozen_at`` is in words, with the offset; ``source_key`` as the seed line has it; ``draw_day`` the day on which
    the source gives its numbers, none for dice, and ``day_basis`` what that day rests on. ``opening`` is the digest
    of the year's opening state, or says in words that there is none; ``moved`` that of 名录变动, ``log_digest`` that of
    the last line of the log, the freezes included. ``format`` names the rules of the draws.
    """

    bureau: str
    year: int
    number: int
    frozen_at: str
    source_key: str
    source_name: str
    draw_day: date | None
    day_basis: str
    opening: str
    moved: str
    log_digest: str
    tasks: tuple[LodgedTask, ...]
    practice: bool
    version: str
    format: str


def slip_json(slip: FreezeSlip) -> str:
    """Return the slip as one line of canonical JSON."""
    values = {f.name: plain(getattr(slip, f.name)) for f in fields(slip) if f.name != "format"}
    return canonical_json({"format": slip.format, "slip": values})


def slip_from_json(text: str) -> FreezeSlip:
    """Read exactly what :func:`slip_json` wrote, whatever blanks stand around it.

    Raises :class:`XlcheckError` ``lodging.slip-unreadable`` where the text is anything else.
    """
    bare = text.strip(AROUND)
    if len(bare) > LONGEST:
        raise _unreadable("内容太长")
    try:
        document = json.loads(bare)
    except (ValueError, RecursionError) as error:
        raise _unreadable("内容不完整，或不是收存单") from error
    try:
        slip = _slip(document["format"], document["slip"])
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise _unreadable("有缺少、多出或写错的项目") from error
    for fault in (*_faults(slip), *(["不是程序写出的原样"] if slip_json(slip) != bare else [])):
        raise _unreadable(fault)
    return slip


def _slip(written_in: object, values: dict[str, object]) -> FreezeSlip:
    if written_in not in FORMATS:
        raise _unreadable(f"格式是“{written_in}”，本程序只读“{'”“'.join(FORMATS)}”")
    hints = {name: hint for name, hint in hints_of(FreezeSlip).items() if name != "format"}
    if values.keys() != hints.keys():
        raise ValueError(sorted(values.keys() ^ hints.keys()))
    return FreezeSlip(**{name: typed(hint, values[name]) for name, hint in hints.items()}, format=written_in)  # type: ignore[arg-type] # each of the type that its field declares


def _faults(slip: FreezeSlip) -> Iterator[str]:
    """Say what no freeze run can have written."""
    if not (FIRST_YEAR <= slip.year <= LAST_YEAR and 0 < slip.number < 10_000):
        yield "年度或次数不对"
    if not slip.tasks or len({task.plan_no for task in slip.tasks}) < len(slip.tasks):
        yield "没有任务，或任务重复"
    if not all(0 < task.attempt < 10_000 for task in slip.tasks):
        yield "抽取次数不对"
    digests = [slip.moved, slip.log_digest]
    digests += [digest for task in slip.tasks for digest in (task.frame, task.inspectors, task.rules)]
    if not all(map(_DIGEST.fullmatch, digests)):
        yield "指纹或摘要不是64位十六进制数"
    if not all(_LINE.fullmatch(text) for text in _texts(slip)):
        yield "有过长或换行的内容"


def _texts(slip: FreezeSlip) -> Iterator[str]:
    parts: tuple[FreezeSlip | LodgedTask, ...] = (slip, *slip.tasks)
    for part in parts:
        yield from (value for f in fields(part) if isinstance(value := getattr(part, f.name), str))


def _unreadable(why: str) -> XlcheckError:
    return XlcheckError("lodging.slip-unreadable", why=why)
