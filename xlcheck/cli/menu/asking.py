"""Questions of the menu, asked again until the answer is clear; 0 always leads back."""

from __future__ import annotations

import re
from pathlib import Path

from xlcheck.cli import screen


class Back(BaseException):
    """A person wants back to the menu."""


def ask(question: str, default: str = "") -> str:
    """An answer, or the default where Enter alone is typed; 0 leads back."""
    typed = screen.ask(f"{question}（输入 0 返回）", default)
    if typed == "0":
        raise Back
    return typed


def path(question: str) -> str:
    """A path as it is typed or dropped on the window, where it comes in quotes."""
    while not (typed := ask(question).strip("\"' ")) or not Path(typed).exists():
        screen.say(f"！ {f'找不到 {typed}。' if typed else ''}请输入文件或文件夹的位置，也可以把它拖到本窗口。")
    return typed


def names(text: str) -> list[str]:
    """Names that are set apart by 顿号, commas or semicolons; a name may hold blanks."""
    return [name for part in re.split("[、，,；;]", text) if (name := part.strip())]


def either(question: str) -> bool:
    """Whether 1 is typed, and not Enter alone."""
    while (typed := ask(question)) not in ("", "1"):
        screen.say("！ 请直接回车，或输入 1。")
    return typed == "1"
