"""Frames at random, each drawn twice: by the tool, and by ``consistent-sampler``, which election auditors use."""

from __future__ import annotations

from random import Random

from consistent_sampler import sampler

from xlcheck.draws.tickets import order

LARGEST = 60
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def frame(random: Random) -> tuple[list[str], str]:
    """Codes of a frame of a random size, and a seed line as the second format has it."""
    codes = {"".join(random.choices(SIGNS, k=18)) for _ in range(random.randint(1, LARGEST))}
    prints = (f"{name}={random.randbytes(32).hex()}" for name in ("frame", "inspectors", "rules"))
    balls = ".".join(map(str, sorted(random.sample(range(1, 34), 6))))
    task = f"{random.randint(2021, 2040)}{random.randint(1, 99):02d}#{random.randint(1, 3)}"
    issue = f"ssq-{random.randint(2021, 2040)}{random.randint(1, 150):03d}={balls}./{random.randint(1, 16)}./"
    return sorted(codes), "|".join(("xlcheck-draw/2", task, *prints, issue))


def disagreeing(frames: int, seed: int = 2021) -> list[str]:
    """Seed lines of the frames of which the two do not give the same order; there should be none."""
    random = Random(seed)
    lines = []
    for _ in range(frames):
        codes, line = frame(random)
        theirs = [one[1] for one in sampler(codes, seed=f"{line}|entity")]
        if [one.id for one in order(codes, f"{line}|entity")] != theirs:
            lines.append(line)
    return lines
