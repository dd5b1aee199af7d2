"""随机号码: asked for at the prompt, and read back before they are logged for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlcheck.cli import screen
from xlcheck.cli.chinese import UnfitValue
from xlcheck.messages import error_text
from xlcheck.model import Source, XlcheckError
from xlcheck.steps.draw import Declared, check_number, system_numbers


def ask_numbers(declared: Sequence[Declared], given: Sequence[str]) -> dict[str, str]:
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


def _given(declared: Sequence[Declared], pairs: Sequence[str]) -> dict[str, str]:
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
