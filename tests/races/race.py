"""Two steps that start within a tenth of a second: each is done whole, or gives up with a sentence; nothing is lost."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Iterator
from itertools import combinations_with_replacement
from pathlib import Path
from string import Formatter

from tests import journals
from tests.journals import logged
from tests.races.acting import Outcome, together
from tests.races.desk import AGAIN, ELSEWHERE, NOW, ON_THE_DESK, Step, World
from tests.races.prepared import PREPARED
from tests.steps.helpers import contents, published_codes
from xlcheck.messages import ERRORS
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.send.outbox import mails
from xlcheck.steps.verify.verify import verify_desk

LOGS = {f"workbooks/2021/存档/{name}.jsonl" for name in ("抽取日志", "公示日志", "发件日志")}
_REWRITTEN = re.compile(r".*/(抽取公开-.*\.html|校验行数\.json|发件登记\.xlsx)")
"""Files that follow from others, and are written again without being set aside."""
_DRAWING = ("冻结", "抽取", "放弃冻结", "补抽", "登记收存", "骰单存档", "更正号码", "改期", "重新抽取")
PAIRS = (
    *combinations_with_replacement((*ON_THE_DESK, *ELSEWHERE, AGAIN), 2),
    *((step, step) for step in PREPARED),
)
"""Every two steps that write; those that need a desk of their own, each with itself."""
_LOST_BEFORE = ("合并台账", "公示", "抽取", "补抽", "重新抽取")
BROKEN_BEFORE = tuple((step, step) for step in (*ON_THE_DESK, AGAIN) if step.name in _LOST_BEFORE)
"""The pairs that were seen to lose something before there was a lock."""

_ONE_IN = 30
SHORT = tuple(
    (first, second)
    for number, (first, second) in enumerate(PAIRS)
    if first is second
    or {first.name, second.name} <= {*_LOST_BEFORE}
    or (number % _ONE_IN == 0 and {first, second} <= {*ON_THE_DESK})
)
"""Each step with itself, those that lost something once with each other, and one in thirty of the others."""


def race(world: World, root: Path, pair: tuple[Step, Step], seed: int) -> list[str]:
    """Run a pair on a copy of the world, one of them up to a tenth of a second later; what was lost, in words."""
    own = world.copy(root)
    for step in set(pair):
        step.prepare(own)
    before = contents(own.root)
    chance = random.Random(f"{seed} {pair[0].name} {pair[1].name}")
    people = [(step, int(number and pair[0] is pair[1])) for number, step in enumerate(pair)]
    chance.shuffle(people)
    outcomes = together(people, own, chance.uniform(0, 0.1))
    lost = [
        *(word for person, outcome in zip(people, outcomes, strict=True) for word in _undone(own, *person, outcome)),
        *_lost(own, before, pair),
    ]
    return [f"{pair[0].name}、{pair[1].name}（{seed}）：{word}" for word in lost]


def _undone(world: World, step: Step, number: int, outcome: Outcome) -> Iterator[str]:
    if outcome.code in (0, 1):
        if not step.happened(world, number):
            yield f"{step.name} 没有做成：{outcome.said}"
    elif not any(says(code, outcome.said) for code in ("desk.occupied", *step.refusals)):
        yield f"{step.name} 没有做：{outcome.said}"


def says(code: str, text: str) -> bool:
    """Whether a text holds the sentence of an error."""
    parts = [re.escape(literal) + (".*" if field else "") for literal, field, _, _ in Formatter().parse(ERRORS[code])]
    return re.search("".join(parts), text, re.DOTALL) is not None


def _lost(world: World, before: dict[str, bytes], pair: tuple[Step, Step]) -> Iterator[str]:
    """What is not there any more, not whole, twice, or left over."""
    found = contents(world.root)
    kept, typed = set(found.values()), {name for step in pair for name in step.unlike}
    for name, content in before.items():
        if name in LOGS:
            if not found.get(name, b"").startswith(content):
                yield f"{name} 不是接着写的"
        elif content not in kept and name not in typed and not _REWRITTEN.fullmatch(name):
            yield f"{name} 没有了"
    yield from (f"{name} 没有写完" for name in found if any(part.startswith(".") for part in name.split("/")))
    for path in world.root.rglob("*.xlsx"):
        with zipfile.ZipFile(path) as package:
            if package.testzip() is not None:
                yield f"{path.name} 损坏"
    journals.events(world.desk)
    mails(world.desk)
    public = [(event.code, event.batch) for event in logged(world.desk) if not event.withdrawn]
    if len({code for code, _ in public}) != len(public) or sorted(published_codes(world.desk)) != sorted(
        c for c, _ in public
    ):
        yield f"公示了两次：{public}"
    if any(step.name in _DRAWING for step in pair):
        yield from (f"{one.path.name} 核验不符" for one in verify_desk(Run(world.desk, NOW)) if not one.sound)
