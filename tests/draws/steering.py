"""An operator who may do whatever he still can once the numbers are known, and how often he gets what he wants.

``python -m tests.draws.steering [--seeds N]`` prints, for each way to get numbers, the share of draws in which a
company X is drawn and an inspector Y assigned to it, beside the share by chance and the noise of sampling.
"""

import argparse
from dataclasses import replace
from math import sqrt
from random import Random

from tests.draws.cases import drawn, entities, request, staff
from tests.draws.formats.second import second
from xlcheck.draws.formats.one.seed import reveal as reveal_first
from xlcheck.draws.formats.two.seed import game_source
from xlcheck.draws.randomness.games import Issue
from xlcheck.model import Ratio, RatioKind, Source

FRAME, STAFF = entities(20), staff(6)
FIVE = Ratio("5户", RatioKind.COUNT, None, 5)
X, Y = FRAME[7].code, STAFF[3].cert
TRIES = 1000
"""What he can try in a moment: numbers of his own, or copies of the desk that were each frozen in another way."""


def wanted(record):
    """Whether X is drawn and Y visits it."""
    return any(team.code == X and Y in team.certs for team in record.teams)


def lottery(luck):
    """What a lottery gives, as no one can know before."""
    return (*sorted(luck.sample(range(1, 34), 6)), luck.randint(1, 16))


def by_first_format(luck, tries):
    """The lottery is out, then a friendly witness “gives” whatever number does it."""
    public = Source("lottery1", "示例彩票第1期", lottery(luck), ordered=False)
    for number in range(100000, 100000 + tries):
        given = reveal_first(Source("witness1", "示例监督人"), str(number))
        if wanted(drawn(request(FRAME, STAFF, FIVE, sources=(public, given)))):
            return True
    return False


def by_second_format_lodged(luck):
    """One freeze is held by somebody else; nothing that he can still do changes the seed."""
    source = replace(game_source(Issue("ssq", 2021, 3)), numbers=lottery(luck))
    return wanted(drawn(second(request(FRAME, STAFF, FIVE), source)))


def by_second_format_unlodged(luck, tries):
    """Nobody holds anything: of many copies, each frozen with another harmless change, he keeps one that does it."""
    source = replace(game_source(Issue("ssq", 2021, 3)), numbers=lottery(luck))
    copies = (replace(STAFF[-1], name=f"示例{n}", specialities=(f"示例{n}",)) for n in range(tries))
    return any(wanted(drawn(second(request(FRAME, (*STAFF[:-1], one), FIVE), source))) for one in copies)


def share(ways, seeds):
    """How often it comes true, and the noise of sampling around that."""
    part = sum(ways(Random(seed)) for seed in range(seeds)) / seeds
    return part, sqrt(max(part * (1 - part), 1 / seeds) / seeds)


def chance():
    """By chance: X is among five of twenty, and Y one of two of six."""
    return 5 / 20 * 2 / 6


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--tries", type=int, default=TRIES)
    told = parser.parse_args()
    for name, ways in (
        ("xlcheck-draw/1, last revealer", lambda luck: by_first_format(luck, told.tries)),
        ("xlcheck-draw/2, lodged", by_second_format_lodged),
        ("xlcheck-draw/2, not lodged", lambda luck: by_second_format_unlodged(luck, told.tries)),
    ):
        part, noise = share(ways, told.seeds)
        print(f"{name:32} wanted in {part:.3f} ± {noise:.3f}  chance {chance():.3f}")
