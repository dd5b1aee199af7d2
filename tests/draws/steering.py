"""An operator who may do whatever he still can once the numbers are known, and how often he gets what he wants.

``python -m tests.draws.steering [--seeds N]`` prints, for each way to get numbers, the share of draws in which a
company X is drawn and an inspector Y assigned to it, beside the share by chance and the noise of sampling.
"""

import argparse
from dataclasses import replace
from datetime import timedelta
from math import sqrt
from random import Random

from tests.draws.cases import drawn, entities, request, staff
from tests.draws.formats.second import second
from tests.draws.lodging.slips import slip
from xlcheck.draws.formats.one.seed import reveal as reveal_first
from xlcheck.draws.formats.two.seed import game_source
from xlcheck.draws.frame.frame import frame_digest
from xlcheck.draws.frame.inspectors import inspectors_digest
from xlcheck.draws.frame.rules import rules_digest
from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.slip import LodgedTask
from xlcheck.draws.randomness.games import Issue
from xlcheck.model import Exclusion, Ratio, RatioKind, Recusal, Source

FRAME, STAFF = entities(20), staff(6)
FIVE = Ratio("5户", RatioKind.COUNT, None, 5)
X, Y = FRAME[7].code, STAFF[3].cert
FROZEN = second(request(FRAME, STAFF, FIVE), game_source(Issue("ssq", 2021, 3)))
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


def another(luck, of):
    """The same freeze but for one thing that somebody who owns the desk can change, small or large."""
    entity, person = luck.randrange(len(of.entities)), luck.randrange(len(of.inspectors))
    words = f"示例{luck.randrange(10**6)}"

    def company(**more):
        return {"entities": swapped(of.entities, entity, **more)}

    def inspector(**more):
        return {"inspectors": swapped(of.inspectors, person, **more)}

    changes = (
        lambda: company(name=words),
        lambda: company(stratum=words),
        lambda: {"entities": tuple(luck.sample(of.entities, len(of.entities)))},
        lambda: {"entities": of.entities[:entity] + of.entities[entity + 1 :]},
        lambda: {"excluded": (Exclusion(of.entities[entity].code + "9", words, words, counted=luck.random() < 0.5),)},
        lambda: inspector(name=words),
        lambda: inspector(scope=(*of.inspectors[person].scope, words)),
        lambda: inspector(specialities=(words,)),
        lambda: inspector(recusals=(Recusal(of.entities[entity].code, words),)),
        lambda: inspector(leaves=((of.plan.window.start, of.plan.window.end - timedelta(luck.randrange(99))),)),
        lambda: inspector(leader=True),
        lambda: inspector(load=luck.randrange(9)),
        lambda: inspector(valid_to=of.plan.window.end + timedelta(luck.randrange(999))),
        lambda: {"inspectors": tuple(luck.sample(of.inspectors, len(of.inspectors)))},
        lambda: {"apart": ((of.inspectors[person].cert, of.inspectors[person - 1].cert),)},
        lambda: {"team_size": luck.randint(1, 3)},
        lambda: {"min_count": luck.randrange(len(of.entities))},
        lambda: {"groups": luck.randint(2, 3)},
        lambda: {"speciality": words},
        lambda: {"filter": words},
        lambda: {"reason": words, "basis": words, "moved_reason": words},
        lambda: {"plan": replace(of.plan, ratio=Ratio(words, RatioKind.COUNT, None, luck.randint(4, 6)))},
        lambda: {"plan": replace(of.plan, task_name=words, items=words)},
    )
    return replace(of, **luck.choice(changes)())


def swapped(things, at, **more):
    """The tuple with one of its things changed."""
    return (*things[:at], replace(things[at], **more), *things[at + 1 :])


def lodged(of):
    """What stands on a slip of a freeze, the log told to be the same whatever is frozen."""
    parts = (frame_digest(of.entities), inspectors_digest(of.inspectors), rules_digest(of))
    task = LodgedTask(of.task, of.plan.task_no, "示例任务", of.attempt, *parts)
    return lodging_code(replace(slip(1), tasks=(task,)))


def by_second_format_lodged(luck, tries):
    """One freeze is held by somebody else: what he makes besides must have the code that is held, and do it."""
    held = lodged(FROZEN)
    copies = (FROZEN, *(another(luck, FROZEN) for _ in range(tries)))
    source = replace(FROZEN.sources[0], numbers=lottery(luck))
    passing = (one for one in copies if lodged(one) == held)
    return any(wanted(drawn(replace(one, sources=(source,)))) for one in passing)


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
        ("xlcheck-draw/2, lodged", lambda luck: by_second_format_lodged(luck, told.tries)),
        ("xlcheck-draw/2, not lodged", lambda luck: by_second_format_unlodged(luck, told.tries)),
    ):
        part, noise = share(ways, told.seeds)
        print(f"{name:32} wanted in {part:.3f} ± {noise:.3f}  chance {chance():.3f}")
