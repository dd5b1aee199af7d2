"""Requests and records of “xlcheck-draw/2” for tests."""

from dataclasses import replace
from datetime import date

from tests.draws.cases import drawn, request, rich_request
from xlcheck.draws.formats.two.seed import DICE, SYSTEM, game_source
from xlcheck.draws.randomness.calendar import Basis
from xlcheck.draws.randomness.games import Issue
from xlcheck.model import SECOND_FORMAT, Proof, ProofKind

NUMBERS = (1, 8, 13, 19, 26, 33, 7)
GAME = replace(game_source(Issue("ssq", 2024, 3)), numbers=NUMBERS)
THROWS = (3, 0, 7, 1, 9, 4, 2, 8, 6, 5, 0, 3)
RECEIPT = Proof(ProofKind.RECEIPT, "示例市交通运输局", "SC-2021-0007", "2021-01-05 10:12")
KEPT = Proof(ProofKind.WITNESS, "示例员乙", "", "2021-01-05 10:00")


def second(of, source=GAME, **more):
    """A request of the first format, frozen in the second."""
    day = {"draw_day": date(2024, 1, 7), "day_basis": str(Basis.PUBLISHED.value)} if source.key == GAME.key else {}
    return replace(of, format=SECOND_FORMAT, sources=(source,), **(day | more))


PLAIN = drawn(second(request()), proofs=(KEPT,), version="0.2.0")
RICH = drawn(second(rich_request()), marks=("第 1 次抽取在开奖以后放弃，原因：示例。",), version="0.2.0")
BY_DICE = drawn(second(request(), replace(DICE, numbers=THROWS)), version="0.2.0")
BY_SYSTEM = drawn(second(request(), replace(SYSTEM, numbers=(123456789,)), source_reason="示例原因"), version="0.2.0")
