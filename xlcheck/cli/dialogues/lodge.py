"""收存: which slip, and who holds it; read back before it is logged for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from xlcheck.cli import screen
from xlcheck.cli.asking import choose, one_path, words
from xlcheck.cli.chinese import UnfitValue
from xlcheck.cli.dialogues.draw import show_slips
from xlcheck.draws.randomness.hours import closing
from xlcheck.journal.desk_events import Lodging, Slip
from xlcheck.journal.draw_events import Freeze
from xlcheck.journal.draw_state import DrawState
from xlcheck.model import ProofKind, XlcheckError
from xlcheck.reading.fingerprint import in_groups
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.evidence import evidence_of
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.draw.lodge import freezes_without_slip, note_lodged, write_slips
from xlcheck.steps.draw.receipt import SlipReceipt, read_receipt, take_in_receipt
from xlcheck.steps.draw.scan import archive_sheet

_KEPT = "监督人在收存联上签名、注明日期，自行留存"
_SIGNED = "上级发来了签名的回执（文件或邮件）"
_STATED = "上级已收存，照填回执编号（没有附回执，作为自述）"
_RECEIPT = "回执文件或邮件，可以拖进来"
_RECEIPT_NEEDED = "请把上级发来的回执文件，或者存下来的邮件，拖到本窗口，再按回车。"
_FEW = 3
"""So many tasks of a slip are named one by one."""


_WHO_HOLDS, _SHEET = "登记收存单由谁收存", "把签名的掷骰记录单存档"
_SCAN = "掷骰记录单的扫描件或照片，可以拖进来"
_SCAN_NEEDED = "请把签名的掷骰记录单扫描或拍照，拖到本窗口，再按回车。"


def wants_sheet(run: Run) -> bool:
    """Ask, where anything was drawn by dice, whether its signed sheet is to be archived.

    Mostly it is while it is not archived, and no slip waits for its holder, whose time runs out.
    """
    draws = run.desk.journal.draws()
    usual = _SHEET if draws.slips_without_sheet and not _unheld(run, draws) else _WHO_HOLDS
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


@dataclass(frozen=True, slots=True)
class NamedHolder:
    """What the command line says of who holds a slip: of which number, and by which of the three ways; or nothing.

    ``key`` is the fingerprint of the key that signed ``receipt``, where it was confirmed by telephone.
    """

    slip: int = 0
    witness: str = ""
    stated: str = ""
    holder: str = ""
    receipt: Path | None = None
    key: str = ""


def lodge_slip(run: Run, named: NamedHolder) -> None:
    """Log that somebody holds a slip; what is not named is asked for, and must be confirmed then.

    Raises :class:`UnfitValue` where several ways were named, :class:`XlcheckError` ``lodge.none`` where there is no
    slip, and as :func:`.note_lodged` and :func:`.take_in_receipt`.
    """
    if sum(map(bool, (named.witness, named.stated, named.receipt))) > 1:
        raise UnfitValue("--witness、--stated、--receipt 只能写一项")
    if freezes_without_slip(run.desk):  # a run that was broken off has left none
        show_slips(write_slips(run, load_settings(run.desk)[0]))
    if not run.desk.journal.draws().slips:
        raise XlcheckError("lodge.none")
    how = _named_way(named) or choose("怎样收存", (_KEPT, _SIGNED, _STATED), str, usual=_KEPT)
    if how == _SIGNED:
        _take_in(run, named.receipt, named.key)
    else:
        _say_lodged(run, note_lodged(run, *_ask_lodging(run, named, how)))


def _named_way(named: NamedHolder) -> str:
    ways = ((_KEPT, named.witness), (_SIGNED, named.receipt), (_STATED, named.stated))
    return next((way for way, value in ways if value), "")


def _ask_lodging(run: Run, named: NamedHolder, how: str) -> tuple[int, ProofKind, str, str]:
    """Return the number of the slip, how it is shown that somebody holds it, who does, and the receipt's number."""
    number = named.slip or _ask_slip(run, run.desk.journal.draws())
    if how == _KEPT:
        kind, receipt = ProofKind.WITNESS, ""
        who = named.witness or words(run, "监督人姓名", needed="请写明监督人姓名。")
    else:
        kind = ProofKind.STATED
        who = named.holder or words(run, "收存的上级单位", needed="请写明上级单位名称。")
        receipt = named.stated or words(run, "回执编号", needed="请照上级的回执填写。")
    if not _named_way(named):
        _confirm(run, number, f"{who}（{kind}{f'，回执编号 {receipt}' if receipt else ''}）")
    return number, kind, who, receipt


def _take_in(run: Run, file: Path | None, key: str) -> None:
    """Read a receipt back, have an unknown key confirmed by telephone, and take it in.

    Raises :class:`UnfitValue` where another key was confirmed.
    """
    found = read_receipt(run, file or one_path(_RECEIPT, _RECEIPT_NEEDED, partial(read_receipt, run)))
    draws, receipt = run.desk.journal.draws(), found.receipt
    for slip in (slip for slip in draws.slips if slip.number == receipt.slip):
        screen.say(f"    {_named(draws, slip)}")
    screen.say(f"    回执：{receipt.superior}，{receipt.arrived} 收到（{receipt.basis}），编号 {receipt.number}")
    if key and key.replace("-", "").upper() != found.fingerprint:
        raise UnfitValue(f"--key“{key}”不对，这份回执的签名密钥的指纹是 {in_groups(found.fingerprint)}")
    if not key and found.fingerprint not in found.earlier_keys:
        _confirm_key(found)
    event, pages = take_in_receipt(run, receipt)
    screen.files("抽取公开（已抽取的，网页上补写了回执）", pages)
    _say_lodged(run, event)


def _confirm_key(found: SlipReceipt) -> None:
    """Have the fingerprint of a key that signs for the first time held against what the superior says."""
    if found.earlier_keys:
        earlier = "、".join(map(in_groups, sorted(found.earlier_keys)))
        screen.say(f"！ 签名密钥与以前的回执不同，以前的指纹是 {earlier}。")
    screen.say(f"    签名密钥的指纹：{in_groups(found.fingerprint)}")
    if not screen.agrees("请用平时联系上级的电话核对，上级报出的密钥指纹是否与上面相同"):
        raise screen.Declined


def _ask_slip(run: Run, draws: DrawState) -> int:
    """Return the number of the only slip for which it is not too late, or of the one that is chosen."""
    slips = draws.slips[::-1]
    in_time = [slip for slip in slips if not _is_late(slip, run.stamp)]
    if len(slips) == 1 or len(in_time) == 1:
        (slip,) = in_time or slips
        screen.say(f"    {_named(draws, slip)}")
        return slip.number
    usual = next(iter(_unheld(run, draws)), slips[0])
    return choose("哪一号收存单", slips, lambda slip: _named(draws, slip), usual=usual).number


def _unheld(run: Run, draws: DrawState) -> list[Slip]:
    """Return the slips that nobody holds, and of which a lodging would still show something, in order."""
    held = {event.slip for event in draws.lodgings}
    return [slip for slip in draws.slips if slip.day and slip.number not in held and not _is_late(slip, run.stamp)]


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


def _say_lodged(run: Run, event: Lodging) -> None:
    """Say what was noted, and whether it still shows anything on the record."""
    slip = next(slip for slip in run.desk.journal.draws().slips if slip.number == event.slip)
    if _is_late(slip, event.held_since):
        screen.say(_LATE.format(day=_in_words(slip.day)))
    screen.say(f"√ 已登记：第 {event.slip} 号冻结收存单由{event.holder}收存（{event.how}）。")
