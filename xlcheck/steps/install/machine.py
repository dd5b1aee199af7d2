"""自检: what the work needs of a computer; what it has is probed elsewhere (:mod:`xlcheck.steps.install.probe`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from xlcheck.model import Finding, Place, finding

FONTS = {
    "仿宋": ("仿宋", "FangSong"),
    "宋体": ("宋体", "SimSun"),
    "黑体": ("黑体", "SimHei"),
    "方正小标宋": ("方正小标宋", "FZXiaoBiaoSong", "FZXBSJW"),
}
"""The fonts of forms and records, and how a system names each."""

BEIJING = timedelta(hours=8)
_OLDEST_PANDAS = (2, 2)
_LONGEST_ROOT = 140
"""Signs of a year's folder; Windows takes 259 of a path, and what is written below it has about a hundred."""

_PLACE = Place("自检")

Verdict = Finding | str
"""What is in order, in a few words; else what is not."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What was found; ``None`` and empty texts where it could not be found out.

    ``refusal`` is why ``folder`` cannot be written, ``offices`` the programs that open workbooks, ``offset`` that of
    the clock from UTC, ``latest`` the latest time that the desk knows of and where it stands, ``short_paths`` whether
    the system takes no long ones.
    """

    folder: Path
    refusal: str
    fonts: frozenset[str] | None
    offices: tuple[str, ...]
    now: datetime
    offset: timedelta
    latest: tuple[str, datetime] | None
    paper: str
    python: str
    pandas: str
    short_paths: bool


def judge(machine: Machine) -> list[tuple[str, Verdict]]:
    """Return a line for each thing that is needed: its name, and what is to be said of it."""
    return [
        ("写入", _check_writing(machine)),
        ("字体", _fonts(machine)),
        ("办公软件", "、".join(machine.offices) or finding("machine.no-office", _PLACE)),
        ("时区", _zone(machine)),
        ("时钟", _clock(machine)),
        ("纸张", _paper(machine)),
        ("程序", _program(machine)),
    ]


def _check_writing(machine: Machine) -> Verdict:
    if machine.refusal:
        return finding("machine.read-only", _PLACE, folder=machine.folder, why=machine.refusal)
    length = len(str(machine.folder))
    if machine.short_paths and length > _LONGEST_ROOT:
        return finding("machine.long-path", _PLACE, length=length)
    return f"可以写入 {machine.folder}"


def _fonts(machine: Machine) -> Verdict:
    if machine.fonts is None:
        return finding("machine.fonts-unknown", _PLACE)
    missing = list(_missing_fonts(machine.fonts))
    return finding("machine.fonts", _PLACE, fonts="、".join(missing)) if missing else f"{'、'.join(FONTS)}都已安装"


def _missing_fonts(names: frozenset[str]) -> Iterator[str]:
    fonts = [name.casefold() for name in names]
    for name, aliases in FONTS.items():
        if not any(alias.casefold() in font for alias in aliases for font in fonts):
            yield name


def _zone(machine: Machine) -> Verdict:
    if machine.offset == BEIJING:
        return "北京时间"
    return finding("machine.time-zone", _PLACE, hours=f"{(machine.offset - BEIJING) / timedelta(hours=1):+g}")


def _clock(machine: Machine) -> Verdict:
    """Judge the clock: one behind what the desk knows is certainly wrong; of one ahead nothing can be said."""
    if machine.latest is not None and machine.now < machine.latest[1]:
        what, then = machine.latest
        return finding(
            "machine.clock-behind",
            _PLACE,
            now=f"{machine.now:%Y-%m-%d %H:%M}",
            what=what,
            then=f"{then:%Y-%m-%d %H:%M}",
        )
    return f"{machine.now:%Y-%m-%d %H:%M}，请与手机核对"


def _paper(machine: Machine) -> Verdict:
    if not machine.paper:
        return finding("machine.paper-unknown", _PLACE)
    return "A4" if machine.paper == "A4" else finding("machine.paper", _PLACE, paper=machine.paper)


def _program(machine: Machine) -> Verdict:
    version = tuple(int(part) for part in machine.pandas.split(".")[:2] if part.isdigit())
    if version < _OLDEST_PANDAS:
        return finding("machine.old-pandas", _PLACE, version=machine.pandas or "没有找到")
    return f"Python {machine.python}，pandas {machine.pandas}"
