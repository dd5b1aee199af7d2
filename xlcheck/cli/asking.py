"""Questions that lead to an answer: by number or part of a name, a path that was dragged, or names; 0 leads back."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from xlcheck.cli import screen
from xlcheck.cli.screen import NEEDED, ask
from xlcheck.messages import error_text, system_words
from xlcheck.model import XlcheckError
from xlcheck.reading.who import gives_reason
from xlcheck.steps.desk.desk import Run

Choice = TypeVar("Choice")

_LISTED = 100
"""So many choices are listed; of more, a person types a part of the name."""
_TOKEN = re.compile(r"\"(?P<double>[^\"]+)\"|'(?P<single>[^']+)'|“(?P<chinese>[^“”]+)”(?!\S)|(?P<plain>\S+)")
_NUMBER = re.compile("[1-9][0-9]{0,2}")
"""A number of a list, as a person types it; 01 and 2021 are parts of names."""
_SEPARATORS = re.compile("[、，,；;]")


def choose(
    question: str,
    choices: Sequence[Choice],
    name: Callable[[Choice], str],
    *,
    usual: Choice | None = None,
    shown: bool = False,
    otherwise: Callable[[str], Choice | None] = lambda _: None,
    also: str = "",
) -> Choice:
    """Return the choice that a person means by its number or by a part of its name; Enter takes the ``usual`` one.

    The choices are listed, unless they were ``shown`` before. ``otherwise`` reads an answer that means something
    else, and ``also`` says how that is written.
    """
    names = [name(choice) for choice in choices]
    few = len(names) <= _LISTED
    _show(names, range(len(names)) if few and not shown else ())
    how = f"序号{'' if also else '或名称的一部分'}" if few else f"共 {len(names)} 个，请输入名称的一部分"
    how += f"，回车为 {names.index(name(usual)) + 1}" if usual is not None and not screen.recalled(question) else ""
    how += f"；{also}" if also else ""
    seen = set(range(len(names))) if few or shown else set()

    def seen_of(answer: str) -> list[int]:
        return [number for number in _meant(answer, names) if number in seen or not _NUMBER.fullmatch(answer)]

    while True:
        answer = ask(
            question, "", how=how, is_choice=lambda typed: otherwise(typed) is not None or bool(seen_of(typed))
        )
        if not answer and usual is not None:
            return usual
        if (other := otherwise(answer)) is not None:
            return other
        meant = seen_of(answer)
        if len(meant) == 1:
            return choices[meant[0]]
        if meant:
            screen.say(f"！ 有 {len(meant)} 个含“{answer}”，请输入序号：")
            _show(names, meant)
            seen.update(meant)
        else:
            missing = f"没有“{answer}”。" if answer else ""
            by_number = f" 1 至 {len(names)} 的序号，或" if few else ""
            screen.say(f"！ {missing}请输入{by_number}名称的一部分；返回请输入 0。")


def _show(names: Sequence[str], numbers: Sequence[int]) -> None:
    for number in numbers:
        screen.say(f"  {number + 1:2} {names[number]}")


def _meant(answer: str, names: Sequence[str]) -> list[int]:
    """Return which names an answer can mean: that of its number, the whole name, the only one that begins so.

    Else it means all that contain it. What looks like a number is none of the digits in a name: 12 is not a person
    whose certificate has these two.
    """
    if _NUMBER.fullmatch(answer):
        return [int(answer) - 1] if int(answer) <= len(names) else []
    folded = answer.casefold()
    names_folded = [name.casefold() for name in names]
    whole = [number for number, name in enumerate(names_folded) if name == folded]
    begun = [number for number, name in enumerate(names_folded) if name.startswith(folded)]
    containing = [number for number, name in enumerate(names_folded) if folded in name]
    return (whole or (begun if len(begun) == 1 else containing)) if folded else []


def words(run: Run, question: str, default: str | None = None, *, how: str = "", needed: str = NEEDED) -> str:
    """Return a name or a reason that is typed; one with a person's number is asked for again, since it would stay."""
    from xlcheck.steps.desk.privacy import refuse_numbers  # noqa: PLC0415 - pandas takes seconds on an old PC

    while True:
        answer = ask(question, default, how=how, needed=needed)
        try:
            refuse_numbers(run, {question.partition("，")[0]: answer})
        except XlcheckError as error:
            screen.say(f"！ {error_text(error)}")
        else:
            return answer


def typed_reason(run: Run, question: str, *, how: str = "", needed: str) -> str:
    """Return a reason that is typed, as :func:`words`; a full stop, a number or 无 is none, and asked for again."""
    while not gives_reason(answer := words(run, question, how=how, needed=needed)):
        screen.say(f"！ “{answer}”没有说出为什么。{needed}")
    return answer


def one_path(question: str, needed: str, check: Callable[[Path], object] = lambda _: None) -> Path:
    """Return the one file or folder that is asked for; of several nobody knows which is meant.

    One that ``check`` refuses with an :class:`XlcheckError`, or that cannot be read, is asked for again.
    """
    while True:
        given = paths(question, needed)
        if len(given) > 1:
            screen.say(f"！ 这里只要一个，拖进来了 {len(given)} 个。请只拖一个，再按回车。")
            continue
        try:
            check(given[0])
        except XlcheckError as error:
            screen.say(f"！ {error_text(error)}")
        except OSError as error:
            screen.say(f"！ 无法读取“{given[0].name}”：{system_words(error)}。请核对后重新拖进来。")
        else:
            return given[0]


def paths(question: str, needed: str = "") -> tuple[Path, ...]:
    """Return files or folders that exist, typed or dragged onto the window, several at once.

    A blank answer is none; where one is ``needed``, that is said and asked again.
    """
    while True:
        answer = ask(question, None if needed else "", needed=needed)
        if not answer:
            return ()
        files, missing = split_paths(answer)
        if files and not missing:
            return tuple(files)
        screen.say(f"！ 找不到 {missing or answer}。请把文件或文件夹拖到本窗口，再按回车。")


def split_paths(text: str) -> tuple[list[Path], str]:
    """Split what was typed or dragged into paths that exist; returns them, and the first part that is none.

    Windows puts paths with blanks in double quotes, desktops of Linux in single ones or with backslashes, some as
    addresses; what is typed may have blanks and no quotes, or Chinese ones, which are also found in names.
    """
    for quotes in ("\"'", "“”"):
        if (whole := _path_of(text.strip(quotes))) is not None:
            return [whole], ""
    parts = list(_TOKEN.finditer(_unescaped(text)))
    files: list[Path] = []
    at = 0
    while at < len(parts):
        path, length = _longest(parts[at:])
        if path is None:
            return files, parts[at].group().strip("\"'")
        files.append(path)
        at += length
    return files, ""


def _longest(parts: Sequence[re.Match[str]]) -> tuple[Path | None, int]:
    """Return the path that the first parts make, as many as do, and how many they are."""
    if quoted := parts[0]["double"] or parts[0]["single"]:
        return _path_of(quoted), 1
    if (path := _path_of(parts[0]["chinese"] or "")) is not None:
        return path, 1
    joined = ((" ".join(part.group() for part in parts[:n]), n) for n in range(len(parts), 0, -1))
    return next(((path, n) for text, n in joined if (path := _path_of(text)) is not None), (None, 0))


def _path_of(text: str) -> Path | None:
    if text.startswith("file://"):
        text = url2pathname(unquote(urlsplit(text).path))
    try:
        return Path(text) if text and Path(text).exists() else None
    except (OSError, ValueError):  # too long for a path, or with a sign that none may have
        return None


def _unescaped(text: str) -> str:
    return text if os.sep == "\\" else re.sub(r"\\(.)", r"\1", text)


def names(text: str) -> list[str]:
    """Split names at 顿号, commas and semicolons; a name may hold blanks."""
    return [name for part in _SEPARATORS.split(text) if (name := part.strip())]


def either(question: str) -> bool:
    """Say whether 1 is typed, and not Enter alone."""
    while (answer := ask(question, "")) not in ("", "1"):
        screen.say("！ 请直接回车，或输入 1。")
    return answer == "1"
