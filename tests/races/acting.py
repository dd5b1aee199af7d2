"""Commands in processes of their own, as two people start them; all that they import is loaded once."""

from __future__ import annotations

import contextlib
import io
import json
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.races.desk import NOW, Step, World, password_of
from tests.steps.killing import Killed, Killer, armed
from xlcheck.cli import screen
from xlcheck.cli.main import run

PRELOADED = [
    "tests.races.acting",
    "xlcheck.cli.commands.collect",
    "xlcheck.cli.commands.remind",
    "xlcheck.cli.commands.send",
    "xlcheck.cli.dialogues.check",
    "xlcheck.cli.dialogues.collect",
    "xlcheck.cli.dialogues.publish",
    "xlcheck.cli.dialogues.remind",
    "xlcheck.cli.dialogues.send",
    "xlcheck.cli.dialogues.verify",
    "xlcheck.steps.history.history",
    "xlcheck.steps.new.new",
    "xlcheck.steps.replace.replace",
    "xlcheck.steps.report.report",
]
_context = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
_LONGEST = 120.0
"""Seconds that a command may take on a busy machine."""
_AHEAD = 0.05
"""Seconds before both commands begin."""


@dataclass(frozen=True)
class Outcome:
    """The exit code of a command, ``None`` where it was killed, what it said, and how often it changed files."""

    code: int | None
    said: str = ""
    changes: int = 0


@dataclass
class Reaper(Killer):
    """Ends the process at a change of files, as the power does."""

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        try:
            super().__call__(event, arguments)
        except Killed:
            os._exit(137)


def _act(command: list[str], root: Path, result: str, begin: float, kill: tuple[int, bool], agrees: bool) -> None:
    screen.now, screen.ask_hidden = lambda: NOW, lambda _: password_of(root)
    screen.agrees = lambda _: agrees
    killer, said = Reaper(root, *kill), io.StringIO()
    time.sleep(max(0.0, begin - time.monotonic()))
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), armed(killer):
        code = run(command)
    Path(result).write_text(json.dumps([code, said.getvalue(), killer.changes]), "utf-8")


def together(
    people: Sequence[tuple[Step, int]],
    world: World,
    apart: float = 0.0,
    kill: tuple[int, bool] = (sys.maxsize, False),
) -> list[Outcome]:
    """Let people start steps ``apart`` seconds from each other; each is killed at its change of number ``kill``."""
    _context.set_forkserver_preload(PRELOADED) if sys.platform != "win32" else None
    with tempfile.TemporaryDirectory() as kept:
        results = [Path(kept) / str(number) for number in range(len(people))]
        begin = time.monotonic() + _AHEAD
        started = [
            _context.Process(
                target=_act,
                args=(
                    [str(word) for word in step.command(world, number)],
                    world.root,
                    str(path),
                    begin + apart * n,
                    kill,
                    step.agrees(world),
                ),
            )
            for n, ((step, number), path) in enumerate(zip(people, results, strict=True))
        ]
        for process in started:
            process.start()
        for process in started:
            process.join(_LONGEST)
            assert process.exitcode is not None, "it never came to an end"
            process.close()
        return list(_read(results))


def _read(results: Sequence[Path]) -> Iterator[Outcome]:
    for path in results:
        yield Outcome(*json.loads(path.read_text("utf-8"))) if path.exists() else Outcome(None)
