"""冻结收存单: one page for what a freeze run fixed, with 收存联, which a witness signs, cuts off and keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from xlcheck.draws.codec import hex_hash
from xlcheck.draws.lodging.code import GROUPS, lodging_code
from xlcheck.draws.lodging.slip import PUT_OFF, FreezeSlip, LodgedTask, slip_json
from xlcheck.draws.randomness.hours import CLOSES_AT
from xlcheck.draws.record.blocks import (
    Block,
    CodeBlock,
    CutBlock,
    DigestBlock,
    DigestTableBlock,
    HandwrittenBlock,
    HeadingBlock,
    PairBlock,
    ParagraphBlock,
    SubtitleBlock,
    TitleBlock,
    flatten,
)
from xlcheck.draws.record.cells import LINES
from xlcheck.model import PrintedPage
from xlcheck.model.practice import PRACTICE
from xlcheck.reading.dates import in_words

SHEET = "冻结收存单"

LONGEST = 1000
"""Bytes of a slip's JSON that a symbol holds which still scans from paper."""

SHORT = 16
"""Hex digits of a fingerprint in its short form."""

PROVES = (
    "本单证明：离手（张贴、发出、报出或由监督人签收）时，各任务的抽样框、人员和规则已按所列指纹冻结；"
    "指纹不同的，不是本单冻结的文件。本单不证明号码。"
)
KEPT_FOR = (
    "本联证明签名日期以前上列任务已经冻结，不证明号码。抽取以后请与抽取记录核对：指纹或第几次抽取不同的，"
    "同一次抽取另有收存码的，请向上级反映。"
)
SCANNED_WHOLE = "扫码得本单全部内容（JSON）。"
SCANNED_DIGEST = "扫码得收存码和JSON文件的SHA-256。"

_WHEN = {
    "dice": ("掷骰（摇球）", "掷骰时间", "冻结以后，当众掷骰（摇球）"),
    "system": ("抽取", "号码产生", "冻结以后，由本机产生"),
}
"""By the source, where no day of a public game says when: what must not begin before the slip has left the hand; when
the numbers come, with its label."""
_LATER = ("号码产生", "号码产生", "冻结以后")

_TASKS_IN_TABLE = 15
"""Rows of a table of fingerprints; so many, with what stands above them, fill a page."""
_TASKS_IN_CELL = 10
"""Lines of short fingerprints; a row of a sheet holds some thirty at most."""

_GROUP = 8
_HEX = re.compile("[0-9a-f]+")


def slip_page(slip: FreezeSlip) -> PrintedPage:
    """Return the page to print; 收存码 stands at its foot, so that several sheets of paper are known as one slip."""
    return PrintedPage(SHEET, flatten(print_slip(slip)), foot(slip))


def print_slip(slip: FreezeSlip) -> tuple[Block, ...]:
    """Return the page as blocks."""
    parts = (_run(slip), _tasks(slip), _digests(slip), _code(slip), _counterfoil(slip))
    title = TitleBlock(f"{mark(slip)}{slip.bureau}“双随机、一公开”冻结收存单")
    return (title, *chain.from_iterable(parts))


def foot(slip: FreezeSlip) -> str:
    """Return what stands at the foot of a page that belongs to a slip."""
    return f"收存码 {lodging_code(slip)}"


def held_by_symbol(slip: FreezeSlip) -> str:
    """Return what the QR code holds: the slip's JSON, or 收存码 and the SHA-256 of the JSON where that is too long."""
    whole = slip_json(slip)
    return whole if len(whole.encode()) <= LONGEST else f"{lodging_code(slip)}|{hex_hash(whole)}"


def before_in_words(slip: FreezeSlip) -> str:
    """Say by when the slip must have left the hand: ``2026年2月26日18:00前``."""
    if slip.day_basis == PUT_OFF:
        return f"原定开奖日{CLOSES_AT:%H:%M}前"  # a new day, which the bureau itself notes, lengthens no time
    return f"{in_words(slip.draw_day)}{CLOSES_AT:%H:%M}前" if slip.draw_day else f"{_when(slip)[0]}以前"


def run_in_words(slip: FreezeSlip) -> str:
    """Name the freeze run: ``2026年第3次冻结``."""
    return f"{slip.year}年第{slip.number}次冻结"


def mark(slip: FreezeSlip) -> str:
    """Return the mark of practice, which stands on either part, else nothing."""
    return PRACTICE if slip.practice else ""


def grouped(digest: str) -> str:
    """Write a digest in groups of eight; other texts as they are."""
    if not _HEX.fullmatch(digest):
        return digest
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


def fingerprint_tables(slip: FreezeSlip, size: int = _TASKS_IN_TABLE) -> Iterator[DigestTableBlock]:
    """Yield the tasks with attempts and fingerprints, in tables that fit a page, so that each page has their header."""
    rows = [(_task_cell(task), LINES.join(_named_fingerprints(task, len(task.frame)))) for task in slip.tasks]
    for first in range(0, len(rows), size):
        title = f"冻结的任务（{len(rows)}项{'，续' if first else ''}）"
        part = tuple(rows[first : first + size])
        yield DigestTableBlock((title, "指纹（SHA-256，每8位一组）"), (3, 9), part)


def short_fingerprints(slip: FreezeSlip) -> Iterator[DigestBlock]:
    """Yield the fingerprints in short form, a line a task."""
    lines = [f"{_attempt(task)} {' '.join(_named_fingerprints(task, SHORT))}" for task in slip.tasks]
    for first in range(0, len(lines), _TASKS_IN_CELL):
        yield DigestBlock(f"指纹{LINES}（前{SHORT}位）", LINES.join(lines[first : first + _TASKS_IN_CELL]))


def large_code(slip: FreezeSlip) -> str:
    """Return 收存码 in two lines of three groups; the check sign ends the second."""
    groups = lodging_code(slip).split("-")
    return LINES.join("  ".join(part) for part in (groups[: GROUPS // 2], groups[GROUPS // 2 :]))


def _run(slip: FreezeSlip) -> Iterator[Block]:
    yield HeadingBlock(f"请于{before_in_words(slip)}张贴、发出或报上级收存")
    yield run_block(slip)
    yield PairBlock(("随机数来源", slip.source_name), numbers_come(slip))


def numbers_come(slip: FreezeSlip) -> tuple[str, str]:
    """Return a label and the day of the draw with what it rests on, or how the numbers come without one."""
    if slip.draw_day:
        return "开奖日", f"{in_words(slip.draw_day)}（{slip.day_basis}）"
    return _when(slip)[1:]


def _when(slip: FreezeSlip) -> tuple[str, str, str]:
    return _WHEN.get(slip.source_key, _LATER)


def run_block(slip: FreezeSlip) -> PairBlock:
    """Return which freeze run it was, and when."""
    return PairBlock(("冻结次序", run_in_words(slip)), ("冻结时间", slip.frozen_at))


def _tasks(slip: FreezeSlip) -> Iterator[Block]:
    yield from fingerprint_tables(slip)


def _digests(slip: FreezeSlip) -> Iterator[Block]:
    digests = (("年初状态", slip.opening), ("名录变动", slip.moved), ("抽取日志", slip.log_digest))
    yield DigestBlock("摘要", LINES.join(f"{name}  {grouped(digest)}" for name, digest in digests))


def _code(slip: FreezeSlip) -> Iterator[Block]:
    holds = held_by_symbol(slip)
    yield HeadingBlock("收存码（六组，每组四个字；最后一个字是校验位）")
    yield CodeBlock(large_code(slip), holds)
    scanned = SCANNED_WHOLE if holds == slip_json(slip) else SCANNED_DIGEST
    yield ParagraphBlock(f"{PROVES}{scanned}格式{slip.format}，程序{slip.version}。")


def _counterfoil(slip: FreezeSlip) -> Iterator[Block]:
    yield CutBlock("沿此线裁下，下联由监督人保存")
    yield SubtitleBlock(f"{mark(slip)}{slip.bureau}冻结收存单·收存联")
    yield run_block(slip)
    yield from short_fingerprints(slip)
    yield CodeBlock(lodging_code(slip).replace("-", " "))
    yield ParagraphBlock(f"{KEPT_FOR}本联由监督人自行保存。")
    yield HandwrittenBlock(("监督人（签名）", "日期"))


def _task_cell(task: LodgedTask) -> str:
    return f"{_attempt(task)} {task.plan_no}{LINES}{task.task_name}"


def _attempt(task: LodgedTask) -> str:
    return f"{task.task_no} 第{task.attempt}次"


def _named_fingerprints(task: LodgedTask, digits: int) -> Iterator[str]:
    for name, digest in (("抽样框", task.frame), ("人　员", task.inspectors), ("规　则", task.rules)):
        yield f"{name}  {grouped(digest[:digits])}"
