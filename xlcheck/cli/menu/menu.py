"""The menu: where the year stands, what comes next, and each step by its number; keyboard and plain lines only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.menu import guide
from xlcheck.cli.menu.asking import Back
from xlcheck.cli.menu.entries import ENTRIES, CommandLine, MenuEntry, MenuState
from xlcheck.cli.menu.opening import offer
from xlcheck.cli.trouble import COULD_NOT_RUN, guarded
from xlcheck.steps.desk.desk import Desk, Run, desks_in, find_desk
from xlcheck.steps.install.home import first_start, refusal
from xlcheck.steps.practice.practice import time_on
from xlcheck.steps.remind.year_state import RoundState, Stage, YearState, year_state

Start = Callable[[Sequence[str]], object]
"""Runs a command line of the program, given without the program's name."""

_NEXT = {
    Stage.CHECK: "校验工作簿",
    Stage.FREEZE: "冻结{name}，写出抽取公告",
    Stage.DRAW: "{name}已冻结，号码揭晓后抽取",
    Stage.LEDGER: "生成{name}的通知书、记录表和台账",
    Stage.RECORD: "检查，在{name}的台账中登记",
    Stage.PUBLISH: "公示{name}已登记的检查结果",
    Stage.SEND: "统计，把材料打包上报",
    Stage.DONE: "全年已办结",
}


def show(home: Path | None, files: Sequence[Path], start: Start) -> None:
    """Offer the steps until a person leaves or the input ends; trouble is shown and the menu goes on.

    ``home`` holds the years; where it is given and empty, the shipped year is put there. Files that were dropped on
    the runner are checked first. Raises :class:`XlcheckError` where there is no year to speak of.
    """
    if home is not None:
        first_start(home, screen.TALK)
    desk = find_desk(home)
    if why := refusal(desk.root):
        screen.say(
            f"！ 文件夹 {desk.root} 不能写入（{why}），各步骤都写不出结果。请把整个程序文件夹复制到可以写入的地方。"
        )
    if files:
        guarded(lambda: start(["drop", *map(str, files), "--desk", str(desk.root)]))
    entry: MenuEntry | None = None
    while True:
        state = _look(desk)
        if entry is not None and guide.follow(desk, state, entry.title):
            state = _look(desk)
        practice_title = guide.next_entry(desk, state)
        _show(desk, state, guided=practice_title is not None)
        try:
            entry = _choose(_usual(state, practice_title))
        except click.Abort as abort:
            # Ctrl+C drops the line that was typed; the end of the input, which click gives as Abort too, ends the menu
            if isinstance(abort.__context__, KeyboardInterrupt):
                screen.say("")
                continue
            return
        if entry is None:
            return
        desk = _carry_out(entry, MenuState(desk.root.parent, desk, state), start)


def _look(desk: Desk) -> YearState | None:
    """Read where the year stands; ``None`` where that cannot be read, which is shown."""
    states: list[YearState] = []
    guarded(lambda: states.append(year_state(Run(desk, time_on(desk, screen.now())))))
    return states[0] if states else None


def _show(desk: Desk, state: YearState | None, *, guided: bool) -> None:
    """Show the list first: what counts now stands below it, where the question is."""
    mark = "（演练）" if desk.practice else ""
    screen.say(f"\n双随机抽查　{desk.root.name} 年度{mark}　{desk.root}")
    if others := [other.root.name for other in desks_in(desk.root.parent) if other.root != desk.root]:
        screen.say(f"（另有 {'、'.join(others)} 年度，用“换年度”转过去）")
    for number, entry in enumerate(ENTRIES, start=1):
        screen.say(f"  {number:2} {entry.title:　<4}　{entry.about}")
    screen.say("   0 退出\n")
    if state is not None:
        screen.say(f"  工作簿：{state.check}")
        for one in state.rounds:
            screen.say(f"  {one.name or '其他任务'}（{len(one.tasks)} 个任务）：{_standing(one)}")
        if not guided:
            stage, which = state.next_step
            screen.say(f"下一步：{_NEXT[stage].format(name=which.name if which else '')}")
    guarded(lambda: guide.show(desk))


def _standing(one: RoundState) -> str:
    """Say what is open in a round, in a few words."""
    counts = (
        ("待冻结 {} 个任务", len(one.unfrozen)),
        ("待抽取 {} 个任务", len(one.waiting)),
        ("没有台账 {} 个任务", len(one.unprepared)),
        ("待检查 {} 户", one.to_visit),
        ("待公示 {} 户", one.to_publish),
        ("已撤回、没有更正 {} 户", one.withdrawn),
    )
    return "，".join(words.format(count) for words, count in counts if count) or "已办结"


def _usual(state: YearState | None, practised: str | None) -> MenuEntry | None:
    """Return the entry of the next step, or the one that is ``practised`` where a practice is under way."""
    if practised is not None:
        return next(entry for entry in ENTRIES if entry.title == practised)
    stage = state.next_step[0] if state is not None else Stage.CHECK
    return next((entry for entry in ENTRIES if entry.stage is stage), None)


def _choose(usual: MenuEntry | None) -> MenuEntry | None:
    """Ask for an entry by number or title; Enter alone takes the usual one, ``None`` is to leave."""
    choices = {entry.title: entry for entry in ENTRIES} | {str(n): e for n, e in enumerate(ENTRIES, start=1)}
    hint = f"，直接回车为“{usual.title}”" if usual else ""
    while True:
        answer = screen.ask(f"请输入序号{hint}", "")
        if answer in ("0", "退出"):
            return None
        if entry := choices.get(answer) if answer else usual:
            return entry
        screen.say(f"！ 请输入 0 至 {len(ENTRIES)} 的数字，或者名称。")


def _carry_out(entry: MenuEntry, table: MenuState, start: Start) -> Desk:
    """Ask what an entry asks, run its steps, and offer their result; returns the desk to go on with."""
    before = _years(table.home)
    path = _made(entry, table, start)
    if path is not None and path.exists():
        offer(path)
    new = [desk for name, desk in _years(table.home).items() if name not in before]
    desk = new[0] if new else table.other
    return desk if desk is not None and desk.root.is_dir() else table.desk


def _made(entry: MenuEntry, table: MenuState, start: Start) -> Path | None:
    """Run the steps of an entry up to the first that cannot run; returns where their result is, if there is any."""
    lines: list[CommandLine] = []

    def collect() -> None:
        lines.extend(entry.steps(table))

    try:
        if guarded(collect) == COULD_NOT_RUN:
            return None
    except Back:
        return None
    for line in lines:
        if guarded(partial(start, line)) == COULD_NOT_RUN:
            return None
    return entry.result(table.desk) if entry.result is not None else None


def _years(home: Path) -> dict[Path, Desk]:
    return {desk.root: desk for desk in desks_in(home)}
