"""抽取: the kind and the numbers are asked, and read back before they are logged for good; then what was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlcheck.cli import screen
from xlcheck.cli.asking import choose, typed_reason
from xlcheck.cli.chinese import UnfitValue
from xlcheck.draws.formats.two.seed import DICE, SYSTEM
from xlcheck.draws.kind import KindChoice, departs_from_plan
from xlcheck.draws.randomness.calendar import Basis
from xlcheck.messages import error_text
from xlcheck.model import PlanRow, Source, XlcheckError
from xlcheck.reading.fingerprint import in_groups
from xlcheck.schema.vocabularies import DIRECTED, UNDIRECTED
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.draw.draw import Attendance, DrawResult, WaitingSource
from xlcheck.steps.draw.freeze import FrozenTask, new_tasks
from xlcheck.steps.draw.lodge import LodgingPapers
from xlcheck.steps.draw.movement import unexplained
from xlcheck.steps.draw.source import DICE_SOURCE, DeclaredSource, game_source_of, system_source
from xlcheck.steps.draw.tasks import ChosenTasks, check_filter, require_ready

_UNKNOWN_DAY = (
    "！ {day} 是按周次推算的，开奖日未核，抽取记录上不能记为“甲”。财政部的休市公告已经发布的，"
    "请登记在“单位设置”的“休市”工作表（没有的，从空白表的《单位设置》复制过来），放弃这次冻结，重新冻结。"
)

_KINDS = {"": UNDIRECTED, "不定向": UNDIRECTED, UNDIRECTED: UNDIRECTED, "定向": DIRECTED, DIRECTED: DIRECTED}


def kind_of(text: str) -> str:
    """Read 抽查类型 as it was typed on the command line; empty where it was not.

    Raises :class:`UnfitValue` where it is none.
    """
    if text not in _KINDS:
        raise UnfitValue(f"--kind“{text}”不对，请写“定向”或“不定向”")
    return _KINDS[text] if text else ""


def ask_choice(run: Run, tasks: ChosenTasks, open_tasks: Sequence[str]) -> KindChoice:
    """Ask which kind the tasks are of that the plan leaves open, and 定向条件 where they are directed."""
    names = "、".join(open_tasks)
    screen.say(f"计划中 {names} 的抽查类型为“定向或不定向抽查”。")
    if choose("本次按哪一种抽取", (UNDIRECTED, DIRECTED), str, usual=UNDIRECTED) == UNDIRECTED:
        return KindChoice(UNDIRECTED)
    while True:
        text = screen.ask("请输入定向条件（如：信用风险等级为C、D）")
        try:
            check_filter(tasks, open_tasks[0], text)
        except XlcheckError as error:
            screen.say(f"！ {error_text(error)}")
        else:
            plans = [row for row in tasks.rows if row.task_no in open_tasks]
            if not any(departs_from_plan(row, text) for row in plans):
                return KindChoice(DIRECTED, text)
            return KindChoice(DIRECTED, text, typed_reason(run, "与印发的计划不同，请写明原因", needed="请写明原因。"))


def declared_source(
    run: Run, tasks: ChosenTasks, lottery: str, reason: str, *, dice: bool, system: bool
) -> DeclaredSource | None:
    """Return the source that was named on the command line; ``None`` where none was.

    Raises :class:`UnfitValue` where several were, :class:`XlcheckError` where it cannot serve.
    """
    if sum(map(bool, (lottery, system, dice))) > 1:
        raise UnfitValue("随机来源只能有一个，请在 --lottery、--dice、--system 中只写一项")
    if lottery:
        return game_source_of(run, lottery, tasks.books.settings)
    if system:
        return system_source(run, reason)
    return DICE_SOURCE if dice else None


def ask_moved_reason(run: Run, tasks: ChosenTasks, choice: KindChoice, again: str) -> KindChoice:
    """Return the choice with a reason for what left the registry, which is asked where it is needed and not given."""
    new = new_tasks(run, tasks, again)
    if new:
        require_ready(run, tasks.findings)  # before anything is asked
    moved = unexplained(run, tasks.books, new) if new and not choice.moved_reason else []
    if not moved:
        return choice
    screen.say("年初以来，名录中有移出或改了类别的检查对象：")
    for line in moved:
        screen.say(f"    {line}")
    reason = typed_reason(run, "请写明理由，印在抽取公告上（一条可以说明整批）", needed="请写明理由。")
    return replace(choice, moved_reason=reason)


def refuse_early_numbers(new: Sequence[str], declared: DeclaredSource | None, pairs: Sequence[str]) -> None:
    """Refuse numbers of a lottery or of dice in the run that freezes: there were none yet to be typed.

    Raises :class:`UnfitValue`.
    """
    if new and declared and not _is_own(declared.source) and pairs:
        raise UnfitValue(
            f"--number 不能与冻结写在同一次：“{declared.source.name}”的号码，"
            "要在冻结、打印收存单（掷骰记录单）以后才产生。请去掉 --number，先冻结；有了号码，再做一次“抽取”"
        )


def comes_later(waiting: Sequence[FrozenTask]) -> bool:
    """Say whether tasks frozen just now wait for numbers that do not exist before the papers are printed."""
    return any(not task.left_alone and not _is_own(task.request.sources[0]) for task in waiting)


def _is_own(source: Source) -> bool:
    """Say whether the computer makes the numbers of a source, at once and unseen."""
    return source.key == SYSTEM.key


def ask_numbers(sources: Sequence[WaitingSource], pairs: Sequence[str], room: Attendance) -> dict[str, str]:
    """Collect the numbers of each source by its name, as typed; the computer's own are not among them.

    Numbers that were revealed already stay, those of ``pairs`` (``name=number``) are taken, and for the rest a person
    is asked, who must say yes to what he typed, and to who is said to be in the ``room``.
    Raises :class:`UnfitValue` where a pair fits no source, :class:`XlcheckError` where its number cannot be read.
    """
    revelations = {s.source.name: s.revealed for s in sources if s.revealed}
    arguments = _given(sources, pairs)
    for name, (number, time) in revelations.items():
        ignored = f"，本次输入的“{arguments[name]}”不采用" if arguments.get(name, number) != number else ""
        screen.say(f"－ “{name}”的号码已在 {time} 揭晓：{number}，予以沿用{ignored}。")
    numbers = arguments | {name: number for name, (number, _) in revelations.items()}
    return numbers | _asked([s for s in sources if s.is_typed and s.source.name not in numbers], room)


def _given(waiting: Sequence[WaitingSource], pairs: Sequence[str]) -> dict[str, str]:
    typed = {s.source.name: s for s in waiting if s.is_typed}
    numbers = {name.strip(): number for name, _, number in (pair.partition("=") for pair in pairs)}
    for name, number in numbers.items():
        if name not in typed or not number.strip():
            names = "、".join(typed) or "（没有，号码由电脑产生，不能输入）"
            raise UnfitValue(f"--number“{name}”对不上随机来源，或没有写号码；要输入号码的来源有：{names}")
        typed[name].check(number)
    return numbers


def _asked(waiting: Sequence[WaitingSource], room: Attendance) -> dict[str, str]:
    """Ask a person until he confirms what he typed, as it was read; the log keeps the numbers for good."""
    sources = {s.source.name: s for s in waiting}
    answers: dict[str, str] = {}
    while sources:
        answers = {name: _prompt(source, answers.get(name, "")) for name, source in sources.items()}
        for name, number in answers.items():
            screen.say(f"    {name}：{sources[name].check(number)}")
        show_room(room)
        if screen.agrees("以上内容一经写入抽取日志就不能更改，是否无误"):
            break
        screen.say("请改正有误的号码，其余的直接回车；其他内容有误的，输入 0 返回，再做一次。")
    return answers


def show_room(room: Attendance) -> None:
    """Read back who is there, and where, as far as it was said."""
    for title, said in (("操作人", room.operator), ("地点", room.venue), ("监督人", room.witnesses)):
        if said:
            screen.say(f"    {title}：{said}")


def _prompt(waiting: WaitingSource, before: str) -> str:
    while True:
        how = f"直接回车为 {before}" if before else waiting.how
        text = screen.ask(f"请输入“{waiting.source.name}”的号码", before or None, how=how)
        try:
            waiting.check(text)
        except XlcheckError as error:
            screen.say(f"！ {error_text(error)}")
        else:
            return text


def show_frozen(frozen: Sequence[tuple[PlanRow, FrozenTask | None]]) -> None:
    """Say which tasks were left alone, and where the notices are."""
    if drawn := "、".join(row.task_no for row, task in frozen if task is None):
        screen.say(f"－ {drawn} 已经抽取过，没有改动。确需重抽的，请选“重抽”，写明理由。")
    if earlier := "、".join(row.task_no for row, task in frozen if task is not None and task.left_alone):
        screen.say(f"－ {earlier} 此前已冻结，沿用当时的抽样框和随机来源。")
    new = [task for _, task in frozen if task is not None and not task.left_alone]
    screen.files("抽取公告（表格和网页）", [path for task in new for path in task.notices])


def show_slips(papers: Sequence[LodgingPapers]) -> None:
    """Show the papers that leave the desk, and the code that can be read out on the telephone."""
    for one in papers:
        screen.files("冻结收存单（打印，收存联交监督人）", one.printed)
        screen.files("报上级收存的邮件草稿", [one.mail])
        screen.say(f"－ 收存码 {one.code}，可以用电话、短信报给上级和监督人。收存以后请做“收存”登记。")
        if one.key:
            screen.say(f"－ 签名密钥的指纹 {in_groups(one.key)}，上级来电话核对时照读。")


def say_frozen(tasks: Sequence[FrozenTask]) -> None:
    """Say how many tasks wait for their numbers, and what is to be done until then."""
    if not tasks:
        screen.say("－ 没有要冻结的任务，没有改动。")
        return
    numbers, request = "、".join(task.request.plan.task_no for task in tasks), tasks[0].request
    if request.day_basis == Basis.UNKNOWN:
        screen.say(_UNKNOWN_DAY.format(day=request.draw_day))
    if request.draw_day:
        day = f"{request.draw_day.month}月{request.draw_day.day}日"
        then = (
            f"请于{day}18时前张贴、发出抽取公告，把收存联交监督人，做“收存”；"
            f"{request.sources[0].name}开奖（{day}22时）以后再做“抽取”"
        )
    elif request.sources[0].key == DICE.key:
        then = "请张贴或发出抽取公告，打印掷骰记录单，当众掷骰，写好、签名以后再做“抽取”"
    else:
        then = "请张贴或发出抽取公告，再做“抽取”"
    screen.say(f"√ 已冻结 {numbers}。{then}。")


def show_drawn(results: Sequence[DrawResult]) -> None:
    """Show where the records and their pages are."""
    screen.files("抽取记录", [result.path for result in results])
    screen.files("抽取公开（网页，读者可以自己复算）", [result.page for result in results])


def say_drawn(results: Sequence[DrawResult]) -> None:
    """Say how many entities were drawn, and what is to be done with the records."""
    entities = sum(len(result.record.sample) for result in results)
    if any(source.key == DICE.key for result in results for source in result.record.request.sources):
        screen.say("－ 掷骰记录单签名以后，请扫描或拍照，在“更多”里选“收存”存档。")
    screen.say(f"√ 抽取 {len(results)} 个任务，抽中 {entities} 户。请打印抽取记录，签字、存档，再做“台账”。")
