"""What a draw asks at the prompt: which kind it is, and the numbers, read back before they are logged for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlcheck.cli import screen
from xlcheck.cli.chinese import UnfitValue
from xlcheck.messages import error_text
from xlcheck.model import Source, XlcheckError
from xlcheck.schema.vocabularies import DIRECTED, UNDIRECTED
from xlcheck.steps.draw.draw import DeclaredSource, check_number, system_numbers
from xlcheck.steps.draw.freeze import KindChoice, check_filter
from xlcheck.steps.draw.tasks import ChosenTasks

_KINDS = {"": UNDIRECTED, "不定向": UNDIRECTED, UNDIRECTED: UNDIRECTED, "定向": DIRECTED, DIRECTED: DIRECTED}


def kind_of(typed: str) -> str:
    """抽查类型 as it was typed on the command line; empty where it was not.

    Raises :class:`UnfitValue` where it is none.
    """
    if typed not in _KINDS:
        raise UnfitValue(f"--kind“{typed}”不对，请写“定向”或“不定向”")
    return _KINDS[typed] if typed else ""


def ask_choice(tasks: ChosenTasks, open_tasks: Sequence[str]) -> KindChoice:
    """Which kind the tasks are of that the plan leaves open, and 定向条件 where they are directed."""
    names = "、".join(open_tasks)
    screen.say(f"计划中 {names} 的抽查类型为“定向或不定向抽查”。")
    while (typed := screen.ask("本次按哪一种抽取（不定向/定向，直接回车为不定向）", "")) not in _KINDS:
        screen.say("！ 请输入“不定向”或“定向”。")
    if _KINDS[typed] == UNDIRECTED:
        return KindChoice(UNDIRECTED)
    while True:
        text = screen.ask("请输入定向条件（如：信用风险等级为C、D）")
        try:
            check_filter(tasks, open_tasks[0], text)
        except XlcheckError as error:
            screen.say(f"！ {error_text(error)}")
        else:
            return KindChoice(DIRECTED, text)


def ask_numbers(declared: Sequence[DeclaredSource], given: Sequence[str]) -> dict[str, str]:
    """The number of each source by its name, as it was typed.

    Numbers that were revealed already stay, those ``given`` (``name=number``) are taken, the computer's
    own are made, and for the rest a person is asked, who must say yes to what he typed.
    Raises :class:`UnfitValue` where something given fits no source, :class:`XlcheckError` where it cannot be read.
    """
    known = {d.source.name: d.revealed for d in declared if d.revealed}
    taken = _given(declared, given)
    for name, (number, time) in known.items():
        ignored = f"，本次输入的“{taken[name]}”不采用" if taken.get(name, number) != number else ""
        screen.say(f"－ “{name}”的号码已在 {time} 揭晓：{number}，予以沿用{ignored}。")
    typed = taken | {name: number for name, (number, _) in known.items()}
    return typed | _asked([d.source for d in declared if d.source.name not in typed])


def _given(declared: Sequence[DeclaredSource], pairs: Sequence[str]) -> dict[str, str]:
    sources = {d.source.name: d.source for d in declared}
    typed = {name.strip(): number for name, _, number in (pair.partition("=") for pair in pairs)}
    for name, number in typed.items():
        if name not in sources or not number.strip():
            raise UnfitValue(f"--number“{name}”对不上随机来源，或没有写号码；随机来源有：{'、'.join(sources)}")
        check_number(sources[name], number)
    return typed


def _asked(sources: Sequence[Source]) -> dict[str, str]:
    """What a person types, until he confirms it; the log keeps the numbers for good."""
    own = {s.name: system_numbers() for s in sources if s.key.startswith("system")}
    people = {s.name: s for s in sources if s.name not in own}
    while people:
        typed = {name: _prompt(source) for name, source in people.items()}
        _read_back(typed)
        if screen.agrees("以上号码一经写入抽取日志就不能更改，是否无误"):
            return own | typed
        screen.say("请重新输入。")
    return own


def _prompt(source: Source) -> str:
    while True:
        text = screen.ask(f"请输入“{source.name}”的号码")
        try:
            check_number(source, text)
        except XlcheckError as error:
            screen.say(f"！ {error_text(error)}")
        else:
            return text


def _read_back(typed: Mapping[str, str]) -> None:
    for name, number in typed.items():
        screen.say(f"    {name}：{number}")
