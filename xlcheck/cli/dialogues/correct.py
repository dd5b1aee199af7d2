"""更正: what went wrong, what is right, and why; read back before it is logged for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path

from xlcheck.cli import screen
from xlcheck.cli.asking import choose, one_path, paths, typed_reason
from xlcheck.cli.chinese import UnfitValue
from xlcheck.cli.dialogues.draw import show_drawn, show_slips
from xlcheck.cli.dialogues.remind import announce
from xlcheck.draws.formats.two.seed import DICE
from xlcheck.messages import error_text
from xlcheck.model import XlcheckError
from xlcheck.reading.dates import read_date
from xlcheck.steps.correct import day as days
from xlcheck.steps.correct import numbers as wrong_numbers
from xlcheck.steps.correct import rebuild as rebuilding
from xlcheck.steps.correct import restore
from xlcheck.steps.correct.day import AwaitedIssue, awaited_issues, issue_named
from xlcheck.steps.correct.numbers import DrawnNumbers, drawn_numbers, numbers_of_task
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.evidence import evidence_of
from xlcheck.steps.draw import freeze as freezing
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.draw import DrawResult
from xlcheck.steps.draw.kept_records import KeptRecord, lost_records
from xlcheck.steps.draw.tasks import choose_tasks

_NOTICE = "开奖机构的通知（照片、网页截图），可以拖进来"
_TOO_LATE_TO_COUNT = (
    "√ 已登记改期。登记时已过原定开奖日18时，期限不变，抽取记录上印红字说明；号码公布以后，照常做“抽取”。"
)
_COPY, _COPY_NEEDED = "留存的压缩包、邮件或文件夹，可以拖进来", "请把收存单或上报材料的压缩包拖到本窗口，再按回车。"
_OTHER_COPY = "别处有副本的（上报压缩包、邮件、文件夹），拖进来；没有的直接按回车"
_NOTICE_NEEDED = "请把通知的照片、网页截图拖到本窗口，再按回车。"


class Mishap(StrEnum):
    """What may have gone wrong, as it is asked."""

    NUMBERS = "号码录错了，抽取已经做完"
    DAY = "开奖改期，冻结还在等待"
    CANCELLED = "开奖取消，冻结还在等待"
    LOST = "日志丢失或不全，上级留有收存单、上报材料"
    RECORD = "抽取记录丢失，日志还在"


def ask_what(given: Mapping[Mishap, object]) -> Mishap:
    """Return what is to be put right: as the command line says, else as a person chooses.

    Raises :class:`UnfitValue` where the command line says several.
    """
    named = [wrong for wrong, value in given.items() if value]
    if len(named) > 1:
        raise UnfitValue("一次只能更正一项：号码、开奖日期、开奖取消、恢复日志、重建记录")
    return named[0] if named else choose("更正什么", tuple(Mishap), str)


def correct_numbers(run: Run, task: str, numbers: str, reason: str) -> None:
    """Have the tasks of wrong numbers drawn by the right ones; what was interrupted is finished first."""
    finished = wrong_numbers.finish_corrections(run)
    if finished:
        numbers_of = [result.record.request.plan.task_no for result in finished]
        screen.say(f"－ 上次更正号码中断，已按当时更正的号码完成：{'、'.join(numbers_of)}。")
        _say_corrected(run, finished)
        if not task or any(task in (r.record.request.task, r.record.request.plan.task_no) for r in finished):
            return
    groups = drawn_numbers(run)
    if not groups:
        raise XlcheckError("correct.none-drawn")
    drawn = numbers_of_task(groups, task) if task else choose("更正哪一组号码", groups, _in_words)
    is_asked = not (task and numbers and reason)
    numbers = numbers or _ask_numbers(drawn)
    right = drawn.source.check(numbers)
    reason = reason or typed_reason(run, "理由，印在抽取记录上", needed="请写明理由，如：录入时看错了一位。")
    screen.say(f"    任务：{drawn.task_numbers}")
    screen.say(f"    原来：{drawn.source.check(drawn.numbers)}")
    screen.say(f"    更正：{right}")
    if is_asked:
        _confirm("原来的抽取记录作废，按更正后的号码重新计算，是否无误")
    _say_corrected(run, wrong_numbers.correct_numbers(run, drawn, numbers, reason))


def _say_corrected(run: Run, results: Sequence[DrawResult]) -> None:
    show_drawn(results)
    announce(run)
    screen.say("√ 已更正号码。请打印新的抽取记录，签字、存档；原记录注明“作废”，一并存档。再做“台账”。")


def _in_words(group: DrawnNumbers) -> str:
    return f"{group.task_numbers}　{group.source.source.name}：{group.source.check(group.numbers)}"


def _ask_numbers(drawn: DrawnNumbers) -> str:
    by = "签名的记录单上的号码" if drawn.source.source.key == DICE.key else "官方公布的号码"
    while True:
        text = screen.ask(f"“{drawn.source.source.name}”{by}", how=drawn.source.how, needed="请输入号码。")
        try:
            right = drawn.source.check(text)
        except XlcheckError as error:
            screen.say(f"！ {error_text(error)}")
            continue
        if right != drawn.source.check(drawn.numbers):
            return text
        screen.say("！ 与录入的号码相同，不用更正。请再核对一次；返回请输入 0。")


def put_off(run: Run, name: str, day: str, notice: Path | None, reason: str) -> None:
    """Note the new day of an issue, and have what waits for it lodged anew."""
    issue, is_asked = _issue(run, name), not (name and day and notice and reason)
    new = _date(day) if day else _ask_day(issue)
    kept = notice or one_path(_NOTICE, _NOTICE_NEEDED, evidence_of)
    reason = reason or typed_reason(run, "说明，印在抽取记录上", needed="请写明说明，如：开奖机构通知改期。")
    screen.say(f"    {issue.name}：{issue.day} 改为 {new} 开奖，等待的任务：{'、'.join(issue.tasks)}")
    screen.say(f"    通知：{kept}")
    if is_asked:
        _confirm("以上内容一经写入抽取日志就不能撤回，是否无误")
    papers = days.put_off(run, issue, new, reason, kept)
    show_slips(papers)
    if not papers:
        screen.say(_TOO_LATE_TO_COUNT)
        return
    screen.say(f"√ 已登记改期。抽样框、人员和规则不变；{new} 22时以后再做“抽取”。")
    screen.say("  新的收存单请在原定开奖日18时前交出去；以后收存的，不作为凭据。")


def cancel_issue(run: Run, name: str, notice: Path | None, reason: str) -> None:
    """Give up the freezes that wait for an issue that was cancelled."""
    issue, is_asked = _issue(run, name), not (name and notice and reason)
    kept = notice or one_path(_NOTICE, _NOTICE_NEEDED, evidence_of)
    reason = reason or typed_reason(run, "说明，印在下一次的抽取记录上", needed="请写明说明，如：本期取消。")
    screen.say(f"    {issue.name} 取消，放弃 {'、'.join(issue.tasks)} 的冻结")
    screen.say(f"    通知：{kept}")
    if is_asked:
        _confirm("放弃以后要重新冻结、重新公告，是否无误")
    freezing.abandon(run, choose_tasks(run, issue.tasks, ""), reason, kept)
    screen.say(f"√ 已放弃 {'、'.join(issue.tasks)} 的冻结，通知已存档。请重新“冻结”，另选一期。")


def _issue(run: Run, name: str) -> AwaitedIssue:
    issues = awaited_issues(run)
    if not issues:
        raise XlcheckError("correct.none-awaited")
    if name:
        return issue_named(issues, name)
    return choose("哪一期", issues, lambda one: f"{one.name}　{one.day} 开奖，{'、'.join(one.tasks)}", usual=issues[0])


def _ask_day(issue: AwaitedIssue) -> date:
    while True:
        text = screen.ask("改到哪一天开奖", how="如 2024-01-09", needed="请照通知填写日期。")
        try:
            new = _date(text)
        except XlcheckError as error:
            screen.say(f"！ {error_text(error)}")
        else:
            if new > issue.day:
                return new
            screen.say(f"！ 原定 {issue.day} 开奖，改期要晚于这一天。")


def _date(text: str) -> date:
    day = read_date(text)
    if not isinstance(day, date):
        raise XlcheckError("correct.day", text=text)
    return day


def restore_log(run: Run, kept_copy: Path | None, reason: str) -> None:
    """Take over what the desk has not from what the superior kept."""

    def is_of_use(path: Path) -> object:
        return restore.restoration(run.desk, restore.read_copy(path))

    _take_over(run, kept_copy or one_path(_COPY, _COPY_NEEDED, is_of_use), reason)


def _take_over(run: Run, path: Path, reason: str) -> None:
    found = restore.restoration(run.desk, restore.read_copy(path))
    screen.say(f"《{found.copy.name}》可以恢复：")
    for line in (*(f"抽取日志{line}" for line in found.lines), *found.files):
        screen.say(f"    {line}")
    for missing in found.missing:
        screen.say(f"！ 其中没有{missing}，恢复以后仍然缺少；别的备份里有的，请再恢复一次。")
    reason = reason or typed_reason(run, "理由，记入抽取日志", needed="请写明理由，如：硬盘损坏，备份是三天以前的。")
    _confirm("恢复登记在抽取日志中，以后每次核验都会显示，是否恢复")
    event = restore.restore(run, found, reason)
    screen.say(f"√ 已恢复：抽取日志 {event.lines} 行，文件 {len(found.files)} 份。请做“核验”，再接着做下一步。")


def rebuild_records(run: Run, task: str, reason: str) -> None:
    """Put lost records back from copies; have computed again, after a yes, those of which there is none."""
    back = rebuilding.put_back(run)
    for one in back:
        screen.say(f"√ 已从本年度文件夹里的副本放回{one.title}，与抽取日志的散列值相同。")
    archive = Archive(run.desk)
    lost = _lost(archive, task, back)
    while lost and not reason and (given := paths(_OTHER_COPY)):
        for path in given:
            try:
                _take_over(run, path, "")
            except XlcheckError as error:
                screen.say(f"！ {error_text(error)}")
        there = {one.archived for one in lost_records(archive)}
        lost = [one for one in lost if one.archived in there]
    troubles = rebuilding.rebuildable(archive, lost)
    for _, trouble in troubles:
        if trouble is not None:
            screen.say(f"！ {error_text(trouble)}")
    _rebuild(run, [one for one, trouble in troubles if trouble is None], reason)


def _lost(archive: Archive, task: str, back: Sequence[KeptRecord]) -> list[KeptRecord]:
    """Return the lost records of a task, or all; raises :class:`XlcheckError` where there was none at all."""
    every = lost_records(archive)
    lost = [one for one in every if not task or task in (one.draw.task, one.draw.task_no)]
    for one in lost:
        screen.say(f"！ {one.title}丢失，找不到 {archive.name_of(one.archived)}。")
    if lost or back:
        return lost
    if not every:
        raise XlcheckError("rebuild.nothing")
    raise XlcheckError("rebuild.not-lost", task=task, known="、".join(sorted({one.draw.task_no for one in every})))


def _rebuild(run: Run, lost: Sequence[KeptRecord], reason: str) -> None:
    if not lost:
        return
    screen.say(f"可以重建：{'、'.join(one.title for one in lost)}。")
    screen.say("重建依冻结的存档和抽取日志重新计算，与日志一致才写出；记录上印明“重建”，日志登记一行。")
    reason = reason or typed_reason(run, "理由，印在重建的记录上", needed="请写明理由，如：硬盘损坏，没有副本。")
    _confirm("重建登记以后不能撤回，是否重建")
    rebuilding.rebuild(run, lost, reason)
    screen.say(f"√ 已重建 {len(lost)} 份。请打印，与签过字的原件放在一起存档；再做“核验”。")


def _confirm(question: str) -> None:
    if not screen.agrees(question):
        raise screen.Declined
