"""The menu: where the year stands, what comes next, and each step by its number; keyboard and plain lines only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType

import click

from xlcheck.cli import screen, window
from xlcheck.cli.menu import front, guide
from xlcheck.cli.menu.entries import ENTRIES, MORE, SET_UP, MenuEntry
from xlcheck.cli.menu.first_day import first_day
from xlcheck.cli.menu.opening import closing
from xlcheck.cli.menu.state import CommandLine, MenuState
from xlcheck.cli.screen import Back
from xlcheck.cli.trouble import CLEAN, COULD_NOT_RUN, guarded
from xlcheck.cli.wrapping import whole_clauses
from xlcheck.steps.desk.desk import Desk, Run, desks_in, find_desk
from xlcheck.steps.install.years_folder import is_first_start, refusal
from xlcheck.steps.practice.practice import time_on
from xlcheck.steps.remind.refused import note_refusal, refusals
from xlcheck.steps.remind.year_state import Stage, YearState, year_state

_LOOK = MenuEntry("再看一遍", "", lambda _: [])
"""What Enter does where somebody has to close a ledger first: the desk is looked at again."""
_DONE = ("√", "×")
"""How a verdict begins of a step that was done to its end, but found something."""
_ALL_IS_WELL = "√"
"""How a verdict begins that finds nothing to be done."""
_NO_TROUBLE = "－"
"""How a verdict begins that only says why there was nothing to do."""
_HELP = ("帮助", "?", "？")
"""What somebody may type who looks for the manual."""
Start = Callable[[Sequence[str]], object]
"""Runs a command line of the program, given without the program's name."""


@dataclass(slots=True)
class _Session:
    """An open menu: the desk, how command lines are run, where the desk stands, and what is in the way.

    ``trouble`` says why it cannot be read where it stands, ``refused`` why entries failed the last time, by title.
    """

    desk: Desk
    start: Start
    state: YearState | None = None
    trouble: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(init=False)
    denied: tuple[str, Mapping[str, str]] = ("", MappingProxyType({}))
    """The entry that could not be done, and what was answered there: it need not be typed again."""

    def __post_init__(self) -> None:
        self.refused = refusals(self.desk)

    def go_to(self, desk: Desk) -> None:
        """Go on with another year."""
        self.desk, self.refused = desk, refusals(desk)

    def remember(self, title: str, why: str) -> None:
        """Remember why an entry was not done, or forget it.

        What was refused is kept for the next time that the menu is opened; nothing to do, or a person's no, is not.
        """
        self.refused.pop(title, None)
        if why:
            self.refused[title] = why
        note_refusal(self.desk, title, "" if why.startswith(_NO_TROUBLE) else why)


def show(home: Path | None, files: Sequence[Path], start: Start) -> None:
    """Offer the steps until a person leaves or the input ends; trouble is shown and the menu goes on.

    ``home`` holds the years; where it is given and empty, the bureau is asked who it is, and its year is made. Files
    that were dropped on the runner are checked first. Raises :class:`XlcheckError` where there is no year to speak of.
    """
    is_first = home is not None and is_first_start(home)
    desk = first_day(home, start) if home is not None and is_first else find_desk(home)
    if desk is None:
        return
    session = _Session(desk, start)
    try:
        _greet(session, files)
        _offer(session)
    except click.Abort:  # the input has ended
        return


def _offer(session: _Session) -> None:
    """Offer the entries one after the other, until 0 is typed; Ctrl+C anywhere between leads back to them."""
    entry: MenuEntry | None = None
    while True:
        try:
            if (entry := _next(session, entry)) is None:
                return
            _carry_out(session, entry)
        except KeyboardInterrupt:
            screen.say("\n－ 已回到菜单。要退出，请输入 0。")


def _greet(session: _Session, files: Sequence[Path]) -> None:
    """Tell what is to be known before anything is chosen, and check what was dropped on the runner."""
    root = session.desk.root
    if why := refusal(root):
        screen.say(f"！ 文件夹 {root} 不能写入（{why}），各步骤都写不出结果。请把整个程序文件夹复制到可以写入的地方。")
        closing(None)
    if files:
        with window.pages(root.parent):
            guarded(lambda: session.start(["drop", *map(str, files), "--desk", str(root)]))
            closing(None)


def _next(session: _Session, last: MenuEntry | None) -> MenuEntry | None:
    """Show the menu, again after each look at the desk, and return the entry that is chosen; ``None`` is to leave."""
    while (entry := _offered(session, last)) is _LOOK:
        last = None
    return entry


def _offered(session: _Session, last: MenuEntry | None) -> MenuEntry | None:
    """Look at the desk, show the menu and return what is chosen."""
    desk = session.desk
    _look(session)
    if last is not None and _follow(session, last):
        _look(session)
    practised = guide.next_entry(desk, session.state)
    usual = _usual(desk, session.state, practised)

    def show_front() -> None:
        front.show(desk, session.state, session.trouble, guided=practised is not None)
        if usual is not None and (why := session.refused.get(usual.title)):
            screen.wrapped(_last_time(usual.title, why))

    show_front()
    return _choose(usual, show_front)


def _last_time(title: str, verdict: str) -> str:
    """Say why a step was not done, or not without trouble: the sentences of its verdict that two rows hold."""
    how = "有要处理的" if verdict.startswith(_DONE) else "没有做成"
    return whole_clauses(verdict.lstrip("！×－√ "), 2, f"上次“{title}”{how}：")


def _follow(session: _Session, last: MenuEntry) -> bool:
    """Go on in a practice; where another window is at work on it, the step stays and the reason is shown."""
    steps: list[bool] = []
    guarded(lambda: steps.append(guide.follow(session.desk, session.state, last.title)))
    return any(steps)


def _look(session: _Session) -> None:
    """Read where the year stands, or why that cannot be read."""
    desk, states = session.desk, list[YearState]()
    run = Run(desk, time_on(desk, screen.now()), progress=window.show_passing)
    with window.caught() as session.trouble:
        guarded(lambda: states.append(year_state(run)))
    session.state = states[0] if states else None


def _usual(desk: Desk, state: YearState | None, practised: str | None) -> MenuEntry | None:
    """Return the entry of the next step, or the one that is ``practised`` where a practice is under way."""
    if practised is not None:
        return next(entry for entry in ENTRIES if entry.title == practised)
    if front.begins(desk, state):
        return next(entry for entry in ENTRIES if entry.title == SET_UP)
    stage = state.next_step[0] if state is not None else Stage.CHECK
    return _LOOK if stage is Stage.CLOSE else next((entry for entry in ENTRIES if stage in entry.stages), None)


def _choose(usual: MenuEntry | None, show_front: Callable[[], None]) -> MenuEntry | None:
    """Ask for an entry by number or title; Enter alone takes the usual one, ``None`` is to leave."""
    hint = f"，直接回车为“{usual.title}”" if usual else ""
    choices = {entry.title: entry for entry in ENTRIES} | {str(number): entry for number, entry in front.NUMBERED}
    choices |= dict.fromkeys(_HELP, choices["手册"])
    page = 0  # of the other entries; 0 where the usual ones are shown
    while True:
        answer = _typed(_how(page) if page else f"请输入序号{hint}")
        if answer in ("0", "退出", "返回"):
            if not page:
                return None
            page = 0
            show_front()
        elif answer in (MORE, front.MORE_NUMBER) or (page and not answer):
            page = page % front.MORE_PAGES + 1
            front.show_more(page)
        elif entry := choices.get(answer) if answer else usual:
            return entry
        elif not answer:
            screen.say("！ 请输入左边的序号，或者名称。退出请输入 0。")
        else:
            screen.say(f"！ 没有“{answer}”这一项，请输入左边的序号，或者名称。")


def _how(page: int) -> str:
    return f"请输入序号（直接回车看{'下一页' if page < front.MORE_PAGES else '第 1 页'}，0 返回）"


def _typed(question: str) -> str:
    """Return what is typed; Ctrl+C drops the line."""
    while True:
        try:
            return screen.prompt(question)
        except window.Interrupted:
            screen.say("－ 没有选择。要退出，请输入 0。")


def _carry_out(session: _Session, entry: MenuEntry) -> None:
    """Ask what an entry asks, run its steps, let their outcome be read, and go to the year that they lead to."""
    state = MenuState(session.desk.root.parent, session.desk, session.state)
    before = _years(state.home)
    screen.recall(session.denied[1] if session.denied[0] == entry.title else {})
    session.denied = ("", {})
    with window.pages(state.home):
        try:
            code = _run(entry, state, session.start)
        except Back:
            return
        session.remember(entry.title, _refusal(code, window.last_line()))
        if code == COULD_NOT_RUN and screen.answers():
            session.denied = (entry.title, screen.answers())
            screen.say(f"－ 再选“{entry.title}”，不用改的各项直接回车。")
        result = entry.result(session.desk) if code != COULD_NOT_RUN and entry.result is not None else None
        with suppress(window.Interrupted):  # it is read, whatever was pressed
            closing(result if result is not None and result.exists() else None, at_once=entry.opens)
    new = [desk for root, desk in _years(state.home).items() if root not in before]
    desk = new[0] if new else state.other
    if desk is not None and desk.root.is_dir() and desk != session.desk:
        session.go_to(desk)


def _refusal(code: int, verdict: str) -> str:
    """Return the verdict of a step that was not done, or not without trouble; that all is well is no trouble."""
    nothing_to_do = code == COULD_NOT_RUN and verdict.startswith(_ALL_IS_WELL)
    return "" if code == CLEAN or nothing_to_do else verdict


def _run(entry: MenuEntry, state: MenuState, start: Start) -> int:
    """Run the steps of an entry up to the first that cannot run; returns the worst exit code.

    An entry without a step to run, a thing to open or a year to go to could not run. Raises :class:`Back` where a
    person wants back.
    """
    lines: list[CommandLine] = []
    worst = _guarded(lambda: lines.extend(entry.steps(state)))
    if not lines and not entry.opens and state.other is None:
        return COULD_NOT_RUN
    for line in lines:
        if worst == COULD_NOT_RUN:
            break
        window.show_passing(f"准备“{entry.title}”")
        worst = max(worst, _guarded(partial(start, line)))
    return worst


def _guarded(step: Callable[[], object]) -> int:
    """Run a step as :func:`guarded` does, but for :class:`Back`, which is raised: no word is needed for it."""
    backs: list[Back] = []

    def attempt() -> object:
        try:
            return step()
        except Back as back:
            backs.append(back)
            return COULD_NOT_RUN

    code = guarded(attempt)
    if backs:
        raise backs[0]
    return code


def _years(home: Path) -> dict[Path, Desk]:
    return {desk.root: desk for desk in desks_in(home)}
