"""冻结, 抽取, 放弃冻结 and 重抽 in the menu: of which tasks, by which numbers, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from xlcheck.cli import screen, window
from xlcheck.cli.arguments import run_on
from xlcheck.cli.asking import choose, names, typed_reason, words
from xlcheck.cli.dialogues.draw import show_room
from xlcheck.cli.dialogues.readings import show_readings
from xlcheck.cli.menu.source import ask_source
from xlcheck.cli.menu.state import CommandLine, MenuState
from xlcheck.cli.screen import Declined
from xlcheck.draws.formats.two.seed import SYSTEM
from xlcheck.journal.draw_events import Draw, Freeze
from xlcheck.reading.dates import in_words
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.clock import require_clock, require_wrong_clock
from xlcheck.steps.draw.draw import Attendance
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.draw.freeze import require_nothing_due
from xlcheck.steps.draw.tasks import ready_books, require_ready
from xlcheck.steps.remind.check_state import CheckState
from xlcheck.steps.remind.year_state import RoundState

_BETWEEN = re.compile(r"[、，,；;\s]+")
_NONE_WAITS = "没有等待抽取的任务。要抽取的，请先做“冻结”。"
_NONE_FROZEN = "没有等待抽取的任务，没有可以放弃的冻结。"
_LOST = "（抽取记录丢失）"
_ONE_BY_ONE = "只做几个任务的，写编号，如 {}"

_Tasks = tuple[str, tuple[str, ...]]
"""A name, and task numbers."""


def freeze(state: MenuState) -> Sequence[CommandLine]:
    """Ask which tasks are frozen, and by which sources of randomness they will be drawn."""
    _require_freezable(state)
    if not (tasks := _tasks(state, lambda one: one.unfrozen, "冻结哪一批", "没有待冻结的任务，不用做这一步。")):
        return []
    readings = state.year_state.readings if state.year_state else ()
    show_readings((one for one in readings if one.row in tasks), "请核对：计划读作如下，与原意不同的，请输入 0 返回")
    return [["draw", state.root, *_options("--task", tasks), "--freeze", "--seen", *ask_source(state.desk)]]


def _require_freezable(state: MenuState) -> None:
    """Refuse before any question what a freeze would refuse after all of them; raises :class:`XlcheckError`."""
    if state.year_state is None:
        return  # what is wrong is said beside the menu
    run = run_on(state.desk.root).quiet
    require_clock(run)
    require_nothing_due(run)
    if state.year_state.check is CheckState.CLEAN:
        require_ready(run, ())
    else:
        ready_books(run)


def draw(state: MenuState) -> Sequence[CommandLine]:
    """Ask which tasks are drawn, by whom and where."""
    if _all_later(state) or not (tasks := _tasks(state, lambda one: one.due, "抽取哪一批", _NONE_WAITS)):
        return []
    run = run_on(state.desk.root)
    operator, venue = words(run, "操作人", "", how="可以不填"), words(run, "抽取地点", "", how="可以不填")
    witnesses = names(words(run, "监督人", "", how="几个人用顿号隔开，可以不填"))
    present = _options("--witness", witnesses)
    if not _is_typed(state, tasks):
        _confirm_machine(tasks, Attendance(operator, venue, "、".join(witnesses)))
    return [["draw", state.root, *_options("--task", tasks), "--operator", operator, "--venue", venue, *present]]


def _is_typed(state: MenuState, tasks: Sequence[str]) -> bool:
    """Say whether any of the tasks is drawn by numbers that a person types, and reads back then."""
    freezes = {freeze.task_no: freeze for freeze in state.desk.journal.draws().of_kind(Freeze)}
    keys = {source.key for task in tasks if task in freezes for source in freezes[task].sources}
    return keys != {SYSTEM.key}


def _confirm_machine(tasks: Sequence[str], room: Attendance) -> None:
    screen.say(f"    用本机随机数抽取：{'、'.join(tasks)}")
    show_room(room)
    if not screen.agrees("抽取一经记入抽取日志就不能更改，是否抽取"):
        raise Declined


def _all_later(state: MenuState) -> bool:
    """Say, where it is so, that no numbers can be known yet."""
    rounds = state.year_state.rounds if state.year_state else ()
    coming = [one for one in rounds if one.draw_day]
    if not coming or any(one.due for one in rounds):
        return False
    for one in coming:
        tasks = f"{one.name or '其他任务'}（{'、'.join(one.later)}）"
        screen.say(f"－ {tasks}用的彩票 {one.draw_day} 开奖，当日22时以后才能抽取。请在那以后再做。")
    return True


def abandon(state: MenuState) -> Sequence[CommandLine]:
    """Ask whose freeze is given up, and why."""
    if not (tasks := _tasks(state, lambda one: one.waiting, "放弃哪一批的冻结", _NONE_FROZEN)):
        return []
    reason = typed_reason(run_on(state.desk.root), "理由，记入抽取日志", needed="请写明理由，如：期号写错。")
    screen.say(f"    放弃：{'、'.join(tasks)} 的冻结")
    screen.say(f"    理由：{reason}")
    if not screen.agrees("放弃以后要重新冻结、重新公告，是否放弃"):
        raise Declined
    return [["draw", state.root, *_options("--task", tasks), "--abandon", reason]]


def correct_clock(state: MenuState) -> Sequence[CommandLine]:
    """Ask why the clock was wrong."""
    require_wrong_clock(run_on(state.desk.root))
    reason = typed_reason(
        run_on(state.desk.root), "时钟走错的原因，记入抽取日志", needed="请写明原因，如：电脑电池没电，日期走到了以后。"
    )
    now = run_on(state.desk.root).now
    screen.say(f"    现在的时间：{in_words(now.date())}{now.hour}时{now.minute}分")
    screen.say(f"    原因：{reason}")
    if not screen.agrees("登记以后不能撤回，现在的时间是否正确"):
        raise Declined
    return [["draw", state.root, "--clock", reason]]


def draw_again(state: MenuState) -> Sequence[CommandLine]:
    """Ask which drawn task is frozen for another draw, why, and by which sources; read it back."""
    _require_freezable(state)
    window.show_status("读取抽取记录")
    waiting = {task for one in (state.year_state.rounds if state.year_state else ()) for task in one.waiting}
    archive = Archive(state.desk)
    drawn = [draw for draw in archive.last_draws() if draw.task_no not in waiting]
    if not drawn:
        screen.say("－ 还没有抽取过的任务，没有可以重抽的。等待抽取的，请先做“抽取”。")
        return []
    names_of = {task: one.record.request.plan.task_name for task, one in drawn_tasks(archive).items()}
    again = choose("重抽哪个任务", drawn, lambda one: f"{one.task_no}　{names_of.get(one.task, _LOST)}")
    reason = typed_reason(
        run_on(state.desk.root), "重抽的理由，记入抽取日志，印在抽取记录上", needed="请写明理由，如：名录库漏了两户。"
    )
    sources = ask_source(state.desk)
    _read_back(state, again, reason)
    if not screen.agrees("重抽的记录永远留在抽取日志中，是否重抽"):
        raise Declined
    return [["draw", state.root, "--task", again.task_no, "--again", reason, "--freeze", *sources]]


def _read_back(state: MenuState, draw: Draw, reason: str) -> None:
    """Say what becomes of the draw that counts until then, by the logs alone: its record may be lost."""
    public = state.desk.journal.publications().still_public()
    published = sum(event.task == draw.task and event.attempt in (0, draw.attempt) for event in public)
    current = state.desk.journal.draws().drawn_codes()[draw.task]
    screen.say(f"    重抽：{draw.task_no}，第 {draw.attempt} 次抽中 {len(current)} 户")
    screen.say(f"    理由：{reason}")
    screen.say("    抽出以后，上次的结果、通知书和台账不再算数；两次都留在抽取日志中，记录上印着理由")
    if published:
        screen.say(f"    上次的结果已公示 {published} 户，抽出以后要“撤回”")


def _tasks(
    state: MenuState, meant: Callable[[RoundState], tuple[str, ...]], question: str, none: str
) -> tuple[str, ...]:
    """Return the tasks that a person chooses of those that are meant: a round's, or single ones by their numbers.

    Where there are ``none``, that is said.
    """
    if state.year_state is None:
        screen.say("－ 本年度的工作簿读不出来，请先按菜单上说的处理。")
        return ()
    every_round = state.year_state.rounds
    rounds = [(one.name or "其他任务", meant(one)) for one in every_round if meant(one)]
    if not rounds:
        screen.say(f"－ {none}")
        return ()
    every = [task for _, tasks in rounds for task in tasks]
    how = _ONE_BY_ONE.format("、".join(every[:2])) if len(every) > 1 else ""
    name, chosen = choose(
        question,
        rounds,
        lambda one: f"{one[0]}：{'、'.join(one[1])}",
        usual=rounds[0],
        otherwise=lambda answer: _named(answer, every),
        also=how,
    )
    if not name:
        screen.say(f"－ 只做 {'、'.join(chosen)}。")
    return chosen


def _named(answer: str, tasks: Sequence[str]) -> _Tasks | None:
    """Return the tasks whose numbers an answer gives, as 01号、03号; ``None`` where it gives no such numbers."""
    parts = [part for part in _BETWEEN.split(answer) if part]
    if len(parts) == 1 and parts[0].isdecimal() and not parts[0].startswith("0"):
        return None  # the number of a round
    by_number = {_bare(task): task for task in tasks}
    numbers = [by_number.get(_bare(part), "") for part in parts]
    return ("", tuple(dict.fromkeys(numbers))) if numbers and all(numbers) else None


def _bare(number: str) -> str:
    """Return a task's number without 号 and the zeros before it."""
    return number.removesuffix("号").lstrip("0")


def _options(name: str, values: Iterable[str]) -> list[str]:
    return [part for value in values for part in (name, value)]
