"""抽取: freeze, reveal, draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.arguments import desk_argument, run_on
from xlcheck.cli.chinese import ChineseCommand
from xlcheck.model import Source
from xlcheck.steps.desk.desk import SILENT


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
@click.option("--freeze", "freeze_only", is_flag=True, help="只冻结，写出抽取公告；改日揭晓号码后再抽取。")
@click.option("--lottery", "lotteries", multiple=True, metavar="名称", help="用公开彩票作随机来源，写明彩种和期号。")
@click.option("--witness", "witnesses", multiple=True, metavar="姓名", help="由监督人现场报数（不少于六位）。")
@click.option("--drand", "beacons", multiple=True, metavar="轮次", help="用公开随机信标 drand 的某一轮。")
@click.option("--system", "system", is_flag=True, help="只用本机随机数（演练用；不能排除反复试抽）。")
@click.option("--number", "numbers", multiple=True, metavar="名称=号码", help="揭晓的号码；不写则逐个询问。")
@click.option("--again", default="", metavar="理由", help="对已抽取的任务再抽一次，须写明理由。")
@click.option("--abandon", default="", metavar="理由", help="放弃还没有揭晓号码的冻结，须写明理由；以后可以重新冻结。")
@click.option("--operator", default="", metavar="姓名", help="操作人，印在抽取记录上。")
@click.option("--venue", default="", metavar="地点", help="抽取地点，印在抽取记录上。")
def draw(
    desk: Path | None,
    tasks_wanted: tuple[str, ...],
    round_name: str,
    kind: str,
    filter_text: str,
    freeze_only: bool,
    lotteries: tuple[str, ...],
    witnesses: tuple[str, ...],
    beacons: tuple[str, ...],
    system: bool,
    numbers: tuple[str, ...],
    again: str,
    abandon: str,
    operator: str,
    venue: str,
) -> None:
    """冻结抽样框和人员，揭晓号码，抽取检查对象和检查人员。

    先冻结并写出抽取公告，再产生号码，谁都无法左右结果。已冻结的任务不必再写随机来源。

    \b
    例：xlcheck draw workbooks/2021 --round 第一批 --freeze --lottery 双色球2021003期 --witness 张某
        xlcheck draw workbooks/2021 --round 第一批
        xlcheck draw workbooks/2021 --task 01号 --system
    """
    from xlcheck.cli.dialogues.draw import ask_choice, ask_numbers, kind_of, show_drawn, show_frozen
    from xlcheck.steps.draw import freeze as freezing
    from xlcheck.steps.draw.draw import Attendance, declared_sources, draw_task
    from xlcheck.steps.draw.tasks import choose_tasks

    run = run_on(desk)
    sources = _sources(lotteries, witnesses, beacons, system)
    tasks = choose_tasks(run, tasks_wanted, round_name)
    if abandon:
        task_numbers = freezing.abandon(run, tasks, abandon)
        screen.say(
            f"√ 已放弃 {'、'.join(task_numbers)} 的冻结，理由记入抽取日志。抽取公告已经张贴、发出的，请一并说明。"
        )
        return
    choice = freezing.KindChoice(kind_of(kind), filter_text)
    undecided = [row.task_no for row in freezing.undecided(run, tasks, again)]
    if undecided and not (kind or filter_text):
        choice = ask_choice(tasks, undecided)
        quiet = replace(run, say=SILENT.say)
        tasks = choose_tasks(quiet, tasks_wanted, round_name)  # somebody may have typed meanwhile
    frozen = freezing.freeze_tasks(run, tasks, sources, again, choice)
    show_frozen(frozen, at_once=not (freeze_only or system))
    waiting = [task for _, task in frozen if task is not None]
    if freeze_only or not waiting:
        return
    answers = ask_numbers(declared_sources(run, waiting), numbers)
    results = []
    for task in waiting:
        task_sources = task.request.sources
        present = witnesses or [source.name for source in task_sources if source.key.startswith("witness")]
        room = Attendance(operator, venue, "、".join(present))
        results.append(draw_task(run, task, {source.key: answers[source.name] for source in task_sources}, room))
    show_drawn(results)


def _sources(
    lotteries: Sequence[str], witnesses: Sequence[str], beacons: Sequence[str], system: bool
) -> tuple[Source, ...]:
    """Give the declared sources their keys in the seed line."""
    from xlcheck.steps.draw.draw import system_source

    outside = (
        *(Source(f"lottery{n}", name, ordered=False) for n, name in enumerate(lotteries, 1)),
        *(Source(f"witness{n}", name) for n, name in enumerate(witnesses, 1)),
        *(Source(f"drand{n}", name) for n, name in enumerate(beacons, 1)),
    )
    return (*outside, *((system_source(),) if system else ()))
