"""The first sheet of a 补抽记录 of “xlcheck-draw/2”: as that of the first format, with what it did not say.

Its wording is part of the format (see :mod:`xlcheck.draws.formats.one.printed`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.draws.formats.one import replacement_printed as first
from xlcheck.draws.formats.two.record import LAYOUT
from xlcheck.draws.formats.two.wording import evidence_in_words
from xlcheck.draws.record.blocks import Block, FieldBlock, HeadingBlock, SealBlock, WarningBlock
from xlcheck.draws.record.cells import LINES
from xlcheck.draws.seats import same_day, seats_again
from xlcheck.model import DrawnTask

SHEET = first.SHEET

_EVIDENCE = "证据"
_SIGNED = ("内容摘要", "日志散列")
"""Labels of what the signatures stand for."""
_MANY = 3
"""So many replacements of one task on one day are told in red."""


def print_replacement(drawn_task: DrawnTask) -> tuple[Block, ...]:
    """Return the page of the last replacement as blocks."""
    return tuple(_blocks(drawn_task))


def _blocks(drawn_task: DrawnTask) -> Iterator[Block]:
    title, *others = first.print_replacement(drawn_task, LAYOUT.content_digest)
    yield title
    yield from map(WarningBlock, (*_seats_again(drawn_task), *_many(drawn_task)))
    evidence = drawn_task.replacements[-1].drop_out.evidence
    for block in _signed_first(others, drawn_task.record.request.bureau):
        if isinstance(block, FieldBlock) and block.label == _EVIDENCE and evidence:
            yield FieldBlock(_EVIDENCE, LINES.join(map(evidence_in_words, evidence)))
        else:
            yield block


def _signed_first(blocks: Sequence[Block], bureau: str) -> Iterator[Block]:
    """Yield the page of the first format with signatures and seal right below who came in, what explains it last."""
    explains, signs = blocks.index(HeadingBlock("四、验证方法")), blocks.index(HeadingBlock("五、签字"))
    yield from blocks[:explains]
    yield HeadingBlock("四、签字")
    yield from (block for block in blocks[explains:signs] if _is_signed(block))
    yield from blocks[signs + 1 :]
    yield SealBlock(bureau)
    yield HeadingBlock("五、验证方法")
    yield from (block for block in blocks[explains + 1 : signs] if not _is_signed(block))


def _is_signed(block: Block) -> bool:
    return isinstance(block, FieldBlock) and block.label in _SIGNED


def _seats_again(drawn_task: DrawnTask) -> Iterator[str]:
    """Say which seats are filled once more: who falls away had come in by a replacement."""
    names = {visit.drawn.code: visit.drawn.name for visit in drawn_task.visits}
    for seat in seats_again(drawn_task, len(drawn_task.replacements)):
        person = drawn_task.record.request.named([seat.cert]) if seat.cert else ""
        who = f"{names[seat.code]}的检查人员{person}" if person else names[seat.code]
        numbers = "、".join(map(str, seat.earlier))
        yield (
            f"同一席再次补抽：{who}是第 {seat.earlier[-1]} 次补抽补入的，这次又退出。"
            f"这一席此前已补抽 {len(seat.earlier)} 次（第 {numbers} 次）。"
        )


def _many(drawn_task: DrawnTask) -> Iterator[str]:
    """Say how many fell away from the task on one day, where they are many."""
    made = list(same_day(drawn_task, len(drawn_task.replacements)))
    if len(made) >= _MANY:
        people = len({one.drop_out.cert for one in made if one.drop_out.cert})
        gone = f"退出检查对象 {sum(not one.drop_out.cert for one in made)} 户、检查人员 {people} 人"
        day = made[-1].drop_out.at[:10]
        yield f"本任务在 {day} 一天内补抽 {len(made)} 次，{gone}，原因和证据应逐一核对。"
