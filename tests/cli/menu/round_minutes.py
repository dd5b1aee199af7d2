"""How long a clerk sits at a round: ``python -m tests.cli.menu.round_minutes``.

The first round of the shipped year is played by the menu: checked, frozen, lodged, drawn. Questions, keys and what is
shown are counted, and the seconds of the program measured. **What the clerk needs for them is a model, no
measurement**: the keystroke-level model (Card, Moran, Newell, 1980) with a key at 0.28 s, the speed of an average
typist who is no professional, and 1.35 s to make up one's mind at each question; and whatever is new on the screen is
read whole, at 300 Chinese characters a minute. What is done away from the screen (printing, signing, posting the
notice, looking up the numbers) is not in it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.seat import PageTurner
from xlcheck.cli.menu import opening
from xlcheck.steps.practice.sample import write_sample_desk

KEY, MIND, READ_A_MINUTE = 0.28, 1.35, 300
"""Seconds a key, seconds a question, Chinese characters read in a minute."""
KEYS_OF_A_CHARACTER = 4
"""To type a Chinese character: some three letters of its sound, and one to choose it."""

ENTER = ""
ROUND = (
    ("check", datetime(2021, 1, 5, 9), (ENTER, ENTER)),
    ("freeze", datetime(2021, 1, 5, 9), (ENTER,) * 5),
    ("lodge", datetime(2021, 1, 5, 10), (ENTER, ENTER, "示例甲", "是", ENTER)),
    ("draw", datetime(2021, 1, 12, 9), (*(ENTER,) * 5, "3 9 14 20 27 31 12", "是", ENTER)),
)
"""What is typed in each part, and when."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A part of the round: ``shown`` in Chinese characters, ``seconds`` of the program."""

    name: str
    questions: int
    keys: int
    shown: float
    seconds: float

    @property
    def minutes(self) -> float:
        """The time of clerk and program together, by the model."""
        return (self.keys * KEY + self.questions * MIND + self.seconds) / 60 + self.shown / READ_A_MINUTE


class Watched(PageTurner):
    """A seat of which is counted what is asked, typed and newly seen, and how long the program takes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(monkeypatch)
        self.begin()

    def begin(self) -> None:
        """Count from nothing; what was seen before may be seen again."""
        self.questions = self.keys = 0
        self.shown = self.seconds = 0.0
        self.before: frozenset[str] = frozenset()
        self.since = time.perf_counter()

    def read(self, *, shown: bool = True) -> str:
        self.seconds += time.perf_counter() - self.since
        lines = self.now.splitlines()
        self.shown += sum(in_characters(line) for line in lines if line not in self.before)
        line = super().read(shown=shown)
        self.before = frozenset(self.now.splitlines())
        if line:
            self.questions += 1
            self.keys += keys_of(line.rstrip("\n"))
        self.since = time.perf_counter()
        return line


def in_characters(text: str) -> float:
    """Return how much there is to read: a letter or a digit is half a Chinese character."""
    return sum(0.5 if sign.isascii() else 1 for sign in text if not sign.isspace())


def keys_of(line: str) -> int:
    """Return the keys of a line that is typed, Enter included."""
    return 1 + sum(1 if sign.isascii() else KEYS_OF_A_CHARACTER for sign in line)


def play_round(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sitting]:
    """Play the round on a desk that is fresh; yields its parts. The menu is left after each."""
    monkeypatch.setattr(opening, "opened", lambda _: True)
    for name, now, lines in ROUND:
        monkeypatch.setattr("xlcheck.cli.screen.now", lambda now=now: now)
        seat = Watched(monkeypatch)
        seat.play(["menu", desk], *lines, "0")
        yield Sitting(name, seat.questions, seat.keys, seat.shown, seat.seconds)


def total(sittings: Sequence[Sitting]) -> Sitting:
    """Return the whole of several parts."""
    sums = (sum(getattr(one, name) for one in sittings) for name in ("questions", "keys", "shown", "seconds"))
    return Sitting("together", *sums)


def main() -> None:
    """Print a line for each part, and the whole."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as monkeypatch:
        desk = Path(folder) / "workbooks" / "2021"
        write_sample_desk(desk)
        sittings = list(play_round(desk, monkeypatch))
        shutil.rmtree(desk)
    out = sys.__stdout__
    assert out is not None
    out.write(f"{'':10}{'questions':>10}{'keys':>6}{'shown':>7}{'program':>10}{'minutes':>9}\n")
    for one in (*sittings, total(sittings)):
        out.write(
            f"{one.name:10}{one.questions:10}{one.keys:6}{one.shown:7.0f}{one.seconds:8.1f} s{one.minutes:9.1f}\n"
        )
    out.write(
        f"Minutes by a model, not measured on a person: {KEY} s a key, {MIND} s a question, all that is new on the\n"
        f"screen read at {READ_A_MINUTE} Chinese characters a minute, and the seconds of the program on this machine.\n"
        f"The last question of each part leaves the menu.\n"
    )


if __name__ == "__main__":
    main()
