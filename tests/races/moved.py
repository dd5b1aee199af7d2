"""A desk that is renamed while a step runs: the step ends with a sentence, and what it has not done can be done."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.races.desk import NOW, Step, World
from tests.races.killed import settled
from tests.races.race import says
from tests.steps.killing import Killed, Killer, armed
from xlcheck.cli import screen
from xlcheck.cli.main import run


@dataclass
class Mover(Killer):
    """Renames a desk at a change of files, and lets the step go on."""

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        try:
            super().__call__(event, arguments)
        except Killed:
            if self.changes == self.at:
                with armed(None):
                    _years(self.root)[0].rename(_years(self.root)[1])


def _years(root: Path) -> tuple[Path, Path]:
    return root / "workbooks" / "2021", root / "workbooks" / "2021改名"


class MovedStep:
    """A step, and what it leaves where nobody renames the desk."""

    def __init__(self, world: World, step: Step, folder: Path) -> None:
        self.world, self.step, self.folder = world, step, folder
        own = world.copy(folder / "nobody")
        self.code, _, self.changes = _act(own, step, sys.maxsize)
        self.left = settled(own)

    def differences(self, at: int) -> Iterator[str]:
        """Rename the desk at a change, put it back and run the step again: what is otherwise than without that."""
        own = self.world.copy(self.folder / str(at))
        where, (year, other) = f"{self.step.name}（{at}）", _years(own.root)
        code, said, _ = _act(own, self.step, at)
        if code != 2 or not says("desk.gone", said):
            yield f"{where} 没有说明文件夹不在了：{code} {said}"
        if year.exists():
            year.rename(self.folder / f"{at}另放")
        other.rename(year)
        code, said, _ = _act(own, self.step, sys.maxsize)
        if code != self.code or not self.step.happened(own, 0):
            yield f"{where} 重做的结果是 {code}：{said}"
        left = settled(own)
        yield from (
            f"{where} {name} 不同" for name in self.left.keys() | left.keys() if self.left.get(name) != left.get(name)
        )


def _act(world: World, step: Step, at: int) -> tuple[int, str, int]:
    mover, said, before = Mover(world.root, at), io.StringIO(), screen.now
    screen.now = lambda: NOW
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), armed(mover):
            code = run([str(word) for word in step.command(world, 0)])
    finally:
        screen.now = before
    return code, said.getvalue(), mover.changes
