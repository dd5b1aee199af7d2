"""Steps that are killed at a write and run again: it ends as if they had never been killed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.races.acting import together
from tests.races.desk import AGAIN, ELSEWHERE, ON_THE_DESK, Step, World
from tests.races.prepared import PREPARED
from tests.steps.helpers import contents
from xlcheck.steps.desk.files import OLD

STEPS = (*ON_THE_DESK, *ELSEWHERE, AGAIN, *PREPARED)


class KilledStep:
    """A step, and what it leaves where nobody kills it."""

    def __init__(self, world: World, step: Step, folder: Path) -> None:
        self.step, self.folder = step, folder
        self.world = world.copy(folder / "prepared")
        step.prepare(self.world)
        own = self.world.copy(folder / "nobody")
        (outcome,) = together([(step, 0)], own)
        self.code, self.changes = outcome.code, outcome.changes
        self.left = self._left(own)

    def points(self, most: int) -> Iterable[int]:
        """Numbers of changes of files, the first and the last among them."""
        if self.changes <= most:
            return range(1, self.changes + 1)
        return sorted({1 + round(n * (self.changes - 1) / (most - 1)) for n in range(most)})

    def differences(self, at: int, *, torn: bool) -> Iterator[str]:
        """Kill the step at a change, before or in it, and run it again: what is otherwise than without that."""
        own = self.world.copy(self.folder / f"{at} {torn}")
        where = f"{self.step.name}（{at}{'，写到一半' if torn else ''}）"
        (killed,) = together([(self.step, 0)], own, kill=(at, torn))
        if killed.code is not None:
            yield f"{where} 没有中断：{killed.said}"
        (outcome,) = together([(self.step, 0)], own)
        if outcome.code != self.code or not self.step.happened(own, 0):
            yield f"{where} 重做的结果是 {outcome.code}：{outcome.said}"
        left = self._left(own)
        yield from (
            f"{where} {name} 不同" for name in self.left.keys() | left.keys() if self.left.get(name) != left.get(name)
        )

    def _left(self, world: World) -> dict[str, bytes]:
        return {name: b"" if name in self.step.unlike else content for name, content in settled(world).items()}


def settled(world: World) -> dict[str, bytes]:
    """What stands there, but for what was set aside; where it stands does not count."""
    return {
        name: content.replace(str(world.root).encode(), b"")
        for name, content in contents(world.root).items()
        if OLD not in name.split("/")
    }
