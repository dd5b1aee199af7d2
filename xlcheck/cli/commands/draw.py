"""抽取: freeze, reveal, draw."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.arguments import desk_argument, run_on
from xlcheck.cli.chinese import ChineseCommand


@click.command(cls=ChineseCommand, short_help="冻结并抽取检查对象和检查人员。")
@desk_argument
@click.option(
    "--task",
    "tasks_wanted",
    multiple=True,
    metavar="编号",
    help="任务编号，如 01号（写计划编号 202101 也行）；可写多次。",
)
@click.option("--round", "round_name", default="", metavar="批次", help="整批抽取，如 第一批。")
@click.option("--kind", default="", metavar="类型", help="计划写“定向或不定向”的，本次“定向”还是“不定向”；不写则询问。")
@click.option("--filter", "filter_text", default="", metavar="条件", help="定向条件，如“信用风险等级为C、D”。")
@click.option("--moved", "moved_reason", default="", metavar="理由", help="名录中移出、改类别的理由，印在抽取公告上。")
@click.option("--deviation", "filter_reason", default="", metavar="原因", help="定向条件与印发的计划不同的，写明原因。")
@click.option("--freeze", "freeze_only", is_flag=True, help="只冻结，写出抽取公告；改日揭晓号码后再抽取。")
@click.option(
    "--lottery", default="", metavar="期", help="用公开彩票的一期，如 双色球2024003期；只写彩种的，用下一期。"
)
@click.option("--dice", is_flag=True, help="冻结以后当众掷十二次十面骰，或者摇号码球。")
@click.option("--system", is_flag=True, help="用本机随机数，须写明理由；不能排除反复试抽。")
@click.option("--reason", default="", metavar="理由", help="用本机随机数的理由，印在抽取记录上。")
@click.option("--witness", "witnesses", multiple=True, metavar="姓名", help="监督人，印在抽取记录上；可写多次。")
@click.option("--number", "numbers", multiple=True, metavar="来源=号码", help="揭晓的号码；不写则询问。")
@click.option("--again", default="", metavar="理由", help="对已抽取的任务再抽一次，须写明理由。")
@click.option("--abandon", default="", metavar="理由", help="放弃还没有揭晓号码的冻结，须写明理由；以后可以重新冻结。")
@click.option("--clock", default="", metavar="理由", help="登记电脑时钟曾经走错，须写明理由；以后的时间以此为准。")
@click.option("--seen", is_flag=True, hidden=True, help="计划的读法已在菜单里核对过，不再列出。")
@click.option("--operator", default="", metavar="姓名", help="操作人，印在抽取记录上。")
@click.option("--venue", default="", metavar="地点", help="抽取地点，印在抽取记录上。")
def draw(
    desk: Path | None,
    tasks_wanted: tuple[str, ...],
    round_name: str,
    kind: str,
    filter_text: str,
    filter_reason: str,
    moved_reason: str,
    freeze_only: bool,
    lottery: str,
    dice: bool,
    system: bool,
    reason: str,
    witnesses: tuple[str, ...],
    numbers: tuple[str, ...],
    again: str,
    abandon: str,
    clock: str,
    seen: bool,
    operator: str,
    venue: str,
) -> None:
    """冻结抽样框和人员，揭晓号码，抽取检查对象和检查人员。

    先冻结并写出抽取公告，再产生号码。随机来源只有一个，已冻结的任务不必再写。

    \b
    例：xlcheck draw workbooks/2021 --round 第一批 --freeze --lottery 双色球
        xlcheck draw workbooks/2021 --round 第一批 --witness 张某
        xlcheck draw workbooks/2021 --task 01号 --freeze --dice
    """
    from xlcheck.cli.dialogues.draw import (
        ask_choice,
        ask_moved_reason,
        ask_numbers,
        comes_later,
        declared_source,
        kind_of,
        refuse_early_numbers,
        say_drawn,
        say_frozen,
        show_drawn,
        show_frozen,
        show_slips,
    )
    from xlcheck.cli.dialogues.readings import show_readings
    from xlcheck.cli.dialogues.remind import announce
    from xlcheck.draws.kind import KindChoice
    from xlcheck.reading.plan_readings import plan_readings
    from xlcheck.steps.draw import freeze as freezing
    from xlcheck.steps.draw.clock import correct_clock
    from xlcheck.steps.draw.draw import Attendance, draw_task, waiting_sources
    from xlcheck.steps.draw.lodge import write_slips
    from xlcheck.steps.draw.tasks import choose_tasks

    run = run_on(desk)
    if clock:
        correct_clock(run, clock)
        screen.say("√ 已登记时钟更正，理由记入抽取日志。")
        return
    tasks = choose_tasks(run, tasks_wanted, round_name)
    if abandon:
        task_numbers = freezing.abandon(run, tasks, abandon)
        screen.say(
            f"√ 已放弃 {'、'.join(task_numbers)} 的冻结，理由记入抽取日志。抽取公告已经张贴、发出的，请一并说明。"
        )
        return
    choice = KindChoice(kind_of(kind), filter_text, filter_reason, moved_reason)
    undecided = [row.task_no for row in freezing.undecided(run, tasks, again)]
    if undecided and not (kind or filter_text):
        choice = replace(ask_choice(run, tasks, undecided), moved_reason=moved_reason)
        tasks = choose_tasks(run.quiet, tasks_wanted, round_name)  # somebody may have typed meanwhile
    new = [row.plan_no for row in freezing.new_tasks(run, tasks, again)]
    if new and not seen:
        show_readings(plan_readings(tasks.books, new), "以下任务按这样的读法冻结：")
    choice = ask_moved_reason(run, tasks, choice, again)
    declared = declared_source(run, tasks, lottery, reason, dice=dice, system=system)
    refuse_early_numbers(new, declared, numbers)
    frozen = freezing.freeze_tasks(run, tasks, declared, again, choice)
    show_frozen(frozen)
    show_slips(write_slips(run, tasks.books.settings))
    waiting = [task for _, task in frozen if task is not None]
    if freeze_only or not waiting or comes_later(waiting):
        say_frozen(waiting)
        return
    room = Attendance(operator, venue, "、".join(witnesses))
    answers = ask_numbers(waiting_sources(run, waiting), numbers, room)
    results = []
    for task in screen.TALK.each("抽取 {}", waiting, lambda one: one.request.plan.task_no):
        sources = task.request.sources
        named = "、".join(source.name for source in sources if source.key.startswith("witness"))
        typed = {source.key: answers[source.name] for source in sources if source.name in answers}
        results.append(draw_task(run, task, typed, replace(room, witnesses=room.witnesses or named)))
    show_drawn(results)
    announce(run)
    say_drawn(results)
