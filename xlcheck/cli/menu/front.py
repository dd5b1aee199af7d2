"""What the menu shows: the entries, where the year stands, and what comes next, in 24 lines of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.cli import screen, window
from xlcheck.cli.menu import guide
from xlcheck.cli.menu.entries import ENTRIES, MORE, USUAL_ENTRIES, MenuEntry
from xlcheck.cli.trouble import guarded
from xlcheck.steps.desk.desk import Desk, desks_in
from xlcheck.steps.desk.own_years import year_named
from xlcheck.steps.new.setup import form_of
from xlcheck.steps.remind.check_state import CheckState
from xlcheck.steps.remind.year_state import RoundState, Stage, YearState

_COLUMNS = 79
"""Of a line; the last column of a window of 80 stays free, since some consoles break the line there."""
_ROUNDS = 4
"""So many lines say where the rounds stand."""
_SPARE = 2
"""So many rows are free for what does not fit into one line, where the entries and all else are shown."""
_OPEN = 2
"""So many of the ledgers that are open are named."""
_FIRST_OF_MORE = 11
_ON_A_PAGE = 12
"""So many of the other entries are shown at once."""
MORE_ABOUT = "补抽、消息、公示日期、撤回、合并台账、统计、核验、演练等"

MORE_PAGES = -(-(len(ENTRIES) - len(USUAL_ENTRIES)) // _ON_A_PAGE)
MORE_NUMBER = str(len(USUAL_ENTRIES) + 1)
NUMBERED = tuple(enumerate(USUAL_ENTRIES, start=1)) + tuple(
    enumerate((entry for entry in ENTRIES if entry not in USUAL_ENTRIES), start=_FIRST_OF_MORE)
)
"""All entries with their numbers; each can be typed wherever an entry is asked for."""

_NEXT = {
    Stage.CHECK: "校验工作簿",
    Stage.FREEZE: "冻结{name}，写出抽取公告",
    Stage.LODGE: "{name}已冻结，{day}18时以前把收存联交监督人，登记收存",
    Stage.WAIT: "等{name}开奖，{day}22时以后抽取",
    Stage.DRAW: "{name}已冻结，输入揭晓的号码抽取",
    Stage.LEDGER: "生成{name}的通知书、记录表和台账",
    Stage.TELL: "把{name}的检查安排发给检查人员、工作群",
    Stage.RECORD: "检查，在{name}的台账中登记",
    Stage.CHOOSE: "从几个文件中留下要用的，其余移走，再校验",
    Stage.CLOSE: "保存、关闭{books}，再按回车",
    Stage.FOLLOW_UP: "整改、移送完成以后，在{name}的台账中登记",
    Stage.PUBLISH: "公示{name}已登记的检查结果",
    Stage.SEND: "统计，把材料打包上报",
    Stage.DATE: "填写已公示各户的公示日期",
    Stage.MAIL: "把上报的邮件发出去，登记发出",
    Stage.SHEET: "把签名的掷骰记录单扫描或拍照，存档",
    Stage.REBUILD: "{books}的抽取记录丢失，放回或者重建",
    Stage.DONE: "全年已办结",
}
_SET_UP = "填好《开办表》，写出计划和设置"
_NO_PLAN = "在本年度的工作簿里录入名录、计划，保存、关闭，再校验"
_CHECK_AGAIN = {
    CheckState.STALE: "工作簿改动过，再校验一次",
    CheckState.FAULTY: "按校验报告改正错误，保存、关闭，再校验一次",
}


def show(desk: Desk, state: YearState | None, trouble: Sequence[str], *, guided: bool) -> None:
    """Show the list first: what counts now stands below it, where the question is."""
    screen.say("")
    year = f"{desk.root.name} 年度{'（示例）' if desk.example else '（演练）' if desk.practice else ''}"
    screen.say(window.shortened(f"双随机抽查　{year}　{desk.root}", _COLUMNS))
    others = [other for other in desks_in(desk.root.parent) if other.root != desk.root]
    if names := "、".join(year_named(other, desk) for other in others):
        screen.say(window.shortened(f"（另有 {names}，在“{MORE}”里选“换年度”转过去）", _COLUMNS))
    if guided:
        _show_titles()
    else:
        show_usual_entries()
    for line in trouble:
        screen.wrapped(line)
    if state is not None:
        _show_standing(state, 0 if guided else _SPARE)
        if not guided:
            step = _SET_UP if begins(desk, state) else _next_step(state)
            screen.say(window.shortened(f"下一步：{step}", _COLUMNS))
    elif not guided:
        screen.say("下一步：按上面说的处理，再校验工作簿")
    guarded(lambda: guide.show(desk))


def begins(desk: Desk, state: YearState | None) -> bool:
    """Say whether a year has its form and no task yet: it begins with that."""
    return state is not None and not state.rounds and state.check is not CheckState.FAULTY and form_of(desk).is_file()


def show_usual_entries() -> None:
    """Show the entries of the work in their order, and the way to all others."""
    _show(NUMBERED[: len(USUAL_ENTRIES)])
    screen.say(f"  {MORE_NUMBER:>2} {MORE:　<4}　{MORE_ABOUT}")
    screen.say("   0 退出")


def show_more(page: int) -> None:
    """Show a page of all other entries; the first is page 1."""
    others = NUMBERED[len(USUAL_ENTRIES) :]
    screen.say(f"\n{MORE}（第 {page} 页，共 {MORE_PAGES} 页）：")
    _show(others[(page - 1) * _ON_A_PAGE : page * _ON_A_PAGE])
    screen.say("   0 返回")


def _show(numbered: Sequence[tuple[int, MenuEntry]]) -> None:
    for number, entry in numbered:
        screen.say(f"  {number:2} {entry.title:　<4}　{entry.about}")


def _show_titles() -> None:
    """Show the entries in two lines, where there is much to read below them."""
    titles = [f"{number} {entry.title}" for number, entry in NUMBERED[: len(USUAL_ENTRIES)]]
    titles += [f"{MORE_NUMBER} {MORE}", "0 退出"]
    half = len(titles) // 2
    for line in (titles[:half], titles[half:]):
        screen.say("  " + "　".join(line))


def _show_standing(state: YearState, spare: int) -> None:
    """Show where everything stands; what is too wide goes on in a ``spare`` row, or is shortened where none is left."""
    for line in _standing(state):
        rows = _rows_of(f"  {line}")
        spare -= len(rows) - 1
        for row in rows if spare >= 0 else [window.shortened(f"  {line}", _COLUMNS)]:
            screen.say(row)


def _rows_of(line: str) -> list[str]:
    """Break a line that is too wide behind a comma."""
    first, *clauses = line.split("，")
    rows = [first]
    for clause in clauses:
        rows[-1] += "，"
        if window.width(rows[-1] + clause) < _COLUMNS:
            rows[-1] += clause
        else:
            rows.append(f"    {clause}")
    return rows


def _standing(state: YearState) -> Iterator[str]:
    """Yield where the workbooks and the rounds stand; of many rounds, those where something is open."""
    yield f"工作簿：{state.check}"
    if state.several:
        yield f"{_first(state.several)}有不止一个文件，选定以前不抽取、不公示，“校验”列出各是哪几个"
    if state.unplanned:
        yield f"{'、'.join(state.unplanned)}已冻结，计划中却没有，怎样补回见“到期提醒”"
    if state.open_ledgers:
        yield f"{_open_books(state)}正打开着，下面是上次保存的情况"
    rounds = state.rounds
    if len(rounds) > _ROUNDS:
        rounds = tuple(one for one in state.rounds if not one.is_done)[: _ROUNDS - 1]
    for one in rounds:
        yield f"{one.name or '其他任务'}（{len(one.tasks)} 个任务）：{_open(one)}"
    if rest := [one for one in state.rounds if one not in rounds]:
        finished = sum(one.is_done for one in rest)
        others = f"，{len(rest) - finished} 批见“到期提醒”" if finished < len(rest) else ""
        yield f"其余 {len(rest)} 批：{finished} 批已办结{others}"


def _open(one: RoundState) -> str:
    """Say what is open in a round, in a few words."""
    counts = (
        ("待冻结 {} 个", len(one.unfrozen)),
        ("待抽取 {} 个", len(one.waiting)),
        ("待做台账 {} 个", len(one.unprepared)),
        ("待检查 {} 户", one.to_visit),
        ("待公示 {} 户", one.to_publish),
        ("台账有错误 {} 户", one.faulty),
        ("待填公示日期 {} 户", one.undated),
        ("整改、移送等未完 {} 户", one.to_follow_up),
        ("已撤回、没有更正 {} 户", one.withdrawn),
    )
    return "，".join(words.format(count) for words, count in counts if count) or "已办结"


def _next_step(state: YearState) -> str:
    stage, which = state.next_step
    if stage is Stage.CHECK and state.check is CheckState.CLEAN:
        return _NO_PLAN
    words = _CHECK_AGAIN.get(state.check, _NEXT[stage]) if stage is Stage.CHECK else _NEXT[stage]
    if stage is Stage.DONE and (withdrawn := sum(one.withdrawn for one in state.rounds)):
        return f"已撤回的 {withdrawn} 户没有更正，其余都已办结"
    name = (which.name or "其他任务") if which else ""
    return words.format(name=name, day=_draw_day(which), books="、".join(state.lost) or _open_books(state))


def _open_books(state: YearState) -> str:
    """Name the first of the ledgers that are open."""
    return _first([name.removesuffix(".xlsx") for name in state.open_ledgers])


def _first(names: Sequence[str]) -> str:
    """Name the first of several workbooks."""
    return f"{''.join(f'《{n}》' for n in names[:_OPEN])}{f'等 {len(names)} 本' if len(names) > _OPEN else ''}"


def _draw_day(which: RoundState | None) -> str:
    return f"{which.draw_day.month}月{which.draw_day.day}日" if which and which.draw_day else ""
