"""收存: which slip, and who holds it; read back before it is logged for good."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from xlcheck.cli import screen
from xlcheck.cli.asking import choose, one_path
from xlcheck.cli.chinese import UnfitValue
from xlcheck.draws.randomness.hours import closing
from xlcheck.journal.draw_events import Freeze, Lodging, Slip
from xlcheck.journal.draw_state import DrawState
from xlcheck.model import ProofKind, XlcheckError
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.evidence import evidence_of
from xlcheck.steps.draw.scan import archive_sheet

_KEPT, _STATED = "监督人在收存联上签名、注明日期，自行留存", "上级已收存，照填回执编号（没有附回执，作为自述）"
_FEW = 3
"""So many tasks of a slip are named one by one."""


_WHO_HOLDS, _SHEET = "登记收存单由谁收存", "把签名的掷骰记录单存档"
_SCAN = "掷骰记录单的扫描件或照片，可以拖进来"
_SCAN_NEEDED = "请把签名的掷骰记录单扫描或拍照，拖到本窗口，再按回车。"


def wants_sheet(run: Run) -> bool:
    """Ask, where anything was drawn by dice, whether its signed sheet is to be archived: mostly while it is not."""
    draws = run.desk.journal.draws()
    usual = _SHEET if draws.slips_without_sheet else _WHO_HOLDS
    return bool(draws.slips_by_dice) and choose("做哪一件", (_SHEET, _WHO_HOLDS), str, usual=usual) == _SHEET


def archive_sheets(run: Run, number: int, sheet: Path | None) -> None:
    """Have the scan of a signed dice sheet archived, and ask for what is not said: which slip's, and the file.

    Raises :class:`XlcheckError` ``lodge.no-dice`` where no slip is named and nothing was drawn by dice, and as
    :func:`.archive_sheet`.
    """
    draws = run.desk.journal.draws()
    number = number or _whose_sheet(draws)
    for slip in (slip for slip in draws.slips if slip.number == number):
        screen.say(f"    {_named(draws, slip)}")
    kept = archive_sheet(run, number, sheet or one_path(_SCAN, _SCAN_NEEDED, evidence_of))
    name = kept.file.rpartition(" ")[0]
    screen.say(f"√ 已存档：第 {kept.slip} 号收存单的掷骰记录单，《{name}》。原件请与抽取记录一起保存。")


def _whose_sheet(draws: DrawState) -> int:
    """Return the number of the only slip whose sheet is waited for, else of the one that is chosen."""
    slips = draws.slips_without_sheet or draws.slips_by_dice
    if not slips:
        raise XlcheckError("lodge.no-dice")
    return slips[0].number if len(slips) == 1 else choose("哪一号收存单的", slips, lambda s: _named(draws, s)).number


def ask_lodging(run: Run, number: int, witness: str, stated: str, holder: str) -> tuple[int, ProofKind, str, str]:
    """Return the number of the slip, how it is shown that somebody holds it, who does, and the receipt's number.

    What was named on the command line is not asked for; a person who was asked must confirm it. Raises
    :class:`UnfitValue` where both ways were named, :class:`XlcheckError` ``lodge.none`` where there is no slip.
    """
    if witness and stated:
        raise UnfitValue("--witness、--stated 只能写一项")
    draws = run.desk.journal.draws()
    if not draws.slips:
        raise XlcheckError("lodge.none")
    number = number or _ask_slip(run, draws)
    how = _KEPT if witness else _STATED if stated else choose("怎样收存", (_KEPT, _STATED), str, usual=_KEPT)
    if how == _KEPT:
        kind, who, receipt = ProofKind.WITNESS, witness or screen.ask("监督人姓名", needed="请写明监督人姓名。"), ""
    else:
        kind = ProofKind.STATED
        who = holder or screen.ask("收存的上级单位", needed="请写明上级单位名称。")
        receipt = stated or screen.ask("回执编号", needed="请照上级的回执填写。")
    if not (witness or stated):
        _confirm(run, number, f"{who}（{kind}{f'，回执编号 {receipt}' if receipt else ''}）")
    return number, kind, who, receipt


def _ask_slip(run: Run, draws: DrawState) -> int:
    """Return the number of the only slip for which it is not too late, or of the one that is chosen."""
    slips = draws.slips[::-1]
    in_time = [slip for slip in slips if not _is_late(slip, run.stamp)]
    if len(slips) == 1 or len(in_time) == 1:
        (slip,) = in_time or slips
        screen.say(f"    {_named(draws, slip)}")
        return slip.number
    return choose("哪一号收存单", slips, lambda slip: _named(draws, slip), usual=slips[0]).number


def _named(draws: DrawState, slip: Slip) -> str:
    task_numbers = {event.task: event.task_no for event in draws.of_kind(Freeze)}
    plans = [mark.partition("#")[0] for mark in slip.tasks]
    tasks = [task_numbers.get(plan, plan) for plan in plans]
    named = "、".join(tasks) if len(tasks) <= _FEW else f"{tasks[0]}等 {len(tasks)} 个任务"
    day = f"，{_in_words(slip.day)}开奖" if slip.day else ""
    holders = "、".join(event.holder for event in draws.lodgings if event.slip == slip.number)
    held = f"，已由{holders}收存" if holders else ""
    return f"第 {slip.number} 号收存单　{named}，{_in_words(slip.time[:10])}冻结{day}{held}"


def _in_words(day: str) -> str:
    """Return a day of the log as it is said: ``2021-01-07`` is 1月7日."""
    on = date.fromisoformat(day)
    return f"{on.month}月{on.day}日"


def _confirm(run: Run, number: int, by: str) -> None:
    """Read back what is about to be logged, and whether it is too late to show anything."""
    draws = run.desk.journal.draws()
    for slip in (slip for slip in draws.slips if slip.number == number):
        screen.say(f"    {_named(draws, slip)}")
        if _is_late(slip, run.stamp):
            screen.say(_LATE.format(day=_in_words(slip.day)))
    screen.say(f"    收存：{by}")
    if not screen.agrees("登记以后不能撤回，是否无误"):
        raise screen.Declined


_LATE = "！ 已过开奖日 {day}18时，这次登记留在抽取日志中，不改变抽取记录上的随机性强度。"


def _is_late(slip: Slip, stamp: str) -> bool:
    return bool(slip.day) and stamp >= closing(slip.day)


def say_lodged(run: Run, event: Lodging) -> None:
    """Say what was noted, and whether it still shows anything on the record."""
    slip = next(slip for slip in run.desk.journal.draws().slips if slip.number == event.slip)
    if _is_late(slip, event.time):
        screen.say(_LATE.format(day=_in_words(slip.day)))
    screen.say(f"√ 已登记：第 {event.slip} 号冻结收存单由{event.holder}收存（{event.how}）。")
