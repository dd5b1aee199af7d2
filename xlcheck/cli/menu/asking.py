"""Questions of the menu, asked again until the answer is clear; 0 always leads back."""

from __future__ import annotations

import re
from pathlib import Path

from xlcheck.cli import screen


class Back(BaseException):
    """A person wants back to the menu."""


def ask(question: str, default: str = "") -> str:
    """Return the answer to a question, or the default where Enter alone is typed; 0 leads back."""
    answer = screen.ask(f"{question}（输入 0 返回）", default)
    if answer == "0":
        raise Back
    return answer


def path(question: str) -> str:
    """Return a path as it is typed, or dropped on the window, which puts it in quotes."""
    while not (answer := ask(question).strip("\"' ")) or not Path(answer).exists():
        screen.say(f"！ {f'找不到 {answer}。' if answer else ''}请输入文件或文件夹的位置，也可以把它拖到本窗口。")
    return answer


def names(text: str) -> list[str]:
    """Split names at 顿号, commas and semicolons; a name may hold blanks."""
    return [name for part in re.split("[、，,；;]", text) if (name := part.strip())]


def either(question: str) -> bool:
    """Say whether 1 is typed, and not Enter alone."""
    while (answer := ask(question)) not in ("", "1"):
        screen.say("！ 请直接回车，或输入 1。")
    return answer == "1"
