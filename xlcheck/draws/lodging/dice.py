"""掷骰记录单: the sheet on which throws are written in view of all, with a counterfoil that has the same boxes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.printed import fingerprint_tables, foot, mark, run_block, short_fingerprints
from xlcheck.draws.lodging.slip import FreezeSlip
from xlcheck.draws.randomness.dice import THROWS
from xlcheck.draws.record.blocks import (
    Block,
    BoxesBlock,
    CutBlock,
    FieldBlock,
    HandwrittenBlock,
    HeadingBlock,
    ParagraphBlock,
    SubtitleBlock,
    TitleBlock,
    flatten,
)
from xlcheck.model import PrintedPage

_TASKS_IN_TABLE = 7
"""Rows of a table of fingerprints; so many have room below the rules."""
DICE_SHEET = "掷骰记录单"

_ROW = 6
"""Boxes in a row."""

RULES = (
    "用一枚十面骰子，面上是0至9（写10的记作0）；或用编号0至9的十个球，每次摇出一个，记下以后放回、摇匀，再摇下一次。",
    f"在冻结以后，当着在场的人掷{THROWS}次。每掷一次，立刻用墨水笔写入该次的方格，按次序写，不空格，不补写。",
    "掷出的数不论是几都算数，一次也不重掷。只有骰子落到地上的，这一次重掷，并在附注里写明是第几次。",
    "每次的数由监督人同时写入下联。写完当众读一遍，两联相同，再签名；下联由监督人裁下带走，自行保存。",
    "写错的划一道线，在旁边写上正确的数，由签名的人在旁签名；不得涂改、换纸重写。",
)
SIGNED_BY = "至少两人签名，其中至少一人不是操作人"
KEPT_FOR = (
    "签名的人在本联上写明：掷出的是上列各数，掷骰以前各任务的指纹已经印在本单上。"
    "抽取以后请与抽取记录核对：数字、次序或指纹不同的，请向上级反映。"
    "本联由监督人自行保存。"
)


def dice_page(slip: FreezeSlip) -> PrintedPage:
    """Return the page to print, with 收存码 at its foot."""
    return PrintedPage(DICE_SHEET, flatten(print_dice_sheet(slip)), foot(slip))


def print_dice_sheet(slip: FreezeSlip) -> tuple[Block, ...]:
    """Return the page as blocks."""
    parts = (_rules(), _tasks(slip), _throws(slip), _counterfoil(slip))
    title = TitleBlock(f"{mark(slip)}{slip.bureau}“双随机、一公开”掷骰记录单")
    return (title, *chain.from_iterable(parts))


def _tasks(slip: FreezeSlip) -> Iterator[Block]:
    yield run_block(slip)
    yield from fingerprint_tables(slip, _TASKS_IN_TABLE)


def _rules() -> Iterator[Block]:
    yield HeadingBlock("怎样掷")
    yield ParagraphBlock("\n".join(f"{number}．{rule}" for number, rule in enumerate(RULES, start=1)))


def _throws(slip: FreezeSlip) -> Iterator[Block]:
    yield HeadingBlock(f"掷骰结果（共{THROWS}次，从左到右，先上后下）")
    yield FieldBlock("收存码", lodging_code(slip))
    yield from _boxes()
    yield HandwrittenBlock(("附注",))
    yield FieldBlock("签字", SIGNED_BY)
    yield HandwrittenBlock(("操作人", "监督人"))
    yield HandwrittenBlock(("在场人", "掷骰日期、时间"))


def _counterfoil(slip: FreezeSlip) -> Iterator[Block]:
    yield CutBlock("沿此线裁下，下联由监督人保存")
    yield SubtitleBlock(f"{mark(slip)}{slip.bureau}掷骰记录单·存根")
    yield run_block(slip)
    yield FieldBlock("收存码", lodging_code(slip))
    yield from short_fingerprints(slip)
    yield from _boxes()
    yield ParagraphBlock(KEPT_FOR)
    yield HandwrittenBlock(("监督人（签名）", "日期、时间"))


def _boxes() -> Iterator[Block]:
    titles = tuple(f"第{number}次" for number in range(1, THROWS + 1))
    for first in range(0, THROWS, _ROW):
        yield BoxesBlock(titles[first : first + _ROW])
